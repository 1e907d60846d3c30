"""A calibration while it is worked on: what is selected, moves within the paper, undo."""

from dataclasses import dataclass, replace
from typing import Final

from tcxd_desktop.domain.letter_checks import (
    LEAST_FRAME,
    LEAST_SIZE,
    LEAST_WIDE,
    MOST_SIZE,
)
from tcxd_desktop.domain.letters import (
    BoxArea,
    Calibration,
    FieldArea,
    Frame,
    LetterLayout,
    Place,
    Shift,
    calibrated,
)

_MOST_STEPS: Final = 200


@dataclass(frozen=True, slots=True)
class Selected:
    """What is moved: a whole box (no key), or one place in it."""

    box: int
    key: str = ""


class CalibrationState:
    """One letter on one printer; every change is a step that can be taken back."""

    def __init__(self, shipped: LetterLayout, made: Calibration, *, saved: bool) -> None:
        """Begin with ``made``; not ``saved``: the printer has no calibration of its own yet."""
        self.shipped = shipped
        self.made = made
        self.kept = saved
        self.selected = Selected(min(shipped.numbers))
        self._saved = made
        self._before: list[Calibration] = []
        self._after: list[Calibration] = []
        self._running = ""

    # --- what there is ---

    def layout(self) -> LetterLayout:
        """Return the layout as it is calibrated now."""
        return calibrated(self.shipped, self.made)

    def box(self) -> BoxArea:
        """Return the selected box."""
        return next(box for box in self.layout().boxes if box.number == self.selected.box)

    def area(self) -> FieldArea | None:
        """Return the selected place; ``None`` while a whole box is selected."""
        return self.box().field(self.selected.key)

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.made != self._saved

    def mark_saved(self) -> None:
        """Take what there is as what is kept."""
        self._saved = self.made
        self.kept = True

    # --- selecting ---

    def select(self, box: int, key: str = "") -> None:
        """Select a box or a place in it; what follows is a step of its own."""
        self.selected = Selected(box, key)
        self._running = ""

    def step(self, by: int) -> None:
        """Select the next or the one before, box by box, each box before its places."""
        order = [Selected(box.number, key) for box in self.shipped.boxes for key in ("", *box.keys)]
        found = order[(order.index(self.selected) + by) % len(order)]
        self.select(found.box, found.key)

    # --- changing ---

    def move(self, dx: float, dy: float, gesture: str = "") -> None:
        """Move what is selected, a box with all its places, as far as the paper goes.

        Steps of one ``gesture`` are taken back together.
        """
        box, area = self.box(), self.area()
        if area is not None:
            x, y, wide, size = area.place
            self.set_place(Place(x + dx, y + dy, wide, size), gesture or "nudge")
            return
        moved = self._frame(replace_at(box.frame, dx, dy))
        dx, dy = moved.x - box.frame.x, moved.y - box.frame.y
        fields = {
            (box.number, one.key): self._place(
                Place(one.place.x + dx, one.place.y + dy, one.place.w, one.place.size)
            )
            for one in box.fields
        }
        made = replace(
            self.made,
            boxes={**self.made.boxes, box.number: moved},
            fields={**self.made.fields, **fields},
        )
        self._take(made, gesture or "nudge")

    def set_place(self, place: Place, gesture: str = "place") -> None:
        """Put the selected place somewhere else, within the paper."""
        area = self.area()
        if area is not None:
            key = (self.selected.box, area.key)
            fields = {**self.made.fields, key: self._place(place)}
            self._take(replace(self.made, fields=fields), gesture)

    def set_frame(self, frame: Frame, gesture: str = "frame") -> None:
        """Give the selected box another frame, its places staying where they are."""
        boxes = {**self.made.boxes, self.selected.box: self._frame(frame)}
        self._take(replace(self.made, boxes=boxes), gesture)

    def set_shift(self, side: int, shift: Shift) -> None:
        """Say how far the printer is off on a side."""
        self._take(self.made.with_shift(side, shift), f"shift{side}")

    def set_paper(self, width: float, height: float) -> None:
        """Say how large the blank is."""
        self._take(replace(self.made, paper=(width, height)), "paper")

    def take_places(self, other: Calibration) -> None:
        """Take over paper, frames and places of another printer, which is off in its own way."""
        made = replace(self.made, paper=other.paper, boxes=other.boxes, fields=other.fields)
        self._take(made, "")

    def reset_selected(self) -> None:
        """Put what is selected back where it is shipped; a box with all its places."""
        number, key = self.selected.box, self.selected.key
        boxes = dict(self.made.boxes)
        if not key:
            boxes.pop(number, None)
        fields = {
            place: value
            for place, value in self.made.fields.items()
            if place[0] != number or (key and place[1] != key)
        }
        self._take(replace(self.made, boxes=boxes, fields=fields), "")

    # --- taking back ---

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._after)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.made)
            self.made = self._before.pop()
            self._running = ""

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._after:
            self._before.append(self.made)
            self.made = self._after.pop()
            self._running = ""

    def end_gesture(self) -> None:
        """Let the next change be a step of its own."""
        self._running = ""

    def _take(self, made: Calibration, gesture: str) -> None:
        if made == self.made:
            return
        if not gesture or gesture != self._running:
            self._before.append(self.made)
            del self._before[:-_MOST_STEPS]
        self._after.clear()
        self._running = gesture
        self.made = made

    def _place(self, place: Place) -> Place:
        """Keep a place on the paper."""
        layout = self.layout()
        wide = _between(place.w, LEAST_WIDE, layout.width)
        return Place(
            _between(place.x, 0.0, layout.width - wide),
            _between(place.y, LEAST_WIDE, layout.height),
            wide,
            _between(place.size, LEAST_SIZE, MOST_SIZE),
        )

    def _frame(self, frame: Frame) -> Frame:
        layout = self.layout()
        wide = _between(frame.w, LEAST_FRAME, layout.width)
        high = _between(frame.h, LEAST_FRAME, layout.height)
        return Frame(
            _between(frame.x, 0.0, layout.width - wide),
            _between(frame.y, 0.0, layout.height - high),
            wide,
            high,
        )


def replace_at(frame: Frame, dx: float, dy: float) -> Frame:
    """Return a frame somewhere else."""
    return Frame(frame.x + dx, frame.y + dy, frame.w, frame.h)


def _between(value: float, low: float, high: float) -> float:
    return round(min(max(value, low), high), 2)
