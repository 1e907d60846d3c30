"""Child side: sheets of an .xlsx file. Values by calamine, the rest by passes of our own.

Calamine shows no fonts and no number formats, gives cells with an error as empty ones, and takes
formulas that were never worked out for blanks. The pass that knows better costs as much as
reading the sheet, so it runs only over parts in which something calls for it.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from posixpath import normpath
from typing import Any

from defusedxml.ElementTree import fromstring
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tcxd_desktop.domain.errors import (
    FormulaWithoutValueProblem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.exchange.cell_text import Value, clean, shown, texts_of
from tcxd_desktop.exchange.sheet_reading import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Page,
    Reading,
)
from tcxd_desktop.exchange.xlsx_marks import Marks, marks_of, quick_marks
from tcxd_desktop.exchange.xlsx_strings import old_runs, refuse_types
from tcxd_desktop.exchange.xlsx_styles import Styles

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_TRUE = {"1", "true", "on"}

_SIGNS = (
    re.compile(rb'<(?:f[\s/>]|v>-|rFont\b|row r="(?:[2-9]\d{5}|\d{7}))'),
    re.compile(rb' (?:r="(?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])\d|t="e")'),
)
"""What calls for the slow pass: formulas, numbers below zero (which calamine makes midnight of
where a date is shown), fonts inside cells, far rows; far columns and errors."""
_PREFIXED = re.compile(rb"<\w+:worksheet")
_ODD = re.compile(rb"""<c\s[^>]*='|[\t\r\n]\w+=|<c[\t\r\n]""")
_ODD_SIGNS = b"'\t\r\n"
"""Attributes in single quotes or on lines of their own, which the signs would not be seen in."""


def read(data: bytes, archive: zipfile.ZipFile, reading: Reading) -> None:
    """Read the visible sheets of a workbook, by their order.

    Raises:
        Problem: what is in it would be read falsely, or is too much.
    """
    about = fromstring(archive.read(WORKBOOK), forbid_dtd=True)
    parts = _parts(about, archive)
    book = _opened(data)
    names = set(archive.namelist())
    runs: Mapping[int, set[str]] = {}
    if _STRINGS in names:
        strings = archive.read(_STRINGS)
        refuse_types(strings)
        runs = old_runs(strings)
    styles = Styles.of(archive.read(_STYLES) if _STYLES in names else b"")
    of_1904 = _dates_1904(about)
    for index, sheet in enumerate(book.sheets_metadata):
        if reading.done:
            break
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            reading.hidden.append(clean(sheet.name))
            continue
        marks = _marked(archive.read(parts[sheet.name]), styles, runs)
        page = Page(clean(sheet.name), [], of_1904)
        _fill(page, book.get_sheet_by_index(index), marks, styles)
        _apply(page, marks, reading)
        reading.add(page)


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise ProtectedSheetProblem from error


def _parts(about: Any, archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the file inside the archive of every sheet by the sheet's name."""
    targets = {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in fromstring(archive.read(_RELATIONS), forbid_dtd=True)
    }
    found = [element for element in about.iter() if _local(element) == "sheet"]
    if len(found) > MOST_SHEETS:
        raise SheetTooBigProblem
    return {element.get("name", ""): _part(element, targets) for element in found}


def _part(sheet: Any, targets: Mapping[str, str]) -> str:
    target = targets[next(value for name, value in sheet.items() if name.endswith("}id"))]
    return normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _dates_1904(about: Any) -> bool:
    return any(
        element.get("date1904", "") in _TRUE for element in about if _local(element) == "workbookPr"
    )


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _marked(xml: bytes, styles: Styles, runs: Mapping[int, set[str]]) -> Marks:
    """Return what the slow pass finds, where it has to run, and refuse what reads falsely."""
    plain = refuse_types(xml)
    start = max(xml.find(b"<sheetData"), 0)
    odd = any(xml.find(char, start) >= 0 for char in _ODD_SIGNS) and _ODD.search(xml)
    fast = plain and not odd and not _PREFIXED.search(xml[:1000])
    if fast and not runs and not any(sign.search(xml) for sign in _SIGNS):
        quick = quick_marks(xml, styles) if styles.used_in(xml) else Marks()
        if quick is not None:
            return quick
    marks = marks_of(xml, styles, runs)
    if marks.blank_formulas:
        raise FormulaWithoutValueProblem(marks.blank_formulas)
    return marks


def _fill(page: Page, sheet: CalamineSheet, marks: Marks, styles: Styles) -> None:
    """Take the values over as text."""
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise SheetTooBigProblem
    cells: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    rows = page.rows = [texts_of(row) for row in cells]
    for row, column, style in marks.styled:
        if row < len(rows) and column < len(rows[row]) and style in styles.formats:
            rows[row][column] = shown(cells[row][column], styles.formats[style])
    for (row, column), text in marks.raw.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    merged = sheet.merged_cell_ranges or ()
    page.merges = [[*first, *last] for first, last in merged]


def _apply(page: Page, marks: Marks, reading: Reading) -> None:
    """Put the letters of old fonts beside texts, and show errors as the sheet shows them."""
    rows = page.rows
    for (row, column), letter in marks.letters.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column]:
            page.mark(row, column, letter)
    for row, column, text in marks.errors:
        while len(rows) <= row:
            rows.append([])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = clean(text)
        reading.error(page, row, column)
