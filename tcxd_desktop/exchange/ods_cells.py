"""Child side: the cells of one sheet of an .ods file."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from tcxd_desktop.domain.errors import SheetTooBigProblem
from tcxd_desktop.exchange.cell_text import clean, duration, number, shown_day
from tcxd_desktop.exchange.number_formats import Format
from tcxd_desktop.exchange.ods_styles import OFFICE, TABLE, TEXT, TRUTH, ZEROS, Styles
from tcxd_desktop.exchange.sheet_reading import (
    MOST_COLUMNS,
    MOST_ROWS,
    Page,
    Reading,
    letter_of_runs,
    place,
)

_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_CELLS: Final = frozenset({_CELL, _COVERED})
_PARAGRAPH, _SPAN = f"{TEXT}p", f"{TEXT}span"
_SPACES, _TAB, _BREAK = f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"
_COLUMNS, _FORMULA = f"{TABLE}number-columns-repeated", f"{TABLE}formula"
_SPANNED, _SPANNED_ROWS = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_STYLE, _VALUE_TYPE = f"{TABLE}style-name", f"{OFFICE}value-type"
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_BLANKS = re.compile("[ \t\r\n]+")
_TIME = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_SHOWN_DIGITS = re.compile(r"[0-9][0-9.\-/ ()]*")
_MOST_SPACES: Final = 32_767


class Table:
    """Một trang của tệp .ods, while it is read."""

    def __init__(self, name: str, styles: Styles, reading: Reading) -> None:
        """Begin an empty sheet."""
        self.page = Page(clean(name), [])
        self.hidden = False
        self.blank_formulas = 0
        self.errors: list[str] = []
        self._styles, self._reading = styles, reading
        self._defaults: list[str] = []
        """Styles of the columns."""
        self._inner = 0
        self._row, self._repeat, self._row_style = 0, 1, ""
        self._line: dict[int, str] = {}
        self._line_letters: dict[int, str] = {}
        self._column = 0
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._within = False
        self._runs: list[tuple[str, str]] = []
        self._spans: list[str] = []

    def leaves(self) -> bool:
        """Tell whether the end of a table is that of one inside a cell."""
        self._inner -= 1
        return self._inner >= 0

    def start(self, name: str, told: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        if self._within:
            self._inside(name, told)
        elif self._inner:
            self._inner += name == f"{TABLE}table"
        elif name in _CELLS:
            self._cell, self._paragraphs, self._runs = told, [], []
        elif name == _PARAGRAPH:
            self._within, self._spans = True, []
            self._paragraphs.append("")
        elif name == _ROW:
            self._repeat = int(told.get(f"{TABLE}number-rows-repeated", "1"))
            self._row_style = told.get(f"{TABLE}default-cell-style-name", "")
            self._line, self._line_letters, self._column = {}, {}, 0
        elif name == _COLUMN:
            repeat = min(int(told.get(_COLUMNS, "1")), MOST_COLUMNS)
            self._defaults += [told.get(f"{TABLE}default-cell-style-name", "")] * repeat
        elif name == f"{TABLE}table":
            self._inner = 1

    def _inside(self, name: str, told: dict[str, str]) -> None:
        """Take in what stands inside a paragraph."""
        if name == _SPAN:
            self._spans.append(self._styles.of_run(told.get(f"{TEXT}style-name", "")))
        elif name == _SPACES:
            self._add(" " * min(int(told.get(f"{TEXT}c", "1")), _MOST_SPACES))
        elif name == _TAB:
            self._add("\t")
        elif name == _BREAK:
            self._add("\n")

    def text(self, text: str) -> None:
        """Take in characters; several blanks in a file are one, as the format has it."""
        if self._within:
            if not text.isprintable() or "  " in text:
                text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and not self._paragraphs[-1]:
                text = text[1:]
            self._add(text)

    def _add(self, text: str) -> None:
        self._paragraphs[-1] += text
        if self._styles.old and text.strip():
            font = next((span for span in reversed(self._spans) if span), "")
            self._runs.append((font, text))

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == _PARAGRAPH and self._within:
            self._within = False
        elif self._within:
            if name == _SPAN and self._spans:
                self._spans.pop()
        elif self._inner:
            pass
        elif name in _CELLS:
            self._take_cell(name)
        elif name == _ROW:
            self._take_row()

    def _take_cell(self, name: str) -> None:
        repeat = int(self._cell.get(_COLUMNS, "1"))
        first, self._column = self._column, self._column + repeat
        if name == _CELL and (_SPANNED in self._cell or _SPANNED_ROWS in self._cell):
            self._merge(first)
        if not self._paragraphs and _VALUE_TYPE not in self._cell and _FORMULA not in self._cell:
            return
        style = self._cell.get(_STYLE) or self._row_style or self._default(first)
        text = self._value(style, first)
        if not text:
            return
        if repeat == 1 and first < MOST_COLUMNS and not self._styles.old:
            self._line[first] = text
            return
        if first + repeat > MOST_COLUMNS:
            raise SheetTooBigProblem
        letter = self._letter(style)
        for column in range(first, first + repeat):
            self._line[column] = text
            if letter:
                self._line_letters[column] = letter

    def _default(self, column: int) -> str:
        return self._defaults[column] if column < len(self._defaults) else ""

    def _merge(self, column: int) -> None:
        right = int(self._cell.get(_SPANNED, "1"))
        down = int(self._cell.get(_SPANNED_ROWS, "1"))
        if right > 1 or down > 1:
            self.page.merges.append(
                [self._row, column, self._row + down - 1, column + right - 1]
            )  # fmt: skip

    def _letter(self, style: str) -> str:
        """Return the font letter of the cell, empty where it holds a number."""
        if self._cell.get(_VALUE_TYPE, "string") != "string":
            return ""
        own, _ = self._styles.of_cell(style)
        return letter_of_runs({run or own for run, _ in self._runs})

    def _value(self, style: str, column: int) -> str:
        told = self._cell
        kind = told.get(_VALUE_TYPE, "")
        shown = self._paragraphs[0] if len(self._paragraphs) == 1 else "\n".join(self._paragraphs)
        if told.get(_ERROR_TYPE) == "error":
            self.errors.append(f"{self.page.name}!{place(self._row, column)}")
            return clean(shown)
        if not kind:
            # A formula that gives "" has its empty paragraph; one never calculated has none.
            self.blank_formulas += _FORMULA in told and not self._paragraphs
            return clean(shown)
        if kind == "string":
            return clean(shown if self._paragraphs else told.get(f"{OFFICE}string-value", ""))
        return self._typed(kind, style, shown)

    def _typed(self, kind: str, style: str, shown: str) -> str:
        """Return what is no text: a number, a day, an elapsed time, yes or no."""
        how = self._styles.of_cell(style)[1]
        if kind == "date":
            return _day(self._cell.get(f"{OFFICE}date-value", ""), how)
        if kind == "time":
            return _elapsed(self._cell.get(f"{OFFICE}time-value", ""))
        if kind == "boolean":
            return self._cell.get(f"{OFFICE}boolean-value", "").upper()
        return _number(float(self._cell.get(f"{OFFICE}value", "")), how, shown)

    def _take_row(self) -> None:
        first, self._row = self._row, self._row + self._repeat
        if not self._line:
            return
        if self._row > MOST_ROWS:
            raise SheetTooBigProblem
        rows = self.page.rows
        rows.extend([] for _ in range(first - len(rows)))
        width = max(self._line) + 1
        texts = [self._line.get(column, "") for column in range(width)]
        for row in range(first, self._row):
            rows.append(list(texts))
            for column, letter in self._line_letters.items():
                self.page.mark(row, column, letter)


def _day(text: str, how: Format | str | None) -> str:
    """Return a day or a moment as ISO; one before the year 1 or after 9999 as it stands."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    # Fractions of a second come from sums of days, not from a clock.
    found = (found + timedelta(microseconds=500_000)).replace(microsecond=0)
    if found.time() != time():
        return found.isoformat()
    return shown_day(date(found.year, found.month, found.day), how)


def _number(value: float, how: Format | str | None, shown: str) -> str:
    """Return a number, with the zeros its format shows."""
    if how == TRUTH:
        return "TRUE" if value else "FALSE"
    text = number(value)
    if how == ZEROS and _SHOWN_DIGITS.fullmatch(shown):
        digits = re.sub(r"\D", "", shown)
        if digits.lstrip("0") == text.lstrip("0"):
            return shown
    return text


def _elapsed(text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    told = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return duration(-told if found[1] else told)
