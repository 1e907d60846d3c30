"""The page of one case: its next step, its letter, what was done, clocks, papers, checklist."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import Blocked, Check, StepEvent
from tcxd_desktop.office import transfer_packs, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers import case_words
from tcxd_desktop.ui.transfers.board_rows import state_tone
from tcxd_desktop.ui.transfers.case_deeds import CaseDeeds
from tcxd_desktop.ui.transfers.case_frame import CHECKS, COURSE, PAPERS, TERMS, TITLES, CaseFrame
from tcxd_desktop.ui.transfers.case_reading import Opened, opened
from tcxd_desktop.ui.transfers.checklist_panel import counted
from tcxd_desktop.ui.transfers.focus import held
from tcxd_desktop.ui.transfers.papers_panel import OTHERS, SET
from tcxd_desktop.wording.transfers import STATE

_CONFLICT = "Ca này vừa được ghi ở chỗ khác; trang đã nạp lại, hãy xem rồi làm tiếp."


class CasePage(CaseFrame):
    """Shows one case; each next step opens a short dialog."""

    subjects = frozenset({"transfer", "person", "unit", "rule", "letter"})
    edit_wanted = Signal(int)
    """Mend the data of the case."""
    print_wanted = Signal(object)
    """TransferJob to preview, or to choose papers for."""
    person_wanted = Signal(int)
    said = Signal(str)
    """A short calm word for the foot of the window."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page without a case."""
        super().__init__(desk, changes, parent)
        self._jobs = jobs
        self._opened: Opened | None = None
        self.deeds = CaseDeeds(self, desk, jobs, self.notice)
        self._connect()

    @property
    def case_id(self) -> int:
        """The case shown, 0 for none."""
        return self._opened.case.id if self._opened is not None else 0

    @property
    def opened_case(self) -> Opened | None:
        """Everything that is shown."""
        return self._opened

    def open(self, transfer_id: int) -> None:
        """Show a case.

        Raises:
            NotFoundProblem, OutsideScopeProblem.
        """
        other = transfer_id != self.case_id
        self._show(opened(self._desk, transfer_id))
        if other:
            self.notice.clear()
            self.turn_to(COURSE)
        if self.isVisible():
            self.take_keyboard()

    # --- acting -----------------------------------------------------------------------------------

    @Slot(object)
    def take(self, move: Move) -> None:
        """Take a next step, by its dialog."""
        found = self._opened
        if found is None or not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        self.notice.clear()
        try:
            if move.event is StepEvent.BACK:
                done = self.deeds.back(found.case)
            else:
                done = self.deeds.step(found.case, move)
        except Problem as problem:
            self._on_refused(problem)
            return
        if done:
            self.reload()
            self.said.emit(f"Đã ghi {self._desk.clock():%H:%M}")

    def take_event(self, event: StepEvent, box: int = 0) -> None:
        """Take a step by its name, if it may follow now."""
        found = self._opened
        moves = found.moves if found is not None else ()
        move = next((one for one in moves if one.event is event and one.box == box), None)
        if move is not None:
            self.take(move)

    @Slot(int)
    def on_box(self, number: int) -> None:
        """Write the box where it is its turn; else say how it stands."""
        found = self._opened
        if found is None:
            return
        move = next((m for m in found.moves if m.event is StepEvent.SIGN and m.box == number), None)
        if move is not None:
            self.take(move)
            return
        step = found.case.signed().get(number)
        if step is not None and self.papers.buttons["blank"].isVisibleTo(self.papers):
            self.deeds.overprint(found.case, (number,))
        else:
            self.notice.say(self.picture.told(number)[:1].upper() + self.picture.told(number)[1:])

    @Slot()
    def take_back(self) -> None:
        """Take the last step back."""
        self.take_event(StepEvent.BACK)

    @Slot(object)
    def let_pass(self, block: Blocked) -> None:
        """Let the head go on in spite of a block, with a reason."""
        found = self._opened
        if found is None or not told(self.notice, self._desk, Permission.OVERRIDE):
            return
        try:
            if self.deeds.let_pass(found.case, block):
                self.reload()
        except Problem as problem:
            self._on_refused(problem)

    @Slot(object)
    def keep_checks(self, checks: tuple[Check, ...]) -> None:
        """Write the receiving checklist."""
        found = self._opened
        if found is None or not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        try:
            transfers.set_checks(self._desk, found.case.id, checks, found.case.version)
        except Problem as problem:
            self._on_refused(problem)
            return
        self.reload()

    @Slot(str)
    def print_some(self, key: str) -> None:
        """Do what a button of the papers says."""
        found = self._opened
        if found is None:
            return
        self.notice.clear()
        try:
            self.deeds.papers(found, key)
        except Problem as problem:
            self.notice.show_problem(problem)

    @Slot()
    def edit(self) -> None:
        """Mend the data of the case."""
        if self.case_id and told(self.notice, self._desk, Permission.TRANSFERS):
            self.edit_wanted.emit(self.case_id)

    # --- showing ----------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the case again; the place in it is kept."""
        super().reload()
        if not self.case_id:
            return
        try:
            self._show(opened(self._desk, self.case_id))
        except NotFoundProblem as problem:
            self._opened = None
            self.notice.show_problem(problem)

    def _show(self, found: Opened) -> None:
        before = held(self.aside)
        self._opened = found
        self.deeds.show(found)
        case = found.case
        today = self._desk.today()
        self.head.title.say(case_words.title(case))
        self.head.show_badge(STATE[case.state], state_tone(case.state))
        self.moves.show_moves(case, case_words.offered(case, found.moves))
        self._show_letter(found)
        self.timeline.show_rows(case_words.timeline(case, self._desk.clock().tzinfo))
        self._show_checks(found)
        self._show_papers(found)
        self.info.show_case(case, today)
        self.aside.show_case(found, today)
        late = sum(line.tone == "bad" for line in self.aside.lines)
        self.set_mark(TERMS, f"{late} quá hạn" if late else "")
        if before and not self._held():
            self.take_keyboard()  # what had it, a *Cho qua*, is gone with what it was about

    def _go_to_nth(self, place: int) -> None:
        """Show a tab by key: its work begins at once, and what was hidden keeps no keyboard."""
        self.turn_to_nth(place)
        if self.tabs.currentIndex() == CHECKS:
            self.checks.focus_first()
        elif not self._held():
            self.take_keyboard()

    def _held(self) -> bool:
        """Tell whether the keyboard is on something of the page that is shown."""
        there = held(self)
        return there is not None and there.isVisibleTo(self)

    def _show_letter(self, found: Opened) -> None:
        self.letter.setText(case_words.letter_line(found.case))
        self.picture.setVisible(found.layout is not None)
        if found.layout is not None:
            self.picture.set_letter(found.layout)
            self.picture.set_plan(found.marks)
        self.share_height()

    def _show_checks(self, found: Opened) -> None:
        self.show_tab(CHECKS, on=bool(found.checks))
        may = any(move.event is StepEvent.STOP for move in found.moves)
        frozen = case_words.finished(found.case) or not self._desk.actor.may(Permission.TRANSFERS)
        self.checks.show_checks(found.checks, frozen=frozen, may_stop=may)
        done, whole = counted(found.checks)
        self.set_mark(CHECKS, f"{done}/{whole}" if whole else "")

    def _show_papers(self, found: Opened) -> None:
        parts = transfer_packs.pack_parts(self._desk, found.case.id)
        case = found.case
        self.papers.show_parts(
            parts,
            letter=found.layout is not None,
            answers=self.deeds.answers(case),
            carries=self.deeds.carries(case),
        )
        lacking = sum(bool(part.why_missing) for part in parts)
        self.set_mark(PAPERS, f"thiếu {lacking}" if lacking else "")
        self.set_button.setVisible(bool(parts))

    def take_keyboard(self) -> None:
        """Put the keyboard at the next step."""
        if self._opened is None:
            return
        buttons = list(self.moves.buttons.values())
        target = buttons[0] if buttons else self.timeline
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, problem: Problem) -> None:
        if isinstance(problem, ConflictProblem):
            self.reload()
            self.notice.say(_CONFLICT, "warn")
        else:
            self.notice.show_problem(problem)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.set_button.clicked.connect(partial(self.print_some, SET))
        self.moves.wanted.connect(self.take)
        self.picture.box_chosen.connect(self.on_box)
        self.checks.changed.connect(self.keep_checks)
        self.checks.stop_wanted.connect(partial(self.take_event, StepEvent.STOP))
        self.checks.print_wanted.connect(self.deeds.print_checks)
        self.papers.wanted.connect(self.print_some)
        self.papers.part_wanted.connect(self.deeds.print_part)
        self.info.edit_wanted.connect(self.edit)
        self.aside.person_wanted.connect(self.person_wanted)
        self.aside.override_wanted.connect(self.let_pass)
        self.deeds.print_wanted.connect(self.print_wanted)
        self.add_keys(
            ("F2", self.edit),
            ("Ctrl+Return", self.moves.press_first),
            ("Ctrl+Enter", self.moves.press_first),
            ("Ctrl+Z", self.take_back),
            ("Ctrl+P", partial(self.print_some, OTHERS)),
            ("Ctrl+Shift+P", partial(self.print_some, SET)),
            *((f"Ctrl+{n + 1}", partial(self._go_to_nth, n)) for n in range(len(TITLES))),
        )
