"""The words of a letter at their places on the blank: values only, never the blank itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.letter_errors import (
    LetterSignProblem,
    LetterTextTooLongProblem,
    OffPaperProblem,
)
from tcxd_desktop.domain.letters import BoxArea, FieldArea, LetterLayout, OverprintJob, sides_of
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import REGULAR
from tcxd_desktop.forms.letter_pages import BlankPages, width
from tcxd_desktop.wording.letters import field_name, letter_name

FLOOR: Final = 8.0
"""No letter on a blank is smaller."""
_GENTLE: Final = 0.9
"""How far a text shrinks before it takes a further line, where the blank has one."""
_STEP: Final = 0.5
_SLACK: Final = 0.05
"""Millimetres by which a text may be wider than its place: what rounding makes of it."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A value as it stands on the blank: its lines, where each begins, their size."""

    lines: tuple[tuple[float, float, str], ...]
    """(x, y of the baseline, text) in millimetres."""
    size: float


def letter_overprint(layout: LetterLayout, job: OverprintJob) -> bytes:
    """Return one page for each side that is printed on, the front first.

    Raises:
        LetterTextTooLongProblem: a value does not fit its place, however small.
        LetterSignProblem: a value has a sign the typeface cannot draw.
        OffPaperProblem: a value would fall off the paper.
    """
    pages = BlankPages(layout, letter_name(layout.letter))
    for side in sides_of(layout, job.boxes):
        pages.side(layout.shift(side))
        for box in layout.on(side):
            if box.number in job.boxes:
                for text in box_texts(layout, box, job):
                    for x, y, line in text.lines:
                        pages.text(x, y, line, text.size)
    return pages.save()


def box_texts(layout: LetterLayout, box: BoxArea, job: OverprintJob) -> Iterator[SetText]:
    """Return the values of a box as they will stand on the blank."""
    for area in box.fields:
        value = job.values.get(box.number, {}).get(area.key, "").strip()
        if value:
            text = fonts.printable(value)
            if fonts.MISSING in text and fonts.MISSING not in value:
                raise LetterSignProblem(box.number, field_name(area.key), value)
            made = set_text(box.number, area, text)
            _check_on_paper(layout, box, area, made)
            yield made


def set_text(number: int, area: FieldArea, text: str) -> SetText:
    """Return a value set for its place: smaller on one line, then on more lines, then refused.

    Raises:
        LetterTextTooLongProblem: it does not fit at the smallest size.
    """
    lines, size = _fitted(area, text)
    if not lines:
        raise LetterTextTooLongProblem(number, field_name(area.key), text)
    x, y, wide, _ = area.place
    placed = []
    for at, line in enumerate(lines):
        spare = wide - width(line, size)
        shift = spare / 2 if area.align == "center" else 0.0
        placed.append((x + max(shift, 0.0), y + at * area.leading, line))
    return SetText(tuple(placed), size)


def _fitted(area: FieldArea, text: str) -> tuple[list[str], float]:
    full = area.place.size
    least = min(FLOOR, full)
    one_line = " ".join(text.split())
    gentle = max(least, full * _GENTLE) if area.lines > 1 else least
    for size in _sizes(full, gentle):
        if width(one_line, size) <= area.place.w + _SLACK:
            return [one_line], size
    for size in _sizes(full, least) if area.lines > 1 else ():
        lines = fonts.wrap(one_line, REGULAR, size, (area.place.w + _SLACK) * mm)
        if len(lines) <= area.lines and _whole(lines, one_line):
            return lines, size
    return [], full


def _whole(lines: list[str], text: str) -> bool:
    """Tell whether no word was cut in two."""
    return [word for line in lines for word in line.split()] == text.split()


def _sizes(full: float, least: float) -> Iterator[float]:
    size = full
    while size > least:
        yield size
        size -= _STEP
    yield least


def _check_on_paper(layout: LetterLayout, box: BoxArea, area: FieldArea, text: SetText) -> None:
    shift = layout.shift(box.side)
    for x, y, line in text.lines:
        left, base = shift.moved(x, y)
        right = left + width(line, text.size)
        high = base - text.size * 0.75 / mm
        if left < 0 or high < 0 or right > layout.width or base > layout.height:
            raise OffPaperProblem(box.number, field_name(area.key))
