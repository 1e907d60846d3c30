"""The board as a table: a row a chi bộ, twelve months, thematic meetings, the mean."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tcxd_desktop.domain.meetings import Board, BoardCell, BoardRow
from tcxd_desktop.ui.meetings.board_cells import FUTURE, SHOWN
from tcxd_desktop.ui.meetings.board_rows import (
    Ink,
    Narrow,
    Shown,
    Sort,
    arranged,
    decimal,
    said,
    shown,
    thematic_behind,
    thematic_said,
    thematic_text,
)
from tcxd_desktop.wording.formats import show_number

Index = QModelIndex | QPersistentModelIndex
MONTHS = 12
THEMATIC, MEAN = MONTHS, MONTHS + 1
_NOWHERE = QModelIndex()
_HEADS = (*(f"T{month}" for month in range(1, MONTHS + 1)), "Chuyên\nđề", "Trung\nbình")
_HEAD_SAID = (
    *(f"Tháng {month}" for month in range(1, MONTHS + 1)),
    "Số quý đã sinh hoạt chuyên đề",
    "Trung bình cộng điểm chính thức",
)


class BoardModel(QAbstractTableModel):
    """Reads records; nothing is made for a cell until it is looked at."""

    def __init__(self, today: date) -> None:
        """Start empty."""
        super().__init__()
        self._today = today
        self._shown: dict[tuple[int, int], Shown] = {}
        self.board = Board(today.year, ())
        self.rows: list[BoardRow] = []
        self.sort_by = Sort.TREE
        self.narrow = Narrow()

    def show(self, board: Board) -> None:
        """Show another reading, in the order and narrowed as before."""
        self.board = board
        self._arrange()

    def set_sort(self, sort: Sort) -> None:
        """Order the rows otherwise."""
        self.sort_by = sort
        self._arrange()

    def set_narrow(self, narrow: Narrow) -> None:
        """Look at some rows only."""
        self.narrow = narrow
        self._arrange()

    def row_of(self, unit_id: int) -> int:
        """Return the row of a chi bộ, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.unit_id == unit_id), -1)

    def cell(self, row: int, month: int) -> BoardCell:
        """Return the cell of a month, counted from 1."""
        return self.rows[row].cells[month - 1]

    def wordy(self, month: int) -> set[str]:
        """Return the words a month's column has to show: the widest want room."""
        return {
            cell.text
            for cell in (self._look(row, month - 1) for row in range(len(self.rows)))
            if cell.ink in (Ink.WORD, Ink.LATE, Ink.DAY)
        }

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many chi bộ are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the months and two columns more."""
        return 0 if parent.isValid() else MONTHS + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.rows[row].unit}, {self._said(row, column)}"
        if role == FUTURE:
            return self._future(column)
        look = self._look(row, column)
        return {SHOWN: look, int(Qt.ItemDataRole.DisplayRole): look.text}.get(int(role))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the head of a month, the name of a chi bộ."""
        if orientation == Qt.Orientation.Horizontal:
            said = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            if said:
                return _HEAD_SAID[section]
            return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.rows):
            return None
        row = self.rows[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.unit}: {show_number(row.members)} đảng viên"
        names = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row.unit if role in names else None

    def closed(self, month: int) -> bool:
        """Tell whether a month was closed."""
        return f"{self.board.year:04d}-{month:02d}" in self.board.closed

    def _arrange(self) -> None:
        self.beginResetModel()
        self.rows = arranged(self.board.rows, self.sort_by, self.narrow)
        self._shown.clear()
        self.endResetModel()

    def _future(self, column: int) -> bool:
        month = (self.board.year, column + 1)
        return column < MONTHS and month > (self._today.year, self._today.month)

    def _look(self, row: int, column: int) -> Shown:
        key = (row, column)
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = self._made(self.rows[row], column)
        return found

    def _made(self, row: BoardRow, column: int) -> Shown:
        if column < MONTHS:
            return shown(row.cells[column])
        if column == THEMATIC:
            behind = thematic_behind(row, self.board.year, self._today)
            return Shown(thematic_text(row), Ink.BEHIND if behind else Ink.NONE)
        return Shown(show_number(decimal(row.mean)))

    def _said(self, row: int, column: int) -> str:
        found = self.rows[row]
        if column == THEMATIC:
            return thematic_said(found)
        if column == MEAN:
            mean = show_number(decimal(found.mean))
            return f"trung bình {mean} điểm" if mean else "chưa có điểm chính thức"
        return f"tháng {column + 1}: {said(found.cells[column])}"
