"""The story of a clerk, from a list of the central system to the printed phiếu, by keyboard."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from openpyxl import Workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import imports, opening, people, printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.window import MainWindow
from tests import make

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LIST = (
    ("Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
     "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"),
    ("NGUYỄN THỊ ĐÀO", "037158000001", "037158000001", "03/1958", "19/05/1985",
     "Chi bộ thôn Bình Minh", "Chi bộ thôn Bình Minh", "Đang sinh hoạt"),
    ("LÊ VĂN ĐẠT", "037190000002", "037190000002", "14/06/1990", "03/02/2020",
     "Chi bộ thôn Đông Thành", "", "Đang sinh hoạt"),
)  # fmt: skip


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in LIST:
        page.append(row)
    out = BytesIO()
    book.save(out)
    path = tmp_path / "DS_DANGVIEN.xlsx"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Desk], MainWindow]]:
    made: list[MainWindow] = []

    def build(desk: Desk) -> MainWindow:
        window = make_window(desk, Looks(qapp))
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield build
    for window in made:
        if shiboken6.isValid(window):
            take_down(window)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_import_find_open_fill_save_print_reopen(
    office_folder: Path,
    sheet: Path,
    show: Callable[[Desk], MainWindow],
    qtbot: QtBot,
    typist: Any,
) -> None:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        preview = imports.preview_members(desk, sheet.read_bytes(), sheet.name)
        assert imports.apply_members(desk, preview, {}).created == 2
        window = show(desk)

        # Find without tone marks, open with Enter.
        press(Key.Key_K, CTRL)
        typist.letters(focus(), "nguyen thi dao")
        qtbot.waitUntil(window.search.list_open, timeout=3000)
        press(Key.Key_Return)
        editor = window.page.editor  # type: ignore[attr-defined]
        qtbot.waitUntil(editor.isVisible, timeout=3000)

        # Type as a Vietnamese keyboard does, save, and nothing else was touched.
        editor.go_to("ethnicity")
        field = focus()
        assert isinstance(field, QLineEdit)
        typist.compose(field, ["K", "Ki", "Kin"], "Kinh")
        press(Key.Key_Return)
        editor.go_to("occupation")
        typist.compose(focus(), ["Ngh", "Nghỉ"], "Nghỉ hưu")
        press(Key.Key_Return)
        press(Key.Key_S, CTRL)
        [line] = people.lines(desk, PeopleQuery(text="dao"))
        saved = people.read(desk, line.id)
        assert (saved.ethnicity, saved.occupation) == ("Kinh", "Nghỉ hưu")
        assert not editor.dirty

        # Print.
        pdf = printing.render(desk, PrintJob(form="2-HSĐV", person_ids=(line.id,)))
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert "NGUYỄN THỊ ĐÀO" in text
        assert "Nghỉ hưu" in text
        assert "None" not in text
        window.close()
        take_down(window)
    finally:
        opening.close_office(desk)

    # Reopen.
    again = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert people.read(again, line.id) == saved
        window = show(again)
        # The day's duties greet, whatever page was shown last; the member is one key away.
        assert window.windowTitle().startswith("Việc hôm nay")
        press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: window.windowTitle().startswith("Đảng viên"), timeout=3000)
        window.close()
        take_down(window)
    finally:
        opening.close_office(again)


ENGLISH = {
    "save", "open", "close", "cancel", "search", "find", "print", "add", "delete", "edit", "name",
    "unit", "member", "list", "new", "file", "yes", "no", "ok", "none", "page", "select", "all",
}  # fmt: skip


def said_by(window: MainWindow) -> list[str]:
    """Return every word a visible label, button, tab or column head shows."""
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]
    for bar in window.findChildren(QTabBar):
        shown += [bar.tabText(number) for number in range(bar.count())]
    for view in window.findChildren(QTableView):
        model = view.model()
        heads = range(model.columnCount())
        shown += [str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in heads]
    return shown


def test_every_page_opens_and_none_speaks_english(
    desk: Desk, show: Callable[[Desk], MainWindow], qtbot: QtBot
) -> None:
    people.create(desk, make.new_person())
    window = show(desk)
    for key in ("people", "units", "supplements", "numbers"):
        page = window.show_page(key)
        qtbot.waitUntil(page.isVisible, timeout=3000)
        words = {word for text in said_by(window) for word in text.lower().split()}
        assert page.title.split()[0].lower() in words
        assert not words & ENGLISH, key
