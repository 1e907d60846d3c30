"""The page Số lý lịch on a real office."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import numbers, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.numbers.block_dialog import BlockDialog
from tcxd_desktop.ui.numbers.page import NumbersPage
from tests import make


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[NumbersPage]:
    people.create(desk, make.new_person(name="Trần Thị Bình"))
    people.create(desk, make.new_person(name="Lê Văn An"))
    jobs = Jobs()
    made = NumbersPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()


def test_without_a_block_it_says_so_and_gives_nothing(page: NumbersPage, desk: Desk) -> None:
    assert "Chưa khai cụm số" in page.next_label.text()
    page.waiting.selectAll()
    page.give_selected()
    assert page.notice.isVisible()
    assert numbers.ledger(desk) == []


def test_a_block_is_asked_for_and_refused_beside_its_box(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    dialog = BlockDialog(desk, "NB", page)
    qtbot.addWidget(dialog)
    dialog.first.set_value("10")
    dialog.last.set_value("5")
    dialog.main.click()
    assert dialog.result() == 0
    assert numbers.blocks(desk) == []
    dialog.last.set_value("20")
    dialog.main.click()
    [block] = numbers.blocks(desk)
    assert (block.symbol, block.first, block.last) == ("NB", 10, 20)


def test_the_selected_get_the_next_numbers_in_order(page: NumbersPage, desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 100, "15-CV/BTCTU")
    page.refresh()
    assert "000 001 NB" in page.next_label.text()
    page.waiting.selectAll()
    page.give_selected()
    assert [(e.number, e.name) for e in numbers.ledger(desk)] == [
        ("000001 NB", "Lê Văn An"),
        ("000002 NB", "Trần Thị Bình"),
    ]
    assert page.waiting.rows.rowCount() == 0
    assert page.ledger.rows.rowCount() == 2


def test_the_ledger_is_searched_without_tone_marks(page: NumbersPage, desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 100, "")
    page.waiting.selectAll()
    page.give_selected()
    page.wanted.setText("tran thi")
    page._show_ledger()
    assert [entry.name for entry in page.ledger.rows.records()] == ["Trần Thị Bình"]


def test_the_running_number_of_a_cell(page: NumbersPage, desk: Desk) -> None:
    page.cell.setCurrentIndex(page.cell.findData(make.HAMLET))
    shown = [(number, line.name) for number, line in page.cell_list.rows.records()]
    assert shown == [(1, "Lê Văn An"), (2, "Trần Thị Bình")]
