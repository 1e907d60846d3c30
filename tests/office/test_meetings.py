"""Meetings are recorded whole, once, and their counts stay what they were."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    FutureDateProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.meeting_errors import (
    BadTimeProblem,
    CountedTwiceProblem,
    CountsProblem,
    HeldProblem,
    MeetingMonthProblem,
    MeetingTimesProblem,
    MeetingTwiceProblem,
    NoMembersProblem,
    NotACellProblem,
    SheetStateProblem,
    StrangerProblem,
    UncalledProblem,
    VotesProblem,
)
from tcxd_desktop.domain.meetings import Counts, MeetingState, Presence, TaskState, Vote
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import (
    assignments,
    meeting_plans,
    meeting_rolls,
    meetings,
    opening,
    people,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples


def test_a_meeting_comes_back_as_it_was_recorded(desk: Desk) -> None:
    samples.fill(desk)
    made = samples.held(
        desk, roll={"reason": 2, "absent": 1, "spoke": 4}, votes=(Vote("Nghị quyết", 9),)
    )
    assert meetings.read(desk, made.id) == made
    counts = made.counts
    assert (counts.members, counts.present, counts.absent_reason, counts.absent) == (12, 9, 2, 1)
    assert (counts.speakers, counts.uncalled, made.minutes_long) == (4, 0, 100)
    assert [row.name for row in made.attendance][:3] == [
        row.name for row in meetings.roll(desk, make.HAMLET, "2026-10-06")
    ][:3]


def test_later_transfers_do_not_change_the_counts(desk: Desk) -> None:
    ids = samples.fill(desk)
    made = samples.held(desk)
    dossier = people.read(desk, ids[0])
    left = Event(make.day("2026-10-20"), EventKind.LEFT.value, other_place="xã khác")
    people.save(desk, replace(dossier, events=(*dossier.events, left)))
    again = meetings.read(desk, made.id)
    assert again.counts == made.counts
    assert len(meetings.roll(desk, make.HAMLET, "2026-11-01")) == 11
    # An old meeting may still be corrected: its roll stands.
    meetings.save(desk, replace(again, place="Hội trường"))
    assert meetings.read(desk, made.id).counts.members == 12


def test_bad_meetings_are_refused_by_name_and_nothing_is_written(desk: Desk) -> None:
    samples.fill(desk)
    good = samples.held(desk)
    blank = replace(
        meetings.new(desk, make.HAMLET, "2026-11"), state=MeetingState.HELD, held_on="2026-11-05"
    )
    roll = samples.called(blank.attendance)
    whole = replace(blank, attendance=roll, start="19:00", end="20:30")
    cases = [
        (replace(whole, end="18:30"), MeetingTimesProblem),
        (replace(whole, end="19:00"), MeetingTimesProblem),
        (replace(whole, end="25:00"), BadTimeProblem),
        (replace(whole, held_on="2026-11-24"), FutureDateProblem),
        (replace(whole, held_on="2026-08-05"), MeetingMonthProblem),
        (replace(whole, held_on=""), RequiredProblem),
        (replace(whole, attendance=(*roll, roll[0])), CountedTwiceProblem),
        (replace(whole, attendance=roll[1:]), UncalledProblem),
        (replace(whole, attendance=blank.attendance), UncalledProblem),
        (replace(whole, attendance=(*roll, replace(roll[0], person_id=999))), StrangerProblem),
        (replace(whole, votes=(Vote("Nghị quyết", 13),)), VotesProblem),
        (replace(whole, period="2026-10", held_on="2026-10-20"), MeetingTwiceProblem),
        (replace(whole, unit_id=make.COOP), NotACellProblem),
        (replace(whole, unit_id=make.SCHOOL, attendance=()), NoMembersProblem),
        (replace(whole, counts_by_hand=True, counts=Counts(members=12, present=11)), CountsProblem),
        (replace(good, version=99), ConflictProblem),
    ]
    for bad, problem in cases:
        with pytest.raises(problem):
            meetings.save(desk, bad)
    assert [m.id for m in meetings.month_meetings(desk, "2026-10")] == [good.id]
    assert meetings.month_meetings(desk, "2026-11") == []


def test_tasks_are_carried_to_the_next_meeting_and_judged_there(desk: Desk) -> None:
    samples.fill(desk)
    first = samples.held(
        desk, period="2026-09", tasks=(samples.task("Việc một"), samples.task("Việc hai", due=""))
    )
    _, given = meetings.tasks(desk, first.id)
    assert [task.text for task in given] == ["Việc một", "Việc hai"]
    carried = meetings.carried(desk, make.HAMLET, "2026-10-06")
    assert len(carried) == 2
    done = replace(carried[0], state=TaskState.LATE, result="Xong chậm 4 ngày")
    second = samples.held(desk, tasks=(done, carried[1], samples.task("Việc ba")))
    judged, new = meetings.tasks(desk, second.id)
    assert [(task.text, task.state) for task in judged] == [
        ("Việc một", TaskState.LATE),
        ("Việc hai", TaskState.OPEN),
    ]
    assert [task.text for task in new] == ["Việc ba"]
    with pytest.raises(SheetStateProblem):
        meetings.drop(desk, first.id, "ghi nhầm")
    meetings.drop(desk, second.id, "ghi nhầm")
    assert len(meetings.carried(desk, make.HAMLET, "2026-11-01")) == 2


def test_a_member_absent_a_fourth_time_in_a_row_is_told(desk: Desk) -> None:
    samples.fill(desk, count=4)
    for month, told in (("07", 0), ("08", 0), ("09", 0), ("10", 1)):
        made = samples.held(desk, period=f"2026-{month}", roll={"reason": 1})
        assert made.counts.long_absent == told


def test_how_many_absences_in_a_row_are_told_is_dated() -> None:
    assert meeting_rolls.most_in_a_row("2018-07-05") is None
    assert meeting_rolls.most_in_a_row("2018-07-06") == 3
    assert meeting_rolls.most_in_a_row("2026-10-06") == 3


def test_a_month_is_planned_at_once_and_recorded_over_the_plan(desk: Desk) -> None:
    samples.fill(desk)
    habits = {habit.unit_id: habit for habit in meeting_plans.habits(desk)}
    meeting_plans.set_habits(
        desk,
        [replace(habits[make.HAMLET], usual_day=31, usual_at="19:30", usual_place="Nhà văn hóa",
                 kind=CellKind.VILLAGE)],
    )  # fmt: skip
    lines = meeting_plans.propose(desk, "2026-11")
    proposed = next(line for line in lines if line.unit_id == make.HAMLET)
    assert (proposed.on, proposed.at, proposed.place) == ("2026-11-30", "19:30", "Nhà văn hóa")
    school = next(line for line in lines if line.unit_id == make.SCHOOL)
    changed = [line for line in lines if line.unit_id != make.SCHOOL]
    changed.append(replace(school, on="2026-11-03", at="14:00", kind=MeetingKind.COMBINED))
    assert meeting_plans.plan(desk, "2026-11", changed) == 2
    assert meeting_plans.plan(desk, "2026-11", meeting_plans.plan_lines(desk, "2026-11")) == 0
    planned = meetings.month_meetings(desk, "2026-11", make.HAMLET)[0]
    assert planned.cell_kind is CellKind.VILLAGE
    twice = replace(proposed, meeting_id=0, on="2026-11-12")
    with pytest.raises(MeetingTwiceProblem):
        meeting_plans.plan(desk, "2026-11", [twice])
    made = replace(
        planned, state=MeetingState.HELD, held_on="2026-11-20", start="19:30", end="21:00",
        attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-11-20")),
    )  # fmt: skip
    made = meetings.save(desk, made)
    line = next(x for x in meeting_plans.plan_lines(desk, "2026-11") if x.unit_id == make.HAMLET)
    assert (line.on, line.state) == ("2026-11-20", MeetingState.HELD)
    with pytest.raises(HeldProblem):
        meeting_plans.plan(desk, "2026-11", [replace(line, on="2026-11-28")])
    assert meetings.read(desk, made.id) == made


def test_a_month_without_a_meeting_says_why(desk: Desk) -> None:
    samples.fill(desk)
    with pytest.raises(RequiredProblem):
        meetings.mark_not_held(desk, make.HAMLET, "2026-09", " ")
    made = meetings.mark_not_held(desk, make.HAMLET, "2026-09", "Bão số 9")
    assert (made.state, made.counts) == (MeetingState.NOT_HELD, Counts())
    with pytest.raises(MeetingTwiceProblem):
        samples.held(desk, period="2026-09")
    with pytest.raises(ReasonNeededProblem):
        meetings.drop(desk, made.id, "")


def test_who_attends_from_above_is_counted(desk: Desk) -> None:
    ids = samples.fill(desk)
    assignments.assign(desk, ids[0], [make.HAMLET, make.SCHOOL], "2026-01-01", "05-TB/ĐU")
    samples.held(desk, period="2026-09", upper_id=ids[0], upper="Nguyễn Thị Đào")
    samples.held(desk, period="2026-10")
    here, there = assignments.listed(desk, 2026)
    assert (here.held, here.attended, there.held) == (2, 1, 0)
    assignments.end(desk, here.id, "2026-09-30")
    assert [one.held for one in assignments.listed(desk, 2026) if one.id == here.id] == [1]


def test_away_and_exempt_members_are_known_beforehand(desk: Desk) -> None:
    ids = samples.fill(desk, count=3)
    dossier = people.read(desk, ids[0])
    out = Event(make.day("2026-09-01"), EventKind.TEMPORARY_OUT.value, make.HAMLET)
    people.save(desk, replace(dossier, events=(*dossier.events, out)))
    presences = [row.presence for row in meetings.roll(desk, make.HAMLET, "2026-10-06")]
    assert presences.count(Presence.AWAY) == 1
    assert samples.held(desk).counts.away == 1


def test_the_files_are_in_order_afterwards(desk: Desk) -> None:
    ids = samples.fill(desk)
    made = samples.held(desk, tasks=(samples.task(),))
    meetings.save(desk, replace(made, place="Nơi khác"))
    assignments.assign(desk, ids[1], [make.HAMLET], date(2026, 1, 1).isoformat())
    assert set(opening.verify(desk).values()) == {"ok"}
