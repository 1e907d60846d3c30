"""Lists: a lazy table model over records, sorted by Python keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD = int(Qt.ItemDataRole.UserRole)
TONE = RECORD + 1
COLUMN = RECORD + 2
_NOWHERE = QModelIndex()
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


@dataclass(frozen=True)  # with slots, ``Column[X](…)`` fails on Python 3.11
class Column(Generic[R]):
    """A column of a list."""

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    """Key to sort by; without it the text itself."""
    align: str = "left"
    """``left``, ``center``, ``right``."""
    width: int = 120
    tone: Callable[[R], str] | None = None
    """Shows the text as a badge: ``ok``, ``warn``, ``bad``, ``plain``; ``""`` is plain text."""
    tip: Callable[[R], str] | None = None
    shown: bool = True
    """Whether it is shown until the user chooses otherwise."""
    muted: bool = False
    sortable: bool = True
    numbered: bool = False
    """Shows the number of the row instead of ``text``; never copied, printed or exported."""


class Sorted(Generic[R]):
    """Records in the order of a key: stable, without moving the records themselves."""

    def __init__(self, records: Sequence[R] = ()) -> None:
        """Start in the order given."""
        self.records: Sequence[R] = records
        self.order: list[int] = list(range(len(records)))

    def by(self, key: Callable[[R], Any] | None, *, descending: bool = False) -> None:
        """Sort; ``None`` is the order given. Equal keys keep the order given, both ways."""
        self.order = list(range(len(self.records)))
        if key is not None:
            keys = [key(record) for record in self.records]
            self.order.sort(key=keys.__getitem__, reverse=descending)

    def at(self, row: int) -> R:
        """Return the record in ``row``."""
        return self.records[self.order[row]]


class Rows(QAbstractTableModel, Generic[R]):
    """Table model over frozen records: nothing is made for a row until it is looked at."""

    sorted_by = Signal(str, bool)
    """Column key and whether descending, after the user sorted."""

    def __init__(self, columns: Sequence[Column[R]], records: Sequence[R] = ()) -> None:
        """Show ``records`` through ``columns``."""
        super().__init__()
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self._sorted = Sorted(records)
        self._key = ""
        self._descending = False

    def set_records(self, records: Sequence[R]) -> None:
        """Show other records, in the order in force."""
        self.beginResetModel()
        self._sorted = Sorted(records)
        self._arrange()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns of the same records."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def records(self) -> list[R]:
        """Return the records in the order shown."""
        return [self._sorted.at(row) for row in range(len(self._sorted.order))]

    def record(self, row: int) -> R:
        """Return the record in ``row``."""
        return self._sorted.at(row)

    def find(self, wanted: Callable[[R], bool]) -> int:
        """Return the first row whose record is wanted, or -1."""
        rows = range(len(self._sorted.order))
        return next((row for row in rows if wanted(self._sorted.at(row))), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._sorted.order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the view asks of one cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == COLUMN:
            return column
        if column.numbered and role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        return _of_record(column, self._sorted.at(index.row()), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one restores the order given."""
        if column >= len(self.columns) or (column >= 0 and not self.columns[column].sortable):
            return
        self._key = self.columns[column].key if column >= 0 else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self._sorted.order
        self._arrange()
        self._follow(before)
        self.layoutChanged.emit()
        self.sorted_by.emit(self._key, self._descending)

    def _arrange(self) -> None:
        column = next((c for c in self.columns if c.key == self._key), None)
        key = (column.sort or column.text) if column is not None else None
        self._sorted.by(key, descending=self._descending)

    def _follow(self, before: list[int]) -> None:
        kept = self.persistentIndexList()
        if not kept:
            return
        place = {number: row for row, number in enumerate(self._sorted.order)}
        moved = [self.index(place[before[index.row()]], index.column()) for index in kept]
        self.changePersistentIndexList(kept, moved)


def _of_record(column: Column[R], record: R, role: int) -> Any:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return column.text(record)
    if role == RECORD:
        return record
    if role == TONE and column.tone is not None:
        return column.tone(record)
    if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
        return column.tip(record)
    return None
