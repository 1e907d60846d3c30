"""Sheets of a layout as xlsx, read back with another library."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.layout_rows import Cell, SheetRows
from tcxd_desktop.domain.layouts import CellForm, LayoutColumn, LayoutSheet
from tcxd_desktop.exchange.layout_writer import layout_workbook, unique_names

NAME = LayoutColumn("birth_name", "Họ và tên", width=28)
CARD = LayoutColumn("citizen_id", "Số căn cước")
BORN = LayoutColumn("birth_date", "Ngày sinh", form=CellForm.DATE)
TEXT_BORN = LayoutColumn("birth_date", "Ngày sinh", form=CellForm.DATE_TEXT)
MONEY = LayoutColumn("household_income", "Thu nhập", form=CellForm.NUMBER)
GROUPED = (
    LayoutColumn("ordinal", "STT", form=CellForm.NUMBER),
    NAME,
    LayoutColumn("origin.province", "Tỉnh", "Quê quán"),
    LayoutColumn("origin.commune", "Xã", "Quê quán"),
    LayoutColumn("home.province", "Tỉnh", "Thường trú"),
)


def filled(rows: list[list[Cell]], *columns: LayoutColumn, name: str = "Danh sách") -> SheetRows:
    return SheetRows(LayoutSheet(name, columns), rows, list(range(len(rows))))


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n).decode("utf-8") for n in archive.namelist() if "sheet" in n}


def test_identity_stays_text_and_days_and_amounts_are_real() -> None:
    found = read(
        layout_workbook(
            [filled([["Đào", "037162004417", date(1962, 3, 5), 96_000_000],
                     ["Tâm", "", "03/1970", Decimal("1250.5")]],
                    NAME, CARD, BORN, MONEY)]
        )
    ).active  # fmt: skip
    assert found is not None
    assert found["B2"].data_type == "s"
    assert found["B2"].value == "037162004417"
    assert found["B2"].number_format == "@"
    assert found["C2"].is_date
    assert found["C2"].value.date() == date(1962, 3, 5)
    assert found["C2"].number_format == "dd/mm/yyyy"
    assert found["C3"].value == "03/1970"
    assert found["D2"].value == 96_000_000
    assert found["D2"].number_format == "#,##0"
    assert found["D3"].value == 1250.5
    assert found["B3"].value is None
    assert found["B3"].border.left.style == "thin"


def test_groups_are_merged_heads_and_the_head_stays_in_sight() -> None:
    data = layout_workbook([filled([[1, "Đào", "Ninh Bình", "Đông Hải", ""]], *GROUPED)],
                           ("DANH SÁCH", "Tính đến ngày 23/11/2026"), "Mẫu thử")  # fmt: skip
    book = read(data)
    sheet = book.active
    assert sheet is not None
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A4:A5", "B4:B5", "C4:D4"}
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == [
        "DANH SÁCH", "Tính đến ngày 23/11/2026", None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]] == ["STT", "Họ và tên", "Quê quán", None, "Thường trú"]
    assert [cell.value for cell in sheet[5]] == [None, None, "Tỉnh", "Xã", "Tỉnh"]
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == "A5:E6"
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 0
    assert book.properties.title == "Mẫu thử"


def test_a_layout_too_wide_for_one_page_repeats_the_names_beside_the_lines() -> None:
    many = [LayoutColumn("", f"Cột {n}", width=40) for n in range(12)]
    sheet = read(layout_workbook([filled([], NAME, *many)])).active
    assert sheet is not None
    assert sheet.print_title_cols == "$A:$A"
    assert sheet.page_setup.paperSize == 8
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.freeze_panes == "B2"


def test_widths_are_those_of_the_layout_or_of_the_longest_text() -> None:
    long = LayoutColumn("note", "Ghi chú")
    short = LayoutColumn("sex", "Nam")
    sheet = read(layout_workbook([filled([["Đào", "a" * 200, "x"]], NAME, long, short)])).active
    assert sheet is not None
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert [round(width) for width in widths] == [29, 61, 6]


def test_sheets_of_alike_names_are_told_apart() -> None:
    long = "Đào tạo, bồi dưỡng về chuyên môn"
    assert unique_names(["A", "a", long, long, "[]"]) == [
        "A", "a (2)", long[:31], f"{long[:27]} (2)", "Danh sách",
    ]  # fmt: skip
    book = read(layout_workbook([filled([], NAME, name="A"), filled([], NAME, name="a")]))
    assert book.sheetnames == ["A", "a (2)"]


def test_progress_tells_how_many_lines_are_written() -> None:
    told: list[tuple[int, int]] = []
    rows: list[list[Cell]] = [["x"] for _ in range(1_200)]
    layout_workbook([filled(rows, NAME)], progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1_200), (1_000, 1_200)]


RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\")", "{=1}",
         "http://x.vn", "mailto:a@b.vn", "0123", "1E5", "'x", "_x0041_", "%1"]  # fmt: skip


@pytest.mark.parametrize("text", RISKY, ids=range(len(RISKY)))
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    """S11: stored as text, reopened equal, not one formula in the file."""
    title = LayoutColumn("birth_name", text, text)
    data = layout_workbook([filled([[text]], title, name=text)], (text, text))
    sheet = read(data).active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(found) == 5
    for cell in found:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        # openpyxl leaves the sign for a carriage return as it stands in the file.
        assert str(cell.value).replace("_x000D_", "\r") == text
    for xml in parts(data).values():
        assert not re.search(r"<f[ >]|<hyperlink", xml)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40),
                min_size=1, max_size=6))  # fmt: skip
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    rows: list[list[Cell]] = [[text] for text in texts]
    sheet = read(layout_workbook([filled(rows, NAME)])).active
    assert sheet is not None
    assert [row[0].value or "" for row in sheet.iter_rows(min_row=2)] == texts
