"""The list of the upper system: found by its headings, cleaned, never guessed at."""

import io
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import (
    DoubledColumnsProblem,
    EmptySheetProblem,
    MissingColumnsProblem,
)
from tcxd_desktop.domain.imports import MemberRow
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.exchange import sheet_parser
from tcxd_desktop.exchange.people_sheet import rows, sample_list
from tcxd_desktop.exchange.sheets import Sheet, read_sheet

TODAY = date(2026, 11, 23)
TITLES = (
    "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
    "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái",
)  # fmt: skip
DAO = (
    "Nguyễn Thị Đào", "037162004417", "037162004417", "05/03/1962", "03/02/1985",
    "Chi bộ thôn Đông", "Chi bộ thôn Tây", "Đang sinh hoạt",
)  # fmt: skip


def sheet(*lines: tuple[str, ...], titles: tuple[str, ...] = TITLES) -> Sheet:
    return Sheet("DS", (titles, *lines))


def one(**changed: str) -> MemberRow:
    """The row of Đào with some cells changed, by column title."""
    keys = {"name": 0, "card": 1, "citizen": 2, "birth": 3, "admitted": 4, "cell": 5, "status": 7}
    cells = list(DAO)
    for key, value in changed.items():
        cells[keys[key]] = value
    (row,) = rows(sheet(tuple(cells)), TODAY)
    return row


def test_a_line() -> None:
    assert rows(sheet(DAO), TODAY) == [
        MemberRow(
            line=2,
            name="Nguyễn Thị Đào",
            card_no="037162004417",
            citizen_id="037162004417",
            birth=PartialDate(1962, 3, 5),
            admitted=PartialDate(1985, 2, 3),
            cell="Chi bộ thôn Đông",
            residence_cell="Chi bộ thôn Tây",
            status="Đang sinh hoạt",
        )
    ]


def test_a_real_file_with_titles_merged_heads_floats_and_decomposed_text() -> None:
    made = Workbook()
    page = made.active
    page["B1"] = "ĐẢNG BỘ XÃ ĐÔNG HẢI"
    page.merge_cells("B1:F1")
    page["B2"] = "DANH SÁCH ĐẢNG VIÊN"
    page.merge_cells("B2:J2")
    heads = [
        "STT",
        "Trạng thái",
        "Họ và tên",
        "Giới tính",
        "Số thẻ đảng",
        "Số định danh cá nhân (12 số)",
    ]
    for place, title in enumerate(heads, start=2):
        page.cell(4, place, title)
        page.merge_cells(start_row=4, end_row=5, start_column=place, end_column=place)
    page["H4"] = "Ngày tháng"
    page.merge_cells("H4:I4")
    page["H5"], page["I5"] = "Sinh ngày:", "Ngày vào  Đảng*"
    page["J4"], page["K4"] = (
        "Chi bộ\nđang sinh hoạt",
        unicodedata.normalize("NFD", "Chi bộ nơi cư trú"),
    )
    for place in range(2, 12):
        page.cell(6, place, f"({place - 1})")
    name = unicodedata.normalize("NFD", "  Nguyễn  Thị\u200b Đào ")
    page.append(
        [
            None,
            1,
            "Đang sinh hoạt",
            name,
            "Nữ",
            37162004417.0,
            37162004417,
            date(1962, 3, 5),
            31081,
            "Chi bộ thôn Đông",
        ]
    )
    page.append(
        [
            None,
            2,
            None,
            "Trần Văn Bé",
            "Nam",
            2032960,
            "'001059000009",
            "00/00/1959",
            "3/1985",
            "Chi bộ thôn Đông",
        ]
    )
    page.append([])
    page.append([None, "Tổng số: 2 đảng viên"])
    page.append([None, None, None, "Tổng cộng: 02 đồng chí"])
    target = io.BytesIO()
    made.save(target)

    dao, be = rows(read_sheet(target.getvalue()), TODAY)
    assert dao == MemberRow(
        line=7,
        name="Nguyễn Thị Đào",
        card_no="037162004417",
        citizen_id="037162004417",
        birth=PartialDate(1962, 3, 5),
        admitted=PartialDate(1985, 2, 3),
        cell="Chi bộ thôn Đông",
        status="Đang sinh hoạt",
    )
    assert (be.line, be.card_no, be.citizen_id, be.problems) == (8, "02032960", "001059000009", ())
    assert (be.birth, be.admitted) == (PartialDate(1959), PartialDate(1985, 3))


def test_the_old_format() -> None:
    data = (Path(__file__).parent / "files" / "list.xls").read_bytes()
    (dao,) = rows(read_sheet(data), TODAY)
    assert (dao.line, dao.name, dao.card_no, dao.birth) == (
        4, "Nguyễn Thị Đào", "037162004417", PartialDate(1962, 3, 5),
    )  # fmt: skip


@given(st.permutations(range(8)))
def test_columns_in_any_order(order: list[int]) -> None:
    mixed = Sheet("DS", tuple(tuple(line[place] for place in order) for line in (TITLES, DAO)))
    assert rows(mixed, TODAY) == rows(sheet(DAO), TODAY)


def test_missing_columns_are_named() -> None:
    with pytest.raises(MissingColumnsProblem) as caught:
        rows(Sheet("DS", (("Họ và tên", "Ngày sinh", "Số thẻ", "Chi bộ"), ("Đào",))), TODAY)
    assert caught.value.args == ("Số CCCD, Ngày kết nạp, Chi bộ nơi cư trú, Trạng thái",)


@pytest.mark.parametrize("lines", [(("a", "b"), ("c", "d")), (DAO,)])
def test_a_sheet_without_the_heading_misses_all_columns(lines: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(MissingColumnsProblem) as caught:
        rows(Sheet("DS", lines), TODAY)
    assert caught.value.args == (", ".join(TITLES),)


@pytest.mark.parametrize("second", ["Ngày vào Đảng", "NGÀY KẾT NẠP"])
def test_doubled_columns_are_named(second: str) -> None:
    with pytest.raises(DoubledColumnsProblem) as caught:
        rows(sheet((*DAO, "01/01/1990"), titles=(*TITLES, second)), TODAY)
    assert caught.value.args == ("Ngày kết nạp",)


def test_a_heading_and_nothing_below() -> None:
    for lines in ((), (("",) * 8,), (("1", "2", "3", "4", "5", "6", "7", "8"),), (("", "  "),)):
        with pytest.raises(EmptySheetProblem):
            rows(sheet(*lines), TODAY)


def test_a_line_shorter_than_the_heading() -> None:
    (row,) = rows(sheet(DAO[:3]), TODAY)
    assert (row.name, row.birth, row.cell, row.problems) == ("Nguyễn Thị Đào", None, "", ())


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("037162004417", "037162004417", ()),
        ("37162004417", "037162004417", ()),
        ("1162004417", "001162004417", ()),
        ("037 162 004 417", "037162004417", ()),
        ("", "", ()),
        ("161234567", "", ("Số CCCD có 9 chữ số, phải có 12 chữ số.",)),
        ("000161234567", "", ("Số CCCD bắt đầu bằng 000, không tỉnh nào có mã này.",)),
        ("0371620044170", "", ("Số CCCD có 13 chữ số, phải có 12 chữ số.",)),
        ("3.7162E+10", "", ("Số CCCD “37162E+10” có ký tự không phải chữ số.",)),
        ("chưa có", "", ("Số CCCD “chưacó” có ký tự không phải chữ số.",)),
    ],
)
def test_citizen_ids(typed: str, number: str, said: tuple[str, ...]) -> None:
    row = one(citizen=typed, card="")
    assert (row.citizen_id, row.problems) == (number, said)


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("037162004417", "037162004417", ()),
        ("37162004417", "037162004417", ()),
        ("02.032960", "02032960", ()),
        ("2032960", "02032960", ()),
        ("32960", "00032960", ()),
        ("", "", ()),
        ("3296", "", ("Số thẻ Đảng viên có 4 chữ số, phải có 12 (thẻ cũ 8) chữ số.",)),
        ("NB 02032960", "", ("Số thẻ Đảng viên “NB02032960” có ký tự không phải chữ số.",)),
    ],
)
def test_card_numbers(typed: str, number: str, said: tuple[str, ...]) -> None:
    row = one(card=typed, citizen="")
    assert (row.card_no, row.problems) == (number, said)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/03/1962", PartialDate(1962, 3, 5)),
        ("5-3-1962", PartialDate(1962, 3, 5)),
        ("1962-03-05", PartialDate(1962, 3, 5)),
        ("1962-03-05T00:00:00", PartialDate(1962, 3, 5)),
        ("05/03/1962 00:00:00", PartialDate(1962, 3, 5)),
        ("22710", PartialDate(1962, 3, 5)),
        ("5031962", PartialDate(1962, 3, 5)),
        ("'05/03/1962", PartialDate(1962, 3, 5)),
        ("03/1962", PartialDate(1962, 3)),
        ("00/03/1962", PartialDate(1962, 3)),
        ("1962", PartialDate(1962)),
        ("00/00/1962", PartialDate(1962)),
        ("khoảng 1962", PartialDate(1962, about=True)),
        ("", None),
    ],
)
def test_days(typed: str, day: PartialDate | None) -> None:
    row = one(birth=typed)
    assert (row.birth, row.problems) == (day, ())


@pytest.mark.parametrize(
    "typed", ["31/02/1962", "05/13/1962", "99999", "50362", "#N/A", "không rõ", "-"]
)
def test_days_no_calendar_has(typed: str) -> None:
    row = one(birth=typed)
    assert row.birth is None
    assert row.problems == (f"Ngày sinh “{typed}” không phải là ngày có trên lịch.",)


def test_days_that_cannot_be() -> None:
    assert one(admitted="01/01/2027").problems == ("Ngày kết nạp 01/01/2027 chưa tới.",)
    assert one(admitted="05/03/1962").problems == ("Ngày kết nạp phải sau ngày sinh.",)
    assert one(admitted="1962").problems == ()


def test_a_line_without_a_name() -> None:
    assert one(name="  ").problems == ("Thiếu họ và tên.",)


def test_very_long_and_odd_text_is_kept() -> None:
    long = "Nguyễn " * 70 + "Đào <b>&amp; 😀"
    assert one(name=long).name == long
    said = one(birth="x" * 500).problems[0]
    assert len(said) < 100


def test_doubles_name_the_other_lines() -> None:
    other = ("Trần Văn Bé", "037162004417", "001059000009", *DAO[3:])
    third = ("Lê Thị Tư", "", "037162004417", *DAO[3:])
    first, second, last = rows(sheet(DAO, other, third), TODAY)
    assert first.problems == ("Số CCCD trùng với dòng 4.", "Số thẻ Đảng viên trùng với dòng 3.")
    assert second.problems == ("Số thẻ Đảng viên trùng với dòng 2.",)
    assert last.problems == ("Số CCCD trùng với dòng 2.",)
    many = rows(sheet(*[DAO] * 6), TODAY)
    assert many[0].problems[0] == "Số CCCD trùng với dòng 3, 4, 5 và 2 dòng khác."


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=30
).map(clean_line)
_DAY = st.dates(date(1920, 1, 1), date(1960, 1, 1))
_LATER = st.dates(date(1961, 1, 1), TODAY)


def _partial(day: date, parts: int) -> PartialDate:
    return PartialDate(
        *(day.year, day.month, day.day)[:parts], about=parts == 1 and day.day % 2 == 0
    )


_MEMBER = st.builds(
    MemberRow,
    line=st.just(0),
    name=_TEXT.filter(bool).map(lambda text: f"Đào {text}"),
    card_no=st.one_of(st.just(""), st.from_regex(r"[0-9]{8}", fullmatch=True), st.from_regex(r"0[0-9]{11}", fullmatch=True)),
    citizen_id=st.one_of(st.just(""), st.from_regex(r"0[1-9][0-9]{10}", fullmatch=True)),
    birth=st.one_of(st.none(), st.builds(_partial, _DAY, st.integers(1, 3))),
    admitted=st.one_of(st.none(), st.builds(_partial, _LATER, st.integers(1, 3))),
    cell=_TEXT,
    residence_cell=_TEXT,
    status=_TEXT,
)  # fmt: skip


def _unlike(found: list[MemberRow]) -> bool:
    numbers = [number for row in found for number in {row.card_no, row.citizen_id} - {""}]
    return len(numbers) == len(set(numbers))


@settings(max_examples=60, deadline=None)
@given(st.lists(_MEMBER, min_size=1, max_size=5).filter(_unlike))
def test_what_is_exported_comes_back_the_same(members: list[MemberRow]) -> None:
    parsed = sheet_parser.parse(sample_list(members))
    read = Sheet(parsed["name"], tuple(tuple(row) for row in parsed["rows"]))
    expected = [replace(member, line=line) for line, member in enumerate(members, start=2)]
    assert rows(read, TODAY) == expected


def test_a_file_read_through_the_child_and_written_again_is_the_same_list() -> None:
    found = rows(sheet(DAO, ("=1+1", "", "", "", "", "+84", "-x", "@SUM(A1)")), TODAY)
    assert rows(read_sheet(sample_list(found)), TODAY) == found
