"""What the meeting editor knows, without a window: roll lines, merging, figures."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.meeting_errors import (
    DoubledLineProblem,
    NoSuchLineProblem,
    NotPresentProblem,
)
from tcxd_desktop.domain.meetings import (
    Attendance,
    Counts,
    Meeting,
    Minutes,
    Presence,
    Task,
    TaskState,
    count,
)
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.ui.meetings import roll_call, task_sheets
from tcxd_desktop.ui.meetings.meeting_figures import (
    count_figures,
    day_figures,
    in_a_line,
    long_text,
    percent,
)
from tcxd_desktop.ui.meetings.meeting_inputs import PeopleChoices
from tcxd_desktop.ui.meetings.meeting_marks import marks
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork, Work
from tcxd_desktop.ui.meetings.roll_sheet import CALLED, GIST, REASON, RollSheet
from tcxd_desktop.ui.meetings.vote_sheet import VoteSheet
from tests.make import TODAY

PRESENT, REASONED, WITHOUT = Presence.PRESENT, Presence.ABSENT_REASON, Presence.ABSENT


def roll(size: int = 6) -> tuple[Attendance, ...]:
    return tuple(Attendance(10 + n, f"Đảng viên Số {n}", "chinh_thuc") for n in range(1, size + 1))


def presences(rows: list[Attendance] | None) -> list[Presence | None]:
    assert rows is not None
    return [row.presence for row in rows]


def meeting(**changes: object) -> Meeting:
    return replace(
        Meeting(7, 3, MeetingKind.REGULAR, "2026-10", held_on="2026-10-06", attendance=roll()),
        **changes,  # type: ignore[arg-type]
    )


# --- the line of the absent -----------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["2, 5k", "2 5k", "2;5 k", " 2 ,  5K ", "5k 2l", "2.5k"])
def test_numbers_of_the_sheet_tell_who_is_absent_and_all_others_are_there(typed: str) -> None:
    rows = roll_call.with_absent(roll(), typed)
    assert presences(rows) == [PRESENT, REASONED, PRESENT, PRESENT, WITHOUT, PRESENT]


def test_a_range_and_the_other_letters() -> None:
    rows = roll_call.with_absent(roll(), "1-3 4m 5t 6n")
    assert presences(rows) == [
        REASONED, REASONED, REASONED, Presence.EXEMPT, Presence.AWAY, Presence.SPECIAL_DUTY,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["0", "không", "đủ"])
def test_nobody_absent_is_said_outright(typed: str) -> None:
    assert presences(roll_call.with_absent(roll(), typed)) == [PRESENT] * 6


def test_an_empty_line_calls_nobody() -> None:
    assert roll_call.with_absent(roll(), "  ") is None
    assert roll_call.with_speakers(roll(), "") is None


def test_who_is_exempt_or_away_stays_unless_named() -> None:
    rows = [replace(roll()[0], presence=Presence.EXEMPT), *roll()[1:]]
    assert presences(roll_call.with_absent(rows, "2"))[0] is Presence.EXEMPT
    assert presences(roll_call.all_present(rows)) == [Presence.EXEMPT] + [PRESENT] * 5


@pytest.mark.parametrize("typed", ["7", "0k", "x", "3z", "5-2", "1000"])
def test_what_the_sheet_does_not_have_is_refused_and_nothing_changes(typed: str) -> None:
    with pytest.raises(NoSuchLineProblem):
        roll_call.with_absent(roll(), typed)


def test_a_number_twice_is_refused_with_its_name() -> None:
    with pytest.raises(DoubledLineProblem) as caught:
        roll_call.with_absent(roll(), "2 4-5 5k")
    assert caught.value.args == (5, "Đảng viên Số 5")


def test_the_line_reads_back_what_the_table_says() -> None:
    rows = roll_call.with_absent(roll(), "2 5k")
    assert rows is not None
    assert roll_call.show_absent(rows) == "2, 5k"
    assert roll_call.show_absent(roll_call.all_present(roll())) == "0"
    assert roll_call.show_absent(roll()) == ""


def test_speakers_are_there_and_only_who_is_there_speaks() -> None:
    rows = roll_call.with_absent(roll(), "2")
    assert rows is not None
    spoke = roll_call.with_speakers(rows, "1 4")
    assert spoke is not None
    assert roll_call.show_speakers(spoke) == "1, 4"
    with pytest.raises(NotPresentProblem):
        roll_call.with_speakers(rows, "1 2")
    with pytest.raises(NoSuchLineProblem):
        roll_call.with_speakers(rows, "1k")


def test_the_roll_of_another_day_keeps_what_was_called() -> None:
    told = roll_call.with_absent(roll(), "2k")
    assert told is not None
    fresh = (*roll()[1:], Attendance(99, "Người mới chuyển đến"))
    rows = roll_call.moved(told, fresh)
    assert presences(rows) == [WITHOUT, PRESENT, PRESENT, PRESENT, PRESENT, None]


# --- the table ------------------------------------------------------------------------------------


def table() -> RollSheet:
    made = RollSheet()
    made.show(roll())
    return made


def test_the_table_calls_row_by_row_and_takes_steps_back() -> None:
    sheet = table()
    assert sheet.call(0, WITHOUT)
    assert not sheet.call(0, WITHOUT)
    sheet.toggle_spoke(1)
    assert sheet.rows[1].spoke
    assert sheet.rows[1].presence is PRESENT
    with pytest.raises(NotPresentProblem):
        sheet.toggle_spoke(0)
    assert sheet.undo()
    assert sheet.undo()
    assert tuple(sheet.rows) == roll()


def test_who_was_not_called_stands_out_and_only_the_absent_have_a_reason() -> None:
    sheet = table()
    assert sheet.shown(0, CALLED).warned
    assert not sheet.editable(0, REASON)
    sheet.call(0, REASONED)
    assert sheet.shown(0, CALLED).badge == "warn"
    assert sheet.write(0, REASON, "ốm")
    sheet.call(0, PRESENT)
    assert sheet.rows[0].reason == ""


def test_what_somebody_said_tells_that_he_spoke() -> None:
    sheet = table()
    assert sheet.write(2, GIST, "đề nghị sửa đường thôn")
    assert sheet.rows[2].spoke
    assert sheet.rows[2].presence is PRESENT


# --- figures --------------------------------------------------------------------------------------


def test_attendance_says_its_denominator() -> None:
    counts = Counts(members=24, present=19, absent_reason=2, exempt=2, away=1)
    told = {figure.name: figure for figure in count_figures(counts, away_counts=False)}
    assert told["Tỷ lệ dự"].value == "19/21 = 90,5 %"
    assert told["Tỷ lệ dự"].why == "đảng số 24 trừ 2 miễn, 1 tạm đi"
    assert (told["Cộng"].value, told["Cộng"].tone) == ("24 = đảng số", "ok")
    away = {figure.name: figure for figure in count_figures(counts, away_counts=True)}
    assert away["Tỷ lệ dự"].value == "19/22 = 86,4 %"


def test_a_sum_that_does_not_fit_stands_out() -> None:
    told = {f.name: f for f in count_figures(Counts(members=20, present=18), away_counts=False)}
    assert (told["Cộng"].value, told["Cộng"].tone) == ("18 ≠ 20", "bad")


def test_nobody_to_count_gives_no_percentage() -> None:
    assert percent(0, 0) == "0/0"
    told = count_figures(Counts(members=2, exempt=2), away_counts=False)
    assert any(f.value == "0/0" and f.name == "Tỷ lệ dự" for f in told)


def test_how_long_it_took() -> None:
    assert long_text(meeting(start="19:30", end="21:05")).value == "95 phút"
    assert long_text(meeting(start="19:30")).tone == "warn"
    assert long_text(meeting(start="19:30", end="19:00")).tone == "bad"


def test_days_of_preparation_lie_to_the_day_of_the_meeting() -> None:
    told = day_figures(meeting(committee_met_on="2026-10-04", posted_on="2026-10-06",
                               minutes_posted_on="2026-10-05"))  # fmt: skip
    assert [figure.value for figure in told[1:]] == [
        "trước 2 ngày", "cùng ngày họp", "trước 1 ngày",
    ]  # fmt: skip
    assert told[3].tone == "warn"


def test_the_figures_fit_in_one_line() -> None:
    rows = roll_call.with_absent(roll(), "2 5k")
    assert rows is not None
    line = in_a_line(meeting(start="19:30", end="21:05"), count(rows), away_counts=False)
    assert line.startswith("95 phút · đảng số 6 · có mặt 4 · vắng 1 có lý do, 1 không")


# --- the work -------------------------------------------------------------------------------------


def test_work_is_dirty_only_while_it_differs() -> None:
    work = MeetingWork(Work(meeting()))
    assert not work.dirty
    work.put(place="Nhà văn hóa")
    work.put_text("agenda", "1. Đánh giá tháng 9")
    assert work.dirty
    work.put(place="")
    work.put_text("agenda", "")
    assert not work.dirty


def test_counts_by_hand_begin_with_what_the_roll_says() -> None:
    rows = roll_call.with_absent(roll(), "2")
    assert rows is not None
    work = MeetingWork(Work(meeting(attendance=tuple(rows))))
    work.by_hand(on=True)
    assert work.meeting.counts.present == 5
    work.put(counts=replace(work.meeting.counts, present=4, absent_reason=2))
    assert work.counts().present == 4
    work.by_hand(on=False)
    assert work.counts().present == 5


def test_a_newer_saved_state_keeps_what_was_typed() -> None:
    task = Task(5, 3, 6, "Rà soát hộ nghèo")
    work = MeetingWork(Work(meeting(), (task,)))
    work.put(place="Trường học", end="21:00")
    work.put(attendance=(replace(roll()[0], presence=PRESENT), *roll()[1:]))
    work.put_tasks(carried=[replace(task, state=TaskState.DONE)])
    fresh = meeting(
        place="Đình làng", start="19:00", minutes=Minutes(agenda="Chương trình"), version=2,
        attendance=(*roll()[:5], replace(roll()[5], presence=WITHOUT)),
    )  # fmt: skip
    both = work.rebase(Work(fresh, (task,)))
    assert both == ("place",)
    now = work.meeting
    assert (now.place, now.end, now.start, now.version) == ("Trường học", "21:00", "19:00", 2)
    assert now.minutes.agenda == "Chương trình"
    assert [now.attendance[0].presence, now.attendance[5].presence] == [PRESENT, WITHOUT]
    assert work.current.carried[0].state is TaskState.DONE


def test_marks_tell_how_far_each_section_is() -> None:
    task = Task(5, 3, 6, "Rà soát hộ nghèo", state=TaskState.DONE)
    work = MeetingWork(Work(meeting(start="19:30", end="21:05"), (task,), (replace(task, id=0),)))
    assert marks(work, None) == ("95 phút", "còn 6", "", "1/1 đánh giá, 1 mới", "")


# --- people, tasks, votes -------------------------------------------------------------------------


def test_people_are_named_by_number_or_by_how_their_name_ends() -> None:
    people = PeopleChoices([(11, "Lê Văn Hòa"), (12, "Vũ Thị Hà")], numbered=True)
    assert people.read("2") == 12
    assert people.read("hoa") == 11
    assert people.read("vu thi ha") == 12
    assert people.read("Phạm Quang Minh") == "Phạm Quang Minh"
    assert [choice.value for choice in people.matches("van")] == [11]


def test_a_new_task_names_its_owner_and_a_day_near_the_month() -> None:
    sheet = task_sheets.GivenSheet(TODAY)
    sheet.period = "2026-10"
    sheet.offer(PeopleChoices([(11, "Lê Văn Hòa")], numbered=True))
    sheet.show(())
    assert sheet.write(0, 0, "Sửa nhà văn hóa")
    sheet.write(0, 1, "1")
    sheet.write(0, 2, "25/10")
    (task,) = sheet.tasks()
    assert (task.owner_id, task.owner, task.due) == (11, "Lê Văn Hòa", "2026-10-25")
    sheet.write(0, 1, "Chi ủy")
    sheet.write(0, 2, "10/2026")
    assert sheet.first_wrong() == (0, 2)
    (task,) = sheet.tasks()
    assert (task.owner_id, task.owner) == (None, "Chi ủy")


def test_a_task_that_is_due_and_not_judged_stands_out() -> None:
    sheet = task_sheets.CarriedSheet()
    sheet.held_on = "2026-10-06"
    sheet.show((Task(5, 3, 6, "Rà soát", due="2026-10-01"), Task(6, 3, 6, "Xa", due="2026-12-01")))
    assert sheet.shown(0, task_sheets.STATE).warned
    assert not sheet.shown(1, task_sheets.STATE).warned
    assert sheet.judge(0, TaskState.LATE)
    assert sheet.shown(0, task_sheets.STATE).badge == "warn"


def test_votes_are_whole_numbers() -> None:
    sheet = VoteSheet()
    sheet.show(())
    sheet.write(0, 0, "Thông qua nghị quyết")
    sheet.write(0, 1, "17")
    assert [(vote.subject, vote.agreed) for vote in sheet.votes()] == [("Thông qua nghị quyết", 17)]
    sheet.write(0, 2, "một")
    assert sheet.first_wrong() == (0, 2)
