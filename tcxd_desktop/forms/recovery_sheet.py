"""Phiếu khôi phục: the recovery code on one page, to be sealed in an envelope.

The code is drawn character by character: whole, it would stay in the caches of the fonts.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tcxd_desktop import places
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.safety_papers import RecoverySheet
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, REGULAR
from tcxd_desktop.forms.form_kit import Field, fields, paragraph
from tcxd_desktop.forms.ledger import Ledger, Margins
from tcxd_desktop.forms.report_pages import hanging, heading_of_paper, letterhead, signed
from tcxd_desktop.forms.tables import Column, table
from tcxd_desktop.wording.safety_papers import show_moment

_MARGINS: Final = Margins(25 * mm, 15 * mm, 13 * mm, 10 * mm)
_TRIES: Final = (
    *((size, rows) for size in (11.0, 10.5, 10.0, 9.5) for rows in (5, 4)),
    *((size, 3) for size in (9.5, 9.0, 8.5, 8.0)),
    (8.0, 2),
)
"""Size of the text and blank rows for openings: the first that make one page are taken."""
_CODE_FACE: Final = "NotoSans-SemiBold"
_CODE_SIZE: Final = 24.0
_WIDE: Final = 10 * mm
_HIGH: Final = 12 * mm
_APART: Final = 6 * mm
_KIND_SIZE: Final = 8.5
_CAPTION_SIZE: Final = 9.0
_SIGNERS: Final = (("NGƯỜI LẬP PHIẾU", ""), ("NGƯỜI GIỮ PHIẾU", ""))
_OPENINGS: Final = (
    Column("Ngày giờ mở", 32),
    Column("Người mở", 50),
    Column("Lý do", 58),
    Column("Ký", 30),
)

_NOTE: Final = (
    "Dưới mỗi ô ghi rõ là chữ hay số; số 0 có gạch chéo; mã không dùng chữ I, L, O, U. Gõ chữ hoa "
    "hay chữ thường đều được."
)
_OPENS: Final = (
    "Quên mật khẩu, hoặc người giữ mật khẩu không còn làm việc: mã này cho đặt mật khẩu mới và mở "
    "lại toàn bộ dữ liệu, kể cả phần niêm phong (mục 26 kỷ luật, mục 27 đặc điểm lịch sử, mục 28 "
    "quan hệ nước ngoài).",
    "Ai có mã này và có tệp dữ liệu hoặc bản sao lưu thì đọc được tất cả. Bảo vệ phiếu này như bảo "
    "vệ chính các hồ sơ.",
)
_KEEP: Final = (
    "Cho vào phong bì dán kín, niêm phong, cất trong két; không để cạnh máy tính hay cùng nơi với "
    "bản sao lưu.",
    "Không chụp ảnh, không sao chép, không gõ mã vào điện thoại hay máy khác.",
    "Mỗi lần mở phong bì đều ghi vào bảng bên dưới, rồi niêm phong lại trong phong bì mới.",
)
_AFTERWARDS: Final = (
    "Lập phiếu mới thì phiếu này không mở được dữ liệu đang dùng nữa; nó vẫn mở được bản sao lưu "
    "làm trước đó. Vì vậy hãy sao lưu lại ngay sau khi lập phiếu mới, rồi mới hủy phiếu này.",
    "Mất cả phiếu này và mọi mật khẩu thì dữ liệu mất vĩnh viễn: không ai mở lại được, kể cả người "
    "làm ra chương trình.",
)


def recovery_sheet(sheet: RecoverySheet, *, day: date, progress: Progress = unwatched) -> bytes:
    """Return the sheet as a PDF of one A4 page; names too long for it make the text smaller."""
    pages = (_drawn(sheet, day, size, rows) for size, rows in _TRIES)
    fitting = next((page for page in pages if page.ledger.page == 1), None)
    page = fitting or _drawn(sheet, day, *_TRIES[-1])
    progress(1, 1)
    return page.ledger.save()


def _drawn(sheet: RecoverySheet, day: date, size: float, rows: int) -> "_Page":
    page = _Page(sheet, size, rows)
    page.draw(day)
    return page


@cache
def _code_face() -> str:
    """Register the face of the code: without serifs, as screens and keyboards show letters."""
    path = places.resources() / "fonts" / f"{_CODE_FACE}.ttf"
    pdfmetrics.registerFont(TTFont(_CODE_FACE, str(path)))
    return _CODE_FACE


class _Page:
    """The sheet while it is drawn at one size of text."""

    def __init__(self, sheet: RecoverySheet, size: float, rows: int) -> None:
        self.sheet = sheet
        self.size = size
        self.rows = rows
        self.ledger = Ledger("Phiếu khôi phục", A4, _MARGINS)
        self.ledger.begin()

    def draw(self, day: date) -> None:
        """Draw everything, top to bottom."""
        ledger, sheet = self.ledger, self.sheet
        letterhead(ledger, sheet.head, day)
        heading_of_paper(ledger, "PHIẾU KHÔI PHỤC", "Mã mở lại dữ liệu khi không còn mật khẩu")
        fields(
            ledger,
            Field("Lập lúc:", show_moment(sheet.made)),
            Field("Tài khoản lập phiếu:", sheet.account, 1.4),
        )
        ledger.y -= 2 * mm
        self._code(sheet.code.split("-"))
        self._part("Phiếu này mở được gì", _OPENS)
        self._part("Cất giữ", _KEEP)
        self._said("Nơi cất giữ:", sheet.kept_at)
        self._said("Người được mở phong bì:", sheet.openers)
        self._part("Cách dùng", self._steps(), numbered=True)
        self._part("Cần biết", _AFTERWARDS)
        ledger.y -= 2 * mm
        table(ledger, "", _OPENINGS, (), blank=self.rows)
        signed(ledger, sheet.signers or _SIGNERS)

    def _steps(self) -> tuple[str, ...]:
        count = len(self.sheet.code.replace("-", ""))
        return (
            "Ở màn hình đăng nhập, chọn mở bằng phiếu khôi phục.",
            f"Gõ đủ {count} ký tự theo thứ tự các nhóm; ký tự kiểm tra ở cuối báo ngay nếu gõ sai.",
            "Chọn tài khoản và đặt mật khẩu mới cho tài khoản đó.",
            "Vào được rồi thì lập phiếu khôi phục mới, niêm phong và cất như trên.",
        )

    def _part(self, caption: str, points: Sequence[str], *, numbered: bool = False) -> None:
        self.ledger.y -= self.size * 0.35
        paragraph(self.ledger, caption, face=BOLD, size=self.size)
        for number, point in enumerate(points, start=1):
            hanging(self.ledger, f"{number}." if numbered else "-", point, self.size)

    def _said(self, label: str, value: str) -> None:
        """Write what the office has settled, or dots to settle it by hand."""
        hanging(self.ledger, "-", f"{label} {value}".strip(), self.size)
        if not value:
            x = self.ledger.left + self.size * 1.5 + fonts.width(label, REGULAR, self.size) + 4
            base = self.ledger.y + self.size * 1.3 * 0.26
            self.ledger.dots(x, self.ledger.right, base - 1)

    def _code(self, groups: Sequence[str]) -> None:
        """Draw the code in boxes, as many groups on a line as fit, in a frame of its own."""
        ledger = self.ledger
        lines: list[list[tuple[str, str]]] = [[]]
        for number, group in enumerate(groups, start=1):
            last = number == len(groups) > 1
            if _wide([*lines[-1], ("", group)]) > ledger.width:
                lines.append([])
            lines[-1].append(("Kiểm tra" if last else f"Nhóm {number}", group))
        for line in lines:
            self._groups(line)
        paragraph(ledger, _NOTE, size=_CAPTION_SIZE, centred=True)

    def _groups(self, line: Sequence[tuple[str, str]]) -> None:
        ledger = self.ledger
        ledger.need(_HIGH + 10 * mm)
        top = ledger.y
        low = top - 4 * mm - _HIGH
        x = ledger.left + (ledger.width - _wide(line)) / 2
        for caption, group in line:
            end = x + len(group) * _WIDE
            self._middle(x, end, top - 3 * mm, caption, (REGULAR, _CAPTION_SIZE))
            ledger.box(x, low, end - x, _HIGH)
            for place, char in enumerate(group):
                near = x + place * _WIDE
                if place:
                    ledger.rule(near, low, near, low + _HIGH)
                self._char(near, low, char)
            for place, char in enumerate(group):
                near = x + place * _WIDE
                kind = "số" if char.isdigit() else "chữ"
                self._middle(near, near + _WIDE, low - 3.4 * mm, kind, (REGULAR, _KIND_SIZE))
            x = end + _APART
        ledger.y = low - 6 * mm

    def _char(self, x: float, y: float, char: str) -> None:
        ledger, face = self.ledger, _code_face()
        base = y + (_HIGH - _CODE_SIZE * 0.714) / 2
        self._middle(x, x + _WIDE, base, char, (face, _CODE_SIZE))
        if char == "0":
            middle, rise, run = x + _WIDE / 2, _CODE_SIZE * 0.714, _CODE_SIZE * 0.12
            for shift in (-0.5, 0.0, 0.5):
                ledger.rule(
                    middle - run + shift,
                    base + rise * 0.27,
                    middle + run + shift,
                    base + rise * 0.73,
                )

    def _middle(
        self, near: float, far: float, base: float, text: str, pen: tuple[str, float]
    ) -> None:
        face, size = pen
        x = (near + far - fonts.width(text, face, size)) / 2
        self.ledger.write(x, base, text, face, size)


def _wide(line: Sequence[tuple[str, str]]) -> float:
    boxes = sum(len(group) for _, group in line)
    return boxes * _WIDE + (len(line) - 1) * _APART
