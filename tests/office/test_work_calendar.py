"""The working-day calendar: shipped years, the office's own days, days compared with the paper."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem, RequiredProblem, WholeDateProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.meeting_errors import TooLongProblem
from tcxd_desktop.domain.rule_errors import CalendarYearProblem, NoRestDayProblem, RuleSourceProblem
from tcxd_desktop.domain.working_days import FULL_YEAR, CalendarDay, DayKind
from tcxd_desktop.office import opening, work_calendar
from tcxd_desktop.office.desk import Desk

SOURCE = "Thông báo nghỉ Tết 2027"
OFF = CalendarDay("2027-02-03", DayKind.HOLIDAY, "Tết Nguyên đán", SOURCE, verified=True)


def at(day: str) -> date:
    return date.fromisoformat(day)


def test_shipped_years_are_known_and_say_what_is_sure() -> None:
    calendar = work_calendar.shipped_calendar()
    assert calendar.years == {2025, 2026, 2027, 2028}
    days = work_calendar.shipped_days()
    assert [day.day for day in days] == sorted({day.day for day in days})
    assert all(day.source and day.name for day in days)
    fixed = {"01-01", "04-30", "05-01", "09-02"}
    assert {day.day[5:] for day in days if day.verified} == fixed
    assert all(day.verified for day in days if day.day[5:] in fixed)
    # Tết, Giỗ Tổ, days made up for and 24/11 wait for the announcement.
    assert at("2026-11-24") in calendar.unverified
    assert at("2027-02-05") in calendar.unverified


def test_days_worked_to_make_up_are_saturdays() -> None:
    worked = work_calendar.shipped_calendar().compensating
    assert worked
    assert {day.weekday() for day in worked} == {5}


def test_an_office_without_changes_has_the_shipped_calendar(desk: Desk) -> None:
    assert work_calendar.calendar(desk) is work_calendar.shipped_calendar()
    with desk.read() as reading:
        assert work_calendar.calendar_in(desk, reading) is work_calendar.shipped_calendar()


def test_a_day_of_the_office_stands_for_what_was_shipped(desk: Desk) -> None:
    work_calendar.set_day(desk, OFF)
    work_calendar.set_day(
        desk, CalendarDay("2027-02-10", DayKind.ORDINARY, "", SOURCE, verified=True)
    )
    work_calendar.set_day(
        desk, CalendarDay("2027-01-30", DayKind.COMPENSATING, "Làm bù", SOURCE, verified=True)
    )
    calendar = work_calendar.calendar(desk)
    working = [calendar.is_working(at(f"2027-{day}")) for day in ("02-03", "02-10", "01-30")]
    assert working == [False, True, True]
    listed = {day.day: day for day in work_calendar.days(desk, 2027)}
    assert (listed["2027-02-03"].origin, listed["2027-02-03"].verified) == ("office", True)
    assert listed["2027-02-10"].kind is DayKind.ORDINARY
    assert listed["2027-02-11"].origin == "shipped"
    assert [day.day for day in work_calendar.days(desk, 2027)] == sorted(listed)
    work_calendar.drop_day(desk, "2027-02-10")
    assert not work_calendar.calendar(desk).is_working(at("2027-02-10"))
    # Nothing was written of it: nothing happens.
    work_calendar.drop_day(desk, "2027-02-11")
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_change_of_the_calendar_is_told_in_the_book(desk: Desk) -> None:
    work_calendar.set_day(desk, replace(OFF, day="2027-02-05", name="  Tết   Đinh Mùi "))
    with desk.read() as reading:
        changes = reading.all("SELECT old, new FROM act_change WHERE subject = 'calendar'")
    assert changes == [
        ("05/02/2027: ngày nghỉ, Tết Nguyên đán Đinh Mùi (chưa kiểm chứng)",
         "05/02/2027: ngày nghỉ, Tết Đinh Mùi")
    ]  # fmt: skip


def test_days_compared_with_the_announcement_are_sure(desk: Desk) -> None:
    tet = [day.day for day in work_calendar.days(desk, 2027) if "Tết Nguyên đán" in day.name]
    assert work_calendar.confirm_days(desk, [*tet, tet[0], "2027-06-01"], SOURCE) == len(tet) == 7
    unsure = work_calendar.calendar(desk).unverified
    assert not {at(day) for day in tet} & unsure
    assert at("2027-04-16") in unsure
    with pytest.raises(RuleSourceProblem):
        work_calendar.confirm_days(desk, tet, " ")


def test_a_year_the_office_fills_in_is_known(desk: Desk) -> None:
    for n in range(FULL_YEAR):
        assert 2029 not in work_calendar.calendar(desk).years
        work_calendar.set_day(desk, replace(OFF, day=f"2029-03-{n + 1:02d}"))
    assert 2029 in work_calendar.calendar(desk).years


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (replace(OFF, day="2027-02-30"), WholeDateProblem),
        (replace(OFF, day="2027"), WholeDateProblem),
        (replace(OFF, day="1900-01-01"), CalendarYearProblem),
        (replace(OFF, day="2999-01-01"), CalendarYearProblem),
        (replace(OFF, name=" "), RequiredProblem),
        (replace(OFF, source=""), RuleSourceProblem),
        (replace(OFF, name="x" * 501), TooLongProblem),
        (replace(OFF, kind=DayKind.COMPENSATING), NoRestDayProblem),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    desk: Desk, day: CalendarDay, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        work_calendar.set_day(desk, day)
    assert work_calendar.calendar(desk) is work_calendar.shipped_calendar()


def test_only_the_head_changes_the_calendar(desk: Desk) -> None:
    clerk = replace(desk, actor=Actor("Lê Văn Thịnh", Role.CLERK))
    for ask in (
        lambda: work_calendar.set_day(clerk, replace(OFF, day="x")),
        lambda: work_calendar.confirm_days(clerk, [], ""),
        lambda: work_calendar.drop_day(clerk, "2027-02-05"),
    ):
        with pytest.raises(NotAllowedProblem):
            ask()
    assert work_calendar.days(clerk, 2026)
