"""What a screen reader says by itself when another page comes up."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

ANNOUNCED = "tcxdAnnounced"
"""Property of the window: what was said last."""


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text`` now: nothing else tells that the page changed."""
    if text:
        widget.window().setProperty(ANNOUNCED, text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
