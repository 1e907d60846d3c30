"""The wizard: six steps from a file to what was written, back and forth without loss."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportResult
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import files, imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_keeper import DraftKeeper
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.imports.drafts import DRAFTS, KEY, ImportDraft, draft_of
from tcxd_desktop.ui.imports.state import (
    COLUMNS,
    FILE,
    PREVIEW,
    RESULT,
    SHEETS,
    VALUES,
    Looked,
    Opened,
    Source,
    old_letters,
    open_columns,
    open_values,
    recognised,
)
from tcxd_desktop.ui.imports.wizard_frame import WizardFrame
from tcxd_desktop.wording.problems import sentence

T = TypeVar("T")
_STOPPED = "Đã dừng: chưa có gì được ghi."
_CHANGED = (
    "Tệp đã thay đổi từ khi giữ bản nháp nên các lựa chọn cũ không còn đúng dòng. Tệp được đọc lại"
    " từ đầu."
)


class Wizard(FileDrop, WizardFrame):
    """Reads a file, has it looked at, writes it as a whole."""

    undo_wanted = Signal(int)
    """Take an import back; with its number."""
    page_wanted = Signal(str)
    file_dropped = Signal(object)
    """A Path to be read instead."""
    choose_wanted = Signal()
    """Let the user choose another file."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Start without a file."""
        super().__init__(desk, changes)
        self._jobs = jobs
        self._job: Job | None = None
        self._writing = False
        self.keeper = DraftKeeper(DRAFTS, desk, jobs, self._draft, self)
        self.keeper.watch(KEY)
        self.setAcceptDrops(True)
        self._connect()

    # --- what a workspace asks --------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Read a file and go to the first step that needs somebody.

        Raises:
            Problem: it cannot be read from the disk.
        """
        if self._job is not None:
            return
        source = Source.of(path, files.read_file(path))
        settings.change(open_folder=str(path.parent))
        if self.result is not None:
            self.forget()
        held = self.state.source
        if held is None or held.hash != source.hash:
            self.state.profile = ""
        self.read(source)

    def open_draft(self, draft: ImportDraft) -> None:
        """Read the file of a draft again, with what was decided then.

        Raises:
            Problem: it cannot be read from the disk.
        """
        path = Path(draft.path)
        source = Source.of(path, files.read_file(path))
        if source.hash != draft.hash:
            self.keeper.drop()
            self.open_file(path)
            self.notice.say(_CHANGED, "warn")
            return
        self.forget()
        self.state.profile = draft.profile
        work = self.state.opener(source, draft.charset, draft.separator)
        self._run(work, partial(self._on_restored, draft), "Đang đọc tệp…")

    def read(self, source: Source, charset: str = "", separator: str = "") -> None:
        """Read a file in the worker; what is known of another one goes once this one is read."""
        if self._job is not None or not told(self.notice, self._desk, Permission.IMPORT):
            return
        self.notice.clear()
        self._show_name(source.name)
        again = bool(charset or separator)
        work = self.state.opener(source, charset, separator)
        self._run(work, partial(self._on_opened, again=again), "Đang đọc tệp…",
                  failed=partial(self._on_not_read, source.name))  # fmt: skip

    def held(self) -> str:
        """Return the name of the file in hand, not written yet; empty for none."""
        source = self.state.source
        return source.name if source is not None and self.result is None else ""

    def unsaved(self) -> bool:
        """Tell whether decisions would be lost."""
        return self._writing or (bool(self.held()) and bool(self.state.picked))

    def may_leave(self) -> bool:
        """Leave: what was decided stays here until it is written or another file is read.

        What is being read is given up, what is being written is waited for.
        """
        if self._writing:
            return False
        if self._job is not None:
            self._job.cancel()
        return True

    def save(self) -> bool:
        """Keep the decisions as a draft: the file itself is written by its own button only."""
        problem = self.keep_draft()
        if problem is not None:
            self.notice.show_problem(problem)
        return problem is None

    def discard(self) -> None:
        """Throw the decisions away."""
        self.keeper.drop()
        self.forget()

    def keep_draft(self) -> Problem | None:
        """Keep what was decided, now; returns what stood in the way, if anything."""
        commit_open_edit()
        return self.keeper.flush()

    def _draft(self, _typing: bool) -> ImportDraft | None:  # noqa: FBT001 - asked by the keeper
        return draft_of(self.state) if self.held() else None

    # --- going ------------------------------------------------------------------------------------

    @Slot(int)
    def go(self, step: int) -> None:
        """Go to a step; from the values on, what each line would do has to be known."""
        if self._job is not None or self.state.source is None:
            return
        commit_open_edit()
        step = min(max(step, FILE), PREVIEW)
        if step < VALUES or not self.state.stale:
            self.show_step(step)
            return
        self._look(partial(self.show_step, step))

    @Slot()
    def go_on(self) -> None:
        """Go to the next step; at the last one, write."""
        commit_open_edit()
        if self.step == PREVIEW:
            self.write()
        elif self.step < PREVIEW and not self.hindrance():
            self.go(self.step + 1)

    @Slot()
    def go_before(self) -> None:
        """Go to the step before."""
        if FILE < self.step < RESULT:
            self.go(self.step - 1)

    @Slot()
    def look_again(self) -> None:
        """Work the preview out anew."""
        commit_open_edit()
        if self.step == PREVIEW and self.state.stale:
            self._look(partial(self.show_step, PREVIEW))

    @Slot()
    def write(self) -> None:
        """Write what is shown, all or nothing."""
        commit_open_edit()
        preview = self.state.preview
        if self._job is not None or preview is None or self.hindrance():
            return
        if not told(self.notice, self._desk, Permission.IMPORT):
            return
        desk, choices = self._desk, self.state.decisions.choices(self.state.profile)

        def work(progress: Progress) -> ImportResult:
            return imports.apply_members(
                desk, preview, choices, lambda: imports.backed_up(desk), progress
            )

        self.notice.clear()
        self._writing = True
        self._run(work, self._on_import_written, "Đang ghi vào dữ liệu…")

    # --- work off the screens' thread -------------------------------------------------------------

    def _run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        title: str,
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        self.set_busy(on=True)
        self._job = self._jobs.run(work, done=done, failed=failed or self._on_failed, title=title)

    def _look(self, then: Callable[[], None]) -> None:
        """Find out what each line would do, then go on."""
        self.notice.clear()

        def done(looked: Looked) -> None:
            self.state.look(looked)
            then()

        self._run(self.state.previewer(), done, "Đang so với dữ liệu đang có…")

    def _on_opened(self, opened: Opened, *, again: bool) -> None:
        self.state.open(opened)
        self._begin(FILE if again else self._first_open())

    def _on_restored(self, draft: ImportDraft, opened: Opened) -> None:
        heads = {sheet: (first, last) for sheet, first, last in draft.heads}
        self.state.restore(opened, draft.picked(), heads)
        self._begin(self._first_open())

    def _begin(self, step: int) -> None:
        self.result = None
        if step < VALUES:
            self.show_step(step)
            return
        self._look(self._after_first_look)

    def _first_open(self) -> int:
        """Return the first step that needs somebody before the lines can be looked at."""
        state = self.state
        if state.book.kind == "csv" and not state.book.charset.lower().startswith("utf"):
            return FILE
        if not recognised(state.maps):
            return SHEETS
        return COLUMNS if open_columns(state.maps) else VALUES

    def _after_first_look(self) -> None:
        """Go to the values where there is something to ask or old letters to look at."""
        state = self.state
        asks = bool(open_values(state) or state.decisions.open_units())
        self.show_step(VALUES if asks or old_letters(state) else PREVIEW)

    def _on_import_written(self, result: ImportResult) -> None:
        self.result = result
        self.keeper.drop()
        self.show_result(result)

    def _on_failed(self, problem: Problem) -> None:
        self._show_head()
        self.notice.show_problem(problem)

    def _on_not_read(self, name: str, problem: Problem) -> None:
        """Name the file that could not be read: another one may still be in hand."""
        self._show_head()
        self.notice.say(f"{name}: {sentence(problem)}", "bad")

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is not self._job:
            return
        self._free()
        if job.stopped.is_set():
            self._show_head()
            self.notice.say(_STOPPED, "warn")

    def _free(self) -> None:
        self._job = None
        self._writing = False
        self.set_busy(on=False)

    # --- Qt ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Ctrl+Enter; Enter in the last field goes to the button that goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on()
                return
            if self.step == VALUES and self.focusWidget() is self.values.last_question():
                self.foot.after.setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)

    def takes_file(self) -> bool:
        """Take none while something is read or written."""
        return self._job is None

    def take_file(self, path: Path) -> None:
        """Tell which file was dropped."""
        self.file_dropped.emit(path)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.steps.wanted.connect(self.go)
        self.foot.before.clicked.connect(self.go_before)
        self.foot.after.clicked.connect(self.go_on)
        self.foot.write.clicked.connect(self.write)
        self.foot.again.clicked.connect(self.choose_wanted)
        self.foot.close_button.clicked.connect(self.leave)
        self.file.reread.connect(self._on_reread)
        self.preview.again_wanted.connect(self.look_again)
        self.preview.person_wanted.connect(self.person_wanted)
        self.written.undo_wanted.connect(self._on_undo)
        self.written.people_wanted.connect(partial(self.page_wanted.emit, "people"))
        self._jobs.over.connect(self._on_over)
        self.keeper.failed.connect(self.notice.show_problem)
        for step in (self.sheets, self.columns, self.values, self.preview):
            step.changed.connect(self.keeper.start)
        self.add_keys(
            ("Ctrl+PgUp", self.go_before),
            ("Ctrl+PgDown", self.go_on_by_key),
            ("Ctrl+O", self.choose_wanted.emit),
            ("F5", self.look_again),
            ("F8", self.next_open),
            ("F3", self.enter_find),
            ("Ctrl+F", self.enter_find),
            ("Ctrl+S", self.keep_profile),
            ("Ctrl+Z", self._on_undo),
        )

    @Slot()
    def go_on_by_key(self) -> None:
        """Go to the next step, but never write."""
        if self.step < PREVIEW:
            self.go_on()

    @Slot()
    def next_open(self) -> None:
        """Go to the next line that hinders writing."""
        if self.step == PREVIEW and self._job is None:
            commit_open_edit()
            self.preview.next_open()

    @Slot(str, str)
    def _on_reread(self, charset: str, separator: str) -> None:
        if self.state.source is not None:
            self.read(self.state.source, charset, separator)

    @Slot()
    def _on_undo(self) -> None:
        if self.step == RESULT and self.result is not None and self.written.undo.isEnabled():
            self.undo_wanted.emit(self.result.run_id)
