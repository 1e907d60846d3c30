"""Taking in a list: every line is looked at before anything is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import Outcome, RunState
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import import_drafts, imports, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.imports.drafts import KEY
from tcxd_desktop.ui.imports.state import COLUMNS, PREVIEW, RESULT, SHEETS, VALUES
from tcxd_desktop.ui.imports.wizard import Wizard
from tcxd_desktop.ui.imports.workspace import ImportsWorkspace
from tests import make
from tests.ui import import_help as helping
from tests.ui.import_help import AN, DAO, KNOWN, MOVED, NAMESAKE, NEW, PLAIN_NEW, THANH, WRONG
from tests.ui.safety_help import answer, press, pressing, quiet

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def known(desk: Desk) -> None:
    helping.known_people(desk)


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ImportsWorkspace:
    return helping.opened(desk, jobs, qtbot)


# --- a list that is recognised --------------------------------------------------------------------


def test_a_list_that_explains_itself_opens_at_the_preview_and_writes_nothing(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [KNOWN, MOVED, PLAIN_NEW, WRONG]), qtbot)
    assert wizard.step == PREVIEW
    assert helping.outcomes(wizard) == [
        Outcome.SAME, Outcome.CHANGED, Outcome.NEW, Outcome.ERROR,
    ]  # fmt: skip
    assert helping.cells(wizard, "line") == ["2", "3", "4", "5"]
    told = helping.cells(wizard, "details")
    assert "Chi bộ thôn Đông Thành → Chi bộ thôn Bình Minh" in told[1]
    assert "sinh 05/03/1962" in told[2]
    assert "31/02/1990" in told[3]
    assert not wizard.foot.write.isEnabled()
    assert "Còn 1 dòng lỗi" in wizard.foot.reason.whole()
    assert "Còn 1 dòng lỗi" in wizard.foot.write.accessibleDescription()
    wizard.write()
    assert helping.names(desk) == {THANH, AN}
    assert imports.runs(desk) == []


def test_what_is_not_taken_in_is_said_above_the_lines(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    total = ["", "Tổng cộng: 2 đồng chí", *[""] * 7]
    wizard = helping.read(place, helping.sheet(tmp_path, [KNOWN, PLAIN_NEW, total]), qtbot)
    told = wizard.preview.left_out
    assert told.isVisible()
    assert told.text.text() == "1 dòng được hiểu là tiêu đề, cộng hoặc chữ ký nên không nhập."
    heard: list[str] = []

    def read(dialog: Question) -> None:
        heard.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    answer(read)
    told.action.click()
    assert "dòng 4 “Tổng cộng: 2 đồng chí”" in " ".join(heard)
    told.clear()
    wizard.preview.show_state()
    assert not told.isVisible()


def test_chips_and_words_find_lines(qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [KNOWN, MOVED, PLAIN_NEW, WRONG]), qtbot)
    step = wizard.preview
    assert step.chips[Outcome.ERROR].text() == "Lỗi 1"
    step.chips[Outcome.ERROR].click()
    assert helping.cells(wizard, "line") == ["5"]
    step.chips[Outcome.NEW].click()
    assert helping.cells(wizard, "line") == ["4", "5"]
    step.chips[Outcome.ERROR].click()
    step.chips[Outcome.NEW].click()
    assert len(helping.cells(wizard, "line")) == 4
    QTest.keyClick(step.table, Qt.Key.Key_F3)
    assert QApplication.focusWidget() is step.find_box
    step.find_box.setText("thi dao")
    step.find_box.tell_now()
    assert helping.cells(wizard, "name") == [DAO]
    step.find_box.setText("037140000001")
    step.find_box.tell_now()
    assert helping.cells(wizard, "name") == [AN]


def test_a_line_is_left_out_by_the_space_bar(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, PLAIN_NEW, WRONG]), qtbot)
    table = wizard.preview.table
    table.select(4)
    assert helping.cells(wizard, "write") == ["ghi", "ghi", "ghi"]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert helping.cells(wizard, "write") == ["ghi", "ghi", "bỏ"]
    assert wizard.preview.skipped_chip.text() == "Đã bỏ 1"
    helping.write(wizard, qtbot)
    assert wizard.step == RESULT
    assert helping.names(desk) == {THANH, AN, DAO}
    [run] = imports.runs(desk)
    assert (run.created, run.changed, run.skipped) == (1, 1, 1)


def test_the_same_file_again_changes_nothing(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = helping.sheet(tmp_path, [KNOWN, MOVED, PLAIN_NEW])
    helping.write(helping.read(place, path, qtbot), qtbot)
    wizard = helping.read(place, path, qtbot)
    assert set(helping.outcomes(wizard)) == {Outcome.SAME}
    assert helping.cells(wizard, "write") == ["", "", ""]
    assert wizard.foot.reason.whole() == "Tệp này không có gì khác với dữ liệu đang có."
    assert not wizard.foot.write.isEnabled()


def test_columns_and_cells_can_be_kept_from_being_written(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    more = [*MOVED[:7], "Chi bộ thôn Hạ", ""]
    wizard = helping.read(place, helping.sheet(tmp_path, [more]), qtbot)
    step = wizard.preview
    [row] = wizard.state.decisions.rows()
    assert {one.field for one in row.differences} == {"unit", "residence_cell"}
    step.detail.show_row(row)
    step.detail.takes["residence_cell"].click()
    assert wizard.state.picked.off_cells == {(2, "residence_cell")}

    def turn_off(dialog: object) -> None:
        items = [dialog.list.item(n) for n in range(dialog.list.count())]  # type: ignore[attr-defined]
        unit = next(one for one in items if one.data(Qt.ItemDataRole.UserRole) == "unit")
        unit.setCheckState(Qt.CheckState.Unchecked)

    answer(pressing(turn_off))
    step.choose_columns()
    assert wizard.state.picked.off == {"unit"}
    assert step.columns_button.text() == " Cột được ghi (1 tắt)"
    assert not step.detail.takes["unit"].isEnabled()
    step.detail.takes["residence_cell"].click()
    helping.write(wizard, qtbot)
    [line] = people.lines(desk, PeopleQuery(text="le thi an"))
    assert line.unit_id == make.FAR_HAMLET
    assert people.read(desk, line.id).residence_cell == "Chi bộ thôn Hạ"


# --- values, chi bộ -------------------------------------------------------------------------------


def test_an_unknown_chi_bo_is_chosen_or_made_never_guessed(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [KNOWN, NEW]), qtbot)
    assert wizard.step == VALUES
    fields = wizard.values.units.fields
    assert list(fields) == ["Chi bộ Khu phố 9"]
    helping.go(wizard, PREVIEW, qtbot)
    assert "Còn 1 chi bộ chưa được chọn" in wizard.foot.reason.whole()
    helping.go(wizard, VALUES, qtbot)
    field = wizard.values.units.fields["Chi bộ Khu phố 9"]
    assert QApplication.focusWidget() is field.edit
    QTest.keyClicks(field.edit, "dong thanh")
    qtbot.waitUntil(field.list_open)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert wizard.state.picked.units == {"Chi bộ Khu phố 9": make.FAR_HAMLET}
    QTest.keyClick(field.edit, Qt.Key.Key_Return, CONTROL)
    quiet(wizard._jobs, qtbot)
    assert wizard.step == PREVIEW
    helping.write(wizard, qtbot)
    [line] = people.lines(desk, PeopleQuery(text="dao"))
    assert line.unit_id == make.FAR_HAMLET


def test_unknown_chi_bo_are_made_all_at_once(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [NEW]), qtbot)
    wizard.values.units.create_all.click()
    assert wizard.state.picked.units == {"Chi bộ Khu phố 9": None}
    helping.go(wizard, PREVIEW, qtbot)
    helping.write(wizard, qtbot)
    assert "Chi bộ Khu phố 9" in {unit.name for unit in units.units(desk).values()}
    assert wizard.result is not None
    assert wizard.result.new_units == 1


# --- doubt and error ------------------------------------------------------------------------------


def test_a_doubtful_line_waits_until_somebody_says_who_it_is(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [NAMESAKE]), qtbot)
    step = wizard.preview
    assert helping.outcomes(wizard) == [Outcome.DOUBTFUL]
    assert "Còn 1 dòng nghi vấn" in wizard.foot.reason.whole()
    qtbot.waitUntil(lambda: bool(step.detail.candidates))
    assert step.detail.candidates[0].text() == f"1. {THANH}"
    assert step.detail.candidates[-1].text() == "0. Người mới, chưa có hồ sơ"
    QTest.keyClick(step.table, Qt.Key.Key_0)
    assert wizard.state.picked.match == {2: 0}
    assert helping.cells(wizard, "outcome") == ["Đã chọn"]
    QTest.keyClick(step.table, Qt.Key.Key_1)
    [person] = people.lines(desk, PeopleQuery(text="pham van thanh"))
    assert wizard.state.picked.match == {2: person.id}
    assert step.detail.candidates[0].isChecked()
    assert step.chips[Outcome.DOUBTFUL].text() == "Nghi vấn 1"
    # The line says less than the record: nothing to write of it, and nobody is made twice.
    helping.write(wizard, qtbot)
    assert len(people.lines(desk, PeopleQuery(text="pham van thanh"))) == 1


def test_many_lines_are_decided_at_once(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [NAMESAKE, WRONG, PLAIN_NEW]), qtbot)
    step = wizard.preview
    step.menu.aboutToShow.emit()
    acts = {action.text(): action for action in step.menu.actions()}
    assert not acts["Nhận các dòng đọc theo suy đoán (0)"].isEnabled()
    acts["Bỏ mọi dòng lỗi (1)"].trigger()
    acts["Nhận người duy nhất được gợi ý, không có điểm khác (1)"].trigger()
    assert wizard.state.decisions.open_doubts() == []
    assert wizard.foot.write.isEnabled()
    step.menu.aboutToShow.emit()
    again = next(a for a in step.menu.actions() if a.text() == "Ghi lại mọi dòng đã bỏ (1)")
    again.trigger()
    assert "Còn 1 dòng lỗi" in wizard.foot.reason.whole()


def test_a_wrong_cell_is_mended_in_place(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = helping.sheet(tmp_path, [WRONG])
    before = path.read_bytes()
    wizard = helping.read(place, path, qtbot)
    step = wizard.preview
    QTest.keyClick(step.table, Qt.Key.Key_Return)
    cells = step.detail.cells
    assert cells is not None
    shown = {place[2]: field for place, field in cells.fields.items()}
    assert sorted(shown) == [3, 4]
    assert QApplication.focusWidget() is shown[3].entries()[0]
    for column, text in ((3, "037090000009"), (4, "28/02/1990")):
        entry = shown[column].entries()[0]
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert wizard.state.stale
    assert "Có ô đã sửa" in wizard.foot.reason.whole()
    assert step.edited.isVisible()
    QTest.keyClick(step.table, Qt.Key.Key_F5)
    quiet(wizard._jobs, qtbot)
    assert helping.outcomes(wizard) == [Outcome.NEW]
    assert not step.edited.isVisible()
    helping.write(wizard, qtbot)
    [line] = people.lines(desk, PeopleQuery(text="vu van sai"))
    assert people.read(desk, line.id).birth_date == make.day("1990-02-28")
    assert path.read_bytes() == before


# --- writing, taking back -------------------------------------------------------------------------


def test_an_import_is_taken_back(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, PLAIN_NEW]), qtbot)
    helping.write(wizard, qtbot)
    assert helping.names(desk) == {THANH, AN, DAO}
    answer(pressing(lambda dialog: dialog.field.set_value("Nhập nhầm tệp")))
    QTest.keyClick(wizard.written.people, Qt.Key.Key_Z, CONTROL)
    quiet(wizard._jobs, qtbot)
    quiet(wizard._jobs, qtbot)
    assert helping.names(desk) == {THANH, AN}
    assert not wizard.written.undo.isEnabled()
    assert "Đã hoàn tác" in wizard.notice.text.text()
    [run] = imports.runs(desk)
    assert (run.state, run.undo_reason) == (RunState.UNDONE, "Nhập nhầm tệp")
    wizard.leave()
    assert helping.read(place, helping.sheet(tmp_path, [PLAIN_NEW]), qtbot).step == PREVIEW


def test_what_later_rests_on_an_import_is_listed_and_opened(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [PLAIN_NEW]), qtbot)
    helping.write(wizard, qtbot)
    [person] = people.lines(desk, PeopleQuery(text="dao"))
    dossier = people.read(desk, person.id)
    people.save(desk, replace(dossier, occupation="Làm ruộng"))
    wizard.leave()
    assert place.shown == ""
    asked: list[int] = []
    place.person_wanted.connect(asked.append)

    def look(dialog: object) -> None:
        assert dialog.list.count() >= 1  # type: ignore[attr-defined]
        assert DAO in dialog.list.item(0).text()  # type: ignore[attr-defined]
        dialog.open_button.click()  # type: ignore[attr-defined]

    answer(look)
    assert place.files.table.current_record() is not None
    place.files.detail.undo.click()
    quiet(place._jobs, qtbot)
    assert asked == [person.id]
    assert helping.names(desk) == {THANH, AN, DAO}


def test_a_record_changed_since_the_preview_stops_everything(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, PLAIN_NEW]), qtbot)
    [line] = people.lines(desk, PeopleQuery(text="le thi an"))
    people.void(desk, line.id, "Tạo nhầm")
    helping.write(wizard, qtbot)
    assert wizard.notice.isVisible()
    assert wizard.step == PREVIEW
    assert wizard.result is None
    assert DAO not in helping.names(desk)


def test_writing_is_stopped_as_a_whole(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, PLAIN_NEW]), qtbot)
    wizard.write()
    assert wizard.unsaved()
    wizard.leave()
    assert place.shown == "wizard"
    job = wizard._job
    assert job is not None
    job.cancel()
    quiet(wizard._jobs, qtbot)
    assert wizard.notice.text.text() == "Đã dừng: chưa có gì được ghi."
    assert wizard.step == PREVIEW
    assert wizard.foot.write.isEnabled()
    assert helping.names(desk) == {THANH, AN}
    assert imports.runs(desk) == []


# --- files ----------------------------------------------------------------------------------------


def test_a_file_that_is_no_sheet_is_told_and_another_may_be_chosen(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "thu.xlsx"
    path.write_bytes(b"\x00\x01khong phai bang tinh\x00")
    wizard = helping.read(place, path, qtbot)
    assert wizard.notice.isVisible()
    assert wizard.held() == ""
    assert helping.read(place, helping.sheet(tmp_path, [MOVED]), qtbot).step == PREVIEW
    assert not wizard.notice.isVisible()


def test_leaving_while_a_file_is_read_gives_it_up(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    place.files.take(helping.sheet(tmp_path, [PLAIN_NEW]))
    wizard = place.wizard
    assert not wizard.stack.isEnabled()
    wizard.leave()
    assert place.shown == ""
    quiet(place._jobs, qtbot)
    assert wizard.stack.isEnabled()
    assert helping.names(desk) == {THANH, AN}


def test_what_was_decided_waits_aside(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, WRONG]), qtbot)
    assert not place.unsaved()
    wizard.preview.leave_out([3], on=True)
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_Escape)
    assert place.shown == ""
    assert place.unsaved()
    assert "Đang nhập dở DS_DANGVIEN.xlsx" in place.files.resume.text.text()
    place.files.resume.action.click()
    assert place.shown == "wizard"
    assert wizard.step == PREVIEW
    assert helping.cells(wizard, "write") == ["ghi", "bỏ"]
    place.discard()
    assert not place.unsaved()
    assert helping.names(desk) == {THANH, AN}


def test_another_file_takes_the_place_only_when_asked(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, WRONG]), qtbot)
    wizard.preview.leave_out([3], on=True)
    other = helping.sheet(tmp_path, [PLAIN_NEW], "khac.xlsx")
    answer(lambda dialog: dialog.reject())
    wizard.file_dropped.emit(other)
    assert wizard.state.picked.skip == {3}
    answer(press)
    helping.read(place, other, qtbot)
    assert wizard.held() == "khac.xlsx"
    assert not wizard.state.picked


def test_a_file_that_cannot_be_read_leaves_the_one_in_hand(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED]), qtbot)
    bad = tmp_path / "thu.xlsx"
    bad.write_bytes(b"\x00\x01khong phai bang tinh\x00")
    helping.read(place, bad, qtbot)
    assert wizard.notice.isVisible()
    assert wizard.head.title.whole() == "DS_DANGVIEN.xlsx"
    assert wizard.foot.write.isEnabled()


def test_going_back_and_forth_loses_nothing(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, WRONG, NAMESAKE]), qtbot)
    wizard.preview.leave_out([3], on=True)
    wizard.preview.match(4, 0)
    table = wizard.preview.table
    for step in (VALUES, COLUMNS, SHEETS):
        QTest.keyClick(table if wizard.step == PREVIEW else wizard.shown(), Qt.Key.Key_PageUp,
                       CONTROL)  # fmt: skip
        assert wizard.step == step
    wizard.sheets.set_head(0, 0)
    helping.go(wizard, PREVIEW, qtbot)
    assert wizard.state.picked.skip == {3}
    assert wizard.state.picked.match == {4: 0}
    assert wizard.foot.write.isEnabled()


def test_steps_that_cannot_be_reached_are_greyed(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard: Wizard = place.wizard
    assert [wizard.steps.isTabEnabled(n) for n in range(6)] == [True] + [False] * 5
    helping.read(place, helping.sheet(tmp_path, [MOVED]), qtbot)
    assert [wizard.steps.isTabEnabled(n) for n in range(6)] == [True] * 5 + [False]
    helping.write(wizard, qtbot)
    assert [wizard.steps.isTabEnabled(n) for n in range(6)] == [False] * 5 + [True]


# --- drafts ---------------------------------------------------------------------------------------


def test_decisions_survive_the_lock(
    qtbot: QtBot, desk: Desk, jobs: Jobs, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = helping.sheet(tmp_path, [MOVED, WRONG, NAMESAKE, NEW])
    wizard = helping.read(place, path, qtbot)
    wizard.values.units.create_all.click()
    helping.go(wizard, PREVIEW, qtbot)
    wizard.preview.leave_out([3], on=True)
    wizard.preview.match(4, 0)
    wizard.state.mend(("Danh sách", 1, 4), "1941")
    wizard.columns.view.show_map(wizard.state.book, wizard.state.maps[0])
    wizard.columns.view.choose_target(7, "")
    wizard.leave()
    assert place.keep_draft() is None
    later = helping.opened(desk, jobs, qtbot)
    assert later.files.draft_bar.isVisible()
    assert "nhập tệp DS_DANGVIEN.xlsx" in later.files.draft_bar.text.text()
    later.files.draft_bar.use.click()
    quiet(jobs, qtbot)
    again = later.wizard
    assert again.step == PREVIEW
    assert again.state.picked == wizard.state.picked
    assert again.state.maps == wizard.state.maps
    assert helping.line(again, 2).row.values["birth_date"] == make.day("1941")
    again.preview.match(2, helping.line(again, 2).person_id)  # another day of birth is a doubt
    helping.write(again, qtbot)
    assert import_drafts.draft(desk, KEY) is None


def test_a_draft_of_a_file_that_changed_begins_anew(
    qtbot: QtBot, desk: Desk, jobs: Jobs, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = helping.sheet(tmp_path, [MOVED, WRONG])
    helping.read(place, path, qtbot).preview.leave_out([3], on=True)
    assert place.keep_draft() is None
    helping.sheet(tmp_path, [MOVED, PLAIN_NEW])
    later = helping.opened(desk, jobs, qtbot)
    later.files.draft_bar.use.click()
    quiet(jobs, qtbot)
    assert not later.wizard.state.picked
    assert helping.outcomes(later.wizard) == [Outcome.CHANGED, Outcome.NEW]
    assert "đã thay đổi" in later.wizard.notice.text.text()


def test_a_draft_is_kept_by_itself_and_thrown_away(
    qtbot: QtBot, desk: Desk, jobs: Jobs, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [MOVED, WRONG]), qtbot)
    assert import_drafts.draft(desk, KEY) is None
    wizard.preview.leave_out([3], on=True)
    qtbot.waitUntil(lambda: import_drafts.draft(desk, KEY) is not None, timeout=6000)
    later = helping.opened(desk, jobs, qtbot)
    later.files.draft_bar.drop.click()
    assert import_drafts.draft(desk, KEY) is None
    assert not later.files.draft_bar.isVisible()
    assert later.save()
    place.discard()
    assert not place.unsaved()
