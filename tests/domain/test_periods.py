"""Periods are text that sorts: what is one, what it holds, what holds it."""

from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.meeting_errors import BadPeriodProblem
from tcxd_desktop.domain.periods import (
    around,
    check_month,
    first_day,
    half_of,
    kind_of,
    last_day,
    months_of,
    quarter_of,
    step,
)

MONTHS = st.builds(
    lambda year, month: f"{year}-{month:02d}", st.integers(1900, 2099), st.integers(1, 12)
)


@pytest.mark.parametrize(
    ("period", "kind", "first", "last"),
    [
        ("2026-10", "thang", "2026-10-01", "2026-10-31"),
        ("2024-02", "thang", "2024-02-01", "2024-02-29"),
        ("2026-02", "thang", "2026-02-01", "2026-02-28"),
        ("2000-02", "thang", "2000-02-01", "2000-02-29"),
        ("1900-02", "thang", "1900-02-01", "1900-02-28"),
        ("2026-Q3", "quy", "2026-07-01", "2026-09-30"),
        ("2026-Q1", "quy", "2026-01-01", "2026-03-31"),
        ("2026-H1", "nua_nam", "2026-01-01", "2026-06-30"),
        ("2026-H2", "nua_nam", "2026-07-01", "2026-12-31"),
        ("2026", "nam", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_has_its_kind_and_its_ends(period: str, kind: str, first: str, last: str) -> None:
    assert (kind_of(period), first_day(period), last_day(period)) == (kind, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-1", "2026-Q5", "2026-Q0", "2026-H3", "26-10", "2026-10-01",
     "2026-10\n", " 2026", "２０２６", "٢٠٢٦-١٠", "0000-01", "9999-12", "tháng 10", "2026Q1"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriodProblem):
        kind_of(text)
    with pytest.raises(BadPeriodProblem):
        last_day(text)


@pytest.mark.parametrize("text", ["2026", "2026-Q1", "2026-H1", "2026-13"])
def test_only_a_month_is_a_month(text: str) -> None:
    with pytest.raises(BadPeriodProblem):
        check_month(text)


@given(MONTHS)
def test_a_month_lies_in_what_is_around_it(month: str) -> None:
    check_month(month)
    mine, quarter, half, year = around(month)
    assert (mine, quarter, half) == (month, quarter_of(month), half_of(month))
    for period in (quarter, half, year):
        assert month in months_of(period)
    assert set(months_of(quarter)) < set(months_of(half)) < set(months_of(year))
    days = monthrange(int(month[:4]), int(month[5:]))[1]
    assert last_day(month) == f"{month}-{days}"


@pytest.mark.parametrize("period", ["2026", "2026-Q3", "2026-H2"])
def test_a_longer_period_is_around_itself_only(period: str) -> None:
    assert around(period) == (period,)


@given(MONTHS, st.integers(-60, 60))
def test_steps_go_there_and_back(month: str, by: int) -> None:
    assert step(step(month, by), -by) == month
    assert (step(month, by) > month) is (by > 0)
