"""Nhãn niêm phong: a label for the sealed dossier and strips to be pasted over its flaps.

The dossier travels sealed, carried by the member (294-QĐ/TW of 26/5/2025, 6.3.1.d; 06-HD/TW of
09/6/2025, 8.2.c). Both are cut out of an ordinary sheet; no official layout exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.transfer_papers import TransferPaper
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import Field, fields, papers_pdf, paragraph
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.wording.transfer_handover import label_lines

_PAD: Final = 5 * mm
_SIZE: Final = 13.0
_FLOOR: Final = 8.0
_SPREAD: Final = 1.32
_LINES: Final = 3
"""Lines of a value before it is set smaller."""
_CAPTION: Final = 44 * mm
_SIGNED: Final = 34 * mm
"""Room for signature and seal on the label."""
_STRIPS: Final = 3
_STRIP: Final = 24 * mm
_GAP: Final = 6 * mm
_CUT: Final = 2 * mm
_STRIP_SIZE: Final = 11.0
_STRIP_WORDS: Final = "NIÊM PHONG HỒ SƠ ĐẢNG VIÊN"
_UNDATED: Final = "Ngày ..... tháng ..... năm ........."
_TITLES: Final = 25 * mm
"""Height of what is printed above the rows, without the issuer."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A caption with its value, set."""

    caption: str
    lines: Sequence[str]
    size: float

    @property
    def height(self) -> float:
        return max(len(self.lines), 1) * self.size * _SPREAD + 4


def transfer_label(
    papers: Sequence[TransferPaper], *, progress: Progress = unwatched, duplex: bool = False
) -> bytes:
    """Return a sheet for each case: the label, then the strips."""
    return papers_pdf("Nhãn niêm phong hồ sơ đảng viên", papers, _draw, progress, duplex=duplex)


def _draw(sheet: Sheet, paper: TransferPaper) -> None:
    rows = [_set(sheet, *told) for told in label_lines(paper)]
    issuer = _fitting(sheet, paper.issuer.name.upper(), REGULAR, 12.0)
    height = 2 * _PAD + _TITLES + issuer.height + sum(row.height for row in rows) + _SIGNED
    if height > sheet.full:
        _flow(sheet, paper)
        return
    top = sheet.y
    _head(sheet, issuer)
    for row in rows:
        _row(sheet, row)
    _signed(sheet, top - height)
    sheet.box(sheet.left, top - height, sheet.width, height)
    sheet.box(sheet.left + 1.2 * mm, top - height + 1.2 * mm, sheet.width - 2.4 * mm,
              height - 2.4 * mm)  # fmt: skip
    sheet.y = top - height - _GAP
    for _ in range(_STRIPS):
        _strip(sheet, paper)


def _flow(sheet: Sheet, paper: TransferPaper) -> None:
    """Write a label that no page holds as plain lines: nothing is cut off."""
    paragraph(sheet, "HỒ SƠ ĐẢNG VIÊN – ĐÃ NIÊM PHONG", face=BOLD, size=14.0, centred=True)
    for caption, value in (("Nơi giao", paper.issuer.name), *label_lines(paper)):
        fields(sheet, Field(f"{caption}:", value))


def _fitting(sheet: Sheet, text: str, face: str, size: float) -> _Row:
    lines, fitting = fonts.fitted(text, face, size, _FLOOR, sheet.width - 2 * _PAD, 1)
    return _Row("", lines, fitting)


def _set(sheet: Sheet, caption: str, value: str) -> _Row:
    room = sheet.width - 2 * _PAD - _CAPTION
    lines, size = fonts.fitted(value, BOLD, _SIZE, _FLOOR, room, _LINES)
    return _Row(caption, lines if value else (), size)


def _head(sheet: Sheet, issuer: _Row) -> None:
    sheet.y -= _PAD
    for line in issuer.lines:
        _centred(sheet, line, REGULAR, issuer.size)
    _centred(sheet, "HỒ SƠ ĐẢNG VIÊN", BOLD, 20.0)
    _centred(sheet, "ĐÃ NIÊM PHONG – KHÔNG TỰ Ý MỞ", BOLD, 13.0)
    sheet.y -= 2 * mm


def _centred(sheet: Sheet, text: str, face: str, size: float) -> None:
    sheet.y -= size * 1.2
    wide = fonts.width(fonts.printable(text), face, size)
    sheet.write(sheet.left + (sheet.width - wide) / 2, sheet.y + size * 0.25, text, face, size)


def _row(sheet: Sheet, row: _Row) -> None:
    left, right = sheet.left + _PAD, sheet.right - _PAD
    base = sheet.y - row.size
    sheet.write(left, base, f"{row.caption}:", REGULAR, 12.0)
    if not row.lines:
        sheet.dots(left + _CAPTION, right, base - 1)
    for line in row.lines:
        sheet.write(left + _CAPTION, base, line, BOLD, row.size)
        base -= row.size * _SPREAD
    sheet.y -= row.height


def _signed(sheet: Sheet, low: float) -> None:
    half = sheet.width / 2
    for place, (caption, hint) in enumerate(
        (
            ("Niêm phong ngày ..... tháng ..... năm .........", "(Người niêm phong ký, đóng dấu)"),
            ("Mở niêm phong ngày ..... tháng ..... năm .........", "(Người nhận ký, đóng dấu)"),
        )
    ):
        x = sheet.left + place * half
        base = low + _SIGNED - 12
        for text, face, down in ((caption, REGULAR, 0.0), (hint, ITALIC, 13.0)):
            wide = fonts.width(text, face, 10.5)
            sheet.write(x + (half - wide) / 2, base - down, text, face, 10.5)


def _strip(sheet: Sheet, paper: TransferPaper) -> None:
    """Draw a strip whose dotted edge is cut along."""
    sheet.need(_STRIP + _CUT)
    top = sheet.y
    for y in (top, top - _STRIP):
        sheet.dots(sheet.left, sheet.right, y)
    number = paper.case.traveller.dossier_no
    words = f"{_STRIP_WORDS} – SỐ LÝ LỊCH {number}" if number else _STRIP_WORDS
    row = _fitting(sheet, words, BOLD, 14.0)
    if len(row.lines) > 1:
        row = _fitting(sheet, _STRIP_WORDS, BOLD, 14.0)
    sheet.y = top - 3 * mm
    _centred(sheet, row.lines[0], BOLD, row.size)
    _centred(
        sheet, f"{_UNDATED}     Người niêm phong: ..........................", REGULAR, _STRIP_SIZE
    )
    sheet.y = top - _STRIP - _CUT
