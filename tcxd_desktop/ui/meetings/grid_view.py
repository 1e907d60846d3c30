"""A table typed in as a spreadsheet: Enter and Tab go on, Ctrl+D repeats, blocks are pasted."""

import csv
import io
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.common.table import as_cells
from tcxd_desktop.ui.meetings.grid_cells import ROW_HEIGHT, SheetCells
from tcxd_desktop.ui.meetings.grid_model import SheetModel
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, Shown

_HEAD = 31
_TWO_LINES = 46
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class SheetView(QTableView):
    """Bảng nhập.

    Keys: typing or F2 edits; Enter, Tab and the arrows take the cell and go on; Esc gives a cell
    up; Delete empties; Ctrl+D repeats the line above; Ctrl+C, Ctrl+V, Ctrl+Z.
    """

    said = Signal(str)
    """A calm word about what happened."""
    stood = Signal()
    """The cursor stands on another cell, or its cell has changed."""
    typed = Signal()
    """A cell is being typed in; nothing is taken yet."""

    def __init__(self, sheet: Sheet[Any], *, name: str, parent: QWidget | None = None) -> None:
        """Show ``sheet``; ``name`` is what a screen reader calls it."""
        super().__init__(parent)
        self.enter_right = False
        """Enter goes to the right instead of down."""
        self.model_ = SheetModel(sheet)
        self.setModel(self.model_)
        self.setAccessibleName(name)
        cells = SheetCells(self.model_, self)
        self.setItemDelegate(cells)
        cells.walked.connect(self._on_walked)
        cells.repeat_wanted.connect(self.repeat)
        cells.typed.connect(self.typed)
        self._dress()
        self.model_.edited.connect(self.stood)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def sheet(self) -> Sheet[Any]:
        """What is shown."""
        return self.model_.sheet

    def reset_rows(self) -> None:
        """Show the sheet anew; the cursor stays in its place."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.model_.reset()
        self._size()
        self.fit()
        if row >= 0:
            self.stand(min(row, self.model_.rowCount() - 1), column)
        self.stood.emit()

    def stand(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        index = self.model_.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def stand_first(self) -> None:
        """Put the cursor on the first cell that can be typed in, or the first there is."""
        places = [(r, c) for r in range(self.model_.rowCount()) for c in self._shown_columns()]
        found = next((place for place in places if self.sheet.editable(*place)), None)
        if found is None:
            found = next((p for p in places if self.sheet.head(p[0]) is None), None)
        if found is not None:
            self.stand(*found)

    def commit(self) -> None:
        """Take the cell in hand."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, LineField):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def in_hand(self) -> tuple[int, int, str] | None:
        """Return row, column and text of the cell being typed in, without taking it."""
        index = self.currentIndex()
        editor = self.indexWidget(index) if index.isValid() else None
        if not isinstance(editor, LineField):
            return None
        return index.row(), index.column(), " ".join(editor.text().split())

    def typing(self) -> bool:
        """Tell whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def now(self) -> Shown | None:
        """Return what the cell shows the cursor stands on."""
        index = self.currentIndex()
        if not index.isValid() or self.sheet.head(index.row()) is not None:
            return None
        return self.sheet.shown(index.row(), index.column())

    @Slot()
    def repeat(self) -> None:
        """Write the value above into the cells selected, or the one in hand."""
        self.commit()
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        first = min((index.row() for index in chosen), default=-1)
        several = any(index.row() != first for index in chosen)
        # As in a spreadsheet: of a block its first line is what is repeated.
        targets = [index for index in chosen if index.row() > first] if several else chosen
        self.model_.repeat(targets or [self.currentIndex()])

    def fit(self) -> None:
        """Share the width out; columns that can be spared are hidden where there is little."""
        px, columns = theme.current().px, self.sheet.columns
        room = self.viewport().width()
        least = [px(column.least) for column in columns]
        shown = set(range(len(columns)))
        for number in sorted(shown, key=lambda n: -columns[n].spare):
            if columns[number].spare and sum(least[n] for n in shown) > room:
                shown.discard(number)
        spare = max(room - sum(least[n] for n in shown), 0)
        shares = sum(columns[n].share for n in shown) or 1
        header = self.horizontalHeader()
        for number, column in enumerate(columns):
            header.setSectionHidden(number, number not in shown)
            header.resizeSection(number, least[number] + int(spare * column.share / shares))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a cell as soon as the table is entered."""
        if not self.currentIndex().isValid():
            self.stand_first()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of a spreadsheet; Shift+Enter and Ctrl+Enter are the page's."""
        if event.key() in _ENTER and event.modifiers() not in _PLAIN:
            event.ignore()
        elif not (self._on_move(event) or self._on_edit(event) or self._on_block(event)):
            super().keyPressEvent(event)

    def _on_move(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Return: "enter",
            Qt.Key.Key_Enter: "enter",
            Qt.Key.Key_Tab: "right",
            Qt.Key.Key_Backtab: "left",
        }
        key = Qt.Key(event.key())
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key not in steps or not (
            event.modifiers() in _PLAIN or (shifted and key == Qt.Key.Key_Backtab)
        ):
            return False
        self._go(steps[key])
        return True

    def _on_edit(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), event.modifiers() in _PLAIN
        if key == Qt.Key.Key_F2 and plain:
            self.edit(self.currentIndex())
            editor = self.indexWidget(self.currentIndex())
            if isinstance(editor, LineField):
                editor.edit.end(False)  # noqa: FBT003 - Qt's own: without selecting
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.model_.clear(self.selectedIndexes())
        elif key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.repeat()
        else:
            return False
        return True

    def _on_block(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            if self.model_.undo():
                self.said.emit("Đã trả lại như trước.")
        else:
            return False
        return True

    def _copy(self) -> None:
        found = self.selectedIndexes()
        rows = sorted({index.row() for index in found})
        columns = sorted({index.column() for index in found})
        lines = [[str(self.model_.index(r, c).data() or "") for c in columns] for r in rows]
        if lines:
            QGuiApplication.clipboard().setMimeData(as_cells(lines))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        table = list(csv.reader(io.StringIO(text), delimiter="\t"))
        index = self.currentIndex()
        if not table or not index.isValid():
            return
        took = self.model_.write_block(index, table)
        self.said.emit(
            f"Đã dán vào {took} ô. Ctrl+Z để bỏ." if took else "Các ô ở đây không nhập được."
        )

    @Slot(str)
    def _on_walked(self, step: str) -> None:
        self.setFocus()
        if step:
            self._go(step)
        self.stood.emit()

    def _go(self, step: str) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.stand_first()
            return
        if step == "enter":
            step = "right" if self.enter_right else "down"
        across = step in ("left", "right")
        forward = step in ("right", "down")
        place = self._next(index, across=across, forward=forward)
        if place is not None:
            self.stand(*place)

    def _next(self, index: QModelIndex, *, across: bool, forward: bool) -> tuple[int, int] | None:
        """Return the next cell that can be typed in; past the end of a row the next row's first."""
        row, column = index.row(), index.column()
        rows = range(row + 1, self.model_.rowCount()) if forward else range(row - 1, -1, -1)
        if not across:
            return next(((r, column) for r in rows if self.sheet.editable(r, column)), None)
        columns = self._shown_columns()
        here = [c for c in columns if (c > column if forward else c < column)]
        every = columns if forward else columns[::-1]
        places = [(row, c) for c in (here if forward else here[::-1])]
        places += [(r, c) for r in rows for c in every]
        return next((place for place in places if self.sheet.editable(*place)), None)

    def _shown_columns(self) -> list[int]:
        count = self.model_.columnCount()
        return [c for c in range(count) if not self.isColumnHidden(c)]

    @Slot()
    def _on_current(self) -> None:
        self._show_titles()
        self.stood.emit()

    @Slot()
    def _on_scrolled(self) -> None:
        self._show_titles()

    def _show_titles(self) -> None:
        """Show the titles of the row at the top, whose own titles are out of sight."""
        self.model_.show_titles_of(max(self.rowAt(0), 0))

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        self._size()

    def _size(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.line(ROW_HEIGHT))
        for row in range(self.model_.rowCount()):
            if self.sheet.head(row) is not None:
                self.verticalHeader().resizeSection(row, look.line(_TWO_LINES, 2))
        two = any("\n" in title for title in self.sheet.titles(0))
        high = look.line(_TWO_LINES, 2) if two else look.line(_HEAD)
        self.horizontalHeader().setFixedHeight(high)


class CellLine(QLabel):
    """The line below a sheet: what is wrong with the cell in hand, or how it is typed."""

    def __init__(self, view: SheetView, usual: str) -> None:
        """Follow ``view``; ``usual`` is said where a cell has nothing to say."""
        super().__init__()
        self._view, self._usual = view, usual
        theme.mark(self, "message")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        view.stood.connect(self._say)
        self._say()

    @Slot()
    def _say(self) -> None:
        shown, index = self._view.now(), self._view.currentIndex()
        column = self._view.model_.column_of(index) if shown is not None else None
        tip = column.tip if column is not None else ""
        tone, text = "plain", tip or self._usual
        if shown is not None and shown.said:
            tone = "bad" if shown.wrong else "warn" if shown.warned else "plain"
            text = shown.said
        if shown is not None and shown.side and column is not None and column.side_name:
            text = f"Số nhỏ là điểm {column.side_name.lower()}: {shown.side} · {text}"
        theme.set_mark(self, "tone", tone)
        self.setText(text)
