"""The page Chuyển giao tập thể on a real office: a plan by keys, carried out, taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.collective import (
    CollectiveKind,
    CollectivePlan,
    CollectiveState,
    NewUnit,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.transfer_papers import DECISION, TransferJob
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import collective, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.collective_dialogs import (
    NewcomerDialog,
    NewUnitDialog,
    RenameDialog,
)
from tcxd_desktop.ui.transfers.collective_page import CollectivePage
from tcxd_desktop.ui.transfers.collective_state import PEOPLE, PREVIEW, UNITS, WHAT
from tests import make
from tests.make import COOP, FAR_HAMLET, HAMLET, ROOT, SCHOOL, TEAM
from tests.ui.conftest import Typist

DAY = "2026-11-01"
NAMES = ("An", "Bình", "Cường", "Dung")
PAPER = make.decision(on="2026-10-25")
Open = Callable[[Desk], CollectivePage]


def member(desk: Desk, unit_id: int, name: str, **changes: object) -> int:
    given = {"unit_id": unit_id, "name": name, "on": make.day("2020-01-01"), **changes}
    return people.create(desk, make.new_person(**given)).id


@pytest.fixture
def ids(desk: Desk) -> list[int]:
    member(desk, HAMLET, "Vũ Thị Hoa")
    return [member(desk, SCHOOL, f"Lê Văn {name}") for name in NAMES]


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[Open]:
    made: list[Jobs] = []

    def show(desk: Desk) -> CollectivePage:
        jobs = Jobs()
        made.append(jobs)
        page = CollectivePage(desk, jobs, Changes(desk.store.on_written))
        qtbot.addWidget(page)
        page.resize(1156, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.open()
        return page

    yield show
    for jobs in made:
        jobs.close()


@pytest.fixture
def page(desk: Desk, ids: list[int], pages: Open) -> CollectivePage:
    return pages(desk)


def answer(act: Callable[[QDialog], None]) -> None:
    """Do something with the dialog the next call opens."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, run)


def yes(dialog: QDialog) -> None:
    assert isinstance(dialog, Question)
    dialog.answers["yes"].click()


def pick(qtbot: QtBot, typist: Typist, page: CollectivePage, side: str, name: str) -> None:
    """Type the name of an organisation and take it with Enter, as a clerk does."""
    picker = page.units.sources if side == "from" else page.units.targets
    before = len(picker.chosen)
    picker.field.edit.setFocus()
    qtbot.wait(30)  # a list closes where its line moves, and the step has only just come up
    typist.letters(picker.field.edit, name)
    qtbot.waitUntil(picker.field.list_open)
    qtbot.keyClick(picker.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(picker.chosen) == before + 1)


def dissolve(page: CollectivePage) -> None:
    """Fill in the dissolution of the school's cell, everybody assigned."""
    page.begin()
    page.what.kinds[CollectiveKind.DISSOLVE].setChecked(True)
    page.state.change(on=DAY, decision=PAPER, minutes_on=DAY)
    page.state.change(from_ids=(SCHOOL,), to_ids=(HAMLET, FAR_HAMLET))
    page.state.suggest()


# --- a whole plan by hand -------------------------------------------------------------------------


def test_a_cell_dissolved_into_two_from_the_first_key_to_the_last(
    desk: Desk, page: CollectivePage, qtbot: QtBot, typist: Typist, ids: list[int]
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.steps.step == WHAT
    page.what.kinds[CollectiveKind.DISSOLVE].click()
    assert page.state.plan.kind is CollectiveKind.DISSOLVE
    page.what.on.edit.setFocus()
    typist.letters(page.what.on.edit, "1/11/2026")
    qtbot.keyClick(page.what.on.edit, Qt.Key.Key_Return)
    assert page.what.decision.issuer.value() == "Đảng ủy xã Đông Hải"
    typist.letters(page.what.decision.number.edit, "15-QĐ/ĐU")
    page.what.decision.on.edit.setFocus()
    typist.letters(page.what.decision.on.edit, "25/10/2026")

    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert (page.steps.step, page.state.plan.on) == (UNITS, DAY)
    assert page.state.plan.decision == make.decision(number="15-QĐ/ĐU", on="2026-10-25")
    pick(qtbot, typist, page, "from", "thcs")
    pick(qtbot, typist, page, "to", "binh minh")
    pick(qtbot, typist, page, "to", "dong thanh")
    assert page.state.plan.from_ids == (SCHOOL,)
    assert page.state.plan.to_ids == (HAMLET, FAR_HAMLET)

    page.foot.after.click()
    assert page.steps.step == PEOPLE
    assert [row.target for row in page.people.table.rows.records()] == ["Chi bộ thôn Bình Minh"] * 4
    page.people.table.selectRow(2)
    qtbot.keyClick(page.people.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.people.table, Qt.Key.Key_2)
    assert [move.to_id for move in page.state.plan.moves] == [HAMLET] * 2 + [FAR_HAMLET] * 2
    assert page.people.targets[1].text() == "2 → Chi bộ thôn Đông Thành · 2"

    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.steps.step == PREVIEW
    assert page.preview.links == []
    answer(yes)
    control = Qt.KeyboardModifier.ControlModifier
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, control))
    qtbot.waitUntil(lambda: page.done_plan is not None)
    assert page.isEnabled()
    assert "Đã thực hiện" in page.head.notice.text.text()
    assert [move.name for move in page.done.table.rows.records()] == [f"Lê Văn {n}" for n in NAMES]
    assert SCHOOL not in units.units(desk, DAY)
    assert people.read(desk, ids[3]).events[-1].unit_id == FAR_HAMLET
    [line] = page.list.table.rows.records()
    assert line.state is CollectiveState.DONE


def test_kinds_passed_with_the_arrows_take_nothing(page: CollectivePage) -> None:
    dissolve(page)
    state = page.state
    state.change(from_ids=(SCHOOL,), to_ids=(HAMLET,))
    state.suggest()
    typed = state.plan
    assert len(typed.moves) == len(NAMES)
    for kind in (CollectiveKind.TAKE_OVER, CollectiveKind.RENAME, CollectiveKind.REGROUP):
        page.what.kinds[kind].setChecked(True)
    assert state.plan == replace(typed, kind=CollectiveKind.REGROUP)
    page.what.kinds[CollectiveKind.RENAME].setChecked(True)
    state.change(note="Đổi tên theo Nghị quyết")
    page.what.kinds[CollectiveKind.REGROUP].setChecked(True)
    assert state.plan.moves == ()


def test_the_preview_tells_what_becomes_of_the_organisations(page: CollectivePage) -> None:
    dissolve(page)
    page.state.change(renamed=((HAMLET, "Chi bộ thôn Bến"),))
    assert page.state.deeds() == [
        "Kết thúc hoạt động: Chi bộ Trường THCS Đông Hải",
        "Đổi tên: Chi bộ thôn Bình Minh → Chi bộ thôn Bến",
    ]
    page.steps.go(4)
    assert any("Chi bộ thôn Bến" in label.text() for label in page.preview.findChildren(QLabel))


def test_enter_on_a_kind_goes_on_to_the_day(page: CollectivePage, qtbot: QtBot) -> None:
    page.begin()
    radio = page.what.kinds[CollectiveKind.DISSOLVE]
    radio.setFocus()
    qtbot.keyClick(radio, Qt.Key.Key_Return)
    assert page.state.plan.kind is CollectiveKind.DISSOLVE
    assert page.what.on.isAncestorOf(QApplication.focusWidget())


def test_the_cursor_walks_the_list_and_enter_enters(
    desk: Desk, page: CollectivePage, qtbot: QtBot
) -> None:
    for number in ("12-QĐ/ĐU", "13-QĐ/ĐU"):
        decision = replace(PAPER, number=number)
        collective.save_draft(desk, CollectivePlan(CollectiveKind.DISSOLVE, decision=decision))
    page.refresh()
    table = page.list.table
    table.setFocus()
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert table.hasFocus()
    assert table.currentIndex().row() == 1


def test_taking_back_asks_why_and_says_so(desk: Desk, page: CollectivePage, qtbot: QtBot) -> None:
    dissolve(page)
    page.open(collective.carry_out(desk, page.state.plan))
    assert page.done_plan is not None

    def why(dialog: QDialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.set_value("quyết định bị thu hồi")
        assert dialog.main is not None
        dialog.main.click()

    answer(why)
    page.head.undo.click()
    qtbot.waitUntil(lambda: "Đã hoàn tác" in page.head.notice.text.text())
    assert page.done_plan.state is CollectiveState.UNDONE
    assert not page.head.undo.isVisible()
    assert SCHOOL in units.units(desk, DAY)


def test_what_is_in_the_way_of_taking_back_is_listed(
    desk: Desk, page: CollectivePage, ids: list[int]
) -> None:
    dissolve(page)
    number = collective.carry_out(desk, page.state.plan)
    dossier = people.read(desk, ids[0])
    died = Event(make.day("2026-11-10"), EventKind.DIED)
    people.save(desk, replace(dossier, events=(*dossier.events, died)))
    page.open(number)
    page.undo()
    said = page.head.notice.text.text()
    assert "Chưa hoàn tác được" in said
    assert "Lê Văn An đã có biến động khác" in said


def test_stopping_the_work_leaves_the_plan_in_hand(
    desk: Desk, page: CollectivePage, qtbot: QtBot
) -> None:
    dissolve(page)
    answer(yes)
    page.carry_out()
    assert not page.isEnabled()
    assert not page.may_leave()
    assert page._job is not None
    page._job.cancel()
    qtbot.waitUntil(page.isEnabled)
    if page.done_plan is None:
        assert "Đã dừng" in page.head.notice.text.text()
        assert SCHOOL in units.units(desk, DAY)


# --- faults ---------------------------------------------------------------------------------------


def test_faults_lead_to_the_step_they_are_mended_in(page: CollectivePage, qtbot: QtBot) -> None:
    dissolve(page)
    page.state.change(decision=make.decision(number=""))
    page.state.assign([row.key for row in page.state.rows()[:1]], None)
    page.carry_out()
    assert page.steps.step == PREVIEW
    assert [link.text() for link in page.preview.links]
    assert "2 vướng mắc" in page.head.notice.text.text()
    first, last = page.preview.links
    assert first.accessibleName() == "Sửa ở phần Việc gì"
    last.linkActivated.emit("#")
    assert page.steps.step == PEOPLE
    assert page.people.only_open.isChecked()
    assert [row.name for row in page.people.table.rows.records()] == ["Lê Văn An"]


def test_nothing_is_chosen_yet_is_said(page: CollectivePage) -> None:
    page.begin()
    page.steps.go(PEOPLE)
    assert "Chưa chọn tổ chức chuyển đi" in page.people.empty.text()
    page.steps.go(PREVIEW)
    assert len(page.preview.links) >= 3


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_saved_found_again_and_thrown_away(
    desk: Desk, page: CollectivePage, qtbot: QtBot
) -> None:
    dissolve(page)
    assert page.unsaved()
    assert "chưa lưu" in page.head.status.whole()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not page.unsaved()
    [line] = page.list.table.rows.records()
    assert (line.state, line.people) == (CollectiveState.DRAFT, 4)
    page.begin()
    page.list.table.setFocus()
    page.list.table.select(line.id)
    page.list.table.opened.emit(line)
    assert page.state.plan.id == line.id
    assert len(page.state.plan.moves) == 4
    answer(yes)
    page.head.drop.click()
    assert collective.listed(desk) == []


def test_unsaved_work_is_asked_about(page: CollectivePage, qtbot: QtBot) -> None:
    dissolve(page)

    def stay(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        dialog.answers["stay"].click()

    with qtbot.assertNotEmitted(page.left):
        answer(stay)
        qtbot.keyClick(page, Qt.Key.Key_Escape)

    def discard(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        dialog.answers["discard"].click()

    with qtbot.waitSignal(page.left):
        answer(discard)
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_a_lock_keeps_what_is_typed_as_a_draft(desk: Desk, page: CollectivePage) -> None:
    dissolve(page)
    assert page.keep_draft() is None
    assert not page.unsaved()
    [line] = collective.listed(desk)
    assert collective.read(desk, line.id).from_ids == (SCHOOL,)


def test_papers_are_asked_for_once_the_plan_is_saved(page: CollectivePage, qtbot: QtBot) -> None:
    dissolve(page)
    page.print_paper(DECISION)
    assert "Ctrl+S" in page.head.notice.text.text()
    page.save()
    with qtbot.waitSignal(page.print_wanted) as asked:
        page.head.menu.actions()[0].trigger()
    assert asked.args == [TransferJob(form=DECISION, collective_id=page.state.plan.id)]


# --- organisations --------------------------------------------------------------------------------


def test_a_new_organisation_begins_like_the_old_one(page: CollectivePage, desk: Desk) -> None:
    page.begin()
    page.what.kinds[CollectiveKind.UNITE].setChecked(True)
    page.state.change(on=DAY, from_ids=(HAMLET, SCHOOL))
    page.steps.go(UNITS)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewUnitDialog)
        assert (dialog.type_field.value(), dialog.parent_field.value()) == ("CBCS", ROOT)
        assert dialog.main is not None
        dialog.main.click()
        assert dialog.name_field.problem() is not None
        dialog.name_field.set_value("Chi bộ thôn Minh Đông")
        dialog.type_field.set_value("CB_THON")
        dialog.main.click()

    answer(fill)
    page.units.new.add.click()
    assert page.state.plan.new_units == (
        NewUnit("Chi bộ thôn Minh Đông", "CB_THON", ROOT, has_seal=True),
    )
    assert {move.to_id for move in page.state.plan.moves} == {0}
    page.units.new.lines.removed.emit(0)
    assert page.state.plan.new_units == ()
    assert page.state.plan.moves == ()


def test_a_new_cell_may_stand_below_a_new_organisation(page: CollectivePage, desk: Desk) -> None:
    page.begin()
    page.what.kinds[CollectiveKind.TAKE_OVER].setChecked(True)
    page.state.change(on=DAY, new_units=(NewUnit("Đảng bộ Dệt", "DBCS", ROOT),))
    page.steps.go(UNITS)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewUnitDialog)
        dialog.name_field.set_value("Chi bộ Phân xưởng")
        dialog.type_field.set_value("CB_DU")
        found = dialog.parent_field._choices.find("Đảng bộ Dệt")
        assert found is not None
        dialog.parent_field.set_value(found.value)
        assert dialog.main is not None
        dialog.main.click()

    answer(fill)
    page.units.new.add.click()
    assert [new.parent_id for new in page.state.plan.new_units] == [ROOT, 0]
    page.units.new.lines.removed.emit(0)
    assert [new.parent_id for new in page.state.plan.new_units] == [None]


def test_cells_below_one_that_ends_get_another_superior(page: CollectivePage, desk: Desk) -> None:
    other = units.add(desk, make.unit(name="Đảng bộ Muối", type="DBCS"), on=None,
                      decision=make.decision())  # fmt: skip
    page.begin()
    page.state.change(on=DAY, from_ids=(COOP,))
    page.steps.go(UNITS)
    box = page.units.places[TEAM]
    assert box.currentData() is None
    box.setCurrentIndex(box.findData(other))
    box.activated.emit(box.currentIndex())
    assert page.state.plan.placed == ((TEAM, other),)


def test_names_change_in_their_own_list(page: CollectivePage) -> None:
    page.begin()
    page.what.kinds[CollectiveKind.RENAME].setChecked(True)
    page.steps.go(UNITS)
    assert not page.units.left.isVisible()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, RenameDialog)
        dialog.unit_field.set_value(HAMLET)
        dialog.name_field.set_value("Chi bộ thôn 1")
        assert dialog.main is not None
        dialog.main.click()

    answer(fill)
    page.units.renamed.add.click()
    assert page.state.plan.renamed == ((HAMLET, "Chi bộ thôn 1"),)
    page.steps.go(PEOPLE)
    assert "không chuyển đảng viên nào" in page.people.empty.text()
    page.steps.go(UNITS)
    page.units.renamed.remove.click()
    assert page.state.plan.renamed == ()


def test_a_split_may_leave_the_old_one(page: CollectivePage) -> None:
    page.begin()
    page.what.kinds[CollectiveKind.SPLIT].setChecked(True)
    page.state.change(on=DAY, from_ids=(SCHOOL,), new_units=(NewUnit("A", "CB_THON", ROOT),))
    page.state.suggest()
    assert len(page.state.plan.moves) == 4
    page.steps.go(UNITS)
    page.units.stays.click()
    assert page.state.plan.to_ids == (SCHOOL,)
    page.steps.go(PEOPLE)
    page.people.table.selectAll()
    page.people._on_clear()
    assert page.state.plan.moves == ()
    assert {row.target for row in page.people.table.rows.records()} == {"Ở lại"}


# --- people ---------------------------------------------------------------------------------------


def test_the_filter_narrows_and_residence_proposes(
    desk: Desk, page: CollectivePage, ids: list[int]
) -> None:
    dossier = people.read(desk, ids[1])
    people.save(desk, replace(dossier, residence_cell="Chi bộ thôn Đông Thành"))
    page.begin()
    page.what.kinds[CollectiveKind.REGROUP].setChecked(True)
    page.state.change(on=DAY, decision=PAPER, from_ids=(SCHOOL,), to_ids=(HAMLET, FAR_HAMLET))
    page.steps.go(PEOPLE)
    page.people.text.setText("dong thanh")
    assert [row.name for row in page.people.table.rows.records()] == ["Lê Văn Bình"]
    page.people.text.clear()
    page.people.residence.click()
    assert [(m.person_id, m.to_id) for m in page.state.plan.moves] == [(ids[1], FAR_HAMLET)]
    assert "cho 1 người" in page.head.notice.text.text()
    page.people.table.clearSelection()
    page.people.targets[0].click()
    assert "chọn người" in page.head.notice.text.text()


def test_who_arrives_comes_from_a_file_or_one_by_one(
    page: CollectivePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.begin()
    page.what.kinds[CollectiveKind.TAKE_OVER].setChecked(True)
    assert page.state.plan.acceptance.issuer == "Đảng ủy xã Đông Hải"
    page.state.change(on=DAY, new_units=(NewUnit("Chi bộ Bến", "CB_THON", ROOT),))
    head = ["Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
            "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
    file = tmp_path / "ban-giao.xlsx"
    line = ["Mai Thị Xuân", "037015009001", "037180009001", "1980", "01/06/2005", "", "", ""]
    file.write_bytes(workbook("Danh sách", head, [line]))
    page.steps.go(PEOPLE)
    page.people.file_chosen.emit(str(file))
    qtbot.waitUntil(lambda: len(page.state.plan.newcomers) == 1)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewcomerDialog)
        dialog.name_field.set_value("Cao Văn Hạ")
        assert dialog.main is not None
        dialog.main.click()

    answer(fill)
    page.people.add.click()
    rows = page.people.table.rows.records()
    assert [(row.name, row.target) for row in rows] == [
        ("Mai Thị Xuân", "Chi bộ Bến"), ("Cao Văn Hạ", "Chi bộ Bến"),
    ]  # fmt: skip
    page.people.table.selectRow(0)
    page.people.remove.click()
    assert [one.name for one in page.state.plan.newcomers] == ["Cao Văn Hạ"]
    file.write_bytes(b"%PDF-1.7")
    page.people.file_chosen.emit(str(file))
    qtbot.waitUntil(lambda: page.head.notice.property("tone") == "bad")
    assert page.isEnabled()


# --- who may --------------------------------------------------------------------------------------


def test_who_may_only_look_sees_and_writes_nothing(
    desk: Desk, pages: Open, ids: list[int], qtbot: QtBot
) -> None:
    plan = collective.suggest(
        desk,
        CollectivePlan(CollectiveKind.MERGE, DAY, PAPER, from_ids=(SCHOOL,), to_ids=(HAMLET,)),
    )
    number = collective.carry_out(desk, plan)
    page = pages(replace(desk, actor=replace(desk.actor, role=Role.VIEWER)))
    page.open(number)
    assert page.done.table.rows.rowCount() == 4
    for button in (page.head.new, page.head.undo, page.foot.save, page.foot.carry_out):
        assert not button.isEnabled()
    page.begin()
    assert page.head.notice.isVisible()


def test_what_others_write_is_shown(desk: Desk, page: CollectivePage, qtbot: QtBot) -> None:
    kept = collective.save_draft(
        desk, CollectivePlan(CollectiveKind.MERGE, DAY, PAPER, from_ids=(SCHOOL,))
    )
    qtbot.waitUntil(lambda: len(page.list.table.rows.records()) == 1)
    assert page.list.table.rows.records()[0].id == kept.id
