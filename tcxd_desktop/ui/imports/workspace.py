"""The place of *Nhập Excel* in the window: files and imports, the wizard in front of them."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.record_text import NotThisRecordError, load
from tcxd_desktop.office import import_drafts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.imports.drafts import KEY, ImportDraft
from tcxd_desktop.ui.imports.page import ImportsPage
from tcxd_desktop.ui.imports.state import RESULT
from tcxd_desktop.ui.imports.undoing import Undoing
from tcxd_desktop.ui.imports.wizard import Wizard

WIZARD = "wizard"
_UNDONE = "Đã hoàn tác: mọi hồ sơ trở lại như trước lần nhập."


class ImportsWorkspace(LayeredPage):
    """Shows the page of files and imports; the wizard lies over it while a file is in hand."""

    title = "Nhập Excel"
    icon = "upload"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the first page; the wizard is built with the first file."""
        self.files = ImportsPage(desk, jobs, changes)
        super().__init__(self.files)
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self.undoing = Undoing(desk, jobs, self)
        self.files.file_chosen.connect(self.read_file)
        self.files.resume_wanted.connect(self.resume)
        self.files.undo_wanted.connect(self.undoing.begin)
        self.undoing.undone.connect(self._on_undone)
        self.undoing.failed.connect(self._on_not_undone)
        self.undoing.person_wanted.connect(self.person_wanted)
        self.files.draft_bar.used.connect(self._on_draft_used)
        self.files.draft_bar.dropped.connect(self._on_draft_dropped)
        self._draft: ImportDraft | None = None
        self._asked = False

    @property
    def wizard(self) -> Wizard:
        """The wizard, which holds no file to begin with."""
        found: Wizard = self.over(WIZARD)
        return found

    def make(self, key: str) -> Layer:
        """Build the wizard."""
        made = Wizard(self._desk, self._jobs, self._changes)
        made.person_wanted.connect(self.person_wanted)
        made.page_wanted.connect(self.page_wanted)
        made.undo_wanted.connect(self.undoing.begin)
        made.choose_wanted.connect(self.files.choose)
        made.file_dropped.connect(self.files.take)
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the first page why a file could not be read."""
        self.files.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Offer to go on with what is not written yet."""
        self.files.show_resume(self.wizard.held())
        self.files.fill()
        self.files.list_folder()
        self.files.take_keyboard()

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a file in the wizard; decisions about another one are given up only when asked."""
        if self.unsaved() and not dialogs.confirm(
            self, f"Bỏ các lựa chọn đã làm cho {self.wizard.held()}?", yes="Bỏ, đọc tệp mới",
            detail="Chưa có gì của tệp ấy được ghi vào dữ liệu.",
        ):  # fmt: skip
            return
        self.show_over(WIZARD, lambda wizard: wizard.open_file(path))
        self.files.show_resume("")
        self.files.draft_bar.hide()

    @Slot()
    def resume(self) -> None:
        """Go on with the file in hand."""
        self.show_over(WIZARD, lambda _wizard: None)
        self.files.show_resume("")

    def showEvent(self, event: QShowEvent) -> None:
        """Offer a draft of before, the first time the page is seen."""
        super().showEvent(event)
        if not self._asked and self._desk.actor.may(Permission.IMPORT):
            self._asked = True
            self._offer_draft()

    def unsaved(self) -> bool:
        """Tell whether decisions about a file would be lost, also while it lies aside."""
        return WIZARD in self._over and self.wizard.unsaved()

    def save(self) -> bool:
        """Keep the decisions as a draft; what hinders is said in the wizard."""
        if not self.unsaved() or self.wizard.save():
            return True
        self.resume()
        return False

    def keep_draft(self) -> Problem | None:
        """Keep the decisions, also while the file lies aside; say what hindered."""
        return self.wizard.keep_draft() if WIZARD in self._over else None

    def discard(self) -> None:
        """Throw the decisions away."""
        if WIZARD in self._over:
            self.wizard.discard()
        self.files.show_resume("")

    def _offer_draft(self) -> None:
        kept = import_drafts.draft(self._desk, KEY)
        if kept is None:
            return
        try:
            self._draft = load(ImportDraft, kept.content)
        except NotThisRecordError:
            import_drafts.drop(self._desk, KEY)
            return
        self.files.draft_bar.offer(kept.at, f"nhập tệp {self._draft.name}")

    @Slot()
    def _on_draft_used(self) -> None:
        draft = self._draft
        if draft is not None:
            self.show_over(WIZARD, lambda wizard: wizard.open_draft(draft))

    @Slot()
    def _on_draft_dropped(self) -> None:
        self._draft = None
        import_drafts.drop(self._desk, KEY)

    @Slot(int)
    def _on_undone(self, run_id: int) -> None:
        if self.shown == WIZARD and self.wizard.step == RESULT:
            self.wizard.written.show_undone()
            self.wizard.notice.say(_UNDONE, "ok")
        else:
            self.files.notice.say(_UNDONE, "ok")

    @Slot(object)
    def _on_not_undone(self, problem: Problem) -> None:
        notice = self.wizard.notice if self.shown == WIZARD else self.files.notice
        notice.show_problem(problem)
