"""When something is due: months and years, bounds, extensions, states; partial dates give none."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.deadlines import Due, DueState, due, due_of, state_of
from tcxd_desktop.domain.rule_types import (
    Bound,
    Count,
    Deadline,
    Extension,
    MonthRule,
    StartRule,
    TimeUnit,
)
from tests.domain.test_working_days import CALENDAR

DAYS = Deadline(
    "TR-02", "Xuất trình giấy giới thiệu", ("introduction_date",), "paper_presented", 30,
    TimeUnit.DAYS, Count.WORKING,
)  # fmt: skip
MONTHS = replace(DAYS, id="TR-04", amount=3, unit=TimeUnit.MONTHS, count=Count.CALENDAR)


def ends(rule: Deadline, start: str) -> str:
    made = due(rule, start, CALENDAR)
    assert made is not None
    return made.last_day


# Months, from, to: same day-number, or the last day of a shorter month.
IN_MONTHS = [
    (3, "2026-01-15", "2026-04-15"),
    (3, "2026-11-30", "2027-02-28"),
    (3, "2027-11-30", "2028-02-29"),
    (3, "2027-11-29", "2028-02-29"),
    (3, "2026-01-31", "2026-04-30"),
    (1, "2026-01-31", "2026-02-28"),
    (1, "2028-01-31", "2028-02-29"),
    (1, "2028-02-29", "2028-03-29"),
    (12, "2028-02-29", "2029-02-28"),
    (48, "2028-02-29", "2032-02-29"),
    (12, "2024-10-10", "2025-10-10"),
    (12, "2027-02-28", "2028-02-28"),
    (24, "2026-02-28", "2028-02-28"),
    (3, "2026-12-31", "2027-03-31"),
    (2, "2026-12-31", "2027-02-28"),
    (6, "2026-08-31", "2027-02-28"),
    (60, "2023-03-31", "2028-03-31"),
    (36, "2026-07-01", "2029-07-01"),
]


@pytest.mark.parametrize(("amount", "start", "last"), IN_MONTHS)
def test_months_by_hand(amount: int, start: str, last: str) -> None:
    assert ends(replace(MONTHS, amount=amount), start) == last


@pytest.mark.parametrize(
    ("changes", "start", "last"),
    [
        # 294-QĐ/TW, 6.3.1.c: thirty working days over Quốc khánh.
        ({}, "2026-09-02", "2026-10-14"),
        ({"start": StartRule.SAME_DAY}, "2026-09-03", "2026-10-14"),
        ({"amount": 1, "before": True}, "2026-09-03", "2026-08-28"),
        ({"amount": 30, "before": True}, "2027-02-03", "2026-12-22"),
        # Plain days.
        ({"amount": 15, "count": Count.CALENDAR, "start": StartRule.NEXT_DAY}, "2026-09-01",
         "2026-09-16"),
        ({"amount": 15, "count": Count.CALENDAR, "start": StartRule.SAME_DAY}, "2026-09-01",
         "2026-09-15"),
        # Day 1 is the first working day after: 3/9.
        ({"amount": 15, "count": Count.CALENDAR}, "2026-09-01", "2026-09-17"),
        ({"amount": 15, "count": Count.CALENDAR, "before": True, "start": StartRule.NEXT_DAY},
         "2027-02-03", "2027-01-19"),
        ({"amount": 90, "unit": TimeUnit.DAYS}, "2026-01-05", "2026-05-20"),
        # Months and years.
        ({"amount": 2, "unit": TimeUnit.YEARS, "count": Count.CALENDAR}, "2024-02-29",
         "2026-02-28"),
        ({"amount": 12, "unit": TimeUnit.MONTHS, "count": Count.CALENDAR, "before": True},
         "2027-05-19", "2026-05-19"),
        # Less than twelve months: the stay ends before that day.
        ({"amount": 12, "unit": TimeUnit.MONTHS, "count": Count.CALENDAR, "exclusive": True},
         "2026-03-01", "2027-02-28"),
        ({"amount": 12, "unit": TimeUnit.MONTHS, "count": Count.CALENDAR, "exclusive": True},
         "2028-02-29", "2029-02-27"),
        ({"amount": 12, "unit": TimeUnit.MONTHS, "count": Count.CALENDAR,
          "months": MonthRule.DAY_BEFORE}, "2026-03-01", "2027-02-28"),
        # Periods of the calendar.
        ({"triggers": ("year",), "amount": 1, "unit": TimeUnit.YEARS, "count": Count.CALENDAR},
         "2026-03-05", "2026-12-31"),
        ({"triggers": ("year",), "amount": 1, "unit": TimeUnit.YEARS, "count": Count.CALENDAR,
          "month": 11}, "2026-03-05", "2026-11-30"),
        ({"triggers": ("half_year",), "amount": 6, "unit": TimeUnit.MONTHS,
          "count": Count.CALENDAR}, "2026-03-05", "2026-06-30"),
        ({"triggers": ("half_year",), "amount": 6, "unit": TimeUnit.MONTHS,
          "count": Count.CALENDAR}, "2026-07-01", "2026-12-31"),
        ({"triggers": ("month",), "amount": 1, "unit": TimeUnit.MONTHS, "count": Count.CALENDAR},
         "2028-02-01", "2028-02-29"),
        ({"triggers": ("week",), "amount": 7, "count": Count.CALENDAR}, "2026-11-23",
         "2026-11-29"),
        ({"triggers": ("previous_check",), "amount": 3, "unit": TimeUnit.MONTHS,
          "count": Count.CALENDAR, "bound": Bound.EVERY}, "2026-09-30", "2026-12-30"),
    ],
)  # fmt: skip
def test_each_way_of_counting(changes: dict[str, Any], start: str, last: str) -> None:
    assert ends(replace(DAYS, **changes), start) == last


@pytest.mark.parametrize("told", [None, "", "2026", "2026-09", "2026~"])
def test_from_a_partial_date_no_day_follows(told: str | None) -> None:
    assert due(DAYS, told, CALENDAR) is None
    assert due(DAYS, PartialDate.from_text(told), CALENDAR) is None


def test_a_day_may_be_told_in_any_form() -> None:
    made = due(DAYS, date(2026, 9, 2), CALENDAR)
    assert made == due(DAYS, "2026-09-02", CALENDAR)
    assert made == due(DAYS, PartialDate(2026, 9, 2), CALENDAR)


def test_what_counts_requests_has_no_day() -> None:
    asked = replace(DAYS, amount=3, unit=TimeUnit.REQUESTS, count=Count.NONE)
    assert due(asked, "2026-09-02", CALENDAR) is None


def test_an_extension_is_counted_on_from_the_last_day() -> None:
    special = Extension(15, TimeUnit.DAYS, Count.WORKING, "trường hợp đặc biệt")
    rule = replace(DAYS, amount=45, extension=special)
    plain = due(rule, "2026-10-15", CALENDAR)
    longer = due(rule, "2026-10-15", CALENDAR, extended=True)
    assert plain is not None
    assert longer is not None
    assert (plain.last_day, plain.extended) == ("2026-12-18", False)
    # 15 more: 21–25/12, 28–31/12, 1/1 off, 4–8/1, 11/1.
    assert (longer.last_day, longer.extended) == ("2027-01-11", True)
    assert longer.first_day == plain.first_day
    assert longer.skipped[: len(plain.skipped)] == plain.skipped
    # A rule without one stays as it is.
    assert due(DAYS, "2026-10-15", CALENDAR, extended=True) == due(DAYS, "2026-10-15", CALENDAR)


def test_the_earliest_trigger_known_sets_it_going() -> None:
    rule = replace(MONTHS, triggers=("transfer_notice_received", "member_received_file"))
    told = {"transfer_notice_received": "2026-08-20", "member_received_file": date(2026, 8, 5)}
    made = due_of(rule, told, CALENDAR)
    assert made is not None
    assert (made.trigger, made.last_day, made.by) == (
        "2026-08-05", "2026-11-05", "member_received_file",
    )  # fmt: skip
    only = due_of(rule, {"transfer_notice_received": "2026-08-20"}, CALENDAR)
    assert only is not None
    assert only.by == "transfer_notice_received"
    assert due_of(rule, {"introduction_date": "2026-08-20"}, CALENDAR) is None
    assert due_of(rule, {"transfer_notice_received": "2026-08"}, CALENDAR) is None


# --- states ---------------------------------------------------------------------------------------


def state(made: Due | None, today: str, done: str = "") -> DueState:
    assert made is not None
    return state_of(made, date.fromisoformat(today), done)


def test_states_of_a_deadline_by_day() -> None:
    made = due(DAYS, "2026-09-02", CALENDAR)
    assert made is not None
    assert (made.last_day, made.soon_from) == ("2026-10-14", "2026-09-30")
    assert state(made, "2026-09-29") is DueState.OPEN
    assert state(made, "2026-09-30") is DueState.SOON
    assert state(made, "2026-10-14") is DueState.SOON
    assert state(made, "2026-10-15") is DueState.LATE
    assert state(made, "2026-10-15", "2026-10-14") is DueState.DONE
    # Met late is met.
    assert state(made, "2026-10-20", "2026-10-16") is DueState.DONE
    # What is written down as done tomorrow is not done today.
    assert state(made, "2026-10-15", "2026-10-16") is DueState.LATE


def test_a_stay_comes_due_by_plain_days() -> None:
    stay = replace(MONTHS, amount=12, exclusive=True, soon=30, soon_count=Count.CALENDAR)
    made = due(stay, "2026-03-10", CALENDAR)
    assert made is not None
    assert (made.last_day, made.soon_from) == ("2027-03-09", "2027-02-07")


@pytest.mark.parametrize("bound", [Bound.MIN, Bound.PERIOD])
def test_a_term_that_is_over_is_not_late(bound: Bound) -> None:
    made = due(replace(MONTHS, bound=bound), "2026-08-05", CALENDAR)
    assert state(made, "2026-11-04") is DueState.SOON
    assert state(made, "2026-11-05") is DueState.DONE
    assert state(made, "2027-11-05") is DueState.DONE
    assert state(made, "2026-08-06") is DueState.OPEN


def test_what_makes_a_day_unsure_goes_with_it() -> None:
    over_tet = due(DAYS, "2026-02-12", CALENDAR)
    assert over_tet is not None
    assert over_tet.unverified == ("2026-02-16",)
    assert over_tet.unknown_years == ()
    later = due(DAYS, "2028-12-20", CALENDAR)
    assert later is not None
    assert later.unknown_years == (2029,)
    in_months = due(MONTHS, "2028-12-20", CALENDAR)
    assert in_months is not None
    assert (in_months.unknown_years, in_months.unverified) == ((), ())


# --- properties -----------------------------------------------------------------------------------

STARTS = st.dates(date(2025, 1, 1), date(2028, 6, 30))


@given(STARTS, st.integers(1, 120))
def test_months_keep_the_day_number_or_end_the_month(start: date, amount: int) -> None:
    last = date.fromisoformat(ends(replace(MONTHS, amount=amount), start.isoformat()))
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == amount
    assert last.day == start.day or (last.day < start.day and add_months(last, 0) == last)
    tomorrow = date.fromordinal(last.toordinal() + 1)
    assert last.day == start.day or tomorrow.day == 1


@given(STARTS, st.integers(1, 90), st.booleans())
def test_less_than_a_term_is_one_day_shorter(start: date, amount: int, working: bool) -> None:
    count = Count.WORKING if working else Count.CALENDAR
    rule = replace(DAYS, amount=amount, count=count)
    full = date.fromisoformat(ends(rule, start.isoformat()))
    less = date.fromisoformat(ends(replace(rule, exclusive=True), start.isoformat()))
    assert (full - less).days == 1


@given(STARTS, STARTS)
def test_a_state_only_moves_on_as_days_pass(start: date, today: date) -> None:
    order = [DueState.OPEN, DueState.SOON, DueState.LATE]
    made = due(DAYS, start, CALENDAR)
    assert made is not None
    now = state_of(made, today)
    then = state_of(made, date.fromordinal(today.toordinal() + 1))
    assert order.index(now) <= order.index(then)
