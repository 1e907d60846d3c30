"""Sổ truy cập: the lines of the access book for a period, as handed to the inspector."""

from datetime import date
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import AccessBook, BookLine
from tcxd_desktop.forms.access_register import draw_book, open_book
from tcxd_desktop.forms.report_pages import Report
from tcxd_desktop.forms.tables import Column, Row
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.safety_papers import show_stamp

_TITLE: Final = "SỔ TRUY CẬP"
_COLUMNS: Final = (
    Column("TT", 13, centred=True),
    Column("Dòng số", 16, centred=True),
    Column("Ngày giờ", 31, centred=True),
    Column("Người", 31),
    Column("Việc", 32),
    Column("Đối tượng", 43),
    Column("Chi tiết", 46),
    Column("Mục đích", 37),
    Column("Số bản", 14, centred=True),
)


def access_book(book: AccessBook, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the lines as a PDF on A4 across, in the order they are given."""
    sheet = Report(_TITLE.capitalize(), book.top.foot, across=True)
    sheet.begin()
    open_book(sheet, book.top, day, _TITLE)
    rows = [_row(number, line) for number, line in enumerate(book.lines, start=1)]
    draw_book(sheet, _COLUMNS, rows, (_total(book), book.checked), book.top, progress)
    return sheet.save()


def _row(number: int, line: BookLine) -> Row:
    return (
        str(number),
        str(line.seq),
        show_stamp(line.at, doubted=line.doubted),
        line.who,
        line.act,
        line.subject,
        line.detail,
        line.purpose,
        show_number(line.copies) if line.copies else "",
    )


def _total(book: AccessBook) -> str:
    if not book.lines:
        return ""
    numbers = [line.seq for line in book.lines]
    doubted = sum(line.doubted for line in book.lines)
    told = f"; {show_number(doubted)} dòng có giờ máy nghi sai" if doubted else ""
    return (
        f"Bản in này có {show_number(len(book.lines))} dòng, từ dòng số {min(numbers)} đến dòng "
        f"số {max(numbers)} của sổ; {show_number(sum(line.copies for line in book.lines))} bản "
        f"in, sao{told}."
    )
