"""Takes what a scanner types, whatever typing program for Vietnamese runs beside us.

A scanner that stands in for a keyboard sends its keys through UniKey like anybody's. The box is no
text field, so that nothing composes in it, and it reads the keys themselves; digits pass so
unharmed, and what may have happened to letters is for whoever takes the text to judge
(users-and-peers.md 3.3, 3.7).
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.wording.formats import show_number

_PAUSE_MS = 1200
"""Scanners leave milliseconds between two keys; this long a silence is the end."""
_TAIL_MS = 600
"""What follows the last digit (Enter, Tab) belongs to the scan."""
_MOST = 20_000
_HEIGHT = 52
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class ScanBox(QWidget):
    """Shows that it waits, how far a scan is, and hands over the whole of it."""

    scanned = Signal(str)
    """All that was typed, once the scanner ended: by Enter or Tab, by the length the code itself
    announces, or by falling silent."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        waiting: str,
        ready: str,
        length: Callable[[str], int] | None = None,
        spaces: bool = True,
        counted: str = "ký tự",
    ) -> None:
        """Start empty.

        Args:
            parent: owner.
            waiting: what it says while the keyboard is elsewhere.
            ready: what it says while it listens.
            length: tells how long a code is that begins like what came; 0 for not known.
            spaces: whether spaces are part of the code.
            counted: what its characters are called.
        """
        super().__init__(parent)
        self._waiting, self._ready = waiting, ready
        self._length, self._spaces, self._counted = length, spaces, counted
        self._typed = ""
        self._said = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._finish)
        self._tail = QTimer(self, singleShot=True, interval=_TAIL_MS)
        self._tell()

    @property
    def typed(self) -> str:
        """What came of a scan under way."""
        return self._typed

    @property
    def told(self) -> str:
        """What the box says now."""
        if self._typed:
            whole = self._whole()
            of = f"/{show_number(whole)}" if whole else ""
            return f"Đang nhận {show_number(len(self._typed))}{of} {self._counted}…"
        if self._said:
            return self._said
        return self._ready if self.hasFocus() else self._waiting

    @property
    def share(self) -> float:
        """How much of a scan has come, 0 to 1."""
        whole = self._whole()
        return min(len(self._typed) / whole, 1.0) if whole else 0.0

    def forget(self) -> None:
        """Throw away what came, and wait again."""
        self._pause.stop()
        self._typed, self._said = "", ""
        self._tell()

    def say(self, text: str) -> None:
        """Say something of the last scan until the next one."""
        self._said = text
        self._tell()

    # --- keys -------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep keys of a scan from being taken for shortcuts, and Tab at its end for a move."""
        if isinstance(event, QKeyEvent):
            kind = event.type()
            if kind == QEvent.Type.ShortcutOverride and self._wanted(event):
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._ends():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters; Enter ends a scan and never goes further, so that it presses nothing."""
        key, plain = event.key(), event.modifiers() in _PLAIN
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._ends()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().text())
        elif key == Qt.Key.Key_Escape and self._typed:
            self.forget()
        elif key == Qt.Key.Key_Backspace and plain:
            # Typing programs take letters back before they send others.
            self._typed = self._typed[:-1]
            self._tell()
        elif self._wanted(event):
            self._take(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits all the same; what it composes does not count."""
        self._take(event.commitString())
        event.accept()

    def _take(self, text: str) -> None:
        came = "".join(letter for letter in text if letter.isprintable())
        if not self._spaces:
            came = came.replace(" ", "")
        if not came or len(self._typed) + len(came) > _MOST:
            return
        self._typed += came
        self._said = ""
        self._pause.start()
        whole = self._whole()
        if whole and len(self._typed) >= whole:
            self._finish()
        self._tell()

    def _whole(self) -> int:
        return self._length(self._typed) if self._length is not None else 0

    def _wanted(self, event: QKeyEvent) -> bool:
        """Tell whether a key is part of a code; a space at its beginning is not."""
        text = event.text()
        if not text or not text.isprintable() or event.modifiers() not in _PLAIN:
            return False
        return text != " " or (self._spaces and bool(self._typed))

    def _ends(self) -> bool:
        """End a scan; tells whether the key belonged to one."""
        if self._typed:
            self._finish()
            return True
        return self._tail.isActive()

    @Slot()
    def _finish(self) -> None:
        self._pause.stop()
        typed, self._typed = self._typed, ""
        self._tail.start()
        if typed:
            self._said = f"Đã nhận {show_number(len(typed))} {self._counted}."
            self.scanned.emit(typed)
        self._tell()

    # --- looks ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that it is ready."""
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it waits to be chosen."""
        super().focusOutEvent(event)
        self._tell()

    def sizeHint(self) -> QSize:
        """Return room for one line."""
        look = theme.current()
        return QSize(look.px(420), look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, how far a scan is, and what it says."""
        look, active = theme.current(), self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if active else 1.0
        frame = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(look.color("accent" if active else "field_line"), wide))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(frame, look.px(6), look.px(6))
        side, pad = look.px(20), look.px(14)
        ink = "accent" if active else "muted"
        ratio = self.devicePixelRatioF()
        middle = (self.height() - side) // 2
        painter.drawPixmap(pad, middle, icons.pixmap("download", side, ink, ratio))
        room = self.rect().adjusted(2 * pad + side, 0, -pad, 0)
        painter.setPen(look.color("text" if active or self._typed else "muted"))
        mode = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.told, mode, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._typed and self._length is not None:
            bar = QRectF(room.left(), self.height() - look.px(9), room.width(), look.px(4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("soft_line"))
            painter.drawRoundedRect(bar, 2, 2)
            bar.setWidth(bar.width() * self.share)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(bar, 2, 2)
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName("Chỗ nhận mã quét")
        self.setAccessibleDescription(self.told)
        self.update()
