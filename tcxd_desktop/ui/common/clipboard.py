"""What the program copies does not lie about: kept out of Windows' history, cleared after 30 s.

Every copy made inside the program is marked, whichever widget made it, and cleared when it is
still ours after half a minute, when the office is locked, and at the end (security.md 4.10).
"""

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

_KEPT_MS = 30_000
_NAME = 'application/x-qt-windows-mime;value="{}"'
_PRIVATE = {
    _NAME.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _NAME.format("CanIncludeInClipboardHistory"): bytes(4),
    _NAME.format("CanUploadToCloudClipboard"): bytes(4),
}
"""Windows reads these: no program that watches the clipboard, no history, no cloud."""
_OURS = "application/x-tcxd-private"
_OPEN = "application/x-tcxd-open"
"""Nothing of anybody: it may stay."""


def mark(mime: QMimeData) -> QMimeData:
    """Mark what is about to be copied as private; returns it."""
    for name, data in (_PRIVATE | {_OURS: b"1"}).items():
        mime.setData(name, data)
    return mime


def put_open(text: str) -> None:
    """Copy a text that concerns nobody, such as an error report; it is not cleared."""
    mime = QMimeData()
    mime.setText(text)
    mime.setData(_OPEN, b"1")
    QGuiApplication.clipboard().setMimeData(mime)


def clear_own() -> None:
    """Take away what the program copied, unless somebody else copied since.

    Also needed before the end: what Python put there Qt would free after Python.
    """
    board = QGuiApplication.clipboard()
    if _has(board, _OPEN):
        board.setText(board.text())
    elif _has(board, _OURS) or board.ownsClipboard():
        board.clear()


def _has(board: QClipboard, name: str) -> bool:
    mime: QMimeData | None = board.mimeData()  # after ``clear`` there is none
    return mime is not None and mime.hasFormat(name)


class Clipped(QObject):
    """Canh bộ nhớ tạm: watches the clipboard for as long as it lives."""

    def __init__(self, parent: QObject, kept_ms: int = _KEPT_MS) -> None:
        """Start watching; what is there already stays."""
        super().__init__(parent)
        self._board: QClipboard = QGuiApplication.clipboard()
        self._clear = QTimer(self, singleShot=True, interval=kept_ms)
        self._clear.timeout.connect(self._on_time)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._on_unmarked)
        self._board.dataChanged.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._clear.stop()
        if _has(self._board, _OURS):
            self._clear.start()
        elif self._board.ownsClipboard() and not _has(self._board, _OPEN):
            # A field or a label copied by itself; Qt must have finished before it is replaced.
            self._again.start()

    @Slot()
    def _on_unmarked(self) -> None:
        private = marked_copy(self._board.mimeData())
        if self._board.ownsClipboard() and private is not None:
            self._board.setMimeData(private)

    @Slot()
    def _on_time(self) -> None:
        if _has(self._board, _OURS):
            self._board.clear()


def marked_copy(mime: QMimeData | None) -> QMimeData | None:
    """Return the texts of a copy, marked; nothing where there are none or they are marked."""
    if mime is None or mime.hasFormat(_OURS) or mime.hasFormat(_OPEN):
        return None
    private = QMimeData()
    if mime.hasText():
        private.setText(mime.text())
    if mime.hasHtml():
        private.setHtml(mime.html())
    return mark(private) if private.formats() else None
