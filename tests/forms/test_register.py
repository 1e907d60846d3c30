"""Sổ danh sách đảng viên: facing pages, one height for both, nine members on a page."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tcxd_desktop.domain.printing import Letterhead, RegisterBook, RegisterLine
from tcxd_desktop.forms.register import register
from tcxd_desktop.wording.register import HEADINGS, register_line
from tests.forms.form_samples import (
    FULL,
    HEAD,
    all_text,
    fonts_of,
    glyph_boxes,
    letters,
    page_texts,
)

DAY = date(2026, 11, 23)
TITLE = "SỔ DANH SÁCH ĐẢNG VIÊN"


def line(number: int, **cells: tuple[str, ...]) -> RegisterLine:
    """A line whose cell n holds ``n.number``, but for those given as ``c4=…``."""
    return RegisterLine(
        tuple(
            cells.get(f"c{n}", (f"{n}.{number:03d}",) if n > 1 else (str(number),))
            for n in range(1, 15)
        )
    )


def book(*lines: RegisterLine, head: Letterhead = HEAD) -> bytes:
    return register(RegisterBook(head, TITLE, "23/11/2026", lines), day=DAY)


def test_the_cover_names_the_book_and_those_who_keep_it() -> None:
    cover, *pages = page_texts(book(line(1)))
    for said in (
        "Mẫu 7-HSĐV", "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG BỘ TỈNH NINH BÌNH", "ĐẢNG BỘ XÃ ĐÔNG HẢI",
        "CHI BỘ TỔ KHOA HỌC TỰ NHIÊN", TITLE, "Ngày mở sổ: 23/11/2026",
        "Đông Hải, ngày 23 tháng 11 năm 2026",
    ):  # fmt: skip
        assert said in cover
    assert len(pages) == 2


def test_a_book_of_the_whole_committee_names_the_committee() -> None:
    (cover, *_) = page_texts(
        book(head=Letterhead(province="Đảng bộ tỉnh A", issuer="Đảng ủy xã B"))
    )
    assert "ĐẢNG BỘ TỈNH A" in cover
    assert "ĐẢNG ỦY XÃ B" in cover


def test_five_lines_still_leave_room_for_nine_members() -> None:
    five = tuple(f"dòng {number}" for number in range(5))
    assert len(page_texts(book(*(line(number, c4=five) for number in range(1, 10))))) == 3


def test_all_pages_lie_across_with_our_typeface() -> None:
    pdf = book(line(1))
    assert {
        (round(p.mediabox.width), round(p.mediabox.height))
        for p in PdfReader(io.BytesIO(pdf)).pages
    } == {(842, 595)}
    assert all(embedded and "Tinos" in name for name, embedded in fonts_of(pdf))
    assert book(line(1)) == pdf


@pytest.mark.parametrize(("members", "pairs"), [(0, 1), (1, 1), (9, 1), (10, 2), (18, 2), (19, 3)])
def test_nine_members_on_a_page(members: int, pairs: int) -> None:
    pages = page_texts(book(*(line(number) for number in range(1, members + 1))))
    assert len(pages) == 1 + 2 * pairs


def test_columns_one_to_seven_stand_left_and_the_others_right() -> None:
    pages = page_texts(book(*(line(number) for number in range(1, 24))))
    for place in range(1, len(pages), 2):
        left, right = letters(pages[place]), letters(pages[place + 1])
        assert all(letters(heading) in left for heading in HEADINGS[:7])
        assert all(letters(heading) in right for heading in HEADINGS[7:])
        first = (place - 1) // 2 * 9 + 1
        for number in range(first, min(first + 9, 24)):
            assert f"2.{number:03d}" in left
            assert f"7.{number:03d}" in left
            assert f"8.{number:03d}" in right
            assert f"14.{number:03d}" in right
        assert str(place + 1) in pages[place].splitlines()


def test_a_member_stands_at_one_height_on_both_pages() -> None:
    tall = tuple(f"dòng {number}" for number in range(11))
    lines = [line(1), line(2, c4=tall), line(3, c11=tall), line(4)]
    _, left, right = glyph_boxes(book(*lines))
    seconds = sorted(top for x, _, _, top, _ in left if 65 < x < 71 and top < 510)
    eighths = sorted(top for x, _, _, top, _ in right if 59 < x < 65 and top < 510)
    assert len(seconds) == len(eighths) == 4
    assert seconds == pytest.approx(eighths, abs=0.5)
    heights = [lower - upper for lower, upper in zip(seconds[1:], seconds, strict=False)]
    assert min(heights[:2]) > 100
    assert heights[2] < 54


def test_long_text_is_smaller_then_taller_then_goes_on() -> None:
    words = [f"từ{number}" for number in range(900)]
    pdf = book(
        line(1, c2=("Nguyễn " * 12,)), line(2, c5=(" ".join(words),)), line(3, c14=("x" * 300,))
    )
    text = letters("".join(page_texts(pdf)))
    assert text.count("Nguyễn") == 12
    assert all(word in text for word in words)
    assert all_text(pdf).count("x") >= 300
    for page in glyph_boxes(pdf)[1:]:
        for left, bottom, right, top, size in page:
            assert left >= 30
            assert bottom >= 12
            assert right <= 842 - 30
            assert top <= 595 - 30
            assert size >= 7.9


def test_blank_rows_fill_the_last_pair_to_be_written_by_hand() -> None:
    dotted = [
        page.get_contents().get_data().count(b" l\n")
        for page in PdfReader(io.BytesIO(book(line(1)))).pages
    ]
    full = [
        page.get_contents().get_data().count(b" l\n")
        for page in PdfReader(io.BytesIO(book(*(line(n) for n in range(1, 10))))).pages
    ]
    assert dotted[1] == dotted[2] == full[1] + 8 * 3


def test_a_real_member() -> None:
    told = register_line(replace(FULL, old_card_no=""), 1, {})
    pages = page_texts(book(told))
    for said in (
        "NGUYỄN THỊ ĐÀO",
        "Sáu Đào",
        "Kinh",
        "tỉnh Ninh Bình",
        "12/12 phổ thông",
        "19/05/1990",
        "19/05/1991",
    ):
        assert said in pages[1]
    for said in (
        "037162004417",
        "004217 NB",
        "012345 (30 năm)",
        "Nhập ngũ 02/1980",
        "phục viên 05/1983",
    ):
        assert said in pages[2]


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    register(
        RegisterBook(HEAD, TITLE, "", (line(1), line(2))),
        day=DAY,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]
