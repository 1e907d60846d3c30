"""The board of transfers: tabs, filters, the case beside, what the keyboard does."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import BoardColumn, Direction, End, StepEvent, TransferKind
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.board_page import BoardPage
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.conftest import Typist
from tests.ui.safety_help import quiet
from tests.ui.transfer_help import CUONG, DAO, DUNG

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def board_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office with a late case, one to do, an arrival and one that was given up."""
    folder = tmp_path_factory.mktemp("transfers") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    ids = helping.fill(desk)
    helping.on_the_way(desk, ids[DAO])
    helping.opened(
        desk, TransferKind.INSIDE, Direction.INSIDE, ids[CUONG],
        target=End(unit_id=make.SCHOOL), effective="2026-11-02", opened="2026-11-10",
    )  # fmt: skip
    helping.arriving(desk)
    given_up = helping.leaving(desk, ids[DUNG])
    helping.take(desk, given_up, StepEvent.CANCEL, "2026-10-08", remark="Xin ở lại")
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(board_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(board_office, tmp_path / "office"))


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> BoardPage:
    made = BoardPage(desk, jobs, Changes(desk.on_written))
    return shown(made, jobs, qtbot)


def shown(made: BoardPage, jobs: Jobs, qtbot: QtBot) -> BoardPage:
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    quiet(jobs, qtbot)
    settle(made, jobs, qtbot)
    return made


def settle(page: BoardPage, jobs: Jobs, qtbot: QtBot) -> None:
    """Wait until the case of the cursor is shown."""
    page.look()
    quiet(jobs, qtbot)


def names(page: BoardPage) -> list[str]:
    return [line.name for line in page.table.rows.records()]


def test_tabs_count_and_the_first_with_something_is_shown(page: BoardPage) -> None:
    assert [page.tabs.tabText(n) for n in range(4)] == [
        "Cần làm  2", "Đang chờ  0", "Quá hạn  1", "Đã xong  1",
    ]  # fmt: skip
    assert page.tabs.current is BoardColumn.TO_DO
    assert names(page) == [CUONG, "Đinh Văn Khoa"]
    assert page.header.count.text() == "3 ca đang mở"
    assert not page.filters.period.isVisible()


def test_keys_turn_the_tabs(page: BoardPage, jobs: Jobs, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_3, CONTROL)
    assert names(page) == [DAO]
    QTest.keyClick(page.table, Qt.Key.Key_4, CONTROL)
    assert names(page) == [DUNG]
    assert page.filters.period.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_2, CONTROL)
    assert page.empty.isVisible()
    assert page.other.text() == "Cần làm có 2; Quá hạn có 1; Đã xong có 1"
    quiet(jobs, qtbot)


def test_the_case_of_the_cursor_is_told_beside(page: BoardPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.choose_tab(BoardColumn.LATE)
    settle(page, jobs, qtbot)
    detail = page.detail
    assert detail.name.text() == DAO
    assert detail.state.text() == "Đang chuyển"
    assert "Nơi đến báo đã tiếp nhận" in detail.moves.buttons
    assert any(line.tone == "bad" for line in detail.aside.lines)


def test_enter_opens_a_case_and_a_step_begins_from_the_panel(
    page: BoardPage, jobs: Jobs, qtbot: QtBot
) -> None:
    opened: list[int] = []
    moves: list[tuple[int, object]] = []
    page.case_wanted.connect(opened.append)
    page.move_wanted.connect(lambda number, move: moves.append((number, move)))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(page, jobs, qtbot)
    page.detail.moves.press_first()
    line = page.table.current_record()
    assert line is not None
    assert opened == [line.id]
    assert moves[0][0] == line.id


def test_filters_narrow_every_tab(
    page: BoardPage, jobs: Jobs, qtbot: QtBot, typist: Typist
) -> None:
    page.filters.ways["in"].click()
    assert names(page) == ["Đinh Văn Khoa"]
    assert page.tabs.tabText(2) == "Quá hạn  0"
    page.filters.ways[""].click()
    QTest.keyClick(page.table, Qt.Key.Key_F3)
    assert page.filters.text.hasFocus()
    typist.letters(page.filters.text, "dao")
    qtbot.waitUntil(lambda: page.tabs.tabText(2) == "Quá hạn  1" and names(page) == [])
    assert page.empty.text() == "Không có ca nào khớp bộ lọc."
    page.all.click()
    assert names(page) == [CUONG, "Đinh Văn Khoa"]
    quiet(jobs, qtbot)


def test_enter_in_the_search_goes_on_to_what_was_found(
    page: BoardPage, jobs: Jobs, qtbot: QtBot, typist: Typist
) -> None:
    page.filters.go_to_search()
    typist.letters(page.filters.text, "cuong")
    QTest.keyClick(page.filters.text, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert names(page) == [CUONG]
    quiet(jobs, qtbot)


def test_a_chi_bo_narrows_by_reading_again(page: BoardPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.filters.unit.set_value(make.SCHOOL)
    page.filters.changed.emit()
    quiet(jobs, qtbot)
    assert names(page) == [CUONG], "who comes into it concerns it too"
    assert page.tabs.tabText(3) == "Đã xong  1"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    quiet(jobs, qtbot)
    assert names(page) == [CUONG, "Đinh Văn Khoa"]


def test_finished_cases_are_seen_as_far_back_as_asked(
    page: BoardPage, jobs: Jobs, qtbot: QtBot
) -> None:
    page.choose_tab(BoardColumn.DONE)
    page.filters.period.setCurrentIndex(2)
    page.filters.period.activated.emit(2)
    quiet(jobs, qtbot)
    assert names(page) == [DUNG]


def test_the_cursor_goes_to_a_case_in_whatever_tab(
    page: BoardPage, jobs: Jobs, qtbot: QtBot
) -> None:
    number = page._shared[BoardColumn.LATE][0].id
    page.point_at(number)
    assert page.tabs.current is BoardColumn.LATE
    line = page.table.current_record()
    assert line is not None
    assert line.id == number
    assert page.case_of(line.person_id or 0) == number
    quiet(jobs, qtbot)


def test_what_is_written_shows_by_itself(
    page: BoardPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    counted: list[int] = []
    page.counted.connect(counted.append)
    helping.opened(
        desk, TransferKind.TEMPORARY, Direction.OUT, page._shared[BoardColumn.DONE][0].person_id,
        target=helping.elsewhere(), term_from="2026-12-01", term_to="2027-05-31",
    )  # fmt: skip
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Cần làm  3")
    assert counted[-1] == 1
    quiet(jobs, qtbot)


def test_tools_are_asked_for_by_keys_and_by_words(page: BoardPage) -> None:
    tools: list[str] = []
    papers: list[TransferJob] = []
    page.tool_wanted.connect(tools.append)
    page.paper_wanted.connect(papers.append)
    QTest.keyClick(page.table, Qt.Key.Key_N, CONTROL)
    QTest.keyClick(page.table, Qt.Key.Key_O, CONTROL)
    QTest.keyClick(page.table, Qt.Key.Key_P, CONTROL)
    page.header.tools["collective"].click()
    page.header.entries["stock"].trigger()
    assert tools == ["new", "receive", "collective", "stock"]
    line = page.table.current_record()
    assert line is not None
    assert papers[0].case_ids == (line.id,)
    titles = [offer.title for offer in page.actions_offered()]
    assert "Mở ca chuyển sinh hoạt đảng" in titles
    assert "Phôi giấy giới thiệu" in titles


def test_a_viewer_sees_the_board_and_begins_nothing(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=Actor("Phạm Thị Xem", Role.VIEWER, sealed=True))
    page = shown(BoardPage(viewer, jobs, Changes(desk.on_written)), jobs, qtbot)
    assert names(page)
    assert not page.header.tools["new"].isEnabled()
    tools: list[str] = []
    page.tool_wanted.connect(tools.append)
    QTest.keyClick(page.table, Qt.Key.Key_N, CONTROL)
    assert tools == []
    assert page.notice.isVisible()
    assert "Mở ca chuyển sinh hoạt đảng" not in [o.title for o in page.actions_offered()]


def test_the_detail_gives_way_where_there_is_little_room(page: BoardPage) -> None:
    page.resize(700, 600)
    assert not page.detail.isVisible()
    assert page.header.tools["receive"].text() == ""
    page.resize(1156, 690)
    assert page.detail.isVisible()
    assert page.header.tools["receive"].text() == " Nhận phiếu"
