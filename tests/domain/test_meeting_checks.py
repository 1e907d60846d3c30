"""A meeting that cannot have been as it says is refused by name, beside its field."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import (
    BadDateProblem,
    FutureDateProblem,
    Problem,
    RequiredProblem,
)
from tcxd_desktop.domain.meeting_checks import (
    BLOCK,
    LINE,
    ROLL,
    TASKS,
    VOTES,
    check,
    check_counts,
    check_tasks,
)
from tcxd_desktop.domain.meeting_errors import (
    BadPeriodProblem,
    BadTimeProblem,
    CountedTwiceProblem,
    CountsProblem,
    MeetingMonthProblem,
    MeetingTimesProblem,
    NoMembersProblem,
    OutOfRangeProblem,
    TooLongProblem,
    TooManyProblem,
    UncalledProblem,
    VotesProblem,
)
from tcxd_desktop.domain.meetings import (
    Attendance,
    Counts,
    Meeting,
    MeetingState,
    Minutes,
    Presence,
    Vote,
    count,
    shifted,
)
from tests.domain.meeting_records import meeting, roll, row, task

TODAY = date(2026, 11, 23)
GOOD = meeting()
BY_HAND = meeting(
    attendance=(), counts_by_hand=True,
    counts=Counts(members=12, official=11, probationary=1, present=9, present_official=8,
                  present_probationary=1, absent_reason=2, absent=1, speakers=4),
)  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        GOOD,
        BY_HAND,
        replace(GOOD, held_on="2026-11-01"),  # of October, held in November
        replace(GOOD, held_on="2026-09-30"),
        replace(GOOD, start="", end=""),
        replace(GOOD, votes=(Vote("Nghị quyết", 10, 1, 1),)),
        Meeting(0, 3, GOOD.kind, "2027-02", planned_on="2027-02-28"),
        Meeting(0, 3, GOOD.kind, "2026-10", MeetingState.NOT_HELD, reason="Bão"),
        replace(GOOD, period="2024-02", held_on="2024-02-29"),
    ],
)
def test_what_may_be_is_let_through(made: Meeting) -> None:
    check(made, TODAY)


@pytest.mark.parametrize(
    ("changes", "problem", "field"),
    [
        ({"period": "2026-13"}, BadPeriodProblem, ""),
        ({"period": "2026-Q4"}, BadPeriodProblem, ""),
        ({"held_on": ""}, RequiredProblem, "held_on"),
        ({"held_on": "2026-10-32"}, BadDateProblem, "held_on"),
        ({"held_on": "2026-02-29"}, BadDateProblem, "held_on"),
        ({"held_on": "20261006"}, BadDateProblem, "held_on"),
        ({"held_on": "2026-W41-2"}, BadDateProblem, "held_on"),
        ({"posted_on": "20261005"}, BadDateProblem, "posted_on"),
        ({"posted_on": "0026-10-05"}, BadDateProblem, "posted_on"),
        ({"held_on": "2026-11-24"}, FutureDateProblem, "held_on"),
        ({"minutes_posted_on": "2026-11-24"}, FutureDateProblem, "minutes_posted_on"),
        ({"committee_met_on": "2027-01-01"}, FutureDateProblem, "committee_met_on"),
        ({"held_on": "2026-08-31"}, MeetingMonthProblem, "held_on"),
        ({"period": "2026-08"}, MeetingMonthProblem, "held_on"),
        ({"start": "24:00"}, BadTimeProblem, "start"),
        ({"start": "19:30\n"}, BadTimeProblem, "start"),
        ({"end": "7:00"}, BadTimeProblem, "end"),
        ({"end": "٢١:١٠"}, BadTimeProblem, "end"),
        ({"end": "19:30"}, MeetingTimesProblem, "end"),
        ({"end": "00:15"}, MeetingTimesProblem, "end"),
        ({"attendance": (*roll(), row(1))}, CountedTwiceProblem, "attendance"),
        ({"attendance": (*roll(), row(13, None))}, UncalledProblem, "attendance"),
        ({"attendance": ()}, NoMembersProblem, "attendance"),
        ({"attendance": (row(1, temporary_here=True),)}, NoMembersProblem, "attendance"),
        ({"votes": (Vote("Nghị quyết", 13),)}, VotesProblem, "votes"),
        ({"votes": (Vote("Nghị quyết", 12, 1),)}, VotesProblem, "votes"),
        ({"votes": (Vote("Nghị quyết", 5, -1),)}, VotesProblem, "votes"),
        ({"place": "x" * (LINE + 1)}, TooLongProblem, "place"),
        ({"minutes": Minutes(news="x" * 1_000_000)}, TooLongProblem, "news"),
        ({"attendance": (row(1, gist="x" * (BLOCK + 1)),)}, TooLongProblem, "attendance"),
        ({"attendance": roll(10_000)}, TooManyProblem, "attendance"),
        ({"votes": (Vote("Biểu quyết", 1),) * (VOTES + 1)}, TooManyProblem, "votes"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    changes: dict[str, Any], problem: type[Problem], field: str
) -> None:
    made = replace(GOOD, **changes)
    if "attendance" in changes:
        made = replace(made, counts=count(made.attendance))
    with pytest.raises(problem) as raised:
        check(made, TODAY)
    assert raised.value.field == field


def test_a_month_to_come_cannot_be_without_its_meeting_yet() -> None:
    made = Meeting(0, 3, GOOD.kind, "2026-11", MeetingState.NOT_HELD, reason="Bão")
    check(made, TODAY)
    with pytest.raises(FutureDateProblem):
        check(replace(made, period="2026-12"), TODAY)
    with pytest.raises(RequiredProblem):
        check(replace(made, reason=" "), TODAY)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"members": 0}, NoMembersProblem),
        ({"members": -3}, NoMembersProblem),
        ({"members": 1_000_000}, OutOfRangeProblem),
        ({"present": 8}, CountsProblem),
        ({"absent": -1}, OutOfRangeProblem),
        ({"official": 13}, OutOfRangeProblem),
        ({"probationary": 2}, OutOfRangeProblem),
        ({"present_official": 12}, OutOfRangeProblem),
        ({"present_probationary": 2}, OutOfRangeProblem),
        ({"speakers": 10}, OutOfRangeProblem),
        ({"long_absent": 3}, OutOfRangeProblem),
        ({"temporary_here": 1, "present_temporary": 2}, OutOfRangeProblem),
    ],
)
def test_counts_keyed_by_hand_add_up(changes: dict[str, int], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        check_counts(replace(BY_HAND.counts, **changes))


@given(st.lists(st.sampled_from(Presence), min_size=1, max_size=40), st.data())
def test_counts_of_a_roll_always_add_up(presences: list[Presence], data: st.DataObject) -> None:
    rows = tuple(
        row(
            number,
            presence,
            grade=data.draw(st.sampled_from(("chinh_thuc", "du_bi", "chua_ro"))),
            spoke=data.draw(st.booleans()),
            temporary_here=number > 1 and data.draw(st.booleans()),
        )
        for number, presence in enumerate(presences, start=1)
    )
    counts = count(rows)
    check_counts(counts)
    assert counts.members + counts.temporary_here == len(rows)
    assert counts.speakers <= counts.present
    # What was frozen moves by what the roll moves by, whatever is gone from it since.
    kept = replace(counts, members=counts.members + 1, present=counts.present + 1)
    called = (replace(rows[0], presence=Presence.ABSENT), *rows[1:])
    moved = shifted(kept, counts, count(called))
    assert moved.members == kept.members
    assert moved.absent - kept.absent == count(called).absent - counts.absent
    assert shifted(kept, counts, counts) == kept


def test_those_here_for_a_time_speak_and_are_counted_apart() -> None:
    rows: tuple[Attendance, ...] = (*roll(3), row(4, spoke=True, temporary_here=True))
    counts = count((replace(rows[0], spoke=True), *rows[1:]))
    assert (counts.members, counts.present, counts.speakers) == (3, 3, 1)
    assert (counts.temporary_here, counts.present_temporary) == (1, 1)


def test_tasks_no_resolution_gives_are_refused() -> None:
    check_tasks([task(due="2026-10-30"), task(due="")])
    for bad, problem in (
        ([task(due="30/10/2026")], BadDateProblem),
        ([task(text="x" * 1_000_000)], TooLongProblem),
        ([task(owner="x" * 501)], TooLongProblem),
        ([task()] * (TASKS + 1), TooManyProblem),
    ):
        with pytest.raises(problem):
            check_tasks(bad)


def test_no_count_is_forgotten_by_the_ranges() -> None:
    for field in fields(Counts):
        with pytest.raises((OutOfRangeProblem, NoMembersProblem)):
            check_counts(replace(BY_HAND.counts, **{field.name: -1}))


def test_a_roll_may_be_as_large_as_a_large_chi_bo() -> None:
    rows = roll(ROLL)
    check(replace(GOOD, attendance=rows, counts=count(rows)), TODAY)
