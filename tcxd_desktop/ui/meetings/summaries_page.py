"""The page Tổng hợp, xếp loại: month, quarter, year; decided by the committee, closed, printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.meetings import Board, PeriodLine, PeriodTable
from tcxd_desktop.domain.periods import kind_of, months_of
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.score_templates import RatingLevel
from tcxd_desktop.office import periods
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import Scroll, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import ask_text
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.meetings.board_reading import reading
from tcxd_desktop.ui.meetings.board_rows import period_of, working_month
from tcxd_desktop.ui.meetings.grid_hints import HintBar
from tcxd_desktop.ui.meetings.heat_map import HeatMap
from tcxd_desktop.ui.meetings.plan_parts import PeriodBox, button
from tcxd_desktop.ui.meetings.plan_periods import KINDS, as_kind, title
from tcxd_desktop.ui.meetings.print_dialog import MeetingPrintDialog
from tcxd_desktop.ui.meetings.summary_cells import SummaryTable
from tcxd_desktop.ui.meetings.summary_detail import SummaryDetail
from tcxd_desktop.ui.meetings.summary_dialogs import CloseDialog, DecideDialog
from tcxd_desktop.ui.meetings.summary_state import (
    closed_text,
    columns_of,
    heat_rows,
    papers_of,
    summary,
    usual_month,
)
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.periods import period_text

_DETAIL, _DETAIL_SHARE = 176, 0.3
"""Height of what stands below the table, and the most of the height it takes by itself."""
_MONTH = "thang"
_MAP = (
    "Số trong ô là điểm chính thức. Ô xám: chưa có mức hoặc không họp; ô trống: chưa có buổi họp."
)


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading found."""

    table: PeriodTable
    board: Board
    levels: tuple[RatingLevel, ...] = field(default_factory=tuple)


class SummariesPage(LivePage):
    """Table | heat map; below it one chi bộ."""

    title = "Tổng hợp, xếp loại"
    icon = "chart-column"
    subjects = frozenset({"meeting", "period", "unit", "template", "person", "score", "sheet"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        today = desk.today()
        self.period = period_of(today.year, today.month)
        self._usual = True
        """The month under way is looked for with the first reading."""
        self._read: Read | None = None
        self._job: Job | None = None
        self._serial = 0
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the period again, off the thread of the screens."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()
        desk, period = self._desk, self.period
        usual = self._usual
        self._serial += 1
        serial = self._serial

        def work(progress: Progress) -> Read:
            known = reading(desk, int(period[:4]))(progress)
            wanted = period
            if usual:
                month = usual_month(known.board, desk.today())
                if not month:
                    known = reading(desk, known.board.year - 1)(progress)
                    month = working_month(known.board, desk.today())
                wanted = period_of(known.board.year, month)
            return Read(periods.table(desk, wanted), known.board, known.levels)

        def done(found: Read) -> None:
            if serial == self._serial:
                # Only now: a reading that was overtaken has shown nothing.
                self._usual = False
                self._show(found)

        self._job = self._jobs.run(
            work, done=done, failed=self.notice.show_problem, title="Đang tổng hợp…"
        )

    def open(self, period: str) -> None:
        """Show a month, quarter or year."""
        self.period, self._usual = period, False
        self.notice.clear()
        self.refresh()

    def show_kind(self, kind: str) -> None:
        """Show the month, quarter or year that holds what is shown."""
        months = months_of(self.period)
        # From a year one comes back to the month one came from, if it lies in it.
        month = self._month if self._month in months else months[-1]
        self.open(as_kind(month, kind))

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if why_not(self._desk.actor, Permission.PRINT):
            return ()
        return (Offer("In bảng tổng hợp sinh hoạt chi bộ", self.print_table, "printer"),)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at; the table has the keyboard."""
        super().showEvent(event)
        # What lies in a splitter takes no keyboard before the first showing is over.
        QTimer.singleShot(0, self, self._take_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table most of the height, until somebody moved the line between."""
        super().resizeEvent(event)
        if not self._split_by_hand:
            high = self.split.height()
            below = min(theme.current().px(_DETAIL), round(high * _DETAIL_SHARE))
            self.split.setSizes([high - below, below])

    @Slot()
    def decide(self) -> None:
        """Write the level the committee decided for the chi bộ in hand."""
        line = self.table.current_record()
        reason = self._no_decision()
        if line is None or self._read is None:
            return
        if reason:
            self.notice.say(reason, "warn")
        elif DecideDialog(self._desk, self._read.table, line, self).exec():
            self.notice.say(f"Đã ghi mức của {line.unit}.", "ok")

    @Slot()
    def close_period(self) -> None:
        """Freeze the period, or open it again with a reason."""
        if self._read is None or not allowed.told(self.notice, self._desk, Permission.REVIEW):
            return
        table = self._read.table
        if not table.closed_on:
            if CloseDialog(self._desk, table, self).exec():
                self.notice.say(f"Đã chốt {period_text(table.period)}.", "ok")
            return
        words = f"Mở lại {period_text(table.period)}"
        reason = ask_text(self, words, "Lý do mở lại (ghi vào sổ)", main="Mở lại")
        if reason is None:
            return
        try:
            periods.reopen(self._desk, table.period, reason)
        except Problem as problem:
            self.notice.show_problem(problem)
        else:
            self.notice.say(f"Đã mở lại {period_text(table.period)}.", "ok")

    @Slot()
    def print_table(self) -> None:
        """Print the table of the period."""
        _, form, period = papers_of(self.period)[0]
        self._print(form, period)

    def _print(self, form: str, period: str) -> None:
        if allowed.told(self.notice, self._desk, Permission.PRINT):
            job = MeetingJob(form=form, period=period)
            MeetingPrintDialog(self._desk, self._jobs, job, self).exec()

    def _build(self) -> None:
        look = theme.current()
        self._month = self.period
        self.kinds: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for kind, name in KINDS.items():
            chip = theme.chip(QPushButton(name))
            chip.setToolTip(f"Ctrl+{len(self.kinds) + 1}")
            chip.clicked.connect(self._kind_shower(kind))
            group.addButton(chip)
            self.kinds[kind] = chip
        self.box = PeriodBox()
        self.as_map = theme.chip(QPushButton("Bản đồ nhiệt"))
        self.as_map.setToolTip("Xem mức của từng tháng bằng màu (Ctrl+M)")
        self._build_tools()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above())
        column.addWidget(theme.rule())
        column.addWidget(self._build_body(), 1)
        begin_at(self, self.table)

    def _build_tools(self) -> None:
        self.print_button = icons.put(QPushButton("In"), "printer")
        self.print_button.setToolTip("Ctrl+P in bảng của kỳ")
        theme.set_mark(self.print_button, "menu", "true")
        self.menu = QMenu(self)
        self.print_button.setMenu(self.menu)
        self.close_button = theme.primary(button("Chốt", self.close_period, tip="Ctrl+Shift+K"))
        self.status = theme.muted(QLabel())
        self.status.setWordWrap(True)
        self.closed = theme.badge("", "ok")
        self.notice, self.hints = Notice(), HintBar()

    def _build_body(self) -> QSplitter:
        """Return the table or the map, and one chi bộ below."""
        look = theme.current()
        self.table = SummaryTable()
        self.map = HeatMap()
        self.map_scroll = Scroll("Bản đồ nhiệt")
        self.map_scroll.column.setContentsMargins(*(look.px(14),) * 4)
        self.map_scroll.column.addWidget(self.map)
        self.map_scroll.column.addWidget(text_label(_MAP, role="muted"))
        self.map_scroll.column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.map_scroll)
        self.detail = SummaryDetail()
        self.detail.setMinimumHeight(look.px(84))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.stack)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.splitterMoved.connect(self._on_split)
        self.split, self._split_by_hand = split, False
        return split

    def _above(self) -> QWidget:
        look = theme.current()
        first = QHBoxLayout()
        first.setSpacing(look.px(8))
        first.addWidget(theme.page_title(QLabel(self.title)))
        first.addWidget(self.box)
        first.addStretch(1)
        first.addWidget(self.print_button)
        first.addWidget(self.close_button)
        second = QHBoxLayout()
        second.setSpacing(look.px(8))
        for widget in (*self.kinds.values(), self.closed):
            second.addWidget(widget)
        second.addWidget(self.status, 1)
        second.addWidget(self.as_map)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(look.px(14), 0, look.px(14), look.px(8))
        column.setSpacing(look.px(6))
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.hints)
        column.addWidget(self.notice)
        return holder

    def _connect(self) -> None:
        self.box.wanted.connect(self.open)
        self.as_map.toggled.connect(self._on_map)
        self.table.current_changed.connect(self._show_detail)
        self.table.opened.connect(self.decide)
        self.map.chosen.connect(self._on_cell)
        self.map.moved.connect(self.table.select)
        self.detail.decide_wanted.connect(self.decide)
        allowed.allow(self.close_button, self._desk, Permission.REVIEW)
        allowed.allow(self.print_button, self._desk, Permission.PRINT)
        chips = self.kinds.values()
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_table),
            (QKeySequence("Ctrl+PgUp"), self.box.go_back),
            (QKeySequence("Ctrl+PgDown"), self.box.go_on),
            (QKeySequence("Ctrl+M"), self.as_map.click),
            (QKeySequence("Ctrl+Shift+K"), self.close_button.click),
            *((QKeySequence(f"Ctrl+{n}"), chip.click) for n, chip in enumerate(chips, start=1)),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, found: Read) -> None:
        self._job, self._read = None, found
        table = found.table
        self.period = table.period
        kind = kind_of(table.period)
        if kind == _MONTH:
            self._month = table.period
        self.kinds[kind].setChecked(True)
        self.box.show_period(table.period)
        self.status.setText(f"{summary(table)}\n{table.note}" if table.note else summary(table))
        theme.set_badge(self.closed, closed_text(table), "ok")
        self.closed.setVisible(bool(table.closed_on))
        self.close_button.setText("Mở lại…" if table.closed_on else f"Chốt {KINDS[kind].lower()}…")
        theme.mark(self.close_button, "" if table.closed_on else "primary")
        self.as_map.setVisible(kind != _MONTH)
        if kind == _MONTH:
            self.as_map.setChecked(False)
        self.hints.show_hints(table.hints)
        self._show_rows(table)
        self._fill_menu()

    def _show_rows(self, table: PeriodTable) -> None:
        columns, held = columns_of(table), self.table.current_record()
        if [c.key for c in columns] != [c.key for c in self.table.rows.columns]:
            self.table.show_records(())
        self.table.rows.set_columns(columns)
        self.table.reset_columns()
        self.table.show_records(table.lines)
        self.table.show_names()
        if held is None or not self.table.select(held.unit_id):
            self.table.select_first()
        heads = [f"T{int(month[5:])}" for month in months_of(table.period)]
        self.map.show_rows(f"Bản đồ mức {period_text(table.period)}", heads, heat_rows(table))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for number, (words, form, period) in enumerate(papers_of(self.period)):
            action = self.menu.addAction(f"{words}\tCtrl+P" if not number else words)
            action.triggered.connect(self._printer(form, period))

    def _printer(self, form: str, period: str) -> Callable[[], None]:
        def run() -> None:
            self._print(form, period)

        return run

    def _kind_shower(self, kind: str) -> Callable[[], None]:
        def show() -> None:
            self.show_kind(kind)

        return show

    def _no_decision(self) -> str:
        """Why no level can be decided; empty where it can."""
        if self._read is None:
            return ""
        table = self._read.table
        if kind_of(table.period) == _MONTH:
            return "Mức của tháng do phiếu thẩm định đã xác nhận, không quyết định ở đây."
        if table.closed_on:
            return f"{title(table.period)} đã chốt: mở lại kỳ rồi mới ghi mức khác."
        return why_not(self._desk.actor, Permission.REVIEW)

    @Slot(object)
    def _show_detail(self, line: PeriodLine | None) -> None:
        if self._read is None:
            return
        rows = {row.unit_id: row for row in self._read.board.rows}
        row = rows.get(line.unit_id) if line is not None else None
        self.detail.show_line(self._read.table, line, why_not=self._no_decision())
        self.detail.show_year(self._read.table.period[:4], row, self._read.levels)

    @Slot()
    def _on_split(self) -> None:
        self._split_by_hand = True

    @Slot(int, int)
    def _on_cell(self, unit_id: int, column: int) -> None:
        self.table.select(unit_id)

    @Slot(bool)
    def _on_map(self, on: bool) -> None:  # noqa: FBT001 - a slot of QPushButton.toggled
        self.stack.setCurrentWidget(self.map_scroll if on else self.table)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        line = self.table.current_record()
        if line is not None:
            self.map.stand_on(line.unit_id)
        (self.map if self.as_map.isChecked() else self.table).setFocus()
