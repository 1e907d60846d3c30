"""Boxes for millimetres and percents with a decimal comma, in the look of the other fields."""

from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QLabel, QSpinBox, QVBoxLayout

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.tab_order import ENTRY, focus_next
from tcxd_desktop.wording.formats import show_number

_PARTS: Final = 100
"""Steps of a whole one: Qt's whole numbers hold hundredths."""


class MeasureSpin(QSpinBox):
    """A measure in hundredths: ``12,5 mm``; a point is taken for a comma."""

    def __init__(
        self, name: str, low: float, high: float, *, unit: str = "mm", step: float = 0.5
    ) -> None:
        """Make a box from ``low`` to ``high``; ``name`` is what a screen reader calls it."""
        super().__init__()
        self.setRange(round(low * _PARTS), round(high * _PARTS))
        self.setSingleStep(round(step * _PARTS))
        self.setSuffix(f" {unit}")
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setProperty(ENTRY, "yes")
        self.lineEdit().setTextMargins(theme.current().px(6), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as the end of typing and go on to the next box."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        super().keyPressEvent(event)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus_next(self):
            event.accept()

    @property
    def measure(self) -> float:
        """What it holds."""
        return self.value() / _PARTS

    def set_measure(self, measure: float) -> None:
        """Show a measure without telling that it changed."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.setValue(round(measure * _PARTS))
        self.blockSignals(blocked)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Return the measure with a comma."""
        return show_number(Decimal(value) / _PARTS)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """Read a measure as typed."""
        found = _read(self._bare(text))
        return round(found * _PARTS) if found is not None else self.value()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Let digits, one comma or point, and a minus sign be typed."""
        bare = self._bare(text)
        found = _read(bare)
        if found is None:
            unfinished = bare in ("", "-", "+", ",", ".", "-,", "-.")
            state = QValidator.State.Intermediate if unfinished else QValidator.State.Invalid
            return state, text, place
        inside = self.minimum() <= found * _PARTS <= self.maximum()
        return (
            (QValidator.State.Acceptable if inside else QValidator.State.Intermediate),
            text,
            place,
        )

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).removesuffix(self.suffix().strip()).strip()


def _read(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def named(caption: str, spin: MeasureSpin) -> QVBoxLayout:
    """Return a box with its name above."""
    label = theme.caption(QLabel(caption))
    label.setBuddy(spin)
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(2))
    column.addWidget(label)
    column.addWidget(spin)
    return column
