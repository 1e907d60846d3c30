"""The help menu, where F1 leads, news told once, Giới thiệu."""

import importlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tcxd_desktop import __version__
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import about, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.help.page import HelpPage
from tcxd_desktop.ui.shell import help_menu, targets
from tcxd_desktop.ui.shell.about import AboutDialog
from tcxd_desktop.ui.shell.building import PAGES, make_window, take_down
from tcxd_desktop.ui.shell.keys import KeysDialog
from tcxd_desktop.ui.shell.session import Session
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.wording.help import TOPIC_OF
from tests import make

ENTRIES = [
    "Hướng dẫn\tF1", "Cách ghi hồ sơ", "Phím tắt\tShift+F1", "Dạo một vòng", "Có gì mới",
    "Tự kiểm tra chương trình…", "Tạo gói chẩn đoán…", "Cập nhật chương trình…", "Giới thiệu…",
]  # fmt: skip


@pytest.fixture
def window(desk: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    people.create(desk, make.new_person())
    collector = Collector()
    made = make_window(desk, Looks(qapp))
    made.show()
    yield made
    take_down(made)
    collector.stop()


def press(window: MainWindow, text: str) -> None:
    menu = window.header.help_button.menu()
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def shown(window: MainWindow) -> str:
    page = window.page
    assert isinstance(page, HelpPage)
    return page.topic


def test_the_menu_has_every_entry(window: MainWindow) -> None:
    menu = window.header.help_button.menu()
    assert [action.text() for action in menu.actions() if action.text()] == ENTRIES
    assert window.header.help_button.accessibleName() == "Trợ giúp"
    assert menu is window.help_menu


def test_f1_opens_the_topic_of_every_page(window: MainWindow, qtbot: QtBot) -> None:
    found = {}
    for key, *_ in PAGES:
        window.show_page(key)
        qtbot.waitUntil(lambda: not window.working, timeout=20_000)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
        found[key] = shown(window)
    # On the help itself nothing changes: it still shows the topic of the page before.
    assert found == {**{key: TOPIC_OF[key] for key in found}, "help": found["rules"]}


def test_f1_in_a_box_nobody_explains_opens_the_help(window: MainWindow) -> None:
    window.show_page("people")
    box = next(box for box in window.page.findChildren(QLineEdit) if box.isVisible())
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_F1)
    assert shown(window) == "ho-so"


def test_f1_in_the_editor_is_how_to_fill_the_box(window: MainWindow, desk: Desk) -> None:
    [line] = people.lines(desk, people.PeopleQuery())
    window.open_person(line.id)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert not isinstance(window.page, HelpPage)


def test_f1_over_a_page_opens_what_lies_there(window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_page("transfers")
    page.show_over("receive", lambda layer: layer.open())
    assert page.shown == "receive"
    window.open_help()
    assert shown(window) == "tiep-nhan"


def test_f1_on_the_help_itself_stays_where_it_is(window: MainWindow) -> None:
    window.open_help("an-toan")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert shown(window) == "an-toan"


def test_the_menu_opens_the_help_the_guides_and_the_news(window: MainWindow) -> None:
    window.show_page("backups")
    press(window, "Hướng dẫn")
    assert shown(window) == "sao-luu"
    press(window, "Cách ghi")
    assert shown(window) == "cach-ghi"
    press(window, "Có gì mới")
    assert shown(window) == "co-gi-moi"


@pytest.mark.parametrize("name", ["tour", "self_check", "diagnosing", "updating", "about"])
def test_what_the_menu_loads_late_is_there(name: str) -> None:
    module = importlib.import_module(f"tcxd_desktop.ui.shell.{name}")
    assert callable(getattr(module, "start" if name == "tour" else "show"))


def test_old_and_new_targets_lead_to_the_help(window: MainWindow) -> None:
    window.open_target("manual:")
    assert shown(window) == "an-toan"
    window.open_target("help:sao-luu#sao-luu")
    assert shown(window) == "sao-luu"
    assert targets.help_topic("person:5") == ""
    window.open_target("help:")
    assert shown(window) == "sao-luu"


def test_a_link_of_the_help_opens_a_page(window: MainWindow, qtbot: QtBot) -> None:
    window.open_help("sao-luu")
    page = window.page
    assert isinstance(page, HelpPage)
    page.text.anchorClicked.emit(QUrl("page:numbers"))
    assert window.page.title == "Số lý lịch"


def test_a_link_to_a_page_one_may_not_see_says_why(
    desk: Desk, qapp: QApplication, qtbot: QtBot
) -> None:
    clerk = replace(desk, actor=Actor("Phạm Văn Thành", Role.CLERK, 2))
    window = make_window(clerk, Looks(qapp))
    try:
        window.open_help("nguoi-dung")
        page = window.page
        assert isinstance(page, HelpPage)
        page.text.anchorClicked.emit(QUrl("page:accounts"))
        assert shown(window) == "nguoi-dung"
        assert not window.notice.isHidden()
    finally:
        take_down(window)


def test_a_topic_is_found_in_the_search_box_before_the_page_was_opened(window: MainWindow) -> None:
    found = window.finding.find("doi khoa du lieu")
    line = next(line for line in found if "Người nghỉ việc" in line.title)
    line.go()
    assert shown(window) == "an-toan"
    assert window.page.list.currentItem().text().strip().startswith("Người nghỉ việc")  # type: ignore[attr-defined]


def test_the_search_box_looks_into_the_texts_too(window: MainWindow) -> None:
    line = window.finding.find("bitlocker")[-1]
    assert line.title == "Tìm “bitlocker” trong hướng dẫn"
    line.go()
    page = window.page
    assert isinstance(page, HelpPage)
    assert page.topic == "an-toan"
    assert len(page.text.places) == 1
    assert window.finding.find("xyzxyz")[-1].title.startswith("Không thấy")


# --- news -----------------------------------------------------------------------------------------


def test_nothing_is_new_on_a_machine_that_never_had_the_program() -> None:
    assert help_menu.news_bar() is None
    assert settings.load().seen_version == __version__


@pytest.mark.parametrize("before", ["", "0.0.9"], ids=["before-it-was-kept", "older"])
def test_a_new_version_is_told_once(before: str) -> None:
    settings.change(window="abc", seen_version=before)
    bar = help_menu.news_bar()
    assert bar is not None
    assert __version__ in bar.text
    assert help_menu.news_bar() is None


def test_the_bar_of_a_new_version_opens_its_news(window: MainWindow, desk: Desk) -> None:
    settings.change(window="abc", seen_version="0.0.9")
    session = Session(window, desk, lambda _place, _account: None)
    session.upkeep.stop()
    notice = window.bars.shown[help_menu.NEWS_BAR]
    assert notice.isVisible()
    notice.acted.emit()
    assert shown(window) == "co-gi-moi"
    assert notice.isHidden()
    session.stop()


# --- dialogs --------------------------------------------------------------------------------------


def test_about_tells_version_and_licences(window: MainWindow) -> None:
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AboutDialog)
        seen.append(dialog.version.text())
        rows = range(dialog.list.rowCount())
        seen.extend(dialog.list.item(row, 0).text() for row in rows)
        dialog.main.click()

    QTimer.singleShot(50, act)
    press(window, "Giới thiệu")
    assert __version__ in seen[0]
    assert seen[1:] == [one.name for one in about.program().libraries]


def test_about_opens_the_folder_of_licences_where_there_is_one(
    qtbot: QtBot, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = replace(about.program(), packaged=True, licences=tmp_path)
    monkeypatch.setattr(about, "program", lambda: packaged)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert "mã nguồn" not in dialog.version.text()
    dialog._on_folder()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_the_sheet_of_keys_opens_from_the_menu(window: MainWindow) -> None:
    seen: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(isinstance(dialog, KeysDialog))
        dialog.main.click()  # type: ignore[union-attr]  # told by the line above

    QTimer.singleShot(100, act)
    press(window, "Phím tắt")
    assert seen == [True]
