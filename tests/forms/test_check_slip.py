"""Phiếu rà soát: what it says, its barcode read back, the longest words, hundreds of them."""

import io
import time
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest
import zxingcpp
from pypdf import PdfReader

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.reconciliation_papers import SlipPaper
from tcxd_desktop.domain.reconciliation_views import Slip, SlipField
from tcxd_desktop.domain.slip_codes import slip_code
from tcxd_desktop.forms.check_slip import bar_widths, check_slip
from tests.forms.paper_checks import outside, overlapping

FIELDS = (
    SlipField("birth_name", "Họ và tên khai sinh", "Nguyễn Thị Đào"),
    SlipField("birth_date", "Ngày sinh", "05/03/1962", dated=True),
    SlipField("citizen_id", "Số căn cước", "037162004417", digits=12),
    SlipField("home.detail", "Nơi thường trú (thôn, tổ, số nhà)", ""),
)
PAPER = SlipPaper(
    Slip(3, 412, slip_code(3, 412), "Nguyễn Thị Đào", "05/03/1962", "Chi bộ thôn Bình Minh",
         FIELDS),
    Letterhead(province="Đảng bộ tỉnh Ninh Bình", issuer="Đảng ủy xã Đông Hải"),
    "Rà soát dữ liệu đảng viên năm 2026",
    date(2026, 11, 23),
)  # fmt: skip


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def codes(pdf: bytes, page: int, scale: float) -> list[tuple[str, str]]:
    """Return what a reader finds on a page drawn at ``scale`` times 72 dots an inch."""
    document = pdfium.PdfDocument(pdf)
    picture = document[page].render(scale=scale, grayscale=True).to_pil()
    document.close()
    return [(str(one.format), one.text) for one in zxingcpp.read_barcodes(picture)]


def test_a_slip_tells_what_we_hold_and_leaves_room_for_the_rest() -> None:
    [page] = texts(check_slip([PAPER]))
    for words in (
        "PHIẾU RÀ SOÁT THÔNG TIN ĐẢNG VIÊN", "ĐẢNG ỦY XÃ ĐÔNG HẢI", "CHI BỘ THÔN BÌNH MINH",
        "70003 0000412 13", "Ngày sinh 05/03/1962", "037162004417", "Giấy tờ đã xem:",
        ".... / .... /", "ĐẢNG VIÊN", "NGƯỜI RÀ SOÁT",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize(
    "scale", [150 / 72, 200 / 72, 300 / 72], ids=["150dpi", "200dpi", "300dpi"]
)
def test_the_barcode_is_read_back_from_a_picture_of_the_page(scale: float) -> None:
    pdf = check_slip([PAPER, replace(PAPER, slip=replace(PAPER.slip, code=slip_code(9_999, 7)))])
    assert codes(pdf, 0, scale) == [("Code 128", slip_code(3, 412))]
    assert codes(pdf, 1, scale) == [("Code 128", slip_code(9_999, 7))]


def test_bars_and_gaps_take_turns_and_digits_stand_two_in_a_sign() -> None:
    widths = bar_widths(slip_code(3, 412))
    assert len(widths) % 2 == 1
    # Start, seven pairs, check and stop: eleven modules each, the stop thirteen.
    assert sum(widths) == 11 * 9 + 13


def test_the_longest_words_stay_on_the_page_and_off_each_other() -> None:
    long = "Nguyễn Phúc Hoàng Bảo Long Khánh Uyên Phương " * 4
    many = tuple(
        SlipField(f"f{n}", "Nơi đăng ký khai sinh (thôn, tổ, số nhà) " * 2, long) for n in range(12)
    )
    slip = replace(PAPER.slip, name=long.strip(), unit=f"Chi bộ {long}".strip(),
                   fields=(*FIELDS, *many))  # fmt: skip
    pdf = check_slip([replace(PAPER, slip=slip, head=replace(PAPER.head, issuer=long))])
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    pages = texts(pdf)
    assert len(pages) > 1
    assert all("Tiếp theo phiếu của" in page for page in pages[1:])
    for number in range(len(pages)):
        assert [code for _, code in codes(pdf, number, 3)] == [PAPER.slip.code]


def test_every_slip_begins_on_a_page_of_its_own_and_on_an_odd_one_when_asked() -> None:
    many = replace(PAPER, slip=replace(PAPER.slip, fields=FIELDS * 10))
    single = texts(check_slip([many, PAPER]))
    assert len(single) == 3
    both = texts(check_slip([many, PAPER, PAPER], duplex=True))
    assert [bool(page) for page in both] == [True, True, True, False, True]


def test_four_hundred_slips_take_seconds() -> None:
    papers = [
        replace(PAPER, slip=replace(PAPER.slip, code=slip_code(3, n), fields=FIELDS * 4))
        for n in range(1, 401)
    ]
    seen: list[int] = []
    start = time.perf_counter()
    pdf = check_slip(papers, progress=lambda done, _total: seen.append(done))
    assert time.perf_counter() - start < 5
    assert seen[-1] == 400
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 400
