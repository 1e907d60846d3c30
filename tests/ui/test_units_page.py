"""The page Tổ chức đảng on a real office: looking as at a day, and every change by its dialog."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.rows import PartyPost
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.cards import LinkLabel
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import DecisionBox, Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.units.change_dialogs import (
    AddDialog,
    CloseDialog,
    Ground,
    MoveDialog,
    RenameDialog,
    RetypeDialog,
    UndoDialog,
)
from tcxd_desktop.ui.units.life import life_of
from tcxd_desktop.ui.units.page import UnitsPage
from tcxd_desktop.ui.units.story import chapters, relations
from tests import make
from tests.make import COOP, FAR_HAMLET, HAMLET, ROOT, SCHOOL, TEAM

AUTUMN = date(2026, 9, 1)
PAPER = make.decision()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[UnitsPage]:
    for name, unit_id in (("Lê Văn An", HAMLET), ("Vũ Thị Bé", TEAM)):
        people.create(desk, make.new_person(name=name, unit_id=unit_id))
    jobs = Jobs()
    made = UnitsPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    jobs.close()


def ground(desk: Desk) -> Ground:
    return Ground(desk, units.tree(desk))


def sign(box: DecisionBox) -> None:
    box.set_decision(PAPER)


def listed(page: UnitsPage) -> list[str]:
    return [line.node.unit.name for line in page.table.rows.records()]


def shown_texts(page: UnitsPage) -> str:
    labels = page.detail.findChildren(LinkLabel)
    return " | ".join(label.accessibleName() for label in labels)


def answer(act: Callable[[QDialog], None]) -> None:
    """Do something with the dialog the next call opens."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, run)


# --- looking -------------------------------------------------------------------------------------


def test_the_page_shows_the_tree_the_units_below_and_the_one_chosen(page: UnitsPage) -> None:
    assert [(n.unit.id, n.counted) for n in page.tree.nodes][:3] == [
        (ROOT, 2),
        (COOP, 1),
        (TEAM, 1),
    ]
    assert page.header.count.text() == "6 tổ chức"
    assert listed(page) == [
        "Đảng bộ Hợp tác xã Kim Đông", "Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành",
        "Chi bộ Trường THCS Đông Hải",
    ]  # fmt: skip
    assert page.detail.name.text() == "Đảng bộ xã Đông Hải"


def test_a_unit_without_units_stands_among_its_neighbours(page: UnitsPage) -> None:
    page.tree.select(FAR_HAMLET)
    current = page.table.current_record()
    assert current is not None
    assert current.node.unit.id == FAR_HAMLET
    assert page.detail.name.text() == "Chi bộ thôn Đông Thành"
    assert page.group.text() == "Trực thuộc Đảng bộ xã Đông Hải: 4 tổ chức"


def test_enter_in_the_list_goes_down_and_then_to_the_detail(page: UnitsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.select(COOP)
    assert page.detail.name.text() == "Đảng bộ Hợp tác xã Kim Đông"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert listed(page) == ["Chi bộ Đội 1"]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.detail.name.text() == "Chi bộ Đội 1"
    assert page.detail.tabs.hasFocus()


def test_enter_in_the_tree_goes_to_the_detail(page: UnitsPage, qtbot: QtBot) -> None:
    page.tree.setFocus()
    page.tree.select(SCHOOL)
    qtbot.keyClick(page.tree.view, Qt.Key.Key_Return)
    assert page.detail.tabs.hasFocus()


def test_the_tree_is_shown_as_at_any_day(page: UnitsPage, desk: Desk, qtbot: QtBot) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=AUTUMN, decision=PAPER)
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER)
    qtbot.waitUntil(lambda: "Chi bộ thôn Mới" in listed(page))
    assert "Chi bộ Trường THCS Đông Hải" not in listed(page)
    page.header.day.set_text("31/8/2026")
    page.header.day.commit()
    assert "Chi bộ thôn Bình Minh" in listed(page)
    assert "Chi bộ Trường THCS Đông Hải" in listed(page)
    assert "31/08/2026" in page.header.back.text()
    page.header.back.click()
    assert "Chi bộ thôn Mới" in listed(page)
    assert not page.header.back.isVisible()


def test_a_day_that_is_no_whole_day_is_said_below_the_field(page: UnitsPage) -> None:
    for typed in ("2025", "31/02/2025"):
        page.header.day.set_text(typed)
        page.header.day.commit()
        assert page.header.message.isVisible()
    page.header.day.set_text("1/7/2025")
    page.header.day.commit()
    assert not page.header.message.isVisible()


def test_the_committee_leads_to_its_people(page: UnitsPage, desk: Desk, qtbot: QtBot) -> None:
    person = people.create(desk, make.new_person(name="Phan Văn Dũng"))
    post = PartyPost("Bí thư", HAMLET, make.day("2025"))
    people.save(desk, replace(person, party_posts=(post,)))
    page.refresh()
    page.tree.select(HAMLET)
    assert shown_texts(page) == "Phan Văn Dũng"
    with qtbot.waitSignal(page.person_wanted) as asked:
        page.detail.findChild(LinkLabel).linkActivated.emit("#")
    assert asked.args == [person.id]


def test_what_came_before_is_one_click_away(page: UnitsPage, desk: Desk) -> None:
    units.close(desk, SCHOOL, on=AUTUMN, decision=PAPER, successor_id=HAMLET, kind="sap_nhap")
    page.refresh()
    page.tree.select(HAMLET)
    assert shown_texts(page) == "Chi bộ Trường THCS Đông Hải, 01/09/2026"
    page.detail.findChild(LinkLabel).linkActivated.emit("#")
    assert page.header.as_at() == "2026-08-31"
    assert page.detail.name.text() == "Chi bộ Trường THCS Đông Hải"
    assert page.detail.state.text() == "kết thúc từ 01/09/2026"
    assert not page.detail.rename.isEnabled()


def test_a_write_anywhere_refreshes_the_counts(page: UnitsPage, desk: Desk, qtbot: QtBot) -> None:
    people.create(desk, make.new_person(name="Đỗ Văn Cả", unit_id=SCHOOL))
    qtbot.waitUntil(lambda: page.tree.nodes[0].counted == 3)


def test_an_office_without_units_says_so(desk: Desk, qtbot: QtBot) -> None:
    for unit_id in (TEAM, COOP, HAMLET, FAR_HAMLET, SCHOOL, ROOT):
        units.undo(desk, unit_id, "Dọn để thử")
    jobs = Jobs()
    page = UnitsPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(page)
    page.show()
    assert page.stack.currentWidget() is page.empty
    assert page.detail.unit is None
    page.change("rename")
    jobs.close()


# --- changing ------------------------------------------------------------------------------------


def test_f2_renames_the_unit_shown(page: UnitsPage, desk: Desk, qtbot: QtBot) -> None:
    page.tree.select(HAMLET)
    page.tree.view.setFocus()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, RenameDialog)
        dialog.name.set_text("Chi bộ thôn Mới")
        sign(dialog.paper)
        assert dialog.main is not None
        dialog.main.click()

    answer(fill)
    qtbot.keyClick(page.tree.view, Qt.Key.Key_F2)
    assert page.detail.name.text() == "Chi bộ thôn Mới"
    assert units.steps(desk, HAMLET)[-1].unit.since == PAPER.on
    assert "Đã đổi tên" in page.notice.text.text()


def test_ctrl_n_adds_below_the_unit_shown(page: UnitsPage, desk: Desk, qtbot: QtBot) -> None:
    page.tree.select(COOP)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AddDialog)
        assert dialog.above.value() == COOP
        dialog.name.set_text("Chi bộ Đội 2")
        dialog.kind.set_value("CB_DU")
        dialog.code.set_text("37015001000002")
        sign(dialog.paper)
        dialog.on.set_text("1/10/2026")
        assert dialog.main is not None
        dialog.main.click()

    answer(fill)
    page.tree.view.setFocus()
    qtbot.keyClick(page.tree.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.detail.name.text() == "Chi bộ Đội 2"
    made = units.units(desk)[page.tree.current_id() or 0]
    assert (made.parent_id, made.code, made.since) == (COOP, "37.015.001.000.002", "2026-10-01")


def press(dialog: Dialog) -> None:
    assert dialog.main is not None
    dialog.main.click()


def test_add_says_what_is_missing_beside_its_field(desk: Desk, qtbot: QtBot) -> None:
    dialog = AddDialog(ground(desk), None)
    qtbot.addWidget(dialog)
    dialog.show()
    for field, fill in (
        (dialog.name, lambda: dialog.name.set_text("Chi bộ Mới")),
        (dialog.kind, lambda: dialog.kind.set_value("CB_DU")),
        (dialog.above, lambda: dialog.above.set_value(ROOT)),
        (dialog.on, lambda: dialog.on.set_text("1/10/2026")),
    ):
        press(dialog)
        assert field.problem() is not None
        assert dialog.focusWidget() is field.entries()[0]
        fill()
    press(dialog)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_name_already_there_is_said_beside_the_name(desk: Desk, qtbot: QtBot) -> None:
    dialog = AddDialog(ground(desk), ROOT)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.set_text("Chi bộ thôn Bình Minh")
    dialog.kind.set_value("CB_DU")
    dialog.always.set_value(True)
    press(dialog)
    assert dialog.name.problem() is not None
    dialog.name.set_text("Chi bộ thôn Bình Minh 2")
    press(dialog)
    assert dialog.unit_id in units.units(desk)


def test_a_merged_unit_names_those_it_was_made_from(desk: Desk, qtbot: QtBot) -> None:
    dialog = AddDialog(ground(desk), ROOT)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.set_text("Chi bộ thôn Đông Bình")
    dialog.kind.set_value("CBCS")
    assert dialog.seal.value() is False
    dialog.made.set_kind("hop_nhat")
    sign(dialog.paper)
    press(dialog)
    assert dialog.made.fields[0].problem() is not None
    for number, unit_id in enumerate((HAMLET, FAR_HAMLET)):
        dialog.made.fields[number].set_value(unit_id)
        dialog.made.fields[number].changed.emit()
    assert len(dialog.made.fields) == 3
    press(dialog)
    made_from = [link.before_id for link in units.links(desk, dialog.unit_id or 0)]
    assert made_from == [HAMLET, FAR_HAMLET]


def test_a_paper_that_is_not_whole_is_said_beside_its_box(desk: Desk, qtbot: QtBot) -> None:
    dialog = RenameDialog(ground(desk), units.units(desk)[HAMLET])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.set_text("Chi bộ thôn Mới")
    dialog.on.set_text("1/10/2026")
    press(dialog)
    assert dialog.paper.number.problem() is not None
    dialog.paper.number.set_text("12-QĐ/ĐU")
    press(dialog)
    assert dialog.paper.on.problem() is not None
    dialog.paper.on.set_text("9/2026")
    press(dialog)
    assert dialog.paper.on.problem() is not None
    dialog.paper.on.set_text("20/9/2026")
    press(dialog)
    assert units.units(desk)[HAMLET].name == "Chi bộ thôn Mới"
    assert units.steps(desk, HAMLET)[-1].decision == Decision(
        "12-QĐ/ĐU", "2026-09-20", make.OFFICE.name
    )


def test_moving_below_itself_is_said_beside_the_superior(desk: Desk, qtbot: QtBot) -> None:
    dialog = MoveDialog(ground(desk), units.units(desk)[COOP])
    qtbot.addWidget(dialog)
    dialog.show()
    sign(dialog.paper)
    press(dialog)
    assert dialog.above.problem() is not None
    dialog.above.set_value(TEAM)
    press(dialog)
    assert dialog.above.problem() is not None
    dialog.above.set_value(FAR_HAMLET)
    press(dialog)
    assert units.units(desk)[COOP].parent_id == FAR_HAMLET


def test_code_and_seal_change_from_today_without_a_paper(desk: Desk, qtbot: QtBot) -> None:
    dialog = RetypeDialog(ground(desk), units.units(desk)[HAMLET])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.code.set_text("37.15")
    press(dialog)
    assert dialog.code.problem() is not None
    dialog.code.set_text("37.015.002.000.000")
    dialog.seal.set_value(True)
    press(dialog)
    held = units.units(desk)[HAMLET]
    assert (held.code, held.has_seal, held.since) == ("37.015.002.000.000", True, "2026-11-23")


def test_a_unit_with_people_is_warned_of_and_not_closed(desk: Desk, qtbot: QtBot) -> None:
    person = people.create(desk, make.new_person(unit_id=SCHOOL))
    dialog = CloseDialog(ground(desk), units.units(desk)[SCHOOL], 1)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "1 đảng viên" in dialog.notice.text.text()
    sign(dialog.paper)
    dialog.after.set_kind("sap_nhap")
    press(dialog)
    assert dialog.after.fields[0].problem() is not None
    dialog.after.fields[0].set_value(HAMLET)
    press(dialog)
    assert "1 đảng viên" in dialog.notice.text.text()
    assert SCHOOL in units.units(desk)
    moved = Event(make.day("2026-11-01"), EventKind.MOVED.value, HAMLET)
    people.save(desk, replace(person, events=(*person.events, moved)))
    press(dialog)
    assert SCHOOL not in units.units(desk)
    assert [link.after_id for link in units.links(desk, SCHOOL)] == [HAMLET]


def test_the_last_change_is_shown_before_it_is_taken_back(
    page: UnitsPage, desk: Desk, qtbot: QtBot
) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Nhầm", on=AUTUMN, decision=PAPER)
    dialog = UndoDialog(desk, HAMLET, page)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog)
    assert dialog.reason.problem() is not None
    dialog.reason.edit.setPlainText("Ghi nhầm")
    press(dialog)
    assert units.units(desk)[HAMLET].name == "Chi bộ thôn Bình Minh"


def test_the_buttons_of_the_detail_open_their_dialogs(page: UnitsPage, desk: Desk) -> None:
    page.tree.select(HAMLET)
    seen: list[str] = []

    def leave(dialog: QDialog) -> None:
        seen.append(type(dialog).__name__)
        dialog.reject()

    for button in (page.detail.rename, page.detail.move_button):
        answer(leave)
        button.click()
    for action in page.detail.actions_menu.actions()[2:]:
        if not action.isSeparator():
            answer(leave)
            action.trigger()
    assert seen == ["RenameDialog", "MoveDialog", "RetypeDialog", "CloseDialog", "UndoDialog"]
    assert page.detail.name.text() == "Chi bộ thôn Bình Minh"


# --- the life of a unit in words -----------------------------------------------------------------


def test_the_story_tells_every_change_newest_first(desk: Desk) -> None:
    units.rename(desk, HAMLET, "Chi bộ thôn Mới", on=date(2026, 1, 5), decision=PAPER)
    units.move(desk, HAMLET, COOP, on=date(2026, 3, 5), decision=PAPER)
    unit = units.units(desk)[HAMLET]
    changed = replace(unit, type="CB_THON", code="37.015.002.000.000", has_seal=True,
                      has_committee=False)  # fmt: skip
    units.retype(desk, changed, on=date(2026, 5, 5), decision=PAPER)
    new = make.unit(name="Chi bộ thôn Tách")
    units.add(desk, new, on=date(2026, 6, 1), decision=PAPER, before=[HAMLET], kind="chia_tach")
    units.close(desk, HAMLET, on=date(2026, 7, 1), decision=PAPER, successor_id=SCHOOL,
                kind="sap_nhap")  # fmt: skip
    found = chapters(life_of(desk, HAMLET))
    assert [(chapter.on, chapter.lines) for chapter in found] == [
        ("01/07/2026", ("Sáp nhập vào: Chi bộ Trường THCS Đông Hải",)),
        ("01/06/2026", ("Tách ra: Chi bộ thôn Tách",)),
        ("05/05/2026", ("Đổi loại thành chi bộ thôn, tổ dân phố", "Mã 37.015.002.000.000",
                        "Không có cấp ủy", "Có con dấu")),
        ("05/03/2026", ("Chuyển về trực thuộc Đảng bộ Hợp tác xã Kim Đông",)),
        ("05/01/2026", ("Đổi tên “Chi bộ thôn Bình Minh” thành “Chi bộ thôn Mới”",)),
        ("Đã có từ trước", ("Tên: “Chi bộ thôn Bình Minh”",)),
    ]  # fmt: skip
    assert found[0].paper == "Quyết định 12-QĐ/ĐU, 20/11/2026, Đảng ủy xã Đông Hải"
    assert [(r.words, r.name) for r in relations(life_of(desk, SCHOOL), SCHOOL)] == [
        ("Nhận sáp nhập", "Chi bộ thôn Mới")
    ]


def test_everything_on_the_page_has_a_name_for_screen_readers(page: UnitsPage) -> None:
    page.tree.select(HAMLET)
    silent = [
        widget
        for widget in page.findChildren(type(page.detail.more))
        if not (widget.accessibleName() or widget.text())
    ]
    assert silent == []
    assert page.tree.view.accessibleName()
    assert page.table.accessibleName()
