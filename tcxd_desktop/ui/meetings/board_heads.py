"""The heads of the board: names that stay at the left, months above."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.meetings.board_cells import word_font
from tcxd_desktop.ui.meetings.board_model import MONTHS, BoardModel

NAME_LEAST = 148
_HEAD_HEIGHT = 34


class NamesHeader(QHeaderView):
    """The names of the chi bộ: frozen at the left, the row of the cursor stands out."""

    def __init__(self, parent: QWidget) -> None:
        """Make it as wide as the view says."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setSectionsClickable(True)
        self.setFixedWidth(theme.current().px(NAME_LEAST))

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        """Draw a name."""
        look = theme.current()
        view = self.parentWidget()
        here = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        current = here.isValid() and here.row() == logicalIndex
        painter.save()
        painter.fillRect(rect, look.color("selection" if current else "surface"))
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(look.color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(view.font()) if view is not None else painter.font()
        if current:
            font.setWeight(QFont.Weight.DemiBold)
            if view is not None and view.hasFocus():
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        painter.setFont(font)
        painter.setPen(look.color("text"))
        room = rect.adjusted(look.px(14), 0, -look.px(6), 0)
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical) or "")
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class MonthsHeader(QHeaderView):
    """Heads of the months; that of the cursor is marked, a closed month has its lock."""

    def __init__(self, parent: QWidget) -> None:
        """Make the heads."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setSectionsClickable(True)
        self.setFixedHeight(theme.current().px(_HEAD_HEIGHT))

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        """Draw a head; two words stand on two lines."""
        look = theme.current()
        view, model = self.parentWidget(), self.model()
        here = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        current = here.isValid() and here.column() == logicalIndex
        painter.save()
        painter.fillRect(rect, look.color("surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, look.color("accent"))
        font = word_font(view.font()) if view is not None else painter.font()
        font.setWeight(QFont.Weight.Bold if current else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("accent" if current else "muted"))
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect, flags, text)
        if (
            isinstance(model, BoardModel)
            and logicalIndex < MONTHS
            and model.closed(logicalIndex + 1)
        ):
            side = look.px(9)
            lock = icons.pixmap("lock", side, "muted", self.devicePixelRatioF())
            wide = QFontMetrics(font).horizontalAdvance(text)
            painter.drawPixmap(
                QPoint(rect.center().x() + wide // 2 + 2, rect.center().y() - side // 2), lock
            )
        painter.restore()
