"""Where a list's menu opens: under the mouse, or at the current line when a key asked for it."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> QPoint:
    """Return the place of a menu in the coordinates of the view's viewport.

    Asked for by key, Qt gives the current line in coordinates of the whole view: under a header
    that is the line below, and the menu would act on somebody else.
    """
    if event.reason() is QContextMenuEvent.Reason.Keyboard:
        view.scrollTo(view.currentIndex())
        return view.visualRect(view.currentIndex()).center()
    return event.pos()
