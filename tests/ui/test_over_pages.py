"""Receiving, registers, stock, cards and packages lie over the board of transfers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.workspace import CASE, RECEIVE, TransfersWorkspace
from tests.office import exchange_samples as samples
from tests.office import transfer_samples
from tests.ui import over_help
from tests.ui.over_help import COMER
from tests.ui.safety_help import quiet

TOOLS = ("receive", "registers", "stock", "cards", "packages")


@pytest.fixture
def place(desk: Desk, jobs: Jobs, qtbot: QtBot) -> TransfersWorkspace:
    made = TransfersWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    quiet(jobs, qtbot)
    return made


@pytest.mark.parametrize("tool", TOOLS)
def test_each_page_comes_up_with_the_keyboard_and_escape_leaves_it(
    place: TransfersWorkspace, jobs: Jobs, qtbot: QtBot, tool: str
) -> None:
    place.board.tool_wanted.emit(tool)
    quiet(jobs, qtbot)
    assert place.shown == tool
    page = place.over(tool)
    assert page.entry.hasFocus() or page.isAncestorOf(page.focusWidget())
    assert not place.unsaved()
    assert place.save()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert place.shown == ""
    quiet(jobs, qtbot)


@pytest.mark.parametrize("tool", ["registers", "packages", "stock", "cards"])
def test_the_menu_and_the_search_lead_there(
    place: TransfersWorkspace, jobs: Jobs, qtbot: QtBot, tool: str
) -> None:
    place.board.header.entries[tool].trigger()
    assert place.shown == tool
    place.over(tool).leave()
    quiet(jobs, qtbot)
    titles = [offer.title for offer in place.actions_offered()]
    for title in ("Sổ sách chuyển sinh hoạt", "Gói hồ sơ chuyển sinh hoạt", "Thẻ cơ quan"):
        assert title in titles


def test_a_record_that_was_taken_shows_its_case_and_escape_the_board(
    place: TransfersWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot, office_template: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as other:
        record = over_help.sent(other, over_help.comer(other))[1]
    path = tmp_path / "a.phieu"
    path.write_bytes(record)
    QTest.keyClick(place.board.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    page = place.over(RECEIVE)
    page.read_file(path)
    quiet(jobs, qtbot)
    page.cards_button.click()
    assert place.shown == "cards"
    QTest.keyClick(place.over("cards"), Qt.Key.Key_Escape)
    assert place.shown == RECEIVE
    assert page.preview is not None, "what was read is still there"
    page.take_button.click()
    assert place.shown == CASE
    assert transfers.read(desk, place.record()).traveller.name == COMER
    QTest.keyClick(place.over(CASE), Qt.Key.Key_Escape)
    assert place.shown == ""
    quiet(jobs, qtbot)


def test_a_line_of_a_register_opens_its_case_over_the_register(
    place: TransfersWorkspace, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    case = transfer_samples.going(desk, transfer_samples.member(desk))
    transfer_samples.sign(desk, case, [1, 4], "2026-11-12")
    place.board.tool_wanted.emit("registers")
    quiet(jobs, qtbot)
    page = place.over("registers")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert (place.shown, place.record()) == (CASE, case.id)
    QTest.keyClick(place.over(CASE), Qt.Key.Key_Escape)
    assert place.shown == "registers"
    quiet(jobs, qtbot)
