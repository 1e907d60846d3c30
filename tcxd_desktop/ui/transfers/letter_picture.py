"""The plan of a letter: which box is written by whom, which are done, whose turn it is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tcxd_desktop.domain.letters import BoxMark, BoxState, LetterLayout
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.transfers.letter_drawing import BoxLook, draw_box, draw_side
from tcxd_desktop.wording.letters import BOX_STATE, SIDE, box_name, letter_name

_GAP: Final = 14
_TITLE: Final = 22
_MARGIN: Final = 6
_LEAST_SIDE: Final = 300
"""A side is never narrower where both stand beside each other."""
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LetterPicture(QWidget):
    """Boxes in the place they have on each side of the sheet, each with its state in words."""

    box_chosen = Signal(int)
    """A box was opened: by mouse, Enter or the space bar."""
    box_entered = Signal(int)
    """The keyboard or the mouse went to a box."""

    def __init__(self, layout: LetterLayout | None = None, parent: QWidget | None = None) -> None:
        """Show the boxes of ``layout`` (``office.letters.plan``), none of them marked yet."""
        super().__init__(parent)
        self._layout: LetterLayout | None = None
        self._marks: dict[int, BoxMark] = {}
        self._rects: dict[int, QRectF] = {}
        self._sides: list[tuple[int, QRectF]] = []
        self._current = 0
        self._turn = 0
        self._hovered = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if layout is not None:
            self.set_letter(layout)

    # --- what it shows ---

    def set_letter(self, layout: LetterLayout) -> None:
        """Show another letter; its boxes are unmarked."""
        self._layout = layout
        self._marks = {}
        self._current = 0
        self.setAccessibleName(f"Sơ đồ {letter_name(layout.letter)}")
        self.set_plan(())

    def set_plan(self, marks: Sequence[BoxMark]) -> None:
        """Mark the boxes; one without a mark counts as not used.

        Where the turn came to another box, that one becomes the current one.
        """
        if self._layout is None:
            return
        given = {mark.number: mark for mark in marks}
        self._marks = {
            box.number: given.get(box.number, BoxMark(box.number, BoxState.UNUSED, box.writer))
            for box in self._layout.boxes
        }
        waiting = (n for n, mark in self._marks.items() if mark.state is BoxState.NEXT)
        turn = next(waiting, 0)
        if turn not in (0, self._turn) or self._current not in self._marks:
            self._current = turn or min(self._marks)
        self._turn = turn
        self._place()
        self._tell()
        self.updateGeometry()
        self.update()

    def current(self) -> int:
        """Return the number of the box the keyboard is at; 0 without a letter."""
        return self._current

    def set_current(self, number: int) -> None:
        """Go to a box without opening it."""
        if number in self._marks and number != self._current:
            self._current = number
            self._tell()
            self.update()
            self.box_entered.emit(number)

    def told(self, number: int) -> str:
        """Return all that is known of a box, in one line."""
        mark = self._marks[number]
        parts = (box_name(number), mark.writer, BOX_STATE[mark.state], mark.on, mark.label)
        return ", ".join(part for part in parts if part)

    def rect_of(self, number: int) -> QRectF:
        """Return where a box is drawn."""
        return self._rects[number]

    # --- sizes ---

    def sizeHint(self) -> QSize:
        """Return room for both sides beside each other."""
        look = theme.current()
        return QSize(look.px(720), look.px(290))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which numbers and states can be read."""
        look = theme.current()
        return QSize(look.px(_LEAST_SIDE), look.px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the boxes anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._rects, self._sides = {}, []
        if self._layout is None:
            return
        sides = self._layout.sides
        for side, rect in zip(sides, self._areas(len(sides)), strict=True):
            self._sides.append((side, rect))
            inner = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            across, down = self._reach(side)
            for box in self._layout.on(side):
                x, y, wide, high = box.frame
                self._rects[box.number] = QRectF(
                    inner.left() + (x - across[0]) / (across[1] - across[0]) * inner.width() + 2,
                    inner.top() + (y - down[0]) / (down[1] - down[0]) * inner.height() + 2,
                    wide / (across[1] - across[0]) * inner.width() - 4,
                    high / (down[1] - down[0]) * inner.height() - 4,
                )

    def _reach(self, side: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return from where to where the boxes of a side reach: its empty rim is not shown."""
        assert self._layout is not None  # noqa: S101 - asked only where there is one
        frames = [box.frame for box in self._layout.on(side)]
        return (
            (min(f.x for f in frames), max(f.x + f.w for f in frames)),
            (min(f.y for f in frames), max(f.y + f.h for f in frames)),
        )

    def _areas(self, count: int) -> list[QRectF]:
        """Return the room of each side: beside each other where that is wide enough."""
        look = theme.current()
        gap, title = look.px(_GAP), look.px(_TITLE)
        wide, high = self.width() - 2, self.height() - 2
        if count > 1 and wide < 2 * look.px(_LEAST_SIDE) + gap:
            part = (high - gap * (count - 1)) / count
            return [QRectF(1, at * (part + gap) + title, wide, part - title) for at in range(count)]
        part = (wide - gap * (count - 1)) / count
        return [QRectF(1 + at * (part + gap), title, part, high - title) for at in range(count)]

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both sides and their boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side, rect in self._sides:
            painter.setFont(self.font())
            draw_side(painter, rect, SIDE[side])
        for number, rect in self._rects.items():
            current = number == self._current and self.hasFocus()
            look = BoxLook(self._marks[number], rect, current, number == self._hovered)
            draw_box(painter, look, self.font())
        painter.end()

    # --- mouse and keyboard ---

    def event(self, event: QEvent) -> bool:
        """Show the whole of a box that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.told(number) if number else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show which box would be opened."""
        number = self._at(event.position())
        if number != self._hovered:
            self._hovered = number
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if number else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the box pointed at."""
        self._hovered = 0
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the box that is clicked."""
        number = self._at(event.position())
        if number and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(number)
            self.box_chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, open by Enter or the space bar."""
        key = event.key()
        if not self._marks:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.set_current(self._beside(*_STEPS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            ends = sorted(self._marks)
            self.set_current(ends[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.box_chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self.update()

    def _at(self, point: QPointF) -> int:
        found = (number for number, rect in self._rects.items() if rect.contains(point))
        return next(found, 0)

    def _beside(self, across: int, down: int) -> int:
        """Return the nearest box in a direction, or the current one where there is none."""
        here = self._rects[self._current].center()

        def distance(number: int) -> float:
            there = self._rects[number].center() - here
            ahead = there.x() * across + there.y() * down
            aside = abs(there.x() * down) + abs(there.y() * across)
            return ahead + 3 * aside if ahead > 1 and ahead >= aside else float("inf")

        nearest = min(self._rects, key=distance)
        return nearest if distance(nearest) < float("inf") else self._current

    def _tell(self) -> None:
        """Let a screen reader say the current box."""
        self.setAccessibleDescription(self.told(self._current) if self._marks else "")
