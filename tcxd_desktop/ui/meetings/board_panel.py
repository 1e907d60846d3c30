"""The left of the page: title and tools, the month in a line, what to look at, the grid."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.meetings import CellState
from tcxd_desktop.domain.score_sheets import Hint
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.meetings.board_bars import Filters, Header, Summary, stacked
from tcxd_desktop.ui.meetings.board_grid import BoardView
from tcxd_desktop.ui.meetings.board_model import BoardModel
from tcxd_desktop.ui.meetings.board_reading import Read
from tcxd_desktop.ui.meetings.board_rows import (
    Narrow,
    Sort,
    counts,
    level_tone,
    period_of,
    working_month,
)
from tcxd_desktop.ui.meetings.board_summary import summary
from tcxd_desktop.ui.meetings.legend import Legend

YEARS_BACK = 12
_ALL_CHIPS = 780


class BoardPanel(QWidget):
    """Shows one reading of a year and where one stands in it."""

    moved = Signal()
    """The cursor stands on another cell."""
    hints_wanted = Signal(str)
    """What is worth a look in this month is not known yet."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Start empty, in the year of today."""
        super().__init__(parent)
        self._today = today
        self._month = today.month
        self._hints: dict[str, Sequence[Hint]] = {}
        self._fresh = True
        """No cursor was put yet in this year."""
        self.model = BoardModel(today)
        self.known = Read(self.model.board)
        self._build()
        self._connect()

    @property
    def month(self) -> int:
        """The month looked at: that of the cursor, kept where it stands right of the months."""
        return self._month

    @property
    def period(self) -> str:
        """The month looked at, ``2026-10``."""
        return period_of(self.known.board.year, self._month)

    @property
    def plan_period(self) -> str:
        """The month to plan: that looked at; once it is over, the next with somebody unplanned."""
        year, today = self.known.board.year, self._today
        if year == today.year and self._month < today.month:
            for month in range(today.month, 13):
                cells = (row.cells[month - 1] for row in self.known.board.rows)
                if any(cell.state is CellState.EMPTY for cell in cells):
                    return period_of(year, month)
        return self.period

    def start_year(self) -> None:
        """Put the cursor on the month under way with the next reading; look at all chi bộ."""
        self._fresh = True
        self.model.set_narrow(Narrow())
        self.filters.show_narrow(Narrow())

    def show_read(self, found: Read) -> None:
        """Show a reading; the cursor stays on its cell."""
        row = self.view.current_row()
        kept = row.unit_id if row is not None else 0
        self.known = found
        self._hints.clear()
        if self._fresh:
            self._month = working_month(found.board, self._today)
        self.model.show(found.board)
        self._fresh = False
        self._put(kept)
        self._show_head()
        self._tell()

    def show_hints(self, period: str, hints: Sequence[Hint]) -> None:
        """Add to the line what is worth a look in a month."""
        self._hints[period] = hints
        if hints:
            self._tell()

    def point_at(self, unit_id: int, month: int = 0) -> None:
        """Put the cursor on a cell, looking at all chi bộ where it is narrowed away."""
        if not self.view.put(unit_id, month or self._month):
            self.narrow_to(Narrow())
            self.view.put(unit_id, month or self._month)

    @Slot(object)
    def narrow_to(self, narrow: Narrow) -> None:
        """Look at some chi bộ only."""
        row = self.view.current_row()
        self.model.set_narrow(narrow)
        self.filters.show_narrow(narrow)
        self._put(row.unit_id if row is not None else 0)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the template to its own page where the chips need the room."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wide = self.width() >= theme.current().px(_ALL_CHIPS)
        self.template.setVisible(wide and bool(self.known.templates))

    def _put(self, unit_id: int) -> None:
        if not self.view.put(unit_id, self._month):
            self.view.put_first(self._month)
        rows = self.model.rows
        self.stack.show_list(on=bool(rows))
        if not rows:
            some = bool(self.known.board.rows)
            self.empty.setText(
                "Không có chi bộ nào như vậy." if some else "Chưa có chi bộ nào để theo dõi."
            )
            self.moved.emit()

    def _show_head(self) -> None:
        year, latest = self.known.board.year, self._today.year + 1
        self.header.show_year(year, first=year <= latest - YEARS_BACK, last=year >= latest)
        levels = self.known.levels
        self.legend.show_levels(
            [(level.label, level_tone(place, len(levels))) for place, level in enumerate(levels)]
        )
        used = self.known.templates
        self._share()
        if used:
            one = f"{used[0].code}, bản {used[0].version}"
            self.template.setText(one if len(used) == 1 else f"{len(used)} mẫu đang dùng")
            self.template.setAccessibleName(f"Mẫu chấm điểm đang dùng: {self.template.text()}")
            lines = [f"{line.title} ({line.basis}), bản {line.version}" for line in used]
            self.template.setToolTip("\n".join(["Mở Mẫu chấm điểm", *lines]))

    def _tell(self) -> None:
        """Say how the month stands; while rows are narrowed, their own month."""
        board = self.known.board
        if not board.rows:
            self.summary.tell("", ())
            self.filters.count(self._month, {})
            return
        month = self.model.narrow.month or self._month
        period = period_of(board.year, month)
        told = summary(board, month, self._hints.get(period, ()))
        self.summary.tell(f"Tháng {month}:", told)
        self.filters.count(month, counts(board, month))
        if period not in self._hints:
            self._hints[period] = ()
            self.hints_wanted.emit(period)

    def _build(self) -> None:
        look = theme.current()
        self.header = Header()
        self.summary = Summary()
        self.filters = Filters()
        self.lacking = theme.chip(QPushButton("Ai chưa nộp…"))
        self.lacking.setCheckable(False)
        self.lacking.setToolTip("Chi bộ chưa nộp, bí thư và điện thoại")
        self.whole = theme.chip(QPushButton("Toàn xã"))
        self.whole.setToolTip("Bản đồ điểm của mọi chi bộ, ở phần bên phải")
        self.template = theme.chip(QPushButton())
        self.template.setCheckable(False)
        self.template.setIcon(icons.icon("list-checks", "muted"))
        for chip in (self.lacking, self.whole, self.template):
            self.filters.add(chip)
        self.notice = Notice()
        self.view = BoardView(self.model)
        self.stack = ListOrWords(self.view)
        self.empty = self.stack.empty
        self.legend = Legend()
        foot = QVBoxLayout()
        foot.setContentsMargins(look.px(14), look.px(5), look.px(14), look.px(4))
        foot.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(stacked(self.header, self.summary, self.filters, self.notice))
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        column.addWidget(theme.rule())
        column.addLayout(foot)
        begin_at(self, self.view)

    def _connect(self) -> None:
        self.summary.wanted.connect(self.narrow_to)
        self.filters.wanted.connect(self.narrow_to)
        self.view.moved.connect(self._on_moved)
        self.view.sort_wanted.connect(self._on_sort)

    @Slot()
    def _on_moved(self) -> None:
        month = self.view.current_month()
        if month and month != self._month and not self._fresh:
            self._month = month
            self._tell()
        self.moved.emit()

    @Slot()
    def _on_sort(self) -> None:
        sort = Sort.NAME if self.model.sort_by is Sort.TREE else Sort.TREE
        row = self.view.current_row()
        self.model.set_sort(sort)
        self.view.say_sort(sort)
        self._put(row.unit_id if row is not None else 0)
