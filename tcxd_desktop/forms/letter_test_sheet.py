"""Tờ canh chỉnh: rulers and crosses to lay upon the blank. It shows places, never the form."""

from typing import Final

from tcxd_desktop.domain.letter_checks import marks_of
from tcxd_desktop.domain.letters import BoxArea, FieldArea, LetterLayout
from tcxd_desktop.forms.fonts import BOLD
from tcxd_desktop.forms.letter_pages import BlankPages, width
from tcxd_desktop.wording.letters import (
    LETTER_SHORT,
    SIDE,
    field_name,
    mark_words,
    printer_name,
    trial_words,
)

_RULER: Final = 5.0
"""Millimetres from the edges to the rulers: most printers leave out four."""
_FIRST: Final = 10
"""The first millimetre that is marked."""
_TICKS: Final = ((10, 3.0), (5, 2.0), (1, 1.2))
_SMALL: Final = 5.5
_CORNER: Final = 4.0
_CROSS: Final = 1.5


def letter_test_sheet(layout: LetterLayout) -> bytes:
    """Return one page for each side of the letter that has boxes."""
    pages = BlankPages(layout, f"{LETTER_SHORT[layout.letter]}: tờ canh chỉnh")
    for side in layout.sides:
        pages.side(layout.shift(side))
        _rulers(pages, layout)
        _marks(pages, layout)
        _told(pages, layout, side)
        for box in layout.on(side):
            _box(pages, box)
    return pages.save()


def _rulers(pages: BlankPages, layout: LetterLayout) -> None:
    pages.grey(0)
    wide, high = int(layout.width), int(layout.height)
    for at in range(_FIRST, wide - int(_RULER)):
        pages.line(at, _RULER, at, _RULER + _tick(at), 0.1)
        if at % 10 == 0:
            pages.text(at + 0.4, _RULER + 4.6, str(at), _SMALL)
    for at in range(_FIRST, high - int(_RULER)):
        pages.line(_RULER, at, _RULER + _tick(at), at, 0.1)
        if at % 10 == 0:
            pages.text(_RULER + 3.2, at - 0.4, str(at), _SMALL)


def _tick(at: int) -> float:
    return next(length for step, length in _TICKS if at % step == 0)


def _marks(pages: BlankPages, layout: LetterLayout) -> None:
    """Draw the lines one measures from the paper's edge: they tell shift and scale."""
    pages.grey(0)
    down = layout.height - 14
    for name, at in zip("AB", marks_of(layout.width), strict=True):
        pages.line(at, down, at, layout.height - 6, 0.3)
        pages.text(at + 1, layout.height - 7, mark_words(name, at), 7, BOLD)
    across = layout.width - 12
    for name, at in zip("CD", marks_of(layout.height), strict=True):
        pages.line(across, at, layout.width - 6, at, 0.3)
        text = mark_words(name, at)
        pages.text(layout.width - 6 - width(text, 7, BOLD), at - 1, text, 7, BOLD)


def _told(pages: BlankPages, layout: LetterLayout, side: int) -> None:
    """Say what the sheet is for, where no box stands: between the two marks at the foot."""
    title = f"TỜ CANH CHỈNH · {LETTER_SHORT[layout.letter]} · {SIDE[side]}"
    words = trial_words(printer_name(layout.printer))
    near, far = marks_of(layout.width)
    start = near + 2 + width(mark_words("A", near), 7, BOLD) + 6
    needed = width(title, 8, BOLD) + 3 + width(words, 7)
    part = min(1.0, (far - start - 4) / needed)
    down = layout.height - 4.8
    pages.text(start, down, title, 8 * part, BOLD)
    pages.text(start + width(title, 8 * part, BOLD) + 3 * part, down, words, 7 * part)


def _box(pages: BlankPages, box: BoxArea) -> None:
    pages.grey(0)
    x, y, wide, high = box.frame
    for corner_x, right in ((x, 1), (x + wide, -1)):
        for corner_y, down in ((y, 1), (y + high, -1)):
            pages.line(corner_x, corner_y, corner_x + right * _CORNER, corner_y, 0.25)
            pages.line(corner_x, corner_y, corner_x, corner_y + down * _CORNER, 0.25)
    pages.text(x + wide - 8, y + 6, f"Ô {box.number}", 8, BOLD)
    pages.grey()
    for area in box.fields:
        at, base, room, size = area.place
        pages.line(at - _CROSS, base, at + _CROSS, base, 0.1)
        pages.line(at, base - _CROSS, at, base + _CROSS, 0.1)
        pages.line(at + room, base - 1, at + room, base + 0.4, 0.1)
        name = field_name(area.key)
        part = min(1.0, (_room(box, area) - 2.5) / width(name, _SMALL))
        pages.text(at + 0.7, base - 0.6, name, min(_SMALL * part, size))


def _room(box: BoxArea, area: FieldArea) -> float:
    """Return how far it is from where a value begins to the next one on its line."""
    x, y, wide, _ = area.place
    after = [
        other.place.x - x
        for other in box.fields
        if abs(other.place.y - y) < 2 and other.place.x > x
    ]
    return max(min(after, default=max(wide, box.frame.x + box.frame.w - x)), 5.0)
