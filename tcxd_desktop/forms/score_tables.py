"""Bảng tổng hợp tháng, quý, năm, sáu tháng: spanning heads, column numbers, charts behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.score_papers import Rated, TableCell, TableColumn, TablePaper
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.charts import heat_pages, trend_pages
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import Signer, paragraph, signatures
from tcxd_desktop.forms.ledger import FLOOR, PAD, Cell, set_cell
from tcxd_desktop.forms.plate import Plate
from tcxd_desktop.forms.report_pages import Report, heading_of_paper, height_of, letterhead
from tcxd_desktop.wording.formats import show_number

_SIZES: Final = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, FLOOR)
_NOTE: Final = 10.5
_LAST: Final = 2
"""Rows that stay together with the total and the signatures."""
_TOGETHER: Final = 0.8
"""Part of a page the last rows and what closes the table may take together."""


def score_table(paper: TablePaper, *, progress: Progress = unwatched) -> bytes:
    """Return a table of a period as a PDF on A4 across, its charts on the pages behind it."""
    plate = Plate(" ".join(paper.title.split()).capitalize(), paper.foot, across=True)
    plate.begin()
    letterhead(plate, paper.head, paper.day)
    heading_of_paper(plate, paper.title, *paper.subtitle)
    _Table(plate, paper).draw(progress)
    _close(plate, paper)
    where = paper.subtitle[0] if paper.subtitle else ""
    if paper.heat is not None and paper.heat.rows:
        heat_pages(plate, "BẢN ĐỒ KẾT QUẢ SINH HOẠT CHI BỘ THEO THÁNG", where, paper.heat)
    if paper.trends:
        trend_pages(plate, "DIỄN BIẾN ĐIỂM SINH HOẠT CỦA TỪNG CHI BỘ", where, paper)
    return plate.save()


def _close(plate: Report, paper: TablePaper) -> None:
    """Write the notes and the signature block."""
    plate.y -= 6
    for place, note in enumerate(paper.notes):
        paragraph(plate, f"* Ghi chú: {note}" if place == 0 else note, face=ITALIC, size=_NOTE)
    blocks = (
        Signer(tuple((text, REGULAR if place else BOLD) for place, text in enumerate(lines)))
        for lines in paper.signers
    )
    signatures(plate, *blocks)


@dataclass(frozen=True, slots=True)
class _Span:
    """Neighbouring columns below one heading; a single one below its own."""

    first: int
    last: int
    cell: Cell | None
    """The heading of several columns."""


class _Table:
    """The table while it is drawn."""

    def __init__(self, plate: Plate, paper: TablePaper) -> None:
        self.plate, self.paper = plate, paper
        self.edges = _placed(plate, paper.columns)
        self.size = _size(paper, self.edges)
        self.titles = [
            set_cell(column.title, far - near, self.size, face=BOLD, align="center")
            for column, near, far in self._columns(paper.columns)
        ]
        self.spans = [self._span(list(group)) for _, group in groupby(
            enumerate(paper.columns), key=lambda pair: pair[1].group or pair[0])]  # fmt: skip
        self.upper = max((span.cell.height for span in self.spans if span.cell), default=0.0)
        below = [self.titles[place].height for span in self.spans if span.cell
                 for place in range(span.first, span.last + 1)]  # fmt: skip
        alone = [self.titles[span.first].height for span in self.spans if not span.cell]
        self.lower = max([*below, *(height - self.upper for height in alone)], default=0.0)
        self.numbers = [
            set_cell(str(place), far - near, self.size - 0.5, face=ITALIC, align="center")
            for place, (_, near, far) in enumerate(self._columns(paper.columns), 1)
        ] if paper.numbered else []  # fmt: skip
        self.head_height = self.upper + self.lower + _height(self.numbers)
        self.top = 0.0

    def _columns(self, columns: Sequence[TableColumn]) -> list[tuple[TableColumn, float, float]]:
        return list(zip(columns, self.edges, self.edges[1:], strict=False))

    def _span(self, group: list[tuple[int, TableColumn]]) -> _Span:
        first, last = group[0][0], group[-1][0]
        caption = group[0][1].group
        if not caption:
            return _Span(first, last, None)
        wide = self.edges[last + 1] - self.edges[first]
        return _Span(first, last, set_cell(caption, wide, self.size, face=BOLD, align="center"))

    def draw(self, progress: Progress) -> None:
        """Draw head, rows and total; the head again on every page."""
        rows = [self._cells(row) for row in self.paper.rows]
        total = self._total_cells()
        tail = height_of(self.plate, lambda trial: _close(trial, self.paper))
        fresh = self.plate.full - self.head_height
        below = sum(map(_height, rows[-_LAST:])) + _height(total) + tail
        closed = len(rows) - _LAST if below <= fresh * _TOGETHER else len(rows)
        self._open()
        for place, cells in enumerate(rows):
            keep = below - _height(cells) if place == max(closed, 0) else 0.0
            self._row(cells, keep, fresh)
            progress(place + 1, len(rows))
        if not rows:
            self._said(self.paper.empty)
        if total:
            self._row(total, 0.0, fresh, span=self.paper.total_span)
        self._rest()

    def _cells(self, row: Sequence[TableCell]) -> list[Cell]:
        return [
            set_cell(_shown(value), far - near, self.size, align=column.align)
            for value, (column, near, far) in zip(row, self._columns(self.paper.columns),
                                                  strict=False)
        ]  # fmt: skip

    def _total_cells(self) -> list[Cell]:
        if not self.paper.total or not self.paper.rows:
            return []
        span = max(self.paper.total_span, 1)
        caption = set_cell(
            _shown(self.paper.total[0]), self.edges[span] - self.edges[0], self.size, face=BOLD,
            align="center",
        )  # fmt: skip
        rest = [
            set_cell(_shown(value), far - near, self.size, face=BOLD, align="center")
            for value, (_, near, far) in list(zip(self.paper.total, self._columns(
                self.paper.columns), strict=False))[span:]
        ]  # fmt: skip
        return [caption, *rest]

    def _open(self) -> None:
        plate, edges = self.plate, self.edges
        self.top = top = plate.y
        plate.across()
        middle, low = top - self.upper, top - self.upper - self.lower
        for span in self.spans:
            around = [edges[span.first], edges[span.last + 1]]
            if span.cell is None:
                self._middle([self.titles[span.first]], around, top, low)
                continue
            self._middle([span.cell], around, top, middle)
            plate.rule(around[0], middle, around[1], middle)
            inner = edges[span.first : span.last + 2]
            self._middle(self.titles[span.first : span.last + 1], inner, middle, low)
            for x in inner[1:-1]:
                plate.rule(x, middle, x, low)
        for span in self.spans:
            plate.rule(edges[span.first], top, edges[span.first], low)
        plate.rule(edges[-1], top, edges[-1], low)
        plate.y = self.top = low
        plate.across()
        if self.numbers:
            plate.cells(self.numbers, edges, _height(self.numbers))
            plate.across()

    def _middle(
        self, cells: Sequence[Cell], edges: Sequence[float], top: float, low: float
    ) -> None:
        self.plate.y = top
        self.plate.middled(cells, edges, top - low)

    def _row(self, cells: list[Cell], keep: float, fresh: float, *, span: int = 0) -> None:
        """Draw a row with ``keep`` points below it; only one taller than a page is divided."""
        plate, height = self.plate, _height(cells)
        if height + keep > plate.room and height <= fresh:
            self._turn()
        while height > plate.room:
            if plate.room > fresh / 3:
                parts = [cell.split(plate.room) for cell in cells]
                plate.cells([part for part, _ in parts], self.edges, plate.room)
                cells = [rest for _, rest in parts]
                height = _height(cells)
            self._turn()
        if span:
            plate.uprights(self.edges, self.top)
            self.top = plate.y
            edges = [self.edges[0], *self.edges[max(span, 1) :]]
            plate.cells(cells, edges, height)
            plate.uprights(edges, self.top)
            self.top = plate.y
        else:
            plate.cells(cells, self.edges, height)
        plate.across()

    def _said(self, text: str) -> None:
        """Write one sentence across the table."""
        plate = self.plate
        plate.uprights(self.edges, self.top)
        self.top = plate.y
        cell = set_cell(text, plate.width, self.size, face=ITALIC, align="center")
        plate.cells([cell], [self.edges[0], self.edges[-1]], cell.height)
        plate.uprights((self.edges[0], self.edges[-1]), self.top)
        self.top = plate.y
        plate.across()

    def _turn(self) -> None:
        self._rest()
        self.plate.turn()
        self._open()

    def _rest(self) -> None:
        """Draw the upright lines of what stands on this page."""
        if self.plate.y < self.top:
            self.plate.uprights(self.edges, self.top)
        self.plate.across()


def _placed(plate: Plate, columns: Sequence[TableColumn]) -> list[float]:
    total = sum(column.share for column in columns)
    edges = [plate.left]
    for column in columns:
        edges.append(edges[-1] + plate.width * column.share / total)
    return edges


def _size(paper: TablePaper, edges: Sequence[float]) -> float:
    """Return the greatest size at which no word has to be cut."""
    words: list[tuple[str, str, float]] = []
    for place, column in enumerate(paper.columns):
        room = edges[place + 1] - edges[place] - 2 * PAD
        words.extend((word, BOLD, room) for word in column.title.split())
        texts = {_shown(row[place]) for row in paper.rows if place < len(row)}
        words.extend((word, REGULAR, room) for text in texts for word in text.split())
        if paper.total and place >= max(paper.total_span, 1):
            words.extend((word, BOLD, room) for word in _shown(paper.total[place]).split())
    printable = [(fonts.printable(word), face, room) for word, face, room in set(words)]
    for size in _SIZES:
        if all(fonts.width(word, face, size) <= room for word, face, room in printable):
            return size
    return FLOOR


def _shown(value: TableCell) -> str:
    if isinstance(value, Rated):
        points = "" if value.points is None else show_number(value.points)
        return "\n".join(part for part in (points, value.level) if part)
    return show_number(value) if isinstance(value, int | Decimal) else value


def _height(cells: Sequence[Cell]) -> float:
    return max((cell.height for cell in cells), default=0.0)
