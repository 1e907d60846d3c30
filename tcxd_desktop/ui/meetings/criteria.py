"""The criteria of a sheet as a small tree: maximum, self-score, review; groups open by Enter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from tcxd_desktop.domain.score_sheets import ItemResult, SheetResult
from tcxd_desktop.domain.score_templates import Item, ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_cells import word_font
from tcxd_desktop.wording.formats import show_number

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Tiêu chí", "Tối đa", "Tự\nchấm", "Thẩm\nđịnh")
_HEAD_SAID = ("Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định")
_NUMBER, _HIGH, _HEAD = 44, 29, 34
STRONG = int(Qt.ItemDataRole.UserRole) + 1
LOWER = STRONG + 1
"""The review gives less than the chi bộ gave itself."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tree."""

    label: str
    most: Decimal | None
    own: str
    review: str
    lower: bool = False
    strong: bool = False
    tip: str = ""
    below: tuple["Line", ...] = ()


def lines(
    template: ScoreTemplate, own: SheetResult | None, review: SheetResult | None
) -> list[Line]:
    """Return the lines of a sheet: groups, adjustments with points, the total."""
    mine, theirs = _by_id(own), _by_id(review)
    found = [_line(item, mine, theirs) for item in template.items if _there(item, mine, theirs)]
    for one in template.adjustments:
        left, right = mine.get(one.id), theirs.get(one.id)
        if (left and left.points) or (right and right.points):
            found.append(Line(one.label, None, _points(left), _points(right)))
    totals = tuple(one.total if one is not None else None for one in (own, review))
    found.append(
        Line(
            "Tổng",
            template.total,
            _total(own),
            _total(review),
            lower=_less(totals[0], totals[1]),
            strong=True,
        )
    )
    return found


def _by_id(result: SheetResult | None) -> dict[str, ItemResult]:
    if result is None:
        return {}
    return {one.id: one for one in (*result.items, *result.adjustments)}


def _total(result: SheetResult | None) -> str:
    return "" if result is None else _number(result.total)


def _there(item: Item, mine: Mapping[str, ItemResult], theirs: Mapping[str, ItemResult]) -> bool:
    return item.id in mine or item.id in theirs or not (mine or theirs)


def _line(item: Item, mine: Mapping[str, ItemResult], theirs: Mapping[str, ItemResult]) -> Line:
    left, right = mine.get(item.id), theirs.get(item.id)
    known = left or right
    return Line(
        f"{item.id} {item.label}",
        known.max if known else item.max,
        _points(left),
        _points(right),
        lower=_less(left.points if left else None, right.points if right else None),
        tip=_applies(known),
        below=tuple(
            _line(child, mine, theirs) for child in item.children if _there(child, mine, theirs)
        ),
    )


def _applies(result: ItemResult | None) -> str:
    return "Không đánh giá" if result is not None and not result.applicable else ""


def _points(result: ItemResult | None) -> str:
    return "" if result is None else _number(result.points)


def _number(value: Decimal | None) -> str:
    return NOTHING if value is None else show_number(value)


def _less(own: Decimal | None, review: Decimal | None) -> bool:
    return own is not None and review is not None and review < own


class CriteriaTree(QTreeView):
    """As high as its open lines: the panel around it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        look = theme.current()
        self._model = QStandardItemModel(0, len(HEADS), self)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName("Điểm theo tiêu chí. Enter mở, đóng một nhóm.")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setIndentation(look.px(13))
        self.setWordWrap(True)
        header = _Heads(self)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionsClickable(False)
        header.setFixedHeight(look.line(_HEAD))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)

    def show_lines(self, found: Sequence[Line]) -> None:
        """Show the lines of a sheet, groups closed."""
        self._model.clear()
        self._model.setColumnCount(len(HEADS))
        self._model.setHorizontalHeaderLabels(list(HEADS))
        for column, said in enumerate(_HEAD_SAID):
            head = self._model.horizontalHeaderItem(column)
            head.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        for line in found:
            self._model.appendRow(_row(line))
        self._share()

    def texts(self) -> list[list[str]]:
        """Return what the top lines say."""
        model = self._model
        return [
            [model.item(row, column).text() for column in range(len(HEADS))]
            for row in range(model.rowCount())
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close a group with Enter."""
        index = self.currentIndex().siblingAtColumn(0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a line, to be seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the labels the room the numbers leave."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    def _share(self) -> None:
        look = theme.current()
        for column in (1, 2, 3):
            self.setColumnWidth(column, look.px(_NUMBER))
        self.setColumnWidth(0, max(self.viewport().width() - 3 * look.px(_NUMBER), look.px(80)))
        self.scheduleDelayedItemsLayout()
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Be as high as the open lines."""
        self.executeDelayedItemsLayout()
        high = self.header().height() + 2
        index = self._model.index(0, 0)
        while index.isValid():
            high += self.rowHeight(index)
            index = self.indexBelow(index)
        if self.height() != high:
            self.setFixedHeight(high)


def _row(line: Line) -> list[QStandardItem]:
    texts = (line.label, "" if line.most is None else show_number(line.most), line.own, line.review)
    made: list[QStandardItem] = []
    for column, text in enumerate(texts):
        item = QStandardItem(text)
        item.setData(line.strong, STRONG)
        item.setData(line.lower and column == 3, LOWER)
        item.setToolTip(line.tip or (line.label if column == 0 else ""))
        made.append(item)
    for below in line.below:
        made[0].appendRow(_row(below))
    return made


class _Heads(QHeaderView):
    """Heads on two lines without the wide margins of other lists."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(Qt.Orientation.Horizontal, tree)
        self._tree = tree

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        look = theme.current()
        painter.save()
        painter.fillRect(rect, look.color("surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = word_font(self._tree.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        side = Qt.AlignmentFlag.AlignHCenter if logicalIndex else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
        painter.drawText(rect.adjusted(look.px(2), 0, 0, 0), flags, HEADS[logicalIndex])
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Paints labels on as many lines as they need, numbers in their middle."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            view = option.widget
            if index.column() == 0 and view.hasFocus():
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(_font(option, index))
        painter.setPen(look.color("warn" if index.data(LOWER) else "text"))
        if index.column() == 0:
            room = rect.adjusted(look.px(5), 0, -look.px(4), 0)
            flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        else:
            room, flags = rect, int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(room, flags, str(index.data() or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        least = look.px(_HIGH)
        view = option.widget
        if index.column() or not isinstance(view, CriteriaTree):
            return QSize(look.px(_NUMBER), least)
        depth = 1 + (index.parent().isValid() + index.parent().parent().isValid())
        wide = view.columnWidth(0) - depth * view.indentation() - look.px(9)
        metrics = QFontMetrics(_font(option, index))
        flags = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(QRect(0, 0, wide, 10_000), flags, str(index.data() or ""))
        return QSize(wide, max(least, box.height() + look.px(10)))


def _font(option: QStyleOptionViewItem, index: Index) -> QFont:
    font = QFont(option.font)
    if index.data(STRONG):
        font.setWeight(QFont.Weight.DemiBold)
    return font
