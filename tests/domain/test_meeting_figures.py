"""Facts of a meeting: what was recorded, and what nobody knows."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tcxd_desktop.domain.meeting_facts import GIVEN, with_derived
from tcxd_desktop.domain.meeting_figures import facts_of
from tcxd_desktop.domain.meetings import (
    Counts,
    Meeting,
    MeetingState,
    Presence,
    Task,
    TaskState,
    Vote,
    count,
)
from tcxd_desktop.domain.score_sheets import FactValue
from tcxd_desktop.domain.score_templates import MeetingKind
from tests.domain.meeting_records import meeting, roll, row, task


def facts(made: Meeting, *judged: Task, away_counts: bool = False) -> dict[str, FactValue]:
    return facts_of(made, judged, 1, away_counts=away_counts)


def test_every_fact_of_the_catalogue_is_told_and_no_other() -> None:
    assert set(facts(meeting())) == set(GIVEN)
    planned = Meeting(0, 3, MeetingKind.REGULAR, "2026-10")
    assert set(facts(planned)) == set(GIVEN)


@pytest.mark.parametrize(
    ("changes", "name", "told"),
    [
        ({}, "duration_min", Decimal(100)),
        ({"end": ""}, "duration_min", None),
        ({}, "posted_days_before", None),
        ({"posted_on": "2026-10-05"}, "posted_days_before", Decimal(1)),
        ({"posted_on": "2026-10-07"}, "posted_days_before", Decimal(-1)),
        ({"minutes_posted_on": "2026-10-08"}, "minutes_days_after", Decimal(2)),
        ({"minutes_posted_on": "2026-10-06"}, "minutes_days_after", Decimal(0)),
        # A year typed wrong must not read as posted in time.
        ({"minutes_posted_on": "2025-10-08"}, "minutes_days_after", None),
        ({}, "committee_met", None),
        ({"committee_met_on": "2026-10-04"}, "committee_met", True),
        ({"committee_met_on": "2026-10-06"}, "committee_met", True),
        ({"committee_met_on": "2026-10-09"}, "committee_met", False),
        ({}, "votes_agreed_pct", None),
        ({"votes": (Vote("Đầu", 1, 3), Vote("Nghị quyết", 9, 2, 1))}, "votes_agreed_pct",
         Decimal(75)),
        ({}, "held", True),
        ({"kind": MeetingKind.COMBINED}, "meeting_kind", "ket_hop"),
    ],
)  # fmt: skip
def test_a_fact_says_what_was_recorded(changes: dict[str, Any], name: str, told: FactValue) -> None:
    assert facts(meeting(**changes))[name] == told


def test_a_meeting_not_held_has_no_counts() -> None:
    made = replace(meeting(), state=MeetingState.NOT_HELD, counts=Counts())
    told = facts(made)
    assert told["held"] is False
    assert told["members"] is None


def test_the_example_of_an_phu() -> None:
    """Example 1 of the digest: 24 members, 2 exempt, 1 away, 19 present, 2 absent: 19/21."""
    rows = (
        *roll(19),
        *(row(number, Presence.ABSENT_REASON) for number in (20, 21)),
        *(row(number, Presence.EXEMPT) for number in (22, 23)),
        row(24, Presence.AWAY),
    )
    made = meeting(attendance=rows, counts=count(rows))
    derived = with_derived(facts(made))
    assert derived["attendance_base"] == Decimal(21)
    assert derived["attendance_pct"] == Decimal(19) / 21 * 100
    assert with_derived(facts(made, away_counts=True))["attendance_base"] == Decimal(22)


def test_all_exempt_is_no_share_at_all() -> None:
    rows = tuple(replace(one, presence=Presence.EXEMPT) for one in roll(5))
    derived = with_derived(facts(meeting(attendance=rows, counts=count(rows))))
    assert derived["attendance_base"] == 0
    assert derived["attendance_pct"] is None


def test_tasks_are_counted_by_what_came_of_them() -> None:
    told = facts(
        meeting(),
        task(state=TaskState.DONE),
        task(state=TaskState.DONE),
        task(state=TaskState.LATE),
        task(state=TaskState.FAILED),
        task(state=TaskState.DROPPED),
        task(state=TaskState.OPEN),
        task(state=TaskState.OPEN, due="2026-10-30"),
    )
    names = ("tasks_due", "tasks_done", "tasks_late", "tasks_failed")
    assert [told[name] for name in names] == [4, 3, 1, 1]
    assert with_derived(told)["tasks_done_pct"] == Decimal(75)


def test_a_task_left_open_past_its_day_is_not_hidden() -> None:
    done = task(state=TaskState.DONE)
    for due, share in (("2026-10-05", 50), ("2026-10-06", 50), ("2026-10-07", 100), ("", 100)):
        told = facts(meeting(), done, task(due=due))
        assert with_derived(told)["tasks_done_pct"] == Decimal(share), due


def test_without_tasks_nothing_is_known_of_them() -> None:
    told = facts(meeting(), task(state=TaskState.DROPPED))
    assert told["tasks_due"] is None
    assert with_derived(told)["tasks_done_pct"] is None
