"""Nhận phiếu: a scanned code, a picture of it or a small file; seen against our own data first."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_receiving import ReceivePreview
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office import files, packets, transfer_receiving
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.transfers import receive_words as words
from tcxd_desktop.ui.transfers.receive_frame import ReceiveFrame

FILES = "Tệp phiếu, ảnh mã QR (*.phieu *.png *.jpg *.jpeg)"
ELSEWHERE = {
    ".goi": ("packages", "gói hồ sơ", "Gói hồ sơ"),
    ".bien-nhan": ("packages", "biên nhận gói hồ sơ", "Gói hồ sơ"),
    ".the": ("cards", "thẻ cơ quan", "Thẻ cơ quan"),
}
"""Files that are taken in on another page: its key, what the file is, what the page is called."""


class ReceivePage(FileDrop, ReceiveFrame):
    """Reads a record, shows it beside what is known here, and takes it in."""

    opened = Signal(int)
    """A record was taken into this case."""
    case_wanted = Signal(int)
    person_wanted = Signal(int)
    tool_wanted = Signal(str)
    """Another page over the board: ``cards``, ``packages``."""
    subjects = frozenset({"card", "person", "transfer"})

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Wait for a code."""
        super().__init__(desk, jobs, changes, parent)
        self._running: Job | None = None
        self._name = self._other = ""
        self._data: bytes | str = b""
        """What the record shown was read from."""
        self.preview: ReceivePreview | None = None
        self.taken: Transfer | None = None
        """The case the last record went into."""
        self.setAcceptDrops(True)
        self._connect()

    def open(self) -> None:
        """Wait for a record; what was read before and not taken is thrown away."""
        super().open()
        self.forget()

    def forget(self) -> None:
        """Show nothing."""
        self.preview = None
        self.scan.forget()
        self.show_nothing()

    def reload(self) -> None:
        """Hold the record shown against what is known now: a card compared, a number mended."""
        super().reload()
        if self.preview is not None:
            self.read(self._data, self._name)

    # --- reading ----------------------------------------------------------------------------------

    @Slot(str)
    def read(self, data: bytes | str, name: str = "") -> None:
        """Read a record, off the screens' thread: a picture is parsed in a process of its own."""
        if running(self._running):
            self.scan.say("Đang đọc phiếu trước; xong rồi hãy đưa phiếu sau.")
            return
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        self.notice.clear()
        self.preview = None
        self.show_nothing()
        desk, self._name, self._data = self._desk, name, data

        def work(_progress: Progress) -> ReceivePreview:
            return transfer_receiving.preview(desk, packets.read_any(desk, data, name))

        self._running = self._jobs.run(
            work, done=self._on_read, failed=self._on_refused, title="Đang đọc phiếu…"
        )

    def read_file(self, path: Path) -> None:
        """Read a file or a picture; what belongs to another page is offered there."""
        other = ELSEWHERE.get(path.suffix.lower())
        if other is not None:
            key, what, page = other
            self.notice.say(f"{path.name} là {what}, nhận ở trang {page}.", action=f"Mở {page}")
            self._other = key
            return
        try:
            data = files.read_picture(path)
        except Problem as problem:
            self._on_refused(problem)
            return
        self.scan.say(f"Đang đọc {path.name}…")
        self.read(data, path.name)

    def take_file(self, path: Path) -> None:
        """Read the file that was dropped."""
        self.read_file(path)

    @Slot()
    def choose(self) -> None:
        """Let the user choose a file or a picture."""
        path = dialogs.open_file(self, "Chọn tệp phiếu hoặc ảnh mã QR", FILES)
        if path is not None:
            self.read_file(path)

    # --- taking -----------------------------------------------------------------------------------

    @Slot()
    def take(self) -> None:
        """Take the record in and open its case."""
        shown = self.preview
        if shown is None or not self.take_button.isEnabled():
            return
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        commit_open_edit()
        try:
            self.taken = transfer_receiving.take(self._desk, self._with_unit(shown))
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.forget()
        self.opened.emit(self.taken.id)

    def _with_unit(self, shown: ReceivePreview) -> ReceivePreview:
        """Return the preview with the chi bộ that was chosen.

        Raises:
            Problem: what was typed is no chi bộ.
        """
        if shown.case is None or not words.asks_unit(shown):
            return shown
        problem = self.unit.problem()
        if problem is not None:
            raise problem
        unit = self.unit.value()
        target = replace(shown.case.target, unit_id=unit if isinstance(unit, int) else None)
        return replace(shown, case=replace(shown.case, target=target))

    # --- showing ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.scan.scanned.connect(self.read)
        self.choose_button.clicked.connect(self.choose)
        self.take_button.clicked.connect(self.take)
        self.again_button.clicked.connect(self._on_again)
        self.case_button.clicked.connect(self._on_case)
        self.person_button.clicked.connect(self._on_person)
        self.cards_button.clicked.connect(partial(self.tool_wanted.emit, "cards"))
        self.notice.acted.connect(self._on_other)
        self.add_keys(
            ("Ctrl+O", self.choose),
            ("F3", self._on_again),
            ("Ctrl+Return", self.take),
            ("Ctrl+Enter", self.take),
        )

    def _on_read(self, shown: ReceivePreview) -> None:
        self.preview = shown
        self.scan.say(f"Đã đọc {self._name}." if self._name else "Đã đọc mã vừa quét.")
        self.show_preview(shown)

    def _on_refused(self, problem: Problem) -> None:
        self.scan.say("")
        self.notice.show_problem(problem)

    @Slot()
    def _on_again(self) -> None:
        """Wait for another record."""
        self.notice.clear()
        self.forget()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_case(self) -> None:
        shown = self.preview
        number = (shown.answers or shown.running_id) if shown is not None else None
        if number:
            self.case_wanted.emit(number)

    @Slot()
    def _on_person(self) -> None:
        if self.preview is not None and self.preview.known_id is not None:
            self.person_wanted.emit(self.preview.known_id)

    @Slot()
    def _on_other(self) -> None:
        if self._other:
            self.notice.clear()
            self.tool_wanted.emit(self._other)
