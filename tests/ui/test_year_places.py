"""Where the days of a year stand on the sheet of twelve months."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.ui.rules.year_places import Sheet, month_end, moved, stepped


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1990, 2199),
    st.integers(200, 2000),
    st.sampled_from((1.0, 1.25, 1.5)),
)
def test_every_day_is_found_where_it_stands_and_nowhere_else(
    year: int, width: int, scale: float
) -> None:
    sheet = Sheet(year, width, Sheet(year, width, 1, scale).least_height, scale)
    for day in list(sheet.days())[::3]:
        left, top, wide, high = sheet.day(day)
        assert sheet.hit(left + wide / 2, top + high / 2) == day
        assert -0.5 <= left <= left + wide <= width + 0.5
        assert top + high <= sheet.height + 0.5


@pytest.mark.parametrize(("width", "across"), [(800, 4), (600, 3), (420, 2), (200, 1)])
def test_months_stand_beside_each_other_as_there_is_room(width: int, across: int) -> None:
    assert Sheet(2026, width, 600).across == across


def test_walking_stays_inside_the_year() -> None:
    assert stepped(date(2026, 1, 1), -1) == date(2026, 1, 1)
    assert stepped(date(2026, 12, 28), 7) == date(2026, 12, 28)
    assert moved(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert moved(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert moved(date(2026, 11, 30), 5) == date(2026, 12, 30)
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
