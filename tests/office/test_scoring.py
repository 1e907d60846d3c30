"""Self-score, review, the official level: who writes what when, and what is pointed out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotAllowedProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_errors import (
    DifferenceReasonProblem,
    IncompleteSheetProblem,
    LockedSheetProblem,
    NotHeldYetProblem,
    SheetStateProblem,
)
from tcxd_desktop.domain.meetings import CellState
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry, ScoreSheet, SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind
from tcxd_desktop.office import (
    board,
    meeting_plans,
    meetings,
    opening,
    score_checks,
    score_grids,
    score_templates,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples

FULL = {"1": 5, "2": 5, "3": 10, "4": 40, "5": 5, "6": 30, "7": 5}
DAY = date(2026, 11, 10)


def entered(sheet: ScoreSheet, scorer: str, **points: float) -> ScoreSheet:
    """Return a sheet with the points of each group, full but for those named ``g<id>``."""
    told = {**FULL, **{name.removeprefix("g"): value for name, value in points.items()}}
    entries = {item: Entry(points=Decimal(str(value))) for item, value in told.items()}
    return replace(sheet, entries={**sheet.entries, scorer: entries})


def scored(desk: Desk, meeting_id: int, **points: float) -> ScoreSheet:
    """Score a meeting by groups and hand the sheet in."""
    scoring.save(desk, entered(scoring.prepare(desk, meeting_id), SELF, **points), SELF)
    scoring.hand_in(desk, [meeting_id])
    return scoring.prepare(desk, meeting_id)


def test_a_sheet_goes_its_way_from_draft_to_the_official_level(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk)
    sheet = scoring.prepare(desk, meeting.id)
    assert (sheet.version, sheet.template.code) == (0, "HD42-2025")
    with pytest.raises(IncompleteSheetProblem):
        scoring.hand_in(desk, [meeting.id])
    sheet = scored(desk, meeting.id, g6=28)
    assert sheet.state is SheetState.SUBMITTED
    told = board.explain(desk, meeting.id)
    assert told.self_result is not None
    assert (told.self_result.total, told.review_result) == (Decimal(98), None)
    # Without a review there is no official level, whatever the chi bộ gave itself.
    cell = board.board(desk, 2026).rows[1].cells[9]
    assert (cell.state, cell.self_total, cell.level) == (CellState.SCORED, "98", "")
    with pytest.raises(SheetStateProblem):
        scoring.confirm(desk, [meeting.id], "Ban Thường vụ", DAY)
    with pytest.raises(DifferenceReasonProblem):
        scoring.review(desk, entered(sheet, REVIEW, g6=20))
    sheet = scoring.review(desk, entered(sheet, REVIEW, g6=20), "Ba nhiệm vụ chưa xong")
    assert sheet.state is SheetState.REVIEWED
    assert scoring.difference(sheet) == Decimal(8)
    with pytest.raises(SheetStateProblem):
        scoring.save(desk, entered(sheet, SELF), SELF)
    with pytest.raises(RequiredProblem):
        scoring.confirm(desk, [meeting.id], " ", DAY)
    scoring.confirm(desk, [meeting.id], "Ban Thường vụ Đảng ủy", DAY)
    cell = board.board(desk, 2026).rows[1].cells[9]
    assert (cell.state, cell.official_total, cell.level_label) == (CellState.RATED, "90", "Tốt")
    with pytest.raises(LockedSheetProblem):
        meetings.save(desk, replace(meetings.read(desk, meeting.id), place="Nơi khác"))
    with pytest.raises(ReasonNeededProblem):
        scoring.reopen(desk, meeting.id, "")
    assert scoring.reopen(desk, meeting.id, "Nhập nhầm mục 6").state is SheetState.REVIEWED
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_sheet_follows_its_meeting_until_it_is_confirmed(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk, roll={"absent": 1})
    sheet = scoring.prepare(desk, meeting.id)
    some = {
        item: entry for item, entry in entered(sheet, SELF).entries[SELF].items() if item != "2"
    }
    scoring.save(desk, replace(sheet, entries={SELF: some}), SELF)
    assert board.explain(desk, meeting.id).self_result.missing == ("2",)  # type: ignore[union-attr]
    roll = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
    meetings.save(desk, replace(meetings.read(desk, meeting.id), attendance=roll))
    now = board.explain(desk, meeting.id).self_result
    assert now is not None
    assert (now.complete, now.total) == (True, Decimal(100))


def test_two_clerks_cannot_write_over_each_other(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk)
    first = scoring.prepare(desk, meeting.id)
    scoring.save(desk, entered(first, SELF), SELF)
    with pytest.raises(ConflictProblem):
        scoring.save(desk, entered(first, SELF, g1=4), SELF)


def test_only_what_was_held_can_be_scored(desk: Desk) -> None:
    samples.fill(desk)
    line = next(x for x in meeting_plans.plan_lines(desk, "2026-11") if x.unit_id == make.HAMLET)
    meeting_plans.plan(desk, "2026-11", [replace(line, on="2026-11-25")])
    [planned] = meetings.month_meetings(desk, "2026-11")
    with pytest.raises(NotHeldYetProblem):
        scoring.prepare(desk, planned.id)


def test_the_month_is_keyed_in_one_grid(desk: Desk) -> None:
    for unit in (make.HAMLET, make.FAR_HAMLET, make.SCHOOL):
        samples.fill(desk, unit, 4)
        samples.held(desk, unit)
    rows = score_grids.grid(desk, "2026-10")
    open_rows = [row for row in rows if not row.locked]
    assert len(open_rows) == 3
    assert {row.unit_id for row in rows if row.locked} == {make.TEAM}
    groups = {item: Entry(points=Decimal(points)) for item, points in FULL.items()}
    told = [replace(row, entries=groups) for row in open_rows[:2]]
    told.append(replace(open_rows[2], entries={WHOLE_SHEET: Entry(points=Decimal("88.5"))}))
    assert score_grids.save_grid(desk, told) == 3
    assert score_grids.save_grid(desk, score_grids.grid(desk, "2026-10")) == 0
    scoring.hand_in(desk, [row.meeting_id for row in told])
    hints = {hint.kind: hint for hint in score_grids.hints(desk, "2026-10")}
    assert "toan_diem_toi_da" not in hints
    scoring.set_settings(desk, ScoreSettings(alike_from=2))
    hints = {hint.kind: hint for hint in score_grids.hints(desk, "2026-10")}
    assert hints["giong_nhau"].args == (Decimal(100), 2)
    assert set(hints["toan_diem_toi_da"].unit_ids) == {make.HAMLET, make.FAR_HAMLET}
    reviewed = [
        replace(row, entries={WHOLE_SHEET: Entry(points=Decimal(80))}, reason="Chấm lại")
        for row in score_grids.grid(desk, "2026-10", REVIEW)
        if not row.locked
    ]
    with pytest.raises(DifferenceReasonProblem):
        score_grids.save_grid(desk, [replace(row, reason="") for row in reviewed], REVIEW)
    # All or nothing: nobody was reviewed by the grid that was refused.
    assert {r.state for r in score_grids.grid(desk, "2026-10") if not r.locked} == {
        SheetState.SUBMITTED
    }
    assert score_grids.save_grid(desk, reviewed, REVIEW) == 3
    assert score_checks.recompute(desk, 2026) == []


def test_a_viewer_may_look_and_a_clerk_may_not_publish(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk)
    sheet = scoring.prepare(desk, meeting.id)
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    assert scoring.prepare(viewer, meeting.id) == sheet
    with pytest.raises(NotAllowedProblem):
        scoring.save(viewer, entered(sheet, SELF), SELF)
    clerk = replace(desk, actor=replace(desk.actor, role=Role.CLERK))
    with pytest.raises(NotAllowedProblem):
        score_templates.retire(clerk, 1)


def test_what_is_late_or_missing_stands_on_the_board(desk: Desk) -> None:
    samples.fill(desk)
    samples.held(desk, period="2026-08", kind=MeetingKind.COMBINED)
    line = next(x for x in meeting_plans.plan_lines(desk, "2026-11") if x.unit_id == make.HAMLET)
    meeting_plans.plan(desk, "2026-11", [replace(line, on="2026-11-05")])
    row = next(row for row in board.board(desk, 2026).rows if row.unit_id == make.HAMLET)
    states = [cell.state for cell in row.cells]
    assert states[6] is CellState.EMPTY  # before the office began
    assert states[7] is CellState.HELD
    assert states[8:11] == [CellState.OVERDUE] * 3
    assert states[11] is CellState.EMPTY
    assert row.thematic == (0, 0, 1, 0)
    waiting = {line.unit_id for line in board.not_handed_in(desk, "2026-08")}
    assert make.HAMLET in waiting
