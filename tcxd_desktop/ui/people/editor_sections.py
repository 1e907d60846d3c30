"""The left side of the editor: the sections of the dossier, each with its state."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import draw_badge
from tcxd_desktop.ui.people.editor_state import Mark

WIDTH = 240
_ROW = 31
_TEXT = int(Qt.ItemDataRole.UserRole)
_TONE = _TEXT + 1
Index = QModelIndex | QPersistentModelIndex


class _Drawing(QStyledItemDelegate):
    """Draws a section: its name, and its state as a badge at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.current().line(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if current or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selection" if current else "hover"))
            painter.drawRoundedRect(QRectF(option.rect), look.px(6), look.px(6))
        pad = look.px(10)
        room = option.rect.adjusted(pad, 0, -pad, 0)
        text = str(index.data(_TEXT) or "")
        if text:
            draw_badge(painter, room, text, str(index.data(_TONE)), Qt.AlignmentFlag.AlignRight)
            room = room.adjusted(0, 0, -_badge_room(option.font, text), 0)
        self._draw_title(painter, option, room, str(index.data() or ""), current=current)
        painter.restore()

    def _draw_title(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        title: str,
        *,
        current: bool,
    ) -> None:
        font = QFont(option.font)
        if current:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.current().color("text"))
        elided = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)


def _badge_room(font: QFont, text: str) -> int:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return QFontMetrics(small).horizontalAdvance(text) + theme.current().px(12 + 4)


class SectionList(QListView):
    """The sections in the order of the paper."""

    chosen = Signal(int)
    """The user went to a section."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """List ``titles``."""
        super().__init__(parent)
        theme.mark(self, "sections")
        self.setFixedWidth(theme.current().px(WIDTH))
        self.setAccessibleName("Các phần của hồ sơ")
        self.setItemDelegate(_Drawing(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._quiet = False
        self._items = QStandardItemModel(self)
        for title in titles:
            item = QStandardItem(title)
            item.setToolTip(title)
            self._items.appendRow(item)
        self.setModel(self._items)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def set_current(self, number: int) -> None:
        """Stand on a section without telling it as the user's choice."""
        self._quiet = True
        self.setCurrentIndex(self._items.index(number, 0))
        self._quiet = False

    def set_mark(self, number: int, mark: Mark) -> None:
        """Show the state of a section."""
        item = self._items.item(number)
        item.setData(mark.text, _TEXT)
        item.setData(mark.tone, _TONE)
        item.setAccessibleText(f"{item.text()}: {mark.text}")

    def mark_of(self, number: int) -> Mark:
        """Return the state a section shows."""
        item = self._items.item(number)
        return Mark(str(item.data(_TEXT) or ""), str(item.data(_TONE) or ""))

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(theme.current().px(WIDTH))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.row())
