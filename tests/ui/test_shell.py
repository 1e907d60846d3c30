"""The window around the pages: lazy pages, search, leaving with unsaved work, unlocking."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout

from tcxd_desktop.domain.errors import DiskFullProblem, NotAnOfficeProblem
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Offer, Page, PageEntry
from tcxd_desktop.ui.common.tokens import DARK
from tcxd_desktop.ui.shell import building
from tcxd_desktop.ui.shell.keys import KEYS, KeysDialog
from tcxd_desktop.ui.shell.start import NewOfficeDialog, StartDialog
from tcxd_desktop.ui.shell.unlock import UnlockDialog
from tcxd_desktop.ui.shell.window import MainWindow
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
    assert window.header.user.text() == "Trần Thu Hà"
    assert window.footer.rules.text().startswith("Quy định đang dùng: RS-2025 (294")
    assert window.footer.counts.text() == "4 đảng viên · 4 chi bộ"


def test_the_foot_follows_what_is_written(qtbot, desk: Desk, shell: Shell) -> None:
    people.create(desk, make.new_person(name="Vũ Thị Yến"))
    units.add(desk, make.unit(name="Chi bộ thôn Mới", type="CBCS"), on=None, decision=Decision())
    qtbot.waitUntil(lambda: shell.window.footer.counts.text() == "5 đảng viên · 5 chi bộ")


def test_everything_fits_at_1366_in_every_size(qtbot, shell: Shell, looks: Looks) -> None:
    for scale in theme.SCALES:
        looks.scale(scale)
        window = shell.window
        qtbot.waitUntil(lambda w=window: w.navigation.isVisible())
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 728
        for label in (window.header.office, window.header.day, window.footer.counts):
            assert label.width() >= label.sizeHint().width()


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


def test_a_wrong_password_says_so_and_stays(qtbot, office_folder: Path) -> None:
    opened: list[Desk] = []

    def open_it(folder: Path, password: str) -> Desk:
        opened.append(opening.open_office(folder, password, clock=make.clock))
        return opened[-1]

    dialog = UnlockDialog(office_folder, open_it)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.password.setText("sai rồi")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "Mật khẩu chưa đúng" in dialog.notice.text.text()
    assert dialog.password.hasSelectedText()
    assert QApplication.overrideCursor() is None
    dialog.password.setText(make.PASSWORD)
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.desk is opened[0]
    assert dialog.password.text() == ""
    opening.close_office(opened[0])


def test_a_folder_without_an_office_says_so(qtbot, tmp_path: Path) -> None:
    def open_it(folder: Path, password: str) -> Desk:
        raise NotAnOfficeProblem(str(folder))

    dialog = UnlockDialog(tmp_path, open_it)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.password.setText("x")
    dialog.main.click()
    assert "không chứa dữ liệu" in dialog.notice.text.text()
    assert dialog.desk is None


def test_the_password_is_hidden_until_asked_for(qtbot, tmp_path: Path) -> None:
    dialog = UnlockDialog(tmp_path, opening.open_office)
    qtbot.addWidget(dialog)
    assert dialog.password.echoMode() == QLineEdit.EchoMode.Password
    dialog.shown.click()
    assert dialog.password.echoMode() == QLineEdit.EchoMode.Normal


def test_an_office_is_chosen_from_the_list(qtbot, tmp_path: Path) -> None:
    def create(*args: object) -> Desk:
        raise AssertionError

    dialog = StartDialog([tmp_path / "một", tmp_path / "hai"], tmp_path, create)
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog.list.itemActivated.emit(dialog.list.currentItem())
    assert dialog.folder == tmp_path / "hai"


def test_a_new_office_needs_a_name_and_the_same_password_twice(qtbot, tmp_path: Path) -> None:
    made: list[Desk] = []

    def create(folder: Path, password: str, office: object) -> Desk:
        made.append(make.office(folder))
        return made[-1]

    dialog = NewOfficeDialog(tmp_path / "nhà", create)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.main.click()
    assert not made
    dialog.name.setText("Đảng ủy xã Đông Hải")
    dialog.password.setText("mật khẩu thử 1")
    dialog.again.setText("mật khẩu thử 2")
    dialog.main.click()
    assert not made
    dialog.again.setText("mật khẩu thử 1")
    dialog.main.click()
    assert dialog.desk is made[0]
    opening.close_office(made[0])


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
