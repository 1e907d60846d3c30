"""List | detail side by side: the detail gives way where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tcxd_desktop.ui.common import theme

_LIST_LEAST, _SIDE, _SIDE_LEAST = 420, 336, 280


class Beside(QSplitter):
    """A list and, beside it, what its cursor stands on."""

    def __init__(self, main: QWidget, side: QWidget) -> None:
        """Hold both."""
        super().__init__(Qt.Orientation.Horizontal)
        self._side = side
        self._sharing = ""
        self.setHandleWidth(1)
        for number, panel in enumerate((main, side)):
            self.addWidget(panel)
            self.setCollapsible(number, False)  # noqa: FBT003 - Qt's own
        self.setStretchFactor(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        px = theme.current().px
        both = self.width() >= px(_LIST_LEAST + _SIDE_LEAST)
        self._side.setVisible(both)
        sharing = f"{both}{px(100)}"
        if sharing == self._sharing:
            return
        self._sharing = sharing
        self._side.setMinimumWidth(px(_SIDE_LEAST))
        beside = min(px(_SIDE), max(self.width() - px(_LIST_LEAST), px(_SIDE_LEAST)))
        self.setSizes([self.width() - beside, beside] if both else [self.width(), 0])
