"""The ledger of controlled letters: lines are added, struck out, never changed."""

from collections.abc import Sequence
from typing import Any

from tcxd_desktop.domain.letter_stock import Serials, StockMove, StockMoveKind
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "letter"
_COLUMNS = (
    "id", "letter", "move", "on", "prefix", "first", "last", "width", "transfer_id", "unit_id",
    "who", "paper", "note", "void_reason",
)  # fmt: skip
_SELECT = "SELECT " + ", ".join(f'"{name}"' for name in _COLUMNS) + " FROM letter_move"


def _move(row: Sequence[Any]) -> StockMove:
    found = dict(zip(_COLUMNS, row, strict=True))
    run = Serials(found["prefix"], found["first"], found["last"], found["width"])
    same = ("id", "letter", "on", "transfer_id", "unit_id", "who", "paper", "note", "void_reason")
    return StockMove(
        kind=StockMoveKind(found["move"]), serials=run, **{name: found[name] for name in same}
    )


def moves(reading: Reading, letter: str = "") -> list[StockMove]:
    """Return the lines of a letter, or of all, in the order they were written."""
    where, values = (" WHERE letter = ?", (letter,)) if letter else ("", ())
    return [_move(row) for row in reading.all(f"{_SELECT}{where} ORDER BY id", values)]


def about(reading: Reading, letter: str, serials: Serials) -> list[StockMove]:
    """Return the lines that count and name one of some serials, in order."""
    rows = reading.all(
        f"{_SELECT} WHERE letter = ? AND prefix = ? AND width = ? AND first <= ? AND last >= ?"
        " AND void_reason = '' ORDER BY id",
        (letter, serials.prefix, serials.width, serials.last, serials.first),
    )
    return [_move(row) for row in rows]


def has_receipts(reading: Reading, letter: str) -> bool:
    """Tell whether the office keeps the stock of a letter here."""
    row = reading.one(
        "SELECT 1 FROM letter_move WHERE letter = ? AND move = ? AND void_reason = '' LIMIT 1",
        (letter, StockMoveKind.RECEIVED.value),
    )
    return row is not None


def read(reading: Reading, move_id: int) -> StockMove | None:
    """Return one line."""
    row = reading.one(f"{_SELECT} WHERE id = ?", (move_id,))
    return _move(row) if row else None


def add(work: Work, move: StockMove) -> int:
    """Write a line and return its id."""
    number = work.add(
        "letter_move",
        {
            "letter": move.letter,
            "move": move.kind.value,
            "on": move.on,
            "prefix": move.serials.prefix,
            "first": move.serials.first,
            "last": move.serials.last,
            "width": move.serials.width,
            "transfer_id": move.transfer_id,
            "unit_id": move.unit_id,
            "who": move.who,
            "paper": move.paper,
            "note": move.note,
        },
    )
    work.touch(SUBJECT)
    return number


def void(work: Work, move_id: int, reason: str) -> None:
    """Strike a line out; it stays readable."""
    work.change("letter_move", {"id": move_id}, {"void_reason": reason})
    work.touch(SUBJECT)
