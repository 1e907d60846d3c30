"""Every scene on the screens offices have: nothing cut, nothing over something else, all in reach.

Two processes show every scene of the program: on 1920×1080 at 150 % of the system (with the window
also at the size it has on 1366×768 at 100 %), and on 1366×768 with letters at 150 %. Task bar and
title bar are left to the system. Light and dark differ in colours only, which is proven apart.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tcxd_desktop.cli.scene_data import furnish
from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import make_demo
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.breaking import in_two
from tcxd_desktop.ui.common.dialogs import TITLE_BAR, Dialog
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.marked_tabs import MarkedTabs
from tcxd_desktop.ui.common.roomy import ROWS, Roomy
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.common.stylesheet import style_sheet
from tcxd_desktop.ui.common.tokens import DARK, LIGHT
from tcxd_desktop.ui.shell.building import PAGES
from tests import make
from tests.ui import comfort_geometry
from tests.ui.comfort_walk import part_of, screen_file

ROOT = Path(__file__).parents[2]
WALKS = {
    "1920x1080-150": ("1920x1032", "1.5", ("--look", "100", "--size", "1280x657", "1366x697")),
    "1366x768-large": ("1366x728", "1", ("--look", "150", "--size", "1366x697")),
}
"""Screen without its task bar, its scaling, and what the walk is told; sizes without title bar."""
LARGE = "1366x768-large"
LEAST_ROWS = 6
FEWER = {
    "transfers-cards": 3, "rules-calendar": 4, "transfer-papers": 5, "transfers-registers": 5,
    "import-columns": 5, "import-preview": 5, "exports-editor": 5, "backups": 5, "book": 5,
    "rules": 5,
}  # fmt: skip
"""Rows of a main table at 150 % on 1366×768 where something else needs the room."""
MAIN = ("Table “", "SheetView “", "ScoreView “", "RollView “", "SummaryTable “", "BoardView “")


@pytest.fixture(scope="session")
def shown_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a furnished office and the home folder it was left in; copy both."""
    folder = tmp_path_factory.mktemp("comfort")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TCXD_HOME", str(folder / "home"))
        desk = make_demo(folder / "office", make.PASSWORD, clock=make.clock, kdf=make.CHEAP)
        furnish(desk, make.CHEAP)
        opening.close_office(desk)
    return folder


def _walked(office: Path, folder: Path, key: str, part: str) -> Any:
    """Walk a part of the scenes in a process of its own; its screen is that of ``key``."""
    screen, factor, told = WALKS[key]
    width, height = map(int, screen.split("x"))
    for name in ("office", "home"):
        shutil.copytree(office / name, folder / f"shown-{name}")
    out = folder / "found.json"
    done = subprocess.run(
        [
            *(sys.executable, "-X", "utf8", "-m", "tests.ui.comfort_walk"),
            *(str(folder / "shown-office"), str(out), "--part", part, *told),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "TCXD_HOME": str(folder / "shown-home"),
            "QT_QPA_PLATFORM": screen_file(folder, width, height),
            "QT_SCALE_FACTOR": factor,
        },
        capture_output=True,
        check=False,
        timeout=220,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-3000:]
    return json.loads(out.read_text("utf-8"))


@pytest.mark.parametrize("part", ["1/2", "2/2"], ids=["first half", "second half"])
@pytest.mark.parametrize("key", WALKS)
def test_every_scene_is_whole(shown_office: Path, tmp_path: Path, key: str, part: str) -> None:
    found = _walked(shown_office, tmp_path, key, part)
    told = [
        f"{scene} {size}: {fault}"
        for scene, sizes in found["faults"].items()
        for size, faults in sizes.items()
        for fault in faults
    ]
    assert not told, "\n".join(told)
    assert found["missing"] == []
    assert found["shown"] == [scene.key for scene in part_of(part)]
    assert found["ratio"] == float(WALKS[key][1])
    if key == LARGE:
        assert _few_rows(found["rows"]) == {}


def _few_rows(rows: dict[str, list[tuple[str, int]]]) -> dict[tuple[str, str], int]:
    """Return the main tables that show too little of themselves."""
    return {
        (place.partition("@")[0], name): seen
        for place, tables in rows.items()
        for name, seen in tables
        if name.startswith(MAIN)
        and not place.startswith(("editor-", "template-new"))
        and seen < FEWER.get(place.partition("@")[0], LEAST_ROWS)
    }


def test_every_page_has_its_scene() -> None:
    keys = [scene.key for scene in all_scenes()]
    assert len(keys) == len(set(keys))
    assert {key for key, *_ in PAGES} <= {scene.page for scene in all_scenes()}
    assert all(scene.title for scene in all_scenes())


@pytest.mark.parametrize("scale", theme.SCALES)
def test_dark_is_light_in_other_colours(scale: int) -> None:
    color = re.compile(r"#[0-9A-Fa-f]{6}|-(?:dark|light)\.svg")
    light, dark = (color.sub("", style_sheet(palette, scale)) for palette in (LIGHT, DARK))
    assert light == dark


# --- what the walk finds --------------------------------------------------------------------------


def _page(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """Return a window with widgets below each other."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    page.resize(400, 300)
    page.show()
    return page


def _faults(page: QWidget) -> list[str]:
    return comfort_geometry.faults(page, QSize(1366, 700))


def _squeezed(qtbot: QtBot, widget: QWidget, width: int, height: int = 40) -> list[str]:
    """Return what is found where a widget got so much room only."""
    page = _page(qtbot)
    widget.setParent(page)
    widget.ensurePolished()  # the style sheet has its own least height
    widget.setFixedSize(width, height)
    widget.move(10, 10)
    widget.show()
    return _faults(page)


def _label() -> QWidget:
    return QLabel("Chi bộ thôn Bình Minh")


def _wrapping() -> QWidget:
    label = QLabel("Chi bộ thôn Bình Minh, Đảng bộ xã Đông Hải, tỉnh Ninh Bình")
    label.setWordWrap(True)
    return label


def _combo() -> QWidget:
    box = QComboBox()
    box.addItem("Đảng bộ xã Đông Hải")
    return box


def _tabs() -> QWidget:
    bar = QTabBar()
    bar.setUsesScrollButtons(True)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    for title in ("Buổi họp", "Điểm danh", "Nội dung", "Nhiệm vụ"):
        bar.addTab(title)
    return bar


def _table() -> QWidget:
    table = QTableWidget(1, 1)
    table.setHorizontalHeaderLabels(["Ngày vào Đảng chính thức"])
    table.horizontalHeader().resizeSection(0, 60)
    return table


def _placeholder() -> QWidget:
    edit = QLineEdit()
    edit.setPlaceholderText("Tìm người, tổ chức, việc cần làm")
    return edit


CUT: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "label": (_label, 60, 40),
    "label-low": (_label, 300, 8),
    "wrapping": (_wrapping, 120, 20),
    "word": (_wrapping, 20, 400),
    "button": (lambda: QPushButton("Ghi buổi sinh hoạt"), 70, 32),
    "button-low": (lambda: QPushButton("Ghi buổi sinh hoạt"), 300, 10),
    "checkbox": (lambda: QCheckBox("Cả người đã rời đảng bộ"), 70, 30),
    "combo": (_combo, 80, 30),
    "tabs": (_tabs, 160, 30),
    "table-head": (_table, 300, 120),
    "placeholder": (_placeholder, 80, 30),
    "field-low": (lambda: QLineEdit("Nguyễn Thị Đào"), 200, 12),
}


@pytest.mark.parametrize("kind", CUT)
def test_text_without_room_is_found(qtbot: QtBot, kind: str) -> None:
    make_one, width, height = CUT[kind]
    assert any("cut" in fault or "arrows" in fault for fault in
               _squeezed(qtbot, make_one(), width, height))  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in CUT if kind != "table-head"])
def test_text_with_room_is_not(qtbot: QtBot, kind: str) -> None:
    made = CUT[kind][0]()
    page = _page(qtbot)
    page.resize(900, 700)
    made.setParent(page)
    made.setGeometry(10, 10, 700, 60)
    made.show()
    assert _faults(page) == []


def test_what_is_shortened_on_purpose_is_no_fault(qtbot: QtBot) -> None:
    label = Elided()
    label.say("Chi bộ thôn Bình Minh, Đảng bộ xã Đông Hải, tỉnh Ninh Bình")
    page = _page(qtbot, label)
    page.resize(160, 60)
    assert "…" in label.text()
    assert _faults(page) == []
    label.setToolTip("")
    assert len(_faults(page)) <= 1  # Qt itself shortened it: it fits, but nobody reads the rest


def test_a_widget_outside_what_it_lies_in_is_found(qtbot: QtBot) -> None:
    page = _page(qtbot)
    button = QPushButton("Lưu", page)
    button.setGeometry(380, 10, 90, 30)
    button.show()
    [fault] = _faults(page)
    assert "outside" in fault
    assert "Lưu" in fault


def test_two_widgets_in_one_place_are_found(qtbot: QtBot) -> None:
    page = _page(qtbot)
    for left, text in ((10, "Lưu"), (60, "In phiếu")):
        button = QPushButton(text, page)
        button.setGeometry(left, 10, 100, 30)
        button.show()
    [fault] = _faults(page)
    assert "overlap by 50×30" in fault


def test_what_can_be_scrolled_to_is_in_reach(qtbot: QtBot) -> None:
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.addWidget(QLabel("Chi bộ " * 40))
    area = QScrollArea()
    area.setWidget(inside)
    page = _page(qtbot, area)
    assert _faults(page) == []
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert any("cannot be scrolled to" in fault for fault in _faults(page))


def test_a_window_larger_than_the_screen_is_found(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(500, 701)
    dialog.show()
    [fault] = _faults(dialog)
    assert "500×701 does not fit on 1366×700" in fault


# --- what gives way -------------------------------------------------------------------------------


def test_a_dialog_too_high_for_the_screen_scrolls_its_body(qtbot: QtBot) -> None:
    dialog = Dialog("Nhiều điều", None)
    qtbot.addWidget(dialog)
    labels = [dialog.say(f"Điều {number}") for number in range(80)]
    dialog.add_buttons("Ghi")
    dialog.show()
    room = room_of(dialog).size().height() - TITLE_BAR
    qtbot.waitUntil(lambda: dialog.height() == room)
    assert dialog.main is not None
    assert dialog.main.visibleRegion().boundingRect().size() == dialog.main.size()
    assert labels[0].isVisible()
    assert labels[-1].visibleRegion().isEmpty()


def test_a_dialog_that_fits_stays_as_it_is(qtbot: QtBot) -> None:
    dialog = Dialog("Một điều", None)
    qtbot.addWidget(dialog)
    dialog.say("Điều này vừa một dòng")
    dialog.add_buttons("Ghi")
    dialog.show()
    assert not dialog.findChildren(QScrollArea)


def test_tabs_keep_the_mark_of_the_one_in_hand(qtbot: QtBot) -> None:
    bar = MarkedTabs(("Buổi họp", "Điểm danh", "Nội dung"))
    bar.set_tip(0, "Ctrl+1")
    for place, mark in enumerate(("149 phút", "22/29", "10 mục")):
        bar.set_mark(place, mark)
    page = _page(qtbot, bar)
    page.resize(800, 100)
    qtbot.waitUntil(lambda: bar.tabText(1) == "Điểm danh · 22/29")
    page.resize(330, 100)
    qtbot.waitUntil(lambda: bar.tabText(1) == "Điểm danh")
    assert bar.tabText(0) == "Buổi họp · 149 phút"
    assert bar.tabToolTip(1) == "Điểm danh · 22/29"
    bar.setCurrentIndex(1)
    assert bar.tabText(0) == "Buổi họp"
    assert bar.tabToolTip(0) == "Buổi họp · 149 phút\nCtrl+1"
    assert bar.tabText(1) == "Điểm danh · 22/29"


def test_a_table_keeps_its_rows_where_the_window_is_low(qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    head = QLabel("Đầu trang")
    head.setFixedHeight(200)
    table = QTableWidget(20, 2)
    column.addWidget(head)
    column.addWidget(table)
    low = _page(qtbot, Roomy(inside, table))
    low.resize(400, 250)
    rows = table.viewport().height() // table.verticalHeader().defaultSectionSize()
    assert rows >= ROWS
    assert table.visibleRegion().boundingRect().height() < 60
    low.activateWindow()
    qtbot.waitUntil(low.isActiveWindow)
    table.setFocus()
    qtbot.waitUntil(lambda: table.visibleRegion().boundingRect().height() > 150)


def test_words_break_next_to_their_middle() -> None:
    assert in_two("Gia đình có công với cách mạng") == "Gia đình có công\nvới cách mạng"
    assert in_two("Xuất") == "Xuất"


def test_letters_grow_and_the_air_around_them_hardly() -> None:
    small, large = theme.Theme(LIGHT, 100), theme.Theme(LIGHT, 150)
    assert (small.px(12), large.px(12)) == (12, 14)
    assert (small.px(336), large.px(336)) == (336, 504)
    assert (small.line(31), large.line(31)) == (31, 40)
    assert large.line(44, 2) == 62
    assert "min-height: 37px" in style_sheet(LIGHT, 150)
    assert "min-height: 28px" in style_sheet(LIGHT, 100)
