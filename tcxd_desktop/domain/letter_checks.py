"""What a calibration may say: nothing may be printed off the blank or out of all proportion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.letters import (
    SIDES,
    BoxArea,
    Calibration,
    Frame,
    LetterLayout,
    Place,
    calibrated,
)

MOST_SHIFT: Final = 30.0
LEAST_SCALE, MOST_SCALE = 0.98, 1.02
LEAST_PAPER, MOST_PAPER = 100.0, 450.0
LEAST_FRAME: Final = 10.0
LEAST_WIDE: Final = 3.0
LEAST_SIZE, MOST_SIZE = 7.0, 20.0


@dataclass(frozen=True, slots=True)
class CalibrationFault:
    """Số đo sai: which, its value, and between what it must lie."""

    kind: str
    """Key of ``wording.letters.MEASURE``."""
    value: float
    low: float
    high: float
    side: int = 0
    box: int = 0
    key: str = ""


def faults(layout: LetterLayout, calibration: Calibration) -> Iterator[CalibrationFault]:
    """Return what is wrong with a calibration of a layout, or with a place it does not have.

    Args:
        layout: as shipped.
        calibration: what was measured.
    """
    for number in sorted({*calibration.boxes, *(number for number, _ in calibration.fields)}):
        if layout.box(number) is None:
            yield CalibrationFault("box", number, 1, max(layout.numbers), box=number)
    for number, key in calibration.fields:
        box = layout.box(number)
        if box is not None and box.field(key) is None:
            yield CalibrationFault("key", 0, 0, 0, box=number, key=key)
    yield from _paper(calibration)
    for side in SIDES:
        yield from _shift(calibration, side)
    made = calibrated(layout, calibration)
    for box in made.boxes:
        yield from _box(made, box)


def _paper(calibration: Calibration) -> Iterator[CalibrationFault]:
    for kind, value in zip(("paper_w", "paper_h"), calibration.paper or (), strict=False):
        if not LEAST_PAPER <= value <= MOST_PAPER:
            yield CalibrationFault(kind, value, LEAST_PAPER, MOST_PAPER)


def _shift(calibration: Calibration, side: int) -> Iterator[CalibrationFault]:
    shift = calibration.shift(side)
    for kind, value in (("dx", shift.dx), ("dy", shift.dy)):
        if not -MOST_SHIFT <= value <= MOST_SHIFT:
            yield CalibrationFault(kind, value, -MOST_SHIFT, MOST_SHIFT, side=side)
    for kind, value in (("scale_x", shift.scale_x), ("scale_y", shift.scale_y)):
        if not LEAST_SCALE <= value <= MOST_SCALE:
            yield CalibrationFault(
                kind, value * 100, LEAST_SCALE * 100, MOST_SCALE * 100, side=side
            )


def _box(layout: LetterLayout, box: BoxArea) -> Iterator[CalibrationFault]:
    for kind, value, low, high in _frame_bounds(layout, box.frame):
        if not low <= value <= high:
            yield CalibrationFault(kind, value, low, high, box=box.number)
    for area in box.fields:
        for kind, value, low, high in _place_bounds(layout, area.place):
            if not low <= value <= high:
                yield CalibrationFault(kind, value, low, high, box=box.number, key=area.key)


_Bounds = Sequence[tuple[str, float, float, float]]


def _frame_bounds(layout: LetterLayout, frame: Frame) -> _Bounds:
    return (
        ("box_x", frame.x, 0.0, layout.width - LEAST_FRAME),
        ("box_y", frame.y, 0.0, layout.height - LEAST_FRAME),
        ("box_w", frame.w, LEAST_FRAME, max(LEAST_FRAME, layout.width - frame.x)),
        ("box_h", frame.h, LEAST_FRAME, max(LEAST_FRAME, layout.height - frame.y)),
    )


def _place_bounds(layout: LetterLayout, place: Place) -> _Bounds:
    return (
        ("x", place.x, 0.0, layout.width - LEAST_WIDE),
        ("y", place.y, LEAST_WIDE, layout.height),
        ("w", place.w, LEAST_WIDE, max(LEAST_WIDE, layout.width - place.x)),
        ("size", place.size, LEAST_SIZE, MOST_SIZE),
    )


def marks_of(length: float) -> tuple[float, float]:
    """Return where on an edge of the blank the two lines stand that one measures to."""
    near = 50.0 if length >= 150 else 20.0
    return near, (length - 47.0) // 10 * 10


def measured_shift(
    near: float, far: float, marks: tuple[float, float], old: tuple[float, float]
) -> tuple[float, float]:
    """Return (shift, scale) that put the two marks of a test sheet where they belong.

    Args:
        near: measured from the paper's edge to the first mark.
        far: measured from the paper's edge to the second mark.
        marks: where the marks ought to be.
        old: shift and scale the test sheet was printed with.
    """
    shift, scale = old
    first, second = marks
    # What the printer made of what it was told: measured = gain * told + drift.
    told = (first * scale + shift, second * scale + shift)
    gain = (far - near) / (told[1] - told[0])
    drift = near - gain * told[0]
    return round(-drift / gain, 2), round(1 / gain, 5)
