"""How much of the screen a window may take."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def room_of(window: QWidget) -> QRect:
    """Return what is free on the screen a window stands on.

    ``QWidget.screen`` is never asked: PySide takes the widget for the owner of the screen it
    answers with, and destroys the screen with it.
    """
    found = QGuiApplication.screenAt(window.frameGeometry().center())
    return (found or QGuiApplication.primaryScreen()).availableGeometry()
