"""Lists as offices really keep them, made in code: what each writer, font and habit does to one."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Font

from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding

Rows = Sequence[Sequence[Any]]


def xlsx(
    rows: Rows,
    *,
    merges: Iterable[str] = (),
    name: str = "Danh sách",
    fonts: Callable[[int, int], str] = lambda row, column: "",
    formats: Callable[[int, int], str] = lambda row, column: "",
    more: Sequence[tuple[str, Rows]] = (),
    touch: Callable[[Any], object] = bool,
) -> bytes:
    """Return a workbook of openpyxl: ``touch`` may hide, filter or freeze what it likes."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for title, lines in ((name, rows), *more):
        sheet = page if title == name else book.create_sheet(title)
        for at, line in enumerate(lines, start=1):
            for place, text in enumerate(line, start=1):
                if text == "":
                    continue
                cell = sheet.cell(at, place, text)
                if fonts(at - 1, place - 1):
                    cell.font = Font(name=fonts(at - 1, place - 1))
                if formats(at - 1, place - 1):
                    cell.number_format = formats(at - 1, place - 1)
    for merge in merges:
        page.merge_cells(merge)
    touch(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written(rows: Rows, *, since_1904: bool = False) -> bytes:
    """Return a workbook of XlsxWriter: dates as dates, texts in runs, formulas with a value."""
    out = io.BytesIO()
    options = {"in_memory": True, "date_1904": since_1904, "default_date_format": "dd/mm/yyyy"}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet("DS")
    for at, line in enumerate(rows):
        for place, text in enumerate(line):
            if isinstance(text, (date, datetime)):
                page.write_datetime(at, place, text)
            elif isinstance(text, tuple):
                page.write_formula(at, place, text[0], None, text[1])
            elif text != "":
                page.write(at, place, text)
    book.close()
    return out.getvalue()


def text(rows: Rows, charset: str = "utf-8-sig", separator: str = ",") -> bytes:
    """Return a text file."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(charset)


def legacy(rows: Rows, encoding: Encoding) -> list[list[Any]]:
    """Return rows with their texts as an old font stores them."""
    return [
        [to_legacy(one, encoding) if isinstance(one, str) else one for one in row] for row in rows
    ]
