"""The page Chuyển sinh hoạt: what is to be done, what waits, what is late; one case beside it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import BoardColumn, TransferLine, TransferQuery
from tcxd_desktop.office import transfers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.board_bar import (
    CALIBRATE,
    CARDS,
    COLLECTIVE,
    NEW,
    PACKAGES,
    PRINT,
    RECEIVE,
    REGISTERS,
    STOCK,
    Filters,
    Header,
    Tabs,
    beside,
    stacked,
)
from tcxd_desktop.ui.transfers.board_detail import BoardDetail
from tcxd_desktop.ui.transfers.board_rows import (
    NOTHING,
    TABS,
    by_tab,
    columns,
    elsewhere,
    first_with,
    kept,
)
from tcxd_desktop.ui.transfers.board_sides import BoardSides
from tcxd_desktop.ui.transfers.case_reading import Opened, reading
from tcxd_desktop.ui.transfers.offers import OFFERS
from tcxd_desktop.wording.access import why_not

_SHOWN_AFTER_MS = 70
TOOLS = {
    NEW: Permission.TRANSFERS,
    RECEIVE: Permission.TRANSFERS,
    COLLECTIVE: Permission.VIEW,
    PRINT: Permission.PRINT,
    REGISTERS: Permission.VIEW,
    STOCK: Permission.VIEW,
    CALIBRATE: Permission.TRANSFERS,
    CARDS: Permission.VIEW,
    PACKAGES: Permission.VIEW,
}
KEYS = {NEW: "Ctrl+N", RECEIVE: "Ctrl+O", PRINT: "Ctrl+P"}


class BoardPage(LivePage):
    """Tabs and table | detail. Cases and other full pages are opened by who holds this page."""

    title = "Chuyển sinh hoạt"
    icon = "arrow-right-left"
    subjects = frozenset({"transfer", "person", "unit", "office", "rule"})

    case_wanted = Signal(int)
    """Open a case."""
    move_wanted = Signal(int, object)
    """Open a case and take a step of it: Move."""
    override_wanted = Signal(int, object)
    """Open a case and let a block pass: Blocked."""
    tool_wanted = Signal(str)
    """``new``, ``receive``, ``collective``, ``stock``, ``cards``, ``calibrate``."""
    paper_wanted = Signal(object)
    """TransferJob."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build table and detail; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._lines: Sequence[TransferLine] = ()
        self._shared: dict[BoardColumn, list[TransferLine]] = {tab: [] for tab in TABS}
        self._job: Job | None = None
        self._serial = self._looking = 0
        """Numbers of the last readings asked for: an earlier one that comes late is not shown."""
        self._first = True
        self._keyboard = False
        """Whether the table still has to take the keyboard since the page came up."""
        self._asked: tuple[int | None, str] = (None, "")
        """What the list was read for: chi bộ and since when."""
        self._wanted = 0
        """A case to put the cursor on when the list is read."""
        self._wait = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._build()
        self._offer()
        self._connect()

    def refresh(self) -> None:
        """Read the cases again; the cursor stays on its case."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial, desk = self._serial, self._desk
        query = self.filters.narrow.query(desk.today())

        def work(_progress: Progress) -> list[TransferLine]:
            return transfers.listed(desk, query)

        def done(found: list[TransferLine]) -> None:
            if serial == self._serial:
                self._show(found)

        failed = self.notice.show_problem
        self._job = self._jobs.run(work, done=done, failed=failed, title="Đang đọc các ca…")

    def point_at(self, transfer_id: int) -> None:
        """Put the cursor on a case, in whatever tab it is; now, or when the list is read."""
        self._wanted = 0 if self._go_to(transfer_id) else transfer_id

    def case_of(self, person_id: int) -> int:
        """Return the open case of somebody, or 0."""
        query = TransferQuery(person_id=person_id)
        found = transfers.listed(self._desk, query)
        return found[0].id if found else 0

    def choose_tab(self, tab: BoardColumn) -> None:
        """Show a tab."""
        self.tabs.choose(tab)

    def search(self, text: str) -> None:
        """Narrow to what the words find."""
        self.filters.text.setText(text)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        actor = self._desk.actor
        return tuple(
            Offer(title, partial(self._on_tool, key), picture)
            for key, title, picture in OFFERS
            if not why_not(actor, TOOLS[key])
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at; the table has the keyboard."""
        super().showEvent(event)
        self._keyboard = True
        self.table.setFocus()

    # --- showing ----------------------------------------------------------------------------------

    def _show(self, found: list[TransferLine]) -> None:
        self._job = None
        self._lines = found
        self._narrow()
        if self._first:
            self._first = False
            first = first_with(self._shared)
            if first is not None:
                self.tabs.choose(first)
        if self._wanted:
            self._go_to(self._wanted)
            self._wanted = 0

    def _narrow(self) -> None:
        narrow = self.filters.narrow
        self._shared = by_tab(kept(self._lines, narrow))
        self.tabs.tell({tab: len(lines) for tab, lines in self._shared.items()})
        whole = by_tab(self._lines)
        self.header.show_count(sum(len(whole[tab]) for tab in TABS if tab is not BoardColumn.DONE))
        self.counted.emit(len(whole[BoardColumn.LATE]))
        self._show_tab()

    def _show_tab(self) -> None:
        tab = self.tabs.current
        lines = self._shared[tab]
        self.filters.show_period(on=tab is BoardColumn.DONE)
        self.table.show_records(lines)
        if lines and self.table.current_record() is None:
            self.table.select_first()
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines and self._keyboard:
            # A table without lines was not there to take it.
            self._keyboard = False
            if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
                self.table.setFocus()
        narrowed = self.filters.narrow.anything
        self.empty.setText("Không có ca nào khớp bộ lọc." if narrowed else NOTHING[tab])
        other = elsewhere(self._shared, tab)
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self.all.setVisible(narrowed)
        self.look()

    @Slot()
    def look(self) -> None:
        """Show the case of the cursor now."""
        self._wait.stop()
        line = self.table.current_record()
        self._looking += 1
        number = self._looking
        if line is None:
            self.detail.clear()
            return

        def done(found: Opened | None) -> None:
            if number != self._looking:
                return
            if found is None:
                self.detail.clear()
            else:
                self.detail.show_case(found, self._desk.today())

        self._jobs.run(reading(self._desk, line.id), done=done, failed=self.notice.show_problem)

    def _go_to(self, transfer_id: int) -> bool:
        for tab, lines in self._shared.items():
            if any(line.id == transfer_id for line in lines):
                self.tabs.choose(tab)
                return self.table.select(transfer_id)
        return False

    # --- acting -----------------------------------------------------------------------------------

    @Slot(str)
    def _on_tool(self, key: str) -> None:
        if not told(self.notice, self._desk, TOOLS[key]):
            return
        if key == PRINT:
            self.print_here()
        else:
            self.tool_wanted.emit(key)

    @Slot()
    def print_here(self) -> None:
        """Choose papers for the selected cases, or a register."""
        if not told(self.notice, self._desk, Permission.PRINT):
            return
        ids = tuple(line.id for line in self.table.selected_records())
        self.paper_wanted.emit(TransferJob(form="", case_ids=ids))

    @Slot(object)
    def _on_opened(self, line: TransferLine) -> None:
        self.case_wanted.emit(line.id)

    @Slot(object, QPoint)
    def _on_menu(self, line: TransferLine, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Mở ca\tEnter", partial(self.case_wanted.emit, line.id))
        if line.person_id is not None:
            menu.addAction(
                icons.icon("user"), "Mở hồ sơ", partial(self.person_wanted.emit, line.person_id)
            )
        papers = menu.addAction(icons.icon("printer"), "In…\tCtrl+P", self.print_here)
        allow(papers, self._desk, Permission.PRINT)
        menu.addAction(icons.icon("copy"), "Chép\tCtrl+C", self.table.copy)
        menu.popup(place)

    @Slot()
    def _on_columns(self) -> None:
        menu = self.table.column_menu()
        menu.popup(self.header.more.mapToGlobal(QPoint(0, self.header.more.height())))

    @Slot()
    def _on_changed(self) -> None:
        """Narrow in memory, or read again where that is needed."""
        narrow = self.filters.narrow
        asked = (narrow.unit_id, narrow.period)
        if asked != self._asked:
            self._asked = asked
            self.refresh()
        else:
            self._narrow()

    @Slot()
    def _on_escape(self) -> None:
        if self.sides.back_to_list():
            self.table.setFocus()
        elif self.filters.narrow.anything:
            self.filters.clear()
        else:
            self.table.setFocus()

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.header = Header()
        self.notice = Notice()
        self.tabs = Tabs()
        self.filters = Filters()
        narrow = self.filters.narrow
        self._asked = (narrow.unit_id, narrow.period)
        self.table: Table[TransferLine] = Table(
            columns(self._desk.today()),
            identity=lambda line: line.id,
            name="Các ca chuyển sinh hoạt",
            key="transfers",
        )
        self.empty = theme.muted(QLabel())
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.other = theme.muted(QLabel())
        self.other.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.all = QPushButton("Bỏ bộ lọc")
        self.all.clicked.connect(self.filters.clear)
        nothing = theme.panel(QWidget())
        inside = QVBoxLayout(nothing)
        inside.setSpacing(look.px(8))
        inside.addStretch(2)
        inside.addWidget(self.empty)
        inside.addWidget(self.other)
        inside.addWidget(self.all, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(nothing)
        tabs = beside(self.tabs, self.filters.period)
        left = QWidget()
        ruled(left, stacked(self.header, self.notice, tabs, self.filters), main=self.stack)
        self.detail = BoardDetail(self._desk)
        self.sides = BoardSides(left, self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sides)
        self.header.menu.addAction(icons.icon("columns-3"), "Chọn cột…", self._on_columns)
        begin_at(self, self.table)

    def _offer(self) -> None:
        for key, permission in TOOLS.items():
            if key in self.header.tools:
                allow(self.header.tools[key], self._desk, permission)
            if key in self.header.entries:
                allow(self.header.entries[key], self._desk, permission)
        self.filters.show_units(units.tree(self._desk))

    def _connect(self) -> None:
        table, detail = self.table, self.detail
        self._wait.timeout.connect(self.look)
        self.header.wanted.connect(self._on_tool)
        self.tabs.chosen.connect(self._show_tab)
        self.filters.changed.connect(self._on_changed)
        self.filters.left.connect(table.setFocus)
        table.current_changed.connect(self._wait.start)
        table.opened.connect(self._on_opened)
        table.menu_wanted.connect(self._on_menu)
        detail.open_wanted.connect(self.case_wanted)
        detail.move_wanted.connect(self.move_wanted)
        detail.override_wanted.connect(self.override_wanted)
        detail.person_wanted.connect(self.person_wanted)
        keys: list[tuple[str, Callable[[], object]]] = [
            (sequence, partial(self._on_tool, key)) for key, sequence in KEYS.items()
        ]
        keys += [
            (f"Ctrl+{number}", partial(self.tabs.choose, tab))
            for number, tab in enumerate(TABS, start=1)
        ]
        keys += [
            ("F3", self.filters.go_to_search),
            ("Ctrl+F", self.filters.go_to_search),
            ("Escape", self._on_escape),
        ]
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
