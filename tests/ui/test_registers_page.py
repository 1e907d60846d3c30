"""The page Sổ sách: every register of every period, on the screen, on paper, as a workbook."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain import transfer_papers as forms
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.transfers import StepEvent, Transfer, Traveller
from tcxd_desktop.office import letter_stock
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers import period_state, register_state
from tcxd_desktop.ui.transfers.registers_page import RegistersPage
from tests import make
from tests.office import exchange_samples
from tests.office import transfer_samples as samples
from tests.ui import over_help
from tests.ui.safety_help import preview, quiet

WHO = "Đỗ Minh Khôi"


@pytest.fixture
def gone(desk: Desk) -> Transfer:
    """Return the case of a member who left in November, with his letter, notice and dossier."""
    run = letter_stock.serials("NB 000101", "NB 000120")
    letter_stock.record(desk, StockMove("T10", StockMoveKind.RECEIVED, "2026-01-10", run))
    case = samples.going(desk, samples.member(desk))
    case = samples.sign(desk, case, [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-12")
    return samples.take(desk, case, StepEvent.GIVE, "2026-11-13")


@pytest.fixture
def page(desk: Desk, gone: Transfer, jobs: Jobs, qtbot: QtBot) -> RegistersPage:
    return over_help.shown(RegistersPage, desk, jobs, qtbot)


def show(page: RegistersPage, form: str, jobs: Jobs, qtbot: QtBot) -> list[tuple[str, ...]]:
    page.choose(form)
    quiet(jobs, qtbot)
    return [row.cells for row in page.table.rows.records()]


@pytest.mark.parametrize("form", [forms.BOOK, forms.NOTICE_BOOK, forms.HANDOVER_BOOK])
def test_a_member_who_left_stands_in_his_registers(
    page: RegistersPage, jobs: Jobs, qtbot: QtBot, form: str
) -> None:
    [cells] = show(page, form, jobs, qtbot)
    assert any(text.startswith(f"{WHO} · 30/04/1975") for text in cells)
    assert page.count.text() == "Năm 2026: 1 dòng"


@pytest.mark.parametrize("form", [forms.LINK_BOOK, forms.ABROAD_LIST, forms.ABROAD_TEMPORARY_LIST])
def test_a_register_without_lines_says_so(
    page: RegistersPage, jobs: Jobs, qtbot: QtBot, form: str
) -> None:
    assert show(page, form, jobs, qtbot) == []
    assert page.stack.currentWidget() is page.empty
    assert page.empty.text().startswith("Trong kỳ không")


def test_the_stock_has_its_ledger_by_letter_and_its_yearly_report(
    page: RegistersPage, jobs: Jobs, qtbot: QtBot
) -> None:
    assert len(show(page, forms.STOCK_BOOK, jobs, qtbot)) == 2
    assert page.whose.isVisible()
    page.whose.setCurrentIndex(page.whose.findData("T7"))
    page.reload()
    quiet(jobs, qtbot)
    assert page.table.rows.records() == []
    assert len(show(page, forms.STOCK_REPORT, jobs, qtbot)) == len(letter_stock.LETTERS)
    assert not page.period.kind.isEnabled(), "a yearly report is of a year"
    assert not page.whose.isVisible()


def test_periods_narrow_a_register(page: RegistersPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.period.choose(period_state.MONTH, "2026-10")
    page.reload()
    quiet(jobs, qtbot)
    assert page.table.rows.records() == []
    QTest.keyClick(page.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    quiet(jobs, qtbot)
    assert page.count.text() == "Tháng 11/2026: 1 dòng"
    QTest.keyClick(page.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.period.words() == "Tháng 11/2026", "there is no later one yet"


def test_from_day_to_day(page: RegistersPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.period.choose(period_state.FREE, "")
    page.period.since.set_text("13/11/2026")
    page.period.until.set_text("30/11/2026")
    page.reload()
    quiet(jobs, qtbot)
    assert page.table.rows.records() == [], "the letter was introduced the day before"
    page.period.until.set_text("1/11/2026")
    page.reload()
    assert "sớm hơn" in page.notice.text.text()
    page.period.since.set_text("")
    page.period.until.set_text("")
    page.notice.clear()
    page.reload()
    quiet(jobs, qtbot)
    assert page.count.text() == "Từ khi mở sổ: 1 dòng"


def test_a_line_leads_to_its_case(page: RegistersPage, gone: Transfer) -> None:
    wanted: list[int] = []
    page.case_wanted.connect(wanted.append)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [gone.id]


def test_it_is_previewed_as_the_paper_itself(page: RegistersPage, jobs: Jobs, qtbot: QtBot) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window = preview(qtbot)
    assert window._pdf.startswith(b"%PDF")
    assert window.printed is not None
    window.printed(1, "lưu sổ")
    window.close()
    page.blank.click()
    empty = preview(qtbot)
    assert empty._pdf.startswith(b"%PDF")
    empty.close()


def test_it_is_saved_as_a_workbook(
    page: RegistersPage, desk: Desk, jobs: Jobs, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = tmp_path / "sổ.xlsx"
    over_help.choosing(monkeypatch, path)
    page.excel.click()
    quiet(jobs, qtbot)
    sheet = load_workbook(BytesIO(path.read_bytes())).active
    assert sheet is not None
    found = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(WHO in text for text in found)
    assert "không được mã hóa" in page.notice.text.text()
    assert exchange_samples.acts(desk)[-1][0] == "printing.print"


def test_new_lines_are_seen(page: RegistersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    samples.take(desk, samples.coming(desk), StepEvent.NOTICE, "2026-11-20", number="7")
    show(page, forms.NOTICE_BOOK, jobs, qtbot)
    assert len(page.table.rows.records()) == 2
    samples.take(
        desk, samples.coming(desk, traveller=somebody_else(), serial="HP 004411"),
        StepEvent.NOTICE, "2026-11-21", number="8",
    )  # fmt: skip
    qtbot.waitUntil(lambda: len(page.table.rows.records()) == 3)


def somebody_else() -> Traveller:
    return Traveller(name="Bùi Thị Sáu", birth=make.day("1990-01-02"), sex="Nữ")


def test_who_may_only_look_prints_nothing(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = exchange_samples.as_role(desk, role=Role.VIEWER)
    page = over_help.shown(RegistersPage, viewer, jobs, qtbot)
    for button in (page.print, page.excel, page.blank):
        assert not button.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.text.text()


# --- without a screen -----------------------------------------------------------------------------


def test_periods_end_with_the_one_of_today() -> None:
    assert period_state.periods(period_state.MONTH, "2026-11-23")[:2] == ["2026-11", "2026-10"]
    assert period_state.periods(period_state.QUARTER, "2026-02-01")[:2] == ["2026-Q1", "2025-Q4"]
    assert period_state.periods(period_state.YEAR, "2026-11-23")[0] == "2026"
    assert period_state.within(period_state.QUARTER, "2026-11-23") == "2026-Q4"
    assert period_state.span_of("2026-Q4") == period_state.Span("2026-10-01", "2026-12-31")
    assert period_state.stepped("2026-11", period_state.MONTH, 1, "2026-11-23") == "2026-11"
    assert period_state.stepped("2026-11", period_state.MONTH, -1, "2026-11-23") == "2026-10"


def test_headings_take_three_lines_at_most(page: RegistersPage, jobs: Jobs, qtbot: QtBot) -> None:
    for form in register_state.ORDER:
        show(page, form, jobs, qtbot)
        assert page.paper is not None
        heads = register_state.heads_of(page.paper, page.table.rows.records())
        assert max(head.title.count("\n") for head in heads) <= 2
