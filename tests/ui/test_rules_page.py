"""The page Quy định, lịch on a real office: rules, rule sets, calendar, packs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.rule_types import CommuneRole, RuleKind
from tcxd_desktop.domain.working_days import DayKind
from tcxd_desktop.office import known_offices, rules, work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question, TextDialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.rules.change_dialog import ChangeDialog
from tcxd_desktop.ui.rules.day_dialog import DayDialog
from tcxd_desktop.ui.rules.packs_part import IssueDialog, TakeDialog
from tcxd_desktop.ui.rules.page import CALENDAR, PACKS, RULES, SETS, RulesPage
from tcxd_desktop.ui.rules.rules_part import OWN, UNSURE
from tcxd_desktop.ui.rules.sets_part import AdoptDialog
from tests import make
from tests.office import exchange_samples as samples

TODAY = "2026-11-23"
LATER = date(2027, 1, 1)
WAIT = 5_000


def shown(desk: Desk, qtbot: QtBot) -> RulesPage:
    made = RulesPage(desk, Jobs(), Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 640)
    with qtbot.waitExposed(made):
        made.show()
    back(made, qtbot)
    return made


def back(page: RulesPage, qtbot: QtBot) -> None:
    """Give the page the keyboard (again), as the window and its manager do."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    page._take_keyboard()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RulesPage:
    return shown(desk, qtbot)


def in_dialog(kind: type, act: Callable) -> list[bool]:
    """Do something in the dialog the next step opens; it is left in any case."""
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


def press(page: RulesPage, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.focusWidget() or page, key, modifiers or Qt.KeyboardModifier.NoModifier)


def said(page: RulesPage) -> str:
    return " | ".join(label.text() for label in page.rules.detail.findChildren(QLabel))


def keys(page: RulesPage) -> list[str]:
    return [row.key for row in page.rules.table.rows.records()]


def day(dialog: ChangeDialog | AdoptDialog, on: date) -> None:
    dialog.valid_from.set_value(PartialDate.of(on))


# --- rules ---------------------------------------------------------------------------------------


def test_every_rule_stands_with_what_it_says_and_its_text(page: RulesPage, desk: Desk) -> None:
    found = rules.book(desk).on(TODAY)
    assert len(keys(page)) == sum(len(found.rows(kind)) for kind in RuleKind)
    page.rules.table.select((RuleKind.DEADLINE, "TR-02"))
    told = said(page)
    assert "Xuất trình giấy giới thiệu" in told
    assert "294-QĐ/TW" in told
    assert "đã kiểm chứng" in told
    assert "theo chương trình" in told


def test_the_list_is_narrowed_by_kind_words_and_marks(page: RulesPage, qtbot: QtBot) -> None:
    part = page.rules
    part.kind.setCurrentIndex(part.kind.findData("route"))
    assert set(keys(page)) == {row.key for row in part.rows if row.kind is RuleKind.ROUTE}
    part.kind.setCurrentIndex(0)
    part.find_box.setText("TR-0")
    qtbot.waitUntil(lambda: bool(keys(page)) and all("TR-0" in one for one in keys(page)))
    part.find_box.setText("khong co quy tac nay")
    qtbot.waitUntil(lambda: part.stack.currentWidget() is part.empty)
    part.find_box.clear()
    qtbot.waitUntil(lambda: len(keys(page)) > 100)
    part.chips[UNSURE].click()
    assert keys(page)
    assert all(not row.verified for row in part.table.rows.records())
    part.chips[UNSURE].click()
    part.chips[OWN].click()
    assert keys(page) == []


def test_another_rule_set_can_be_looked_at_before_it_is_adopted(page: RulesPage) -> None:
    part = page.rules
    part.set.setCurrentIndex(part.set.findData("RS-2026"))
    unsure = [row for row in part.rows if row.rule_set == "RS-2026"]
    assert unsure
    assert not any(row.verified for row in unsure)


def test_a_rule_is_changed_from_a_day_on_and_keeps_what_it_was(
    page: RulesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.rules.table.select((RuleKind.DEADLINE, "TR-02"))

    def act(dialog: ChangeDialog) -> None:
        dialog.main.click()
        assert dialog.valid_from.problem() is not None
        day(dialog, LATER)
        dialog.main.click()  # nothing would be different, and no reason
        assert dialog.isVisible()
        dialog.boxes["amount"].set_text("20")
        dialog.source.set_text("Hướng dẫn thử số 01, mục 2")
        dialog.reason.set_text("văn bản mới")
        dialog.main.click()

    met = in_dialog(ChangeDialog, act)
    press(page, Qt.Key.Key_F2)
    assert met == [True]
    book = rules.book(desk)
    assert book.on("2026-12-31").deadline("TR-02").amount == 30
    after = book.on("2027-01-01").deadline("TR-02")
    assert (after.amount, after.source) == (20, "Hướng dẫn thử số 01, mục 2")
    assert after.triggers == book.on(TODAY).deadline("TR-02").triggers
    told = said(page)
    assert "từ 01/01/2027: 20 ngày làm việc" in told
    assert "đến 31/12/2026: 30 ngày làm việc" in told
    assert "lý do: văn bản mới" in told


def test_what_was_written_in_error_is_taken_back_and_stays_readable(
    page: RulesPage, desk: Desk, qtbot: QtBot
) -> None:
    row = rules.book(desk).on(TODAY).row(RuleKind.VALUE, "notice_copies")
    rules.change(desk, row, "2026-11-01", {"value": 3}, "Nghị quyết thử", "thử")
    qtbot.waitUntil(lambda: any(one.origin == "office" for one in page.rules.rows), timeout=WAIT)
    page.rules.table.select((RuleKind.VALUE, "notice_copies"))
    assert page.rules.detail.withdraw.isEnabled()

    def act(dialog: TextDialog) -> None:
        dialog.field.set_text("ghi nhầm số")
        dialog.main.click()

    met = in_dialog(TextDialog, act)
    back(page, qtbot)
    press(page, Qt.Key.Key_Delete)
    assert met == [True]
    assert rules.book(desk).on(TODAY).value("notice_copies") == 2
    assert "ĐÃ BỎ: ghi nhầm số" in said(page)
    assert not page.rules.detail.withdraw.isEnabled()
    back(page, qtbot)
    press(page, Qt.Key.Key_Delete)
    assert "chưa sửa" in page.notice.text.text()


@pytest.mark.parametrize("kind", list(RuleKind))
def test_every_kind_has_its_boxes_and_says_what_is_wrong(
    page: RulesPage, desk: Desk, kind: RuleKind
) -> None:
    row = rules.book(desk).on(TODAY).rows(kind)[0]
    page.rules.table.select((kind, row.key))

    def act(dialog: ChangeDialog) -> None:
        day(dialog, LATER)
        dialog.reason.set_text("thử")
        dialog.main.click()
        assert dialog.isVisible()  # unchanged: the sentence says so
        assert "giống nội dung đang áp dụng" in dialog.notice.text.text()

    met = in_dialog(ChangeDialog, act)
    page.rules.change()
    assert met == [True]
    assert not any(one.origin == "office" for one in rules.rows(desk))


def test_a_route_is_typed_as_its_boxes(page: RulesPage, desk: Desk) -> None:
    page.rules.table.select((RuleKind.ROUTE, "T10/out/cell_of_base"))

    def act(dialog: ChangeDialog) -> None:
        field = dialog.boxes["boxes"]
        assert field.text() == "1, (2), 3, 4"
        day(dialog, LATER)
        dialog.reason.set_text("thử")
        field.set_text("1, 3, 2")
        dialog.main.click()
        assert dialog.isVisible()
        field.set_text("1, 3, (4)")
        dialog.main.click()

    in_dialog(ChangeDialog, act)
    page.rules.change()
    route = rules.book(desk).on("2027-01-02").route("T10", "out", "cell_of_base")
    assert [(box.number, box.optional) for box in route] == [(1, False), (3, False), (4, True)]


# --- rule sets and role --------------------------------------------------------------------------


def test_a_rule_set_and_a_role_are_adopted_with_day_and_paper(
    page: RulesPage, desk: Desk, qtbot: QtBot
) -> None:
    page.show_tab(SETS)
    assert "RS-2025" in page.sets._sets.now.text()

    def adopt(what: str) -> Callable[[AdoptDialog], None]:
        def act(dialog: AdoptDialog) -> None:
            dialog.what.set_value(what)
            day(dialog, LATER)
            dialog.main.click()
            assert dialog.paper.problem() is not None
            dialog.paper.set_text("Quyết định số 12-QĐ/ĐU")
            dialog.main.click()

        return act

    met = in_dialog(AdoptDialog, adopt("RS-2026"))
    press(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert met == [True]
    in_dialog(AdoptDialog, adopt(CommuneRole.BASE.value))
    page.sets.adopt_role.click()
    book = rules.book(desk)
    assert (book.on(TODAY).rule_set, book.on("2027-01-01").rule_set) == ("RS-2025", "RS-2026")
    assert book.on("2027-01-01").role is CommuneRole.BASE
    assert "Từ 01/01/2027: RS-2026 (theo Quyết định số 12-QĐ/ĐU)" in page.sets._sets.before.text()
    assert "đảng bộ cơ sở" in page.sets._roles.before.text()


# --- the calendar --------------------------------------------------------------------------------


@pytest.fixture
def calendar(page: RulesPage, qtbot: QtBot) -> RulesPage:
    page.show_tab(CALENDAR)
    qtbot.waitUntil(page.calendar.view.hasFocus, timeout=WAIT)
    return page


def walk(page: RulesPage, *pressed: Qt.Key) -> date:
    for key in pressed:
        QTest.keyClick(page.calendar.view, key)
    return page.calendar.view.current


def test_the_keys_walk_the_days(calendar: RulesPage) -> None:
    key = Qt.Key
    assert calendar.calendar.view.current == make.TODAY
    assert walk(calendar, key.Key_Right) == date(2026, 11, 24)
    assert walk(calendar, key.Key_Up) == date(2026, 11, 17)
    assert walk(calendar, key.Key_Home) == date(2026, 11, 1)
    assert walk(calendar, key.Key_End) == date(2026, 11, 30)
    assert walk(calendar, key.Key_PageUp) == date(2026, 10, 30)
    assert walk(calendar, *[key.Key_PageUp] * 8, key.Key_End) == date(2026, 2, 28)
    assert walk(calendar, *[key.Key_PageDown] * 20, key.Key_End, key.Key_Right) == date(
        2026, 12, 31
    )
    assert "Thứ Năm 31/12/2026" in calendar.calendar.view.accessibleDescription()


def test_years_go_by_and_the_sentence_says_how_sure_they_are(
    calendar: RulesPage, desk: Desk
) -> None:
    part = calendar.calendar
    assert "chưa kiểm chứng" in part.status.text()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(part.view, Qt.Key.Key_PageDown, control)
    assert part.chosen_year() == 2027
    for _ in range(3):
        QTest.keyClick(part.view, Qt.Key.Key_PageDown, control)
    assert part.chosen_year() == 2030
    assert "chưa đủ để tính hạn" in part.status.text()
    assert part.view.year == 2030


def test_a_day_is_written_and_taken_back(calendar: RulesPage, desk: Desk, qtbot: QtBot) -> None:
    part = calendar.calendar
    part.view.go_to(date(2026, 12, 24))

    def act(dialog: DayDialog) -> None:
        dialog.main.click()
        assert dialog.name.problem() is not None
        dialog.name.set_text("Nghỉ thử")
        dialog.source.set_text("Thông báo số 1/TB ngày 01/12/2026")
        dialog.verified.set_value(True)
        dialog.main.click()

    met = in_dialog(DayDialog, act)
    QTest.keyClick(part.view, Qt.Key.Key_Return)
    assert met == [True]
    assert not work_calendar.calendar(desk).is_working(date(2026, 12, 24))
    assert "ngày nghỉ, Nghỉ thử" in part.said.text()
    assert part.drop.isEnabled()
    met = in_dialog(Question, lambda dialog: dialog.main.click())
    back(calendar, qtbot)
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    assert met == [True]
    assert work_calendar.calendar(desk).is_working(date(2026, 12, 24))
    back(calendar, qtbot)
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    assert "chưa ghi gì" in calendar.notice.text.text()


def test_only_a_weekend_can_be_worked_to_make_up(calendar: RulesPage, desk: Desk) -> None:
    part = calendar.calendar
    for on, kinds in ((date(2026, 12, 23), 2), (date(2026, 12, 26), 3)):
        part.view.go_to(on)
        met = in_dialog(DayDialog, lambda dialog, kinds=kinds: check(dialog, kinds))
        part.write_day()
        assert met == [True]


def check(dialog: DayDialog, kinds: int) -> None:
    assert dialog.kind.box.count() == kinds
    wanted = DayKind.COMPENSATING if kinds == 3 else DayKind.HOLIDAY
    assert dialog.kind.value() == wanted


def test_a_year_is_compared_with_its_announcement_at_once(calendar: RulesPage, desk: Desk) -> None:
    def act(dialog: TextDialog) -> None:
        dialog.field.set_text("Thông báo số 150/TB ngày 05/12/2025")
        dialog.main.click()

    in_dialog(TextDialog, act)
    calendar.calendar.check.click()
    assert "đã kiểm chứng hết" in calendar.calendar.status.text()
    assert not calendar.calendar.check.isEnabled()
    assert all(one.verified for one in work_calendar.days(desk, 2026))


def test_a_click_chooses_a_day_and_the_list_follows(calendar: RulesPage, qtbot: QtBot) -> None:
    part = calendar.calendar
    part.view.go_to(date(2026, 9, 2))
    place = part.view.place().center()
    part.view.go_to(date(2026, 1, 5))
    qtbot.mouseClick(part.view, Qt.MouseButton.LeftButton, pos=place)
    assert part.view.current == date(2026, 9, 2)
    assert part.table.current_record().day == "2026-09-02"
    assert "Quốc khánh" in part.said.text()
    part.table.setFocus()
    part.table.select("2026-01-01")
    assert part.view.current == date(2026, 1, 1)


# --- packs ---------------------------------------------------------------------------------------


@pytest.fixture
def issuer(desk: Desk, office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give an office whose packs are trusted here."""
    with samples.another_office(office_template, tmp_path / "issuer", samples.THIRD) as other:
        row = rules.book(other).on(TODAY).row(RuleKind.DEADLINE, "TR-02")
        rules.change(
            other, row, "2026-12-01", {**row.content, "amount": 20}, "HD 05", "văn bản mới"
        )
        known_offices.let_issue(desk, samples.know(desk, other).id, packs=True)
        yield other


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_a_pack_is_made_looked_at_and_taken(
    page: RulesPage,
    desk: Desk,
    issuer: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "TR-NB-1.capnhat"
    choosing(monkeypatch, path)
    other = shown(issuer, qtbot)
    other.show_tab(PACKS)

    def make_it(dialog: IssueDialog) -> None:
        dialog.id.set_text("TR-NB")
        dialog.main.click()

    in_dialog(IssueDialog, make_it)
    other.packs.make.click()
    assert "TR-NB-1.capnhat" in other.notice.text.text()
    page.show_tab(PACKS)
    assert page.packs.stack.currentWidget() is page.packs.empty
    seen: list[str] = []

    def take_it(dialog: TakeDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.main.click()

    met = in_dialog(TakeDialog, take_it)
    page.packs.take()
    assert met == [True]
    assert {"TR-NB, bản 1", samples.THIRD.name} <= set(seen)
    assert rules.book(desk).on("2026-12-15").deadline("TR-02").amount == 20
    [taken] = page.packs.table.rows.records()
    assert taken.id == "TR-NB"
    page.packs.take()  # the same once more
    assert page.notice.isVisible()
    assert "bản 1" in page.notice.text.text()


def test_a_file_that_is_no_pack_is_said(
    page: RulesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.capnhat"
    path.write_bytes(b"khong phai goi")
    choosing(monkeypatch, path)
    page.show_tab(PACKS)
    page.packs.take()
    assert page.notice.isVisible()


# --- who may -------------------------------------------------------------------------------------


def test_a_clerk_reads_everything_and_writes_nothing(desk: Desk, qtbot: QtBot) -> None:
    clerk = replace(desk, actor=Actor("Thử", Role.CLERK, 2))
    page = shown(clerk, qtbot)
    assert len(keys(page)) > 100
    for tool in (
        page.rules.detail.change, page.rules.detail.withdraw, page.sets.adopt_set,
        page.sets.adopt_role, page.calendar.write, page.calendar.drop, page.calendar.check,
        page.packs.open, page.packs.make,
    ):  # fmt: skip
        assert not tool.isEnabled()
        assert tool.toolTip()
    page.rules.change()
    assert page.notice.isVisible()
    for place in (SETS, CALENDAR, PACKS, RULES):
        page.show_tab(place)
        page.grab()


def test_the_tabs_are_found_by_searching_and_by_keys(page: RulesPage) -> None:
    offers = {offer.title: offer.run for offer in page.actions_offered()}
    offers["Lịch làm việc, ngày nghỉ lễ"]()
    assert page.tabs.currentIndex() == CALENDAR
    for place in (PACKS, SETS, RULES):
        press(page, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.ControlModifier)
        assert page.tabs.currentIndex() == place
