"""A list as it comes in life: an old font, a heading over two rows, numbers and days as numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding

_FONT, _CAPITALS = ".VnTime", ".VnTimeH"
_FIRST = date(1899, 12, 30)
"""Day 0 of the numbers sheets keep days as."""
_HEAD = (
    (0, 0, "STT", ()), (1, 1, "Họ và tên", ()), (2, 3, "Ngày sinh", ("Nam", "Nữ")),
    (4, 4, "Số CCCD", ()), (5, 5, "Ngày vào Đảng", ()), (6, 6, "Chi bộ đang sinh hoạt", ()),
    (7, 7, "Nơi ở", ()),
)  # fmt: skip
HOME = "thôn Đông, xã Đông Hải, tỉnh Ninh Bình"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Một người trong danh sách."""

    name: str
    sex: str
    born: date
    citizen_id: str
    admitted: date


PEOPLE = (
    Somebody("Lê Thị Sửu", "Nữ", date(1949, 5, 3), "037149900101", date(1975, 2, 3)),
    Somebody("Nguyễn Đức Thịnh", "Nam", date(1963, 12, 30), "037063900102", date(1986, 8, 19)),
    Somebody("Phạm Thị Mướt", "Nữ", date(1971, 2, 7), "037171900103", date(1999, 9, 2)),
    Somebody("Trần Quốc Vượng", "Nam", date(1958, 7, 21), "037058900104", date(1980, 1, 6)),
    Somebody("Đỗ Thị Huệ", "Nữ", date(1986, 11, 14), "037186900105", date(2014, 9, 2)),
    Somebody("Vũ Ngọc Khuê", "Nam", date(1992, 4, 9), "037092900106", date(2018, 12, 22)),
)


def ugly_sheet(cells: Sequence[str]) -> bytes:
    """Return the list as xlsx: text in TCVN3, numbers of identity as numbers, days as numbers.

    Args:
        cells: names of chi bộ the people are spread over.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    old = book.add_format({"font_name": _FONT, "text_wrap": True})
    title = book.add_format({"font_name": _CAPITALS, "bold": True})
    day = book.add_format({"font_name": _FONT, "num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 7, _tcvn("danh sách đảng viên"), title)
    _head(sheet, old)
    for place, one in enumerate(PEOPLE):
        row = place + 4
        sheet.write_number(row, 0, place + 1)
        sheet.write_string(row, 1, _tcvn(one.name), old)
        # Some days look like days, others are bare numbers, as after a careless paste.
        sheet.write_number(row, 2 if one.sex == "Nam" else 3, _serial(one.born), day)
        # A number: its leading zero is gone.
        sheet.write_number(row, 4, float(one.citizen_id))
        sheet.write_number(row, 5, _serial(one.admitted), day if place % 2 else old)
        sheet.write_string(row, 6, _tcvn(cells[place % len(cells)]), old)
        sheet.write_string(row, 7, _tcvn(HOME), old)
    sheet.write_string(len(PEOPLE) + 4, 1, _tcvn(f"Tổng cộng: {len(PEOPLE)} đồng chí"), old)
    book.close()
    return out.getvalue()


def _head(sheet: Worksheet, old: Format) -> None:
    """Write the heading over two rows, as clerks merge it."""
    for first, last, text, below in _HEAD:
        if below:
            sheet.merge_range(2, first, 2, last, _tcvn(text), old)
            for place, part in enumerate(below):
                sheet.write_string(3, first + place, _tcvn(part), old)
        else:
            sheet.merge_range(2, first, 3, last, _tcvn(text), old)


def _tcvn(text: str) -> str:
    return to_legacy(text, Encoding.TCVN3)


def _serial(day: date) -> int:
    return (day - _FIRST).days
