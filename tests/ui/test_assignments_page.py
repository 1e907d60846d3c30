"""Phân công, nề nếp, thiết lập on a real office."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_errors import DayOfMonthProblem
from tcxd_desktop.domain.meetings import CellHabit, UpperAssignment
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.office import assignments, meeting_plans, people, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.assignments_dialogs import AssignDialog, EndDialog
from tcxd_desktop.ui.meetings.assignments_page import AssignmentsPage
from tcxd_desktop.ui.meetings.assignments_panel import share_text, share_tone, without
from tcxd_desktop.ui.meetings.habit_state import HABIT_COLUMNS, HabitSheet
from tcxd_desktop.ui.meetings.score_settings_panel import example
from tests import make
from tests.make import FAR_HAMLET, HAMLET, SCHOOL, TEAM
from tests.office import meeting_samples
from tests.ui.safety_help import answer

CELLS = (TEAM, HAMLET, FAR_HAMLET, SCHOOL)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folk(desk: Desk) -> dict[str, int]:
    return {
        name: people.create(desk, make.new_person(name=name, unit_id=unit)).id
        for name, unit in (("Lê Thị An", TEAM), ("Trần Văn Ánh", HAMLET), ("Phạm Thị Dần", FAR_HAMLET))
    }  # fmt: skip


@pytest.fixture
def page(desk: Desk, jobs: Jobs, folk: dict[str, int], qtbot: QtBot) -> AssignmentsPage:
    made = AssignmentsPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    qtbot.waitUntil(lambda: len(made.habits.sheet.rows) == len(CELLS))
    return made


def press(dialog: Dialog) -> None:
    assert dialog.main is not None
    dialog.main.click()


def tick(dialog: AssignDialog, *units: int) -> None:
    for number in range(dialog.list.count()):
        item = dialog.list.item(number)
        if item.data(int(Qt.ItemDataRole.UserRole)) in units:
            item.setCheckState(Qt.CheckState.Checked)


def keys(text: str) -> None:
    for letter in text:  # the first one opens the cell's line, which takes the keyboard
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, letter)


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, code, modifier)


# --- who attends ---------------------------------------------------------------------------------


def test_somebody_is_assigned_to_several_chi_bo(page: AssignmentsPage, desk: Desk) -> None:
    assert page.assignments.stack.currentWidget() is page.assignments.empty
    assert page.assignments.without.text().startswith("4 chi bộ hiện chưa phân công ai")

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, AssignDialog)
        press(dialog)
        assert dialog.isVisible()
        dialog.person.set_text("le thi an")
        dialog.person.commit()
        assert dialog.person.text() == "Lê Thị An"
        dialog.search.setText("thon")
        shown = [n for n in range(dialog.list.count()) if not dialog.list.item(n).isHidden()]
        assert len(shown) == 2
        tick(dialog, HAMLET, FAR_HAMLET)
        dialog.since.set_value(PartialDate(2026, 1, 1))
        dialog.paper.set_value("15-TB/ĐU")
        assert dialog.count.text() == "Đã chọn 2 chi bộ"
        press(dialog)

    answer(fill)
    page.assignments.assign()
    found = assignments.listed(desk, 2026)
    assert {(one.name, one.unit_id, one.since, one.paper) for one in found} == {
        ("Lê Thị An", HAMLET, "2026-01-01", "15-TB/ĐU"),
        ("Lê Thị An", FAR_HAMLET, "2026-01-01", "15-TB/ĐU"),
    }
    assert page.notice.text.text() == "Đã phân công dự sinh hoạt 2 chi bộ."
    assert page.assignments.status.text() == "1 người, 2 chi bộ"
    assert page.assignments.without.text().startswith("2 chi bộ hiện chưa")


def test_the_same_person_twice_at_one_chi_bo_is_refused(
    page: AssignmentsPage, desk: Desk, folk: dict[str, int]
) -> None:
    assignments.assign(desk, folk["Lê Thị An"], [HAMLET], "2026-01-01")

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, AssignDialog)
        dialog.person.set_value(folk["Lê Thị An"])
        tick(dialog, HAMLET, SCHOOL)
        press(dialog)
        assert "đang được phân công" in dialog.notice.text.text()
        dialog.reject()

    answer(fill)
    page.assignments.assign()
    assert len(assignments.listed(desk, 2026)) == 1


def test_somebody_is_assigned_by_keys_alone(
    page: AssignmentsPage, desk: Desk, qtbot: QtBot
) -> None:
    def assign(dialog: Dialog) -> None:
        assert isinstance(dialog, AssignDialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.person.edit.hasFocus)
        keys("tran van anh")
        qtbot.waitUntil(dialog.person.list_open)
        for _ in range(3):  # the person, the day, the paper
            key(Qt.Key.Key_Return)
        assert dialog.search.hasFocus()
        keys("dong thanh")
        key(Qt.Key.Key_Return)
        assert dialog.list.hasFocus()
        key(Qt.Key.Key_Space)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    page.activateWindow()
    qtbot.waitUntil(page.assignments.year.hasFocus)  # there is no line to stand on yet
    answer(assign)
    key(Qt.Key.Key_N, CONTROL)
    [found] = assignments.listed(desk, 2026)
    assert (found.name, found.unit_id) == ("Trần Văn Ánh", FAR_HAMLET)


def test_an_assignment_ends_on_its_day(
    page: AssignmentsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    assignments.assign(desk, folk["Lê Thị An"], [HAMLET, SCHOOL], "2026-01-01")
    qtbot.waitUntil(lambda: page.assignments.table.rows.rowCount() == 2)
    page.assignments.end()
    assert "Hãy chọn dòng" in page.notice.text.text()
    page.assignments.table.selectRow(0)

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, EndDialog)
        assert dialog.day.text() == "30/11/2026"
        dialog.day.set_text("1/12/2025")
        press(dialog)
        assert dialog.isVisible()
        dialog.day.set_text("31/10/2026")
        press(dialog)

    answer(fill)
    page.assignments.end_button.click()
    ended = [one for one in assignments.listed(desk, 2026) if one.until]
    assert [one.until for one in ended] == ["2026-10-31"]


def test_meetings_attended_are_counted(
    page: AssignmentsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    assignments.assign(desk, folk["Lê Thị An"], [HAMLET], "2026-01-01")
    meeting_samples.held(desk, HAMLET, "2026-09", upper_id=folk["Lê Thị An"], upper="Lê Thị An")
    meeting_samples.held(desk, HAMLET, "2026-10")
    qtbot.waitUntil(lambda: bool(page.assignments.table.rows.records()))
    qtbot.waitUntil(lambda: page.assignments.table.rows.records()[0].held == 2)
    one = page.assignments.table.rows.records()[0]
    assert (one.attended, share_text(one), share_tone(one)) == (1, "50 %", "plain")


def test_shares_and_gaps_without_widgets() -> None:
    one = UpperAssignment(1, 2, "A", 3, "Chi bộ 3", "2026-01-01", held=0)
    assert (share_text(one), share_tone(one)) == ("", "")
    assert share_tone(replace(one, held=3, attended=1)) == "warn"
    cells = [CellHabit(3, "Chi bộ 3"), CellHabit(4, "Chi bộ 4")]
    assert without(cells, [one], "2026-11-23") == ["Chi bộ 4"]
    assert without(cells, [replace(one, until="2026-10-31")], "2026-11-23") == [
        "Chi bộ 3",
        "Chi bộ 4",
    ]


# --- nề nếp --------------------------------------------------------------------------------------


def test_habits_are_typed_and_saved_by_keyboard(page: AssignmentsPage, desk: Desk) -> None:
    page.show_tab("Nề nếp sinh hoạt")
    page.habits.table.stand(0, 1)
    page.habits.table.setFocus()
    keys("thon")
    key(Qt.Key.Key_Tab)
    keys("5")
    key(Qt.Key.Key_Tab)
    keys("1930")
    key(Qt.Key.Key_Tab)
    keys("Nha van hoa")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_D, CONTROL)
    assert page.unsaved()
    key(Qt.Key.Key_S, CONTROL)
    found = {habit.unit_id: habit for habit in meeting_plans.habits(desk)}
    first = page.habits.sheet.rows[0]
    assert found[first.unit_id] == CellHabit(
        first.unit_id, first.unit, CellKind.VILLAGE, 5, "19:30", "Nha van hoa"
    )
    assert page.notice.text.text() == "Đã lưu nề nếp của 2 chi bộ."
    assert not page.unsaved()


def test_a_day_no_month_has_stops_saving(page: AssignmentsPage, desk: Desk) -> None:
    page.show_tab("Nề nếp sinh hoạt")
    page.habits.sheet.write(1, 2, "32")
    assert not page.save()
    assert "từ 1 đến 31" in page.notice.text.text()
    page.discard()
    assert not page.unsaved()
    assert all(habit.usual_day == 0 for habit in meeting_plans.habits(desk))


def test_what_is_typed_stays_when_others_write(
    page: AssignmentsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    page.habits.sheet.write(1, 2, "12")
    assignments.assign(desk, folk["Lê Thị An"], [HAMLET], "2026-01-01")
    qtbot.waitUntil(lambda: page.assignments.table.rows.rowCount() == 1)
    assert page.habits.sheet.rows[1].usual_day == 12


def test_a_block_of_habits_is_pasted(page: AssignmentsPage) -> None:
    page.show_tab("Nề nếp sinh hoạt")
    QGuiApplication.clipboard().setText("3\t19h30\tHội trường\n40\t20:00\tTrường học\n")
    page.habits.table.stand(0, 2)
    page.habits.table.setFocus()
    key(Qt.Key.Key_V, CONTROL)
    assert page.notice.text.text() == "Đã dán vào 6 ô. Ctrl+Z để bỏ."
    assert page.habits.sheet.rows[0].usual_place == "Hội trường"
    assert page.habits.sheet.first_wrong() == (1, 2)


@pytest.mark.parametrize("typed", ["0", "32", "năm", "1,5", "-3", "٣"])
def test_a_usual_day_is_a_day_of_the_month(typed: str) -> None:
    sheet = HabitSheet(HABIT_COLUMNS)
    sheet.show([CellHabit(1, "Chi bộ 1")])
    sheet.write(0, 2, typed)
    assert isinstance(sheet.typed[0, "usual_day"].problem, DayOfMonthProblem)


# --- settings ------------------------------------------------------------------------------------


def test_settings_are_read_typed_and_saved(page: AssignmentsPage, desk: Desk) -> None:
    page.show_tab("Thiết lập chấm điểm")
    panel = page.settings
    assert (panel.difference.text(), panel.alike.text(), panel.away.value()) == ("5", "3", False)
    assert panel.example.text().endswith("19/21 = 90,5 %.")
    panel.difference.set_text("2,5")
    panel.difference.commit()
    panel.away.box.click()
    assert panel.example.text().endswith("19/22 = 86,4 %.")
    assert page.unsaved()
    panel.difference.setFocus()
    key(Qt.Key.Key_S, CONTROL)
    assert scoring.settings(desk) == ScoreSettings(Decimal("2.5"), away_counts=True, alike_from=3)
    assert not page.unsaved()


@pytest.mark.parametrize(
    ("box", "typed"), [("difference", "0"), ("difference", ""), ("difference", "năm"),
                       ("alike", "1"), ("alike", "2,5"), ("alike", "")]
)  # fmt: skip
def test_settings_that_make_no_sense_are_said_beside_their_box(
    page: AssignmentsPage, desk: Desk, box: str, typed: str
) -> None:
    field = getattr(page.settings, box)
    field.set_text(typed)
    assert page.unsaved()
    assert not page.save()
    assert page.tabs.currentIndex() == 2
    assert field.problem() is not None
    assert scoring.settings(desk) == ScoreSettings()
    page.discard()
    assert field.problem() is None


def test_the_example_says_what_the_setting_means() -> None:
    assert "19/21 = 90,5 %" in example(away_counts=False)
    assert "19/22 = 86,4 %" in example(away_counts=True)


# --- who may -------------------------------------------------------------------------------------


def test_a_viewer_may_look_and_a_clerk_may_not_change_settings(
    desk: Desk, jobs: Jobs, folk: dict[str, int], qtbot: QtBot
) -> None:
    for role, plans in ((Role.VIEWER, False), (Role.CLERK, True)):
        actor = replace(desk.actor, name="Nguyễn Văn Khác", role=role)
        made = AssignmentsPage(replace(desk, actor=actor), jobs, Changes(desk.on_written))
        qtbot.addWidget(made)
        made.refresh()
        assert made.assignments.assign_button.isEnabled() is plans
        assert made.habits.save_button.isEnabled() is plans
        assert made.habits.sheet.editable(0, 2) is plans
        assert not made.settings.save_button.isEnabled()
        assert "không có quyền" in made.settings.save_button.toolTip()
        assert made.settings.difference.edit.isReadOnly()
