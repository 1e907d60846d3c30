"""Board and detail side by side; where there is little room one takes the place of the other."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.meetings.detail import DetailPanel
from tcxd_desktop.ui.meetings.overview import Overview

_MAIN_LEAST, _SIDE, _SIDE_LEAST = 720, 336, 300


class Sides(QSplitter):
    """The board keeps the room it needs; with large text the detail comes when it is called."""

    shared = Signal()
    """Who is seen may have changed."""

    def __init__(self, main: QWidget, side: QWidget) -> None:
        """Hold both; put ``button`` where the page has its filters."""
        super().__init__(Qt.Orientation.Horizontal)
        self._main, self._side = main, side
        self._called = False
        self._sharing = ""
        self.setHandleWidth(1)
        for number, panel in enumerate((main, side)):
            self.addWidget(panel)
            self.setCollapsible(number, False)  # noqa: FBT003 - Qt's own
        self.setStretchFactor(0, 1)
        self.button = theme.chip(QPushButton("Chi tiết"))
        self.button.setCheckable(False)
        self.button.setToolTip("Xem chi tiết ô đang chọn (phím cách)")
        self.button.clicked.connect(self.call)
        self.button.hide()

    @property
    def narrow(self) -> bool:
        """Whether both do not fit side by side."""
        return self.width() < theme.current().px(_MAIN_LEAST + _SIDE_LEAST)

    @property
    def alone(self) -> bool:
        """Whether the detail has taken the board's place."""
        return self.narrow and self._called

    @Slot()
    def call(self) -> None:
        """Show the detail."""
        self._called = True
        self._share()

    def dismiss(self) -> None:
        """Show the board again where the detail took its place."""
        self._called = False
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        px = theme.current().px
        if not self.narrow:
            self._called = False
        self.button.setVisible(self.narrow)
        self._side.setVisible(self.alone or not self.narrow)
        self._main.setVisible(not self.alone)
        self._side.setMinimumWidth(px(_SIDE_LEAST))
        sharing = f"{self.alone}{self.narrow}{px(100)}"
        if sharing != self._sharing:
            self._sharing = sharing
            beside = min(px(_SIDE), max(self.width() - px(_MAIN_LEAST), px(_SIDE_LEAST)))
            self.setSizes([self.width() - beside, beside])
            self.shared.emit()


class Side(QStackedWidget):
    """The detail of a cell, or the whole commune."""

    def __init__(self, detail: DetailPanel, overview: Overview) -> None:
        """Show the detail."""
        super().__init__()
        self._detail, self._overview = detail, overview
        self.addWidget(detail)
        self.addWidget(overview)
        look = theme.current()
        self.back = icons.put(theme.quiet(QPushButton("Bảng theo dõi")), "chevron-left", "muted")
        self.back.setToolTip("Esc")
        self.back.hide()
        self.holder = theme.panel(QWidget())
        """With the way back above, which is there where the board is not."""
        top = QHBoxLayout()
        top.setContentsMargins(look.px(6), 0, 0, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self, 1)

    def show_whole(self, *, on: bool) -> None:
        """Show the whole commune, or the cell."""
        self.setCurrentWidget(self._overview if on else self._detail)
