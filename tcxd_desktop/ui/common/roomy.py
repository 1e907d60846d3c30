"""A page whose table always shows some rows: where the window is low, its head scrolls away."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QTableView, QWidget

from tcxd_desktop.ui.common import theme

ROWS = 6
"""Fewer lines of a table are no list any more."""
_ROW = 31


class Roomy(QScrollArea):
    """Holds a page; it scrolls only where its table would have no room for a few rows."""

    def __init__(self, inside: QWidget, table: QTableView, *, rows: int = ROWS) -> None:
        """Hold ``inside``, in which ``table`` gets room for ``rows`` lines and its head."""
        super().__init__()
        look = theme.current()
        theme.mark(self, "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Nội dung trang")
        if not inside.property("role"):
            theme.mark(inside, "plain")
        table.setMinimumHeight(look.line(_ROW) * (rows + 1) + look.px(14))
        self.setWidget(inside)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what takes the keyboard into sight."""
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top = now.mapTo(inside, QPoint(0, 0)).y()
        bottom = top + now.height() - high
        bar.setValue(min(max(bar.value(), min(bottom, top)), max(bottom, top)))
