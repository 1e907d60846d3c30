"""How sheets tell what they are: headings, layouts, character sets, saved ways of reading."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import (
    DoubledColumnsProblem,
    EmptySheetProblem,
    MissingColumnsProblem,
)
from tcxd_desktop.domain.imports import ColumnChoice, SheetMap
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding, Sheet
from tcxd_desktop.domain.sheet_heads import NO_HEAD, find_head, first_line, headings, plain
from tcxd_desktop.domain.sheet_lines import unknown_values
from tcxd_desktop.domain.sheet_mapping import check, profile_of, samples, suggest
from tcxd_desktop.domain.targets import TARGETS, choices, fits
from tests.domain.sheet_samples import CODES, known, layouts, read, sheet_of, written


def targets(sheet: Sheet) -> list[str]:
    """The targets suggested for the columns of a sheet."""
    return [column.target for column in suggest(sheet, known()).columns]


PAGES = [
    pytest.param(key, number, id=f"{key}-{number}")
    for key, layout in layouts().items()
    for number in range(len(layout.sheets))
]


@pytest.mark.parametrize(("key", "number"), PAGES)
def test_every_sheet_of_every_layout_is_recognised(key: str, number: int) -> None:
    page = layouts()[key].sheets[number]
    found = suggest(written(page, [{"birth_name": "Đào"}]), known())
    assert (found.layout, found.table) == (key, page.table)
    assert [column.target for column in found.columns] == [one.target for one in page.columns]
    assert all(column.sure for column in found.columns)


@pytest.mark.parametrize(("key", "number"), PAGES)
def test_a_layout_is_recognised_in_old_text_too(key: str, number: int) -> None:
    sheet = written(layouts()[key].sheets[number], [])
    old = replace(
        sheet,
        name="Sheet1",
        rows=tuple(tuple(to_legacy(cell, Encoding.TCVN3) for cell in row) for row in sheet.rows),
    )
    found = suggest(old, known())
    table = layouts()[key].sheets[number].table
    # These two have the same columns: without its name a sheet may be either.
    twins = table in {"age_gaps", "exemptions"}
    assert (found.layout, found.table) == (("", "") if twins else (key, table))


@given(st.permutations(range(28)), st.integers(0, 3))
def test_columns_moved_about_and_titles_above(order: list[int], above: int) -> None:
    page = layouts()["central28"].sheets[0]
    columns = [page.columns[place] for place in order]
    heads = tuple(f"{one.group} {one.title}".strip() for one in columns)
    found = suggest(Sheet("DS", (*[("DANH SÁCH",)] * above, heads, ("x",) * 28)), known())
    assert found.head == (above, above)
    assert found.layout == "central28"
    assert [one.target for one in found.columns] == [one.target for one in columns]


@pytest.mark.parametrize(
    ("rows", "merges", "head", "columns"),
    [
        # Groups by merged cells, and titles merged downwards.
        ((("STT", "Họ và tên", "Quê quán", "", "Trình độ", ""), ("", "", "Xã", "Tỉnh", "Văn hóa", "LLCT")),
         ((0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)), (0, 1),
         ["ordinal", "birth_name", "origin.commune", "origin.province", "edu_general", "theory"]),
        # The same without merges, as csv has it.
        ((("STT", "Họ và tên", "Quê quán", "", "Trình độ", ""), ("", "", "Xã", "Tỉnh", "Văn hóa", "LLCT")),
         (), (0, 1), ["ordinal", "birth_name", "origin.commune", "origin.province", "edu_general", "theory"]),
        # A title merged over everything is no group.
        ((("DANH SÁCH ĐẢNG VIÊN", "", ""), ("Họ và tên", "Ngày sinh", "Dân tộc")), ((0, 0, 0, 2),), (1, 1),
         ["birth_name", "birth_date", "ethnicity"]),
        # Three levels.
        ((("Họ tên", "Lý lịch", "", ""), ("", "Thường trú", "", ""), ("", "Tỉnh/Thành phố", "Phường/Xã", "Chi tiết")),
         ((0, 1, 0, 3), (1, 1, 1, 3)), (0, 2), ["birth_name", "home.province", "home.commune", "home.detail"]),
        # Somebody else's birth is not the member's.
        ((("Họ và tên", "Ngày sinh", "Vợ (chồng)", ""), ("", "", "Họ và tên", "Ngày sinh")),
         ((0, 2, 0, 3),), (0, 1), ["birth_name", "birth_date", "", ""]),
        # Signs, numbers and brackets about the words.
        ((("1. HỌ VÀ TÊN:", "Số CCCD (12 số)", "Ngày vào Đảng (chính thức)*", "Ngày vào Đảng (dự bị)"),),
         (), (0, 0), ["birth_name", "citizen_id", "official_date", "ceremony_date"]),
        # The second column of one thing is asked about.
        ((("Họ và tên", "Ngày kết nạp", "Ngày vào Đảng"),), (), (0, 0), ["birth_name", "ceremony_date", ""]),
        # The whole place gives way to its parts.
        ((("Họ và tên", "Quê quán", "Quê quán (xã)", "Quê quán - Tỉnh"),), (), (0, 0),
         ["birth_name", "", "origin.commune", "origin.province"]),
    ],
    ids=["merged", "unmerged", "title", "three", "relative", "signs", "twice", "parts"],
)  # fmt: skip
def test_headings(
    rows: tuple[tuple[str, ...], ...],
    merges: tuple[tuple[int, int, int, int], ...],
    head: tuple[int, int],
    columns: list[str],
) -> None:
    data = tuple("Đào" if place == 0 else "" for place in range(len(columns)))
    found = suggest(Sheet("DS", (*rows, data), merges=merges), known())
    assert found.head == head
    assert [column.target for column in found.columns] == columns


def test_a_row_of_data_is_never_part_of_the_heading() -> None:
    sheet = sheet_of(("Họ và tên", "Giới tính", "Ngày sinh"), ("Nguyễn Văn Nam", "Nam", "1962"))
    assert suggest(sheet, known()).head == (0, 0)


def test_no_heading_at_all() -> None:
    found = suggest(sheet_of(("Nguyễn Thị Đào", "1962"), ("Trần Văn Bé", "1959")), known())
    assert found.head == NO_HEAD
    assert [(one.target, one.sure) for one in found.columns] == [("", False), ("", False)]
    with pytest.raises(EmptySheetProblem):
        check(found)


def test_the_chosen_heading_and_layout_are_obeyed() -> None:
    sheet = sheet_of(("Họ và tên", "Ngày sinh"), ("Họ tên", "Năm sinh"), ("Đào", "1962"))
    assert suggest(sheet, known(), head=(1, 1)).columns[1].heading == "Năm sinh"
    assert suggest(sheet, known(), head=(0, 1)).columns[1].heading == "Ngày sinh / Năm sinh"
    assert suggest(sheet, known(), head=NO_HEAD).head == NO_HEAD
    assert suggest(sheet, known(), layout="central8").layout == "central8"
    trainings = written(layouts()["trainings"].sheets[0], [])
    found = suggest(trainings, known(), layout="")
    assert (found.layout, found.table) == ("", "")


def test_what_is_sure() -> None:
    heads = ("Họ và tên", "Ngày sinh", "Nơi ở hiện nay", "Chuyện lạ")
    found = suggest(sheet_of(heads, ("Đào", "1962", "x", "x")), known()).columns
    assert [(column.target, column.sure) for column in found] == [
        ("birth_name", True), ("birth_date", True), ("home", False), ("", False),
    ]  # fmt: skip
    bare = suggest(sheet_of(("Tên", "Năm sinh"), ("Nguyễn Thị Đào", "1962")), known()).columns
    assert (bare[0].target, bare[0].sure) == ("birth_name", False)


def test_family_and_given_name_under_one_heading() -> None:
    heads = ("TT", "Họ và tên", "", "Năm sinh")
    body = [("1", "Nguyễn Thị", "Đào", "1962"), ("2", "Trần Văn", "Bé", "1959")]
    assert targets(sheet_of(heads, *body))[1:3] == ["name.family", "name.given"]
    merged = replace(sheet_of(heads, *body), merges=((0, 1, 0, 2),))
    found = suggest(merged, known()).columns[1:3]
    assert [(one.target, one.sure) for one in found] == [
        ("name.family", True),
        ("name.given", True),
    ]
    numbers = [(*line[:2], "12", line[3]) for line in body]
    assert targets(sheet_of(heads, *numbers))[1:3] == ["birth_name", ""]


def test_old_text_is_told_by_column() -> None:
    names = ["Nguyễn Thị Đào", "Trần Văn Bé", "Lê Hữu Đức", "Phạm Thị Hồng"]
    lines = [(to_legacy(name, Encoding.TCVN3), name, "1962") for name in names]
    found = suggest(sheet_of(("Họ và tên", "Tên gọi khác", "Ngày sinh"), *lines), known())
    assert [one.encoding for one in found.columns] == [Encoding.TCVN3, None, None]
    fonts = ("...", *["t.."] * 4)
    tagged = replace(sheet_of(("Họ và tên", "Tên gọi khác", "Ngày sinh"), *lines), fonts=fonts)
    found = suggest(tagged, known())
    assert [one.encoding for one in found.columns] == [None] * 3
    assert [row.name for row in read(tagged, found)] == names


def test_samples_show_first_what_changes() -> None:
    old = to_legacy("Nguyễn Thị Đào", Encoding.VNI)
    sheet = sheet_of(
        ("Họ và tên", "Ngày sinh"), ("An", "1962"), (old, "1963"), ("An", "1964"), ("  Bé ", "")
    )
    found = suggest(sheet, known())
    found = replace(
        found, columns=(replace(found.columns[0], encoding=Encoding.VNI), found.columns[1])
    )
    assert samples(sheet, found, 0) == [(old, "Nguyễn Thị Đào"), ("  Bé ", "Bé"), ("An", "An")]
    assert samples(sheet, found, 0, most=1) == [(old, "Nguyễn Thị Đào")]
    assert samples(sheet, found, 9) == []


def test_a_profile_fits_where_columns_moved() -> None:
    sheet = sheet_of(("Người ấy", "Hồi nào", "Ngày sinh"), ("Đào", "1985", "1962"))
    chosen = SheetMap("DS", (0, 0), (
        ColumnChoice(0, "Người ấy", "birth_name", Encoding.VNI),
        ColumnChoice(1, "Hồi nào", "ceremony_date"),
        ColumnChoice(2, "Ngày sinh", ""),
    ), values={"sex": {"m": "Nam"}})  # fmt: skip
    profile = profile_of(chosen, "Huyện cũ")
    assert (profile.name, profile.encodings) == ("Huyện cũ", {"nguoi ay": "vni"})
    moved = sheet_of(("NGÀY SINH", "Hồi nào?", "Người  ấy"), ("1962", "1985", "Đào"))
    found = suggest(moved, known(), profile=profile, head=(0, 0))
    assert [one.target for one in found.columns] == ["", "ceremony_date", "birth_name"]
    assert found.columns[2].encoding is Encoding.VNI
    assert found.values == {"sex": {"m": "Nam"}}
    again = suggest(sheet, known(), profile=profile_of(suggest(sheet, known()), ""))
    assert again == suggest(sheet, known())


def test_what_cannot_work_is_refused() -> None:
    with pytest.raises(MissingColumnsProblem):
        check(suggest(sheet_of(("Ngày sinh", "Dân tộc"), ("1962", "Kinh")), known()))
    twice = SheetMap("DS", (0, 0), tuple(ColumnChoice(n, f"Tên {n}", "birth_name") for n in (0, 1)))
    with pytest.raises(DoubledColumnsProblem) as caught:
        check(twice)
    assert caught.value.args == ("Tên 0, Tên 1",)
    check(suggest(sheet_of(("Họ và tên", "Dân tộc"), ("Đào", "Kinh")), known()))


def test_unknown_values_are_counted() -> None:
    sheet = sheet_of(
        ("Họ và tên", "Lý luận chính trị", "Dân tộc", "Nghề nghiệp"),
        ("Đào", "Trung cấp LLCT", "kinh", "thợ mộc"), ("Bé", "TC", "Người Kinh lai", "thợ mộc"),
        ("Tư", "TC", "Tày", ""), ("Năm", "CC", "", ""), ("", "Cộng: 4", "", ""),
    )  # fmt: skip
    found = suggest(sheet, known())
    assert unknown_values(sheet, found, CODES) == {
        "theory": (("TC", 2), ("CC", 1)), "ethnicity": (("Người Kinh lai", 1),),
    }  # fmt: skip
    mapped = replace(found, values={"theory": {"tc": "Trung cấp", "cc": ""}})
    assert "theory" not in unknown_values(sheet, mapped, CODES)


def test_lines_about_nobody_are_not_asked_about() -> None:
    sheet = Sheet(
        "DS",
        (
            ("TT", "Họ và tên", "Ngày sinh", "Lý luận chính trị", "Nữ"), ("", "", "", "", ""),
            ("1", "2", "3", "4", "5"), ("1", "Nguyễn Thị Đào", "1962", "TC", "x"),
            ("", "Cộng: 1 đảng viên", "", "", ""), ("", "Người lập biểu", "", "T/M Đảng ủy", ""),
            ("", "Trần Thị Lập", "", "Lê Văn Ký", ""),
        ),
    )  # fmt: skip
    found = suggest(sheet, known())
    assert unknown_values(sheet, found, CODES) == {"theory": (("TC", 1),)}
    assert samples(sheet, found, 2) == [("1962", "1962")]


def test_heads_that_are_not_there() -> None:
    sheet = sheet_of(("a",), ("b", "c"))
    assert headings(sheet, NO_HEAD) == ((), ())
    assert headings(sheet, (0, 5)) == (("a", "b"), ("a", "c"))
    assert find_head(Sheet("DS", ()), lambda over: "x") == NO_HEAD
    assert first_line(sheet_of(("Tên",), ("(1)",), ("Đào",)), (0, 0)) == 2
    assert plain("  Số CCCD/CMND (12 số)* ") == "so cccd cmnd 12 so"


# --- targets -------------------------------------------------------------------------------------


def test_targets_fit_the_sheets_they_can_stand_in() -> None:
    members, jobs = choices(), choices("jobs")
    assert {one.key for one in members} | {one.key for one in jobs} < set(TARGETS)
    assert fits("jobs.work", "jobs")
    assert not fits("jobs.work", "")
    assert not fits("jobs.work", "badges")
    assert not fits("ethnicity", "jobs")
    assert fits("birth_name", "jobs")
    assert not fits("photo", "")
    assert all("photo" not in one.key for one in members)
    assert TARGETS["birth_name"].locked
    assert TARGETS["disciplines.form"].sealed
