"""The head that the *Phiếu đảng viên* and the *Phiếu bổ sung* share."""

import re
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.forms.fonts import REGULAR, width
from tcxd_desktop.forms.form_kit import Field, fields, strip
from tcxd_desktop.forms.page import Line, Sheet

PHOTO: Final = (30 * mm, 40 * mm)
_CAPTION: Final = 10.0
_DOSSIER_NO: Final = re.compile(r"^(\d{6})\s*([^\W\d_]{1,3})$")


def organisations(sheet: Sheet, head: Letterhead, right: float) -> None:
    """Write the lines of organisations, topmost first."""
    for label, name in (
        ("Đảng bộ tỉnh (và tương đương):", head.province),
        ("Đảng bộ cấp trên trực tiếp của TCCSĐ:", head.superior),
        ("Đảng bộ, chi bộ cơ sở:", head.base),
        ("Đảng bộ bộ phận:", head.section),
        ("Chi bộ:", head.cell),
    ):
        fields(sheet, Field(label, name), right=right)


def dossier_no_strip(sheet: Sheet, dossier: Dossier, right: float) -> None:
    """Write *Số LL*: six boxes for the digits, three for the letters."""
    match = _DOSSIER_NO.match(dossier.dossier_no)
    groups = (match[1], match[2]) if match else (dossier.dossier_no, "")
    strip(sheet, "Số LL:", ((groups[0], 6), (groups[1], 3)), right=right)


def numbers(sheet: Sheet, dossier: Dossier, right: float) -> None:
    """Write *Số LL* and *Số TĐV*, a character in each box."""
    dossier_no_strip(sheet, dossier, right)
    strip(sheet, "Số TĐV:", ((dossier.card_no, 12),), right=right)


def numbers_in_a_row(sheet: Sheet, dossier: Dossier) -> None:
    """Write *Số LL* and *Số TĐV* beside each other."""
    top, page = sheet.y, sheet.page
    shift = 79 * mm
    dossier_no_strip(sheet, dossier, sheet.left + shift - 4 * mm)
    low = sheet.y
    if sheet.page == page:
        sheet.y = top
    sheet.left += shift
    strip(sheet, "Số TĐV:", ((dossier.card_no, 12),), right=sheet.right)
    sheet.left -= shift
    if sheet.page == page:
        sheet.y = min(low, sheet.y)


def photo(sheet: Sheet, picture: bytes | None, *, top: float) -> Line:
    """Draw the 3×4 frame at the right margin, with the picture if there is one."""
    wide, high = PHOTO
    frame = (sheet.right - wide, top - high, wide, high)
    sheet.box(*frame)
    if picture:
        sheet.picture(picture, frame)
        return frame
    y = frame[1] + high / 2 + _CAPTION
    for line in ("Ảnh", "3 × 4 cm"):
        shift = (wide - width(line, REGULAR, _CAPTION)) / 2
        sheet.write(frame[0] + shift, y, line, REGULAR, _CAPTION)
        y -= _CAPTION * 1.4
    return frame
