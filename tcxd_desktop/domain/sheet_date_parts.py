"""Dates over three columns: *Ngày | Tháng | Năm*, each read alone and then put together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import BadDateProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.sheet_dates import YOUNGEST, read_date
from tcxd_desktop.domain.sheet_faults import Fault, error
from tcxd_desktop.domain.sheet_text import one_line
from tcxd_desktop.domain.targets import DATE_PARTS, PARTED_DATES
from tcxd_desktop.domain.text import fold

KEYS: Final = tuple(f"{name}.{part}" for name in PARTED_DATES for part in DATE_PARTS)
"""Targets whose values are put together before a line is handed on."""
_MONTH_OF_DAY: Final = "month_of_day"
"""Part for the month somebody wrote beside the day: *5/3* under *Ngày, tháng*."""
_MOST: Final = {"day": 31, "month": 12}
_WORD = re.compile(r"^(?:ngay|thang|nam|mung|mong)\s+(?=\d)")
_WHOLE = re.compile(r"(\d{1,4})(?:[.,]0+)?")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_BLANKS: Final = frozenset({"", "0", "00", "?", "x", "xx", "khong", "khong ro", "khong nho"})

Values = tuple[tuple[str, Value], ...]


def read_part(
    typed: str, name: str, part: str, *, today: date, since_1904: bool = False
) -> tuple[Values, Fault | None]:
    """Return what a cell of one of the three columns tells, and what is to be said about it.

    Args:
        typed: clean text.
        name: field of the date.
        part: of ``targets.DATE_PARTS``.
        today: nothing lies after it.
        since_1904: numbers of days count from 1904.
    """
    key = f"{name}.{part}"
    folded = fold(one_line(typed)).strip(" .,'\u2026_-\u2013")
    if folded in _BLANKS:
        return (), None
    folded = _WORD.sub("", folded)
    whole = _WHOLE.fullmatch(folded)
    if whole and len(whole[1]) < len("1962"):
        number = _small(int(whole[1]), name, part, today)
        return (((key, number),), None) if number else ((), error("date_part", key, typed))
    both = _DAY_MONTH.fullmatch(folded) if part == "day" else None
    if both and 1 <= int(both[1]) <= _MOST["day"] and 1 <= int(both[2]) <= _MOST["month"]:
        return ((key, int(both[1])), (f"{name}.{_MONTH_OF_DAY}", int(both[2]))), None
    found, fault = read_date(whole[1] if whole else typed, name, today=today, since_1904=since_1904)
    if found is None:
        if fault and fault.key != "future":
            fault = error("date_part", key, one_line(typed))
        return (), fault
    return ((key, found),), fault


def _small(number: int, name: str, part: str, today: date) -> int:
    """Return what one to three digits are as a day, a month or a year; 0: nothing.

    Two digits of a year mean the latest past one, of a birth that of a grown person.
    """
    if part in _MOST:
        return number if 1 <= number <= _MOST[part] else 0
    if number > 99:
        return 0
    turn = today.year - (YOUNGEST if name == "birth_date" else 0)
    return 2000 + number if 2000 + number <= turn else 1900 + number


@dataclass(frozen=True, slots=True)
class _Told:
    """Điều ba cột cùng nói."""

    day: int | None
    month: int | None
    year: int | None
    about: bool
    agree: bool


def settle(values: dict[str, Value], today: date, add: Callable[[Fault], None]) -> None:
    """Put the dates of a line together, in place of their parts.

    Args:
        values: of the line, by target.
        today: nothing lies after it.
        add: takes what is to be said.
    """
    for name in PARTED_DATES:
        parts = {
            part: values.pop(f"{name}.{part}")
            for part in (*DATE_PARTS, _MONTH_OF_DAY)
            if f"{name}.{part}" in values
        }
        if not parts:
            continue
        found, fault = _joined(name, parts, today)
        if fault:
            add(fault)
        elif found is not None and values.setdefault(name, found) != found:
            add(error("dates_differ", name))


def _joined(
    name: str, parts: dict[str, Value], today: date
) -> tuple[PartialDate | None, Fault | None]:
    told = _told(parts)
    missing = "năm" if told.year is None else "tháng" if told.day and not told.month else ""
    if not told.agree or (told.about and told.month):
        return None, error("parts_differ", name)
    if missing or told.year is None:
        return None, error("part_missing", name, missing)
    shown = "/".join(f"{part}" for part in (told.day, told.month, told.year) if part is not None)
    try:
        found = PartialDate(told.year, told.month, told.day, told.about)
    except BadDateProblem:
        return None, error("date", name, shown)
    return (None, error("future", name, shown)) if found.earliest > today else (found, None)


def _told(parts: dict[str, Value]) -> _Told:
    """Return day, month and year of all columns, and whether none speaks against another."""
    found: dict[str, set[int]] = {part: set() for part in DATE_PARTS}
    about = False
    for part, number in _numbers(parts):
        found[part].add(number)
    for value in parts.values():
        about = about or (isinstance(value, PartialDate) and value.about)
    day, month, year = (next(iter(found[part]), None) for part in DATE_PARTS)
    return _Told(day, month, year, about, all(len(one) < 2 for one in found.values()))


def _numbers(parts: dict[str, Value]) -> Iterator[tuple[str, int]]:
    for part, value in parts.items():
        if isinstance(value, PartialDate):
            for name in DATE_PARTS:
                number = getattr(value, name)
                if number is not None:
                    yield name, number
        elif isinstance(value, int):
            yield "month" if part == _MONTH_OF_DAY else part, value
