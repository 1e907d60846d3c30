"""Times of the day, and days of a month, as clerks type them beside a sheet of paper."""

import re
from datetime import date

from tcxd_desktop.domain.dates import PartialDate, parse_future_date
from tcxd_desktop.domain.errors import WholeDateProblem
from tcxd_desktop.domain.meeting_errors import BadTimeProblem
from tcxd_desktop.domain.text import clean_line, fold

_TIME = re.compile(r"^(\d{1,2})\s*(?:[:.,h]|g|gio)\s*(\d{1,2})?\s*(?:p|ph|phut)?$")
_BARE = re.compile(r"^(\d{1,2})(\d{2})$")
_HOUR = re.compile(r"^(\d{1,2})$")
_DAY = re.compile(r"^(\d{1,2})(?:\s*[/.\-\s]\s*(\d{1,2}))?$")


def parse_time(typed: str, *, field: str = "") -> str:
    """Return ``HH:MM`` of a time as it is typed; nothing typed gives ``""``.

    Takes ``1930``, ``19:30``, ``19h30``, ``19h``, ``19 giờ 30``, ``730``, ``7``.

    Raises:
        BadTimeProblem: no time of a day.
    """
    text = fold(clean_line(typed))
    if not text:
        return ""
    found = _BARE.match(text) or _TIME.match(text) or _HOUR.match(text)
    if found is None:
        raise BadTimeProblem(clean_line(typed), field=field)
    hour, minute = int(found[1]), int((found[2] if found.re is not _HOUR else "") or 0)
    if hour > 23 or minute > 59:
        raise BadTimeProblem(clean_line(typed), field=field)
    return f"{hour:02d}:{minute:02d}"


def parse_day(typed: str, *, period: str, today: date, field: str = "") -> PartialDate | None:
    """Read a whole day near a month (``YYYY-MM``); nothing typed gives ``None``.

    ``6`` is the sixth of that month, ``28/9`` the 28 September nearest to it; else as any date.

    Raises:
        BadDateProblem: not a date, or a day no calendar has.
        FutureDateProblem: more than 50 years ahead.
        WholeDateProblem: only a month or a year.
    """
    text = clean_line(typed)
    found = _DAY.match(text)
    if found is not None and period:
        year, month = int(period[:4]), int(period[5:7])
        if found[2] is not None:
            year += _turn(int(found[2]) - month)
            month = int(found[2])
        text = f"{found[1]}/{month}/{year}"
    day = parse_future_date(text, today=today, field=field)
    if day is not None and day.exact is None:
        raise WholeDateProblem(clean_line(typed), field=field)
    return day


def _turn(months: int) -> int:
    """Return the year's step that brings a month nearest to the one asked about."""
    if months > 6:
        return -1
    return 1 if months < -6 else 0
