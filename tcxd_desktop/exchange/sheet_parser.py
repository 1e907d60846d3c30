"""Child side: one sheet of an Excel file as rows of text. Loaded by ``child_main`` only."""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from posixpath import normpath
from typing import Any
from unicodedata import is_normalized

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tcxd_desktop.domain.errors import (
    EmptySheetProblem,
    FormulaWithoutValueProblem,
    MacroSheetProblem,
    NotASheetProblem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.domain.text import nfc

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 200
_SMALL_ENTRY = 1024 * 1024
"""Below this a high ratio is only a short repetitive part, such as a theme."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

# zipfile reads names in this code; once parsing begins no module can be loaded any more.
codecs.lookup("cp437")

_Cell = int | float | str | bool | time | date | datetime | timedelta
_FORMULA = re.compile(rb"<f[\s/>]")
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3}|[H-Z][A-Z]|G[S-Z])\d')
_FAR_ROW = re.compile(rb'<row r="(?:[2-9]\d{5}|\d{7})')
_PREFIXED = re.compile(rb"<\w+:worksheet")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w-]+)["']""")
_REFERENCE = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
_DAMAGE = (
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


def parse(data: bytes) -> dict[str, object]:
    """Return the first visible sheet that holds anything: its name and its rows from A1 on.

    Raises:
        Problem: the file is not a sheet, is too big, protected, empty, or would read falsely.
    """
    if len(data) > MOST_BYTES:
        raise SheetTooBigProblem
    try:
        if data.startswith(_OLE):
            _check_ole(data)
            return _first_sheet(_opened(data), None)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            return _first_sheet(_opened(data), archive)
    except _DAMAGE as error:
        raise NotASheetProblem from error


def _check_ole(data: bytes) -> None:
    """Refuse protected books and macros in the old format, by the names of its streams."""
    if _PROTECTED in data:
        raise ProtectedSheetProblem
    if _MACROS in data:
        raise MacroSheetProblem


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise SheetTooBigProblem
    if any(_bloated(entry) for entry in entries):
        raise SheetTooBigProblem
    if any(entry.flag_bits & 1 for entry in entries):
        raise ProtectedSheetProblem
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise MacroSheetProblem
    outside = any(".." in name.split("/") or name.startswith(("/", "\\")) for name in names)
    if outside or len(set(names)) < len(names) or _WORKBOOK not in names:
        raise NotASheetProblem


def _bloated(entry: zipfile.ZipInfo) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > _SMALL_ENTRY and entry.file_size / packed > MOST_RATIO


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise ProtectedSheetProblem from error


def _first_sheet(book: CalamineWorkbook, archive: zipfile.ZipFile | None) -> dict[str, object]:
    parts = _sheet_parts(archive) if archive else {}
    if archive and "xl/sharedStrings.xml" in archive.namelist():
        _refuse_types(archive.read("xl/sharedStrings.xml"))
    for index, about in enumerate(book.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet or about.visible is not (
            SheetVisibleEnum.Visible
        ):
            continue
        if archive:
            _check_part(archive.read(parts[about.name]))
        rows = _rows(book, index)
        if rows:
            return {"name": nfc(about.name), "rows": rows}
    raise EmptySheetProblem


def _rows(book: CalamineWorkbook, index: int) -> list[list[str]]:
    sheet = book.get_sheet_by_index(index)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise SheetTooBigProblem
    cells = sheet.to_python(skip_empty_area=False)
    # Text that is printable and NFC is already what ``nfc`` would make of it.
    rows = [
        [
            value
            if value.__class__ is str and value.isprintable() and is_normalized("NFC", value)
            else _text(value)
            for value in row
        ]
        for row in cells
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _text(value: _Cell) -> str:
    """Return a cell as text: whole numbers without ``.0``, days as ISO, text as NFC."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the file inside the archive of every sheet by the sheet's name."""
    targets = {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in fromstring(archive.read(_RELATIONS), forbid_dtd=True)
    }
    parts: dict[str, str] = {}
    for element in fromstring(archive.read(_WORKBOOK), forbid_dtd=True).iter():
        if _local(element) == "sheet":
            key = next(value for name, value in element.items() if name.endswith("}id"))
            target = targets[key]
            parts[element.get("name", "")] = normpath(
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
    return parts


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _refuse_types(xml: bytes) -> None:
    """Refuse a part with a document type; only a part that may have one is parsed for it."""
    if not _is_plain(xml):
        for _ in iterparse(BytesIO(xml), forbid_dtd=True):
            pass


def _is_plain(xml: bytes) -> bool:
    """Tell whether the part is UTF-8 without a document type, so that bytes can be searched."""
    encoding = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"utf-16"}:
        raise NotASheetProblem  # Excel writes no other
    return b"\0" not in xml[:64] and b"<!DOC" not in xml


def _check_part(xml: bytes) -> None:
    """Refuse what calamine would read falsely; the slow pass runs only where there is a sign."""
    signs = (_FORMULA, _FAR_COLUMN, _FAR_ROW)
    if (
        _is_plain(xml)
        and not _PREFIXED.search(xml[:1000])
        and not any(sign.search(xml) for sign in signs)
    ):
        return
    blank_formulas = 0
    for cell in _cells(xml):
        kinds = {_local(child): child for child in cell}
        value = kinds.get("v")
        filled = "is" in kinds or (value is not None and (value.text or cell.get("t") == "str"))
        blank_formulas += "f" in kinds and not filled
        place = _REFERENCE.match(cell.get("r", ""))
        if filled and place and (_column(place[1]) > MOST_COLUMNS or int(place[2]) > MOST_ROWS):
            raise SheetTooBigProblem
    if blank_formulas:
        raise FormulaWithoutValueProblem(blank_formulas)


def _cells(xml: bytes) -> Iterator[Any]:
    for _, element in iterparse(BytesIO(xml), forbid_dtd=True):
        kind = _local(element)
        if kind == "c":
            yield element
        elif kind == "row":
            element.clear()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
