"""The place of meetings in the window: what lies over the board, and the way back."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.workspace import GRID, MEETING, PLAN, SHEET, MeetingsWorkspace
from tests import make
from tests.make import HAMLET, SCHOOL
from tests.ui.board_help import held, people_in
from tests.ui.safety_help import answer, quiet

MONTH = "2026-10"


@pytest.fixture(scope="module")
def held_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office where one chi bộ has met."""
    folder = tmp_path_factory.mktemp("held") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    for unit in (HAMLET, SCHOOL):
        people_in(desk, unit)
    held(desk, HAMLET, MONTH)
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(held_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(held_office, tmp_path / "office"))


@pytest.fixture
def place(desk: Desk, jobs: Jobs, qtbot: QtBot) -> MeetingsWorkspace:
    made = MeetingsWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    made.activateWindow()
    quiet(jobs, qtbot)
    return made


def test_nothing_lies_over_the_board_at_first(place: MeetingsWorkspace) -> None:
    assert place.shown == ""
    assert place.board.isVisible()
    assert not place.unsaved()
    assert place.record() == 0


def test_enter_opens_the_record_and_leaving_comes_back(
    place: MeetingsWorkspace, qtbot: QtBot
) -> None:
    place.board.point_at(HAMLET, 10)
    qtbot.keyClick(place.board.view, Qt.Key.Key_Return)
    assert place.shown == MEETING
    assert place.record() == 1
    assert not place.board.isVisible()
    place.over(MEETING).leave()
    assert place.shown == ""
    assert place.board.isVisible()
    qtbot.waitUntil(place.board.view.hasFocus)


def test_enter_on_an_empty_cell_begins_a_record(place: MeetingsWorkspace, qtbot: QtBot) -> None:
    place.board.point_at(SCHOOL, 11)
    qtbot.keyClick(place.board.view, Qt.Key.Key_Return)
    assert place.shown == MEETING
    assert place.record() == 0


@pytest.mark.parametrize(("key", "signal"), [(PLAN, "plan_wanted"), (GRID, "grid_wanted")])
def test_plan_and_grid_lie_over_the_board(
    place: MeetingsWorkspace, qtbot: QtBot, key: str, signal: str
) -> None:
    getattr(place.board, signal).emit(MONTH)
    assert place.shown == key
    page = place.over(key)
    assert page.isVisible()
    assert page.period == MONTH
    page.left.emit()
    assert place.board.isVisible()


def test_the_sheet_lies_over_the_record(place: MeetingsWorkspace) -> None:
    place.open_meeting(1)
    place.over(MEETING).sheet_wanted.emit(1, "tu_cham")
    assert place.shown == SHEET
    place.over(SHEET).left.emit()
    assert place.shown == MEETING
    place.over(MEETING).left.emit()
    assert place.shown == ""


def test_a_meeting_that_is_not_there_is_said_on_the_board(place: MeetingsWorkspace) -> None:
    place.return_to(4711)
    assert place.shown == ""
    assert place.board.notice.isVisible()


def test_papers_are_asked_for_in_the_dialog(place: MeetingsWorkspace, qtbot: QtBot) -> None:
    told: list[str] = []

    def look(dialog: object) -> None:
        told.append(type(dialog).__name__)
        dialog.reject()  # type: ignore[attr-defined]

    answer(look)
    place.board.print_notice()
    assert told == ["MeetingPrintDialog"]


def test_pages_are_built_when_they_are_first_wanted(place: MeetingsWorkspace) -> None:
    assert place._over == {}
    place.open_plan(MONTH)
    assert set(place._over) == {PLAN}


def test_an_offer_of_the_board_comes_from_anywhere(place: MeetingsWorkspace) -> None:
    place.open_plan(MONTH)
    offer = next(one for one in place.actions_offered() if one.title.startswith("Chấm nhanh"))
    offer.run()
    assert place.shown == GRID


def test_what_is_written_in_front_shows_on_the_board(
    place: MeetingsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    place.open_plan(MONTH)
    held(desk, SCHOOL, MONTH)
    place.over(PLAN).left.emit()
    model = place.board.panel.model
    qtbot.waitUntil(lambda: model.cell(model.row_of(SCHOOL), 10).meeting_id != 0)
    quiet(jobs, qtbot)


def test_unsaved_work_is_saved_or_thrown_away(place: MeetingsWorkspace, qtbot: QtBot) -> None:
    place.open_meeting(1)
    editor = place.over(MEETING)
    editor.facts.place.set_value("Hội trường thôn")
    editor.facts.place.editing_done.emit()
    editor._touched = True
    assert place.unsaved()
    place.discard()
    assert not place.unsaved()
    assert place.save()
