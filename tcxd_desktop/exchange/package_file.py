"""Packages (``.goi``): a signed ZIP, encrypted to one office (security.md 4.7).

Signed first and then encrypted, with both offices named inside what is signed: whoever receives a
package cannot pass it on as if it had been for somebody else.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyrage import DecryptError, decrypt, encrypt

from tcxd_desktop.domain.errors import ParserFailedProblem
from tcxd_desktop.domain.packet_errors import (
    AlteredPackageProblem,
    BadPackageProblem,
    NewerPackageProblem,
    NotAPackageProblem,
    PackageNotForUsProblem,
    PackageTooBigProblem,
)
from tcxd_desktop.exchange import child, keys_of_age, signatures

ENDING = ".goi"
FORMAT = 1
MOST_MB = 64
_MOST_BYTES = MOST_MB * 1024 * 1024
_SIGN_MARK = "goi-v1"
_AGE = b"age-encryption.org/v1\n"
_MANIFEST, _SIGNATURE = "manifest.json", "manifest.sig"
_MADE = (2000, 1, 1, 0, 0, 0)
"""Day every file of the ZIP bears: the real one stands, signed, in the manifest."""
_HEX = re.compile(r"[0-9a-f]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROOMY = child.Limits(answer=_MOST_BYTES + 8 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Side:
    """Một bên của gói: name and signing key of an office."""

    office: str
    sign: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """Bản kê của gói: all that is signed, with the length and digest of every file."""

    kind: str
    uuid: str
    seq: int
    made_on: str
    sender: Side
    receiver: Side
    chain: str
    """Newest line of the sender's access book, as hex: an anchor outside its file."""


@dataclass(frozen=True, slots=True)
class Package:
    """Gói đã mở: nguyên vẹn, đúng người ký ghi trong bản kê, đúng nơi nhận."""

    manifest: Manifest
    files: Mapping[str, bytes]


# --- making -----------------------------------------------------------------------------------


def make(
    manifest: Manifest, files: Mapping[str, bytes], sign_private: bytes, box_public: bytes
) -> bytes:
    """Return the package: files named and digested, signed, closed to the receiver.

    Args:
        manifest: what it is; the list of files is added here.
        files: by name, such as ``photos/0001.jpg``.
        sign_private: of the sender.
        box_public: of the receiver.

    Raises:
        PackageTooBigProblem: larger than what is read again.
    """
    listed = json.dumps(
        {
            "format": FORMAT,
            "kind": manifest.kind,
            "uuid": manifest.uuid,
            "seq": manifest.seq,
            "made_on": manifest.made_on,
            "from": {"office": manifest.sender.office, "sign": manifest.sender.sign.hex()},
            "to": {"office": manifest.receiver.office, "sign": manifest.receiver.sign.hex()},
            "chain": manifest.chain,
            "files": {
                name: [len(content), hashlib.sha256(content).hexdigest()]
                for name, content in files.items()
            },
        },
        ensure_ascii=False,
        sort_keys=True,
    ).encode()
    signature = signatures.sign(sign_private, _SIGN_MARK, listed)
    packed = _zipped({_MANIFEST: listed, _SIGNATURE: signature, **files})
    made: bytes = encrypt(packed, [keys_of_age.recipient(box_public)])
    if len(made) > _MOST_BYTES:
        raise PackageTooBigProblem(MOST_MB)
    return made


def _zipped(files: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), content)
    return target.getvalue()


# --- opening ----------------------------------------------------------------------------------


def opened(
    data: bytes,
    box_privates: Sequence[bytes],
    own_signs: Sequence[bytes],
    limits: child.Limits = _ROOMY,
) -> Package:
    """Return the package in ``data``; whether its sender is to be trusted, others tell.

    Args:
        data: the file.
        box_privates: keys of this office, those before as well.
        own_signs: public signing keys of this office, by which the manifest names the receiver.
        limits: of the child that reads the ZIP.

    Raises:
        NotAPackageProblem, PackageTooBigProblem.
        PackageNotForUsProblem: no key of ours opens it, or it names another receiver.
        BadPackageProblem: what is inside is no package.
        AlteredPackageProblem: the signature, or a file's digest, does not fit.
        NewerPackageProblem: of a later format.
    """
    if len(data) > _MOST_BYTES:
        raise PackageTooBigProblem(MOST_MB)
    if not data.startswith(_AGE):
        raise NotAPackageProblem
    manifest, listed, files = _read(child.run("package", _decrypted(data, box_privates), limits))
    signature = files.pop(_SIGNATURE)
    raw = files.pop(_MANIFEST)
    if not signatures.fits(manifest.sender.sign, _SIGN_MARK, raw, signature):
        raise AlteredPackageProblem
    if manifest.receiver.sign not in own_signs:
        raise PackageNotForUsProblem
    _check_files(files, listed)
    return Package(manifest, files)


def _decrypted(data: bytes, box_privates: Sequence[bytes]) -> bytes:
    if not box_privates:
        raise PackageNotForUsProblem
    try:
        found: bytes = decrypt(data, [keys_of_age.identity(key) for key in box_privates])
    except DecryptError as error:
        raise PackageNotForUsProblem from error
    return found


def _read(answer: object) -> tuple[Manifest, dict[str, object], dict[str, bytes]]:
    """Return manifest, list of files and contents from the child's answer."""
    if not isinstance(answer, bytes) or len(answer) < 4:
        raise ParserFailedProblem("crash")
    start = 4 + int.from_bytes(answer[:4], "big")
    files: dict[str, bytes] = {}
    try:
        index = json.loads(answer[4:start])
        for name, size in index["entries"]:
            files[name] = answer[start : start + size]
            start += size
        raw = index["manifest"]
    except (ValueError, TypeError, KeyError) as error:
        raise ParserFailedProblem("crash") from error
    return *_manifest(raw), files


def _manifest(raw: Any) -> tuple[Manifest, dict[str, object]]:
    match raw:
        case {"format": int(number)} if number != FORMAT:
            raise NewerPackageProblem(number)
        case {
            "format": int(), "kind": str(kind), "uuid": str(uuid), "seq": int(seq),
            "made_on": str(made_on), "from": dict(sender), "to": dict(receiver),
            "chain": str(chain), "files": dict(listed), **rest,
        } if not rest and len(uuid) == 32 and _HEX.fullmatch(uuid):  # fmt: skip
            if not (isinstance(seq, bool) or seq < 1 or not _DAY.fullmatch(made_on)):
                sides = _side(sender), _side(receiver)
                return Manifest(kind, uuid, seq, made_on, *sides, chain), listed
    raise BadPackageProblem("manifest")


def _side(raw: dict[str, object]) -> Side:
    match raw:
        case {"office": str(office), "sign": str(sign), **rest} if not rest:
            if len(sign) == 64 and _HEX.fullmatch(sign):
                return Side(office, bytes.fromhex(sign))
    raise BadPackageProblem("manifest")


def _check_files(files: Mapping[str, bytes], listed: Mapping[str, object]) -> None:
    """Refuse files the manifest does not list, lacks, or has otherwise.

    Raises:
        BadPackageProblem: there is one too many, or one is missing.
        AlteredPackageProblem: one is not what was signed.
    """
    if files.keys() - listed.keys():
        raise BadPackageProblem("extra")
    if listed.keys() - files.keys():
        raise BadPackageProblem("missing")
    for name, content in files.items():
        if listed[name] != [len(content), hashlib.sha256(content).hexdigest()]:
            raise AlteredPackageProblem
