"""The page Phiếu bổ sung: the yearly round of 3-HSĐV, chi bộ by chi bộ."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import SupplementState
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import supplements, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.supplements import CONFIRMED, HANDED_IN, NOT_YET
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import confirm
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.panels import Panels
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.common.unit_tree import UnitTree
from tcxd_desktop.ui.supplements.bars import Actions, Header
from tcxd_desktop.ui.supplements.detail import DetailPanel
from tcxd_desktop.wording.access import (
    ASK_HOLDER,
    SEALED_CHANGES,
    SEALED_CONFIRM,
    SEALED_PAPER,
    why_not,
)
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.people import SUPPLEMENT_STATE

FORM = "3-HSĐV"
_TONES = {NOT_YET: "warn", HANDED_IN: "plain", CONFIRMED: "ok"}
_ORDER = {NOT_YET: 0, HANDED_IN: 1, CONFIRMED: 2}
_DONE = {
    "hand_in": "Đã ghi nộp phiếu của {} người.",
    "confirm": "Đã xác nhận phiếu của {} người.",
    "reopen": "Phiếu của {} người trở lại chưa nộp.",
}
_FOR = {
    "hand_in": {NOT_YET},
    "confirm": {NOT_YET, HANDED_IN},
    "reopen": {HANDED_IN, CONFIRMED},
}
"""Whom each mark can be given to."""


def changed_text(state: SupplementState) -> str:
    """Return how many items have something new."""
    if not state.compared:
        return "lần đầu"
    return f"{show_number(state.changed)} mục" if state.changed else "không"


COLUMNS: tuple[Column[SupplementState], ...] = (
    Column("tt", "TT", lambda _: "", width=40, muted=True, sortable=False, numbered=True),
    Column(
        "name",
        "Họ và tên",
        lambda state: state.line.name,
        sort=lambda state: state.line.sort_key,
        width=150,
    ),
    Column(
        "state",
        "Tình trạng",
        lambda state: SUPPLEMENT_STATE[state.state],
        sort=lambda state: _ORDER[state.state],
        width=106,
        tone=lambda state: _TONES[state.state],
    ),
    Column(
        "changed",
        "Thay đổi",
        changed_text,
        sort=lambda state: state.changed if state.compared else -1,
        width=78,
        tip=lambda state: (
            "" if state.compared else "Chưa có phiếu năm trước được xác nhận để so sánh"
        ),
    ),
    Column("unit", "Chi bộ", lambda state: state.line.unit, width=126),
    Column(
        "day",
        "Ngày",
        lambda state: show_date(state.confirmed or state.handed_in),
        sort=lambda state: state.confirmed or state.handed_in,
        width=88,
    ),
)


def changed_as_seen(state: SupplementState) -> str:
    """Return how many items have something new, as far as the account sees them."""
    if not state.compared:
        return "lần đầu"
    return f"≥ {show_number(state.changed)} mục" if state.changed else "chưa rõ"


def _columns(*, sealed: bool) -> tuple[Column[SupplementState], ...]:
    if sealed:
        return COLUMNS
    return tuple(
        replace(column, text=changed_as_seen, tip=lambda _: SEALED_CHANGES)
        if column.key == "changed"
        else column
        for column in COLUMNS
    )


class SupplementsPage(LivePage):
    """Tree | who owes a phiếu | what it tells."""

    title = "Phiếu bổ sung"
    icon = "file-plus-2"
    subjects = frozenset({"person", "unit", "supplement"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the three panels; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._round: Sequence[SupplementState] = ()
        self._job: Job | None = None
        self._serial = 0
        """Number of the last reading asked for: an earlier one that comes late is not shown."""
        self._build()
        self._offer()
        self._connect()

    def refresh(self) -> None:
        """Read tree and round again."""
        super().refresh()
        self.tree.show_nodes(units.tree(self._desk, self._as_at()))
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the round of the chosen year and unit, off the thread of the screens."""
        if self._job is not None:
            self._job.cancel()
        desk, year, unit_id = self._desk, self.header.chosen_year(), self.tree.current_id()
        self._serial += 1
        serial = self._serial

        def work(progress: Progress) -> list[SupplementState]:
            progress(0, 0)
            return supplements.round_of(desk, year, unit_id, progress)

        def done(found: list[SupplementState]) -> None:
            if serial == self._serial:
                self._show_round(found)

        self._job = self._jobs.run(work, done=done, title="Đang đọc phiếu bổ sung…")

    def open_target(self, record: int) -> None:
        """Show the round of one chi bộ."""
        if record:
            self.tree.select(record)
            self.table.setFocus()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if why_not(self._desk.actor, Permission.PRINT) or not self._desk.actor.sealed:
            return ()
        return (Offer("In phiếu bổ sung hồ sơ đảng viên", self.print_papers, "printer"),)

    @Slot(str)
    def mark(self, act: str) -> None:
        """Mark those chosen as handed in, confirmed or not handed in."""
        reason = self._no_marks(act)
        if reason:
            self.notice.say(reason, "warn")
            return
        commit_open_edit()
        chosen = [state for state in self.table.selected_records() if state.state in _FOR[act]]
        ids = [state.line.id for state in chosen]
        if not ids or (act == "reopen" and not self._sure(chosen)):
            return
        try:
            work = self._work(act, ids)
        except Problem as problem:
            self.foot.day.set_problem(problem)
            self.notice.show_problem(problem)
            return
        self.foot.day.set_problem(None)

        def done(_result: None) -> None:
            self.notice.say(_DONE[act].format(show_number(len(ids))), "ok")

        self._jobs.run(work, done=done, failed=self.notice.show_problem, title="Đang ghi…")

    @Slot()
    def print_papers(self) -> None:
        """Print the phiếu of those chosen; of everybody shown where nobody is."""
        chosen = self.table.selected_records()
        self._print(chosen or self.table.rows.records())

    def _print(self, states: Sequence[SupplementState]) -> None:
        reason = self._no_prints()
        if reason:
            self.notice.say(reason, "warn")
            return
        if not states:
            self.notice.say("Danh sách đang xem không có ai để in phiếu.")
            return
        node = self.tree.current_node()
        named = states[0].line.name if len(states) == 1 else (node.unit.name if node else "")
        year = self.header.chosen_year()
        ids = tuple(state.line.id for state in states)
        job = PrintJob(form=FORM, person_ids=ids, year=year)
        print_job(
            self,
            self._desk,
            self._jobs,
            job,
            named=f"{named}, {year}",
            failed=self._on_print_failed,
        )

    def _work(self, act: str, ids: list[int]) -> Callable[[Progress], None]:
        desk, year = self._desk, self.header.chosen_year()
        if act == "reopen":
            return lambda _: supplements.reopen(desk, ids, year)
        on = self.foot.on()
        if act == "hand_in":
            return lambda _: supplements.hand_in(desk, ids, year, on)
        return lambda _: supplements.confirm(desk, ids, year, on)

    def _sure(self, chosen: Sequence[SupplementState]) -> bool:
        confirmed = sum(state.state == CONFIRMED for state in chosen)
        detail = (
            f"Có {show_number(confirmed)} phiếu đã xác nhận: bản dùng để so sánh năm sau bị bỏ."
            if confirmed
            else ""
        )
        return confirm(
            self,
            f"Đưa phiếu của {show_number(len(chosen))} người trở lại chưa nộp?",
            yes="Làm lại",
            detail=detail,
        )

    def _no_prints(self) -> str:
        """Why this account does not print phiếu; empty: it does."""
        reason = why_not(self._desk.actor, Permission.PRINT)
        return reason or ("" if self._desk.actor.sealed else f"{SEALED_PAPER} {ASK_HOLDER}")

    def _no_marks(self, act: str) -> str:
        """Why this account does not mark phiếu; empty: it does."""
        reason = why_not(self._desk.actor, Permission.EDIT)
        if reason or act != "confirm" or self._desk.actor.sealed:
            return reason
        return f"{SEALED_CONFIRM} {ASK_HOLDER}"

    def _offer(self) -> None:
        targets: tuple[tuple[QWidget | QAction, str], ...] = (
            (self.foot.hand_in, self._no_marks("hand_in")),
            (self.foot.confirm, self._no_marks("confirm")),
            (self.foot.more, self._no_marks("reopen")),
            (self.foot.reopen, self._no_marks("reopen")),
            (self.header.print, self._no_prints()),
            (self.header.print_chosen, self._no_prints()),
            (self.header.print_all, self._no_prints()),
            (self.detail.print, self._no_prints()),
        )
        for target, reason in targets:
            if reason:
                allowed.refuse(target, reason)

    def _as_at(self) -> str:
        year = self.header.chosen_year()
        return f"{year}-12-31" if year < self._desk.today().year else ""

    def _build(self) -> None:
        today = self._desk.today()
        self.tree = UnitTree(tip="Chọn chi bộ để xem phiếu của người ở đó")
        theme.panel(self.tree)
        self.header = Header(today)
        self.notice = Notice()
        self.table: Table[SupplementState] = Table(
            _columns(sealed=self._desk.actor.sealed),
            identity=lambda state: state.line.id,
            name="Phiếu bổ sung hồ sơ đảng viên",
            key="supplements",
        )
        self.stack = ListOrWords(self.table)
        self.empty = self.stack.empty
        self.foot = Actions(today)
        self.detail = DetailPanel(self._desk)
        self.panels = Panels(self.tree, self._middle(), self.detail)
        self.header.add_tree_button(self.panels.tree_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panels)
        begin_at(self, self.table)

    def _middle(self) -> QWidget:
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
        below.addWidget(self.foot)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(above)
        column.addLayout(below, 1)
        return middle

    def _connect(self) -> None:
        self.tree.chosen.connect(self.reload)
        self.tree.opened.connect(self._on_tree_opened)
        self.header.year_changed.connect(self.refresh)
        self.header.narrowed.connect(self._show_list)
        self.header.find_box.returnPressed.connect(self._on_tree_opened)
        self.header.print_chosen.triggered.connect(self._on_print_chosen)
        self.header.print_all.triggered.connect(self._on_print_all)
        self.table.current_changed.connect(self._on_current)
        self.table.selection_changed.connect(self._on_selection)
        self.table.opened.connect(self._on_opened)
        self.foot.wanted.connect(self.mark)
        self.detail.person_wanted.connect(self.person_wanted)
        self.detail.print_wanted.connect(self._on_print_one)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.print_papers),
            (QKeySequence(Qt.Key.Key_F3), self._on_find),
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show_round(self, found: list[SupplementState]) -> None:
        self._job = None
        self._round = found
        self.header.count(found)
        self._show_list()

    @Slot()
    def _show_list(self) -> None:
        shown = self.header.narrow(self._round)
        self.table.show_records(shown)
        self.stack.show_list(on=bool(shown))
        words = "Không có ai như vậy." if self._round else "Không có ai phải nộp phiếu ở đây."
        self.empty.setText(words)
        self._on_selection()

    @Slot()
    def _on_selection(self) -> None:
        chosen = self.table.selected_records()
        self.foot.say(chosen)
        self.header.say_prints(len(chosen), self.table.rows.rowCount())

    @Slot(object)
    def _on_current(self, state: SupplementState | None) -> None:
        self.detail.show_state(state, self.header.chosen_year())

    @Slot(object)
    def _on_opened(self, state: SupplementState) -> None:
        self.person_wanted.emit(state.line.id)

    @Slot()
    def _on_tree_opened(self) -> None:
        if self.table.current_record() is None:
            self.table.select_first()
        self.table.setFocus()

    @Slot()
    def _on_find(self) -> None:
        self.header.find_box.enter()

    @Slot()
    def _on_print_chosen(self) -> None:
        self._print(self.table.selected_records())

    @Slot()
    def _on_print_all(self) -> None:
        self._print(self.table.rows.records())

    @Slot(int)
    def _on_print_one(self, person_id: int) -> None:
        self._print([state for state in self._round if state.line.id == person_id])

    def _on_print_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.notice.show_problem(problem)
