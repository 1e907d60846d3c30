"""Chấm nhanh on a real office: the points of a month for all chi bộ by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import meetings, periods, score_grids, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog, Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.grid_confirm import ConfirmDialog
from tcxd_desktop.ui.meetings.grid_page import GridPage
from tests.make import FAR_HAMLET, HAMLET, SCHOOL, TEAM
from tests.office import meeting_samples
from tests.ui.safety_help import answer

MONTH = "2026-10"
CELLS = (TEAM, HAMLET, FAR_HAMLET, SCHOOL)
CONTROL = Qt.KeyboardModifier.ControlModifier
PAPERS = (
    ("5", "5", "10", "38", "5", "28", "5"),
    ("5", "4", "9", "35,5", "4.5", "26", "4"),
    ("4", "5", "10", "36", "5", "27", "5"),
)
TOTALS = ("96", "88", "92")


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

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

    def text(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def held(desk: Desk) -> dict[int, Meeting]:
    """Three chi bộ met in October; the school recorded nothing."""
    found = {}
    for unit in CELLS:
        meeting_samples.fill(desk, unit, 3)
        if unit != SCHOOL:
            found[unit] = meeting_samples.held(desk, unit, MONTH)
    return found


@pytest.fixture
def page(desk: Desk, jobs: Jobs, held: dict[int, Meeting], qtbot: QtBot) -> GridPage:
    made = GridPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    made.open(MONTH)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.table)
    return made


def column(page: GridPage, title: str) -> int:
    row = next(n for n, one in enumerate(page.sheet.rows) if one.template)
    return next(n for n, text in enumerate(page.sheet.titles(row)) if text.startswith(title))


def row_of(page: GridPage, unit: int) -> int:
    return next(n for n, one in enumerate(page.sheet.rows) if one.unit_id == unit)


def shown(page: GridPage, unit: int, title: str) -> str:
    return page.sheet.shown(row_of(page, unit), column(page, title)).text


def key_month(page: GridPage, keys: Keys) -> None:
    """Type the papers of three chi bộ: points and Enter, nothing else."""
    page.table.stand(row_of(page, TEAM), column(page, "Mục 1"))
    for paper in PAPERS:
        for points in paper:
            keys.text(points)
            keys.enter()


def give(key: str) -> Callable[[Dialog], None]:
    def press(dialog: Dialog) -> None:
        assert isinstance(dialog, Question)
        dialog.answers[key].click()

    return press


def states(desk: Desk, held: dict[int, Meeting]) -> list[SheetState]:
    return [scoring.prepare(desk, meeting.id).state for meeting in held.values()]


# --- typing --------------------------------------------------------------------------------------


def test_the_month_has_a_row_a_chi_bo_and_says_who_cannot_be_scored(page: GridPage) -> None:
    assert [row.unit_id for row in page.sheet.rows if row.unit_id] == list(CELLS)
    assert page.head.status.whole() == "0/3 phiếu đủ điểm · 1 chi bộ chưa ghi buổi họp"
    assert shown(page, SCHOOL, "Phiếu") == "chưa ghi buổi"


def test_a_month_is_scored_by_keyboard_alone(
    page: GridPage, desk: Desk, held: dict[int, Meeting]
) -> None:
    keys = Keys()
    key_month(page, keys)
    assert [shown(page, unit, "Tổng") for unit in held] == list(TOTALS)
    assert [shown(page, unit, "Mức") for unit in held] == ["Tốt", "Khá", "Tốt"]
    assert states(desk, held) == [SheetState.DRAFT] * 3
    assert [scoring.prepare(desk, m.id).version for m in held.values()] == [0, 0, 0]
    keys.press(Qt.Key.Key_S, CONTROL)
    assert page.head.notice.text.text() == "Đã lưu điểm của 3 chi bộ."
    found = [scoring.result(scoring.prepare(desk, m.id), SELF) for m in held.values()]
    assert [str(result.total).rstrip("0").rstrip(".") for result in found] == list(TOTALS)
    # Seven groups: their digits and an Enter each; 16 to 21 keys a chi bộ, and one to save.
    assert keys.pressed == sum(len(p) + 1 for paper in PAPERS for p in paper) + 1
    assert keys.pressed <= 3 * 21


def test_what_the_record_gives_need_not_be_typed(page: GridPage, held: dict[int, Meeting]) -> None:
    """Duration and attendance are worked out; Enter passes them by."""
    assert shown(page, TEAM, "Mục 1") == "5"
    keys = Keys()
    page.table.stand(row_of(page, TEAM), column(page, "Mục 1"))
    keys.enter()
    keys.enter()
    for points in PAPERS[0][2:]:
        keys.text(points)
        keys.enter()
    assert shown(page, TEAM, "Tổng") == "96"
    assert keys.pressed == 15


def test_enter_can_go_down_as_in_a_spreadsheet(page: GridPage) -> None:
    page.down.click()
    keys = Keys()
    page.table.stand(row_of(page, TEAM), column(page, "Mục 3"))
    for points in ("10", "9", "8"):
        keys.text(points)
        keys.enter()
    assert [shown(page, unit, "Mục 3") for unit in CELLS[:3]] == ["10", "9", "8"]


def test_a_point_out_of_range_is_said_at_once_and_escape_gives_up(
    page: GridPage, desk: Desk
) -> None:
    keys = Keys()
    page.table.stand(row_of(page, TEAM), column(page, "Mục 3"))
    keys.text("12")
    keys.enter()
    page.table.stand(row_of(page, TEAM), column(page, "Mục 3"))
    assert (
        page.line.text() == "“12” không ghi được ở tiêu chí này. Hãy gõ số từ 0 đến 10, bước 0,5."
    )
    keys.press(Qt.Key.Key_S, CONTROL)
    assert "12" in page.head.notice.text.text()
    keys.text("7")
    keys.press(Qt.Key.Key_Escape)
    assert shown(page, TEAM, "Mục 3") == "12"
    keys.press(Qt.Key.Key_Delete)
    assert shown(page, TEAM, "Mục 3") == ""
    assert not page.unsaved()


def test_only_the_total_is_known(page: GridPage, desk: Desk, held: dict[int, Meeting]) -> None:
    keys = Keys()
    page.table.stand(row_of(page, HAMLET), column(page, "Tổng"))
    keys.text("91,5")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    result = scoring.result(scoring.prepare(desk, held[HAMLET].id), SELF)
    assert (str(result.total), result.complete) == ("91.5", True)


# --- handing in, reviewing, confirming ---------------------------------------------------------------


def test_a_month_goes_from_points_to_confirmed_levels(
    page: GridPage, desk: Desk, held: dict[int, Meeting], qtbot: QtBot
) -> None:
    keys = Keys()
    key_month(page, keys)
    answer(give("yes"))
    page.finish_button.click()
    assert states(desk, held) == [SheetState.SUBMITTED] * 3
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)
    keys.press(Qt.Key.Key_T, CONTROL)
    assert page.scorer == REVIEW
    assert page.finish_button.text() == "Xác nhận mức…"
    assert page.sheet.shown(row_of(page, TEAM), column(page, "Mục 4")).side == "38"
    page.table.stand(row_of(page, TEAM), column(page, "Mục 4"))
    assert page.line.text().startswith("Số nhỏ là điểm tự chấm: 38 · 4. Tổ chức sinh hoạt")
    page.table.stand(row_of(page, TEAM), column(page, "Mục 1"))
    lower = (("5", "5", "9", "34", "5", "25", "5"), *PAPERS[1:])
    for paper in lower:
        for points in paper:
            keys.text(points)
            keys.enter()
        if paper is lower[0]:
            keys.text("Hai nhiem vu qua han")
        keys.enter()
    keys.press(Qt.Key.Key_S, CONTROL)
    assert states(desk, held) == [SheetState.REVIEWED] * 3
    assert scoring.prepare(desk, held[TEAM].id).reason == "Hai nhiem vu qua han"

    def decide(dialog: Dialog) -> None:
        assert isinstance(dialog, ConfirmDialog)
        assert dialog.main is not None
        dialog.main.click()
        assert "người xác nhận" in dialog.notice.text.text() or dialog.who.problem() is not None
        dialog.who.set_text("Ban Thường vụ Đảng ủy")
        dialog.main.click()

    answer(decide)
    page.finish()
    assert states(desk, held) == [SheetState.CONFIRMED] * 3
    assert page.head.notice.text.text() == "Đã xác nhận mức của 3 chi bộ."
    assert not page.sheet.editable(row_of(page, TEAM), column(page, "Mục 1"))
    assert "mở lại phiếu" in page.sheet.shown(row_of(page, TEAM), column(page, "Mục 1")).why_not


def test_a_review_far_off_needs_its_reason_before_it_is_saved(
    page: GridPage, desk: Desk, held: dict[int, Meeting]
) -> None:
    key_month(page, Keys())
    page.save()
    page.choose(REVIEW)
    page.table.stand(row_of(page, TEAM), column(page, "Mục 1"))
    keys = Keys()
    for points in ("5", "5", "9", "34", "5", "25", "5"):
        keys.text(points)
        keys.enter()
    keys.press(Qt.Key.Key_S, CONTROL)
    index = page.table.currentIndex()
    assert (index.row(), index.column()) == (row_of(page, TEAM), column(page, "Lý do"))
    assert "phải ghi lý do" in page.head.notice.text.text()
    assert not scoring.prepare(desk, held[TEAM].id).entries.get(REVIEW)


def test_what_is_worth_a_look_is_said_quietly(page: GridPage, desk: Desk) -> None:
    scoring.set_settings(desk, replace(scoring.settings(desk), alike_from=2))
    page.read()
    assert page.hints.isHidden()
    for unit in (TEAM, HAMLET):
        page.sheet.write(row_of(page, unit), column(page, "Tổng"), "95")
    page.save()
    assert "cùng tổng điểm 95" in page.hints.text.text()
    assert "Đội 1" in page.hints.text.text()


# --- leaving, closing, who may ------------------------------------------------------------------------


def test_changing_the_scorer_with_unsaved_points_asks(page: GridPage) -> None:
    page.sheet.write(row_of(page, TEAM), column(page, "Mục 3"), "9")
    answer(give("stay"))
    page.switch()
    assert page.scorer == SELF
    assert page.scorers[SELF].isChecked()
    answer(give("discard"))
    page.switch()
    assert page.scorer == REVIEW
    assert not page.unsaved()


def test_escape_leaves_the_page(page: GridPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left, timeout=500):
        Keys().press(Qt.Key.Key_Escape)


def test_the_sheet_behind_a_row_is_asked_for(
    page: GridPage, held: dict[int, Meeting], qtbot: QtBot
) -> None:
    page.table.stand(row_of(page, HAMLET), column(page, "Mục 3"))
    with qtbot.waitSignal(page.sheet_wanted, timeout=500) as told:
        Keys().press(Qt.Key.Key_O, CONTROL)
    assert told.args == [held[HAMLET].id, SELF]
    page.table.stand(row_of(page, SCHOOL), 0)
    page.sheet_button.click()
    assert "chưa có buổi họp" in page.head.notice.text.text()


def test_a_cell_being_typed_is_not_taken_away_by_what_others_write(
    page: GridPage, desk: Desk, held: dict[int, Meeting], qtbot: QtBot
) -> None:
    page.table.stand(row_of(page, HAMLET), column(page, "Mục 3"))
    keys = Keys()
    keys.text("9")
    meetings.drop(desk, held[FAR_HAMLET].id, "Ghi nhầm")
    qtbot.wait(50)
    keys.text(",5")
    keys.enter()
    assert shown(page, HAMLET, "Mục 3") == "9,5"


def test_a_closed_month_is_read_only(page: GridPage, desk: Desk) -> None:
    periods.close(desk, MONTH, "Ba chi bộ chưa xác nhận")
    page.read()
    assert not page.sheet.editable(row_of(page, TEAM), column(page, "Mục 1"))
    assert "chốt" in page.sheet.shown(row_of(page, TEAM), column(page, "Mục 1")).why_not


def test_another_write_shows_up_unless_something_is_typed(
    page: GridPage, desk: Desk, held: dict[int, Meeting], qtbot: QtBot
) -> None:
    row = next(one for one in score_grids.grid(desk, MONTH) if one.unit_id == HAMLET)
    made = page.sheet.rows[row_of(page, HAMLET)]
    page.sheet.write(row_of(page, HAMLET), column(page, "Tổng"), "90")
    typed = page.sheet.rows[row_of(page, HAMLET)]
    page.sheet.undo()
    score_grids.save_grid(desk, [replace(row, entries=typed.entries)])
    qtbot.waitUntil(lambda: shown(page, HAMLET, "Tổng") == "90")
    assert made.version == 0
    meetings.drop(desk, held[FAR_HAMLET].id, "Ghi nhầm")
    qtbot.waitUntil(lambda: shown(page, FAR_HAMLET, "Phiếu") == "chưa ghi buổi")


def test_a_viewer_reads_why_nothing_can_be_typed(
    desk: Desk, jobs: Jobs, held: dict[int, Meeting], qtbot: QtBot
) -> None:
    viewer = replace(desk, actor=replace(desk.actor, name="Nguyễn Văn Xem", role=Role.VIEWER))
    made = GridPage(viewer, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.open(MONTH)
    assert not made.save_button.isEnabled()
    assert "không có quyền" in made.sheet.shown(row_of(made, TEAM), column(made, "Mục 1")).why_not
