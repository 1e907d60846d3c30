"""Draws the cells of every list: soft lines, badges, the bar that shows the cursor."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.rows import COLUMN, TONE, Column

Index = QModelIndex | QPersistentModelIndex
_PAD = 8


class Cells(QStyledItemDelegate):
    """Paints text, or a badge where the column has a tone for the record."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, index, look, selected=selected)
        text = str(index.data() or "")
        tone = index.data(TONE)
        pad = look.px(_PAD)
        room = option.rect.adjusted(pad, 0, -pad, 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        if text and tone:
            draw_badge(painter, room, text, str(tone), align)
        elif text:
            column = index.data(COLUMN)
            faint = isinstance(column, Column) and column.muted
            painter.setPen(look.color("muted" if faint else "text"))
            font = option.font
            if selected and not faint and _stands_out(option, index):
                font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            mode = Qt.TextElideMode.ElideRight
            shown = QFontMetrics(font).elidedText(text, mode, room.width())
            painter.drawText(room, align | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room a cell wants, for fitting a column by double click."""
        look = theme.current()
        width = QFontMetrics(option.font).horizontalAdvance(str(index.data() or ""))
        return QSize(width + look.px(2 * _PAD + 14), look.line(31))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show what does not fit, or the column's own explanation."""
        if event.type() == QEvent.Type.ToolTip and not index.data(Qt.ItemDataRole.ToolTipRole):
            text = str(index.data() or "")
            wide = QFontMetrics(option.font).horizontalAdvance(text)
            if wide > option.rect.width() - 2 * theme.current().px(_PAD):
                QToolTip.showText(event.globalPos(), text, view)
                return True
        return super().helpEvent(event, view, option, index)

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        look: theme.Theme,
        *,
        selected: bool,
    ) -> None:
        rect = option.rect
        if selected:
            painter.fillRect(rect, look.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        view = option.widget
        if (
            isinstance(view, QTableView)
            and view.hasFocus()
            and index.row() == view.currentIndex().row()
            and view.horizontalHeader().visualIndex(index.column()) == 0
        ):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))


def _stands_out(option: QStyleOptionViewItem, index: Index) -> bool:
    """Tell whether this is the name in the row of the cursor: the first column that is text."""
    view = option.widget
    if not isinstance(view, QTableView) or view.currentIndex().row() != index.row():
        return False
    header = view.horizontalHeader()
    for place in range(header.count()):
        number = header.logicalIndex(place)
        column = index.sibling(index.row(), number).data(COLUMN)
        if not header.isSectionHidden(number) and isinstance(column, Column) and not column.muted:
            return number == index.column()
    return False


def draw_badge(
    painter: QPainter, room: QRect, text: str, tone: str, align: Qt.AlignmentFlag
) -> None:
    """Draw a state as soft ground and word inside ``room``."""
    look = theme.current()
    ink, soft = look.tone(tone)
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 0.9)
    metrics = QFontMetrics(font)
    side = look.px(6)
    width = min(metrics.horizontalAdvance(text) + 2 * side + 1, room.width())
    height = metrics.height() + look.px(2)
    left = room.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = room.right() - width + 1
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = room.left() + (room.width() - width) // 2
    box = QRect(left, room.top() + (room.height() - height) // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(QRectF(box), look.px(4), look.px(4))
    painter.setPen(ink)
    painter.setFont(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 2 * side + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
