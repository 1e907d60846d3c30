"""A foreign sheet as it is: cells as text, line numbers, its heading rows marked."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.ui.common import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW, _LEAST, _MOST, _LOOKED_AT = 27, 56, 260, 60
_MOST_MERGES = 200
_EMPTY = Sheet("", ())
NO_HEAD = (-1, -1)


@lru_cache(maxsize=1024)
def column_name(column: int) -> str:
    """Return the letters a spreadsheet gives a column: 0 is ``A``, 26 is ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class SheetModel(QAbstractTableModel):
    """Cells of a sheet; lines and columns are numbered as in a spreadsheet."""

    def __init__(self) -> None:
        """Start without a sheet."""
        super().__init__()
        self.sheet = _EMPTY
        self.head = NO_HEAD
        self.shown: Callable[[int, int], str] | None = None
        """How a cell reads, where it is not as it is written: an old font."""
        self._columns = 0

    def set_sheet(self, sheet: Sheet, head: tuple[int, int] = NO_HEAD) -> None:
        """Show a sheet."""
        self.beginResetModel()
        self.sheet, self.head = sheet, head
        self._columns = max(map(len, sheet.rows), default=0)
        self.endResetModel()

    def set_head(self, head: tuple[int, int]) -> None:
        """Mark other heading rows."""
        self.head = head
        if self.rowCount():
            last = self.index(self.rowCount() - 1, max(self._columns - 1, 0))
            self.dataChanged.emit(self.index(0, 0), last)

    def is_head(self, row: int) -> bool:
        """Tell whether a row belongs to the heading."""
        return self.head[0] >= 0 and self.head[0] <= row <= self.head[1]

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; rows may be shorter than the sheet."""
        cells = self.sheet.rows[row]
        if column >= len(cells):
            return ""
        return self.shown(row, column) if self.shown is not None else cells[column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; the whole text as its tooltip."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column()).replace("\n", " ⏎ ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.text(index.row(), index.column()) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = f"{column_name(index.column())}{index.row() + 1}"
            head = ", dòng tiêu đề" if self.is_head(index.row()) else ""
            return f"{place}{head}: {self.text(index.row(), index.column())}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return ``A`` … over the columns, ``1`` … beside the lines."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_name(section)
        return str(section + 1)


class _Cells(QStyledItemDelegate):
    """Paints plain cells; heading rows on a soft ground, in bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look = theme.current()
        model = index.model()
        head = isinstance(model, SheetModel) and model.is_head(index.row())
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        elif head:
            painter.fillRect(rect, look.color("warn_soft"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        text = str(index.data() or "")
        if text:
            font = option.font
            font.setBold(head)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            room = rect.adjusted(look.px(6), 0, -look.px(6), 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, elided)
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class SheetGrid(QTableView):
    """Shows a foreign sheet; it is never changed here."""

    row_chosen = Signal(int)
    """Enter or a double click on a row, from 0."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start without a sheet; ``name`` is what a screen reader calls it."""
        super().__init__(parent)
        look = theme.current()
        theme.mark(self, "boxed")
        self.setAccessibleName(name)
        self.cells = SheetModel()
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        lines = self.verticalHeader()
        lines.setHighlightSections(False)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(20)
        lines.setDefaultSectionSize(look.line(_ROW))
        lines.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._on_double_click)

    def show_sheet(
        self,
        sheet: Sheet,
        head: tuple[int, int] = NO_HEAD,
        shown: Callable[[int, int], str] | None = None,
    ) -> None:
        """Show a sheet from its first line on; columns are as wide as their first texts."""
        self.clearSpans()
        self.cells.shown = shown
        self.cells.set_sheet(sheet, head)
        for first, left, last, right in sheet.merges[:_MOST_MERGES]:
            if last < len(sheet.rows) and right < self.cells.columnCount():
                self.setSpan(first, left, last - first + 1, right - left + 1)
        self._fit()
        if self.cells.rowCount() and self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(max(head[0], 0), 0))
            self.scrollToTop()

    def show_head(self, head: tuple[int, int]) -> None:
        """Mark other heading rows of the sheet that is shown."""
        self.cells.set_head(head)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        if row < self.cells.rowCount() and column < self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(row, column))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a row with Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if enter and event.modifiers() in plain and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        look, metrics = theme.current(), self.fontMetrics()
        model = self.cells
        rows = range(min(model.rowCount(), _LOOKED_AT))
        for column in range(model.columnCount()):
            texts = {model.text(row, column)[:60] for row in rows}
            wide = max(map(metrics.horizontalAdvance, texts), default=0) + look.px(24)
            self.setColumnWidth(column, max(look.px(_LEAST), min(wide, look.px(_MOST))))

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        self.row_chosen.emit(index.row())
