"""Packages: every flip, cut, forgery and trick with the ZIP inside is refused (S5, S6)."""

import io
import json
import random
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import encrypt, x25519

from tcxd_desktop.domain.errors import ParserFailedProblem, Problem
from tcxd_desktop.domain.packet_errors import (
    AlteredPackageProblem,
    BadJsonProblem,
    BadPackageProblem,
    NewerPackageProblem,
    NotAPackageProblem,
    PackageNotForUsProblem,
    PackageTooBigProblem,
)
from tcxd_desktop.exchange import keys_of_age, package_file, package_parser, signatures
from tcxd_desktop.exchange.package_file import Package
from tests.exchange import packet_samples as samples

SENDER, RECEIVER, THIRD = samples.keys(), samples.keys(), samples.keys()
FILES = {"records.json": b'{"format":1,"people":[]}', "photos/0001.jpg": b"\xff\xd8\xff"}
DATA = package_file.make(
    samples.manifest(SENDER, RECEIVER), FILES, SENDER.sign_private, RECEIVER.box_public
)


def opened(data: bytes) -> Package:
    return package_file.opened(data, [RECEIVER.box_private], [RECEIVER.sign_public])


def closed(inner: bytes) -> bytes:
    return encrypt(inner, [keys_of_age.recipient(RECEIVER.box_public)])


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        with zipfile.ZipFile(target, "w", method) as archive:
            for name, content in files.items():
                archive.writestr(name.rstrip("#"), content)
    return target.getvalue()


def parts() -> dict[str, bytes]:
    """Return the files of a good package by name, manifest and signature first."""
    inner = package_file._decrypted(DATA, [RECEIVER.box_private])
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_manifest(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a package whose manifest was changed and signed again by its sender."""
    files = parts()
    manifest = json.loads(files["manifest.json"])
    change(manifest)
    raw = json.dumps(manifest, ensure_ascii=False).encode()
    signature = signatures.sign(SENDER.sign_private, "goi-v1", raw)
    return closed(zipped(files | {"manifest.json": raw, "manifest.sig": signature}))


# --- keys of age ----------------------------------------------------------------------------------


@pytest.mark.parametrize("_", range(20))
def test_our_writing_of_keys_is_that_of_age(_: int) -> None:
    keys = samples.keys()
    identity = keys_of_age.identity(keys.box_private)
    assert str(identity.to_public()) == str(keys_of_age.recipient(keys.box_public))
    assert str(x25519.Identity.from_str(str(identity))) == str(identity)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_none(size: int) -> None:
    with pytest.raises(ValueError, match="32"):
        keys_of_age.recipient(bytes(size))


# --- round trip -----------------------------------------------------------------------------------


def test_a_package_comes_back_whole() -> None:
    found = opened(DATA)
    assert found.manifest == samples.manifest(SENDER, RECEIVER)
    assert found.files == FILES


def test_an_older_key_of_the_receiver_opens_it() -> None:
    found = package_file.opened(
        DATA,
        [THIRD.box_private, RECEIVER.box_private],
        [THIRD.sign_public, RECEIVER.sign_public],
    )
    assert found.files == FILES


def test_nothing_of_it_can_be_read_from_outside() -> None:
    assert b"Tan Lap" not in DATA
    assert "Tân Lập".encode() not in DATA
    assert b"manifest" not in DATA


def test_two_packages_of_the_same_are_not_alike() -> None:
    again = package_file.make(
        samples.manifest(SENDER, RECEIVER), FILES, SENDER.sign_private, RECEIVER.box_public
    )
    assert again != DATA


# --- S5: integrity --------------------------------------------------------------------------------


def test_every_flipped_bit_is_refused() -> None:
    refused = 0
    for at in range(len(DATA)):
        for bit in range(8):
            altered = bytearray(DATA)
            altered[at] ^= 1 << bit
            with pytest.raises(Problem):
                opened(bytes(altered))
            refused += 1
    assert refused == len(DATA) * 8


def test_every_truncation_is_refused() -> None:
    for size in range(len(DATA)):
        with pytest.raises((NotAPackageProblem, PackageNotForUsProblem)):
            opened(DATA[:size])


@pytest.mark.parametrize(
    "more", [b"\0", b"\n", DATA, DATA[-64:]], ids=["zero", "line", "again", "end"]
)
def test_what_is_appended_is_refused(more: bytes) -> None:
    with pytest.raises(Problem):
        opened(DATA + more)


def test_random_splices_are_refused() -> None:
    pick = random.Random(11)
    other = package_file.make(
        samples.manifest(SENDER, RECEIVER, seq=4), FILES, SENDER.sign_private, RECEIVER.box_public
    )
    for _ in range(1_000):
        cut = pick.randrange(1, min(len(DATA), len(other)))
        gap = cut + pick.randrange(1, 40)
        spliced = pick.choice([DATA[:cut] + other[cut:], DATA[:cut] + DATA[gap:]])
        if spliced in {DATA, other}:  # both begin alike
            continue
        with pytest.raises(Problem):
            opened(spliced)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_for_a_zip_are_refused(inner: bytes) -> None:
    with pytest.raises(Problem):
        package_parser.parse(inner)


# --- S6: authenticity -----------------------------------------------------------------------------


def test_for_another_office_it_does_not_open() -> None:
    with pytest.raises(PackageNotForUsProblem):
        package_file.opened(DATA, [THIRD.box_private], [THIRD.sign_public])
    with pytest.raises(PackageNotForUsProblem):
        package_file.opened(DATA, [], [])


def test_a_receiver_cannot_pass_it_on_as_if_it_were_for_a_third() -> None:
    """Opened by who it was for and closed again to another: the names inside are signed."""
    inner = package_file._decrypted(DATA, [RECEIVER.box_private])
    passed_on = encrypt(inner, [keys_of_age.recipient(THIRD.box_public)])
    with pytest.raises(PackageNotForUsProblem):
        package_file.opened(passed_on, [THIRD.box_private], [THIRD.sign_public])


def test_a_strangers_file_closed_to_us_is_not_the_senders() -> None:
    """Age alone accepts anybody's file: whoever knows our card can close one to us."""
    files = parts()
    forged = signatures.sign(THIRD.sign_private, "goi-v1", files["manifest.json"])
    with pytest.raises(AlteredPackageProblem):
        opened(closed(zipped(files | {"manifest.sig": forged})))


def test_content_exchanged_by_whoever_opened_it_is_refused() -> None:
    files = parts() | {"records.json": b'{"format":1,"people":[7]}'}
    with pytest.raises(AlteredPackageProblem):
        opened(closed(zipped(files)))


def test_a_manifest_exchanged_is_refused() -> None:
    files = parts()
    raw = files["manifest.json"].replace(b'"seq": 3', b'"seq": 9')
    assert raw != files["manifest.json"]
    with pytest.raises(AlteredPackageProblem):
        opened(closed(zipped(files | {"manifest.json": raw})))


def test_a_signature_of_a_packet_is_none_of_a_package() -> None:
    files = parts()
    wrong = signatures.sign(SENDER.sign_private, "tcxd-phieu-v1", files["manifest.json"])
    with pytest.raises(AlteredPackageProblem):
        opened(closed(zipped(files | {"manifest.sig": wrong})))


def test_without_the_signature_a_strangers_file_would_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sabotage twins: no check of the signature, no check of the receiver it names."""
    files = parts()
    forged = closed(zipped(files | {"manifest.sig": bytes(64)}))
    with pytest.raises(AlteredPackageProblem):
        opened(forged)
    inner = package_file._decrypted(DATA, [RECEIVER.box_private])
    passed_on = encrypt(inner, [keys_of_age.recipient(THIRD.box_public)])
    anybody = [THIRD.sign_public, RECEIVER.sign_public]
    assert package_file.opened(passed_on, [THIRD.box_private], anybody).files == FILES
    monkeypatch.setattr(signatures, "fits", lambda *_: True)
    assert opened(forged).files == FILES


# --- tricks with the ZIP --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../evil.json", "name"), ("/etc/passwd", "name"), ("a/../b.json", "name"),
        ("..\\evil.json", "name"), ("C:evil.json", "name"), ("Records.json", "name"),
        ("records.json#", "double"), ("a\x00b.json", "name"), ("thư.json", "name"),
        ("a" * 90 + ".json", "name"), ("folder/", "name"), (".hidden", "name"),
        ("a/b/c/d.json", "name"), ("con.", "name"), ("extra.json", "extra"),
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str, fault: str) -> None:
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(zipped(parts() | {name: b"x"})))
    assert caught.value.args == (fault,)


@pytest.mark.parametrize("gone", ["manifest.json", "manifest.sig"])
def test_without_manifest_or_signature_it_is_none(gone: str) -> None:
    files = parts()
    del files[gone]
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(zipped(files)))
    assert caught.value.args == ("manifest",)


def test_a_file_that_is_missing_is_told() -> None:
    files = parts()
    del files["photos/0001.jpg"]
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(zipped(files)))
    assert caught.value.args == ("missing",)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_a_compressed_entry_is_refused(method: int) -> None:
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(zipped(parts(), method)))
    assert caught.value.args == ("compressed",)


def test_a_bomb_is_refused_unopened() -> None:
    bomb = zipped(parts() | {"bomb.bin": bytes(80 * 1024 * 1024)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    with pytest.raises(BadPackageProblem):
        opened(closed(bomb))


def test_an_entry_that_says_it_has_four_gigabytes_is_refused() -> None:
    data = bytearray(zipped(parts() | {"big.bin": b"x"}))
    at = data.rfind(b"PK\x01\x02")
    for offset in (20, 24):
        data[at + offset : at + offset + 4] = struct.pack("<I", 0xFFFFFFFE)
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(bytes(data)))
    assert caught.value.args == ("size",)


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped(parts()))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2)
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(bytes(data)))
    assert caught.value.args == ("ratio",)


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(zipped(parts()))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(bytes(data)))
    assert caught.value.args == ("encrypted",)


def test_too_many_entries_are_refused() -> None:
    many = {f"f{number}.bin": b"" for number in range(package_parser.MOST_ENTRIES + 1)}
    with pytest.raises(BadPackageProblem) as caught:
        opened(closed(zipped(parts() | many)))
    assert caught.value.args == ("entries",)


def test_a_zip_inside_the_zip_is_only_a_file() -> None:
    """Nothing is unpacked twice."""
    nested = zipped({"a.bin": b"x"})
    manifest = samples.manifest(SENDER, RECEIVER)
    data = package_file.make(
        manifest, {"nested.zip": nested}, SENDER.sign_private, RECEIVER.box_public
    )
    assert opened(data).files == {"nested.zip": nested}


# --- the manifest ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("uuid"),
        lambda m: m.update(uuid="xy" * 16),
        lambda m: m.update(uuid="5e"),
        lambda m: m.update(seq=0),
        lambda m: m.update(seq=True),
        lambda m: m.update(seq="3"),
        lambda m: m.update(made_on="hôm qua"),
        lambda m: m.update(files=[]),
        lambda m: m.update(more=1),
        lambda m: m["from"].update(sign="ab"),
        lambda m: m["from"].pop("office"),
        lambda m: m["to"].update(more=1),
        lambda m: m.pop("format"),
    ],
)
def test_a_signed_manifest_that_is_wrong_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    with pytest.raises(BadPackageProblem) as caught:
        opened(with_manifest(change))
    assert caught.value.args == ("manifest",)


def test_a_newer_format_is_told_so() -> None:
    with pytest.raises(NewerPackageProblem):
        opened(with_manifest(lambda m: m.update(format=2)))


def test_a_list_that_gives_another_length_is_refused() -> None:
    with pytest.raises(AlteredPackageProblem):
        opened(with_manifest(lambda m: m["files"]["records.json"].__setitem__(0, 1)))


def test_a_manifest_that_is_no_json_is_refused() -> None:
    with pytest.raises(BadJsonProblem):
        opened(closed(zipped(parts() | {"manifest.json": b"{"})))


# --- sizes ----------------------------------------------------------------------------------------


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(PackageTooBigProblem):
        opened(DATA + bytes(package_file.MOST_MB * 1024 * 1024))


def test_a_package_too_large_is_not_made() -> None:
    big = {"records.json": bytes(package_file.MOST_MB * 1024 * 1024)}
    with pytest.raises(PackageTooBigProblem):
        package_file.make(
            samples.manifest(SENDER, RECEIVER), big, SENDER.sign_private, RECEIVER.box_public
        )


def test_a_large_package_goes_through_the_child() -> None:
    files = {f"photos/{number:04d}.jpg": random.Random(number).randbytes(100_000)
             for number in range(1, 200)}  # fmt: skip
    data = package_file.make(
        samples.manifest(SENDER, RECEIVER), files, SENDER.sign_private, RECEIVER.box_public
    )
    assert opened(data).files == files


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"age-encryption.org/v2\n", b"%PDF"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotAPackageProblem):
        opened(data)


@pytest.mark.parametrize("answer", [None, [], b"", b"\0\0\0\5{", b"\0\0\0\2{}"])
def test_a_child_gone_wrong_is_a_problem(answer: object) -> None:
    with pytest.raises(ParserFailedProblem):
        package_file._read(answer)
