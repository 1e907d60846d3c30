"""The page Kho giấy giới thiệu: balances, the ledger, lines written and struck out, papers."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.letter_stock import Serials, StockMove, StockMoveKind
from tcxd_desktop.office import letter_stock
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers import stock_words
from tcxd_desktop.ui.transfers.stock_page import StockPage
from tcxd_desktop.wording.letter_ledger import STOCK_MOVE
from tests import make
from tests.office import exchange_samples, transfer_samples
from tests.ui import over_help
from tests.ui.safety_help import answer, pressing, preview, quiet, refused

RUN = ("NB 0012301", "NB 0012350")


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Return an office with fifty letters of ten boxes, one of them spoiled."""
    move = StockMove("T10", StockMoveKind.RECEIVED, "2026-01-10", letter_stock.serials(*RUN))
    letter_stock.record(desk, move)
    spoiled = letter_stock.serials("NB 0012305")
    letter_stock.record(
        desk, StockMove("T10", StockMoveKind.SPOILED, "2026-03-05", spoiled, note="nhòe mực")
    )
    return desk


@pytest.fixture
def page(stocked: Desk, jobs: Jobs, qtbot: QtBot) -> StockPage:
    return over_help.shown(StockPage, stocked, jobs, qtbot)


def line(kind: StockMoveKind, first: str, last: str = "", **told: str) -> Callable[[Any], None]:
    """Return what fills the dialog of a line."""

    def fill(dialog: Any) -> None:
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
        for field, text in ((dialog.first, first), (dialog.last, last)):
            field.set_text(text)
        for name, text in told.items():
            getattr(dialog, name).set_text(text)

    return fill


def kinds(page: StockPage) -> list[str]:
    return [STOCK_MOVE[move.kind] for move in page.table.rows.records()]


def test_it_tells_what_is_left_and_what_became_of_the_others(page: StockPage) -> None:
    left, after, rest = page.cards["T10"]
    assert (left.text(), after.text()) == ("Còn 49 tờ", "tờ tiếp theo NB 0012301")
    assert rest.text() == "nhận 50 · đã cấp 0 · hỏng 1"
    assert page.cards["T7"][1].text() == "chưa nhận tờ nào"
    assert kinds(page) == ["Viết hỏng", "Nhận của cấp trên"]
    assert page.table.hasFocus()


def test_an_empty_stock_says_how_to_begin(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    page = over_help.shown(StockPage, desk, jobs, qtbot)
    assert page.stack.currentWidget() is page.empty
    assert "Ctrl+N" in page.empty.text()


def test_letters_come_in_by_the_keyboard(page: StockPage, stocked: Desk) -> None:
    seen: list[tuple[str, str]] = []

    def fill(dialog: Any) -> None:
        dialog.letter.setCurrentIndex(dialog.letter.findData("T8"))
        assert dialog.first.edit.text() == "", "nothing is proposed for letters that come in"
        QTest.keyClicks(dialog.first.edit, "nb 0000201")
        QTest.keyClicks(dialog.last.edit, "220")
        dialog.who.set_text("Lê Thị Hạnh")
        seen.append((dialog.next.text(), dialog.boxes["who"].caption.text()))

    answer(pressing(fill))
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert seen == [("Đang ghi 20 tờ. Trong kho còn 0 tờ.", "Người giao")]
    assert letter_stock.balance(stocked, "T8").left == 20
    assert page.cards["T8"][0].text() == "Còn 20 tờ"
    assert "Đã ghi" in page.notice.text.text()


def test_what_is_spoiled_needs_its_reason(page: StockPage, stocked: Desk, jobs: Jobs) -> None:
    said: list[str] = []
    answer(refused(line(StockMoveKind.SPOILED, "NB 0012310"), said, jobs))
    page.add_move()
    assert "lý do" in said[0].lower()
    answer(pressing(line(StockMoveKind.SPOILED, "NB 0012310", note="rách")))
    page.add_move()
    assert letter_stock.balance(stocked, "T10").spoiled == 2


WRONG = {
    "twice": (line(StockMoveKind.RECEIVED, "NB 0012350", "NB 0012360"), "NB 0012350"),
    "absent": (line(StockMoveKind.RETURNED, "NB 0099999"), "NB 0099999"),
    "not spoiled": (line(StockMoveKind.DESTROYED, "NB 0012301"), "NB 0012301"),
    "backwards": (line(StockMoveKind.RETURNED, "NB 0012320", "NB 0012310"), ""),
    "no serial": (line(StockMoveKind.RETURNED, "abc"), "abc"),
    "nothing": (line(StockMoveKind.RECEIVED, ""), ""),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_the_ledger_does_not_allow_gets_a_sentence(
    page: StockPage, stocked: Desk, jobs: Jobs, wrong: str
) -> None:
    fill, named = WRONG[wrong]
    before = letter_stock.movements(stocked)
    said: list[str] = []
    answer(refused(fill, said, jobs))
    page.add_move()
    assert len(said[0].strip()) > 20
    assert named in said[0]
    assert letter_stock.movements(stocked) == before


def test_a_day_that_is_missing_or_partial_is_refused(page: StockPage, jobs: Jobs) -> None:
    said: list[str] = []
    answer(refused(line(StockMoveKind.RETURNED, "NB 0012301", on="3/2026"), said, jobs))
    page.add_move()
    answer(refused(line(StockMoveKind.RETURNED, "NB 0012301", on=""), said, jobs))
    page.add_move()
    assert all(text.strip() for text in said)


def test_what_waits_to_be_destroyed_is_proposed(page: StockPage, stocked: Desk) -> None:
    seen: list[tuple[str, str]] = []

    def fill(dialog: Any) -> None:
        seen.append((dialog.first.edit.text(), dialog.next.text()))
        dialog.paper.set_text("04-BB/ĐU")

    answer(pressing(fill))
    page.add_move(StockMoveKind.DESTROYED)
    assert seen[0][0] == "NB 0012305"
    assert "Đã hỏng, chưa tiêu hủy: NB 0012305" in seen[0][1]
    assert letter_stock.balance(stocked, "T10").destroyed == 1


def test_letters_go_down_to_a_base_that_keeps_its_own(page: StockPage, stocked: Desk) -> None:
    def fill(dialog: Any) -> None:
        line(StockMoveKind.HANDED_DOWN, "NB 0012341", "NB 0012350", who="Vũ Văn Hải")(dialog)
        assert dialog.unit.isVisible()
        assert [choice.value for choice in dialog.unit._choices.matches("")] == [make.COOP]
        dialog.unit.set_value(make.COOP)

    answer(pressing(fill))
    page.add_move()
    last = letter_stock.movements(stocked)[-1]
    assert (last.unit_id, last.serials.count) == (make.COOP, 10)


def test_a_line_is_struck_out_with_a_reason_and_stays(page: StockPage, stocked: Desk) -> None:
    page.table.select_first()
    answer(pressing(lambda dialog: dialog.field.set_value("ghi nhầm tờ khác")))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    first = page.table.rows.records()[0]
    assert first.void_reason == "ghi nhầm tờ khác"
    assert stock_words.note_text(first) == "gạch bỏ: ghi nhầm tờ khác; nhòe mực"
    assert letter_stock.balance(stocked, "T10").spoiled == 0
    assert not page.strike.isEnabled(), "once is enough"


def test_a_line_others_rest_on_is_not_struck_out(page: StockPage) -> None:
    page.table.select(page.table.rows.records()[1].id)
    answer(pressing(lambda dialog: dialog.field.set_value("nhầm")))
    page.strike_out()
    assert "NB 0012301" in page.notice.text.text()


def test_a_line_of_a_case_leads_to_it(stocked: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    case = transfer_samples.going(
        stocked, transfer_samples.member(stocked), serial="NB 0012301", opened="2026-11-01"
    )
    transfer_samples.sign(stocked, case, [1], "2026-11-10")
    page = over_help.shown(StockPage, stocked, jobs, qtbot)
    page.table.select_first()
    assert not page.strike.isEnabled()
    assert "lùi bước" in page.strike.toolTip()
    wanted: list[int] = []
    page.case_wanted.connect(wanted.append)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [case.id]


def test_letter_and_year_narrow_the_ledger(page: StockPage, stocked: Desk) -> None:
    old = StockMove("T7", StockMoveKind.RECEIVED, "2024-02-01", letter_stock.serials("AB 001"))
    letter_stock.record(stocked, old)
    page.reload()
    assert [page.year.itemText(at) for at in range(page.year.count())] == [
        "Năm 2026", "Năm 2025", "Năm 2024", "Mọi năm",
    ]  # fmt: skip
    assert len(kinds(page)) == 2
    page.year.setCurrentIndex(page.year.findData(0))
    page.reload()
    assert len(kinds(page)) == 3
    page.letter.setCurrentIndex(page.letter.findData("T8"))
    page.reload()
    assert page.stack.currentWidget() is page.empty
    assert "đang chọn" in page.empty.text()


def test_writes_elsewhere_are_seen(page: StockPage, stocked: Desk, qtbot: QtBot) -> None:
    letter_stock.record(
        stocked,
        StockMove("T10", StockMoveKind.RETURNED, "2026-11-02", letter_stock.serials("NB 0012350")),
    )
    qtbot.waitUntil(lambda: len(kinds(page)) == 3)


def test_ledger_and_report_are_previewed(page: StockPage, jobs: Jobs, qtbot: QtBot) -> None:
    for button in (page.book, page.report):
        button.click()
        window = preview(qtbot)
        assert window._pdf.startswith(b"%PDF")
        assert window.printed is not None
        window.printed(1, "báo cáo")
        window.close()
        quiet(jobs, qtbot)


def test_who_may_only_look_writes_nothing(stocked: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = exchange_samples.as_role(stocked, role=Role.VIEWER)
    page = over_help.shown(StockPage, viewer, jobs, qtbot)
    assert len(kinds(page)) == 2
    for button in (page.add, page.strike, page.book, page.report):
        assert not button.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.text.text()


def test_escape_leaves(page: StockPage) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert left == [True]
    assert (page.unsaved(), page.may_leave(), page.save()) == (False, True, True)


def test_runs_of_spoiled_letters_are_put_together() -> None:
    def move(kind: StockMoveKind, first: int, last: int, **told: Any) -> StockMove:
        return StockMove("T10", kind, "2026-01-01", Serials("NB", first, last, 4), **told)

    moves = [
        move(StockMoveKind.RECEIVED, 1, 50),
        move(StockMoveKind.SPOILED, 7, 7),
        move(StockMoveKind.SPOILED, 5, 6),
        move(StockMoveKind.SPOILED, 20, 22),
        move(StockMoveKind.SPOILED, 30, 30, void_reason="nhầm"),
        move(StockMoveKind.DESTROYED, 21, 21),
    ]
    told = [stock_words.run_text(run) for run in stock_words.to_destroy(moves, "T10")]
    assert told == ["NB 0005 – NB 0007", "NB 0020", "NB 0022"]
    assert stock_words.to_destroy(moves, "T7") == ()
