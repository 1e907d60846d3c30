"""The page Số lý lịch: blocks at the side; who waits, the ledger, số SĐV."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import NoNumberLeftProblem, Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.numbers import NumberBlock, NumberEntry
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import numbers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import confirm
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.numbers.blocks_panel import BlocksPanel, span
from tcxd_desktop.ui.numbers.dialogs import BlockDialog, ChosenNumberDialog
from tcxd_desktop.ui.numbers.tabs import CellTab, LedgerTab, WaitingTab
from tcxd_desktop.wording.access import BLOCKS_WHOLE, why_not
from tcxd_desktop.wording.formats import show_dossier_no, show_number

WAITING, LEDGER, CELLS = range(3)
"""Order of the lists."""
_SIDE = 276


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows, read at once."""

    blocks: Sequence[NumberBlock]
    next: str
    """Empty where none is left."""
    left: int
    waiting: Sequence[PersonLine]
    ledger: Sequence[NumberEntry]


def read(desk: Desk) -> Read:
    """Read blocks, waiting members and ledger."""
    try:
        following = numbers.next_number(desk)
    except NoNumberLeftProblem:
        following = ""
    return Read(
        numbers.blocks(desk),
        following,
        numbers.left(desk),
        numbers.waiting(desk),
        numbers.ledger(desk),
    )


class NumbersPage(LivePage):
    """Blocks | lists."""

    title = "Số lý lịch"
    icon = "hash"
    subjects = frozenset({"number", "person", "unit"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._next, self._left = "", 0
        self._job: Job | None = None
        self._build()
        self._offer()
        self._connect()

    def refresh(self) -> None:
        """Read everything again, off the thread of the screens."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()

        def work(_progress: Progress) -> Read:
            return read(self._desk)

        self._job = self._jobs.run(work, done=self._show, title="Đang đọc sổ cấp số…")
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        self.cells.show_units(units.tree(self._desk), holders)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self._desk.actor.may(Permission.NUMBERS):
            return ()
        return (
            Offer("Khai cụm số lý lịch", self.add_block, "plus"),
            Offer("Cấp số lý lịch", self.show_waiting, "hash"),
        )

    @Slot()
    def show_waiting(self) -> None:
        """Show who waits for a number."""
        self.tabs.setCurrentIndex(WAITING)
        self.waiting.table.setFocus()

    @Slot()
    def add_block(self) -> None:
        """Ask for a block."""
        reason = self._no_blocks()
        if reason:
            self.notice.say(reason, "warn")
        elif BlockDialog(self._desk, self).exec():
            self.notice.say("Đã khai cụm số.", "ok")

    @Slot(object)
    def drop_block(self, block: NumberBlock) -> None:
        """Take back a block declared by mistake, after a question."""
        if confirm(self, f"Bỏ cụm số {span(block)} khai nhầm?", yes="Bỏ cụm số"):
            try:
                numbers.drop_block(self._desk, block.id)
            except Problem as problem:
                self.notice.show_problem(problem)

    @Slot(object)
    def give(self, lines: Sequence[PersonLine]) -> None:
        """Give the next numbers, in the order shown, after a question: all or none."""
        if not lines:
            return
        if len(lines) > self._left:
            wanted, left = show_number(len(lines)), show_number(self._left)
            self.notice.say(
                f"Chọn {wanted} người nhưng chỉ còn {left} số. Hãy chọn ít người hơn, "
                "hoặc khai thêm cụm số được giao.",
                "bad",
            )
            return
        who = lines[0].name if len(lines) == 1 else f"{show_number(len(lines))} người"
        if not confirm(
            self,
            f"Cấp số lý lịch cho {who}, bắt đầu từ số {show_dossier_no(self._next)}?",
            yes="Cấp số",
            detail="Số đã cấp không dùng lại cho người khác.",
        ):
            return
        ids = [line.id for line in lines]

        def work(_progress: Progress) -> list[str]:
            return numbers.assign_many(self._desk, ids)

        self._jobs.run(
            work, done=self._given, failed=self.notice.show_problem, title="Đang cấp số…"
        )

    @Slot(object)
    def give_by_hand(self, line: PersonLine) -> None:
        """Ask which number somebody has had."""
        dialog = ChosenNumberDialog(self._desk, line, self)
        if dialog.exec():
            self._given([dialog.given])

    def _no_blocks(self) -> str:
        """Why this account may not declare blocks; empty: it may."""
        whole = BLOCKS_WHOLE if self._desk.actor.units else ""
        return why_not(self._desk.actor, Permission.NUMBERS) or whole

    def _offer(self) -> None:
        for button in (self.waiting.give, self.waiting.by_hand):
            allowed.allow(button, self._desk, Permission.NUMBERS)
        reason = self._no_blocks()
        if reason:
            allowed.refuse(self.blocks.add, reason)
            self.blocks.may_drop = False

    def _given(self, given: list[str]) -> None:
        first, last = show_dossier_no(given[0]), show_dossier_no(given[-1])
        if len(given) == 1:
            self.notice.say(f"Đã cấp số {first}.", "ok")
        else:
            count = show_number(len(given))
            self.notice.say(f"Đã cấp {count} số, từ {first} đến {last}.", "ok")

    def _build(self) -> None:
        look = theme.current()
        self.blocks = BlocksPanel()
        self.blocks.setFixedWidth(look.px(_SIDE))
        self.notice = Notice()
        self.waiting = WaitingTab()
        self.ledger = LedgerTab()
        self.cells = CellTab(self._desk)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Danh sách số")
        self.lists = QStackedWidget()
        for tab, title in (
            (self.waiting, "Chờ cấp số"),
            (self.ledger, "Sổ cấp số"),
            (self.cells, "Số SĐV của chi bộ"),
        ):
            self.tabs.addTab(title)
            self.lists.addWidget(tab)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), 0, look.px(14), 0)
        above.setSpacing(look.px(8))
        for widget in (theme.page_title(QLabel("Số lý lịch")), self.notice, self.tabs):
            above.addWidget(widget)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, look.px(14), 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.lists, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.blocks)
        whole.addWidget(right, 1)
        begin_at(self, self.waiting.table)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.lists.setCurrentIndex)
        self.blocks.add_wanted.connect(self.add_block)
        self.blocks.drop_wanted.connect(self.drop_block)
        self.waiting.give_wanted.connect(self.give)
        self.waiting.chosen_wanted.connect(self.give_by_hand)
        for tab in (self.waiting, self.ledger, self.cells):
            tab.opened.connect(self.person_wanted)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.New), self.add_block),
            (QKeySequence(Qt.Key.Key_F3), self._on_find),
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, found: Read) -> None:
        self._job = None
        self._next, self._left = found.next, found.left
        self.blocks.show_blocks(found.blocks, found.next, found.left)
        self.waiting.show_lines(found.waiting)
        self.ledger.show_entries(found.ledger)
        self.tabs.setTabText(WAITING, f"Chờ cấp số ({show_number(len(found.waiting))})")
        self.tabs.setTabText(LEDGER, f"Sổ cấp số ({show_number(len(found.ledger))})")

    @Slot()
    def _on_find(self) -> None:
        self.tabs.setCurrentIndex(LEDGER)
        self.ledger.find_box.enter()
