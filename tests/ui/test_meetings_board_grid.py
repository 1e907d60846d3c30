"""The grid of the board over records: what cells show, the keyboard, narrowing, speed."""

import time
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.meetings import BoardCell, CellState
from tcxd_desktop.domain.score_sheets import Hint
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings import board_rows
from tcxd_desktop.ui.meetings.board_grid import BoardView
from tcxd_desktop.ui.meetings.board_heads import NAME_LEAST
from tcxd_desktop.ui.meetings.board_model import MEAN, MONTHS, THEMATIC, BoardModel
from tcxd_desktop.ui.meetings.board_panel import BoardPanel
from tcxd_desktop.ui.meetings.board_reading import Read
from tcxd_desktop.ui.meetings.board_rows import Group, Ink, Narrow, Sort, Tone
from tcxd_desktop.ui.meetings.board_summary import summary
from tcxd_desktop.ui.meetings.legend import Legend
from tests.ui.board_help import board, rated, row

TODAY = date(2026, 11, 23)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot) -> BoardView:
    model = BoardModel(TODAY)
    made = BoardView(model)
    qtbot.addWidget(made)
    made.resize(820, 560)
    model.show(board())
    made.put_first(10)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def where(view: BoardView) -> tuple[str, int]:
    row = view.current_row()
    assert row is not None
    return row.unit, view.current_month()


def cell_text(view: BoardView, place: int, month: int) -> str:
    return str(view.board.index(place, month - 1).data() or "")


# --- what cells show ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text", "ink"),
    [
        (BoardCell(CellState.EMPTY), "", Ink.NONE),
        (BoardCell(CellState.PLANNED, 1, "2026-11-17"), "17/11", Ink.DAY),
        (BoardCell(CellState.OVERDUE, 1, "2026-10-17"), "17/10", Ink.LATE),
        (BoardCell(CellState.OVERDUE), "chưa ghi", Ink.LATE),
        (BoardCell(CellState.NOT_HELD, 1), "không họp", Ink.LATE),
        (BoardCell(CellState.HELD, 1), "chưa chấm", Ink.WORD),
        (BoardCell(CellState.HELD, 1, self_total="88"), "chưa nộp", Ink.WORD),
        (BoardCell(CellState.SCORED, 1, self_total="89.50"), "89,5", Ink.SELF),
        (BoardCell(CellState.REVIEWED, 1, official_total="92"), "92", Ink.REVIEW),
        (rated(92), "92", Ink.OFFICIAL),
    ],
)
def test_every_state_has_its_own_look(cell: BoardCell, text: str, ink: Ink) -> None:
    found = board_rows.shown(cell)
    assert (found.text, found.ink) == (text, ink)
    assert board_rows.said(cell)


def test_what_is_not_official_is_never_coloured() -> None:
    for cell in board().rows[0].cells + board().rows[4].cells:
        found = board_rows.shown(cell)
        assert (found.tone is Tone.NONE) == (cell.state is not CellState.RATED)


@pytest.mark.parametrize(
    ("total", "tone"), [(95, Tone.BEST), (88, Tone.GOOD), (64, Tone.LOW), (48, Tone.LAST)]
)
def test_levels_have_tones_by_their_place(total: int, tone: Tone) -> None:
    assert board_rows.tone_of(rated(total)) is tone
    assert board_rows.tone_of(replace(rated(total), rank=-1, ranks=0)) is tone
    own_code = replace(rated(total), level="A1")
    assert board_rows.tone_of(own_code) is tone


def test_a_template_of_three_levels_keeps_the_last_for_the_worst() -> None:
    tones = [board_rows.level_tone(place, 3) for place in range(3)]
    assert tones == [Tone.BEST, Tone.GOOD, Tone.LAST]
    assert [board_rows.level_tone(place, 2) for place in range(2)] == [Tone.BEST, Tone.LAST]


def test_columns_at_the_right_say_thematic_meetings_and_mean(view: BoardView) -> None:
    model = view.board
    assert model.index(0, THEMATIC).data() == "3/4"
    assert model.index(3, THEMATIC).data() == "0/4"
    assert model.index(0, MEAN).data() == "88,5"
    tip = model.index(0, THEMATIC).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == (
        "Chi bộ thôn Đông, Sinh hoạt chuyên đề, quý I: 1, quý II: 1, quý III: 1, quý IV: chưa có"
    )


def test_a_screen_reader_hears_chi_bo_month_and_state(view: BoardView) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    said = view.board.index(4, 9).data(role)
    assert said == ("Chi bộ UBND xã, tháng 10: tự chấm 98, thẩm định 92, chưa xác nhận mức")
    assert view.board.headerData(4, Qt.Orientation.Vertical, role) == "Chi bộ UBND xã"
    assert view.board.headerData(9, Qt.Orientation.Horizontal, role) == "Tháng 10"
    assert "Tốt" in view.board.index(0, 0).data(role)


def test_a_quarter_that_is_over_without_a_thematic_meeting_stands_out() -> None:
    behind = row(3)
    assert board_rows.thematic_behind(behind, 2026, TODAY)
    assert not board_rows.thematic_behind(row(0), 2026, TODAY)
    assert not board_rows.thematic_behind(behind, 2027, TODAY)


@pytest.mark.parametrize(
    ("year", "today", "month"),
    [(2026, TODAY, 10), (2026, date(2026, 8, 3), 8), (2026, date(2027, 3, 1), 10),
     (2027, TODAY, 1)],
)  # fmt: skip
def test_the_month_under_way_is_the_last_with_something_recorded(
    year: int, today: date, month: int
) -> None:
    assert board_rows.working_month(replace(board(), year=year), today) == month


def test_a_year_without_anything_stands_on_the_month_of_today() -> None:
    empty = replace(board(), rows=(row(0, upto=0),))
    assert board_rows.working_month(empty, TODAY) == 11


# --- the keyboard ---------------------------------------------------------------------------------


def test_arrows_home_and_end_move(view: BoardView, qtbot: QtBot) -> None:
    assert where(view) == ("Chi bộ thôn Đông", 10)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert where(view) == ("Chi bộ thôn Thượng", 9)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert where(view) == ("Chi bộ thôn Thượng", 1)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert where(view) == ("Chi bộ thôn Thượng", 12)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert where(view) == ("Chi bộ thôn Thượng", 0)
    qtbot.keyClick(view, Qt.Key.Key_End, CTRL)
    assert where(view)[0] == "Chi bộ thôn Sơn"


def test_enter_f2_and_space_ask(view: BoardView, qtbot: QtBot) -> None:
    view.put(14, 10)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [14, 10]
    with qtbot.waitSignal(view.sheet_wanted) as sheet:
        qtbot.keyClick(view, Qt.Key.Key_F2)
    assert sheet.args == [14, 10]
    with qtbot.waitSignal(view.detail_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    view.setCurrentIndex(view.board.index(4, MEAN))
    with qtbot.assertNotEmitted(view.opened), qtbot.assertNotEmitted(view.sheet_wanted):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.keyClick(view, Qt.Key.Key_F2)


def test_a_double_click_opens(view: BoardView, qtbot: QtBot) -> None:
    place = view.visualRect(view.board.index(2, 3)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [12, 4]


def test_letters_jump_to_a_chi_bo_without_tone_marks(view: BoardView, typist) -> None:
    typist.letters(view, "thon van")
    assert where(view) == ("Chi bộ thôn Vạn", 10)
    assert view.typed_box.isVisible()
    view._on_forget()
    typist.letters(view, "tram")
    assert where(view)[0] == "Chi bộ trạm y tế"
    assert not view.typed_box.text().endswith("không thấy")


def test_a_vietnamese_typing_program_may_take_letters_back(view: BoardView, typist) -> None:
    typist.letters(view, "ha")
    typist.backspace(view)
    typist.letters(view, "ạ")
    assert where(view)[0] == "Chi bộ thôn Hạ"
    typist.letters(view, "xyz")
    assert view.typed_box.text() == "hạxyz: không thấy"
    assert where(view)[0] == "Chi bộ thôn Hạ"


def test_what_is_typed_is_forgotten_by_esc_and_by_itself(
    view: BoardView, typist, qtbot: QtBot
) -> None:
    typist.letters(view, "thon")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.typed_box.isVisible()
    typist.letters(view, "thon")
    qtbot.waitUntil(lambda: not view.typed_box.isVisible(), timeout=3000)


def test_the_heads_move_the_cursor(view: BoardView, qtbot: QtBot) -> None:
    view.months.sectionClicked.emit(2)
    assert where(view) == ("Chi bộ thôn Đông", 3)
    view.names.sectionClicked.emit(6)
    assert where(view) == ("Chi bộ quân sự xã", 3)
    view.months.sectionClicked.emit(MEAN)
    assert where(view) == ("Chi bộ quân sự xã", 3)


def test_the_corner_asks_for_another_order(view: BoardView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.sort_wanted):
        view.corner.click()
    assert view.corner.geometry().width() == view.names.width()
    assert view.corner.accessibleName().startswith("Chi bộ. Đang xếp theo cây")


# --- order, narrowing, the line -------------------------------------------------------------------


def test_rows_stand_by_tree_or_by_name() -> None:
    found = board()
    names = [one.unit for one in board_rows.arranged(found.rows, Sort.NAME, Narrow())]
    assert names[:3] == ["Chi bộ công an xã", "Chi bộ cơ quan Đảng", "Chi bộ hợp tác xã"]
    assert names.index("Chi bộ thôn Đông") < names.index("Chi bộ thôn Hạ")
    tree = [one.unit for one in board_rows.arranged(found.rows, Sort.TREE, Narrow())]
    assert tree == [one.unit for one in found.rows]


def test_groups_count_the_month() -> None:
    found = board_rows.counts(board(), 10)
    assert found == {
        Group.ALL: 16, Group.NOT_HANDED_IN: 3, Group.NOT_REVIEWED: 1, Group.NO_THEMATIC: 16,
        Group.HANDED_IN: 12, Group.NOT_SCORED: 1,
    }  # fmt: skip


def test_the_line_tells_the_month_and_narrows() -> None:
    hints = [
        Hint("tu_cham_cao", (6,), (14,)),
        Hint("giong_nhau", (92, 5), (10, 11, 12, 13, 15)),
    ]
    told = summary(board(), 10, hints)
    assert [part.text for part in told] == [
        "12/16 đã nộp",
        "1 chưa chấm",
        "1 chi bộ tự chấm cao hơn thẩm định 6 điểm",
        "5 chi bộ cùng 92 điểm",
        "chuyên đề quý IV còn 16 chi bộ",
    ]
    above, alike = told[2].narrow, told[3].narrow
    assert above is not None
    assert alike is not None
    assert (above.unit_ids, len(alike.unit_ids)) == (frozenset({14}), 5)
    assert told[3].tip.endswith(".")


def test_many_remarks_of_a_kind_are_one_number() -> None:
    alike = [
        Hint("giong_nhau", (92 + place, 3 + place), tuple(range(3 + place))) for place in range(9)
    ]
    others = [Hint("lech_chua_ly_do", (6, 5), (1,)), Hint("lech_chua_ly_do", (7, 5), (2,))]
    told = summary(board(), 10, [*alike, *others, Hint("toan_diem_toi_da", (3,), (1, 2, 3))])
    texts = [part.text for part in told[2:-1]]
    assert texts == [
        "2 phiếu chênh lệch chưa ghi lý do",
        "11 chi bộ cùng 100 điểm",
        "3 phiếu toàn điểm tối đa",
    ]
    assert len(told[3].tip.splitlines()) == 6


def test_several_scores_above_the_review_are_one_number() -> None:
    hints = [Hint("tu_cham_cao", (apart,), (unit,)) for apart, unit in ((6, 14), (9, 15))]
    texts = [part.text for part in summary(board(), 10, hints)]
    assert "2 chi bộ tự chấm cao hơn thẩm định từ 6 điểm" in texts


@pytest.fixture
def panel(qtbot: QtBot) -> BoardPanel:
    made = BoardPanel(TODAY)
    qtbot.addWidget(made)
    made.resize(830, 640)
    made.show()
    made.show_read(Read(board()))
    return made


def names(panel: BoardPanel) -> list[str]:
    return [one.unit for one in panel.model.rows]


def chips(panel: BoardPanel) -> list[str]:
    return [chip.text() for chip in panel.filters.chips.values()]


def test_the_panel_opens_on_the_month_under_way(panel: BoardPanel) -> None:
    assert panel.month == 10
    assert panel.period == "2026-10"
    assert where(panel.view) == ("Chi bộ thôn Đông", 10)
    assert chips(panel) == ["Tất cả 16", "Chưa nộp 3", "Chưa thẩm định 1", "Thiếu chuyên đề 16"]


def test_a_chip_narrows_and_keeps_the_cursor(panel: BoardPanel) -> None:
    panel.view.put(15, 10)
    panel.filters.chips[Group.NOT_HANDED_IN].click()
    assert names(panel) == ["Chi bộ thôn Trung", "Chi bộ công an xã", "Chi bộ quân sự xã"]
    assert where(panel.view) == ("Chi bộ công an xã", 10)
    panel.filters.chips[Group.NOT_REVIEWED].click()
    assert where(panel.view) == ("Chi bộ thôn Đông", 10)
    panel.filters.chips[Group.ALL].click()
    assert len(names(panel)) == 16


def test_a_number_of_the_line_narrows_and_has_its_own_chip(panel: BoardPanel) -> None:
    first = panel.summary.buttons()[0]
    assert first.text() == "12/16 đã nộp"
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    first.click()
    assert len(names(panel)) == 12
    assert panel.filters.own.isVisible()
    assert panel.filters.own.text() == "Đã nộp"
    panel.filters.chips[Group.ALL].click()
    assert not panel.filters.own.isVisible()


def test_while_narrowed_the_month_of_the_chips_stays(panel: BoardPanel, qtbot: QtBot) -> None:
    panel.filters.chips[Group.NOT_HANDED_IN].click()
    panel.view.go_month(3)
    assert len(names(panel)) == 3
    assert chips(panel)[1] == "Chưa nộp 3"
    panel.filters.chips[Group.ALL].click()
    assert chips(panel)[1] == "Chưa nộp 0"
    assert panel.month == 3


def test_a_point_outside_what_is_narrowed_shows_all_again(panel: BoardPanel) -> None:
    panel.filters.chips[Group.NOT_REVIEWED].click()
    panel.point_at(20, 5)
    assert len(names(panel)) == 16
    assert where(panel.view) == ("Chi bộ trường mầm non", 5)


def test_nothing_found_is_said(panel: BoardPanel) -> None:
    panel.view.go_month(5)
    panel.filters.chips[Group.NOT_REVIEWED].click()
    assert panel.stack.currentWidget() is panel.empty
    assert panel.empty.text() == "Không có chi bộ nào như vậy."
    panel.show_read(Read(replace(board(), rows=())))
    assert panel.empty.text() == "Chưa có chi bộ nào để theo dõi."


def test_the_corner_sorts_and_the_cursor_stays(panel: BoardPanel) -> None:
    panel.view.put(12, 7)
    panel.view.corner.click()
    assert names(panel)[0] == "Chi bộ công an xã"
    assert where(panel.view) == ("Chi bộ thôn Trung", 7)
    assert panel.view.corner.text() == "Chi bộ (A–Z)"
    panel.view.corner.click()
    assert names(panel)[0] == "Chi bộ thôn Đông"


def test_another_reading_keeps_the_cursor(panel: BoardPanel) -> None:
    panel.view.put(17, 4)
    panel.show_read(Read(board()))
    assert where(panel.view) == ("Chi bộ trạm y tế", 4)
    panel.start_year()
    panel.show_read(Read(replace(board(), year=2025)))
    assert panel.month == 10


# --- room and speed -------------------------------------------------------------------------------


@pytest.mark.parametrize(("wide", "scale"), [(820, 100), (1067, 150)])
def test_the_whole_year_fits(qtbot: QtBot, qapp, wide: int, scale: int) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    qapp.setProperty("tcxdTestLook", "")
    model = BoardModel(TODAY)
    view = BoardView(model)
    qtbot.addWidget(view)
    view.resize(wide, 560)
    model.show(board())
    view.show()
    assert view.months.length() <= view.viewport().width()
    assert view.names.width() >= theme.current().px(NAME_LEAST)
    assert all(view.columnWidth(n) >= theme.current().px(36) for n in range(MONTHS))


def test_a_month_with_words_is_wider(view: BoardView) -> None:
    assert view.columnWidth(9) > view.columnWidth(0)
    assert {"chưa chấm", "không họp"} <= view.board.wordy(10)


def test_one_hundred_and_sixty_chi_bo_paint_in_no_time(qtbot: QtBot) -> None:
    panel = BoardPanel(TODAY)
    qtbot.addWidget(panel)
    panel.resize(830, 640)
    panel.show()
    panel.show_read(Read(board(16)))
    panel.grab()
    many = Read(board(160))
    best = min(_painted(panel, many) for _ in range(3))
    assert best < 0.15


def _painted(panel: BoardPanel, found: Read) -> float:
    start = time.perf_counter()
    panel.show_read(found)
    panel.grab()
    return time.perf_counter() - start


def test_there_is_no_widget_in_a_cell(view: BoardView) -> None:
    assert isinstance(view, QTableView)
    assert all(
        view.indexWidget(view.board.index(place, month)) is None
        for place in range(16)
        for month in range(MONTHS)
    )


def test_the_legend_says_every_look(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(820, 30)
    legend.show()
    assert "chưa thẩm định" in legend.accessibleName()
    one_line = legend.height()
    legend.show_levels([("Xuất sắc", Tone.BEST), ("Yếu", Tone.LAST)])
    assert "(Xuất sắc, Yếu)" in legend.accessibleName()
    legend.resize(300, 30)
    legend.grab()
    assert legend.height() > one_line


def test_a_right_click_asks_for_the_menu(view: BoardView, qtbot: QtBot) -> None:
    place = view.visualRect(view.board.index(1, 1)).center()
    with qtbot.waitSignal(view.menu_wanted):
        view.customContextMenuRequested.emit(place)
    with qtbot.assertNotEmitted(view.menu_wanted):
        view.customContextMenuRequested.emit(QPoint(5, 5000))
