"""Section 5 of the meeting editor: what the meeting was scored, and the way to its sheet."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office.meeting_opening import SheetTold
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card, empty_layout, facts, text_label
from tcxd_desktop.ui.meetings.meeting_section import Scrolled, Section
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.scoring import SHEET_STATE

_FIRST = "Hãy lưu buổi họp (Ctrl+S) trước: phiếu chấm tính từ số liệu đã lưu."


class ScoreSection(Section):
    """Chấm điểm."""

    sheet_wanted = Signal(str)
    """Open the sheet for this scorer."""

    def __init__(self) -> None:
        """Build the parts, empty."""
        super().__init__()
        self.told: SheetTold | None = None
        look = theme.current()
        frame, column = card("Phiếu chấm buổi sinh hoạt này")
        self._facts = QVBoxLayout()
        column.addLayout(self._facts)
        self.remark = text_label("", role="muted")
        column.addWidget(self.remark)
        self.own = theme.primary(QPushButton("Tự chấm điểm"))
        self.own.setToolTip("Mở phiếu để chi bộ tự chấm")
        self.review = QPushButton("Thẩm định")
        self.review.setToolTip("Mở phiếu để cấp ủy cấp trên thẩm định")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in (self.own, self.review):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        area = Scrolled("Chấm điểm")
        area.column.addWidget(frame)
        area.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.own.clicked.connect(self._on_own)
        self.review.clicked.connect(self._on_review)

    def show_told(self, told: SheetTold | None) -> None:
        """Show what the sheet says so far."""
        self.told = told
        self.reload()

    def reload(self) -> None:
        """Show the work anew."""
        recorded = self.work is not None and self.work.recorded
        told = self.told
        empty_layout(self._facts)
        state = SHEET_STATE[told.state] if told is not None else "chưa chấm"
        self._facts.addLayout(
            facts(
                [
                    ("Tình trạng", state),
                    ("Tự chấm", _points(told.self_total, told.self_level) if told else ""),
                    ("Thẩm định", _review(told) if told else ""),
                ]
            )
        )
        self.remark.setText("" if recorded else _FIRST)
        self.remark.setVisible(not recorded)
        self.own.setEnabled(recorded)
        self.review.setEnabled(recorded)

    def go_to(self, key: str = "") -> bool:
        """Put the keyboard onto the way to the sheet."""
        self.own.setFocus()
        return True

    def go_to_last(self) -> None:
        """Put the keyboard onto the way to the sheet."""
        self.own.setFocus()

    def _on_own(self) -> None:
        self.sheet_wanted.emit(SELF)

    def _on_review(self) -> None:
        self.sheet_wanted.emit(REVIEW)


def _points(total: str, level: str) -> str:
    if not total:
        return "chưa chấm"
    points = f"{show_number(Decimal(total))} điểm"
    return f"{points}, mức {level}" if level else points


def _review(told: SheetTold) -> str:
    if not told.review_total:
        return "chưa thẩm định"
    if told.state is SheetState.CONFIRMED:
        return _points(told.review_total, told.review_level)
    return f"{_points(told.review_total, told.review_level)} (chưa xác nhận)"
