"""Working days: a table counted by hand over Tết, 30/4, 2/9, year ends and leap days; properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.rule_types import StartRule
from tcxd_desktop.domain.working_days import (
    CalendarDay,
    DayKind,
    Skipped,
    WorkCalendar,
    calendar_of,
)

HOLIDAYS = """
2025-01-01 2025-01-27..31 2025-04-07 2025-04-30 2025-05-01..02 2025-09-01..02
2026-01-01..02 2026-02-16..20 2026-04-26..27 2026-04-30 2026-05-01 2026-08-31 2026-09-01..02
2026-11-24
2027-01-01 2027-02-05..11 2027-04-16 2027-04-30 2027-05-01 2027-05-03 2027-09-02..03 2027-11-24
2028-01-01 2028-01-03 2028-01-24..28 2028-04-04 2028-04-30 2028-05-01..02 2028-09-01..02
2028-09-04 2028-11-24
"""
"""Days off as the table was counted with; what is shipped may be mended when it is announced."""
WORKED = ("2025-04-26", "2026-01-10", "2026-08-22")


def spread(text: str) -> list[date]:
    found: list[date] = []
    for told in text.split():
        first, _, last = told.partition("..")
        day = date.fromisoformat(first)
        until = day.replace(day=int(last)) if last else day
        found += [day + timedelta(days=n) for n in range((until - day).days + 1)]
    return found


CALENDAR = WorkCalendar(
    dict.fromkeys(spread(HOLIDAYS), "Ngày nghỉ"),
    {date.fromisoformat(day): "Làm bù" for day in WORKED},
    frozenset({date(2026, 2, 16), date(2026, 8, 22), date(2026, 4, 26)}),
)
NAIVE = WorkCalendar()

# From, how many working days, what day that is, and why it stands here.
BY_HAND = [
    # plain weeks
    ("2026-03-02", 1, "2026-03-03", "Monday to Tuesday"),
    ("2026-03-06", 1, "2026-03-09", "Friday to Monday"),
    ("2026-03-07", 1, "2026-03-09", "from a Saturday"),
    ("2026-03-08", 1, "2026-03-09", "from a Sunday"),
    ("2026-03-02", 5, "2026-03-09", "a week later"),
    ("2026-03-06", 5, "2026-03-13", "Friday to Friday"),
    ("2026-03-02", 10, "2026-03-16", "two weeks"),
    ("2026-06-01", 15, "2026-06-22", "three weeks, nothing between"),
    ("2026-06-01", 30, "2026-07-13", "six weeks"),
    ("2026-03-09", 30, "2026-04-20", "before Giỗ Tổ"),
    # Tết
    ("2025-01-24", 1, "2025-02-03", "last day before Tết 2025"),
    ("2025-01-24", 5, "2025-02-07", "a week of Tết, then a week"),
    ("2025-01-20", 5, "2025-02-03", "four days before, one after"),
    ("2025-01-28", 1, "2025-02-03", "from within Tết"),
    ("2025-01-02", 30, "2025-02-20", "over Tết 2025"),
    ("2026-02-13", 1, "2026-02-23", "last day before Tết 2026"),
    ("2026-02-13", 5, "2026-02-27", "over holidays"),
    ("2026-02-16", 1, "2026-02-23", "from the first day off"),
    ("2026-02-17", 1, "2026-02-23", "from mùng 1"),
    ("2026-02-20", 1, "2026-02-23", "from the last day off"),
    ("2026-02-21", 1, "2026-02-23", "from the Saturday after"),
    ("2026-02-12", 3, "2026-02-24", "one before, two after"),
    ("2026-01-15", 30, "2026-03-05", "over Tết 2026"),
    ("2026-01-15", 60, "2026-04-16", "over Tết, before Giỗ Tổ"),
    ("2027-02-04", 1, "2027-02-12", "last day before Tết 2027"),
    ("2027-02-04", 5, "2027-02-18", "with the days made up for"),
    ("2027-01-25", 30, "2027-03-15", "over Tết 2027"),
    ("2028-01-21", 1, "2028-01-31", "last day before Tết 2028"),
    ("2028-01-21", 30, "2028-03-10", "over Tết and the leap day"),
    # Giỗ Tổ, 30/4, 1/5
    ("2025-04-04", 1, "2025-04-08", "Giỗ Tổ on a Monday"),
    ("2025-04-25", 1, "2025-04-26", "to the Saturday worked"),
    ("2025-04-25", 2, "2025-04-28", "Saturday, then Monday"),
    ("2025-04-26", 1, "2025-04-28", "from the Saturday worked"),
    ("2025-04-29", 1, "2025-05-05", "30/4 to 4/5 off"),
    ("2025-04-24", 5, "2025-05-05", "Saturday counts, five days do not"),
    ("2025-03-17", 30, "2025-04-28", "over Giỗ Tổ, ends before 30/4"),
    ("2026-04-24", 1, "2026-04-28", "Giỗ Tổ on a Sunday, Monday off for it"),
    ("2026-04-29", 1, "2026-05-04", "over holidays"),
    ("2026-04-20", 10, "2026-05-07", "three holidays"),
    ("2026-03-30", 30, "2026-05-14", "over holidays"),
    ("2027-04-15", 1, "2027-04-19", "Giỗ Tổ on a Friday"),
    ("2027-04-29", 1, "2027-05-04", "1/5 a Saturday, Monday off for it"),
    ("2027-04-12", 15, "2027-05-06", "over holidays"),
    ("2028-04-28", 1, "2028-05-03", "30/4 a Sunday: Monday and Tuesday off"),
    ("2028-04-03", 1, "2028-04-05", "over holidays"),
    ("2028-04-03", 30, "2028-05-18", "over holidays"),
    # 2/9
    ("2025-08-29", 1, "2025-09-03", "Monday and Tuesday off"),
    ("2025-08-15", 30, "2025-09-30", "over holidays"),
    ("2026-08-21", 1, "2026-08-22", "to the Saturday worked"),
    ("2026-08-21", 6, "2026-08-28", "the Saturday and a whole week"),
    ("2026-08-28", 1, "2026-09-03", "Monday to Wednesday off"),
    ("2026-09-01", 1, "2026-09-03", "from a holiday"),
    ("2026-09-02", 1, "2026-09-03", "from Quốc khánh"),
    ("2026-09-02", 30, "2026-10-14", "over holidays"),
    ("2026-07-10", 60, "2026-10-06", "over holidays"),
    ("2027-09-01", 1, "2027-09-06", "Thursday and Friday off"),
    ("2027-08-20", 15, "2027-09-14", "over holidays"),
    ("2028-08-31", 1, "2028-09-05", "Friday off, Saturday a holiday, Monday for it"),
    ("2028-08-31", 30, "2028-10-16", "over holidays"),
    # 24/11 and year ends
    ("2026-11-23", 1, "2026-11-25", "24/11"),
    ("2026-11-23", 30, "2027-01-06", "over 24/11 and New Year"),
    ("2027-11-23", 5, "2027-12-01", "over holidays"),
    ("2025-12-31", 1, "2026-01-05", "1/1 and 2/1 off"),
    ("2025-12-31", 6, "2026-01-10", "to the Saturday worked"),
    ("2025-12-31", 7, "2026-01-12", "over holidays"),
    ("2025-12-15", 30, "2026-01-27", "over holidays"),
    ("2026-12-31", 1, "2027-01-04", "1/1 a Friday"),
    ("2026-12-15", 30, "2027-01-27", "over holidays"),
    ("2026-12-01", 60, "2027-03-03", "New Year and Tết"),
    ("2027-12-31", 1, "2028-01-04", "1/1 a Saturday, Monday off for it"),
    ("2027-12-20", 15, "2028-01-11", "over holidays"),
    ("2028-12-29", 1, "2029-01-01", "a year the calendar does not know: weekends only"),
    # leap day and months that end
    ("2028-02-28", 1, "2028-02-29", "to the leap day"),
    ("2028-02-29", 1, "2028-03-01", "from the leap day"),
    ("2028-02-25", 3, "2028-03-01", "over holidays"),
    ("2027-02-26", 1, "2027-03-01", "no leap day"),
    ("2026-02-27", 1, "2026-03-02", "over holidays"),
    ("2025-02-28", 1, "2025-03-03", "over holidays"),
    # long ones
    ("2026-01-05", 90, "2026-05-20", "over holidays"),
    ("2026-01-05", 180, "2026-09-25", "over holidays"),
    ("2025-07-01", 60, "2025-09-25", "over holidays"),
    ("2025-07-01", 90, "2025-11-06", "over holidays"),
    ("2026-10-15", 45, "2026-12-18", "over holidays"),
]


@pytest.mark.parametrize(("start", "days", "last", "why"), BY_HAND, ids=str)
def test_counted_by_hand(start: str, days: int, last: str, why: str) -> None:
    counted = CALENDAR.add(date.fromisoformat(start), days)
    assert counted.last_day.isoformat() == last, why


def test_the_table_is_long_enough() -> None:
    assert len(BY_HAND) >= 60
    assert len({(start, days) for start, days, _, _ in BY_HAND}) == len(BY_HAND)


@pytest.mark.parametrize(
    ("end", "days", "first"),
    [
        ("2026-03-09", 1, "2026-03-06"),
        ("2026-03-09", 30, "2026-01-19"),
        ("2026-02-23", 1, "2026-02-13"),
        ("2026-09-03", 5, "2026-08-24"),
        ("2027-02-03", 30, "2026-12-22"),
        ("2026-05-04", 1, "2026-04-29"),
        ("2028-03-01", 2, "2028-02-28"),
        ("2025-04-28", 2, "2025-04-25"),
    ],
)
def test_counted_backwards_by_hand(end: str, days: int, first: str) -> None:
    assert CALENDAR.back(date.fromisoformat(end), days).last_day.isoformat() == first


def test_the_start_counts_only_under_its_own_rule() -> None:
    monday, saturday = date(2026, 3, 2), date(2026, 3, 7)
    assert CALENDAR.add(monday, 1, StartRule.SAME_DAY).last_day == monday
    assert CALENDAR.add(saturday, 1, StartRule.SAME_DAY).last_day == date(2026, 3, 9)
    for rule in (StartRule.NEXT_DAY, StartRule.NEXT_WORKING_DAY):
        assert CALENDAR.add(monday, 1, rule).last_day == date(2026, 3, 3)
        assert CALENDAR.add(saturday, 1, rule).last_day == date(2026, 3, 9)


def test_what_was_left_out_is_told_with_its_name() -> None:
    counted = CALENDAR.add(date(2026, 2, 13), 1)
    assert counted.first_day == counted.last_day == date(2026, 2, 23)
    assert [one.why for one in counted.skipped] == ["", "", *["Ngày nghỉ"] * 5, "", ""]
    assert counted.skipped[2] == Skipped(date(2026, 2, 16), "Ngày nghỉ")
    assert CALENDAR.add(date(2026, 3, 2), 3).skipped == ()


def test_a_saturday_counts_only_where_it_is_listed() -> None:
    assert CALENDAR.is_working(date(2026, 8, 22))
    assert not CALENDAR.is_working(date(2026, 8, 29))
    assert not NAIVE.is_working(date(2026, 8, 22))


def test_a_year_without_its_holidays_is_not_known() -> None:
    assert CALENDAR.years == {2025, 2026, 2027, 2028}
    assert CALENDAR.unknown_years(date(2028, 12, 1), date(2029, 2, 1)) == (2029,)
    assert CALENDAR.unknown_years(date(2026, 1, 1), date(2028, 12, 31)) == ()
    one_day = WorkCalendar({date(2029, 1, 1): "Tết Dương lịch"})
    assert one_day.unknown_years(date(2029, 1, 1), date(2029, 2, 1)) == (2029,)


def test_only_days_that_matter_make_a_count_unsure() -> None:
    found = CALENDAR.unsure(date(2026, 2, 1), date(2026, 12, 31))
    # Giỗ Tổ of 2026 is a Sunday: whether it is announced or not changes nothing.
    assert found == (date(2026, 2, 16), date(2026, 8, 22))


def test_of_one_day_the_last_told_holds() -> None:
    shipped = CalendarDay("2026-08-31", DayKind.HOLIDAY, "Nghỉ hoán đổi")
    undone = CalendarDay("2026-08-31", DayKind.ORDINARY, "", origin="office")
    worked = CalendarDay("2026-08-29", DayKind.COMPENSATING, "Làm bù", verified=True)
    calendar = calendar_of((shipped, undone, worked))
    assert calendar.is_working(date(2026, 8, 31))
    assert calendar.is_working(date(2026, 8, 29))
    assert calendar.unverified == frozenset()
    assert not calendar_of((undone, shipped)).is_working(date(2026, 8, 31))


# --- properties -----------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 6, 1), date(2029, 12, 31))
AMOUNTS = st.integers(1, 200)


@given(DAYS, AMOUNTS)
def test_a_count_ends_on_a_working_day_with_so_many_on_the_way(start: date, days: int) -> None:
    counted = CALENDAR.add(start, days)
    assert CALENDAR.is_working(counted.last_day)
    every = {start + timedelta(days=n) for n in range(1, (counted.last_day - start).days + 1)}
    assert sum(map(CALENDAR.is_working, every)) == days
    assert {one.day for one in counted.skipped} == {d for d in every if not CALENDAR.is_working(d)}


@given(DAYS, AMOUNTS, AMOUNTS)
def test_counting_on_is_counting_once(start: date, one: int, other: int) -> None:
    first = CALENDAR.add(start, one).last_day
    assert CALENDAR.add(first, other).last_day == CALENDAR.add(start, one + other).last_day


@given(DAYS, AMOUNTS)
def test_counting_back_undoes_counting_on(start: date, days: int) -> None:
    working = CALENDAR.next_working(start)
    assert CALENDAR.back(CALENDAR.add(working, days).last_day, days).last_day == working


@given(DAYS, st.integers(0, 30), AMOUNTS)
def test_a_later_start_never_ends_earlier(start: date, later: int, days: int) -> None:
    then = start + timedelta(days=later)
    assert CALENDAR.add(start, days).last_day <= CALENDAR.add(then, days).last_day


@given(DAYS, AMOUNTS)
def test_a_holiday_more_never_makes_a_day_earlier(start: date, days: int) -> None:
    assert (
        NAIVE.add(start, days).last_day <= WorkCalendar(CALENDAR.holidays).add(start, days).last_day
    )
