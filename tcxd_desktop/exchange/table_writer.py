"""Writes the tables of meetings as .xlsx: spanning heads, numbers as numbers, no formula at all."""

from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook

from tcxd_desktop.domain.score_papers import Rated, TableCell, TableColumn, TablePaper
from tcxd_desktop.exchange.writer import OPTIONS, fitting, sheet_name
from tcxd_desktop.wording.formats import long_day

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
_A4: Final = 9
_WIDTH: Final = 140.0
"""Characters of the whole table: what A4 across shows at a size that is still read easily."""
_NARROWEST: Final = 4.5
_PARTY: Final = "ĐẢNG CỘNG SẢN VIỆT NAM"
_UNDATED: Final = "ngày ..... tháng ..... năm ........."
_LINE: Final = 16.0
"""Height of a line of text, in points."""
_LETTER: Final = 1.05
"""Width of a letter, in those characters columns are measured by."""
_SIGN_ROWS: Final = 5
"""Rows left for the signature."""


def table_workbook(paper: TablePaper) -> bytes:
    """Return the workbook of a table; what it says is what the PDF says."""
    target = BytesIO()
    book = Workbook(target, OPTIONS)
    _Page(book, paper).write()
    book.close()
    return target.getvalue()


class _Page:
    """The one sheet while it is written; ``row`` is where the next line goes."""

    def __init__(self, book: Any, paper: TablePaper) -> None:
        self.book, self.paper = book, paper
        self.sheet = book.add_worksheet(sheet_name(paper.sheet_name or paper.title))
        self.starts = _starts(paper.columns)
        """First column of the workbook of each column of the table; the last is their number."""
        self.wide = self.starts[-1]
        self.row = 0

    def format(self, **more: object) -> Any:
        """Return the format of a cell."""
        return self.book.add_format({**_FONT, "valign": "vcenter", **more})

    def write(self) -> None:
        self._letterhead()
        self._title()
        first = self.row
        self._heads()
        last = self.row - 1
        self._rows()
        self._end()
        self._page_setup(first, last)

    def _letterhead(self) -> None:
        half = max(self.wide // 2, 1)
        head = self.paper.head
        plain = self.format(align="center")
        strong = self.format(align="center", bold=True)
        lined = self.format(align="center", bold=True, underline=1)
        slanted = self.format(align="center", italic=True)
        dated = long_day(self.paper.day) if self.paper.day else _UNDATED
        place = f"{head.place}, {dated}" if head.place else dated
        for left, right in (
            ((head.province.upper(), plain), (_PARTY, lined)),
            ((head.issuer.upper(), strong), (place, slanted)),
            (("*", plain), ("", plain)),
        ):
            self._across(0, half - 1, *left)
            self._across(half, self.wide - 1, *right)
            self.row += 1

    def _title(self) -> None:
        self.row += 1
        strong = self.format(align="center", bold=True, font_size=14)
        for line in self.paper.title.split("\n"):
            self._across(0, self.wide - 1, line, strong)
            self.row += 1
        for place, line in enumerate(self.paper.subtitle):
            look = self.format(align="center", bold=place == 0, italic=place > 0)
            self._across(0, self.wide - 1, line, look)
            self.row += 1
        self.row += 1

    def _across(self, first: int, last: int, text: str, look: Any) -> None:
        """Write text into one cell or several merged ones."""
        text = fitting(text)
        if last > first:
            # Merged empty: merge_range itself would look for formulas and links in the text.
            self.sheet.merge_range(self.row, first, self.row, last, "", look)
        if text:
            self.sheet.write_string(self.row, first, text, look)
        else:
            self.sheet.write_blank(self.row, first, None, look)

    # --- table ------------------------------------------------------------------------------------

    def _heads(self) -> None:
        """Write two rows of headings where some span several columns, three where months divide."""
        columns = self.paper.columns
        deep = 1 + any(column.group for column in columns) + any(c.parts for c in columns)
        look = self.format(align="center", bold=True, border=1, text_wrap=True)
        top = self.row
        for _, found in groupby(enumerate(columns), key=lambda pair: pair[1].group or pair[0]):
            group = list(found)
            first, last = group[0][0], group[-1][0]
            low = top
            if group[0][1].group:
                self._block((top, top), (first, last), group[0][1].group, look)
                low = top + 1
            for place, column in group:
                self._head(place, column, (low, top + deep - 1), look)
        self.row = top + deep
        for number in range(top, self.row):
            self.sheet.set_row(number, 34 if number == top + deep - 1 or deep == 1 else 20)
        if self.paper.numbered:
            slanted = self.format(align="center", italic=True, border=1)
            for place in range(len(columns)):
                self._block((self.row, self.row), (place, place), str(place + 1), slanted)
            self.row += 1

    def _head(self, place: int, column: TableColumn, rows: tuple[int, int], look: Any) -> None:
        low, high = rows
        if column.parts is None:
            self._block((low, high), (place, place), column.title, look)
            return
        self._block((low, high - 1), (place, place), column.title, look)
        for part, text in enumerate(column.parts):
            self.sheet.write_string(high, self.starts[place] + part, text, look)

    def _block(self, rows: tuple[int, int], columns: tuple[int, int], text: str, look: Any) -> None:
        """Write a heading over rows and over columns of the table."""
        first, last = self.starts[columns[0]], self.starts[columns[1] + 1] - 1
        if rows[1] > rows[0] or last > first:
            self.sheet.merge_range(rows[0], first, rows[1], last, "", look)
        self.sheet.write_string(rows[0], first, text, look)

    def _rows(self) -> None:
        looks = {
            align: (
                self.format(align=align, border=1, text_wrap=True, num_format="@"),
                self.format(align=align, border=1),
            )
            for align in ("left", "center", "right")
        }
        aligned = [column.align for column in self.paper.columns]
        widths = self._widths()
        for row in self.paper.rows:
            for place, value in enumerate(row):
                self._value(place, value, looks[aligned[place]])
            # Not every program makes a row as high as its text when it opens the file.
            high = max((_lines(value, widths[place]) for place, value in enumerate(row)), default=1)
            if high > 1:
                self.sheet.set_row(self.row, high * _LINE)
            self.row += 1
        if self.paper.total and self.paper.rows:
            span = max(self.paper.total_span, 1)
            strong = self.format(align="center", border=1, bold=True)
            look = strong, strong
            caption = self.paper.total[0]
            self._block((self.row, self.row), (0, span - 1), str(caption), strong)
            for place, value in enumerate(self.paper.total[span:], start=span):
                self._value(place, value, look)
            self.row += 1

    def _value(self, place: int, value: TableCell, look: tuple[Any, Any]) -> None:
        """Write a cell; ``look`` is that of a text and that of a number."""
        column = self.starts[place]
        if not isinstance(value, Rated):
            self._cell(column, value, look)
            if self.paper.columns[place].parts is not None:
                self._cell(column + 1, "", look)
            return
        self._cell(column, "" if value.points is None else value.points, look)
        self._cell(column + 1, value.level, look)

    def _cell(self, column: int, value: str | int | Decimal, look: tuple[Any, Any]) -> None:
        if not isinstance(value, str):
            self.sheet.write_number(self.row, column, value, look[1])
        elif value:
            self.sheet.write_string(self.row, column, fitting(value), look[0])
        else:
            self.sheet.write_blank(self.row, column, None, look[0])

    def _widths(self) -> list[float]:
        """Return how wide the columns of the workbook are that each column of the table became."""
        total = sum(column.share for column in self.paper.columns)
        return [
            max(_WIDTH * column.share / total / (end - start), _NARROWEST)
            for column, start, end in zip(
                self.paper.columns, self.starts, self.starts[1:], strict=False
            )
        ]

    # --- below ------------------------------------------------------------------------------------

    def _end(self) -> None:
        self.row += 1
        slanted = self.format(italic=True, text_wrap=True, align="left")
        for place, note in enumerate(self.paper.notes):
            text = f"* Ghi chú: {note}" if place == 0 else note
            self._across(0, self.wide - 1, text, slanted)
            self.sheet.set_row(self.row, 16 * (1 + len(text) // int(_WIDTH)))
            self.row += 1
        self.row += 1
        top, count = self.row, max(len(self.paper.signers), 1)
        for place, captions in enumerate(self.paper.signers):
            first, last = self.wide * place // count, self.wide * (place + 1) // count - 1
            for down, text in enumerate(captions):
                self.row = top + down
                self._across(first, last, text, self.format(align="center", bold=down == 0))
        self.row = top + _SIGN_ROWS

    def _page_setup(self, first: int, last: int) -> None:
        sheet = self.sheet
        for place, wide in enumerate(self._widths()):
            sheet.set_column(self.starts[place], self.starts[place + 1] - 1, wide)
        sheet.freeze_panes(last + 1, 0)
        sheet.repeat_rows(first, last)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.79, right=0.59, top=0.71, bottom=0.71)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer("&L&9" + _footer(self.paper) + "&R&9Trang &P/&N")
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self.row + 1}"})


def _lines(value: TableCell, wide: float) -> int:
    """Return how many lines a cell takes in a column of so many characters."""
    if not isinstance(value, str):
        return 1
    return sum(_wrapped(part, max(int(wide / _LETTER), 1)) for part in value.split("\n"))


def _wrapped(text: str, room: int) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
        more, used = divmod(used, room) if used > room else (0, used)
        lines += more
    return lines


def _footer(paper: TablePaper) -> str:
    """Return who made it when; ``&`` would begin a command of the footer."""
    foot = paper.foot
    made = f"{foot.at:%H:%M %d/%m/%Y}" if foot.at else ""
    text = " · ".join(part for part in (foot.office, foot.user, made) if part)
    return text.replace("&", "&&")[:200]


def _starts(columns: tuple[TableColumn, ...]) -> list[int]:
    starts = [0]
    for column in columns:
        starts.append(starts[-1] + (1 if column.parts is None else len(column.parts)))
    return starts
