"""The kinds of transfer to choose from, in three groups, each with one line that explains it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.transfers.new_case_state import GROUPS, OFFERS, KindOffer

Index = QModelIndex | QPersistentModelIndex
_OFFER = int(Qt.ItemDataRole.UserRole)
_PAD = 6


class KindList(QListWidget):
    """Chuyển đi, Trong đảng bộ, Chuyển đến."""

    chosen = Signal(object)
    """KindOffer under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Fill it; nothing is chosen yet."""
        super().__init__(parent)
        self.setAccessibleName("Loại chuyển")
        self.setItemDelegate(_Kinds(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        for title, direction in GROUPS:
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(head)
            for offer in OFFERS:
                if offer.direction is direction:
                    item = QListWidgetItem(offer.title)
                    item.setData(_OFFER, offer)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {offer.title}")
                    item.setToolTip(offer.says)
                    self.addItem(item)
        self.currentItemChanged.connect(self._on_current)

    @property
    def offer(self) -> KindOffer | None:
        """The kind chosen."""
        found = self.currentIndex().data(_OFFER)
        return found if isinstance(found, KindOffer) else None

    def choose(self, offer: KindOffer) -> None:
        """Choose a kind."""
        for row in range(self.count()):
            if self.item(row).data(_OFFER) == offer:
                self.setCurrentRow(row)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_current(self) -> None:
        if self.offer is not None:
            self.chosen.emit(self.offer)


class KindBox(QComboBox):
    """The same kinds in one line, where there is no room for the list; it follows the list."""

    def __init__(self, kinds: KindList) -> None:
        """Follow ``kinds``, and lead it when something is chosen here."""
        super().__init__()
        self._kinds = kinds
        self.setAccessibleName("Loại chuyển")
        for _title, direction in GROUPS:
            for offer in OFFERS:
                if offer.direction is direction:
                    self.addItem(self._text(offer), offer)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        kinds.chosen.connect(self._on_chosen)
        self.activated.connect(self._on_activated)

    @Slot(object)
    def _on_chosen(self, offer: KindOffer) -> None:
        self.setCurrentIndex(self.findText(self._text(offer)))

    @Slot()
    def _on_activated(self) -> None:
        self._kinds.choose(self.currentData())

    @staticmethod
    def _text(offer: KindOffer) -> str:
        title = next(title for title, direction in GROUPS if direction is offer.direction)
        return f"{title}: {offer.title[:1].lower()}{offer.title[1:]}"


class _Kinds(QStyledItemDelegate):
    """A group's name in small letters; a kind's title with its line below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        offer = index.data(_OFFER)
        if not isinstance(offer, KindOffer):
            return QSize(width, look.px(30 if index.row() else 26))
        title, small = _fonts(option.font)
        room = width - look.px(2 * _PAD + 18)
        height = _high(offer.title, title, room) + _high(offer.says, small, room)
        return QSize(width, height + look.px(2 * _PAD + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        rect = option.rect
        painter.save()
        offer = index.data(_OFFER)
        pad = look.px(14)
        if not isinstance(offer, KindOffer):
            font = QFont(option.font)
            font.setPointSizeF(font.pointSizeF() * 0.85)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(look.color("muted"))
            place = rect.adjusted(pad, 0, 0, -look.px(3))
            below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, below, str(index.data() or "").upper())
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("selection" if chosen else "hover"))
        view = option.widget
        if chosen and isinstance(view, QListWidget) and view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
        title, small = _fonts(option.font)
        room = rect.width() - look.px(2 * _PAD + 18)
        top = rect.top() + look.px(_PAD)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        for text, font, ink in ((offer.title, title, "text"), (offer.says, small, "muted")):
            high = _high(text, font, room)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            painter.drawText(QRect(rect.left() + pad, top, room, high), flags, text)
            top += high + look.px(1)
        painter.restore()


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    title, small = QFont(font), QFont(font)
    title.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return title, small


def _high(text: str, font: QFont, room: int) -> int:
    flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 100_000), flags, text).height()
