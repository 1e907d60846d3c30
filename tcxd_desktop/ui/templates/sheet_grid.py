"""A table whose lines are given and some of whose cells are typed: scores, figures, variants.

Enter goes down the column, as on a sheet of paper; Tab goes to the next cell that can be typed.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import draw_badge
from tcxd_desktop.ui.common.fields import make_field
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.tab_order import ENTRY, focus_next
from tcxd_desktop.ui.templates.sheet_model import (
    CELL,
    LEFT,
    Index,
    SheetCell,
    SheetColumn,
    SheetModel,
)

_ROW = 29
_TIGHT = 130
"""Columns that share less than this each leave the spare ones out."""


class _Cells(QStyledItemDelegate):
    """Opens the field of a cell, and draws the lines."""

    walked = Signal(int)
    typed = Signal(int, int, object)

    def __init__(self, model: SheetModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        fact = self._model.cell(index).fact
        assert fact is not None  # noqa: S101 - the model lets no other cell be edited
        name = self._model.columns[index.column()].title
        made = make_field("cell", fact, self._model.sources, name=name, parent=parent)
        made.stand_in_cell()
        made.setAutoFillBackground(True)
        for entry in made.entries():
            theme.mark(entry, "cell")
        made.walk_wanted.connect(lambda by: self._walk(made, by))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, Field):
            return
        editor.set_value(self._model.cell(index).value)
        if self._model.typed(index):
            editor.set_text(self._model.typed(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, Field):
            return
        value, problem = editor.value(), editor.problem()
        self._model.set_wrong(index, editor.text(), problem)
        if problem is None and value != self._model.cell(index).value:
            self.typed.emit(index.row(), index.column(), value)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(60), theme.current().line(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        cell: SheetCell = index.data(CELL)
        rect = option.rect
        wrong = self._model.problem(index) is not None
        painter.save()
        if wrong:
            painter.fillRect(rect, look.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        elif cell.fact is not None and not self._model.read_only:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), look.color("bg"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._write(painter, option, index, cell, wrong=wrong)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(QRect(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        cell: SheetCell,
        *,
        wrong: bool,
    ) -> None:
        look = theme.current()
        pad = look.px(7)
        room = option.rect.adjusted(pad + cell.indent * look.px(12), 0, -pad, 0)
        text = str(index.data() or "")
        side = Qt.AlignmentFlag.AlignRight if cell.right else LEFT
        if text and cell.tone:
            draw_badge(painter, room, text, cell.tone, side)
            return
        ink = "accent" if wrong else "text" if text else "faint"
        font = QFont(option.font)
        if cell.strong:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color(ink))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(
            text or cell.faint, Qt.TextElideMode.ElideRight, max(room.width(), 1)
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _walk(self, editor: Field, by: int) -> None:
        if by:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.walked.emit(by)


class SheetGrid(QTableView):
    """Shows given lines; tells what is typed."""

    typed = Signal(int, int, object)
    """Row, column and value of a cell the user changed."""
    opened = Signal(int)
    """Enter or a double click on a line of which nothing can be typed."""
    current_changed = Signal(int)
    """Row the cursor stands on."""

    def __init__(
        self, columns: Sequence[SheetColumn], sources: Sources, *, name: str, key: str = ""
    ) -> None:
        """Make an empty table."""
        super().__init__()
        self.key = key
        self.sheet = SheetModel(columns, sources)
        self.setModel(self.sheet)
        self.setAccessibleName(name)
        self.setProperty(ENTRY, "yes")
        cells = _Cells(self.sheet, self)
        self.setItemDelegate(cells)
        cells.typed.connect(self.typed)
        cells.walked.connect(self._on_walked)
        self._step = (1, 0)
        """Where the next cell lies: down after Enter, across after Tab."""
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def set_rows(self, rows: Sequence[Sequence[SheetCell]]) -> None:
        """Show lines; the cursor stays on its line."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.sheet.set_rows(rows)
        if not self.currentIndex().isValid() and 0 <= row < len(rows):
            self.setCurrentIndex(self.sheet.index(row, column))
        elif self.hasFocus() and not self.currentIndex().isValid():
            self._go_first()

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read but not changed."""
        self.sheet.read_only = on

    def commit(self) -> None:
        """Finish the cell that is being edited."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, Field):
            editor.commit()
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, F2 or by typing a figure; clear with Delete."""
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.sheet.read_only and index.isValid():
                self.opened.emit(index.row())
            else:
                self._open(index)
        elif event.key() == Qt.Key.Key_Delete and plain and self._open_to_typing(index):
            self._clear(index)
        elif event.text().isalnum() and event.text().isascii() and self._open_to_typing(index):
            self._begin(event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first cell that can be typed."""
        fresh = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if fresh:
            self._go_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is left to the column without a width."""
        super().resizeEvent(event)
        look = theme.current()
        every = self.sheet.columns
        room = self.viewport().width() - sum(look.px(one.width) for one in every)
        tight = room < look.px(_TIGHT) * sum(not one.width for one in every)
        shown = [one for one in every if not (tight and one.spare)]
        shares = sum(one.share for one in shown if not one.width) or 1
        for number, one in enumerate(every):
            self.setColumnHidden(number, one not in shown)
            free = max(max(room, 0) * one.share // shares, look.px(90))
            self.horizontalHeader().resizeSection(number, look.px(one.width) or free)

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.current().line(_ROW))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember which key leaves a cell: Enter goes down, Tab across."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            across = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            self._step = (0, 1) if across else (1, 0)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        look = theme.current()
        theme.mark(self, "boxed")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(look.line(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(look.px(30))
        self.clicked.connect(self._open)
        self.doubleClicked.connect(self._on_double_click)

    def _open_to_typing(self, index: Index) -> bool:
        return index.isValid() and bool(self.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if self._open_to_typing(index):
            self.edit(index)
            editor = self.indexWidget(index)
            if isinstance(editor, Field):
                for entry in editor.entries():
                    entry.installEventFilter(self)
        elif index.isValid() and not self.sheet.read_only:
            self._walk_on((1, 0), 1)

    def _begin(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        self._open(index)
        editor = self.indexWidget(index)
        if isinstance(editor, Field) and self.sheet.cell(index).fact is not None:
            editor.set_text(event.text())
            for entry in editor.entries():
                entry.setFocus()
                if isinstance(entry, QLineEdit):
                    entry.end(False)  # noqa: FBT003 - Qt's own

    def _clear(self, index: Index) -> None:
        fact = self.sheet.cell(index).fact
        self.sheet.set_wrong(index, "", None)
        if fact is not None:
            blank = None if fact.kind in (Kind.NUMBER, Kind.FLAG) else ""
            self.typed.emit(index.row(), index.column(), blank)

    def _go_first(self) -> None:
        for row in range(self.sheet.rowCount()):
            for column in range(self.sheet.columnCount()):
                index = self.sheet.index(row, column)
                if self._open_to_typing(index):
                    self.setCurrentIndex(index)
                    return

    def _walk_on(self, step: tuple[int, int], by: int) -> bool:
        index = self.currentIndex()
        rows, columns = self.sheet.rowCount(), self.sheet.columnCount()
        row, column = index.row(), index.column()
        for _ in range(rows * columns):
            if step[0]:
                row += by
            else:
                row, column = divmod(row * columns + column + by, columns)
            if not 0 <= row < rows:
                return False
            target = self.sheet.index(row, column)
            if self._open_to_typing(target):
                self.setCurrentIndex(target)
                self._open(target)
                return True
        return False

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        if self.sheet.read_only:
            self.opened.emit(index.row())

    @Slot(int)
    def _on_walked(self, by: int) -> None:
        self.setFocus()
        if by and not self._walk_on(self._step, by):
            focus_next(self)

    @Slot()
    def _on_row(self) -> None:
        self.current_changed.emit(self.currentIndex().row())
