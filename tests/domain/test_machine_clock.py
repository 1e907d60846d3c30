"""A clock is doubted for three reasons, and nothing else follows from it here."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.machine_clock import suspect, utc

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
KNOWN = datetime(2026, 12, 1, 8, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))
ZONES = st.integers(-14 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)
STEPS = st.timedeltas(timedelta(days=-3_660), timedelta(days=3_660))


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (timedelta(), ""),
        (timedelta(minutes=-10), ""),
        (timedelta(minutes=-10, seconds=-1), "before"),
        (timedelta(days=-1), "before"),
        (timedelta(days=-3_653), "before"),
        (timedelta(days=400), ""),
        (timedelta(days=400, seconds=1), "jump"),
        (timedelta(days=3_653), "jump"),
    ],
)
def test_against_the_newest_recorded_moment(step: timedelta, reason: str) -> None:
    assert suspect(KNOWN + step, KNOWN, BUILT) == reason


def test_in_a_new_office_only_the_programs_own_age_counts() -> None:
    assert suspect(BUILT, None, BUILT) == ""
    assert suspect(BUILT - timedelta(seconds=1), None, BUILT) == "old"
    assert suspect(datetime(1970, 1, 1, tzinfo=UTC), None, BUILT) == "old"
    assert suspect(datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), None, BUILT) == ""


def test_an_update_newer_than_the_last_work_makes_old_dates_impossible() -> None:
    built = KNOWN + timedelta(days=30)
    assert suspect(KNOWN + timedelta(days=1), KNOWN, built) == "old"
    assert suspect(built, KNOWN, built) == ""


@given(STEPS, ZONES, ZONES)
def test_zones_change_nothing(step: timedelta, one: timezone, other: timezone) -> None:
    now = KNOWN + step
    plain = suspect(now, KNOWN, BUILT)
    assert suspect(now.astimezone(one), KNOWN.astimezone(other), BUILT) == plain
    assert suspect(now.replace(tzinfo=None), KNOWN.astimezone(other), BUILT) == plain


@given(STEPS)
def test_ten_years_either_way(step: timedelta) -> None:
    reason = suspect(KNOWN + step, KNOWN, BUILT)
    assert (reason == "before") == (step < -timedelta(minutes=10))
    assert (reason == "jump") == (step > timedelta(days=400))
    assert reason != "old"


def test_an_hour_of_summer_time_put_back_is_no_step_back() -> None:
    before = datetime(2026, 12, 1, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    after = datetime(2026, 12, 1, 1, 40, tzinfo=timezone(timedelta(hours=1)))
    assert suspect(after, before, BUILT) == ""


def test_moments_without_a_zone_are_utc() -> None:
    bare = KNOWN.replace(tzinfo=None)
    assert utc(bare) == datetime(2026, 12, 1, 15, tzinfo=HANOI)
