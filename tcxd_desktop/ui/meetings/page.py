"""The page Sinh hoạt chi bộ: the board of a year beside the sheet of the cell one stands on."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import (
    LACKING,
    NOTICE,
    REVIEW_SHEET,
    SELF_SHEET,
    MeetingJob,
)
from tcxd_desktop.domain.meetings import CellState, PlanLine
from tcxd_desktop.domain.score_sheets import Hint
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import board
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.meetings.board_bars import KEYS
from tcxd_desktop.ui.meetings.board_deeds import Deeds
from tcxd_desktop.ui.meetings.board_panel import YEARS_BACK, BoardPanel
from tcxd_desktop.ui.meetings.board_reading import Read, looking, reading, remarking
from tcxd_desktop.ui.meetings.board_rows import period_of
from tcxd_desktop.ui.meetings.board_side import Side, Sides
from tcxd_desktop.ui.meetings.detail import DetailPanel, Looked
from tcxd_desktop.ui.meetings.lacking_dialog import LackingDialog
from tcxd_desktop.ui.meetings.overview import Overview
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.periods import period_text

_SHOWN_AFTER_MS = 70
_REVIEWED = frozenset({CellState.REVIEWED, CellState.RATED})
_WITH_SHEET = _REVIEWED | {CellState.HELD, CellState.SCORED}
TOOLS = {
    "print": Permission.PRINT,
    "plan": Permission.MEETINGS,
    "grid": Permission.MEETINGS,
    "record": Permission.MEETINGS,
}


class BoardPage(LivePage):
    """Board | detail. Minutes, sheets, plans and grids are opened by who holds this page."""

    title = "Sinh hoạt chi bộ"
    icon = "calendar-check"
    subjects = frozenset(
        {"meeting", "template", "assignment", "habit", "period", "unit", "person", "office"}
    )

    meeting_wanted = Signal(int)
    """Open the record of a meeting."""
    new_wanted = Signal(int, str)
    """Record a meeting of a chi bộ in a month."""
    sheet_wanted = Signal(int, str)
    """Open the sheet of a meeting for a scorer."""
    plan_wanted = Signal(str)
    """Plan a month."""
    grid_wanted = Signal(str)
    """Enter the scores of a month in one grid."""
    paper_wanted = Signal(object)
    """MeetingJob."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build board and detail; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._year = desk.today().year
        self._job: Job | None = None
        self._serial = self._looking = 0
        """Numbers of the last readings asked for: an earlier one that comes late is not shown."""
        self._menu_at: QPoint | None = None
        """Where a menu was asked for; it comes when the cell is explained."""
        self.panel = BoardPanel(desk.today())
        self.view, self.notice = self.panel.view, self.panel.notice
        self.detail = DetailPanel(desk)
        self.overview = Overview()
        self.deeds = Deeds(self, desk, jobs, self.notice)
        self._wait = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._build()
        self._offer()
        self._connect()

    def refresh(self) -> None:
        """Read the year again; the cursor stays on its cell."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial = self._serial

        def done(found: Read) -> None:
            if serial == self._serial:
                self._show(found)

        work, failed = reading(self._desk, self._year), self.notice.show_problem
        self._job = self._jobs.run(work, done=done, failed=failed, title="Đang đọc bảng theo dõi…")

    def show_year(self, year: int) -> None:
        """Show another year."""
        latest = self._desk.today().year + 1
        year = min(max(year, latest - YEARS_BACK), latest)
        if year != self._year:
            self._year = year
            self.panel.start_year()
            self.refresh()

    def point_at(self, unit_id: int, month: int = 0) -> None:
        """Put the cursor on a cell."""
        self.panel.point_at(unit_id, month)
        self.view.setFocus()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        offers = (
            (Permission.MEETINGS, Offer("Ghi buổi sinh hoạt chi bộ", self.record_here, "plus")),
            (Permission.MEETINGS, Offer("Lập lịch sinh hoạt tháng", self.plan, "calendar")),
            (Permission.MEETINGS, Offer("Chấm nhanh cả tháng", self.grid, "list-checks")),
            (Permission.PRINT, Offer("In thông báo lịch sinh hoạt", self.print_notice, "printer")),
            (Permission.VIEW, Offer("Chi bộ chưa nộp phiếu chấm", self.show_lacking, "users")),
        )
        actor = self._desk.actor
        return tuple(offer for permission, offer in offers if not why_not(actor, permission))

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at; the board has the keyboard."""
        super().showEvent(event)
        self.view.setFocus()

    @Slot()
    def record_here(self) -> None:
        """Record the meeting of the cell."""
        row = self.view.current_row()
        if row is not None:
            self._open(row.unit_id, self.panel.month)

    @Slot()
    def plan(self) -> None:
        """Plan the month."""
        if told(self.notice, self._desk, Permission.MEETINGS):
            self.plan_wanted.emit(self.panel.plan_period)

    @Slot()
    def grid(self) -> None:
        """Enter the scores of the month in one grid."""
        if told(self.notice, self._desk, Permission.MEETINGS):
            self.grid_wanted.emit(self.panel.period)

    @Slot()
    def print_notice(self) -> None:
        """Print the notice of the month's meetings."""
        self._print(MeetingJob(form=NOTICE, period=self.panel.period))

    @Slot()
    def print_here(self) -> None:
        """Print the sheet of the cell; the month's notice where there is none."""
        row = self.view.current_row()
        cell = row.cells[self.panel.month - 1] if row is not None else None
        if cell is None or cell.state not in _WITH_SHEET:
            self.print_notice()
            return
        reviewed = cell.state in _REVIEWED
        job = MeetingJob(
            form=REVIEW_SHEET if reviewed else SELF_SHEET,
            meeting_ids=(cell.meeting_id,),
            period=self.panel.period,
            scorer=REVIEW if reviewed else SELF,
        )
        self._print(job)

    @Slot()
    def show_lacking(self) -> None:
        """Show who has not handed in."""
        desk, period = self._desk, self.panel.period

        def done(found: list[PlanLine]) -> None:
            may = desk.actor.may(Permission.PRINT)
            named = period_text(period)
            dialog = LackingDialog(found, named, desk.day(), self, may_print=may)
            dialog.exec()
            if dialog.print_wanted:
                self._print(MeetingJob(form=LACKING, period=period))

        self._jobs.run(
            lambda _: board.not_handed_in(desk, period),
            done=done,
            failed=self.notice.show_problem,
            title="Đang tìm chi bộ chưa nộp…",
        )

    @Slot(str)
    def act(self, key: str) -> None:
        """Do something with the cell that is explained."""
        looked = self.detail.looked
        found = next((one for one in self.detail.acts if one.key == key), None)
        if looked is None or found is None or not told(self.notice, self._desk, found.permission):
            return
        if key in ("record", "minutes"):
            self._open(looked.row.unit_id, looked.month)
        elif key in ("score", "review"):
            self._open_sheet(looked, official=key == "review")
        elif key == "print":
            self.print_here()
        else:
            self.deeds.do(key, looked)

    @Slot(int, int)
    def _open(self, unit_id: int, month: int) -> None:
        row = self.panel.model.rows[self.panel.model.row_of(unit_id)]
        cell = row.cells[month - 1]
        if cell.meeting_id:
            self.meeting_wanted.emit(cell.meeting_id)
        elif told(self.notice, self._desk, Permission.MEETINGS):
            self.new_wanted.emit(unit_id, period_of(self._year, month))

    def _open_sheet(self, looked: Looked, *, official: bool) -> None:
        sheet = looked.explained.sheet if looked.explained is not None else None
        scorer = REVIEW if official else SELF
        if sheet is not None:
            template = sheet.template
            scorer = template.official.id if official else template.scorers[0].id
        self.sheet_wanted.emit(looked.cell.meeting_id, scorer)

    def _print(self, job: MeetingJob) -> None:
        if told(self.notice, self._desk, Permission.PRINT):
            self.paper_wanted.emit(job)

    def _show(self, found: Read) -> None:
        self._job = None
        self.panel.show_read(found)
        self.overview.show_board(found.board, self.panel.month, found.levels)
        self.look()

    @Slot()
    def look(self) -> None:
        """Explain the cell of the cursor now."""
        self._wait.stop()
        row, known = self.view.current_row(), self.panel.known
        self._looking += 1
        number = self._looking
        if row is None:
            self.detail.clear()
            return

        def done(found: Looked) -> None:
            if number == self._looking:
                self.detail.show_cell(found)
                self._pop_up()

        month = self.panel.month
        cell = row.cells[month - 1]
        if cell.meeting_id or cell.meetings:
            work = looking(self._desk, row, month, known)
            self._jobs.run(work, done=done, failed=self.notice.show_problem)
        else:
            done(Looked(row, self._year, month, settings=known.settings, levels=known.levels))

    @Slot(str)
    def _on_hints_wanted(self, period: str) -> None:
        known = self.panel.known

        def done(found: list[Hint]) -> None:
            if known is self.panel.known:
                self.panel.show_hints(period, found)

        work = remarking(self._desk, period)
        self._jobs.run(work, done=done, failed=self.notice.show_problem)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self.side = Side(self.detail, self.overview)
        self.sides = Sides(self.panel, self.side.holder)
        self.panel.filters.add(self.sides.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sides)

    def _offer(self) -> None:
        header = self.panel.header
        for key, permission in TOOLS.items():
            allow(header.tools[key], self._desk, permission)
            if key in header.actions_:
                allow(header.actions_[key], self._desk, permission)

    def _connect(self) -> None:
        panel, view = self.panel, self.view
        self._wait.timeout.connect(self.look)
        panel.moved.connect(self._wait.start)
        panel.hints_wanted.connect(self._on_hints_wanted)
        panel.header.year_wanted.connect(self._on_year)
        panel.header.tool_wanted.connect(self._on_tool)
        panel.lacking.clicked.connect(self.show_lacking)
        panel.whole.clicked.connect(self._on_whole)
        panel.template.clicked.connect(partial(self.page_wanted.emit, "templates"))
        view.opened.connect(self._open)
        view.sheet_wanted.connect(self._on_sheet)
        view.detail_wanted.connect(self._on_detail)
        view.menu_wanted.connect(self._on_menu)
        self.side.back.clicked.connect(self._on_escape)
        self.sides.shared.connect(self._on_shared)
        self.sides.button.clicked.connect(self._on_detail)
        self.detail.act_wanted.connect(self.act)
        self.detail.meeting_wanted.connect(self.meeting_wanted)
        self.overview.cell_wanted.connect(self._on_cell)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+PgUp", lambda: self.show_year(self._year - 1)),
            ("Ctrl+PgDown", lambda: self.show_year(self._year + 1)),
            ("Ctrl+P", self.print_here),
            *((keys, partial(self._on_tool, key)) for key, keys in KEYS.items()),
            ("Escape", self._on_escape),
        )
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot(int)
    def _on_year(self, step: int) -> None:
        self.show_year(self._year + step)

    @Slot(str)
    def _on_tool(self, key: str) -> None:
        tools = {"print": self.print_notice, "plan": self.plan, "grid": self.grid}
        tools.get(key, self.record_here)()

    @Slot()
    def _on_whole(self) -> None:
        on = self.panel.whole.isChecked()
        if on:
            known = self.panel.known
            self.overview.show_board(known.board, self.panel.month, known.levels)
            self.sides.call()
        self.side.show_whole(on=on)

    @Slot(int, int)
    def _on_sheet(self, unit_id: int, month: int) -> None:
        """Open the sheet for whoever is to score next."""
        cell = self.panel.model.cell(self.panel.model.row_of(unit_id), month)
        if cell.state not in _WITH_SHEET:
            self.notice.say("Chưa ghi buổi họp nên chưa có phiếu chấm. Bấm Enter để ghi.", "warn")
            return
        own = cell.state is CellState.HELD
        self.sheet_wanted.emit(cell.meeting_id, SELF if own else REVIEW)

    @Slot()
    def _on_detail(self) -> None:
        self.panel.whole.setChecked(False)
        self.side.show_whole(on=False)
        self.sides.call()
        self.look()
        self.detail.focus_first()

    @Slot()
    def _on_escape(self) -> None:
        """Go back to the board."""
        self.sides.dismiss()
        self.view.setFocus()

    @Slot()
    def _on_shared(self) -> None:
        self.side.back.setVisible(self.sides.alone)

    @Slot(int, int)
    def _on_cell(self, unit_id: int, month: int) -> None:
        self.panel.whole.setChecked(False)
        self.side.show_whole(on=False)
        self.sides.dismiss()
        self.point_at(unit_id, month)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        """Offer what can be done with the cell, once it is explained."""
        self._menu_at = place
        self.look()

    def _pop_up(self) -> None:
        place, self._menu_at = self._menu_at, None
        row = self.view.current_row()
        if place is None or row is None:
            return
        menu = QMenu(self)
        for act in self.detail.acts:
            action = menu.addAction(act.text)
            action.setEnabled(not act.why_not)
            allow(action, self._desk, act.permission)
            action.triggered.connect(partial(self.act, act.key))
        menu.addSeparator()
        unit = menu.addAction(f"Xem {row.unit}")
        unit.triggered.connect(partial(self.unit_wanted.emit, row.unit_id))
        menu.popup(place)
