"""Lập lịch tháng on a real office: a month of several chi bộ by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import NOTICE, MeetingJob
from tcxd_desktop.domain.meetings import CellHabit, MeetingState
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind
from tcxd_desktop.office import assignments, meeting_plans, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog, Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.plan_page import PlanPage
from tests import make
from tests.make import FAR_HAMLET, HAMLET, SCHOOL, TEAM
from tests.ui.conftest import Typist
from tests.ui.safety_help import answer

MONTH = "2026-12"
CELLS = (TEAM, HAMLET, FAR_HAMLET, SCHOOL)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def text(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def press(
        self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        self.pressed += 1
        if isinstance(key, str):
            QTest.keyClicks(widget, key, modifier)
        else:
            QTest.keyClick(widget, key, modifier)

    def enter(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Qt.Key.Key_Return)

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            self.press(Qt.Key.Key_Tab)


@pytest.fixture
def folk(desk: Desk) -> dict[str, int]:
    """One member in every chi bộ; the head of the first is assigned to two of them."""
    made = {
        name: people.create(desk, make.new_person(name=name, unit_id=unit)).id
        for name, unit in (("Lê Thị An", TEAM), ("Trần Văn Ánh", HAMLET), ("Phạm Thị Dần", FAR_HAMLET),
                           ("Vũ Văn Hải", SCHOOL))
    }  # fmt: skip
    assignments.assign(desk, made["Vũ Văn Hải"], [HAMLET, FAR_HAMLET], "2026-01-01", "15-TB/ĐU")
    return made


@pytest.fixture
def page(desk: Desk, jobs: Jobs, folk: dict[str, int], qtbot: QtBot) -> PlanPage:
    made = PlanPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    made.open(MONTH)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.table)
    return made


def give(key: str) -> Callable[[Dialog], None]:
    def press(dialog: Dialog) -> None:
        assert isinstance(dialog, Question)
        dialog.answers[key].click()

    return press


def planned(desk: Desk) -> dict[int, tuple[str, str, str]]:
    return {
        line.unit_id: (line.on, line.at, line.place)
        for line in meeting_plans.plan_lines(desk, MONTH)
        if line.state is MeetingState.PLANNED
    }


def stand(page: PlanPage, unit: int, key: str) -> None:
    row = next(n for n, line in enumerate(page.sheet.rows) if line.unit_id == unit)
    page.table.stand(row, column(page, key))


def column(page: PlanPage, key: str) -> int:
    return next(n for n, one in enumerate(page.sheet.columns) if one.key == key)


# --- typing --------------------------------------------------------------------------------------


def test_every_chi_bo_of_the_month_has_its_line(page: PlanPage) -> None:
    assert [line.unit_id for line in page.sheet.rows] == list(CELLS)
    assert page.head.status.whole() == "4 chi bộ · 4 chưa lên lịch"
    index = page.table.currentIndex()
    assert (index.row(), index.column()) == (0, column(page, "on"))
    assert not page.unsaved()


def test_a_month_is_planned_by_keyboard_alone(page: PlanPage, desk: Desk) -> None:
    """Days downwards, the hour once and repeated, places; then saved in one go."""
    keys = Keys()
    stand(page, TEAM, "on")
    for day in ("5", "8", "17", "20"):
        keys.text(day)
        keys.enter()
    stand(page, TEAM, "at")
    keys.text("1930")
    keys.enter()
    for _ in CELLS[1:]:
        keys.press(Qt.Key.Key_D, CONTROL)
        keys.enter()
    stand(page, TEAM, "place")
    keys.text("Nha van hoa")
    keys.enter()
    keys.press(Qt.Key.Key_D, CONTROL)
    assert planned(desk) == {}
    assert page.head.status.whole() == "4 chi bộ · 4 buổi chưa lưu · đã lên lịch đủ"
    keys.press(Qt.Key.Key_S, CONTROL)
    assert planned(desk) == {
        TEAM: ("2026-12-05", "19:30", "Nha van hoa"),
        HAMLET: ("2026-12-08", "19:30", "Nha van hoa"),
        FAR_HAMLET: ("2026-12-17", "19:30", ""),
        SCHOOL: ("2026-12-20", "19:30", ""),
    }
    assert page.head.notice.text.text() == "Đã lưu lịch của 4 buổi."
    assert page.head.status.whole() == "4 chi bộ · đã lên lịch đủ"
    assert keys.pressed <= 4 * 10


def test_tab_walks_cells_and_ends_in_the_next_line(page: PlanPage, desk: Desk) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    keys.tab()
    keys.text("19h")
    keys.tab()
    keys.text("Hoi truong")
    keys.tab()
    index = page.table.currentIndex()
    assert (index.row(), index.column()) == (1, column(page, "kind"))
    keys.press(Qt.Key.Key_S, CONTROL)
    assert planned(desk) == {TEAM: ("2026-12-05", "19:00", "Hoi truong")}


def test_the_kind_is_chosen_by_a_letter(page: PlanPage, desk: Desk) -> None:
    keys = Keys()
    stand(page, TEAM, "kind")
    keys.text("k")
    keys.enter()
    stand(page, TEAM, "theme")
    keys.text("Hoc tap")
    keys.enter()
    stand(page, TEAM, "on")
    keys.text("9")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    line = next(one for one in meeting_plans.plan_lines(desk, MONTH) if one.unit_id == TEAM)
    assert (line.kind, line.theme) == (MeetingKind.COMBINED, "Hoc tap")


def test_escape_gives_the_cell_up_and_then_leaves(page: PlanPage, qtbot: QtBot) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("12")
    keys.press(Qt.Key.Key_Escape)
    assert page.sheet.rows[0].on == ""
    assert QApplication.focusWidget() is page.table
    with qtbot.waitSignal(page.left, timeout=500):
        keys.press(Qt.Key.Key_Escape)


def test_a_bad_cell_is_said_at_once_and_stops_saving(page: PlanPage, desk: Desk) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("32")
    keys.enter()
    assert "không phải là ngày" in page.sheet.shown(0, column(page, "on")).wrong
    stand(page, SCHOOL, "on")
    keys.text("5")
    keys.press(Qt.Key.Key_S, CONTROL)
    assert planned(desk) == {}
    index = page.table.currentIndex()
    assert (index.row(), index.column()) == (0, column(page, "on"))
    assert "32" in page.head.notice.text.text()
    assert "32" in page.line.text()


def test_delete_empties_and_undo_brings_back(page: PlanPage, desk: Desk) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    keys.press(Qt.Key.Key_S, CONTROL)
    stand(page, TEAM, "on")
    keys.press(Qt.Key.Key_Delete)
    assert "bỏ khỏi lịch" in page.line.text()
    keys.press(Qt.Key.Key_Z, CONTROL)
    assert page.sheet.rows[0].on == "2026-12-05"
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_S, CONTROL)
    assert planned(desk) == {}


# --- nề nếp, conflicts, paste -----------------------------------------------------------------------


def test_the_usual_is_filled_in_and_written_only_when_saved(page: PlanPage, desk: Desk) -> None:
    meeting_plans.set_habits(
        desk,
        [CellHabit(unit, usual_day=31 if unit == TEAM else 5, usual_at="19:30", usual_place="Hội trường",
                   kind=CellKind.VILLAGE) for unit in CELLS[:3]],
    )  # fmt: skip
    keys = Keys()
    keys.press(Qt.Key.Key_E, CONTROL)
    assert [line.on for line in page.sheet.rows] == ["2026-12-31", "2026-12-05", "2026-12-05", ""]
    assert planned(desk) == {}
    assert "Đã điền 3 buổi" in page.head.notice.text.text()
    assert "trùng giờ" in page.head.warned.whole()
    assert "Vũ Văn Hải" in page.head.warned.whole()
    keys.press(Qt.Key.Key_S, CONTROL)
    assert len(planned(desk)) == 3


def test_a_block_is_pasted_from_excel(page: PlanPage, desk: Desk) -> None:
    QGuiApplication.clipboard().setText("5/12\t19h30\tNhà văn hóa\r\n6/12\t20:00\tTrường\r\n")
    stand(page, TEAM, "on")
    Keys().press(Qt.Key.Key_V, CONTROL)
    assert page.head.notice.text.text() == "Đã dán vào 6 ô. Ctrl+Z để bỏ."
    page.save()
    assert planned(desk)[HAMLET] == ("2026-12-06", "20:00", "Trường")


def test_a_second_meeting_of_a_chi_bo(page: PlanPage, desk: Desk) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    keys.enter()
    stand(page, TEAM, "on")
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.text("20")
    keys.press(Qt.Key.Key_S, CONTROL)
    found = [line for line in meeting_plans.plan_lines(desk, MONTH) if line.unit_id == TEAM]
    assert {(one.on, one.kind) for one in found} == {
        ("2026-12-05", MeetingKind.REGULAR), ("2026-12-20", MeetingKind.THEMATIC)
    }  # fmt: skip
    assert len(page.sheet.rows) == 5


# --- leaving and printing ---------------------------------------------------------------------------


def test_leaving_with_unsaved_work_asks(page: PlanPage, desk: Desk, qtbot: QtBot) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    keys.enter()
    answer(give("stay"))
    assert not page.may_leave()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)
    answer(give("save"))
    with qtbot.waitSignal(page.left, timeout=500):
        keys.press(Qt.Key.Key_Escape)
    assert planned(desk)[TEAM][0] == "2026-12-05"


def test_another_month_is_shown_after_asking(page: PlanPage) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    answer(give("discard"))
    keys.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.period == "2026-11"
    assert page.head.month.box.currentText() == "Tháng 11/2026"
    assert not page.unsaved()


def test_the_notice_is_asked_for_by_its_job(page: PlanPage, qtbot: QtBot) -> None:
    keys = Keys()
    stand(page, TEAM, "on")
    keys.text("5")
    page.print_notice()
    assert "Hãy lưu lịch" in page.head.notice.text.text()
    page.save()
    with qtbot.waitSignal(page.print_wanted, timeout=500) as told:
        page.print_button.click()
    assert told.args == [MeetingJob(form=NOTICE, period=MONTH)]


def test_who_may_not_plan_reads_why(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=replace(desk.actor, name="Nguyễn Văn Xem", role=Role.VIEWER))
    made = PlanPage(viewer, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.open(MONTH)
    assert not made.save_button.isEnabled()
    assert "không có quyền" in made.save_button.toolTip()
    assert not made.sheet.editable(0, column(made, "on"))
    made.fill()
    assert "không có quyền" in made.head.notice.text.text()


def test_everything_has_a_name_for_a_screen_reader(page: PlanPage) -> None:
    for kind in page.findChildren(QWidget):
        if (
            kind.focusPolicy() != Qt.FocusPolicy.NoFocus
            and kind.isVisibleTo(page)
            and kind is not page
        ):
            assert kind.accessibleName() or getattr(kind, "text", lambda: "")(), kind


# --- Vietnamese typing ------------------------------------------------------------------------------


def test_a_typing_program_writes_into_a_cell(page: PlanPage, typist: Typist) -> None:
    """UniKey sends letters as keys without a code, takes them back, and sends them with marks."""
    stand(page, TEAM, "place")
    for letter in "Nha":
        widget = QApplication.focusWidget()
        assert widget is not None
        typist.letters(widget, letter)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget is not page.table
    typist.backspace(widget, 1)
    typist.letters(widget, "à văn hóa")
    Keys().enter()
    assert page.sheet.rows[0].place == "Nhà văn hóa"


def test_a_composing_keyboard_writes_into_a_cell(page: PlanPage, typist: Typist) -> None:
    stand(page, TEAM, "place")
    typist.compose(page.table, ["T", "Tr", "Trư"], "Trường")
    widget = QApplication.focusWidget()
    assert widget is not None
    typist.compose(widget, [" h", " họ"], " học")
    page.table.commit()
    assert page.sheet.rows[0].place == "Trường học"
