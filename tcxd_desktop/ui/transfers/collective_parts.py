"""Parts of the page of collective transfers: organisations picked by name, lines with buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.fields import UnitField
from tcxd_desktop.ui.common.reading import UnitChoices

_KEY = int(Qt.ItemDataRole.UserRole)
_TALL = 150
_LINE = 26


class Lines(QListWidget):
    """A short list: Enter and double click open a line, Delete takes it out."""

    opened = Signal(object)
    """Key of a line."""
    removed = Signal(object)
    """Key of a line."""

    def __init__(self, name: str, *, tall: int = _TALL) -> None:
        """Start empty; ``name`` is what a screen reader calls it."""
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMaximumHeight(theme.current().px(tall))
        self.itemDoubleClicked.connect(self._on_opened)

    def show_lines(self, lines: Sequence[tuple[object, str]]) -> None:
        """Show (key, text) lines; the cursor stays on its key, or its place."""
        held, row = self.current_key(), self.currentRow()
        self.clear()
        for key, text in lines:
            item = QListWidgetItem(text)
            item.setData(_KEY, key)
            item.setToolTip(text)
            item.setSizeHint(QSize(0, theme.current().px(_LINE)))
            self.addItem(item)
        keys = [key for key, _ in lines]
        if held in keys:
            self.setCurrentRow(keys.index(held))
        elif keys:
            self.setCurrentRow(min(max(row, 0), len(keys) - 1))

    def current_key(self) -> object | None:
        """Return the key of the line the cursor stands on."""
        row = self.currentRow()
        found: object = self.item(row).data(_KEY) if row >= 0 else None
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, take out with Delete."""
        key = self.current_key()
        if key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(key)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_KEY))


class LinesBox(QWidget):
    """A heading, its list and the buttons to add, change and take out."""

    add_wanted = Signal()

    def __init__(self, title: str, *, add: str, change: str = "", empty: str = "") -> None:
        """Build it; without ``change`` lines cannot be opened."""
        super().__init__()
        look = theme.current()
        self.title = theme.heading(QLabel(title))
        self.lines = Lines(title)
        self.empty = theme.hint(QLabel(empty))
        self.empty.setWordWrap(True)
        self.add = small_button(add, "plus")
        self.change = small_button(change or "Sửa", "pencil")
        self.change.setVisible(bool(change))
        self.remove = small_button("Bỏ", "x")
        self.remove.setToolTip("Delete")
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(6))
        for one in (self.add, self.change, self.remove):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(5))
        column.addWidget(self.title)
        column.addWidget(self.empty)
        column.addWidget(self.lines)
        column.addLayout(buttons)
        self.add.clicked.connect(self.add_wanted)
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_remove)

    def show_lines(self, lines: Sequence[tuple[object, str]]) -> None:
        """Show (key, text) lines."""
        self.lines.show_lines(lines)
        self.lines.setVisible(bool(lines))
        self.empty.setVisible(not lines and bool(self.empty.text()))
        for one in (self.change, self.remove):
            one.setEnabled(bool(lines))

    @Slot()
    def _on_change(self) -> None:
        if self.lines.current_key() is not None:
            self.lines.opened.emit(self.lines.current_key())

    @Slot()
    def _on_remove(self) -> None:
        if self.lines.current_key() is not None:
            self.lines.removed.emit(self.lines.current_key())


class UnitPicker(QWidget):
    """Organisations chosen one after the other by typing their names."""

    changed = Signal()

    def __init__(self, title: str, *, hint: str = "") -> None:
        """Start without any."""
        super().__init__()
        look = theme.current()
        self._nodes: Sequence[UnitNode] = ()
        self.title = theme.heading(QLabel(title))
        self.hint = theme.hint(QLabel(hint))
        self.hint.setWordWrap(True)
        self.hint.setVisible(bool(hint))
        self.field = UnitField("", choices=UnitChoices(()), name=title)
        self.field.set_placeholder("Gõ tên tổ chức, Enter để thêm")
        self.lines = Lines(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(5))
        for widget in (self.title, self.hint, self.field, self.lines):
            column.addWidget(widget)
        self.chosen: tuple[int, ...] = ()
        self.field.changed.connect(self._on_changed)
        self.lines.removed.connect(self._on_removed)
        self.lines.setToolTip("Delete để bỏ tổ chức đang đứng")

    def show_units(self, nodes: Sequence[UnitNode], chosen: Sequence[int]) -> None:
        """Show what is chosen, among the organisations of a day."""
        self.chosen = tuple(chosen)
        if list(nodes) != list(self._nodes):
            self._nodes = nodes
            self.field.set_choices(UnitChoices(nodes))
        known = {node.unit.id: node for node in nodes}
        self.lines.show_lines([(unit, _told(known.get(unit))) for unit in self.chosen])
        self.lines.setVisible(bool(self.chosen))

    @Slot()
    def _on_changed(self) -> None:
        if isinstance(self.field.value(), int):
            # The field is still busy with the key that chose; it is emptied when it has done.
            QTimer.singleShot(0, self, self._take)

    @Slot()
    def _take(self) -> None:
        unit = self.field.value()
        if not isinstance(unit, int):
            return
        self.field.set_value(None)
        self.field.setFocus()
        if unit not in self.chosen:
            self.chosen = (*self.chosen, unit)
            self.changed.emit()

    @Slot(object)
    def _on_removed(self, unit: object) -> None:
        self.chosen = tuple(one for one in self.chosen if one != unit)
        self.changed.emit()


def _told(node: UnitNode | None) -> str:
    if node is None:
        return "Tổ chức không có trong ngày này"
    if node.counted is None:
        return node.unit.name
    return f"{node.unit.name} · {node.counted} đảng viên"


def small_button(text: str, icon: str = "") -> QPushButton:
    """Return a quiet button of a list."""
    made = theme.quiet(QPushButton(text))
    made.setAutoDefault(False)
    if icon:
        icons.put(made, icon)
    return made
