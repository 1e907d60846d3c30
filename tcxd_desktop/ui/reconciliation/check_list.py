"""A list to tick several of, with all and none, found without tone marks."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.wording.formats import show_number

_KEY = int(Qt.ItemDataRole.UserRole)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_FIND_FROM = 12
"""Lines from which a box to find in the list is worth its room."""


class _List(QListWidget):
    """Space ticks and goes on to the next line, so that a hand can run down the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            item.setCheckState(_UNCHECKED if item.checkState() == _CHECKED else _CHECKED)
            return
        super().keyPressEvent(event)


class CheckList(QWidget):
    """Title with how many are ticked, all, none; below it the lines."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Start empty; ``title`` is also its name for screen readers."""
        super().__init__(parent)
        look = theme.current()
        self._title = title
        self.head = theme.heading(QLabel(title))
        self.all = theme.mark(QPushButton("Tất cả"), "link")
        self.none = theme.mark(QPushButton("Bỏ hết"), "link")
        self.all.setAccessibleName(f"{title}: chọn tất cả")
        self.none.setAccessibleName(f"{title}: bỏ hết")
        for button in (self.all, self.none):
            button.setAutoDefault(False)
        self.find_box = FindBox(f"Tìm trong {title.lower()}", asks="Tìm")
        self.list = theme.mark(_List(), "boxed")
        self.list.setAccessibleName(title)
        self.list.setToolTip("Phím cách: chọn, bỏ chọn")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.head, 1)
        line.addWidget(self.all)
        line.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(5))
        column.addLayout(line)
        column.addWidget(self.find_box)
        column.addWidget(self.list, 1)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.find_box.rested.connect(self._on_find)
        self.list.itemChanged.connect(self._on_changed)

    def offer(self, lines: Sequence[tuple[object, str]], chosen: Collection[object]) -> None:
        """Offer (key, text); tick those in ``chosen``."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for key, text in lines:
            item = QListWidgetItem(text)
            item.setData(_KEY, key)
            item.setToolTip(text)
            item.setCheckState(_CHECKED if key in chosen else _UNCHECKED)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        if lines:
            self.list.setCurrentRow(0)
        self.find_box.setVisible(len(lines) >= _FIND_FROM)
        self._count()

    def chosen(self) -> list[object]:
        """Return the keys that are ticked, in the order shown."""
        return [item.data(_KEY) for item in self._items() if item.checkState() == _CHECKED]

    def whole(self) -> bool:
        """Tell whether everything is ticked."""
        return len(self.chosen()) == self.list.count()

    def tick(self, key: object, *, on: bool = True) -> None:
        """Tick a line, or take it back."""
        for item in self._items():
            if item.data(_KEY) == key:
                item.setCheckState(_CHECKED if on else _UNCHECKED)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tick_shown(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _count(self) -> None:
        found = f"{show_number(len(self.chosen()))}/{show_number(self.list.count())}"
        self.head.setText(f"{self._title}  {found}")

    @Slot()
    def _on_all(self) -> None:
        self._tick_shown(_CHECKED)

    @Slot()
    def _on_none(self) -> None:
        self._tick_shown(_UNCHECKED)

    @Slot()
    def _on_find(self) -> None:
        words = fold(self.find_box.text()).split()
        for item in self._items():
            text = fold(item.text())
            item.setHidden(not all(word in text for word in words))

    @Slot()
    def _on_changed(self) -> None:
        self._count()
        self.changed.emit()
