"""Draws the table of a period: the months as a map of colours with their points in them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from tcxd_desktop.domain.meetings import PeriodLine
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Cells
from tcxd_desktop.ui.common.rows import COLUMN, TONE, Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.meetings.summary_state import is_month

Index = QModelIndex | QPersistentModelIndex
_PAD = 18
"""Left and right of a name."""


class SummaryTable(Table[PeriodLine]):
    """Bảng tổng hợp: the names of the chi bộ come first where there is room to spare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without columns."""
        super().__init__(
            (), identity=lambda line: line.unit_id, name="Bảng tổng hợp", parent=parent
        )
        self.setItemDelegate(SummaryCells(self))

    def show_names(self) -> None:
        """Widen the first column up to its longest name; what is left goes where it always does."""
        px, columns = theme.current().px, self.rows.columns
        if not columns:
            return
        font = QFont(self.font())
        font.setBold(True)  # as in the line of the cursor
        measure = QFontMetrics(font).horizontalAdvance
        names = (measure(columns[0].text(line)) for line in self.rows.records())
        least = px(columns[0].width)
        spare = self.viewport().width() - sum(px(column.width) for column in columns)
        wanted = max(names, default=0) + px(_PAD) - least
        self.horizontalHeader().resizeSection(0, least + max(min(spare, wanted), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the names as there is room for."""
        super().resizeEvent(event)
        self.show_names()


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
