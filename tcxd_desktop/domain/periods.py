"""Kỳ: months, quarters, half years and years, as text that sorts."""

import re
from collections.abc import Sequence

from tcxd_desktop.domain.meeting_errors import BadPeriodProblem

MONTH, QUARTER, HALF, YEAR = "thang", "quy", "nua_nam", "nam"
# Years this calendar of meetings can be about; digits of other scripts are none.
_IN_YEAR = "(?:19|20)[0-9]{2}"
_FORMS = (
    (MONTH, re.compile(f"{_IN_YEAR}-(?:0[1-9]|1[0-2])")),
    (QUARTER, re.compile(f"{_IN_YEAR}-Q[1-4]")),
    (HALF, re.compile(f"{_IN_YEAR}-H[12]")),
    (YEAR, re.compile(_IN_YEAR)),
)


def kind_of(period: str) -> str:
    """Return ``thang``, ``quy``, ``nua_nam`` or ``nam``.

    Raises:
        BadPeriodProblem: neither ``2026-10``, ``2026-Q3``, ``2026-H1`` nor ``2026``.
    """
    for kind, form in _FORMS:
        if form.fullmatch(period):
            return kind
    raise BadPeriodProblem(period)


def check_month(period: str) -> None:
    """Refuse what is no month.

    Raises:
        BadPeriodProblem: a longer period, or none at all.
    """
    if kind_of(period) != MONTH:
        raise BadPeriodProblem(period)


def months_of(period: str) -> Sequence[str]:
    """Return the months of a period, in order."""
    kind, year = kind_of(period), period[:4]
    if kind == MONTH:
        return (period,)
    if kind == YEAR:
        first, last = 1, 12
    else:
        long = 3 if kind == QUARTER else 6
        first = (int(period[-1]) - 1) * long + 1
        last = first + long - 1
    return tuple(f"{year}-{month:02d}" for month in range(first, last + 1))


def quarter_of(month: str) -> str:
    """Return the quarter a month lies in: ``2026-Q4`` of ``2026-10``."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def half_of(month: str) -> str:
    """Return the half year a month lies in: ``2026-H2`` of ``2026-10``."""
    return f"{month[:4]}-H{1 if int(month[5:]) <= 6 else 2}"


def around(period: str) -> tuple[str, ...]:
    """Return every period that reports what a period holds, itself first.

    A month stands in the tables of its quarter, half year and year too.
    """
    if kind_of(period) != MONTH:
        return (period,)
    return (period, quarter_of(period), half_of(period), period[:4])


def first_day(period: str) -> str:
    """Return the first day of a period, ISO."""
    return f"{months_of(period)[0]}-01"


def last_day(period: str) -> str:
    """Return the last day of a period, ISO."""
    year, month = map(int, months_of(period)[-1].split("-"))
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return f"{year}-02-{29 if leap else 28}"
    return f"{year}-{month:02d}-{30 if month in {4, 6, 9, 11} else 31}"


def step(month: str, by: int) -> str:
    """Return the month ``by`` months later (earlier where negative)."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
