"""Lists: lazy, sorted by Python keys, copied so that Excel keeps zeros."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from tcxd_desktop.domain.names import name_key
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.rows import TONE, Column, Rows, Sorted
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.common.tokens import LIGHT


@dataclass(frozen=True)
class Somebody:
    id: int
    name: str
    card: str = "003700001234"
    state: str = "ok"


COLUMNS = [
    Column[Somebody]("tt", "TT", lambda r: "", width=46, muted=True, numbered=True, sortable=False),
    Column[Somebody]("name", "Họ và tên", lambda r: r.name, sort=lambda r: name_key(r.name), width=220),
    Column[Somebody]("card", "Số thẻ", lambda r: r.card, align="right", tip=lambda r: f"Thẻ {r.card}"),
    Column[Somebody]("state", "Tình trạng", lambda r: "Chính thức", tone=lambda r: r.state),
    Column[Somebody]("note", "Ghi chú", lambda r: "", shown=False),
]  # fmt: skip
PEOPLE = [
    Somebody(1, "Nguyễn Thị Đào"),
    Somebody(2, "Lê Văn An"),
    Somebody(3, "Phạm Hữu Ân", state="warn"),
    Somebody(4, "Bùi Thị An"),
]


@pytest.fixture
def table(qtbot) -> Table[Somebody]:
    made = Table(COLUMNS, identity=lambda r: r.id, name="Danh sách đảng viên", key="thu")
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_records(PEOPLE)
    made.show()
    return made


def names(table: Table[Somebody]) -> list[int]:
    return [record.id for record in table.rows.records()]


def test_the_model_keeps_the_rules_of_qt(qtmodeltester) -> None:
    rows = Rows(COLUMNS, PEOPLE)
    qtmodeltester.check(rows, force_py=True)
    rows.sort(1)
    rows.set_records(PEOPLE[:2])
    qtmodeltester.check(rows, force_py=True)


def test_names_sort_in_vietnamese_order_and_back() -> None:
    rows = Rows(COLUMNS, PEOPLE)
    rows.sort(1)
    assert [r.id for r in rows.records()] == [4, 2, 3, 1]
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert [r.id for r in rows.records()] == [1, 3, 2, 4]
    rows.sort(-1)
    assert [r.id for r in rows.records()] == [1, 2, 3, 4]


def test_equal_keys_keep_the_order_given_both_ways() -> None:
    kept = Sorted(["b1", "a1", "b2", "a2"])
    kept.by(lambda text: text[0])
    assert [kept.at(row) for row in range(4)] == ["a1", "a2", "b1", "b2"]
    kept.by(lambda text: text[0], descending=True)
    assert [kept.at(row) for row in range(4)] == ["b1", "b2", "a1", "a2"]


def test_new_records_keep_the_order_in_force() -> None:
    rows = Rows(COLUMNS, PEOPLE)
    rows.sort(1)
    rows.set_records([Somebody(9, "Vũ Thị Yến"), Somebody(8, "Đỗ Văn Ba")])
    assert [r.id for r in rows.records()] == [8, 9]


def test_a_column_that_cannot_be_sorted_changes_nothing() -> None:
    rows = Rows(COLUMNS, PEOPLE)
    rows.sort(1)
    before = [r.id for r in rows.records()]
    rows.sort(0)
    assert [r.id for r in rows.records()] == before


def test_only_what_is_seen_is_asked_for(qtbot) -> None:
    asked: list[int] = []

    def text(record: Somebody) -> str:
        asked.append(record.id)
        return record.name

    many = [Somebody(number, f"Người {number}") for number in range(50_000)]
    table = Table([Column[Somebody]("name", "Tên", text)], identity=lambda r: r.id, name="Nhiều")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show_records(many)
    table.show()
    table.grab()
    assert 5 < len(set(asked)) < 60


def test_a_hundred_thousand_rows_sort_in_one_breath() -> None:
    many = [Somebody(n, f"{n * 7919 % 100_003:06d}") for n in range(100_000)]
    rows = Rows(COLUMNS, many)
    keyed = Column[Somebody]("id", "Id", lambda r: r.name)
    rows.set_columns([keyed])
    start = time.process_time()
    rows.sort(0)
    assert time.process_time() - start < 1.5
    assert rows.record(0).name == "000000"


def test_cells_say_text_tone_tip_and_number() -> None:
    rows = Rows(COLUMNS, PEOPLE)
    assert rows.index(2, 0).data() == "3"
    assert rows.index(0, 1).data() == "Nguyễn Thị Đào"
    assert rows.index(2, 3).data(TONE) == "warn"
    assert rows.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "Thẻ 003700001234"
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "Họ và tên"
    assert rows.data(QModelIndex()) is None
    assert rows.rowCount(rows.index(0, 0)) == 0


def test_enter_and_double_click_open_the_record(qtbot, table: Table[Somebody]) -> None:
    table.select(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args[0].id == 3
    place = table.visualRect(table.rows.index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args[0].id == 2


def test_a_click_on_the_head_sorts(qtbot, table: Table[Somebody]) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table) == [4, 2, 3, 1]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table) == [1, 3, 2, 4]


def test_cursor_and_selection_stay_on_the_same_people(table: Table[Somebody]) -> None:
    table.selectAll()
    table.show_records(PEOPLE[1:])
    assert [r.id for r in table.selected_records()] == [2, 3, 4]
    table.select(3)
    table.rows.sort(1)
    assert table.current_record() == PEOPLE[2]
    table.show_records([PEOPLE[2], *PEOPLE[:2]])
    assert table.current_record() == PEOPLE[2]
    assert not table.select(99)


def test_copy_keeps_zeros_for_excel_and_leaves_row_numbers_out(
    qtbot, table: Table[Somebody]
) -> None:
    table.select(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Lê Văn An\t003700001234\tChính thức"
    assert "mso-number-format:'\\@'\">003700001234</td>" in mime.html()
    qtbot.keyClick(
        table,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    first = QGuiApplication.clipboard().text().splitlines()[0]
    assert first == "Họ và tên\tSố thẻ\tTình trạng"


def test_copied_text_cannot_become_markup(qtbot, table: Table[Somebody]) -> None:
    table.show_records([Somebody(1, "<b>Ba</b>\tBốn")])
    table.select_first()
    table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().startswith("<b>Ba</b> Bốn\t")
    assert "&lt;b&gt;Ba" in mime.html()


def test_columns_are_chosen_moved_and_remembered(qtbot, table: Table[Somebody]) -> None:
    header = table.horizontalHeader()
    assert [c.key for c in table.shown_columns()] == ["tt", "name", "card", "state"]
    actions = {action.text(): action for action in table.column_menu().actions()}
    actions["Ghi chú"].setChecked(True)
    actions["Số thẻ"].setChecked(False)
    header.moveSection(3, 1)
    header.resizeSection(3, 177)
    qtbot.waitUntil(lambda: "thu" in settings.load().columns, timeout=3000)
    again = Table(COLUMNS, identity=lambda r: r.id, name="Danh sách", key="thu")
    qtbot.addWidget(again)
    assert [c.key for c in again.shown_columns()] == ["tt", "state", "name", "note"]
    assert again.horizontalHeader().sectionSize(3) == 177
    again.reset_columns()
    assert [c.key for c in again.shown_columns()] == ["tt", "name", "card", "state"]


def test_the_last_column_cannot_be_hidden(table: Table[Somebody]) -> None:
    for number in (0, 2, 3):
        table.horizontalHeader().setSectionHidden(number, True)
    actions = {action.text(): action for action in table.column_menu().actions()}
    assert not actions["Họ và tên"].isEnabled()


def test_the_list_fills_its_room_and_gives_it_back(table: Table[Somebody]) -> None:
    header = table.horizontalHeader()
    assert header.length() == table.viewport().width()
    table.resize(1200, 400)
    assert header.length() == table.viewport().width()
    table.resize(300, 400)
    assert header.sectionSize(1) == 220


def test_broken_widths_do_no_harm(qtbot) -> None:
    settings.change(columns={"thu": {"name": "rộng", "card": [0, 0, "x"]}})
    table = Table(COLUMNS, identity=lambda r: r.id, name="Danh sách", key="thu")
    qtbot.addWidget(table)
    assert [c.key for c in table.shown_columns()] == ["tt", "name", "card", "state"]


def test_badges_and_the_cursor_bar_are_drawn(qtbot, table: Table[Somebody]) -> None:
    table.select(3)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    image = table.grab().toImage()
    badge = table.visualRect(table.rows.index(2, 3))
    offset = table.viewport().mapTo(table, QPoint(0, 0))
    inside = badge.topLeft() + offset + QPoint(11, badge.height() // 2)
    assert image.pixelColor(inside) == QColor(LIGHT.warn_soft)
    plain = table.visualRect(table.rows.index(0, 3)).topLeft() + offset + QPoint(11, 15)
    assert image.pixelColor(plain) == QColor(LIGHT.ok_soft)
    bar = table.visualRect(table.rows.index(2, 0)).topLeft() + offset + QPoint(1, 15)
    assert image.pixelColor(bar) == QColor(LIGHT.accent)


def test_rows_grow_with_the_text(qapp: QApplication, table: Table[Somebody]) -> None:
    assert table.rowHeight(0) == 31
    theme.apply(qapp, dark=False, scale=150)
    assert table.rowHeight(0) == 40


def test_right_click_tells_whose_menu(qtbot, table: Table[Somebody]) -> None:
    place = table.visualRect(table.rows.index(1, 1)).center()
    with qtbot.waitSignal(table.menu_wanted) as wanted:
        table.customContextMenuRequested.emit(place)
    assert wanted.args[0].id == 2
    assert wanted.args[1] == table.viewport().mapToGlobal(place)


def test_home_and_end_go_to_the_first_and_last_line(qtbot, table: Table[Somebody]) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == table.rows.rowCount() - 1
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_the_menu_key_tells_of_the_current_line(qtbot, table: Table[Somebody]) -> None:
    table.setCurrentIndex(table.rows.index(0, 1))
    # Where Qt puts it: the middle of the line in the whole view, header included.
    told = table.viewport().mapTo(table, table.visualRect(table.currentIndex()).center())
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, told, table.mapToGlobal(told))
    with qtbot.waitSignal(table.menu_wanted) as wanted:
        QApplication.sendEvent(table, asked)
    assert wanted.args[0].id == 1


def test_nothing_is_remembered_without_a_key(qtbot, tmp_path: Path) -> None:
    table = Table(COLUMNS, identity=lambda r: r.id, name="Danh sách")
    qtbot.addWidget(table)
    table.horizontalHeader().resizeSection(1, 300)
    assert not settings.path().exists()
