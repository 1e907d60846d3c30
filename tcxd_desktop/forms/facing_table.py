"""A register on facing pages: one wide table whose left and right halves are two sheets across.

A row takes the same height on both; the number in the first column stands on both, so that a line
can be followed over the fold (sổ giới thiệu sinh hoạt đảng has 21 columns).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.score_papers import Rated, TableCell, TableColumn, TablePaper
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import Signer, paragraph, signatures
from tcxd_desktop.forms.ledger import Cell, set_cell
from tcxd_desktop.forms.report_pages import Report, heading_of_paper, height_of, letterhead
from tcxd_desktop.wording.formats import show_number

_SIZE: Final = 9.5
_HEAD_SIZE: Final = 8.5
_EMPTY_ROW: Final = 26.0
"""Height of a row to be filled by hand."""
_TITLE_SIZE: Final = 11.0


@dataclass(slots=True)
class _Leaf:
    """The columns of one of two facing pages."""

    columns: Sequence[TableColumn]
    places: Sequence[int]
    """Where each stands among all columns."""
    edges: Sequence[float]
    titles: Sequence[Cell]
    numbers: Sequence[Cell]

    def cells(self, row: Sequence[TableCell]) -> list[Cell]:
        return [
            set_cell(_shown(row[place]), far - near, _SIZE, align=column.align)
            for column, place, near, far in zip(
                self.columns, self.places, self.edges, self.edges[1:], strict=False
            )
        ]


def facing_table(paper: TablePaper, split: int, *, progress: Progress = unwatched) -> bytes:
    """Return a register as a PDF of pairs of facing pages.

    Args:
        paper: the whole table.
        split: columns on the left page; the right one repeats the first and has the others.
        progress: told how many rows are done.
    """
    report = Report(" ".join(paper.title.split()).capitalize(), paper.foot, across=True)
    report.begin()
    _Facing(report, paper, split).draw(progress)
    return report.save()


class _Facing:
    """The register while it is drawn."""

    def __init__(self, report: Report, paper: TablePaper, split: int) -> None:
        self.report, self.paper = report, paper
        self.leaves = (
            _leaf(report, paper, range(split)),
            _leaf(report, paper, (0, *range(split, len(paper.columns)))),
        )
        self.upper = max(_group_height(leaf) for leaf in self.leaves)
        self.lower = max(_title_height(leaf, self.upper) for leaf in self.leaves)
        numbers = max(cell.height for leaf in self.leaves for cell in leaf.numbers)
        self.head = self.upper + self.lower + numbers
        self.number_height = numbers

    def draw(self, progress: Progress) -> None:
        rows = [[leaf.cells(row) for leaf in self.leaves] for row in self.paper.rows]
        letterhead(self.report, self.paper.head, self.paper.day)
        heading_of_paper(self.report, self.paper.title, *self.paper.subtitle)
        top, place = self.report.y, 0
        tail = height_of(self.report, lambda trial: _close(trial, self.paper))
        while True:
            place, rows = self._pair(rows, place, top, tail)
            progress(min(place, len(rows)), max(len(rows), 1))
            if place >= len(rows):
                break
            self.report.turn()
            top = self.report.y
        if self.report.room < tail:
            self.report.turn()
        _close(self.report, self.paper)

    def _pair(
        self, rows: list[list[list[Cell]]], place: int, top: float, tail: float
    ) -> tuple[int, list[list[list[Cell]]]]:
        """Draw one pair of pages from ``top`` down; return where the next begins."""
        room = top - self.report.margins.bottom - self.head
        taken, rows = self._fitting(rows, place, room)
        last = taken == len(rows)
        used = sum(_height(row) for row in rows[place:taken])
        if last and taken - place > 1 and room - used < tail < room:
            taken -= 1  # the last row goes with the signatures
        for side, leaf in enumerate(self.leaves):
            if side:
                self.report.turn()
                if self.report.y > top:  # beside the letterhead, where there is room
                    self._running_title()
            self.report.y = top
            self._open(leaf)
            self._rows(leaf, [(row[side], _height(row)) for row in rows[place:taken]])
        return taken, rows

    def _fitting(
        self, rows: list[list[list[Cell]]], place: int, room: float
    ) -> tuple[int, list[list[list[Cell]]]]:
        """Return how far rows fit; one taller than a page is divided between its lines."""
        taken = place
        while taken < len(rows) and _height(rows[taken]) <= room:
            room -= _height(rows[taken])
            taken += 1
        if taken == place and taken < len(rows):
            parts = [[cell.split(room) for cell in side] for side in rows[taken]]
            first = [[one for one, _ in side] for side in parts]
            rest = [[one for _, one in side] for side in parts]
            return taken + 1, [*rows[:taken], first, rest, *rows[taken + 1 :]]
        return taken, rows

    def _running_title(self) -> None:
        """Write what register the right page belongs to, small, above the table."""
        report = self.report
        report.write(report.left, report.y - _TITLE_SIZE, self._short(), ITALIC, _TITLE_SIZE)

    def _short(self) -> str:
        title = " ".join(self.paper.title.split()).capitalize()
        return f"{title} – {self.paper.subtitle[0]}" if self.paper.subtitle else title

    def _open(self, leaf: _Leaf) -> None:
        report, edges = self.report, leaf.edges
        top = report.y
        report.across()
        middle, low = top - self.upper, top - self.upper - self.lower
        for first, last, caption in _groups(leaf):
            around = (edges[first], edges[last + 1])
            begin = top
            if caption is not None:
                report.y = top
                report.middled([caption], around, self.upper)
                report.rule(around[0], middle, around[1], middle)
                begin = middle
            report.y = begin
            report.middled(leaf.titles[first : last + 1], edges[first : last + 2], begin - low)
            for x in edges[first + 1 : last + 1]:
                report.rule(x, begin, x, low)
            report.rule(around[0], top, around[0], low)
        report.rule(edges[-1], top, edges[-1], low)
        report.y = low
        report.across()
        report.cells(leaf.numbers, edges, self.number_height)
        report.across()
        report.y = low - self.number_height
        report.uprights(edges, low)

    def _rows(self, leaf: _Leaf, rows: Sequence[tuple[list[Cell], float]]) -> None:
        report = self.report
        for cells, height in rows:
            top = report.y
            report.cells(cells, leaf.edges, height)
            report.uprights(leaf.edges, top)
            report.across()
        if not self.paper.rows:
            top = report.y
            cell = set_cell(self.paper.empty, report.width, _SIZE, face=ITALIC, align="center")
            report.cells([cell], [leaf.edges[0], leaf.edges[-1]], cell.height)
            report.uprights((leaf.edges[0], leaf.edges[-1]), top)
            report.across()


def _leaf(report: Report, paper: TablePaper, places: Sequence[int]) -> _Leaf:
    columns = [paper.columns[place] for place in places]
    total = sum(column.share for column in columns)
    edges = [report.left]
    for column in columns:
        edges.append(edges[-1] + report.width * column.share / total)
    pairs = list(zip(columns, edges, edges[1:], strict=False))
    titles = [
        set_cell(column.title, far - near, _HEAD_SIZE, face=BOLD, align="center")
        for column, near, far in pairs
    ]
    numbers = [
        set_cell(str(place + 1), far - near, _HEAD_SIZE, face=ITALIC, align="center")
        for place, (_, near, far) in zip(places, pairs, strict=True)
    ]
    return _Leaf(columns, places, edges, titles, numbers)


def _groups(leaf: _Leaf) -> list[tuple[int, int, Cell | None]]:
    """Return first and last column of each span, and the heading over several."""
    found = []
    numbered = enumerate(leaf.columns)
    for _, group in groupby(numbered, key=lambda pair: pair[1].group or pair[0]):
        members = list(group)
        first, last = members[0][0], members[-1][0]
        text = members[0][1].group
        wide = leaf.edges[last + 1] - leaf.edges[first]
        caption = set_cell(text, wide, _HEAD_SIZE, face=BOLD, align="center") if text else None
        found.append((first, last, caption))
    return found


def _group_height(leaf: _Leaf) -> float:
    return max((caption.height for _, _, caption in _groups(leaf) if caption), default=0.0)


def _title_height(leaf: _Leaf, upper: float) -> float:
    below = [
        leaf.titles[place].height - (0.0 if caption else upper)
        for first, last, caption in _groups(leaf)
        for place in range(first, last + 1)
    ]
    return max(below)


def _height(row: Sequence[Sequence[Cell]]) -> float:
    cells = [cell for side in row for cell in side]
    written = any(any(cell.lines) for cell in cells)
    return max(*(cell.height for cell in cells), 0.0 if written else _EMPTY_ROW)


def _shown(value: TableCell) -> str:
    if isinstance(value, Rated):
        return show_number(value.points)
    return value if isinstance(value, str) else show_number(value)


def _close(report: Report, paper: TablePaper) -> None:
    report.y -= 6
    for place, note in enumerate(paper.notes):
        paragraph(report, f"* Ghi chú: {note}" if place == 0 else note, face=ITALIC, size=10.5)
    blocks = (
        Signer(tuple((text, REGULAR if place else BOLD) for place, text in enumerate(lines)))
        for lines in paper.signers
    )
    signatures(report, *blocks)
