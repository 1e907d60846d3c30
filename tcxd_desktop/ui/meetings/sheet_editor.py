"""The editor of one score sheet: self-score and review side by side, every point explained."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain import meeting_papers
from tcxd_desktop.domain.errors import ConflictProblem, Problem
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.work_drafts import SheetDraft
from tcxd_desktop.office import scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_bar import UNDECIDED
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.draft_keeper import DraftKeeper
from tcxd_desktop.ui.meetings.sheet_drafts import draft_of, fits, key_of, use
from tcxd_desktop.ui.meetings.sheet_session import UNSAVED
from tcxd_desktop.ui.meetings.sheet_state import SheetWork
from tcxd_desktop.ui.meetings.sheet_steps import SheetSteps

_CONFLICT = (
    "Phiếu này vừa được ghi ở chỗ khác nên chưa lưu được. Nạp bản mới: điểm bạn đang ghi được giữ "
    "lại trên bản mới."
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class SheetEditor(SheetSteps):
    """Shows one sheet, takes the points of one scorer, saves, hands in, confirms, reopens."""

    unsaved_name = "Phiếu chấm"
    print_wanted = Signal(object)
    """A MeetingJob to preview."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the editor without a sheet."""
        super().__init__(desk, parent)
        self._stale = False
        self._offered: SheetDraft | None = None
        self.keeper = DraftKeeper(desk, jobs, self._unsaved, self)
        self._connect(changes)
        self._connect_keys()

    def _connect(self, changes: Changes) -> None:
        self.head.back_wanted.connect(self.leave)
        self.head.save_wanted.connect(self.save)
        self.print.clicked.connect(self._on_print)
        self.own.clicked.connect(partial(self._on_scorer, False))  # noqa: FBT003 - see there
        self.review.clicked.connect(partial(self._on_scorer, True))  # noqa: FBT003 - see there
        self.agree_all.clicked.connect(self._on_agree_all)
        self.aside.agree_wanted.connect(self._on_agree)
        self.aside.back_wanted.connect(self.toggle_aside)
        self.view.ended.connect(self._on_ended)
        self.inputs.ended.connect(self._on_inputs_ended)
        self.inputs.left.connect(self.leave)
        self.notice.acted.connect(self._on_fresh)
        self.draft_bar.used.connect(self._on_draft_used)
        self.draft_bar.dropped.connect(self._on_draft_dropped)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self.notice.show_problem)
        self.view.model_.edited.connect(self.keeper.start)
        self.view.typed.connect(self.keeper.start)
        self.inputs.changed.connect(self.keeper.start)
        self.aside.reason.changed.connect(self.keeper.start)
        changes.written.connect(self._on_written)

    def _connect_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+Shift+S", self.go_on_step),
            ("Ctrl+1", self.own.click),
            ("Ctrl+2", self.review.click),
            ("Ctrl+=", self._on_agree_all),
            ("F8", self.go_to_missing),
            ("F1", self.toggle_aside),
        )
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what is open -----------------------------------------------------------------------------

    def open(self, meeting_id: int, scorer: str) -> None:
        """Show the sheet of a meeting for one scorer (``SELF`` or the official one).

        Raises:
            NotHeldYetProblem, NoTemplateProblem, NotFoundProblem, OutsideScopeProblem.
        """
        self._stale = False
        self.read(meeting_id, scorer)
        self.head.state.say("")
        self.view.scrollToTop()
        self.view.stand_first()
        self._offer_draft()
        if self.isVisible():
            self._take_keyboard()

    def show_work(self, work: SheetWork) -> None:
        """Show a sheet at work; drafts are kept as typed over it from now on."""
        super().show_work(work)
        self.keeper.watch(key_of(work), work.base.version)

    def discard(self) -> None:
        """Throw unsaved entries away."""
        if self.work is not None:
            self.keeper.drop()
            self.read(self.meeting_id, self.work.scorer)

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not saved."""
        self.commit()
        return self.dirty

    # --- drafts -----------------------------------------------------------------------------------

    def keep_draft(self) -> Problem | None:
        """Keep what is entered and not saved, now; returns what stood in the way, if anything."""
        return self.keeper.flush()

    def _unsaved(self, resting: bool) -> SheetDraft | None:  # noqa: FBT001 - a callback
        if self.work is None or self.frozen or self._offered is not None:
            return None
        if not resting:
            self.commit()
        elif self.work.reviewing:
            self.work.reason = str(self.aside.reason.value() or "")
        return draft_of(self.view.table, self.view.in_hand())

    def _offer_draft(self) -> None:
        found = None if self.frozen else self.keeper.find(SheetDraft)
        if found is not None and (self.work is None or not fits(self.work, found[0])):
            found = None
        self._offered = found[0] if found is not None else None
        self.allow(on=found is None)
        if found is not None:
            self.draft_bar.offer(found[1])
        else:
            self.draft_bar.hide()
            self.refresh()

    @Slot()
    def _on_draft_used(self) -> None:
        found = self.keeper.find(SheetDraft)  # it may have been scored since it was offered
        if self.work is not None and found is not None and fits(self.work, found[0]):
            self.view.show_table(use(self.view.table, found[0]))
            work = self.work
            self.inputs.show_inputs(work.template.inputs, work.facts, read_only=False)
            self.aside.reason.set_value(work.reason)
            self.refresh()
            self.head.state.say(UNSAVED)
            self.keeper.start()
        self._go_on()

    @Slot()
    def _on_draft_dropped(self) -> None:
        self.keeper.drop()
        self._go_on()

    def _go_on(self) -> None:
        self._offered = None
        self.tell_state()
        self.allow(on=True)
        self.refresh()
        self.view.stand_first()
        self._take_keyboard()

    @Slot()
    def _on_kept(self) -> None:
        if self.dirty:
            self.head.state.say(f"Đã lưu nháp {self._desk.clock():%H:%M}")

    # --- saving -----------------------------------------------------------------------------------

    @Slot()
    def save(self) -> bool:
        """Write what was entered; a problem is shown where it is, and nothing is written."""
        if self.work is None:
            return False
        barred = UNDECIDED if self._offered is not None else self.frozen
        if barred:
            self.notice.say(barred, "warn")
            return False
        self.commit()
        if self._wrong():
            return False
        if not self.work.dirty and self.work.base.version:
            self.head.state.say("Không có gì thay đổi")
            return True
        return self._write()

    def _write(self) -> bool:
        work = self.work
        if work is None:
            return False
        problem = self._put_down(work)
        if problem is not None:
            self.refused(problem)
            return False
        self.keeper.drop()
        self.read(work.base.meeting_id, work.scorer)
        self._stale = False
        self.show_aside(on=False)
        self.head.state.say(f"Đã lưu {self._desk.clock():%H:%M}")
        self.saved.emit(self.meeting_id)
        return True

    def _put_down(self, work: SheetWork) -> Problem | None:
        try:
            if work.reviewing:
                scoring.review(self._desk, work.to_save(), work.reason)
            else:
                scoring.save(self._desk, work.to_save(), work.scorer)
        except Problem as problem:
            return problem
        return None

    def _wrong(self) -> bool:
        """Stand on the first cell that cannot be read; tell whether there is one."""
        place = self.view.table.first_wrong()
        field = self.inputs.walk.wrong()
        if place is not None:
            self.view.stand(*place)
            self.view.setFocus()
        elif field is not None:
            field.setFocus()
        return place is not None or field is not None

    def refused(self, problem: Problem) -> None:
        """Say a problem where it belongs."""
        if isinstance(problem, ConflictProblem):
            self.notice.say(_CONFLICT, "bad", action="Nạp bản mới")
            return
        rows = self.view.table.rows
        row = next((n for n, line in enumerate(rows) if line.id == problem.field), -1)
        if problem.field == "reason":
            self.show_aside()
            self.aside.apart_frame.show()
            self.aside.reason.set_problem(problem)
            self.aside.reason.setFocus()
            QTimer.singleShot(0, self.aside, self.aside.show_reason)
            return
        self.notice.show_problem(problem)
        if row >= 0:
            self.view.stand(row, self.view.table.own)
            self.view.setFocus()

    @Slot()
    def _on_fresh(self) -> None:
        """Go on upon a newer saved sheet without losing what was entered."""
        if self.work is None:
            return
        self.commit()
        old = self.work
        self.notice.clear()
        self.read(old.base.meeting_id, old.scorer)
        fresh = self.work
        if fresh.base.template == old.base.template:
            self.show_work(fresh.carried_over(old))
            self.keeper.start()
            self.head.state.say(UNSAVED)

    # --- moving about -----------------------------------------------------------------------------

    def _on_scorer(self, review: bool) -> None:  # noqa: FBT001 - which of two buttons
        work = self.work
        if work is None:
            return
        if review is not work.reviewing and self.may_leave():
            self.open(self.meeting_id, work.other_scorer)
        else:
            self.own.setChecked(not work.reviewing)
            self.review.setChecked(work.reviewing)

    @Slot()
    def _on_agree(self) -> None:
        self.view.agree([self.view.currentIndex().row()])
        self.view.setFocus()

    @Slot()
    def _on_agree_all(self) -> None:
        if self.agree_all.isHidden():
            return
        count = self.view.agree(self.view.table.lacking())
        self.head.state.say(f"Đã nhận {count} mục như tự chấm. Ctrl+Z để trả lại.")
        self.view.setFocus()

    @Slot()
    def _on_ended(self) -> None:
        self.head.state.say("Hết phiếu. Ctrl+S để lưu.")

    @Slot()
    def _on_inputs_ended(self) -> None:
        self.view.setFocus()

    @Slot()
    def _on_print(self) -> None:
        if self.work is None or (self.dirty and not self.save()):
            return
        reviewing = self.work.reviewing
        form = meeting_papers.REVIEW_SHEET if reviewing else meeting_papers.SELF_SHEET
        self.print_wanted.emit(
            MeetingJob(form=form, meeting_ids=(self.meeting_id,), scorer=self.work.scorer)
        )

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & {"meeting", "period", "template"}:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        """Show what was written elsewhere, unless unsaved work would be lost: saving tells then."""
        if not self._stale or self.work is None or self.dirty:
            return
        self._stale = False
        try:
            self.read(self.meeting_id, self.work.scorer)
        except Problem as problem:
            self.notice.show_problem(problem)

    def _take_keyboard(self) -> None:
        if self._offered is not None:
            self.draft_bar.use.setFocus()
            return
        if not self.inputs.isHidden() and self.inputs.walk.first():
            return
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Ctrl+Enter and Shift+Enter save."""
        if event.key() == Qt.Key.Key_Escape and self.aside_alone:
            self.toggle_aside()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and event.modifiers() & _SAVE_KEYS:
            self.save()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard in the sheet as soon as it is seen, and be up to date."""
        super().showEvent(event)
        self._catch_up()
        if not event.spontaneous() and self.work is not None:
            self._take_keyboard()
