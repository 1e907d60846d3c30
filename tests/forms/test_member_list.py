"""Danh sách đảng viên: any columns, any text, nothing lost, nothing over the edge."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tcxd_desktop.domain.printing import Letterhead, ListSheet, SheetColumn
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.member_list import member_list
from tests.forms.form_samples import HEAD, all_text, fonts_of, glyph_boxes, letters, page_texts

DAY = date(2026, 2, 3)
COLUMNS = (
    SheetColumn("TT", 0.4, "center"),
    SheetColumn("Họ và tên", 2.0),
    SheetColumn("Sinh", 0.9, "center"),
    SheetColumn("Chi bộ", 1.7),
)
SIGNERS = (("NGƯỜI LẬP DANH SÁCH", "Nguyễn Thị Lan"), ("T/M CẤP ỦY\nBÍ THƯ", "Trần Văn Hùng"))
FOOTER = "ĐẢNG ỦY XÃ ĐÔNG HẢI · Nguyễn Thị Lan · 09:30 23/11/2026"


def people(count: int, *, every: int = 0) -> tuple[tuple[str, ...], ...]:
    """Rows of members, with a caption before each ``every`` of them."""
    rows: list[tuple[str, ...]] = []
    for number in range(count):
        if every and number % every == 0:
            rows.append((f"Nhóm thứ {number // every + 1}",))
        rows.append(
            (str(number + 1), f"Nguyễn Thị Đào {number + 1:05d}", "05/03/1962", "Chi bộ thôn Đông")
        )
    return tuple(rows)


def drawn(
    rows: tuple[tuple[str, ...], ...], columns: tuple[SheetColumn, ...] = COLUMNS, **other: object
) -> bytes:
    values: dict[str, object] = {
        "title": "DANH SÁCH ĐẢNG VIÊN", "subtitle": "Chi bộ thôn Đông, tính đến ngày 03/02/2026", "head": HEAD,
        "footer": FOOTER, "summary": f"Danh sách có {len(rows)} đảng viên.", "signers": SIGNERS, **other,
    }  # fmt: skip
    return member_list(ListSheet(columns=columns, rows=rows, **values), day=DAY)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    return [
        (round(page.mediabox.width), round(page.mediabox.height))
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


UPRIGHT, ACROSS = (595, 842), (842, 595)


def inside(pdf: bytes) -> None:
    """Every character stands on the paper, a finger's width from its edge."""
    for (wide, high), boxes in zip(sizes(pdf), glyph_boxes(pdf), strict=True):
        for left, bottom, right, top, _ in boxes:
            assert left >= 28
            assert bottom >= 14
            assert right <= wide - 28
            assert top <= high - 28


def apart(pdf: bytes) -> None:
    """No two characters stand on each other."""
    for boxes in glyph_boxes(pdf):
        ordered = sorted(boxes)
        for place, (left, bottom, right, top, _) in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other[0] >= right - 0.5:
                    break
                wide = min(right, other[2]) - max(left, other[0])
                high = min(top, other[3]) - max(bottom, other[1])
                least = min(
                    (right - left) * (top - bottom), (other[2] - other[0]) * (other[3] - other[1])
                )
                assert min(wide, high) <= 0.7 or wide * high < 0.35 * least


def test_a_short_list_says_everything_on_one_upright_page() -> None:
    pdf = drawn(people(12))
    assert sizes(pdf) == [UPRIGHT]
    (page,) = page_texts(pdf)
    for said in (
        "ĐẢNG BỘ TỈNH NINH BÌNH", "ĐẢNG ỦY XÃ ĐÔNG HẢI", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Đông Hải, ngày 03 tháng 02 năm 2026", "DANH SÁCH ĐẢNG VIÊN",
        "Chi bộ thôn Đông, tính đến ngày 03/02/2026", "Họ và tên", "Nguyễn Thị Đào 00012",
        "Danh sách có 12 đảng viên.", "NGƯỜI LẬP DANH SÁCH", "T/M CẤP ỦY", "BÍ THƯ",
        "Trần Văn Hùng", FOOTER, "Trang 1/1",
    ):  # fmt: skip
        assert said in page
    assert (
        page.index("ĐẢNG BỘ TỈNH")
        < page.index("DANH SÁCH")
        < page.index("00012")
        < page.index("có 12")
    )
    inside(pdf)
    apart(pdf)


def test_only_our_typeface_is_in_the_file_and_the_bytes_repeat() -> None:
    pdf = drawn(people(3))
    assert all(embedded and "Tinos" in name for name, embedded in fonts_of(pdf))
    assert drawn(people(3)) == pdf


def test_many_pages_repeat_the_heading_and_say_which_of_how_many() -> None:
    pages = page_texts(drawn(people(200)))
    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        assert page.count("Họ và tên") == 1
        assert f"Trang {number}/{len(pages)}" in page
        assert FOOTER in page
    numbers = [f"Đào {number:05d}" for number in range(1, 201)]
    assert [number for page in pages for number in numbers if number in page] == numbers


@pytest.mark.parametrize("count", range(26, 45))
def test_signatures_never_stand_alone(count: int) -> None:
    last = page_texts(drawn(people(count)))[-1]
    assert "Danh sách có" in last
    assert "Trần Văn Hùng" in last
    assert last.count("Nguyễn Thị Đào") >= 3


@pytest.mark.parametrize("every", [3, 4, 5, 7, 45])
def test_a_group_goes_with_its_first_member_and_is_named_again(every: int) -> None:
    pages = page_texts(drawn(people(90, every=every)))
    for page in pages:
        lines = [line for line in page.splitlines() if "Nhóm" in line or "Đào" in line]
        assert "Nhóm" in lines[0]
        assert "Đào" in lines[-1]
        assert "Nhóm" not in lines[1]
        assert page.count("(tiếp theo)") == (page is not pages[0] and "(tiếp theo)" in lines[0])


def test_many_columns_lie_across() -> None:
    columns = (
        *COLUMNS,
        *(SheetColumn(f"Quê quán {n}", 2.0) for n in range(3)),
        SheetColumn("Số thẻ", 1),
    )
    rows = tuple((*row, *["xã Đông Hải, tỉnh Ninh Bình"] * 3, "037162004417") for row in people(20))
    pdf = drawn(rows, columns)
    assert set(sizes(pdf)) == {ACROSS}
    assert all_text(pdf).count("037162004417") == 20
    assert "\n".join(page_texts(pdf)).count("037162004417") == 20  # not broken into two lines
    inside(pdf)
    apart(pdf)


def test_more_columns_than_the_paper_holds_still_show_every_digit() -> None:
    columns = tuple(SheetColumn(f"Cột số {n}", 1) for n in range(22))
    pdf = drawn((("037162004417",) * 22,) * 3, columns)
    assert all_text(pdf).count("0371") >= 60
    assert sum(char.isdigit() for char in all_text(pdf)) >= 22 * 3 * 12
    inside(pdf)
    apart(pdf)


def test_long_and_odd_text_is_wrapped_never_lost() -> None:
    name = "Nguyễn " * 70 + "Cuối"
    odd = "<b>&amp; \"=cmd|' /C calc'!A0\" 😀 \u200b" + "dàilắm" * 60
    pdf = drawn((("1", name, "khoảng 1962", odd), ("2", "Trần <Tèo> Văn B", "", "")))
    text = all_text(pdf)
    assert letters(name) in text
    assert "Trần<Tèo>VănB" in text
    assert "<b>&amp;" in text
    assert text.count("dàilắm") >= 50
    assert fonts.MISSING in text
    inside(pdf)
    apart(pdf)


def test_a_row_taller_than_a_page_goes_on_over_the_next() -> None:
    words = [f"từ{number}" for number in range(4000)]
    pdf = drawn((("1", "Đào", "", " ".join(words)), ("2", "Bé", "", "sau")))
    assert len(sizes(pdf)) > 2
    found = letters("".join(page_texts(pdf)))
    assert all(word in found for word in words)
    assert all(page.count("Họ và tên") == 1 for page in page_texts(pdf))
    inside(pdf)


def test_nobody_in_the_list_and_nothing_known_of_the_office() -> None:
    pdf = drawn((), subtitle="", head=Letterhead(), footer="", signers=(), summary="Không có ai.")
    (page,) = page_texts(pdf)
    assert "Họ và tên" in page
    assert "Không có ai." in page
    assert "ngày 03 tháng 02 năm 2026" in page


def test_very_long_names_of_office_title_and_signer() -> None:
    head = Letterhead(province="Đảng bộ " * 20, issuer="Đảng ủy " * 20, place="Đông Hải " * 12)
    pdf = drawn(
        people(2), title="DANH SÁCH " * 20, subtitle="tính đến " * 30, head=head, footer="văn phòng " * 25,
        signers=(("NGƯỜI LẬP " * 8, "Nguyễn " * 12), ("T/M CẤP ỦY " * 8, "Trần " * 12)),
    )  # fmt: skip
    text = letters("".join(page_texts(pdf)))
    assert text.count("ĐẢNGỦY") == 20
    assert text.count("ĐôngHải") >= 12
    inside(pdf)
    apart(pdf)


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    sheet = ListSheet("DANH SÁCH", "", HEAD, COLUMNS, people(3))
    member_list(sheet, day=DAY, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        member_list(sheet, day=DAY, progress=stop)


words = st.text(st.sampled_from("aăđơưỆNguyễn <&0123456789/"), max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda count: st.lists(
            st.one_of(st.tuples(words), st.tuples(*[words] * count)), max_size=25
        ).map(lambda rows: (count, rows))
    )
)
def test_any_text_in_any_number_of_columns(made: tuple[int, list[tuple[str, ...]]]) -> None:
    count, rows = made
    columns = tuple(
        SheetColumn(f"Cột {n}", 1 + n % 3, ("left", "center", "right")[n % 3]) for n in range(count)
    )
    pdf = drawn(tuple(rows), columns)
    found, wanted = (
        letters("".join(page_texts(pdf))),
        letters("".join("".join(row) for row in rows)),
    )
    for letter in set(wanted):
        assert found.count(letter) >= wanted.count(letter)
    inside(pdf)
