"""Tables of official forms: wrapped cells, a repeated head, rows and groups kept together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, REGULAR
from tcxd_desktop.forms.form_kit import FLOOR, LEADING, heading
from tcxd_desktop.forms.page import Sheet

SIZE: Final = 10.5
_SPREAD: Final = 1.22
"""Leading over size."""
_PAD: Final = 3.0
_EMPTY: Final = 18.0
"""Height of a row to be filled by hand."""
_TALL: Final = 8
"""Lines of a cell before its text shrinks."""
_LAST: Final = 3
"""Rows of a register that stay together with what follows it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its caption, its share of the width, how it is set."""

    title: str
    share: float
    centred: bool = False


Row = tuple[str, ...]
"""Cells of a row; a single cell is a group caption over the whole width."""


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    room: float
    lines: list[str]
    size: float
    face: str
    centred: bool

    @property
    def leading(self) -> float:
        return self.size * _SPREAD

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading + 2 * _PAD

    def lines_to(self, height: float) -> "_Cell":
        """The part of the cell that fits into ``height``."""
        return replace(self, lines=self.lines[: self._fitting(height)])

    def lines_after(self, height: float) -> "_Cell":
        """The part of the cell that does not fit into ``height``."""
        return replace(self, lines=self.lines[self._fitting(height) :])

    def _fitting(self, height: float) -> int:
        return int((height - 2 * _PAD) / self.leading)


class _Grid:
    """A table while it is drawn."""

    def __init__(self, sheet: Sheet, columns: tuple[Column, ...]) -> None:
        self.sheet = sheet
        self.columns = columns
        self.head, self.edges = _head(columns, sheet.left, sheet.right)
        self.top = self.top_of_rows = 0.0

    @property
    def head_height(self) -> float:
        return max(cell.height for cell in self.head)

    @property
    def fresh(self) -> float:
        """Height left for rows on a new page."""
        return self.sheet.full - self.head_height

    def least(self, cells: list[_Cell]) -> float:
        """Return the height a row needs where it begins: all of it, unless it is divided."""
        height = max(cell.height for cell in cells)
        return height if height <= self.fresh - 4 * LEADING else self.fresh / 3

    def open(self) -> None:
        """Draw the head at the pen."""
        self.top = self.sheet.y
        self.sheet.rule(self.sheet.left, self.top, self.sheet.right, self.top)
        self._write(self.head, self.head_height, middle=True)
        self.top_of_rows = self.sheet.y
        self.sheet.rule(self.sheet.left, self.sheet.y, self.sheet.right, self.sheet.y)

    def close(self) -> None:
        """Draw the frame around what stands on this page."""
        sheet = self.sheet
        for x in (self.edges[0], self.edges[-1]):
            sheet.rule(x, self.top, x, sheet.y)
        sheet.rule(sheet.left, sheet.y, sheet.right, sheet.y)

    def cells(self, row: Row) -> list[_Cell]:
        """Set the text of a row."""
        if len(row) == 1:
            room = self.sheet.width - 2 * _PAD
            lines = fonts.wrap(row[0], BOLD, SIZE, room)
            return [_Cell(self.sheet.left + _PAD, room, lines, SIZE, BOLD, centred=False)]
        found = []
        for column, text, x1, x2 in zip(
            self.columns, row, self.edges, self.edges[1:], strict=False
        ):
            room = x2 - x1 - 2 * _PAD
            lines, size = fonts.fitted(text, REGULAR, SIZE, FLOOR, room, _TALL)
            found.append(_Cell(x1 + _PAD, room, lines, size, REGULAR, column.centred))
        return found

    def row(self, cells: list[_Cell], keep: float) -> None:
        """Draw a row, on the next page if it and ``keep`` more points do not fit on this one.

        Only a row taller than a page is divided, between its lines.
        """
        height = max(cell.height for cell in cells)
        divided = height > self.least(cells) and self.sheet.room >= self.fresh / 3
        if height + keep > self.sheet.room and not divided:
            self._turn()
        while height > self.sheet.room:
            part = [cell.lines_to(self.sheet.room) for cell in cells]
            cells = [cell.lines_after(self.sheet.room) for cell in cells]
            self._draw(part, self.sheet.room)
            self._turn()
            height = max(cell.height for cell in cells)
        self._draw(cells, height)

    def _turn(self) -> None:
        if self.sheet.y < self.top_of_rows:
            self.close()
        self.sheet.turn()
        self.open()

    def _draw(self, cells: list[_Cell], height: float) -> None:
        sheet = self.sheet
        if sheet.y < self.top_of_rows:
            sheet.dots(sheet.left, sheet.right, sheet.y)
        top = sheet.y
        self._write(cells, height)
        if len(cells) > 1:
            for x in self.edges[1:-1]:
                sheet.rule(x, top, x, sheet.y)

    def _write(self, cells: Sequence[_Cell], height: float, *, middle: bool = False) -> None:
        sheet = self.sheet
        for cell in cells:
            base = sheet.y - _PAD - cell.size * 0.86
            if middle:
                base -= (height - cell.height) / 2
            for line in cell.lines:
                shift = 0.0
                if cell.centred:
                    shift = (cell.room - fonts.width(line, cell.face, cell.size)) / 2
                sheet.write(cell.x + shift, base, line, cell.face, cell.size)
                base -= cell.leading
        sheet.y -= height

    def blank(self, count: int) -> None:
        """Draw empty rows to be filled by hand."""
        cells = self.cells(("",) * len(self.columns))
        for _ in range(count):
            if self.sheet.room < _EMPTY:
                self._turn()
            self._draw(cells, _EMPTY)


@lru_cache(maxsize=64)
def _head(
    columns: tuple[Column, ...], left: float, right: float
) -> tuple[tuple[_Cell, ...], tuple[float, ...]]:
    total = sum(column.share for column in columns)
    edges = [left]
    for column in columns:
        edges.append(edges[-1] + (right - left) * column.share / total)
    cells = [
        _Cell(x1 + _PAD, x2 - x1 - 2 * _PAD,
              fonts.wrap(column.title, BOLD, SIZE, x2 - x1 - 2 * _PAD), SIZE, BOLD, centred=True)
        for column, x1, x2 in zip(columns, edges, edges[1:], strict=False)
    ]  # fmt: skip
    return tuple(cells), tuple(edges)


def table(
    sheet: Sheet, caption: str, columns: tuple[Column, ...], rows: Sequence[Row], *, blank: int = 3
) -> None:
    """Draw a table under its caption; with no row that says something, ``blank`` empty ones."""
    grid = _Grid(sheet, columns)
    found = list(rows) if any(map(any, rows)) else []
    keep = grid.head_height + (_least(grid, found[:2]) if found else 2 * _EMPTY)
    if caption:
        heading(sheet, caption, keep)
    else:
        sheet.need(keep)
    grid.open()
    _rows(grid, found, {})
    if not found:
        grid.blank(blank)
    grid.close()
    sheet.y -= LEADING / 3


def _least(grid: _Grid, rows: Sequence[Row]) -> float:
    """Return the height the first of ``rows`` needs; a group caption needs its first row too."""
    taken = rows[:2] if len(rows[0]) == 1 else rows[:1]
    return sum(grid.least(grid.cells(row)) for row in taken)


def _rows(
    grid: _Grid, rows: Sequence[Row], ends: Mapping[int, float], progress: Progress = unwatched
) -> None:
    """Draw the rows; ``ends`` is what must stand below some of them on the same page."""
    ready: list[_Cell] | None = None
    for number, row in enumerate(rows):
        cells = ready if ready is not None else grid.cells(row)
        ready = grid.cells(rows[number + 1]) if number + 1 < len(rows) else None
        keep = grid.least(ready) if ready is not None and len(row) == 1 else 0.0
        keep = max(keep, ends.get(number, 0.0))
        grid.row(cells, min(keep, grid.fresh - grid.least(cells) - 1))
        progress(number + 1, len(rows))


def long_table(
    sheet: Sheet,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    *,
    tail: float = 0.0,
    progress: Progress = unwatched,
) -> None:
    """Draw a register of at least one row; its last rows stay with the ``tail`` points below."""
    grid = _Grid(sheet, columns)
    close = max(len(rows) - _LAST, 0)
    last = sum(grid.least(grid.cells(row)) for row in rows[close + 1 :])
    end = min(last + tail, grid.fresh / 2)
    first = _least(grid, rows[:2]) + (end if close == 0 else 0.0)
    sheet.need(grid.head_height + min(first, grid.fresh))
    grid.open()
    _rows(grid, rows, {close: end}, progress)
    grid.close()
    sheet.y -= LEADING / 3
