"""Times and days as they are typed beside a sheet of paper."""

from datetime import date

import pytest

from tcxd_desktop.domain.errors import BadDateProblem, WholeDateProblem
from tcxd_desktop.domain.meeting_errors import BadTimeProblem
from tcxd_desktop.domain.times import parse_day, parse_time

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1930", "19:30"),
        ("19:30", "19:30"),
        ("19h30", "19:30"),
        ("19g30", "19:30"),
        ("19 giờ 30", "19:30"),
        ("19 giờ 30 phút", "19:30"),
        ("730", "07:30"),
        ("7h", "07:00"),
        ("7", "07:00"),
        ("0:05", "00:05"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_time_is_read_as_clerks_type_it(typed: str, read: str) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["24", "1960", "7 giờ rưỡi", "19:60", "12345", "-7"])
def test_what_is_no_time_of_a_day_is_refused_with_its_field(typed: str) -> None:
    with pytest.raises(BadTimeProblem) as caught:
        parse_time(typed, field="start")
    assert caught.value.field == "start"
    assert caught.value.args == (typed,)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("6", "2026-10-06"),
        ("06", "2026-10-06"),
        ("6/10", "2026-10-06"),
        ("28/9", "2026-09-28"),
        ("061026", "2026-10-06"),
        ("06/10/2026", "2026-10-06"),
    ],
)
def test_a_day_lies_near_its_month(typed: str, read: str) -> None:
    assert str(parse_day(typed, period="2026-10", today=TODAY)) == read


def test_the_year_turns_with_the_nearest_month() -> None:
    assert str(parse_day("28/12", period="2027-01", today=TODAY)) == "2026-12-28"
    assert str(parse_day("3/1", period="2026-12", today=TODAY)) == "2027-01-03"
    assert parse_day("", period="2026-10", today=TODAY) is None


def test_a_day_no_calendar_has_or_half_a_date_is_refused() -> None:
    with pytest.raises(BadDateProblem):
        parse_day("31", period="2026-11", today=TODAY)
    with pytest.raises(WholeDateProblem):
        parse_day("10/2026", period="2026-10", today=TODAY)
