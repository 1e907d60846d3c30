"""Sheets follow their meetings and never tell more than was entered; what is locked stays."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    FutureDateProblem,
    NotFoundProblem,
    ScoreEntryProblem,
)
from tcxd_desktop.domain.meeting_errors import (
    DecidedBeforeProblem,
    DifferenceReasonProblem,
    IncompleteSheetProblem,
    LockedSheetProblem,
    NotHeldYetProblem,
    OutOfRangeProblem,
    PeriodClosedProblem,
    SheetStateProblem,
    TemplateStateProblem,
    TooLongProblem,
)
from tcxd_desktop.domain.meetings import Meeting, MeetingState, Presence
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry, ScoreSheet, SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind
from tcxd_desktop.office import (
    board,
    meetings,
    opening,
    people,
    periods,
    score_checks,
    score_grids,
    score_keeping,
    score_templates,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import scores as stored_scores
from tests import make
from tests.office import meeting_samples as samples
from tests.office.test_score_templates import line
from tests.office.test_scoring import DAY, entered, scored

BY = "Ban Thường vụ Đảng ủy"


@pytest.fixture
def held(desk: Desk) -> Meeting:
    """A meeting of four members, one absent without reason."""
    samples.fill(desk, count=4)
    return samples.held(desk, roll={"absent": 1})


def whole(sheet: ScoreSheet, scorer: str, points: object) -> ScoreSheet:
    """Return a sheet with nothing but a total of one scorer."""
    entries = {WHOLE_SHEET: Entry(points=Decimal(str(points)))}
    return replace(sheet, entries={**sheet.entries, scorer: entries})


def kept(desk: Desk, meeting_id: int) -> dict[str, str]:
    """Return the totals kept of a meeting, by scorer."""
    with desk.read() as reading:
        found = stored_scores.results(reading, [meeting_id]).get(meeting_id, {})
    return {scorer: result.total for scorer, result in found.items()}


def state(desk: Desk, meeting_id: int) -> SheetState:
    return scoring.prepare(desk, meeting_id).state


def with_council(desk: Desk, *, first: bool) -> None:
    """Adopt the national frame with a third scorer, whose word is official."""
    raw = json.loads(score_templates.export_json(desk, line(desk, "HD42-2025")))
    raw["code"] = "KHOI-TINH"
    raw["scorers"] = [
        {"id": SELF, "label": "Chi ủy, Bí thư chi bộ chấm"},
        {"id": REVIEW, "label": "Cấp ủy viên dự họp chấm"},
        {"id": "hoi_dong", "label": "Hội đồng chấm", "official": True},
    ][:: -1 if first else 1]
    number = score_templates.import_json(desk, json.dumps(raw).encode())
    score_templates.publish(desk, number)
    score_templates.adopt(desk, line(desk, "KHOI-TINH"))


# --- what is kept follows from what was entered ---------------------------------------------------


def test_points_taken_out_leave_no_result_behind(desk: Desk, held: Meeting) -> None:
    sheet = scored(desk, held.id)
    sheet = scoring.review(desk, entered(sheet, REVIEW))
    assert kept(desk, held.id) == {SELF: "100", REVIEW: "100"}
    sheet = scoring.review(desk, replace(sheet, entries={**sheet.entries, REVIEW: {}}))
    assert (sheet.state, kept(desk, held.id)) == (SheetState.SUBMITTED, {SELF: "100"})
    cell = board.board(desk, 2026).rows[1].cells[9]
    assert (cell.official_total, cell.difference) == ("", "")
    sheet = scoring.save(desk, replace(sheet, entries={SELF: {}}), SELF)
    assert sheet.state is SheetState.DRAFT
    assert score_checks.recompute(desk, 2026) == []
    assert board.not_handed_in(desk, "2026-10")[0].meeting_id == held.id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE score_result SET level_label = 'Khá'",
        "UPDATE score_result SET total = '99'",
        "UPDATE score_entry SET points = '4' WHERE item = '1'",
        "DELETE FROM score_result",
        "INSERT INTO score_result (meeting_id, scorer, total, level, level_label, complete)"
        " VALUES (1, 'tham_dinh', '100', 'TOT', 'Tốt', 1)",
    ],
)
def test_a_result_that_does_not_follow_is_found(desk: Desk, held: Meeting, change: str) -> None:
    scored(desk, held.id)
    assert (held.id, score_checks.recompute(desk, 2026)) == (1, [])
    with desk.store.turn() as connection:
        connection.execute(change)
        connection.commit()
    assert score_checks.recompute(desk, 2026) == [held.id]


def test_a_sheet_steps_back_where_its_meeting_takes_its_points(desk: Desk, held: Meeting) -> None:
    """Item 2 follows the roll: without one it has no points."""
    sheet = scoring.prepare(desk, held.id)
    items = entered(sheet, SELF, g2=0).entries[SELF]
    mine = {item: entry for item, entry in items.items() if item != "2"}
    rows = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
    made = meetings.save(desk, replace(held, attendance=rows))
    scoring.save(desk, replace(scoring.prepare(desk, held.id), entries={SELF: mine}), SELF)
    scoring.hand_in(desk, [held.id])
    sheet = scoring.prepare(desk, held.id)
    sheet = scoring.review(desk, replace(sheet, entries={**sheet.entries, REVIEW: mine}))
    assert sheet.state is SheetState.REVIEWED
    exempt = tuple(replace(row, presence=Presence.EXEMPT) for row in made.attendance)
    meetings.save(desk, replace(meetings.read(desk, made.id), attendance=exempt))
    assert state(desk, held.id) is SheetState.DRAFT
    with pytest.raises(SheetStateProblem):
        scoring.confirm(desk, [held.id], BY, DAY)
    with pytest.raises(IncompleteSheetProblem):
        scoring.hand_in(desk, [held.id])


def test_the_setting_on_who_is_away_reaches_every_open_sheet(desk: Desk) -> None:
    samples.fill(desk, count=4)
    rows = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
    away = (replace(rows[0], presence=Presence.AWAY), *rows[1:])
    first = samples.held(desk, period="2026-09", attendance=away)
    second = samples.held(desk, attendance=away)
    for meeting in (first, second):
        sheet = scored(desk, meeting.id)
        scoring.review(desk, entered(sheet, REVIEW))
    scoring.confirm(desk, [first.id], BY, DAY)
    scoring.set_settings(desk, ScoreSettings(away_counts=True))
    assert scoring.prepare(desk, second.id).facts["away_counts"] is True
    assert scoring.prepare(desk, first.id).facts["away_counts"] is False
    assert score_checks.recompute(desk, 2026) == []


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (ScoreSettings(difference=Decimal(0)), "difference"),
        (ScoreSettings(difference=Decimal(-1)), "difference"),
        (ScoreSettings(difference=Decimal("NaN")), "difference"),
        (ScoreSettings(difference=Decimal("1E+9")), "difference"),
        (ScoreSettings(alike_from=1), "alike_from"),
        (ScoreSettings(alike_from=10**9), "alike_from"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    desk: Desk, made: ScoreSettings, field: str
) -> None:
    with pytest.raises(OutOfRangeProblem) as raised:
        scoring.set_settings(desk, made)
    assert raised.value.field == field
    assert scoring.settings(desk) == ScoreSettings()


# --- steps ----------------------------------------------------------------------------------------


def test_a_review_may_come_first_and_is_no_self_score(desk: Desk, held: Meeting) -> None:
    sheet = scoring.review(desk, whole(scoring.prepare(desk, held.id), REVIEW, 88))
    assert (sheet.state, scoring.difference(sheet)) == (SheetState.REVIEWED, None)
    # Back it goes to where it came from: nobody handed anything in.
    assert scoring.reopen(desk, held.id, "Nhầm").state is SheetState.DRAFT
    sheet = scoring.review(desk, whole(scoring.prepare(desk, held.id), REVIEW, 88))
    sheet = scoring.review(desk, replace(sheet, entries={REVIEW: {}}))
    assert sheet.state is SheetState.DRAFT


def test_a_sheet_goes_back_step_by_step_and_keeps_its_points(desk: Desk, held: Meeting) -> None:
    sheet = scored(desk, held.id)
    scoring.review(desk, entered(sheet, REVIEW, g6=28))
    scoring.confirm(desk, [held.id, held.id], BY, DAY)
    before = scoring.prepare(desk, held.id)
    states = []
    for _ in range(3):
        states.append(scoring.reopen(desk, held.id, "Xem lại").state)
        now = scoring.prepare(desk, held.id)
        assert now.entries == before.entries
        assert (now.decided_by, now.decided_on) == ("", "")
        assert kept(desk, held.id) == {SELF: "100", REVIEW: "98"}
    assert states == [SheetState.REVIEWED, SheetState.SUBMITTED, SheetState.DRAFT]
    with pytest.raises(SheetStateProblem):
        scoring.reopen(desk, held.id, "Xem lại")
    scoring.hand_in(desk, [held.id, held.id])
    assert state(desk, held.id) is SheetState.SUBMITTED


def test_a_level_is_decided_after_the_meeting_and_not_in_days_to_come(
    desk: Desk, held: Meeting
) -> None:
    scoring.review(desk, entered(scored(desk, held.id), REVIEW))
    with pytest.raises(FutureDateProblem):
        scoring.confirm(desk, [held.id], BY, date(2026, 11, 24))
    with pytest.raises(DecidedBeforeProblem):
        scoring.confirm(desk, [held.id], BY, date(2026, 10, 5))
    with pytest.raises(TooLongProblem):
        scoring.confirm(desk, [held.id], "x" * 600, DAY)
    scoring.confirm(desk, [held.id], "Đồng chí Trần Văn Quý", DAY)
    with desk.read() as reading:
        notes = reading.all("SELECT note FROM act WHERE use_case = 'scoring.confirm'")
    # Whose sheet, never who decided.
    assert notes == [("Chi bộ thôn Bình Minh, tháng 10/2026",)]


def test_a_wide_difference_needs_its_reason_when_it_is_confirmed_too(
    desk: Desk, held: Meeting
) -> None:
    scoring.review(desk, entered(scored(desk, held.id), REVIEW, g6=27))
    scoring.set_settings(desk, ScoreSettings(difference=Decimal(3)))
    with pytest.raises(DifferenceReasonProblem):
        scoring.confirm(desk, [held.id], BY, DAY)
    sheet = scoring.prepare(desk, held.id)
    scoring.review(desk, sheet, "Một nhiệm vụ chưa xong")
    scoring.confirm(desk, [held.id], BY, DAY)


def test_all_are_confirmed_or_none(desk: Desk, held: Meeting) -> None:
    samples.fill(desk, make.SCHOOL, 3)
    other = samples.held(desk, make.SCHOOL)
    scored(desk, other.id)
    scoring.review(desk, entered(scored(desk, held.id), REVIEW))
    for ids in ([held.id, other.id], [held.id, 999]):
        with pytest.raises((SheetStateProblem, NotFoundProblem)):
            scoring.confirm(desk, ids, BY, DAY)
        assert state(desk, held.id) is SheetState.REVIEWED
    with pytest.raises(IncompleteSheetProblem):
        scoring.hand_in(desk, [samples.held(desk, period="2026-09").id])


def test_what_was_not_held_is_not_scored(desk: Desk, held: Meeting) -> None:
    sheet = whole(scoring.prepare(desk, held.id), SELF, 90)
    scoring.save(desk, sheet, SELF)
    not_held = replace(held, state=MeetingState.NOT_HELD, reason="Bão")
    meetings.save(desk, not_held)
    for act in (
        lambda: scoring.prepare(desk, held.id),
        lambda: scoring.save(desk, sheet, SELF),
        lambda: scoring.review(desk, sheet),
        lambda: scoring.hand_in(desk, [held.id]),
        lambda: scoring.confirm(desk, [held.id], BY, DAY),
        lambda: scoring.change_template(desk, held.id, line(desk, "HD42-2025")),
    ):
        with pytest.raises(NotHeldYetProblem):
            act()
    [row] = [row for row in score_grids.grid(desk, "2026-10") if row.meeting_id]
    assert row.locked == "Không sinh hoạt"


def test_a_closed_quarter_locks_the_sheets_of_its_months(desk: Desk, held: Meeting) -> None:
    sheet = scored(desk, held.id)
    scoring.review(desk, entered(sheet, REVIEW))
    sheet = scoring.prepare(desk, held.id)
    periods.close(desk, "2026-Q4", "Chốt sớm")
    for act in (
        lambda: scoring.review(desk, sheet),
        lambda: scoring.confirm(desk, [held.id], BY, DAY),
        lambda: scoring.reopen(desk, held.id, "nhầm"),
        lambda: scoring.hand_in(desk, [held.id]),
        lambda: scoring.change_template(desk, held.id, line(desk, "HD42-2025")),
        lambda: score_grids.save_grid(
            desk, [replace(row, reason="Khác") for row in score_grids.grid(desk, "2026-10", REVIEW)]
        ),
    ):
        try:
            assert act() == 0  # the grid leaves what it shows as locked alone
        except PeriodClosedProblem:
            continue
    assert board.explain(desk, held.id).closed
    assert all(row.locked for row in score_grids.grid(desk, "2026-10"))
    assert scoring.prepare(desk, held.id) == sheet


# --- what is entered ------------------------------------------------------------------------------


def test_entries_no_sheet_can_have_are_refused(desk: Desk, held: Meeting) -> None:
    sheet = scoring.prepare(desk, held.id)
    for item, entry in (
        ("1", Entry(points=Decimal("1E-999999"))),
        ("1", Entry(points=Decimal("0.33333"))),
        ("1", Entry(points=Decimal("Infinity"))),
        ("1", Entry(points=Decimal(6))),
        ("không có", Entry(points=Decimal(1))),
        ("1", Entry(points=Decimal(5), note="x" * 5_000)),
    ):
        with pytest.raises((ScoreEntryProblem, TooLongProblem)) as raised:
            scoring.save(desk, replace(sheet, entries={SELF: {item: entry}}), SELF)
        assert raised.value.field == item
    with pytest.raises(NotFoundProblem):
        scoring.save(desk, whole(sheet, "ai_do", 5), "ai_do")
    with pytest.raises(SheetStateProblem):
        scoring.save(desk, whole(sheet, REVIEW, 5), REVIEW)
    assert scoring.prepare(desk, held.id).version == 0


def test_facts_of_a_sheet_are_those_recorded_and_its_own_figures(desk: Desk, held: Meeting) -> None:
    sheet = scoring.prepare(desk, held.id)
    lied = {**sheet.facts, "present": Decimal(400), "attendance_pct": Decimal(100),
            **{f"thêm_{number}": Decimal(1) for number in range(5_000)}}  # fmt: skip
    made = scoring.save(desk, replace(whole(sheet, SELF, 90), facts=lied), SELF)
    assert made.facts == sheet.facts


def test_a_sheet_the_facts_fill_is_handed_in_once_it_was_saved(desk: Desk, held: Meeting) -> None:
    raw = json.loads(score_templates.export_json(desk, line(desk, "HD42-2025")))
    raw |= {
        "code": "TU-TINH", "total": 5, "levels": [
            {"code": "TOT", "label": "Tốt", "min": 4}, {"code": "KEM", "label": "Kém", "min": 0}],
        "items": [{"id": "1", "label": "Dự họp", "max": 5, "method": "formula",
                   "formula": "min(5, present)"}],
        "gates": [], "aggregation": {}, "define": [], "variants": [],
    }  # fmt: skip
    number = score_templates.import_json(desk, json.dumps(raw).encode())
    score_templates.publish(desk, number)
    score_templates.adopt(desk, line(desk, "TU-TINH"))
    with pytest.raises(IncompleteSheetProblem):
        scoring.hand_in(desk, [held.id])
    scoring.save(desk, scoring.prepare(desk, held.id), SELF)
    scoring.hand_in(desk, [held.id])
    assert state(desk, held.id) is SheetState.SUBMITTED
    # The facts alone are nobody's review.
    with pytest.raises(SheetStateProblem):
        scoring.confirm(desk, [held.id], BY, DAY)
    assert kept(desk, held.id) == {SELF: "3"}


# --- templates ------------------------------------------------------------------------------------


def test_another_template_makes_whoever_has_the_old_sheet_open_start_again(
    desk: Desk, held: Meeting
) -> None:
    score_templates.adopt(desk, line(desk, "AN-PHU"))
    sheet = scoring.save(desk, whole(scoring.prepare(desk, held.id), SELF, 90), SELF)
    assert sheet.template.code == "AN-PHU"
    other = line(desk, "HD42-2025")
    made = scoring.change_template(desk, held.id, other)
    assert (made.template.code, made.entries) == ("HD42-2025", {})
    assert set(kept(desk, held.id)) == {SELF}
    with pytest.raises(ConflictProblem):
        scoring.save(desk, sheet, SELF)
    made = scoring.save(desk, whole(made, SELF, 80), SELF)
    # The template it has already changes nothing.
    assert scoring.change_template(desk, held.id, other) == made
    with pytest.raises(TemplateStateProblem):
        scoring.change_template(desk, held.id, replace(other, version=9))
    foreign = replace(other, id=line(desk, "AN-PHU").id)
    assert scoring.change_template(desk, held.id, foreign).template.code == "HD42-2025"
    assert score_checks.recompute(desk, 2026) == []


@pytest.mark.parametrize("first", [False, True])
def test_whoever_is_official_gives_the_level(desk: Desk, held: Meeting, *, first: bool) -> None:
    with_council(desk, first=first)
    sheet = scoring.save(desk, whole(scoring.prepare(desk, held.id), SELF, 95), SELF)
    assert score_keeping.own_of(sheet.template) == SELF
    scoring.hand_in(desk, [held.id])
    [row] = [row for row in score_grids.grid(desk, "2026-10", REVIEW) if not row.locked]
    assert row.other == sheet.entries[SELF]
    told = replace(row, entries={WHOLE_SHEET: Entry(points=Decimal(88))}, reason="Chấm lại")
    assert score_grids.save_grid(desk, [told], REVIEW) == 1
    assert set(scoring.prepare(desk, held.id).entries) == {SELF, "hoi_dong"}
    scoring.confirm(desk, [held.id], BY, DAY)
    shown = next(row for row in board.board(desk, 2026).rows if row.unit_id == make.HAMLET)
    cell = shown.cells[9]
    assert (cell.self_total, cell.official_total, cell.difference) == ("95", "88", "7")
    assert (cell.level_label, cell.rank, shown.mean) == ("Khá", 1, "88.0")
    table = periods.table(desk, "2026-10")
    assert next(one for one in table.lines if one.unit_id == make.HAMLET).total == "88"
    assert board.explain(desk, held.id).difference == Decimal(7)
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_sheet_of_another_kind_of_meeting_is_not_handed_in(desk: Desk) -> None:
    samples.fill(desk, count=3)
    for code in ("NGHE-AN-TK", "NGHE-AN-CD"):
        found = [one for one in score_templates.lines(desk) if one.code == code]
        score_templates.adopt(desk, found[0])
    made = samples.held(desk)
    first = scoring.save(desk, whole(scoring.prepare(desk, made.id), SELF, 90), SELF)
    assert not score_templates.fits(first.template, replace(made, kind=MeetingKind.THEMATIC))
    scoring.hand_in(desk, [made.id])
    thematic = replace(made, kind=MeetingKind.THEMATIC)
    with pytest.raises(SheetStateProblem):
        meetings.save(desk, thematic)
    scoring.reopen(desk, made.id, "Thật ra là chuyên đề")
    meetings.save(desk, thematic)
    with pytest.raises(SheetStateProblem):
        scoring.hand_in(desk, [made.id])
    scoring.change_template(desk, made.id, scoring.choices(desk, made.id)[0])
    scoring.save(desk, whole(scoring.prepare(desk, made.id), SELF, 85), SELF)
    scoring.hand_in(desk, [made.id])


# --- the month in one grid ------------------------------------------------------------------------


def test_a_grid_read_before_somebody_else_wrote_is_not_written_over(
    desk: Desk, held: Meeting
) -> None:
    [row] = [row for row in score_grids.grid(desk, "2026-10") if not row.locked]
    told = replace(row, entries={WHOLE_SHEET: Entry(points=Decimal(90))})
    assert score_grids.save_grid(desk, [told, told]) == 1
    assert score_grids.save_grid(desk, [told]) == 0
    with pytest.raises(ConflictProblem):
        score_grids.save_grid(
            desk, [replace(row, entries={WHOLE_SHEET: Entry(points=Decimal(70))})]
        )
    scoring.hand_in(desk, [held.id])
    scoring.review(desk, whole(scoring.prepare(desk, held.id), REVIEW, 90))
    scoring.confirm(desk, [held.id], BY, DAY)
    with pytest.raises(LockedSheetProblem):
        score_grids.save_grid(
            desk, [replace(row, entries={WHOLE_SHEET: Entry(points=Decimal(70))})]
        )


def test_hints_compare_the_meetings_the_month_is_rated_by(desk: Desk) -> None:
    scoring.set_settings(desk, ScoreSettings(alike_from=2))
    samples.fill(desk, count=3)
    regular = samples.held(desk)
    thematic = samples.held(desk, kind=MeetingKind.THEMATIC, held_on="2026-10-20")
    for meeting in (regular, thematic):
        scoring.save(desk, whole(scoring.prepare(desk, meeting.id), SELF, 90), SELF)
    assert score_grids.hints(desk, "2026-10") == []


def test_a_person_moved_later_does_not_change_a_sheet(desk: Desk, held: Meeting) -> None:
    sheet = scored(desk, held.id)
    who = held.attendance[0].person_id
    people.void(desk, who, "Ghi trùng")
    assert scoring.prepare(desk, held.id) == sheet
    meetings.save(desk, replace(meetings.read(desk, held.id), place="Đình"))
    assert scoring.prepare(desk, held.id) == sheet
