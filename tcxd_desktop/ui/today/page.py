"""The page Việc hôm nay: what is due, why, by which text; done with its proof, or put off."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.due import DueLine, DuePage
from tcxd_desktop.domain.due_list import DueView
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import due
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.today import detail as details
from tcxd_desktop.ui.today.columns import COLUMNS
from tcxd_desktop.ui.today.detail import Detail
from tcxd_desktop.ui.today.dialogs import DoneDialog, PostponeDialog
from tcxd_desktop.ui.today.header import Header

READING = "Đang xem việc đến hạn…"
_EMPTY = {
    DueView.TO_DO: "Không có việc nào phải làm.",
    DueView.LATE: "Không có việc nào quá hạn.",
    DueView.SOON: "Không có việc nào sắp đến hạn.",
    DueView.POSTPONED: "Không có việc nào đang hoãn.",
    DueView.DONE: "Chưa có việc nào ghi đã xong.",
}
_NARROWED = "Không có việc nào như vậy ở phần này."


class TodayPage(LivePage):
    """What is due | why."""

    title = "Việc hôm nay"
    icon = "list-checks"
    subjects = frozenset({
        "person", "unit", "loan", "supplement", "meeting", "due", "transfer", "letter",
        "collective", "rule", "calendar", "setting", "number", "template",
    })  # fmt: skip

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build list and detail; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._serial = 0
        """Number of the last reading asked for: an earlier one that comes late is not shown."""
        self.found = DuePage(desk.day(), ())
        self.header = Header(desk)
        self.notice = Notice()
        self.table: Table[DueLine] = Table(
            COLUMNS, identity=lambda line: line.task.key, name="Việc hôm nay", key="today"
        )
        self.stack = ListOrWords(self.table)
        self.empty = self.stack.empty
        self.detail = Detail()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._main(), self.detail))
        begin_at(self, self.table)
        self._connect()

    def refresh(self) -> None:
        """Read again what is due, off the thread of the screens."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        desk, day, serial = self._desk, self.header.chosen_day(), self._serial

        def work(progress: Progress) -> DuePage:
            progress(0, 0)
            return due.page(desk, day)

        def done(found: DuePage) -> None:
            if serial == self._serial:
                self._show(found)

        self._job = self._jobs.run(work, done=done, failed=self.notice.show_problem, title=READING)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again also where a new day began since."""
        if not self.header.chosen_day() and self.found.on != self._desk.day():
            self._stale = True
        super().showEvent(event)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        return (
            Offer("Việc quá hạn", partial(self.header.choose, DueView.LATE), "triangle-alert"),
            Offer("Việc sắp đến hạn", partial(self.header.choose, DueView.SOON), "calendar"),
        )

    @Slot(str)
    def act(self, what: str) -> None:
        """Do something with the duty under the cursor."""
        line = self.table.current_record()
        if line is None:
            self.notice.say("Hãy chọn một việc trong danh sách.", "warn")
            return
        if what == details.OPEN:
            self._open(line)
        elif allowed.told(self.notice, self._desk, Permission.TRANSFERS):
            self._mark(what, line)

    def _mark(self, what: str, line: DueLine) -> None:
        self.notice.clear()
        if not self.detail.buttons[what].isEnabled():
            said = "Việc này đã xong." if what != details.UNMARK else "Việc này chưa có dấu nào."
            self.notice.say(said)
            return
        asks: dict[str, Callable[[Desk, DueLine, QWidget], Dialog]] = {
            details.DONE: DoneDialog,
            details.POSTPONE: PostponeDialog,
        }
        if what in asks:
            asks[what](self._desk, line, self).exec()
            return
        try:
            due.unmark(self._desk, line.task.key)
        except Problem as problem:
            self.notice.show_problem(problem)

    @Slot(object)
    def _open(self, line: DueLine) -> None:
        if line.task.target:
            self.notice.clear()
            self.target_wanted.emit(line.task.target)
        else:
            self.notice.say(details.OUTSIDE)

    def _main(self) -> QWidget:
        look = theme.current()
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), 0, look.px(14), 0)
        above.setSpacing(look.px(8))
        above.addWidget(self.header)
        above.addWidget(self.notice)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(theme.rule())
        below.addWidget(self.stack, 1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(look.px(10))
        column.addLayout(above)
        column.addLayout(below, 1)
        return main

    def _connect(self) -> None:
        for key in (details.DONE, details.POSTPONE, details.UNMARK):
            allowed.allow(self.detail.buttons[key], self._desk, Permission.TRANSFERS)
        self.header.day_changed.connect(self.refresh)
        self.header.narrowed.connect(self._show_list)
        self.header.find_box.returnPressed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._open)
        self.detail.wanted.connect(self.act)
        keys: list[tuple[QKeySequence, Callable[[], object]]] = [
            (QKeySequence(Qt.Key.Key_F4), partial(self.act, details.DONE)),
            (QKeySequence(Qt.Key.Key_F6), partial(self.act, details.POSTPONE)),
            (QKeySequence(Qt.Key.Key_F7), partial(self.act, details.UNMARK)),
            (QKeySequence(Qt.Key.Key_F3), self._on_find),
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
        ]
        for place, view in enumerate(DueView, start=1):
            keys.append((QKeySequence(f"Ctrl+{place}"), partial(self.header.choose, view)))
        for sequence, act in keys:
            shortcut = QShortcut(sequence, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, found: DuePage) -> None:
        self._job = None
        self.found = found
        self.header.count(found)
        # What was marked is gone from its part: the next one stands where it stood.
        self._show_list(max(self.table.currentIndex().row(), 0))
        if found.on == self._desk.day():
            self.counted.emit(due_list.pressing(found))

    @Slot()
    def _show_list(self, place: int = 0) -> None:
        wanted = self.header.wanted()
        shown = due_list.shown(self.found, wanted)
        self.table.show_records(shown)
        if shown and self.table.current_record() is None:
            self.table.select_place(place)
        narrowed = bool(wanted.group or wanted.words.strip())
        self.empty.setText(_NARROWED if narrowed else _EMPTY[wanted.view])
        self.stack.show_list(on=bool(shown))
        # A list that is not seen takes no keys.
        begin_at(self, self.table if shown else self.header.chips[wanted.view])

    @Slot(object)
    def _on_current(self, line: DueLine | None) -> None:
        self.detail.show_line(line, self.found.on)

    @Slot()
    def _on_find(self) -> None:
        self.header.find_box.enter()
