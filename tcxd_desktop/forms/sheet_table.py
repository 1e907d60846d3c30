"""The table of a score sheet: what is the same on every sheet is set once for a job.

A month of 160 chi bộ is some 400 pages of the same labels; only points and notes differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tcxd_desktop.domain.score_papers import RowKind, SheetRow
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.page import Sheet

SIZE: Final = 11.0
SMALL: Final = 9.5
_FLOOR: Final = 8.0
_SPREAD: Final = 1.17
"""Leading over size."""
_ASCENT: Final = 0.84
_PAD: Final = 2.6
_NOTE_LINES: Final = 6
"""Lines of a cell before it is set smaller."""
_BOX: Final = 9.2
_INDENT: Final = 7.0
"""How far the label of a level is set in."""
_WIDEST_NUMBER: Final = 0.12
"""Part of the width the column STT may grow to for long numbers."""
_TOGETHER: Final = 0.55
"""Part of a page that rows which belong together may take and still not be divided."""
_TOTAL: Final = "TỔNG ĐIỂM"
FIXED: Final = 3
"""Columns all sheets share: number, label, highest points."""


class Mark(Enum):
    """What stands in a cell that is filled in by hand."""

    BOX = "box"
    LINE = "line"


Value = str | Mark


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, its share of the width, how its cells are set."""

    title: str
    share: float
    centred: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    face: str
    size: float
    inset: float = 0.0

    @property
    def leading(self) -> float:
        return self.size * _SPREAD


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of a cell, or a mark in it."""

    lines: tuple[_Line, ...] = ()
    height: float = 0.0
    mark: Mark | None = None

    def split(self, height: float) -> tuple["_Cell", "_Cell"]:
        """Return what fits into ``height`` and the rest."""
        taken, room = 0, height - 2 * _PAD
        while taken < len(self.lines) and room >= self.lines[taken].leading:
            room -= self.lines[taken].leading
            taken += 1
        return _set(self.lines[:taken], self.mark), _set(self.lines[taken:])


def _set(lines: Sequence[_Line], mark: Mark | None = None) -> _Cell:
    return _Cell(tuple(lines), sum(line.leading for line in lines) + 2 * _PAD, mark)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A row as far as all sheets share it."""

    kind: RowKind
    cells: tuple[_Cell, ...]
    face: str
    """Of what a scorer puts there."""
    height: float
    keep: bool
    """The next row must stand on the same page."""


class SheetTable:
    """The rows of one outline between two margins, ready to be drawn again and again."""

    def __init__(
        self, margins: tuple[float, float], heads: Sequence[Head], rows: Sequence[SheetRow]
    ) -> None:
        """Set what all sheets share.

        Args:
            margins: left and right of the table.
            heads: number, label and highest points first; then what differs from sheet to sheet.
            rows: of the outline.
        """
        self.heads = tuple(heads)
        self.edges = _placed(margins, heads, [heads[0].title, *(row.number for row in rows)])
        self.rows = [self._fixed(*pair) for pair in zip(rows, [*rows[1:], None], strict=True)]
        self.head = [
            _text(head.title, BOLD, SIZE - 0.5, self.room(place))
            for place, head in enumerate(heads)
        ]
        self.head_height = max(cell.height for cell in self.head) + 2

    def room(self, place: int) -> float:
        """Return the width of the text of a column."""
        return self.edges[place + 1] - self.edges[place] - 2 * _PAD

    def value(self, place: int, value: Value, face: str) -> _Cell:
        """Set a cell that differs from sheet to sheet."""
        if isinstance(value, Mark):
            return _Cell(mark=value)
        if self.heads[place].centred:
            return _text(value, face, SIZE, self.room(place))
        return _text(value, REGULAR, SMALL, self.room(place))

    def _fixed(self, row: SheetRow, following: SheetRow | None) -> _Fixed:
        level, bold = row.kind is RowKind.LEVEL, row.kind in {RowKind.GROUP, RowKind.CAPTION}
        face = BOLD if bold else ITALIC if level else REGULAR
        size, inset = (SIZE - 0.5, _INDENT) if level else (SIZE, 0.0)
        room = self.room(1) - inset
        words = f"- {row.label}" if level else row.label
        lines = [_Line(text, face, size, inset) for text in fonts.wrap(words, face, size, room)]
        hint = fonts.wrap(row.hint, ITALIC, SMALL, room) if row.hint else ()
        lines.extend(_Line(text, ITALIC, SMALL, inset) for text in hint)
        cells = (
            _text(row.number, face, SIZE, self.room(0)),
            _set(lines),
            _text(row.max, face, size, self.room(2)),
        )
        keep = following is not None and (
            row.kind is RowKind.CAPTION
            or following.kind is RowKind.LEVEL
            or (bold and following.kind is RowKind.ITEM)
        )
        height = max(cell.height for cell in cells)
        return _Fixed(row.kind, cells, BOLD if level else face, height, keep)

    def draw(
        self,
        sheet: Sheet,
        values: Sequence[Sequence[Value]],
        total: Sequence[Value],
        below: float = 0.0,
    ) -> None:
        """Draw the table of one sheet from the pen down.

        Args:
            sheet: where.
            values: what stands behind the fixed columns, row by row.
            total: the highest points of the whole sheet, and what stands behind them.
            below: height of what must stand on the same page as the last row.
        """
        rows = [
            [self.value(place, value, fixed.face) for place, value in enumerate(row, start=FIXED)]
            for fixed, row in zip(self.rows, values, strict=True)
        ]
        last = [_Cell(), _Cell()]
        last += [self.value(place, value, BOLD) for place, value in enumerate(total, start=2)]
        _Drawing(self, sheet).draw(rows, last, below)


def _placed(
    margins: tuple[float, float], heads: Sequence[Head], numbers: Sequence[str]
) -> list[float]:
    """Return the edges of the columns; long numbers take from the labels."""
    left, right = margins
    whole = right - left
    total = sum(head.share for head in heads)
    widths = [whole * head.share / total for head in heads]
    needed = max((fonts.width(text, BOLD, SIZE) for text in map(fonts.printable, numbers)),
                 default=0.0)  # fmt: skip
    grown = min(max(widths[0], needed + 2 * _PAD + 1), whole * _WIDEST_NUMBER)
    widths[1] -= grown - widths[0]
    widths[0] = grown
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _text(text: str, face: str, size: float, room: float) -> _Cell:
    lines, fitting = fonts.fitted(text, face, size, _FLOOR, room, _NOTE_LINES)
    return _set([_Line(line, face, fitting) for line in lines])


class _Drawing:
    """One table while it is drawn."""

    def __init__(self, table: SheetTable, sheet: Sheet) -> None:
        self.table, self.sheet, self.edges = table, sheet, table.edges
        self.fresh = sheet.full - table.head_height
        self.top = self.first = 0.0
        """Where the table and its first row begin on this page."""

    def draw(self, rows: Sequence[Sequence[_Cell]], total: Sequence[_Cell], below: float) -> None:
        fixed = self.table.rows
        heights = [
            max(row.height, *(cell.height for cell in cells), 0.0)
            for row, cells in zip(fixed, rows, strict=True)
        ]
        tall = max(cell.height for cell in total) + 2
        together = [*heights[-1:], tall, below]
        end = tall + below if sum(together) <= self.fresh * _TOGETHER else tall
        needs = _needs([row.keep for row in fixed], heights, end, self.fresh * _TOGETHER)
        self.sheet.need(self.table.head_height + min(needs[0], self.fresh))
        self._open()
        for place, row in enumerate(fixed):
            self._fit(needs[place], heights[place])
            self._row(row.kind, (*row.cells, *rows[place]), heights[place])
        self._fit(end, tall)
        self._total(total, tall)

    def _fit(self, needed: float, height: float) -> None:
        """Turn the page where a row and what belongs to it do not fit on this one."""
        divided = height > self.fresh and self.sheet.room > self.fresh / 3
        if needed > self.sheet.room and not divided and self.sheet.y < self.first:
            self._turn()

    def _turn(self) -> None:
        self._close()
        self.sheet.turn()
        self._open()

    def _open(self) -> None:
        sheet, height = self.sheet, self.table.head_height
        self.top = sheet.y
        self._across()
        for place, cell in enumerate(self.table.head):
            self._write(place, cell, (height - cell.height) / 2, centred=True)
        sheet.y -= height
        self.first = sheet.y
        self._across()

    def _across(self) -> None:
        self.sheet.rule(self.edges[0], self.sheet.y, self.edges[-1], self.sheet.y)

    def _close(self) -> None:
        self._across()
        for x in self.edges:
            self.sheet.rule(x, self.top, x, self.sheet.y)

    def _row(self, kind: RowKind, cells: Sequence[_Cell], height: float) -> None:
        """Draw a row; only one taller than a page is divided, between its lines."""
        self._separate(kind)
        while height > self.sheet.room:
            parts = [cell.split(self.sheet.room) for cell in cells]
            self._draw([part for part, _ in parts], self.sheet.room)
            cells = [rest for _, rest in parts]
            height = max(cell.height for cell in cells)
            self._turn()
        self._draw(cells, height)

    def _separate(self, kind: RowKind) -> None:
        if self.sheet.y >= self.first:
            return
        if kind is RowKind.LEVEL:
            self.sheet.dots(self.edges[0], self.edges[-1], self.sheet.y)
        else:
            self._across()

    def _draw(self, cells: Sequence[_Cell], height: float) -> None:
        for place, cell in enumerate(cells):
            if cell.mark is not None:
                self._mark(place, cell.mark, height)
            self._write(place, cell, 0.0, centred=self.table.heads[place].centred)
        self.sheet.y -= height

    def _total(self, cells: Sequence[_Cell], height: float) -> None:
        """Draw the last row; its caption stretches over number and label."""
        sheet, edges = self.sheet, self.edges
        self._separate(RowKind.ITEM)
        begin = sheet.y
        wide = fonts.width(_TOTAL, BOLD, SIZE)
        base = begin - 1 - _PAD - SIZE * _ASCENT
        sheet.write((edges[0] + edges[2] - wide) / 2, base, _TOTAL, BOLD, SIZE)
        for place, cell in enumerate(cells):
            if cell.mark is not None:
                self._mark(place, cell.mark, height)
            self._write(place, cell, 1.0, centred=self.table.heads[place].centred)
        sheet.y -= height
        self._across()
        for place, x in enumerate(edges):
            sheet.rule(x, self.top, x, begin if place == 1 else sheet.y)

    def _write(self, place: int, cell: _Cell, down: float, *, centred: bool) -> None:
        sheet, left, right = self.sheet, self.edges[place], self.edges[place + 1]
        y = sheet.y - _PAD - down
        for line in cell.lines:
            if line.text:
                x = left + _PAD + line.inset
                if centred:
                    x = (left + right - fonts.width(line.text, line.face, line.size)) / 2
                sheet.write(x, y - line.size * _ASCENT, line.text, line.face, line.size)
            y -= line.leading

    def _mark(self, place: int, mark: Mark, height: float) -> None:
        sheet, left, right = self.sheet, self.edges[place], self.edges[place + 1]
        base = sheet.y - _PAD - SIZE * _ASCENT
        if mark is Mark.BOX:
            sheet.box((left + right - _BOX) / 2, base - 1.3, _BOX, _BOX)
        else:
            sheet.dots(left + 5, right - 5, max(base - 1.5, sheet.y - height + 3))


def _needs(
    keeps: Sequence[bool], heights: Sequence[float], tail: float, most: float
) -> list[float]:
    """Return what each row needs where it begins: itself and all that must stand below it.

    Args:
        keeps: whether the next row must stand on the same page.
        heights: of the rows.
        tail: height of the total and what must stand below it.
        most: what belongs together and is taller may be divided between rows.
    """
    needs = list(heights)
    below = tail
    for place in range(len(heights) - 1, -1, -1):
        needs[place] = heights[place] + below
        if needs[place] > most:
            needs[place] = heights[place]
        below = needs[place] if place and keeps[place - 1] else 0.0
    return needs
