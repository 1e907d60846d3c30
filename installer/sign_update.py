"""Keys of whoever issues the program, and what they sign: updates, rules, scoring templates.

Run it with the program's own environment, on the machine that keeps the key, away from this
checkout: ``.tcxd/venv/bin/python installer/sign_update.py --help``. A private key never lies in
the repository, nor in anything that is built: only its public half goes into a build
(``build.py --pack-key``).
"""

import argparse
import getpass
import hashlib
import json
import os
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cryptography.hazmat.primitives import serialization  # noqa: E402 - the checkout comes first
from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: E402
    Ed25519PrivateKey,
)

from installer.ground import Stop  # noqa: E402
from tcxd_desktop.domain.errors import Problem  # noqa: E402
from tcxd_desktop.domain.office_cards import fingerprint  # noqa: E402
from tcxd_desktop.domain.updates import PRODUCT, update_of  # noqa: E402
from tcxd_desktop.domain.versions import Version, parse  # noqa: E402
from tcxd_desktop.exchange import pack_file  # noqa: E402
from tcxd_desktop.exchange.pack_file import Pack  # noqa: E402
from tcxd_desktop.office import rules, template_packs  # noqa: E402
from tcxd_desktop.wording.problems import sentence  # noqa: E402

PASSWORD = "TCXD_SIGN_PASSWORD"
"""Variable with the password of the private key; without it the password is asked for."""
PRIVATE, PUBLIC = ".khoa", ".json"
OLDEST = "0.1.0"
"""The first version that takes updates."""
NEWS = ROOT / "resources" / "help" / "99-co-gi-moi.md"
_KEYS_IN_ZIP = "app/resources/rules/pack_keys.json"
_MOST_NEWS = 60
_LEAST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class Built:
    """Bản đã dựng trong ``dist``: what lies there of one version."""

    version: Version
    schema: int
    sealed: int
    keys: tuple[bytes, ...]
    """Public keys the built program carries."""
    files: tuple[Path, ...]


# --- keys -----------------------------------------------------------------------------------------


def make_keys(folder: Path, name: str, password: str, count: int = 2) -> list[Path]:
    """Make key pairs in a folder outside any checkout; return the public halves.

    One is used, the other is put by somewhere else: when the first is lost or stolen, an update
    signed with the second brings a program that trusts others.
    """
    _refuse_checkout(folder)
    if not name.strip() or not name.isprintable() or len(name) > 200:
        raise Stop("Cần tên nơi phát hành (--name), như “Nhóm phát triển TCXD”.")
    if len(password) < _LEAST_PASSWORD:
        raise Stop(f"Mật khẩu của khóa cần ít nhất {_LEAST_PASSWORD} ký tự.")
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(1, count + 1):
        stem = folder / f"khoa-{number}"
        for ending in (PRIVATE, PUBLIC):
            if stem.with_suffix(ending).exists():
                raise Stop(f"{stem.with_suffix(ending)} đã có: không ghi đè khóa nào.")
        made.append(_make_key(stem, name, password))
    return made


def _make_key(stem: Path, name: str, password: str) -> Path:
    private = Ed25519PrivateKey.generate()
    sealed = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password.encode()),
    )
    handle = os.open(stem.with_suffix(PRIVATE), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(sealed)
    public = private.public_key().public_bytes_raw()
    entry = {"name": name, "sign": public.hex()}
    told = stem.with_suffix(PUBLIC)
    told.write_text(json.dumps(entry, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return told


def _refuse_checkout(folder: Path) -> None:
    real = folder.resolve()
    for above in (real, *real.parents):
        if above == ROOT or (above / ".git").exists():
            raise Stop(f"{folder} nằm trong một kho mã nguồn: khóa riêng không bao giờ để ở đó.")


def read_key(path: Path, password: str) -> bytes:
    """Return a private key, 32 bytes."""
    _refuse_checkout(path.parent)
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password.encode())
    except OSError as error:
        raise Stop(f"Không đọc được khóa {path}.") from error
    except (ValueError, TypeError) as error:
        raise Stop("Sai mật khẩu của khóa, hoặc tệp không phải khóa.") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise Stop("Khóa không phải loại Ed25519.")
    return found.private_bytes_raw()


# --- what is signed -------------------------------------------------------------------------------


def built_in(dist: Path, version: str = "") -> Built:
    """Return what ``build.py`` left in ``dist``, its sums compared."""
    setups = sorted(dist.glob("TCXD-*-setup.exe"))
    if version:
        setups = [path for path in setups if path.name == f"TCXD-{version}-setup.exe"]
    if len(setups) != 1:
        raise Stop(f"Trong {dist} cần đúng một bộ cài TCXD-<phiên bản>-setup.exe.")
    [setup] = setups
    told = setup.name.removeprefix("TCXD-").removesuffix("-setup.exe")
    folder = dist / f"TCXD-{told}-portable.zip"
    if not folder.is_file():
        raise Stop(f"Thiếu {folder.name}: bản thư mục cho biết bộ cài dựng từ đâu.")
    for path in (setup, folder):
        _compare_sum(dist, path)
    facts, keys = _inside(folder, told)
    if str(facts.get("version")) != told:
        raise Stop(f"{folder.name} ghi phiên bản {facts.get('version')}, tên tệp ghi {told}.")
    return Built(parse(told), int(facts["schema"]), int(facts["sealed"]), keys, (setup, folder))


def _compare_sum(dist: Path, path: Path) -> None:
    sums = dist / "SHA256SUMS"
    if not sums.is_file():
        raise Stop(f"Thiếu {sums}: hãy dựng lại bằng installer/build.py.")
    lines = (line.split(None, 1) for line in sums.read_text(encoding="utf-8").splitlines() if line)
    known = {name.strip().lstrip("*"): digest for digest, name in lines}
    if known.get(path.name) != digest_of(path):
        raise Stop(f"{path.name} không khớp SHA256SUMS: hãy dựng lại.")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _inside(folder: Path, version: str) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    top = f"TCXD-{version}"
    with zipfile.ZipFile(folder) as packed:
        facts = json.loads(packed.read(f"{top}/VERSION.json"))
        raw = json.loads(packed.read(f"{top}/{_KEYS_IN_ZIP}"))
    return facts, tuple(bytes.fromhex(entry["sign"]) for entry in raw["keys"])


def update_pack(
    built: Built, private: bytes, issuer: str, news: Sequence[str], least: str, day: str
) -> bytes:
    """Return the package of an update, signed; refused where the next one could not be taken."""
    if len(set(built.keys)) < 2:
        raise Stop(
            "Bản dựng này tin chưa đủ hai khóa phát hành nên sau đó không thay được khóa. Hãy dựng"
            " lại với hai lần --pack-key."
        )
    content = {
        "product": PRODUCT,
        "version": str(built.version),
        "min_version": least,
        "schema": built.schema,
        "sealed": built.sealed,
        "files": [
            {"name": path.name, "size": path.stat().st_size, "sha256": digest_of(path)}
            for path in built.files
        ],
        "news": list(news),
    }
    update_of(content)
    return sign("update", (PRODUCT, built.version.number), content, private, (issuer, day))


def sign(
    kind: str,
    named: tuple[str, int],
    content: dict[str, Any],
    private: bytes,
    by: tuple[str, str],
) -> bytes:
    """Return a signed package, read back the way the program reads it.

    Args:
        kind: ``rules``, ``templates`` or ``update``.
        named: name and version of the package.
        content: what it brings.
        private: the signing key.
        by: name of the issuer, and ISO day.
    """
    (name, version), (issuer, day) = named, by
    data = pack_file.make(Pack(name, kind, version, issuer, day, content, b""), private)
    if pack_file.read(data).content != content:
        raise Stop("Gói đọc lại không giống nội dung đã ký: có chữ không ở dạng NFC chăng.")
    return data


def rules_content(path: Path) -> dict[str, Any]:
    """Return the rules of a JSON file, checked as the program checks them."""
    content = _object(path)
    rules.pack_rows("kiem-tra", content)
    return content


def templates_content(paths: Sequence[Path]) -> dict[str, Any]:
    """Return scoring templates as a package carries them, checked as the program checks them."""
    content = {"templates": [path.read_text(encoding="utf-8") for path in paths]}
    template_packs.pack_templates(content)
    return content


def _object(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise Stop(f"{path.name} không phải một đối tượng JSON.")
    return found


def news_of(version: Version, path: Path = NEWS) -> list[str]:
    """Return what the help says is new in a version, a line each, without its markup."""
    if not path.is_file():
        raise Stop(f"Không có {path}: hãy chỉ ra bằng --news.")
    lines: list[str] = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            inside = line.split()[-1] == str(version)
        elif inside and line.lstrip().startswith(("- ", "* ")):
            lines.append(_plain(line.lstrip()[2:]))
        elif inside and lines and line.startswith("  ") and line.strip():
            lines[-1] = f"{lines[-1]} {_plain(line.strip())}"
    if not lines:
        raise Stop(f"{path.name} chưa có mục cho phiên bản {version}.")
    return lines[:_MOST_NEWS]


def _plain(text: str) -> str:
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*`]", "", without_links).strip()


# --- the command line -----------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    top = argparse.ArgumentParser(prog="sign_update.py", description=(__doc__ or "").split("\n")[0])
    commands = top.add_subparsers(dest="command", required=True)
    keys = commands.add_parser("keys", help="tạo hai cặp khóa ở một thư mục ngoài kho mã nguồn")
    keys.add_argument("folder", type=Path)
    keys.add_argument("--name", required=True, help="tên nơi phát hành, người dùng sẽ đọc thấy")
    update = commands.add_parser("update", help="ký bản cập nhật từ thư mục dist")
    update.add_argument("dist", type=Path)
    update.add_argument("--version", default="", help="khi dist có nhiều bản")
    update.add_argument("--from-version", default=OLDEST, help="bản cũ nhất cập nhật được từ đó")
    update.add_argument("--news", type=Path, default=NEWS, help="tệp Markdown có mục Có gì mới")
    for name, text in (("rules", "ký gói quy định"), ("templates", "ký gói mẫu chấm điểm")):
        made = commands.add_parser(name, help=text)
        made.add_argument("files", type=Path, nargs=1 if name == "rules" else "+")
        made.add_argument("--id", required=True, help="tên gói: chữ không dấu, số, gạch nối")
        made.add_argument("--pack-version", type=int, required=True, help="số bản, luôn tăng")
        made.add_argument("--out", type=Path, required=True)
    for name in ("update", "rules", "templates"):
        signed = commands.choices[name]
        signed.add_argument("--key", type=Path, required=True, help="tệp khóa riêng")
        signed.add_argument("--issuer", required=True, help="tên nơi phát hành")
    return top


def run(options: argparse.Namespace) -> list[Path]:
    """Do what was asked; return the files that were made."""
    if options.command == "keys":
        return make_keys(options.folder, options.name, _password(again=True))
    private = read_key(options.key, _password())
    day = date.today().isoformat()  # noqa: DTZ011 - the day where it is signed
    if options.command == "update":
        built = built_in(options.dist, options.version)
        news = news_of(built.version, options.news)
        data = update_pack(built, private, options.issuer, news, options.from_version, day)
        out = options.dist / f"TCXD-{built.version}{pack_file.ENDING}"
    else:
        content = (
            rules_content(options.files[0])
            if options.command == "rules"
            else templates_content(options.files)
        )
        named = (options.id, options.pack_version)
        data = sign(options.command, named, content, private, (options.issuer, day))
        out = options.out
    out.write_bytes(data)
    return [out]


def _password(*, again: bool = False) -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    typed = getpass.getpass("Mật khẩu của khóa: ")
    if again and getpass.getpass("Gõ lại: ") != typed:
        raise Stop("Hai lần gõ không giống nhau.")
    return typed


def main(arguments: Sequence[str]) -> int:
    """Run one command; 1 where it stops, with the reason."""
    try:
        made = run(parser().parse_args(arguments))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except Problem as problem:
        print(sentence(problem), file=sys.stderr)
        return 1
    for path in made:
        print(path)
        if path.suffix == PUBLIC:
            public = bytes.fromhex(json.loads(path.read_text(encoding="utf-8"))["sign"])
            print(f"  vân tay: {fingerprint(public, b'')}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
