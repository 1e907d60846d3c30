"""A small table for the repeating rows of a dossier, typed and walked like a paper table."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMetaMethod, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cell_editor import ROW_HEIGHT, CellEditor
from tcxd_desktop.ui.common.fields import Field
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.row_model import RowsModel
from tcxd_desktop.ui.common.tab_order import ENTRY, focus_next
from tcxd_desktop.ui.common.table import as_cells

_HEAD = 31
_MOST_ROWS = 12
_WIDTHS = {
    Kind.DATE: 104,
    Kind.TERM: 104,
    Kind.FLAG: 64,
    Kind.NUMBER: 90,
    Kind.MONEY: 130,
    Kind.DIGITS: 110,
    Kind.CODE: 150,
    Kind.OPEN_CODE: 150,
    Kind.UNIT: 180,
}
_LINE_WIDTH = 190


class RowsField(QTableView):
    """Edits the rows of one repeating table.

    Keys: F2, Enter or a double click edits; Enter and Tab walk cells; Enter on the last line adds
    a row; Delete removes rows, Ctrl+Z brings them back; Alt+↑ and Alt+↓ move a row; Ctrl+V adds
    rows copied in Excel.
    """

    changed = Signal()
    """The user changed a row."""
    said = Signal(str)
    """A calm word about what happened, such as ``Đã xóa 1 dòng. Ctrl+Z để lấy lại.``"""
    help_wanted = Signal(str)
    """F1, with the key of the table."""
    focused = Signal(str)
    """The table was entered, with its key."""
    column_entered = Signal(str)
    """Another cell is in hand, as ``table.column``; only ``table`` below the last row."""

    def __init__(
        self,
        key: str,
        record: type,
        captions: Mapping[str, str],
        sources: Sources,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            key: name of the dossier's field.
            record: class of its rows (``domain/rows.py``).
            captions: field name to column title.
            sources: code lists, organisations, today.
            name: what a screen reader calls it.
            parent: owner.
        """
        super().__init__(parent)
        self.key = key
        self.rows = RowsModel(record, captions, sources)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setProperty(ENTRY, "yes")
        self._cells = CellEditor(self.rows, self)
        self.setItemDelegate(self._cells)
        self._cells.walked.connect(self._on_walked)
        self.rows.edited.connect(self.changed)
        self.selectionModel().currentChanged.connect(self._on_current)
        for signal in (self.rows.rowsInserted, self.rows.rowsRemoved, self.rows.modelReset):
            signal.connect(self.updateGeometry)
        self._dress()

    def value(self) -> tuple[Any, ...]:
        """Return the records of its rows."""
        self.commit()
        return self.rows.rows()

    def set_value(self, rows: Sequence[Any]) -> None:
        """Show records."""
        self.rows.set_rows(rows)

    def problem(self) -> Problem | None:
        """Return the first thing wrong in its cells."""
        return next(iter(self.rows.problems()), None)

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        self.rows.read_only = on
        self.rows.set_rows(self.rows.rows())

    def commit(self) -> None:
        """Finish the cell that is being edited."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, Field):
            editor.commit()
            self.commitData(editor)

    def sizeHint(self) -> QSize:
        """Be as high as its rows, up to twelve."""
        look = theme.current()
        rows = min(max(self.rows.rowCount(), 1), _MOST_ROWS)
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(look.px(400), look.line(_HEAD) + rows * look.line(ROW_HEIGHT) + extra + 4)

    def minimumSizeHint(self) -> QSize:
        """Never shrink below its rows."""
        return QSize(theme.current().px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of a paper table."""
        if not (self._on_row_key(event) or self._on_block_key(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a cell as soon as the table is entered."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
        self.focused.emit(self.key)
        self._tell_column(self.currentIndex())

    @Slot(QModelIndex)
    def _on_current(self, current: QModelIndex) -> None:
        if self.hasFocus():
            self._tell_column(current)

    def _tell_column(self, index: QModelIndex) -> None:
        inside = index.isValid() and index.row() < self.rows.lines()
        column = f".{self.rows.facts[index.column()][0]}" if inside else ""
        self.column_entered.emit(f"{self.key}{column}")

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.current().line(ROW_HEIGHT))
            self.updateGeometry()

    def _dress(self) -> None:
        theme.mark(self, "boxed")
        look = theme.current()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.line(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(look.line(_HEAD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for column, (_, fact) in enumerate(self.rows.facts):
            width = look.px(_WIDTHS.get(fact.kind, _LINE_WIDTH))
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))
        header.setStretchLastSection(True)

    def _on_row_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        plain = modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        row = self.currentIndex().row()
        if key == Qt.Key.Key_F1:
            self.help_wanted.emit(self.key)
            return self.isSignalConnected(QMetaMethod.fromSignal(self.help_wanted))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._enter()
        elif self.rows.read_only:
            return False
        elif key == Qt.Key.Key_Delete and plain:
            self._remove()
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            by = -1 if key == Qt.Key.Key_Up else 1
            if self.rows.shift(row, by):
                self.setCurrentIndex(self.rows.index(row + by, self.currentIndex().column()))
        else:
            return False
        return True

    def _on_block_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif self.rows.read_only:
            return False
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            if self.rows.undo():
                self.said.emit("Đã trả lại như trước.")
        else:
            return False
        return True

    def _enter(self) -> None:
        index = self.currentIndex()
        if self.rows.read_only:
            focus_next(self)
            return
        if index.row() >= self.rows.lines():
            self.rows.add_line()
            index = self.rows.index(self.rows.lines() - 1, 0)
            self.setCurrentIndex(index)
        self.edit(index)

    def _remove(self) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})
        column = self.currentIndex().column()
        count = self.rows.remove(rows)
        if count:
            self.setCurrentIndex(self.rows.index(min(rows[0], self.rows.rowCount() - 1), column))
            self.said.emit(f"Đã xóa {count} dòng. Ctrl+Z để lấy lại.")

    def _copy(self) -> None:
        found = self.selectedIndexes()
        rows = sorted({i.row() for i in found if i.row() < self.rows.lines()})
        columns = sorted({i.column() for i in found})
        lines = [[str(self.rows.index(r, c).data() or "") for c in columns] for r in rows]
        if lines:
            QGuiApplication.clipboard().setMimeData(as_cells(lines))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        table = [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(row)]
        if not table:
            return
        index = self.currentIndex()
        row = index.row() if index.isValid() else self.rows.lines()
        column = max(index.column(), 0)
        self.rows.paste(row, column, table)
        self.setCurrentIndex(self.rows.index(row, column))
        self.said.emit(f"Đã dán {len(table)} dòng. Ctrl+Z để bỏ.")

    @Slot(int)
    def _on_walked(self, by: int) -> None:
        self.setFocus()
        index = self.currentIndex()
        if not by or not index.isValid():
            return
        place = index.row() * self.rows.columnCount() + index.column() + by
        row, column = divmod(place, self.rows.columnCount())
        if row < 0:
            return
        target = self.rows.index(row, column)
        self.setCurrentIndex(target)
        if row < self.rows.lines():
            self.edit(target)
