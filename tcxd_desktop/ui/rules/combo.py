"""A field that is one of a few values, shown as a list that opens."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.ui.common.inputs import Field


class ComboField(Field):
    """One of the values offered."""

    def __init__(
        self,
        key: str,
        choices: Sequence[tuple[object, str]],
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``choices``: (value, label); the first is chosen."""
        super().__init__(key, name=name, parent=parent)
        self._values = [value for value, _ in choices]
        self.box = QComboBox()
        self.box.addItems([label for _, label in choices])
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.setMinimumContentsLength(8)
        self._row.addWidget(self.box)
        self._adopt(self.box)
        self.box.activated.connect(self._on_chosen)

    def value(self) -> Value | Any:
        """Return the value chosen."""
        return self._values[self.box.currentIndex()]

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered chooses the first."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self._touched = False
        self.set_problem(None)

    def text(self) -> str:
        """Return what is chosen, in words."""
        return self.box.currentText()

    def set_read_only(self, *, on: bool) -> None:
        """Let it be seen but not changed."""
        self.box.setEnabled(not on)

    def entries(self) -> list[QWidget]:
        """Return the box."""
        return [self.box]

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.box.view().isVisible() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        return super()._on_key(event)

    @Slot()
    def _on_chosen(self) -> None:
        self._on_edited()
        self._done()
