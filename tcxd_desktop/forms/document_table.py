"""Tables of a văn bản: wrapped cells in ruled rows, with the head that is repeated on each page."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.documents import Align, Row, Table
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.document_pages import Ink, Piece
from tcxd_desktop.forms.fonts import BOLD, REGULAR
from tcxd_desktop.forms.page import Line

_PAD: Final = 3.2
_SPREAD: Final = 1.2
"""Leading over size."""
_SLICE: Final = 3
"""Lines of a piece of a row that is taller than a page."""
_AFTER: Final = 6.0
_WHOLE: Final = 0.3
"""A table no taller than this part of a page stays on one; of others, the last two rows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    room: float
    lines: list[str]
    face: str
    centred: bool


class _Grid:
    def __init__(self, table: Table, width: float, size: float) -> None:
        self.table = table
        self.width = width
        self.size = size
        self.leading = size * _SPREAD
        total = sum(column.share for column in table.columns)
        parts = (column.share / total * width for column in table.columns)
        self.edges = [0.0, *accumulate(parts)]
        titles = Row(tuple(column.title for column in table.columns), bold=True)
        cells = self.cells(titles, centred=True)
        self.head = self.piece(cells, self.height(cells), (0, self.most(cells)), middle=True)
        self.head.rules = [(0, 0, width, 0), *self.head.rules]
        self.head.keep = True

    def cells(self, row: Row, *, centred: bool = False) -> list[_Cell]:
        """Set the text of a row."""
        face = BOLD if row.bold or len(row.cells) == 1 else REGULAR
        if len(row.cells) == 1:
            room = self.width - 2 * _PAD
            lines = fonts.wrap(row.cells[0], face, self.size, room)
            return [_Cell(_PAD, room, lines, face, centred=False)]
        found = []
        for column, text, (x1, x2) in zip(
            self.table.columns, row.cells, pairwise(self.edges), strict=True
        ):
            room = x2 - x1 - 2 * _PAD
            lines = fonts.wrap(text, face, self.size, room)
            middle = centred or column.align is Align.CENTRED
            found.append(_Cell(x1 + _PAD, room, lines, face, middle))
        return found

    @staticmethod
    def most(cells: list[_Cell]) -> int:
        """Return how many lines the tallest cell has."""
        return max(len(cell.lines) for cell in cells)

    def height(self, cells: list[_Cell]) -> float:
        """Return how tall a row is."""
        return max(self.most(cells) * self.leading + 2 * _PAD, self.table.row_height * mm)

    def piece(
        self, cells: list[_Cell], height: float, part: tuple[int, int], *, middle: bool = False
    ) -> Piece:
        """Return lines ``part`` of a row with the rules around them, its lower one too."""
        inks: list[Ink] = []
        first, end = part
        for cell in cells:
            top = _PAD if first == 0 else 0.0
            if middle:
                top = (height - len(cell.lines) * self.leading) / 2
            for place, line in enumerate(cell.lines[first:end]):
                spare = cell.room - fonts.width(line, cell.face, self.size)
                x = cell.x + (spare / 2 if cell.centred else 0.0)
                y = top + place * self.leading + self.size * 0.92
                inks.append(Ink(x, y, line, cell.face, self.size))
        edges = self.edges if len(cells) > 1 else (0.0, self.width)
        rules: list[Line] = [(x, 0, x, height) for x in edges]
        rules.append((0, height, self.width, height))
        return Piece(height, inks, rules)

    def row(self, row: Row, page: float) -> list[Piece]:
        """Return a row; one taller than ``page`` below its head is divided between its lines."""
        cells = self.cells(row)
        height, most = self.height(cells), self.most(cells)
        middle = bool(self.table.row_height)
        if height <= page - self.head.height:
            found = [self.piece(cells, height, (0, most), middle=middle)]
        else:
            found = self._sliced(cells, most)
        for piece in found:
            piece.head = self.head
        found[0].keep = len(row.cells) == 1
        return found

    def _sliced(self, cells: list[_Cell], most: int) -> list[Piece]:
        found = []
        for first in range(0, most, _SLICE):
            end = min(first + _SLICE, most)
            high = (end - first) * self.leading
            high += _PAD * ((first == 0) + (end == most))
            piece = self.piece(cells, high, (first, end))
            if end < most:
                piece.rules = piece.rules[:-1]
                piece.open_row = True
            found.append(piece)
        return found


def table(block: Table, width: float, size: float, page: float) -> list[Piece]:
    """Return a table of at least one row as pieces: its head, its rows, the white below it.

    Args:
        block: what it holds.
        width: of the text.
        size: of its letters.
        page: height of a whole page.
    """
    grid = _Grid(block, width, size)
    found = [grid.head]
    for row in block.rows:
        found += grid.row(row, page)
    short = sum(piece.height for piece in found) <= page * _WHOLE
    for piece in found[:-1] if short else found[-2:-1]:
        piece.keep = True
    found[-1].height += _AFTER
    return found
