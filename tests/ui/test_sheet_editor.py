"""The sheet editor on a real office: scored, handed in, reviewed, confirmed, reopened by keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import REVIEW_SHEET, SELF_SHEET
from tcxd_desktop.domain.meetings import Meeting, Presence
from tcxd_desktop.domain.score_sheets import Entry, SheetState
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    Input,
    Item,
    LegalBasis,
    Method,
    PointLevel,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.office import meetings, score_templates, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.sheet_dialogs import ConfirmDialog
from tcxd_desktop.ui.meetings.sheet_editor import SheetEditor
from tcxd_desktop.ui.meetings.sheet_table import NOTE
from tests.ui import meeting_help
from tests.ui.meeting_help import Clerk, last_month, members, recorded

Key = Qt.Key


@pytest.fixture
def build(qtbot: QtBot, jobs: Jobs) -> Iterator[Callable[[Desk], SheetEditor]]:
    made: list[SheetEditor] = []

    def construct(desk: Desk) -> SheetEditor:
        editor = SheetEditor(desk, jobs, Changes(desk.store.on_written))
        made.append(editor)
        editor.resize(1156, 696)
        with qtbot.waitExposed(editor):
            editor.show()
        editor.activateWindow()
        return editor

    yield construct
    for editor in made:
        editor.close()
        editor.deleteLater()


@pytest.fixture
def held(desk: Desk) -> Meeting:
    """A meeting of twenty members that was recorded: 18 there, 95 minutes."""
    members(desk)
    last_month(desk)
    return recorded(desk)


@pytest.fixture
def editor(held: Meeting, desk: Desk, build: Callable[[Desk], SheetEditor]) -> SheetEditor:
    return build(desk)


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


def an_phu(desk: Desk, meeting_id: int) -> None:
    """Score a meeting with the detailed sheet of An Phú."""
    shipped = next(line for line in score_templates.lines(desk) if line.code == "AN-PHU")
    score_templates.adopt(desk, shipped)
    line = next(one for one in scoring.choices(desk, meeting_id) if one.code == "AN-PHU")
    scoring.change_template(desk, meeting_id, line)


def stand(editor: SheetEditor, name: str) -> None:
    rows = editor.view.table.rows
    place = next(number for number, line in enumerate(rows) if line.id == name)
    editor.view.stand(place, editor.view.table.own)
    editor.view.setFocus()


def line_id(editor: SheetEditor) -> str:
    line = editor.view.line()
    assert line is not None
    return line.id


def modal(act: Callable[[object], None]) -> None:
    """Do something with the next dialog."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def answer(kind: str) -> None:
    def give(dialog: object) -> None:
        assert isinstance(dialog, Question)
        dialog.answers[kind].click()

    modal(give)


def write_into(text: str) -> None:
    def give(dialog: object) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.field.set_value(text)
        assert dialog.main is not None
        dialog.main.click()

    modal(give)


def confirm(by: str) -> None:
    def give(dialog: object) -> None:
        assert isinstance(dialog, ConfirmDialog)
        dialog.by.set_value(by)
        assert dialog.main is not None
        dialog.main.click()

    modal(give)


def test_the_sheet_opens_on_the_first_criterion_without_points(
    editor: SheetEditor, held: Meeting
) -> None:
    editor.open(held.id, SELF)
    assert editor.view.hasFocus()
    assert line_id(editor) == "3.1"
    assert editor.total.text() == "10/100"
    assert editor.missing.text() == "còn 8 tiêu chí chưa chấm (F8)"
    assert editor.official.text() == "chưa thẩm định"
    assert editor.facts.whole() == "Họp 06/10/2026, 19:30–21:05 (95 phút) · 18/20 dự (90 %)"
    assert not editor.dirty


def test_scores_by_items_are_keyed_in_few_keys(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    for points in ("5", "5", "5", "23,5", "10", "5", "27", "5"):
        clerk.keys(points)
        clerk.enter()
    clerk.control(Key.Key_S)
    assert editor.head.state.whole() == "Đã lưu 09:00"
    sheet = scoring.prepare(desk, held.id)
    made = scoring.result(sheet, SELF)
    assert (made.total, made.level, made.complete) == (Decimal("95.5"), "TOT", True)
    # two criteria come from the record and need no key
    assert clerk.pressed == 22


def test_scores_by_groups_are_keyed_in_few_keys(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    """A paper that tells seven groups only; two of them are computed."""
    editor.open(held.id, SELF)
    clerk.press(Key.Key_Up)  # from the first criterion of group 3 to the group
    for points in ("10", "38", "5", "27", "5"):
        clerk.keys(points)
        clerk.enter()
    clerk.control(Key.Key_S)
    made = scoring.result(scoring.prepare(desk, held.id), SELF)
    assert (made.total, made.complete) == (Decimal(95), True)
    assert clerk.pressed == 15


def test_the_detailed_sheet_of_an_phu_by_one_key_a_criterion(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    while editor.work is not None and editor.work.own.missing:
        clerk.press(Key.Key_Minus if line_id(editor) == "4.4" else Key.Key_Plus)
        if line_id(editor) not in editor.work.own.missing:
            clerk.press(Key.Key_F8)
    clerk.control(Key.Key_S)
    made = scoring.result(scoring.prepare(desk, held.id), SELF)
    assert made.complete
    # 19 criteria told by hand; where what was computed lies between, F8 goes on
    assert clerk.pressed == 25


def test_levels_are_picked_by_points_or_from_the_numbered_list(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    stand(editor, "2.1")
    clerk.keys("3")
    clerk.enter()
    assert line_id(editor) == "2.2"
    work = editor.work
    assert work is not None
    assert work.entries["2.1"] == Entry(level=1)
    stand(editor, "2.1")
    menu = editor.view.levels_menu()
    assert menu is not None
    assert [action.text()[:4] for action in menu.actions()] == ["&1  ", "&2  ", "&3  ", "&4  "]
    menu.actions()[2].trigger()
    assert work.entries["2.1"] == Entry(level=2)
    stand(editor, "2.1")
    clerk.press(Key.Key_Delete)
    assert "2.1" not in work.entries
    menu.deleteLater()


def test_space_turns_a_yes_or_no(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    stand(editor, "3.1")
    work = editor.work
    assert work is not None
    clerk.press(Key.Key_Space)
    assert work.entries["3.1"] == Entry(met=True)
    clerk.press(Key.Key_Space)
    assert work.entries["3.1"] == Entry(met=False)
    assert line_id(editor) == "3.1"


def test_the_criterion_in_hand_is_explained(editor: SheetEditor, held: Meeting, desk: Desk) -> None:
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    stand(editor, "2.1")
    aside = editor.aside
    assert aside.title.text() == "2.1 Tỷ lệ dự họp"
    assert "Chọn một mức" in aside.how.text()
    said = " ".join(label.text() for label in aside.why_frame.findChildren(type(aside.title)))
    assert "18/20" in said
    assert "90 %" in said


def test_points_that_cannot_be_given_are_said_and_keep_the_cursor(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("6")
    clerk.enter()
    assert line_id(editor) == "3.1"
    assert "từ 0 đến 5" in editor.said.text()
    clerk.control(Key.Key_S)
    assert scoring.prepare(desk, held.id).version == 0
    clerk.keys("4")
    clerk.enter()
    assert line_id(editor) == "3.2"
    clerk.control(Key.Key_S)
    assert scoring.prepare(desk, held.id).entries[SELF]["3.1"] == Entry(points=Decimal(4))


def test_letters_typed_over_the_sheet_change_nothing(
    editor: SheetEditor, held: Meeting, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.write("đạtkư")
    assert not editor.dirty


def test_a_note_is_opened_by_f2_and_leads_on(
    editor: SheetEditor, held: Meeting, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("4")
    clerk.enter()
    stand(editor, "3.1")
    clerk.press(Key.Key_F2)
    assert editor.view.currentIndex().column() == NOTE
    clerk.write("thiếu dự thảo nghị quyết")
    clerk.enter()
    assert line_id(editor) == "3.2"
    assert editor.view.currentIndex().column() == editor.view.table.own
    work = editor.work
    assert work is not None
    assert work.entries["3.1"].note == "thiếu dự thảo nghị quyết"


def test_from_self_score_to_the_official_level(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    for points in ("5", "5", "5", "25", "10", "5", "30", "5"):
        clerk.keys(points)
        clerk.enter()
    editor.step.click()
    assert editor.badge.text() == "Đã nộp, chưa thẩm định"
    editor.open(held.id, REVIEW)
    clerk.keys("=")  # one criterion
    assert line_id(editor) == "3.2"
    editor.agree_all.click()
    work = editor.work
    assert work is not None
    assert work.own.complete
    stand(editor, "6")
    clerk.keys("24")
    clerk.enter()
    clerk.control(Key.Key_S)
    assert editor.aside.reason.hasFocus() or editor.aside.reason.edit.hasFocus()
    assert scoring.prepare(desk, held.id).state is SheetState.SUBMITTED
    clerk.write("Một nhiệm vụ không hoàn thành")
    clerk.control(Key.Key_S)
    assert editor.badge.text() == "Đã thẩm định"
    assert editor.step.text() == "Xác nhận mức…"
    assert "chưa xác nhận" in editor.level.text()
    confirm("Nguyễn Văn Kiên, Bí thư Đảng ủy")
    editor.step.click()
    sheet = scoring.prepare(desk, held.id)
    assert sheet.state is SheetState.CONFIRMED
    assert sheet.decided_by == "Nguyễn Văn Kiên, Bí thư Đảng ủy"
    assert editor.level.text() == "mức chính thức: Tốt"
    assert not editor.save()
    before = dict(work.entries)
    stand(editor, "3.1")
    QTest.keyClick(editor.view, Key.Key_1)
    assert dict(editor.work.entries) == before
    write_into("Tính lại tiêu chí 6")
    editor.reopen.click()
    assert scoring.prepare(desk, held.id).state is SheetState.REVIEWED
    assert editor.head.save.isEnabled()


def test_a_sheet_that_lacks_points_is_not_handed_in(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("5")
    clerk.enter()
    editor.step.click()
    assert "còn tiêu chí chưa có điểm" in editor.notice.text.text()
    assert scoring.prepare(desk, held.id).state is SheetState.DRAFT


def test_there_is_no_way_to_spread_a_wished_total(
    editor: SheetEditor, held: Meeting, clerk: Clerk
) -> None:
    """A total told as such stays one number: no criterion gets points from it."""
    editor.open(held.id, SELF)
    stand(editor, "*")
    clerk.keys("95")
    clerk.enter()
    work = editor.work
    assert work is not None
    assert work.own.total == 95
    assert set(work.entries) == {"*"}
    assert all(one.points is None for one in work.own.items if one.id == "3.1")


def test_another_template_is_taken_while_the_sheet_is_a_draft(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    shipped = next(line for line in score_templates.lines(desk) if line.code == "AN-PHU")
    score_templates.adopt(desk, shipped)
    meeting_help.scored(desk, held.id)
    editor.open(held.id, SELF)
    before = editor.template.text()
    editor.template_menu.aboutToShow.emit()
    other = next(a for a in editor.template_menu.actions() if not a.isChecked())
    answer("no")
    other.trigger()
    assert editor.template.text() == before
    answer("yes")
    other.trigger()
    assert editor.template.text() != before
    assert not scoring.prepare(desk, held.id).entries.get(SELF)


def test_unsaved_points_are_asked_about(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    gone: list[bool] = []
    editor.left.connect(lambda: gone.append(True))
    editor.open(held.id, SELF)
    clerk.keys("5")
    clerk.enter()
    answer("stay")
    clerk.press(Key.Key_Escape)
    assert not gone
    assert editor.dirty
    answer("save")
    editor.leave()
    assert gone
    assert scoring.prepare(desk, held.id).entries[SELF]["3.1"].points == 5


def test_a_sheet_written_elsewhere_is_told_and_what_was_entered_stays(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("4")
    clerk.enter()
    meeting_help.scored(desk, held.id)
    clerk.control(Key.Key_S)
    assert "ghi ở chỗ khác" in editor.notice.text.text()
    editor.notice.action.click()
    work = editor.work
    assert work is not None
    assert work.entries["3.1"].points == 4
    assert work.own.complete
    clerk.control(Key.Key_S)
    assert scoring.prepare(desk, held.id).entries[SELF]["3.1"].points == 4


def test_computed_points_follow_the_record(editor: SheetEditor, held: Meeting, desk: Desk) -> None:
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    rows = list(held.attendance)
    rows[5] = replace(rows[5], presence=Presence.ABSENT)
    meetings.save(desk, replace(held, attendance=tuple(rows)))
    stand(editor, "2.1")
    work = editor.work
    assert work is not None
    assert work.points(editor.view.table.rows[2]) == 1


def test_one_scorer_leads_to_the_other(editor: SheetEditor, held: Meeting, desk: Desk) -> None:
    editor.open(held.id, SELF)
    editor.review.click()
    work = editor.work
    assert work is not None
    assert work.reviewing
    assert editor.review.isChecked()
    assert not editor.own.isChecked()


def test_a_viewer_reads_only(
    held: Meeting, desk: Desk, build: Callable[[Desk], SheetEditor], clerk: Clerk
) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    editor = build(viewer)
    editor.open(held.id, SELF)
    assert "không có quyền" in editor.notice.text.text()
    clerk.keys("5")
    assert not editor.dirty
    assert not editor.head.save.isEnabled()
    assert not editor.step.isEnabled()


def test_the_paper_of_the_column_in_hand_is_asked_for(
    editor: SheetEditor, held: Meeting, desk: Desk
) -> None:
    jobs: list[object] = []
    editor.print_wanted.connect(jobs.append)
    meeting_help.confirmed(desk, held.id)
    for scorer in (SELF, REVIEW):
        editor.open(held.id, scorer)
        editor.print.click()
    assert [(job.form, job.scorer) for job in jobs] == [
        (SELF_SHEET, SELF), (REVIEW_SHEET, REVIEW),
    ]  # fmt: skip


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_wider_than_the_window(
    editor: SheetEditor, held: Meeting, scale: int, qapp: QApplication
) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    qapp.setProperty("tcxdTestLook", "")
    editor.open(held.id, SELF)
    editor.resize(1066, 660)
    assert editor.minimumSizeHint().width() <= 1066
    assert editor.view.horizontalHeader().length() <= editor.view.viewport().width()


def test_where_room_is_scarce_the_explanation_takes_the_place_of_the_table(
    editor: SheetEditor, held: Meeting, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    editor.resize(700, 600)
    assert not editor.aside.isVisible()
    clerk.press(Key.Key_F1)
    assert editor.aside.isVisible()
    assert not editor.view.isVisible()
    editor.aside.back.click()
    assert editor.view.isVisible()
    assert editor.view.hasFocus()


def test_points_are_kept_as_a_draft_and_offered_again(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("4")
    clerk.enter()
    clerk.keys("99")
    clerk.enter()
    assert editor.keep_draft() is None
    assert scoring.prepare(desk, held.id).version == 0
    editor.open(held.id, SELF)
    assert editor.draft_bar.use.hasFocus()
    assert not editor.save()
    editor.draft_bar.use.click()
    work = editor.work
    assert work is not None
    assert work.entries["3.1"].points == 4
    assert [typed.text for typed in editor.view.table.typed.values()] == ["99"]
    stand(editor, "3.2")
    clerk.keys("5")
    clerk.enter()
    clerk.control(Key.Key_S)
    assert scoring.prepare(desk, held.id).entries[SELF]["3.2"].points == 5
    editor.open(held.id, SELF)
    assert editor.draft_bar.isHidden()


def test_a_draft_of_another_template_is_not_offered(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    editor.open(held.id, SELF)
    clerk.keys("4")
    clerk.enter()
    assert editor.keep_draft() is None
    an_phu(desk, held.id)
    editor.open(held.id, SELF)
    assert editor.draft_bar.isHidden()
    assert editor.view.isEnabled()


def with_inputs(desk: Desk, meeting_id: int) -> None:
    """Score a meeting with a sheet that asks for figures of its own."""
    points = (
        PointLevel(Decimal(60), "đủ", Decimal(3)),
        PointLevel(Decimal(20), "thiếu", Decimal(0)),
    )
    template = ScoreTemplate(
        "RIENG", 1, "Phiếu có số liệu riêng",
        items=(
            Item("1", "Sáng kiến", Decimal(60), Method.LEVELS, levels=points, auto="so_sang_kien"),
            Item("2", "Sổ sách", Decimal(40), Method.BINARY, auto="so_du"),
        ),
        levels=(RatingLevel("TOT", "Tốt", Decimal(90)), RatingLevel("KHA", "Khá", Decimal(0))),
        legal_basis=(LegalBasis("01-HD/ĐU", "2026-01-05", "Đảng ủy xã Đông Hải"),),
        valid_from="2026-01-01",
        inputs=(Input("so_sang_kien", "Số sáng kiến"), Input("so_du", "Sổ ghi đủ", "flag")),
    )  # fmt: skip
    score_templates.publish(desk, score_templates.save_draft(desk, template))
    line = next(one for one in score_templates.lines(desk) if one.code == "RIENG")
    score_templates.adopt(desk, line)
    line = next(one for one in scoring.choices(desk, meeting_id) if one.code == "RIENG")
    scoring.change_template(desk, meeting_id, line)


def test_figures_of_the_template_are_asked_for_first(
    editor: SheetEditor, held: Meeting, desk: Desk, clerk: Clerk
) -> None:
    with_inputs(desk, held.id)
    editor.open(held.id, SELF)
    assert list(editor.inputs.fields) == ["so_sang_kien", "so_du"]
    assert editor.inputs.fields["so_sang_kien"].edit.hasFocus()
    clerk.keys("4")
    clerk.enter()
    clerk.keys("x")
    clerk.enter()
    assert editor.view.hasFocus()
    assert editor.total.text() == "100/100"
    clerk.press(Key.Key_Plus)
    clerk.control(Key.Key_S)
    sheet = scoring.prepare(desk, held.id)
    assert (sheet.facts["so_sang_kien"], sheet.facts["so_du"]) == (Decimal(4), True)
    assert scoring.result(sheet, SELF).total == 100
