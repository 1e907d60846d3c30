"""The calendar of working days: shipped years, and what the office has changed in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from tcxd_desktop import places
from tcxd_desktop.domain.errors import RequiredProblem, WholeDateProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.rule_errors import CalendarYearProblem, NoRestDayProblem, RuleSourceProblem
from tcxd_desktop.domain.rule_json import parse
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarDay,
    DayKind,
    WorkCalendar,
    calendar_of,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import rules as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.formats import show_day
from tcxd_desktop.wording.rules import day_text

_SATURDAY = 5


@cache
def shipped_days() -> tuple[CalendarDay, ...]:
    """Return the days the program carries, in order."""
    path = places.resources() / "rules" / "working_days.json"
    return tuple(
        CalendarDay(
            one["day"], DayKind(one["kind"]), one["name"], one["source"], bool(one["verified"])
        )
        for one in parse(path.read_bytes())["days"]
    )


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar the program carries, as it is without an office."""
    return calendar_of(shipped_days())


def calendar(desk: Desk) -> WorkCalendar:
    """Return the calendar of the office."""
    with desk.read() as reading:
        return calendar_in(desk, reading)


def calendar_in(desk: Desk, reading: Reading) -> WorkCalendar:
    """Return the calendar of the office inside a reading."""
    own = stored.days(reading)
    return calendar_of((*shipped_days(), *own)) if own else shipped_calendar()


def days(desk: Desk, year: int) -> tuple[CalendarDay, ...]:
    """Return the listed days of a year, in order; what the office wrote stands for what it was."""
    with desk.read() as reading:
        listed = {day.day: day for day in (*shipped_days(), *stored.days(reading))}
    return tuple(listed[day] for day in sorted(listed) if day.startswith(f"{year:04d}-"))


def set_day(desk: Desk, day: CalendarDay) -> None:
    """Write a holiday, a day worked to make up, or that a shipped one does not hold.

    Raises:
        WholeDateProblem, CalendarYearProblem: no day of the calendar.
        RequiredProblem: a holiday without its name.
        RuleSourceProblem: the announcement is not named.
        NoRestDayProblem: a day worked to make up is a Saturday or Sunday.
        TooLongProblem: name or source.
    """
    desk.check(Permission.RULES)
    made = _checked(day)
    with desk.write(Permission.RULES, "rules.day", show_day(date.fromisoformat(made.day))) as work:
        _write(work, made)


def confirm_days(desk: Desk, wanted: Sequence[str], source: str) -> int:
    """Write that listed days were compared with the announcement; return how many there were.

    Args:
        desk: where.
        wanted: ISO days.
        source: the announcement.

    Raises:
        RuleSourceProblem: the announcement is not named.
        TooLongProblem: its name.
    """
    desk.check(Permission.RULES)
    told = clean_line(source)
    if not told:
        raise RuleSourceProblem("", field="source")
    check_text(told, LINE, "source")
    with desk.write(Permission.RULES, "rules.days.confirm", told) as work:
        listed = {day.day: day for day in (*shipped_days(), *stored.days(work))}
        found = [listed[day] for day in dict.fromkeys(wanted) if day in listed]
        for day in found:
            _write(work, replace(day, source=told, verified=True))
    return len(found)


def drop_day(desk: Desk, day: str) -> None:
    """Take back what the office wrote of an ISO day; what was shipped of it holds again."""
    with desk.write(Permission.RULES, "rules.day.drop", day) as work:
        written = next((one for one in stored.days(work) if one.day == day), None)
        if written is not None:
            stored.drop_day(work, day)
            work.note(Change(stored.CALENDAR, 0, "day", day_text(written), ""))


def _write(work: Work, day: CalendarDay) -> None:
    listed = {one.day: one for one in (*shipped_days(), *stored.days(work))}
    before = listed.get(day.day)
    stored.set_day(work, day)
    work.note(Change(stored.CALENDAR, 0, "day", day_text(before) if before else "", day_text(day)))


def _checked(day: CalendarDay) -> CalendarDay:
    try:
        on = date.fromisoformat(day.day)
    except ValueError as error:
        raise WholeDateProblem(day.day, field="day") from error
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise CalendarYearProblem(str(on.year), str(FIRST_YEAR), str(LAST_YEAR), field="day")
    made = replace(
        day, day=on.isoformat(), name=clean_line(day.name), source=clean_line(day.source),
        origin="office",
    )  # fmt: skip
    if made.kind is not DayKind.ORDINARY and not made.name:
        raise RequiredProblem("name", field="name")
    if not made.source:
        raise RuleSourceProblem("", field="source")
    if made.kind is DayKind.COMPENSATING and on.weekday() < _SATURDAY:
        raise NoRestDayProblem(show_day(on), field="day")
    for name in ("name", "source"):
        check_text(getattr(made, name), LINE, name)
    return made
