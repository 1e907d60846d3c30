"""Heading rows of a sheet: where they stand, and what they call each column."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.text import clean_line, fold

JOIN: Final = " / "
"""Between headings that stand over one another."""
NO_HEAD: Final = (-1, -1)
DEEPEST: Final = 3
"""Rows a heading may take."""
_SEARCHED = 30
"""Rows in which the heading is looked for."""
_ENOUGH = 2
"""Known headings that make rows the heading."""
_DIGIT = re.compile(r"\d")
_TITLE = 60
"""Characters a heading of the last row has at most."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_OTHER = re.compile(r"[^\w]+")
_NUMBERED = re.compile(r"^\d{1,2} (?=\D)")
_COLUMN_NUMBER = re.compile(r"^\(?(?:\d{1,3}|[A-ZĐ]|\d{1,3}\s*=.*)\)?$")

Resolve = Callable[[tuple[str, ...]], str]
"""Gives the target that headings over one column, from the top, name; empty: none."""


@lru_cache(maxsize=16384)
def plain(heading: str) -> str:
    """Return the words of a heading: folded, without signs; what stands in brackets is kept."""
    return _NUMBERED.sub("", _OTHER.sub(" ", fold(heading)).strip())


@lru_cache(maxsize=16384)
def bare(heading: str) -> str:
    """Return the words of a heading without what stands in brackets."""
    return plain(_BRACKETS.sub(" ", heading))


def headings(sheet: Sheet, head: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
    """Return for each column of the sheet the headings over it, from the top.

    A heading merged over several columns stands over each of them; so does one without a
    heading of its own beside it where the row below has one, as files without merges have it.
    """
    width = max(map(len, sheet.rows), default=0)
    first, last = head
    if first < 0:
        return ((),) * width
    rows = [
        [clean_line(cell) for cell in sheet.rows[index]] + [""] * (width - len(sheet.rows[index]))
        for index in range(first, min(last + 1, len(sheet.rows)))
    ]
    merges = [merge for merge in sheet.merges if first <= merge[0] <= last]
    if any(left < right for _, left, _, right in merges):
        _spread(rows, merges, first)
    else:
        _carry(rows)
    return tuple(
        tuple(dict.fromkeys(row[column] for row in rows if row[column])) for column in range(width)
    )


def _spread(rows: list[list[str]], merges: Sequence[tuple[int, int, int, int]], first: int) -> None:
    for top, left, _, right in merges:
        row = rows[top - first]
        for column in range(left + 1, min(right + 1, len(row))):
            row[column] = row[column] or row[left]


def _carry(rows: list[list[str]]) -> None:
    for row, below in pairwise(rows):
        group = ""
        for column, text in enumerate(row):
            if text:
                # A heading with nothing below it is that of one column, merged downwards.
                group = text if below[column] else ""
            elif below[column]:
                row[column] = group
            else:
                group = ""


def find_head(sheet: Sheet, resolve: Resolve) -> tuple[int, int]:
    """Return the first and last row of the heading: those that name the most targets.

    Of several that name as many, the first, for printed lists repeat their heading, and of those
    the fewest rows; ``NO_HEAD`` where fewer than two targets are named.
    """
    best, found = _ENOUGH - 1, NO_HEAD
    for last in range(min(_SEARCHED, len(sheet.rows))):
        for depth in range(1, min(DEEPEST, last + 1) + 1):
            head = (last - depth + 1, last)
            if any(not any(sheet.rows[row]) for row in head):
                continue
            names = {resolve(over) for over in headings(sheet, head) if over} - {""}
            if len(names) > best:
                best, found = len(names), head
    while found != NO_HEAD and _goes_on(sheet, found):
        found = (found[0], found[1] + 1)
    return found


def _goes_on(sheet: Sheet, head: tuple[int, int]) -> bool:
    """Tell whether the row below belongs to the heading: words of it nobody knows stand there."""
    first, last = head
    if last - first + 1 >= DEEPEST or last + 1 >= len(sheet.rows):
        return False
    below = {place for place, text in enumerate(sheet.rows[last + 1]) if text.strip()}
    words = [sheet.rows[last + 1][place] for place in below]
    if not below or any(_DIGIT.search(word) or len(word) > _TITLE for word in words):
        return False
    over = [merge for merge in sheet.merges if first <= merge[0] <= last]
    if any(bottom > last for _, _, bottom, _ in over):
        return True
    spans = {
        place for top, left, _, right in over if top == last for place in range(left, right + 1)
        if left < right
    }  # fmt: skip
    if spans:
        return len(below) > 1 and below <= spans
    return not sheet.merges and _below_gaps(sheet.rows[last], below)


def _below_gaps(row: Sequence[str], below: set[int]) -> bool:
    """Tell whether cells stand only under headings with a gap at their right, or in such gaps."""
    filled = {place for place, text in enumerate(row) if text.strip()}
    inside = all(
        place in range(max(filled, default=0) + 3)
        and (place not in filled or place + 1 not in filled)
        for place in below
    )
    return inside and len(below) > 1 and bool(below - filled) and bool(below & filled)


def first_line(sheet: Sheet, head: tuple[int, int]) -> int:
    """Return the index of the first row below the heading, and below a row of column numbers."""
    start = head[1] + 1
    if head == NO_HEAD:
        return start
    # A heading merged over one row more than its words leaves blank rows in between.
    for below in range(start, min(start + DEEPEST, len(sheet.rows))):
        filled = [cell.strip() for cell in sheet.rows[below] if cell.strip()]
        if filled:
            return below + 1 if all(map(_COLUMN_NUMBER.match, filled)) else start
    return start
