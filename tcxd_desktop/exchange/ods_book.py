"""Child side: sheets of an .ods file, read in one pass of our own.

Calamine gives neither fonts nor hidden sheets nor shown zeros of this format, and makes texts of
days that lie far off; the file itself tells all of it.
"""

import zipfile
from typing import Any
from xml.parsers import expat

from tcxd_desktop.domain.errors import (
    FormulaWithoutValueProblem,
    MacroSheetProblem,
    NotASheetProblem,
    ProtectedSheetProblem,
)
from tcxd_desktop.exchange.ods_cells import Table
from tcxd_desktop.exchange.ods_styles import OFFICE, TABLE, TEXT, Styles
from tcxd_desktop.exchange.sheet_reading import Reading

CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_LIBRARIES = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
_PIECE = 1024 * 1024
_SKIPPED = {
    f"{OFFICE}annotation",
    f"{OFFICE}forms",
    f"{TABLE}tracked-changes",
    f"{TABLE}shapes",
    f"{TABLE}detective",
    f"{TEXT}note",
    f"{TEXT}ruby-text",
}
"""Elements whose text is not that of a cell."""
_DRAWINGS = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "


def read(archive: zipfile.ZipFile, reading: Reading) -> None:
    """Read the visible sheets of a workbook, by their order.

    Raises:
        Problem: protected, with macros, formulas without value, too big, or no workbook.
    """
    names = archive.namelist()
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", *_LIBRARIES))
           for name in names):  # fmt: skip
        raise MacroSheetProblem
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise ProtectedSheetProblem
    styles = Styles()
    if _STYLES in names:
        _parse(archive, _STYLES, _Pass(styles, Reading("ods")))
    pass_ = _Pass(styles, reading)
    _parse(archive, CONTENT, pass_)
    if not pass_.is_book:
        raise NotASheetProblem
    if pass_.blank_formulas:
        raise FormulaWithoutValueProblem(pass_.blank_formulas)


def _parse(archive: zipfile.ZipFile, name: str, pass_: "_Pass") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = pass_.start
    parser.EndElementHandler = pass_.end
    parser.CharacterDataHandler = pass_.text
    try:
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                parser.Parse(piece, False)  # noqa: FBT003 - the parser takes nothing by name
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise NotASheetProblem from error


def _refuse(*_: object) -> None:
    raise NotASheetProblem


class _Pass:
    """Where the parser stands: in the styles, in a sheet, or in what is skipped."""

    def __init__(self, styles: Styles, reading: Reading) -> None:
        self.is_book = False
        self.blank_formulas = 0
        self._styles, self._reading = styles, reading
        self._table: Table | None = None
        self._skipping = 0
        self._tables = 0

    def start(self, name: str, told: dict[str, str]) -> None:
        if self._skipping or name in _SKIPPED or name.startswith(_DRAWINGS):
            self._skipping += 1
        elif self._table is not None:
            self._table.start(name, told)
        elif name == f"{TABLE}table" and self.is_book:
            self._begin(told)
        elif name == f"{OFFICE}spreadsheet":
            self.is_book = True
        else:
            self._styles.start(name, told)

    def _begin(self, told: dict[str, Any]) -> None:
        self._tables += 1
        self._table = Table(told.get(f"{TABLE}name", ""), self._styles, self._reading)
        self._table.hidden = self._styles.is_hidden(told.get(f"{TABLE}style-name", ""))

    def text(self, text: str) -> None:
        if self._skipping:
            return
        if self._table is not None:
            self._table.text(text)
        else:
            self._styles.text(text)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif self._table is None:
            self._styles.end(name)
        elif name == f"{TABLE}table" and not self._table.leaves():
            self._finish(self._table)
            self._table = None
        else:
            self._table.end(name)

    def _finish(self, table: Table) -> None:
        if table.hidden:
            self._reading.hidden.append(table.page.name)
        elif not self._reading.done:
            self.blank_formulas += table.blank_formulas
            self._reading.errors.extend(table.errors)
            self._reading.add(table.page)
