"""Sổ mượn đọc hồ sơ, Sổ giao nhận, Sổ in sao: who read, handed out and copied what in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import (
    AccessRegister,
    BookTop,
    CopyLine,
    CopyRegister,
    Direction,
    HandoverLine,
    HandoverRegister,
    ReadingLine,
    ReadingRegister,
)
from tcxd_desktop.forms.report_pages import (
    Report,
    closing,
    heading_of_paper,
    height_of,
    letterhead,
)
from tcxd_desktop.forms.tables import Column, Row, long_table
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.safety_papers import (
    DIRECTION,
    show_dossiers,
    show_stamp,
    show_term,
)

_NAMES: Final = 5
"""Names in a cell before the rest is only counted."""
_SIGNERS: Final = (("NGƯỜI LẬP SỔ", ""), ("T/M CẤP ỦY", ""))
_NUMBER: Final = Column("TT", 11, centred=True)
_WHEN: Final = Column("Ngày giờ", 31, centred=True)
_SIGN: Final = Column("Ký", 17)
_READING: Final = (
    _NUMBER,
    _WHEN,
    Column("Người đọc", 32),
    Column("Đơn vị, vai trò", 30),
    Column("Đọc hồ sơ của (số lý lịch)", 52),
    Column("Mục đích", 37),
    Column("Hình thức", 25),
    Column("Người cho phép", 28),
    _SIGN,
)
_HANDOVER: Final = (
    _NUMBER,
    _WHEN,
    Column("Người giao hoặc nhận", 38),
    Column("Chiều", 15, centred=True),
    Column("Nội dung", 52),
    Column("Số hồ sơ", 16, centred=True),
    Column("Nơi gửi, nơi nhận", 42),
    Column("Mục đích", 40),
    _SIGN,
)
_COPY: Final = (
    _NUMBER,
    _WHEN,
    Column("Người in, sao", 38),
    Column("Mẫu, tài liệu", 48),
    Column("Của ai (số lý lịch)", 62),
    Column("Số bản", 14, centred=True),
    Column("Mục đích", 42),
    _SIGN,
)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one of the three registers puts on the pages they share."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: str


def access_register(book: AccessRegister, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return one of the three registers as a PDF on A4 across."""
    if isinstance(book, ReadingRegister):
        drawn = _reading(book)
    elif isinstance(book, HandoverRegister):
        drawn = _handover(book)
    else:
        drawn = _copies(book)
    sheet = Report(drawn.title.capitalize(), book.top.foot, across=True)
    sheet.begin()
    open_book(sheet, book.top, day, drawn.title)
    total = (drawn.total,) if drawn.rows else ()
    draw_book(sheet, drawn.columns, drawn.rows, total, book.top, progress)
    return sheet.save()


def open_book(sheet: Report, top: BookTop, day: date, title: str) -> None:
    """Write the letterhead, the name of the book, its period and what was chosen."""
    letterhead(sheet, top.head, day)
    heading_of_paper(sheet, title, show_term(top.since, top.until), top.chosen)


def draw_book(
    sheet: Report,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    sentences: Sequence[str],
    top: BookTop,
    progress: Progress,
) -> None:
    """Draw the lines and what closes the book; a book without lines says so."""
    signers = top.signers or _SIGNERS
    tail = height_of(sheet, lambda trial: closing(trial, sentences, signers))
    empty: Row = ("Trong kỳ không có lượt nào.",)
    long_table(sheet, columns, rows or (empty,), tail=tail, progress=progress)
    closing(sheet, sentences, signers)


def _reading(book: ReadingRegister) -> _Drawn:
    count = len(book.lines)
    total = (
        f"Trong kỳ có {show_number(count)} lượt đọc, về {show_number(book.dossiers)} hồ sơ khác "
        f"nhau; trong đó {show_number(book.in_full)} lượt xem số đầy đủ."
    )
    rows = tuple(_reading_row(number, line) for number, line in enumerate(book.lines, start=1))
    return _Drawn("SỔ MƯỢN ĐỌC HỒ SƠ ĐẢNG VIÊN", _READING, rows, total)


def _reading_row(number: int, line: ReadingLine) -> Row:
    return (
        str(number),
        show_stamp(line.at, doubted=line.doubted),
        line.reader,
        line.role,
        show_dossiers(line.dossiers, len(line.dossiers), most=_NAMES, by="\n"),
        line.purpose,
        line.form or ("xem số đầy đủ" if line.in_full else "xem trên máy"),
        line.allowed_by,
        "",
    )


def _handover(book: HandoverRegister) -> _Drawn:
    out, out_dossiers = book.total(Direction.OUT)
    taken, taken_dossiers = book.total(Direction.IN)
    total = (
        f"Trong kỳ có {show_number(len(book.lines))} lượt: "
        f"giao {show_number(out)} lượt, {show_number(out_dossiers)} hồ sơ; "
        f"nhận {show_number(taken)} lượt, {show_number(taken_dossiers)} hồ sơ."
    )
    rows = tuple(_handover_row(number, line) for number, line in enumerate(book.lines, start=1))
    return _Drawn("SỔ GIAO NHẬN HỒ SƠ, TỆP DỮ LIỆU", _HANDOVER, rows, total)


def _handover_row(number: int, line: HandoverLine) -> Row:
    return (
        str(number),
        show_stamp(line.at, doubted=line.doubted),
        line.who,
        DIRECTION[line.direction],
        line.content,
        show_number(line.dossiers),
        line.place,
        line.purpose,
        "",
    )


def _copies(book: CopyRegister) -> _Drawn:
    total = (
        f"Trong kỳ có {show_number(len(book.lines))} lượt in, sao; "
        f"{show_number(book.dossiers)} lượt hồ sơ; {show_number(book.copies)} bản."
    )
    rows = tuple(_copy_row(number, line) for number, line in enumerate(book.lines, start=1))
    return _Drawn("SỔ IN, SAO TÀI LIỆU", _COPY, rows, total)


def _copy_row(number: int, line: CopyLine) -> Row:
    return (
        str(number),
        show_stamp(line.at, doubted=line.doubted),
        line.who,
        line.paper,
        show_dossiers(line.people, line.of, most=_NAMES, by="\n"),
        show_number(line.copies),
        line.purpose,
        "",
    )
