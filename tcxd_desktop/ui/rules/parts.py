"""Small parts of the page of rules."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def button(text: str, act: Callable[..., object], *, tip: str = "") -> QPushButton:
    """Return a button that calls a slot."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.clicked.connect(act)
    return made
