"""Một buổi sinh hoạt được giải thích: the meeting, its sheet, and what it comes to."""

from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_sheets import Hint, ScoreSheet, SheetResult


@dataclass(frozen=True, slots=True)
class Explained:
    """Buổi họp, phiếu và kết quả theo từng người chấm."""

    meeting: Meeting
    unit: str
    sheet: ScoreSheet | None
    """``None``: nothing entered yet."""
    self_result: SheetResult | None = None
    review_result: SheetResult | None = None
    """``None``: *chưa thẩm định*."""
    difference: Decimal | None = None
    """Self minus review, where both are complete."""
    hints: tuple[Hint, ...] = ()
    closed: bool = False
    """The month is closed: nothing can be changed."""
