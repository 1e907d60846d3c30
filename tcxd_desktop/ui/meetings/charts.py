"""Two charts over plain records: the scores of a year as a line, a commune as a heat map.

Both take the keyboard: arrows move from point to point, and what is pointed at is said in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_cells import word_font
from tcxd_desktop.ui.meetings.board_rows import Tone
from tcxd_desktop.ui.meetings.chart_base import Chart
from tcxd_desktop.ui.meetings.heat_map import HeatCell, HeatMap, HeatRow

__all__ = ["Band", "HeatCell", "HeatMap", "HeatRow", "TrendChart", "TrendPoint"]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A point of the line."""

    label: str
    """Below the axis, e.g. ``10``."""
    value: Decimal | None
    """``None`` leaves a gap."""
    said: str
    """In words: ``Tháng 10: 92 điểm, Tốt``."""
    official: bool = True
    """Hollow where it is not the official score."""
    tone: Tone = Tone.NONE


@dataclass(frozen=True, slots=True)
class Band:
    """The range of a level, from ``least`` up to the next."""

    label: str
    least: Decimal
    tone: Tone


class TrendChart(Chart):
    """The scores of a chi bộ over a year, on the grounds of the levels."""

    _HIGH, _TOP, _FOOT, _SIDE = 132, 18, 18, 10

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        """Start empty; ``name`` is what a screen reader calls it."""
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._total = Decimal(100)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(self._HIGH))

    def show_points(
        self,
        name: str,
        points: Sequence[TrendPoint],
        bands: Sequence[Band] = (),
        total: Decimal = Decimal(100),
    ) -> None:
        """Show a year; ``bands`` best first."""
        self._name, self._points, self._bands = name, tuple(points), tuple(bands)
        self._total = max([total, *(p.value for p in points if p.value is not None)])
        told = [point.said for point in self._points if point.value is not None]
        self.setAccessibleName(f"{name}. {'; '.join(told) or 'Chưa có điểm'}")
        known = [n for n, point in enumerate(self._points) if point.value is not None]
        self._point_at(known[-1] if known else -1)

    def said(self) -> str:
        """Return the point of the cursor in words."""
        return self._points[self.at].said if 0 <= self.at < len(self._points) else ""

    def tip_at(self, place: QPoint) -> str:
        """Return the words of the nearest point."""
        near = self._nearest(place)
        return self._points[near].said if near >= 0 else ""

    def sizeHint(self) -> QSize:
        """Return a width the panel has."""
        look = theme.current()
        return QSize(look.px(300), look.px(self._HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from point to point."""
        last = len(self._points) - 1
        places = {
            Qt.Key.Key_Left: max(self.at - 1, 0),
            Qt.Key.Key_Right: min(self.at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._points and event.key() in places:
            self._point_at(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the nearest point."""
        super().mousePressEvent(event)
        near = self._nearest(event.position().toPoint())
        if near >= 0:
            self._point_at(near)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grounds, line, points and what is pointed at."""
        look = theme.current()
        painter = QPainter(self)
        small = word_font(self.font())
        painter.setFont(small)
        plot = self._plot()
        self._draw_bands(painter, plot, look)
        self._draw_axis(painter, plot, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_line(painter, plot, look)
        for place in range(len(self._points)):
            self._draw_point(painter, plot, look, place)
        painter.setFont(small)
        self._draw_said(painter, look)
        self._draw_ring(painter)
        painter.end()

    def _plot(self) -> QRectF:
        look = theme.current()
        side = look.px(self._SIDE)
        top, foot = look.px(self._TOP), look.px(self._FOOT)
        right = self._band_room()
        return QRectF(side, top, self.width() - side - right, self.height() - top - foot)

    def _band_room(self) -> int:
        measure = QFontMetrics(word_font(self.font())).horizontalAdvance
        return max((measure(band.label) for band in self._bands), default=0) + theme.current().px(
            10
        )

    def _floor(self) -> Decimal:
        """Return the lowest value shown: a tenth of the scale below the lowest point, rounded."""
        known = [point.value for point in self._points if point.value is not None]
        step = max(self._total / 10, Decimal(1))
        return max((min(known, default=self._total) - step) // step * step, Decimal(0))

    def _y(self, plot: QRectF, value: Decimal) -> float:
        low = self._floor()
        span = max(self._total - low, Decimal(1))
        return plot.bottom() - plot.height() * float((value - low) / span)

    def _x(self, plot: QRectF, place: int) -> float:
        count = max(len(self._points), 1)
        return plot.left() + plot.width() * (place + 0.5) / count

    def _draw_bands(self, painter: QPainter, plot: QRectF, look: theme.Theme) -> None:
        top = plot.top()
        for band in self._bands:
            bottom = min(self._y(plot, band.least), plot.bottom())
            if bottom > top:
                ink, ground = look.tone("bad" if band.tone is Tone.LAST else band.tone.value)
                painter.fillRect(QRectF(plot.left(), top, plot.width(), bottom - top), ground)
                painter.setPen(ink)
                if bottom - top >= painter.fontMetrics().height() * 0.8:
                    painter.drawText(
                        QRectF(plot.right() + look.px(5), top, self._band_room(), bottom - top),
                        int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip),
                        band.label,
                    )
            top = max(top, bottom)

    def _draw_axis(self, painter: QPainter, plot: QRectF, look: theme.Theme) -> None:
        painter.setPen(look.color("line"))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        for place, point in enumerate(self._points):
            painter.setPen(look.color("accent" if place == self.at else "muted"))
            wide = plot.width() / max(len(self._points), 1)
            box = QRectF(self._x(plot, place) - wide / 2, plot.bottom() + 2, wide, look.line(14))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)
            painter.drawText(box, flags, point.label)

    def _draw_line(self, painter: QPainter, plot: QRectF, look: theme.Theme) -> None:
        painter.setPen(QPen(look.color("muted"), 1.5))
        before: QPointF | None = None
        for place, point in enumerate(self._points):
            here = None
            if point.value is not None:
                here = QPointF(self._x(plot, place), self._y(plot, point.value))
                if before is not None:
                    painter.drawLine(before, here)
            before = here

    def _draw_point(self, painter: QPainter, plot: QRectF, look: theme.Theme, place: int) -> None:
        point = self._points[place]
        if point.value is None:
            return
        ink = look.color("accent" if place == self.at else "text")
        radius = look.px(4 if place == self.at else 3)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if point.official else look.color("surface"))
        center = QPointF(self._x(plot, place), self._y(plot, point.value))
        painter.drawEllipse(center, radius, radius)

    def _draw_said(self, painter: QPainter, look: theme.Theme) -> None:
        painter.setPen(look.color("muted"))
        room = QRectF(look.px(self._SIDE), 1, self.width() - look.px(2 * self._SIDE), look.px(16))
        measure = painter.fontMetrics()
        parts = (self.said() or "Chưa có điểm trong năm").split("; ")
        while len(parts) > 1 and measure.horizontalAdvance("; ".join(parts)) > room.width():
            parts.pop()  # whole parts, so that no word is cut
        wide = int(room.width())
        shown = measure.elidedText("; ".join(parts), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _nearest(self, place: QPoint) -> int:
        if not self._points:
            return -1
        plot = self._plot()
        wide = plot.width() / len(self._points)
        return min(max(int((place.x() - plot.left()) / max(wide, 1)), 0), len(self._points) - 1)
