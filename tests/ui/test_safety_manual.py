"""The page Nói rõ về an toàn: the whole text is there and every section is found."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop import places
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.safety.manual_page import ManualPage
from tcxd_desktop.ui.safety.manual_text import sections
from tests.ui.conftest import DRESSED


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ManualPage:
    made = ManualPage(desk, Jobs(), Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    return made


def told(page: ManualPage) -> str:
    return " ".join(page.text.toPlainText().split())


def test_every_line_of_the_text_is_shown(page: ManualPage) -> None:
    source = (places.resources() / "help" / "an-toan.md").read_text(encoding="utf-8")
    lines = [line.lstrip("#- ").strip() for line in source.splitlines() if line.strip()]
    text = told(page)
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize(
    "promise",
    [
        "đều có cùng một khóa dữ liệu",  # roles are kept by the program
        "BitLocker",
        "dữ liệu mất hẳn",
        "không mang theo mật khẩu của ai",
        "vẫn đọc được mãi mãi",  # old copies after a change of key
        "Ban Cơ yếu",
        "giờ máy nghi sai",
        "hàng đợi",  # spool files
    ],
)
def test_what_has_to_be_said_plainly_is_said(page: ManualPage, promise: str) -> None:
    assert promise in told(page)


def test_a_heading_in_the_list_brings_its_section_up(page: ManualPage) -> None:
    assert page.list.count() == len(sections())
    page.list.setCurrentRow(6)
    top = page.text.cursorForPosition(page.text.viewport().rect().topLeft())
    top.movePosition(top.MoveOperation.NextBlock)
    assert page.text.verticalScrollBar().value() > 0
    page.list.setCurrentRow(0)
    assert page.text.verticalScrollBar().value() == 0


def test_every_section_can_be_found_from_the_search_box(page: ManualPage) -> None:
    offers = page.actions_offered()
    assert [offer.title for offer in offers] == [f"An toàn: {s.title}" for s in sections()[1:]]
    offers[5].run()
    assert page.list.currentRow() == 6


def test_the_text_follows_the_size_of_the_letters(
    qapp: QApplication, desk: Desk, qtbot: QtBot
) -> None:
    theme.apply(qapp, dark=True, scale=150)
    qapp.setProperty(DRESSED, "")
    page = ManualPage(desk, Jobs(), Changes(desk.store.on_written))
    qtbot.addWidget(page)
    page.resize(1156, 700)
    page.show()
    assert page.text.horizontalScrollBar().maximum() == 0
    assert page.text.document().size().width() <= page.text.viewport().width() + 1
