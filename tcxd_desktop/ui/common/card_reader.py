"""Reads a citizen card for a dialog: what a scanner types, or a picture of the card."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from tcxd_desktop.domain.citizen_card import CitizenCard
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import citizen_cards, files
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.common.scan_box import ScanBox

_WAITING = "Bấm vào đây (F3), rồi quét mã QR trên thẻ căn cước"
_READY = "Sẵn sàng: hãy quét mã QR trên thẻ căn cước"


class CardReader(QObject):
    """Holds the box that listens to a scanner and the button that opens a picture."""

    begun = Signal()
    """A picture is being read: what was read before does not hold any more."""
    read = Signal(object)
    """A CitizenCard."""
    refused = Signal(object)
    """Problem."""

    def __init__(self, desk: Desk, jobs: Jobs, dialog: Dialog, button: QPushButton) -> None:
        """Listen in ``dialog``; pictures are chosen with ``button``."""
        super().__init__(dialog)
        self._desk, self._jobs, self._dialog = desk, jobs, dialog
        self._running: Job | None = None
        self.box = ScanBox(waiting=_WAITING, ready=_READY)
        icons.put(button, "camera")
        button.setAutoDefault(False)
        button.setToolTip("Ảnh JPG, PNG có mã QR của thẻ (Ctrl+O)")
        button.setShortcut("Ctrl+O")
        button.clicked.connect(self.choose)
        self.box.scanned.connect(self.take_text)
        again = QShortcut(QKeySequence(Qt.Key.Key_F3), dialog)
        again.activated.connect(partial(self.box.setFocus, Qt.FocusReason.ShortcutFocusReason))
        dialog.finished.connect(self._stop)

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Take what a scanner typed."""
        try:
            card = citizen_cards.read_text(self._desk, text)
        except Problem as problem:
            self.refused.emit(problem)
        else:
            self.read.emit(card)

    @Slot()
    def choose(self) -> None:
        """Let the user choose a picture."""
        path = dialogs.open_file(self._dialog, "Chọn ảnh thẻ căn cước", dialogs.PICTURES)
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read the code in a picture off the screens' thread, in a process of its own."""
        if running(self._running):
            return
        try:
            data = files.read_picture(path)
        except Problem as problem:
            self.refused.emit(problem)
            return
        self.begun.emit()
        self.box.say(f"Đang đọc {path.name}…")
        desk, name = self._desk, path.name

        def work(_progress: Progress) -> CitizenCard:
            return citizen_cards.read_picture(desk, data, name)

        self._running = self._jobs.run(
            work, done=self._on_read, failed=self.refused.emit, title="Đang đọc thẻ căn cước…"
        )

    def _on_read(self, card: CitizenCard) -> None:
        self.box.say("Đã đọc mã trong ảnh.")
        self.read.emit(card)

    @Slot()
    def _stop(self) -> None:
        """Hear no more of a picture still being read once the dialog is closed."""
        if self._running is not None:
            self._running.on_done = self._running.on_failed = None
            self._running.cancel()
