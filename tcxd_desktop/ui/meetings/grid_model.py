"""Qt's view of a sheet of cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn

Index = QModelIndex | QPersistentModelIndex
SHOWN = int(Qt.ItemDataRole.UserRole)
HEAD = SHOWN + 1
_NOWHERE = QModelIndex()
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


class SheetModel(QAbstractTableModel):
    """Shows a sheet and writes into it."""

    edited = Signal()
    """The user changed something."""

    def __init__(self, sheet: Sheet[Any]) -> None:
        """Show ``sheet``."""
        super().__init__()
        self.sheet = sheet
        self._titles: Sequence[str] = sheet.titles(0)

    def reset(self) -> None:
        """Show the sheet anew: its rows are others now."""
        self.beginResetModel()
        self._titles = self.sheet.titles(0)
        self.endResetModel()

    def show_titles_of(self, row: int) -> None:
        """Show the titles that hold for ``row`` above the columns."""
        titles = self.sheet.titles(row)
        if list(titles) != list(self._titles):
            self._titles = titles
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)

    def column_of(self, index: Index) -> SheetColumn[Any] | None:
        """Return the column of a cell."""
        return self.sheet.column_of(index.row(), index.column())

    def editable(self, index: Index) -> bool:
        """Tell whether a cell can be typed in."""
        return index.isValid() and self.sheet.editable(index.row(), index.column())

    def write(self, index: Index, text: str) -> None:
        """Write what was typed."""
        if self.sheet.write(index.row(), index.column(), text):
            self._tell()

    def write_block(self, index: Index, table: Sequence[Sequence[str]]) -> int:
        """Write a block of cells; returns how many took something."""
        took = self.sheet.write_block(index.row(), index.column(), table)
        self._tell()
        return took

    def clear(self, cells: Iterable[Index]) -> int:
        """Empty cells; returns how many were."""
        count = self.sheet.clear([(index.row(), index.column()) for index in cells])
        self._tell()
        return count

    def repeat(self, cells: Iterable[Index]) -> bool:
        """Write the value above into cells, from the top; false where there is none."""
        done = [self.sheet.repeat(index.row(), index.column()) for index in cells]
        self._tell()
        return any(done)

    def undo(self) -> bool:
        """Take the last change back; false when there is none."""
        rows = len(self.sheet.rows)
        if not self.sheet.undo():
            return False
        if len(self.sheet.rows) != rows:
            self.reset()
        self._tell()
        return True

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are, rows of titles too."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        row, number = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            column = self.sheet.column_of(row, number) or self.sheet.columns[number]
            return _ALIGN[column.align]
        head = self.sheet.head(row)
        if head is not None:
            return self._of_head(row, head[number] if number < len(head) else "", role)
        if role == SHOWN:
            return self.sheet.shown(row, number)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.sheet.text(row, number)
        return self._told(row, number, role)

    def _of_head(self, row: int, title: str, role: int) -> str | None:
        """Return what a row of titles shows."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sheet.head_tip(row) or None
        return title if role in (HEAD, Qt.ItemDataRole.DisplayRole) else None

    def _told(self, row: int, number: int, role: int) -> str | None:
        """Return the sentence of a cell, for the mouse and for who hears the screen."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sheet.shown(row, number).said or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = self.sheet.shown(row, number)
            return ", ".join(part for part in (shown.text, shown.side, shown.said) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if section < len(self._titles) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.sheet.columns[section].align]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be stood on, and those be edited that can be typed in."""
        if not index.isValid() or self.sheet.head(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable(index) else flags

    def _tell(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()
