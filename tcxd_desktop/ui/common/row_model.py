"""The rows of a repeating table: cells, what is wrong in them, undo, paste. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Fact, Kind, Value, facts_of, is_blank
from tcxd_desktop.ui.common.reading import Sources, read_value, show_value
from tcxd_desktop.ui.common.rows import TONE
from tcxd_desktop.wording.problems import sentence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ADD = "Enter để thêm dòng"
_STEPS = 50
_WHY = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell holds; of text that cannot be read, the text and why."""

    value: Value
    typed: str = ""
    problem: Problem | None = None


Line = tuple[Cell, ...]


@dataclass(slots=True)
class _State:
    lines: list[Line] = field(default_factory=list)
    undo: list[list[Line]] = field(default_factory=list)


class RowsModel(QAbstractTableModel):
    """Lines of cells, and one empty line at the end that adds a row."""

    edited = Signal()
    """The user changed something."""

    def __init__(self, record: type, captions: Mapping[str, str], sources: Sources) -> None:
        """Hold rows of ``record``."""
        super().__init__()
        self.record = record
        self.facts: list[tuple[str, Fact]] = list(facts_of(record).items())
        self.captions = captions
        self.sources = sources
        self.read_only = False
        self._state = _State()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show records; forgets what could be undone."""
        self.beginResetModel()
        self._state = _State([self._line(row) for row in rows])
        self.endResetModel()

    def rows(self) -> tuple[Any, ...]:
        """Return the records, without lines that say nothing."""
        keys = [key for key, _ in self.facts]
        return tuple(
            self.record(**dict(zip(keys, (cell.value for cell in line), strict=True)))
            for line in self._state.lines
            if not _empty(line)
        )

    def problems(self) -> list[Problem]:
        """Return what is wrong in its cells."""
        cells = (cell for line in self._state.lines for cell in line)
        return [cell.problem for cell in cells if cell.problem is not None]

    def lines(self) -> int:
        """Return how many lines there are, without the one that adds."""
        return len(self._state.lines)

    def cell(self, index: Index) -> Cell:
        """Return a cell."""
        return self._state.lines[index.row()][index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the lines and the one that adds."""
        return 0 if parent.isValid() else len(self._state.lines) + (not self.read_only)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many fields a record has."""
        return 0 if parent.isValid() else len(self.facts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, its sentence when it is wrong."""
        if not index.isValid():
            return None
        if index.row() >= len(self._state.lines):
            first = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return ADD if first else None
        fact = self.facts[index.column()][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(fact)
        return self._shown(self.cell(index), fact, role)

    def _shown(self, cell: Cell, fact: Fact, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.typed or show_value(fact, cell.value, self.sources)
        if cell.problem is None:
            return None
        if role == TONE:
            return "bad"
        return sentence(cell.problem) if role in _WHY else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the caption of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        key, fact = self.facts[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.captions.get(key, key)
        return _align(fact) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell be edited, unless the table is read-only."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags if self.read_only else flags | Qt.ItemFlag.ItemIsEditable

    def write(self, index: Index, cell: Cell) -> None:
        """Put a cell; the line that adds becomes a row when it gets something."""
        if index.row() >= len(self._state.lines):
            if is_blank(cell.value) and not cell.typed:
                return
            self.add_line()
        elif self.cell(index) == cell:
            return
        else:
            self._keep()
        line = list(self._state.lines[index.row()])
        line[index.column()] = cell
        self._state.lines[index.row()] = tuple(line)
        here = self.index(index.row(), index.column())
        self.dataChanged.emit(here, here)
        self.edited.emit()

    def read(self, column: int, typed: str) -> Cell:
        """Return the cell ``typed`` makes in a column."""
        key, fact = self.facts[column]
        try:
            return Cell(read_value(fact, typed, self.sources, name=key))
        except Problem as problem:
            return Cell(self._blank()[column].value, typed, problem)

    def add_line(self) -> None:
        """Add an empty row at the end."""
        self._keep()
        place = len(self._state.lines)
        self.beginInsertRows(_NOWHERE, place, place)
        self._state.lines.append(self._blank())
        self.endInsertRows()

    def remove(self, rows: Sequence[int]) -> int:
        """Take rows away and return how many."""
        gone = sorted({row for row in rows if row < len(self._state.lines)}, reverse=True)
        if not gone:
            return 0
        self._keep()
        for row in gone:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._state.lines[row]
            self.endRemoveRows()
        self.edited.emit()
        return len(gone)

    def shift(self, row: int, by: int) -> bool:
        """Move a row up or down; false where it cannot go."""
        lines = self._state.lines
        target = row + by
        if not (0 <= row < len(lines) and 0 <= target < len(lines)):
            return False
        self._keep()
        self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, target + (by > 0))
        lines.insert(target, lines.pop(row))
        self.endMoveRows()
        self.edited.emit()
        return True

    def paste(self, row: int, column: int, table: Sequence[Sequence[str]]) -> None:
        """Write a block of cells from ``row`` and ``column`` on, adding rows as needed."""
        self._keep()
        self.beginResetModel()
        lines = self._state.lines
        for down, texts in enumerate(table):
            if row + down >= len(lines):
                lines.append(self._blank())
            line = list(lines[row + down])
            for across, text in enumerate(texts[: len(self.facts) - column]):
                line[column + across] = self.read(column + across, text)
            lines[row + down] = tuple(line)
        self.endResetModel()
        self.edited.emit()

    def undo(self) -> bool:
        """Take the last change back; false when there is none."""
        if not self._state.undo:
            return False
        self.beginResetModel()
        self._state.lines = self._state.undo.pop()
        self.endResetModel()
        self.edited.emit()
        return True

    def _keep(self) -> None:
        self._state.undo.append(list(self._state.lines))
        del self._state.undo[:-_STEPS]

    def _line(self, row: Any) -> Line:
        return tuple(Cell(getattr(row, key)) for key, _ in self.facts)

    def _blank(self) -> Line:
        return self._line(self.record())


def _empty(line: Line) -> bool:
    return all(is_blank(cell.value) or cell.value is False for cell in line)


def _align(fact: Fact) -> Qt.AlignmentFlag:
    side = {
        Kind.NUMBER: Qt.AlignmentFlag.AlignRight,
        Kind.MONEY: Qt.AlignmentFlag.AlignRight,
        Kind.FLAG: Qt.AlignmentFlag.AlignHCenter,
    }.get(fact.kind, Qt.AlignmentFlag.AlignLeft)
    return side | Qt.AlignmentFlag.AlignVCenter
