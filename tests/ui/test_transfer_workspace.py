"""The place of transfers in the window: what lies over the board, and the ways in from outside."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import BoardColumn, State, StepEvent
from tcxd_desktop.office import opening, people, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.people.page import PeoplePage
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.transfers.step_dialog import StepDialog
from tcxd_desktop.ui.transfers.workspace import CARDS, CASE, EDIT, STOCK, TransfersWorkspace
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.safety_help import answer, press, quiet
from tests.ui.transfer_help import CUONG, DAO, DUNG

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def moving_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office where one member is on the way."""
    folder = tmp_path_factory.mktemp("moving") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    ids = helping.fill(desk)
    helping.on_the_way(desk, ids[DAO])
    helping.leaving(desk, ids[DUNG], effective="2026-11-02", opened="2026-11-10")
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(moving_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(moving_office, tmp_path / "office"))


@pytest.fixture
def ids(desk: Desk) -> dict[str, int]:
    return {line.name: line.id for line in people.lines(desk, PeopleQuery(leavings=()))}


@pytest.fixture
def place(desk: Desk, jobs: Jobs, qtbot: QtBot) -> TransfersWorkspace:
    made = TransfersWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    quiet(jobs, qtbot)
    made.board.look()
    quiet(jobs, qtbot)
    return made


def test_enter_opens_a_case_and_escape_comes_back(
    place: TransfersWorkspace, jobs: Jobs, qtbot: QtBot
) -> None:
    assert place.shown == ""
    line = place.board.table.current_record()
    assert line is not None
    QTest.keyClick(place.board.table, Qt.Key.Key_Return)
    assert place.shown == CASE
    assert place.record() == line.id
    QTest.keyClick(place.over(CASE), Qt.Key.Key_Escape)
    assert place.shown == ""
    assert place.record() == 0
    quiet(jobs, qtbot)


def test_a_step_from_the_panel_opens_the_case_with_its_dialog(
    place: TransfersWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    place.board.choose_tab(BoardColumn.LATE)
    place.board.look()
    quiet(jobs, qtbot)

    def confirm(dialog: StepDialog) -> None:
        dialog.fields["remark"].edit.setPlainText("Gọi điện")  # type: ignore[attr-defined]
        press(dialog)

    answer(confirm)
    place.board.detail.moves.press_first()
    assert place.shown == CASE
    assert transfers.read(desk, place.record()).state is State.DONE
    quiet(jobs, qtbot)


def test_a_new_case_is_shown_once_it_is_opened(
    place: TransfersWorkspace, ids: dict[str, int], jobs: Jobs, qtbot: QtBot
) -> None:
    QTest.keyClick(place.board.table, Qt.Key.Key_N, CONTROL)
    assert place.shown == EDIT
    page = place.over(EDIT)
    page.show_person(ids[CUONG])
    page.form.ends["target"].fields["cell"].set_text("Chi bộ thôn Trung")
    said: list[str] = []
    place.status_wanted.connect(said.append)
    assert page.save()
    assert place.shown == CASE
    assert said[0].startswith("Đã lưu")
    place.over(CASE).edit()
    assert place.shown == EDIT
    page.leave()
    assert place.shown == CASE
    place.over(CASE).leave()
    assert place.shown == ""
    quiet(jobs, qtbot)
    line = place.board.table.current_record()
    assert line is not None
    assert line.name == CUONG


def test_stock_and_cards_lie_over_the_board(place: TransfersWorkspace) -> None:
    place.board.header.entries["stock"].trigger()
    assert place.shown == STOCK
    place.over(STOCK).leave()
    place.board.header.entries["cards"].trigger()
    assert place.shown == CARDS
    place.over(CARDS).leave()
    assert place.shown == ""


def test_a_person_comes_with_the_case_or_to_a_new_one(
    place: TransfersWorkspace, ids: dict[str, int]
) -> None:
    place.open_person(ids[DAO])
    assert place.shown == CASE
    assert place.over(CASE).opened_case.case.person_id == ids[DAO]
    place.open_person(ids[CUONG])
    assert place.shown == EDIT
    assert place.over(EDIT).person.value() == ids[CUONG]


def test_a_duty_leads_to_its_case_or_to_what_is_late(
    place: TransfersWorkspace, ids: dict[str, int]
) -> None:
    number = place.board.case_of(ids[DUNG])
    place.open_target(number)
    assert place.record() == number
    place.open_target(0)
    assert place.shown == ""
    assert place.board.tabs.current is BoardColumn.LATE
    place.return_to(4711)
    assert place.shown == ""
    assert place.board.notice.isVisible()


def test_papers_are_asked_for_in_the_dialog(place: TransfersWorkspace) -> None:
    told: list[str] = []

    def look(dialog: object) -> None:
        told.append(type(dialog).__name__)
        dialog.reject()  # type: ignore[attr-defined]

    answer(look)
    place.board.print_here()
    answer(look)
    place.print_papers(TransferJob(form="10-SHĐ"))
    assert told == ["TransferPrintDialog", "TransferPrintDialog"]


def test_unsaved_work_is_known_saved_or_thrown_away(
    place: TransfersWorkspace, ids: dict[str, int], jobs: Jobs, qtbot: QtBot
) -> None:
    place.open_new(ids[CUONG])
    page = place.over(EDIT)
    page.form.fields["reason"].set_text("Chuyển công tác")
    page.form.fields["reason"].changed.emit()
    assert place.unsaved()
    assert place.keep_draft() is None
    place.discard()
    assert not place.unsaved()
    assert place.save()
    quiet(jobs, qtbot)


def test_an_offer_of_the_board_comes_from_anywhere(place: TransfersWorkspace) -> None:
    place.open_case(1)
    offer = next(one for one in place.actions_offered() if one.title.startswith("Phôi"))
    offer.run()
    assert place.shown == STOCK


def test_pages_are_built_when_they_are_first_wanted(place: TransfersWorkspace) -> None:
    assert place._over == {}
    place.open_case(1)
    assert set(place._over) == {CASE}


def test_the_member_list_leads_to_a_transfer(
    desk: Desk, jobs: Jobs, qtbot: QtBot, ids: dict[str, int]
) -> None:
    page = PeoplePage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(page)
    page.resize(1156, 700)
    page.show()
    page.show_person(ids[CUONG])
    page.detail.show_now()
    wanted: list[int] = []
    page.transfer_wanted.connect(wanted.append)
    page.detail.transfer_button.click()
    assert wanted == [ids[CUONG]]
    quiet(jobs, qtbot)


def test_the_window_brings_a_person_from_the_list_and_counts_what_is_late(
    desk: Desk, qapp: QApplication, qtbot: QtBot, ids: dict[str, int]
) -> None:
    looks = Looks(qapp)
    window = make_window(desk, looks)
    window.show()
    people_page = window.show_page("people")
    people_page.transfer_wanted.emit(ids[DUNG])
    page = window.page
    assert isinstance(page, TransfersWorkspace)
    assert page.shown == CASE
    window.open_target(f"transfer:{page.board.case_of(ids[DAO])}")
    assert page.over(CASE).opened_case.case.person_id == ids[DAO]
    window.open_target("transfers:")
    assert page.shown == ""
    qtbot.waitUntil(lambda: not window.working)
    assert window.navigation.buttons["transfers"].count.text() == "1"
    assert any(o.title == "Mở ca chuyển sinh hoạt đảng" for o in page.actions_offered())
    take_down(window)
    looks.deleteLater()


def test_what_a_case_is_at_is_read_again_when_it_is_seen_again(
    place: TransfersWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot, ids: dict[str, int]
) -> None:
    number = place.board.case_of(ids[DUNG])
    place.open_case(number)
    place.open_new(ids[CUONG])
    case = transfers.read(desk, number)
    helping.take(desk, case, StepEvent.BAR, "2026-11-11", remark="Đang xác minh")
    place.over(EDIT).leave()
    assert place.shown == CASE
    qtbot.waitUntil(lambda: place.over(CASE).head.badge.text() == "Tạm hoãn")
    quiet(jobs, qtbot)
