"""Where the keyboard is."""

from PySide6.QtWidgets import QApplication, QWidget


def inside(widget: QWidget) -> bool:
    """Tell whether the keyboard is somewhere inside a widget, or on it."""
    return widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget() or widget)


def held(widget: QWidget) -> QWidget | None:
    """Return what in ``widget`` has the keyboard of its window, also while a dialog is over it."""
    there: QWidget | None = widget.window().focusWidget()
    return there if widget.isAncestorOf(there or widget) else None
