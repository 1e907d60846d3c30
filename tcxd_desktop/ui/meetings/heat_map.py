"""A commune at one look: chi bộ by months, coloured by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_cells import tone_colors, word_font
from tcxd_desktop.ui.meetings.board_rows import Tone
from tcxd_desktop.ui.meetings.chart_base import Chart
from tcxd_desktop.wording.formats import show_number

_STRONG = 165
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the map."""

    tone: Tone = Tone.NONE
    said: str = ""
    faint: bool = False
    """Something is there that has no level yet."""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of the map."""

    key: int
    label: str
    cells: tuple[HeatCell, ...]


class HeatMap(Chart):
    """A commune at one look: a row a chi bộ, a column a month. Enter opens a cell."""

    chosen = Signal(int, int)
    """Key of the row, column from 0."""
    moved = Signal(int)
    """Key of the row the cursor went to."""
    _NAME, _CELL = 118, 46
    """Room for names where there is little; a month that has its tenths in it."""
    _ROW_MOST, _ROW_LEAST, _HEAD, _NAMES_FROM = 16, 4, 18, 12

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: tuple[HeatRow, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._name = ""
        self._longest = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, name: str, heads: Sequence[str], rows: Sequence[HeatRow]) -> None:
        """Show a commune; the map is as high as its rows."""
        self._name, self._heads, self._rows = name, tuple(heads), tuple(rows)
        self.setAccessibleName(
            f"{name}: {show_number(len(rows))} chi bộ, {show_number(len(heads))} tháng. "
            "Phím mũi tên để đi, Enter để mở."
        )
        look = theme.current()
        wanted = look.px(420) / max(len(rows), 1)
        self._high = max(min(wanted, look.px(self._ROW_MOST)), look.px(self._ROW_LEAST))
        measure = QFontMetrics(word_font(self.font())).horizontalAdvance
        self._longest = max((measure(row.label) for row in rows), default=0)
        self.setFixedHeight(round(look.px(self._HEAD) + self._high * len(rows) + look.px(4)))
        self._point_at(0 if rows else -1)

    def stand_on(self, key: int) -> None:
        """Put the cursor on a row; it stays in its column."""
        keys = [row.key for row in self._rows]
        if key in keys:
            self._point_at(keys.index(key) * len(self._heads) + max(self._cell()[1], 0))

    def said(self) -> str:
        """Return the cell of the cursor in words."""
        return self._said(*self._cell())

    def tip_at(self, place: QPoint) -> str:
        """Return the words of the cell under the mouse."""
        row, column = self._under(place)
        return self._said(row, column)

    def sizeHint(self) -> QSize:
        """Return a width the panel has."""
        return QSize(theme.current().px(300), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from cell to cell; Enter opens."""
        row, column = self._cell()
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        if self._rows and event.key() in steps:
            down, right = steps[Qt.Key(event.key())]
            row = min(max(row + down, 0), len(self._rows) - 1)
            column = min(max(column + right, 0), len(self._heads) - 1)
            self._point_at(row * len(self._heads) + column)
            self.moved.emit(self._rows[row].key)
        elif self._rows and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._rows[row].key, column)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        super().mousePressEvent(event)
        row, column = self._under(event.position().toPoint())
        if row >= 0:
            self._point_at(row * len(self._heads) + column)
            self.chosen.emit(self._rows[row].key, column)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, names where they can be read, and the cells."""
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(word_font(self.font()))
        map_ = self._map()
        painter.setPen(look.color("muted"))
        for column, head in enumerate(self._heads):
            box = QRectF(self._left(map_, column), 0, self._wide(map_), look.px(self._HEAD))
            painter.drawText(box, _MIDDLE, head)
        gap = 1.0 if self._high > look.px(5) else 0.5
        for number, row in enumerate(self._rows):
            top = map_.top() + number * self._high
            for column, cell in enumerate(row.cells):
                box = QRectF(self._left(map_, column), top, self._wide(map_), self._high)
                painter.fillRect(box.adjusted(0, 0, -gap, -gap), self._ground(cell, look))
                self._draw_value(painter, box, cell, look)
            if self._named():
                self._draw_name(painter, row.label, top, map_, look)
        self._draw_cursor(painter, map_, look)
        self._draw_ring(painter)
        painter.end()

    def _ground(self, cell: HeatCell, look: theme.Theme) -> QColor:
        if cell.tone is Tone.NONE:
            return look.color("line" if cell.faint else "bg")
        ink, ground = tone_colors(look, cell.tone)
        if self._numbered() or cell.tone is Tone.LAST:
            return ground
        strong = QColor(ink)  # rows a few points high need more than a soft ground
        strong.setAlpha(_STRONG)
        return strong

    def _draw_value(
        self, painter: QPainter, box: QRectF, cell: HeatCell, look: theme.Theme
    ) -> None:
        if cell.value is None or not self._numbered():
            return
        ink = tone_colors(look, cell.tone)[0] if cell.tone is not Tone.NONE else look.color("muted")
        painter.setPen(ink)
        whole = self._wide(self._map()) < theme.current().px(self._CELL) - 4
        # Rounded up, 89,5 would read as the least of the level above.
        text = show_number(Decimal(int(cell.value)) if whole else cell.value)
        painter.drawText(box, _MIDDLE, text)

    def _draw_name(
        self, painter: QPainter, name: str, top: float, map_: QRectF, look: theme.Theme
    ) -> None:
        painter.setPen(look.color("text"))
        room = QRectF(look.px(4), top, map_.left() - look.px(8), self._high)
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
        painter.drawText(room, flags, shown)

    def _draw_cursor(self, painter: QPainter, map_: QRectF, look: theme.Theme) -> None:
        row, column = self._cell()
        if row >= 0 and self.hasFocus():
            box = QRectF(
                self._left(map_, column), map_.top() + row * self._high,
                self._wide(map_), self._high,
            )  # fmt: skip
            painter.setPen(QPen(look.color("text"), 1.5))
            painter.drawRect(box)

    def _map(self) -> QRectF:
        look = theme.current()
        room = self.width() - len(self._heads) * look.px(self._CELL)
        names = max(min(self._longest + look.px(12), room), look.px(self._NAME))
        left = names if self._named() else look.px(6)
        return QRectF(left, look.px(self._HEAD), self.width() - left - look.px(4), 0)

    def _named(self) -> bool:
        return bool(self._rows) and self._high >= theme.current().px(self._NAMES_FROM)

    def _numbered(self) -> bool:
        """Tell whether a number fits into a cell."""
        needed = QFontMetrics(word_font(self.font())).horizontalAdvance("100") + 2
        return self._named() and self._wide(self._map()) >= needed

    def _wide(self, map_: QRectF) -> float:
        return map_.width() / max(len(self._heads), 1)

    def _left(self, map_: QRectF, column: int) -> float:
        return map_.left() + column * self._wide(map_)

    def _cell(self) -> tuple[int, int]:
        columns = max(len(self._heads), 1)
        return (self.at // columns, self.at % columns) if self.at >= 0 else (-1, -1)

    def _under(self, place: QPoint) -> tuple[int, int]:
        map_ = self._map()
        row = int((place.y() - map_.top()) // self._high) if self._rows else -1
        column = int((place.x() - map_.left()) // max(self._wide(map_), 1))
        inside = 0 <= row < len(self._rows) and 0 <= column < len(self._heads)
        return (row, column) if inside else (-1, -1)

    def _said(self, row: int, column: int) -> str:
        if row < 0:
            return ""
        found = self._rows[row]
        return f"{found.label}, {found.cells[column].said}"
