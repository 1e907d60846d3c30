"""Child side: sheets of the old .xls formats, BIFF 2 to 8, by xlrd.

Before BIFF8 texts are bytes in a code page. Text of an old font is in none: its bytes are
Western letters whatever the code page says, and one that knows combining tones (1258) would
spoil them. So all bytes are kept as they are and decoded cell by cell.
"""

import codecs
from collections.abc import Iterator
from io import StringIO
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code

from tcxd_desktop.domain.errors import (
    MacroSheetProblem,
    NotASheetProblem,
    Problem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.exchange.cell_text import clean, number, serial, shown
from tcxd_desktop.exchange.charsets import western
from tcxd_desktop.exchange.number_formats import Format, read_format
from tcxd_desktop.exchange.sheet_reading import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    PLAIN,
    Page,
    Reading,
    letter_of_font,
    letter_of_runs,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How BIFF 2, 3 and 4 begin, which were no compound files yet."""
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_UNICODE = 80
_BYTES = "latin_1"

# xlrd looks codecs up while it reads, when no module can be loaded any more.
_CODECS = ("latin_1", "utf_16_le", "ascii", "mac_roman", "cp437", "cp850",
           *(f"cp{page}" for page in range(1250, 1259)))  # fmt: skip
for _name in _CODECS:
    codecs.lookup(_name)


def read(data: bytes, reading: Reading) -> None:
    """Read the visible sheets of a workbook, by their order.

    Raises:
        Problem: protected, with macros, too big, or no workbook.
    """
    if _PROTECTED in data:
        raise ProtectedSheetProblem
    if _MACROS in data:
        raise MacroSheetProblem
    try:
        _read(data, reading)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ProtectedSheetProblem from error
        raise NotASheetProblem from error
    except (Problem, MemoryError):
        raise
    except Exception as error:  # xlrd stumbles over a damaged file in any way there is
        raise NotASheetProblem from error


def _read(data: bytes, reading: Reading) -> None:
    book = _opened(data, "")
    codec = str(book.encoding or "cp1252")
    if book.biff_version < _UNICODE:
        book = _opened(data, _BYTES)
    if book.nsheets > MOST_SHEETS:
        raise SheetTooBigProblem
    kept = _Kept(book, "" if book.biff_version >= _UNICODE else codec)
    for index in range(book.nsheets):
        if reading.done:
            return
        sheet = book.sheet_by_index(index)
        if sheet.visibility:
            reading.hidden.append(kept.name(sheet.name))
        else:
            _take(kept, sheet, reading)
        book.unload_sheet(index)


def _opened(data: bytes, codec: str) -> Any:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=StringIO(),
            encoding_override=codec,
        )
    except UnicodeDecodeError:
        if codec == _BYTES:
            raise
        return _opened(data, _BYTES)


class _Kept:
    """What the book tells of its cells: code page, fonts, formats, first day."""

    def __init__(self, book: Any, codec: str) -> None:
        self.book, self._codec = book, codec
        self.dates_1904 = bool(book.datemode)
        self._fonts = [letter_of_font(self.name(font.name)) for font in book.font_list]
        self._letters = [self.letter(style.font_index) for style in book.xf_list]
        self.old = any(letter != PLAIN for letter in self._fonts)
        self._formats = [self._format(style.format_key) for style in book.xf_list]

    def name(self, text: str) -> str:
        """Return a name of a sheet or a font."""
        return clean(self.text(text, PLAIN))

    def text(self, text: str, letter: str) -> str:
        """Return a text out of its bytes, where the format keeps bytes."""
        if not self._codec:
            return text
        raw = text.encode(_BYTES, "replace")
        if letter != PLAIN:
            return western(raw)
        try:
            return raw.decode(self._codec)
        except (UnicodeDecodeError, LookupError):
            return western(raw)

    def letter(self, font: int) -> str:
        return self._fonts[font] if font < len(self._fonts) else PLAIN

    def letter_of(self, style: int | None) -> str:
        return self._letters[style] if style is not None and style < len(self._letters) else PLAIN

    def format_of(self, style: int | None) -> Format | str | None:
        return self._formats[style] if style is not None and style < len(self._formats) else None

    def _format(self, key: int) -> Format | str | None:
        found = self.book.format_map.get(key)
        return None if found is None else read_format(self.name(found.format_str))


def _take(kept: _Kept, sheet: Any, reading: Reading) -> None:
    page = Page(kept.name(sheet.name), [], kept.dates_1904)
    reader = _Cells(kept, sheet, page, reading)
    if sheet.nrows > MOST_ROWS:
        raise SheetTooBigProblem
    for row in range(sheet.nrows):
        if sheet.row_len(row) > MOST_COLUMNS and _reaches_far(sheet, row):
            raise SheetTooBigProblem
        page.rows.append(list(reader.row(row)))
    page.merges = [
        [top, left, bottom - 1, right - 1]
        for top, bottom, left, right in sheet.merged_cells
    ]  # fmt: skip
    reading.add(page)


def _reaches_far(sheet: Any, row: int) -> bool:
    return any(value != "" for value in sheet.row_values(row, MOST_COLUMNS))


class _Cells:
    """The cells of one sheet as text."""

    def __init__(self, kept: _Kept, sheet: Any, page: Page, reading: Reading) -> None:
        self._kept, self._sheet, self._page, self._reading = kept, sheet, page, reading
        self._runs = sheet.rich_text_runlist_map

    def row(self, row: int) -> Iterator[str]:
        """Return the texts of a row."""
        sheet = self._sheet
        types, values = sheet.row_types(row), sheet.row_values(row)
        for column, kind in enumerate(types[:MOST_COLUMNS]):
            if kind == xlrd.XL_CELL_TEXT:
                yield self._text(row, column, values[column])
            elif kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                yield ""
            else:
                yield self._value(row, column, kind, values[column])

    def _style(self, row: int, column: int) -> int | None:
        return self._sheet.cell_xf_index(row, column)  # type: ignore[no-any-return]  # untyped

    def _text(self, row: int, column: int, value: str) -> str:
        if not self._kept.old:
            return clean(self._kept.text(value, PLAIN))
        letter = self._kept.letter_of(self._style(row, column))
        runs = self._runs.get((row, column))
        if runs:
            letter = self._of_runs(value, letter, runs)
        if value.strip():
            self._page.mark(row, column, letter)
        return clean(self._kept.text(value, letter))

    def _of_runs(self, text: str, letter: str, runs: list[tuple[int, int]]) -> str:
        """Return the letter of a text with fonts inside, each run beginning at a place."""
        starts = [(0, letter), *((start, self._kept.letter(font)) for start, font in runs)]
        ends = [start for start, _ in starts[1:]] + [len(text)]
        return letter_of_runs({
            own for (start, own), end in zip(starts, ends, strict=True) if text[start:end].strip()
        })  # fmt: skip

    def _value(self, row: int, column: int, kind: int, value: Any) -> str:
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_ERROR:
            self._reading.error(self._page, row, column)
            return str(error_text_from_code.get(value, "#N/A"))
        how = self._kept.format_of(self._style(row, column))
        if kind == xlrd.XL_CELL_DATE:
            shown_as = how if isinstance(how, Format) else Format.DAY
            return serial(value, shown_as, dates_1904=self._kept.dates_1904)
        return shown(value, how) if isinstance(how, str) else number(value)
