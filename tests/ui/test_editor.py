"""The dossier editor, driven by its keyboard on a real office."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.errors import BadDateProblem, UnchangedProblem
from tcxd_desktop.domain.facts import Kind, facts_of, is_blank
from tcxd_desktop.domain.rows import Job, PaperInDossier
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.store import TAMPERED
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.inputs import FlagField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.editor import DossierEditor
from tcxd_desktop.ui.people.editor_correct import CorrectionDialog
from tcxd_desktop.ui.people.editor_history import HistoryDialog
from tcxd_desktop.ui.people.editor_layout import SHEETS, sheet_number
from tcxd_desktop.ui.people.editor_rows import DossierRows
from tcxd_desktop.wording.problems import sentence
from tests import make

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def jobs(desk: Desk) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def build(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Iterator[Callable[..., DossierEditor]]:
    made: list[DossierEditor] = []

    def construct(at: Desk = desk) -> DossierEditor:
        editor = DossierEditor(at, jobs, Changes(at.store.on_written))
        made.append(editor)
        editor.resize(1158, 696)
        with qtbot.waitExposed(editor):
            editor.show()
        editor.activateWindow()
        return editor

    yield construct
    for editor in made:
        editor.close()
        editor.deleteLater()


@pytest.fixture
def editor(build: Callable[..., DossierEditor]) -> DossierEditor:
    return build()


@pytest.fixture
def dao(desk: Desk) -> Dossier:
    """An official member with something in every group."""
    new = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    return people.save(desk, make.dossier(id=new.id, version=new.version))


@pytest.fixture
def new(desk: Desk) -> Dossier:
    """Somebody just listed: nothing is fixed yet."""
    return people.create(desk, make.new_person())


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def write(typist: Any, text: str) -> None:
    """Type into whatever has the keyboard, over what is there."""
    widget = focus()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.selectAll()
    typist.letters(widget, text)


def now(editor: DossierEditor) -> str:
    """Return which box has the keyboard."""
    for name, box in editor.forms.form.boxes.items():
        if box is focus() or box.isAncestorOf(focus()):
            return name
    return ""


def test_shows_whose_dossier_it_is_and_how_complete(editor: DossierEditor, dao: Dossier) -> None:
    editor.open(dao.id)
    assert editor.header.title.whole() == "Nguyễn Thị Đào"
    assert editor.header.badge.text() == "Hồ sơ 53 %"
    marks = [editor.sections.mark_of(number).text for number in range(len(SHEETS))]
    assert marks[0] == "đủ"
    assert marks[sheet_number("jobs")] == "2 dòng"
    assert marks[sheet_number("family")] == "2 người"
    assert marks[sheet_number("exits")] == "trống"
    assert marks[sheet_number("photo")] == "thiếu 1"
    assert not editor.dirty


def test_fixed_facts_can_be_read_not_typed(
    editor: DossierEditor, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    assert now(editor) == "sex"
    birth = editor.forms.form.boxes["birth_date"]
    birth.setFocus()
    write(typist, "1/1/1970")
    assert birth.value() == make.day("1962-03-05")
    assert not editor.dirty


def test_enter_walks_the_boxes_and_the_sections(editor: DossierEditor, dao: Dossier) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    assert now(editor) == "other_names"
    editor.forms.form.boxes["religious_rank"].setFocus()
    press(Key.Key_Return)
    assert editor.forms.number == 1
    assert now(editor) == "occupation"


def test_keys_turn_the_sections(editor: DossierEditor, dao: Dossier) -> None:
    editor.open(dao.id)
    press(Key.Key_Down, ALT)
    assert editor.forms.number == 1
    press(Key.Key_Tab, CTRL)
    assert editor.forms.number == 2
    press(Key.Key_Up, ALT)
    press(Key.Key_Tab, CTRL | SHIFT)
    assert editor.forms.number == 0
    editor.previous_section()
    assert editor.forms.number == len(SHEETS) - 1


def test_typing_saving_and_opening_again(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any, qtbot: QtBot
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Lê  Minh ")
    assert editor.dirty
    assert editor.header.state.whole() == "Chưa lưu"
    with qtbot.waitSignal(editor.saved) as told:
        press(Key.Key_S, CTRL)
    assert told.args == [dao.id]
    assert people.read(desk, dao.id).other_names == "Lê Minh"
    assert editor.header.state.whole() == "Đã lưu 09:00"
    assert not editor.dirty
    editor.open(dao.id)
    assert editor.forms.form.boxes["other_names"].value() == "Lê Minh"


@pytest.mark.parametrize("modifiers", [CTRL, SHIFT])
def test_enter_with_a_modifier_saves(
    editor: DossierEditor,
    desk: Desk,
    dao: Dossier,
    typist: Any,
    modifiers: Qt.KeyboardModifier,
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    press(Key.Key_Return, modifiers)
    assert people.read(desk, dao.id).other_names == "Minh"


SAMPLES = {
    Kind.LINE: "Nguyễn Văn Á",
    Kind.UPPER: "Phạm Văn Thành",
    Kind.TEXT: "Chấp hành tốt",
    Kind.DATE: "5/3/1990",
    Kind.TERM: "5/3/2030",
    Kind.PLACE: "Thôn 5",
    Kind.OPEN_CODE: "Tự ghi",
    Kind.NUMBER: "12,5",
    Kind.MONEY: "12.000.000",
    Kind.UNIT: "chi bo thon binh minh",
}
DIGITS = {4: "2025", 6: "123456", 9: "123456789", 12: "037075004217"}
BY_NAME = {"dossier_no": "000123 NB"}


def sample(desk: Desk, name: str, fact: Any) -> str:
    if name in BY_NAME:
        return BY_NAME[name]
    if fact.kind is Kind.DIGITS:
        return DIGITS[fact.digits[0]]
    if fact.kind is Kind.CODE:
        return desk.codes[fact.codes].codes[0].name
    return SAMPLES[fact.kind]


def fill_box(desk: Desk, typist: Any, name: str) -> None:
    fact = FACTS[name]
    if fact.kind is Kind.FLAG:
        press(Key.Key_Space)
    else:
        write(typist, sample(desk, name, fact))
    press(Key.Key_Tab if fact.kind is Kind.TEXT else Key.Key_Return)
    if fact.kind is Kind.PLACE:
        press(Key.Key_Return)
        press(Key.Key_Return)


def fill_table(desk: Desk, typist: Any, name: str, table: DossierRows) -> None:
    table.setCurrentIndex(table.rows.index(table.rows.lines(), 0))
    press(Key.Key_Return)
    for column, fact in facts_of(TABLES[name].record).items():
        if fact.kind is Kind.FLAG:
            press(Key.Key_Space)
        else:
            write(typist, sample(desk, column, fact))
        press(Key.Key_Return)
    press(Key.Key_Return)
    press(Key.Key_Return)


def test_every_item_is_filled_by_keyboard_alone_and_read_back(
    editor: DossierEditor, desk: Desk, new: Dossier, typist: Any
) -> None:
    editor.open(new.id)
    for number, sheet in enumerate(SHEETS):
        assert editor.forms.number == number
        for name in sheet.fields:
            if name == "photo":
                press(Key.Key_Return)
                continue
            assert now(editor) == name, name
            box = editor.forms.form.boxes[name]
            if isinstance(box, DossierRows):
                fill_table(desk, typist, name, box)
            else:
                fill_box(desk, typist, name)
        if number == len(SHEETS) - 1:
            break
    press(Key.Key_S, CTRL)
    assert editor.header.state.whole() == "Đã lưu 09:00", editor.notice.text.text()
    written = people.read(desk, new.id)
    blank = {
        name
        for name in (*FACTS, *TABLES)
        if is_blank(getattr(written, name)) or getattr(written, name) is False
    }
    assert blank == {"photo"}
    for name, table in TABLES.items():
        row = getattr(written, name)[-1]
        empty = {c for c in facts_of(table.record) if is_blank(getattr(row, c))}
        assert empty == set(), name
    editor.open(new.id)
    editor.go_to("party_posts")
    assert editor.forms.form.boxes["party_posts"].value() == written.party_posts
    assert written.party_posts[0].unit_id == make.HAMLET


def test_a_bad_date_is_said_beside_its_box_and_nothing_is_written(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("recruited_date")
    write(typist, "31/02/1990")
    press(Key.Key_Return)
    editor.show_section(4)
    assert not editor.save()
    assert editor.forms.number == 1
    assert now(editor) == "recruited_date"
    problem = editor.forms.form.boxes["recruited_date"].problem()
    assert isinstance(problem, BadDateProblem)
    assert people.read(desk, dao.id).version == dao.version


def test_a_number_of_somebody_else_is_said_beside_its_box(
    editor: DossierEditor, desk: Desk, dao: Dossier, new: Dossier, typist: Any
) -> None:
    editor.open(new.id)
    editor.go_to("citizen_id")
    write(typist, dao.citizen_id)
    editor.show_section(0)
    assert not editor.save()
    assert now(editor) == "citizen_id"
    shown = editor.forms.form.frame("citizen_id").message
    assert shown.isVisible()
    assert "Nguyễn Thị Đào" in shown.text()


def test_a_bad_cell_stops_the_save_at_its_table(
    editor: DossierEditor, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("jobs")
    press(Key.Key_Return)
    write(typist, "13/1990")
    assert not editor.save()
    assert now(editor) == "jobs"
    assert editor.notice.isVisible()


def test_a_cell_in_hand_is_saved_and_the_table_goes_on(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("jobs")
    press(Key.Key_Right)
    press(Key.Key_Right)
    press(Key.Key_Return)
    write(typist, "Kế toán")
    press(Key.Key_S, CTRL)
    assert people.read(desk, dao.id).jobs[0].work == "Kế toán"
    assert now(editor) == "jobs"
    press(Key.Key_Return)
    write(typist, "Thủ quỹ")
    press(Key.Key_Down, ALT)
    assert editor.forms.number == sheet_number("jobs") + 1
    assert editor.save()
    assert people.read(desk, dao.id).jobs[0].work == "Thủ quỹ"


def test_a_cell_left_by_the_mouse_is_taken(
    editor: DossierEditor, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("introducers")
    press(Key.Key_Return)
    write(typist, "Vũ Văn Hà")
    QTest.mouseClick(editor.forms.form.boxes["workplace"].edit, Qt.MouseButton.LeftButton)
    assert editor.dirty
    assert editor.forms.form.boxes["introducers"].value()[0].name == "Vũ Văn Hà"


def test_a_pause_keeps_a_draft_that_a_new_start_offers(
    build: Callable[..., DossierEditor], desk: Desk, dao: Dossier, typist: Any, qtbot: QtBot
) -> None:
    editor = build()
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    with qtbot.waitSignal(editor.drafts.kept, timeout=6000):
        pass
    assert editor.header.state.whole() == "Đã lưu nháp 09:00"
    assert people.read(desk, dao.id).other_names == ""

    again = build()
    again.open(dao.id)
    assert again.draft_bar.isVisible()
    assert "09:00" in again.draft_bar.text.text()
    assert not again.forms.isEnabled()
    assert not again.save()
    again.draft_bar.use.click()
    assert again.forms.form.boxes["other_names"].value() == "Minh"
    assert again.dirty
    assert again.save()
    assert people.read(desk, dao.id).other_names == "Minh"
    assert people.draft(desk, dao.id) is None


def test_a_draft_can_be_dropped(editor: DossierEditor, desk: Desk, dao: Dossier) -> None:
    people.keep_draft(desk, replace(dao, other_names="Minh"))
    editor.open(dao.id)
    editor.draft_bar.drop.click()
    assert people.draft(desk, dao.id) is None
    assert editor.forms.form.boxes["other_names"].value() == ""
    assert not editor.dirty


def test_esc_goes_back_and_keeps_what_was_typed(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any, qtbot: QtBot
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    with qtbot.waitSignal(editor.left):
        press(Key.Key_Escape)
    kept = people.draft(desk, dao.id)
    assert kept is not None
    assert kept.dossier.other_names == "Minh"


def test_where_no_draft_can_be_kept_leaving_is_asked(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    desk.store.read_only = TAMPERED
    assert not editor.save()
    assert "chỉ xem được" in editor.notice.text.text()
    gone: list[bool] = []
    editor.left.connect(lambda: gone.append(True))

    def answer(key: str) -> Callable[[], None]:
        def give() -> None:
            question = QApplication.activeModalWidget()
            assert isinstance(question, dialogs.Question)
            question.answers[key].click()

        return give

    QTimer.singleShot(0, answer("no"))
    editor.leave()
    assert gone == []
    assert editor.forms.form.boxes["other_names"].value() == "Minh"
    QTimer.singleShot(0, answer("yes"))
    editor.leave()
    assert gone == [True]


def test_text_being_typed_is_not_judged_by_the_draft(
    editor: DossierEditor, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("recruited_date")
    write(typist, "5/")
    editor.forms.collect(resting=True)
    assert editor.forms.form.boxes["recruited_date"].problem() is None


def test_discarding_throws_the_draft_away(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    editor.flush_draft()
    assert people.draft(desk, dao.id) is not None
    editor.discard()
    assert not editor.dirty
    assert people.draft(desk, dao.id) is None


def test_a_conflict_is_explained_and_what_was_typed_survives(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    people.save(desk, replace(dao, health="Trung bình"))
    assert not editor.save()
    assert "chỗ khác" in editor.notice.text.text()
    editor.notice.action.click()
    assert editor.forms.form.boxes["other_names"].value() == "Minh"
    assert editor.save()
    written = people.read(desk, dao.id)
    assert (written.other_names, written.health) == ("Minh", "Trung bình")


def test_what_both_sides_changed_is_named(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    people.save(desk, replace(dao, other_names="Hoa"))
    editor.save()
    editor.notice.action.click()
    assert "Tên gọi khác" in editor.notice.text.text()
    assert editor.forms.form.boxes["other_names"].value() == "Minh"


def test_a_correction_needs_its_paper_and_keeps_other_typing(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CorrectionDialog)
        try:
            dialog.which.setCurrentIndex(1)
            dialog.values["birth_date"].set_text("15/3/1962")
            assert dialog.main is not None
            dialog.main.click()
            problem = dialog.decision.number.problem()
            seen.append(sentence(problem) if problem is not None else "")
            dialog.decision.set_decision(make.decision())
            dialog.reason.set_value("Nhập sai so với lý lịch gốc, tờ 2")
            dialog.main.click()
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, answer)
    editor.forms.form.headings[0].correct.click()
    assert "căn cứ" in seen[0]
    assert people.read(desk, dao.id).birth_date == make.day("1962-03-15")
    assert editor.forms.form.boxes["birth_date"].value() == make.day("1962-03-15")
    assert editor.forms.form.boxes["other_names"].value() == "Minh"
    assert editor.save()
    assert people.read(desk, dao.id).other_names == "Minh"


def test_the_correction_of_nothing_is_refused(desk: Desk, dao: Dossier, qtbot: QtBot) -> None:
    dialog = CorrectionDialog(desk, dao, ["birth_name"])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.decision.set_decision(make.decision())
    dialog.reason.set_value("Đổi tên")
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.result_dossier is None
    assert isinstance(dialog.values["birth_name"].problem(), UnchangedProblem)


def test_the_history_shows_old_and_new_with_the_paper(
    desk: Desk, dao: Dossier, qtbot: QtBot
) -> None:
    moved = replace(dao, jobs=(*dao.jobs, Job(since=make.day("2020-01"), work="Nghỉ hưu")))
    after = people.save(desk, replace(moved, health="Trung bình"))
    people.correct(
        desk,
        dao.id,
        "birth_name",
        "Nguyễn Thị Hoa Đào",
        decision=make.decision(),
        reason="Đổi tên",
    )
    assert after.version == dao.version + 1
    dialog = HistoryDialog(desk, dao.id, "Nguyễn Thị Đào")
    qtbot.addWidget(dialog)
    lines = dialog.table.rows.records()
    assert (lines[0].act, lines[0].item) == ("Đính chính", "Họ và tên khai sinh")
    assert (lines[0].old, lines[0].new) == ("Nguyễn Thị Đào", "Nguyễn Thị Hoa Đào")
    assert "12-QĐ/ĐU" in dialog.detail.text()
    job = next(line for line in lines if line.item == "Quá trình hoạt động và công tác")
    assert (job.old, "Nghỉ hưu" in job.new, "Xã viên" in job.new) == ("", True, False)


def test_a_photo_is_taken_and_a_bad_file_is_explained(
    editor: DossierEditor, desk: Desk, dao: Dossier, tmp_path: Path, qtbot: QtBot, typist: Any
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    buffer = BytesIO()
    Image.new("RGB", (900, 1200), "white").save(buffer, "JPEG")
    good, bad = tmp_path / "anh.jpg", tmp_path / "hong.jpg"
    good.write_bytes(buffer.getvalue())
    bad.write_bytes(b"not a picture")
    with qtbot.waitSignal(editor.saved, timeout=20000):
        editor.take_photo(good)
    assert people.read(desk, dao.id).photo
    box = editor.forms.photo
    assert box is not None
    assert not box.picture.pixmap().isNull()
    assert editor.sections.mark_of(sheet_number("photo")).text != "thiếu 1"
    editor.take_photo(bad)
    qtbot.waitUntil(lambda: "ảnh" in box.message.text() and box.choose.isEnabled(), timeout=20000)
    assert editor.save()
    assert people.read(desk, dao.id).other_names == "Minh"


def test_f1_shows_and_hides_cach_ghi(editor: DossierEditor, dao: Dossier) -> None:
    editor.open(dao.id)
    assert editor.guide.isVisible()
    assert editor.guide.title.text() == "Cách ghi mục 02"
    press(Key.Key_F1)
    assert not editor.guide.isVisible()
    editor.resize(700, 600)
    press(Key.Key_F1)
    assert editor.guide.isVisible()
    assert not editor.sections.isVisible()


def test_the_guide_follows_the_box_and_says_what_was_noticed(
    editor: DossierEditor, dao: Dossier
) -> None:
    editor.open(dao.id)
    editor.go_to("recruited_date")
    assert editor.guide.title.text() == "Cách ghi mục 13"
    assert any("Tuổi đảng" in text for text in editor.guide.checks.texts())
    editor.go_to("dossier_no")
    assert any("Số thẻ" in text for text in editor.guide.checks.texts())
    assert "· Ảnh 3×4" in editor.guide.lacking.texts()


def test_the_guide_follows_the_cell_in_hand(
    editor: DossierEditor, desk: Desk, dao: Dossier
) -> None:
    people.save(desk, replace(dao, jobs=(Job(since=make.day("1980-09-01"), work="dạy học"),)))
    editor.open(dao.id)
    editor.go_to("jobs")
    assert editor.guide.field == "jobs.since"
    table = editor.forms.form.boxes["jobs"]
    assert isinstance(table, DossierRows)
    press(Key.Key_Right)
    assert editor.guide.field == "jobs.until"
    assert editor.guide.box.text().endswith("Đến tháng")
    table.setCurrentIndex(table.rows.index(1, 0))
    assert editor.guide.field == "jobs"


def test_the_paper_behind_an_item_is_named(editor: DossierEditor, desk: Desk, dao: Dossier) -> None:
    paper = PaperInDossier(
        type="5", number="12-QĐ/HU", on=make.day("1995-04-20"), copy="Bản chính", present=True
    )
    people.save(desk, replace(dao, papers=(paper,)))
    editor.open(dao.id)
    editor.go_to("decision_no")
    assert editor.guide.proofs.texts() == [
        "Quyết định kết nạp đảng viên: 12-QĐ/HU, 20/04/1995 (bản chính)"
    ]


def test_f8_walks_what_is_missing(editor: DossierEditor, desk: Desk, dao: Dossier) -> None:
    people.save(desk, replace(dao, religion="", health=""))
    editor.open(dao.id)
    press(Key.Key_F8)
    assert now(editor) == "religion"
    press(Key.Key_F8)
    assert now(editor) == "health"
    press(Key.Key_F8)
    assert editor.forms.number == sheet_number("photo")


def test_the_missing_papers_get_their_lines(
    editor: DossierEditor, desk: Desk, dao: Dossier
) -> None:
    editor.open(dao.id)
    editor.go_to("papers")
    before = editor.sections.mark_of(sheet_number("papers")).text
    editor.forms.papers_wanted.emit()
    assert editor.save()
    written = people.read(desk, dao.id)
    assert before == f"thiếu {len(written.papers)}"
    assert not any(row.present for row in written.papers)


def test_ctrl_d_repeats_the_dossier_before(
    editor: DossierEditor, desk: Desk, dao: Dossier, new: Dossier
) -> None:
    editor.open(dao.id)
    editor.open(new.id)
    editor.go_to("home")
    press(Key.Key_D, CTRL)
    assert editor.save()
    assert people.read(desk, new.id).home == dao.home


def test_ctrl_d_in_a_table_repeats_the_line_above(
    editor: DossierEditor, dao: Dossier, typist: Any
) -> None:
    editor.open(dao.id)
    editor.go_to("jobs")
    table = editor.forms.form.boxes["jobs"]
    assert isinstance(table, DossierRows)
    table.setCurrentIndex(table.rows.index(1, 4))
    press(Key.Key_D, CTRL)
    assert table.value()[1].unit == "HTX Bình Minh"
    press(Key.Key_Up, ALT)
    assert editor.forms.form.sheet.section.key == "jobs"
    assert table.value()[0].work == "Làm ruộng"


def test_printing_saves_first(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any, qtbot: QtBot
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    with qtbot.waitSignal(editor.print_wanted):
        editor.header.print.click()
    assert people.read(desk, dao.id).other_names == "Minh"


def test_a_renamed_unit_is_offered_at_once(
    editor: DossierEditor, desk: Desk, dao: Dossier, typist: Any, qtbot: QtBot
) -> None:
    editor.open(dao.id)
    editor.go_to("events")
    units.rename(desk, make.HAMLET, "Chi bộ thôn 5", on=make.TODAY, decision=make.decision())
    qtbot.waitUntil(
        lambda: editor.forms.form.boxes["events"].rows.index(0, 2).data() == "Chi bộ thôn 5"
    )


def test_flags_have_their_words_beside_the_box(editor: DossierEditor, dao: Dossier) -> None:
    editor.open(dao.id)
    editor.go_to("martyr_family")
    flag = editor.forms.form.boxes["martyr_family"]
    assert isinstance(flag, FlagField)
    assert flag.box.text() == "Gia đình liệt sĩ"


@pytest.mark.parametrize("scale", [125, 150])
def test_another_text_size_keeps_what_was_typed(
    editor: DossierEditor, dao: Dossier, typist: Any, qapp: QApplication, scale: int
) -> None:
    editor.open(dao.id)
    press(Key.Key_Return)
    write(typist, "Minh")
    theme.apply(qapp, dark=True, scale=scale)
    qapp.setProperty("tcxdTestLook", "other")
    editor.resize(1054, 696)
    assert editor.forms.form.boxes["other_names"].value() == "Minh"
    for number in range(len(SHEETS)):
        editor.show_section(number)
        inner = editor.forms.form.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= editor.forms.form.viewport().width()
