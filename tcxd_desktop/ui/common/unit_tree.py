"""The organisation tree at the side of a page: each line with its head-count of the day."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.wording.access import OUTSIDE

Index = QModelIndex | QPersistentModelIndex
_ID = int(Qt.ItemDataRole.UserRole)
_COUNT = _ID + 1
_INDENT = 14
_MOST_LINES = 3


class UnitTree(QWidget):
    """A tree of organisations to choose one from."""

    chosen = Signal(object)
    """Id of the organisation the user chose."""
    opened = Signal(object)
    """Id of the organisation on which Enter was pressed."""
    menu_wanted = Signal(object, QPoint)
    """Id under a right click or the menu key, with the place on the screen."""

    def __init__(self, *, tip: str = "", parent: QWidget | None = None) -> None:
        """Start empty; ``tip`` says what choosing does."""
        super().__init__(parent)
        self._quiet = False
        self.nodes: list[UnitNode] = []
        theme.mark(self, "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = TreeView()
        self.view.setToolTip(f"{tip}; ← → đóng, mở nhánh" if tip else "")
        column = QVBoxLayout(self)
        side = theme.current().px(6)
        column.setContentsMargins(side, theme.current().px(10), side, side)
        column.addWidget(self.view)
        begin_at(self, self.view)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.entered_key.connect(self._on_enter)
        self.view.customContextMenuRequested.connect(self._on_menu)

    def show_nodes(self, nodes: Sequence[UnitNode]) -> None:
        """Show a tree; the line chosen stays chosen, else the topmost one is."""
        kept, closed = self.current_id(), self._closed()
        self.nodes = list(nodes)
        self._quiet = True
        self.view.fill(self.nodes, closed)
        if not self.select(kept) and self.nodes:
            self.select(self.nodes[0].unit.id)
        self._quiet = False

    def current_id(self) -> int | None:
        """Return the organisation the cursor stands on."""
        return self._id(self.view.currentIndex())

    def current_node(self) -> UnitNode | None:
        """Return the line the cursor stands on."""
        wanted = self.current_id()
        return next((node for node in self.nodes if node.unit.id == wanted), None)

    def select(self, unit_id: int | None) -> bool:
        """Choose an organisation; false when it is not in the tree."""
        index = self.view.index_of(unit_id)
        if index.isValid():
            self.view.setCurrentIndex(index)
        return index.isValid()

    @staticmethod
    def _id(index: QModelIndex) -> int | None:
        found = index.data(_ID) if index.isValid() else None
        return found if isinstance(found, int) else None

    def _closed(self) -> set[int]:
        return {
            node.unit.id
            for node in self.nodes
            if (index := self.view.index_of(node.unit.id)).isValid()
            and self.view.model().hasChildren(index)
            and not self.view.isExpanded(index)
        }

    @Slot()
    def _on_current(self) -> None:
        if not self._quiet and self.current_id() is not None:
            self.chosen.emit(self.current_id())

    @Slot()
    def _on_enter(self) -> None:
        if self.current_id() is not None:
            self.opened.emit(self.current_id())

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.menu_wanted.emit(self._id(index), self.view.viewport().mapToGlobal(place))


class TreeView(QTreeView):
    """The view: names wrap, counts stand at the right edge."""

    entered_key = Signal()

    def __init__(self) -> None:
        """Build an empty tree."""
        super().__init__()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Lines(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.current().px(_INDENT))
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Cây tổ chức đảng")

    def fill(self, nodes: Sequence[UnitNode], closed: set[int]) -> None:
        """Show other lines, all open but ``closed``."""
        self._model.clear()
        parents: list[QStandardItem] = [self._model.invisibleRootItem()]
        for node in nodes:
            item = QStandardItem(node.unit.name)
            item.setData(node.unit.id, _ID)
            known = node.counted is not None
            item.setData(str(node.counted) if known else "", _COUNT)
            told = f"{node.counted} đảng viên" if known else OUTSIDE
            item.setData(f"{node.unit.name}, {told}", Qt.ItemDataRole.AccessibleTextRole)
            if not known:
                item.setToolTip(OUTSIDE)
            del parents[node.depth + 1 :]
            parents[-1].appendRow(item)
            parents.append(item)
        self.expandAll()
        for unit_id in closed:
            self.collapse(self.index_of(unit_id))

    def index_of(self, unit_id: int | None) -> QModelIndex:
        """Return the line of an organisation."""
        start = self._model.index(0, 0)
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        found = self._model.match(start, _ID, unit_id, 1, flags) if start.isValid() else []
        return found[0] if found else QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as opening the line."""
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in plain:
            self.entered_key.emit()
        else:
            super().keyPressEvent(event)

    def drawRow(  # noqa: N802 - Qt's name
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        """Leave the margin of a chosen line without Qt's own square ground."""
        options.palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        super().drawRow(painter, options, index)

    def drawBranches(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, index: Index
    ) -> None:
        """Draw none: a line draws its own sign."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the names anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class _Lines(QStyledItemDelegate):
    """Draws a name that may wrap, its count, and the sign of a branch that can close."""

    def __init__(self, tree: TreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        whole = QRect(0, option.rect.top() + 1, self._tree.viewport().width(), option.rect.height())
        whole.setHeight(whole.height() - 2)
        self._ground(painter, whole, option, chosen=chosen)
        font = self._font(option, index)
        painter.setFont(font)
        count = str(index.data(_COUNT) or "")
        room = self._room(option.rect, font, count)
        painter.setPen(look.color("text" if chosen else "muted"))
        room.setHeight(QFontMetrics(font).lineSpacing() * _MOST_LINES)
        right = QRect(whole.left(), room.top(), whole.width() - look.px(8), room.height())
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | top, count)
        painter.setPen(look.color("text"))
        flags = Qt.TextFlag.TextWordWrap | top | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, str(index.data()))
        if self._tree.model().hasChildren(index) and index.parent().isValid():
            self._sign(painter, room, QFontMetrics(font), index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped name."""
        look = theme.current()
        font = self._font(option, index)
        depth, parent = 0, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        rect = QRect(depth * look.px(_INDENT), 0, 10, 10)
        room = self._room(rect, font, str(index.data(_COUNT) or ""))
        metrics = QFontMetrics(font)
        room.setHeight(metrics.lineSpacing() * _MOST_LINES)
        flags = int(Qt.TextFlag.TextWordWrap)
        high = metrics.boundingRect(room, flags, str(index.data())).height()
        return QSize(10, min(high, room.height()) + look.px(8))

    def _font(self, option: QStyleOptionViewItem, index: Index) -> QFont:
        font = QFont(option.font)
        if not index.parent().isValid():
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _room(self, rect: QRect, font: QFont, count: str) -> QRect:
        look = theme.current()
        width = QFontMetrics(font).horizontalAdvance(count) + look.px(14)
        left = rect.left() + look.px(8)
        right = self._tree.viewport().width() - width
        return QRect(left, rect.top() + look.px(4), max(right - left, 20), rect.height())

    def _ground(
        self, painter: QPainter, whole: QRect, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        look = theme.current()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hovered:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen and self._tree.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("selection" if chosen else "hover"))
        painter.drawRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), look.px(5), look.px(5))

    def _sign(self, painter: QPainter, room: QRect, metrics: QFontMetrics, index: Index) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("muted"), 1.4))
        side = look.px(3)
        x = room.left() - look.px(9)
        y = room.top() + metrics.lineSpacing() // 2
        if self._tree.isExpanded(index.sibling(index.row(), 0)):
            points = ((x - side, y - side // 2), (x, y + side // 2), (x + side, y - side // 2))
        else:
            points = ((x - side // 2, y - side), (x + side // 2, y), (x - side // 2, y + side))
        for start, end in pairwise(points):
            painter.drawLine(*start, *end)
