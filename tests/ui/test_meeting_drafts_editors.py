"""A meeting being recorded and a sheet being scored survive a crash, a lock and a power cut."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import meetings, people, scoring, work_drafts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.meeting_editor import MeetingEditor
from tcxd_desktop.ui.meetings.meeting_frame import ROLL, TASKS
from tcxd_desktop.ui.meetings.roll_sheet import GIST
from tcxd_desktop.ui.meetings.sheet_editor import SheetEditor
from tcxd_desktop.ui.meetings.workspace import MEETING, MeetingsWorkspace
from tests import make
from tests.make import HAMLET
from tests.ui.draft_help import construct, crash
from tests.ui.meeting_help import PERIOD, Clerk, last_month, members, planned, recorded
from tests.ui.safety_help import quiet

Key = Qt.Key
NEW = f"new:{HAMLET}:{PERIOD}"


@pytest.fixture
def build(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Callable[..., Any]:
    """Make a page over the office, as if the program were started anew."""

    return partial(construct, desk, jobs, qtbot)


@pytest.fixture
def cell(desk: Desk) -> Desk:
    members(desk)
    last_month(desk)
    return desk


@pytest.fixture
def held(cell: Desk) -> Meeting:
    return recorded(cell)


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


def test_a_cell_in_hand_is_kept_by_a_pause(
    build: Callable[..., Any], held: Meeting, cell: Desk, clerk: Clerk, qtbot: QtBot
) -> None:
    editor = build(MeetingEditor)
    editor.open(held.id)
    editor.show_section(ROLL)
    editor.roll.table.stand(1, GIST)
    editor.roll.table.setFocus()
    clerk.press(Key.Key_F2)
    with qtbot.waitSignal(editor.keeper.kept, timeout=8000):
        clerk.write("đề nghị làm đường")
    assert editor.roll.table.typing()
    crash(editor)
    assert meetings.read(cell, held.id).attendance[1].gist == ""

    again = build(MeetingEditor)
    again.open(held.id)
    again.draft_bar.use.click()
    assert again.roll.sheet.rows[1].gist == "đề nghị làm đường"
    assert again.save()
    assert meetings.read(cell, held.id).attendance[1].gist == "đề nghị làm đường"
    assert work_drafts.draft(cell, f"meeting:{held.id}", held.version) is None
    crash(again)


def test_a_task_and_a_vote_in_hand_are_kept(
    build: Callable[..., Any], held: Meeting, clerk: Clerk
) -> None:
    editor = build(MeetingEditor)
    editor.open(held.id)
    editor.show_section(TASKS)
    editor.tasks.go_to("given")
    clerk.enter()
    clerk.write("Rà soát hộ nghèo")
    made = editor._unsaved(True)
    assert [task.text for task in made.tasks][-1] == "Rà soát hộ nghèo"
    editor.show_section(2)
    editor.minutes.go_to("votes")
    clerk.enter()
    clerk.write("Thông qua nghị quyết")
    made = editor._unsaved(True)
    assert [vote.subject for vote in made.meeting.votes] == ["Thông qua nghị quyết"]
    crash(editor)


def test_the_lock_keeps_a_meeting_that_was_not_planned(
    build: Callable[..., Any], cell: Desk, clerk: Clerk, jobs: Jobs, qtbot: QtBot
) -> None:
    place = build(MeetingsWorkspace)
    quiet(jobs, qtbot)
    place.open_new(HAMLET, PERIOD)
    editor = place.over(MEETING)
    editor.show_section(ROLL)
    editor.roll.table.stand(0, GIST)
    editor.roll.table.setFocus()
    clerk.press(Key.Key_F2)
    clerk.write("nhất trí")
    assert place.unsaved(), "a cell in hand counts"
    assert place.keep_draft() is None
    quiet(jobs, qtbot)
    crash(place)
    assert meetings.month_meetings(cell, PERIOD, HAMLET) == []

    late = people.create(cell, make.new_person(name="Vũ Thị Xuân", birth=make.day("1990"))).id
    again = build(MeetingEditor)
    again.open_new(HAMLET, PERIOD)
    again.roll.all_present()
    assert not again.dirty, "F9 does nothing before the draft is decided on"
    again.draft_bar.use.click()
    assert again.roll.sheet.rows[0].gist == "nhất trí"
    again.facts.days["held_on"].set_text("20")
    again.commit()
    assert late in {row.person_id for row in again.roll.sheet.rows}
    again.roll.all_present()
    again.facts.times["start"].set_text("1930")
    again.facts.times["end"].set_text("2105")
    assert again.save()
    assert work_drafts.draft(cell, NEW) is None
    crash(again)


def test_the_roll_of_a_draft_follows_who_came_since(
    build: Callable[..., Any], cell: Desk, clerk: Clerk
) -> None:
    meeting = planned(cell)
    editor = build(MeetingEditor)
    editor.open(meeting.id)
    editor.roll.all_present()
    assert editor.keep_draft() is None
    crash(editor)
    late = people.create(cell, make.new_person(name="Vũ Thị Xuân", birth=make.day("1990"))).id
    again = build(MeetingEditor)
    again.open(meeting.id)
    again.draft_bar.use.click()
    called = {row.person_id: row.presence for row in again.roll.sheet.rows}
    assert called.pop(late) is None
    assert None not in called.values()
    crash(again)


def test_a_meeting_recorded_since_is_not_typed_over(
    build: Callable[..., Any], held: Meeting, cell: Desk, clerk: Clerk
) -> None:
    editor = build(MeetingEditor)
    editor.open(held.id)
    editor.facts.place.set_text("Nhà văn hóa")
    assert editor.keep_draft() is None
    crash(editor)
    again = build(MeetingEditor)
    again.open(held.id)
    assert again.draft_bar.isVisible()
    meetings.save(cell, replace(held, end="21:15"))
    again._catch_up()
    again.draft_bar.use.click()
    assert not again.dirty
    assert again.facts.times["end"].text() == "21:15"
    crash(again)


@pytest.mark.parametrize("scorer", [SELF, REVIEW])
def test_points_of_a_sheet_come_back(
    build: Callable[..., Any],
    held: Meeting,
    cell: Desk,
    clerk: Clerk,
    qtbot: QtBot,
    scorer: str,
) -> None:
    editor = build(SheetEditor)
    editor.open(held.id, scorer)
    name = editor.view.line().id
    with qtbot.waitSignal(editor.keeper.kept, timeout=8000):
        clerk.keys("4")
    assert editor.view.typing()
    crash(editor)
    again = build(SheetEditor)
    again.open(held.id, scorer)
    again.draft_bar.use.click()
    assert again.work.entries[name].points == 4
    assert again.save()
    assert scoring.prepare(cell, held.id).entries[scorer][name].points == 4
    assert again.draft_bar.isHidden()
    assert work_drafts.draft(cell, f"sheet:{held.id}:{scorer}") is None
    crash(again)


def test_others_do_not_see_it_and_who_may_only_look_keeps_nothing(
    build: Callable[..., Any], held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor = build(MeetingEditor)
    editor.open(held.id)
    editor.facts.place.set_text("Nhà văn hóa")
    assert editor.keep_draft() is None
    sheet = build(SheetEditor)
    sheet.open(held.id, SELF)
    clerk.keys("4")
    assert sheet.keep_draft() is None
    crash(editor)
    crash(sheet)
    for actor in (
        replace(desk.actor, account=77),
        replace(desk.actor, role=Role.VIEWER),
    ):
        other = replace(desk, actor=actor)
        editor = build(MeetingEditor, other)
        editor.open(held.id)
        sheet = build(SheetEditor, other)
        sheet.open(held.id, SELF)
        for page in (editor, sheet):
            page.keeper.start()
            assert page.draft_bar.isHidden()
            assert page.keep_draft() is None
            crash(page)
    assert work_drafts.draft(desk, f"meeting:{held.id}", held.version) is not None
    assert work_drafts.draft(desk, f"sheet:{held.id}:{SELF}") is not None
