"""Looks at what ``selftest`` made as a person would: is something on the paper, in the file?"""

import io
import re
import zipfile

import pypdfium2
from PySide6.QtGui import QImage

from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.office import import_files
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.pdf import PdfPages

PDF, WORD, WORKBOOK = "pdf", "docx", "xlsx"
_WIDTH = 240
_STEP = 3
"""Every third dot of every third row is looked at."""
_LEAST_WORDS = 5
_WORD_TEXT = re.compile(rb"<w:t[ >][^<]*")
_BODY = "word/document.xml"


def look(desk: Desk, name: str, data: bytes) -> int:
    """See that a paper has something on it; return how many pages, sheets or parts it has.

    Args:
        desk: whose import reads workbooks back.
        name: of the file; its ending tells what it is.
        data: of the file.

    Raises:
        SelftestProblem: it is blank or no such file.
    """
    ending = name.rpartition(".")[2]
    if ending == WORD:
        return _word(data)
    if ending == WORKBOOK:
        return _workbook(desk, name, data)
    return _pdf(data)


def _pdf(data: bytes) -> int:
    pages = PdfPages(data)
    try:
        for number in sorted({0, pages.count - 1}):
            if uniform(pages.picture(number, _WIDTH)):
                raise SelftestProblem(f"trang {number + 1} trắng")
    finally:
        count = pages.count
        pages.close()
    if len(_text(data).split()) < _LEAST_WORDS:
        raise SelftestProblem("không có chữ nào")
    return count


def _text(data: bytes) -> str:
    """Return the text of the first page, as a search in it would find it."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        told = page.get_textpage()
        text = str(told.get_text_range())
        told.close()
        page.close()
    finally:
        document.close()
    return text


def _word(data: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            body = parts.read(_BODY)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SelftestProblem("không phải tệp Word") from error
    if len(_WORD_TEXT.findall(body)) < _LEAST_WORDS:
        raise SelftestProblem("tệp Word không có chữ nào")
    return 1


def _workbook(desk: Desk, name: str, data: bytes) -> int:
    sheets = [sheet for sheet in import_files.read(desk, data, name).sheets if sheet.rows]
    if not sheets:
        raise SelftestProblem("bảng tính không có dòng nào")
    return len(sheets)


def uniform(picture: QImage) -> bool:
    """Tell whether a picture shows nothing: one colour all over."""
    first = picture.pixel(0, 0)
    return all(
        picture.pixel(x, y) == first
        for y in range(0, picture.height(), _STEP)
        for x in range(0, picture.width(), _STEP)
    )
