"""Working days: Monday to Friday without listed holidays, and days worked to make up for others.

No text defines *ngày làm việc* or whether the first day counts; the start rule is therefore a
value of the rule set, and a Saturday counts only where the calendar lists it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tcxd_desktop.domain.rule_types import StartRule

FULL_YEAR = 11
"""Holidays of a year (Bộ luật Lao động 45/2019/QH14, Điều 112): a year with fewer is not known."""
FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Years the calendar can be asked about and written in."""
_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """Loại ngày ghi trong lịch."""

    HOLIDAY = "holiday"
    COMPENSATING = "compensating"
    """Worked although it is a Saturday or Sunday."""
    ORDINARY = "ordinary"
    """What was shipped for it does not hold: a day like any other of its week."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Ngày nghỉ, ngày làm bù."""

    day: str
    """ISO."""
    kind: DayKind
    name: str
    source: str = ""
    verified: bool = False
    origin: str = "shipped"
    """``shipped``, or ``office``."""


class Skipped(NamedTuple):
    """Ngày không tính: why, or nothing of a plain Saturday or Sunday."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Kết quả đếm ngày làm việc."""

    first_day: date
    """Counted as day 1."""
    last_day: date
    skipped: tuple[Skipped, ...]
    """Days between the start and the end that did not count, in order."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Lịch làm việc."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    compensating: Mapping[date, str] = field(default_factory=dict)
    unverified: frozenset[date] = frozenset()
    """Listed days nobody compared with the announcement."""
    years: frozenset[int] = field(init=False)
    """Years whose holidays are known."""

    def __post_init__(self) -> None:
        """Find the years that are known."""
        listed = Counter(day.year for day in self.holidays)
        known = frozenset(year for year, days in listed.items() if days >= FULL_YEAR)
        object.__setattr__(self, "years", known)

    def is_working(self, day: date) -> bool:
        """Tell whether a day counts."""
        if day.weekday() < _SATURDAY:
            return day not in self.holidays
        return day in self.compensating

    def add(self, start: date, days: int, rule: StartRule = StartRule.NEXT_WORKING_DAY) -> Counted:
        """Return the day the count of working days after ``start`` comes to.

        Day 1 is the next working day after the start; under ``same_day`` the start itself, if it
        is one. Beginning the count on the next day of the week comes to the same, because a day
        that is no working day does not count.

        Args:
            start: the trigger.
            days: how many, 1 or more.
            rule: where the count begins.
        """
        return self._walked(start, days, rule, _DAY)

    def back(self, end: date, days: int, rule: StartRule = StartRule.NEXT_WORKING_DAY) -> Counted:
        """Return the day that lies so many working days before ``end``: ``add``, backwards."""
        return self._walked(end, days, rule, -_DAY)

    def next_working(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return self.add(day, 1).last_day

    def unsure(self, first: date, last: date) -> tuple[date, ...]:
        """Return the listed days from one day to another that nobody verified.

        A holiday that is a Saturday or Sunday anyway makes nothing unsure.
        """
        return tuple(
            sorted(
                day
                for day in self.unverified
                if first <= day <= last
                if day.weekday() < _SATURDAY or day in self.compensating
            )
        )

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years from one day to another whose holidays are not known."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def _walked(self, start: date, days: int, rule: StartRule, step: timedelta) -> Counted:
        day = start if rule is StartRule.SAME_DAY else start + step
        skipped: list[Skipped] = []
        first: date | None = None
        left = max(days, 1)
        while True:
            if self.is_working(day):
                first = first or day
                left -= 1
                if not left:
                    return Counted(first, day, tuple(skipped))
            else:
                skipped.append(Skipped(day, self.holidays.get(day, "")))
            day += step


def calendar_of(days: Iterable[CalendarDay]) -> WorkCalendar:
    """Return the calendar listed days make; of one day the last told holds."""
    told = {date.fromisoformat(one.day): one for one in days}
    return WorkCalendar(
        holidays={d: one.name for d, one in told.items() if one.kind is DayKind.HOLIDAY},
        compensating={d: one.name for d, one in told.items() if one.kind is DayKind.COMPENSATING},
        unverified=frozenset(
            d for d, one in told.items() if not one.verified and one.kind is not DayKind.ORDINARY
        ),
    )
