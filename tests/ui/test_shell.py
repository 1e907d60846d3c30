"""The window around the pages: lazy pages, search, leaving with unsaved work, who may what."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from tcxd_desktop.domain.errors import DiskFullProblem, NotAllowedProblem, Problem
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import people, rules, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Offer, Page, PageEntry
from tcxd_desktop.ui.common.tokens import DARK
from tcxd_desktop.ui.rules import offers as rules_offers
from tcxd_desktop.ui.shell import bars, building
from tcxd_desktop.ui.shell.bars import Bar
from tcxd_desktop.ui.shell.keys import KEYS, KeysDialog
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.transfers import offers as transfers_offers
from tests import make

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Nguyễn Thị Đào", "Trần Văn Đạo", "Lê Thị An", "Phạm Hữu Ân")


class Small(Page):
    """A page that keeps what it was asked."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.asked: list[object] = []
        self.dirty = False
        self.saves = True
        self.kept = 0
        self.hindered: Problem | None = None
        self.ran: list[str] = []
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(QLabel(title))
        column.addWidget(self.line)

    def search(self, text: str) -> None:
        self.asked.append(text)

    def open_person(self, person_id: int) -> None:
        self.asked.append(("person", person_id))

    def open_unit(self, unit_id: int) -> None:
        self.asked.append(("unit", unit_id))

    def keep_draft(self) -> Problem | None:
        self.kept += 1
        return self.hindered

    def return_to(self, record: int) -> None:
        self.asked.append(("return", record))

    def unsaved(self) -> bool:
        return self.dirty

    def save(self) -> bool:
        self.dirty = not self.saves
        return self.saves

    def discard(self) -> None:
        self.dirty = False

    def actions_offered(self) -> list[Offer]:
        return [Offer("Thêm đảng viên", lambda: self.ran.append("thêm"), "plus")]


class Shell:
    """A window over an office with four people, and the pages built so far."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self.built: list[str] = []
        self.jobs = Jobs()
        self.changes = Changes(desk.on_written)

        def entry(key: str, title: str, icon: str, group: str) -> PageEntry:
            def build() -> Page:
                self.built.append(key)
                return Small(title)

            return PageEntry(key, title, icon, group, build)

        self.window = MainWindow(
            desk, self.jobs, self.changes,
            [entry("people", "Đảng viên", "users", "Hồ sơ"),
             entry("units", "Tổ chức đảng", "network", "Hồ sơ"),
             entry("numbers", "Số lý lịch", "hash", "Sổ sách")],
            looks,
        )  # fmt: skip


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Looks]:
    settings.change(look="light")
    made = Looks(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def shell(qtbot, desk: Desk, looks: Looks) -> Iterator[Shell]:
    for name in NAMES:
        people.create(desk, make.new_person(name=name, birth=make.day("1962-03")))
    made = Shell(desk, looks)
    qtbot.addWidget(made.window)
    made.window.resize(1366, 728)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.stop()


def answering(answer: str) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.answers[answer].click()

    QTimer.singleShot(0, act)


def titles(shell: Shell) -> list[str]:
    return [found.title for found in shell.window.search.found()]


def find(shell: Shell, typist, text: str) -> None:
    search = shell.window.search
    search.setFocus()
    search.selectAll()
    typist.letters(search, text)
    search.search_now()


# --- pages ---------------------------------------------------------------------------------------


def test_a_page_is_built_when_it_is_first_shown(qtbot, shell: Shell) -> None:
    assert shell.built == ["people"]
    qtbot.mouseClick(shell.window.navigation.buttons["units"], Qt.MouseButton.LeftButton)
    assert shell.built == ["people", "units"]
    qtbot.keyClick(shell.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shell.window.page.title == "Đảng viên")
    assert shell.built == ["people", "units"]
    assert shell.window.navigation.buttons["people"].isChecked()
    assert shell.window.windowTitle() == "Đảng viên – Đảng ủy xã Đông Hải"


def test_a_page_asks_for_others_by_signals(shell: Shell) -> None:
    page = shell.window.show_page("numbers")
    page.person_wanted.emit(3)
    assert shell.window.page.asked == [("person", 3)]
    page.unit_wanted.emit(4)
    assert shell.window.page.asked == [("unit", 4)]
    page.status_wanted.emit("Đã lưu 09:14")
    assert shell.window.footer.status.text() == "Đã lưu 09:14"
    assert shell.window.footer.status.isVisible()


def test_head_and_foot_say_where_one_is(shell: Shell) -> None:
    window = shell.window
    assert window.header.office.text() == "Đảng ủy xã Đông Hải"
    assert window.header.day.text() == "Thứ Hai, 23/11/2026"
    assert window.header.user.text() == " Trần Thu Hà"
    assert window.footer.rules.text().startswith("Quy định đang dùng: RS-2025 (294")
    assert window.footer.counts.text() == "4 đảng viên · 4 chi bộ"


def test_the_foot_follows_what_is_written(qtbot, desk: Desk, shell: Shell) -> None:
    people.create(desk, make.new_person(name="Vũ Thị Yến"))
    units.add(desk, make.unit(name="Chi bộ thôn Mới", type="CBCS"), on=None, decision=Decision())
    qtbot.waitUntil(lambda: shell.window.footer.counts.text() == "5 đảng viên · 5 chi bộ")


def test_cells_stay_cells_under_another_rule_set(qtbot, desk: Desk, shell: Shell) -> None:
    """Organisations keep their type until somebody changes it."""
    rules.adopt_set(desk, "RS-2026", desk.day(), "Quyết định 15-QĐ/ĐU")
    qtbot.waitUntil(lambda: "RS-2026" in shell.window.footer.rules.text())
    assert shell.window.footer.counts.text() == "4 đảng viên · 4 chi bộ"


def test_everything_fits_at_1366_in_every_size(qtbot, shell: Shell, looks: Looks) -> None:
    for scale in theme.SCALES:
        looks.scale(scale)
        window = shell.window
        qtbot.waitUntil(lambda w=window: w.navigation.isVisible())
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 728
        window.footer.show_backup("Sao lưu gần nhất 09:14, đã kiểm tra")
        window.footer.say("Đã lưu 09:14")
        foot = window.footer
        shown = (foot.status, foot.who, foot.rules, foot.backup)
        for label in (window.header.office, window.header.day, *shown):
            assert label.width() >= label.sizeHint().width()
        for label in (foot.counts, foot.keys):  # these stand back where there is no room
            assert label.isHidden() or label.geometry().right() <= foot.width()


def test_another_text_size_builds_the_pages_anew(shell: Shell, looks: Looks) -> None:
    before = shell.window.page
    looks.scale(150)
    assert shell.window.page is not before
    assert shell.built == ["people", "people"]
    shell.window.page.dirty = True
    kept = shell.window.page
    looks.scale(100)
    assert shell.window.page is kept
    assert "mở lại" in shell.window.notice.text.text()
    kept.dirty = False


def test_the_menu_chooses_look_and_size(shell: Shell) -> None:
    actions = {action.text(): action for action in shell.window.header.menu_button.menu().actions()}
    assert actions["Sáng"].isChecked()
    actions["Tối"].trigger()
    assert theme.current().palette is DARK
    assert settings.load().look == "dark"
    actions["Chữ to (125 %)"].trigger()
    assert settings.load().scale == 125
    assert theme.current().scale == 125


def test_the_window_opens_where_it_was_left(qtbot, desk: Desk, looks: Looks, shell: Shell) -> None:
    shell.window.show_page("numbers")
    shell.window.close()
    again = Shell(desk, looks)
    qtbot.addWidget(again.window)
    assert again.built == ["numbers"]
    again.window.stop()


def test_a_page_that_no_longer_exists_is_forgotten(qtbot, desk: Desk, looks: Looks) -> None:
    settings.change(page="scoring", window="không phải số")
    again = Shell(desk, looks)
    qtbot.addWidget(again.window)
    assert again.built == ["people"]
    again.window.stop()


# --- search --------------------------------------------------------------------------------------


def test_people_are_found_without_tone_marks(qtbot, shell: Shell, typist) -> None:
    qtbot.keyClick(shell.window, Qt.Key.Key_K, CTRL)
    search = shell.window.search
    assert search.hasFocus()
    typist.letters(search, "da")
    typist.backspace(search)
    typist.letters(search, "ào")
    qtbot.waitUntil(search.list_open)
    assert titles(shell)[0] == "Nguyễn Thị Đào"
    assert search.found()[0].detail == "03/1962 · Chi bộ thôn Bình Minh"
    assert search.text() == "dào"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    (asked,) = shell.window.page.asked
    assert people.read(shell.window._desk, asked[1]).birth_name == "Nguyễn Thị Đào"
    assert search.text() == ""
    assert not search.list_open()


def test_enter_before_the_pause_searches_at_once(qtbot, shell: Shell, typist) -> None:
    search = shell.window.search
    search.setFocus()
    typist.letters(search, "an le")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert len(shell.window.page.asked) == 1


def test_organisations_and_actions_are_found(qtbot, shell: Shell, typist) -> None:
    find(shell, typist, "hop tac xa")
    assert titles(shell) == ["Đảng bộ Hợp tác xã Kim Đông"]
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
    assert shell.window.page.asked == [("unit", make.COOP)]
    people_page = shell.window.show_page("people")
    find(shell, typist, "them dang")
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
    assert people_page.ran == ["thêm"]
    find(shell, typist, "trang so ly")
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
    assert shell.window.page.title == "Số lý lịch"


def test_what_is_called_exactly_so_stands_first(qtbot, shell: Shell, typist) -> None:
    shell.window.finding.offers = lambda: (Offer("Thẻ Đào", list, "info"),)
    shell.window.finding.forget()
    people.create(shell.window._desk, make.new_person(name="Nguyễn Thế Đào"))
    find(shell, typist, "the dao")
    assert titles(shell)[0] == "Thẻ Đào"
    assert "Nguyễn Thế Đào" in titles(shell)


def test_pages_that_are_not_built_yet_are_found_by_what_they_do(desk: Desk, looks: Looks) -> None:
    made = building.make_window(desk, looks)
    titles_found = [offer.title for offer in made._offers()]
    for topic in (*transfers_offers.topics(), *rules_offers.topics()):
        assert topic in titles_found
    building.take_down(made)


def test_the_whole_result_opens_in_the_list(qtbot, shell: Shell, typist) -> None:
    shell.window.show_page("units")
    find(shell, typist, "thi")
    assert titles(shell)[-1] == "Xem cả danh sách có “thi”"
    for _ in range(9):
        qtbot.keyClick(shell.window.search, Qt.Key.Key_Down)
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Return)
    assert shell.window.page.asked == ["thi"]


def test_nothing_found_is_said(qtbot, shell: Shell, typist) -> None:
    find(shell, typist, "xyz")
    assert titles(shell) == ["Không thấy “xyz”"]
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Escape)
    assert not shell.window.search.list_open()
    assert shell.window.search.text() == "xyz"
    qtbot.keyClick(shell.window.search, Qt.Key.Key_Escape)
    assert shell.window.search.text() == ""


def test_a_click_in_the_result_opens_it(qtbot, shell: Shell, typist) -> None:
    find(shell, typist, "an")
    box = shell.window.search._list
    place = box.visualRect(box.model().index(0, 0)).center()
    qtbot.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(shell.window.page.asked) == 1


def test_the_result_floats_inside_the_window_and_closes_when_left(
    qtbot, shell: Shell, typist
) -> None:
    find(shell, typist, "thi")
    box = shell.window.search._list
    assert shell.window.rect().contains(box.geometry())
    assert box.focusPolicy() == Qt.FocusPolicy.NoFocus
    shell.window.grab()
    shell.window.page.line.setFocus()
    assert not shell.window.search.list_open()


def test_new_people_are_found_at_once(qtbot, desk: Desk, shell: Shell, typist) -> None:
    find(shell, typist, "yen")
    people.create(desk, make.new_person(name="Vũ Thị Yến"))
    find(shell, typist, "yen")
    assert titles(shell)[0] == "Vũ Thị Yến"


# --- leaving -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "saves", "closes"),
    [("save", True, True), ("save", False, False), ("discard", True, True), ("stay", True, False)],
)
def test_unsaved_work_is_asked_about(shell: Shell, answer: str, saves: bool, closes: bool) -> None:
    page = shell.window.show_page("people")
    page.dirty, page.saves = True, saves
    shell.window.show_page("units")
    answering(answer)
    assert shell.window.close() is closes
    assert shell.window.isVisible() is not closes
    if not closes:
        assert shell.window.page is page
        page.dirty = False


def test_closing_without_unsaved_work_asks_nothing(shell: Shell) -> None:
    assert shell.window.close()
    assert settings.load().window


def test_a_job_nobody_asked_about_tells_its_problem_in_the_window(qtbot, shell: Shell) -> None:
    def work(progress: object) -> None:
        raise DiskFullProblem("D:")

    with qtbot.waitSignal(shell.jobs.failed):
        shell.jobs.run(work)
    assert "Đĩa đã đầy" in shell.window.notice.text.text()


# --- dialogs -------------------------------------------------------------------------------------


def test_the_sheet_of_keys_opens_and_lists_them(qtbot, shell: Shell) -> None:
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeysDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.main.click()

    QTimer.singleShot(100, act)
    QTest.keyClick(shell.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert {key for _, keys in KEYS for key, _ in keys} <= set(seen)


# --- who is signed in, what may be seen ----------------------------------------------------------


def entry(key: str, permission: Permission | None = None) -> PageEntry:
    return PageEntry(key, f"Trang {key}", "users", "An toàn", lambda: Small(key), permission)


def window_of(qtbot, desk: Desk, looks: Looks, *entries: PageEntry) -> MainWindow:
    made = MainWindow(desk, Jobs(), Changes(desk.on_written), entries, looks)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    return made


def test_the_menu_of_the_user_locks_and_leaves(qtbot, shell: Shell) -> None:
    menu = shell.window.header.user.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Trần Thu Hà · Trưởng ban", "Đổi mật khẩu…", "Khóa\tCtrl+L", "Thoát"]
    asked: list[str] = []
    shell.window.lock_wanted.connect(asked.append)
    next(action for action in menu.actions() if "Khóa" in action.text()).trigger()
    qtbot.keyClick(shell.window, Qt.Key.Key_L, CTRL)
    assert asked == ["asked", "asked"]
    next(action for action in menu.actions() if action.text() == "Thoát").trigger()
    assert not shell.window.isVisible()


def test_locking_is_found_by_searching(shell: Shell, typist, qtbot) -> None:
    asked: list[str] = []
    shell.window.lock_wanted.connect(asked.append)
    find(shell, typist, "khoa")
    assert "Khóa" in titles(shell)
    next(found for found in shell.window.search.found() if found.title == "Khóa").go()
    assert asked == ["asked"]


def test_a_page_one_may_not_see_is_greyed_with_the_reason(
    qtbot, desk: Desk, looks: Looks, typist
) -> None:
    clerk = replace(desk, actor=replace(desk.actor, role=Role.CLERK))
    settings.change(page="book")
    window = window_of(qtbot, clerk, looks, entry("people"), entry("book", Permission.BOOK))
    button = window.navigation.buttons["book"]
    assert not button.isEnabled()
    assert "xem sổ truy cập" in button.toolTip()
    assert window.navigation.buttons["people"].isEnabled()
    assert list(window.pages) == ["people"]  # what was shown last is not for this account
    assert not window.has_page("book")
    with pytest.raises(NotAllowedProblem):
        window.show_page("book")
    window.search.setFocus()
    typist.letters(window.search, "trang book")
    window.search.search_now()
    assert [found.title for found in window.search.found()] == ["Không thấy “trang book”"]
    window.go_to_place("book/3")
    assert window.windowTitle().startswith("Trang people")
    window.stop()


def test_the_head_sees_every_page(qtbot, desk: Desk, looks: Looks) -> None:
    window = window_of(qtbot, desk, looks, entry("people"), entry("book", Permission.BOOK))
    assert window.navigation.buttons["book"].isEnabled()
    assert window.show_page("book").title == "book"
    window.stop()


def test_the_foot_tells_the_last_backup_by_word_and_colour(shell: Shell) -> None:
    footer = shell.window.footer
    assert footer.who.text() == "Trần Thu Hà · Trưởng ban"
    footer.show_backup("Sao lưu gần nhất 09:14, đã kiểm tra", more="khôi phục thử …")
    assert footer.backup.isVisible()
    assert footer.backup.property("tone") == "plain"
    footer.show_backup("Chưa có bản sao lưu", "warn")
    assert footer.backup.property("tone") == "warn"


def test_bars_are_told_closed_and_kept_at_another_text_size(
    qtbot, shell: Shell, looks: Looks
) -> None:
    window = shell.window
    acted: list[str] = []
    window.acted.connect(acted.append)
    for bar in window.bars.told():
        window.bars.drop(bar.key)
    assert not window.bars.isVisible()
    window.bars.say(Bar("a", "Một việc", "warn", "Làm…"))
    window.bars.say(Bar("b", "Việc khác"))
    window.bars.shown["a"].action.click()
    assert acted == ["a"]
    window.bars.shown["b"]._close.click()
    assert window.bars.isVisible()
    looks.scale(125)
    assert [bar.text for bar in window.bars.told()] == ["Một việc"]
    window.bars.drop("a")
    assert not window.bars.isVisible()


def test_what_the_sign_in_found_stands_above_the_pages(qtbot, desk: Desk, looks: Looks) -> None:
    window = window_of(qtbot, desk, looks, entry("people"))
    [bar] = window.bars.told()
    assert bar.key == bars.SHEET
    assert bar.action == "Làm phiếu…"
    assert window.bars.isVisible()
    window.stop()


def test_one_comes_back_to_where_one_was(shell: Shell) -> None:
    page = shell.window.show_page("units")
    assert shell.window.place() == "units/0"
    shell.window.show_page("people")
    for place in ("units/7", "gone/1", "units/x", ""):
        shell.window.go_to_place(place)
    assert page.asked == [("return", 7)]


def test_every_page_keeps_its_draft_and_the_first_hindrance_is_told(shell: Shell) -> None:
    first, second = shell.window.show_page("people"), shell.window.show_page("units")
    assert shell.window.keep_drafts() is None
    second.hindered = DiskFullProblem("D:")
    assert shell.window.keep_drafts() is second.hindered
    assert (first.kept, second.kept) == (2, 2)


def test_the_last_word_can_keep_the_window_open(shell: Shell) -> None:
    shell.window.last_word = lambda: False
    assert not shell.window.close()
    shell.window.last_word = lambda: True
    assert shell.window.close()


# --- with the real pages -------------------------------------------------------------------------


def test_every_page_of_the_program_opens_in_the_window(qtbot, desk: Desk, looks: Looks) -> None:
    first = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    window = building.make_window(desk, looks)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.show()
    for key, title, *_ in building.PAGES:
        page = window.show_page(key)
        assert page.isVisible()
        window.grab()
        assert window.windowTitle().startswith(title)
        assert window.minimumSizeHint().width() <= 1366
    window.open_person(first.id)
    assert not window.page.unsaved()
    assert window.close()


def test_the_duties_of_the_day_greet_whatever_was_shown_last(
    qtbot, desk: Desk, looks: Looks
) -> None:
    assert building.PAGES[0][0] == "today"
    settings.change(page="units")
    window = building.make_window(desk, looks)
    qtbot.addWidget(window)
    assert list(window.pages) == ["today"]
    assert window.navigation.buttons["today"].isChecked()
    window.stop()


def test_a_duty_leads_to_its_page_and_record(qtbot, desk: Desk, looks: Looks) -> None:
    person = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    clerk = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    window = building.make_window(desk, looks)
    limited = building.make_window(clerk, looks)
    for one in (window, limited):
        qtbot.addWidget(one)
        one.show()
    for target, key in (
        (f"supplements:{make.HAMLET}", "supplements"), ("meetings:", "meetings"),
        ("loans:", "data"), (f"unit:{make.HAMLET}", "units"), ("rules:", "rules"),
        (f"person:{person.id}", "people"),
    ):  # fmt: skip
        window.show_page("today").target_wanted.emit(target)
        assert window.page is window.pages[key], target
    assert window.page.record() == person.id
    assert window.pages["supplements"].tree.current_id() == make.HAMLET
    window.show_page("today").target_wanted.emit("khong_co:5")
    assert window.page is window.pages["today"]
    limited.show_page("today").target_wanted.emit("loans:")
    assert limited.page is limited.pages["today"]  # not for this account: the reason is said
    assert limited.notice.isVisible()
    for one in (window, limited):
        one.stop()


def test_what_waits_stands_beside_the_name_of_its_page(shell: Shell) -> None:
    window = shell.window
    entry = window.navigation.buttons["people"]
    window.page.counted.emit(12)
    assert entry.count.isVisible()
    assert entry.count.text() == "12"
    assert entry.accessibleDescription() == "12 việc"
    assert entry.rect().contains(entry.count.geometry())
    window._on_scaled()
    assert window.navigation.buttons["people"].count.text() == "12"
    window.page.counted.emit(0)
    assert not window.navigation.buttons["people"].count.isVisible()


def test_enter_presses_the_button_the_focus_is_on(qtbot, shell: Shell) -> None:
    pressed: list[bool] = []
    button = QPushButton("Thử", shell.window)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == [True]


def test_the_page_has_the_keyboard_after_its_entry_was_pressed_again(shell: Shell) -> None:
    window = shell.window
    page = window.show_page("people")
    line, other = QLineEdit(page), QLineEdit(window)
    for one in (line, other):
        one.show()
    line.setFocus()
    other.setFocus()
    window.show_page("people")
    assert window.focusWidget() is line
