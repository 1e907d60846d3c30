"""Small tables of a template: columns share the width, conditions have their list to insert."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tcxd_desktop.domain.facts import Kind, is_blank
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cell_editor import CellEditor
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.row_model import Cell, Index, RowsModel
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.common.table_field import RowsField
from tcxd_desktop.ui.templates.inputs import ExpressionField

EXPRESSION = "expression"
"""``Fact.item`` of a column that holds an expression."""
_LEAST = {Kind.NUMBER: 62, Kind.FLAG: 62, Kind.TERM: 96, Kind.DATE: 96}
_LEAST_WORDS = 92
_EDITED = 300
"""A line being typed gets at least this width, whatever its column has."""
_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Reasons of losing the keyboard after which it comes back to the cell."""


def field_of(watched: QObject | None) -> Field | None:
    """Return the field an entry belongs to."""
    while watched is not None and not isinstance(watched, Field):
        watched = watched.parent()
    return watched


class TypedCells(CellEditor):
    """Cell fields; a condition's has its list of what to insert."""

    insert_wanted = Signal(object)
    """The ExpressionField whose list is wanted."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        """Edit cells of ``model``."""
        super().__init__(model, parent)
        self._rows = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for a cell."""
        key, fact = self._rows.facts[index.column()]
        if fact.item != EXPRESSION:
            made = super().createEditor(parent, option, index)
        else:
            made = ExpressionField(
                key, name=self._rows.captions.get(key, key), button=False, parent=parent
            )
            made.stand_in_cell()
            made.setAutoFillBackground(True)
            theme.mark(made.edit, "cell")
            made.walk_wanted.connect(self._walker(made))
            made.insert_wanted.connect(self._on_insert)
        if isinstance(made, Field):
            for entry in made.entries():
                entry.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a cell that was left by the mouse or a shortcut, not by Enter or Tab."""
        if not watched.property(ENTRY):
            return super().eventFilter(watched, event)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STILL_HERE
            and QApplication.activeModalWidget() is None
        ):
            field, view = field_of(watched), self.parent()
            if isinstance(view, QTableView) and view.indexWidget(view.currentIndex()) is field:
                self.commitData.emit(field)
                self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        return False

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a line of words enough room to be read while it is typed."""
        super().updateEditorGeometry(editor, option, index)
        view = editor.parentWidget()
        if view is None or self._rows.facts[index.column()][1].kind is not Kind.LINE:
            return
        place = QRect(option.rect)
        place.setWidth(min(max(place.width(), theme.current().px(_EDITED)), view.width()))
        if place.right() >= view.width():
            place.moveRight(view.width() - 1)
        editor.setGeometry(place)

    @Slot()
    def _on_insert(self) -> None:
        field = field_of(QApplication.focusWidget())
        if isinstance(field, ExpressionField):
            self.insert_wanted.emit(field)


class GridField(RowsField):
    """A small table of a template.

    Further keys: Enter after the last cell begins the next line, and in its empty first cell
    leaves the table. Ctrl+Z is the page's: it takes back the last change of the whole template.
    """

    left = Signal()
    """Enter was pressed where nothing more is to be added."""
    insert_wanted = Signal(object)
    """The ExpressionField whose list is wanted."""

    def __init__(  # noqa: PLR0913 - what a table is told in one line of a form
        self,
        key: str,
        record: type,
        captions: Mapping[str, str],
        sources: Sources,
        *,
        weights: Mapping[str, float],
        hidden: Sequence[str] = (),
        name: str = "",
    ) -> None:
        """Make an empty table whose columns share the width by ``weights``.

        Args:
            key: name of the record field it holds.
            record: class of its lines.
            captions: column titles.
            sources: what lists offer.
            weights: how the columns share the width.
            hidden: columns that travel along unseen.
            name: what a screen reader calls it.
        """
        super().__init__(key, record, captions, sources, name=name)
        self._weights = [weights.get(column, 2.0) for column, _ in self.rows.facts]
        self._hidden = {n for n, (column, _) in enumerate(self.rows.facts) if column in hidden}
        # Hidden while the last column stretches, a column would still count in the width.
        self.horizontalHeader().setStretchLastSection(False)
        for number in self._hidden:
            self.setColumnHidden(number, True)  # noqa: FBT003 - Qt's own
        cells = TypedCells(self.rows, self)
        self.setItemDelegate(cells)
        cells.walked.connect(self._on_walked)
        cells.insert_wanted.connect(self.insert_wanted)
        self.horizontalHeader().setMinimumSectionSize(theme.current().px(40))
        for signal in (self.rows.modelReset, self.rows.rowsInserted, self.rows.rowsRemoved):
            signal.connect(self._span)
        self._span()

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802 - Qt's name
        """Look for nothing: a figure typed on a cell would carry the cursor to another."""

    def set_value(self, rows: Sequence[Any]) -> None:
        """Show records; the cursor, a cell in hand and a new empty line stay where they are."""
        if self._shows(rows):
            self._write_hidden(rows)
            return
        row, column = self.currentIndex().row(), self.currentIndex().column()
        super().set_value(rows)
        if row >= 0 and self.hasFocus():
            self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))

    def point_at(self, row: int) -> None:
        """Put the cursor on a line."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, self._first()))

    def sizeHint(self) -> QSize:
        """Ask for no more width than there is."""
        return QSize(theme.current().px(200), super().sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a cell that is shown."""
        super().focusInEvent(event)
        if self.currentIndex().column() in self._hidden:
            self.setCurrentIndex(self.rows.index(self.currentIndex().row(), self._first()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of lines: the page moves and removes whole entries with them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.currentIndex().isValid()
            and self.state() != QAbstractItemView.State.EditingState
            and _moves_or_removes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()

    def _told(self) -> list[int]:
        """Return the lines that say something."""
        shown = range(self.rows.columnCount())
        cells = (
            (n, [self.rows.cell(self.rows.index(n, c)).value for c in shown])
            for n in range(self.rows.lines())
        )
        return [n for n, values in cells if any(v is not False and not is_blank(v) for v in values)]

    def _shows(self, rows: Sequence[Any]) -> bool:
        """Whether it shows these records already; no number is as good as none."""
        lines = self._told()
        if len(lines) != len(rows) or not self.rows.rowCount():
            return False
        return all(
            (self.rows.cell(self.rows.index(line, column)).value or None)
            == (getattr(row, key) or None)
            for line, row in zip(lines, rows, strict=True)
            for column, (key, _) in enumerate(self.rows.facts)
            if column not in self._hidden
        )

    def _write_hidden(self, rows: Sequence[Any]) -> None:
        with QSignalBlocker(self.rows):
            for line, row in zip(self._told(), rows, strict=True):
                for column in self._hidden:
                    value = getattr(row, self.rows.facts[column][0])
                    self.rows.write(self.rows.index(line, column), Cell(value))

    def _share(self) -> None:
        look = theme.current()
        shown = [n for n in range(len(self.rows.facts)) if n not in self._hidden]
        least = {n: look.px(_LEAST.get(self.rows.facts[n][1].kind, _LEAST_WORDS)) for n in shown}
        spare = max(self.viewport().width() - sum(least.values()), 0)
        whole = sum(self._weights[n] for n in shown)
        left = self.viewport().width()
        for number in shown:
            width = least[number] + int(spare * self._weights[number] / whole)
            if number == shown[-1]:
                width = max(left, least[number])
            self.horizontalHeader().resizeSection(number, width)
            left -= width

    def _first(self) -> int:
        return next(n for n in range(len(self.rows.facts)) if n not in self._hidden)

    @Slot()
    def _span(self) -> None:
        """Let the words of the line that adds go over all columns."""
        self.clearSpans()
        if not self.rows.read_only and len(self.rows.facts) > 1:
            self.setSpan(self.rows.lines(), 0, 1, len(self.rows.facts))

    @Slot(int)
    def _on_walked(self, by: int) -> None:
        index = self.currentIndex()
        if by > 0 and index.column() == self._first() and self._is_new(index.row()):
            self.setFocus()
            self.rows.remove([index.row()])
            self.setCurrentIndex(self.rows.index(self.rows.lines(), 0))
            self.left.emit()
            return
        super()._on_walked(by + self._jump(index.column(), by))
        if by > 0 and index.row() < self.currentIndex().row() == self.rows.lines():
            self._enter()  # the next line, without another key

    def _jump(self, column: int, by: int) -> int:
        """Return how many hidden cells lie in the way."""
        count, more = len(self.rows.facts), 0
        while by and (column + by + more) % count in self._hidden:
            more += 1 if by > 0 else -1
        return more

    def _is_new(self, row: int) -> bool:
        """Whether a line is the last one and still says nothing."""
        if row != self.rows.lines() - 1:
            return False
        columns = range(self.rows.columnCount())
        return not any(self.rows.index(row, column).data() for column in columns)


def _moves_or_removes(event: QKeyEvent) -> bool:
    if event.modifiers() == Qt.KeyboardModifier.AltModifier:
        return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    return event.key() == Qt.Key.Key_Delete and not event.modifiers()
