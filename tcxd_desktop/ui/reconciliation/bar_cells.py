"""Cells of a list that show a share as a bar with its words beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Cells
from tcxd_desktop.ui.common.rows import COLUMN, RECORD, Column

Index = QModelIndex | QPersistentModelIndex
_PAD, _BAR_HIGH, _WORDS = 8, 6, 46


class BarCells(Cells):
    """Draws one column as bars; the text of the column stands behind the bar."""

    def __init__(
        self, key: str, share: Callable[[Any], float | None], parent: QWidget | None = None
    ) -> None:
        """Draw the column ``key``; ``share`` gives 0 to 1, or ``None`` for no bar."""
        super().__init__(parent)
        self._key, self._share = key, share

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        column = index.data(COLUMN)
        record = index.data(RECORD)
        if not isinstance(column, Column) or column.key != self._key or record is None:
            super().paint(painter, option, index)
            return
        share = self._share(record)
        look = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, index, look, selected=selected)
        room = option.rect.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        if share is not None:
            high, words = look.px(_BAR_HIGH), look.px(_WORDS)
            wide = max(room.width() - words, look.px(20))
            top = room.top() + (room.height() - high) / 2
            bar = QRectF(room.left(), top, wide, high)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("field_line" if selected else "soft_line"))
            painter.drawRoundedRect(bar, high / 2, high / 2)
            bar.setWidth(wide * min(max(share, 0.0), 1.0))
            if bar.width() >= 1:
                painter.setBrush(look.color("ok" if share >= 1 else "accent_fill"))
                painter.drawRoundedRect(bar, high / 2, high / 2)
            room.setLeft(room.left() + round(wide))
        painter.setPen(look.color("text"))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, align, str(index.data() or ""))
        painter.restore()
