"""A sheet of words: a cell is opened by Enter or F2, never by a letter, so typing programs work."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tcxd_desktop.ui.meetings.grid_sheet import Sheet
from tcxd_desktop.ui.meetings.grid_view import SheetView

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextGrid(SheetView):
    """Enter opens a cell, takes it, and opens the next one."""

    ended = Signal()
    """Enter or Tab past the last cell."""

    def __init__(self, sheet: Sheet[Any], *, name: str, parent: QWidget | None = None) -> None:
        """Show ``sheet``."""
        super().__init__(sheet, name=name, parent=parent)
        self.enter_right = True
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)

    def changed(self) -> None:
        """Show rows that were changed all at once, and tell of it."""
        model = self.model_
        last = model.index(model.rowCount() - 1, model.columnCount() - 1)
        model.dataChanged.emit(model.index(0, 0), last)
        model.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell by Enter; Ctrl+Enter and Shift+Enter rise to the page: save."""
        if event.key() in _ENTER:
            if event.modifiers() not in _PLAIN:
                event.ignore()
            elif self.model_.editable(self.currentIndex()):
                self.edit(self.currentIndex())
            else:
                self._go("enter")
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_walked(self, step: str) -> None:
        before = self.currentIndex()
        super()._on_walked(step)
        if step == "enter" and self.currentIndex() != before:
            self.edit(self.currentIndex())
        elif step == "enter":
            self.ended.emit()
