"""Lines of a văn bản: wrapped, justified, indented; headings; dotted lines to write on."""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.documents import (
    Align,
    DocumentStyle,
    Face,
    Field,
    Heading,
    Paragraph,
)
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.document_pages import Ink, Piece
from tcxd_desktop.forms.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR

FACES: Final = {
    Face.REGULAR: REGULAR,
    Face.BOLD: BOLD,
    Face.ITALIC: ITALIC,
    Face.BOLD_ITALIC: BOLD_ITALIC,
}
BASE: Final = 0.75
"""Where the baseline stands in a line."""
_HEADING_FACE: Final = {1: BOLD, 2: BOLD, 3: BOLD_ITALIC}
_BY_HAND: Final = 1.3
"""Lines written by hand stand this much wider."""
_LEAST_DOTS: Final = 22 * mm
"""Less room behind a label is not worth dots."""
_MOST_SPREAD: Final = 9.0
"""A line is not justified where its spaces would grow by more points than this."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: room, size, leading, how far its first line stands in."""

    width: float
    size: float
    leading: float
    indent: float = 0.0
    after: float = 0.0
    align: Align = Align.JUSTIFIED


Run = tuple[str, str]
"""Words of one line, and their face."""


def body(style: DocumentStyle, width: float) -> Setting:
    """Return how the body of a document is set."""
    return Setting(width, style.sizes.body, style.leading, style.indent * mm, style.after)


def lines(text: str, face: str, setting: Setting, lead: str = "") -> list[Piece]:
    """Return a text line by line, its first two lines and its last two kept together."""
    found: list[Piece] = []
    for number, part in enumerate(fonts.printable(text).split("\n")):
        found += _paragraph(part, face, setting, lead if number == 0 else "")
    return found


def _paragraph(text: str, face: str, setting: Setting, lead: str) -> list[Piece]:
    rows = _wrapped(text, face, setting, fonts.printable(lead))
    last = len(rows) - 1
    pieces = []
    for number, runs in enumerate(rows):
        start = setting.indent if number == 0 else 0.0
        piece = Piece(setting.leading, _set(runs, setting, start, whole=number < last))
        piece.keep = number < last and number in (0, last - 1)
        pieces.append(piece)
    pieces[-1].height += setting.after
    return pieces


def _wrapped(text: str, face: str, setting: Setting, lead: str) -> list[list[Run]]:
    first = setting.width - setting.indent
    if not lead:
        return [
            [(line, face)] for line in fonts.wrap(text, face, setting.size, setting.width, first)
        ]
    before = fonts.wrap(f"{lead} ", BOLD, setting.size, setting.width, first)
    room = (first if len(before) == 1 else setting.width) - fonts.width(
        f"{before[-1].rstrip()} ", BOLD, setting.size
    )
    behind = fonts.wrap(text, face, setting.size, setting.width, room)
    joined = [(f"{before[-1].rstrip()} ", BOLD), (behind[0], face)]
    return [*([(line, BOLD)] for line in before[:-1]), joined, *([(t, face)] for t in behind[1:])]


def _set(runs: list[Run], setting: Setting, start: float, *, whole: bool) -> list[Ink]:
    size = setting.size
    wide = sum(fonts.width(text, face, size) for text, face in runs)
    spare = setting.width - start - wide
    extra = 0.0
    if setting.align is Align.CENTRED:
        start += spare / 2
    elif whole and setting.align is Align.JUSTIFIED:
        spaces = sum(text.count(" ") for text, _ in runs)
        spread = spare / spaces if spaces else 0.0
        extra = spread if 0 < spread <= _MOST_SPREAD else 0.0
    inks = []
    for text, face in runs:
        inks.append(Ink(start, setting.leading * BASE, text, face, size, extra))
        start += fonts.width(text, face, size) + text.count(" ") * extra
    return inks


def paragraph(block: Paragraph, setting: Setting) -> list[Piece]:
    """Return a paragraph."""
    if block.align is not Align.JUSTIFIED:
        setting = replace(setting, align=block.align)
    if block.align is Align.CENTRED:
        setting = replace(setting, indent=0.0)
    found = lines(block.text, FACES[block.face], setting, block.lead)
    found[-1].keep = found[-1].keep or block.keep
    return found


def heading(block: Heading, setting: Setting) -> list[Piece]:
    """Return a heading; it stays with what follows it."""
    found = lines(block.line, _HEADING_FACE[block.level], setting)
    for piece in found:
        piece.keep = True
    return found


def field(block: Field, setting: Setting) -> list[Piece]:
    """Return a label with what is told; where nothing is, dotted lines to write on."""
    if block.value:
        return lines(f"{block.label} {block.value}".strip(), REGULAR, setting)
    found: list[Piece] = []
    x = setting.indent
    if block.label:
        found = lines(block.label, REGULAR, setting)
        last = found[-1].inks[-1]
        x = last.x + fonts.width(f"{last.text} ", last.face, last.size)
    base = setting.leading * BASE + 1
    left = block.lines
    if found and setting.width - x >= _LEAST_DOTS:
        found[-1].dots = [(x, base, setting.width, base)]
        left -= 1
    start = 0.0 if found else x
    for _ in range(left):
        high = setting.leading * _BY_HAND
        low = high - setting.leading + base
        found.append(Piece(high, dots=[(start, low, setting.width, low)]))
        start = 0.0
    for place in {0, len(found) - 2} - {-1, len(found) - 1}:
        found[place].keep = True
    return found
