"""Small parts of the pages of safety: rows of buttons, wrapping words, reasons."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.common.flow import FlowLayout


def bar(*buttons: QWidget, parent: QWidget | None = None) -> QWidget:
    """Return buttons in a row that goes on in the next line where there is no room."""
    holder = QWidget(parent)
    row = FlowLayout(holder, spacing=theme.current().px(6))
    for button in buttons:
        row.addWidget(button)
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def button(text: str, act: Callable[..., object] | SignalInstance, *, tip: str = "") -> QPushButton:
    """Return a button that calls a slot, or emits a signal."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.clicked.connect(act)
    return made


def enable(widget: QWidget, why: str, *, tip: str = "") -> None:
    """Enable a widget, or disable it and say why as its tip; ``why`` empty enables."""
    widget.setEnabled(not why)
    widget.setToolTip(why or tip)
    widget.setAccessibleDescription(why)


def wrapped(text: str = "", *, role: str = "") -> QLabel:
    """Return a label whose words wrap and can be selected."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return theme.mark(label, role) if role else label


def pairs(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    """Return names and values in two columns, for a dialog: it knows its height beforehand."""
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(5))
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(rows):
        grid.addWidget(theme.muted(QLabel(name)), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(wrapped(value), place, 1)
    return grid


def needed_day(field: DateField) -> date:
    """Return the day of a field that may not be empty.

    Raises:
        Problem: it is empty, no date, or not a whole one.
    """
    found = field.whole()
    if found is None:
        raise RequiredProblem("on", field=field.key)
    return found


def partial(day: date) -> PartialDate:
    """Return a day as fields hold it."""
    return PartialDate(day.year, day.month, day.day)
