"""Lists as people write them: titles, sections, totals, old numbers; nothing is guessed silently."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.imports import ColumnChoice, ImportRow, NoteKind, SheetMap
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.rows import Badge, Job, Training
from tcxd_desktop.domain.sheet import Encoding, Sheet
from tcxd_desktop.domain.sheet_mapping import suggest
from tcxd_desktop.domain.sheet_rows import APART, read_rows, where
from tcxd_desktop.domain.unit_names import UnitNames, UnitNumbers
from tests import make
from tests.domain.sheet_samples import HOW, known, layouts, one, read, sheet_of, told, written

TITLES = (
    "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
    "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái",
)  # fmt: skip
DAO = (
    "Nguyễn Thị Đào", "037162004417", "037162004417", "05/03/1962", "03/02/1985",
    "Chi bộ thôn Đông", "Chi bộ thôn Tây", "Đang sinh hoạt",
)  # fmt: skip
ERROR, DOUBT, MENDED = NoteKind.ERROR, NoteKind.DOUBT, NoteKind.MENDED


def eight(**changed: str) -> ImportRow:
    """The row of Đào in the list of eight columns, some cells changed."""
    keys = {"name": 0, "card": 1, "citizen": 2, "birth": 3, "admitted": 4, "cell": 5, "status": 7}
    cells = list(DAO)
    for key, value in changed.items():
        cells[keys[key]] = value
    (row,) = read(sheet_of(TITLES, cells))
    return row


def test_a_line_of_the_eight_columns() -> None:
    assert read(sheet_of(TITLES, DAO)) == [
        ImportRow(
            line=2,
            name="Nguyễn Thị Đào",
            values={
                "birth_name": "Nguyễn Thị Đào",
                "card_no": "037162004417",
                "citizen_id": "037162004417",
                "birth_date": PartialDate(1962, 3, 5),
                "ceremony_date": PartialDate(1985, 2, 3),
                "residence_cell": "Chi bộ thôn Tây",
            },
            unit="Chi bộ thôn Đông",
            standing="Đang sinh hoạt",
        )
    ]


@given(st.permutations(range(8)))
def test_columns_in_any_order(order: list[int]) -> None:
    mixed = sheet_of(*[[line[place] for place in order] for line in (TITLES, DAO)])
    assert read(mixed) == read(sheet_of(TITLES, DAO))


def test_a_list_with_titles_merged_heads_sections_totals_and_signatures() -> None:
    nfd = unicodedata.normalize("NFD", "Chi bộ nơi cư trú")
    sheet = Sheet(
        "Danh sách",
        (
            ("", "ĐẢNG BỘ XÃ ĐÔNG HẢI"),
            ("", "DANH SÁCH ĐẢNG VIÊN"),
            (),
            ("", "STT", "Trạng thái", "Họ và tên", "Giới tính", "Số thẻ đảng",
             "Số định danh cá nhân (12 số)", "Ngày tháng", "", "", nfd),
            ("", "", "", "", "", "", "", "Sinh ngày:", "Ngày vào  Đảng*", "", ""),
            ("", *(f"({number})" for number in range(1, 11))),
            ("", "I", "Chi bộ thôn Đông (2 đảng viên)"),
            ("", "1", "Đang sinh hoạt", unicodedata.normalize("NFD", "  Nguyễn  Thị\u200b Đào "),
             "Nữ", "37162004417", "37162004417.0", "1962-03-05T00:00:00", "31481", "", ""),
            ("", "2", "", "Trần Văn Bé", "Nam", "2032960", "'001059000009", "00/00/1959",
             "3/1985", "", "Chi bộ thôn Tây"),
            (),
            ("", "II.", "Chi bộ thôn Tây: 01 đảng viên"),
            ("", "STT", "Trạng thái", "Họ và tên", "Giới tính", "Số thẻ đảng",
             "Số định danh cá nhân (12 số)", "Sinh ngày:", "Ngày vào  Đảng*", "", nfd),
            ("", "1", "", "Tống Sơn Hà", "Nam", "", "", "khoảng 1950", "", "", ""),
            ("", "Tổng số: 3 đảng viên"),
            ("", "", "", "Tổng cộng", "2", "1"),
            ("", "", "", "Tổng cộng: 03 đồng chí"),
            ("", "", "", "", "", "Đông Hải, ngày … tháng 11 năm 2026"),
            ("", "NGƯỜI LẬP", "", "", "", "T/M CHI ỦY"),
            ("", "", "", "", "", "BÍ THƯ"),
        ),
        merges=((0, 1, 0, 5), (3, 7, 3, 8), (3, 1, 4, 1), (3, 2, 4, 2)),
    )  # fmt: skip
    dao, be, ha = read(sheet)
    assert (dao.line, dao.name, dao.standing, dao.unit) == (
        8, "Nguyễn Thị Đào", "Đang sinh hoạt", "Chi bộ thôn Đông",
    )  # fmt: skip
    assert dao.values == {
        "birth_name": "Nguyễn Thị Đào", "sex": "Nữ", "card_no": "037162004417",
        "citizen_id": "037162004417", "birth_date": PartialDate(1962, 3, 5),
        "ceremony_date": PartialDate(1986, 3, 10),
    }  # fmt: skip
    assert told(dao, MENDED) == [
        "Số thẻ đảng viên thiếu số 0 ở đầu: “37162004417” đã hiểu là 037162004417.",
        "Số căn cước thiếu số 0 ở đầu: “37162004417” đã hiểu là 037162004417.",
        "Ngày vào Đảng “31481” là số ngày của Excel: đã hiểu là 10/03/1986.",
        "Chi bộ đang sinh hoạt lấy theo tiêu đề phía trên hoặc tên trang: Chi bộ thôn Đông.",
    ]
    assert be.values == {
        "birth_name": "Trần Văn Bé", "sex": "Nam", "citizen_id": "001059000009",
        "birth_date": PartialDate(1959), "ceremony_date": PartialDate(1985, 3),
        "residence_cell": "Chi bộ thôn Tây", "old_card_no": "02032960",
    }  # fmt: skip
    assert (ha.line, ha.name, ha.unit) == (13, "Tống Sơn Hà", "Chi bộ thôn Tây")
    assert [row.problems for row in (dao, be, ha)] == [(), (), ()]


def test_a_line_shorter_than_the_heading() -> None:
    (row,) = read(sheet_of(TITLES, DAO[:3]))
    assert (row.name, row.unit, row.problems) == ("Nguyễn Thị Đào", "", ())
    assert "birth_date" not in row.values


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("037162004417", "037162004417", ()),
        ("37162004417", "037162004417", ()),
        ("1162004417", "001162004417", ()),
        ("037 162 004 417", "037162004417", ()),
        ("3.7162004417E+10", "037162004417", ()),
        ("3,7162004417e10", "037162004417", ()),
        ("37162004417.00", "037162004417", ()),
        ("", None, ()),
        ("chưa có", None, ()),
        ("161234567", None, ("Số căn cước có 9 chữ số, phải có 12 chữ số. Hãy xem lại giấy tờ và sửa ô này.",)),
        ("000161234567", None, ("Số căn cước bắt đầu bằng 000, không tỉnh nào có mã này. Hãy sửa ô này.",)),
        ("0371620044170", None, ("Số căn cước có 13 chữ số, phải có 12 chữ số. Hãy xem lại giấy tờ và sửa ô này.",)),
        ("3.7162E+10", None, ("Số căn cước “3.7162E+10” đã bị Excel làm tròn, mất các chữ số cuối. Hãy lấy số đầy đủ từ giấy tờ và ghi lại.",)),
        ("mất thẻ", None, ("Số căn cước “mất thẻ” có ký tự không phải chữ số. Hãy sửa ô này.",)),
        ("#N/A", None, ("Số căn cước là lỗi của bảng tính “#N/A”, không phải giá trị. Hãy sửa ô này.",)),
    ],
)  # fmt: skip
def test_citizen_ids(typed: str, number: str | None, said: tuple[str, ...]) -> None:
    row = eight(citizen=typed, card="")
    assert (row.values.get("citizen_id"), row.problems) == (number, said)


@pytest.mark.parametrize(
    ("typed", "new", "old", "said"),
    [
        ("037162004417", "037162004417", None, ()),
        ("02.032960", None, "02032960", ()),
        ("2032960", None, "02032960", ()),
        ("32960", None, "00032960", ()),
        ("", None, None, ()),
        ("3296", None, None, ("Số thẻ đảng viên có 4 chữ số, phải có 12 (thẻ cũ 8) chữ số. Hãy xem lại giấy tờ và sửa ô này.",)),
        ("NB 02032960", None, None, ("Số thẻ đảng viên “NB 02032960” có ký tự không phải chữ số. Hãy sửa ô này.",)),
    ],
)  # fmt: skip
def test_card_numbers(typed: str, new: str | None, old: str | None, said: tuple[str, ...]) -> None:
    row = eight(card=typed, citizen="")
    assert (row.values.get("card_no"), row.values.get("old_card_no"), row.problems) == (
        new, old, said,
    )  # fmt: skip


def test_a_column_of_its_own_goes_before_an_old_number_found_elsewhere() -> None:
    for heads in (("Số thẻ đảng", "Số thẻ cũ"), ("Số thẻ cũ", "Số thẻ đảng")):
        numbers = {"Số thẻ đảng": "02032960", "Số thẻ cũ": "02032961"}
        (row,) = read(sheet_of(("Họ và tên", *heads), ("Đào", *(numbers[head] for head in heads))))
        assert row.values["old_card_no"] == "02032961"


def test_nine_digits_are_an_old_card_where_the_heading_says_so() -> None:
    row = one("Số CMND/CCCD", "161234567")
    assert row.values == {"birth_name": "Nguyễn Thị Đào", "old_citizen_id": "161234567"}
    assert told(row, MENDED) == [
        "Số căn cước “161234567” chỉ có 9 chữ số: đã hiểu là số chứng minh nhân dân cũ."
    ]
    both = one("Số CMND/CCCD", "037162004417 (CMND: 161 234 567)")
    assert both.values["citizen_id"] == "037162004417"
    assert both.values["old_citizen_id"] == "161234567"


def test_days_that_cannot_be() -> None:
    assert eight(admitted="01/01/2027").problems == (
        "Ngày vào Đảng 01/01/2027 chưa tới. Hãy sửa ô này theo giấy tờ.",
    )
    assert eight(admitted="05/03/1962").problems == (
        "Ngày vào Đảng phải sau ngày sinh. Hãy xem lại hai ô này.",
    )
    assert eight(admitted="1962").problems == ()


def test_a_line_without_a_name() -> None:
    assert eight(name="  ").problems == (
        "Dòng này thiếu họ và tên nên không biết là của ai. Hãy ghi họ và tên, hoặc bỏ dòng này.",
    )


def test_very_long_and_odd_text_is_kept() -> None:
    long = "Nguyễn " * 70 + "Đào <b>&amp; 😀"
    assert eight(name=long).name == long
    assert len(eight(birth="x" * 500).problems[0]) < 130


def test_doubles_name_the_other_lines() -> None:
    other = ("Trần Văn Bé", "037162004417", "001059000009", *DAO[3:])
    third = ("Lê Thị Tư", "", "037162004417", *DAO[3:])
    first, second, last = read(sheet_of(TITLES, DAO, other, third))
    end = " Hãy xem dòng nào đúng, sửa hoặc bỏ dòng kia."
    assert told(first, DOUBT) == [
        f"Số căn cước trùng với dòng 4.{end}", f"Số thẻ đảng viên trùng với dòng 3.{end}",
    ]  # fmt: skip
    assert told(second, DOUBT) == [f"Số thẻ đảng viên trùng với dòng 2.{end}"]
    assert told(last, DOUBT) == [f"Số căn cước trùng với dòng 2.{end}"]
    many = read(sheet_of(TITLES, *[DAO] * 6))
    assert told(many[0], DOUBT)[0] == f"Số căn cước trùng với dòng 3, 4, 5 và 2 dòng khác.{end}"


def test_two_of_one_name_and_day_are_in_doubt_unless_their_numbers_differ() -> None:
    bare = ("Nguyễn Thị Đào", "", "", *DAO[3:])
    first, second = read(sheet_of(TITLES, DAO, bare))
    assert [told(row, DOUBT) for row in (first, second)] == [
        [f"Họ tên và ngày sinh trùng với dòng {line}: có thể một người ghi hai lần. Hãy xem lại."]
        for line in (3, 2)
    ]
    namesake = ("NGUYỄN THỊ ĐÀO", "001162004417", "001162004417", *DAO[3:])
    assert [row.notes for row in read(sheet_of(TITLES, DAO, namesake))] == [(), ()]
    by_year = ("Nguyễn Thị Đào", "", "", "1962", *DAO[4:])
    assert [row.notes for row in read(sheet_of(TITLES, by_year, by_year))] == [(), ()]


def test_names_and_births_in_columns_for_men_and_women() -> None:
    sheet = sheet_of(
        ("TT", "Họ và tên", "", "Ngày, tháng, năm sinh", "", "Vào Đảng", "", "Chi bộ"),
        ("", "", "", "Nam", "Nữ", "Dự bị", "Chính thức", ""),
        ("1", "Nguyễn Thị", "Đào", "", "5.3.62", "3/2/85", "3/2/86", "Chi bộ 1"),
        ("2", "Trần Văn", "Bé", "1959", "", "", "", "Chi bộ 1"),
        ("3", "Lê Thị", "Tư", "1961", "1961", "", "", "Chi bộ 1"),
    )
    dao, be, tu = read(sheet)
    assert dao.values == {
        "birth_name": "Nguyễn Thị Đào", "birth_date": PartialDate(1962, 3, 5), "sex": "Nữ",
        "ceremony_date": PartialDate(1985, 2, 3), "official_date": PartialDate(1986, 2, 3),
    }  # fmt: skip
    assert (be.name, be.values["sex"]) == ("Trần Văn Bé", "Nam")
    assert tu.problems == (
        "Cả cột Nam và cột Nữ đều có ghi nên không biết là nam hay nữ. Hãy xóa một trong hai ô.",
    )


def test_a_tick_that_contradicts_the_column_of_the_sex() -> None:
    sheet = sheet_of(
        ("Họ và tên", "Giới tính", "Nam", "Nữ", "Năm sinh"),
        ("Nguyễn Thị Đào", "Nữ", "", "x", "1962"),
        ("Trần Văn Bé", "Nữ", "x", "", "1959"),
    )
    dao, be = read(sheet)
    assert (dao.values["sex"], dao.problems) == ("Nữ", ())
    assert be.problems == (
        "Giới tính ở cột Giới tính và ở cột Nam, Nữ khác nhau. Hãy sửa cho khớp.",
    )


def test_old_fonts_are_read_by_the_font_of_the_cell_and_noted_once_a_line() -> None:
    old = [to_legacy(text, Encoding.TCVN3) for text in ("Nguyễn Thị Đào", "Chi bộ thôn Đông")]
    capital = to_legacy("NGUYỄN VĂN AN", Encoding.TCVN3_CAPITALS)
    vni = to_legacy("Trần Văn Bé", Encoding.VNI)
    sheet = Sheet(
        "DS",
        (("Họ và tên", "Ngày sinh", "Chi bộ"), (old[0], "1962", old[1]), (capital, "1963", "Chi bộ thôn Đông"),
         (vni, "1964", ""), ("Lê Thị Hồng Thắm", "1965", "Chi bộ thôn Đông")),
        ("...", "t.t", "T..", "v", "u"),
    )  # fmt: skip
    rows = read(sheet)
    assert [row.name for row in rows] == [
        "Nguyễn Thị Đào", "NGUYỄN VĂN AN", "Trần Văn Bé", "Lê Thị Hồng Thắm",
    ]  # fmt: skip
    assert {row.unit for row in rows} == {"Chi bộ thôn Đông", ""}
    said = "Chữ của phông cũ đã chuyển sang Unicode."
    assert [told(row, MENDED) for row in rows] == [[said], [said], [said], []]


def test_old_text_without_fonts_is_recognised_sections_and_totals_too() -> None:
    lines = [
        ("TT", "Họ và tên", "Quê quán", "Ngày sinh"),
        ("I", "Chi bộ thôn Đông"),
        ("1", "Nguyễn Thị Đào", "xã Đông Hải, tỉnh Ninh Bình", "05/03/1962"),
        ("2", "Trần Văn Bé", "xã Kim Sơn, tỉnh Ninh Bình", "1959"),
        ("", "Tổng số: 2 đồng chí"),
    ]
    for encoding in (Encoding.TCVN3, Encoding.VNI):
        old = sheet_of(*[[to_legacy(text, encoding) for text in line] for line in lines])
        rows = read(old)
        assert [(row.line, row.name, row.unit) for row in rows] == [
            (3, "Nguyễn Thị Đào", "Chi bộ thôn Đông"), (4, "Trần Văn Bé", "Chi bộ thôn Đông"),
        ]  # fmt: skip
        assert rows[0].values["origin.commune"] == "xã Đông Hải"


def test_one_sheet_a_chi_bo_and_a_chi_bo_merged_over_its_members() -> None:
    heads = ("Họ và tên", "Ngày sinh")
    east = sheet_of(heads, ("Nguyễn Thị Đào", "1962"), name="Chi bộ thôn Đông")
    west = sheet_of(heads, ("Trần Văn Bé", "1959"), name="Chi bộ thôn Tây")
    rows = read_rows([(one, suggest(one, known())) for one in (east, west)], HOW)
    assert [(row.line, row.unit) for row in rows] == [
        (2, "Chi bộ thôn Đông"), (APART + 2, "Chi bộ thôn Tây"),
    ]  # fmt: skip
    assert where(rows[1].line) == (1, 2)
    merged = Sheet(
        "DS",
        ((*heads, "Chi bộ"), ("Đào", "1962", "Chi bộ 1"), ("Bé", "1959", ""), ("Tư", "1960", "")),
        merges=((1, 2, 2, 2),),
    )
    assert [row.unit for row in read(merged)] == ["Chi bộ 1", "Chi bộ 1", ""]


def test_the_same_person_in_two_sheets_is_told_with_the_sheet() -> None:
    sheet = sheet_of(TITLES, DAO)
    rows = read_rows([(sheet, suggest(sheet, known()))] * 2, HOW)
    assert told(rows[0], DOUBT)[0].startswith("Số căn cước trùng với dòng 2 (trang 2).")


# --- tables --------------------------------------------------------------------------------------


def test_a_training_list_gives_each_person_the_lines_under_the_name() -> None:
    page = layouts()["trainings"].sheets[0]
    sheet = written(
        page,
        [
            {"ordinal": "1", "birth_name": "Nguyễn Thị Đào", "citizen_id": "037162004417",
             "trainings.school": "Trường Chính trị tỉnh", "trainings.subject": "Trung cấp lý luận",
             "trainings.since": "03/1998", "trainings.until": "nay", "trainings.mode": "tap trung"},
            {"trainings.subject": "Tin học", "trainings.until": "2010"},
            {"ordinal": "2", "birth_name": "Trần Văn Bé", "birth_date": "1959",
             "trainings.subject": "Bồi dưỡng bí thư chi bộ", "trainings.since": "32/13/1998"},
            {"ordinal": "3", "birth_name": "NGUYỄN THỊ ĐÀO", "citizen_id": "037162004417",
             "trainings.subject": "Quốc phòng"},
        ],
    )  # fmt: skip
    found = suggest(sheet, known())
    assert (found.layout, found.table) == ("trainings", "trainings")
    dao, be = read(sheet, found)
    assert dao.tables == {
        "trainings": (
            Training("Trường Chính trị tỉnh", "Trung cấp lý luận", make.day("1998-03"), None, "Tập trung"),
            Training(subject="Tin học", until=make.day("2010")),
            Training(subject="Quốc phòng"),
        )
    }  # fmt: skip
    assert (dao.line, dao.key, be.name) == (2, "", "Trần Văn Bé")
    assert be.problems == (
        "Đào tạo, bồi dưỡng: từ tháng “32/13/1998” không phải là ngày có trên lịch. Hãy sửa ô này "
        "theo giấy tờ.",
    )


def test_tables_join_the_members_by_key_number_or_name_and_birth() -> None:
    full = layouts()["full"]
    pages = {page.table: page for page in full.sheets}
    members = written(pages[""], [
        {"row_key": "7", "birth_name": "Nguyễn Thị Đào", "birth_date": "05/03/1962", "citizen_id": "037162004417"},
        {"row_key": "8", "birth_name": "Trần Văn Bé", "birth_date": "1959"},
    ])  # fmt: skip
    badges = written(pages["badges"], [
        {"row_key": "8", "badges.years": "30 năm", "badges.number": "00012345"},
        {"row_key": "8", "badges.years": "40 năm", "badges.on": "19/05/2015"},
        {"row_key": "9", "birth_name": "Ai đó", "badges.years": "30 năm"},
    ])  # fmt: skip
    jobs = written(layouts()["full"].sheets[5], [
        {"birth_name": "Nguyễn Thị Đào", "birth_date": "05/03/1962", "jobs.since": "1980", "jobs.work": "Xã viên"},
        {"citizen_id": "037162004417", "birth_name": "Đào", "jobs.work": "Làm ruộng"},
    ])  # fmt: skip
    parts = [(sheet, suggest(sheet, known())) for sheet in (members, badges, jobs)]
    dao, be, stranger = read_rows(parts, HOW)
    assert dao.tables == {
        "jobs": (Job(make.day("1980"), work="Xã viên"), Job(work="Làm ruộng")), "badges": (),
    }  # fmt: skip
    assert be.tables["badges"] == (
        Badge("30", number="00012345"), Badge("40", make.day("2015-05-19")),
    )  # fmt: skip
    assert (be.key, be.values["birth_date"]) == ("8", PartialDate(1959))
    assert stranger.line == APART + 4
    assert stranger.problems[0].startswith("Mã dòng (nối các trang của một tệp) “9” không có ở")


def test_a_key_of_two_members_is_an_error_on_both() -> None:
    page = layouts()["full"].sheets[0]
    sheet = written(page, [{"row_key": "7", "birth_name": name} for name in ("Đào", "Bé")])
    assert [len(row.problems) for row in read(sheet)] == [1, 1]


def test_organisations_in_rows_of_tables_become_numbers() -> None:
    units = UnitNumbers(UnitNames([make.unit(id=4, name="Chi bộ thôn Đông")]))
    page = next(page for page in layouts()["full"].sheets if page.table == "party_posts")
    sheet = written(page, [
        {"row_key": "1", "birth_name": "Đào", "party_posts.post": "Bí thư", "party_posts.unit_id": "Chi bộ thôn Đông"},
        {"row_key": "1", "birth_name": "Đào", "party_posts.post": "Bí thư", "party_posts.unit_id": "Chi bộ lạ"},
    ])  # fmt: skip
    (row,) = read_rows([(sheet, suggest(sheet, known()))], replace(HOW, units=units))
    assert [post.unit_id for post in row.tables["party_posts"]] == [4, -1]
    assert units.pending == {-1: "Chi bộ lạ"}
    (row,) = read(sheet)
    assert told(row, DOUBT)[0].startswith("Chức vụ trong Đảng: tổ chức đảng “Chi bộ thôn Đông”")


def test_several_facts_in_a_cell_become_rows() -> None:
    row = one(
        "Quá trình công tác", "- Từ 3/1980 đến 5/1985: Bộ đội\n- Từ 6/1985 đến nay: Làm ruộng"
    )
    assert row.tables == {
        "jobs": (
            Job(make.day("1980-03"), make.day("1985-05"), "Bộ đội"),
            Job(make.day("1985-06"), None, "Làm ruộng"),
        )
    }
    assert row.notes == ()
    guessed = one("Khen thưởng", "Được khen nhiều lần")
    assert told(guessed, DOUBT) == [
        "Khen thưởng (nhiều dòng trong một ô): ô ghi nhiều việc, đã tách thành 1 dòng theo cách "
        "hiểu của chương trình. Hãy xem lại từng dòng."
    ]
    assert one("Khen thưởng", "Không").tables == {}


# --- choices of the clerk ------------------------------------------------------------------------


def test_values_and_targets_the_clerk_chose() -> None:
    sheet = sheet_of(("Tên", "Trình độ chính trị"), ("Nguyễn Thị Đào", "tc"), ("Trần Văn Bé", "?"))
    chosen = SheetMap(
        "DS",
        (0, 0),
        (ColumnChoice(0, "Tên", "birth_name"), ColumnChoice(1, "Trình độ chính trị", "theory")),
        values={"theory": {"tc": "Trung cấp", "?": ""}},
    )
    dao, be = read(sheet, chosen)
    assert (dao.values["theory"], dao.notes) == ("Trung cấp", ())
    assert "theory" not in be.values
    assert be.notes == ()


def test_without_a_heading_every_row_is_a_line() -> None:
    chosen = SheetMap(
        "DS", (-1, -1), (ColumnChoice(0, "", "birth_name"), ColumnChoice(1, "", "birth_date"))
    )
    rows = read(sheet_of(("Đào", "1962"), ("Bé", "1959")), chosen)
    assert [(row.line, row.name) for row in rows] == [(1, "Đào"), (2, "Bé")]


def test_serial_days_of_a_macintosh_workbook() -> None:
    sheet = replace(sheet_of(("Họ và tên", "Ngày sinh"), ("Đào", "21248")), dates_1904=True)
    assert read(sheet)[0].values["birth_date"] == PartialDate(1962, 3, 5)
