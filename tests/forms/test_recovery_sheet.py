"""Phiếu khôi phục: one page that tells all, a code that reads back and is kept nowhere."""

import io

import pytest
from pypdf import PdfReader

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.recovery_code import parse
from tcxd_desktop.domain.safety_papers import (
    RecoverySheet,
)
from tcxd_desktop.forms import fonts, form_kit
from tcxd_desktop.forms import recovery_sheet as recovery_drawing
from tcxd_desktop.forms.recovery_sheet import recovery_sheet
from tests.forms.form_samples import letters, page_texts
from tests.forms.paper_checks import sizes
from tests.forms.safety_samples import (
    CODE,
    DAY,
    HEAD,
    LONG,
    NOON,
    SHEET,
    UPRIGHT,
)


def test_the_recovery_sheet_tells_all_on_one_page() -> None:
    pdf = recovery_sheet(SHEET, day=DAY)
    assert sizes(pdf) == [UPRIGHT]
    text = letters(page_texts(pdf)[0])
    for said in (
        "ĐẢNG ỦY XÃ ĐÔNG HẢI", "PHIẾU KHÔI PHỤC", "09:30 ngày 23/11/2026",
        "Tài khoản lập phiếu: Trần Văn Hùng", "mục 26 kỷ luật", "mục 27", "mục 28",
        "phong bì dán kín", "trong két", "không để cạnh máy tính",
        "Nơi cất giữ: Két của Văn phòng Đảng ủy", "Người được mở phong bì: Bí thư, Phó Bí thư",
        "Gõ đủ 26 ký tự", "đặt mật khẩu mới", "không mở được dữ liệu đang dùng nữa",
        "dữ liệu mất vĩnh viễn", "Ngày giờ mở", "Người mở", "Lý do", "Ký", "NGƯỜI LẬP PHIẾU",
        "NGƯỜI GIỮ PHIẾU", "Nguyễn Thị Lan",
    ):  # fmt: skip
        assert letters(said) in text, said


def test_the_code_reads_back_in_order_and_each_sign_says_what_it_is() -> None:
    pdf = recovery_sheet(SHEET, day=DAY)
    drawn: list[str] = []

    def visit(
        text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: float
    ) -> None:
        if font and "Noto" in font["/BaseFont"]:
            drawn.append(text.strip())

    page = PdfReader(io.BytesIO(pdf)).pages[0]
    page.extract_text(visitor_text=visit)
    assert "".join(drawn) == CODE.replace("-", "")
    assert parse("".join(drawn)) == parse(CODE)
    digits = sum(char.isdigit() for char in CODE)
    words = [line.strip() for line in page.extract_text().splitlines()]
    assert words.count("số") == digits
    assert words.count("chữ") == 26 - digits


def test_what_the_office_has_not_said_is_left_to_the_pen() -> None:
    text = page_texts(recovery_sheet(RecoverySheet(HEAD, "", CODE), day=DAY))[0]
    assert "Trần Văn Hùng" not in text
    assert "Người được mở phong bì:" in text


@pytest.mark.parametrize("letters_of_a_name", [30, 60, 100])
def test_long_names_leave_the_recovery_sheet_on_one_page(letters_of_a_name: int) -> None:
    text = LONG[:letters_of_a_name].strip()
    head = Letterhead(province=text, issuer=text, place="Đông Hải")
    sheet = RecoverySheet(head, text, CODE, NOON, text, text, (("NGƯỜI LẬP PHIẾU", text[:60]),))
    assert len(sizes(recovery_sheet(sheet, day=DAY))) == 1


def test_the_one_page_rests_on_smaller_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: without the smaller sizes the same long names need a second page."""
    monkeypatch.setattr(recovery_drawing, "_TRIES", ((11.0, 5),))
    with pytest.raises(AssertionError):
        test_long_names_leave_the_recovery_sheet_on_one_page(100)


def remembered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every text whose width was asked for: the fonts keep those in a cache."""
    asked: list[str] = []
    measure = fonts.width

    def width(text: str, face: str, size: float) -> float:
        asked.append(text)
        return measure(text, face, size)

    monkeypatch.setattr(fonts, "width", width)
    recovery_sheet(SHEET, day=DAY)
    assert "PHIẾU KHÔI PHỤC" in asked
    return [text for text in asked if any(group[:3] in text for group in CODE.split("-")[:5])]


def test_the_code_is_in_no_representation_and_in_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(group in repr(SHEET) for group in CODE.split("-")[:5])
    assert remembered(monkeypatch) == []


def test_the_search_of_the_cache_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a code set like other text is found."""

    def whole(page: recovery_drawing._Page, groups: list[str]) -> None:
        form_kit.paragraph(page.ledger, "-".join(groups))

    monkeypatch.setattr(recovery_drawing._Page, "_code", whole)
    assert remembered(monkeypatch) != []
