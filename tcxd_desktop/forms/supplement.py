"""Phiếu bổ sung hồ sơ đảng viên (3-HSĐV): an item without change reads K."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.printing import SupplementPaper
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.supplements import HEADS, ITEMS, UNCHANGED, Item
from tcxd_desktop.forms.fonts import BOLD, ITALIC
from tcxd_desktop.forms.form_kit import (
    INDENT,
    LEADING,
    Field,
    Signer,
    date_words,
    fields,
    mark,
    paper_day,
    papers_pdf,
    paragraph,
    signatures,
)
from tcxd_desktop.forms.member_head import numbers_in_a_row, organisations
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.wording.formats import upper_name

_WITH_NEXT: Final = {"5.1", "5.3", "5.4", "5.6", "5.7", "8.1", "8.3", "9.1", "9.3"}
"""Lines that share their row with the next one where both are short."""
_LONG: Final = {"2", "6", "7"}
"""Items that leave two lines to be filled by hand."""
_SIGN: Final = ("(Ký, ghi rõ họ tên)", ITALIC)
_SEAL: Final = ("(Ký, đóng dấu)", ITALIC)
_DAY: Final = ("Ngày ... tháng ... năm ......", ITALIC)


def supplement(
    papers: Sequence[SupplementPaper],
    *,
    day: date,
    progress: Progress = unwatched,
    duplex: bool = False,
) -> bytes:
    """Return the Phiếu bổ sung of each member, one PDF for all of them."""

    def draw(sheet: Sheet, paper: SupplementPaper) -> None:
        _head(sheet, paper)
        for number, lines in groupby(ITEMS, key=lambda item: item.number):
            _item(sheet, number, list(lines), paper)
        label = "11. Kết quả đánh giá chất lượng đảng viên trong năm:"
        fields(sheet, Field(label, paper.review))
        _signatures(sheet, paper, day)

    return papers_pdf("Phiếu bổ sung hồ sơ đảng viên", papers, draw, progress, duplex=duplex)


def _head(sheet: Sheet, paper: SupplementPaper) -> None:
    dossier = paper.paper.dossier
    mark(sheet, "Mẫu 3-HSĐV")
    organisations(sheet, paper.paper.head, sheet.right)
    numbers_in_a_row(sheet, dossier)
    sheet.y -= 3 * mm
    paragraph(sheet, "PHIẾU BỔ SUNG HỒ SƠ ĐẢNG VIÊN", face=BOLD, size=15, centred=True)
    year = str(paper.year) if paper.year else ".........."
    paragraph(sheet, f"Năm {year}", face=BOLD, size=13, centred=True)
    paragraph(
        sheet, "(Mục nào không có thay đổi thì ghi chữ K)", face=ITALIC, size=10.5, centred=True
    )
    sheet.y -= 2 * mm
    fields(
        sheet,
        Field("1. Họ và tên:", upper_name(dossier.birth_name), 6, face=BOLD),
        Field("Sinh ngày", date_words(dossier.birth_date), 5),
    )


def _item(sheet: Sheet, number: str, lines: list[Item], paper: SupplementPaper) -> None:
    """Write the lines of an item, short ones side by side, the caption before the first."""
    head = HEADS.get(number)
    row: list[Field] = []
    indent = 0.0
    for line in lines:
        text = paper.values.get(line.key, "")
        if line.extra and text in {"", UNCHANGED}:
            continue
        label = f"- {line.label}:" if head else f"{line.label}:"
        if line is lines[0]:
            label = f"{number}. {head}: {label}" if head else f"{number}. {label}"
        row.append(Field(label, text, lines=2 if number in _LONG else 1))
        if line.key not in _WITH_NEXT:
            fields(sheet, *row, indent=indent)
            row, indent = [], INDENT


def _signatures(sheet: Sheet, paper: SupplementPaper, day: date) -> None:
    sheet.y -= LEADING / 2
    when = paper_day(paper.paper, day, declared=False)
    signatures(
        sheet,
        Signer((_DAY, ("XÁC NHẬN CỦA\nCẤP ỦY CƠ SỞ", BOLD), _SEAL), share=30),
        Signer((_DAY, ("XÁC NHẬN CỦA\nCHI ỦY", BOLD), _SIGN), share=29),
        Signer(
            ((when, ITALIC), ("NGƯỜI KHAI", BOLD), _SIGN),
            paper.paper.dossier.birth_name,
            share=41,
        ),
    )
