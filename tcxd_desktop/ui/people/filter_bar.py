"""The line above the list: quick filters, conditions in force, and the box to find in the list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.people.conditions import QUICK, Quick, conditions
from tcxd_desktop.ui.people.pick_list import remove_chip

_FIND_WIDTH = 124


class ListFindBox(FindBox):
    """Finds in the list while the clerk types; Esc empties it, Enter and ↓ go to the list."""

    found = Signal(str)
    """The text to look for, a moment after the last key."""
    left = Signal()
    """The clerk wants to go on in the list."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Tìm trong danh sách", width=_FIND_WIDTH)
        self.setToolTip("Tìm trong danh sách: F3 hoặc Ctrl+F; gõ không dấu cũng được")
        self.rested.connect(self._tell)

    def put(self, text: str) -> None:
        """Show ``text`` without looking for it again."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's flag
        self.setText(text)
        self.blockSignals(False)  # noqa: FBT003

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc, Enter and the arrow down."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.tell_now()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        self.found.emit(clean_line(self.text()))


class FilterBar(QWidget):
    """Shows what narrows the list, one chip each, and changes it."""

    query_wanted = Signal(object)
    """The PeopleQuery the clerk asks for."""
    more_wanted = Signal()
    """Open the dialog with all conditions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty query."""
        super().__init__(parent)
        look = theme.current()
        self._query = PeopleQuery()
        self.quick: dict[str, QPushButton] = {}
        self.find_box = ListFindBox()
        self.more = theme.mark(QPushButton("+ Điều kiện…"), "chip")
        self.more.setToolTip("Lọc theo tuổi, dân tộc, trình độ, năm vào Đảng… (Ctrl+L)")
        self.more.clicked.connect(self.more_wanted)
        self.unit = remove_chip("", name="lọc theo tổ chức")
        self.unit.hide()
        self._chips = FlowLayout(spacing=look.px(6))
        self._extra: list[QPushButton] = []
        self._chips.addWidget(self.unit)
        for filter_ in QUICK:
            self._chips.addWidget(self._quick_chip(filter_))
        self._chips.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addLayout(self._chips, 1)
        row.addWidget(self.find_box, 0, Qt.AlignmentFlag.AlignTop)
        self.find_box.found.connect(self._on_find)

    def show_query(self, query: PeopleQuery) -> None:
        """Show what is in force."""
        self._query = query
        for filter_ in QUICK:
            self.quick[filter_.text].setChecked(filter_.on(query))
        for chip in self._extra:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._extra = [self._chip(found.text, found.without) for found in conditions(query)]
        for chip in self._extra:
            self._chips.addWidget(chip)
        if clean_line(self.find_box.text()) != query.text:
            self.find_box.put(query.text)
        self._chips.invalidate()
        self.updateGeometry()

    def show_unit(self, name: str) -> None:
        """Show the organisation as a chip, where the tree is not in sight; ``""`` hides it."""
        self.unit.setText(name)
        self.unit.setToolTip(f"Bỏ “{name}”: xem cả đảng bộ")
        self.unit.setVisible(bool(name))
        self._chips.invalidate()

    def chips(self) -> list[str]:
        """Return what the removable chips say."""
        return [chip.text() for chip in self._extra]

    def _quick_chip(self, filter_: Quick) -> QPushButton:
        chip = theme.chip(QPushButton(filter_.text))
        chip.setToolTip(filter_.tip)
        chip.clicked.connect(self._toggler(filter_))
        self.quick[filter_.text] = chip
        return chip

    def _chip(self, text: str, without: PeopleQuery) -> QPushButton:
        chip = remove_chip(text, name="điều kiện")
        chip.setCheckable(True)
        chip.setChecked(True)

        def remove() -> None:
            self.query_wanted.emit(without)

        chip.clicked.connect(remove)
        return chip

    def _toggler(self, filter_: Quick) -> Callable[[], None]:
        def toggle() -> None:
            self.query_wanted.emit(filter_.toggled(self._query))

        return toggle

    @Slot(str)
    def _on_find(self, text: str) -> None:
        if text != self._query.text:
            self.query_wanted.emit(replace(self._query, text=text))
