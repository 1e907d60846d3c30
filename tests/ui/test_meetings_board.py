"""The page Sinh hoạt chi bộ on a real office: the board, the sheet explained, what is done."""

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.meetings import CellState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind
from tcxd_desktop.office import (
    board,
    meeting_plans,
    meeting_printing,
    opening,
    score_grids,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.board_rows import Group
from tcxd_desktop.ui.meetings.page import BoardPage
from tests import make
from tests.make import FAR_HAMLET, HAMLET, SCHOOL, TEAM
from tests.ui.board_help import confirmed, held, own_score, people_in, reviewed
from tests.ui.safety_help import answer, press, pressing, quiet

MONTH = "2026-10"
UNITS = (TEAM, HAMLET, FAR_HAMLET, SCHOOL)
NOTE = "Nhiệm vụ “rà soát hộ nghèo” quá hạn 4 ngày."


@pytest.fixture(scope="session")
def october(
    office_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[int, int]]:
    """October: one rated, one reviewed, one handed in, one held; with September rated before."""
    folder = tmp_path_factory.mktemp("october") / "office"
    desk = opening.open_office(shutil.copytree(office_template, folder), make.PASSWORD,
                               clock=make.clock)  # fmt: skip
    found: dict[int, int] = {}
    for unit in UNITS:
        people_in(desk, unit)
        september = held(desk, unit, "2026-09", MeetingKind.COMBINED).id
        own_score(desk, september)
        reviewed(desk, september)
        confirmed(desk, september)
        found[unit] = held(desk, unit, MONTH).id
    own_score(desk, found[TEAM], g4=2)
    reviewed(desk, found[TEAM], g4=2)
    confirmed(desk, found[TEAM])
    own_score(desk, found[HAMLET], g4=2)
    reviewed(desk, found[HAMLET], NOTE, "Thẩm định theo sổ nghị quyết", g3=1, g4=4, g6=3)
    own_score(desk, found[FAR_HAMLET], g6=12)
    opening.close_office(desk)
    return folder, found


@pytest.fixture
def office_folder(october: tuple[Path, dict[int, int]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(october[0], tmp_path / "office"))


@pytest.fixture
def month(october: tuple[Path, dict[int, int]]) -> dict[int, int]:
    """Return the meeting of October of each chi bộ."""
    return october[1]


def shown(desk: Desk, jobs: Jobs, qtbot: QtBot) -> BoardPage:
    page = BoardPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(page)
    page.resize(1156, 690)
    page.show()
    page.activateWindow()
    quiet(jobs, qtbot)
    return page


@pytest.fixture
def page(desk: Desk, jobs: Jobs, month: dict[int, int], qtbot: QtBot) -> BoardPage:
    return shown(desk, jobs, qtbot)


def go(page: BoardPage, qtbot: QtBot, unit: int, month: int = 10) -> None:
    """Stand on a cell and wait until it is explained."""
    page.point_at(unit, month)

    def explained() -> bool:
        looked = page.detail.looked
        return looked is not None and (looked.row.unit_id, looked.month) == (unit, month)

    qtbot.waitUntil(explained)
    quiet(page._jobs, qtbot)
    # New blocks are seen once their layout was asked.
    found = page.detail.buttons.values
    if page.detail.isVisible():
        qtbot.waitUntil(lambda: all(one.isVisible() for one in found()))


def cell(page: BoardPage, unit: int, month: int = 10) -> CellState:
    return page.panel.model.cell(page.panel.model.row_of(unit), month).state


def buttons(page: BoardPage) -> list[str]:
    return [button.text() for button in page.detail.buttons.values()]


def said(page: BoardPage) -> str:
    area = page.detail.scroll_area
    return "\n".join(one.text() for one in area.findChildren(QLabel) if one.isVisibleTo(area))


def line(page: BoardPage) -> list[str]:
    return [button.text() for button in page.panel.summary.buttons()]


def signals(page: BoardPage) -> list[tuple[object, ...]]:
    """Collect what the page asks for."""
    found: list[tuple[object, ...]] = []

    def note(name: str) -> Callable[..., None]:
        return lambda *args: found.append((name, *args))

    page.meeting_wanted.connect(note("meeting"))
    page.new_wanted.connect(note("new"))
    page.sheet_wanted.connect(note("sheet"))
    page.plan_wanted.connect(note("plan"))
    page.grid_wanted.connect(note("grid"))
    page.paper_wanted.connect(note("paper"))
    page.page_wanted.connect(note("page"))
    page.unit_wanted.connect(note("unit"))
    return found


# --- the board ------------------------------------------------------------------------------------


def test_the_board_opens_on_the_month_under_way(page: BoardPage) -> None:
    assert [row.unit_id for row in page.panel.model.rows] == list(UNITS)
    assert page.panel.month == 10
    assert [cell(page, unit) for unit in UNITS] == [
        CellState.RATED, CellState.REVIEWED, CellState.SCORED, CellState.HELD,
    ]  # fmt: skip
    assert page.panel.header.year.text() == "Năm 2026"
    assert page.panel.template.text() == "HD42-2025, bản 1"


def test_plan_and_grid_have_keys_and_a_month_that_is_over_is_not_planned(
    page: BoardPage, qtbot: QtBot
) -> None:
    asked = signals(page)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.view, Qt.Key.Key_L, modifiers)
    qtbot.keyClick(page.view, Qt.Key.Key_D, modifiers)
    page.point_at(UNITS[0], 12)
    qtbot.keyClick(page.view, Qt.Key.Key_L, modifiers)
    assert asked == [("plan", "2026-11"), ("grid", "2026-10"), ("plan", "2026-12")]


def test_the_line_tells_what_is_behind(page: BoardPage) -> None:
    assert line(page) == [
        "3/4 đã nộp",
        "1 chưa chấm",
        "1 chi bộ tự chấm cao hơn thẩm định 6 điểm",
        "chuyên đề quý IV còn 4 chi bộ",
    ]
    page.panel.summary.buttons()[2].click()
    assert [row.unit_id for row in page.panel.model.rows] == [HAMLET]
    assert page.panel.filters.own.text() == "Tự chấm cao hơn thẩm định"


def test_the_official_level_has_its_colour_and_place(page: BoardPage) -> None:
    found = page.panel.model.cell(0, 10)
    assert (found.level, found.rank, found.ranks) == ("TOT", 0, 4)


def test_what_is_written_elsewhere_shows(
    page: BoardPage, desk: Desk, month: dict[int, int], qtbot: QtBot
) -> None:
    own_score(desk, month[SCHOOL])
    qtbot.waitUntil(lambda: cell(page, SCHOOL) is CellState.SCORED)
    quiet(page._jobs, qtbot)
    assert line(page)[0] == "4/4 đã nộp"


def test_other_years_come_by_button_and_key(page: BoardPage, qtbot: QtBot) -> None:
    page.panel.header.before.click()
    quiet(page._jobs, qtbot)
    assert page.panel.header.year.text() == "Năm 2025"
    assert page.panel.month == 12
    qtbot.keyClick(page.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    quiet(page._jobs, qtbot)
    assert page.panel.header.year.text() == "Năm 2027"
    assert not page.panel.header.after.isEnabled()
    page.show_year(1990)
    quiet(page._jobs, qtbot)
    assert page.panel.header.year.text() == "Năm 2015"
    assert not page.panel.header.before.isEnabled()


def test_an_office_without_chi_bo_says_so(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    nobody = replace(desk, actor=replace(desk.actor, units=(make.COOP,)))
    page = shown(nobody, jobs, qtbot)
    assert [row.unit_id for row in page.panel.model.rows] in ([], [TEAM])


# --- the sheet explained --------------------------------------------------------------------------


def test_a_reviewed_sheet_is_explained(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, HAMLET)
    detail = page.detail
    assert detail.title.text() == "Chi bộ thôn Bình Minh · Tháng 10"
    assert detail.state.text() == "Đã thẩm định, chưa xác nhận mức"
    assert detail.facts.text() == "Họp 06/10/2026, 14:00–15:40 (100 phút) · 2/3 dự (66,7 %)"
    texts = detail.tree.texts()
    assert texts[-1] == ["Tổng", "100", "98", "92"]
    assert texts[5][1:] == ["30", "30", "27"]
    text = said(page)
    assert "Chênh lệch 6 điểm" in text
    assert "Lý do: Thẩm định theo sổ nghị quyết" in text
    assert "Vì sao mục 6 được 27/30" in text
    assert NOTE in text
    assert buttons(page) == [
        "Xác nhận mức Tốt", "Thẩm định", "Biên bản", "In phiếu", "Mở lại…",
    ]  # fmt: skip


def test_groups_open_with_enter_and_the_tree_grows(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, HAMLET)
    tree = page.detail.tree
    high = tree.height()
    tree.setFocus()
    index = tree.model().index(2, 0)
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(index)
    assert tree.height() > high
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.height() == high


def test_a_rated_sheet_says_its_level_and_what_was_lost(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, TEAM)
    assert page.detail.state.text() == "Xếp loại Tốt"
    assert "Vì sao mục 4 được 38/40" in said(page)
    assert buttons(page) == ["In phiếu", "Phiếu chấm", "Biên bản", "Mở lại…"]


def test_a_meeting_without_points_says_what_is_to_do(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, SCHOOL)
    assert page.detail.state.text() == "Chưa nộp điểm tự chấm"
    assert "Chưa chấm" in said(page)
    assert page.detail.tree.texts()[0][2:] == ["", ""]
    assert buttons(page)[:2] == ["Tự chấm", "Biên bản"]


def test_an_empty_cell_offers_to_record(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, SCHOOL, 11)
    assert page.detail.state.text() == "Chưa lên lịch"
    assert buttons(page) == ["Ghi buổi sinh hoạt", "Không họp…"]
    assert not page.detail.tree.isVisible()
    assert "Tháng 9: 100 điểm" in page.detail.trend.accessibleName()


def test_further_meetings_of_the_month_are_named(page: BoardPage, desk: Desk, qtbot: QtBot) -> None:
    other = held(desk, SCHOOL, MONTH, MeetingKind.THEMATIC, day=20)
    asked = signals(page)
    qtbot.waitUntil(lambda: page.panel.model.cell(3, 10).meetings == 2)
    go(page, qtbot, SCHOOL)
    assert "Buổi khác trong tháng" in said(page)
    page.detail.meeting_wanted.emit(other.id)
    assert asked == [("meeting", other.id)]
    assert page.panel.model.cell(3, 10).thematic


def test_the_detail_follows_the_cursor(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, HAMLET)
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.detail.title.text().endswith("Tháng 9"))


def test_space_goes_to_the_detail_and_esc_comes_back(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, HAMLET)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.waitUntil(page.detail.tree.hasFocus)
    qtbot.keyClick(page.detail.tree, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.view.hasFocus)


# --- what is asked for ----------------------------------------------------------------------------


def test_enter_opens_what_is_there_or_a_new_meeting(
    page: BoardPage, month: dict[int, int], qtbot: QtBot
) -> None:
    asked = signals(page)
    go(page, qtbot, HAMLET)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    page.point_at(HAMLET, 11)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert asked == [("meeting", month[HAMLET]), ("new", HAMLET, "2026-11")]


def test_f2_opens_the_sheet_for_who_is_to_score(
    page: BoardPage, month: dict[int, int], qtbot: QtBot
) -> None:
    asked = signals(page)
    for unit in (SCHOOL, FAR_HAMLET):
        page.point_at(unit)
        qtbot.keyClick(page.view, Qt.Key.Key_F2)
    assert asked == [("sheet", month[SCHOOL], SELF), ("sheet", month[FAR_HAMLET], REVIEW)]
    page.point_at(SCHOOL, 11)
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    assert len(asked) == 2
    assert "Chưa ghi buổi họp" in page.notice.text.text()


def test_the_buttons_of_the_detail_ask(
    page: BoardPage, month: dict[int, int], qtbot: QtBot
) -> None:
    asked = signals(page)
    go(page, qtbot, FAR_HAMLET)
    page.detail.buttons["review"].click()
    page.detail.buttons["minutes"].click()
    page.detail.buttons["print"].click()
    assert asked[:2] == [("sheet", month[FAR_HAMLET], REVIEW), ("meeting", month[FAR_HAMLET])]
    job = asked[2][1]
    assert isinstance(job, MeetingJob)
    assert (job.form, job.meeting_ids, job.scorer) == ("PTC", (month[FAR_HAMLET],), SELF)


def test_tools_take_the_month_of_the_cursor(page: BoardPage, qtbot: QtBot) -> None:
    asked = signals(page)
    page.point_at(HAMLET, 11)
    for key in ("plan", "grid", "print", "record"):
        page.panel.header.tools[key].click()
    assert asked[:2] == [("plan", "2026-11"), ("grid", "2026-11")]
    job = asked[2][1]
    assert isinstance(job, MeetingJob)
    assert (job.form, job.period) == ("TBL", "2026-11")
    assert asked[3] == ("new", HAMLET, "2026-11")
    page.panel.template.click()
    assert asked[4] == ("page", "templates")


def test_ctrl_p_prints_the_sheet_of_the_cell(
    page: BoardPage, month: dict[int, int], qtbot: QtBot
) -> None:
    asked = signals(page)
    page.point_at(TEAM)
    qtbot.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.point_at(TEAM, 12)
    qtbot.keyClick(page.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    forms = [job.form for _, job in asked if isinstance(job, MeetingJob)]
    assert forms == ["PTD", "TBL"]


def test_the_menu_of_a_cell_offers_the_same(page: BoardPage, qtbot: QtBot) -> None:
    asked = signals(page)
    go(page, qtbot, TEAM)
    page.point_at(HAMLET)
    page.view.menu_wanted.emit(QPoint(10, 10))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [*buttons(page), "Xem Chi bộ thôn Bình Minh"]
    menu.actions()[-1].trigger()
    menu.close()
    assert asked == [("unit", HAMLET)]


def test_the_search_box_may_offer_what_the_page_does(page: BoardPage) -> None:
    titles = [offer.title for offer in page.actions_offered()]
    assert "Ghi buổi sinh hoạt chi bộ" in titles
    assert "Chi bộ chưa nộp phiếu chấm" in titles


# --- what is done ---------------------------------------------------------------------------------


def test_a_level_is_confirmed_with_who_decided(
    page: BoardPage, desk: Desk, month: dict[int, int], qtbot: QtBot
) -> None:
    go(page, qtbot, HAMLET)
    answer(pressing(lambda dialog: dialog.who.set_text("Ban Thường vụ Đảng ủy")))
    page.detail.buttons["confirm"].click()
    qtbot.waitUntil(lambda: cell(page, HAMLET) is CellState.RATED)
    sheet = scoring.prepare(desk, month[HAMLET])
    assert (sheet.state, sheet.decided_by) == (SheetState.CONFIRMED, "Ban Thường vụ Đảng ủy")
    assert page.notice.text.text() == "Đã xác nhận mức Tốt của Chi bộ thôn Bình Minh."
    qtbot.waitUntil(lambda: page.detail.state.text() == "Xếp loại Tốt")


def test_confirming_needs_somebody(page: BoardPage, qtbot: QtBot) -> None:
    go(page, qtbot, HAMLET)
    told: list[str] = []

    def refuse(dialog: object) -> None:
        press(dialog)  # type: ignore[arg-type]
        told.append(dialog.who.problem().__class__.__name__)  # type: ignore[attr-defined]
        dialog.reject()  # type: ignore[attr-defined]

    answer(refuse)
    page.detail.buttons["confirm"].click()
    assert told == ["RequiredProblem"]
    assert cell(page, HAMLET) is CellState.REVIEWED


def test_a_sheet_is_reopened_with_a_reason(
    page: BoardPage, desk: Desk, month: dict[int, int], qtbot: QtBot
) -> None:
    go(page, qtbot, TEAM)
    answer(pressing(lambda dialog: dialog.field.set_value("Nhầm số liệu")))
    page.detail.buttons["reopen"].click()
    qtbot.waitUntil(lambda: cell(page, TEAM) is CellState.REVIEWED)
    assert scoring.prepare(desk, month[TEAM]).state is SheetState.REVIEWED


def test_a_complete_draft_is_handed_in_with_one_press(
    page: BoardPage, desk: Desk, month: dict[int, int], qtbot: QtBot
) -> None:
    own_score(desk, month[SCHOOL], hand_in=False)
    qtbot.waitUntil(lambda: bool(page.panel.model.cell(3, 10).self_total))
    go(page, qtbot, SCHOOL)
    qtbot.waitUntil(lambda: buttons(page)[0] == "Ghi nộp phiếu")
    page.detail.buttons["hand_in"].click()
    qtbot.waitUntil(lambda: cell(page, SCHOOL) is CellState.SCORED)
    assert "Đã ghi nộp phiếu tháng 10" in page.notice.text.text()


def test_a_month_without_meeting_is_noted_with_its_reason(
    page: BoardPage, desk: Desk, qtbot: QtBot
) -> None:
    go(page, qtbot, SCHOOL, 11)
    answer(pressing(lambda dialog: dialog.field.set_value("Bão số 9")))
    page.detail.buttons["not_held"].click()
    qtbot.waitUntil(lambda: cell(page, SCHOOL, 11) is CellState.NOT_HELD)
    qtbot.waitUntil(lambda: page.detail.facts.text() == "Không tổ chức sinh hoạt. Lý do: Bão số 9")
    assert buttons(page) == ["Xem, sửa", "Bỏ buổi này…"]


def test_a_planned_meeting_can_be_dropped(page: BoardPage, desk: Desk, qtbot: QtBot) -> None:
    lines = [
        replace(line, on="2026-11-27", at="14:00")
        for line in meeting_plans.plan_lines(desk, "2026-11")
        if line.unit_id == SCHOOL
    ]
    meeting_plans.plan(desk, "2026-11", lines)
    qtbot.waitUntil(lambda: cell(page, SCHOOL, 11) is CellState.PLANNED)
    go(page, qtbot, SCHOOL, 11)
    assert page.detail.facts.text() == "Dự kiến họp 27/11/2026 14:00"
    assert buttons(page) == ["Ghi biên bản", "Không họp…", "Bỏ buổi này…"]
    answer(pressing(lambda dialog: dialog.field.set_value("Trùng lịch")))
    page.detail.buttons["drop"].click()
    qtbot.waitUntil(lambda: cell(page, SCHOOL, 11) is CellState.EMPTY)


def test_a_problem_is_said_on_the_page(
    page: BoardPage, desk: Desk, month: dict[int, int], qtbot: QtBot
) -> None:
    go(page, qtbot, HAMLET)
    confirmed(desk, month[HAMLET])  # somebody else was quicker
    answer(pressing(lambda dialog: dialog.who.set_text("Đảng ủy")))
    page.deeds.do("confirm", page.detail.looked)  # type: ignore[arg-type]
    quiet(page._jobs, qtbot)
    assert page.notice.isVisible()
    assert page.notice.property("tone") == "bad"


# --- who has not handed in ------------------------------------------------------------------------


def test_who_has_not_handed_in_is_a_list_to_call_from(
    page: BoardPage, desk: Desk, qtbot: QtBot
) -> None:
    told: list[object] = []

    def look(dialog: object) -> None:
        table = dialog.table  # type: ignore[attr-defined]
        told.append([line.unit for line in table.rows.records()])
        told.append([column.title for column in table.shown_columns()])
        dialog.copy.click()  # type: ignore[attr-defined]
        told.append(QGuiApplication.clipboard().text())
        press(dialog)  # type: ignore[arg-type]

    answer(look)
    page.panel.lacking.click()
    qtbot.waitUntil(lambda: len(told) == 3)
    quiet(page._jobs, qtbot)
    assert told[0] == ["Chi bộ Trường THCS Đông Hải"]
    assert "Điện thoại" in told[1]  # type: ignore[operator]
    assert str(told[2]).splitlines()[1].startswith("Chi bộ Trường THCS Đông Hải\tChưa nộp điểm")


def test_the_list_is_printed_as_a_paper(page: BoardPage, desk: Desk, qtbot: QtBot) -> None:
    asked = signals(page)
    answer(lambda dialog: dialog.print.click())
    page.panel.lacking.click()
    qtbot.waitUntil(lambda: bool(asked))
    job = asked[0][1]
    assert isinstance(job, MeetingJob)
    assert (job.form, job.period) == ("CNP", MONTH)
    text = PdfReader(io.BytesIO(meeting_printing.render(desk, job))).pages[0].extract_text()
    assert "CHƯA NỘP" in text.upper()
    assert "Chi bộ Trường THCS Đông Hải" in " ".join(text.split())
    assert meeting_printing.word(desk, job)
    meeting_printing.note_printed(desk, job, copies=1)


def test_the_chip_and_the_list_agree(page: BoardPage, desk: Desk) -> None:
    page.panel.filters.chips[Group.NOT_HANDED_IN].click()
    listed = {line.unit_id for line in board.not_handed_in(desk, MONTH)}
    assert {row.unit_id for row in page.panel.model.rows} == listed


def test_the_remarks_are_those_of_the_office(page: BoardPage, desk: Desk) -> None:
    kinds = [hint.kind for hint in score_grids.hints(desk, MONTH)]
    assert kinds == ["tu_cham_cao"]


# --- the whole commune, little room ---------------------------------------------------------------


def test_the_whole_commune_stands_beside_the_board(page: BoardPage, qtbot: QtBot) -> None:
    page.panel.whole.click()
    assert page.side.currentWidget() is page.overview
    assert page.overview.levels.text() == "Tháng 10: Tốt 1, chưa có mức 3"
    page.overview.map.chosen.emit(HAMLET, 8)
    assert page.side.currentWidget() is page.detail
    assert page.panel.month == 9
    assert not page.panel.whole.isChecked()


def test_with_little_room_the_detail_takes_the_place_of_the_board(
    page: BoardPage, qtbot: QtBot
) -> None:
    page.resize(760, 600)
    assert page.sides.narrow
    assert not page.detail.isVisible()
    assert page.sides.button.isVisible()
    go(page, qtbot, HAMLET)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.detail.isVisible()
    assert not page.view.isVisible()
    page.side.back.click()
    assert page.view.isVisible()
    page.resize(1156, 690)
    assert page.detail.isVisible()
    assert page.view.isVisible()


def test_who_may_only_look_is_told_so(
    desk: Desk, jobs: Jobs, month: dict[int, int], qtbot: QtBot
) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    page = shown(viewer, jobs, qtbot)
    asked = signals(page)
    for key in ("plan", "grid", "record"):
        assert not page.panel.header.tools[key].isEnabled()
    go(page, qtbot, HAMLET)
    assert not page.detail.buttons["confirm"].isEnabled()
    assert page.detail.buttons["minutes"].isEnabled()
    page.point_at(HAMLET, 11)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    page.grid()
    assert asked == []
    assert page.notice.isVisible()
