"""Where the keyboard is."""

from PySide6.QtWidgets import QApplication, QWidget


def inside(widget: QWidget) -> bool:
    """Tell whether the keyboard is somewhere inside a widget, or on it."""
    return widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget() or widget)
