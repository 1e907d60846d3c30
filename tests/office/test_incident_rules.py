"""An incident keeps the rule on notifying of its own day."""

from datetime import datetime

import pytest

from tcxd_desktop.office import incidents
from tests import make


@pytest.mark.parametrize(
    ("day", "told", "not_told"),
    [
        ((2022, 5, 1), "", "72 giờ"),
        ((2025, 12, 31), "13/2023/NĐ-CP", "356/2025/NĐ-CP"),
        ((2026, 11, 23), "356/2025/NĐ-CP", "chắc chắn"),
    ],
)
def test_the_rule_is_that_of_the_day(day: tuple[int, int, int], told: str, not_told: str) -> None:
    said = incidents.reminder(datetime(*day, 9, tzinfo=make.HANOI))
    assert told in said
    assert not_told not in said
    assert bool(said) == bool(told)
