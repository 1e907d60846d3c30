"""What is written is text and stays text."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tcxd_desktop.domain.text import nfc
from tcxd_desktop.exchange.writer import workbook
from tests.exchange.parsed import rows_of

COLUMNS = ["Họ và tên", "Số CCCD"]


def written(*rows: tuple[str, ...], title: str = "Danh sách") -> bytes:
    return workbook(title, COLUMNS, rows)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+84912", "-1", "@SUM(A1)", "\t=1", "http://x.vn", "mailto:a@b.vn",
     "internal:Sheet1!A1", "{=1}", "037162004417", "12/12", "1e5", "TRUE", "31/02/1962"],
)  # fmt: skip
def test_nothing_comes_alive(text: str) -> None:
    data = written((text, "x"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        assert not [
            name
            for name in archive.namelist()
            if "externalLink" in name or name.endswith("sheet1.xml.rels")
        ]
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("s", text, "@")


def test_the_heading_is_bold_fixed_and_filterable() -> None:
    page = load_workbook(io.BytesIO(written(("Đào", "1"), ("Bé", "2")))).active
    assert page["A1"].font.bold
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_their_text_within_reason() -> None:
    page = load_workbook(io.BytesIO(written(("Đ" * 500, "1")))).active
    assert 60 <= page.column_dimensions["A"].width < 62
    assert 8 <= page.column_dimensions["B"].width < 12


def test_no_rows_is_still_a_sheet() -> None:
    page = load_workbook(io.BytesIO(written())).active
    assert [cell.value for cell in page[1]] == COLUMNS


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đảng viên: 2026/11 [a]*?\\", "Đảng viên 2026 11 a"),
        ("", "Danh sách"),
        ("'", "Danh sách"),
        ("Đ" * 50, "Đ" * 31),
    ],
)
def test_names_of_sheets(title: str, name: str) -> None:
    assert load_workbook(io.BytesIO(written(title=title))).active.title == name


def test_a_text_longer_than_a_cell_shows_that_it_goes_on() -> None:
    (row,) = rows_of(written(("Đ" * 40_000, "x")))[1:]
    assert (len(row[0]), row[0][-2:], row[1]) == (32_767, "Đ…", "x")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=40)] * 2), max_size=4))
def test_any_text_comes_back(rows: list[tuple[str, str]]) -> None:
    found = rows_of(workbook("DS", [*COLUMNS, "!"], [(*row, "!") for row in rows]))[1:]
    lines = [tuple(nfc(text.replace("\r\n", "\n")) for text in row) for row in rows]
    assert [tuple(nfc(cell) for cell in row[:2]) for row in found] == lines
