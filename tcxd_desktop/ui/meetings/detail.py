"""The panel beside the board: the sheet explained, what to do next, the year of the chi bộ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.explained import Explained
from tcxd_desktop.domain.meetings import BoardCell, BoardRow, CellState, Meeting
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import Facts
from tcxd_desktop.domain.score_templates import RatingLevel, ScoreTemplate
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, empty_layout, text_label
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.meetings.board_acts import Act, acts, reached
from tcxd_desktop.ui.meetings.board_rows import decimal, level_tone, said, tone_of
from tcxd_desktop.ui.meetings.charts import Band, TrendChart, TrendPoint
from tcxd_desktop.ui.meetings.criteria import CriteriaTree, lines
from tcxd_desktop.ui.meetings.detail_words import (
    Card,
    Teller,
    difference_card,
    facts_line,
    missing_card,
    unscored_card,
)
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.meetings import MEETING_KIND

_STATES: dict[CellState, tuple[str, str]] = {
    CellState.EMPTY: ("Chưa lên lịch", "plain"),
    CellState.PLANNED: ("Đã lên lịch", "plain"),
    CellState.OVERDUE: ("Quá ngày, chưa ghi", "bad"),
    CellState.NOT_HELD: ("Không sinh hoạt", "bad"),
    CellState.HELD: ("Chưa nộp điểm tự chấm", "warn"),
    CellState.SCORED: ("Chưa thẩm định", "warn"),
    CellState.REVIEWED: ("Đã thẩm định, chưa xác nhận mức", "warn"),
}
_BADGES = {"last": "bad"}
_CARDS = 3
"""Reasons of lost points shown at once; the others come by a link."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything the panel shows of a cell."""

    row: BoardRow
    year: int
    month: int
    explained: Explained | None = None
    others: tuple[Meeting, ...] = ()
    """Further meetings of the month."""
    settings: ScoreSettings = field(default_factory=ScoreSettings)
    levels: tuple[RatingLevel, ...] = ()
    """Of the template in use, for the chart where the cell has no sheet."""
    template: ScoreTemplate | None = None
    """Of the sheet, as its variants have it."""
    facts: Facts = field(default_factory=dict)
    """Of the sheet, with those derived."""

    @property
    def cell(self) -> BoardCell:
        """The cell of the month."""
        return self.row.cells[self.month - 1]


class DetailPanel(QWidget):
    """One chi bộ in one month."""

    act_wanted = Signal(str)
    """Key of an act of ``board_acts``."""
    meeting_wanted = Signal(int)
    """A further meeting of the month."""
    left = Signal()
    """Esc: back to the grid."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without a cell."""
        super().__init__(parent)
        self._desk = desk
        self._looked: Looked | None = None
        self.acts: tuple[Act, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        self._build()

    @property
    def looked(self) -> Looked | None:
        """What is shown."""
        return self._looked

    def clear(self) -> None:
        """Show nothing."""
        self._looked = None
        self._whole.hide()

    def show_cell(self, looked: Looked) -> None:
        """Show a cell."""
        same = self._looked is not None and _place(self._looked) == _place(looked)
        kept = self.scroll_area.verticalScrollBar().value() if same else 0
        self._looked = looked
        self._whole.show()
        found = looked.explained
        self.title.setText(f"{looked.row.unit} · Tháng {looked.month}")
        badge, tone = _state(looked)
        theme.set_badge(self.state, badge, tone)
        about = facts_line(found.meeting, looked.facts) if found else said(looked.cell)
        self.facts.setText(about[:1].upper() + about[1:])
        self._fill(looked)
        self._show_acts(looked)
        self.scroll_area.verticalScrollBar().setValue(kept)

    def focus_first(self) -> None:
        """Take the keyboard."""
        if self.tree.isVisible():
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self.tree.model().index(0, 0))
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.buttons:
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, looked: Looked) -> None:
        found, template = looked.explained, looked.template
        empty_layout(self._middle)
        self.tree.setVisible(template is not None)
        blocks: list[QWidget] = []
        if found is not None and template is not None:
            scored = found.sheet is not None and any(found.sheet.entries.values())
            own = found.self_result if scored else None
            self.tree.show_lines(lines(template, own, found.review_result))
            blocks = self._explained(looked, found, template)
        if looked.others:
            blocks.append(self._others(looked.others))
        for block in blocks:
            self._middle.addWidget(block)
        self._show_year(looked)

    def _explained(
        self, looked: Looked, found: Explained, template: ScoreTemplate
    ) -> list[QWidget]:
        best, sheet = found.review_result or found.self_result, found.sheet
        if best is None or sheet is None:
            return []
        if not any(sheet.entries.values()):
            return [_block(unscored_card(best))]
        teller = Teller(template, looked.facts)
        who = "Thẩm định" if found.review_result is not None else "Tự chấm"
        first = (
            missing_card(template, best, who),
            difference_card(sheet, found.difference, looked.settings, reached(sheet, best)),
            teller.level(best) if best.complete else None,
        )
        lost = teller.lost(best)
        shown: list[QWidget] = [_block(one) for one in first if one is not None]
        shown += [_block(one) for one in lost[:_CARDS]]
        if lost[_CARDS:]:
            shown.append(self._further(lost[_CARDS:]))
        return shown

    def _further(self, cards: Sequence[Card]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        blocks = [_block(one) for one in cards]
        more = theme.mark(QPushButton(f"Xem {len(cards)} mục khác bị trừ điểm"), "link")

        def show() -> None:
            more.hide()
            for block in blocks:
                block.show()
            blocks[0].setFocus()

        more.clicked.connect(show)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        for block in blocks:
            block.hide()
            column.addWidget(block)
        return holder

    def _others(self, meetings: Sequence[Meeting]) -> QWidget:
        frame, column = card("Buổi khác trong tháng")
        for meeting in meetings:
            column.addWidget(self._link(meeting))
        return frame

    def _link(self, meeting: Meeting) -> QWidget:
        number = meeting.id
        name = MEETING_KIND[meeting.kind]
        return LinkLabel(name, show_date(meeting.day), lambda: self.meeting_wanted.emit(number))

    def _show_year(self, looked: Looked) -> None:
        template = looked.template
        levels = template.levels if template is not None else looked.levels
        total = template.total if template is not None else Decimal(100)
        self.year.setText(f"Năm {looked.year}")
        name = f"Điểm năm {looked.year} của {looked.row.unit}"
        self.trend.show_points(name, trend(looked.row), bands(levels), total)

    def _show_acts(self, looked: Looked) -> None:
        found = looked.explained
        self.acts = acts(
            looked.cell,
            found.sheet if found else None,
            found.self_result if found else None,
            found.review_result if found else None,
        )
        self._row.clear()
        self.buttons = {}
        closed = found is not None and found.closed
        for place, act in enumerate(self.acts):
            if closed and act.key in _CHANGES:
                continue
            button = QPushButton(act.text)
            if place == 0:
                theme.primary(button)
            button.setToolTip(act.why_not or act.tip)
            button.setAccessibleDescription(act.why_not)
            button.setEnabled(not act.why_not)
            allow(button, self._desk, act.permission)
            button.clicked.connect(self._actor(act.key))
            self.buttons[act.key] = button
            self._row.addWidget(button)
        self.locked.setVisible(closed)
        self._foot.updateGeometry()

    def _actor(self, key: str) -> Callable[[], None]:
        def act() -> None:
            self.act_wanted.emit(key)

        return act

    def _build(self) -> None:
        look = theme.current()
        theme.panel(self)
        self.setAccessibleName("Chi tiết ô đang chọn")
        self.title = theme.mark(QLabel(), "heading")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.state = theme.badge("")
        self.facts = text_label("", role="muted")
        self._build_scroll()
        self.locked = theme.hint(QLabel("Tháng đã chốt: muốn sửa phải mở lại kỳ ở Tổng hợp."))
        self.locked.setWordWrap(True)
        self.locked.hide()
        self._foot = QWidget()
        self._row = FlowLayout(self._foot, spacing=look.px(8))
        head = QHBoxLayout()
        head.addWidget(self.state)
        head.addStretch(1)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(self.locked)
        column.addWidget(self._foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        self._whole.hide()

    def _build_scroll(self) -> None:
        look = theme.current()
        self.scroll_area = Scroll("Giải thích phiếu chấm")
        self.tree = CriteriaTree()
        self.trend = TrendChart()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(look.px(10))
        frame, inside = card()
        self.year = theme.heading(QLabel())
        inside.addWidget(self.year)
        inside.addWidget(self.trend)
        column = self.scroll_area.column
        column.addWidget(self.tree)
        column.addLayout(self._middle)
        column.addWidget(frame)
        column.addStretch(1)


_CHANGES = frozenset({"record", "not_held", "drop", "hand_in", "confirm", "reopen", "review"})
"""What a closed month no longer allows."""


def _place(looked: Looked) -> tuple[int, int, int]:
    return (looked.row.unit_id, looked.year, looked.month)


def _state(looked: Looked) -> tuple[str, str]:
    cell = looked.cell
    if cell.state is not CellState.RATED:
        return _STATES[cell.state]
    tone = tone_of(cell).value
    return f"Xếp loại {cell.level_label}", _BADGES.get(tone, tone or "plain")


def _block(found: Card) -> QFrame:
    frame, column = card(found.title)
    for line in found.lines:
        column.addWidget(text_label(line, role="muted"))
    return frame


def trend(row: BoardRow) -> list[TrendPoint]:
    """Return the year of a chi bộ: official scores filled, others hollow."""
    points: list[TrendPoint] = []
    for month, cell in enumerate(row.cells, start=1):
        official = cell.state is CellState.RATED
        value = decimal(cell.official_total) if cell.official_total else decimal(cell.self_total)
        told = f"Tháng {month}: {said(cell)}"
        points.append(TrendPoint(str(month), value, told, official, tone_of(cell)))
    return points


def bands(levels: Sequence[RatingLevel]) -> list[Band]:
    """Return the grounds of a chart from the levels of a template."""
    return [
        Band(level.label, level.min, level_tone(place, len(levels)))
        for place, level in enumerate(levels)
    ]
