"""Tổng hợp, xếp loại on a real office: months, quarters, years; decided, closed, reopened."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import periods, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.print_dialog import MeetingPrintDialog
from tcxd_desktop.ui.meetings.summaries_page import SummariesPage
from tcxd_desktop.ui.meetings.summary_dialogs import CloseDialog, DecideDialog
from tests.make import FAR_HAMLET, HAMLET
from tests.office import meeting_samples
from tests.ui.safety_help import answer

DAY = date(2026, 10, 10)
CONTROL = Qt.KeyboardModifier.ControlModifier


def rated(desk: Desk, unit_id: int, period: str, total: str) -> None:
    """Record, score, review and confirm a meeting with a total."""
    meeting = meeting_samples.held(desk, unit_id, period)
    entries = {"*": Entry(points=Decimal(total))}
    sheet = scoring.prepare(desk, meeting.id)
    scoring.save(desk, replace(sheet, entries={SELF: entries}), SELF)
    scoring.hand_in(desk, [meeting.id])
    sheet = scoring.prepare(desk, meeting.id)
    scoring.review(desk, replace(sheet, entries={**sheet.entries, REVIEW: entries}))
    scoring.confirm(desk, [meeting.id], "Ban Thường vụ Đảng ủy", DAY)


@pytest.fixture
def scored(desk: Desk) -> None:
    """A quarter of one chi bộ, one month of another."""
    for unit in (HAMLET, FAR_HAMLET):
        meeting_samples.fill(desk, unit, 2)
    for month, total in (("2026-07", "95"), ("2026-08", "92.5"), ("2026-09", "84")):
        rated(desk, HAMLET, month, total)
    rated(desk, FAR_HAMLET, "2026-09", "71")


@pytest.fixture
def page(desk: Desk, jobs: Jobs, scored: None, qtbot: QtBot) -> SummariesPage:
    made = SummariesPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    qtbot.waitUntil(lambda: made.table.rows.rowCount() == 4)
    return made


def show(page: SummariesPage, period: str, qtbot: QtBot) -> None:
    page.open(period)
    qtbot.waitUntil(lambda: page.box.period == period and not page._jobs.busy)


def row(page: SummariesPage, unit_id: int = HAMLET) -> dict[str, str]:
    line = next(one for one in page.table.rows.records() if one.unit_id == unit_id)
    return {column.title: column.text(line) for column in page.table.rows.columns}


def press(dialog: Dialog) -> None:
    assert dialog.main is not None
    dialog.main.click()


# --- what is shown -------------------------------------------------------------------------------


def test_the_page_opens_with_the_month_under_way(page: SummariesPage) -> None:
    assert page.box.period == "2026-09"
    assert page.kinds["thang"].isChecked()
    found = row(page)
    assert (found["Thẩm định"], found["Mức"], found["Ngày họp"]) == ("84", "Khá", "06/09/2026")
    assert page.status.text() == "4 chi bộ · Khá 2 · 2 chưa có mức"
    assert page.as_map.isHidden()


def test_a_reading_overtaken_at_the_start_changes_nothing(
    desk: Desk, jobs: Jobs, scored: None, qtbot: QtBot
) -> None:
    """Something written while the page fills cancels its first reading."""
    made = SummariesPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.rows.rowCount() == 4)
    assert made.box.period == "2026-09"


def test_a_quarter_and_a_year_by_their_chips_and_back(page: SummariesPage, qtbot: QtBot) -> None:
    page.kinds["quy"].click()
    qtbot.waitUntil(lambda: page.box.period == "2026-Q3")
    found = row(page)
    assert [found[name] for name in ("T7", "T8", "T9", "Tốt", "Khá", "B.quân")] == [
        "95", "92,5", "84", "2", "1", "90,5",
    ]  # fmt: skip
    page.kinds["nam"].click()
    qtbot.waitUntil(lambda: page.box.period == "2026")
    assert row(page)["T9"] == "84"
    page.kinds["thang"].click()
    qtbot.waitUntil(lambda: page.box.period == "2026-09")


def test_periods_are_walked_by_keys(page: SummariesPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_PageUp, CONTROL)
    qtbot.waitUntil(lambda: page.box.period == "2026-08")
    assert row(page)["Thẩm định"] == "92,5"


def test_the_table_has_the_keyboard_and_keys_do_the_rest(page: SummariesPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: page.box.period == "2026")
    page.table.select(FAR_HAMLET)
    QTest.keyClick(page.table, Qt.Key.Key_M, CONTROL)
    assert page.map.hasFocus()
    assert page.map.said().startswith("Chi bộ thôn Đông Thành, ")
    QTest.keyClick(page.map, Qt.Key.Key_Up)
    line = page.table.current_record()
    assert line is not None
    assert line.unit_id == HAMLET
    QTest.keyClick(page.map, Qt.Key.Key_M, CONTROL)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_1, CONTROL)
    qtbot.waitUntil(lambda: page.box.period == "2026-09")


def test_names_are_whole_where_there_is_room(page: SummariesPage, qtbot: QtBot) -> None:
    header = page.table.horizontalHeader()
    table = page.table
    assert header.length() == table.viewport().width()
    usual = table.rows.columns[0].width
    table.rows.set_records(
        [
            replace(one, unit="Chi bộ Trường Trung học cơ sở Đông Hải")
            for one in table.rows.records()
        ]
    )
    table.show_names()
    assert header.sectionSize(0) > table.fontMetrics().horizontalAdvance(
        "Chi bộ Trường Trung học cơ sở Đông Hải"
    )
    assert header.length() == table.viewport().width()
    page.resize(760, 690)
    qtbot.waitUntil(lambda: header.sectionSize(0) == usual)


def test_why_stands_beside_the_level_and_the_year_as_a_line(
    page: SummariesPage, qtbot: QtBot
) -> None:
    show(page, "2026-Q3", qtbot)
    page.table.select(HAMLET)
    told = [label.text() for label in page.detail.whys.findChildren(QLabel)]
    assert any("90,5" in text for text in told)
    assert page.detail.name.text() == "Chi bộ thôn Bình Minh · quý III/2026"
    assert "95 điểm, Tốt" in page.detail.chart.accessibleName()


def test_the_map_shows_the_year_and_leads_to_a_chi_bo(page: SummariesPage, qtbot: QtBot) -> None:
    show(page, "2026", qtbot)
    page.as_map.click()
    assert page.stack.currentWidget() is page.map_scroll
    page.map.chosen.emit(FAR_HAMLET, 8)
    line = page.table.current_record()
    assert line is not None
    assert line.unit_id == FAR_HAMLET


# --- decided -------------------------------------------------------------------------------------


def test_the_committee_decides_with_a_reason(page: SummariesPage, desk: Desk, qtbot: QtBot) -> None:
    show(page, "2026-Q3", qtbot)
    page.table.select(HAMLET)
    worked_out = row(page)["Mức"]

    def decide(dialog: Dialog) -> None:
        assert isinstance(dialog, DecideDialog)
        other = next(code for code, radio in dialog.levels.items() if radio.text() == "Khá")
        dialog.levels[other].click()
        press(dialog)
        assert dialog.isVisible()
        dialog.reason.set_value("Có đảng viên bị kỷ luật trong quý")
        press(dialog)

    answer(decide)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(page)["Mức"] == "Khá")
    line = next(one for one in periods.table(desk, "2026-Q3").lines if one.unit_id == HAMLET)
    assert (line.decided_label, line.decided_reason) == ("Khá", "Có đảng viên bị kỷ luật trong quý")
    assert line.level_label == worked_out
    told = [label.text() for label in page.detail.whys.findChildren(QLabel)]
    assert any("Cấp ủy quyết định mức Khá" in text for text in told)


def test_the_level_of_a_month_is_not_decided_here(page: SummariesPage) -> None:
    page.table.select(HAMLET)
    assert page.detail.decide.isHidden()
    page.decide()
    assert "phiếu thẩm định" in page.notice.text.text()


# --- closed and reopened -------------------------------------------------------------------------


def test_a_month_is_closed_and_opened_again(page: SummariesPage, desk: Desk, qtbot: QtBot) -> None:
    def close(dialog: Dialog) -> None:
        assert isinstance(dialog, CloseDialog)
        dialog.note.set_value("Hai chi bộ chưa sinh hoạt")
        press(dialog)

    answer(close)
    page.close_button.click()
    qtbot.waitUntil(page.closed.isVisible)
    assert page.closed.text() == "Đã chốt 23/11/2026, Trần Thu Hà"
    assert page.status.text().endswith("Hai chi bộ chưa sinh hoạt")
    assert page.close_button.text() == "Mở lại…"
    assert periods.table(desk, "2026-09").closed_on == "2026-11-23"

    def open_again(dialog: Dialog) -> None:
        assert isinstance(dialog, TextDialog)
        press(dialog)
        assert dialog.isVisible()
        dialog.field.set_value("Chấm nhầm chi bộ thôn Đông Thành")
        press(dialog)

    answer(open_again)
    page.close_button.click()
    qtbot.waitUntil(page.closed.isHidden)
    assert page.notice.text.text() == "Đã mở lại tháng 9/2026."
    assert periods.table(desk, "2026-09").closed_on == ""


def test_a_closed_table_stays_what_was_reported(
    page: SummariesPage, desk: Desk, qtbot: QtBot
) -> None:
    periods.close(desk, "2026-09", "Báo cáo ngày 10")
    qtbot.waitUntil(page.closed.isVisible)
    show(page, "2026-Q3", qtbot)
    periods.close(desk, "2026-Q3", "Chưa chốt tháng 7, 8")
    qtbot.waitUntil(page.closed.isVisible)
    page.table.select(HAMLET)
    assert not page.detail.decide.isEnabled()
    assert "đã chốt" in page.detail.decide.toolTip()


def test_closing_with_open_work_needs_a_note(page: SummariesPage, desk: Desk, qtbot: QtBot) -> None:
    show(page, "2026-Q3", qtbot)

    def close(dialog: Dialog) -> None:
        press(dialog)
        assert dialog.isVisible()
        assert "chưa chốt tháng 7, 8, 9" in dialog.notice.text.text()
        assert dialog.focusWidget() is dialog.note.edit
        dialog.reject()

    answer(close)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert periods.table(desk, "2026-Q3").closed_on == ""


# --- papers --------------------------------------------------------------------------------------


def test_the_papers_of_a_period_are_offered(page: SummariesPage, qtbot: QtBot) -> None:
    show(page, "2026-Q3", qtbot)
    assert [action.text().partition("\t")[0] for action in page.menu.actions()] == [
        "Bảng tổng hợp quý III/2026", "Báo cáo 6 tháng đầu năm 2026", "Báo cáo 6 tháng cuối năm 2026",
    ]  # fmt: skip
    asked: list[MeetingJob] = []

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, MeetingPrintDialog)
        asked.append(dialog.job())
        dialog.reject()

    answer(look)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_P, CONTROL)
    assert (asked[0].form, asked[0].period) == ("THQ", "2026-Q3")


def test_a_viewer_looks_and_reads_why(desk: Desk, jobs: Jobs, scored: None, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=replace(desk.actor, name="Nguyễn Văn Xem", role=Role.VIEWER))
    made = SummariesPage(viewer, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.table.rows.rowCount() == 4)
    assert not made.close_button.isEnabled()
    assert "không có quyền" in made.close_button.toolTip()
    assert not made.print_button.isEnabled()
    assert made.actions_offered() == ()
