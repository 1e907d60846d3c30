"""Gói hồ sơ: whole dossiers on their way from one office to another, and the receipt back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import is_blank
from tcxd_desktop.domain.packet_errors import BadPackageProblem
from tcxd_desktop.domain.record_text import NotThisRecordError, load_plain, plain

FORMAT: Final = 1
DOSSIERS: Final = "dossiers"
MOST_PEOPLE: Final = 500
NOT_SENT: Final = frozenset({"id", "version", "void_reason", "photo", "events", "party_posts"})
"""What belongs to the sender's own file: numbers, standing and posts in its organisations."""
KEPT_HERE: Final = NOT_SENT | {"readmitted", "sealed_papers"}


@dataclass(frozen=True, slots=True)
class PackedDossier:
    """Một hồ sơ trong gói."""

    dossier: Dossier
    """Without number, photo and events: those are of the receiving office."""
    home: tuple[str, ...] = ()
    """Organisations of the sender the member stood in, the chi bộ first."""
    history: tuple[str, ...] = ()
    """Events at the sender's, in words: read, never written into the list here."""
    photo: bytes = b""
    """JPEG, or nothing."""
    sealed: bool = False
    """Whether items 26 to 28 came along."""


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """Gói đã mở, chữ ký đúng của cơ quan đã đối chiếu thẻ; chưa có gì được ghi."""

    uuid: str
    seq: int
    made_on: str
    office_id: int
    """The sender's card."""
    sender: str
    people: tuple[PackedDossier, ...]
    digest: str
    """SHA-256 of the file."""


@dataclass(frozen=True, slots=True)
class TakeAs:
    """Nhận một hồ sơ trong gói vào đâu."""

    index: int
    """Which dossier of the package."""
    person_id: int | None = None
    """Record whose blanks it fills; ``None``: a new record."""
    version: int = 0
    """Version of that record as it was shown."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hồ sơ trong gói đặt cạnh một hồ sơ đã có."""

    person_id: int
    version: int
    fills: tuple[str, ...]
    """Fields the package knows and the record leaves blank: taken over."""
    differs: tuple[str, ...]
    """Fields both know and tell differently: the record's stay."""


@dataclass(frozen=True, slots=True)
class MadePackage:
    """Gói vừa làm."""

    data: bytes
    file_name: str
    uuid: str
    seq: int
    people: int
    sealed: bool
    """Whether items 26 to 28 travel in it; if not, they must travel on paper."""


@dataclass(frozen=True, slots=True)
class TakenPackage:
    """Gói vừa nhận: whom it became, and the receipt for the sender."""

    person_ids: tuple[int, ...]
    receipt: bytes
    receipt_name: str


class Way(StrEnum):
    """Chiều của gói."""

    OUT = "đi"
    IN = "đến"


@dataclass(frozen=True, slots=True)
class PackageLine:
    """Một gói trong sổ theo dõi gói đi, gói đến."""

    uuid: str
    way: Way
    office: str
    seq: int
    on: str
    answered: str
    """ISO day of the receipt, or blank: still to come."""


def plain_record(packed: PackedDossier) -> dict[str, Any]:
    """Return what stands for a dossier in the file: declared names, blanks left out."""
    content: dict[str, Any] = plain(packed.dossier)
    told = {
        name: value
        for name, value in content.items()
        if name not in NOT_SENT and not is_blank(getattr(packed.dossier, name))
        if packed.sealed or name not in SEALED_FIELDS
    }
    return {
        "dossier": told,
        "home": list(packed.home),
        "history": list(packed.history),
        "sealed": packed.sealed,
    }


def record_of(raw: Mapping[str, Any], photo: bytes = b"") -> PackedDossier:
    """Return the dossier a file tells of; every value is of the type its field declares.

    Raises:
        BadPackageProblem: it is not such a record.
    """
    match raw:
        case {
            "dossier": dict(content), "home": list(home), "history": list(history),
            "sealed": bool(sealed), **rest,
        } if rest.keys() <= {"photo"} and _texts(*home, *history):  # fmt: skip
            left_out = KEPT_HERE if sealed else NOT_SENT | SEALED_FIELDS
            told = {name: value for name, value in content.items() if name not in left_out}
            try:
                dossier: Dossier = load_plain(Dossier, told)
            except (NotThisRecordError, Problem) as error:
                raise BadPackageProblem("record") from error
            return PackedDossier(dossier, tuple(home), tuple(history), photo, sealed)
    raise BadPackageProblem("record")


def _texts(*found: object) -> bool:
    return all(isinstance(text, str) for text in found)


def filled(old: Dossier, new: Dossier, *, sealed: bool) -> dict[str, object]:
    """Return what ``new`` knows where ``old`` says nothing, by field.

    What the record says already is never overwritten: differences are for people to settle.
    """
    return {
        name: getattr(new, name)
        for name in _fields()
        if sealed or name not in SEALED_FIELDS
        if is_blank(getattr(old, name)) and not is_blank(getattr(new, name))
    }


def differing(old: Dossier, new: Dossier) -> tuple[str, ...]:
    """Return the fields both know and tell differently."""
    return tuple(
        name
        for name in _fields()
        if not is_blank(getattr(old, name)) and not is_blank(getattr(new, name))
        if getattr(old, name) != getattr(new, name)
    )


def _fields() -> list[str]:
    return [name for name in Dossier.__dataclass_fields__ if name not in KEPT_HERE]
