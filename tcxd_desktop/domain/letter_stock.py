"""The stock of controlled letters: received, issued by serial, spoiled, destroyed.

Letters are printed and counted by Ban Tổ chức Trung ương; each level keeps a ledger and reports
once a year (38-HD/BTCTW of 29/9/2025, II.4.1 and V.2).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class StockMoveKind(StrEnum):
    """Loại biến động của giấy giới thiệu."""

    RECEIVED = "nhan"
    ISSUED = "cap"
    SPOILED = "hong"
    HANDED_DOWN = "giao_xuong"
    """To a đảng ủy cơ sở below."""
    RETURNED = "tra_lai"
    DESTROYED = "tieu_huy"
    """Spoiled ones and stubs, with minutes, at the year's end."""


@dataclass(frozen=True, slots=True)
class Serials:
    """Dãy số sê-ri: letters before the digits, first and last number, how many digits."""

    prefix: str
    first: int
    last: int
    width: int

    @property
    def count(self) -> int:
        """How many letters."""
        return self.last - self.first + 1

    def text(self, number: int | None = None) -> str:
        """Return one serial as it is printed."""
        digits = f"{self.first if number is None else number:0{self.width}d}"
        return f"{self.prefix} {digits}".strip()

    def holds(self, other: "Serials") -> bool:
        """Tell whether all of ``other`` lie inside."""
        same = (self.prefix, self.width) == (other.prefix, other.width)
        return same and self.first <= other.first and other.last <= self.last

    def meets(self, other: "Serials") -> bool:
        """Tell whether a letter is in both."""
        same = (self.prefix, self.width) == (other.prefix, other.width)
        return same and self.first <= other.last and other.first <= self.last


_SERIAL = re.compile(r"^([A-ZĐ]{0,6})[\s.\-/]*(\d{1,10})$")


def parse_serial(typed: str) -> Serials | None:
    """Return the serial written as ``NB 0012345``, or ``None`` where it is none."""
    found = _SERIAL.match(" ".join(typed.upper().split()))
    if found is None:
        return None
    prefix, digits = found.groups()
    return Serials(prefix, int(digits), int(digits), len(digits))


def tidy_serial(typed: str) -> str:
    """Return a serial in the one form it is kept in; what is none stays as it is told."""
    found = parse_serial(typed)
    return found.text() if found is not None else " ".join(typed.upper().split())


@dataclass(frozen=True, slots=True)
class StockMove:
    """Một dòng của sổ theo dõi giấy giới thiệu."""

    letter: str
    kind: StockMoveKind
    on: str
    serials: Serials
    transfer_id: int | None = None
    unit_id: int | None = None
    who: str = ""
    """Who handed over or received, with his signature in the book."""
    paper: str = ""
    note: str = ""
    void_reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class StockBalance:
    """Tồn giấy: received = left + issued + spoiled + handed down + returned."""

    letter: str
    received: int = 0
    issued: int = 0
    """Issued and not spoiled afterwards."""
    spoiled: int = 0
    handed_down: int = 0
    returned: int = 0
    destroyed: int = 0
    """Of the spoiled ones."""
    left: int = 0
    next_serial: str = ""


def balance(letter: str, moves: Iterable[StockMove]) -> StockBalance:
    """Return what is left of a letter, from the moves that count, in order."""
    state: dict[tuple[str, int, int], StockMoveKind] = {}
    destroyed = 0
    for move in moves:
        if move.void_reason or move.letter != letter:
            continue
        one = move.serials
        if move.kind is StockMoveKind.DESTROYED:
            destroyed += one.count
            continue
        for number in range(one.first, one.last + 1):
            state[one.prefix, one.width, number] = move.kind
    kinds = list(state.values())
    left = sorted(key for key, kind in state.items() if kind is StockMoveKind.RECEIVED)
    first = left[0] if left else None
    return StockBalance(
        letter,
        received=len(kinds),
        issued=kinds.count(StockMoveKind.ISSUED),
        spoiled=kinds.count(StockMoveKind.SPOILED),
        handed_down=kinds.count(StockMoveKind.HANDED_DOWN),
        returned=kinds.count(StockMoveKind.RETURNED),
        destroyed=destroyed,
        left=len(left),
        next_serial=Serials(first[0], first[2], first[2], first[1]).text() if first else "",
    )


MOST_AT_ONCE = 10_000
"""Letters one move may be about: more is a slip of the pen."""
