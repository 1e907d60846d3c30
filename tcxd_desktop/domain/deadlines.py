"""When something is due, and how the day comes about.

A deadline over a partial date has no day: *không đủ căn cứ*, never 1 January.
"""

import calendar as months_of
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.rule_keys import PERIODS
from tcxd_desktop.domain.rule_types import (
    Bound,
    Count,
    Deadline,
    MonthRule,
    StartRule,
    TimeUnit,
)
from tcxd_desktop.domain.working_days import Skipped, WorkCalendar

__all__ = ["Due", "DueState", "due", "due_of", "state_of"]
_DAY = timedelta(days=1)
Moment = date | PartialDate | str | None
"""What a trigger is told as: a day, a day as papers tell it, its text, or nothing."""


@dataclass(frozen=True, slots=True)
class Due:
    """Hạn: the last day of a deadline, and how it was counted."""

    rule: Deadline
    trigger: str
    """ISO day it was counted from."""
    last_day: str
    """ISO. Of a ``min`` or ``period`` bound: the day it is reached."""
    first_day: str = ""
    """ISO day 1 of a count of days."""
    skipped: tuple[Skipped, ...] = ()
    """Days that did not count."""
    unverified: tuple[str, ...] = ()
    """ISO days the calendar lists and nobody compared with the announcement."""
    unknown_years: tuple[int, ...] = ()
    """Years whose holidays the calendar does not know: the day may be later than told."""
    soon_from: str = ""
    """ISO day from which it counts as coming due."""
    extended: bool = False
    by: str = ""
    """Key of the trigger that set it going, where it was told."""


@dataclass(frozen=True, slots=True)
class _Span:
    last: date
    first: date | None = None
    skipped: tuple[Skipped, ...] = ()


def due(
    rule: Deadline,
    trigger: Moment,
    calendar: WorkCalendar,
    *,
    extended: bool = False,
    by: str = "",
) -> Due | None:
    """Return when a deadline ends; ``None`` where no day follows from what is known.

    Args:
        rule: as it held on the day of the trigger.
        trigger: when it began to run; partial or missing: no day follows.
        calendar: of working days.
        extended: with the extension the rule allows in special cases.
        by: key of the trigger, of a rule that has several.
    """
    start = _exact(trigger)
    if start is None or rule.unit is TimeUnit.REQUESTS:
        return None
    span = _span(rule, start, calendar)
    if extended and rule.extension is not None:
        more = rule.extension
        longer = replace(rule, amount=more.amount, unit=more.unit, count=more.count)
        further = _span(replace(longer, start=StartRule.NEXT_WORKING_DAY), span.last, calendar)
        span = _Span(further.last, span.first, span.skipped + further.skipped)
    if rule.exclusive:
        span = replace(span, last=span.last - _DAY)
    low, high = min(start, span.last), max(start, span.last)
    working = rule.count is Count.WORKING
    return Due(
        rule=rule,
        trigger=start.isoformat(),
        last_day=span.last.isoformat(),
        first_day=span.first.isoformat() if span.first else "",
        skipped=span.skipped,
        unverified=tuple(d.isoformat() for d in calendar.unsure(low, high)) if working else (),
        unknown_years=calendar.unknown_years(low, high) if working else (),
        soon_from=_soon(rule, span.last, calendar).isoformat(),
        extended=extended and rule.extension is not None,
        by=by,
    )


def due_of(rule: Deadline, told: Mapping[str, Moment], calendar: WorkCalendar) -> Due | None:
    """Return when a deadline ends, from all days known by the key of their trigger.

    Of several triggers the earliest sets it going: texts differ on which counts, and a warning
    that comes early harms nobody.
    """
    days = {key: day for key in rule.triggers if (day := _exact(told.get(key))) is not None}
    if not days:
        return None
    by = min(days, key=lambda key: days[key])
    return due(rule, days[by], calendar, by=by)


def state_of(due: Due, today: date, done_on: str = "") -> DueState:
    """Return how a deadline stands on a day.

    Args:
        due: when it ends.
        today: the day asked about.
        done_on: ISO day the duty was met, or empty; met late is met.
    """
    if done_on and done_on <= today.isoformat():
        return DueState.DONE
    day = today.isoformat()
    if due.rule.bound in {Bound.MIN, Bound.PERIOD}:
        if day >= due.last_day:
            return DueState.DONE
    elif day > due.last_day:
        return DueState.LATE
    return DueState.SOON if day >= due.soon_from else DueState.OPEN


def _exact(moment: Moment) -> date | None:
    if isinstance(moment, str):
        moment = PartialDate.from_text(moment)
    if isinstance(moment, PartialDate):
        return moment.exact
    return moment


def _span(rule: Deadline, start: date, calendar: WorkCalendar) -> _Span:
    if set(rule.triggers) & set(PERIODS):
        return _Span(_end_of_period(rule, start))
    if rule.unit is not TimeUnit.DAYS:
        return _Span(_months(rule, start))
    if rule.count is Count.WORKING:
        walk = calendar.back if rule.before else calendar.add
        counted = walk(start, rule.amount, rule.start)
        return _Span(counted.last_day, counted.first_day, counted.skipped)
    return _plain_days(rule, start, calendar)


def _plain_days(rule: Deadline, start: date, calendar: WorkCalendar) -> _Span:
    """Return the end of calendar days: every day after day 1 counts."""
    step = -_DAY if rule.before else _DAY
    first = start + step
    if rule.start is StartRule.SAME_DAY:
        first = start
    elif rule.start is StartRule.NEXT_WORKING_DAY and not rule.before:
        first = calendar.next_working(start)
    return _Span(first + step * (rule.amount - 1), first)


def _months(rule: Deadline, start: date) -> date:
    amount = rule.amount * (12 if rule.unit is TimeUnit.YEARS else 1)
    if rule.before:
        return add_months(start, -amount)
    end = add_months(start, amount)
    return end - _DAY if rule.months is MonthRule.DAY_BEFORE else end


def _end_of_period(rule: Deadline, day: date) -> date:
    """Return the last day of the week, month, half year or year ``day`` lies in."""
    if "week" in rule.triggers:
        return day + _DAY * (6 - day.weekday())
    month = day.month
    if "half_year" in rule.triggers:
        month = 6 if day.month <= 6 else 12
    elif "year" in rule.triggers:
        month = rule.month or 12
    return date(day.year, month, months_of.monthrange(day.year, month)[1])


def _soon(rule: Deadline, last: date, calendar: WorkCalendar) -> date:
    if rule.soon_count is Count.WORKING and rule.soon:
        return calendar.back(last, rule.soon).last_day
    return last - _DAY * rule.soon
