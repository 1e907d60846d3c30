"""The editor of one meeting: keyed from its sheet of paper, few keys each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain import meeting_papers
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.work_drafts import MeetingDraft
from tcxd_desktop.office import meeting_opening, meetings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_opening import OpenedMeeting
from tcxd_desktop.ui.common.allowed import refuse
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_bar import UNDECIDED
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.draft_keeper import DraftKeeper
from tcxd_desktop.ui.meetings.meeting_deeds import MeetingDeeds
from tcxd_desktop.ui.meetings.meeting_drafts import draft_of, key_of, use
from tcxd_desktop.ui.meetings.meeting_frame import FACTS
from tcxd_desktop.ui.meetings.meeting_session import UNSAVED, MeetingSession
from tcxd_desktop.ui.meetings.meeting_state import Work
from tcxd_desktop.wording.access import why_not

_PAPERS = (
    ("Biên bản họp chi bộ", meeting_papers.MINUTES),
    ("Danh sách đảng viên dự sinh hoạt", meeting_papers.ROLL),
    ("Nghị quyết chi bộ tháng", meeting_papers.RESOLUTION),
    ("Phiếu tự chấm điểm", meeting_papers.SELF_SHEET),
)
_CONFLICT = (
    "Buổi họp này vừa được sửa ở chỗ khác nên chưa lưu được. Nạp bản mới: những gì bạn đang gõ "
    "được giữ lại trên bản mới."
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MeetingEditor(MeetingSession):
    """Shows one meeting, takes what is typed, saves it as held."""

    unsaved_name = "Buổi họp"
    sheet_wanted = Signal(int, str)
    """Open the score sheet: number of the meeting, scorer."""
    print_wanted = Signal(object)
    """A MeetingJob to preview."""
    saved = Signal(int)
    """The meeting was written; with its number."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the editor without a meeting."""
        super().__init__(desk.today(), why_not(desk.actor, Permission.MEETINGS), parent)
        self._desk, self._jobs = desk, jobs
        self._stale = False
        self._offered: MeetingDraft | None = None
        self._deeds = MeetingDeeds(desk, self)
        self.keeper = DraftKeeper(desk, jobs, self._unsaved, self)
        if self.may_not:
            for target in (self.head.save, self.not_held, self.drop):
                refuse(target, self.may_not)
        self._connect(changes)
        self._connect_keys()

    def _connect(self, changes: Changes) -> None:
        self.head.back_wanted.connect(self.leave)
        self.head.save_wanted.connect(self.save)
        self.tabs.currentChanged.connect(self.show_section)
        self.score.sheet_wanted.connect(self._on_sheet)
        self._deeds.reopened.connect(self._on_reopened)
        self._deeds.gone.connect(self._on_gone)
        self.draft_bar.used.connect(self._on_draft_used)
        self.draft_bar.dropped.connect(self._on_draft_dropped)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self.notice.show_problem)
        for section in self.sections:
            section.typed.connect(self.keeper.start)
            section.taken.connect(self.keeper.start)
            for grid in section.grids():
                grid.typed.connect(self.keeper.start)
            section.ended.connect(self.next_section)
            section.begun.connect(self._on_begun)
            section.left.connect(self.leave)
        for title, form in _PAPERS:
            self.print_menu.addAction(title, partial(self.print_paper, form))
        changes.written.connect(self._on_written)

    def _connect_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+S", self.save),
            ("F9", self.roll.all_present),
            ("Ctrl+Tab", self.next_section),
            ("Ctrl+Shift+Tab", self.previous_section),
        ]
        keys += [
            (f"Ctrl+{number + 1}", partial(self.show_section, number))
            for number in range(len(self.sections))
        ]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what is open -----------------------------------------------------------------------------

    def open(self, meeting_id: int) -> None:
        """Show a stored meeting.

        Raises:
            NotFoundProblem, OutsideScopeProblem.
        """
        self._start(meeting_opening.opened(self._desk, meeting_id))

    def open_new(self, unit_id: int, period: str, kind: MeetingKind = MeetingKind.REGULAR) -> None:
        """Show a meeting about to be recorded that was not planned.

        Raises:
            NotACellProblem, OutsideScopeProblem, BadPeriodProblem.
        """
        self._start(meeting_opening.proposed(self._desk, unit_id, period, kind))

    def discard(self) -> None:
        """Throw unsaved work away."""
        if self.opened is not None:
            self.keeper.drop()
            self.show_opened(self.opened)

    def show_opened(self, opened: OpenedMeeting) -> None:
        """Show a meeting as it is stored; drafts are kept as typed over it from now on."""
        super().show_opened(opened)
        self.keeper.watch(key_of(opened.meeting), opened.meeting.version)

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not saved."""
        self.commit()
        return self.dirty

    def _start(self, opened: OpenedMeeting) -> None:
        self.notice.clear()
        self._stale = False
        self.show_opened(opened)
        self.head.state.say("")
        self.turn_to(FACTS)
        self._offer_draft()
        if self.isVisible():
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        if self._offered is not None:
            self.draft_bar.use.setFocus()
        else:
            self.show_section(self.number)

    # --- drafts -----------------------------------------------------------------------------------

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, now; returns what stood in the way, if anything."""
        return self.keeper.flush()

    def _unsaved(self, resting: bool) -> MeetingDraft | None:  # noqa: FBT001 - a callback
        if self.work is None or self.frozen or self._offered is not None:
            return None
        if not resting:
            self.commit()
            return draft_of(self.work.base, self.work.current)
        self.minutes.collect()  # running text; other boxes are read when they are left
        current = self.sections[self.number].in_hand(self.work.current)
        return draft_of(self.work.base, current)

    def _offer_draft(self) -> None:
        found = None if self.frozen else self.keeper.find(MeetingDraft)
        self._offered = found[0] if found is not None else None
        self.stack.setEnabled(found is None)
        if found is not None:
            self.draft_bar.offer(found[1])
        else:
            self.draft_bar.hide()

    @Slot()
    def _on_draft_used(self) -> None:
        found = self.keeper.find(MeetingDraft)  # it may have been recorded since it was offered
        if self.work is not None and found is not None:
            use(self.work, found[0])
            self.reload()
            if not self.work.recorded:
                self.facts.day_changed.emit()  # who belongs to the chi bộ may have changed since
            self.head.state.say(UNSAVED)
            self.keeper.start()
        self._go_on()

    @Slot()
    def _on_draft_dropped(self) -> None:
        self.keeper.drop()
        self._go_on()

    def _go_on(self) -> None:
        self._offered = None
        self.notice.clear()
        self.tell_state()
        self.stack.setEnabled(True)
        self._take_keyboard()

    @Slot()
    def _on_kept(self) -> None:
        if self.dirty:
            self.head.state.say(f"Đã lưu nháp {self._desk.clock():%H:%M}")

    # --- sections ---------------------------------------------------------------------------------

    @Slot(int)
    def show_section(self, number: int) -> None:
        """Show a section and put the keyboard into its first box."""
        if number != self.number:
            self.sections[self.number].commit()
            self.refresh()
        section = self.turn_to(number)
        if not self.tabs.hasFocus():
            section.go_to("held_on" if number == FACTS else "")

    @Slot()
    def next_section(self) -> None:
        """Go to the section after."""
        self.show_section((self.number + 1) % len(self.sections))

    @Slot()
    def previous_section(self) -> None:
        """Go to the section before, to its end."""
        number = (self.number - 1) % len(self.sections)
        self.show_section(number)
        self.sections[number].go_to_last()

    @Slot()
    def _on_begun(self) -> None:
        """Go back past the first box: to the section before, or out of the sheet."""
        if self.number == 0:
            self.tabs.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            self.previous_section()

    # --- saving -----------------------------------------------------------------------------------

    @Slot()
    def save(self) -> bool:
        """Write the meeting as held; a problem is shown beside its box, and nothing is written."""
        if self.work is None:
            return False
        barred = UNDECIDED if self._offered is not None else self.frozen
        if barred:
            self.notice.say(barred, "warn")
            return False
        self.commit()
        wrong = self.first_wrong()
        if wrong is not None:
            self.show_beside(*wrong)
            return False
        if self.work.recorded and not self.work.dirty:
            self.head.state.say("Không có gì thay đổi")
            return True
        try:
            written = meetings.save(self._desk, *self.work.to_save())
        except Problem as problem:
            self._on_refused(problem)
            return False
        self.notice.clear()
        self.keeper.drop()
        self.show_opened(meeting_opening.opened(self._desk, written.id))
        self._stale = False
        self.head.state.say(f"Đã lưu {self._desk.clock():%H:%M}")
        if self.score.isVisible():
            self.score.go_to()  # only now there is something to press
        self.saved.emit(written.id)
        return True

    def print_paper(self, form: str) -> None:
        """Save what is unsaved, then ask for the preview of a paper of this meeting."""
        if self.meeting_id and (not self.dirty or self.save()):
            self.print_wanted.emit(MeetingJob(form=form, meeting_ids=(self.meeting_id,)))

    def _on_refused(self, problem: Problem) -> None:
        if isinstance(problem, ConflictProblem):
            self.offer(_CONFLICT, "Nạp bản mới", self._take_fresh, tone="bad")
        else:
            self.show_beside(problem.field, problem)

    def _take_fresh(self) -> None:
        """Go on upon a newer saved state without losing what is typed."""
        if self.work is None:
            return
        self.commit()
        fresh = meeting_opening.opened(self._desk, self.meeting_id)
        both = self.work.rebase(Work(fresh.meeting, fresh.carried, fresh.given))
        self.opened = fresh
        self.reload()
        self.keeper.watch(key_of(fresh.meeting), fresh.meeting.version)
        self.keeper.start()
        self._stale = False
        if both:
            said = "Hai bên cùng sửa một số ô; đang giữ giá trị bạn gõ. Hãy xem lại rồi lưu."
            self.notice.say(said, "warn")

    # --- what others do ---------------------------------------------------------------------------

    @Slot(str)
    def _on_sheet(self, scorer: str) -> None:
        if self.meeting_id and (self.frozen or not self.dirty or self.save()):
            self.sheet_wanted.emit(self.meeting_id, scorer)

    @Slot(object)
    def _on_reopened(self, opened: OpenedMeeting) -> None:
        self.keeper.drop()
        self._start(opened)

    @Slot()
    def _on_gone(self) -> None:
        self.keeper.drop()
        self.opened = self.work = None
        self.left.emit()

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if "meeting" in subjects or "period" in subjects:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        """Show what was written elsewhere, unless unsaved work would be lost: saving tells then."""
        if not self._stale or not self.meeting_id or self.dirty:
            return
        self._stale = False
        try:
            self.show_opened(meeting_opening.opened(self._desk, self.meeting_id))
        except NotFoundProblem as problem:
            self.opened = self.work = None
            self.head.save.setEnabled(False)
            self.notice.show_problem(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Ctrl+Enter and Shift+Enter save."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and event.modifiers() & _SAVE_KEYS:
            self.save()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard in the first box as soon as it is seen, and be up to date."""
        super().showEvent(event)
        self._catch_up()
        if not event.spontaneous() and self.work is not None:
            self._take_keyboard()
