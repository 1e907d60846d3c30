"""People as lines of a layout: parts of fields, forms of cells, rows of tables, digests."""

from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.facts import Fact, Kind, Place
from tcxd_desktop.domain.layout_rows import Lines, People, as_number, digests, needs, targets_of
from tcxd_desktop.domain.layouts import CellForm, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.rows import Badge, Job
from tests import make

PLACE = Place("Thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình", "xã cũ", "")


def column(target: str, form: CellForm = CellForm.TEXT, **more: object) -> LayoutColumn:
    return LayoutColumn(target, target or "Ký nhận", form=form, **more)  # type: ignore[arg-type]


def sheet(*columns: LayoutColumn, table: str = "") -> LayoutSheet:
    return LayoutSheet("Trang", columns, table)


def lines(people: People) -> Lines:
    def show(value: object, _fact: Fact) -> str:
        return str(value)

    return Lines(people, show, lambda table, record: f"{table}:{record!r}"[:12])


def one(target: str, name: str, value: object, form: CellForm = CellForm.TEXT) -> object:
    made = lines(People([1], {name: [value], "sex": ["Nữ"]}))
    return made.of(sheet(column(target, form))).rows[0][0]


@pytest.mark.parametrize(
    ("target", "name", "value", "form", "cell"),
    [
        ("birth_date", "birth_date", make.day("1962-03-05"), CellForm.DATE, date(1962, 3, 5)),
        ("birth_date", "birth_date", make.day("1962-03"), CellForm.DATE, "1962-03"),
        ("birth_date", "birth_date", make.day("1962-03-05"), CellForm.DATE_TEXT, "1962-03-05"),
        # Excel counts a 29 February 1900, so days before it would be read a day out.
        ("birth_date", "birth_date", make.day("1900-02-28"), CellForm.DATE, "1900-02-28"),
        ("birth_date", "birth_date", make.day("1900-03-01"), CellForm.DATE, date(1900, 3, 1)),
        ("birth_date", "birth_date", None, CellForm.DATE, ""),
        ("citizen_id", "citizen_id", "037162004417", CellForm.NUMBER, "037162004417"),
        ("economy_year", "economy_year", "2026", CellForm.NUMBER, "2026"),
        ("household_income", "household_income", 96_000_000, CellForm.NUMBER, 96_000_000),
        ("household_income", "household_income", 96, CellForm.TEXT, "96"),
        (
            "home_owned_area",
            "home_owned_area",
            Decimal("120.50"),
            CellForm.NUMBER,
            Decimal("120.5"),
        ),
        ("martyr_family", "martyr_family", True, CellForm.NUMBER, "True"),
        ("name.family", "birth_name", "Nguyễn Thị Đào", CellForm.TEXT, "Nguyễn Thị"),
        ("name.given", "birth_name", "Nguyễn Thị Đào", CellForm.TEXT, "Đào"),
        ("sex.female", "sex", "Nữ", CellForm.TEXT, "x"),
        ("sex.male", "sex", "Nữ", CellForm.TEXT, ""),
        ("birth_date.female", "birth_date", make.day("1962"), CellForm.TEXT, "1962"),
        ("birth_date.male", "birth_date", make.day("1962"), CellForm.TEXT, ""),
        ("origin.commune", "origin", PLACE, CellForm.TEXT, "xã Đông Hải"),
        ("origin.address", "origin", PLACE, CellForm.TEXT, "Thôn Bình Minh, xã Đông Hải"),
        ("origin.old", "origin", PLACE, CellForm.TEXT, "xã cũ"),
        ("origin.country", "origin", PLACE, CellForm.TEXT, ""),
        ("unit", "unit", "Chi bộ 1", CellForm.TEXT, "Chi bộ 1"),
        ("row_key", "row_key", "12", CellForm.TEXT, "12"),
        ("", "", "", CellForm.TEXT, ""),
    ],
)
def test_a_column_holds_what_its_target_says_in_its_form(
    target: str, name: str, value: object, form: CellForm, cell: object
) -> None:
    found = one(target, name, value, form)
    assert found == cell
    assert type(found) is type(cell)


def test_numbers_that_would_lose_a_digit_stay_text() -> None:
    money, number = Fact("30", Kind.MONEY), Fact("30", Kind.NUMBER)
    assert as_number(10**15 - 1, money) == 10**15 - 1
    assert as_number(10**15, money) is None
    assert as_number(Decimal("0.1234567890123456"), number) is None
    assert as_number(Decimal("1E+40"), number) is None
    assert as_number(3, Fact("party", Kind.UNIT)) is None


def test_a_sheet_of_a_table_has_one_line_a_row_with_whose_it_is() -> None:
    people = People(
        [7, 8, 9],
        {"birth_name": ["An", "Bình", "Chi"]},
        {"badges": {7: [Badge("30", make.day("2020")), Badge("40", None, "12")], 9: [Badge("50")]}},
    )
    found = lines(people).of(
        sheet(column("ordinal"), column("birth_name"), column("badges.years"),
              column("badges.number"), table="badges")
    )  # fmt: skip
    assert found.owners == [0, 0, 2]
    assert found.numbered().rows == [
        ["1", "An", "30", ""],
        ["2", "An", "40", "12"],
        ["3", "Chi", "50", ""],
    ]


def test_only_some_people_are_numbered_anew() -> None:
    people = People([1, 2, 3], {"birth_name": ["An", "Bình", "Chi"]})
    found = lines(people).of(sheet(column("ordinal", CellForm.NUMBER), column("birth_name")))
    assert found.only(frozenset({0, 2})).numbered().rows == [[1, "An"], [2, "Chi"]]


def test_several_rows_stand_in_one_cell_a_line_each() -> None:
    jobs = [Job(work="Làm ruộng"), Job(work="Thủ kho")]
    found = lines(People([1, 2], {}, {"jobs": {1: jobs}})).of(sheet(column("table:jobs")))
    assert [row[0] for row in found.rows] == ["jobs:Job(sin\njobs:Job(sin", ""]


def test_only_what_the_columns_hold_is_asked_for() -> None:
    names, tables = needs(
        [
            sheet(
                column("ordinal"), column(""), column("birth_date.male"), column("home.province")
            ),
            sheet(column("row_key"), column("unit"), column("trainings.school"), table="trainings"),
            sheet(column("table:family"), column("name.given")),
        ]
    )
    assert names == {"ordinal", "birth_date", "sex", "home", "row_key", "unit", "birth_name"}
    assert tables == {"trainings", "family"}
    assert "photo" in FACTS
    assert targets_of(sheet(column("photo"), column(""))) == []


def test_digests_follow_what_the_lines_say_and_not_their_numbers() -> None:
    columns = (column("ordinal"), column("birth_name"))
    badges = sheet(column("badges.years"), table="badges")

    def said(names: list[str], rows: dict[int, list[object]]) -> list[str]:
        made = lines(People([1, 2], {"birth_name": names}, {"badges": rows}))
        return digests([made.of(sheet(*columns)), made.of(badges)], 2)

    before = said(["An", "Bình"], {2: [Badge("30")]})
    assert said(["An", "Bình"], {2: [Badge("30")]}) == before
    other_row = said(["An", "Bình"], {2: [Badge("40")]})
    assert other_row[0] == before[0]
    assert other_row[1] != before[1]
    assert said(["An", "Bình"], {1: [Badge("30")]}) != before
    assert said(["Bình", "An"], {2: [Badge("30")]})[0] != before[0]


def test_blank_cells_the_receiver_demands_are_counted() -> None:
    needed = column("citizen_id", needed=True)
    made = lines(People([1, 2, 3], {"citizen_id": ["", "1", ""], "phone": ["", "", ""]}))
    found = made.of(sheet(needed, column("phone"), column("ordinal", needed=True)))
    assert found.blanks() == (("citizen_id", 2),)
