"""What the board says of itself: which month is under way, who is behind, what a cell shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tcxd_desktop.domain.meetings import Board, BoardCell, BoardRow, CellState
from tcxd_desktop.domain.names import text_key
from tcxd_desktop.wording.formats import show_date, show_number

NOT_SCORED = frozenset({CellState.HELD})
HANDED_IN = frozenset({CellState.SCORED, CellState.REVIEWED, CellState.RATED})
NOT_HANDED_IN = frozenset({CellState.EMPTY, CellState.PLANNED, CellState.OVERDUE, CellState.HELD})
_RECORDED = HANDED_IN | NOT_SCORED | {CellState.NOT_HELD}
_KNOWN = {"TOT": 0, "KHA": 1, "TB": 2, "TRUNG_BINH": 2, "KEM": 3}
"""Codes the shipped templates use, where a cell does not tell the place of its level."""
QUARTERS = ("I", "II", "III", "IV")


class Tone(StrEnum):
    """How good a level is, for its colour."""

    BEST = "ok"
    GOOD = "warn"
    LOW = "bad"
    LAST = "last"
    NONE = ""


def tone_of(cell: BoardCell) -> Tone:
    """Return the tone of the official level of a cell."""
    if not cell.level:
        return Tone.NONE
    rank, ranks = cell.rank, cell.ranks
    if rank < 0:
        rank, ranks = _KNOWN.get(cell.level, -1), 4
    return level_tone(rank, ranks)


def level_tone(rank: int, ranks: int) -> Tone:
    """Return the tone of the level in place ``rank`` (0 the best) of ``ranks``."""
    if rank < 0:
        return Tone.NONE
    if rank == 0:
        return Tone.BEST
    if rank == ranks - 1:
        return Tone.LAST
    return Tone.GOOD if rank == 1 else Tone.LOW


class Sort(StrEnum):
    """Order of the rows."""

    TREE = "tree"
    NAME = "name"


class Group(StrEnum):
    """Which chi bộ are looked at."""

    ALL = ""
    NOT_HANDED_IN = "not_handed_in"
    NOT_REVIEWED = "not_reviewed"
    NO_THEMATIC = "no_thematic"
    HANDED_IN = "handed_in"
    NOT_SCORED = "not_scored"
    CHOSEN = "chosen"
    """Those a remark is about."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the rows are narrowed to, and for which month: it stays while the cursor moves."""

    group: Group = Group.ALL
    month: int = 0
    unit_ids: frozenset[int] = frozenset()
    title: str = ""
    """Of ``CHOSEN``."""


def quarter_of(month: int) -> int:
    """Return the quarter of a month, both counted from 1."""
    return (month + 2) // 3


def period_of(year: int, month: int) -> str:
    """Return ``2026-10``."""
    return f"{year:04d}-{month:02d}"


def decimal(text: str) -> Decimal | None:
    """Return the number a record holds as text."""
    return Decimal(text) if text else None


def working_month(board: Board, today: date) -> int:
    """Return the month under way: the last one up to today with something recorded.

    On the third of November it is October's sheets that come in.
    """
    last = 12 if board.year < today.year else today.month if board.year == today.year else 1
    for month in range(last, 0, -1):
        if any(row.cells[month - 1].state in _RECORDED for row in board.rows):
            return month
    return last


def belongs(row: BoardRow, narrow: Narrow) -> bool:
    """Tell whether a row is among those looked at."""
    if narrow.group is Group.ALL:
        return True
    if narrow.group is Group.CHOSEN:
        return row.unit_id in narrow.unit_ids
    if narrow.group is Group.NO_THEMATIC:
        return row.thematic[quarter_of(narrow.month) - 1] == 0
    return row.cells[narrow.month - 1].state in _STATES[narrow.group]


_STATES = {
    Group.NOT_HANDED_IN: NOT_HANDED_IN,
    Group.HANDED_IN: HANDED_IN,
    Group.NOT_SCORED: NOT_SCORED,
    Group.NOT_REVIEWED: frozenset({CellState.SCORED}),
}


def counts(board: Board, month: int) -> dict[Group, int]:
    """Return how many chi bộ each group has in a month."""
    groups = [group for group in Group if group is not Group.CHOSEN]
    return {
        group: sum(belongs(row, Narrow(group, month)) for row in board.rows) for group in groups
    }


def arranged(rows: Sequence[BoardRow], sort: Sort, narrow: Narrow) -> list[BoardRow]:
    """Return the rows looked at, in their order; the order given is that of the tree."""
    found = [row for row in rows if belongs(row, narrow)]
    if sort is Sort.NAME:
        found.sort(key=lambda row: text_key(row.unit))
    return found


class Ink(StrEnum):
    """How a cell is drawn: plainly different for what is not the official score."""

    NONE = ""
    WORD = "word"
    """A state in a small word."""
    DAY = "day"
    LATE = "late"
    """A word or a day that is behind."""
    SELF = "self"
    """Self-score, not reviewed: dashed frame, slanted."""
    REVIEW = "review"
    """Reviewed, not confirmed: framed."""
    OFFICIAL = "official"
    """On the ground of its level."""
    BEHIND = "behind"
    """A count that should be higher by now."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows."""

    text: str = ""
    ink: Ink = Ink.NONE
    tone: Tone = Tone.NONE
    thematic: bool = False


def _score(text: str) -> str:
    return show_number(decimal(text))


def _short_day(day: str) -> str:
    return f"{day[8:10]}/{day[5:7]}" if len(day) == 10 else ""


_SHOWN: dict[CellState, Callable[[BoardCell], tuple[str, Ink]]] = {
    CellState.EMPTY: lambda cell: ("", Ink.NONE),
    CellState.PLANNED: lambda cell: (_short_day(cell.day) or "đã lên lịch", Ink.DAY),
    CellState.OVERDUE: lambda cell: (_short_day(cell.day) or "chưa ghi", Ink.LATE),
    CellState.NOT_HELD: lambda cell: ("không họp", Ink.LATE),
    CellState.HELD: lambda cell: ("chưa nộp" if cell.self_total else "chưa chấm", Ink.WORD),
    CellState.SCORED: lambda cell: (_score(cell.self_total) or "đã nộp", Ink.SELF),
    CellState.REVIEWED: lambda cell: (_score(cell.official_total) or "đã duyệt", Ink.REVIEW),
    CellState.RATED: lambda cell: (_score(cell.official_total), Ink.OFFICIAL),
}


def shown(cell: BoardCell) -> Shown:
    """Return what a cell shows."""
    text, ink = _SHOWN[cell.state](cell)
    return Shown(text, ink, tone_of(cell), cell.thematic)


_SAID: dict[CellState, Callable[[BoardCell], str]] = {
    CellState.EMPTY: lambda cell: "chưa lên lịch",
    CellState.PLANNED: lambda cell: f"dự kiến họp {show_date(cell.day)}".strip(),
    CellState.OVERDUE: lambda cell: (
        f"đã qua ngày dự kiến {show_date(cell.day)}, chưa ghi buổi họp"
        if cell.day
        else "tháng đã qua, chưa ghi buổi họp"
    ),
    CellState.NOT_HELD: lambda cell: "không tổ chức sinh hoạt",
    CellState.HELD: lambda cell: (
        f"đã họp {show_date(cell.day)}, tự chấm {_score(cell.self_total)}, chưa nộp phiếu"
        if cell.self_total
        else f"đã họp {show_date(cell.day)}, chưa chấm điểm"
    ),
    CellState.SCORED: lambda cell: f"tự chấm {_score(cell.self_total)}, chưa thẩm định",
    CellState.REVIEWED: lambda cell: (
        f"tự chấm {_score(cell.self_total)}, thẩm định {_score(cell.official_total)}, "
        "chưa xác nhận mức"
    ),
    CellState.RATED: lambda cell: (
        f"{_score(cell.official_total)} điểm, {cell.level_label}, mức đã xác nhận"
    ),
}


def said(cell: BoardCell) -> str:
    """Return a cell in words, for tooltips and screen readers."""
    words = [_SAID[cell.state](cell)]
    if cell.state is CellState.RATED and decimal(cell.difference):
        words.append(f"tự chấm {_score(cell.self_total)}")
    if cell.thematic:
        words.append("có sinh hoạt chuyên đề")
    if cell.meetings > 1:
        words.append(f"{cell.meetings} buổi trong tháng")
    return "; ".join(words)


def thematic_text(row: BoardRow) -> str:
    """Return how many quarters had their thematic meeting, ``2/4``."""
    return f"{sum(times > 0 for times in row.thematic)}/4"


def thematic_said(row: BoardRow) -> str:
    """Return the thematic meetings by quarter in words."""
    parts = (
        f"quý {name}: {times or 'chưa có'}"
        for name, times in zip(QUARTERS, row.thematic, strict=True)
    )
    return "Sinh hoạt chuyên đề, " + ", ".join(parts)


def thematic_behind(row: BoardRow, year: int, today: date) -> bool:
    """Tell whether a quarter that is over went without."""
    return any(
        times == 0 and (year, 3 * number) < (today.year, today.month)
        for number, times in enumerate(row.thematic, start=1)
    )
