"""The first tour: a frame round a real part of the window and a bubble that says what it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop import places
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.shell.bars import TOUR, Bar
from tcxd_desktop.ui.shell.entrance import DEMO
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.wording.tour import Stop, told

_WIDE, _GAP, _MARGIN = 360, 14, 12
_DIM = 96
"""How dark what is not spoken of gets, of 255."""
_SETTLED = (0, 250)
"""Milliseconds after which a page that was just shown is looked at again."""
_PAST = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def start(window: MainWindow) -> "Tour":
    """Begin the tour, anew where one is on."""
    for old in window.findChildren(Tour):
        old.end()
    tour = Tour(window, told().stops)
    tour.go_to(0)
    return tour


def offer(folder: Path) -> Bar | None:
    """Return what offers the tour: once, in the demo office of this user."""
    demo = places.data_folder() / DEMO
    if folder.resolve() != demo.resolve() or settings.load().toured:
        return None
    settings.change(toured=True)
    return Bar(TOUR, told().offer, "plain", told().title)


class Bubble(QFrame):
    """What is said at a stop, and the way on."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        look = theme.current()
        theme.card(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = theme.heading(QLabel())
        self.title.setWordWrap(True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.place = theme.hint(QLabel())
        self.leave = theme.quiet(QPushButton("Thôi"))
        self.leave.setToolTip("Esc")
        self.back = QPushButton("Trước")
        self.back.setToolTip("←")
        self.on = theme.primary(QPushButton("Tiếp"))
        self.on.setToolTip("Enter")
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.place)
        buttons.addStretch(1)
        for button in (self.leave, self.back, self.on):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        pad = look.px(16)
        column.setContentsMargins(pad, pad, pad, look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(look.px(4))
        column.addLayout(buttons)

    def say(self, stop: Stop, number: int, count: int) -> None:
        """Say what a stop has to say."""
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.place.setText(f"{number + 1}/{count}")
        self.back.setEnabled(number > 0)
        self.on.setText("Xong" if number + 1 == count else "Tiếp")
        self.setAccessibleName(stop.title)
        # A screen reader reads the button that gets the keyboard, with what stands beside it.
        self.on.setAccessibleDescription(f"{stop.title}. {stop.text}")
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def fitted(self, room: QSize) -> QSize:
        """Return the size it takes where it may be as big as ``room``."""
        wide = min(theme.current().px(_WIDE), room.width())
        layout = self.layout()
        high = layout.heightForWidth(wide) if layout is not None else self.sizeHint().height()
        return QSize(wide, min(high, room.height()))


class Tour(QWidget):
    """Lies over the window while it goes from stop to stop; nothing below can be clicked."""

    def __init__(self, window: MainWindow, stops: Sequence[Stop]) -> None:
        """Take the stops whose page this account may see."""
        super().__init__(window)
        self._window = window
        self._from = window.place()
        self.stops = [stop for stop in stops if window.has_page(stop.page)]
        self.number = 0
        self.target: QWidget | None = None
        self.bubble = Bubble(self)
        self.bubble.on.clicked.connect(self.go_on)
        self.bubble.back.clicked.connect(self.go_back)
        self.bubble.leave.clicked.connect(self.end)
        for button in (self.bubble.on, self.bubble.back, self.bubble.leave):
            button.installEventFilter(self)
        self.setAccessibleName(told().title)
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self.settle)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._hold)

    def go_to(self, number: int) -> None:
        """Stop at a place."""
        if not 0 <= number < len(self.stops):
            self.end()
            return
        self.number = number
        stop = self.stops[number]
        if self._window.place().partition("/")[0] != stop.page:
            self._window.show_page(stop.page)
        self.bubble.say(stop, number, len(self.stops))
        self.settle()
        self.show()
        self.raise_()
        self.bubble.on.setFocus(Qt.FocusReason.OtherFocusReason)
        # What a page reads beside the window comes a little later, and moves what stands below it.
        for wait in _SETTLED:
            QTimer.singleShot(wait, self, self.settle)

    @Slot()
    def go_on(self) -> None:
        """Go to the next stop; after the last one the tour is over."""
        self.go_to(self.number + 1)

    @Slot()
    def go_back(self) -> None:
        """Go to the stop before."""
        self.go_to(max(self.number - 1, 0))

    @Slot()
    def end(self) -> None:
        """Leave the window as it was found."""
        self._window.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()
        self._window.go_to_place(self._from)

    @Slot()
    def settle(self) -> None:
        """Lay frame and bubble where they belong now."""
        self.setGeometry(self._window.rect())
        self.target = _found(self._window, self.stops[self.number].widget)
        margin = theme.current().px(_MARGIN)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        size = self.bubble.fitted(room.size())
        self.bubble.setGeometry(QRect(_placed(room, self.framed(), size), size))
        self.update()

    @Slot(QWidget, QWidget)
    def _hold(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Take the keyboard back from a page that had read its list and reached for it."""
        if now is None or not self.isVisible() or self.isAncestorOf(now):
            return
        if self._window.isAncestorOf(now):
            self.bubble.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def framed(self) -> QRect:
        """Return what is framed, in the window's own measure; nothing where it is not there."""
        target = self.target
        if target is None:
            return QRect()
        whole = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        grown = theme.current().px(4)
        return whole.adjusted(-grown, -grown, grown, grown).intersected(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim everything but what is spoken of."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        frame = self.framed()
        if not frame.isEmpty():
            hole = QPainterPath()
            hole.addRoundedRect(QRectF(frame), look.px(6), look.px(6))
            shade = shade.subtracted(hole)
        painter.fillPath(shade, QColor(0, 0, 0, _DIM))
        if not frame.isEmpty():
            painter.setPen(QPen(look.color("accent"), look.px(3)))
            painter.drawRoundedRect(QRectF(frame), look.px(6), look.px(6))
        painter.setPen(QPen(look.color("accent"), look.px(2)))
        edge = QRectF(self.bubble.geometry()).adjusted(-1, -1, 1, 1)
        painter.drawRoundedRect(edge, look.px(6), look.px(6))

    def event(self, event: QEvent) -> bool:
        """Keep every key from the page below, but Ctrl+L, which locks."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not _locks(event):
                event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; take the arrows before a button walks by them."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._settling.start(0)
        elif _is_arrow(event):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and → go on, ← goes back, Esc leaves; nothing else is passed on."""
        pressed = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in _BACK:
            self.go_back()
        elif event.key() == Qt.Key.Key_Right:
            self.go_on()
        elif event.key() in _PAST:
            (pressed if isinstance(pressed, QPushButton) else self.bubble.on).click()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Let Tab walk the three buttons only."""
        row = (self.bubble.leave, self.bubble.back, self.bubble.on)
        buttons = [button for button in row if button.isEnabled()]
        here = self.focusWidget()
        at = buttons.index(here) if isinstance(here, QPushButton) and here in buttons else -1
        buttons[(at + (1 if next else -1)) % len(buttons)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True


def _is_arrow(event: QEvent) -> TypeGuard[QKeyEvent]:
    if not isinstance(event, QKeyEvent):
        return False
    return event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS


def _locks(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _found(window: MainWindow, name: str) -> QWidget | None:
    """Return what is seen under a name, of the page before the rest; the innermost of several."""
    page = window.page
    seen = [widget for widget in window.findChildren(QWidget) if _is(widget, name)]
    return min(
        seen,
        key=lambda one: (not page.isAncestorOf(one), one.width() * one.height()),
        default=None,
    )


def _is(widget: QWidget, name: str) -> bool:
    if isinstance(widget, Tour | Bubble):
        return False
    words = widget.text().strip() if isinstance(widget, QAbstractButton) else ""
    called = bool(name) and name in (widget.accessibleName(), words)
    return called and widget.isVisible() and not widget.size().isEmpty()


def _placed(room: QRect, frame: QRect, size: QSize) -> QPoint:
    """Return where a bubble goes: beside what is framed, else in a corner of it, else amid."""
    gap = theme.current().px(_GAP)
    middle = QRect(QPoint(0, 0), size)
    middle.moveCenter(room.center())
    if frame.isEmpty():
        return middle.topLeft()
    left = min(max(frame.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(frame.top(), room.top()), room.bottom() - size.height() + 1)
    inside = QPoint(frame.right() - gap - size.width(), frame.bottom() - gap - size.height())
    beside = [
        QPoint(left, frame.bottom() + gap),
        QPoint(frame.right() + gap, top),
        QPoint(frame.left() - gap - size.width(), top),
        QPoint(left, frame.top() - gap - size.height()),
    ]
    # What stands beside a big part belongs to it: its own last rows are missed least.
    big = frame.width() > 2 * size.width() or frame.height() > 3 * size.height()
    roomy = frame.width() > size.width() + 2 * gap and frame.height() > 2 * size.height()
    for corner in [inside, *beside] if big and roomy else [*beside, inside]:
        if room.contains(QRect(corner, size)):
            return corner
    return middle.topLeft()
