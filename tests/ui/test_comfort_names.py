"""For those who do not see or do not use a mouse: every scene is read, walked by Tab and measured.

One process shows every scene once and writes down all it finds; the tests below plant each fault
and prove that it would be found.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStyledItemDelegate,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import tcxd_desktop
from tcxd_desktop.cli.scene_data import furnish
from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.announcing import ANNOUNCED
from tcxd_desktop.ui.common.beginning import begin_at, beginning
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.stylesheet import style_sheet
from tcxd_desktop.ui.common.tokens import DARK, LIGHT, Palette
from tcxd_desktop.ui.shell.building import PAGES, make_window
from tests import make
from tests.ui import comfort_colours, comfort_tab
from tests.ui.comfort_colours import SHAPE, Meter, contrast, sheet_faults
from tests.ui.comfort_names import cell_faults, name_faults, name_of
from tests.ui.comfort_tab import tab_faults, walked
from tests.ui.comfort_walk import screen_file
from tests.ui.comfort_words import english_in, foreign, said, word_faults

ROOT = Path(__file__).parents[2]
PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
NO_SENTENCES = {"vietnamese.py", "stylesheet.py"}
"""They hold Qt's own texts and the look."""


def test_every_scene_is_told_walked_and_measured(tmp_path: Path) -> None:
    """Names, roles, cells, words, the way of Tab, contrast: light, and the pages in the dark."""
    office, home, user = tmp_path / "van-phong", tmp_path / "home", tmp_path / "Tài liệu"
    user.mkdir()
    desk = make_demo(office, make.PASSWORD, DemoPlan(60, 8), clock=make.clock, kdf=make.CHEAP)
    furnish(desk, make.CHEAP)
    opening.close_office(desk)
    environment = {
        **os.environ,
        "HOME": str(user),
        "TCXD_HOME": str(home),
        "QT_QPA_PLATFORM": screen_file(tmp_path, 1366, 768),
    }
    out = tmp_path / "found.json"
    done = subprocess.run(  # what it said is asked for below
        [sys.executable, "-X", "utf8", "-m", "tests.ui.comfort_reading", str(office), str(out)],
        cwd=ROOT, env=environment, capture_output=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-3000:]
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    told = [
        f"{what}, {scene}: {fault}"
        for what, scenes in found["faults"].items()
        for scene, faults in scenes.items()
        for fault in faults
    ]
    assert not told, "\n".join(told)
    assert found["missing"] == []
    assert {scene.key for scene in all_scenes()} == set(found["seen"])


# --- names ----------------------------------------------------------------------------------------


def page_of(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """Return a shown window with widgets below each other."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def named(widget: QWidget, name: str) -> Any:
    widget.setAccessibleName(name)
    return widget


class Clickable(QWidget):
    """Minds the mouse and says nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)


class Dots(QStyledItemDelegate):
    """Paints a cell whose model says nothing."""

    def paint(self, painter, option, index) -> None:
        painter.fillRect(option.rect.adjusted(8, 8, -20, -8), Qt.GlobalColor.red)


def _table(*, head: str = "Cột", text: str = "chữ", dots: bool = False) -> QTableView:
    view = named(QTableView(), "Bảng thử")
    model = QStandardItemModel(1, 1, view)
    model.setHorizontalHeaderItem(0, QStandardItem(head))
    model.setItem(0, 0, QStandardItem(text))
    view.setModel(model)
    if dots:
        view.setItemDelegate(Dots(view))
    return view


NAMELESS: dict[str, Callable[[], tuple[QWidget, ...]]] = {
    "no name": lambda: (QPushButton("…"),),
    "no name: QLineEdit": lambda: (QLineEdit(placeholderText="Tìm người"),),
    "drawn, and not told": lambda: (named(Clickable(), "Hình"),),
    "same name twice": lambda: (QPushButton("Sửa"), QPushButton("Sửa")),
}


@pytest.mark.parametrize("fault", NAMELESS)
def test_a_control_without_a_name_is_found(qtbot: QtBot, fault: str) -> None:
    (told,) = name_faults(page_of(qtbot, *NAMELESS[fault]()))
    assert told.startswith(fault)


def test_names_that_say_enough_pass(qtbot: QtBot) -> None:
    two = [named(QFrame(), name) for name in ("Nơi đi", "Nơi đến")]
    for frame in two:
        QVBoxLayout(frame).addWidget(QPushButton("Sửa"))
    edit = QLineEdit()
    label = QLabel("Họ và tên")
    label.setBuddy(edit)
    page = page_of(qtbot, *two, label, edit, _table())
    assert name_faults(page) == []
    assert cell_faults(page) == []
    assert name_of(edit) == "Họ và tên"


@pytest.mark.parametrize(
    ("table", "fault"),
    [({"text": "", "dots": True}, "says nothing"), ({"head": ""}, "has no head")],
    ids=["cell", "head"],
)
def test_what_a_list_does_not_say_is_found(qtbot: QtBot, table: dict[str, Any], fault: str) -> None:
    (told,) = cell_faults(page_of(qtbot, _table(**table)))
    assert fault in told


# --- Tab ------------------------------------------------------------------------------------------


def test_tab_as_it_should_be(qtbot: QtBot) -> None:
    page = page_of(qtbot, QPushButton("Một"), named(QLineEdit(), "Hai"), QPushButton("Ba"))
    assert tab_faults(page) == []
    assert [name_of(one) for one in walked(page).steps] == ["Một", "Hai", "Ba"]
    back = walked(page, Qt.Key.Key_Backtab).steps
    assert [name_of(one) for one in back] == ["Một", "Ba", "Hai"]


def test_what_tab_never_comes_to_is_found(qtbot: QtBot) -> None:
    quiet = QPushButton("Hai")
    quiet.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    page = page_of(qtbot, QPushButton("Một"), quiet)
    (told,) = tab_faults(page)
    assert "never comes to QPushButton('Hai')" in told
    quiet.setToolTip("Làm hai việc (F9)")
    assert tab_faults(page) == []


def test_a_way_back_up_is_found(qtbot: QtBot) -> None:
    one, two, three = (QPushButton(text) for text in ("Một", "Hai", "Ba"))
    page = page_of(qtbot, one, two, three)
    QWidget.setTabOrder(three, two)
    assert any("goes back from QPushButton('Ba')" in told for told in tab_faults(page))


def test_a_trap_is_found(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfort_tab, "_INSIDE", 3)
    text = named(QPlainTextEdit(), "Ghi chú")  # Tab is a letter of it
    page = page_of(qtbot, QPushButton("Trước"), text)
    assert any("does not come out" in told for told in tab_faults(page))


def test_a_proxy_would_lead_tab_past_what_stands_before_it(qtbot: QtBot) -> None:
    """Why panels begin at a widget by ``begin_at``."""
    first, inner = QPushButton("Đầu"), QPushButton("Bảng")
    panel = QWidget()
    column = QVBoxLayout(panel)
    column.addWidget(first)
    column.addWidget(inner)
    page = page_of(qtbot, QPushButton("Ngoài"), panel)
    panel.setFocusProxy(inner)
    assert first not in walked(page).steps
    panel.setFocusProxy(None)
    begin_at(panel, inner)
    assert tab_faults(page) == []
    panel.setFocus()
    assert QApplication.focusWidget() is inner
    assert beginning(panel) is inner
    begin_at(panel, first)
    panel.setFocus()
    assert QApplication.focusWidget() is first


def test_late_widgets_stand_where_they_are_shown(qtbot: QtBot) -> None:
    scroll = Scroll("Các khối")
    holder, row = flowing(QPushButton("A"), spacing=4)
    page = page_of(qtbot, scroll, holder, QPushButton("Cuối"))
    scroll.column.addWidget(QPushButton("Trong"))
    late = QPushButton("B")
    row.addWidget(late)
    late.show()
    qtbot.waitUntil(lambda: tab_faults(page) == [])
    assert [name_of(one) for one in walked(page).steps] == ["Các khối", "Trong", "A", "B", "Cuối"]


def test_a_link_is_left_by_one_press_either_way(qtbot: QtBot) -> None:
    followed: list[str] = []
    link = LinkLabel("Mở hồ sơ", "của Đào", lambda: followed.append("mở"))
    page = page_of(qtbot, QPushButton("Trước"), link, QPushButton("Sau"))
    assert tab_faults(page) == []
    assert name_of(link) == "Mở hồ sơ, của Đào"
    link.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(link, key)
    assert followed == ["mở", "mở"]


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Lưu", []), ("Save", ["Save"]), ("No", ["No"]), ("Ctrl+S", []), ("&Mở tệp Excel…", []),
        ("Lưu file", ["file"]), ("<b>Open</b> hồ sơ", ["Open"]), ("12-QĐ/ĐU ngày 5/3", []),
        ("Số TR-02, mục II.4", []), ("hồ sơ 004217 NB", []), ("danh-sach.xlsx", []),
        ("OK", ["OK"]), ("Print", ["Print"]), ("Cancel", ["Cancel"]),
    ],
)  # fmt: skip
def test_foreign_words_are_told_from_ours(text: str, odd: list[str]) -> None:
    assert foreign(text) == odd


def test_english_is_found_wherever_it_is_said(qtbot: QtBot) -> None:
    button = QPushButton("Lưu")
    button.setToolTip("Save the record")
    edit = named(QLineEdit(placeholderText="Search"), "Tìm")
    page = page_of(qtbot, button, edit, _table(head="Name", text="Unknown"))
    page.setWindowTitle("Members")
    told = " ".join(word_faults(page))
    assert all(word in told for word in ("Save", "Search", "Name", "Unknown", "Members"))


FIELDS = {"line": QLineEdit, "text": QTextEdit, "plain": QPlainTextEdit, "number": QSpinBox}


@pytest.mark.parametrize("kind", FIELDS)
def test_menus_of_fields_are_vietnamese(qtbot: QtBot, kind: str) -> None:
    field = FIELDS[kind]()
    qtbot.addWidget(field)
    inner = field.lineEdit() if isinstance(field, QSpinBox) else field
    menu = inner.createStandardContextMenu()
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    assert any(texts)
    assert [word for text in texts for word in foreign(text)] == []


def test_qts_own_dialogs_are_vietnamese(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "danh sách.txt").write_text("", "utf-8")
    files = QFileDialog(None, "Chọn tệp", str(tmp_path), "Bảng tính (*.xlsx)")
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    buttons = QMessageBox.StandardButton
    box = QMessageBox()
    box.setStandardButtons(
        buttons.Ok | buttons.Cancel | buttons.Yes | buttons.No | buttons.Save | buttons.Discard
        | buttons.Apply | buttons.Reset | buttons.Help | buttons.Close | buttons.Retry
        | buttons.Abort | buttons.Ignore | buttons.RestoreDefaults
    )  # fmt: skip
    for dialog in (files, box):
        qtbot.addWidget(dialog)
        dialog.show()
    own = {part for part in tmp_path.parts if len(part) > 1} | {
        one.name for one in Path("/").iterdir()
    }
    told = [
        (text, place)
        for dialog in (files, box)
        for place, text in said(dialog)
        if foreign(text, own) and not any(part in text for part in own)
    ]
    assert told == []


def test_no_sentence_in_the_code_is_english() -> None:
    folder = Path(tcxd_desktop.__file__).parent
    files = [*sorted((folder / "ui").rglob("*.py")), *sorted((folder / "wording").rglob("*.py"))]
    told = [fault for path in files if path.name not in NO_SENTENCES for fault in english_in(path)]
    assert told == []


def test_an_english_sentence_in_the_code_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('"""About it."""\nSAID = f"Saved {1} records now"\nOURS = "Đã lưu 1 hồ sơ"\n')
    assert [told.partition(":")[2][0] for told in english_in(path)] == ["2"]


# --- contrast -------------------------------------------------------------------------------------


@pytest.mark.parametrize("palette", PALETTES)
def test_all_the_style_sheet_tells_can_be_read(palette: Palette) -> None:
    assert sheet_faults(palette) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("QPushButton:hover { background: #FFFFFF; color: #999999; }", "QPushButton:hover"),
        ("QLabel { color: #BBBBBB; }", "QLabel"),
        ("QPushButton:focus { border: 2px solid #DDDDDD; }", "ring of QPushButton:focus"),
    ],
    ids=["state", "ground", "ring"],
)
def test_a_faint_rule_is_found(rule: str, fault: str) -> None:
    assert any(told.startswith(fault) for told in sheet_faults(LIGHT, rule))


@pytest.mark.parametrize("palette", PALETTES)
def test_icons_marks_and_rings_are_seen(palette: Palette) -> None:
    shade = "dark" if palette is DARK else "light"
    inks = [palette.text, palette.muted, palette.accent, palette.ok, palette.warn, palette.faint]
    for mark in ("up", "down", "dot", "tick"):
        picture = (ROOT / "resources" / "icons" / f"mark-{mark}-{shade}.svg").read_text("utf-8")
        inks.append(next(part[:7] for part in picture.split('"') if part.startswith("#")))
    grounds = [palette.bg, palette.surface, palette.selection, palette.hover]
    for ink in inks:
        assert min(contrast(ink, ground) for ground in grounds) >= SHAPE, ink
    assert contrast("#FFFFFF", palette.accent_fill) >= SHAPE
    assert contrast(palette.on_accent, palette.accent_hover) >= SHAPE


def test_faint_text_is_measured(qtbot: QtBot, qapp: QApplication) -> None:
    page = page_of(qtbot, QLabel("Chữ rõ"), theme.hint(QLabel("Chữ nhỏ")))
    assert Meter().faults(page) == []
    qapp.setStyleSheet(style_sheet(LIGHT, 100) + 'QLabel[role="hint"] { color: #AAAAAA; }')
    try:
        (told,) = Meter().faults(page)
    finally:
        theme.apply(qapp, dark=False)
    assert "Chữ nhỏ" in told


def test_a_placeholder_is_as_dark_as_it_should_be(qtbot: QtBot, qapp: QApplication) -> None:
    """Qt takes half the ink of a styled line for its placeholder unless it is told."""
    page = page_of(qtbot, named(QLineEdit(placeholderText="ví dụ 12-QĐ/ĐU"), "Số"))
    assert Meter().faults(page) == []


def test_a_picture_of_one_colour_says_nothing() -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    assert comfort_colours.most_contrast(image) is None
    for x in range(8):
        image.setPixel(x, 3, 0xFF000000)
    assert comfort_colours.most_contrast(image) == pytest.approx(21)


# --- what is said when a page comes up ------------------------------------------------------------


def test_every_page_says_its_title(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    window = make_window(desk, Looks(qapp))
    qtbot.addWidget(window)
    window.show()
    for key, title, *_ in (*PAGES[1:], PAGES[0]):  # the window opens with the first
        page = window.show_page(key)
        assert window.property(ANNOUNCED) == title
        assert name_of(page) == title
        assert window.windowTitle().startswith(title)
    window.stop()


def test_icons_of_buttons_keep_their_words(qtbot: QtBot) -> None:
    button = icons.put(QPushButton("In"), "printer")
    holder = QWidget()
    QHBoxLayout(holder).addWidget(button)
    assert name_faults(page_of(qtbot, holder)) == []
