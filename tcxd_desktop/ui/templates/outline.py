"""The left side of the editor: everything a template is made of, as one tree."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
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
)

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import Index, draw_badge
from tcxd_desktop.ui.templates.nodes import SECTIONS, Node, nodes_of
from tcxd_desktop.ui.templates.titles import node_points, node_title

_NODE = int(Qt.ItemDataRole.UserRole)
_POINTS = _NODE + 1
_MARK = _NODE + 2
_ROW = 29
_INDENT = 14


class Outline(QTreeView):
    """Sections, criteria and entries, each with its points and how many faults it has."""

    chosen = Signal(object)
    """Node the user went to."""
    opened = Signal(object)
    """Enter or F2: go into the form of the node."""
    remove_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._items = QStandardItemModel(self)
        self._places: dict[Node, QStandardItem] = {}
        self._closed: set[Node] = set()
        self._quiet = False
        self.setModel(self._items)
        self.setItemDelegate(_Lines(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(theme.current().px(_INDENT))
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Các phần của mẫu chấm điểm")
        self.selectionModel().currentChanged.connect(self._on_current)
        self.customContextMenuRequested.connect(self._on_menu)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)

    def show_template(self, template: ScoreTemplate, node: Node) -> None:
        """Show a template with the cursor on ``node``; what was closed stays closed."""
        self._quiet = True
        if nodes_of(template) == list(self._places):
            for known, item in self._places.items():
                _dress(item, template, known)
        else:
            self._rebuild(template, node)
        self._quiet = False
        self.point_at(node)

    def _rebuild(self, template: ScoreTemplate, node: Node) -> None:
        self._items.clear()
        self._places = {}
        for found in nodes_of(template):
            item = QStandardItem()
            item.setData(found, _NODE)
            _dress(item, template, found)
            above = self._places.get(found[:-1])
            (above or self._items.invisibleRootItem()).appendRow(item)
            self._places[found] = item
        self._closed -= {node[:depth] for depth in range(1, len(node))}
        self.expandAll()
        for closed in self._closed & self._places.keys():
            self.collapse(self._places[closed].index())

    def show_marks(self, marks: Mapping[Node, int]) -> None:
        """Show how many faults each node has."""
        for node, item in self._places.items():
            count = marks.get(node, 0)
            item.setData(f"{count} lỗi" if count else "", _MARK)
            told = f"{item.text()}, {item.data(_POINTS)}".rstrip(", ")
            item.setData(
                f"{told}, {count} lỗi" if count else told, Qt.ItemDataRole.AccessibleTextRole
            )

    def mark_of(self, node: Node) -> str:
        """Return what is marked at a node."""
        return str(self._places[node].data(_MARK) or "")

    def texts(self) -> list[str]:
        """Return the lines as shown, top down."""
        return [item.text() for item in self._places.values()]

    def current_node(self) -> Node:
        """Return the node the cursor stands on."""
        found = self.currentIndex().data(_NODE)
        return found if isinstance(found, tuple) else (SECTIONS[0],)

    def point_at(self, node: Node) -> None:
        """Put the cursor on a node without telling it as the user's choice."""
        item = self._places.get(node)
        if item is None:
            return
        self._quiet = True
        self.setCurrentIndex(item.index())
        self.scrollTo(item.index())
        self._quiet = False

    def step(self, by: int) -> Node:
        """Return the node before or after the current one, closed branches passed over."""
        index = self.currentIndex()
        found = self.indexBelow(index) if by > 0 else self.indexAbove(index)
        node = found.data(_NODE) if found.isValid() else None
        return node if isinstance(node, tuple) else self.current_node()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the form with Enter or F2; remove with Delete."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self.current_node())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
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

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIndentation(theme.current().px(_INDENT))
            self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        if not self._quiet:
            self._closed.discard(index.data(_NODE))

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self._quiet:
            self._closed.add(index.data(_NODE))

    @Slot()
    def _on_current(self) -> None:
        if not self._quiet and self.currentIndex().isValid():
            self.chosen.emit(self.current_node())

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))


def _dress(item: QStandardItem, template: ScoreTemplate, node: Node) -> None:
    title = node_title(template, node)
    if item.text() != title:
        item.setText(title)
        item.setToolTip(title)
    item.setData(node_points(template, node), _POINTS)


class _Lines(QStyledItemDelegate):
    """Draws a line: sign of a branch, words, faults, points."""

    def __init__(self, tree: Outline) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme.current().line(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRect(0, option.rect.top(), self._tree.viewport().width(), option.rect.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, whole, option, chosen=chosen)
        font = QFont(option.font)
        if not index.parent().isValid() or chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(option.font)
        left = option.rect.left() + look.px(20)
        room = QRect(left, whole.top(), whole.right() - left - look.px(8), whole.height())
        room = self._right(painter, room, index)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, max(room.width(), 1)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self._tree.model().hasChildren(index):
            self._sign(painter, option.rect, index)
        painter.restore()

    def _right(self, painter: QPainter, room: QRect, index: Index) -> QRect:
        """Draw points and faults at the right; return the room that is left."""
        look = theme.current()
        points, mark = str(index.data(_POINTS) or ""), str(index.data(_MARK) or "")
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if points:
            painter.setPen(look.color("muted"))
            painter.drawText(room, side, points)
            wide = painter.fontMetrics().horizontalAdvance(points) + look.px(8)
            room = room.adjusted(0, 0, -wide, 0)
        if mark:
            draw_badge(painter, room, mark, "bad", Qt.AlignmentFlag.AlignRight)
            wide = painter.fontMetrics().horizontalAdvance(mark) + look.px(18)
            room = room.adjusted(0, 0, -wide, 0)
        return room

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

    def _sign(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("muted"), 1.4))
        side, x, y = look.px(3), rect.left() + look.px(10), rect.center().y() + 1
        if self._tree.isExpanded(index.sibling(index.row(), 0)):
            points = ((x - side, y - side // 2), (x, y + side // 2), (x + side, y - side // 2))
        else:
            points = ((x - side // 2, y - side), (x + side // 2, y), (x - side // 2, y + side))
        for start, end in pairwise(points):
            painter.drawLine(*start, *end)
