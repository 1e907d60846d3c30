"""Several values of one list: typed or chosen one by one, shown as chips that go away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.fields import CodeField, LabeledField
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.reading import Choices


class _PickLine(CodeField):
    """A choice line in which Enter takes the choice and stays for the next one."""

    def _on_enter(self, event: QKeyEvent) -> bool:
        if not self.text().strip():
            return super()._on_enter(event)
        self.commit()
        return True


def remove_chip(text: str, *, name: str) -> QPushButton:
    """Return a chip that says ``text`` and is taken away by pressing it."""
    chip = theme.mark(QPushButton(text), "chip")
    chip.setIcon(icons.icon("x", "muted"))
    chip.setAccessibleName(f"Bỏ {name}: {text}".replace(": :", ":"))
    chip.setToolTip(f"Bỏ “{text}”")
    return chip


class PickList(QWidget):
    """A line to choose with, and the chosen values below it."""

    changed = Signal()

    def __init__(self, choices: Choices, *, name: str, parent: QWidget | None = None) -> None:
        """Start with nothing chosen; ``name`` stands above the line."""
        super().__init__(parent)
        self._choices = choices
        self._name = name
        self._chosen: list[str] = []
        self.line = _PickLine(f"pick_{name}", choices=choices, name=name)
        self.line.set_placeholder("Gõ hoặc chọn…")
        self._chips = FlowLayout(spacing=theme.current().px(4))
        self._holder = QWidget()
        self._holder.setLayout(self._chips)
        self._holder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(LabeledField(name, self.line))
        column.addWidget(self._holder)
        begin_at(self, self.line)
        self.line.editing_done.connect(self._on_done)

    def chosen(self) -> tuple[str, ...]:
        """Return the chosen values in the order chosen."""
        return tuple(self._chosen)

    def set_chosen(self, values: Sequence[str]) -> None:
        """Show ``values`` as chosen."""
        self._chosen = list(values)
        self._show_chips()

    def problem(self) -> Problem | None:
        """Return what is wrong with what stands in the line."""
        return self.line.problem()

    def add(self, value: str) -> None:
        """Choose one more value."""
        if value and value not in self._chosen:
            self._chosen.append(value)
            self._show_chips()
            self.changed.emit()

    def remove(self, value: str) -> None:
        """Take a value away."""
        if value in self._chosen:
            self._chosen.remove(value)
            self._show_chips()
            self.changed.emit()

    def _show_chips(self) -> None:
        self._chips.clear()
        for value in self._chosen:
            chip = remove_chip(self._choices.label(value), name=self._name)
            chip.clicked.connect(self._remover(value))
            self._chips.addWidget(chip)
        self._holder.setVisible(bool(self._chosen))
        self._holder.updateGeometry()

    def _remover(self, value: str) -> Callable[[], None]:
        def remove() -> None:
            self.remove(value)
            self.line.setFocus()

        return remove

    @Slot()
    def _on_done(self) -> None:
        if self.line.problem() is None:
            self.add(str(self.line.value() or ""))
            self.line.set_value("")
