"""Lists as people keep them: nothing of them lost, nobody invented, nothing in another's place."""

from collections.abc import Sequence

import pytest

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.imports import NoteKind
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding, Sheet
from tcxd_desktop.domain.sheet_mapping import suggest
from tcxd_desktop.domain.sheet_rows import left_out, read_rows
from tests.domain.sheet_samples import HOW, known, read, sheet_of, told
from tests.make import day

DOUBT, ERROR, MENDED = NoteKind.DOUBT, NoteKind.ERROR, NoteKind.MENDED
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chi bộ")
AN = ("1", "Lê Văn An", "05/03/1962", "Nam", "037062000001", "Chi bộ thôn Đông")


def targets(sheet: Sheet) -> list[str]:
    return [one.target for one in suggest(sheet, known()).columns]


def values(sheet: Sheet, key: str) -> list[object]:
    return [row.values.get(key) for row in read(sheet)]


def kinds(texts: Sequence[str], heading: str = "Ngày sinh") -> list[tuple[object, list[NoteKind]]]:
    """Return by text of a column of dates what it was read as, and what was said of it."""
    names = [f"Lê Văn {chr(65 + place)}" for place in range(len(texts))]
    rows = read(sheet_of(("Họ và tên", heading), *zip(names, texts, strict=True)))
    key = "birth_date" if heading == "Ngày sinh" else "ceremony_date"
    return [(row.values.get(key), [note.kind for note in row.notes]) for row in rows]


# --- dates over three columns ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ((("Họ và tên", "Ngày sinh", "", ""), ("", "Ngày", "Tháng", "Năm")), ((0, 1, 0, 3),)),
        ((("Họ và tên", "Ngày sinh", "", ""), ("", "NGÀY", "THÁNG", "NĂM")), ()),
        ((("Ho va ten", "Ngay sinh", "", ""), ("", "Ngay", "Thang", "Nam")), ((0, 1, 0, 3),)),
        ((("Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh"),), ()),
    ],
    ids=["merged", "unmerged", "no-marks", "one-row"],
)
def test_day_month_and_year_in_columns_of_their_own(
    rows: tuple[tuple[str, ...], ...], merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    body = (
        ("Lê Văn An", "5", "3", "1962"),
        ("Lê Văn Ba", "", "", "1970"),
        ("Lê Văn Tư", "", "12.0", "62"),
        ("Lê Văn Năm", "5/3", "", "1962"),
        ("Lê Văn Sáu", "", "", "05/03/1962"),
        ("Lê Văn Bảy", "ngày 05", "tháng 3", "năm 1962"),
    )
    sheet = Sheet("DS", (*rows, *body), merges=merges)
    assert targets(sheet) == ["birth_name", "birth_date.day", "birth_date.month", "birth_date.year"]
    assert values(sheet, "birth_date") == [
        day("1962-03-05"), day("1970"), day("1962-12"), day("1962-03-05"), day("1962-03-05"),
        day("1962-03-05"),
    ]  # fmt: skip
    assert [row.problems for row in read(sheet)] == [()] * len(body)


def test_parts_of_a_date_that_do_not_fit_are_an_error_that_says_so() -> None:
    head = (("Họ và tên", "Ngày vào Đảng", "", ""), ("", "Ngày", "Tháng", "Năm"))
    body = (
        ("A B", "31", "2", "1985"), ("A C", "5", "", "1985"), ("A D", "5", "3", ""),
        ("A E", "35", "3", "1985"), ("A G", "4", "3", "05/03/1985"), ("A H", "1", "1", "2050"),
        ("A I", "x", "ba", "1985"),
    )  # fmt: skip
    sheet = Sheet("DS", (*head, *body), merges=((0, 1, 0, 3),))
    found = read(sheet)
    assert [row.values.get("ceremony_date") for row in found] == [
        None, None, None, day("1985-03"), None, None, day("1985"),
    ]  # fmt: skip
    name = "Ngày vào Đảng"
    starts = [
        f"{name} “31/2/1985” không phải là ngày", f"{name} thiếu tháng", f"{name} thiếu năm",
        f"{name}: cột ngày “35” không phải là số ngày", f"{name}: các cột ngày, tháng, năm ghi trái",
        f"{name} 2050 chưa tới", f"{name}: cột tháng “ba” không phải",
    ]  # fmt: skip
    for row, start in zip(found, starts, strict=True):
        assert row.problems[0].startswith(start)


def test_a_date_of_its_own_and_one_in_parts_must_agree() -> None:
    head = ("Họ và tên", "Sinh ngày", "Ngày, tháng", "Năm sinh")
    first, second = read(
        sheet_of(head, ("A B", "05/03/1962", "5/3", "1962"), ("A C", "06/03/1962", "5/3", "1962"))
    )
    assert (first.problems, first.values["birth_date"]) == ((), day("1962-03-05"))
    assert second.problems[0].startswith("Ngày sinh ở cột riêng và ở các cột ngày, tháng, năm khác")


def test_a_column_of_years_is_never_one_of_men() -> None:
    assert targets(sheet_of(("Họ và tên", "Năm", "Ngày sinh"))) == ["birth_name", "", "birth_date"]
    sheet = sheet_of(("Họ và tên", "Ngày sinh", ""), ("", "Năm", "Nơi"), ("Lê Thị An", "1962", "x"))
    assert "sex" not in read(sheet)[0].values
    head = ("Họ và tên", "Năm sinh", "")
    by_sex = sheet_of(head, ("", "Nam", "Nữ"), ("Lê Thị An", "", "1962"))
    assert targets(by_sex) == ["birth_name", "birth_date.male", "birth_date.female"]
    assert values(by_sex, "sex") == ["Nữ"]


# --- dates that read two ways ---------------------------------------------------------------------


def test_an_american_date_makes_the_dates_of_its_column_doubtful() -> None:
    assert kinds(["12/25/1962", "03/05/1962", "04/04/1962", "25/05/1962"]) == [
        (day("1962-12-25"), [DOUBT]), (day("1962-05-03"), [DOUBT]), (day("1962-04-04"), []),
        (day("1962-05-25"), []),
    ]  # fmt: skip
    assert kinds(["03/05/1962"]) == [(day("1962-05-03"), [])]


def test_a_number_that_is_a_serial_or_a_day_without_signs_is_doubtful() -> None:
    assert kinds(["10362"]) == [(day("1928-05-14"), [DOUBT])]
    # Where others can only be days counted by the sheet, so is this.
    assert kinds(["22710", "10362"]) == [
        (day("1962-03-05"), [MENDED]),
        (day("1928-05-14"), [MENDED]),
    ]


def test_a_day_and_month_without_a_year_is_no_month_of_a_year() -> None:
    assert kinds(["5/03", "5/62"], "Ngày vào Đảng") == [
        (day("2003-05"), [DOUBT]),
        (day("1962-05"), []),
    ]


def test_two_digits_of_a_birth_year_make_nobody_a_child() -> None:
    assert kinds(["2/1/26", "020126", "1/2/05", "1/2/2015"]) == [
        (day("1926-01-02"), []), (day("1926-01-02"), []), (day("2005-02-01"), []),
        (day("2015-02-01"), [DOUBT]),
    ]  # fmt: skip


def test_what_no_member_can_be_is_doubtful() -> None:
    head = ("Họ và tên", "Ngày sinh", "Ngày vào Đảng")
    body = (("A B", "5/3/1862", ""), ("A C", "5/3/1962", "1/1/1970"), ("A D", "", "1/1/1925"))
    assert [told(row, DOUBT)[0] for row in read(sheet_of(head, *body))] == [
        "Ngày sinh 05/03/1862: người này hơn 120 tuổi. Hãy xem lại năm sinh.",
        "Ngày vào Đảng 01/01/1970 khi chưa đủ 16 tuổi theo ngày sinh trong dòng. Hãy xem lại hai ô "
        "này.",
        "Ngày vào Đảng 01/01/1925 trước ngày thành lập Đảng 03/02/1930. Hãy xem lại năm.",
    ]


# --- who is somebody ------------------------------------------------------------------------------


def test_totals_and_signatures_make_nobody() -> None:
    sheet = sheet_of(
        ("ĐẢNG BỘ XÃ ĐÔNG HẢI",), HEAD, AN,
        ("", "Danh sách gồm có 01 đồng chí"), ("", "Trong đó: Nữ: 0"), ("", "- Chính thức: 1"),
        ("", "", "", "", "Đông Hải, ngày 5 tháng 3 năm 2026"),
        ("", "Người tổng hợp", "", "", "", "T/M CHI BỘ"), ("", "(Đã ký)", "", "", "", "Bí thư"), (),
        ("", "Trần Thu Hà", "", "", "", "Vũ Văn Bình"),
    )  # fmt: skip
    assert [row.name for row in read(sheet)] == ["Lê Văn An"]
    parts = [(sheet, suggest(sheet, known()))]
    lines = left_out(parts, read_rows(parts, HOW))
    assert [line for line, _ in lines] == [4, 5, 6, 7, 8, 9, 11]
    assert lines[-1] == (11, "Trần Thu Hà Vũ Văn Bình")


def test_members_after_a_subtotal_are_members() -> None:
    head = ("STT", "Họ và tên", "Chi bộ")
    body = (("1", "Lê Văn An", "Một"), ("", "Cộng: 1"), ("2", "Lê Văn Ba"), ("3", "Lê Tư", "Hai"))
    assert [row.name for row in read(sheet_of(head, *body))] == ["Lê Văn An", "Lê Văn Ba", "Lê Tư"]


def test_a_line_with_a_name_and_nothing_else_is_doubtful() -> None:
    _, alone = read(sheet_of(HEAD, AN, ("", "Trần Thu Hà")))
    assert told(alone, DOUBT)[0].startswith("Dòng chỉ có chữ “Trần Thu Hà” ở cột họ tên")


def test_a_heading_printed_again_in_capitals_is_nobody() -> None:
    sheet = sheet_of(
        ("STT", "Họ và tên", "Ngày sinh", "", ""), ("", "", "Ngày", "Tháng", "Năm"),
        ("1", "Lê Văn An", "5", "3", "1962"),
        ("STT", "HỌ VÀ TÊN", "NGÀY SINH", "", ""), ("", "", "NGÀY", "THÁNG", "NĂM"),
        ("2", "Lê Văn Ba", "6", "3", "1962"),
    )  # fmt: skip
    assert [(row.name, row.problems) for row in read(sheet)] == [
        ("Lê Văn An", ()),
        ("Lê Văn Ba", ()),
    ]


def test_lines_of_another_table_below_are_never_read_by_the_columns_of_the_first() -> None:
    sheet = sheet_of(
        HEAD, AN, ("", "II. ĐẢNG VIÊN CHUYỂN ĐI"),
        ("STT", "Họ và tên", "Ngày chuyển đi", "Nơi chuyển đến"),
        ("1", "Trần Văn Ba", "05/03/2020", "Hà Nội"), HEAD, ("2", "Lê Tư", "1970", "Nam"),
    )  # fmt: skip
    first, *others = read(sheet)
    assert (first.name, first.problems) == ("Lê Văn An", ())
    moved = next(row for row in others if row.name == "Trần Văn Ba")
    assert moved.problems[0].startswith("Dòng nằm dưới một tiêu đề khác ở dòng 4 của trang")
    assert (others[-1].name, others[-1].problems) == ("Lê Tư", ())


def test_sections_may_leave_the_words_chi_bo_out() -> None:
    sheet = sheet_of(
        ("STT", "Họ và tên", "Năm sinh"), ("A", "CHI BỘ THÔN ĐÔNG"), ("1", "Lê Văn An", "1962"),
        ("B", "Thôn Tây (12 đảng viên)"), ("1", "Tô Văn Ba", "1963"), ("2", "Tổng Văn Tư", "1964"),
    )  # fmt: skip
    found = read(sheet)
    assert [(row.name, row.unit) for row in found] == [
        ("Lê Văn An", "CHI BỘ THÔN ĐÔNG"), ("Tô Văn Ba", "Thôn Tây"), ("Tổng Văn Tư", "Thôn Tây"),
    ]  # fmt: skip


def test_a_second_row_of_the_heading_is_no_line_even_where_nobody_knows_its_words() -> None:
    rows = (
        ("STT", "Họ và tên", "Ngày sinh", "Vợ (chồng)", ""), ("", "", "", "Tên gọi", "Nơi làm"),
        ("1", "Lê Văn An", "1962", "Trần Thị Ba", "HTX"),
    )  # fmt: skip
    for merges in (((0, 3, 0, 4),), ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)), ()):
        [an] = read(Sheet("DS", rows, merges=merges))
        assert (an.name, an.problems) == ("Lê Văn An", ())


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name", "other"),
    [
        ("Đ/c Nguyễn Văn A", "Nguyễn Văn A", None), ("Đồng chí: Lê Thị C", "Lê Thị C", None),
        ("đ/c. TS. Lê Văn D", "Lê Văn D", None), ("9. Lê Văn K", "Lê Văn K", None),
        ("'Nguyễn Văn H*", "Nguyễn Văn H", None), ("Bà: Trần Thị B", "Trần Thị B", None),
        ("Nguyễn Văn Bảy (Bảy Rô)", "Nguyễn Văn Bảy", "Bảy Rô"),
        ("Lê Văn An (tức Ba Lê)", "Lê Văn An", "Ba Lê"), ("Lê Văn An (Bí thư)", "Lê Văn An", None),
    ],
    ids=lambda text: str(text or "-"),
)  # fmt: skip
def test_what_stands_around_a_name_is_no_part_of_it(
    typed: str, name: str, other: str | None
) -> None:
    [row] = read(sheet_of(HEAD[1:3], (typed, "1962")))
    assert (row.name, row.values.get("other_names")) == (name, other)
    assert [note.kind for note in row.notes] == [MENDED]


@pytest.mark.parametrize(
    "typed",
    ["Ông Ích Khiêm", "H'Hen Niê", "Y Blơ Êban", "Nguyễn Văn\nDũng", "LÊ VĂN AN", "Công Văn Tổng"],
)
def test_names_that_only_look_odd_are_left_alone(typed: str) -> None:
    [row] = read(sheet_of(HEAD[1:3], (typed, "1962")))
    assert (row.name, row.notes) == (typed.replace("\n", " "), ())


@pytest.mark.parametrize(
    "typed",
    ["Nguyễn Văn A\nTrần Thị B", "Lê An, Trần Ba", "Lê An và Trần Ba", "Lê Văn An (đã mất)", "Siu",
     "Lê Văn 0", "Lê Văn An - Bí thư", "1"],
)  # fmt: skip
def test_a_cell_that_may_not_be_one_name_is_doubtful(typed: str) -> None:
    [row] = read(sheet_of(HEAD[1:3], (typed, "1962")))
    assert [note.kind for note in row.notes] == [DOUBT]


# --- cells ----------------------------------------------------------------------------------------


def test_ditto_marks_are_what_stands_above_and_never_a_number_of_somebody_else() -> None:
    head = ("Họ và tên", "Ngày sinh", "Dân tộc", "Quê quán", "Số CCCD", "Chi bộ")
    an = ("Lê Văn An", "1962", "Mường", "xã Kim Mỹ, tỉnh Ninh Bình", "037062000001", "Chi bộ 1")
    ba = ("Lê Văn Ba", "1963", "nt", "như trên", "nt", "-nt-")
    tu = ("Lê Văn Tư", "1964", '"', "//", "", "″")
    _, second, third = read(sheet_of(head, an, ba, tu))
    for row in (second, third):
        assert (row.values["ethnicity"], row.unit) == ("Mường", "Chi bộ 1")
        assert row.values["origin.province"] == "tỉnh Ninh Bình"
    assert "citizen_id" not in second.values
    assert second.problems == (
        "Số căn cước “nt” không phải là số của người này. Hãy ghi số đầy đủ.",
    )
    assert "Dân tộc “nt” đã hiểu là như dòng trên: Mường." in told(second, MENDED)
    [first] = read(sheet_of(head, ba))
    assert len(first.problems) == 4


def test_dashes_are_blank_in_every_column() -> None:
    head = ("Họ và tên", "Ngày sinh", "Dân tộc", "Nghề nghiệp", "Nơi làm việc", "Quê quán", "SĐT")
    [row] = read(sheet_of(head, ("Lê Văn An", "1962", "-", "–", "…", "-", "không")))
    assert set(row.values) == {"birth_name", "birth_date"}


def test_short_words_for_no_religion_and_for_men_and_women() -> None:
    head = ("Họ và tên", "Ngày sinh", "Tôn giáo", "Giới tính")
    rows = read(sheet_of(head, ("A B", "1962", "Ko", "Nữ giới"), ("A C", "1962", "0", "nam giới")))
    assert [(row.values["religion"], row.values["sex"]) for row in rows] == [
        ("Không", "Nữ"), ("Không", "Nam"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_a_cell_of_an_old_list_among_unicode_ones_is_converted_and_doubtful(
    encoding: Encoding,
) -> None:
    modern = [(f"Nguyễn Thị {name}", "1962", "xã Kim Mỹ") for name in ("Đào", "Mận", "Hồng", "Huệ")]
    old = (to_legacy("Trần Đức Lương", encoding), "1945", to_legacy("xã Đông Hải", encoding))
    found = read(sheet_of(("Họ và tên", "Ngày sinh", "Quê quán"), *modern, old))
    assert (found[-1].name, found[-1].values["origin.detail"]) == ("Trần Đức Lương", "xã Đông Hải")
    assert len(told(found[-1], DOUBT)) == 2
    assert [told(row, DOUBT) for row in found[:-1]] == [[]] * 4


def test_marks_of_direction_before_a_copied_date_say_nothing() -> None:
    [row] = read(sheet_of(HEAD[1:3], ("\u200eLê Văn An", "\u200e05/03/1962\u202c")))
    assert (row.name, row.values["birth_date"], row.notes) == (
        "Lê Văn An",
        PartialDate(1962, 3, 5),
        (),
    )


def test_two_badges_between_commas_are_not_taken_for_one() -> None:
    head = ("Họ và tên", "Ngày sinh", "Huy hiệu Đảng")
    one, two = read(
        sheet_of(head, ("A B", "1942", "30 năm (2015)"), ("A C", "1942", "30 năm, 40 năm"))
    )
    assert (told(one, DOUBT), len(told(two, DOUBT))) == ([], 1)
