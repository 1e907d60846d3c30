"""What official forms are made of: labelled dotted lines, boxes, titles, signatures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from reportlab.lib.units import mm

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.printing import MemberPaper
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.record_texts import joined
from tcxd_desktop.wording.formats import long_day

SIZE: Final = 11.5
LEADING: Final = 16.5
FLOOR: Final = 8.0
"""No text is smaller."""
INDENT: Final = 5 * mm
"""Lines inside an item stand this far in."""
_BASE: Final = 0.74
"""Where the baseline stands in a line."""
_GAP: Final = 3.0
_BETWEEN: Final = 6.0
_BOX: Final = 5.2 * mm
_TICK: Final = 10.0
_SIGN_ROOM: Final = 20 * mm

Paper = TypeVar("Paper")


def papers_pdf(
    title: str,
    papers: Sequence[Paper],
    draw: Callable[[Sheet, Paper], None],
    progress: Progress,
    *,
    duplex: bool,
) -> bytes:
    """Return one PDF with the paper of every person, each on pages of its own."""
    sheet = Sheet(title, duplex=duplex)
    for done, paper in enumerate(papers, 1):
        sheet.begin()
        draw(sheet, paper)
        progress(done, len(papers))
    return sheet.save()


def date_words(value: PartialDate | None) -> str:
    """Return ``05 tháng 03 năm 1962`` for the form's own wording; what is not known stays dots."""
    if value is None:
        return "..... tháng ..... năm .........."
    day = f"{value.day:02d}" if value.day else "....."
    month = f"{value.month:02d}" if value.month else "....."
    return f"{day} tháng {month} năm {'khoảng ' if value.about else ''}{value.year}"


def paper_day(paper: MemberPaper, day: date, *, declared: bool = True) -> str:
    """Return place and day above the member's signature: as declared, else of the print."""
    on = paper.dossier.declared_on if declared else None
    declared_at = paper.dossier.declared_at if declared else ""
    place = declared_at or paper.head.place or "..............."
    return f"{place}, {f'ngày {date_words(on)}' if on else long_day(day)}"


@dataclass(frozen=True, slots=True)
class Field:
    """A label with what stands behind it, and dots over the rest of the line."""

    label: str
    value: str = ""
    share: float = 1.0
    """Part of a row that several fields share."""
    unit: str = ""
    """Printed after the value, or at the end of its dots."""
    face: str = REGULAR
    lines: int = 1
    """Dotted lines to leave where the value is blank."""

    @property
    def text(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}" if self.value and self.unit else self.value


def fields(sheet: Sheet, *row: Field, indent: float = 0.0, right: float | None = None) -> None:
    """Write fields side by side as far as they fit on one line, the others below, set in."""
    start, end = sheet.left + indent, right or sheet.right
    rest = row
    while rest:
        begin = start if rest is row or _peers(row[0], rest[0]) else start + INDENT
        edges = _edges(rest, end - begin)
        if len(edges) > 1:
            sheet.need(LEADING)
        top = sheet.y
        for field, (near, far) in zip(rest, edges, strict=False):
            sheet.y = top
            _field(sheet, field, begin + near, begin + far)
        rest = rest[len(edges) :]


def _peers(first: Field, other: Field) -> bool:
    """Tell whether both begin an item (a number) or a line of one (a dash)."""
    one, two = first.label[:1], other.label[:1]
    return (one == two == "-") or (one.isdigit() and two.isdigit())


def _edges(row: Sequence[Field], room: float) -> list[tuple[float, float]]:
    """Return where each of the fields that share a line begins and ends."""
    for count in range(len(row), 1, -1):
        edges = _shares(row[:count], room)
        if edges is not None:
            return edges
    return [(0.0, room)]


def _shares(row: Sequence[Field], room: float) -> list[tuple[float, float]] | None:
    """Return where each field of a row begins and ends, or ``None`` if they do not fit."""
    room -= _BETWEEN * (len(row) - 1)
    needs = [_natural(field) for field in row]
    spare = room - sum(needs)
    if spare < 0:
        return None
    total = sum(field.share for field in row)
    wanted = [room * field.share / total for field in row]
    if any(wide < need for wide, need in zip(wanted, needs, strict=True)):
        wanted = [
            need + spare * field.share / total for need, field in zip(needs, row, strict=True)
        ]
    edges: list[tuple[float, float]] = []
    x = 0.0
    for wide in wanted:
        edges.append((x, x + wide))
        x += wide + _BETWEEN
    return edges


def _natural(field: Field) -> float:
    text = fonts.printable(field.text)
    if "\n" in text:
        return float("inf")
    wide = fonts.width(text, field.face, SIZE) if text else 40.0
    return _label_width(field.label) + _GAP + wide


@lru_cache(maxsize=1024)
def _label_width(label: str) -> float:
    return fonts.width(label, REGULAR, SIZE)


@lru_cache(maxsize=1024)
def _label_lines(label: str, room: float) -> tuple[str, ...]:
    return tuple(fonts.wrap(label, REGULAR, SIZE, room))


def _field(sheet: Sheet, field: Field, start: float, end: float) -> None:
    *above, label = _label_lines(field.label, end - start)
    for line in above:
        sheet.write(start, next_line(sheet), line, REGULAR, SIZE)
    x = start + _label_width(label) + (_GAP if label else 0)
    text = field.text
    if not text:
        sheet.need(field.lines * LEADING)
    lines = fonts.wrap(text, field.face, SIZE, end - start, end - x)
    base = next_line(sheet)
    sheet.write(start, base, label, REGULAR, SIZE)
    if not text:
        _blank(sheet, field, base, (start, x, end))
        return
    for number, line in enumerate(lines):
        if number:
            base, x = next_line(sheet), start
        sheet.write(x, base, line, field.face, SIZE)
    sheet.dots(x + fonts.width(lines[-1], field.face, SIZE) + _GAP, end, base - 1)


def _blank(sheet: Sheet, field: Field, base: float, xs: tuple[float, float, float]) -> None:
    start, x, end = xs
    tail = fonts.width(field.unit, REGULAR, SIZE) if field.unit else 0.0
    sheet.dots(x, end - tail - (_GAP if tail else 0), base - 1)
    sheet.write(end - tail, base, field.unit, REGULAR, SIZE)
    for _ in range(field.lines - 1):
        sheet.dots(start, end, next_line(sheet) - 1)


def next_line(sheet: Sheet, leading: float = LEADING) -> float:
    """Take a line of the page, turning it if it is full; return the baseline."""
    sheet.need(leading)
    base = sheet.y - leading * _BASE
    sheet.y -= leading
    return base


def paragraph(
    sheet: Sheet, text: str, *, face: str = REGULAR, size: float = SIZE, centred: bool = False
) -> None:
    """Write text over the whole width."""
    for line in fonts.wrap(text, face, size, sheet.width):
        base = next_line(sheet, size * LEADING / SIZE)
        shift = (sheet.width - fonts.width(line, face, size)) / 2 if centred else 0.0
        sheet.write(sheet.left + shift, base, line, face, size)


def heading(sheet: Sheet, text: str, keep: float = 2 * LEADING) -> None:
    """Write the caption of a section and keep it with the next ``keep`` points."""
    lines = fonts.wrap(text, BOLD, SIZE, sheet.width)
    sheet.need(_GAP + len(lines) * LEADING + keep)
    sheet.y -= _GAP
    for line in lines:
        sheet.write(sheet.left, next_line(sheet), line, BOLD, SIZE)


def mark(sheet: Sheet, text: str) -> None:
    """Write the form's code in the upper right corner, above the first line."""
    x = sheet.right - fonts.width(text, ITALIC, 10)
    sheet.write(x, sheet.y + 6, text, ITALIC, 10)


def boxes(sheet: Sheet, place: tuple[float, float], text: str, count: int) -> float:
    """Draw ``count`` boxes with a character in each; return where the last one ends."""
    x, y = place
    sheet.box(x, y, _BOX * count, _BOX)
    for number in range(1, count):
        sheet.rule(x + number * _BOX, y, x + number * _BOX, y + _BOX)
    for number, char in enumerate(fonts.printable(text)):
        shift = (_BOX - fonts.width(char, REGULAR, 12)) / 2
        sheet.write(x + number * _BOX + shift, y + _BOX * 0.26, char, REGULAR, 12)
    return x + _BOX * count


def strip(sheet: Sheet, label: str, groups: Sequence[tuple[str, int]], *, right: float) -> None:
    """Write a label and strips of boxes, one character in each; too long a number is written out.

    ``groups`` are (text, number of boxes).
    """
    if any(len(fonts.printable(text)) > count for text, count in groups):
        fields(sheet, Field(label, joined(*(text for text, _ in groups), by=" ")), right=right)
        return
    base = next_line(sheet, _BOX + 2.5 * mm)
    sheet.write(sheet.left, base, label, REGULAR, SIZE)
    x = sheet.left + 18 * mm
    for text, count in groups:
        x = boxes(sheet, (x, base - 1.4 * mm), text, count) + 2 * mm


def checks(sheet: Sheet, marks: Sequence[tuple[str, bool]], columns: int) -> None:
    """Write labels each with a small box behind it, crossed where true."""
    step = sheet.width / columns
    for number, (label, crossed) in enumerate(marks):
        base = next_line(sheet) if number % columns == 0 else sheet.y + LEADING * (1 - _BASE)
        x = sheet.left + number % columns * step
        sheet.write(x, base, label, REGULAR, SIZE)
        tick(sheet, (x + _label_width(label) + 2 * _GAP, base - 1), crossed=crossed)


def tick(sheet: Sheet, place: tuple[float, float], *, crossed: bool) -> None:
    """Draw a small box with its lower left corner at ``place``."""
    x, y = place
    sheet.box(x, y, _TICK, _TICK)
    if crossed:
        shift = (_TICK - fonts.width("x", BOLD, SIZE)) / 2
        sheet.write(x + shift, y + 2.4, "x", BOLD, SIZE)


@dataclass(frozen=True, slots=True)
class Signer:
    """One column of a signature block: captions with their faces, and the name below."""

    captions: tuple[tuple[str, str], ...]
    name: str = ""
    share: float = 1.0


def signatures(sheet: Sheet, *signers: Signer) -> None:
    """Write signature blocks side by side, never over a page break."""
    shares = [signer.share for signer in signers]
    rooms = [sheet.width * share / sum(shares) for share in shares]
    heads = [
        [(line, face) for text, face in signer.captions if text
         for line in fonts.wrap(text, face, SIZE, room - 8)]
        for signer, room in zip(signers, rooms, strict=True)
    ]  # fmt: skip
    names = [
        fonts.wrap(signer.name, BOLD, SIZE, room - 8)
        for signer, room in zip(signers, rooms, strict=True)
    ]
    tall = max(len(head) for head in heads) * LEADING + _SIGN_ROOM
    sheet.need(LEADING / 2 + tall + max(len(name) for name in names) * LEADING)
    sheet.y -= LEADING / 2
    top = low = sheet.y
    x = sheet.left
    for room, head, name in zip(rooms, heads, names, strict=True):
        sheet.y = top
        _centred(sheet, x + room / 2, head)
        sheet.y = top - tall
        _centred(sheet, x + room / 2, [(line, BOLD) for line in name])
        low = min(low, sheet.y)
        x += room
    sheet.y = low


def _centred(sheet: Sheet, middle: float, lines: Sequence[tuple[str, str]]) -> None:
    for line, face in lines:
        base = sheet.y - LEADING * _BASE
        sheet.y -= LEADING
        sheet.write(middle - fonts.width(line, face, SIZE) / 2, base, line, face, SIZE)
