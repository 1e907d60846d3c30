"""Framed blocks of facts in a panel that scrolls."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.tab_order import tab_as_laid

_LONG_WORD = 18
"""Letters."""


def text_label(text: str, *, role: str = "") -> QLabel:
    """Return a plain label that wraps and can be selected with the mouse."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return theme.mark(label, role) if role else label


def empty_layout(layout: QLayout) -> None:
    """Throw away everything a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """Return a framed block, with its title, and the column to fill."""
    look = theme.current()
    frame = theme.card(QFrame())
    column = QVBoxLayout(frame)
    column.setContentsMargins(look.px(11), look.px(9), look.px(11), look.px(10))
    column.setSpacing(look.px(6))
    if title:
        column.addWidget(theme.heading(QLabel(title)))
    return frame, column


def facts(rows: Sequence[tuple[str, str | QWidget]]) -> QGridLayout:
    """Return names and values in two columns; a row without a value is left out."""
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(10))
    grid.setVerticalSpacing(look.px(5))
    grid.setColumnMinimumWidth(0, look.px(92))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, (name, value) in enumerate(row for row in rows if row[1] != ""):
        grid.addWidget(theme.muted(QLabel(name)), place, 0, top)
        shown = _value_label(value) if isinstance(value, str) else value
        grid.addWidget(shown, place, 1)
    return grid


def _value_label(value: str) -> QWidget:
    """Return a value; a name of a file has no place to break, so it is shortened."""
    if max(map(len, value.split()), default=0) <= _LONG_WORD:
        return text_label(value)
    label = Elided()
    label.say(value)
    return label


def explained(name: str, ways: Sequence[tuple[str, str]]) -> "Scroll":
    """Return headings, each with what is to be done, for a page that waits; it scrolls."""
    look = theme.current()
    scroll = Scroll(name)
    scroll.column.setSpacing(look.px(2))
    for what, how in ways:
        scroll.column.addWidget(theme.heading(QLabel(what)))
        scroll.column.addWidget(text_label(how, role="muted"))
        scroll.column.addSpacing(look.px(12))
    scroll.column.addStretch(1)
    return scroll


class LinkLabel(QLabel):
    """A name that leads somewhere, by mouse or keyboard, and a quiet note after it; it wraps."""

    def __init__(self, text: str, note: str, act: Callable[[], None]) -> None:
        """Show ``text`` as a link that calls ``act``."""
        super().__init__()
        self._text, self._note = text, note
        self._dress()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        # Links that Qt itself gives the keyboard hold Tab twice, and Shift+Tab for ever.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{text}, {note}" if note else text)
        self.setAccessibleDescription("Enter để mở")
        theme.mark(self, "link")
        self._act = act
        self.linkActivated.connect(self._on_link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        shown = f'<a href="#" style="text-decoration: none">{html.escape(self._text)}</a>'
        if self._note:
            quiet = theme.current().color("muted").name()
            shown += f' <span style="color: {quiet}">{html.escape(self._note)}</span>'
        if shown != self.text():
            self.setText(shown)

    @Slot()
    def _on_link(self) -> None:
        self._act()


class _Inside(QWidget):
    """As high as its blocks at the width it has, not at the narrowest they could take."""

    _new = False
    """Whether a block was put in since Tab was led through."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width."""
        return QSize(0, 0)

    def event(self, event: QEvent) -> bool:
        """Lead Tab through the blocks as they stand, once new ones have their place."""
        if event.type() == QEvent.Type.ChildAdded:
            self._new = True
        elif event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and self._new:
            self._new = False
            tab_as_laid(self)
        return super().event(event)


class Scroll(QScrollArea):
    """A column of blocks that scrolls."""

    def __init__(self, name: str) -> None:
        """Start empty; ``name`` is what a screen reader calls it."""
        super().__init__()
        look = theme.current()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        inside = theme.panel(_Inside())
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, look.px(10), look.px(2), look.px(10))
        self.column.setSpacing(look.px(10))
        self.setWidget(inside)

    def clear(self) -> None:
        """Throw the blocks away and go to the top."""
        empty_layout(self.column)
        self.verticalScrollBar().setValue(0)
