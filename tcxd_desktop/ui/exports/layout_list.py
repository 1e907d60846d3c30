"""The layouts to choose from, each with how many columns it has and what to know of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.wording.exports import about

_SIDES, _AROUND = 36, 10
"""Beside and around the text of a row."""
_KEY = Qt.ItemDataRole.UserRole


class LayoutList(QWidget):
    """The list, and below it what makes new ones."""

    chosen = Signal()
    """Another layout is shown."""
    opened = Signal()
    """Enter or a double click: change this one."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        look = theme.current()
        self._layouts: Sequence[Layout] = ()
        theme.mark(self, "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Mẫu danh sách")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.new = icons.put(QPushButton("Mẫu mới từ mẫu này…"), "plus")
        self.take = icons.put(QPushButton("Nhận mẫu từ tệp…"), "upload")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(10), look.px(10), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(theme.heading(QLabel("Mẫu danh sách")))
        column.addWidget(self.list, 1)
        for button in (self.new, self.take):
            button.setAutoDefault(False)
            column.addWidget(button)
        begin_at(self, self.list)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self.opened)

    def show_layouts(self, layouts: Sequence[Layout], shipped: Sequence[str]) -> None:
        """Show layouts; the one chosen stays chosen, else the first one is."""
        kept = self.key()
        self._layouts = layouts
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for layout in layouts:
            told = about(layout, shipped=layout.key in shipped)
            item = QListWidgetItem(f"{layout.title}\n{told}")
            item.setData(_KEY, layout.key)
            item.setToolTip(layout.source)
            self.list.addItem(item)
        self._fit()
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.choose(kept)

    def choose(self, key: str) -> None:
        """Choose a layout by its key; the first where there is no such."""
        keys = [layout.key for layout in self._layouts]
        self.list.setCurrentRow(keys.index(key) if key in keys else 0)

    def layout_chosen(self) -> Layout | None:
        """Return the layout the cursor stands on."""
        row = self.list.currentRow()
        return self._layouts[row] if 0 <= row < len(self._layouts) else None

    def key(self) -> str:
        """Return its key, or nothing."""
        found = self.layout_chosen()
        return found.key if found is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap long titles anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make each row as high as its text needs at the width there is."""
        look, metrics = theme.current(), self.list.fontMetrics()
        room = self.list.viewport().width() - look.px(_SIDES)
        flags = int(Qt.TextFlag.TextWordWrap)
        for row in range(self.list.count()):
            item = self.list.item(row)
            high = metrics.boundingRect(0, 0, max(room, 60), 1_000, flags, item.text()).height()
            item.setSizeHint(QSize(0, high + look.px(_AROUND)))

    @Slot()
    def _on_row(self) -> None:
        if self.layout_chosen() is not None:
            self.chosen.emit()
