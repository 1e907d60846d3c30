"""The meeting editor on a real office: a meeting keyed from its sheet of paper."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import MINUTES
from tcxd_desktop.domain.meetings import Meeting, MeetingState, Presence, TaskState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind
from tcxd_desktop.office import meeting_opening, meetings, people, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.meeting_editor import MeetingEditor
from tcxd_desktop.ui.meetings.meeting_frame import FACTS, ROLL, SCORE, TASKS
from tcxd_desktop.ui.meetings.meeting_frame import MINUTES as TEXTS
from tests import make
from tests.make import HAMLET
from tests.ui import meeting_help
from tests.ui.meeting_help import PERIOD, Clerk, focus, last_month, members, planned, recorded

Key = Qt.Key


@pytest.fixture
def build(qtbot: QtBot, jobs: Jobs) -> Iterator[Callable[[Desk], MeetingEditor]]:
    made: list[MeetingEditor] = []

    def construct(desk: Desk) -> MeetingEditor:
        editor = MeetingEditor(desk, jobs, Changes(desk.store.on_written))
        made.append(editor)
        editor.resize(1156, 696)
        with qtbot.waitExposed(editor):
            editor.show()
        editor.activateWindow()
        return editor

    yield construct
    for editor in made:
        editor.close()
        editor.deleteLater()


@pytest.fixture
def cell(desk: Desk) -> Desk:
    """An office whose hamlet has twenty members, and a meeting behind them."""
    members(desk)
    last_month(desk)
    return desk


@pytest.fixture
def editor(cell: Desk, build: Callable[[Desk], MeetingEditor]) -> MeetingEditor:
    return build(cell)


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


def stored(desk: Desk, editor: MeetingEditor) -> Meeting:
    return meetings.read(desk, editor.meeting_id)


def answer(kind: str) -> None:
    """Answer the next question by its key."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        dialog.answers[kind].click()

    QTimer.singleShot(0, give)


def write_into(text: str) -> None:
    """Type into the next dialog and press its main button."""

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TextDialog)
        dialog.field.set_value(text)
        assert dialog.main is not None
        dialog.main.click()

    QTimer.singleShot(0, give)


def test_a_planned_meeting_opens_with_what_is_known(editor: MeetingEditor, cell: Desk) -> None:
    editor.open(planned(cell).id)
    assert editor.head.title.whole() == "Chi bộ thôn Bình Minh · tháng 10/2026"
    assert editor.facts.days["held_on"].text() == "06/10/2026"
    assert editor.facts.times["start"].text() == "19:30"
    assert editor.facts.people["chair"].text() == "Đỗ Văn Hòa"
    assert editor.facts.people["secretary"].text() == "Trần Thị Bình"
    assert len(editor.roll.sheet.rows) == 20
    assert [task.open for task in editor.tasks.carried.rows] == [True] * 3
    assert not editor.dirty
    assert focus() is editor.facts.days["held_on"].edit


def test_one_meeting_is_keyed_from_paper_in_few_keys(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    """2 absent with reason, 1 without, 4 spoke; the sheet of paper in the clerk's hand."""
    editor.open(planned(cell).id)
    clerk.enter(2)  # day and start as planned
    clerk.keys("2105")
    clerk.enter(3)  # end, place, chair
    clerk.keys("14")  # another secretary, by the number on the sheet
    clerk.enter(2)  # secretary; nobody from above
    clerk.keys("4")
    clerk.enter()
    clerk.keys("5")
    clerk.enter()
    clerk.keys("7")
    clerk.enter()
    assert editor.number == ROLL
    clerk.keys("3 12 7k")
    clerk.enter()
    clerk.keys("1 4 9 15")
    clerk.enter()
    clerk.control(Key.Key_S)
    facts = clerk.pressed
    assert editor.head.state.whole() == "Đã lưu 09:00"
    made = stored(cell, editor)
    assert made.state is MeetingState.HELD
    assert (made.held_on, made.start, made.end) == ("2026-10-06", "19:30", "21:05")
    assert (made.secretary, made.committee_met_on) == ("Trịnh Thị Mai", "2026-10-04")
    counts = made.counts
    assert (counts.members, counts.present, counts.absent_reason, counts.absent) == (20, 17, 2, 1)
    assert counts.speakers == 4
    assert meeting_help.presences(made)["Đặng Văn Hải"] is Presence.ABSENT
    # (a) the record beyond texts
    assert facts <= 60
    assert facts == 37


def test_tasks_are_judged_by_a_digit_and_new_ones_given(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    editor.roll.all_present()
    clerk.control(Key.Key_4)
    assert editor.number == TASKS
    clerk.keys("234")
    assert editor.tasks.new.hasFocus()
    for text, owner, due in (
        ("Vận động nhân dân làm đường nội đồng", "11", "25"),
        ("Chuẩn bị hội nghị tổng kết", "Chi ủy", "15/11"),
    ):
        if not isinstance(focus(), type(editor.facts.place.edit)):
            clerk.enter()
        clerk.write(text)
        clerk.enter()
        clerk.write(owner)
        clerk.enter()
        clerk.write(due)
        clerk.enter()
    clerk.enter()  # an empty line: done
    assert editor.number == SCORE
    clerk.control(Key.Key_S)
    carried, given = meetings.tasks(cell, editor.meeting_id)
    assert [task.state for task in carried] == [TaskState.DONE, TaskState.LATE, TaskState.FAILED]
    assert [(task.owner, task.due) for task in given] == [
        ("Dương Văn Hùng", "2026-10-25"), ("Chi ủy", "2026-11-15"),
    ]  # fmt: skip
    assert given[0].owner_id is not None
    assert clerk.pressed == 13


def test_the_table_is_keyed_by_digits_and_space(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.control(Key.Key_2)
    clerk.press(Key.Key_F9)
    table = editor.roll.table
    assert table.hasFocus()
    assert all(row.presence is Presence.PRESENT for row in editor.roll.sheet.rows)
    table.stand(2, 3)
    clerk.keys("2")
    assert table.currentIndex().row() == 3
    table.stand(3, 3)
    clerk.press(Key.Key_Space)
    assert editor.roll.sheet.rows[3].spoke
    assert editor.roll.absent.text() == "3"
    assert editor.roll.speakers.text() == "4"
    clerk.control(Key.Key_Z)
    clerk.control(Key.Key_Z)
    assert editor.roll.absent.text() == "0"
    table.stand(2, 3)
    clerk.press(Key.Key_Delete)
    assert editor.roll.sheet.rows[2].presence is None


def test_reasons_are_typed_one_after_the_other(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.control(Key.Key_2)
    clerk.keys("3 12 7k")
    clerk.enter(2)
    assert editor.roll.table.currentIndex().row() == 2
    clerk.write("ốm, nằm viện")
    clerk.enter()
    assert editor.roll.table.currentIndex().row() == 6
    clerk.press(Key.Key_Escape)
    assert editor.roll.sheet.rows[2].reason == "ốm, nằm viện"
    assert editor.isVisible()


def test_once_saved_enter_leads_to_the_sheet(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.enter(2)
    clerk.keys("2105")
    clerk.enter()
    clerk.control(Key.Key_2)
    clerk.keys("0")
    clerk.enter()
    clerk.keys("0")
    clerk.enter()
    editor.show_section(SCORE)
    assert not editor.score.own.isEnabled()
    assert editor.save()
    assert focus() is editor.score.own


def test_letters_typed_over_the_table_change_nothing(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    editor.show_section(ROLL)
    editor.roll.table.setFocus()
    before = list(editor.roll.sheet.rows)
    clerk.write("kđưvắng")
    assert editor.roll.sheet.rows == before
    assert editor.roll.table.state() == editor.roll.table.State.NoState


def test_a_number_that_is_not_on_the_sheet_is_said_beside_the_line(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.control(Key.Key_2)
    clerk.keys("3 25")
    clerk.enter()
    assert "25" in editor.roll.absent_frame.message.text()
    assert all(row.presence is None for row in editor.roll.sheet.rows)
    clerk.control(Key.Key_S)
    assert stored(cell, editor).state is MeetingState.PLANNED
    assert focus() is editor.roll.absent.edit


def test_counts_without_names_are_keyed_by_hand(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.control(Key.Key_2)
    editor.roll.hand.click()
    boxes = editor.roll.by_hand.fields
    assert focus() is boxes["members"].edit
    for name, number in (("present", "17"), ("absent_reason", "2"), ("speakers", "4")):
        boxes[name].setFocus()
        clerk.keys(number)
    clerk.control(Key.Key_S)
    assert "cộng lại là 19" in boxes["members"].parentWidget().message.text()
    boxes["absent"].setFocus()
    clerk.keys("1")
    clerk.control(Key.Key_S)
    made = stored(cell, editor)
    assert made.counts_by_hand
    assert (made.counts.present, made.counts.speakers) == (17, 4)
    assert made.attendance == ()


def test_problems_are_said_beside_their_box_and_nothing_is_written(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    editor.roll.all_present()
    editor.show_section(FACTS)
    editor.facts.times["end"].setFocus()
    clerk.keys("1900")
    clerk.control(Key.Key_S)
    assert "sau giờ bắt đầu" in editor.facts.frames["end"].message.text()
    assert focus() is editor.facts.times["end"].edit
    clerk.control(Key.Key_A)
    clerk.keys("2570")
    clerk.control(Key.Key_S)
    assert "không phải là giờ" in editor.facts.frames["end"].message.text()
    assert stored(cell, editor).state is MeetingState.PLANNED


def test_who_was_not_called_keeps_the_meeting_from_being_saved(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    editor.facts.times["end"].set_text("2105")
    clerk.control(Key.Key_S)
    assert editor.number == ROLL
    assert "Còn 20 người chưa điểm danh" in editor.notice.text.text()
    assert editor.roll.table.hasFocus()


def test_the_roll_follows_the_day(editor: MeetingEditor, cell: Desk, clerk: Clerk) -> None:
    editor.open(planned(cell).id)
    people.create(
        cell,
        make.new_person(name="Nguyễn Thị Xuân", event="ket_nap", on=make.day("2026-10-08")),
    )
    editor.open(editor.meeting_id)
    assert len(editor.roll.sheet.rows) == 20
    editor.facts.days["held_on"].setFocus()
    clerk.control(Key.Key_A)
    clerk.keys("9")
    clerk.enter()
    assert editor.facts.days["held_on"].text() == "09/10/2026"
    assert len(editor.roll.sheet.rows) == 21
    assert "thêm 1 người" in editor.notice.text.text()


def test_unsaved_work_is_asked_about(editor: MeetingEditor, cell: Desk, clerk: Clerk) -> None:
    gone: list[bool] = []
    editor.left.connect(lambda: gone.append(True))
    editor.open(planned(cell).id)
    editor.facts.place.setFocus()
    clerk.write("Trường học")
    answer("stay")
    clerk.press(Key.Key_Escape)
    assert not gone
    assert editor.dirty
    answer("discard")
    editor.leave()
    assert gone
    assert not editor.dirty
    assert editor.facts.place.text() == meeting_help.HALL


def test_a_meeting_changed_elsewhere_is_told_and_what_was_typed_stays(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    meeting = recorded(cell)
    editor.open(meeting.id)
    editor.facts.place.setFocus()
    clerk.control(Key.Key_A)
    clerk.write("Trường học")
    meetings.save(cell, replace(meeting, upper="Lê Quang Minh"))
    clerk.control(Key.Key_S)
    assert "sửa ở chỗ khác" in editor.notice.text.text()
    editor.notice.action.click()
    assert editor.facts.people["upper"].text() == "Lê Quang Minh"
    assert editor.facts.place.text() == "Trường học"
    clerk.control(Key.Key_S)
    made = stored(cell, editor)
    assert (made.place, made.upper) == ("Trường học", "Lê Quang Minh")


def test_what_is_written_elsewhere_shows_at_once_while_nothing_is_typed(
    editor: MeetingEditor, cell: Desk
) -> None:
    meeting = recorded(cell)
    editor.open(meeting.id)
    meetings.save(cell, replace(meeting, place="Đình làng"))
    assert editor.facts.place.text() == "Đình làng"


def test_a_month_without_a_meeting_is_written_with_its_reason(
    editor: MeetingEditor, cell: Desk
) -> None:
    editor.open(planned(cell).id)
    write_into("Bão, mưa lũ chia cắt thôn")
    editor.not_held.trigger()
    made = stored(cell, editor)
    assert made.state is MeetingState.NOT_HELD
    assert made.reason == "Bão, mưa lũ chia cắt thôn"
    assert editor.head.badge.text() == "Không họp"
    assert "Bão, mưa lũ" in editor.notice.text.text()


def test_a_meeting_recorded_by_mistake_is_dropped_with_its_reason(
    editor: MeetingEditor, cell: Desk
) -> None:
    gone: list[bool] = []
    editor.left.connect(lambda: gone.append(True))
    meeting = recorded(cell)
    editor.open(meeting.id)
    write_into("Ghi nhầm tháng")
    editor.drop.trigger()
    assert gone
    with pytest.raises(NotFoundProblem):
        meetings.read(cell, meeting.id)


def test_a_meeting_whose_level_is_confirmed_is_read_only(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    meeting = recorded(cell)
    meeting_help.confirmed(cell, meeting.id)
    editor.open(meeting.id)
    assert "đã xác nhận mức" in editor.notice.text.text()
    assert editor.facts.place.edit.isReadOnly()
    assert not editor.head.save.isEnabled()
    assert not editor.roll.sheet.editable(2, 4)
    editor.show_section(ROLL)
    editor.roll.table.setFocus()
    before = list(editor.roll.sheet.rows)
    clerk.keys("3")
    assert editor.roll.sheet.rows == before
    assert not editor.save()


def test_a_viewer_reads_and_cannot_save(cell: Desk, build: Callable[[Desk], MeetingEditor]) -> None:
    meeting = recorded(cell)
    viewer = replace(cell, actor=replace(cell.actor, role=Role.VIEWER))
    editor = build(viewer)
    editor.open(meeting.id)
    assert editor.facts.place.edit.isReadOnly()
    assert not editor.head.save.isEnabled()
    assert "không có quyền" in editor.notice.text.text()


def test_sheet_and_papers_are_asked_for_by_signals(editor: MeetingEditor, cell: Desk) -> None:
    asked: list[tuple[int, str]] = []
    jobs: list[object] = []
    editor.sheet_wanted.connect(lambda number, scorer: asked.append((number, scorer)))
    editor.print_wanted.connect(jobs.append)
    meeting = recorded(cell)
    editor.open(meeting.id)
    editor.show_section(SCORE)
    editor.score.own.click()
    editor.score.review.click()
    assert asked == [(meeting.id, SELF), (meeting.id, REVIEW)]
    editor.print_menu.actions()[0].trigger()
    assert [(job.form, job.meeting_ids) for job in jobs] == [(MINUTES, (meeting.id,))]


def test_the_sheet_is_told_in_the_meeting(editor: MeetingEditor, cell: Desk) -> None:
    meeting = recorded(cell)
    meeting_help.scored(cell, meeting.id)
    editor.open(meeting.id)
    told = meeting_opening.opened(cell, meeting.id).sheet
    assert told is not None
    assert told.self_total
    assert editor.tabs.tabText(SCORE).startswith("Chấm điểm · ")


def test_a_meeting_that_was_not_planned_is_recorded(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open_new(HAMLET, PERIOD, MeetingKind.THEMATIC)
    assert not editor.facts.frames["theme"].isHidden()
    clerk.keys("20")
    clerk.enter()
    clerk.keys("14h")
    clerk.enter()
    clerk.keys("1530")
    clerk.enter()
    editor.facts.theme_line.setFocus()
    clerk.write("Học tập và làm theo Bác")
    editor.show_section(ROLL)
    clerk.keys("0")
    clerk.enter()
    clerk.control(Key.Key_S)
    made = stored(cell, editor)
    assert (made.kind, made.held_on, made.start) == (MeetingKind.THEMATIC, "2026-10-20", "14:00")
    assert made.minutes.theme == "Học tập và làm theo Bác"
    assert made.counts.present == 20


def test_texts_and_votes_are_written(editor: MeetingEditor, cell: Desk, clerk: Clerk) -> None:
    meeting = recorded(cell)
    editor.open(meeting.id)
    clerk.control(Key.Key_3)
    assert editor.number == TEXTS
    clerk.write("1. Đánh giá tháng 9")
    clerk.press(Key.Key_Tab)
    editor.minutes.texts["resolution_number"].setFocus()
    clerk.write("10-NQ/CB")
    clerk.enter()
    assert editor.minutes.grid.hasFocus()
    clerk.enter()
    clerk.write("Thông qua nghị quyết")
    clerk.enter()
    clerk.keys("18")
    clerk.enter()
    clerk.control(Key.Key_S)
    made = stored(cell, editor)
    assert made.minutes.agenda == "1. Đánh giá tháng 9"
    assert made.minutes.resolution_number == "10-NQ/CB"
    assert [(vote.subject, vote.agreed) for vote in made.votes] == [("Thông qua nghị quyết", 18)]


def test_more_votes_than_people_are_refused_at_the_votes(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(recorded(cell).id)
    editor.show_section(TEXTS)
    editor.minutes.go_to("votes")
    clerk.enter()
    clerk.write("Thông qua nghị quyết")
    clerk.enter()
    clerk.keys("19")
    clerk.enter()
    clerk.control(Key.Key_S)
    assert "có 19 phiếu" in editor.notice.text.text()
    assert editor.minutes.grid.hasFocus()


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_wider_than_the_window(
    editor: MeetingEditor, cell: Desk, scale: int, qapp: QApplication
) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    qapp.setProperty("tcxdTestLook", "")
    editor.open(recorded(cell).id)
    editor.resize(1066, 660)
    assert editor.minimumSizeHint().width() <= 1066
    for number in range(5):
        editor.show_section(number)
        section = editor.sections[number]
        assert section.minimumSizeHint().width() <= section.width()


def test_the_sheet_may_be_scored_after_saving(editor: MeetingEditor, cell: Desk) -> None:
    editor.open(planned(cell).id)
    assert not editor.score.own.isEnabled()
    editor.facts.times["end"].set_text("2105")
    editor.roll.all_present()
    assert editor.save()
    assert editor.score.own.isEnabled()
    assert scoring.prepare(cell, editor.meeting_id).facts["present"] == 20


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(
    editor: MeetingEditor, cell: Desk, clerk: Clerk
) -> None:
    editor.open(planned(cell).id)
    clerk.enter(2)
    clerk.keys("2105")
    editor.show_section(ROLL)
    clerk.keys("3 12 7k")
    clerk.enter()
    editor.show_section(TASKS)
    clerk.keys("2")
    assert editor.keep_draft() is None
    assert editor.head.state.whole() == "Đã lưu nháp 09:00"
    assert stored(cell, editor).start == ""
    editor.open(editor.meeting_id)
    assert "Có bản nháp chưa lưu lúc 09:00" in editor.draft_bar.text.text()
    assert editor.draft_bar.use.hasFocus()
    assert not editor.stack.isEnabled()
    assert not editor.save()
    editor.draft_bar.use.click()
    assert editor.dirty
    assert editor.facts.times["end"].text() == "21:05"
    assert editor.roll.absent.text() == "3, 7k, 12"
    assert editor.tasks.carried.rows[0].state is TaskState.DONE
    assert editor.save()
    assert stored(cell, editor).counts.present == 17
    editor.open(editor.meeting_id)
    assert editor.draft_bar.isHidden()


def test_a_draft_nobody_wants_goes(editor: MeetingEditor, cell: Desk, clerk: Clerk) -> None:
    editor.open_new(HAMLET, PERIOD)
    clerk.keys("20")
    clerk.enter()
    assert editor.keep_draft() is None
    editor.open_new(HAMLET, PERIOD)
    assert not editor.draft_bar.isHidden()
    editor.draft_bar.drop.click()
    assert editor.facts.days["held_on"].text() == ""
    assert editor.stack.isEnabled()
    editor.open_new(HAMLET, PERIOD)
    assert editor.draft_bar.isHidden()


def test_running_text_is_kept_while_it_is_typed(
    editor: MeetingEditor, cell: Desk, clerk: Clerk, qtbot: QtBot
) -> None:
    meeting = recorded(cell)
    editor.open(meeting.id)
    clerk.control(Key.Key_3)
    with qtbot.waitSignal(editor.keeper.kept, timeout=8000):
        clerk.write("1. Đánh giá tháng 9 ")
    assert editor.minutes.texts["agenda"].text() == "1. Đánh giá tháng 9 "
    assert stored(cell, editor).minutes.agenda == ""
    editor.open(meeting.id)
    editor.draft_bar.use.click()
    assert editor.minutes.texts["agenda"].text() == "1. Đánh giá tháng 9"


def test_nothing_typed_keeps_no_draft(editor: MeetingEditor, cell: Desk) -> None:
    editor.open(recorded(cell).id)
    assert editor.keep_draft() is None
    editor.open(editor.meeting_id)
    assert editor.draft_bar.isHidden()
