"""Child side: text files as one sheet: .csv, .tsv, .txt."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from tcxd_desktop.domain.errors import NotASheetProblem, SheetTooBigProblem
from tcxd_desktop.domain.sheet_errors import BadCharsetProblem
from tcxd_desktop.exchange.cell_text import texts_of
from tcxd_desktop.exchange.charsets import CHARSETS, decoded, possible
from tcxd_desktop.exchange.sheet_reading import MOST_COLUMNS, MOST_ROWS, Page, Reading

SEPARATORS: Final = ";\t|,"
"""By how seldom they stand inside a cell."""
_BINARY = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(r"\s*(?:<[!?A-Za-z]|%PDF-|\{\\rtf|[\[{]\s*[\"\[{])")
_END_OF_DOS: Final = "\x1a"
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KEPT_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How a text file keeps zeros from Excel."""
_NO_SEPARATOR: Final = "\x1f"
"""Stands in no file that is read."""
_LOOKED_AT: Final = 300
_LONGEST_CELL: Final = 1_000_000
_LEAST_SHARE: Final = 0.5
"""Fewer lines of one width than this, and what divides them is no separator."""


def read(data: bytes, reading: Reading, charset: str, separator: str) -> None:
    """Read a text file in ``charset`` with ``separator``, or in what it most likely has.

    Raises:
        NotASheetProblem: it is no text, or text of another kind.
        BadCharsetProblem: it cannot be read in the character set asked for.
        SheetTooBigProblem: too many lines or columns.
    """
    reading.charsets = possible(data)
    if not data.strip() or not reading.charsets:
        raise NotASheetProblem
    reading.charset = charset or reading.charsets[0]
    text = _text(data, reading.charset).removesuffix(_END_OF_DOS)
    if _BINARY.search(text) or _MARKUP.match(text):
        raise NotASheetProblem
    told = _TOLD.match(text)
    if told:
        text = text[told.end() :]
    reading.separator = separator or (told[1] if told else _separator(text))
    reading.add(Page("", _rows(text, reading)))


def _text(data: bytes, charset: str) -> str:
    if charset not in CHARSETS:
        raise BadCharsetProblem(charset)
    try:
        return decoded(data, charset)
    except UnicodeError as error:
        raise BadCharsetProblem(charset) from error


def _separator(text: str) -> str:
    """Return what divides the lines into most often the same number of cells; else nothing."""
    best, most = "", 0.0
    for separator in SEPARATORS:
        widths = Counter(map(len, islice(filter(any, _sampled(text, separator)), _LOOKED_AT)))
        several = {width: count for width, count in widths.items() if width > 1}
        if not several:
            continue
        share = max(several.values()) / widths.total()
        if share >= _LEAST_SHARE and share > most:
            best, most = separator, share
    return best


def _sampled(text: str, separator: str) -> list[list[str]]:
    """Return the first rows, as far as quotes allow to tell them."""
    found: list[list[str]] = []
    try:
        found.extend(islice(_reader(text, separator), _LOOKED_AT * 2))
    except csv.Error:
        found = [line.split(separator) for line in text.splitlines()[: _LOOKED_AT * 2]]
    return found


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or _NO_SEPARATOR, strict=True
    )


def _rows(text: str, reading: Reading) -> list[list[str]]:
    """Return the lines of the file as rows of one width."""
    try:
        found = _taken(_reader(text, reading.separator))
    except csv.Error as error:
        if "field limit" in str(error):
            raise SheetTooBigProblem from error
        # Quotes that do not pair are taken as they stand, or they would swallow lines.
        reading.notes.append(["quotes"])
        divided = reading.separator or _NO_SEPARATOR
        found = _taken(line.split(divided) for line in text.splitlines())
    width = max(map(len, found), default=0)
    for row in found:
        row.extend([""] * (width - len(row)))
    return found


def _taken(rows: Iterable[list[str]]) -> list[list[str]]:
    found: list[list[str]] = []
    for row in rows:
        if len(found) >= MOST_ROWS or any(row[MOST_COLUMNS:]):
            raise SheetTooBigProblem
        found.append(texts_of([_cell(cell) for cell in row[:MOST_COLUMNS]]))
    return found


def _cell(text: str) -> str:
    kept = _KEPT_TEXT.fullmatch(text) if text.startswith("=") else None
    return kept[1].replace('""', '"') if kept else text
