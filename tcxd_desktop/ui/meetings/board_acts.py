"""What can be done with a cell of the board, by its state; the first is the main one."""

from dataclasses import dataclass

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meetings import BoardCell, CellState
from tcxd_desktop.domain.score_sheets import ScoreSheet, SheetResult, SheetState
from tcxd_desktop.wording.scoring import level_label


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with a cell."""

    key: str
    """``record``, ``minutes``, ``score``, ``review``, ``hand_in``, ``confirm``, ``reopen``,
    ``not_held``, ``drop``, ``print``."""
    text: str
    permission: Permission
    tip: str = ""
    why_not: str = ""
    """Why it cannot be done now; empty: it can."""


RECORD = Act("record", "Ghi buổi sinh hoạt", Permission.MEETINGS, "Enter")
NOT_HELD_ACT = Act("not_held", "Không họp…", Permission.MEETINGS)
DROP = Act("drop", "Bỏ buổi này…", Permission.MEETINGS)
OPEN = Act("minutes", "Biên bản", Permission.VIEW, "Enter")
SCORE = Act("score", "Tự chấm", Permission.MEETINGS, "F2")
HAND_IN = Act("hand_in", "Ghi nộp phiếu", Permission.MEETINGS)
REVIEW = Act("review", "Thẩm định", Permission.REVIEW, "F2")
SHEET = Act("score", "Phiếu chấm", Permission.VIEW, "F2")
PRINT = Act("print", "In phiếu", Permission.PRINT, "Ctrl+P")
REOPEN = Act("reopen", "Mở lại…", Permission.REVIEW)
_WITHOUT_LEVEL = "Chưa đủ căn cứ để xếp mức: xem phần giải thích bên trên."


def acts(
    cell: BoardCell, sheet: ScoreSheet | None = None, own: SheetResult | None = None,
    review: SheetResult | None = None,
) -> tuple[Act, ...]:  # fmt: skip
    """Return what can be done, the main thing first."""
    if cell.meeting_id == 0:
        return (RECORD, NOT_HELD_ACT)
    if cell.state in (CellState.PLANNED, CellState.OVERDUE):
        return (
            Act("record", "Ghi biên bản", Permission.MEETINGS, "Enter"),
            NOT_HELD_ACT,
            DROP,
        )
    if cell.state is CellState.NOT_HELD:
        return (Act("minutes", "Xem, sửa", Permission.VIEW, "Enter"), DROP)
    return _of_sheet(sheet, own, review)


def _of_sheet(
    sheet: ScoreSheet | None, own: SheetResult | None, review: SheetResult | None
) -> tuple[Act, ...]:
    state = sheet.state if sheet is not None else SheetState.DRAFT
    if state is SheetState.DRAFT:
        if own is not None and own.complete:
            return (HAND_IN, SCORE, OPEN, PRINT, DROP)
        return (SCORE, OPEN, PRINT, DROP)
    if state is SheetState.SUBMITTED:
        return (REVIEW, OPEN, PRINT, REOPEN)
    if state is SheetState.REVIEWED:
        return (confirming(sheet, review), REVIEW, OPEN, PRINT, REOPEN)
    return (PRINT, SHEET, OPEN, REOPEN)


def confirming(sheet: ScoreSheet | None, review: SheetResult | None) -> Act:
    """Return the act that confirms the level reached, by its name."""
    label = reached(sheet, review)
    return Act(
        "confirm",
        f"Xác nhận mức {label}" if label else "Xác nhận mức",
        Permission.REVIEW,
        why_not="" if label else _WITHOUT_LEVEL,
    )


def reached(sheet: ScoreSheet | None, result: SheetResult | None) -> str:
    """Return the name of the level a result reaches, or nothing."""
    if sheet is None or result is None or result.level is None:
        return ""
    return level_label(sheet.template, result.level)
