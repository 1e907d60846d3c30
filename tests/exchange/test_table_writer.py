"""The workbook of a table says what the PDF says; heads span, numbers are numbers, text is inert."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from tcxd_desktop.domain.score_papers import HalfYearLine, TablePaper
from tcxd_desktop.exchange.table_writer import table_workbook
from tcxd_desktop.wording import score_tables as tables
from tests.forms import score_samples as samples


def page_of(paper: TablePaper) -> Any:
    return load_workbook(io.BytesIO(table_workbook(paper))).active


def row_of(page: Any, first: str) -> list[Any]:
    return next([cell.value for cell in row] for row in page.iter_rows() if row[0].value == first)


def spans(page: Any) -> set[str]:
    return {str(found) for found in page.merged_cells.ranges}


def test_the_month_has_ten_columns_below_a_spanning_head() -> None:
    page = page_of(tables.month_table(samples.month_period(5), samples.TOP))
    assert page.title == "Tháng 10-2026"
    assert {"E10:I10", "A10:A11", "J10:J11"} <= spans(page)
    assert page["E10"].value == tables._SPAN
    assert [page.cell(11, place).value for place in range(5, 10)] == [
        "Kết quả số điểm được đánh giá", "Tốt", "Khá", "Trung bình", "Kém",
    ]  # fmt: skip
    numbers = page[12]
    assert [cell.value for cell in numbers] == [str(place) for place in range(1, 11)]
    assert all(cell.font.italic and cell.border.left.style for cell in numbers)
    assert [cell.value for cell in page[14]] == [
        2, "Chi bộ Trường Tiểu học Đông Hải 2", 13, "02/10/2026", 91.5, "x", None, None, None, None,
    ]  # fmt: skip
    total = row_of(page, "Tổng cộng")
    assert total == ["Tổng cộng", None, 70, None, None, 2, 3, 0, 0, None]
    assert "A18:B18" in spans(page)


def test_it_is_set_up_for_a4_across_with_its_head_on_every_page() -> None:
    page = page_of(tables.month_table(samples.month_period(5), samples.TOP))
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0, "as many pages as the rows need"
    assert page.print_title_rows == "$10:$12"
    assert page.freeze_panes == "A13"
    assert "Nguyễn Thị Lan" in page.oddFooter.left.text
    for letter, share in (("A", 4), ("B", 16), ("F", 7), ("J", 23)):
        assert page.column_dimensions[letter].width == pytest.approx(share * 1.42, abs=1.2)


def test_points_and_levels_of_months_are_columns_of_their_own() -> None:
    paper = tables.long_table(samples.long_period(3), samples.TOP)
    page = page_of(paper)
    heads = [[cell.value for cell in row] for row in page.iter_rows(min_row=9, max_row=11)]
    assert heads[0][3] == "Điểm, mức từng tháng"
    assert heads[1][3:27:2] == [f"T{month}" for month in range(1, 13)]
    assert heads[2][3:27] == ["Điểm", "Mức"] * 12
    row = [cell.value for cell in page[12]]
    assert row[3:7] == [97, "Tốt", 94.5, "Tốt"]
    assert row[9:11] == [None, "–"], "a month not held has no points"
    assert isinstance(row[3], int | float)


def test_what_is_left_to_the_pen_is_blank() -> None:
    line = HalfYearLine("Chi bộ thôn Đông", 24, 6, Decimal("19.5"), 61, 2)
    page = page_of(tables.half_year_table("2026-H1", [line], samples.TOP))
    found = next(row for row in page.iter_rows(values_only=True) if row[1] == "Chi bộ thôn Đông")
    assert found == (1, "Chi bộ thôn Đông", 24, 19.5, 61, None, 2, *[None] * 6)


def test_no_chi_bo_is_still_a_sheet() -> None:
    page = page_of(tables.month_table(samples.month_period(0), samples.TOP))
    assert page["A10"].value == "STT"
    assert not [row for row in page.iter_rows(values_only=True) if row[0] == "Tổng cộng"]


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+84912", "@SUM(A1)", "http://x.vn", "{=1}", "&[Path]"]
)
def test_nothing_comes_alive(text: str) -> None:
    month = samples.month_period(2)
    lines = tuple(replace(line, unit=text, note=text) for line in month.lines)
    top = replace(samples.TOP, head=replace(samples.OFFICE_HEAD, issuer=text, place=text),
                  foot=replace(samples.FOOT, office=text))  # fmt: skip
    table = replace(month, lines=lines, note=text, levels=(*month.levels[:3], ("KEM", text)))
    paper = replace(tables.month_table(table, top), title=text, subtitle=(text, text))
    data = table_workbook(paper)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in archive.namelist()
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert len(cells) >= 4
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_text_longer_than_a_cell_holds_shows_that_it_goes_on() -> None:
    month = samples.month_period(1)
    lines = tuple(replace(line, note="Đ" * 40_000) for line in month.lines)
    page = page_of(tables.month_table(replace(month, lines=lines), samples.TOP))
    longest = max((str(cell.value or "") for row in page.iter_rows() for cell in row), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("…")


def test_a_row_is_as_high_as_its_longest_text() -> None:
    """Excel makes rows high enough by itself when it opens a file, other programs do not."""
    paper = tables.month_table(samples.month_period(5), samples.TOP)
    short, long = (replace(paper, rows=((*paper.rows[0][:-1], text),)) for text in (
        "Đủ", "Trừ điểm vì biên bản nộp muộn. " * 6,
    ))  # fmt: skip
    row = 13
    assert page_of(short).row_dimensions[row].height is None
    assert page_of(long).row_dimensions[row].height >= 4 * 15
