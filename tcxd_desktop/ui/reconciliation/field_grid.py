"""The compared fields of one person: ours and each source side by side, what differs marked."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from tcxd_desktop.domain.reconciliation import Decided, Source
from tcxd_desktop.domain.reconciliation_views import FieldRecon
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Cells
from tcxd_desktop.ui.common.rows import COLUMN, RECORD, Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.field_rows import best, columns, offers

Index = QModelIndex | QPersistentModelIndex
DIGITS = {
    Qt.Key.Key_1: Decided.TAKE,
    Qt.Key.Key_2: Decided.KEEP,
    Qt.Key.Key_3: Decided.OTHER,
    Qt.Key.Key_4: Decided.PASSED,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FieldGrid(Table[FieldRecon]):
    """One line a field. ↑ ↓ go from field to field, ← → from source to source; 1 to 4 decide."""

    decision_wanted = Signal(object)
    """Decided."""
    undo_wanted = Signal()
    source_changed = Signal(object)
    """Source the decisions go by."""

    def __init__(self) -> None:
        """Start without anybody."""
        super().__init__(columns(()), identity=lambda row: row.target, name="Các mục đối chiếu")
        self._sources: tuple[Source, ...] = ()
        self.source: Source | None = None
        self.setItemDelegate(FieldCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setToolTip("1 lấy theo nguồn, 2 giữ hồ sơ, 3 giá trị khác, 4 bỏ qua; ← → chọn nguồn")
        self.current_changed.connect(self._on_row)

    def show_rows(self, rows: Sequence[FieldRecon], sources: Sequence[Source]) -> None:
        """Show the fields of somebody, with a column for each source that says something."""
        if tuple(sources) != self._sources:
            self._sources = tuple(sources)
            self.rows.set_columns(columns(self._sources))
            self._fit()
        self.show_records(rows)
        self._on_row()

    def go_to_open(self) -> bool:
        """Put the cursor on the next field that waits for a decision; false: there is none."""
        rows = self.rows.records()
        start = max(self.currentIndex().row(), 0)
        for step in range(len(rows)):
            place = (start + step) % len(rows)
            if rows[place].open:
                self.select_place(place)
                return True
        return False

    def choose(self, source: Source) -> None:
        """Let decisions go by a source."""
        if source is not self.source:
            self.source = source
            self.source_changed.emit(source)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide with a digit, choose the source sideways; Delete takes a decision back."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        if plain and key in DIGITS:
            self.decision_wanted.emit(DIGITS[key])
        elif plain and key == Qt.Key.Key_Delete:
            self.undo_wanted.emit()
        elif plain and key in _SIDEWAYS:
            self._step(_SIDEWAYS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the source whose cell was clicked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        column = index.data(COLUMN) if index.isValid() else None
        if isinstance(column, Column) and column.key in {str(one) for one in self._sources}:
            self.choose(Source(column.key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field of the cursor in sight when the decision below it asks for room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _step(self, by: int) -> None:
        row = self.current_record()
        offered = offers(row) if row is not None else ()
        if self.source is not None and self.source in offered:
            place = offered.index(self.source) + by
            if 0 <= place < len(offered):
                self.choose(offered[place])

    @Slot()
    def _on_row(self) -> None:
        row = self.current_record()
        proposed = best(row) if row is not None else None
        if row is None or proposed is None:
            self.source = None
        elif self.source not in offers(row):
            self.choose(proposed)
        self.viewport().update()

    def _fit(self) -> None:
        """Share the room left over between what is compared: ours and every source."""
        header, px = self.horizontalHeader(), theme.current().px
        widths = [px(column.width) for column in self.rows.columns]
        shared = range(1, len(widths) - 1)
        spare = max(self.viewport().width() - sum(widths), 0)
        for number, width in enumerate(widths):
            header.resizeSection(number, width + (spare // len(shared) if number in shared else 0))


class FieldCells(Cells):
    """Marks what differs with a sign, and frames the source that decisions go by."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        super().paint(painter, option, index)
        grid, row, column = self.parent(), index.data(RECORD), index.data(COLUMN)
        if not (
            isinstance(grid, FieldGrid)
            and isinstance(row, FieldRecon)
            and isinstance(column, Column)
            and grid.source is not None
            and column.key == str(grid.source)
            and index.row() == grid.currentIndex().row()
            and len(offers(row)) > 1
        ):
            return
        look = theme.current()
        painter.save()
        painter.setPen(QPen(look.color("accent"), 2 if grid.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()
