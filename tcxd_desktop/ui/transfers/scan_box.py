"""Takes what a scanner types, whatever typing program for Vietnamese runs beside us.

A scanner that stands in for a keyboard sends its keys through UniKey like anybody's. The code is
digits alone, which no way of typing changes; the box is no text field, so that nothing composes in
it, and it reads the keys themselves (users-and-peers.md 3.3, 3.7).
"""

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

from tcxd_desktop.office import packets
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.wording.formats import show_number

_PAUSE_MS = 1200
"""Scanners leave milliseconds between two keys; this long a silence is the end."""
_TAIL_MS = 600
"""What follows the last digit (Enter, Tab) belongs to the scan."""
_MOST = 20_000
_HEIGHT = 52
_WAITING = "Bấm vào đây (F3), rồi quét mã QR trên tờ bìa"
_READY = "Sẵn sàng: hãy quét mã QR trên tờ bìa"
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

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
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
            whole = packets.announced(self._typed)
            of = f"/{show_number(whole)}" if whole else ""
            return f"Đang nhận {show_number(len(self._typed))}{of} chữ số…"
        if self._said:
            return self._said
        return _READY if self.hasFocus() else _WAITING

    @property
    def share(self) -> float:
        """How much of a scan has come, 0 to 1."""
        whole = packets.announced(self._typed)
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
            if kind == QEvent.Type.ShortcutOverride and _letter(event):
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._ends():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; Enter ends a scan and never goes further, so that it presses nothing."""
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
        elif _letter(event):
            self._take(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits all the same; what it composes does not count."""
        self._take(event.commitString())
        event.accept()

    def _take(self, text: str) -> None:
        came = "".join(letter for letter in text if letter.isprintable() and letter != " ")
        if not came or len(self._typed) + len(came) > _MOST:
            return
        self._typed += came
        self._said = ""
        self._pause.start()
        whole = packets.announced(self._typed)
        if whole and len(self._typed) >= whole:
            self._finish()
        self._tell()

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
            self._said = f"Đã nhận {show_number(len(typed))} chữ số."
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
        if self._typed:
            bar = QRectF(room.left(), self.height() - look.px(9), room.width(), look.px(4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("soft_line"))
            painter.drawRoundedRect(bar, 2, 2)
            bar.setWidth(bar.width() * self.share)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(bar, 2, 2)
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(f"Chỗ nhận mã quét. {self.told}")
        self.update()


def _letter(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and text != " " and event.modifiers() in _PLAIN
