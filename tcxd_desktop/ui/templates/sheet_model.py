"""The lines of a sheet: cells that are given, cells that can be typed, what is wrong in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Fact
from tcxd_desktop.ui.common.reading import Sources, show_value
from tcxd_desktop.wording.problems import sentence

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole)
LEFT = Qt.AlignmentFlag.AlignLeft
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: what it shows, and what can be typed into it."""

    text: str = ""
    fact: Fact | None = None
    """What can be typed; ``None``: nothing."""
    value: Any = None
    faint: str = ""
    """Shown in a pale ink while nothing is typed: what holds without it."""
    tone: str = ""
    """Shows the text as a badge."""
    strong: bool = False
    right: bool = False
    indent: int = 0
    tip: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, its width at 100 % (0: its share of the room that is left)."""

    title: str
    width: int = 0
    right: bool = False
    share: int = 1
    spare: bool = False
    """Left out where there is little room."""


class SheetModel(QAbstractTableModel):
    """Lines of cells; a typed cell is told, and shown when it is set again."""

    def __init__(self, columns: Sequence[SheetColumn], sources: Sources) -> None:
        """Start without lines."""
        super().__init__()
        self.columns = tuple(columns)
        self.sources = sources
        self.read_only = False
        self._rows: list[Sequence[SheetCell]] = []
        self._wrong: dict[tuple[int, int], tuple[str, Problem]] = {}

    def set_rows(self, rows: Sequence[Sequence[SheetCell]]) -> None:
        """Show lines; where there are as many as before, cells change in place."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = list(rows)
            self._wrong.clear()
            self.endResetModel()
            return
        self._rows = list(rows)
        if rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1)
            )

    def cell(self, index: Index) -> SheetCell:
        """Return a cell."""
        return self._rows[index.row()][index.column()]

    def typed(self, index: Index) -> str:
        """Return text of a cell that could not be read."""
        return self._wrong.get((index.row(), index.column()), ("", None))[0]

    def problem(self, index: Index) -> Problem | None:
        """Return what is wrong with a cell."""
        found = self._wrong.get((index.row(), index.column()))
        return found[1] if found else None

    def set_wrong(self, index: Index, typed: str, problem: Problem | None) -> None:
        """Keep text that cannot be read, or forget it."""
        place = (index.row(), index.column())
        if problem is None:
            self._wrong.pop(place, None)
        else:
            self._wrong[place] = (typed, problem)
        here = self.index(*place)
        self.dataChanged.emit(here, here)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks of a cell."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(cell, index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._shown(cell, index) or cell.faint
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            problem = self.problem(index)
            return sentence(problem) if problem is not None else cell.tip
        return None

    def _shown(self, cell: SheetCell, index: Index) -> str:
        typed = self.typed(index)
        if typed:
            return typed
        if cell.fact is None:
            return cell.text
        return show_value(cell.fact, cell.value, self.sources)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells with a fact be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        open_ = self.cell(index).fact is not None and not self.read_only
        return flags | Qt.ItemFlag.ItemIsEditable if open_ else flags
