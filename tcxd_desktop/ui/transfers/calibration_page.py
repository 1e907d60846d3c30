"""The blank at scale: its boxes and places, to be dragged, or nudged by the arrow keys."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.letters import FRONT, BoxArea, FieldArea, LetterLayout
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.transfers.calibration_state import Selected
from tcxd_desktop.wording.letters import box_name, field_name, short_name

NUDGE, FINE_NUDGE = 0.5, 0.1
_RIM: Final = 10
"""Pixels around the paper."""
_POINT: Final = 25.4 / 72
_GRAB: Final = 3.0
"""Millimetres above its line within which a place is caught, at least."""
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CalibrationPage(QWidget):
    """One side of the blank; tells what was picked and how far it was moved, in millimetres."""

    picked = Signal(object)
    """A Selected: what the mouse went down on."""
    moved = Signal(float, float, str)
    """How far right and down what is selected goes, and by which gesture."""
    let_go = Signal()
    """The mouse let what was dragged go."""
    walked = Signal(int)
    """+1: the next place, -1: the one before."""
    zoom_wanted = Signal(int)
    """+1: larger, -1: smaller."""

    def __init__(self) -> None:
        """Start without a letter."""
        super().__init__()
        self._layout: LetterLayout | None = None
        self._selected = Selected(0)
        self.side = FRONT
        self.scale = 3.0
        """Pixels a millimetre."""
        self._dragged: QPointF | None = None
        self._gesture = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Mặt giấy để canh")
        self.setToolTip("")

    def show_layout(self, layout: LetterLayout, side: int, selected: Selected) -> None:
        """Show a side of a layout with what is selected."""
        self._layout, self.side, self._selected = layout, side, selected
        self._fit()
        where = field_name(selected.key) if selected.key else "cả ô"
        self.setAccessibleDescription(f"{box_name(selected.box)}, {where}")
        self.update()

    def set_scale(self, scale: float) -> None:
        """Show it larger or smaller."""
        self.scale = scale
        self._fit()
        self.update()

    def _fit(self) -> None:
        if self._layout is not None:
            self.setFixedSize(
                round(self._layout.width * self.scale) + 2 * _RIM,
                round(self._layout.height * self.scale) + 2 * _RIM,
            )

    def sizeHint(self) -> QSize:
        """Return the size of the paper."""
        return self.size()

    def at(self, x: float, y: float) -> QPointF:
        """Return where a place of the paper is on the screen."""
        return QPointF(_RIM + x * self.scale, _RIM + y * self.scale)

    def area_rect(self, area: FieldArea) -> QRectF:
        """Return where a place is drawn: from above its first line to below its last."""
        x, y, wide, size = area.place
        high = max(size * _POINT, _GRAB)
        low = y + (area.lines - 1) * area.leading + size * _POINT * 0.3
        return QRectF(self.at(x, y - high), self.at(x + wide, low))

    def box_rect(self, box: BoxArea) -> QRectF:
        """Return where the frame of a box is drawn."""
        x, y, wide, high = box.frame
        return QRectF(self.at(x, y), self.at(x + wide, y + high))

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, boxes, places; what is selected last, upon the others."""
        if self._layout is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRect(QRectF(self.at(0, 0), self.at(self._layout.width, self._layout.height)))
        boxes = self._layout.on(self.side)
        for box in sorted(boxes, key=lambda one: one.number == self._selected.box):
            self._draw_box(painter, box)
        painter.end()

    def _draw_box(self, painter: QPainter, box: BoxArea) -> None:
        look = theme.current()
        whole = self._selected == Selected(box.number)
        rect = self.box_rect(box)
        painter.setBrush(look.color("accent_soft") if whole else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent" if whole else "field_line"), 2 if whole else 1))
        painter.drawRoundedRect(rect, 3, 3)
        strong = QFont(self.font())
        strong.setPixelSize(max(9, round(4.4 * self.scale)))
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(look.color("accent" if whole else "muted"))
        corner = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        painter.drawText(rect.adjusted(6, 3, -6, -3), corner, box_name(box.number))
        chosen = self._selected.key if self._selected.box == box.number else ""
        for area in sorted(box.fields, key=lambda one: one.key == chosen):
            self._draw_area(painter, area, selected=area.key == chosen)

    def _draw_area(self, painter: QPainter, area: FieldArea, *, selected: bool) -> None:
        look = theme.current()
        rect = self.area_rect(area)
        painter.setBrush(look.color("marked" if selected else "soft_line"))
        painter.setPen(
            QPen(look.color("accent"), 2) if selected and self.hasFocus()
            else QPen(look.color("accent" if selected else "line"), 1)
        )  # fmt: skip
        painter.drawRoundedRect(rect, 2, 2)
        x, y, wide, size = area.place
        base = self.at(x, y)
        painter.setPen(QPen(look.color("accent" if selected else "faint"), 1))
        painter.drawLine(base, self.at(x + wide, y))
        font = QFont(self.font())
        font.setPixelSize(max(7, round(min(size * _POINT, 4.2) * self.scale * 0.8)))
        painter.setFont(font)
        painter.setPen(look.color("text" if selected else "muted"))
        metrics = QFontMetricsF(font)
        name = field_name(area.key)
        if metrics.horizontalAdvance(name) > rect.width() - 4:
            name = short_name(area.key)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - 2)
        painter.drawText(QPointF(base.x() + 2, base.y() - 2), name)

    # --- mouse and keyboard ---

    def pick(self, point: QPointF) -> Selected | None:
        """Return what lies under a point: a place before its box, what is selected before all."""
        if self._layout is None:
            return None
        found: list[Selected] = []
        for box in self._layout.on(self.side):
            found += [
                Selected(box.number, area.key)
                for area in box.fields
                if self.area_rect(area).contains(point)
            ]
        if self._selected in found:
            return self._selected
        if found:
            return found[-1]
        frames = (b for b in self._layout.on(self.side) if self.box_rect(b).contains(point))
        return next((Selected(box.number) for box in frames), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick what is under the mouse, to be dragged."""
        found = self.pick(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position()
            self._gesture += 1
            self.picked.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, or show what could be picked."""
        if self._dragged is None:
            found = self.pick(event.position())
            self.setCursor(Qt.CursorShape.SizeAllCursor if found else Qt.CursorShape.ArrowCursor)
            self.setToolTip(self._told(found) if found else "")
            return
        way = event.position() - self._dragged
        dx, dy = round(way.x() / self.scale, 1), round(way.y() / self.scale, 1)
        if dx or dy:
            # What is less than a tenth is kept for the next movement.
            self._dragged += QPointF(dx * self.scale, dy * self.scale)
            self.moved.emit(dx, dy, f"drag{self._gesture}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        if self._dragged is not None:
            self._dragged = None
            self.let_go.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nudge by the arrows (Shift: finely), walk by Page Up and Page Down, zoom by + and -."""
        key = Qt.Key(event.key())
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ARROWS:
            across, down = _ARROWS[key]
            far = FINE_NUDGE if fine else NUDGE
            self.moved.emit(across * far, down * far, "")
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.walked.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_wanted.emit(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrows move what is selected."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()

    def _told(self, what: Selected) -> str:
        return f"{box_name(what.box)}: {field_name(what.key) if what.key else 'cả ô'}"
