"""The board of a year: what each cell says, for whom, and how long it takes."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.meeting_errors import BadPeriodProblem
from tcxd_desktop.domain.meetings import BoardRow, CellState, MeetingState
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import board, meeting_plans, meetings, people, scoring, units
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples
from tests.office.test_meeting_rules import line_of
from tests.office.test_periods import rated


def row_of(desk: Desk, unit_id: int = make.HAMLET, year: int = 2026) -> BoardRow:
    return next(one for one in board.board(desk, year).rows if one.unit_id == unit_id)


def states(desk: Desk, unit_id: int = make.HAMLET, year: int = 2026) -> list[CellState]:
    return [cell.state for cell in row_of(desk, unit_id, year).cells]


def test_a_cell_says_how_far_its_month_is(desk: Desk) -> None:
    samples.fill(desk, count=3)
    rated(desk, "2026-06", 91)
    meetings.mark_not_held(desk, make.HAMLET, "2026-07", "Bão số 3")
    samples.held(desk, period="2026-08")
    meeting_plans.plan(desk, "2026-09", [replace(line_of(desk, "2026-09"), on="2026-09-20")])
    meeting_plans.plan(desk, "2026-11", [replace(line_of(desk, "2026-11"), on="2026-11-23")])
    meeting_plans.plan(desk, "2026-12", [replace(line_of(desk, "2026-12"), on="2026-12-05")])
    assert states(desk)[4:] == [
        CellState.EMPTY,  # before the office began
        CellState.RATED,
        CellState.NOT_HELD,
        CellState.HELD,
        CellState.OVERDUE,  # planned, its day went by
        CellState.OVERDUE,  # nothing planned, the month is over
        CellState.PLANNED,  # today is not yet late
        CellState.PLANNED,
    ]
    lacking = {
        period: {line.unit_id for line in board.not_handed_in(desk, period)}
        for period in ("2026-06", "2026-07", "2026-08", "2026-10")
    }
    assert {period for period, ids in lacking.items() if make.HAMLET in ids} == {
        "2026-08", "2026-10"
    }  # fmt: skip


def test_a_chi_bo_without_anybody_is_late_with_nothing(desk: Desk) -> None:
    samples.fill(desk, count=2)
    samples.held(desk, period="2026-08")
    assert states(desk, make.SCHOOL) == [CellState.EMPTY] * 12
    assert {line.unit_id for line in board.not_handed_in(desk, "2026-10")} == {make.HAMLET}


def test_a_month_is_rated_by_its_regular_meeting(desk: Desk) -> None:
    samples.fill(desk, count=2)
    samples.held(desk, kind=MeetingKind.THEMATIC, held_on="2026-10-03")
    cell = row_of(desk).cells[9]
    assert (cell.state, cell.meeting_id, cell.meetings) == (CellState.OVERDUE, 0, 1)
    assert cell.thematic
    regular = samples.held(desk)
    samples.held(
        desk,
        kind=MeetingKind.UNUSUAL,
        held_on="2026-10-25",
        attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-10-25")),
    )
    cell = row_of(desk).cells[9]
    assert (cell.meeting_id, cell.meetings, cell.day) == (regular.id, 3, "2026-10-06")


def test_a_thematic_meeting_counts_in_the_quarter_of_its_month(desk: Desk) -> None:
    samples.fill(desk, count=2)
    late = samples.held(desk, period="2026-09", kind=MeetingKind.COMBINED, held_on="2026-10-02")
    samples.held(desk, period="2026-10", kind=MeetingKind.THEMATIC)
    assert row_of(desk).thematic == (0, 0, 1, 1)
    # The facts a sheet is scored with say the same.
    assert scoring.prepare(desk, late.id).facts["thematic_in_quarter"] == 1
    assert row_of(desk).cells[8].day == "2026-10-02"


def test_a_chi_bo_that_ended_is_late_with_nothing_after(desk: Desk) -> None:
    ids = samples.fill(desk, count=2)
    samples.held(desk, period="2026-07")
    for person in ids:
        dossier = people.read(desk, person)
        moved = Event(make.day("2026-08-20"), EventKind.MOVED.value, make.SCHOOL)
        people.save(desk, replace(dossier, events=(*dossier.events, moved)))
    units.close(desk, make.HAMLET, on=date(2026, 8, 20), decision=make.decision())
    assert states(desk)[6:9] == [CellState.HELD, CellState.EMPTY, CellState.EMPTY]
    assert all(row.unit_id != make.HAMLET for row in board.board(desk, 2027).rows)


def test_a_chi_bo_that_began_late_is_late_from_then_on(desk: Desk) -> None:
    samples.fill(desk, count=2)
    samples.held(desk, period="2026-06")
    new = units.add(
        desk, make.unit(name="Chi bộ mới"), on=date(2026, 9, 10), decision=make.decision()
    )
    samples.fill(desk, new, 2)
    assert states(desk, new)[7:11] == [
        CellState.EMPTY, CellState.OVERDUE, CellState.OVERDUE, CellState.EMPTY
    ]  # fmt: skip


def test_a_mean_is_rounded_as_people_round(desk: Desk) -> None:
    samples.fill(desk, count=2)
    for month, total in (("07", 90), ("08", 90), ("09", 90), ("10", 91)):
        rated(desk, f"2026-{month}", total)
    assert row_of(desk).mean == "90.3"  # 90.25


@pytest.mark.parametrize("year", [0, 26, 1899, 20_260, -2026])
def test_what_is_no_year_is_refused(desk: Desk, year: int) -> None:
    with pytest.raises(BadPeriodProblem):
        board.board(desk, year)


def test_an_empty_year_is_a_board_too(desk: Desk) -> None:
    found = board.board(desk, 2030)
    assert {row.unit_id for row in found.rows} == {
        make.HAMLET, make.FAR_HAMLET, make.SCHOOL, make.TEAM
    }  # fmt: skip
    assert {cell.state for row in found.rows for cell in row.cells} == {CellState.EMPTY}
    assert {row.mean for row in found.rows} == {""}


def test_a_meeting_without_a_template_is_explained_as_far_as_it_goes(desk: Desk) -> None:
    samples.fill(desk, count=2)
    made = samples.held(desk, kind=MeetingKind.UNUSUAL)
    told = board.explain(desk, made.id)
    assert (told.meeting, told.sheet, told.closed) == (made, None, False)
    planned = meetings.save(
        desk, replace(meetings.new(desk, make.HAMLET, "2026-12"), planned_on="2026-12-05")
    )
    assert planned.state is MeetingState.PLANNED
    assert board.explain(desk, planned.id).sheet is None
