"""The page Việc hôm nay on a real office: what it shows, marks, where Enter leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.due_list import DueView
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import due, loans, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.today import detail
from tcxd_desktop.ui.today.dialogs import DoneDialog, PostponeDialog
from tcxd_desktop.ui.today.page import TodayPage
from tcxd_desktop.wording.due import VIEWS
from tests import make

CHECK = "period:DOS-02:2026-12-31"
WAIT = 10_000


@pytest.fixture
def loan(desk: Desk) -> Loan:
    person = people.create(desk, make.new_person(name="Nguyễn Thị Đào")).id
    return loans.lend(
        desk,
        Loan(
            person_id=person, borrower="Lê Văn Hòa", purpose="Thẩm tra",
            approved_by="Trần Thu Hà", due_on="2026-11-10", lent_on="2026-10-20",
        ),
    )  # fmt: skip


def shown(desk: Desk, jobs: Jobs, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 640)
    with qtbot.waitExposed(made):
        made.show()
    quiet(made, jobs, qtbot)
    back(made, qtbot)
    return made


def back(page: TodayPage, qtbot: QtBot) -> None:
    """Give the page the keyboard (again), as the window and its manager do."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    page.setFocus()


def quiet(page: TodayPage, jobs: Jobs, qtbot: QtBot) -> None:
    """Wait until what was written has been read again."""
    qtbot.wait(180)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=WAIT)


@pytest.fixture
def page(desk: Desk, jobs: Jobs, loan: Loan, qtbot: QtBot) -> TodayPage:
    return shown(desk, jobs, qtbot)


def keys(page: TodayPage) -> list[str]:
    return [line.task.key for line in page.table.rows.records()]


def chip(page: TodayPage, view: DueView) -> int:
    return int(page.header.chips[view].text().removeprefix(VIEWS[view]))


def press(page: TodayPage, key: Qt.Key) -> None:
    QTest.keyClick(page.focusWidget() or page.table, key)


def in_dialog(kind: type, act: Callable) -> list[bool]:
    """Do something in the dialog the next key opens."""
    met: list[bool] = []

    def look() -> None:
        found = QApplication.activeModalWidget()
        if found is None:
            QTimer.singleShot(20, look)
            return
        met.append(isinstance(found, kind))
        try:
            act(found)
        finally:
            if found.isVisible():
                found.reject()

    QTimer.singleShot(0, look)
    return met


def said(page: TodayPage) -> str:
    return " | ".join(label.text() for label in page.detail.findChildren(QLabel))


def test_the_late_stand_first_and_the_detail_says_why(page: TodayPage, loan: Loan) -> None:
    assert keys(page)[0] == f"loan:{loan.id}"
    assert page.table.current_record().task.key == f"loan:{loan.id}"
    assert page.table.rows.index(0, 1).data() == "quá 13 ngày"
    told = said(page)
    assert "Thu lại hồ sơ giấy cho mượn" in told
    assert "Nguyễn Thị Đào · Chi bộ thôn Bình Minh" in told
    assert "Lê Văn Hòa mượn ngày 20/10/2026, hẹn trả ngày 10/11/2026" in told
    assert "06-HD/TW" in told
    assert chip(page, DueView.LATE) == 1
    assert page.header.said.whole().startswith("1 quá hạn")


def test_what_presses_is_told_to_the_navigation(
    desk: Desk, jobs: Jobs, loan: Loan, qtbot: QtBot
) -> None:
    page = TodayPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(page)
    told: list[int] = []
    page.counted.connect(told.append)
    page.show()
    qtbot.waitUntil(lambda: told == [1], timeout=WAIT)
    loans.give_back(desk, loan.id)
    qtbot.waitUntil(lambda: told == [1, 0], timeout=WAIT)


def test_enter_leads_to_what_the_duty_is_about(page: TodayPage) -> None:
    asked: list[str] = []
    page.target_wanted.connect(asked.append)
    press(page, Qt.Key.Key_Return)
    assert asked == ["loans:"]
    page.table.select(CHECK.replace("DOS-02", "CARD-02"))
    assert not page.detail.buttons[detail.OPEN].isEnabled()
    press(page, Qt.Key.Key_Return)
    assert asked == ["loans:"]
    assert "làm ngoài chương trình" in page.notice.text.text()


def test_done_by_keys_needs_its_proof(
    page: TodayPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    page.table.select(CHECK)

    def act(dialog: DoneDialog) -> None:
        assert dialog.focusWidget() is dialog.proof.edit
        dialog.main.click()
        assert dialog.proof.problem() is not None
        dialog.proof.set_text("BB 05-BB/ĐU")
        dialog.main.click()

    met = in_dialog(DoneDialog, act)
    press(page, Qt.Key.Key_F4)
    assert met == [True]
    quiet(page, jobs, qtbot)
    assert CHECK not in keys(page)
    back(page, qtbot)
    page.header.choose(DueView.DONE)
    assert keys(page) == [CHECK]
    assert "BB 05-BB/ĐU (Trần Thu Hà)" in said(page)
    press(page, Qt.Key.Key_F4)
    assert "đã xong" in page.notice.text.text()
    press(page, Qt.Key.Key_F7)
    quiet(page, jobs, qtbot)
    assert keys(page) == []
    assert page.empty.isVisible()
    assert "Chưa có việc nào" in page.empty.text()


def test_the_next_duty_stands_where_the_one_that_is_done_stood(
    page: TodayPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    before = keys(page)
    page.table.select(before[1])
    due.mark_done(desk, before[1], desk.today(), "BB 05-BB/ĐU")
    quiet(page, jobs, qtbot)
    current = page.table.current_record()
    assert current is not None
    assert current.task.key == before[2]
    last = before[-1]
    page.table.select(last)
    due.mark_done(desk, last, desk.today(), "BB 06-BB/ĐU")
    quiet(page, jobs, qtbot)
    assert page.table.currentIndex().row() == len(before) - 3


def test_putting_off_hides_it_until_that_day_and_the_last_day_stands(
    page: TodayPage, desk: Desk, jobs: Jobs, loan: Loan, qtbot: QtBot
) -> None:
    def act(dialog: PostponeDialog) -> None:
        assert dialog.to.text() == "30/11/2026"
        dialog.reason.set_text("người mượn đi công tác")
        dialog.main.click()

    met = in_dialog(PostponeDialog, act)
    press(page, Qt.Key.Key_F6)
    assert met == [True]
    quiet(page, jobs, qtbot)
    assert (chip(page, DueView.LATE), chip(page, DueView.POSTPONED)) == (0, 1)
    page.header.choose(DueView.POSTPONED)
    assert keys(page) == [f"loan:{loan.id}"]
    told = said(page)
    assert "hoãn đến 30/11/2026" in told
    assert "quá 13 ngày" in told


def test_the_list_is_narrowed_and_looked_at_as_on_another_day(
    page: TodayPage, jobs: Jobs, qtbot: QtBot
) -> None:
    page.header.group.setCurrentIndex(page.header.group.findData("dinh_ky"))
    assert all(key.startswith("period:") for key in keys(page))
    page.header.group.setCurrentIndex(0)
    page.header.find_box.setText("dao")
    qtbot.waitUntil(lambda: len(keys(page)) == 1, timeout=WAIT)
    page.header.find_box.setText("khong co ai")
    qtbot.waitUntil(page.empty.isVisible, timeout=WAIT)
    assert page.header.chips[DueView.TO_DO] is beginning(page)
    page.header.find_box.clear()
    page.header.day.edit.setFocus()
    page.header.day.set_text("20/12/2026")
    page.header.day.commit()
    quiet(page, jobs, qtbot)
    assert page.found.on == "2026-12-20"
    assert chip(page, DueView.SOON) >= 5


def test_a_day_that_is_none_is_said_and_nothing_changes(page: TodayPage) -> None:
    page.header.day.set_text("32/12/2026")
    page.header.day.commit()
    assert page.header.day.problem() is not None
    assert page.found.on == "2026-11-23"


def test_what_others_write_is_seen(page: TodayPage, desk: Desk, loan: Loan, qtbot: QtBot) -> None:
    loans.give_back(desk, loan.id)
    qtbot.waitUntil(lambda: f"loan:{loan.id}" not in keys(page), timeout=WAIT)


def test_a_viewer_reads_why_the_marks_are_not_for_him(
    desk: Desk, jobs: Jobs, loan: Loan, qtbot: QtBot
) -> None:
    viewer = replace(desk, actor=Actor("Xem", Role.VIEWER, 3))
    page = shown(viewer, jobs, qtbot)
    for key in (detail.DONE, detail.POSTPONE, detail.UNMARK):
        assert not page.detail.buttons[key].isEnabled()
        assert page.detail.buttons[key].toolTip()
    press(page, Qt.Key.Key_F4)
    assert page.notice.isVisible()
    assert due.page(desk).lines[0].mark is None


def test_the_search_box_finds_the_late(page: TodayPage) -> None:
    offers = {offer.title: offer.run for offer in page.actions_offered()}
    offers["Việc quá hạn"]()
    assert page.header.chips[DueView.LATE].isChecked()
    assert [line.days for line in page.table.rows.records()] == [-13]


def test_every_control_has_a_name(page: TodayPage) -> None:
    assert page.table.accessibleName() == "Việc hôm nay"
    assert page.header.day.edit.accessibleName()
    assert page.header.group.accessibleName()
    assert page.header.find_box.accessibleName()


def test_a_new_day_is_read_when_the_page_is_looked_at(
    desk: Desk, jobs: Jobs, loan: Loan, qtbot: QtBot
) -> None:
    moment = [make.clock()]
    turning = replace(desk, clock=lambda: moment[0])
    page = shown(turning, jobs, qtbot)
    page.hide()
    moment[0] = moment[0].replace(day=24)
    page.show()
    quiet(page, jobs, qtbot)
    assert page.found.on == date(2026, 11, 24).isoformat()
