"""The access book as it is read: its lines, what they are looked for by, and paper loans."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.history import Change

VIEW, REVEAL, PRINT, EXPORT, EXTRACT, LENT = "view", "reveal", "print", "export", "extract", "loan"
FOOTPRINTS: Final = frozenset({VIEW, REVEAL, PRINT, EXPORT, EXTRACT})
"""Fields of a line that say nothing changed: somebody looked, or a paper or file was made."""
PERSON, PEOPLE = "person", "people"
"""Subjects: one member, and many at once, whose ids stand packed in the new value."""
NAMED_AT_MOST: Final = 40
"""Members a line names one by one; a list of thousands would otherwise cost as many rows."""


@dataclass(frozen=True, slots=True)
class BookEntry:
    """Một dòng của sổ truy cập, with the names of whom it concerns as they are today."""

    id: int
    at: str
    """UTC, ISO with seconds."""
    clock: str
    """Why the machine's clock was not to be believed, or nothing."""
    account: int
    actor: str
    use_case: str
    permission: str
    note: str
    purpose: str
    copies: int
    count: int
    """How many members it concerns."""
    people: tuple[tuple[int, str], ...] = ()
    """(id, name) of the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookQuery:
    """Điều kiện lọc sổ truy cập; what is empty does not filter."""

    since: str = ""
    """ISO day by the office's clock, inclusive."""
    until: str = ""
    """ISO day, inclusive."""
    account: int = 0
    kind: str = ""
    """Key of ``wording.book.KINDS``."""
    person_id: int = 0
    text: str = ""
    """Words looked for, without tone marks."""
    drafts: bool = False
    """Drafts too: the program keeps them by itself every few seconds."""


@dataclass(frozen=True, slots=True)
class BookCheck:
    """Kết quả kiểm tra sổ: the faults of chain, signatures and records, in words."""

    lines: int
    chain: str
    signatures: str
    records: str
    """``ok``, or what is wrong."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in words."""
        return tuple(told for told in (self.chain, self.signatures, self.records) if told != "ok")

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """Một lần cho mượn đọc hồ sơ giấy (06-HD/TW of 09/6/2025, 8.2.e)."""

    id: int = 0
    person_id: int = 0
    person: str = ""
    """Name of whose dossier it is."""
    borrower: str = ""
    borrower_unit: str = ""
    letter: str = ""
    """Giấy giới thiệu."""
    papers: str = ""
    """Which papers; empty: the whole dossier."""
    purpose: str = ""
    approved_by: str = ""
    """Who of the keeping committee agreed."""
    lent_on: str = ""
    """ISO day."""
    due_on: str = ""
    returned_on: str = ""

    def overdue(self, day: str) -> bool:
        """Whether it should be back by ISO ``day`` and is not."""
        return not self.returned_on and bool(self.due_on) and self.due_on < day


def concerning(ids: Collection[int], field: str, what: str = "") -> tuple[Change, ...]:
    """Return what a line says of whom it concerns.

    Args:
        ids: of the members, in the order of the paper.
        field: one of ``FOOTPRINTS``.
        what: which paper or file; not told for many, whose line has it in its note.
    """
    if len(ids) <= NAMED_AT_MOST:
        return tuple(Change(PERSON, number, field, "", what) for number in ids)
    return (Change(PEOPLE, 0, field, "", packed(ids)),)


def packed(ids: Iterable[int]) -> str:
    """Return ids as ascending ranges: ``1-400,405``."""
    return ",".join(
        str(first) if first == last else f"{first}-{last}" for first, last in _runs(ids)
    )


def _runs(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for number in sorted(set(ids)):
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def unpacked(text: str) -> list[range]:
    """Return the ranges :func:`packed` wrote."""
    found: list[range] = []
    for part in text.split(",") if text else ():
        first, _, last = part.partition("-")
        found.append(range(int(first), int(last or first) + 1))
    return found
