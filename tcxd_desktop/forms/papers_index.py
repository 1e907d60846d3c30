"""Mục lục tài liệu trong hồ sơ đảng viên: what the dossier holds, to be confirmed by its keeper."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import MemberPaper
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import (
    LEADING,
    SIZE,
    Field,
    Signer,
    date_words,
    fields,
    next_line,
    papers_pdf,
    paragraph,
    signatures,
)
from tcxd_desktop.forms.member_head import numbers_in_a_row
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.record_texts import joined
from tcxd_desktop.forms.tables import Column, Row, table
from tcxd_desktop.wording.formats import long_day, show_date, show_number, upper_name

_COLUMNS: Final = (
    Column("Số TT", 6, centred=True),
    Column("Tên tài liệu", 26),
    Column("Số, ký hiệu", 14.5),
    Column("Ngày tháng văn bản", 13, centred=True),
    Column("Cơ quan ban hành", 17),
    Column("Số tờ", 6, centred=True),
    Column("Bản", 11.5),
    Column("Ghi chú", 10),
)


def papers_index(
    papers: Sequence[MemberPaper],
    *,
    day: date,
    progress: Progress = unwatched,
    duplex: bool = False,
) -> bytes:
    """Return the Mục lục tài liệu of each member, one PDF for all of them."""

    def draw(sheet: Sheet, paper: MemberPaper) -> None:
        dossier = paper.dossier
        _head(sheet, paper)
        rows = [_row(number, row) for number, row in enumerate(dossier.papers, 1)]
        table(sheet, "", _COLUMNS, rows, blank=20)
        if rows:
            paragraph(sheet, _total(dossier))
        _confirmation(sheet, paper, day)

    title = "Mục lục tài liệu trong hồ sơ đảng viên"
    return papers_pdf(title, papers, draw, progress, duplex=duplex)


def _head(sheet: Sheet, paper: MemberPaper) -> None:
    dossier = paper.dossier
    country = "ĐẢNG CỘNG SẢN VIỆT NAM"
    wide = fonts.width(country, BOLD, SIZE + 1)
    sheet.write(sheet.right - wide, sheet.y - LEADING * 0.74, country, BOLD, SIZE + 1)
    sheet.rule(sheet.right - wide, sheet.y - LEADING, sheet.right, sheet.y - LEADING)
    room = sheet.width - wide - 8 * mm
    for line in fonts.wrap(paper.head.issuer.upper(), BOLD, SIZE, room):
        sheet.write(sheet.left, next_line(sheet), line, BOLD, SIZE)
    sheet.y -= 8 * mm
    paragraph(sheet, "MỤC LỤC TÀI LIỆU TRONG HỒ SƠ ĐẢNG VIÊN", face=BOLD, size=15, centred=True)
    sheet.y -= 3 * mm
    fields(
        sheet,
        Field("Họ và tên:", upper_name(dossier.birth_name), 6, face=BOLD),
        Field("Sinh ngày", date_words(dossier.birth_date), 5),
    )
    fields(sheet, Field("Chi bộ:", paper.head.cell or paper.head.base))
    numbers_in_a_row(sheet, dossier)
    sheet.y -= 2 * mm


def _row(number: int, row: PaperInDossier) -> Row:
    return (
        str(number),
        row.title or row.type,
        row.number,
        show_date(row.on),
        row.issuer,
        show_number(row.sheets),
        row.copy,
        joined("" if row.present else "không có trong hồ sơ", row.note, by="; "),
    )


def _total(dossier: Dossier) -> str:
    held = [row for row in dossier.papers if row.present]
    sheets = sum((row.sheets for row in held if row.sheets is not None), Decimal(0))
    told = f", {show_number(sheets)} tờ" if sheets else ""
    return f"Hồ sơ hiện có {len(held)} tài liệu{told}."


def _confirmation(sheet: Sheet, paper: MemberPaper, day: date) -> None:
    dossier = paper.dossier
    on = dossier.index_confirmed_on
    when = f"ngày {date_words(on)}" if on else long_day(day)
    place = paper.head.place or "..............."
    signatures(
        sheet,
        Signer(()),
        Signer(
            (
                (f"{place}, {when}", ITALIC),
                ("XÁC NHẬN CỦA CẤP ỦY\nQUẢN LÝ HỒ SƠ", BOLD),
                (dossier.index_confirmed_by, REGULAR),
                ("(Chức vụ, ký, ghi rõ họ tên, đóng dấu)", ITALIC),
            )
        ),
    )
