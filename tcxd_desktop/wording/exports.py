"""Exports by a layout in words: forms of cells, faults of layouts, what an export gave."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tcxd_desktop.domain.exports import ExportPreview
from tcxd_desktop.domain.layout_file import LayoutFault
from tcxd_desktop.domain.layouts import CellForm, Layout
from tcxd_desktop.domain.text import fold
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.sheets import LAYOUT_FAULTS

FORMS: Mapping[CellForm, str] = {
    CellForm.TEXT: "Chữ",
    CellForm.DATE: "Ngày của Excel",
    CellForm.DATE_TEXT: "Ngày viết bằng chữ",
    CellForm.NUMBER: "Số",
}
FORM_HINTS: Mapping[CellForm, str] = {
    CellForm.TEXT: "ghi như trong hồ sơ; số căn cước, số thẻ luôn là chữ để giữ số 0 ở đầu",
    CellForm.DATE: "Excel lọc và tính được; ngày thiếu vẫn ghi bằng chữ",
    CellForm.DATE_TEXT: "dd/mm/yyyy, mở ở máy nào cũng giống nhau",
    CellForm.NUMBER: "cộng được trong Excel; chỉ dùng cho tiền, diện tích, số lượng",
}
MASKED: Final = "Số định danh chỉ che trên màn hình; trong tệp ghi đủ."
FILE_FAULTS: Final[Mapping[str, str]] = {
    "size": "tệp quá lớn",
    "json": "không phải tệp JSON đọc được",
}
UNVERIFIED: Final = "chưa kiểm chứng"
OWN: Final = "của cơ quan"
CHANGED: Final = "đã sửa"
_WORDS = re.compile(r"[a-z0-9]+")
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_PARTS: Mapping[str, str] = {
    "sheets": "trang", "columns": "cột", "heading": "dòng tiêu đề", "title": "tên",
    "key": "mã của mẫu", "target": "nội dung", "name": "tên trang", "table": "bảng",
    "form": "cách ghi", "width": "bề rộng", "group": "tên nhóm", "aliases": "tên khác",
    "needed": "bắt buộc", "source": "nguồn", "valid_from": "ngày bắt đầu", "format": "định dạng",
    "valid_to": "ngày kết thúc", "verified": "đã kiểm chứng",
}  # fmt: skip


def fault_words(fault: LayoutFault) -> tuple[str, str]:
    """Return where in a layout something is wrong, and what, in words: ``Trang 1, cột 3``."""
    steps = [
        f"{_PARTS.get(name, name)} {number}".strip() for name, number in _STEP.findall(fault.place)
    ]
    place = ", ".join(steps)
    return f"{place[:1].upper()}{place[1:]}" or "Tệp", LAYOUT_FAULTS[fault.kind]


def about(layout: Layout, *, shipped: bool) -> str:
    """Return how many columns a layout has and what to know of it, for a line below its title."""
    columns = sum(len(sheet.columns) for sheet in layout.sheets)
    parts = [f"{columns} cột"]
    if len(layout.sheets) > 1:
        parts.append(f"{len(layout.sheets)} trang")
    if layout.own:
        parts.append(CHANGED if shipped else OWN)
    elif not layout.verified:
        parts.append(UNVERIFIED)
    return " · ".join(parts)


def blanks_told(blanks: Sequence[tuple[str, int]], most: int = 4) -> str:
    """Return which columns the receiver demands are blank, and of how many people."""
    told = [f"{title} ({show_number(count)})" for title, count in blanks[:most]]
    if len(blanks) > most:
        told.append(f"{len(blanks) - most} cột khác")
    return "Cột bắt buộc còn trống: " + ", ".join(told) + "." if told else ""


def preview_told(found: ExportPreview) -> str:
    """Return how much an export would give: people, lines, those who did not change."""
    lines = sum(sheet.lines for sheet in found.sheets)
    told = f"{show_number(found.people)} người"
    if lines != found.people:
        told += f", {show_number(lines)} dòng"
    left = found.asked - found.people
    if left:
        told += f"; {show_number(left)} người không thay đổi nên không xuất"
    shown = max((len(sheet.rows) for sheet in found.sheets), default=0)
    more = any(sheet.lines > len(sheet.rows) for sheet in found.sheets)
    if more:
        told += f"; dưới đây là {shown} dòng đầu"
    return f"{told}."


def held_told(names: Sequence[str], most: int = 3) -> str:
    """Return whose data stands in the way of an export, and what to do."""
    told = ", ".join(names[:most])
    if len(names) > most:
        told += f" và {len(names) - most} người khác"
    return (
        f"Dữ liệu của {told} đang bị khóa theo quyết định nên chưa xuất được. Đánh dấu “Bỏ qua"
        " người đang bị khóa dữ liệu” để xuất những người còn lại."
    )


def filled(heading: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines over a table with what stands in braces filled in: ``{ngay}``.

    Args:
        heading: of the layout; what is in braces and unknown stays as it is.
        words: by what stands in the braces.
    """
    lines = []
    for text in heading:
        line = text
        for name, value in words.items():
            line = line.replace(f"{{{name}}}", value)
        lines.append(line)
    return tuple(lines)


HEADING_WORDS: Final[Mapping[str, str]] = {
    "ngay": "ngày tính danh sách",
    "don_vi": "tổ chức được chọn",
    "co_quan": "tên cơ quan",
}
"""What may stand in braces in the lines over a table."""


def file_stem(title: str) -> str:
    """Return how a file of a layout is called, without marks that old programs trip over.

    >>> file_stem("Danh sách thu, nộp đảng phí")
    'danh-sach-thu-nop-dang-phi'
    """
    return "-".join(_WORDS.findall(fold(title)))
