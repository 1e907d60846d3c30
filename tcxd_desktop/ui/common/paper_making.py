"""Making the chosen paper: the preview before the printer, a Word file, a workbook."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.paper_dialog import PaperDialog
from tcxd_desktop.ui.common.preview import preview

J = TypeVar("J")
J_contra = TypeVar("J_contra", contravariant=True)
_WORD_FILES = "Văn bản Word (*.docx)"


class Printing(Protocol[J_contra]):
    """What makes the papers of a feature, such as the module ``office.meeting_printing``."""

    WORD: str
    WORKBOOK: str

    def formats(self, form: str, /) -> tuple[str, ...]:
        """Return the ways a paper can be had."""

    def render(self, desk: Desk, job: J_contra, progress: Progress, /) -> bytes:
        """Return the PDF."""

    def word(self, desk: Desk, job: J_contra, /) -> bytes:
        """Return the Word file."""

    def workbook(self, desk: Desk, job: J_contra, /) -> bytes:
        """Return the workbook."""

    def note_printed(self, desk: Desk, job: J_contra, /, *, copies: int, purpose: str) -> None:
        """Write the line of a print."""


class PaperMaker(PaperDialog, Generic[J]):
    """Makes the chosen paper; it stays open, so that several can be had one by one."""

    name: ClassVar[str] = "In giấy tờ"
    wide: ClassVar[int] = 800

    def __init__(
        self, desk: Desk, jobs: Jobs, printing: Printing[J], parent: QWidget | None = None
    ) -> None:
        """Make an empty dialog; ``offer`` lays it out."""
        super().__init__(self.name, parent, width=self.wide)
        self._desk, self._jobs, self._printing = desk, jobs, printing
        self._running: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._running is not None

    def reject(self) -> None:
        """Leave, unless a paper is being made: the strip that shows it stops it."""
        if not self.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Leave and hear of no more work."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)

    # --- what differs -----------------------------------------------------------------------------

    def job(self) -> J:
        """Return what is asked for.

        Raises:
            Problem: something of it is missing or wrong.
        """
        raise NotImplementedError

    def stem(self, job: J) -> str:
        """Return the name proposed for a file, without its ending."""
        raise NotImplementedError

    # --- building ---------------------------------------------------------------------------------

    def offer(self, forms: Sequence[FormInfo]) -> None:
        """Lay the dialog out with these papers; none is chosen yet."""
        super().offer(forms)
        main = icons.put(self.add_buttons("Xem và in", cancel="Đóng"), "printer", "on_accent")
        main.setToolTip("Ctrl+Enter")
        if self.leave is not None:
            self.leave.setToolTip("Esc")
        self.word = icons.put(self.add_button("Lưu Word…", left=True), "download")
        self.excel = icons.put(self.add_button("Lưu Excel…", left=True), "download")
        self.word.setToolTip("Tệp Word sửa được, cùng nội dung với bản in (Ctrl+Shift+W)")
        self.excel.setToolTip("Bảng tính, cùng số liệu với bản in (Ctrl+Shift+E)")
        self.word.setShortcut("Ctrl+Shift+W")
        self.excel.setShortcut("Ctrl+Shift+E")
        self.word.clicked.connect(self._on_word)
        self.excel.clicked.connect(self._on_excel)
        self._jobs.over.connect(self._on_over)

    def show_form(self, info: FormInfo) -> None:
        """Offer the ways the paper can be had."""
        ways = self._printing.formats(info.code)
        self.word.setVisible(self._printing.WORD in ways)
        self.excel.setVisible(self._printing.WORKBOOK in ways)

    # --- making -----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        job = self._asked()
        if job is None:
            return
        # What the worker holds must not hold this dialog: it may be the last to let go.
        desk, printing = self._desk, self._printing

        def printed(copies: int, purpose: str) -> None:
            printing.note_printed(desk, job, copies=copies, purpose=purpose)

        self._running = preview(
            self, self._jobs, partial(printing.render, desk, job), title=self.form.title,
            file_name=f"{self.stem(job)}.pdf", form=self.form, printed=printed,
            failed=self._on_failed,
        )  # fmt: skip
        self._set_busy()

    @Slot()
    def _on_word(self) -> None:
        self._save(self._printing.WORD, _WORD_FILES, self._printing.word)

    @Slot()
    def _on_excel(self) -> None:
        self._save(self._printing.WORKBOOK, dialogs.XLSX, self._printing.workbook)

    def _asked(self) -> J | None:
        """Return the job, or say what is missing."""
        if self.busy:
            return None
        commit_open_edit()
        self._forget_told()
        self.notice.clear()
        try:
            self._desk.check(Permission.PRINT)
            return self.job()
        except Problem as problem:
            self.show_problem(problem)
            return None

    def _save(self, ending: str, kinds: str, make: Callable[[Desk, J], bytes]) -> None:
        job = self._asked()
        if job is None:
            return
        path = dialogs.save_file(self, "Lưu tệp", f"{self.stem(job)}.{ending}", kinds)
        if path is None:
            return
        desk, printing = self._desk, self._printing

        def write(_progress: Progress) -> str:
            write_file(path, make(desk, job))
            printing.note_printed(desk, job, copies=0, purpose=f"Ghi ra tệp {path.name}")
            return path.name

        self._running = self._jobs.run(
            write, done=self._on_saved, failed=self._on_failed, title="Đang ghi tệp…"
        )
        self._set_busy()

    def _on_saved(self, name: str) -> None:
        self.notice.say(f"Đã lưu {name}. Tệp này không được mã hóa.", "ok")

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.show_problem(problem)

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
            self._set_busy()

    def _set_busy(self) -> None:
        buttons: Sequence[QPushButton | None] = (self.main, self.leave, self.word, self.excel)
        for button in buttons:
            if button is not None:
                button.setEnabled(not self.busy)
