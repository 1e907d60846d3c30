"""The eight-column list of the upper system: found by its headings, cleaned, never guessed at."""

import io
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.sheet_mapping import check, suggest
from tcxd_desktop.domain.sheet_rows import read_rows
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.exchange.sheets import read_sheet
from tcxd_desktop.wording.sheets import say
from tests.domain.sheet_samples import CODES, known

TODAY = date(2026, 11, 23)
TITLES = (
    "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
    "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái",
)  # fmt: skip
DAO = (
    "Nguyễn Thị Đào", "037162004417", "037162004417", "05/03/1962", "03/02/1985",
    "Chi bộ thôn Đông", "Chi bộ thôn Tây", "Đang sinh hoạt",
)  # fmt: skip


@dataclass(frozen=True)
class MemberRow:
    """What a line of the list comes to."""

    line: int
    name: str = ""
    card_no: str = ""
    citizen_id: str = ""
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    cell: str = ""
    residence_cell: str = ""
    status: str = ""
    problems: tuple[str, ...] = ()


def rows(read: Sheet, today: date) -> list[MemberRow]:
    """Return the lines as the program understands them."""
    found = suggest(read, known())
    check(found)
    return [member(row) for row in read_rows([(read, found)], HowToRead(today, CODES, say))]


def member(row: ImportRow) -> MemberRow:
    told: dict[str, Any] = dict(row.values)
    return MemberRow(
        row.line,
        row.name,
        told.get("card_no") or told.get("old_card_no", ""),
        told.get("citizen_id", ""),
        told.get("birth_date"),
        told.get("ceremony_date"),
        row.unit,
        told.get("residence_cell", ""),
        row.standing,
        row.problems,
    )


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
    (row,) = rows(Sheet("DS", (TITLES, (*DAO[:3], typed, *DAO[4:]))), TODAY)
    assert (row.birth, row.problems) == (day, ())
