"""Sổ danh sách đảng viên (7-HSĐV): a bound book whose facing pages make one wide table.

Printed on both sides the cover is a right page, so columns 1 to 7 fall on left pages and 8 to
14 on the right pages facing them; a member takes the same height on both.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from tcxd_desktop.domain.printing import RegisterBook, RegisterLine
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.ledger import FLOOR, PAD, Cell, Ledger, Margins
from tcxd_desktop.wording.formats import long_day
from tcxd_desktop.wording.register import HEADINGS

_PAGE: Final = landscape(A4)
_OUTER: Final = 12 * mm
_INNER: Final = 20 * mm
"""The side the book is bound at."""
_MARGINS: Final = Margins(_INNER, _OUTER, 10 * mm, 10 * mm)
_ROWS: Final = 9
"""Members on a page."""
_SUBLINES: Final = 4
_SIZE: Final = 9.8
_HEAD_SIZE: Final = 9.0
_NUMBER_SIZE: Final = 9.0
_WIDTHS: Final = (
    (10.0, 50.0, 27.0, 48.0, 46.0, 54.0, 30.0),
    (41.0, 36.0, 41.0, 46.0, 29.0, 32.0, 40.0),
)
"""Shares of the columns of a left and of a right page."""
_CENTRED: Final = frozenset({0, 6})

_Row = tuple[float, list[Cell]]
"""Height of a member's row on both pages, and all fourteen cells."""


def register(book: RegisterBook, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the book as a PDF: the cover, then pairs of facing pages."""
    drawn = _Book(book)
    drawn.cover(day)
    drawn.pages(progress)
    return drawn.ledger.save()


class _Book:
    """The book while it is drawn."""

    def __init__(self, book: RegisterBook) -> None:
        self.book = book
        self.ledger = Ledger(book.title, _PAGE, _MARGINS)
        self.width = _PAGE[0] - _OUTER - _INNER
        self.rooms = [self.width * share / sum(page) for page in _WIDTHS for share in page]
        self.heads = [
            _set((heading,), room, _HEAD_SIZE, face=BOLD, align="center")
            for heading, room in zip(HEADINGS, self.rooms, strict=True)
        ]
        self.numbers = [
            Cell((str(number),), _HEAD_SIZE, ITALIC, "center")
            for number in range(1, len(HEADINGS) + 1)
        ]
        self.head_height = max(cell.height for cell in self.heads)
        number_height = self.numbers[0].height
        self.room = self.ledger.full - self.head_height - number_height
        self.row_height = self.room / _ROWS

    def cover(self, day: date) -> None:
        """Draw the cover inside a double frame."""
        ledger, head = self.ledger, self.book.head
        ledger.begin()
        for inset in (10 * mm, 11.2 * mm):
            ledger.box(inset, inset, _PAGE[0] - 2 * inset, _PAGE[1] - 2 * inset)
        ledger.left, ledger.right = 20 * mm, _PAGE[0] - 20 * mm
        code = "Mẫu 7-HSĐV"
        ledger.y = _PAGE[1] - 20 * mm
        x = ledger.right - fonts.width(code, ITALIC, 11)
        ledger.write(x, ledger.y, code, ITALIC, 11)
        ledger.centred("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, 15, 20)
        ledger.y -= 6 * mm
        names = [head.province, head.superior, head.base, head.section, head.cell]
        known = [name for name in dict.fromkeys(names) if name]
        if known == [head.province] and head.issuer:
            known.append(head.issuer)
        for name in known:
            ledger.centred(name.upper(), BOLD if name == known[-1] else REGULAR, 14, 21)
        ledger.y = min(ledger.y - 8 * mm, _PAGE[1] * 0.56)
        ledger.centred(self.book.title, BOLD, 30, 42)
        if self.book.opened:
            ledger.y -= 6 * mm
            ledger.centred(f"Ngày mở sổ: {self.book.opened}", REGULAR, 14, 20)
        ledger.y = min(ledger.y, 34 * mm)
        place = f"{head.place}, {long_day(day)}" if head.place else long_day(day)
        ledger.centred(place, ITALIC, 13, 18)

    def pages(self, progress: Progress) -> None:
        """Draw the members in pairs of pages; the last pair is filled up with blank rows."""
        page: list[_Row] = []
        left = self.room
        for done, line in enumerate(self.book.lines, start=1):
            for row in self._rows(line):
                if row[0] > left + 0.01:
                    self._pair(page, blank=False)
                    page, left = [], self.room
                page.append(row)
                left -= row[0]
            progress(done, len(self.book.lines))
        self._pair(page, blank=True)

    def _rows(self, line: RegisterLine) -> Iterator[_Row]:
        """Yield the row of a member; text of more than a page goes on in further rows."""
        cells = [
            self._cell(texts, room, centred=place in _CENTRED)
            for place, (texts, room) in enumerate(zip(line.cells, self.rooms, strict=True))
        ]
        height = max(self.row_height, *(cell.height for cell in cells))
        while height > self.room:
            parts = [cell.split(self.room) for cell in cells]
            yield self.room, [part for part, _ in parts]
            cells = [rest for _, rest in parts]
            height = max(self.row_height, *(cell.height for cell in cells))
        yield height, cells

    def _cell(self, texts: Sequence[str], room: float, *, centred: bool) -> Cell:
        """Set a cell in the height of a row: smaller down to the floor, then taller."""
        size = _SIZE
        align = "center" if centred else "left"
        while True:
            cell = _set(texts, room, size, align=align)
            if cell.height <= self.row_height + 0.01 or size <= FLOOR:
                return cell
            size = max(FLOOR, size - 0.3)

    def _pair(self, rows: list[_Row], *, blank: bool) -> None:
        for side in (0, 1):
            self._side(side, rows, blank=blank)

    def _side(self, side: int, rows: list[_Row], *, blank: bool) -> None:
        ledger = self.ledger
        ledger.turn()
        ledger.left = _INNER if side else _OUTER
        ledger.right = ledger.left + self.width
        first = side * len(_WIDTHS[0])
        chosen = slice(first, first + len(_WIDTHS[side]))
        edges = [ledger.left]
        for room in self.rooms[chosen]:
            edges.append(edges[-1] + room)
        top = ledger.y
        ledger.across()
        ledger.middled(self.heads[chosen], edges, self.head_height)
        ledger.across()
        ledger.middled(self.numbers[chosen], edges, self.numbers[0].height)
        ledger.across()
        for height, cells in rows:
            ledger.cells(cells[chosen], edges, height)
            ledger.across()
        while blank and ledger.room >= self.row_height - 0.01:
            self._blank(edges)
        ledger.uprights(edges, top)
        self._number(side)

    def _blank(self, edges: Sequence[float]) -> None:
        """Draw an empty row with lines to write on."""
        ledger = self.ledger
        for line in range(1, _SUBLINES):
            y = ledger.y - line * self.row_height / _SUBLINES
            ledger.dots(edges[0], edges[-1], y)
        ledger.y -= self.row_height
        ledger.across()

    def _number(self, side: int) -> None:
        """Write the number of the page at its outer corner."""
        ledger, text = self.ledger, str(self.ledger.page)
        wide = fonts.width(text, REGULAR, _NUMBER_SIZE)
        x = ledger.right - wide if side else ledger.left
        ledger.write(x, _MARGINS.bottom - 5 * mm, text, REGULAR, _NUMBER_SIZE)


def _set(
    texts: Sequence[str], room: float, size: float, *, face: str = REGULAR, align: str = "left"
) -> Cell:
    lines = [line for text in texts for line in fonts.wrap(text, face, size, room - 2 * PAD)]
    return Cell(tuple(lines), size, face, align)
