"""A meeting opened to be recorded: what is filled in beforehand, and what is not invented."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.meeting_errors import NotACellProblem
from tcxd_desktop.domain.meetings import MeetingState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.office import assignments, meeting_opening, meetings, people
from tcxd_desktop.office.desk import Desk
from tests.make import COOP, HAMLET
from tests.ui import meeting_help
from tests.ui.meeting_help import PERIOD, last_month, members, planned, recorded


@pytest.fixture
def cell(desk: Desk) -> Desk:
    members(desk)
    return desk


def test_a_planned_meeting_is_made_ready(cell: Desk) -> None:
    last_month(cell)
    opened = meeting_opening.opened(cell, planned(cell).id)
    meeting = opened.meeting
    assert meeting.state is MeetingState.PLANNED
    assert (meeting.held_on, meeting.start) == ("2026-10-06", "19:30")
    assert (meeting.chair, meeting.secretary) == ("Đỗ Văn Hòa", "Trần Thị Bình")
    assert len(meeting.attendance) == 20
    assert all(row.presence is None for row in meeting.attendance)
    assert len(opened.carried) == 3
    assert opened.unit == "Chi bộ thôn Bình Minh"
    assert opened.sheet is None
    assert not opened.closed


def test_a_meeting_planned_ahead_was_not_held_yet(cell: Desk) -> None:
    meeting = replace(meetings.new(cell, HAMLET, "2026-12"), planned_on="2026-12-05", attendance=())
    opened = meeting_opening.opened(cell, meetings.save(cell, meeting).id)
    assert opened.meeting.held_on == ""
    assert opened.meeting.chair == ""


def test_a_chair_who_left_is_not_proposed(cell: Desk) -> None:
    held = last_month(cell)
    away = replace(held, chair_id=None, chair="Lê Quang Minh")
    meetings.save(cell, away, meetings.tasks(cell, held.id)[1])
    opened = meeting_opening.opened(cell, planned(cell).id)
    assert opened.meeting.chair == ""
    assert opened.meeting.secretary == "Trần Thị Bình"


def test_a_recorded_meeting_stays_as_it_is(cell: Desk) -> None:
    last_month(cell)
    meeting = recorded(cell)
    people.create(cell, meeting_help.make.new_person(name="Nguyễn Thị Xuân"))
    opened = meeting_opening.opened(cell, meeting.id)
    assert opened.meeting == meetings.read(cell, meeting.id)
    assert len(opened.carried) == 3


def test_who_is_assigned_is_offered_not_written(cell: Desk) -> None:
    person = meetings.roll(cell, HAMLET, "2026-10-06")[4].person_id
    assignments.assign(cell, person, [HAMLET], "2026-01-01", "12-QĐ/ĐU")
    opened = meeting_opening.opened(cell, planned(cell).id)
    assert opened.uppers == ((person, "Hoàng Văn Đức"),)
    assert opened.meeting.upper == ""


def test_the_sheet_is_told_in_short(cell: Desk) -> None:
    meeting = recorded(cell)
    meeting_help.confirmed(cell, meeting.id)
    sheet = meeting_opening.opened(cell, meeting.id).sheet
    assert sheet is not None
    assert sheet.state is SheetState.CONFIRMED
    assert (sheet.self_total, sheet.review_total) == ("100", "100")
    assert sheet.review_level == "Tốt"


def test_a_meeting_that_was_not_planned(cell: Desk) -> None:
    opened = meeting_opening.proposed(cell, HAMLET, PERIOD)
    assert opened.meeting.id == 0
    assert len(opened.meeting.attendance) == 20
    with pytest.raises(NotACellProblem):
        meeting_opening.proposed(cell, COOP, PERIOD)
