"""An account given some chi bộ sees and writes the meetings of these, and of no others."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tcxd_desktop.domain.errors import OutsideScopeProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.meetings import Meeting, PlanLine
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import (
    assignments,
    board,
    meeting_plans,
    meetings,
    periods,
    score_grids,
    score_templates,
    scoring,
    units,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples
from tests.office.test_score_keeping import whole
from tests.office.test_score_templates import line


@dataclass
class Office:
    """Two chi bộ that met alike, and the desk of a clerk who was given one of them."""

    head: Desk
    clerk: Desk
    mine: Meeting
    other: Meeting
    who: int
    """A member of the chi bộ not given."""
    assignment: int
    """Of the chi bộ not given."""


@pytest.fixture
def office(desk: Desk) -> Office:
    found = {}
    scoring.set_settings(desk, ScoreSettings(alike_from=2))
    for unit in (make.HAMLET, make.FAR_HAMLET):
        ids = samples.fill(desk, unit, 3)
        found[unit] = samples.held(desk, unit, tasks=(samples.task(),))
        sheet = whole(scoring.prepare(desk, found[unit].id), SELF, 90)
        scoring.save(desk, sheet, SELF)
    scoring.hand_in(desk, [one.id for one in found.values()])
    assignments.assign(desk, ids[0], [make.FAR_HAMLET], "2026-01-01")
    [assigned] = assignments.listed(desk, 2026)
    actor = Actor("Lê Văn Cán", Role.CLERK, 0, units=(make.HAMLET, make.COOP))
    return Office(
        desk, replace(desk, actor=actor), found[make.HAMLET], found[make.FAR_HAMLET], ids[0],
        assigned.id,
    )  # fmt: skip


MINE = {make.HAMLET, make.TEAM}


def test_lists_hold_those_of_the_scope(office: Office) -> None:
    clerk = office.clerk
    assert [m.unit_id for m in meetings.month_meetings(clerk, "2026-10")] == [make.HAMLET]
    assert meetings.month_meetings(clerk, "2026-10", make.FAR_HAMLET) == []
    for found in (
        meeting_plans.plan_lines(clerk, "2026-10"),
        meeting_plans.propose(clerk, "2026-12"),
        meeting_plans.habits(clerk),
        score_grids.grid(clerk, "2026-10"),
        score_grids.grid(clerk, "2026-10", REVIEW),
        board.board(clerk, 2026).rows,
        board.not_handed_in(clerk, "2026-09"),
        periods.table(clerk, "2026-10").lines,
        periods.table(clerk, "2026-Q4").lines,
        periods.table(clerk, "2026").lines,
    ):
        assert {one.unit_id for one in found} <= MINE  # type: ignore[attr-defined]  # all of them
    assert assignments.listed(clerk, 2026) == []


def test_what_is_pointed_out_speaks_of_the_scope_only(office: Office) -> None:
    assert {hint.kind for hint in score_grids.hints(office.head, "2026-10")} == {"giong_nhau"}
    assert score_grids.hints(office.clerk, "2026-10") == []
    assert periods.table(office.head, "2026-10").hints
    assert periods.table(office.clerk, "2026-10").hints == ()
    periods.close(office.head, "2026-10", "Chốt")
    closed = periods.table(office.clerk, "2026-10")
    assert (closed.hints, {line.unit_id for line in closed.lines}) == ((), MINE)


REFUSED: dict[str, Callable[[Office], object]] = {
    "read": lambda o: meetings.read(o.clerk, o.other.id),
    "roll": lambda o: meetings.roll(o.clerk, make.FAR_HAMLET, "2026-10-06"),
    "new": lambda o: meetings.new(o.clerk, make.FAR_HAMLET, "2026-10"),
    "save": lambda o: meetings.save(o.clerk, replace(o.other, place="Nơi khác")),
    "save new": lambda o: meetings.save(o.clerk, replace(o.other, id=0, version=0)),
    "not held": lambda o: meetings.mark_not_held(o.clerk, make.FAR_HAMLET, "2026-09", "Bão"),
    "drop": lambda o: meetings.drop(o.clerk, o.other.id, "nhầm"),
    "tasks": lambda o: meetings.tasks(o.clerk, o.other.id),
    "tasks then": lambda o: meetings.tasks_then(o.clerk, o.other.id),
    "carried": lambda o: meetings.carried(o.clerk, make.FAR_HAMLET, "2026-11-01"),
    "plan": lambda o: meeting_plans.plan(
        o.clerk, "2026-12", [PlanLine(make.FAR_HAMLET, "", 0, on="2026-12-05")]
    ),
    "habits": lambda o: meeting_plans.set_habits(
        o.clerk, [h for h in meeting_plans.habits(o.head) if h.unit_id == make.FAR_HAMLET]
    ),
    "prepare": lambda o: scoring.prepare(o.clerk, o.other.id),
    "choices": lambda o: scoring.choices(o.clerk, o.other.id),
    "change template": lambda o: scoring.change_template(
        o.clerk, o.other.id, line(o.head, "HD42-2025")
    ),
    "score": lambda o: scoring.save(
        o.clerk, whole(scoring.prepare(o.head, o.other.id), SELF, 80), SELF
    ),
    "review": lambda o: scoring.review(
        o.clerk, whole(scoring.prepare(o.head, o.other.id), REVIEW, 80), "Vì"
    ),
    "hand in": lambda o: scoring.hand_in(o.clerk, [o.mine.id, o.other.id]),
    "confirm": lambda o: scoring.confirm(o.clerk, [o.other.id], "BTV", make.TODAY),
    "reopen": lambda o: scoring.reopen(o.clerk, o.other.id, "nhầm"),
    "grid": lambda o: score_grids.save_grid(
        o.clerk,
        [
            replace(row, entries={WHOLE_SHEET: Entry(points=make_points)})
            for row in score_grids.grid(o.head, "2026-10")
            for make_points in [row.template.total if row.template else None]
        ],
    ),
    "explain": lambda o: board.explain(o.clerk, o.other.id),
    "decide": lambda o: periods.decide(o.clerk, "2026-Q4", make.FAR_HAMLET, "KHA", "Vì"),
    "close": lambda o: periods.close(o.clerk, "2026-10", "Chốt"),
    "assign": lambda o: assignments.assign(
        o.clerk, o.mine.attendance[0].person_id, [make.FAR_HAMLET], "2026-01-01"
    ),
    "assign a stranger": lambda o: assignments.assign(o.clerk, o.who, [make.HAMLET], "2026-01-01"),
    "end": lambda o: assignments.end(o.clerk, o.assignment, "2026-12-31"),
    "assigned to": lambda o: assignments.assigned_to(o.clerk, make.FAR_HAMLET, "2026-10-06"),
}


@pytest.mark.parametrize("act", REFUSED)
def test_what_is_of_others_is_refused(office: Office, act: str) -> None:
    before = meetings.read(office.head, office.other.id)
    with pytest.raises(OutsideScopeProblem):
        REFUSED[act](office)
    assert meetings.read(office.head, office.other.id) == before


def test_a_head_limited_to_some_cannot_speak_for_all(office: Office) -> None:
    head = replace(office.head, actor=replace(office.head.actor, units=(make.HAMLET,)))
    periods.close(office.head, "2026-10", "Chốt")
    for act in (
        lambda: periods.close(head, "2026-09", "Chốt"),
        lambda: periods.reopen(head, "2026-10", "Sửa"),
        lambda: scoring.set_settings(head, ScoreSettings(alike_from=9)),
    ):
        with pytest.raises(OutsideScopeProblem):
            act()
    assert score_templates.lines(head)


def test_the_scope_is_that_of_today_whatever_month_is_looked_at(office: Office) -> None:
    units.move(office.head, make.HAMLET, make.COOP, on=make.TODAY, decision=make.decision())
    actor = replace(office.clerk.actor, units=(make.COOP,))
    clerk = replace(office.head, actor=actor)
    assert {line.unit_id for line in meeting_plans.plan_lines(clerk, "2026-10")} == MINE
    assert meetings.read(clerk, office.mine.id) == office.mine
