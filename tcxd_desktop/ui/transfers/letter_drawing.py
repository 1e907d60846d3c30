"""Draws the plan of a letter: flat boxes in their places, in the colours of the program.

It is a map of who writes where; nothing of the printed form's lettering or pattern is in it.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from tcxd_desktop.domain.letters import BoxMark, BoxState
from tcxd_desktop.ui.common import theme
from tcxd_desktop.wording.letters import BOX_STATE

TONES: Final = {
    BoxState.DONE: "ok",
    BoxState.NEXT: "bad",
    BoxState.LATER: "plain",
    BoxState.OPTIONAL: "warn",
    BoxState.UNUSED: "plain",
}
_RADIUS: Final = 6
_PAD: Final = 7
_BADGE_PAD: Final = 5
_SMALL: Final = 0.9
_NUMBER: Final = 1.25


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a box is shown now."""

    mark: BoxMark
    rect: QRectF
    current: bool = False
    hovered: bool = False


def draw_side(painter: QPainter, rect: QRectF, title: str) -> None:
    """Draw one side of the sheet as a plain surface with its name above."""
    look = theme.current()
    painter.setFont(_font(painter.font(), _SMALL, bold=True))
    painter.setPen(look.color("muted"))
    above = QRectF(rect.left(), rect.top() - look.px(20), rect.width(), look.px(18))
    painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.color("surface"))
    painter.drawRoundedRect(rect, look.px(8), look.px(8))


def draw_box(painter: QPainter, box: BoxLook, font: QFont) -> None:
    """Draw one box: number, state, who writes it, when it was written."""
    look = theme.current()
    _ground(painter, box)
    pad = look.px(_PAD)
    inner = box.rect.adjusted(pad, pad - 1, -pad, -pad + 1)
    painter.setClipRect(box.rect)
    low = _head(painter, box.mark, inner, font)
    _words(painter, box.mark, QRectF(inner.left(), low, inner.width(), inner.bottom() - low), font)
    painter.setClipping(False)


def _ground(painter: QPainter, box: BoxLook) -> None:
    look = theme.current()
    state = box.mark.state
    radius = look.px(_RADIUS)
    ground = {
        BoxState.DONE: "ok_soft",
        BoxState.NEXT: "accent_soft",
        BoxState.UNUSED: "bg",
    }.get(state, "surface")
    painter.setBrush(look.color("hover" if box.hovered and ground == "surface" else ground))
    pen = QPen(look.color(_edge(state)), 2 if state is BoxState.NEXT else 1)
    if state in (BoxState.OPTIONAL, BoxState.UNUSED):
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRoundedRect(box.rect, radius, radius)
    if box.current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRoundedRect(box.rect.adjusted(3, 3, -3, -3), radius - 2, radius - 2)


def _edge(state: BoxState) -> str:
    return {BoxState.DONE: "ok", BoxState.NEXT: "accent", BoxState.OPTIONAL: "warn"}.get(
        state, "field_line"
    )


def _head(painter: QPainter, mark: BoxMark, room: QRectF, font: QFont) -> float:
    """Draw number and state; return where the words may begin."""
    look = theme.current()
    strong = _font(font, _NUMBER, bold=True)
    high = QFontMetricsF(strong).height()
    painter.setFont(strong)
    painter.setPen(look.color("faint" if mark.state is BoxState.UNUSED else "text"))
    line = QRectF(room.left(), room.top(), room.width(), high)
    number = str(mark.number)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), number)
    taken = QFontMetricsF(strong).horizontalAdvance(number) + look.px(6)
    _badge(painter, mark.state, line.adjusted(taken, 0, 0, 0), font)
    return line.bottom() + look.px(1)


def _badge(painter: QPainter, state: BoxState, room: QRectF, font: QFont) -> None:
    look = theme.current()
    small = _font(font, _SMALL)
    metrics = QFontMetricsF(small)
    word = metrics.elidedText(
        BOX_STATE[state], Qt.TextElideMode.ElideRight, room.width() - 2 * look.px(_BADGE_PAD)
    )
    wide = metrics.horizontalAdvance(word) + 2 * look.px(_BADGE_PAD)
    high = metrics.height() + 2
    rect = QRectF(room.right() - wide, room.center().y() - high / 2, wide, high)
    ink, soft = look.tone(TONES[state])
    if state in (BoxState.DONE, BoxState.NEXT):
        # The box already has the soft ground: the word stands on the plain one.
        soft = look.color("surface")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(rect, look.px(4), look.px(4))
    _write(painter, rect, word, small, ink)


def _words(painter: QPainter, mark: BoxMark, room: QRectF, font: QFont) -> None:
    look = theme.current()
    small = _font(font, _SMALL)
    metrics = QFontMetricsF(small)
    leading = metrics.lineSpacing()
    fitting = max(0, int(room.height() // leading))
    below = [mark.on] if mark.on else []
    below += wrapped(metrics, mark.label, room.width(), max(1, min(2, fitting - 2)))
    told = wrapped(metrics, mark.writer, room.width(), max(0, fitting - len(below)))
    ink = look.color("faint" if mark.state is BoxState.UNUSED else "text")
    painter.setFont(small)
    top = room.top() + metrics.ascent()
    for line in told:
        painter.setPen(ink)
        painter.drawText(QPointF(room.left(), top), line)
        top += leading
    painter.setPen(look.color("muted"))
    foot = room.bottom() - metrics.descent()
    for at, text in enumerate(reversed(below[:fitting])):
        painter.drawText(QPointF(room.left(), foot - at * leading), text)


def wrapped(metrics: QFontMetricsF, text: str, room: float, most: int) -> list[str]:
    """Return a text in at most ``most`` lines; what is left over ends in dots."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if most > 0 else []
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


def _write(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def _font(font: QFont, times: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * times)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made
