"""How a file is read: letters and cells of text files, headings, columns, values, saved ways."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.office import import_files, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.inputs import TextField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.target_choices import TargetChoices
from tcxd_desktop.ui.imports.state import COLUMNS, FILE, PREVIEW, SHEETS, VALUES
from tcxd_desktop.ui.imports.workspace import ImportsWorkspace
from tests.ui import import_help as helping
from tests.ui.conftest import Typist
from tests.ui.import_help import DAO, HEADS, MOVED, PLAIN_NEW
from tests.ui.safety_help import answer, press, pressing, quiet

TITLE = ["DANH SÁCH ĐẢNG VIÊN", "", "", "", "", "", "", "", ""]


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ImportsWorkspace:
    helping.known_people(desk)
    return helping.opened(desk, jobs, qtbot)


# --- the file -------------------------------------------------------------------------------------


def test_a_text_file_is_read_otherwise_until_it_can_be_read(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "danh sach.csv"
    lines = [HEADS, PLAIN_NEW]
    path.write_bytes("\n".join("|".join(line) for line in lines).encode("cp1258", "ignore"))
    wizard = helping.read(place, path, qtbot)
    assert wizard.step == FILE
    step = wizard.file
    assert step.charset.isVisible()
    assert QApplication.focusWidget() is step.charset
    assert step.separator.currentData() == "|"
    other = next(n for n in range(step.separator.count()) if step.separator.itemData(n) == ";")
    step.separator.setCurrentIndex(other)
    step.separator.activated.emit(other)
    quiet(wizard._jobs, qtbot)
    assert wizard.step == FILE
    assert wizard.state.book.separator == ";"
    assert step.grid.cells.columnCount() == 1
    back = next(n for n in range(step.separator.count()) if step.separator.itemData(n) == "|")
    step.separator.setCurrentIndex(back)
    step.separator.activated.emit(back)
    quiet(wizard._jobs, qtbot)
    assert step.grid.cells.columnCount() == len(HEADS)


def test_a_text_file_in_unicode_goes_straight_on(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "danh sach.csv"
    path.write_text("\n".join(";".join(line) for line in [HEADS, PLAIN_NEW]), "utf-8-sig")
    assert helping.read(place, path, qtbot).step == PREVIEW


def test_a_file_is_dropped(qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path) -> None:
    path = helping.sheet(tmp_path, [PLAIN_NEW])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier)  # fmt: skip
    place.files.dropEvent(drop)
    quiet(place._jobs, qtbot)
    assert place.wizard.held() == path.name


def test_the_folder_of_the_last_file_is_offered(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    folder = tmp_path / "Tai ve"
    folder.mkdir()
    path = helping.sheet(folder, [PLAIN_NEW])
    (folder / "~$DS_DANGVIEN.xlsx").write_bytes(b"x")
    (folder / "anh.png").write_bytes(b"x")
    helping.read(place, path, qtbot)
    place.wizard.leave()
    files = place.files.files
    assert [one.path for one in files.rows.records()] == [path]
    assert place.files.where.text() == "Trong thư mục Tai ve"
    assert QApplication.focusWidget() is files
    QTest.keyClick(files, Qt.Key.Key_Return)
    quiet(place._jobs, qtbot)
    assert place.shown == "wizard"


def test_the_mark_of_a_file_open_in_excel_is_refused(
    place: ImportsWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "~$DS_DANGVIEN.xlsx"
    path.write_bytes(b"x")
    place.files.take(path)
    assert "là tệp tạm của Excel" in place.files.notice.text.text()
    assert place.shown == ""


# --- sheets and headings --------------------------------------------------------------------------


def test_headings_are_moved_with_the_sheet_in_view(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    rows = [TITLE, ["(kèm theo báo cáo)", *TITLE[1:]], HEADS, PLAIN_NEW]
    path = helping.sheets(tmp_path, {"Danh sách": rows, "Ghi chú": [["a", "b"]]})
    wizard = helping.read(place, path, qtbot)
    helping.go(wizard, SHEETS, qtbot)
    step = wizard.sheets
    assert step.grid.cells.head == (2, 2)
    assert (step.first.value(), step.last.value()) == (3, 3)
    step.grid.go_to(1, 0)
    step.here.click()
    one = wizard.state.map_of("Danh sách")
    assert one is not None
    assert one.head == (1, 1)
    step.grid.go_to(2, 0)
    QTest.keyClick(step.grid, Qt.Key.Key_Return)
    one = wizard.state.map_of("Danh sách")
    assert one is not None
    assert one.head == (1, 2)
    step.first.setValue(3)
    assert step.grid.cells.head == (2, 2)
    step.none.click()
    assert step.grid.cells.head == (-1, -1)
    assert step.first.text() == "không"
    step.last.setValue(3)
    one = wizard.state.map_of("Danh sách")
    assert one is not None
    assert one.head == (2, 2)
    helping.go(wizard, PREVIEW, qtbot)
    assert helping.outcomes(wizard) == [Outcome.NEW]


def test_sheets_are_ticked(qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path) -> None:
    path = helping.sheets(tmp_path, {"Danh sách": [HEADS, PLAIN_NEW], "Đợt 2": [HEADS, MOVED]})
    wizard = helping.read(place, path, qtbot)
    helping.go(wizard, SHEETS, qtbot)
    step = wizard.sheets
    read = [one.sheet for one in wizard.state.maps]
    assert len(read) == 1
    for row in range(step.sheets.count()):
        step.sheets.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert wizard.state.maps == ()
    assert wizard.foot.reason.whole() == "Chưa trang nào được chọn."
    assert not wizard.foot.after.isEnabled()
    step.sheets.item(0).setCheckState(Qt.CheckState.Checked)
    assert [one.sheet for one in wizard.state.maps] == ["Danh sách"]
    assert wizard.foot.after.isEnabled()


# --- columns --------------------------------------------------------------------------------------


def test_a_column_is_taken_in_by_typing_without_marks(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path, typist: Typist
) -> None:
    heads = [*HEADS[:3], "Cột lạ", *HEADS[4:]]
    wizard = helping.read(place, helping.sheets(tmp_path, {"A": [heads, PLAIN_NEW]}), qtbot)
    helping.go(wizard, COLUMNS, qtbot)
    table = wizard.columns.view.table
    assert QApplication.focusWidget() is table
    table.select(3)
    line = table.current_record()
    assert line is not None
    assert (line.choice.target, line.state) == ("", "Không nhập")
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.field is not None
    typist.letters(table.field.edit, "can c")
    typist.letters(table.field.edit, "uo")
    typist.backspace(table.field.edit, 2)
    typist.letters(table.field.edit, "ước")
    assert table.field.edit.text() == "can cước"
    table.field.edit.selectAll()
    QTest.keyClicks(table.field.edit, "so can cuoc")
    qtbot.waitUntil(table.field.list_open)
    QTest.keyClick(table.field.edit, Qt.Key.Key_Return)
    assert table.field is None
    one = wizard.state.maps[0].columns[3]
    assert (one.target, one.sure) == ("citizen_id", True)
    assert QApplication.focusWidget() is table
    assert table.currentIndex().row() == 4
    table.select(3)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert wizard.state.maps[0].columns[3].target == ""


def test_what_is_no_item_of_the_dossier_is_said(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [PLAIN_NEW]), qtbot)
    helping.go(wizard, COLUMNS, qtbot)
    table = wizard.columns.view.table
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.field is not None
    table.field.edit.selectAll()
    QTest.keyClicks(table.field.edit, "xyz")
    QTest.keyClick(table.field.edit, Qt.Key.Key_Return)
    assert table.field is not None
    assert "“xyz” không có trong danh mục" in wizard.notice.text.text()
    before = wizard.state.maps
    QTest.keyClick(table.field.edit, Qt.Key.Key_Escape)
    assert table.field is None
    assert wizard.state.maps == before
    assert place.shown == "wizard"


def test_the_same_item_twice_is_marked(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [PLAIN_NEW]), qtbot)
    helping.go(wizard, COLUMNS, qtbot)
    view = wizard.columns.view
    view.choose_target(7, "unit")
    states = {line.choice.column: line.state for line in view.lines()}
    assert (states[6], states[7]) == ("Trùng cột H", "Trùng cột G")
    helping.go(wizard, PREVIEW, qtbot)
    assert wizard.step == COLUMNS
    assert wizard.notice.isVisible()


def test_targets_are_found_without_marks() -> None:
    found = TargetChoices(["birth_name", "birth_date", "home.province", "citizen_id"])
    assert [one.value for one in found.matches("ngay sinh")] == ["birth_date"]
    assert [one.value for one in found.matches("tinh thuong tru")] == ["home.province"]
    assert found.matches("")[0].label == "Không nhập"
    assert found.read("khong nhap") == ""
    assert found.label("") == "Không nhập"


def test_a_way_of_reading_is_kept_used_and_dropped(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    heads = [*HEADS[:3], "Mã số định danh riêng", *HEADS[4:]]
    path = helping.sheets(tmp_path, {"A": [heads, PLAIN_NEW]})
    wizard = helping.read(place, path, qtbot)
    helping.go(wizard, COLUMNS, qtbot)
    step = wizard.columns
    step.view.choose_target(3, "citizen_id")
    answer(pressing(lambda dialog: dialog.field.set_value("Huyện gửi 2019")))
    QTest.keyClick(step.view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in import_files.profiles(desk)] == ["Huyện gửi 2019"]
    assert step.profiles.currentText() == "Huyện gửi 2019"
    wizard.leave()
    wizard.forget()
    wizard = helping.read(place, path, qtbot)
    helping.go(wizard, COLUMNS, qtbot)
    step.view.choose_target(3, "")
    number = step.profiles.findData("Huyện gửi 2019")
    step.profiles.setCurrentIndex(number)
    step.profiles.activated.emit(number)
    assert wizard.state.maps[0].columns[3].target == "citizen_id"
    assert wizard.state.profile == "Huyện gửi 2019"
    answer(press)
    step.drop.click()
    assert import_files.profiles(desk) == []
    assert not step.drop.isEnabled()


# --- letters and values ---------------------------------------------------------------------------


def old_font(rows: list[list[str]]) -> list[list[str]]:
    return [[to_legacy(text, Encoding.TCVN3) for text in row] for row in rows]


def test_old_letters_are_shown_before_and_after(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    rows = old_font([HEADS, PLAIN_NEW])
    path = helping.sheets(tmp_path, {"Danh sách": rows}, ".VnTime")
    wizard = helping.read(place, path, qtbot)
    assert wizard.step == VALUES
    letters = wizard.values.letters
    assert wizard.values.letters_card.isVisible()
    assert ("Danh sách", 1) in letters.boxes
    helping.go(wizard, PREVIEW, qtbot)
    assert helping.cells(wizard, "name") == [DAO]
    helping.go(wizard, VALUES, qtbot)
    box = wizard.values.letters.boxes["Danh sách", 1]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert wizard.state.maps[0].columns[1].encoding is Encoding.UNICODE
    helping.go(wizard, PREVIEW, qtbot)
    assert helping.cells(wizard, "name") != [DAO]


def test_a_cell_of_an_old_font_is_mended_in_unicode(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    rows = old_font([HEADS, PLAIN_NEW])
    path = helping.sheets(tmp_path, {"Danh sách": rows}, ".VnTime")
    wizard = helping.read(place, path, qtbot)
    helping.go(wizard, PREVIEW, qtbot)
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_Return)
    cells = wizard.preview.detail.cells
    assert cells is not None
    cells.show_all()
    field = cells.fields["Danh sách", 1, 1]
    assert field.text() == DAO
    field.set_text("Nguyễn Thị Đàố")
    field.commit()
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_F5)
    quiet(wizard._jobs, qtbot)
    assert helping.cells(wizard, "name") == ["Nguyễn Thị Đàố"]


def test_values_no_list_knows_are_asked_and_stay_to_be_changed(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    rows = [[*HEADS, "Tôn giáo"], [*PLAIN_NEW, "đạo gia tiên"], [*MOVED, "không"]]
    wizard = helping.read(place, helping.sheets(tmp_path, {"A": rows}), qtbot)
    fields = wizard.values.values.fields
    if not fields:
        pytest.fail(f"nothing asked: {wizard.state.unknown}")
    assert wizard.step == VALUES
    [(target, text)] = fields
    assert (target, text) == ("religion", "đạo gia tiên")
    field = fields[target, text]
    QTest.keyClicks(field.edit, "bo trong")
    qtbot.waitUntil(field.list_open)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert wizard.state.picked.values == {"religion": {"dao gia tien": ""}}
    helping.go(wizard, PREVIEW, qtbot)
    helping.go(wizard, VALUES, qtbot)
    field = wizard.values.values.fields["religion", "đạo gia tiên"]
    assert field.text() == "Bỏ trống"
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "khong")
    qtbot.waitUntil(field.list_open)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    helping.go(wizard, PREVIEW, qtbot)
    helping.write(wizard, qtbot)
    [line] = people.lines(desk, PeopleQuery(text="dao"))
    assert people.read(desk, line.id).religion == "Không"


def test_one_cell_with_several_facts_is_shown_split(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    work = "Từ 3/1980 đến 5/1985: Xã viên, HTX Bình Minh\nTừ 6/1985 đến nay: Làm ruộng"
    rows = [[*HEADS, "Quá trình công tác"], [*PLAIN_NEW, work]]
    wizard = helping.read(place, helping.sheets(tmp_path, {"A": rows}), qtbot)
    helping.go(wizard, PREVIEW, qtbot)
    detail = wizard.preview.detail

    def shown() -> list[str]:
        texts = (label.text() for label in detail.area.findChildren(QLabel))
        return [text for text in texts if "HTX Bình Minh" in text and "\n" in text]

    qtbot.waitUntil(lambda: bool(shown()))
    split = shown()[-1]
    assert split.splitlines()[0].startswith("03/1980")
    assert split.splitlines()[1].startswith("06/1985")
    cells = detail.cells
    assert cells is not None
    cells.show_all()
    field = cells.fields["A", 1, 9]
    assert isinstance(field, TextField)
    assert field.text() == work


def test_lines_of_a_second_sheet_are_named_and_mended_there(
    qtbot: QtBot, desk: Desk, place: ImportsWorkspace, tmp_path: Path
) -> None:
    bad = [*MOVED[:3], "1234", *MOVED[4:]]
    path = helping.sheets(tmp_path, {"Đợt 1": [HEADS, PLAIN_NEW], "Đợt 2": [HEADS, bad]})
    wizard = helping.read(place, path, qtbot)
    for sheet in ("Đợt 1", "Đợt 2"):
        wizard.state.take_sheet(sheet, on=True)
    helping.go(wizard, PREVIEW, qtbot)
    assert helping.cells(wizard, "line") == ["2", "T2·2"]
    wizard.preview.table.select_place(1)
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_Return)
    detail = wizard.preview.detail
    assert detail.line.text() == "Trang 2, dòng 2"
    assert detail.cells is not None
    field = detail.cells.fields["Đợt 2", 1, 3]
    assert field.text() == "1234"
    field.set_text("037140000001")
    field.commit()
    QTest.keyClick(wizard.preview.table, Qt.Key.Key_F5)
    quiet(wizard._jobs, qtbot)
    assert helping.outcomes(wizard) == [Outcome.NEW, Outcome.CHANGED]
