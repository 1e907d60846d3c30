"""Child side: what a foreign book is read into, and how much of it is read at most."""

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from python_calamine import CalamineError

from tcxd_desktop.domain.errors import EmptySheetProblem, SheetTooBigProblem
from tcxd_desktop.domain.legacy_text import encoding_of_font
from tcxd_desktop.domain.sheet import FONT_LETTERS, MIXED_FONTS
from tcxd_desktop.exchange.sheet_wire import packed

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
MOST_ROWS = 200_000
"""Of all sheets together."""
MOST_COLUMNS = 200
MOST_SHEETS = 500
PLAIN = "."
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    DefusedXmlException,
    ParseError,
    CalamineError,
    NotImplementedError,
    LookupError,
    OSError,
    ValueError,
    EOFError,
    struct.error,
)
_LETTERS = {encoding: letter for letter, encoding in FONT_LETTERS.items()}


def letter_of_font(name: str) -> str:
    """Return the letter ``Sheet.fonts`` has for a font."""
    return _LETTERS[encoding_of_font(name)]


def letter_of_runs(letters: set[str]) -> str:
    """Return the letter of a cell whose text is written in fonts of these letters."""
    return letters.pop() if len(letters) == 1 else MIXED_FONTS if letters else PLAIN


def place(row: int, column: int) -> str:
    """Return how a sheet names a cell.

    >>> place(0, 27)
    'AB1'
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass(slots=True)
class Page:
    """One sheet: what ``Sheet`` will hold, in the types JSON has."""

    name: str
    rows: list[list[str]]
    dates_1904: bool = False
    merges: list[list[int]] = field(default_factory=list)
    letters: dict[int, list[str]] = field(default_factory=dict)
    """Font letters of the rows that have any."""

    def mark(self, row: int, column: int, letter: str) -> None:
        """Keep that a cell is written in an old font."""
        if letter == PLAIN:
            return
        line = self.letters.setdefault(row, [])
        line.extend(PLAIN * (column + 1 - len(line)))
        line[column] = letter

    def fonts(self) -> list[str]:
        """Return one string a row, none where no cell has an old font."""
        if not self.letters:
            return []
        return ["".join(self.letters.get(row, ())) for row in range(len(self.rows))]


def _square(rows: list[list[str]]) -> None:
    """Make all rows as wide as the last column that holds anything."""
    width = 0
    for row in rows:
        last = len(row)
        while last > width and not row[last - 1]:
            last -= 1
        width = max(width, last)
    for row in rows:
        if len(row) != width:
            row[width:] = [""] * (width - len(row))


@dataclass(slots=True)
class Reading:
    """A book while it is read: its pages, how many rows they have, what was not taken over."""

    kind: str
    first: bool = False
    """Only the first sheet that holds anything is wanted."""
    charset: str = ""
    charsets: list[str] = field(default_factory=list)
    separator: str = ""
    pages: list[Page] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)
    """Key of the sentence in ``wording.sheet_files`` and what it needs."""
    errors: list[str] = field(default_factory=list)
    """Places of cells that show an error."""
    _height: int = 0

    @property
    def done(self) -> bool:
        """Tell whether nothing more is wanted."""
        return self.first and bool(self.pages)

    def add(self, page: Page) -> None:
        """Take in a page unless it is empty.

        Raises:
            SheetTooBigProblem: more rows than are read, or wider.
        """
        while page.rows and not any(page.rows[-1]):
            page.rows.pop()
        if not page.rows:
            return
        _square(page.rows)
        self._height += len(page.rows)
        if self._height > MOST_ROWS or len(self.pages) >= MOST_SHEETS:
            raise SheetTooBigProblem
        self.pages.append(page)

    def error(self, page: Page, row: int, column: int) -> None:
        """Keep the place of a cell that shows an error such as ``#N/A``."""
        self.errors.append(f"{page.name}!{place(row, column)}")

    def answer(self) -> dict[str, object]:
        """Return what goes to the parent.

        Raises:
            EmptySheetProblem: no sheet holds anything.
        """
        if not self.pages:
            raise EmptySheetProblem
        notes = list(self.notes)
        if self.hidden:
            notes.append(["hidden", self.hidden])
        if self.errors:
            notes.append(["errors", len(self.errors), self.errors[:3]])
        return {
            "kind": self.kind,
            "sheets": [
                [page.name, packed(page.rows), page.fonts(), page.dates_1904, page.merges]
                for page in self.pages
            ],
            "charset": self.charset,
            "charsets": self.charsets,
            "separator": self.separator,
            "notes": notes,
        }
