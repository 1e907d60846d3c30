"""Signing by the owner's certificate, with one made for the test: what is signed, and by whom."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installer import signing
from installer.ground import Stop, run
from installer.options import Signing
from tests.installer.conftest import ROOT, Built

PASSWORD = "mật khẩu của chứng thư"


@dataclass(frozen=True, slots=True)
class Owner:
    """A certificate that signs itself, as files."""

    signing: Signing
    authority: Path


def make_owner(folder: Path, name: str) -> Owner:
    folder.mkdir()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encryption = serialization.BestAvailableEncryption(PASSWORD.encode())
    pfx, password, authority = folder / "a.pfx", folder / "mat-khau.txt", folder / "a.pem"
    pfx.write_bytes(
        pkcs12.serialize_key_and_certificates(b"tcxd", key, certificate, None, encryption)
    )
    password.write_text(PASSWORD, encoding="utf-8")
    authority.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Owner(Signing(pfx, password, "", authority), authority)


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Owner:
    return make_owner(tmp_path_factory.mktemp("owner") / "one", "TCXD Test")


@pytest.fixture
def program(built: Built, tmp_path: Path) -> Path:
    return Path(shutil.copy(built.tree / "TCXD.exe", tmp_path / "TCXD.exe"))


def test_a_signed_program_is_the_owners(program: Path, owner: Owner, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        signing.verify(program, owner.authority)
    signing.sign(program, owner.signing)
    signing.verify(program, owner.authority)
    assert [path.name for path in program.parent.iterdir() if path.is_file()] == [program.name]
    stranger = make_owner(tmp_path / "other", "Somebody else")
    with pytest.raises(Stop):
        signing.verify(program, stranger.authority)


def test_a_program_changed_after_it_was_signed_is_found(program: Path, owner: Owner) -> None:
    signing.sign(program, owner.signing)
    data = bytearray(program.read_bytes())
    data[0x800] ^= 1
    program.write_bytes(data)
    with pytest.raises(Stop):
        signing.verify(program, owner.authority)


def test_a_wrong_password_signs_nothing(program: Path, owner: Owner, tmp_path: Path) -> None:
    before = program.read_bytes()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("mật khẩu khác", encoding="utf-8")
    with pytest.raises(Stop, match="osslsigncode"):
        signing.sign(program, Signing(owner.signing.certificate, wrong, ""))
    assert program.read_bytes() == before


def test_a_signature_that_leads_elsewhere_is_not_kept(
    program: Path, owner: Owner, tmp_path: Path
) -> None:
    before = program.read_bytes()
    stranger = make_owner(tmp_path / "other", "Somebody else")
    given = owner.signing
    with pytest.raises(Stop):
        signing.sign(
            program, Signing(given.certificate, given.password_file, "", stranger.authority)
        )
    assert program.read_bytes() == before


def test_makensis_signs_uninstaller_and_setup_by_the_command_it_is_given(
    built: Built, owner: Owner, tmp_path: Path
) -> None:
    """The uninstaller exists only while makensis runs: a copy of it is kept to look at."""
    setup, remover = tmp_path / "cai-dat-thu.exe", tmp_path / "remover.exe"
    script = tmp_path / "small.nsi"
    script.write_text(
        "Unicode true\n"
        f'OutFile "{setup}"\n'
        "RequestExecutionLevel user\n"
        "!uninstfinalize '${SIGN}'\n"
        f"!uninstfinalize 'cp %1 \"{remover}\"'\n"
        "!finalize '${SIGN}'\n"
        'Section\nWriteUninstaller "$TEMP\\remover.exe"\nSectionEnd\n'
        "Section Uninstall\nSectionEnd\n",
        encoding="utf-8",
    )
    assert built.setup.is_file()
    python = ROOT / "build" / "venv" / "bin" / "python"
    command = run([python, "-c", "from installer import signing; print(signing.command())"],
                  environment={"PYTHONPATH": str(ROOT)})  # fmt: skip
    environment = {**signing.environment(owner.signing), "PYTHONPATH": str(ROOT)}
    run(["makensis", "-V2", "-WX", f"-DSIGN={command.strip()} %1", script], environment=environment)
    for path in (setup, remover):
        signing.verify(path, owner.authority)
