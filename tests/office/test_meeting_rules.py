"""What may not slip through when meetings are recorded, corrected, planned and taken back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import (
    BadDateProblem,
    ConflictProblem,
    ErasedProblem,
    FutureDateProblem,
    NotFoundProblem,
    RequiredProblem,
    RestrictedProblem,
)
from tcxd_desktop.domain.history import Act
from tcxd_desktop.domain.meeting_errors import (
    AssignedProblem,
    BadPeriodProblem,
    BadTimeProblem,
    HeldProblem,
    LockedSheetProblem,
    MeetingTwiceProblem,
    NotACellProblem,
    PeriodClosedProblem,
    SheetStateProblem,
    StrangerProblem,
    TooLongProblem,
    TooManyProblem,
    UncalledProblem,
)
from tcxd_desktop.domain.meetings import (
    Counts,
    Meeting,
    MeetingState,
    Minutes,
    PlanLine,
    Presence,
    Task,
    TaskState,
    Vote,
)
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import SELF, MeetingKind
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import (
    assignments,
    meeting_plans,
    meetings,
    opening,
    people,
    periods,
    personal_data,
    scoring,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import history as stored_history
from tests import make
from tests.office import meeting_samples as samples
from tests.office.test_periods import rated


def acts(desk: Desk, meeting_id: int) -> list[Act]:
    with desk.read() as reading:
        return stored_history.of(reading, "meeting", meeting_id)


def move(desk: Desk, person_id: int, on: str, unit_id: int = make.FAR_HAMLET) -> None:
    dossier = people.read(desk, person_id)
    moved = Event(make.day(on), EventKind.MOVED.value, unit_id)
    people.save(desk, replace(dossier, events=(*dossier.events, moved)))


def line_of(desk: Desk, period: str, unit_id: int = make.HAMLET) -> PlanLine:
    return next(one for one in meeting_plans.plan_lines(desk, period) if one.unit_id == unit_id)


# --- the roll -------------------------------------------------------------------------------------


def test_a_roll_that_stands_loses_nobody_and_takes_nobody_in(desk: Desk) -> None:
    ids = samples.fill(desk, count=5)
    [stranger] = samples.fill(desk, make.SCHOOL, 1)
    made = samples.held(desk, roll={"absent": 1})
    fewer = replace(made, attendance=made.attendance[:-1])
    more = replace(made, attendance=(*made.attendance, replace(made.attendance[0],
                                                               person_id=stranger)))  # fmt: skip
    for bad, problem in ((fewer, UncalledProblem), (more, StrangerProblem)):
        with pytest.raises(problem):
            meetings.save(desk, bad)
    # A transfer of before that is written down late: the roll of the day may be taken anew.
    move(desk, ids[0], "2026-10-01")
    assert meetings.save(desk, replace(made, place="Đình làng")).counts.members == 5
    anew = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
    again = meetings.save(desk, replace(meetings.read(desk, made.id), attendance=anew))
    assert (again.counts.members, again.counts.present) == (4, 4)


def test_who_somebody_is_does_not_come_from_the_screen(desk: Desk) -> None:
    samples.fill(desk, count=3)
    rows = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"), absent=1)
    lied = tuple(replace(row, name="Ai Đó", temporary_here=True, grade="du_bi") for row in rows)
    made = samples.held(desk, attendance=lied)
    assert [row.name for row in made.attendance] == [row.name for row in rows]
    assert (made.counts.members, made.counts.absent, made.counts.probationary) == (3, 1, 0)
    # Nor does one who is absent speak.
    spoken = tuple(replace(row, spoke=True) for row in made.attendance)
    assert meetings.save(desk, replace(made, attendance=spoken)).counts.speakers == 2


def test_members_who_come_and_go_between_plan_and_day_are_called_as_at_the_day(
    desk: Desk,
) -> None:
    ids = samples.fill(desk, count=4)
    meeting_plans.plan(desk, "2026-10", [replace(line_of(desk, "2026-10"), on="2026-10-02")])
    [planned] = meetings.month_meetings(desk, "2026-10", make.HAMLET)
    move(desk, ids[0], "2026-10-05")
    early = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-02"))
    held = replace(planned, state=MeetingState.HELD, held_on="2026-10-06", attendance=early)
    with pytest.raises(StrangerProblem):
        meetings.save(desk, held)
    late = samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06"))
    assert meetings.save(desk, replace(held, attendance=late)).counts.members == 3


def test_members_of_a_to_dang_are_those_of_its_chi_bo(desk: Desk) -> None:
    samples.fill(desk, count=2)
    group = units.add(
        desk, make.unit(name="Tổ đảng 1", type="TO", parent_id=make.HAMLET), on=None,
        decision=make.decision(),
    )  # fmt: skip
    samples.fill(desk, group, 3)
    assert len(meetings.roll(desk, make.HAMLET, "2026-10-06")) == 5
    assert line_of(desk, "2026-10").members == 5
    assert samples.held(desk).counts.members == 5
    with pytest.raises(NotACellProblem):
        meetings.new(desk, group, "2026-10")


def test_those_there_for_a_time_are_the_members_of_a_passing_chi_bo(desk: Desk) -> None:
    passing = units.add(
        desk, make.unit(name="Chi bộ công trường", type="CB_TT"), on=None, decision=make.decision()
    )
    for name in ("Lê Văn Tạm", "Hồ Thị Tạm"):
        person = make.new_person(
            name=name, unit_id=passing, event=EventKind.TEMPORARY_IN.value,
            on=make.day("2026-01-05"),
        )  # fmt: skip
        people.create(desk, person)
    assert samples.held(desk, passing).counts.members == 2


def test_long_absence_is_counted_anew_when_an_earlier_month_is_keyed_later(desk: Desk) -> None:
    samples.fill(desk, count=4)
    for month in ("07", "08", "10"):
        made = samples.held(desk, period=f"2026-{month}", roll={"reason": 1})
        assert made.counts.long_absent == 0
    late = samples.held(desk, period="2026-09", roll={"reason": 1})
    assert meetings.read(desk, made.id).counts.long_absent == 1
    # December held in January is of the old year; a member present ends the row.
    present = samples.called(meetings.roll(desk, make.HAMLET, "2026-09-06"))
    meetings.save(desk, replace(late, attendance=present))
    assert meetings.read(desk, made.id).counts.long_absent == 0
    meetings.drop(desk, late.id, "ghi nhầm tháng")
    assert meetings.read(desk, made.id).counts.long_absent == 0
    assert set(opening.verify(desk).values()) == {"ok"}


# --- the record -----------------------------------------------------------------------------------


def test_a_meeting_keeps_its_chi_bo_and_its_month_is_checked_on_both_sides(desk: Desk) -> None:
    samples.fill(desk, count=3)
    samples.fill(desk, make.SCHOOL, 3)
    made = samples.held(desk, period="2026-09")
    with pytest.raises(NotFoundProblem):
        meetings.save(desk, replace(made, unit_id=make.SCHOOL))
    periods.close(desk, "2026-10", "Chưa họp")
    with pytest.raises(PeriodClosedProblem):
        meetings.save(desk, replace(made, period="2026-10"))
    periods.reopen(desk, "2026-10", "Sửa")
    periods.close(desk, "2026-09", "Còn thiếu")
    with pytest.raises(PeriodClosedProblem):
        meetings.save(desk, replace(made, period="2026-10"))


def test_a_month_stands_closed_with_the_quarter_that_reports_it(desk: Desk) -> None:
    samples.fill(desk, count=3)
    made = samples.held(desk, period="2026-09")
    periods.close(desk, "2026-Q3", "Tháng 7, 8 chưa có số liệu")
    for change in (
        lambda: meetings.save(desk, replace(made, place="Nơi khác")),
        lambda: meetings.drop(desk, made.id, "nhầm"),
        lambda: meetings.mark_not_held(desk, make.SCHOOL, "2026-08", "Bão"),
        lambda: meeting_plans.plan(
            desk, "2026-09", [PlanLine(make.SCHOOL, "", 0, on="2026-09-09")]
        ),
    ):
        with pytest.raises(PeriodClosedProblem):
            change()
    meetings.save(desk, replace(samples.held(desk, period="2026-10"), place="Nơi khác"))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"period": "2026-Q4"}, BadPeriodProblem),
        ({"period": "tháng 10"}, BadPeriodProblem),
        ({"held_on": "2026-10-99"}, BadDateProblem),
        ({"planned_on": "mai"}, BadDateProblem),
        ({"start": "chiều"}, BadTimeProblem),
        ({"minutes": Minutes(discussion="ý kiến " * 200_000)}, TooLongProblem),
        ({"votes": (Vote("Biểu quyết", 1),) * 500}, TooManyProblem),
    ],
)
def test_what_is_no_meeting_is_refused_before_anything_is_looked_up(
    desk: Desk, changes: dict[str, object], problem: type[Exception]
) -> None:
    blank = Meeting(0, make.HAMLET, MeetingKind.REGULAR, "2026-10", MeetingState.HELD)
    with pytest.raises(problem):
        meetings.save(desk, replace(blank, **changes))  # type: ignore[arg-type]  # wrong on purpose


def test_texts_are_kept_tidy(desk: Desk) -> None:
    samples.fill(desk, count=2)
    made = samples.held(
        desk, place="  Nhà\u200b  va\u0306n hóa ", minutes=Minutes(agenda="a\r\n\r\n b\t c \n"),
        tasks=(samples.task("  Việc\u00a0 một \n"),),
    )  # fmt: skip
    assert (made.place, made.minutes.agenda) == ("Nhà văn hóa", "a\n\nb c")
    assert meetings.tasks(desk, made.id)[1][0].text == "Việc một"


def test_a_meeting_held_is_not_made_one_that_was_not_behind_its_back(desk: Desk) -> None:
    samples.fill(desk, count=3)
    first = samples.held(desk, period="2026-09", tasks=(samples.task("Việc"),))
    [given] = meetings.carried(desk, make.HAMLET, "2026-10-06")
    made = samples.held(desk, tasks=(replace(given, state=TaskState.DONE), samples.task("Mới")))
    with pytest.raises(HeldProblem):
        meetings.mark_not_held(desk, make.HAMLET, "2026-10", "Bão")
    sheet = scoring.prepare(desk, made.id)
    entries = {SELF: {"*": Entry(points=Decimal(90))}}
    scoring.save(desk, replace(sheet, entries=entries), SELF)
    scoring.hand_in(desk, [made.id])
    not_held = replace(made, state=MeetingState.NOT_HELD, reason="Ghi nhầm, bão không họp")
    with pytest.raises(SheetStateProblem):
        meetings.save(desk, not_held)
    scoring.reopen(desk, made.id, "Ghi nhầm")
    written = meetings.save(desk, not_held)
    assert (written.attendance, written.votes, written.held_on) == ((), (), "")
    assert written.counts == Counts()
    # What it judged is carried again, what it gave was never given, what it scored is gone.
    [open_task] = meetings.carried(desk, make.HAMLET, "2026-11-01")
    assert (open_task.id, open_task.state, open_task.result) == (given.id, TaskState.OPEN, "")
    assert meetings.tasks(desk, first.id)[1] == [given]
    again = meetings.save(
        desk,
        replace(
            written, state=MeetingState.HELD, held_on="2026-10-06", reason="",
            attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-10-06")),
        ),
    )  # fmt: skip
    assert scoring.prepare(desk, again.id).version == 0
    assert set(opening.verify(desk).values()) == {"ok"}


def test_the_history_tells_what_changed_and_nobody_s_name(desk: Desk) -> None:
    ids = samples.fill(desk, count=3)
    made = samples.held(
        desk, chair_id=ids[0], chair=samples.NAMES[0], tasks=(samples.task("Giao ông Quý"),)
    )
    changed = replace(
        made, secretary=samples.NAMES[1], place="Nhà ông Đạt", kind=MeetingKind.COMBINED
    )
    meetings.save(desk, changed, meetings.tasks(desk, made.id)[1])
    second, first = acts(desk, made.id)[:2]
    assert {change.field for change in first.changes} == {"held", "counts", "tasks"}
    assert {change.field for change in second.changes} == {"minutes", "type"}
    meetings.drop(desk, made.id, "ghi nhầm")
    told = " ".join(
        f"{act.note} {act.purpose} {change.old} {change.new}"
        for act in acts(desk, made.id)
        for change in act.changes
    )
    for name in (*samples.NAMES, "Quý", "Đạt"):
        assert name not in told


# --- tasks ----------------------------------------------------------------------------------------


def test_a_task_says_what_its_own_resolution_says(desk: Desk) -> None:
    samples.fill(desk, count=2)
    first = samples.held(desk, period="2026-09", tasks=(samples.task("Việc một"),))
    [task] = meetings.tasks(desk, first.id)[1]
    rewritten = replace(
        task, text="Việc khác", due="2027-01-01", unit_id=make.SCHOOL, meeting_id=999,
        state=TaskState.FAILED, result="Chưa làm",
    )  # fmt: skip
    second = samples.held(desk, tasks=(rewritten,))
    [judged] = meetings.tasks(desk, second.id)[0]
    assert judged == replace(task, state=TaskState.FAILED, result="Chưa làm", judged_in=second.id)
    # Whoever still has the first meeting open cannot take the judgement back.
    meetings.save(desk, replace(meetings.read(desk, first.id), place="Đình"), (task,))
    assert meetings.tasks(desk, second.id)[0] == [judged]
    meetings.save(desk, meetings.read(desk, first.id), ())
    assert meetings.tasks(desk, second.id)[0] == [judged]


def test_a_new_task_is_open_whatever_it_says(desk: Desk) -> None:
    samples.fill(desk, count=2)
    made = samples.held(
        desk, tasks=(samples.task("Việc", state=TaskState.DONE, judged_in=7, done_on="2026-10-06"),)
    )
    [task] = meetings.tasks(desk, made.id)[1]
    assert (task.state, task.judged_in, task.done_on) == (TaskState.OPEN, None, "")
    for bad, problem in (
        (samples.task(due="30/10"), BadDateProblem),
        (samples.task("x" * 200_000), TooLongProblem),
    ):
        with pytest.raises(problem):
            meetings.save(desk, meetings.read(desk, made.id), (task, bad))


def test_a_task_is_judged_once(desk: Desk) -> None:
    samples.fill(desk, count=2)
    samples.held(desk, period="2026-08", tasks=(samples.task("Việc"),))
    [task] = meetings.carried(desk, make.HAMLET, "2026-09-06")
    samples.held(desk, period="2026-09", tasks=(replace(task, state=TaskState.DONE),))
    # Opened before the other was saved: still carried there, and judged otherwise.
    with pytest.raises(ConflictProblem):
        samples.held(desk, tasks=(replace(task, state=TaskState.FAILED),))
    made = samples.held(desk, tasks=(task,))
    assert meetings.tasks(desk, made.id) == ([], [])


def test_a_task_of_a_closed_month_is_judged_in_an_open_one(desk: Desk) -> None:
    samples.fill(desk, count=2)
    first = samples.held(desk, period="2026-09", tasks=(samples.task("Việc", due="2026-10-01"),))
    periods.close(desk, "2026-09", "Chưa chấm")
    [task] = meetings.carried(desk, make.HAMLET, "2026-10-06")
    second = samples.held(desk, tasks=(replace(task, state=TaskState.DONE),))
    assert meetings.tasks(desk, first.id)[1][0].judged_in == second.id
    meetings.drop(desk, second.id, "ghi nhầm")
    assert len(meetings.carried(desk, make.HAMLET, "2026-11-01")) == 1


def test_an_overdue_task_counts_against_the_resolution_until_it_is_judged(desk: Desk) -> None:
    samples.fill(desk, count=2)
    two = (samples.task("Một", due="2026-09-30"), samples.task("Hai", due="2026-10-05"))
    samples.held(desk, period="2026-09", tasks=two)
    one, other = meetings.carried(desk, make.HAMLET, "2026-10-06")
    made = samples.held(desk, tasks=(replace(one, state=TaskState.DONE), other))
    facts = scoring.prepare(desk, made.id).facts
    assert (facts["tasks_due"], facts["tasks_done"]) == (2, 1)
    later = samples.held(desk, period="2026-11", tasks=(replace(other, state=TaskState.LATE),))
    assert scoring.prepare(desk, later.id).facts["tasks_done"] == 1
    # What came of it later does not change what it was then.
    assert scoring.prepare(desk, made.id).facts["tasks_due"] == 2


# --- people whose data is restricted or erased ----------------------------------------------------


def test_who_is_restricted_is_called_but_not_named_anew(desk: Desk) -> None:
    ids = samples.fill(desk, count=4)
    before = samples.held(desk, period="2026-09", chair_id=ids[0], chair=samples.NAMES[0])
    personal_data.restrict(desk, ids[0], make.decision(), "Theo đơn")
    for field in ("chair_id", "secretary_id", "upper_id"):
        with pytest.raises(RestrictedProblem) as raised:
            samples.held(desk, **{field: ids[0]})
        assert raised.value.field == field.removesuffix("_id")
    with pytest.raises(RestrictedProblem):
        samples.held(desk, tasks=(samples.task(owner_id=ids[0], owner=samples.NAMES[0]),))
    with pytest.raises(RestrictedProblem):
        assignments.assign(desk, ids[0], [make.SCHOOL], "2026-01-01")
    with pytest.raises(NotFoundProblem):
        samples.held(desk, chair_id=987_654)
    assert samples.held(desk).counts.members == 4
    # What was written before stands and may be mended elsewhere.
    assert meetings.save(desk, replace(before, place="Đình")).chair_id == ids[0]


def test_counts_outlive_an_erasure_and_whoever_saves_after_it(desk: Desk) -> None:
    ids = samples.fill(desk, count=5)
    made = samples.held(
        desk, chair_id=ids[4], chair=samples.NAMES[4], place=f"Nhà ông {samples.NAMES[4]}"
    )
    gone = samples.held(desk, period="2026-09")
    meetings.drop(desk, gone.id, f"Do {samples.NAMES[4]} ghi nhầm")
    periods.close(desk, "2026-10", f"Chờ {samples.NAMES[4]}")
    personal_data.erase(desk, ids[4], make.decision(), "Theo đơn yêu cầu", lambda: None)
    assert samples.NAMES[4] not in periods.table(desk, "2026-10").note
    assert set(opening.verify(desk).values()) == {"ok"}
    periods.reopen(desk, "2026-10", "Sửa")
    left = meetings.read(desk, made.id)
    assert (left.counts.members, len(left.attendance)) == (5, 4)
    assert samples.NAMES[4] not in f"{left}"
    with desk.read() as reading:
        texts = reading.all("SELECT void_reason FROM meeting")
    assert samples.NAMES[4] not in f"{texts}"
    rows = (replace(left.attendance[0], presence=Presence.ABSENT), *left.attendance[1:])
    again = meetings.save(desk, replace(left, attendance=rows))
    assert (again.counts.members, again.counts.present, again.counts.absent) == (5, 4, 1)
    with pytest.raises(ErasedProblem):
        meetings.save(desk, replace(again, secretary_id=ids[4]))


# --- chi bộ that begin and end --------------------------------------------------------------------


@pytest.fixture
def merged(desk: Desk) -> Desk:
    """An office whose chi bộ thôn Bình Minh met in September and October and ended on the 20th."""
    ids = samples.fill(desk, count=3)
    samples.held(desk, period="2026-09")
    samples.held(desk)
    for person in ids:
        move(desk, person, "2026-10-20")
    units.close(
        desk, make.HAMLET, on=date(2026, 10, 20), decision=make.decision(),
        successor_id=make.FAR_HAMLET, kind="sap_nhap",
    )  # fmt: skip
    return desk


def test_a_chi_bo_that_ended_in_the_month_keeps_its_line_there(merged: Desk) -> None:
    assert line_of(merged, "2026-10").members == 3
    table = periods.table(merged, "2026-10")
    line = next(one for one in table.lines if one.unit_id == make.HAMLET)
    assert (line.members, line.meeting_day) == (3, "2026-10-06")
    assert make.HAMLET not in {one.unit_id for one in periods.table(merged, "2026-11").lines}
    assert make.HAMLET not in {one.unit_id for one in meeting_plans.plan_lines(merged, "2026-11")}
    periods.decide(merged, "2026-Q4", make.HAMLET, "KHA", "Kết thúc hoạt động")
    with pytest.raises(NotACellProblem):
        meetings.new(merged, make.HAMLET, "2026-11")
    with pytest.raises(NotACellProblem):
        meeting_plans.plan(merged, "2026-10", [
            PlanLine(make.HAMLET, "", 0, kind=MeetingKind.THEMATIC, on="2026-10-25")
        ])  # fmt: skip


def test_its_last_month_may_still_be_recorded_and_mended(merged: Desk) -> None:
    [made] = meetings.month_meetings(merged, "2026-10", make.HAMLET)
    meetings.drop(merged, made.id, "ghi nhầm")
    blank = meetings.new(merged, make.HAMLET, "2026-10")
    assert len(blank.attendance) == 3
    assert samples.held(merged).counts.members == 3
    with pytest.raises(NotACellProblem):
        samples.held(merged, period="2026-10", kind=MeetingKind.THEMATIC, held_on="2026-10-21")


def test_a_chi_bo_that_began_in_the_year_meets_from_then_on(desk: Desk) -> None:
    new = units.add(
        desk, make.unit(name="Chi bộ mới"), on=date(2026, 9, 15), decision=make.decision()
    )
    samples.fill(desk, new, 2)
    with pytest.raises(NotACellProblem):
        meetings.new(desk, new, "2026-08")
    assert samples.held(desk, new).counts.members == 2
    with pytest.raises(NotACellProblem):
        samples.held(desk, new, "2026-09", attendance=())


# --- plans ----------------------------------------------------------------------------------------


def test_a_plan_says_nothing_of_what_was_only_shown_beside_it(desk: Desk) -> None:
    ids = samples.fill(desk, count=2)
    meeting_plans.plan(desk, "2026-12", [replace(line_of(desk, "2026-12"), on="2026-12-05")])
    before = meeting_plans.plan_lines(desk, "2026-12")
    assignments.assign(desk, ids[0], [make.HAMLET], "2026-01-01")
    assert meeting_plans.plan(desk, "2026-12", before) == 0


def test_a_plan_somebody_else_changed_is_not_written_over(desk: Desk) -> None:
    meeting_plans.plan(desk, "2026-12", [replace(line_of(desk, "2026-12"), on="2026-12-05")])
    mine = theirs = line_of(desk, "2026-12")
    meeting_plans.plan(desk, "2026-12", [replace(theirs, on="2026-12-06")])
    with pytest.raises(ConflictProblem):
        meeting_plans.plan(desk, "2026-12", [replace(mine, on="2026-12-07")])
    with pytest.raises(ConflictProblem):
        meeting_plans.plan(desk, "2026-12", [replace(mine, on="")])


def test_a_plan_is_written_whole_or_not_at_all(desk: Desk) -> None:
    good = replace(line_of(desk, "2026-12"), on="2026-12-05")
    for bad, problem in (
        (replace(line_of(desk, "2026-12", make.SCHOOL), on="2026-12-32"), BadDateProblem),
        (replace(line_of(desk, "2026-12", make.SCHOOL), on="2026-12-05", at="7"), BadTimeProblem),
        (PlanLine(make.COOP, "", 0, on="2026-12-05"), NotACellProblem),
        (PlanLine(999, "", 0, on="2026-12-05"), NotACellProblem),
        (PlanLine(make.SCHOOL, "", 0, on="2026-12-05", place="x" * 600), TooLongProblem),
        (replace(good, on="2026-12-08"), MeetingTwiceProblem),
    ):
        with pytest.raises(problem):
            meeting_plans.plan(desk, "2026-12", [good, bad])
        assert meetings.month_meetings(desk, "2026-12") == []
    with pytest.raises(TooManyProblem):
        meeting_plans.plan(desk, "2026-12", [good] * 10_000)
    with pytest.raises(BadPeriodProblem):
        meeting_plans.plan_lines(desk, "2026-Q4")


def test_two_meetings_may_change_their_kinds_at_once(desk: Desk) -> None:
    line = line_of(desk, "2026-12")
    theme = replace(line, kind=MeetingKind.THEMATIC, on="2026-12-20")
    meeting_plans.plan(desk, "2026-12", [replace(line, on="2026-12-05"), theme])
    first, second = (
        one for one in meeting_plans.plan_lines(desk, "2026-12") if one.unit_id == make.HAMLET
    )
    assert (first.kind, second.kind) == (MeetingKind.REGULAR, MeetingKind.THEMATIC)
    swapped = [replace(first, kind=second.kind), replace(second, kind=first.kind)]
    for order in (swapped, swapped[::-1]):
        assert meeting_plans.plan(desk, "2026-12", order) in (0, 2)
    found = {m.planned_on: m.kind for m in meetings.month_meetings(desk, "2026-12")}
    assert found == {"2026-12-05": MeetingKind.THEMATIC, "2026-12-20": MeetingKind.REGULAR}


def test_a_plan_reaches_no_meeting_of_another_month(desk: Desk) -> None:
    meeting_plans.plan(desk, "2026-10", [replace(line_of(desk, "2026-10"), on="2026-10-05")])
    [old] = meetings.month_meetings(desk, "2026-10")
    periods.close(desk, "2026-10", "Chưa ghi")
    foreign = replace(line_of(desk, "2026-11"), meeting_id=old.id, on="2026-10-09")
    with pytest.raises(NotFoundProblem):
        meeting_plans.plan(desk, "2026-11", [foreign])


def test_habits_are_kept_tidy_and_their_places_out_of_the_book(desk: Desk) -> None:
    [habit, *_] = meeting_plans.habits(desk)
    made = replace(habit, usual_day=99, usual_at=" 19:30 ", usual_place=" Nhà  ông Quý ")
    meeting_plans.set_habits(desk, [made])
    kept = meeting_plans.habits(desk)[0]
    assert (kept.usual_day, kept.usual_at, kept.usual_place) == (31, "19:30", "Nhà ông Quý")
    with desk.read() as reading:
        told = reading.all("SELECT old, new FROM act_change WHERE subject = 'habit'")
    assert "Quý" not in f"{told}"
    with pytest.raises(BadTimeProblem):
        meeting_plans.set_habits(desk, [replace(made, usual_at="7h")])


# --- assignments ----------------------------------------------------------------------------------


def test_assignments_have_days_and_do_not_overlap(desk: Desk) -> None:
    [who] = samples.fill(desk, count=1)
    for since in ("", "01/01/2026", "2026-02-30"):
        with pytest.raises((BadDateProblem, RequiredProblem)) as raised:
            assignments.assign(desk, who, [make.SCHOOL], since)
        assert raised.value.field == "since"
    assignments.assign(desk, who, [make.SCHOOL, make.SCHOOL], "2026-01-01")
    [first] = assignments.listed(desk, 2026)
    with pytest.raises(BadDateProblem):
        assignments.end(desk, first.id, "hôm nay")
    assignments.end(desk, first.id, "2026-06-30")
    assignments.assign(desk, who, [make.SCHOOL], "2026-07-01")
    with pytest.raises(AssignedProblem):
        assignments.end(desk, first.id, "2026-07-31")
    assert len(assignments.listed(desk, 2026)) == 2
    with pytest.raises(BadPeriodProblem):
        assignments.listed(desk, 20260)


def test_a_december_meeting_held_in_january_is_of_december(desk: Desk) -> None:
    samples.fill(desk, count=2)
    late = samples.held(
        desk, period="2025-12", kind=MeetingKind.COMBINED, held_on="2026-01-03",
        attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-01-03")),
    )  # fmt: skip
    january = samples.held(desk, period="2026-01")
    assert scoring.prepare(desk, late.id).facts["thematic_in_quarter"] == 1
    assert scoring.prepare(desk, january.id).facts["thematic_in_quarter"] == 0


def test_a_confirmed_meeting_is_locked_on_every_side(desk: Desk) -> None:
    samples.fill(desk, count=3)
    number = rated(desk, "2026-10", 90)
    made = meetings.read(desk, number)
    line = line_of(desk, "2026-10")
    for change, problem in (
        (lambda: meetings.save(desk, replace(made, place="Nơi khác")), LockedSheetProblem),
        (lambda: meetings.save(desk, replace(made, period="2026-11")), LockedSheetProblem),
        (lambda: meetings.drop(desk, number, "nhầm"), LockedSheetProblem),
        (lambda: meetings.mark_not_held(desk, make.HAMLET, "2026-10", "Bão"), HeldProblem),
        (lambda: meeting_plans.plan(desk, "2026-10", [replace(line, on="")]), HeldProblem),
    ):
        with pytest.raises(problem):
            change()
    assert meetings.read(desk, number) == made


def test_nothing_is_said_of_a_month_to_come(desk: Desk) -> None:
    samples.fill(desk, count=2)
    with pytest.raises(FutureDateProblem):
        meetings.mark_not_held(desk, make.HAMLET, "2026-12", "Sẽ nghỉ")


def test_a_planned_meeting_goes_with_everything_written_to_it(desk: Desk) -> None:
    samples.fill(desk, count=2)
    blank = meetings.new(desk, make.HAMLET, "2026-12")
    # Only a meeting that was held has a roll, votes and tasks.
    made = meetings.save(
        desk,
        replace(blank, planned_on="2026-12-05", votes=(Vote("Nghị quyết", 1),)),
        (Task(0, make.HAMLET, 0, "Việc"),),
    )
    assert (made.attendance, made.votes, meetings.tasks(desk, made.id)) == ((), (), ([], []))
    meeting_plans.plan(desk, "2026-12", [replace(line_of(desk, "2026-12"), on="")])
    assert meetings.month_meetings(desk, "2026-12") == []
    assert set(opening.verify(desk).values()) == {"ok"}
