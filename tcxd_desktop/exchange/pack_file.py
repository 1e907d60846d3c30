"""Signed packs: rules now, templates and updates through the same door."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.domain.packet_errors import (
    AlteredPackProblem,
    NewerPackageProblem,
    NotAPackProblem,
    PackKindProblem,
)
from tcxd_desktop.exchange import child, json_file, signed_text

FORMAT = "tcxd-pack/1"
ENDING = ".capnhat"
KINDS = ("rules", "templates", "update")
MOST_BYTES = 4 * 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_NAME = 200
_MOST_VERSION = 10**9


@dataclass(frozen=True, slots=True)
class Pack:
    """Gói cập nhật, chữ ký đã đúng; người ký có được tin không thì chưa biết."""

    id: str
    kind: str
    version: int
    issuer: str
    """Name the pack gives its issuer."""
    issued_on: str
    content: Mapping[str, Any]
    public: bytes
    """Key that signed it."""


def make(pack: Pack, private: bytes) -> bytes:
    """Return the file of a pack, signed.

    Raises:
        NotAPackProblem: a name, version, issuer or day no pack can have.
    """
    if not _fits(pack.id, pack.version, pack.issuer, pack.issued_on):
        raise NotAPackProblem
    content = {
        "kind": pack.kind,
        "id": pack.id,
        "version": pack.version,
        "issuer": pack.issuer,
        "issued_on": pack.issued_on,
        "content": pack.content,
    }
    return signed_text.make(FORMAT, content, private)


def read(data: bytes, limits: child.Limits = child.USUAL) -> Pack:
    """Return the pack in a file, read in the limited child.

    Raises:
        NotAPackProblem: it is something else.
        NewerPackageProblem: of a later format.
        AlteredPackProblem: its signature does not fit.
        PackKindProblem: of a kind this program does not know.
        BadJsonProblem: signed, but not readable.
    """
    if len(data) > MOST_BYTES:
        raise NotAPackProblem
    try:
        signed = signed_text.read(FORMAT, data)
    except signed_text.NotSignedError as error:
        raise NotAPackProblem from error
    except signed_text.NewerFormatError as error:
        raise NewerPackageProblem(*error.args) from error
    except signed_text.SignatureError as error:
        raise AlteredPackProblem from error
    match json_file.read_object(signed.body, MOST_BYTES, limits):
        case {
            "kind": str(kind), "id": str(name), "version": int(version), "issuer": str(issuer),
            "issued_on": str(day), "content": dict(content), **rest,
        } if not rest and _fits(name, version, issuer, day):  # fmt: skip
            if kind not in KINDS:
                raise PackKindProblem(kind)
            return Pack(name, kind, version, issuer, day, content, signed.public)
    raise NotAPackProblem


def _fits(name: str, version: int, issuer: str, day: str) -> bool:
    counted = not isinstance(version, bool) and 0 < version <= _MOST_VERSION
    told = 0 < len(issuer) <= _MOST_NAME and issuer.isprintable()
    return counted and told and bool(_ID.fullmatch(name)) and bool(_DAY.fullmatch(day))
