"""The table of the roll call, keyed by digits: they are safe with Vietnamese typing programs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meetings import Presence
from tcxd_desktop.ui.meetings import roll_call
from tcxd_desktop.ui.meetings.roll_sheet import CALLED, NAME, RollSheet
from tcxd_desktop.ui.meetings.text_grid import TextGrid

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RollView(TextGrid):
    """Điểm danh.

    Keys: 1 có mặt, 2 vắng có lý do, 3 vắng không lý do, 4 miễn, 5 tạm đi, 6 nhiệm vụ đặc biệt, and
    the cursor goes down; Space: phát biểu; Enter or F2 opens reason or gist, on these Space too;
    Delete takes the call back; Ctrl+Z.
    """

    refused = Signal(object)
    """A Problem: what was keyed cannot be."""

    def __init__(self, sheet: RollSheet) -> None:
        """Show ``sheet``."""
        super().__init__(sheet, name="Điểm danh")
        self.roll = sheet
        self.enter_right = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def stand_first(self) -> None:
        """Put the cursor on the first member who was not called, or on the first."""
        if self.roll.rows:
            waiting = (n for n, row in enumerate(self.roll.rows) if row.presence is None)
            self.stand(next(waiting, 0), CALLED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of the roll call."""
        if self.roll.read_only or event.modifiers() not in _PLAIN or not self._on_call(event):
            super().keyPressEvent(event)

    def _on_call(self, event: QKeyEvent) -> bool:
        row, key = self.currentIndex().row(), event.key()
        if row < 0:
            return False
        digit = event.text()
        if digit.isascii() and digit.isdigit():
            if int(digit) in roll_call.KEYS:
                self._call(row, roll_call.KEYS[int(digit)])
        elif key == Qt.Key.Key_Space and self.model_.editable(self.currentIndex()):
            self.edit(self.currentIndex())  # whoever types a reason here means a space
        elif key == Qt.Key.Key_Space:
            self._speak(row)
        elif key == Qt.Key.Key_Delete:
            if self.roll.take_back(row):
                self.changed()
        elif key in _ENTER and not self.model_.editable(self.currentIndex()):
            self._down(row)
        else:
            return False
        return True

    def _call(self, row: int, presence: Presence) -> None:
        if self.roll.call(row, presence):
            self.changed()
        self._down(row)

    def _speak(self, row: int) -> None:
        try:
            self.roll.toggle_spoke(row)
        except Problem as problem:
            self.refused.emit(problem)
        else:
            self.changed()

    def _down(self, row: int) -> None:
        if row + 1 < len(self.roll.rows):
            column = self.currentIndex().column()
            self.stand(row + 1, column if column >= NAME else CALLED)
        else:
            self.ended.emit()
