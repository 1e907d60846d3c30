"""One round on a real office: the list, one person side by side, decisions by key."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.citizen_card import CitizenCard
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.reconciliation import Decided, Source
from tcxd_desktop.domain.reconciliation_views import PersonState
from tcxd_desktop.office import people, reconciliation, reconciliation_cards
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import DecisionDialog, Dialog, Question, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation.offers import NOT_WHOLE
from tcxd_desktop.ui.reconciliation.person_panel import LOCKED_FOR_YOU, SETTLED
from tcxd_desktop.ui.reconciliation.round_frame import (
    CENTRAL,
    CLOSE,
    PEOPLE,
    REOPEN,
    REQUESTS,
    UNMATCH,
)
from tcxd_desktop.ui.reconciliation.round_page import RoundPage
from tcxd_desktop.ui.reconciliation.round_view import CLOSED
from tcxd_desktop.ui.reconciliation.small_dialogs import CloseDialog, RequestDialog
from tcxd_desktop.ui.reconciliation.stray_panel import SETTLED as STRAY_SETTLED
from tests import make
from tests.office import recon_samples as samples
from tests.office.recon_samples import HAMLET
from tests.ui.conftest import Typist
from tests.ui.recon_help import ELSEWHERE, STRANGER, Scene, answer, go_to, press, round_page, scene

PAPER = "Giấy khai sinh số 12"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told(desk: Desk) -> Scene:
    return scene(desk)


@pytest.fixture
def page(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot) -> RoundPage:
    return round_page(desk, jobs, qtbot, told.round.id)


def state(desk: Desk, told: Scene, place: int) -> PersonState:
    return reconciliation.person(desk, told.round.id, told.ids[place]).state


def names(page: RoundPage) -> list[str]:
    return [line.name for line in page.people.table.rows.records()]


def field(page: RoundPage) -> str:
    row = page.person.grid.current_record()
    return row.target if row is not None else ""


def write_basis(page: RoundPage, typist: Typist, text: str = PAPER) -> None:
    """Type the basis the way a typing program does, and press Enter."""
    entry = page.person.bar.basis.edit
    assert QApplication.focusWidget() is entry
    typist.letters(entry, text)
    press(entry, Qt.Key.Key_Return)


# --- how far --------------------------------------------------------------------------------------


def test_the_first_part_tells_how_far_each_chi_bo_is(page: RoundPage) -> None:
    first = page.progress.table.rows.record(0)
    assert (first.name, first.members, first.open) == (HAMLET, 6, 3)
    assert page.progress.share.text() == "70 %"
    assert [button.text() for button in page.progress.numbers()] == [
        "7/10 người xong", "2 còn mục khác", "1 chỉ cấp trên có", "1 chỉ ở đây có",
    ]  # fmt: skip
    assert page.tabs.tabText(PEOPLE) == "Từng người · còn 4"


def test_a_number_shows_its_people(page: RoundPage) -> None:
    page.progress.numbers()[1].click()
    assert page.tabs.currentIndex() == PEOPLE
    assert names(page) == ["Nguyễn Thị Đào", "Lê Văn Đạt"]
    assert page.people.chips[PersonState.OPEN].text() == "Còn khác 2"


def test_enter_on_a_chi_bo_shows_its_people(page: RoundPage) -> None:
    page.progress.table.select(make.FAR_HAMLET)
    press(page.progress.table, Qt.Key.Key_Return)
    assert page.people.unit_id == make.FAR_HAMLET
    assert len(names(page)) == 4
    assert QApplication.focusWidget() is page.people.table


def test_words_without_tone_marks_and_a_source_narrow_the_list(
    page: RoundPage, qtbot: QtBot
) -> None:
    page.turn_to(PEOPLE)
    page.people.find_box.setText("le van dat")
    page.people.find_box.tell_now()
    assert names(page) == ["Lê Văn Đạt"]
    page.people.find_box.clear()
    page.people.source.setCurrentIndex(page.people.source.findData(str(Source.CARD)))
    page.people.find_box.tell_now()
    assert names(page) == []
    assert page.people.empty.isVisible()


# --- deciding -------------------------------------------------------------------------------------


def test_the_cursor_goes_to_the_first_field_that_differs(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    assert field(page) == "home.detail"
    assert "Thượng" in page.person.compare.theirs.text()
    assert page.person.bar.buttons[Decided.TAKE].accessibleName() == "Lấy theo danh sách cấp trên"


def test_one_key_and_a_basis_take_the_word_of_the_source(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_1)
    assert page.person.bar.asks.isVisible()
    write_basis(page, typist)
    assert people.read(desk, told.ids[0]).home.detail == ELSEWHERE
    assert state(desk, told, 0) is PersonState.SETTLED
    assert page.person.notice.text.text() == SETTLED
    assert QApplication.focusWidget() is page.person.grid


def test_keeping_ours_goes_on_to_the_next_field_with_the_same_basis(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[1])
    first = field(page)
    press(page.person.grid, Qt.Key.Key_2)
    write_basis(page, typist)
    second = field(page)
    assert {first, second} == {"religion", "ceremony_date"}
    press(page.person.grid, Qt.Key.Key_2)
    assert state(desk, told, 1) is PersonState.TO_REQUEST
    found = reconciliation.person(desk, told.round.id, told.ids[1])
    assert {one.verdict.basis for one in found.fields if one.verdict} == {PAPER}


def test_another_value_is_read_like_in_the_dossier(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[0])
    QTest.keyClick(page.person.grid, Qt.Key.Key_F7)
    box = page.person.bar.box
    assert box is not None
    assert box.text() == "Thôn Bình Minh"
    edit = box.field.entries()[0]
    assert QApplication.focusWidget() is edit
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typist.letters(edit, "Số 5, thôn Bình Minh")
    press(edit, Qt.Key.Key_Return)
    write_basis(page, typist)
    assert people.read(desk, told.ids[0]).home.detail == "Số 5, thôn Bình Minh"
    assert page.person.bar.box is None


def test_passing_over_asks_for_a_reason_of_its_own(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[1])
    page.person.bar.basis.set_value(PAPER)
    press(page.person.grid, Qt.Key.Key_4)
    assert page.person.bar.caption.text() == "Lý do bỏ qua"
    assert page.person.bar.text() == ""
    write_basis(page, typist, "Chờ giấy xác nhận")
    assert page.person.bar.text() == PAPER
    found = reconciliation.person(desk, told.round.id, told.ids[1])
    assert [(one.verdict.decided, one.verdict.basis) for one in found.fields if one.verdict] == [
        (Decided.PASSED, "Chờ giấy xác nhận")
    ]


def test_ctrl_d_repeats_the_basis_of_the_person_before(
    page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_2)
    write_basis(page, typist)
    go_to(page, qtbot, told.ids[1])
    assert page.person.bar.text() == ""
    press(page.person.grid, Qt.Key.Key_2)
    entry = page.person.bar.basis.edit
    QTest.keyClick(entry, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert entry.text() == PAPER


def test_a_fixed_fact_asks_for_the_decision_it_is_corrected_by(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[1])
    page.person.grid.select("ceremony_date")
    row = page.person.grid.current_record()
    assert row is not None
    assert row.locked
    asked: list[str] = []

    def give(dialog: Dialog) -> None:
        assert isinstance(dialog, DecisionDialog)
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.box.number.set_value("15-QĐ/ĐU")
        dialog.box.on.set_value(make.day("2026-11-02"))
        dialog.box.issuer.set_value("Đảng ủy xã Đông Hải")
        assert dialog.main is not None
        dialog.main.click()

    page.person.bar.basis.set_value(PAPER)
    answer(give)
    press(page.person.grid, Qt.Key.Key_1)
    assert people.read(desk, told.ids[1]).ceremony_date == make.day("1995-06-19")
    assert any("19/06/1995" in text for text in asked)


def test_leaving_the_correction_changes_nothing(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    before = people.read(desk, told.ids[1]).ceremony_date
    go_to(page, qtbot, told.ids[1])
    page.person.grid.select("ceremony_date")
    page.person.bar.basis.set_value(PAPER)
    answer(lambda dialog: dialog.reject())
    press(page.person.grid, Qt.Key.Key_1)
    assert people.read(desk, told.ids[1]).ceremony_date == before
    assert state(desk, told, 1) is PersonState.OPEN


def test_a_decision_is_taken_back_with_the_value_it_wrote(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_1)
    write_basis(page, typist)
    page.person.grid.select("home.detail")
    assert page.person.bar.undo.isVisible()

    def why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.set_value("Bấm nhầm")
        dialog.accept()

    answer(why)
    QTest.keyClick(page.person.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert people.read(desk, told.ids[0]).home.detail == "Thôn Bình Minh"
    assert state(desk, told, 0) is PersonState.OPEN


def test_sideways_goes_from_source_to_source(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    card = _card(desk, told.ids[0], home="Thôn Trung, xã Đông Hải, tỉnh Ninh Bình")
    reconciliation_cards.take_card(desk, told.round.id, told.ids[0], card)
    page = round_page(desk, jobs, qtbot, told.round.id)
    go_to(page, qtbot, told.ids[0])
    assert field(page) == "home.detail"
    assert page.person.grid.source is Source.CARD
    press(page.person.grid, Qt.Key.Key_Left)
    assert page.person.grid.source is Source.CENTRAL
    press(page.person.grid, Qt.Key.Key_Right)
    press(page.person.grid, Qt.Key.Key_1)
    write_basis(page, typist)
    assert people.read(desk, told.ids[0]).home.detail == "Thôn Trung"


def _card(desk: Desk, person_id: int, **changes: Any) -> CitizenCard:
    dossier = people.read(desk, person_id)
    return CitizenCard(**{
        "citizen_id": dossier.citizen_id, "old_id": "", "name": dossier.birth_name,
        "birth": dossier.birth_date, "sex": dossier.sex, "home": "", "issued": None, **changes,
    })  # fmt: skip


# --- whole people ---------------------------------------------------------------------------------


def test_whom_the_list_lacks_is_a_matter_of_its_own(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[2])
    assert field(page) == ""
    buttons = page.person.bar.buttons
    assert not buttons[Decided.TAKE].isEnabled()
    assert buttons[Decided.KEEP].isEnabled()
    press(page.person.grid, Qt.Key.Key_2)
    write_basis(page, typist)
    assert state(desk, told, 2) is PersonState.TO_REQUEST


def test_a_line_nobody_fits_is_asked_to_be_taken_off(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    page._on_state_wanted(PersonState.ONLY_THERE)
    assert names(page) == [STRANGER]
    qtbot.waitUntil(lambda: page.stray.shown is not None)
    assert page.detail.currentWidget() is page.stray
    assert not page.stray.table.isVisible()
    QTest.keyClick(page.people.table, Qt.Key.Key_F6)
    entry = page.stray.basis.edit
    assert QApplication.focusWidget() is entry
    typist.letters(entry, "Không có tên trong sổ")
    press(entry, Qt.Key.Key_Return)
    found = reconciliation.lines(desk, told.round.id)
    stray = next(line for line in found if not line.person_id)
    assert stray.state is PersonState.TO_REQUEST


def test_only_who_is_seen_is_noted_as_seen(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    qtbot.wait(150)
    assert page.person.person is None, "ở Tiến độ chưa ai được xem"
    page.turn_to(PEOPLE)
    qtbot.waitUntil(lambda: page.person.person is not None)


# --- walking --------------------------------------------------------------------------------------


def test_ctrl_down_goes_to_the_next_person_who_differs(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    QTest.keyClick(page.person.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    line = page.people.current()
    assert line is not None
    assert line.state in (PersonState.OPEN, PersonState.ONLY_HERE, PersonState.ONLY_THERE)
    assert line.person_id != told.ids[0]
    QTest.keyClick(page.person.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)


def test_who_was_just_settled_stays_until_the_cursor_leaves(
    page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    page._on_state_wanted(PersonState.OPEN)
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_1)
    write_basis(page, typist)
    qtbot.waitUntil(lambda: page.people.chips[PersonState.OPEN].text() == "Còn khác 1")
    assert "Nguyễn Thị Đào" in names(page)
    line = page.people.current()
    assert line is not None
    assert line.name == "Nguyễn Thị Đào"


def test_escape_goes_from_the_person_to_the_list_and_out(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.people.table
    with qtbot.waitSignal(page.left):
        press(page.people.table, Qt.Key.Key_Escape)


def test_with_little_room_list_and_person_take_turns(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    page.resize(700, 600)
    page.turn_to(PEOPLE)
    assert page.people.isVisible()
    assert not page.detail.isVisible()
    go_to(page, qtbot, told.ids[0])
    assert page.detail.isVisible()
    assert not page.people.isVisible()
    press(page.person.grid, Qt.Key.Key_Escape)
    assert page.people.isVisible()


def test_the_dossier_of_whoever_is_shown_is_asked_for(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    with qtbot.waitSignal(page.person_wanted) as asked:
        press(page.person.grid, Qt.Key.Key_F2)
    assert asked.args == [told.ids[0]]


# --- asking the upper level -----------------------------------------------------------------------


def _answered(dialog: Dialog, *, leave: bool) -> None:
    assert isinstance(dialog, Question)
    dialog.answers["no" if leave else "yes"].click()


def test_what_is_kept_is_asked_for_and_mended(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_2)
    write_basis(page, typist)
    qtbot.waitUntil(lambda: page.requests.table.rows.rowCount() == 1)
    page.turn_to(REQUESTS)

    def number(dialog: Dialog) -> None:
        assert isinstance(dialog, RequestDialog)
        dialog.number.set_value("45-CV/ĐU")
        assert dialog.main is not None
        dialog.main.click()

    answer(number)
    with qtbot.waitSignal(page.print_wanted) as printed:
        QTest.keyClick(page.requests.table, Qt.Key.Key_Return, CTRL)
    assert printed.args[:2] == [told.round.id, "DNDC"]
    qtbot.waitUntil(lambda: len(page.requests.chips) == 2)
    assert page.requests.shown == printed.args[2]  # the paper is looked at, not an empty list
    assert page.requests.table.rows.record(0).theirs == ELSEWHERE
    for leave, after in ((True, PersonState.WAITING), (False, PersonState.SETTLED)):
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        answer(partial(_answered, leave=leave))
        press(page.requests.table, Qt.Key.Key_F9)
        assert state(desk, told, 0) is after
    qtbot.waitUntil(lambda: "đã sửa 1/1" in page.requests.chips[printed.args[2]].text())


# --- the keyboard ---------------------------------------------------------------------------------


def there() -> QWidget:
    """Return what has the keyboard: keys are pressed where they would be typed."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_enter_goes_into_the_person_and_ctrl_down_to_the_next(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    page.turn_to(PEOPLE)
    page.people.select((told.ids[0], 0))
    press(there(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.person.person is not None)
    assert there() is page.person.grid
    QTest.keyClick(there(), Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: page.person.person is not None
                    and page.person.person.person_id == told.ids[1])  # fmt: skip
    assert there() is page.person.grid
    assert len(page.people.table.selected_records()) == 1


def test_escape_takes_back_a_decision_that_waits_before_it_leaves(
    page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_2)
    assert page.person.bar.asks.isVisible()
    press(there(), Qt.Key.Key_Escape)
    assert not page.person.bar.asks.isVisible()
    assert there() is page.person.grid
    press(there(), Qt.Key.Key_Escape)
    assert there() is page.people.table


def test_another_value_is_typed_over_ours(page: RoundPage, told: Scene, qtbot: QtBot) -> None:
    go_to(page, qtbot, told.ids[0])
    press(page.person.grid, Qt.Key.Key_3)
    QTest.keyClicks(there(), "Thon Moi")
    assert page.person.bar.value() == "Thon Moi"


def test_a_basis_of_one_stray_line_is_not_the_next_ones(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    odd = ImportRow(91, "Âu Thị Nhạn", {"birth_name": "Âu Thị Nhạn", "sex": "Nữ"})
    stranger = ImportRow(90, STRANGER, {"birth_name": STRANGER, "sex": "Nữ"})
    samples.taken(desk, told.round, odd, stranger)
    page.reload()
    qtbot.waitUntil(lambda: "Âu Thị Nhạn" in names(page))
    page.turn_to(PEOPLE)
    strays = [line.entry_id for line in page.people.table.rows.records() if line.entry_id]
    page.people.select((0, strays[0]))
    page.sides.go_in()
    page.look()
    qtbot.waitUntil(lambda: page.stray.shown is not None)
    assert page.stray.basis.edit.hasFocus()
    press(there(), Qt.Key.Key_F6)
    QTest.keyClicks(there(), "Khong co o day")
    press(there(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stray.notice.text.text() == STRAY_SETTLED)
    page.people.select((0, strays[1]))
    page.look()
    qtbot.waitUntil(lambda: page.stray.shown is not None
                    and page.stray.shown.entry.id == strays[1])  # fmt: skip
    press(there(), Qt.Key.Key_F6)
    assert page.stray.shown is not None
    assert page.stray.shown.verdict is None
    assert not page.stray.basis.value()


def test_a_line_is_taken_away_from_whom_it_is_not_about(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    go_to(page, qtbot, told.ids[0])
    answer(lambda dialog: dialog.main.click() if dialog.main else None)
    page.use(UNMATCH)
    assert reconciliation.person(desk, told.round.id, told.ids[0]).only_here
    qtbot.waitUntil(lambda: page.person.person is not None and page.person.person.only_here)
    page.use(UNMATCH)
    assert "danh sách cấp trên" in page.notice.text.text()


# --- who may --------------------------------------------------------------------------------------


def as_(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot, actor: Actor) -> RoundPage:
    return round_page(replace(desk, actor=actor), jobs, qtbot, told.round.id)


def test_a_viewer_looks_and_is_told_why_not_more(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    page = as_(desk, jobs, told, qtbot, Actor("Phạm Thị Xem", Role.VIEWER))
    go_to(page, qtbot, told.ids[0])
    for button in (*page.person.bar.buttons.values(), page.tools["keying"], page.requests.ask):
        assert not button.isEnabled()
        assert button.toolTip()
    press(page.person.grid, Qt.Key.Key_2)
    assert not page.person.bar.asks.isVisible()


def test_a_clerk_does_not_correct_a_fixed_fact(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    page = as_(desk, jobs, told, qtbot, Actor("Lê Văn Cán", Role.CLERK))
    go_to(page, qtbot, told.ids[1])
    page.person.grid.select("ceremony_date")
    page.person.bar.basis.set_value(PAPER)
    press(page.person.grid, Qt.Key.Key_1)
    assert page.person.notice.isVisible()
    assert state(desk, told, 1) is PersonState.OPEN
    assert not page.person.bar.buttons[Decided.TAKE].isEnabled()
    assert page.person.notice.text.text() == page.person.told.text() == LOCKED_FOR_YOU


def test_a_clerk_of_one_chi_bo_sees_its_people_only(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    part = Actor("Lê Văn Cán", Role.CLERK, units=(make.HAMLET,))
    page = as_(desk, jobs, told, qtbot, part)
    assert [line.name for line in page.progress.table.rows.records()] == [HAMLET]
    page.turn_to(PEOPLE)
    assert len(names(page)) == 6
    for target in (page.tools[CENTRAL], page.entries[CLOSE], page.requests.ask):
        assert not target.isEnabled()
    page.use(CENTRAL)
    assert page.notice.text.text() == NOT_WHOLE


# --- the end --------------------------------------------------------------------------------------


def test_a_round_ends_with_a_reason_for_what_is_left_and_can_go_on(
    desk: Desk, page: RoundPage, told: Scene, qtbot: QtBot
) -> None:
    refused: list[str] = []

    def end(dialog: Dialog) -> None:
        assert isinstance(dialog, CloseDialog)
        assert dialog.main is not None
        dialog.main.click()
        refused.append(dialog.notice.text.text() if dialog.notice.isVisible() else "")
        dialog.note.set_value("Chờ cấp trên trả lời")
        dialog.main.click()

    answer(end)
    page.use(CLOSE)
    assert reconciliation.read(desk, told.round.id).closed
    qtbot.waitUntil(lambda: page.closed)
    go_to(page, qtbot, told.ids[0])
    qtbot.waitUntil(lambda: not page.person.bar.buttons[Decided.KEEP].isEnabled())
    press(page.person.grid, Qt.Key.Key_2)
    assert not page.person.bar.asks.isVisible()
    page.use("keying")
    assert page.notice.text.text() == CLOSED

    def why(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.set_value("Cấp trên gửi danh sách mới")
        dialog.accept()

    answer(why)
    page.use(REOPEN)
    assert not reconciliation.read(desk, told.round.id).closed
