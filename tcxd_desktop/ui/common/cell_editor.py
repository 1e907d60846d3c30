"""Opens the right field inside a cell of a small table, and draws its cells."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import Field, FlagField, make_field
from tcxd_desktop.ui.common.row_model import Cell, RowsModel
from tcxd_desktop.ui.common.rows import TONE

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 31


class CellEditor(QStyledItemDelegate):
    """Opens the field of a cell's kind inside the cell."""

    walked = Signal(int)
    """A field was left by Enter or Tab (+1), Shift+Tab (-1), Esc (0)."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        """Edit cells of ``model``."""
        super().__init__(parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field for a cell."""
        key, fact = self._model.facts[index.column()]
        name = self._model.captions.get(key, key)
        made = make_field(key, fact, self._model.sources, name=name, parent=parent)
        made.stand_in_cell()
        made.setAutoFillBackground(True)
        if isinstance(made, FlagField):
            made.box.setText("")
        for entry in made.entries():
            theme.mark(entry, "cell")
        made.walk_wanted.connect(self._walker(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's value, or the text that could not be read."""
        if not isinstance(editor, Field):
            return
        if index.row() >= self._model.lines():
            return
        cell = self._model.cell(index)
        editor.set_value(cell.value)
        if cell.typed:
            editor.set_text(cell.typed)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Read the field into the cell; unreadable text stays in the cell, marked."""
        if not isinstance(editor, Field):
            return
        value = editor.value()
        problem = editor.problem()
        cell = Cell(value) if problem is None else Cell(value, editor.text(), problem)
        self._model.write(index, cell)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: soft lines, the cursor as a ring, what is wrong in red."""
        look = theme.current()
        painter.save()
        view = self.parent()
        rect = option.rect
        adding = index.row() >= self._model.lines()
        if index.data(TONE):
            painter.fillRect(rect, look.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pad = look.px(8)
        room = rect.adjusted(pad, 0, -pad, 0)
        if adding and isinstance(view, QTableView):
            room.setWidth(view.viewport().width())
        painter.setPen(look.color("accent" if index.data(TONE) else "faint" if adding else "text"))
        text = str(index.data() or "").replace("\n", " ")
        usual = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or usual
        if text and rect.height() > look.line(ROW_HEIGHT) + 2:
            painter.drawText(room, align | Qt.TextFlag.TextWordWrap, text)
        elif text:
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, align | Qt.TextFlag.TextSingleLine, shown)
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(QRect(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.current().px(80), theme.current().line(ROW_HEIGHT))

    def _walker(self, editor: Field) -> Callable[[int], None]:
        def walk(by: int) -> None:
            if by:
                self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.walked.emit(by)

        return walk
