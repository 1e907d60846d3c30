"""Chuyển giao tập thể: organisations merged, split, dissolved, renamed, handed over."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, CollectiveState
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import collective, collective_lists, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import ask_text, confirm
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.transfers.collective_base import PlanFrame
from tcxd_desktop.ui.transfers.collective_state import PREVIEW
from tcxd_desktop.wording import collective as words
from tcxd_desktop.wording.formats import show_number

T = TypeVar("T")


class CollectivePage(PlanFrame):
    """Drafts plans, carries them out, takes them back."""

    unsaved_name = "Đợt chuyển giao"
    subjects = frozenset({"collective", "unit", "person", "transfer"})

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__(desk, parent)
        self._jobs = jobs
        self._stale = False
        self._job: Job | None = None
        """Work that is under way; the page waits for it."""
        self._connect(changes)

    # --- what a workspace asks --------------------------------------------------------------------

    def open(self, plan_id: int = 0) -> None:
        """Read the list; show a plan, or what the page is for.

        Raises:
            NotFoundProblem, OutsideScopeProblem: there is no such plan, or not for this account.
        """
        self.head.notice.clear()
        self.refresh()
        if plan_id:
            self._show_plan(collective.read(self._desk, plan_id))
        elif not self._editing and self.done_plan is None:
            (self.list.table if self.list.table.rows.rowCount() else self.head.new).setFocus()

    def refresh(self) -> None:
        """Read the list again; what is being edited stays."""
        self._stale = False
        self.list.refresh()
        self.list.point_at(self._plan_id())

    def unsaved(self) -> bool:
        """Tell whether leaving would lose something."""
        if not self._editing:
            return False
        commit_open_edit()
        return self.state.dirty

    def may_leave(self) -> bool:
        """Ask about what is not saved; false to stay."""
        return self._job is None and super().may_leave()

    def discard(self) -> None:
        """Throw away what is typed and not saved."""
        if self.state.saved.id:
            self.state.show(self.state.saved)
            self._show_step()
        else:
            self._close()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed as a draft, now; returns what stood in the way."""
        if not self.unsaved():
            return None
        try:
            self._save()
        except Problem as problem:
            return problem
        return None

    @Slot()
    def save(self) -> bool:
        """Keep the plan as a draft; false where that was refused."""
        if not self._editing or not allowed.told(
            self.head.notice, self._desk, Permission.TRANSFERS
        ):
            return False
        commit_open_edit()
        try:
            self._save()
        except Problem as problem:
            self.head.notice.show_problem(problem)
            return False
        self.head.notice.say("Đã lưu dự thảo; chưa có gì thay đổi trong danh sách.", "ok")
        self._show_step()
        return True

    # --- deeds ------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Begin a new plan."""
        if not allowed.told(self.head.notice, self._desk, Permission.TRANSFERS):
            return
        if not self.may_leave():
            return
        issuer = settings.office_name(self._desk).name
        self._edit(CollectivePlan(CollectiveKind.MERGE, decision=Decision(issuer=issuer)))
        self.list.point_at(0)
        self.head.notice.clear()

    @Slot()
    def carry_out(self) -> None:
        """Ask once more, then write the whole plan."""
        if not self._editing or self._job is not None:
            return
        if not allowed.told(self.head.notice, self._desk, Permission.TRANSFERS):
            return
        commit_open_edit()
        self.steps.go(PREVIEW)
        found = self.state.preview()
        if found.faults:
            self.head.notice.say(
                f"Còn {show_number(len(found.faults))} vướng mắc phải xử lý trước.", "warn"
            )
            self.preview.take_focus()
            return
        plan = self.state.plan
        people = len(self.state.people) if plan.kind is CollectiveKind.HAND_OVER else (
            len(plan.moves) + len(plan.newcomers)
        )  # fmt: skip
        if not confirm(
            self,
            f"{words.title(plan)}: ghi biến động của {show_number(people)} đảng viên và thay đổi "
            "tổ chức?",
            yes="Thực hiện",
            detail="Ghi một lần cho cả đợt; hoàn tác được khi chưa có việc ghi sau dựa vào đợt.",
        ):
            return
        desk = self._desk

        def work(progress: Progress) -> int:
            return collective.carry_out(desk, plan, progress)

        def done(plan_id: int) -> None:
            self._show_plan(collective.read(desk, plan_id))
            self.refresh()
            self.head.notice.say(f"Đã thực hiện: {words.title(plan)}.", "ok")

        self._run(work, done, "Đang thực hiện chuyển giao…")

    @Slot()
    def undo(self) -> None:
        """Take the plan shown back, with a reason; or say what is in the way."""
        plan = self.done_plan
        if plan is None or plan.state is not CollectiveState.DONE:
            return
        if not allowed.told(self.head.notice, self._desk, Permission.TRANSFERS):
            return
        found = collective.obstacles(self._desk, plan.id)
        if found:
            self.head.notice.say("Chưa hoàn tác được:\n" + "\n".join(found), "warn")
            return
        reason = ask_text(
            self, "Hoàn tác đợt chuyển giao", "Lý do hoàn tác (theo văn bản nào)", lines=2,
            main="Hoàn tác",
        )  # fmt: skip
        if reason is None:
            return
        desk, plan_id = self._desk, plan.id

        def work(progress: Progress) -> None:
            collective.undo(desk, plan_id, reason, progress)

        def done(_: None) -> None:
            self._show_plan(collective.read(desk, plan_id))
            self.refresh()
            self.head.notice.say("Đã hoàn tác: mọi thứ trở lại như trước đợt.", "ok")

        self._run(work, done, "Đang hoàn tác…")

    @Slot()
    def drop(self) -> None:
        """Throw the draft away, after asking."""
        if not self._editing or not confirm(
            self, "Bỏ dự thảo này? Danh sách và tổ chức không thay đổi.", yes="Bỏ dự thảo"
        ):
            return
        if self.state.saved.id:
            try:
                collective.drop_draft(self._desk, self.state.saved.id)
            except Problem as problem:
                self.head.notice.show_problem(problem)
                return
        self._close()
        self.refresh()
        self.head.notice.say("Đã bỏ dự thảo.", "ok")

    @Slot(str)
    def read_file(self, path: str) -> None:
        """Read the member list of the office that hands over into the plan."""
        desk, plan = self._desk, self.state.plan
        file = Path(path)

        def work(_: Progress) -> CollectivePlan:
            return collective_lists.read_list(desk, plan, file.read_bytes(), file.name)

        def done(found: CollectivePlan) -> None:
            self.state.plan = found
            self._show_step()
            people = len(found.moves) + len(found.newcomers)
            self.head.notice.say(f"Đã đọc {show_number(people)} người, chưa ghi.", "plain")

        self._run(work, done, "Đang đọc danh sách…")

    @Slot(str)
    def print_paper(self, form: str) -> None:
        """Ask for a paper of the plan; what is typed has to be saved first."""
        if self.unsaved() or not self._plan_id():
            self.head.notice.say("Hãy lưu dự thảo (Ctrl+S) rồi in.", "warn")
            return
        self.print_wanted.emit(TransferJob(form=form, collective_id=self._plan_id()))

    # --- Qt ---------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what was written while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, carry out with Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.carry_out()
        else:
            super().keyPressEvent(event)

    def _connect(self, changes: Changes) -> None:
        self.head.back.connect(self.leave)
        self.head.new.clicked.connect(self.begin)
        self.head.undo.clicked.connect(self.undo)
        self.head.drop.clicked.connect(self.drop)
        self.head.paper_wanted.connect(self.print_paper)
        self.foot.save.clicked.connect(self.save)
        self.foot.before.clicked.connect(self._go_back)
        self.foot.after.clicked.connect(self._go_on)
        self.foot.carry_out.clicked.connect(self.carry_out)
        self.list.chosen.connect(self._on_chosen)
        self.people.file_chosen.connect(self.read_file)
        self.done.person_wanted.connect(self.person_wanted)
        self.done.unit_wanted.connect(self.unit_wanted)
        changes.written.connect(self._on_written)
        self._jobs.over.connect(self._on_over)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(QKeySequence.StandardKey.New), self.begin),
            (QKeySequence(QKeySequence.StandardKey.Print), self.head.open_papers),
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence("Ctrl+PgUp"), self._go_back),
            (QKeySequence("Ctrl+PgDown"), self._go_on),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _save(self) -> None:
        kept = collective.save_draft(self._desk, self.state.plan)
        self.state.plan = self.state.saved = kept
        self.refresh()

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], None], title: str) -> None:
        """Do work off the thread of the screens; the page waits, also when it is stopped."""
        self.setEnabled(False)
        failed = self.head.notice.show_problem
        self._job = self._jobs.run(work, done=done, failed=failed, title=title)

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.setEnabled(True)
            if job.stopped.is_set():
                self.head.notice.say("Đã dừng: chưa có gì được ghi.", "warn")

    @Slot(int)
    def _on_chosen(self, plan_id: int) -> None:
        if plan_id == self._plan_id():
            if self.done_plan is not None:
                self.done.take_focus()
            return
        if not self.may_leave():
            self.list.point_at(self._plan_id())
            return
        self.head.notice.clear()
        try:
            self._show_plan(collective.read(self._desk, plan_id))
        except Problem as problem:
            self.head.notice.show_problem(problem)

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if not subjects & self.subjects:
            return
        self._stale = True
        if self.isVisible() and self._job is None:
            self.refresh()
