"""What every chart on the screen can do: a cursor for the keyboard, told in words."""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from tcxd_desktop.ui.common import theme


class Chart(QWidget):
    """A picture with a cursor of its own, told in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Point at nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.at = -1

    def said(self) -> str:
        """Return what is pointed at, in words."""
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring back."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the mouse points at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def tip_at(self, place: QPoint) -> str:
        """Return the words for a place."""
        return ""

    def _point_at(self, place: int) -> None:
        self.at = place
        self.setAccessibleDescription(self.said())
        self.update()

    def _draw_ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
