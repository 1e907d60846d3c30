"""A sheet of words whose last line is empty: what is written there becomes a row."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.grid_sheet import Sheet
from tcxd_desktop.ui.meetings.text_grid import TextGrid

_HEAD, _ROW, _MOST = 31, 31, 9


class GrowingGrid(TextGrid):
    """Enter in the empty first cell of the last line leaves the table."""

    def __init__(
        self, sheet: Sheet[Any], blank: object, *, name: str, parent: QWidget | None = None
    ) -> None:
        """Show ``sheet``, to which ``blank`` is added."""
        super().__init__(sheet, name=name, parent=parent)
        self._blank = blank
        self.model_.edited.connect(self._grow)
        self.fit_height()

    def reset_rows(self) -> None:
        """Show the sheet anew."""
        super().reset_rows()
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the rows, up to nine."""
        look = theme.current()
        rows = min(max(len(self.sheet.rows), 1), _MOST)
        self.setFixedHeight(look.line(_HEAD) + rows * look.line(_ROW) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the table by Tab; Ctrl+Delete takes a whole line away."""
        if event.key() == Qt.Key.Key_Delete and (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self._remove(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _remove(self, row: int) -> None:
        sheet = self.sheet
        if not 0 <= row < len(sheet.rows) - 1 or not sheet.editable(row, 0):
            return
        sheet.keep()
        self.model_.beginRemoveRows(QModelIndex(), row, row)
        del sheet.rows[row], sheet.kept[row]
        sheet.typed = {
            (at - (at > row), key): typed for (at, key), typed in sheet.typed.items() if at != row
        }
        self.model_.endRemoveRows()
        self.fit_height()
        self.changed()
        self.said.emit("Đã xóa 1 dòng. Ctrl+Z để lấy lại.")

    @Slot()
    def _grow(self) -> None:
        sheet = self.sheet
        place = len(sheet.rows)
        if place and sheet.rows[-1] != self._blank and sheet.editable(place - 1, 0):
            self.model_.beginInsertRows(QModelIndex(), place, place)
            sheet.rows.append(self._blank)
            sheet.kept.append(None)
            self.model_.endInsertRows()
        self.fit_height()

    @Slot(str)
    def _on_walked(self, step: str) -> None:
        index = self.currentIndex()
        waiting = index.row() == len(self.sheet.rows) - 1 and index.column() == 0
        if step in ("enter", "right") and waiting and self.sheet.rows[-1] == self._blank:
            self.setFocus()
            self.ended.emit()
            return
        super()._on_walked(step)
