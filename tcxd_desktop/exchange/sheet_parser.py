"""Child side: a foreign book as text, whatever its file is called. Loaded by ``child_main``."""

import codecs
import zipfile
from io import BytesIO

from tcxd_desktop.domain.errors import (
    MacroSheetProblem,
    NotASheetProblem,
    ProtectedSheetProblem,
    SheetTooBigProblem,
)
from tcxd_desktop.exchange import ods_book, text_book, xls_book, xlsx_book
from tcxd_desktop.exchange.sheet_reading import (
    DAMAGE,
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_UNPACKED,
    Reading,
)

_SMALL_ENTRY = 1024 * 1024
"""Below this a high ratio is only a short repetitive part, such as a theme."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# zipfile reads names in this code; once parsing begins no module can be loaded any more.
codecs.lookup("cp437")


def parse(
    data: bytes, charset: str = "", separator: str = "", first: str = ""
) -> dict[str, object]:
    """Return the visible sheets that hold anything, with all their rows from A1 on.

    Args:
        data: the file.
        charset: of a text file; where empty, the likeliest.
        separator: of a text file; where empty, the likeliest.
        first: not empty where only the first sheet is wanted.

    Raises:
        Problem: the file is not a sheet, is too big, protected, empty, or would read falsely.
    """
    if len(data) > MOST_BYTES:
        raise SheetTooBigProblem
    try:
        return _read(data, charset, separator, bool(first)).answer()
    except DAMAGE as error:
        raise NotASheetProblem from error


def _read(data: bytes, charset: str, separator: str, first: bool) -> Reading:  # noqa: FBT001
    if data.startswith((xls_book.OLE, *xls_book.BARE)):
        reading = Reading("xls", first)
        xls_book.read(data, reading)
    elif data.startswith(_ZIP):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            reading = _of_archive(data, archive, first=first)
    else:
        reading = Reading("csv", first)
        text_book.read(data, reading, charset, separator)
    return reading


def _of_archive(data: bytes, archive: zipfile.ZipFile, *, first: bool) -> Reading:
    _check_entries(archive.infolist())
    names = archive.namelist()
    if xlsx_book.WORKBOOK in names:
        reading = Reading("xlsx", first)
        xlsx_book.read(data, archive, reading)
    elif ods_book.CONTENT in names:
        reading = Reading("ods", first)
        ods_book.read(archive, reading)
    else:
        raise NotASheetProblem
    return reading


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
    if outside or len(set(names)) < len(names):
        raise NotASheetProblem


def _bloated(entry: zipfile.ZipInfo) -> bool:
    packed = max(entry.compress_size, 1)
    return entry.file_size > _SMALL_ENTRY and entry.file_size / packed > MOST_RATIO
