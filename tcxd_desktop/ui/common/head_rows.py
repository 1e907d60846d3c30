"""Which rows of a sheet are its heading: from, to."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QSpinBox

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.sheet_grid import NO_HEAD

MOST_HEAD = 3
"""Rows a heading may have."""


class HeadRows(QObject):
    """Two boxes that keep each other right; whoever shows them lays them out."""

    chosen = Signal(int, int)
    """First and last row, from 0; -1 for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a sheet."""
        super().__init__(parent)
        self._filling = False
        self.first, self.last = QSpinBox(), QSpinBox()
        for box, name in ((self.first, "Tiêu đề từ dòng"), (self.last, "Tiêu đề đến dòng")):
            box.setMinimum(0)
            box.setSpecialValueText("không")
            box.setKeyboardTracking(False)
            box.setAccessibleName(name)
            box.setFixedWidth(theme.current().px(76))
        self.first.valueChanged.connect(self._on_first)
        self.last.valueChanged.connect(self._on_last)

    def show_head(self, head: tuple[int, int], rows: int) -> None:
        """Show where the heading of a sheet of so many rows is."""
        self._filling = True
        for box, row in ((self.first, head[0]), (self.last, head[1])):
            box.setMaximum(max(rows, 1))
            box.setValue(row + 1)
        self._filling = False

    @Slot(int)
    def _on_first(self, row: int) -> None:
        if self._filling:
            return
        if not row:
            self.chosen.emit(*NO_HEAD)
            return
        last = self.last.value()
        self.chosen.emit(row - 1, row - 1 if not row <= last < row + MOST_HEAD else last - 1)

    @Slot(int)
    def _on_last(self, row: int) -> None:
        if self._filling:
            return
        if not row:
            self.chosen.emit(*NO_HEAD)
            return
        first = self.first.value()
        if not first or first > row:
            first = row
        self.chosen.emit(max(first, row - MOST_HEAD + 1) - 1, row - 1)
