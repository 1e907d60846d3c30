"""Writes .xlsx in which every cell is text: nothing becomes a formula, a link or a number."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

_LONGEST_CELL = 32_767
"""What Excel holds in one cell."""
_NARROWEST, _WIDEST = 6, 60
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
OPTIONS = {
    "in_memory": True,  # no personal data in temporary files
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a sheet named ``title`` with a fixed, filterable heading and the rows below it."""
    target = BytesIO()
    book = Workbook(target, OPTIONS)
    sheet = book.add_worksheet(sheet_name(title))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
    text = book.add_format({"num_format": "@", "valign": "top"})
    widths = [len(column) for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if value:
                sheet.write_string(last, place, fitting(value), text)
                widths[place] = max(widths[place], len(value))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def fitting(text: str) -> str:
    """Return ``text`` as far as a cell holds it, with a sign where it was cut."""
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def sheet_name(title: str) -> str:
    """Return ``title`` as Excel allows it for a sheet: 31 characters, none of ``[]:*?/\\``."""
    name = " ".join(title.translate(_FORBIDDEN).split()).strip("'")[:31].strip()
    return name or "Danh sách"
