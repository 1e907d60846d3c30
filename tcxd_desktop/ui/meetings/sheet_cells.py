"""Draws the lines of a score sheet: groups stand out, long criteria take two lines."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.grid_cells import SheetCells
from tcxd_desktop.ui.meetings.grid_model import SHOWN, Index
from tcxd_desktop.ui.meetings.sheet_state import Line
from tcxd_desktop.ui.meetings.sheet_table import LABEL, MAX, ScoreTable

ROW, LINE = 31, 17
_PAD, _STEP = 7, 14
_MOST_LINES = 3


class ScoreCells(SheetCells):
    """Groups and the total in bold; the line of the cursor as a whole."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        table = self._model.sheet
        if not isinstance(table, ScoreTable):
            return
        line, shown = table.rows[index.row()], index.data(SHOWN)
        option = QStyleOptionViewItem(option)
        if index.row() == self._view.currentIndex().row():
            option.state |= QStyle.StateFlag.State_Selected
        painter.save()
        if line.group or line.total:
            painter.fillRect(option.rect, theme.current().color("bg"))
            option.font.setWeight(QFont.Weight.DemiBold)
        self._paint_ground(painter, option, index, shown)
        if index.column() == LABEL:
            paint_label(painter, option, line)
        elif index.column() == MAX and line.leaf:
            self._paint_quiet(painter, option, index, shown.text)
        else:
            self._paint_text(painter, option, index, shown)
        painter.restore()

    def _paint_quiet(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: str
    ) -> None:
        pad = theme.current().px(_PAD)
        painter.setFont(option.font)
        painter.setPen(theme.current().color("muted"))
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        painter.drawText(option.rect.adjusted(pad, 0, -pad, 0), align, text)


def label_room(rect: QRect, line: Line) -> QRect:
    """Return where the words of a criterion stand in their cell."""
    look = theme.current()
    left = look.px(_PAD + _STEP * line.depth)
    return rect.adjusted(left, 0, -look.px(_PAD), 0)


def paint_label(painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
    """Draw a criterion, in up to three lines."""
    room = label_room(option.rect, line)
    painter.setFont(option.font)
    painter.setPen(theme.current().color("text"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    painter.setClipRect(option.rect)
    painter.drawText(room, flags, line.label)


def height_of(line: Line, font: QFont, width: int) -> int:
    """Return how high a line is when its criterion has ``width``."""
    look = theme.current()
    strong = QFont(font)
    if line.group or line.total:
        strong.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(strong)
    room = label_room(QRect(0, 0, width, 10), line).width()
    needed = metrics.boundingRect(
        QRect(0, 0, max(room, 1), 1000), Qt.TextFlag.TextWordWrap, line.label
    ).height()
    lines = min(max(round(needed / metrics.lineSpacing()), 1), _MOST_LINES)
    return look.px(ROW) + (lines - 1) * max(look.px(LINE), metrics.lineSpacing())
