"""The line above the grid: what of a month is behind, each number with its chi bộ."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.meetings import Board
from tcxd_desktop.domain.score_sheets import Hint
from tcxd_desktop.ui.meetings.board_bars import Told
from tcxd_desktop.ui.meetings.board_rows import (
    QUARTERS,
    Group,
    Narrow,
    counts,
    quarter_of,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.scoring import hint_text

_NAMED = 5
"""Further totals several chi bộ share that the tooltip names."""


def summary(board: Board, month: int, hints: Sequence[Hint] = ()) -> list[Told]:
    """Return the parts of the line for a month."""
    found = counts(board, month)
    told = [
        Told(
            f"{show_number(found[Group.HANDED_IN])}/{show_number(len(board.rows))} đã nộp",
            Narrow(Group.HANDED_IN, month),
            "strong",
        )
    ]
    if found[Group.NOT_SCORED]:
        text = f"{show_number(found[Group.NOT_SCORED])} chưa chấm"
        told.append(Told(text, Narrow(Group.NOT_SCORED, month), "warn"))
    for kind, part in _KINDS.items():
        told += part([hint for hint in hints if hint.kind == kind], month)
    if found[Group.NO_THEMATIC]:
        quarter = QUARTERS[quarter_of(month) - 1]
        text = f"chuyên đề quý {quarter} còn {show_number(found[Group.NO_THEMATIC])} chi bộ"
        told.append(Told(text, Narrow(Group.NO_THEMATIC, month)))
    return told


def _above(hints: Sequence[Hint], month: int) -> list[Told]:
    """Return one part for all self-scores far above the review."""
    if not hints:
        return []
    least = min(_number(hint) for hint in hints)
    apart = show_number(least) if len(hints) == 1 else f"từ {show_number(least)}"
    text = f"{show_number(len(hints))} chi bộ tự chấm cao hơn thẩm định {apart} điểm"
    return [_told(text, "Tự chấm cao hơn thẩm định", hints, month, "bad")]


def _alike(hints: Sequence[Hint], month: int) -> list[Told]:
    """Return one part for the total most chi bộ share; the tooltip names the others."""
    if not hints:
        return []
    most = max(hints, key=lambda hint: len(hint.unit_ids))
    text = f"{show_number(len(most.unit_ids))} chi bộ cùng {show_number(_number(most))} điểm"
    part = _told(text, text, [most], month)
    rest = [hint for hint in hints if hint is not most][:_NAMED]
    return [replace(part, tip="\n".join([part.tip, *map(hint_text, rest)]))]


def _full(hints: Sequence[Hint], month: int) -> list[Told]:
    count = len({unit for hint in hints for unit in hint.unit_ids})
    text = f"{show_number(count)} phiếu toàn điểm tối đa"
    return [_told(text, text, hints, month)] if hints else []


def _unexplained(hints: Sequence[Hint], month: int) -> list[Told]:
    text = f"{show_number(len(hints))} phiếu chênh lệch chưa ghi lý do"
    return [_told(text, text, hints, month)] if hints else []


_KINDS: dict[str, Callable[[Sequence[Hint], int], list[Told]]] = {
    "tu_cham_cao": _above,
    "lech_chua_ly_do": _unexplained,
    "giong_nhau": _alike,
    "toan_diem_toi_da": _full,
}


def _told(text: str, title: str, hints: Sequence[Hint], month: int, tone: str = "warn") -> Told:
    units = frozenset(unit for hint in hints for unit in hint.unit_ids)
    tip = hint_text(hints[0]) if len(hints) == 1 else ""
    return Told(text, Narrow(Group.CHOSEN, month, units, title), tone, tip)


def _number(hint: Hint) -> Decimal:
    found = hint.args[0]
    return found if isinstance(found, Decimal) else Decimal(str(found))
