"""The score sheet typed in: the number typed is the points, Enter goes to the next criterion."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import Method
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.meetings import sheet_typed
from tcxd_desktop.ui.meetings.grid_view import SheetView
from tcxd_desktop.ui.meetings.sheet_cells import ScoreCells, height_of
from tcxd_desktop.ui.meetings.sheet_state import Line
from tcxd_desktop.ui.meetings.sheet_table import LABEL, NOTE, ScoreTable
from tcxd_desktop.wording.formats import show_number

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScoreView(SheetView):
    """Phiếu chấm.

    Keys: digits type points (occurrences of a deduction); + full points, - none, and the cursor
    goes down; Space met or not, or the list of levels; = as the other scorer; Delete back to what
    the facts say; F2 opens the note; Ctrl+Z.
    """

    ended = Signal()
    """Enter on the last line."""
    lined = Signal(int)
    """The cursor stands on another line, or what it comes to has changed."""

    def __init__(self, table: ScoreTable) -> None:
        """Show a sheet."""
        super().__init__(table, name="Phiếu chấm điểm")
        self.agreeing = False
        """``=`` takes what the other scorer entered."""
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        cells = ScoreCells(self.model_, self)
        self.setItemDelegate(cells)
        cells.walked.connect(self._on_walked)
        cells.typed.connect(self.typed)
        self.stood.connect(self._on_stood)

    @property
    def table(self) -> ScoreTable:
        """The sheet shown."""
        sheet = self.sheet
        assert isinstance(sheet, ScoreTable)  # noqa: S101 - no other is ever shown
        return sheet

    def show_table(self, table: ScoreTable) -> None:
        """Show another sheet; the cursor stays on its line where there is one."""
        row = self.currentIndex().row()
        self.model_.sheet = table
        self.model_.reset()
        self.fit()
        self.stand(min(max(row, 0), len(table.rows) - 1), table.own)
        self.stood.emit()

    def stand_first(self) -> None:
        """Put the cursor on the first criterion without points, else on the first there is."""
        lacking = self.table.missing(-1)
        leaves = (row for row, line in enumerate(self.table.rows) if line.leaf)
        self.stand(lacking if lacking >= 0 else next(leaves, 0), self.table.own)

    def line(self) -> Line | None:
        """Return the line the cursor stands on."""
        row = self.currentIndex().row()
        return self.table.rows[row] if 0 <= row < len(self.table.rows) else None

    def next_missing(self) -> bool:
        """Go to the next criterion without points; false where there is none."""
        self.commit()
        row = self.table.missing(self.currentIndex().row())
        if row >= 0:
            self.stand(row, self.table.own)
        return row >= 0

    def put(self, entry: Entry, *, down: bool = True) -> None:
        """Enter what was picked on the current line."""
        row = self.currentIndex().row()
        if self.table.put(row, entry):
            self.told()
        if down:
            self._down(row)

    def agree(self, rows: list[int]) -> int:
        """Enter on lines what the other scorer entered; return on how many."""
        found = self.table.agree(rows)
        if found:
            self.told()
        return found

    def told(self) -> None:
        """Show that entries were changed."""
        model = self.model_
        last = model.index(model.rowCount() - 1, model.columnCount() - 1)
        model.dataChanged.emit(model.index(0, 0), last)
        model.edited.emit()

    def fit(self) -> None:
        """Share the width out, and give long criteria their lines."""
        super().fit()
        width = self.columnWidth(LABEL)
        for row, line in enumerate(self.table.rows):
            self.setRowHeight(row, height_of(line, self.font(), width))

    def levels_menu(self) -> QMenu | None:
        """Return the levels of the current criterion, numbered; ``None`` where it has none."""
        line = self.line()
        if line is None or line.item is None or line.item.method is not Method.LEVELS:
            return None
        menu = QMenu(self)
        menu.setAccessibleName("Các mức")
        for number, level in enumerate(line.item.levels):
            text = f"&{number + 1}  {show_number(level.points)} điểm · {level.label}"
            menu.addAction(self._picker(menu, text, line.entry, number))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of the score sheet."""
        plain = event.modifiers() in (*_PLAIN, Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and event.modifiers() not in _PLAIN:
            event.ignore()
        elif not (plain and self._on_score(event)):
            super().keyPressEvent(event)

    def _on_score(self, event: QKeyEvent) -> bool:
        index, line, text = self.currentIndex(), self.line(), event.text()
        if line is None:
            return False
        if event.key() in _ENTER:
            self._on_enter()
            return True
        if self.table.read_only:
            return False
        if event.key() == Qt.Key.Key_F2:
            self.stand(index.row(), NOTE)
            self.edit(self.currentIndex())
            return True
        if text.isascii() and text.isdigit():
            self._type(index.row(), text)
        elif text == "=" and self.agreeing:
            self.agree([index.row()])
            self._down(index.row())
        elif text in ("+", "-") and line.item is not None and line.leaf:
            whole = sheet_typed.full if text == "+" else sheet_typed.none
            self.put(whole(line.entry, line.item))
        elif event.key() == Qt.Key.Key_Space:
            self._on_space(line)
        else:
            return False
        return True

    def _on_enter(self) -> None:
        index = self.currentIndex()
        if index.column() == NOTE and self.model_.editable(index):
            self.edit(index)
        else:
            self._down(index.row())

    def _on_space(self, line: Line) -> None:
        if line.item is None:
            return
        if line.item.method is Method.BINARY and line.leaf:
            met = self.table.work.points(line) or 0
            turned = sheet_typed.none if met else sheet_typed.full
            self.put(turned(line.entry, line.item), down=False)
            return
        menu = self.levels_menu()
        if menu is not None:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            menu.popup(self.viewport().mapToGlobal(below + QPoint(0, 2)))

    def _type(self, row: int, digit: str) -> None:
        """Open the cell of points with its first digit."""
        self.stand(row, self.table.own)
        self.edit(self.currentIndex())
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, LineField):
            editor.set_text(digit)
            self.typed.emit()

    def _down(self, row: int) -> None:
        """Go to the next line that is scored by itself; from a group told as one, past it."""
        rows = self.table.rows
        told_as_one = rows[row].group and rows[row].entry.told
        for place in range(row + 1, len(rows)):
            line = rows[place]
            inside = told_as_one and line.item is not None and line.depth > rows[row].depth
            if not line.total and not inside and (told_as_one or not line.group):
                self.stand(place, self.table.own)
                return
        self.ended.emit()

    def _picker(self, menu: QWidget, text: str, entry: Entry, number: int) -> QAction:
        action = QAction(text, menu)

        def pick() -> None:
            self.put(sheet_typed.pick_level(entry, number))

        action.triggered.connect(pick)
        return action

    @Slot(str)
    def _on_walked(self, step: str) -> None:
        row = self.currentIndex().row()
        unread = (row, self.table.columns[self.table.own].key) in self.table.typed
        if unread:
            self.setFocus()
            self.stood.emit()  # what cannot be read is said before anything else is typed
        elif step in ("enter", "down"):
            self.setFocus()
            self._down(row)
            self.stood.emit()
        else:
            super()._on_walked(step)

    @Slot()
    def _on_stood(self) -> None:
        self.viewport().update()
        self.lined.emit(self.currentIndex().row())
