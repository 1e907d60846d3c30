"""Nhập lại phiếu on a real office: code after code, twice where the round asks for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.reconciliation import Source
from tcxd_desktop.domain.reconciliation_views import SlipState
from tcxd_desktop.office import reconciliation, reconciliation_slips
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation.keying_page import KeyingPage
from tests.office import recon_samples as samples
from tests.ui.conftest import Typist
from tests.ui.recon_help import Scene, answer, press, print_slips, scene


def opened(desk: Desk, jobs: Jobs, qtbot: QtBot, told: Scene) -> KeyingPage:
    made = KeyingPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made, before_close_func=lambda _: (made.hide(), jobs.close()))
    made.resize(1156, 660)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open(told.round.id)
    return made


@pytest.fixture
def told(desk: Desk) -> Scene:
    made = scene(desk)
    print_slips(desk, made.round)
    return made


@pytest.fixture
def page(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot) -> KeyingPage:
    return opened(desk, jobs, qtbot, told)


def code(desk: Desk, told: Scene, place: int) -> str:
    return reconciliation_slips.slip(desk, told.round.id, told.ids[place]).code


def scan(page: KeyingPage, text: str) -> None:
    """Type a code as a scanner does, with Enter at its end."""
    QTest.keyClicks(page.code, text)
    press(page.code, Qt.Key.Key_Return)


def retype(page: KeyingPage, typist: Typist, target: str, text: str) -> None:
    row = page.form.row(target)
    assert row is not None
    row.field.setFocus()
    entry = row.field.entries()[0]
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typist.letters(entry, text)
    press(entry, Qt.Key.Key_Return)


def save(page: KeyingPage) -> None:
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def paper(desk: Desk, told: Scene, place: int) -> dict[str, str]:
    found = reconciliation.person(desk, told.round.id, told.ids[place])
    return {
        one.target: one.theirs[Source.PAPER] for one in found.fields if Source.PAPER in one.theirs
    }


def test_it_waits_for_a_code_and_tells_what_is_out(page: KeyingPage, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is page.code
    assert not page.code.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not page.box.isVisible()
    qtbot.waitUntil(lambda: page.count.text() == "Đã nhập xong 0/10 phiếu đã in")
    assert page.out.rows.rowCount() == 10


def test_a_scanned_slip_comes_up_as_it_was_printed(
    desk: Desk, page: KeyingPage, told: Scene
) -> None:
    scan(page, code(desk, told, 0))
    assert page.name.whole() == "NGUYỄN THỊ ĐÀO"
    row = page.form.row("home.detail")
    assert row is not None
    assert row.text() == "Thôn Bình Minh"
    assert page.form.changes() == {}
    assert not page.unsaved()


def test_enter_goes_through_every_field_and_ctrl_enter_waits_for_the_next(
    desk: Desk, page: KeyingPage, told: Scene, qtbot: QtBot
) -> None:
    scan(page, code(desk, told, 0))
    qtbot.waitUntil(page.form.rows[-1].field.isVisible)
    seen = []
    for _ in page.form.rows:
        there = QApplication.focusWidget()
        seen.append(there)
        assert there is not None
        press(there, Qt.Key.Key_Return)
    assert seen == [row.field.entries()[0] for row in page.form.rows]
    page.form.focus_first()
    save(page)
    assert page.notice.text.text() == "Đã lưu phiếu của Nguyễn Thị Đào: không sửa gì."
    assert QApplication.focusWidget() is page.code
    assert page.code.text() == ""
    qtbot.waitUntil(lambda: page.count.text() == "Đã nhập xong 1/10 phiếu đã in")
    assert reconciliation_slips.slip(desk, told.round.id, told.ids[0]).state is SlipState.DONE


def test_only_what_changed_is_typed(
    desk: Desk, page: KeyingPage, told: Scene, typist: Typist
) -> None:
    scan(page, code(desk, told, 0))
    retype(page, typist, "home.detail", "Số 12, ngõ 3")
    retype(page, typist, "birth_date", "5/3/62")
    row = page.form.row("home.detail")
    assert row is not None
    assert row.note.text() == "đã sửa; phiếu in: Thôn Bình Minh"
    assert page.unsaved()
    save(page)
    said = paper(desk, told, 0)
    assert (said["home.detail"], said["birth_date"]) == ("Số 12, ngõ 3", "05/03/1962")
    assert said["religion"] == "Không"


def test_what_cannot_be_read_is_said_beside_its_box(
    desk: Desk, page: KeyingPage, told: Scene, typist: Typist
) -> None:
    scan(page, code(desk, told, 0))
    retype(page, typist, "citizen_id", "12345")
    save(page)
    row = page.form.row("citizen_id")
    assert row is not None
    assert "12345" in row.note.text()
    assert row.field.entries()[0] is QApplication.focusWidget()
    assert paper(desk, told, 0) == {}


def test_a_wrong_code_is_told_and_can_be_typed_over(page: KeyingPage) -> None:
    scan(page, "70001000000011")
    assert page.notice.isVisible()
    assert page.current is None
    assert page.code.selectedText() == page.code.text()


def test_somebody_is_opened_from_the_list_of_what_is_out(
    page: KeyingPage, told: Scene, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.out.rows.rowCount() == 10)
    page.out.select(told.ids[4])
    press(page.out, Qt.Key.Key_Return)
    assert page.current is not None
    assert page.current.person_id == told.ids[4]


def test_a_slip_that_was_never_printed_is_not_keyed(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    told = scene(desk)
    page = opened(desk, jobs, qtbot, told)
    scan(page, code(desk, told, 0))
    assert page.current is None
    assert page.notice.isVisible()


def test_a_slip_of_another_round_says_which(desk: Desk, page: KeyingPage, told: Scene) -> None:
    other = samples.opened(desk, name="Đợt trước")
    print_slips(desk, other)
    scan(page, reconciliation_slips.slip(desk, other.id, told.ids[0]).code)
    assert "Đợt trước" in page.notice.text.text()


def test_escape_leaves_the_slip_and_asks_about_what_was_typed(
    desk: Desk, page: KeyingPage, told: Scene, typist: Typist, qtbot: QtBot
) -> None:
    scan(page, code(desk, told, 0))
    retype(page, typist, "home.detail", "Số 12")

    def stay(dialog: object) -> None:
        assert isinstance(dialog, Question)
        dialog.answers["stay"].click()

    answer(stay)
    page.form.rows[0].field.setFocus()
    press(page.form.rows[0].field.entries()[0], Qt.Key.Key_Escape)
    assert page.current is not None

    def drop(dialog: object) -> None:
        assert isinstance(dialog, Question)
        dialog.answers["discard"].click()

    answer(drop)
    press(page.form.rows[0].field.entries()[0], Qt.Key.Key_Escape)
    assert page.current is None
    with qtbot.waitSignal(page.left):
        press(page.code, Qt.Key.Key_Escape)


# --- twice ----------------------------------------------------------------------------------------


@pytest.fixture
def twice(desk: Desk) -> Scene:
    made = scene(desk, twice=True)
    print_slips(desk, made.round)
    return made


def test_critical_fields_are_typed_again_without_seeing_the_first_time(
    desk: Desk, jobs: Jobs, twice: Scene, qtbot: QtBot, typist: Typist
) -> None:
    page = opened(desk, jobs, qtbot, twice)
    scan(page, code(desk, twice, 0))
    retype(page, typist, "citizen_id", "037100000009")
    save(page)
    assert paper(desk, twice, 0) == {}, "nhập một lần chưa tính"
    scan(page, code(desk, twice, 0))
    assert page.form.again
    assert [row.field.text() for row in page.form.rows] == [""] * len(page.form.rows)
    first = reconciliation_slips.slip(desk, twice.round.id, twice.ids[0])
    for told in first.fields:
        if told.twice:
            retype(page, typist, told.target, told.keyed or told.value)
    save(page)
    assert paper(desk, twice, 0)["citizen_id"] == "037100000009"


def test_two_keyings_that_differ_are_shown_where(
    desk: Desk, jobs: Jobs, twice: Scene, qtbot: QtBot, typist: Typist
) -> None:
    page = opened(desk, jobs, qtbot, twice)
    scan(page, code(desk, twice, 0))
    save(page)
    scan(page, code(desk, twice, 0))
    first = reconciliation_slips.slip(desk, twice.round.id, twice.ids[0])
    for told in first.fields:
        if told.twice:
            wrong = told.target == "birth_date"
            retype(page, typist, told.target, "01/01/1970" if wrong else told.value)
    save(page)
    row = page.form.row("birth_date")
    assert row is not None
    assert row.note.text() == "khác lần nhập trước: xem lại phiếu"
    assert QApplication.focusWidget() is row.field.entries()[0]
    assert page.notice.isVisible()


# --- what is not saved yet ------------------------------------------------------------------------


def test_a_slip_being_typed_survives_the_end_of_the_program(
    desk: Desk, jobs: Jobs, page: KeyingPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    scan(page, code(desk, told, 1))
    retype(page, typist, "religion", "Công giáo")
    assert page.keep_draft() is None
    again = opened(desk, jobs, qtbot, told)
    assert again.current is not None
    assert again.current.person_id == told.ids[1]
    row = again.form.row("religion")
    assert row is not None
    assert row.field.text() == "Công giáo"
    assert "đang nhập dở lúc 09:00" in again.notice.text.text()
    again.take_keyboard()
    assert row.field.isAncestorOf(QApplication.focusWidget() or again)
    assert again.save()
    assert paper(desk, told, 1)["religion"] == "Công giáo"
    third = opened(desk, jobs, qtbot, told)
    assert third.current is None


def test_a_slip_thrown_away_is_not_offered_again(
    desk: Desk, jobs: Jobs, page: KeyingPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    scan(page, code(desk, told, 1))
    retype(page, typist, "religion", "Công giáo")
    page.keep_draft()
    page.discard()
    assert opened(desk, jobs, qtbot, told).current is None


def test_the_first_keying_is_typed_anew_where_it_was_wrong(
    desk: Desk, jobs: Jobs, qtbot: QtBot, typist: Typist
) -> None:
    told = scene(desk, twice=True)
    print_slips(desk, told.round)
    page = opened(desk, jobs, qtbot, told)
    assert not page.first.isVisible()
    scan(page, code(desk, told, 3))
    retype(page, typist, "birth_date", "05041954")
    assert page.save()
    scan(page, code(desk, told, 3))
    assert page.first.isVisible()
    assert [row.label.text().partition(".")[0] for row in page.form.rows][:2] == ["1", "2"]
    press(page.form.rows[0].field.entries()[0], Qt.Key.Key_F6)
    assert len(page.form.rows) == len(told.round.fields)
    retype(page, typist, "birth_date", "04041953")
    assert page.save()
    kept = reconciliation_slips.slip(desk, told.round.id, told.ids[3])
    assert kept.state is SlipState.KEYED
