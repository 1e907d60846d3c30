"""Draws the table of a period: the months as a map of colours with their points in them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Cells
from tcxd_desktop.ui.common.rows import COLUMN, TONE, Column
from tcxd_desktop.ui.meetings.summary_state import is_month

Index = QModelIndex | QPersistentModelIndex


class SummaryCells(Cells):
    """Paints a month on the ground of its level; everything else as in every list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        column, tone = index.data(COLUMN), str(index.data(TONE) or "")
        if not isinstance(column, Column) or not is_month(column.key):
            super().paint(painter, option, index)
            return
        look = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, index, look, selected=selected)
        ink, soft = look.tone(tone or "plain")
        if tone:
            painter.fillRect(option.rect.adjusted(1, 1, -1, -2), soft)
        painter.setPen(ink)
        text = str(index.data() or "")
        metrics = QFontMetrics(option.font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, option.rect.width())
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()
