"""Table | detail side by side; with little room the detail gives way, and a button brings it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.transfers.focus import inside

_DETAIL, _LIST_LEAST, _DETAIL_LEAST = 332, 520, 300


class BoardSides(QSplitter):
    """Holds both panels."""

    def __init__(self, left: QWidget, detail: QWidget) -> None:
        """Hold ``left`` and, where there is room, ``detail``."""
        super().__init__(Qt.Orientation.Horizontal)
        self._left, self._detail = left, detail
        self._sharing = ""
        self.setHandleWidth(1)
        for number, panel in enumerate((left, detail)):
            self.addWidget(panel)
            self.setCollapsible(number, False)  # noqa: FBT003 - Qt's own
        self.setStretchFactor(0, 1)

    def back_to_list(self) -> bool:
        """Tell whether the keyboard was in the detail: then it belongs to the list again."""
        return inside(self._detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    @Slot()
    def _share(self) -> None:
        px, width = theme.current().px, self.width()
        beside = width >= px(_LIST_LEAST + _DETAIL_LEAST)
        self._detail.setVisible(beside)
        sharing = f"{beside}{px(100)}"
        if sharing == self._sharing:
            return
        self._sharing = sharing
        self._detail.setMinimumWidth(px(_DETAIL_LEAST))
        wide = min(px(_DETAIL), width - px(_LIST_LEAST)) if beside else 0
        self.setSizes([width - wide, wide])
