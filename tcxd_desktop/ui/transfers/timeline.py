"""What was done in a case, oldest first: a day, what, by whom; what was taken back struck out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tcxd_desktop.ui.common import theme

Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
_DAY, _RAIL, _PAD, _GAP = 84, 22, 7, 2
"""Widths of the day and of the rail with its dots; room above and below a row; between lines."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One step as it is told."""

    day: str
    """dd/mm/yyyy."""
    title: str
    detail: str = ""
    note: str = ""
    """The reason, in the clerk's words."""
    tone: str = "plain"
    """``ok``, ``warn``, ``bad``, ``plain``: of the dot."""
    undone: bool = False
    written: str = ""
    """Who wrote it down, and when; shown as the tooltip."""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        told = [self.day, self.title, self.detail, self.note]
        if self.undone:
            told.insert(1, "đã lùi lại")
        return ", ".join(part for part in told if part)


class _Steps(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[TimelineRow, ...] = ()

    def show(self, rows: Sequence[TimelineRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        found: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): row.title,
            int(Qt.ItemDataRole.AccessibleTextRole): row.spoken,
            int(Qt.ItemDataRole.ToolTipRole): row.written or None,
            _ROW: row,
        }
        return found.get(int(role))


class Timeline(QListView):
    """The steps of a case; the newest is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._steps = _Steps(self)
        self.setModel(self._steps)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName("Diễn biến của ca")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)

    @property
    def shown(self) -> tuple[TimelineRow, ...]:
        """What is shown, oldest first."""
        return self._steps.rows

    def show_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Show the steps of a case; the cursor goes to the newest."""
        self._steps.show(rows)
        if rows:
            last = self._steps.index(len(rows) - 1, 0)
            self.setCurrentIndex(last)
            self.scrollTo(last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Line(QStyledItemDelegate):
    """Day | dot on a rail | what, and below it the details."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        row = index.data(_ROW)
        if not isinstance(row, TimelineRow):
            return QSize(width, 0)
        look = theme.current()
        lines = _blocks(row, option.font)
        room = self._room(width)
        height = sum(_high(text, font, room) + look.px(_GAP) for text, font, _ in lines)
        return QSize(width, height + 2 * look.px(_PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, TimelineRow):
            return
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        if chosen and isinstance(view, QListView) and view.hasFocus():
            painter.fillRect(rect, look.color("selection"))
        self._rail(painter, rect, index, row)
        left = rect.left() + look.px(_PAD)
        top = rect.top() + look.px(_PAD)
        font = QFont(option.font)
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        day = QRect(left, top, look.px(_DAY), QFontMetrics(font).height())
        painter.drawText(day, int(Qt.AlignmentFlag.AlignLeft), row.day)
        left += look.px(_DAY + _RAIL)
        room = self._room(rect.width())
        for text, face, ink in _blocks(row, option.font):
            high = _high(text, face, room)
            painter.setFont(face)
            painter.setPen(look.color(ink))
            flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(QRect(left, top, room, high), flags, text)
            top += high + look.px(_GAP)
        painter.restore()

    def _room(self, width: int) -> int:
        look = theme.current()
        return max(width - look.px(_DAY + _RAIL + 2 * _PAD + 4), look.px(80))

    def _rail(self, painter: QPainter, rect: QRect, index: Index, row: TimelineRow) -> None:
        look = theme.current()
        x = rect.left() + look.px(_PAD + _DAY) + look.px(5)
        middle = rect.top() + look.px(_PAD + 8)
        painter.setPen(QPen(look.color("line"), 2))
        if index.row():
            painter.drawLine(QPoint(x, rect.top()), QPoint(x, middle))
        if index.row() + 1 < index.model().rowCount():
            painter.drawLine(QPoint(x, middle), QPoint(x, rect.bottom() + 1))
        ink, soft = look.tone("plain" if row.undone else row.tone)
        radius = look.px(5)
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(look.color("surface") if row.undone else soft)
        painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))


def _blocks(row: TimelineRow, font: QFont) -> list[tuple[str, QFont, str]]:
    """Return the texts of a row with their type and colour."""
    title, small = QFont(font), QFont(font)
    title.setWeight(QFont.Weight.DemiBold)
    title.setStrikeOut(row.undone)
    small.setPointSizeF(font.pointSizeF() * 0.94)
    small.setStrikeOut(row.undone)
    found = [(row.title, title, "muted" if row.undone else "text")]
    if row.detail:
        found.append((row.detail, small, "muted"))
    if row.note:
        quiet = QFont(small)
        quiet.setItalic(True)
        found.append((row.note, quiet, "muted"))
    return found


def _high(text: str, font: QFont, room: int) -> int:
    flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 100_000), flags, text).height()
