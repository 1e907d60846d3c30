"""The search box of the window: people, organisations and actions in one list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FOUND = int(Qt.ItemDataRole.UserRole)
_WAIT_MS = 200
_ROW = 34
_SHOWN = 12
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the result."""

    title: str
    detail: str
    icon: str
    go: Callable[[], None]


class FoundModel(QAbstractListModel):
    """The lines of the result."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line, or its text for a screen reader."""
        found = self.found[index.row()]
        if role == _FOUND:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{found.title} · {found.detail}" if found.detail else found.title
        return None


class FoundLine(QStyledItemDelegate):
    """Draws icon, name and what tells people of one name apart."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        found = index.data(_FOUND)
        look = theme.current()
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        side = look.px(16)
        box = QRect(rect.left() + look.px(10), rect.center().y() - side // 2, side, side)
        icons.icon(found.icon, "muted").paint(painter, box)
        text = rect.adjusted(look.px(36), 0, -look.px(10), 0)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        title = _fitted(bold, found.title, text.width())
        painter.drawText(text, align | Qt.AlignmentFlag.AlignLeft, title)
        text.setLeft(text.left() + QFontMetrics(bold).horizontalAdvance(title) + look.px(10))
        painter.setFont(option.font)
        painter.setPen(look.color("muted"))
        detail = _fitted(option.font, found.detail, text.width())
        painter.drawText(text, align | Qt.AlignmentFlag.AlignRight, detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(theme.current().px(200), theme.current().line(_ROW))


def _fitted(font: QFont, text: str, room: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))


class SearchBox(QLineEdit):
    """Finds while typing; the result floats below and takes no focus."""

    def __init__(self, find: Callable[[str], list[Found]], parent: QWidget | None = None) -> None:
        """Search with ``find``."""
        super().__init__(parent)
        self._find = find
        look = theme.current()
        theme.mark(self, "search")
        self.setPlaceholderText("Tìm người, tổ chức, việc cần làm…")
        self.setAccessibleName("Tìm người, tổ chức, việc cần làm")
        self.setToolTip("Ctrl+K. Gõ không dấu cũng được.")
        self.hint_key = theme.mark(QLabel("Ctrl+K", self), "key")
        self._glass = QLabel(self)
        side = look.px(16)
        self._glass.setPixmap(icons.pixmap("search", side, "muted", self.devicePixelRatioF()))
        self._found = FoundModel()
        self._list: QListView | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self.search_now)
        self.textEdited.connect(self._on_typed)

    def found(self) -> list[Found]:
        """Return what is shown below the box."""
        return list(self._found.found) if self.list_open() else []

    def list_open(self) -> bool:
        """Tell whether the result is shown."""
        return self._list is not None and self._list.isVisible()

    @Slot()
    def search_now(self) -> None:
        """Find what is typed and show it."""
        self._wait.stop()
        text = self.text().strip()
        found = self._find(text) if text else []
        self._found.show_found(found)
        if not text:
            self.close_list()
            return
        box = self._ensure_list()
        self._place(box, max(len(found), 1))
        box.setCurrentIndex(self._found.index(0, 0))
        box.show()
        box.raise_()

    def close_list(self) -> None:
        """Hide the result."""
        self._wait.stop()
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the result, go to what is chosen, leave with Esc."""
        key = event.key()
        if key in _STEPS and self._list is not None and self.list_open():
            last = self._found.rowCount() - 1
            row = self._list.currentIndex().row() + _STEPS[Qt.Key(key)]
            self._list.setCurrentIndex(self._found.index(max(0, min(last, row)), 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.list_open() or self._wait.isActive():
                self.search_now()
            self._go()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key hint at the right."""
        super().resizeEvent(event)
        self.hint_key.adjustSize()
        left = self.width() - self.hint_key.width() - theme.current().px(9)
        self.hint_key.move(left, (self.height() - self.hint_key.height()) // 2)
        self._glass.adjustSize()
        self._glass.move(theme.current().px(9), (self.height() - self._glass.height()) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a click in the result; hide it when the window changes."""
        box = self._list
        if box is not None and watched is box.viewport() and isinstance(event, QMouseEvent):
            index = box.indexAt(event.position().toPoint())
            if event.type() == QEvent.Type.MouseButtonRelease and index.isValid():
                box.setCurrentIndex(index)
                self._go()
                return True
        elif event.type() == QEvent.Type.Resize and box is not None and watched is box.parent():
            self.close_list()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Hide the result when the box is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        return super().event(event)

    def _go(self) -> None:
        box = self._list
        row = box.currentIndex().row() if box is not None else -1
        if not 0 <= row < self._found.rowCount():
            return
        found = self._found.found[row]
        self.clear()
        self.close_list()
        self.clearFocus()
        found.go()

    def _leave(self) -> None:
        if self.list_open():
            self.close_list()
        else:
            self.clear()
            self.clearFocus()

    def _ensure_list(self) -> QListView:
        if self._list is None:
            window = self.window()
            box = QListView(window)
            theme.mark(box, "choices")
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            box.setMouseTracking(True)
            box.setUniformItemSizes(True)
            box.setModel(self._found)
            box.setItemDelegate(FoundLine(box))
            box.setAccessibleName("Kết quả tìm")
            box.viewport().installEventFilter(self)
            window.installEventFilter(self)
            self._list = box
        return self._list

    def _place(self, box: QListView, count: int) -> None:
        top = self.mapTo(self.window(), QPoint(0, self.height() + 3))
        height = theme.current().line(_ROW) * min(count, _SHOWN) + theme.current().px(6) + 6
        box.setGeometry(QRect(top, QSize(self.width(), height)))

    @Slot()
    def _on_typed(self) -> None:
        self._wait.start()
