"""The page of a case: next steps by dialogs, going back, letting pass, checklist, papers."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import (
    Block,
    CheckItem,
    CheckResult,
    State,
    StepEvent,
)
from tcxd_desktop.office import letter_stock, opening, people, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.fields import Field, TextField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.case_frame import CHECKS, COURSE, INFO, PAPERS, STEPS, TERMS
from tcxd_desktop.ui.transfers.case_page import CasePage
from tcxd_desktop.ui.transfers.step_dialog import StepDialog
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.safety_help import answer, press, preview, quiet
from tests.ui.transfer_help import CUONG, DAO

Open = Callable[[int], CasePage]


@pytest.fixture(scope="module")
def moving_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office with letters and members; nobody moves yet."""
    folder = tmp_path_factory.mktemp("moving") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    helping.fill(desk)
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(moving_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(moving_office, tmp_path / "office"))


@pytest.fixture
def ids(desk: Desk) -> dict[str, int]:
    return {line.name: line.id for line in people.lines(desk, PeopleQuery())}


@pytest.fixture
def show(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Open:
    """Open a case on its page."""

    def build(number: int, at: Desk = desk) -> CasePage:
        page = CasePage(at, jobs, Changes(at.on_written))
        qtbot.addWidget(page)
        page.resize(1156, 690)
        page.open(number)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return build


def fill(**values: str) -> Callable[[Any], None]:
    """Return an answer that types into the boxes of a step and presses."""

    def act(dialog: StepDialog) -> None:
        for key, text in values.items():
            type_into(dialog.fields[key], text)
        press(dialog)

    return act


def type_into(field: Field, text: str) -> None:
    """Put a text into a box as if it was typed."""
    if isinstance(field, TextField):
        field.edit.setPlainText(text)
    else:
        field.set_text(text)


def test_an_outgoing_transfer_from_request_to_return_slip(
    show: Open, desk: Desk, ids: dict[str, int]
) -> None:
    case = helping.leaving(desk, ids[DAO])
    helping.passed(desk, case)
    page = show(case.id)
    assert list(page.moves.buttons) == ["Ghi ô 1"]
    for act, state in (
        (fill(on="12/9/2026", signer="Lê Văn Hòa", title="Bí thư"), State.BOX_1),
        (fill(on="15/9/2026", signer="Trần Thu Hà", title="Phó Bí thư"), State.BOX_4),
    ):
        answer(act)
        page.moves.press_first()
        assert page.opened_case is not None
        assert page.opened_case.case.state is state
    assert "Gửi phiếu báo" in page.moves.buttons
    answer(fill(on="15/9/2026"))
    page.moves.buttons["Gửi phiếu báo"].click()
    answer(fill(on="16/9/2026"))
    page.moves.buttons["Giao hồ sơ cho đảng viên"].click()
    assert page.head.badge.text() == "Đang chuyển"
    assert list(page.moves.buttons) == ["Nơi đến báo đã tiếp nhận"]
    answer(fill(on="5/10/2026", addressed="Chi bộ thôn Trung", remark="Phiếu hồi báo"))
    page.moves.press_first()
    done = transfers.read(desk, case.id)
    assert done.state is State.DONE
    assert done.serial == "NB 0012301", "the next letter of the stock was proposed"
    assert letter_stock.balance(desk, "T10").next_serial == "NB 0012302"
    assert page.moves.buttons == {}
    assert "Hoàn tất" in page.head.badge.text()
    titles = [row.title for row in page.timeline.shown]
    assert titles[0] == "Mở ca"
    assert titles[-1] == "Nơi đến báo đã tiếp nhận"


def test_a_step_by_keys_alone(show: Open, desk: Desk, ids: dict[str, int], qtbot: QtBot) -> None:
    case = helping.passed(desk, helping.leaving(desk, ids[DAO]))
    page = show(case.id)
    qtbot.waitUntil(page.moves.buttons["Ghi ô 1"].hasFocus)

    def by_keys(dialog: StepDialog) -> None:
        serial, day = dialog.fields["serial"], dialog.fields["on"]
        assert dialog.focusWidget() is serial.entries()[0]
        assert serial.text() == "NB 0012301"
        QTest.keyClick(serial.entries()[0], Qt.Key.Key_Return)
        assert dialog.focusWidget() is day.entries()[0], "Enter goes on"
        QTest.keyClicks(day.entries()[0], "12092026")
        QTest.keyClick(day.entries()[0], Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.fields["number"].entries()[0]
        QTest.keyClick(
            dialog.fields["number"].entries()[0],
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )

    def clear_then(dialog: StepDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.fields["on"].set_value(None)
        by_keys(dialog)

    answer(clear_then)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert transfers.read(desk, case.id).signed()[1].on == "2026-09-12"


def test_what_is_wrong_is_said_beside_its_box(show: Open, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.on_the_way(desk, ids[DAO])
    page = show(case.id)
    said: list[str] = []

    def early(dialog: StepDialog) -> None:
        type_into(dialog.fields["on"], "1/9/2026")
        type_into(dialog.fields["remark"], "Gọi điện")
        press(dialog)
        assert dialog.isVisible()
        problem = dialog.fields["on"].problem()
        assert problem is not None
        said.append(type(problem).__name__)
        dialog.reject()

    answer(early)
    page.take_event(StepEvent.CONFIRM)
    assert said == ["StepOrderProblem"]
    assert transfers.read(desk, case.id).state is State.MOVING


def test_a_reason_must_be_given(show: Open, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.leaving(desk, ids[DAO])
    page = show(case.id)
    missed: list[object] = []

    def empty(dialog: StepDialog) -> None:
        press(dialog)
        missed.append(dialog.fields["remark"].problem())
        dialog.reject()

    answer(empty)
    page.take_event(StepEvent.CANCEL)
    assert missed[0] is not None
    answer(fill(remark="Đảng viên xin ở lại"))
    page.take_event(StepEvent.CANCEL)
    assert transfers.read(desk, case.id).state is State.CANCELLED


def test_a_step_back_is_kept_and_undoes(show: Open, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.on_the_way(desk, ids[DAO])
    page = show(case.id)

    def why(dialog: dialogs.TextDialog) -> None:
        type_into(dialog.field, "Ghi nhầm ngày")
        press(dialog)

    answer(why)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    back = transfers.read(desk, case.id)
    assert back.state is State.BOX_4
    assert [row.undone for row in page.timeline.shown][-2:] == [True, False]
    assert page.timeline.shown[-1].note == "Ghi nhầm ngày"


def test_a_block_stands_in_the_way_until_the_head_lets_it_pass(
    show: Open, desk: Desk, ids: dict[str, int]
) -> None:
    case = helping.leaving(desk, ids[DAO])
    page = show(case.id)
    assert Block.DUES_UNPAID.value in page.aside.passes
    refused: list[str] = []

    def try_it(dialog: StepDialog) -> None:
        press(dialog)
        refused.append(dialog.notice.text.text())
        dialog.reject()

    answer(try_it)
    page.moves.press_first()
    assert refused[0]
    for block in list(page.aside.passes):

        def why(dialog: dialogs.TextDialog) -> None:
            type_into(dialog.field, "Đã thu trong ngày")
            press(dialog)

        answer(why)
        page.aside.passes[block].click()
    assert page.aside.passes == {}
    answer(fill(on="12/9/2026"))
    page.moves.press_first()
    assert transfers.read(desk, case.id).state is State.BOX_1


def test_a_clerk_does_not_let_pass(show: Any, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.leaving(desk, ids[DAO])
    clerk = replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK, sealed=True))
    page = show(case.id, clerk)
    button = page.aside.passes[Block.DUES_UNPAID.value]
    assert not button.isEnabled()
    assert button.toolTip()
    assert page.moves.buttons["Ghi ô 1"].isEnabled()


def test_a_viewer_looks_and_takes_no_step(show: Any, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.leaving(desk, ids[DAO])
    viewer = replace(desk, actor=Actor("Phạm Thị Xem", Role.VIEWER, sealed=True))
    page = show(case.id, viewer)
    assert not page.moves.buttons["Ghi ô 1"].isEnabled()
    page.take_event(StepEvent.CANCEL)
    assert page.notice.isVisible()
    assert transfers.read(desk, case.id).state is State.REQUESTED


def test_the_letter_shows_whose_turn_it_is_and_opens_by_enter(
    show: Open, desk: Desk, ids: dict[str, int]
) -> None:
    case = helping.passed(desk, helping.leaving(desk, ids[DAO]))
    page = show(case.id)
    assert page.picture.current() == 1
    assert "đến lượt" in page.picture.told(1)
    assert "không dùng" in page.picture.told(5)
    page.picture.setFocus()
    answer(fill(on="12/9/2026"))
    QTest.keyClick(page.picture, Qt.Key.Key_Return)
    assert "đã ghi" in page.picture.told(1)
    page.on_box(7)
    assert "Ô 7" in page.notice.text.text()


def test_the_checklist_is_answered_by_keys_and_stops_the_reception(
    show: Open, desk: Desk, qtbot: QtBot
) -> None:
    case = helping.arriving(desk)
    page = show(case.id)
    page.turn_to(CHECKS)
    page.checks.focus_first()
    first = page.checks.rows[0]
    assert first.check.item is CheckItem.SEAL
    QTest.keyClick(first.answers[CheckResult.GOOD], Qt.Key.Key_1)
    second = page.checks.rows[1].answers[CheckResult.GOOD]
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_1)
    assert not page.checks.stop.isVisible()
    QTest.keyClick(page.checks.rows[2].answers[CheckResult.GOOD], Qt.Key.Key_2)
    kept = {check.item: check.result for check in transfers.read(desk, case.id).checks}
    assert kept[CheckItem.SEAL] is CheckResult.GOOD
    assert kept[CheckItem.INDEX] is CheckResult.BAD
    assert page.tabs.tabText(CHECKS).endswith("3/7")
    assert page.checks.stop.isVisible()
    answer(fill(number="31", remark="Mục lục chưa xác nhận"))
    page.checks.stop.click()
    assert transfers.read(desk, case.id).state is State.STOPPED


def test_a_note_is_kept_and_an_answer_can_be_taken_back(show: Open, desk: Desk) -> None:
    case = helping.arriving(desk)
    page = show(case.id)
    row = page.checks.row(CheckItem.PAPERS)
    row.answers[CheckResult.GOOD].click()
    row = page.checks.row(CheckItem.PAPERS)
    row.note.set_text("thiếu 2 bản kiểm điểm")
    row.note.commit()
    row = page.checks.row(CheckItem.PAPERS)
    assert row.check.note == "thiếu 2 bản kiểm điểm"
    row.answers[CheckResult.GOOD].click()
    kept = {check.item: check for check in transfers.read(desk, case.id).checks}
    assert kept[CheckItem.PAPERS].result is CheckResult.OPEN
    assert kept[CheckItem.PAPERS].note == "thiếu 2 bản kiểm điểm"


def test_an_arrival_is_taken_in(show: Open, desk: Desk) -> None:
    case = helping.arriving(desk)
    page = show(case.id)
    answer(fill(on="20/11/2026", signer="Trần Thu Hà", title="Phó Bí thư"))
    page.moves.press_first()
    answer(fill(on="22/11/2026", number="31"))
    page.moves.press_first()
    found = transfers.read(desk, case.id)
    assert found.state is State.BOX_10
    assert found.person_id is not None
    line = next(one for one in people.lines(desk, PeopleQuery()) if one.id == found.person_id)
    assert (line.name, line.unit_id) == ("Đinh Văn Khoa", make.HAMLET)


def test_what_runs_late_is_said_with_its_text(show: Open, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.on_the_way(desk, ids[DAO])
    page = show(case.id)
    late = [line for line in page.aside.lines if line.tone == "bad"]
    assert len(late) == 1
    assert "27/10/2026 · quá 27 ngày" in late[0].when
    assert "294-QĐ/TW" in late[0].basis


def test_little_room_makes_tabs_of_what_stands_beside(
    show: Open, desk: Desk, ids: dict[str, int]
) -> None:
    page = show(helping.on_the_way(desk, ids[DAO]).id)
    assert not page.tabs.isTabVisible(TERMS)
    assert not page.tabs.isTabVisible(STEPS)
    page.resize(700, 420)
    assert page.tabs.isTabVisible(TERMS)
    assert page.tabs.isTabVisible(STEPS)
    assert page.tabs.tabText(TERMS).endswith("1 quá hạn")
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.currentIndex() == STEPS
    assert page.timeline.isVisible()
    page.resize(1156, 690)
    assert page.tabs.currentIndex() == COURSE
    assert page.timeline.isVisible()
    assert not page.tabs.isTabVisible(TERMS)


def test_the_whole_set_is_one_print_job(
    show: Open, desk: Desk, ids: dict[str, int], jobs: Jobs, qtbot: QtBot
) -> None:
    page = show(helping.on_the_way(desk, ids[DAO]).id)
    page.turn_to(PAPERS)
    titles = [part.title for part in page.papers.table.rows.records()]
    assert len(titles) > 3
    QTest.keyClick(
        page,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    window = preview(qtbot)
    assert DAO in window.windowTitle()
    window.close()
    quiet(jobs, qtbot)


def test_papers_are_asked_for_by_their_code(
    show: Open, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    case = helping.on_the_way(desk, ids[DAO])
    page = show(case.id)
    wanted: list[TransferJob] = []
    page.print_wanted.connect(wanted.append)
    page.turn_to(PAPERS)
    page.papers.table.select_first()
    QTest.keyClick(page.papers.table, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert wanted[0].case_ids == (case.id,)
    assert wanted[0].form
    assert wanted[1].form == ""


def test_the_record_is_saved_as_a_small_file(
    show: Open,
    desk: Desk,
    ids: dict[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = helping.on_the_way(desk, ids[DAO])
    page = show(case.id)
    target = tmp_path / "dao.phieu"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: target)
    page.papers.buttons["file"].click()
    assert 0 < target.stat().st_size < 4096
    assert transfers.read(desk, case.id).packet
    assert "không mã hóa" in page.notice.text.text()


def test_facts_are_masked_and_lead_to_mending(show: Open, desk: Desk, ids: dict[str, int]) -> None:
    case = helping.leaving(desk, ids[CUONG])
    page = show(case.id)
    page.turn_to(INFO)
    wanted: list[int] = []
    page.edit_wanted.connect(wanted.append)
    QTest.keyClick(page, Qt.Key.Key_F2)
    page.info.edit.click()
    assert wanted == [case.id, case.id]


def test_a_case_written_elsewhere_is_shown_anew(
    show: Open, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    case = helping.leaving(desk, ids[DAO])
    page = show(case.id)
    helping.take(desk, case, StepEvent.BAR, "2026-09-11", remark="Đang xác minh đơn")
    qtbot.waitUntil(lambda: page.head.badge.text() == "Tạm hoãn")
    assert list(page.moves.buttons) == ["Hết tạm hoãn"]


def test_escape_leaves(show: Open, desk: Desk, ids: dict[str, int], qtbot: QtBot) -> None:
    page = show(helping.leaving(desk, ids[DAO]).id)
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.unsaved()
    assert page.may_leave()


def test_tab_goes_from_the_next_steps_to_the_exceptions(
    show: Open, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    page = show(helping.on_the_way(desk, ids[DAO]).id)
    page.reload()  # the buttons are made anew
    last = list(page.moves.buttons.values())[-1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.moves.more
    qtbot.keyClick(page.moves.more, Qt.Key.Key_Backtab)
    assert page.focusWidget() is last
