"""Dates as clerks type them, partial dates, and counting in months and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import (
    PartialDate,
    add_months,
    age_by_year,
    age_on,
    months_between,
    parse_date,
    parse_future_date,
)
from tcxd_desktop.domain.errors import BadDateProblem, FutureDateProblem

TODAY = date(2026, 11, 23)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=TODAY)
ABOUT = st.booleans()


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    shape = draw(st.sampled_from(["day", "month", "year"]))
    month = None if shape == "year" else day.month
    return PartialDate(day.year, month, day.day if shape == "day" else None, about=draw(ABOUT))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("05/03/1962", "1962-03-05"),
        ("5/3/62", "1962-03-05"),
        ("5.3.1962", "1962-03-05"),
        ("5-3-1962", "1962-03-05"),
        ("5 3 1962", "1962-03-05"),
        ("5 / 3 / 1962", "1962-03-05"),
        ("05031962", "1962-03-05"),
        ("050362", "1962-03-05"),
        ("031962", "1962-03"),
        ("3/1962", "1962-03"),
        ("3/62", "1962-03"),
        ("1962", "1962"),
        ("năm 1962", "1962"),
        ("khoảng 1962", "1962~"),
        ("Khoảng năm 1962", "1962~"),
        ("kh. 1962", "1962~"),
        ("~3/1962", "1962-03~"),
        ("khoảng tháng 3 năm 1962", "1962-03~"),
        ("tháng 3 năm 1962", "1962-03"),
        ("tháng 3/1962", "1962-03"),
        ("ngày 5 tháng 3 năm 1962", "1962-03-05"),
        ("5 tháng 3, 1962", "1962-03-05"),
        ("ngày 5/3/1962", "1962-03-05"),
        ("1962-03-05", "1962-03-05"),
        ("1962-03", "1962-03"),
        ("00/03/1962", "1962-03"),
        ("00/00/1962", "1962"),
        ("0/1962", "1962"),
        ("  05/03/1962\u200b ", "1962-03-05"),
        ("3/26", "2026-03"),
        ("3/27", "1927-03"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_reads_what_clerks_type(typed: str, text: str) -> None:
    assert str(parse_date(typed, today=TODAY)) == text


@pytest.mark.parametrize(
    "typed",
    ["31/02/1962", "29/2/2023", "5/13/1962", "32/1/1962", "62", "5", "abc", "5/3", "5/3/196",
     "05/00/1962", "1/1/1", "12345", "19620305", "1/1/1849", "²²/3/1962", "5//3/1962", "khoảng",
     "0000-00-00", "<b>"],
)  # fmt: skip
def test_refuses_what_is_no_date(typed: str) -> None:
    with pytest.raises(BadDateProblem) as caught:
        parse_date(typed, today=TODAY, field="birth_date")
    assert caught.value.field == "birth_date"
    assert caught.value.args == (typed,)


def test_nothing_typed_is_no_date() -> None:
    assert parse_date("", today=TODAY) is None
    assert parse_date(" \u00a0\n", today=TODAY) is None
    assert parse_future_date("", today=TODAY) is None


def test_the_future_is_refused_but_for_terms() -> None:
    assert parse_date("23/11/2026", today=TODAY) == PartialDate(2026, 11, 23)
    assert parse_date("11/2026", today=TODAY) == PartialDate(2026, 11)
    with pytest.raises(FutureDateProblem) as caught:
        parse_date("24/11/2026", today=TODAY, field="card_issued")
    assert caught.value.field == "card_issued"
    assert parse_future_date("24/11/2026", today=TODAY) == PartialDate(2026, 11, 24)
    with pytest.raises(FutureDateProblem):
        parse_future_date("1/2077", today=TODAY)


def test_two_digits_of_a_term_mean_old_years_too() -> None:
    assert parse_future_date("12/75", today=TODAY) == PartialDate(1975, 12)
    assert parse_future_date("6/30", today=TODAY) == PartialDate(2030, 6)


@pytest.mark.parametrize(
    "parts", [(1962, 0), (1962, 3, 0), (1962, None, 5), (1849,), (2201,), (1962, 2, 30), (1962, 13)]
)
def test_a_partial_date_is_a_real_one(parts: tuple[int, ...]) -> None:
    with pytest.raises(BadDateProblem):
        PartialDate(*parts)


@given(partial_dates())
def test_text_form_round_trips(found: PartialDate) -> None:
    assert PartialDate.from_text(str(found)) == found


@given(partial_dates())
def test_what_is_shown_can_be_typed_back(found: PartialDate) -> None:
    parts = [f"{part:02d}" for part in (found.day, found.month) if part is not None]
    shown = "/".join([*parts, str(found.year)])
    assert parse_date(f"khoảng {shown}" if found.about else shown, today=TODAY) == found


@given(partial_dates())
def test_iso_without_about_can_be_typed_back(found: PartialDate) -> None:
    exact = PartialDate(found.year, found.month, found.day)
    assert parse_date(str(exact), today=TODAY) == exact


@given(DAYS)
def test_eight_and_six_digits_name_the_day(day: date) -> None:
    assert parse_date(f"{day:%d%m%Y}", today=TODAY) == PartialDate.of(day)
    if day.year >= 1927:
        assert parse_date(f"{day:%d%m%y}", today=TODAY) == PartialDate.of(day)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_problem(typed: str) -> None:
    try:
        found = parse_date(typed, today=TODAY)
    except (BadDateProblem, FutureDateProblem):
        return
    assert found is None or found.earliest <= TODAY


@given(partial_dates())
def test_exact_earliest_latest(found: PartialDate) -> None:
    assert found.earliest <= found.latest
    if found.exact is not None:
        assert found.exact == found.earliest == found.latest
    assert (found.exact is None) == (found.day is None or found.about)


@given(st.lists(partial_dates(), max_size=12))
def test_text_forms_sort_in_time(found: list[PartialDate]) -> None:
    certain = [one for one in found if not one.about]
    by_text = sorted(certain, key=str)
    assert [one.earliest for one in by_text] == sorted(one.earliest for one in certain)


def test_from_text_of_nothing() -> None:
    assert PartialDate.from_text("") is None
    assert PartialDate.from_text(None) is None


@given(DAYS, st.integers(min_value=0, max_value=1200))
def test_added_months_are_counted_back(day: date, months: int) -> None:
    later = add_months(day, months)
    assert months_between(day, later) == months
    assert later.day <= day.day
    assert months_between(day, later - timedelta(days=1)) == months - 1


@given(DAYS, DAYS)
def test_counted_months_fit_between(start: date, end: date) -> None:
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


def test_month_ends() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_between(date(2024, 1, 31), date(2024, 2, 29)) == 1
    assert add_months(date(2025, 5, 19), 12) == date(2026, 5, 19)


def test_age_is_told_only_where_the_paper_settles_it() -> None:
    assert age_on(PartialDate(1958, 11, 23), TODAY) == 68
    assert age_on(PartialDate(1958, 11, 24), TODAY) == 67
    assert age_on(PartialDate(1958, 3), TODAY) == 68
    assert age_on(PartialDate(1958, 11), TODAY) is None
    assert age_on(PartialDate(1958), TODAY) is None
    assert age_on(PartialDate(1958, 3, about=True), TODAY) is None
    assert age_on(None, TODAY) is None
    assert age_by_year(PartialDate(1958), TODAY) == 68
    assert age_by_year(None, TODAY) is None


@given(partial_dates())
def test_age_never_exceeds_the_calendar_years(birth: PartialDate) -> None:
    age, by_year = age_on(birth, TODAY), age_by_year(birth, TODAY)
    assert by_year is not None
    assert age is None or by_year - 1 <= age <= by_year
