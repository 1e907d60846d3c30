"""Which registers there are, and a register as rows for the screen. No Qt."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tcxd_desktop.domain.score_papers import Rated, TableCell, TableColumn, TablePaper
from tcxd_desktop.domain.transfer_papers import (
    ABROAD_LIST,
    ABROAD_TEMPORARY_LIST,
    BOOK,
    HANDOVER_BOOK,
    LINK_BOOK,
    NOTICE_BOOK,
    STOCK_BOOK,
    STOCK_REPORT,
)
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.wording.formats import show_number

ORDER = (
    BOOK, NOTICE_BOOK, HANDOVER_BOOK, LINK_BOOK, STOCK_BOOK, STOCK_REPORT, ABROAD_LIST,
    ABROAD_TEMPORARY_LIST,
)  # fmt: skip
NAMES: Mapping[str, str] = {
    BOOK: "Sổ giới thiệu sinh hoạt đảng",
    NOTICE_BOOK: "Sổ theo dõi phiếu báo",
    HANDOVER_BOOK: "Sổ giao nhận hồ sơ",
    LINK_BOOK: "Sổ giữ mối liên hệ nơi cư trú",
    STOCK_BOOK: "Sổ theo dõi giấy giới thiệu",
    STOCK_REPORT: "Báo cáo năm về giấy giới thiệu",
    ABROAD_LIST: "Ra nước ngoài chính thức (3C)",
    ABROAD_TEMPORARY_LIST: "Ra nước ngoài tạm thời (3D)",
}
"""Short, for the list beside the table; papers bear their official titles."""
_GROUPS = {
    "Giới thiệu đảng viên đi": "Đi",
    "Tiếp nhận đảng viên đến": "Đến",
    "Chuyển sinh hoạt đảng chính thức": "Chính thức",
    "Chuyển tạm thời": "Tạm thời",
}
_NARROW, _WIDE, _PAD = 78, 264, 20
_LETTER_PX, _BOLD_PX, _HEAD_LINES = 7.2, 7.4, 3
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Row:
    """Một dòng của sổ trên màn hình."""

    place: int
    cells: tuple[str, ...]
    case_id: int = 0
    """0: it is about no case."""


@dataclass(frozen=True, slots=True)
class Head:
    """Tiêu đề một cột."""

    title: str
    """With line breaks."""
    width: int
    align: str


def rows_of(paper: TablePaper, cases: Sequence[Transfer]) -> list[Row]:
    """Return the lines of a register; each line of a register of cases is about one of them."""
    about = [case.id for case in cases] if len(cases) == len(paper.rows) else []
    return [
        Row(place, tuple(map(_text, cells)), about[place] if about else 0)
        for place, cells in enumerate(paper.rows)
    ]


def _text(cell: TableCell) -> str:
    if isinstance(cell, Rated):
        return cell.level
    if isinstance(cell, str):
        return " · ".join(part for part in cell.split("\n") if part)
    return show_number(cell)


def heads_of(paper: TablePaper, rows: Sequence[Row]) -> list[Head]:
    """Return the headings, as wide as what stands below them, broken into lines that fit."""
    seen = rows[:_LOOKED_AT]
    return [
        _head(column, max((len(row.cells[place]) for row in seen), default=0))
        for place, column in enumerate(paper.columns)
    ]


def _head(column: TableColumn, longest: int) -> Head:
    width = round(min(max(longest * _LETTER_PX + _PAD, _NARROW), _WIDE))
    group = _GROUPS.get(column.group, column.group)
    title = f"{group}: {column.title[:1].lower()}{column.title[1:]}" if group else column.title
    lines = _broken(title, width)
    while len(lines) > _HEAD_LINES:
        width = round(width * 1.15)
        lines = _broken(title, width)
    widest = max(len(line) for line in lines)
    return Head("\n".join(lines), max(width, round(widest * _BOLD_PX + _PAD)), column.align)


def _broken(title: str, width: int) -> list[str]:
    most = max(int((width - _PAD) / _BOLD_PX), 6)
    return textwrap.wrap(title, most, break_long_words=False)


def counted(rows: Sequence[Row], words: str) -> str:
    """Return how many lines a register has in its period."""
    return f"{words}: {show_number(len(rows))} dòng" if rows else f"{words}: không có dòng nào"
