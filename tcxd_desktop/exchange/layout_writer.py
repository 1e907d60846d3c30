"""Writes sheets of a layout as .xlsx: identity as text, real dates, and no formula at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook

from tcxd_desktop.domain.layout_rows import ORDINAL, Cell, SheetRows
from tcxd_desktop.domain.layouts import CellForm, LayoutColumn
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.exchange.writer import OPTIONS, fitting, sheet_name

_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_BASE_DAY: Final = 693_594
"""Ordinal of the day before the first serial day of a sheet."""
_NARROWEST, _WIDEST = 5, 60
_TITLE_ROOM = 14
"""Characters a heading may take of a column before it wraps."""
_A3, _A4 = 8, 9
_A4_WIDTH, _A3_WIDTH = 190, 330
"""Characters of a whole table that stay readable on one page across."""
_FROZEN_WIDTH = 60
"""Columns up to the name stay in sight where they take no more than this."""
_NAMES = ("birth_name", "name.given")
_LINE, _AROUND = 15, 5
"""Points of a line of a heading, and around it."""
_BOLD = 1.15
"""How much wider bold letters are than the digits widths are counted in."""
_REPORT_EVERY = 500
_SHORT = 10_000
"""A text below it fits into a cell, however many units its letters take."""


@dataclass(frozen=True, slots=True)
class Look:
    """Formats of the cells of a workbook, made once."""

    text: Any
    middle: Any
    order: Any
    day: Any
    whole: Any
    decimal: Any
    head: Any
    title: Any
    subtitle: Any


def layout_workbook(
    sheets: Sequence[SheetRows],
    heading: Sequence[str] = (),
    title: str = "",
    progress: Progress = unwatched,
) -> bytes:
    """Return the workbook of a layout.

    Args:
        sheets: with their running numbers.
        heading: lines over the table of every sheet.
        title: of the file, in its properties.
        progress: told how many lines are written of how many.
    """
    target = BytesIO()
    book = Workbook(target, OPTIONS)
    book.set_properties({"title": title})
    look = _look(book)
    names = iter(unique_names([found.sheet.name for found in sheets]))
    done = _Counter(progress, sum(len(found.rows) for found in sheets))
    for found in sheets:
        _Page(book.add_worksheet(next(names)), found, look).write(heading, done)
    book.close()
    return target.getvalue()


def unique_names(wanted: Sequence[str]) -> list[str]:
    """Return names a workbook takes: 31 characters, no two alike whatever their capitals."""
    given: set[str] = set()
    names: list[str] = []
    for text in wanted:
        name, number = sheet_name(text), 2
        while name.lower() in given:
            end = f" ({number})"
            name, number = sheet_name(text)[: 31 - len(end)] + end, number + 1
        given.add(name.lower())
        names.append(name)
    return names


class _Counter:
    """Tells how far the writing is, now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def one_more(self) -> None:
        """Count a line."""
        self._done += 1
        if self._done % _REPORT_EVERY == 0:
            self._progress(self._done, self._total)


def _look(book: Any) -> Look:
    def made(**more: object) -> Any:
        return book.add_format({**_FONT, **more})

    boxed = {"border": 1, "text_wrap": True}
    return Look(
        text=made(**boxed, num_format="@"),
        middle=made(**boxed, num_format="@", align="center"),
        order=made(**boxed, align="center"),
        day=made(**boxed, num_format="dd/mm/yyyy", align="center"),
        whole=made(**boxed, num_format="#,##0"),
        decimal=made(**boxed),
        head=made(
            **{**boxed, "valign": "vcenter"}, bold=True, align="center", bg_color="#EFEDE8"
        ),
        title=made(bold=True, font_size=14),
        subtitle=made(italic=True),
    )  # fmt: skip


class _Page:
    """One sheet while it is written; ``row`` is where the next line goes."""

    def __init__(self, sheet: Any, found: SheetRows, look: Look) -> None:
        self.sheet, self.found, self.look = sheet, found, look
        self.columns = found.sheet.columns
        self.row = 0
        self._wide = [
            column.width or _width_of(column.title, (row[place] for row in found.rows))
            for place, column in enumerate(self.columns)
        ]

    def write(self, heading: Sequence[str], done: _Counter) -> None:
        """Write heading, heads, lines, and how the sheet is printed."""
        for number, line in enumerate(heading):
            text = self.look.subtitle if number else self.look.title
            self.sheet.write_string(self.row, 0, fitting(line), text)
            self.row += 1
        self.row += bool(heading)
        first = self.row
        self._heads()
        self._lines(done)
        self._page_setup(first)

    def _heads(self) -> None:
        deep = 2 if any(column.group for column in self.columns) else 1
        top, place = self.row, 0
        for group, found in groupby(self.columns, key=lambda column: column.group):
            inside = list(found)
            if group:
                self._block((top, top), (place, place + len(inside) - 1), group)
            for column in inside:
                rows = (top + 1, top + 1) if group else (top, top + deep - 1)
                self._block(rows, (place, place), column.title)
                place += 1
        self.row = top + deep
        self.head = self.row - 1
        self._head_heights(top)

    def _head_heights(self, top: int) -> None:
        """Make room for titles that wrap: programs measure merged cells as if they were empty."""
        spans: dict[str, int] = {}
        for column, width in zip(self.columns, self._wide, strict=True):
            spans[column.group] = spans.get(column.group, 0) + width
        spans.pop("", None)
        above = 0
        if self.head > top:
            above = max(_height(text, wide) for text, wide in spans.items())
            self.sheet.set_row(top, above)
        needed = (
            _height(column.title, width) - (0 if column.group else above)
            for column, width in zip(self.columns, self._wide, strict=True)
        )
        self.sheet.set_row(self.head, max(_LINE + _AROUND, *needed))

    def _block(self, rows: tuple[int, int], columns: tuple[int, int], text: str) -> None:
        if rows[1] > rows[0] or columns[1] > columns[0]:
            # Merged empty: merge_range itself would look for formulas and links in the text.
            self.sheet.merge_range(rows[0], columns[0], rows[1], columns[1], "", self.look.head)
        self.sheet.write_string(rows[0], columns[0], fitting(text), self.look.head)

    def _lines(self, done: _Counter) -> None:
        string, blank = self.sheet.write_string, self.sheet.write_blank
        looks = [_text_look(column, self.look) for column in self.columns]
        for number, row in enumerate(self.found.rows, start=self.row):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    if not value:
                        blank(number, place, None, looks[place])
                    elif len(value) < _SHORT:
                        string(number, place, value, looks[place])
                    else:
                        string(number, place, fitting(value), looks[place])
                else:
                    self._number(number, place, value)
            done.one_more()
        self.row += len(self.found.rows)

    def _number(self, row: int, place: int, value: int | Decimal | date) -> None:
        if isinstance(value, date):
            self.sheet.write_number(row, place, value.toordinal() - _BASE_DAY, self.look.day)
        elif self.columns[place].target == ORDINAL:
            self.sheet.write_number(row, place, value, self.look.order)
        elif isinstance(value, int) or value == value.to_integral_value():
            self.sheet.write_number(row, place, int(value), self.look.whole)
        else:
            self.sheet.write_number(row, place, float(value), self.look.decimal)

    # --- page -------------------------------------------------------------------------------------

    def _page_setup(self, first: int) -> None:
        sheet, widths = self.sheet, self._wide
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        last = max(self.row - 1, self.head)
        frozen = self._frozen(widths)
        sheet.freeze_panes(self.head + 1, frozen)
        if self.found.rows:
            sheet.autofilter(self.head, 0, last, len(widths) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        total = sum(widths)
        sheet.set_landscape()
        sheet.set_paper(_A4 if total <= _A4_WIDTH else _A3)
        sheet.set_margins(left=0.59, right=0.39, top=0.59, bottom=0.59)
        if total <= _A3_WIDTH:
            sheet.fit_to_pages(1, 0)
        else:
            # One page across would be too small to read: pages lie side by side, names on each.
            sheet.set_print_scale(75)
            sheet.print_across()
            if frozen:
                sheet.repeat_columns(0, frozen - 1)
        sheet.repeat_rows(first, self.head)
        sheet.set_footer("&R&9Trang &P/&N")

    def _frozen(self, widths: Sequence[int]) -> int:
        place = next((n for n, one in enumerate(self.columns) if one.target in _NAMES), -1) + 1
        return place if sum(widths[:place]) <= _FROZEN_WIDTH else 0


def _text_look(column: LayoutColumn, look: Look) -> Any:
    return look.middle if is_short(column) else look.text


def is_short(column: LayoutColumn) -> bool:
    """Tell whether a column holds dates or running numbers, which stand in the middle."""
    return column.form in (CellForm.DATE, CellForm.DATE_TEXT) or column.target == ORDINAL


def _width_of(title: str, values: Iterator[Cell]) -> int:
    longest = max((_length(value) for value in values), default=0)
    return min(max(longest + 2, min(len(title) + 2, _TITLE_ROOM), _NARROWEST), _WIDEST)


def _height(text: str, width: int) -> int:
    """Return the height of a heading in points, when words wrap at ``width`` characters."""
    lines, room = 1, 0.0
    for word in text.split():
        wide = len(word) * _BOLD
        if room and room + wide + 1 > width:
            lines, room = lines + 1, 0.0
        room += wide + 1
    return lines * _LINE + _AROUND


def _length(value: Cell) -> int:
    if isinstance(value, str):
        return len(value) if "\n" not in value else max(map(len, value.split("\n")))
    return 10 if isinstance(value, date) else len(str(value))
