"""The page Số lý lịch on a real office: blocks, giving numbers, the ledger, số SĐV."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.numbers import NumberBlock
from tcxd_desktop.office import numbers, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.numbers.blocks_panel import BlocksPanel
from tcxd_desktop.ui.numbers.dialogs import BlockDialog, ChosenNumberDialog
from tcxd_desktop.ui.numbers.page import CELLS, LEDGER, WAITING, NumbersPage
from tests import make
from tests.make import FAR_HAMLET, HAMLET
from tests.ui.safety_help import answer

PAPER = "15-CV/BTCTU, 10/8/2025"


def member(desk: Desk, name: str, unit_id: int = HAMLET) -> int:
    return people.create(desk, make.new_person(name=name, unit_id=unit_id)).id


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> NumbersPage:
    for name, unit_id in (
        ("Trần Văn Ánh", HAMLET), ("Lê Thị An", HAMLET), ("Phan Văn Xa", FAR_HAMLET),
    ):  # fmt: skip
        member(desk, name, unit_id)
    numbers.add_block(desk, "NB", 1, 10, PAPER)
    made = NumbersPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy and made.waiting.table.rows.rowCount() > 0)
    return made


def press(dialog: Dialog) -> None:
    assert dialog.main is not None
    dialog.main.click()


def names(page: NumbersPage) -> list[str]:
    return [line.name for line in page.waiting.table.rows.records()]


def test_the_page_shows_blocks_who_waits_and_what_comes_next(page: NumbersPage) -> None:
    assert page.blocks.next.text() == "000 001 NB"
    assert page.blocks.left.text() == "còn 10 số chưa cấp"
    assert names(page) == ["Lê Thị An", "Trần Văn Ánh", "Phan Văn Xa"]
    assert page.tabs.tabText(WAITING) == "Chờ cấp số (3)"
    assert page.waiting.give.text() == "Cấp số cho cả 3 người"


def test_everybody_gets_a_number_in_the_order_of_the_list(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    answer(press)
    page.waiting.give.click()
    qtbot.waitUntil(lambda: page.tabs.tabText(LEDGER) == "Sổ cấp số (3)")
    assert [(entry.number, entry.name) for entry in numbers.ledger(desk)] == [
        ("000001 NB", "Lê Thị An"), ("000002 NB", "Trần Văn Ánh"), ("000003 NB", "Phan Văn Xa"),
    ]  # fmt: skip
    assert page.notice.text.text() == "Đã cấp 3 số, từ 000 001 NB đến 000 003 NB."
    assert names(page) == []
    assert page.waiting.empty.isVisibleTo(page) or page.tabs.currentIndex() != WAITING
    assert not page.waiting.give.isEnabled()


def test_those_selected_get_theirs_and_the_others_wait_on(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    page.waiting.table.selectRow(1)
    assert page.waiting.give.text() == "Cấp số cho 1 người đã chọn"
    answer(press)
    page.waiting.give.click()
    qtbot.waitUntil(lambda: names(page) == ["Lê Thị An", "Phan Văn Xa"])
    assert page.notice.text.text() == "Đã cấp số 000 001 NB."
    assert page.blocks.next.text() == "000 002 NB"


def test_saying_no_gives_nothing(page: NumbersPage, desk: Desk) -> None:
    answer(lambda dialog: dialog.reject())
    page.waiting.give.click()
    assert numbers.ledger(desk) == []


def test_more_people_than_numbers_is_said_before_anything_is_given(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    numbers.drop_block(desk, numbers.blocks(desk)[0].id)
    numbers.add_block(desk, "NB", 1, 2, PAPER)
    qtbot.waitUntil(lambda: page.blocks.left.text() == "còn 2 số chưa cấp")
    page.waiting.give.click()
    assert "chỉ còn 2 số" in page.notice.text.text()
    assert numbers.ledger(desk) == []


def test_without_blocks_the_page_says_what_to_do(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    numbers.drop_block(desk, numbers.blocks(desk)[0].id)
    qtbot.waitUntil(lambda: page.blocks.next.text() == "Không còn")
    assert "khai cụm số" in page.blocks.left.text()


def test_ctrl_n_declares_a_block_and_says_mistakes_beside_their_field(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, BlockDialog)
        assert dialog.symbol.value() == "NB"
        press(dialog)
        assert dialog.first.problem() is not None
        dialog.first.set_text("000005")
        press(dialog)
        assert dialog.last.problem() is not None
        dialog.last.set_text("000020")
        press(dialog)
        assert dialog.first.problem() is not None
        dialog.first.set_text("000011")
        dialog.symbol.set_text("N1")
        press(dialog)
        assert dialog.symbol.problem() is not None
        dialog.symbol.set_text("nb")
        press(dialog)

    answer(fill)
    page.blocks.add.setFocus()
    qtbot.keyClick(page.blocks.add, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [(b.first, b.last, b.symbol) for b in numbers.blocks(desk)] == [
        (1, 10, "NB"), (11, 20, "NB"),
    ]  # fmt: skip


def test_a_block_declared_by_mistake_is_taken_back_after_a_question(
    page: NumbersPage, desk: Desk, qtbot: QtBot
) -> None:
    [drop] = [b for b in page.blocks.findChildren(QPushButton) if "nhầm" in b.text()]
    answer(lambda dialog: dialog.reject())
    drop.click()
    assert len(numbers.blocks(desk)) == 1
    answer(press)
    drop.click()
    assert numbers.blocks(desk) == []


def test_a_number_from_paper_is_written_down(page: NumbersPage, desk: Desk, qtbot: QtBot) -> None:
    page.waiting.table.selectRow(0)

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, ChosenNumberDialog)
        for wrong in ("", "7", "000011 NB"):
            dialog.number.set_text(wrong)
            press(dialog)
            assert dialog.number.problem() is not None
        dialog.number.set_text("000007nb")
        press(dialog)

    answer(fill)
    page.waiting.by_hand.click()
    assert numbers.ledger(desk)[0].number == "000007 NB"
    qtbot.waitUntil(lambda: page.blocks.next.text() == "000 008 NB")


def test_the_ledger_finds_without_tone_marks(page: NumbersPage, desk: Desk, qtbot: QtBot) -> None:
    numbers.assign_many(desk, [line.id for line in numbers.waiting(desk)])
    qtbot.waitUntil(lambda: page.tabs.tabText(LEDGER) == "Sổ cấp số (3)")
    page.waiting.table.setFocus()
    qtbot.keyClick(page.waiting.table, Qt.Key.Key_F3)
    assert page.tabs.currentIndex() == LEDGER
    for text, found in (("tran van anh", 1), ("thon dong thanh", 1), ("000003", 1), ("000 002", 1),
                        ("le thi", 1), ("khong co", 0), ("", 3)):  # fmt: skip
        page.ledger.find_box.setText(text)
        page.ledger.narrow()
        assert page.ledger.table.rows.rowCount() == found, text
    with qtbot.waitSignal(page.person_wanted) as asked:
        qtbot.keyClick(page.ledger.find_box, Qt.Key.Key_Return)
        qtbot.keyClick(page.ledger.table, Qt.Key.Key_Return)
    assert asked.args == [numbers.ledger(desk)[0].person_id]


def test_so_sdv_is_the_running_number_of_the_chosen_chi_bo(page: NumbersPage, desk: Desk) -> None:
    page.tabs.setCurrentIndex(CELLS)
    assert page.cells.empty.text() == "Chọn chi bộ để xem số SĐV."
    page.cells.unit.set_value(HAMLET)
    page.cells.refresh()
    rows = page.cells.table.rows.records()
    assert [(row.number, row.line.name) for row in rows] == [(1, "Lê Thị An"), (2, "Trần Văn Ánh")]
    page.cells.unit.set_value(make.SCHOOL)
    page.cells.refresh()
    assert page.cells.empty.text() == "Chi bộ này chưa có đảng viên."


@pytest.mark.parametrize(
    ("used", "tone", "badge"), [(0, "ok", ""), (89, "ok", ""), (90, "warn", "sắp hết"),
                                (100, "warn", "đã hết")],
)  # fmt: skip
def test_a_block_warns_from_ninety_percent(qtbot: QtBot, used: int, tone: str, badge: str) -> None:
    panel = BlocksPanel()
    qtbot.addWidget(panel)
    block = NumberBlock(1, "NB", 1, 100, PAPER, used)
    panel.show_blocks([block], "", 0)
    bar = panel.findChild(QProgressBar)
    assert (bar.property("tone"), bar.value()) == (tone, used)
    assert f"{used} / 100" in bar.accessibleName()
    texts = [label.text() for label in panel.findChildren(type(panel.next))]
    assert badge in texts or not badge


def test_a_number_given_elsewhere_shows_here(page: NumbersPage, desk: Desk, qtbot: QtBot) -> None:
    line = numbers.waiting(desk)[0]
    dossier = people.read(desk, line.id)
    people.save(desk, replace(dossier, dossier_no="000004 NB"))
    qtbot.waitUntil(lambda: page.blocks.next.text() == "000 005 NB")
    assert page.ledger.table.rows.record(0).on == ""


def test_the_keyboard_begins_in_the_list(page: NumbersPage) -> None:
    assert beginning(page) is page.waiting.table
