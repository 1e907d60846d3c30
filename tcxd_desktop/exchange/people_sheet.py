"""The list of members the upper system exports (``DS_DANGVIEN.xlsx``): read, and written.

Columns are found by name, in any order, below any titles. Nothing is guessed: what cannot be
read for certain becomes a sentence on its line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tcxd_desktop.domain.dates import PartialDate, parse_date
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    DoubledColumnsProblem,
    EmptySheetProblem,
    FutureDateProblem,
    MissingColumnsProblem,
)
from tcxd_desktop.domain.imports import MemberRow
from tcxd_desktop.domain.numbers import restored_zeros
from tcxd_desktop.domain.text import digits, fold
from tcxd_desktop.exchange.sheets import Sheet
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.wording import imports as wording
from tcxd_desktop.wording.formats import show_date


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    title: str
    aliases: tuple[str, ...]
    """Other headings, folded."""


_COLUMNS = (
    _Column(
        "name",
        "Họ và tên",
        (
            "ho ten",
            "ho va ten khai sinh",
            "ho ten khai sinh",
            "ho va ten dang vien",
            "ten dang vien",
        ),
    ),
    _Column(
        "card_no",
        "Số thẻ Đảng viên",
        ("so the dang", "so the", "so tdv", "the dang vien", "ma the dang vien"),
    ),
    _Column(
        "citizen_id",
        "Số CCCD",
        (
            "cccd",
            "so dinh danh ca nhan",
            "so dinh danh",
            "ma dinh danh ca nhan",
            "so can cuoc",
            "so can cuoc cong dan",
            "can cuoc cong dan",
            "can cuoc",
            "so cccd so dinh danh ca nhan",
            "so cccd dinh danh ca nhan",
        ),
    ),
    _Column(
        "birth",
        "Ngày sinh",
        ("sinh ngay", "ngay thang nam sinh", "nam sinh", "ngay sinh theo ho so"),
    ),
    _Column(
        "admitted",
        "Ngày kết nạp",
        ("ngay vao dang", "ngay ket nap dang", "ngay ket nap vao dang", "ngay thang nam ket nap"),
    ),
    _Column(
        "cell",
        "Chi bộ đang sinh hoạt",
        ("chi bo sinh hoat", "chi bo", "to chuc dang dang sinh hoat", "noi dang sinh hoat"),
    ),
    _Column(
        "residence_cell",
        "Chi bộ nơi cư trú",
        ("chi bo cu tru", "chi bo noi o", "chi bo noi o hien nay"),
    ),
    _Column(
        "status",
        "Trạng thái",
        ("tinh trang", "trang thai hoat dong", "trang thai dang vien", "tinh trang sinh hoat"),
    ),
)
_HEADINGS = {
    heading: column.key for column in _COLUMNS for heading in (fold(column.title), *column.aliases)
}
_TITLES = {column.key: column.title for column in _COLUMNS}
_SEARCHED = 15
"""Rows in which the heading is looked for."""
_ENOUGH = 3
"""Headings that make a row the heading row."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_OTHER = re.compile(r"[^\w]+")
_COLUMN_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[A-Z])\)?$")
_TOTALS = ("tong so", "tong cong", "cong ", "cong:", "danh sach nay co", "danh sach co")
_TIME = re.compile(r"[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_BLANK_PARTS = re.compile(r"^(?:0{1,2}[/.\-]){1,2}(?=\d)")
_SERIAL_START = date(1899, 12, 30)


def rows(sheet: Sheet, today: date) -> list[MemberRow]:
    """Return the members of the list in the order of its lines, each with what is wrong with it.

    Raises:
        MissingColumnsProblem, DoubledColumnsProblem: names the columns.
        EmptySheetProblem: a heading and nothing below it.
    """
    header, places = _header(sheet)
    found: list[MemberRow] = []
    for index in range(header + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        values = {
            key: " ".join(cells[place].split()) if place < len(cells) else ""
            for key, place in places.items()
        }
        if not _is_member(values, cells, first=index == header + 1):
            continue
        found.append(_row(index + 1, values, today))
    if not found:
        raise EmptySheetProblem
    return _with_doubles(found)


def sample_list(members: Iterable[MemberRow]) -> bytes:
    """Return the list as the upper system exports it: one heading row, every cell text."""
    return workbook(
        "DS_DANGVIEN",
        [column.title for column in _COLUMNS],
        [
            (
                member.name,
                member.card_no,
                member.citizen_id,
                show_date(member.birth),
                show_date(member.admitted),
                member.cell,
                member.residence_cell,
                member.status,
            )
            for member in members
        ],
    )


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Return the heading row and the place of each column in it.

    A heading may stand in a cell merged with the one below: then the lower one is empty.
    """
    best: tuple[int, list[str]] = (0, [])
    above: Sequence[str] = ()
    for index, cells in enumerate(sheet.rows[:_SEARCHED]):
        merged = [
            cell or (above[place] if place < len(above) else "") for place, cell in enumerate(cells)
        ]
        for headings in (list(cells), merged):
            keys = [_HEADINGS.get(_plain(heading), "") for heading in headings]
            if len(set(keys) - {""}) > len(set(best[1]) - {""}):
                best = (index, keys)
        above = cells
    index, keys = best
    present = set(keys) - {""}
    missing = [column.title for column in _COLUMNS if column.key not in present]
    if len(present) < _ENOUGH and not any(any(row) for row in sheet.rows):
        raise EmptySheetProblem
    if missing:
        raise MissingColumnsProblem(", ".join(missing))
    doubled = [column.title for column in _COLUMNS if keys.count(column.key) > 1]
    if doubled:
        raise DoubledColumnsProblem(", ".join(doubled))
    return index, {key: place for place, key in enumerate(keys) if key}


def _plain(heading: str) -> str:
    return _OTHER.sub(" ", _BRACKETS.sub(" ", fold(heading))).strip()


def _is_member(values: dict[str, str], cells: Sequence[str], *, first: bool) -> bool:
    """Tell a member's line from an empty one, the row of column numbers, and a total."""
    filled = [value for value in values.values() if value]
    if not filled:
        return False
    if first and all(_COLUMN_NUMBER.match(cell.strip()) for cell in cells if cell.strip()):
        return False
    return len(filled) > 1 or not fold(filled[0]).startswith(_TOTALS)


def _row(line: int, values: dict[str, str], today: date) -> MemberRow:
    problems: list[str] = []
    if not values["name"]:
        problems.append(wording.no_name())
    citizen_id = _citizen_id(values["citizen_id"], problems)
    card_no = _card_no(values["card_no"], problems)
    birth = _day(values["birth"], "birth", today, problems)
    admitted = _day(values["admitted"], "admitted", today, problems)
    if birth and admitted and admitted.latest <= birth.earliest:
        problems.append(wording.wrong_order(_TITLES["admitted"], _TITLES["birth"]))
    return MemberRow(
        line=line,
        name=values["name"],
        card_no=card_no,
        citizen_id=citizen_id,
        birth=birth,
        admitted=admitted,
        cell=values["cell"],
        residence_cell=values["residence_cell"],
        status=values["status"],
        problems=tuple(problems),
    )


def _citizen_id(typed: str, problems: list[str]) -> str:
    bare = _bare(typed)
    # No province is 000: nine digits are an old identity card, not a number that lost its zeros.
    full = bare if len(bare) == 9 else restored_zeros(bare, 12)
    if full and not _is_digits(full, 12):
        problems.append(wording.bad_digits(_TITLES["citizen_id"], bare, "12"))
        return ""
    if full.startswith("000"):
        problems.append(wording.no_province(_TITLES["citizen_id"]))
        return ""
    return full


def _card_no(typed: str, problems: list[str]) -> str:
    """Return a card number of 12 digits, or of 8 on an old card."""
    bare = _bare(typed)
    full = restored_zeros(bare, 12 if len(bare) > 9 else 8)
    if full and not _is_digits(full, 12, 8):
        problems.append(wording.bad_digits(_TITLES["card_no"], bare, "12 (thẻ cũ 8)"))
        return ""
    return full


def _bare(typed: str) -> str:
    return typed if typed.isdigit() else digits(typed.lstrip("'"))


def _is_digits(text: str, *lengths: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) in lengths


def _day(typed: str, key: str, today: date, problems: list[str]) -> PartialDate | None:
    """Read a day as text, as a number of days since 1900, or as digits that lost a zero."""
    text = _TIME.sub("", typed.lstrip("'")) if ":" in typed else typed.lstrip("'")
    if text.startswith("0"):
        text = _BLANK_PARTS.sub("", text)
    try:
        if _is_digits(text, 5):
            return _serial(int(text), text, today)
        return parse_date(text.zfill(8) if _is_digits(text, 7) else text, today=today)
    except BadDateProblem:
        problems.append(wording.bad_date(_TITLES[key], typed))
    except FutureDateProblem:
        problems.append(wording.future_date(_TITLES[key], typed))
    return None


def _serial(number: int, typed: str, today: date) -> PartialDate:
    day = _SERIAL_START + timedelta(days=number)
    # Later than today it is not a serial but 5/03/62 without its zero, or nonsense: not a date.
    if day > today:
        raise BadDateProblem(typed)
    return PartialDate.of(day)


def _with_doubles(found: list[MemberRow]) -> list[MemberRow]:
    """Return the rows; those that share a number of identity name each other's lines."""
    problems: dict[int, list[str]] = defaultdict(list)
    for key in ("citizen_id", "card_no"):
        lines: dict[str, list[int]] = defaultdict(list)
        for row in found:
            if number := getattr(row, key):
                lines[number].append(row.line)
        for shared in lines.values():
            for line in shared if len(shared) > 1 else ():
                others = [other for other in shared if other != line]
                problems[line].append(wording.same_as(_TITLES[key], others))
    return [
        replace(row, problems=(*row.problems, *problems[row.line])) if row.line in problems else row
        for row in found
    ]
