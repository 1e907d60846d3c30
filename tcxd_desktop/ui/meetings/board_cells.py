"""Draws the cells and heads of the board, and the samples of its legend."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_rows import Ink, Shown, Tone

Index = QModelIndex | QPersistentModelIndex
SHOWN = int(Qt.ItemDataRole.UserRole)
FUTURE = SHOWN + 1
_SMALL = 0.82
_DOT = 2.2
_CENTER = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)
_FRAMED = {Ink.SELF: Qt.PenStyle.DashLine, Ink.REVIEW: Qt.PenStyle.SolidLine}
_INKS = {
    Ink.WORD: "warn", Ink.DAY: "muted", Ink.LATE: "accent", Ink.SELF: "muted",
    Ink.BEHIND: "warn",
}  # fmt: skip
_WORDS = frozenset({Ink.WORD, Ink.DAY, Ink.LATE})


def tone_colors(look: theme.Theme, tone: Tone) -> tuple[QColor, QColor]:
    """Return (ink, ground) of a level."""
    if tone is Tone.LAST:
        return look.color("on_accent"), look.color("accent_fill")
    if tone is Tone.NONE:
        return look.color("text"), look.color("surface")
    return look.tone(tone.value)


def _ink(look: theme.Theme, shown: Shown) -> QColor:
    if shown.ink is Ink.OFFICIAL:
        return tone_colors(look, shown.tone)[0]
    return look.color(_INKS.get(shown.ink, "text"))


def word_font(base: QFont) -> QFont:
    """Return the small font of states and days."""
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * _SMALL)
    return font


def draw_shown(
    painter: QPainter, rect: QRect, shown: Shown, base: QFont, *, ground: bool = True
) -> None:
    """Draw what a cell says inside ``rect``.

    Args:
        painter: where.
        rect: the cell without its lines.
        shown: what.
        base: font of the list.
        ground: fill the ground of a level; the row of the cursor has its own.
    """
    look = theme.current()
    if shown.ink is Ink.OFFICIAL and (ground or shown.tone is Tone.LAST):
        painter.fillRect(rect, tone_colors(look, shown.tone)[1])
    if shown.ink in _FRAMED:
        _draw_frame(painter, rect, look, _FRAMED[shown.ink])
    if shown.text:
        painter.setPen(_ink(look, shown))
        if shown.ink in _WORDS:
            _draw_word(painter, rect, shown.text, base)
        else:
            _draw_number(painter, rect, shown, base)
    if shown.thematic:
        _draw_dot(painter, rect, shown, base)


def _draw_frame(painter: QPainter, rect: QRect, look: theme.Theme, style: Qt.PenStyle) -> None:
    painter.setPen(QPen(look.color("faint"), 1, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(look.px(3), look.px(4), -look.px(4), -look.px(5)))


def _draw_number(painter: QPainter, rect: QRect, shown: Shown, base: QFont) -> None:
    font = base
    if shown.ink is Ink.SELF:
        font = QFont(base)
        font.setItalic(True)
    painter.setFont(font)
    painter.drawText(rect, _CENTER, shown.text)


def _draw_word(painter: QPainter, rect: QRect, text: str, base: QFont) -> None:
    """Draw a word small; on two lines where one is too long."""
    font = word_font(base)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    if metrics.horizontalAdvance(text) <= rect.width() - 4 or " " not in text:
        painter.drawText(rect, _CENTER, text)
        return
    first, _, rest = text.partition(" ")
    high = round(metrics.height() * 0.86)
    top = rect.top() + (rect.height() - 2 * high) // 2
    for place, line in enumerate((first, rest)):
        painter.drawText(QRect(rect.left(), top + place * high, rect.width(), high), _CENTER, line)


def _draw_dot(painter: QPainter, rect: QRect, shown: Shown, base: QFont) -> None:
    """Draw the dot of a thematic meeting right of the number, a little above its middle."""
    look = theme.current()
    wide = QFontMetrics(base).horizontalAdvance(shown.text) if shown.ink not in _WORDS else 0
    radius = _DOT * look.scale / 100
    if not shown.text:
        left, top = rect.center().x() - radius, float(rect.center().y())
    elif wide:
        left, top = rect.center().x() + wide / 2 + radius + 1, rect.center().y() - look.px(5)
        if (last := rect.right() - 2 * radius - 1) < left:  # it stays in its own month, above
            left, top = last, rect.top() + 2 * radius + 1
    else:
        left, top = rect.right() - 3 * radius, rect.top() + 2 * radius
    color = look.color("on_accent" if shown.tone is Tone.LAST else "accent")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(left, top - radius, 2 * radius, 2 * radius))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class BoardCells(QStyledItemDelegate):
    """Paints one cell: ground of its level, score or word, the ring of the cursor."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look = theme.current()
        view = option.widget
        rect = option.rect
        shown = index.data(SHOWN)
        here = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        in_row = here.isValid() and here.row() == index.row()
        painter.save()
        if in_row:
            painter.fillRect(rect, look.color("selection"))
        elif index.data(FUTURE):
            painter.fillRect(rect, look.color("bg"))
        if isinstance(shown, Shown):
            draw_shown(painter, rect.adjusted(0, 0, 0, -1), shown, option.font, ground=not in_row)
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if in_row and here.column() == index.column():
            self._ring(painter, rect, look, keyboard=view.hasFocus())
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, look: theme.Theme, *, keyboard: bool) -> None:
        pen = QPen(look.color("accent" if keyboard else "muted"), 2 if keyboard else 1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 1 if keyboard else 0
        painter.drawRect(rect.adjusted(inset, inset, -1, -2))
