"""The line of a year and the heat map: keyboard, words, gaps, drawing at any size."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings.board_cells import word_font
from tcxd_desktop.ui.meetings.board_rows import Tone
from tcxd_desktop.ui.meetings.charts import Band, HeatMap, TrendChart, TrendPoint
from tcxd_desktop.ui.meetings.detail import trend
from tcxd_desktop.ui.meetings.heat_map import HeatCell, HeatRow
from tcxd_desktop.ui.meetings.overview import Overview, means
from tests.ui.board_help import board

BANDS = (
    Band("Tốt", Decimal(90), Tone.BEST),
    Band("Khá", Decimal(70), Tone.GOOD),
    Band("Trung bình", Decimal(50), Tone.LOW),
    Band("Kém", Decimal(0), Tone.LAST),
)
VALUES = (91, 88, None, 95, 48)


def points() -> list[TrendPoint]:
    return [
        TrendPoint(
            str(month),
            None if value is None else Decimal(value),
            f"Tháng {month}: {'chưa có' if value is None else value}",
            official=month != 5,
        )
        for month, value in enumerate(VALUES, start=1)
    ]


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    made = TrendChart()
    qtbot.addWidget(made)
    made.resize(320, 132)
    made.show_points("Điểm năm 2026", points(), BANDS)
    made.show()
    return made


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_the_line_starts_at_the_last_point_known(chart: TrendChart) -> None:
    assert chart.said() == "Tháng 5: 48"
    assert chart.accessibleName() == (
        "Điểm năm 2026. Tháng 1: 91; Tháng 2: 88; Tháng 4: 95; Tháng 5: 48"
    )
    assert chart.accessibleDescription() == "Tháng 5: 48"


def test_arrows_walk_along_the_line(chart: TrendChart, qtbot: QtBot) -> None:
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.said() == "Tháng 3: chưa có"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.said() == "Tháng 1: 91"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at == 0
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.at == 4


def test_the_mouse_points_and_its_tip_says(chart: TrendChart, qtbot: QtBot) -> None:
    left = QPoint(12, 60)
    assert chart.tip_at(left) == "Tháng 1: 91"
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=left)
    assert chart.at == 0


def test_grounds_of_the_levels_are_drawn(chart: TrendChart) -> None:
    found = colours(chart.grab().toImage())
    look = theme.current()
    assert {look.color("ok_soft").name(), look.color("warn_soft").name()} <= found


def test_a_line_without_points_says_so(qtbot: QtBot) -> None:
    empty = TrendChart("Điểm")
    qtbot.addWidget(empty)
    empty.resize(300, 132)
    empty.show_points("Điểm", [TrendPoint("1", None, "Tháng 1: chưa có")], BANDS)
    empty.grab()
    assert empty.accessibleName() == "Điểm. Chưa có điểm"
    assert empty.at == -1
    empty.show_points("Điểm", [], ())
    empty.grab()
    assert empty.tip_at(QPoint(5, 5)) == ""


def test_points_above_the_total_stay_inside(qtbot: QtBot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(300, 132)
    chart.show_points("Điểm", [TrendPoint("1", Decimal(104), "Tháng 1: 104")], BANDS)
    chart.grab()
    assert chart._y(chart._plot(), Decimal(104)) >= chart._plot().top()


def test_a_year_of_the_board_becomes_a_line() -> None:
    found = trend(board().rows[4])
    assert [point.label for point in found][:3] == ["1", "2", "3"]
    assert found[9].value == Decimal(92)
    assert not found[9].official
    assert found[0].official
    assert found[10].value is None


# --- the heat map ---------------------------------------------------------------------------------


def heat_rows(count: int) -> list[HeatRow]:
    tones = (Tone.BEST, Tone.GOOD, Tone.LOW, Tone.LAST, Tone.NONE)
    return [
        HeatRow(
            number,
            f"Chi bộ {number}",
            tuple(
                HeatCell(tones[(number + month) % 5], f"tháng {month + 1}", value=Decimal(90))
                for month in range(12)
            ),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 16, 160])
def test_the_map_is_as_high_as_its_rows(qtbot: QtBot, count: int) -> None:
    found = HeatMap()
    qtbot.addWidget(found)
    found.resize(310, 100)
    found.show_rows("Bản đồ", [str(month) for month in range(1, 13)], heat_rows(count))
    found.grab()
    assert found.height() <= theme.current().px(18 + 4 * 160 + 8)
    assert f"{count} chi bộ" in found.accessibleName()


def test_a_map_with_room_has_whole_names_and_tenths(qtbot: QtBot) -> None:
    found = HeatMap()
    qtbot.addWidget(found)
    name = "Chi bộ Trường Trung học cơ sở Đông Hải"
    rows = [replace(one, label=name) for one in heat_rows(4)]
    found.resize(1100, 300)
    found.show_rows("Bản đồ", [str(month) for month in range(1, 13)], rows)
    wide = QFontMetrics(word_font(found.font())).horizontalAdvance(name)
    assert found._map().left() > wide
    found.resize(310, 300)
    assert found._map().left() == theme.current().px(118)


def test_the_cursor_goes_to_a_row_and_tells_where_it_went(qtbot: QtBot) -> None:
    found = HeatMap()
    qtbot.addWidget(found)
    found.resize(310, 300)
    found.show_rows("Bản đồ", [str(month) for month in range(1, 13)], heat_rows(16))
    found.stand_on(5)
    assert found.said() == "Chi bộ 5, tháng 1"
    with qtbot.waitSignal(found.moved) as moved:
        qtbot.keyClick(found, Qt.Key.Key_Down)
    assert moved.args == [6]


def test_arrows_walk_the_map_and_enter_opens(qtbot: QtBot) -> None:
    found = HeatMap()
    qtbot.addWidget(found)
    found.resize(310, 300)
    found.show_rows("Bản đồ", [str(month) for month in range(1, 13)], heat_rows(16))
    found.show()
    assert found.said() == "Chi bộ 0, tháng 1"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(found, key)
    assert found.said() == "Chi bộ 1, tháng 2"
    qtbot.keyClick(found, Qt.Key.Key_Up)
    qtbot.keyClick(found, Qt.Key.Key_Up)
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.keyClick(found, Qt.Key.Key_Return)
    assert chosen.args == [0, 1]


def test_a_click_opens_the_cell_under_it(qtbot: QtBot) -> None:
    found = HeatMap()
    qtbot.addWidget(found)
    found.resize(310, 300)
    found.show_rows("Bản đồ", [str(month) for month in range(1, 13)], heat_rows(16))
    found.show()
    place = QPoint(found.width() - 10, 18 + 2 * 16 + 4)
    assert found.tip_at(place) == "Chi bộ 2, tháng 12"
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [2, 11]
    assert found.tip_at(QPoint(2, 2)) == ""


def test_the_overview_counts_levels_and_means(qtbot: QtBot) -> None:
    found = Overview()
    qtbot.addWidget(found)
    found.resize(336, 600)
    found.show_board(board(), 10, ())
    found.show()
    assert found.title.text() == "Toàn bộ 16 chi bộ · Năm 2026"
    assert found.levels.text() == "Tháng 10: Tốt 6, Khá 3, Trung bình 1, chưa có mức 6"
    with qtbot.waitSignal(found.cell_wanted) as wanted:
        found.map.chosen.emit(14, 9)
    assert wanted.args == [14, 10]
    assert means(board())[0].said.startswith("Tháng 1: trung bình ")
    assert means(board())[11].value is None
