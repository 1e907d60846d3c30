"""Dates as sheets have them: text in many spellings, days counted since 1900 or 1904."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tcxd_desktop.domain.dates import PartialDate, add_months, parse_date, parse_future_date
from tcxd_desktop.domain.errors import BadDateProblem, FutureDateProblem
from tcxd_desktop.domain.sheet_faults import Fault, doubt, error, mended
from tcxd_desktop.domain.sheet_text import one_line
from tcxd_desktop.domain.text import fold

_PLAIN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|sa|ch|z)?$", re.IGNORECASE)
_BLANK_PARTS = re.compile(r"^(?:0{1,2}[/.\-]|[.…_?xX*\s]{0,6}[/\-]){1,2}(?=\d)")
_SERIAL = re.compile(r"\d{4,5}(?:[.,]\d+)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_ENGLISH = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_VIETNAMESE = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_ENGLISH_MONTH = re.compile(
    r"(?:(\d{1,2})[\s\-/.]*)?(" + "|".join(sorted(_ENGLISH, key=len, reverse=True))
    + r")[\s\-/.,]*(\d{4}|\d{2})"
)  # fmt: skip
_WORD_MONTH = re.compile(
    r"\bthang (" + "|".join(sorted(_VIETNAMESE, key=len, reverse=True)) + r")(?=\W|$)"
)
_STILL: Final = frozenset(
    {"nay", "den nay", "hien nay", "den hien nay", "hien tai", "khong thoi han"}
)
_FIRST = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_EARLIEST = 2200
"""A smaller number of four digits is a year."""
YOUNGEST: Final = 17
"""Years a member lives at least: a birth told with two digits of its year lies before that."""
_SHORT_YEAR = re.compile(r"(?:\D\d\d|^\d{6})$")
_DIGITS_OF_DAY = re.compile(r"([1-9])(\d\d)(\d\d)")
_TWO_PARTS = re.compile(r"\d{1,2}\s*[/.\-]\s*(?:0?[1-9]|1[0-2])")
_ENDS = " .,;:"
_LONGEST = 80


class _NoDate(Exception):
    """Không phải ngày; ``key`` says why, of ``wording.sheets.NOTES``."""

    def __init__(self, key: str) -> None:
        """Keep it."""
        super().__init__(key)
        self.key = key


def read_date(
    typed: str, target: str, *, today: date, ahead: bool = False, since_1904: bool = False
) -> tuple[PartialDate | None, Fault | None]:
    """Return the date a cell tells, and what is to be said about it.

    Args:
        typed: clean text.
        target: of the column, for what is said.
        today: nothing lies after it.
        ahead: unless the date is a term or an end, which may lie 50 years ahead; *nay* then
            means that there is none yet.
        since_1904: numbers of days count from 1904.
    """
    plain = _PLAIN.fullmatch(typed)
    if plain:
        found = _made(int(plain[3]), int(plain[2]), int(plain[1]))
        if found and found.earliest <= today:
            return found, None
    text = one_line(typed).lstrip("'").rstrip(_ENDS).lstrip()
    if not text.strip("-–….") or (ahead and fold(text) in _STILL):
        return None, None
    try:
        if len(text) > _LONGEST:
            raise _NoDate("date")
        found, fault = _read(text, target, today, (ahead, since_1904))
        if found is not None and target == "birth_date":
            found = _grown(found, text, today)
        if found is not None and fault is None and _TWO_PARTS.fullmatch(text):
            # 5/03: March 2005 as dates are read here, but as likely a day without its year.
            fault = doubt("month_or_day", target, text, show(found))
        return found, fault
    except _NoDate as wrong:
        return None, error(wrong.key, target, one_line(typed))


def _grown(found: PartialDate, text: str, today: date) -> PartialDate:
    """Return a birth a hundred years earlier where two digits would make it a child's."""
    if found.year <= today.year - YOUNGEST or not _SHORT_YEAR.search(text):
        return found
    return replace(found, year=found.year - 100)


def month_leads(texts: Iterable[str]) -> bool:
    """Tell whether dates of a column can only be American ones: month, day, year.

    Then no other date of the column is sure to have its day first.
    """
    return any(
        found and int(found[1]) <= 12 < int(found[3]) <= 31
        for found in map(_MONTH_FIRST.fullmatch, texts)
    )


def either_way(text: str) -> bool:
    """Tell whether a date may be read with its day or its month first."""
    found = _MONTH_FIRST.fullmatch(text)
    return found is not None and found[1] != found[3] and max(int(found[1]), int(found[3])) <= 12


def two_ways(text: str) -> str:
    """Return how a number of five digits reads as day, month and year without signs, if it does.

    ``10362`` is 14/05/1928 as days of a sheet, and 1/03/62 that lost its zero.
    """
    found = _DIGITS_OF_DAY.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return ""
    return f"{found[1]}/{found[2]}/{found[3]}"


def show(value: PartialDate) -> str:
    """Return a date as Vietnamese write it, for a sentence about a cell."""
    parts = [f"{part:02d}" for part in (value.day, value.month) if part is not None]
    return ("khoảng " if value.about else "") + "/".join([*parts, f"{value.year}"])


def _made(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except BadDateProblem:
        return None


def _read(
    text: str, target: str, today: date, how: tuple[bool, bool]
) -> tuple[PartialDate | None, Fault | None]:
    ahead, since_1904 = how
    if ":" in text:
        text = _TIME.sub("", text)
    iso = _ISO.fullmatch(text)
    if iso:
        found = _made(int(iso[1]), int(iso[2]), int(iso[3]))
        if found:
            return _not_after(found, today, ahead=ahead), None
    if _SERIAL.fullmatch(text) and int(re.split(r"[.,]", text)[0]) > _EARLIEST:
        found = _of_serial(
            int(re.split(r"[.,]", text)[0]), today, ahead=ahead, since_1904=since_1904
        )
        return found, mended("serial", target, text, show(found))
    spelled = _spelled(text)
    try:
        return _parsed(spelled, today, ahead=ahead), None
    except _NoDate as wrong:
        swapped = _month_first(spelled) if wrong.key == "date" else ""
        if not swapped:
            raise
        found = _parsed(swapped, today, ahead=ahead)
        return found, doubt("month_first", target, text, show(found))


def _parsed(text: str, today: date, *, ahead: bool) -> PartialDate:
    try:
        found = (parse_future_date if ahead else parse_date)(text, today=today)
    except BadDateProblem as problem:
        raise _NoDate("date") from problem
    except FutureDateProblem as problem:
        raise _NoDate("future") from problem
    if found is None:
        raise _NoDate("date")
    return found


def _not_after(found: PartialDate, today: date, *, ahead: bool) -> PartialDate:
    if found.earliest > (add_months(today, 600) if ahead else today):
        raise _NoDate("future")
    return found


def _of_serial(number: int, today: date, *, ahead: bool, since_1904: bool) -> PartialDate:
    day = _FIRST[since_1904] + timedelta(days=number)
    # Later than today it is not a serial but 5/03/62 without its zero, or nonsense: not a date.
    if day > (add_months(today, 600) if ahead else today):
        raise _NoDate("date")
    return PartialDate.of(day)


def _spelled(text: str) -> str:
    """Return ``text`` in a spelling ``domain.dates`` reads: months as numbers, no blank parts."""
    if text.isdigit():
        return text.zfill(8) if len(text) == 7 else text
    if text[0] not in "123456789":
        text = _BLANK_PARTS.sub("", text)
    folded = fold(text)
    english = _ENGLISH_MONTH.fullmatch(folded)
    if english:
        day = f"{english[1]}/" if english[1] else ""
        return f"{day}{_ENGLISH[english[2]]}/{english[3]}"
    return _WORD_MONTH.sub(lambda found: f"thang {_VIETNAMESE[found[1]]}", folded)


def _month_first(text: str) -> str:
    """Return an American date with its day first; empty where it is none."""
    found = _MONTH_FIRST.fullmatch(text)
    if found is None or not (int(found[1]) <= 12 < int(found[3]) <= 31):
        return ""
    return f"{found[3]}/{found[1]}/{found[4]}"
