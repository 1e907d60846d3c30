"""Where the keyboard goes when a page or a panel is given it: where the work begins.

A focus proxy would do the same, but Qt leads Tab from outside straight to the proxy, past every
button that stands before it; only Shift+Tab would ever come to them.
"""

from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

_NAME = "tcxdBeginning"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class _Beginning(QObject):
    """Hands the keyboard on from a whole to what it begins with."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__(whole)
        self.setObjectName(_NAME)
        self.first = whole
        whole.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass on what the whole was given."""
        given = event.type() == QEvent.Type.FocusIn and watched is not self.first
        if given and shiboken6.isValid(self.first):
            self.first.setFocus(cast("QFocusEvent", event).reason())
        return super().eventFilter(watched, event)


def begin_at(whole: QWidget, first: QWidget) -> None:
    """Have ``whole.setFocus()`` give the keyboard to ``first``, one of the widgets inside it."""
    found = whole.findChild(_Beginning, _NAME, _DIRECT) or _Beginning(whole)
    found.first = first


def beginning(whole: QWidget) -> QWidget | None:
    """Return what takes the keyboard when ``whole`` is given it, as deep as it goes."""
    found = whole.findChild(_Beginning, _NAME, _DIRECT)
    if not isinstance(found, _Beginning) or not shiboken6.isValid(found.first):
        return whole.focusProxy()
    return beginning(found.first) or found.first
