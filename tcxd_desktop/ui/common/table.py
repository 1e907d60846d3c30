"""The table every list uses: calm rows, badges, keyboard, copy, chosen and remembered columns."""

import html
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from tcxd_desktop.ui.common import clipboard, settings, theme
from tcxd_desktop.ui.common.cells import Cells
from tcxd_desktop.ui.common.menu_place import menu_place
from tcxd_desktop.ui.common.rows import Column, Rows

R = TypeVar("R")
ROW_HEIGHT = 31
_SAVED_AFTER_MS = 800


class Table(QTableView, Generic[R]):
    """A list of records."""

    opened = Signal(object)
    """A record was chosen with Enter or a double click."""
    current_changed = Signal(object)
    """The record the cursor stands on, or ``None``."""
    menu_wanted = Signal(object, QPoint)
    """Right click or menu key on a record, with the place on the screen."""
    selection_changed = Signal(int)
    """How many records are selected."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        identity: Callable[[R], object],
        name: str,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Build an empty list.

        Args:
            columns: every column it can show.
            identity: what stays the same of a record when it is read again, e.g. its id.
            name: what a screen reader calls it.
            key: where the machine remembers its columns; empty remembers nothing.
            parent: owner.
        """
        super().__init__(parent)
        self._identity = identity
        self._key = key
        self.rows: Rows[R] = Rows(columns)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self._saver = QTimer(self, singleShot=True, interval=_SAVED_AFTER_MS)
        self._saver.timeout.connect(self._save_columns)
        self._restoring = False
        self._fitting = False
        self._wide = -1
        self._wide_base = 0
        self._dress()
        self._connect()
        self._restore_columns()

    def show_records(self, records: Sequence[R]) -> None:
        """Show ``records``; the cursor and the selection stay on the same people."""
        current = self.current_record()
        chosen = {self._identity(record) for record in self.selected_records()}
        self.rows.set_records(records)
        if current is not None:
            self.select(self._identity(current))
        if len(chosen) > 1:
            self._select_many(chosen)
        self._on_current()

    def current_record(self) -> R | None:
        """Return the record the cursor stands on."""
        index = self.currentIndex()
        return self.rows.record(index.row()) if index.isValid() else None

    def selected_records(self) -> list[R]:
        """Return the selected records in the order shown."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows.record(row) for row in rows]

    def select(self, identity: object) -> bool:
        """Put the cursor on a record; false when it is not in the list."""
        row = self.rows.find(lambda record: self._identity(record) == identity)
        if row >= 0:
            self._put(row)
            self.scrollTo(self.currentIndex())
        return row >= 0

    def select_first(self) -> None:
        """Put the cursor on the first record, if there is one."""
        if self.rows.rowCount():
            self._put(0)

    def select_place(self, row: int) -> None:
        """Put the cursor on a row, or the last where there are fewer."""
        if self.rows.rowCount():
            self._put(min(row, self.rows.rowCount() - 1))
            self.scrollTo(self.currentIndex())

    def _put(self, row: int) -> None:
        """Put the cursor on a row and select it alone.

        The view's own way looks at the keyboard: where Ctrl is held, as in Ctrl+↓ to the next
        person, it would leave the row before selected too.
        """
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        index = self.rows.index(row, self._first_column())
        self.selectionModel().setCurrentIndex(index, only | rows)

    def shown_columns(self) -> list[Column[R]]:
        """Return the columns as the user arranged them: what a print or an export takes."""
        header = self.horizontalHeader()
        order = sorted(range(len(self.rows.columns)), key=header.visualIndex)
        return [self.rows.columns[i] for i in order if not header.isSectionHidden(i)]

    def copy(self, *, titles: bool = False) -> None:
        """Copy the selected rows so that Excel keeps every cell as text."""
        columns = [column for column in self.shown_columns() if not column.numbered]
        lines = [[column.text(record) for column in columns] for record in self.selected_records()]
        if titles:
            lines.insert(0, [column.title for column in columns])
        if lines:
            QGuiApplication.clipboard().setMimeData(as_cells(lines))

    def column_menu(self) -> QMenu:
        """Return the menu that chooses columns; also for a button of the page."""
        menu = QMenu(self)
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            action = QAction(column.title, menu, checkable=True)
            action.setChecked(not header.isSectionHidden(number))
            action.setEnabled(header.isSectionHidden(number) or len(self.shown_columns()) > 1)
            action.toggled.connect(self._toggler(number))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("Trả cột về như ban đầu", self.reset_columns)
        return menu

    @Slot()
    def reset_columns(self) -> None:
        """Show the columns as the program came."""
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            header.moveSection(header.visualIndex(number), number)
            header.setSectionHidden(number, not column.shown)
            header.resizeSection(number, theme.current().px(column.width))
        self._fit()
        self._remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy with Ctrl+C (Ctrl+Shift+C with the titles), Home and End."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            record = self.current_record()
            if record is not None:
                self.opened.emit(record)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.copy(titles=True)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._go_to_end(last=event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the line under the mouse, or of the current one."""
        self.customContextMenuRequested.emit(menu_place(self, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is left to one column."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the row height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.current().line(ROW_HEIGHT))

    def _dress(self) -> None:
        self.setItemDelegate(Cells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(theme.current().line(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(theme.current().px(36))
        header.setStretchLastSection(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(self._on_header_menu)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._remember)
        self.doubleClicked.connect(self._on_double_click)
        self.customContextMenuRequested.connect(self._on_menu)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def _fit(self) -> None:
        widest = self._widest()
        if self._restoring or widest < 0:
            return
        header = self.horizontalHeader()
        self._fitting = True
        if widest != self._wide:
            if self._wide >= 0:
                header.resizeSection(self._wide, self._wide_base)
            self._wide, self._wide_base = widest, header.sectionSize(widest)
        others = header.length() - header.sectionSize(widest)
        header.resizeSection(widest, max(self._wide_base, self.viewport().width() - others))
        self._fitting = False

    def _base(self, number: int) -> int:
        return (
            self._wide_base if number == self._wide else self.horizontalHeader().sectionSize(number)
        )

    def _widest(self) -> int:
        """Return the column that takes the room left over: the widest text as it came."""
        header = self.horizontalHeader()
        shown = [
            (column.width, number)
            for number, column in enumerate(self.rows.columns)
            if not header.isSectionHidden(number) and column.align == "left"
        ]
        return max(shown)[1] if shown else -1

    def _first_column(self) -> int:
        return self.horizontalHeader().logicalIndex(0) if self.rows.columns else 0

    def _select_many(self, identities: set[object]) -> None:
        rows = [
            row
            for row, record in enumerate(self.rows.records())
            if self._identity(record) in identities
        ]
        chosen = QItemSelection()
        start = 0
        for place, row in enumerate(rows):  # one range for rows that follow each other
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                chosen.select(self.rows.index(rows[start], 0), self.rows.index(row, 0))
                start = place + 1
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(chosen, flags)

    def _toggler(self, number: int) -> Callable[[bool], None]:
        def toggle(shown: bool) -> None:  # noqa: FBT001 - a slot of QAction.toggled
            self.horizontalHeader().setSectionHidden(number, not shown)
            self._fit()
            self._remember()

        return toggle

    @Slot()
    def _on_current(self) -> None:
        self.current_changed.emit(self.current_record())

    @Slot()
    def _on_selection(self) -> None:
        self.selection_changed.emit(len(self.selectionModel().selectedRows()))

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.record(index.row()))

    def _go_to_end(self, *, last: bool) -> None:
        """Go to the first or the last line: whole lines are chosen, so a column has no ends."""
        column = max(self.currentIndex().column(), 0)
        self.setCurrentIndex(self.rows.index(self.rows.rowCount() - 1 if last else 0, column))

    @Slot(QPoint)
    def _on_header_menu(self, place: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(place))

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            record = self.rows.record(index.row())
            self.menu_wanted.emit(record, self.viewport().mapToGlobal(place))

    @Slot(int, int, int)
    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._fitting or self._restoring:
            return
        if section == self._wide:
            self._wide_base = new
        self._fit()
        self._remember()

    @Slot()
    def _remember(self) -> None:
        if self._key and not self._restoring:
            self._saver.start()

    @Slot()
    def _save_columns(self) -> None:
        header = self.horizontalHeader()
        scale = theme.current().scale / 100
        kept = {
            column.key: [
                header.visualIndex(number),
                round(self._base(number) / scale),
                int(header.isSectionHidden(number)),
            ]
            for number, column in enumerate(self.rows.columns)
        }
        settings.change(columns={**settings.load().columns, self._key: kept})

    def _restore_columns(self) -> None:
        kept = settings.load().columns.get(self._key, {}) if self._key else {}
        self._restoring = True
        header = self.horizontalHeader()
        places: list[tuple[int, int]] = []
        for number, column in enumerate(self.rows.columns):
            place, width, hidden = _kept(kept.get(column.key), number, column)
            places.append((place, number))
            header.setSectionHidden(number, hidden)
            header.resizeSection(number, theme.current().px(width))
        for target, (_, number) in enumerate(sorted(places)):
            header.moveSection(header.visualIndex(number), target)
        self._restoring = False


def _kept(saved: object, number: int, column: Column[Any]) -> tuple[int, int, bool]:
    if isinstance(saved, list) and len(saved) == 3 and all(isinstance(v, int) for v in saved):
        return saved[0], saved[1] or column.width, bool(saved[2])
    return number, column.width, not column.shown


def as_cells(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Return text for the clipboard, and a table in which Excel keeps leading zeros."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(" ".join(c.split()) for c in line) for line in lines))
    cell = "<td style=\"mso-number-format:'\\@'\">"
    body = "".join(
        "<tr>" + "".join(f"{cell}{html.escape(text)}</td>" for text in line) + "</tr>"
        for line in lines
    )
    mime.setHtml(f"<table>{body}</table>")
    return clipboard.mark(mime)
