"""The page Xuất Excel on a real office: layouts, conditions, the first lines, the file, editing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.layouts import CellForm, LayoutColumn
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.office import book, exports, layouts, people, personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.exports.editor_lines import code_lists, lines_of, sheet_of, usual_form
from tcxd_desktop.ui.exports.runs_dialog import RunsDialog
from tcxd_desktop.ui.exports.workspace import ExportsWorkspace
from tests import make
from tests.ui.safety_help import answer, press, pressing, quiet, shown


@pytest.fixture
def place(desk: Desk, jobs: Jobs, qtbot: QtBot) -> ExportsWorkspace:
    for name, unit, card in (
        ("Trần Văn Ánh", make.HAMLET, "037075004417"), ("Lê Thị Bé", make.TEAM, ""),
    ):  # fmt: skip
        people.create(desk, make.new_person(name=name, unit_id=unit, card_no=card))
    made = shown(ExportsWorkspace, desk, jobs, qtbot)
    choose(made, "central8", jobs, qtbot)
    return made


def choose(place: ExportsWorkspace, key: str, jobs: Jobs, qtbot: QtBot) -> None:
    place.page.layouts.choose(key)
    quiet(jobs, qtbot)


def cells(place: ExportsWorkspace) -> list[tuple[str, ...]]:
    return [tuple(row) for row in place.page.sample.grid.cells.sheet.rows]


def column(place: ExportsWorkspace, title: str) -> list[str]:
    head, *rows = cells(place)
    return [row[head.index(title)] for row in rows]


def settle(place: ExportsWorkspace, jobs: Jobs, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not place.page._later_preview.isActive())
    quiet(jobs, qtbot)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "ra.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    return path


def purpose(text: str) -> Any:
    return pressing(lambda dialog: dialog.field.set_value(text))


# --- looking --------------------------------------------------------------------------------------


def test_the_layouts_say_what_to_know_of_them(place: ExportsWorkspace) -> None:
    texts = [place.page.layouts.list.item(n).text() for n in range(6)]
    assert texts[0] == "Cập nhật dữ liệu đảng viên 28 cột\n28 cột · chưa kiểm chứng"
    assert texts[2].startswith("Toàn bộ hồ sơ\n")
    assert "27 trang" in texts[2]


def test_the_first_lines_are_shown_with_numbers_hidden(
    place: ExportsWorkspace, jobs: Jobs, qtbot: QtBot
) -> None:
    assert column(place, "Họ và tên") == ["Trần Văn Ánh", "Lê Thị Bé"]
    assert column(place, "Số thẻ Đảng viên") == ["0370 •••• 4417", ""]
    assert place.page.sample.told.text() == "2 người."
    choose(place, "central28", jobs, qtbot)
    assert len(cells(place)[1]) == 28
    assert cells(place)[0][14] == "Nơi đăng ký khai sinh"
    assert "Dân tộc (2)" in place.page.sample.blanks.text()
    choose(place, "full", jobs, qtbot)
    sheets = place.page.sample.sheet
    assert sheets.count() == 27
    sheets.setCurrentText("Biến động")
    assert column(place, "Biến động") == ["Đã có tên trong danh sách"] * 2


def test_conditions_narrow_the_list(place: ExportsWorkspace, jobs: Jobs, qtbot: QtBot) -> None:
    who = place.page.who
    who.unit.edit.setText("chi bo doi 1")
    who.unit._touched = True
    who.unit.commit()
    settle(place, jobs, qtbot)
    assert column(place, "Họ và tên") == ["Lê Thị Bé"]
    who.since.edit.setText("31/02/2026")
    who.since._touched = True
    who.since.commit()
    settle(place, jobs, qtbot)
    assert "31/02/2026" in place.page.notice.text.text()
    assert cells(place) == []
    assert place.page.preview is None
    who.since.set_value(None)
    who.changed.emit()
    settle(place, jobs, qtbot)
    assert place.page.notice.isHidden()
    assert column(place, "Họ và tên") == ["Lê Thị Bé"]


def test_a_saved_filter_and_a_day_go_into_the_file(
    place: ExportsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    people.save_filter(desk, SavedFilter("Nữ", PeopleQuery(sexes=("Nữ",)), ()))
    place.page.refresh()
    who = place.page.who
    assert [who.filter.itemText(n) for n in range(2)] == ["Không lọc", "Nữ"]
    who.filter.setCurrentIndex(1)
    who.as_at.set_value(make.day("2026-10-01"))
    who.gone.setChecked(True)
    who.free.setChecked(True)
    job = who.job("central8")
    assert job == ExportJob(
        layout="central8",
        query=PeopleQuery(sexes=("Nữ",), as_at="2026-10-01", leavings=(), unrestricted_only=True),
    )
    settle(place, jobs, qtbot)
    assert place.page.sample.told.text() == "0 người."


def test_held_data_is_told_before_the_export_is_refused(
    place: ExportsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    personal_data.restrict(desk, 1, make.decision(), "Đang khiếu nại")
    place.page.refresh()
    quiet(jobs, qtbot)
    assert "Trần Văn Ánh đang bị khóa" in place.page.held.text.text()
    place.page.who.free.setChecked(True)
    settle(place, jobs, qtbot)
    assert place.page.held.isHidden()
    assert column(place, "Họ và tên") == ["Lê Thị Bé"]


# --- the file -------------------------------------------------------------------------------------


def test_a_file_is_written_with_its_purpose(
    place: ExportsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot, target: Path
) -> None:
    answer(purpose("Gửi cấp trên"))
    place.page.export()
    quiet(jobs, qtbot)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert [row[0] for row in sheet.values][-2:] == ["Trần Văn Ánh", "Lê Thị Bé"]
    assert place.page.notice.text.text() == (
        "Đã xuất 2 người vào ra.xlsx. Tệp này không được mã hóa."
    )
    entry = book.entries(desk, book.BookQuery(), 1)[0]
    assert (entry.use_case, entry.purpose) == ("exports.layout", "Gửi cấp trên")
    quiet(jobs, qtbot)
    assert place.page.who.changed_only.isEnabled()
    assert "(23/11/2026)" in place.page.who.changed_only.text()
    place.page.who.changed_only.setChecked(True)
    settle(place, jobs, qtbot)
    assert place.page.sample.told.text() == "0 người; 2 người không thay đổi nên không xuất."
    answer(purpose("Gửi lại"))
    place.page.export()
    quiet(jobs, qtbot)
    assert "Không ai thay đổi" in place.page.notice.text.text()


def test_sealed_items_go_out_only_when_asked_for_twice(
    place: ExportsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot, target: Path
) -> None:
    choose(place, "full", jobs, qtbot)
    answer(lambda question: question.reject())
    place.page.export()
    assert not target.exists()
    answer(press, purpose("Bàn giao"))
    place.page.export()
    quiet(jobs, qtbot)
    assert target.exists()


def test_a_run_that_did_not_arrive_is_left_out_of_account(
    place: ExportsWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    exports.export_layout(desk, ExportJob(layout="central8", file_name="a.xlsx"))
    dialog = RunsDialog(desk, layouts.layout(desk, "central8"))
    qtbot.addWidget(dialog)
    dialog.show()
    [run] = dialog.table.rows.records()
    assert (run.people, run.file_name, dialog.forget.isEnabled()) == (2, "a.xlsx", True)
    answer(lambda question: question.reject())
    dialog.forget_current()
    assert dialog.table.rows.records()[0].counts
    answer(press)
    dialog.forget_current()
    assert not dialog.forget.isEnabled()
    assert dialog.table.rows.records()[0].counts is False


def test_who_may_not_export_reads_why(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=Actor("Người Xem", Role.VIEWER))
    place = shown(ExportsWorkspace, viewer, jobs, qtbot)
    assert not place.page.export_button.isEnabled()
    assert "xuất danh sách" in place.page.notice.text.text()
    assert place.page.actions_offered() == ()
    clerk = replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK))
    other = shown(ExportsWorkspace, clerk, jobs, qtbot)
    assert other.page.export_button.isEnabled()
    assert not other.page.edit_button.isEnabled()
    other.page.edit()
    assert "thay đổi thiết lập" in other.page.notice.text.text()


# --- the editor -----------------------------------------------------------------------------------


def test_a_layout_is_changed_saved_and_dropped_again(
    place: ExportsWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    place.page.edit()
    editor = place.editor
    assert place.shown == "editor"
    assert editor.head.title.whole() == "Danh sách đảng viên 8 cột"
    assert not editor.unsaved()
    table = editor.tables[0]
    table.setCurrentIndex(table.rows.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    table.rows.write(table.rows.index(2, 6), table.rows.read(6, "x"))
    table.rows.write(table.rows.index(8, 1), table.rows.read(1, "Điện thoại"))
    editor.heading.set_value("DANH SÁCH\nNgày {ngay}")
    assert editor.unsaved()
    assert editor.head.state.whole() == "Chưa lưu"
    assert editor.save()
    saved = layouts.layout(desk, "central8")
    titles = [column.title for column in saved.members.columns]
    assert titles[:2] == ["Số thẻ Đảng viên", "Họ và tên"]
    assert "Số CCCD" not in titles
    assert titles[-1] == "Điện thoại"
    assert saved.heading == ("DANH SÁCH", "Ngày {ngay}")
    assert not editor.unsaved()
    # What was switched off can be switched on again.
    assert [line.title for line in editor.tables[0].value() if line.off] == ["Số CCCD"]
    answer(lambda question: question.reject())
    editor.drop()
    assert layouts.layout(desk, "central8").own
    layouts.drop_layout(desk, "central8")
    quiet(jobs, qtbot)
    assert len(layouts.layout(desk, "central8").members.columns) == 8


def test_what_cannot_be_used_is_said_and_stays_open(place: ExportsWorkspace, desk: Desk) -> None:
    place.page.edit()
    editor = place.editor
    table = editor.tables[0]
    table.rows.write(table.rows.index(1, 1), table.rows.read(1, "Không có mục này"))
    assert not editor.save()
    assert "không có trong danh mục" in editor.notice.text.text()
    table.rows.write(table.rows.index(1, 1), table.rows.read(1, "Họ và tên khai sinh"))
    assert not editor.save()
    assert "hai cột cùng một nội dung" in editor.notice.text.text()
    assert not layouts.layout(desk, "central8").own
    assert place.unsaved()
    place.discard()
    assert not place.unsaved()


def test_a_new_layout_is_made_of_another_and_given_as_a_file(
    place: ExportsWorkspace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    jobs: Jobs, qtbot: QtBot,
) -> None:  # fmt: skip
    answer(purpose("Danh sách nộp huyện"))
    place.page.new_layout()
    editor = place.editor
    assert editor.unsaved()
    editor.save_and_leave()
    quiet(jobs, qtbot)
    assert place.shown == ""
    assert place.page.layouts.key() == "danh-sach-nop-huyen"
    assert "Đã lưu mẫu" in place.page.notice.text.text()
    path = tmp_path / "mau.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    place.page.edit()
    editor.write_file()
    assert json.loads(path.read_text("utf-8"))["title"] == "Danh sách nộp huyện"
    layouts.drop_layout(desk, "danh-sach-nop-huyen")
    place.page.take(path)
    assert layouts.layout(desk, "danh-sach-nop-huyen").own
    path.write_text("{}", "utf-8")
    place.page.take(path)
    assert "không phải tệp mẫu danh sách" in place.page.notice.text.text()


def test_every_choice_of_a_column_has_a_name_of_its_own() -> None:
    for table in ("", "trainings", "papers"):
        names = [code.name for code in code_lists(table)["layout_target"].codes]
        assert len(names) == len(set(names)) > 10


def test_columns_keep_their_other_headings_and_their_form() -> None:
    sheet = layouts.shipped()["central28"].members
    assert sheet_of(lines_of(sheet, sheet), sheet, sheet) == sheet
    some = replace(sheet, columns=sheet.columns[:3])
    lines = lines_of(some, sheet)
    assert [line.off for line in lines].count(True) == 25
    assert sheet_of([replace(line, off=False) for line in lines], some, sheet) == sheet
    assert usual_form("birth_date") is CellForm.DATE_TEXT
    assert usual_form("household_income") is CellForm.NUMBER
    assert usual_form("citizen_id") is usual_form("") is CellForm.TEXT
    [named] = sheet_of([replace(lines[2], title="")], some).columns
    assert named == LayoutColumn("birth_name", "Họ và tên khai sinh", needed=True, width=28)
