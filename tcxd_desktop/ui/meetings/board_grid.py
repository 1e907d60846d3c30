"""The grid of the board: names that stay in place, twelve months, the keyboard."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTableView, QWidget

from tcxd_desktop.domain.meetings import BoardRow
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.menu_place import menu_place
from tcxd_desktop.ui.meetings.board_cells import BoardCells, word_font
from tcxd_desktop.ui.meetings.board_heads import NAME_LEAST, MonthsHeader, NamesHeader
from tcxd_desktop.ui.meetings.board_model import MEAN, MONTHS, THEMATIC, BoardModel
from tcxd_desktop.ui.meetings.board_rows import Sort

ROW_HEIGHT = 31
_NAME_MOST = 220
_MONTH = 36
_LAST = {THEMATIC: 52, MEAN: 48}
_TYPED_FOR_MS = 1200
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_SORT_SAID = {
    Sort.TREE: "Đang xếp theo cây tổ chức. Bấm để xếp theo tên.",
    Sort.NAME: "Đang xếp theo tên. Bấm để xếp theo cây tổ chức.",
}


class BoardView(QTableView):
    """Chi bộ × months. Arrows move, Enter opens, Space goes to the detail, letters find a name."""

    opened = Signal(int, int)
    """Enter or a double click: unit id, month."""
    moved = Signal()
    """The cursor stands elsewhere."""
    detail_wanted = Signal()
    """Space."""
    sheet_wanted = Signal(int, int)
    """F2: unit id, month."""
    menu_wanted = Signal(QPoint)
    sort_wanted = Signal()
    """The corner was pressed."""

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self.board = model
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=_TYPED_FOR_MS)
        self._forget.timeout.connect(self._on_forget)
        self.names = NamesHeader(self)
        self.months = MonthsHeader(self)
        self._dress()
        self.setModel(model)
        self.corner = theme.mark(QPushButton("Chi bộ", self), "corner")
        self.corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.corner.clicked.connect(self.sort_wanted)
        self.typed_box = theme.mark(QLabel(self), "floating")
        self.typed_box.hide()
        self._connect()
        self.say_sort(Sort.TREE)

    def say_sort(self, sort: Sort) -> None:
        """Say in the corner how the rows are ordered."""
        self.corner.setText("Chi bộ" if sort is Sort.TREE else "Chi bộ (A–Z)")
        self.corner.setToolTip(_SORT_SAID[sort])
        self.corner.setAccessibleName(f"Chi bộ. {_SORT_SAID[sort]}")

    def current_row(self) -> BoardRow | None:
        """Return the chi bộ of the cursor."""
        index = self.currentIndex()
        return self.board.rows[index.row()] if index.isValid() else None

    def current_month(self) -> int:
        """Return the month of the cursor; 0 where it stands right of the months."""
        index = self.currentIndex()
        return index.column() + 1 if index.isValid() and index.column() < MONTHS else 0

    def put(self, unit_id: int, month: int) -> bool:
        """Put the cursor on a cell; false where the chi bộ is not shown."""
        row = self.board.row_of(unit_id)
        if row >= 0:
            self._go(row, max(month, 1) - 1)
        return row >= 0

    def put_first(self, month: int) -> None:
        """Put the cursor on a month of the first chi bộ."""
        if self.board.rows:
            self._go(0, max(month, 1) - 1)

    def go_month(self, month: int) -> None:
        """Move the cursor to a month in the same row."""
        index = self.currentIndex()
        if self.board.rows:
            self._go(max(index.row(), 0), month - 1)

    def share(self) -> None:
        """Share the width: names and months first, what is left to months that say words."""
        look = theme.current()
        bar = self.verticalScrollBar().sizeHint().width()
        tall = len(self.board.rows) * self.names.defaultSectionSize()
        room = self.width() - (bar if tall > self.height() - self.months.height() else 0)
        room -= MONTHS * look.px(_MONTH) + sum(look.px(wide) for wide in _LAST.values())
        least = look.px(NAME_LEAST)
        name = max(least, min(self._widest_name(), look.px(_NAME_MOST), room))
        self.names.setFixedWidth(name)
        self._share_months(max(room - name, 0))
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep the corner over the names."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            self.corner.setGeometry(0, 0, self.names.width(), self.months.height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the cell under the mouse, or of the current one."""
        self.customContextMenuRequested.emit(menu_place(self, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys of the board; what is typed looks for a name."""
        if self._own_key(event) or self._letter(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the cursor."""
        super().focusInEvent(event)
        self._repaint_row()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring back."""
        super().focusOutEvent(event)
        self._repaint_row()

    def _own_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        row, month, key = self.current_row(), self.current_month(), event.key()
        if not plain or row is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if month:
                self.opened.emit(row.unit_id, month)
        elif key == Qt.Key.Key_F2:
            if month:
                self.sheet_wanted.emit(row.unit_id, month)
        elif key == Qt.Key.Key_Space and not self._typed:
            self.detail_wanted.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_month(1 if key == Qt.Key.Key_Home else MONTHS)
        else:
            return False
        return True

    def _letter(self, event: QKeyEvent) -> bool:
        """Take a letter of a name, or the Backspace a typing program sends before its mark."""
        if event.key() == Qt.Key.Key_Escape and self._typed:
            self._on_forget()
            return True
        if event.key() == Qt.Key.Key_Backspace and self._typed:
            self._typed = self._typed[:-1]
        elif self._looks(event):
            self._typed += event.text()
        else:
            return False
        self._forget.start()
        self._find()
        return True

    def _looks(self, event: QKeyEvent) -> bool:
        """Tell whether a key is part of a name; a space is once something was typed."""
        text = event.text()
        inside = bool(text.strip()) or (text == " " and bool(self._typed))
        return inside and text.isprintable() and not event.modifiers() & _COMMANDS

    def _find(self) -> None:
        wanted = fold(self._typed)
        here = self.currentIndex().row()
        found = [n for n, row in enumerate(self.board.rows) if _starts(row.unit, wanted)]
        if found and wanted:
            self._go(next((n for n in found if n >= here), found[0]), self.currentIndex().column())
        self.typed_box.setText(self._typed if found or not wanted else f"{self._typed}: không thấy")
        self.typed_box.setVisible(bool(self._typed))
        self.typed_box.adjustSize()
        self.typed_box.move(8, self.height() - self.typed_box.height() - 8)

    def _go(self, row: int, column: int) -> None:
        index = self.board.index(row, max(column, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _widest_name(self) -> int:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        measure = QFontMetrics(bold).horizontalAdvance
        widest = max((measure(row.unit) for row in self.board.rows), default=0)
        return widest + theme.current().px(22)

    def _share_months(self, left: int) -> None:
        look = theme.current()
        metrics = QFontMetrics(word_font(self.font()))
        wishes = {}
        for month in range(1, MONTHS + 1):
            words = self.board.wordy(month)
            wide = max((metrics.horizontalAdvance(word) for word in words), default=0)
            wishes[month] = max(wide + look.px(10) - look.px(_MONTH), 0) if words else 0
        asked = sum(wishes.values())
        part = min(1.0, left / asked) if asked else 0
        for month, wish in wishes.items():
            self.setColumnWidth(month - 1, look.px(_MONTH) + int(wish * part))
        rest = max(left - asked, 0)
        for month in range(1, MONTHS + 1):
            self.setColumnWidth(month - 1, self.columnWidth(month - 1) + rest // (MONTHS + 2))
        for column, wide in _LAST.items():
            self.setColumnWidth(column, look.px(wide) + rest // (MONTHS + 2))

    def _repaint_row(self) -> None:
        self.viewport().update()
        self.names.viewport().update()

    def _dress(self) -> None:
        look = theme.current()
        self.setAccessibleName("Bảng theo dõi sinh hoạt chi bộ")
        self.setItemDelegate(BoardCells(self))
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.months)
        self.names.setDefaultSectionSize(look.line(ROW_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _connect(self) -> None:
        self.selectionModel().currentChanged.connect(self._on_current)
        self.board.modelReset.connect(self.share)
        self.doubleClicked.connect(self._on_double)
        self.customContextMenuRequested.connect(self._on_menu)
        self.months.sectionClicked.connect(self._on_month)
        self.names.sectionClicked.connect(self._on_name)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self.names.viewport().update()
        self.months.viewport().update()
        self.moved.emit()

    @Slot(QModelIndex)
    def _on_double(self, index: QModelIndex) -> None:
        if index.column() < MONTHS:
            self.opened.emit(self.board.rows[index.row()].unit_id, index.column() + 1)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    @Slot(int)
    def _on_month(self, section: int) -> None:
        if section < MONTHS:
            self.go_month(section + 1)

    @Slot(int)
    def _on_name(self, section: int) -> None:
        self._go(section, self.currentIndex().column())

    @Slot()
    def _on_forget(self) -> None:
        self._typed = ""
        self.typed_box.hide()


def _starts(name: str, wanted: str) -> bool:
    """Tell whether the name, or one of its words and what follows, begins with ``wanted``."""
    words = fold(name).split()
    return any(" ".join(words[n:]).startswith(wanted) for n in range(len(words)))
