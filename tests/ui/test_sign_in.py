"""Signing in: accounts, wrong passwords and their waits, the recovery code, doubtful files."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.accounts import SignIn
from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    LockedForCheckProblem,
    NotAnOfficeProblem,
    OfficeInUseProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import accounts, door, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.shell import bars, doubt, rescue, sign_in
from tcxd_desktop.ui.shell.doubt import DoubtDialog
from tcxd_desktop.ui.shell.entrance import Entrance, Wish
from tcxd_desktop.ui.shell.forgotten import ForgottenDialog
from tcxd_desktop.ui.shell.own_password import OwnPasswordDialog
from tcxd_desktop.ui.shell.sign_in import Countdown, SignInDialog, waiting
from tests import make

NEW = "lip ngam biem bot rot"
CLERK = "Lê Văn Hòa"
CLERK_SECRET = "muot hao xeo cuong khuyu"


def open_as(folder: Path, password: str, user: str) -> Desk:
    return opening.open_office(folder, password, user=user, clock=make.clock)


@pytest.fixture
def opened() -> Iterator[list[Desk]]:
    """Close what a test opened."""
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        opening.close_office(desk)


@pytest.fixture
def two(office_folder: Path) -> Path:
    """Return an office with a second account."""
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    accounts.add(desk, CLERK, Role.CLERK, CLERK_SECRET, kdf=make.CHEAP)
    opening.close_office(desk)
    return office_folder


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[..., SignInDialog]:
    def build(folder: Path, open_office: sign_in.Open = open_as, **more: object) -> SignInDialog:
        dialog = SignInDialog(folder, open_office, **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def answer(qtbot: QtBot, dialog: SignInDialog, password: str) -> None:
    """Type a password, press Enter and wait for the answer."""
    dialog.password.secret_field.set_value(password)
    qtbot.keyClick(dialog.password.secret_field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=10_000)


def answering(act: Callable[[QDialog], None]) -> None:
    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(50, later)


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


# --- accounts and passwords ----------------------------------------------------------------------


def test_a_wrong_password_says_so_and_stays(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog], opened: list[Desk]
) -> None:
    dialog = ask(office_folder)
    answer(qtbot, dialog, "sai rồi")
    assert dialog.isVisible()
    assert "Mật khẩu chưa đúng" in dialog.notice.text.text()
    assert dialog.password.secret_field.edit.hasSelectedText()
    answer(qtbot, dialog, make.PASSWORD)
    assert not dialog.isVisible()
    assert dialog.desk is not None
    opened.append(dialog.desk)
    assert dialog.password.secret() == ""
    assert settings.load().account == 1


def test_the_screens_answer_while_the_password_is_tried(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    def never(folder: Path, password: str, user: str) -> Desk:
        raise WrongPasswordProblem

    dialog = ask(office_folder, never)
    dialog.password.secret_field.set_value("gì đó")
    dialog.main.click()
    assert dialog.bar.isVisible()
    assert not dialog.main.isEnabled()
    dialog.main.click()  # a second try cannot be begun
    dialog.reject()  # nor can it be left: the office would stay open behind
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.main.isEnabled)
    assert not dialog.bar.isVisible()


def test_one_account_is_named_and_several_are_chosen_from(
    qtbot: QtBot, two: Path, ask: Callable[..., SignInDialog], opened: list[Desk]
) -> None:
    dialog = ask(two)
    assert [dialog.who.itemText(n) for n in range(dialog.who.count())] == [make.HEAD_NAME, CLERK]
    assert dialog.who.isEnabled()
    dialog.who.setCurrentText(CLERK)
    answer(qtbot, dialog, make.PASSWORD)
    assert dialog.desk is None  # the head's password is not the clerk's
    answer(qtbot, dialog, CLERK_SECRET)
    assert dialog.desk is not None
    opened.append(dialog.desk)
    assert dialog.desk.actor.name == CLERK
    again = ask(two)
    assert again.who.currentText() == CLERK
    kept = json.loads(settings.path().read_text(encoding="utf-8"))
    assert kept["account"] == 2
    assert CLERK not in settings.path().read_text(encoding="utf-8")


def test_the_one_account_cannot_be_changed(
    office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    dialog = ask(office_folder)
    assert dialog.who.currentText() == make.HEAD_NAME
    assert not dialog.who.isEnabled()


def test_an_office_of_the_first_version_has_no_names(
    qtbot: QtBot, tmp_path: Path, ask: Callable[..., SignInDialog], opened: list[Desk]
) -> None:
    old = Path(__file__).parent.parent / "storage" / "old_files" / "v1"
    folder = Path(shutil.copytree(old, tmp_path / "v1"))
    dialog = ask(folder)
    assert not dialog.who.isVisible()
    answer(qtbot, dialog, make.PASSWORD)
    assert dialog.desk is not None
    opened.append(dialog.desk)


def test_the_password_is_hidden_until_asked_for(
    office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    dialog = ask(office_folder)
    edit = dialog.password.secret_field.edit
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    dialog.shown.click()
    assert edit.echoMode() == QLineEdit.EchoMode.Normal


def test_who_holds_the_office_is_named(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    def refuse(folder: Path, password: str, user: str) -> Desk:
        raise OfficeInUseProblem("MAY-02, 09:00 23/11/2026")

    dialog = ask(office_folder, refuse)
    answer(qtbot, dialog, "gì đó")
    assert "MAY-02" in dialog.notice.text.text()
    assert dialog.isVisible()


def test_a_folder_without_an_office_says_so(
    qtbot: QtBot, tmp_path: Path, ask: Callable[..., SignInDialog]
) -> None:
    dialog = ask(tmp_path)
    assert "không chứa dữ liệu" in dialog.notice.text.text()
    answer(qtbot, dialog, "gì đó")
    assert "không chứa dữ liệu" in dialog.notice.text.text()
    assert dialog.isVisible()


def test_an_office_whose_keys_are_lost_is_damaged(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    for name in ("office.keys.json", "office.keys.2.json"):
        (office_folder / name).unlink()
    dialog = ask(office_folder)
    answer(qtbot, dialog, make.PASSWORD)
    assert isinstance(dialog.damaged, NotAnOfficeProblem)


def test_damaged_files_end_the_dialog_with_their_reason(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog]
) -> None:
    def broken(folder: Path, password: str, user: str) -> Desk:
        raise DamagedFileProblem(str(folder))

    dialog = ask(office_folder, broken)
    answer(qtbot, dialog, "gì đó")
    assert not dialog.isVisible()
    assert isinstance(dialog.damaged, DamagedFileProblem)


# --- waiting -------------------------------------------------------------------------------------


def test_after_three_wrong_passwords_one_waits_and_then_comes_in(
    qtbot: QtBot, office_folder: Path, ask: Callable[..., SignInDialog], opened: list[Desk]
) -> None:
    dialog = ask(office_folder)
    for _ in range(3):
        assert dialog.main.isEnabled()
        answer(qtbot, dialog, "sai rồi")
    assert not dialog.main.isEnabled()
    assert "Mật khẩu chưa đúng" in dialog.notice.text.text()
    assert "Chờ 2 giây" in dialog.notice.text.text()
    qtbot.keyClick(dialog.password.secret_field.edit, Qt.Key.Key_Return)
    assert not dialog._jobs.busy  # Enter does not get round the wait
    other = ask(office_folder)  # neither does starting anew
    assert not other.main.isEnabled()
    other.reject()
    qtbot.waitUntil(dialog.main.isEnabled, timeout=5_000)
    assert not dialog.notice.isVisible()
    answer(qtbot, dialog, make.PASSWORD)
    assert dialog.desk is not None
    opened.append(dialog.desk)
    assert len(dialog.desk.sign_in.failures) == 3


def test_the_wait_of_one_account_is_not_that_of_another(
    qtbot: QtBot, two: Path, ask: Callable[..., SignInDialog]
) -> None:
    dialog = ask(two)
    for _ in range(3):
        answer(qtbot, dialog, "sai rồi")
    assert not dialog.main.isEnabled()
    dialog.who.setCurrentText(CLERK)
    assert dialog.main.isEnabled()
    assert not dialog.notice.isVisible()
    dialog.who.setCurrentText(make.HEAD_NAME)
    assert not dialog.main.isEnabled()


def test_the_countdown_tells_each_second_and_its_end(qtbot: QtBot, qapp: QApplication) -> None:
    count = Countdown(qapp)
    seen: list[int] = []
    count.moved.connect(seen.append)
    count.begin(1.3)
    assert seen == [2]
    qtbot.waitUntil(lambda: not count.running, timeout=5_000)
    assert seen[-1] == 0
    assert sorted(set(seen), reverse=True) == [2, 1, 0]
    count.begin(0)
    assert seen[-1] == 0


def test_long_waits_are_told_in_minutes() -> None:
    assert "4 phút 5 giây" in waiting(245)
    assert waiting(7, wrong="Mã chưa đúng").startswith("Mã chưa đúng, và đã sai nhiều lần liền.")


# --- forgotten -----------------------------------------------------------------------------------


def recover(folder: Path, code: str, *, account: int, new_password: str) -> Desk:
    return opening.open_with_recovery(
        folder, code, account=account, new_password=new_password, clock=make.clock, kdf=make.CHEAP
    )


@pytest.fixture
def sheet(two: Path) -> tuple[Path, str]:
    """Return an office with two accounts, and the code of its sheet."""
    desk = opening.open_office(two, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    opening.close_office(desk)
    return two, code


def forgotten(qtbot: QtBot, folder: Path) -> ForgottenDialog:
    known = [(slot.account, slot.name) for slot in door.accounts_of(folder)]
    dialog = ForgottenDialog(folder, known, 1, recover)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_code_of_the_sheet_opens_and_gives_a_new_password(
    qtbot: QtBot, sheet: tuple[Path, str], opened: list[Desk]
) -> None:
    folder, code = sheet
    dialog = forgotten(qtbot, folder)
    dialog.code.set_text(code[:-3])
    dialog.main.click()
    assert dialog.code.problem() is not None
    dialog.code.set_text(code.lower())
    dialog.main.click()
    assert dialog.password.first.secret_field.problem() is not None
    for box in (dialog.password.first, dialog.password.again):
        box.secret_field.set_value(NEW)
    dialog.who.setCurrentText(CLERK)
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=10_000)
    desk = dialog.desk
    assert desk is not None
    assert desk.sign_in.by_code
    assert [bar.key for bar in bars.greetings(desk) if bar.key == bars.SHEET] == []  # a clerk
    opening.close_office(desk)
    opened.append(opening.open_office(folder, NEW, user=CLERK, clock=make.clock))


def test_after_the_sheet_was_used_the_head_is_told_to_make_another(
    sheet: tuple[Path, str], opened: list[Desk]
) -> None:
    folder, code = sheet
    desk = recover(folder, code, account=1, new_password=NEW)
    opened.append(desk)
    [bar] = [bar for bar in bars.greetings(desk) if bar.key == bars.SHEET]
    assert "làm phiếu mới" in bar.text


def test_the_code_of_an_older_sheet_says_that_it_is_not_in_force(
    qtbot: QtBot, sheet: tuple[Path, str]
) -> None:
    folder, _ = sheet
    dialog = forgotten(qtbot, folder)
    dialog.code.set_text("00000-00000-00000-00000-00000-0")
    for box in (dialog.password.first, dialog.password.again):
        box.secret_field.set_value(NEW)
    for _ in range(3):
        dialog.main.click()
        qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=10_000)
        assert dialog.isVisible()
    assert not dialog.main.isEnabled()  # wrong codes are slowed down too
    assert "Mã chưa đúng" in dialog.notice.text.text()


def test_the_way_round_a_forgotten_password_starts_at_the_sign_in(
    qtbot: QtBot, sheet: tuple[Path, str], ask: Callable[..., SignInDialog]
) -> None:
    folder, _ = sheet
    dialog = ask(folder)
    seen: list[str] = []

    def act(shown: QDialog) -> None:
        assert isinstance(shown, ForgottenDialog)
        seen.append(shown.who.currentText())
        shown.reject()

    answering(act)
    dialog.forgotten.click()
    assert seen == [make.HEAD_NAME]
    assert dialog.isVisible()


# --- the own password ----------------------------------------------------------------------------


def test_the_own_password_is_changed(qtbot: QtBot, office_folder: Path) -> None:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    dialog = OwnPasswordDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.old.secret_field.set_value("không phải")
    for box in (dialog.password.first, dialog.password.again):
        box.secret_field.set_value(NEW)
    dialog.main.click()
    qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=10_000)
    assert dialog.old.secret_field.problem() is not None
    dialog.old.secret_field.set_value(make.PASSWORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    opening.close_office(desk)
    with pytest.raises(WrongPasswordProblem):
        opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    opening.close_office(opening.open_office(office_folder, NEW, clock=make.clock))


# --- files that are not those that were left -----------------------------------------------------


def put_back_older(folder: Path) -> None:
    """Work, and then lay the files of before over the new ones."""
    before = {path.name: path.read_bytes() for path in folder.glob("office*.db")}
    desk = opening.open_office(folder, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    people.create(desk, make.new_person())
    opening.close_office(desk)
    for name, data in before.items():
        (folder / name).write_bytes(data)


def test_the_head_says_why_the_files_are_older_and_works_on(
    qtbot: QtBot, office_folder: Path, opened: list[Desk]
) -> None:
    put_back_older(office_folder)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    opened.append(desk)
    with pytest.raises(LockedForCheckProblem):
        people.create(desk, make.new_person())
    dialog = DoubtDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    found = desk.sign_in
    assert f"từng có đến dòng {found.expected}, tệp này chỉ có đến dòng {found.found}" in said(
        dialog
    )
    dialog.main.click()
    assert dialog.isVisible()  # without a reason nothing is confirmed
    dialog.reason.set_value("chép từ máy cũ")
    dialog.main.click()
    assert not dialog.isVisible()
    people.create(desk, make.new_person())
    assert bars.greetings(desk) == [bar for bar in bars.greetings(desk) if bar.key == bars.SHEET]
    with desk.read() as reading:
        [row] = reading.all("SELECT note FROM act WHERE use_case = 'book.acknowledge'")
    assert "chép từ máy cũ" in row[0]


def test_the_head_may_only_look_or_leave(qtbot: QtBot, office_folder: Path) -> None:
    put_back_older(office_folder)
    for click, result, looking in (("look", 1, True), ("leave", 0, False)):
        desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
        dialog = DoubtDialog(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        getattr(dialog, click).click()
        assert (dialog.result(), dialog.looking) == (result, looking)
        assert bars.greetings(desk)[0].key == bars.READ_ONLY
        opening.close_office(desk)


def test_others_may_only_read_and_see_why(two: Path, opened: list[Desk]) -> None:
    put_back_older(two)
    desk = opening.open_office(two, CLERK_SECRET, user=CLERK, clock=make.clock)
    opened.append(desk)
    bar = bars.greetings(desk)[0]
    assert bar.key == bars.READ_ONLY
    assert "Trưởng ban phải đăng nhập" in bar.text
    assert not bar.closable


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (SignIn("older", 1200, 80), "từng có đến dòng 1.200, tệp này chỉ có đến dòng 80"),
        (SignIn("older", 80, 90), "không nối tiếp tệp của lần đóng trước"),
        (SignIn("altered", 80, 80), "bị thay đổi trong lúc không ai đăng nhập"),
    ],
)
def test_what_differs_is_told_in_words(found: SignIn, words: str) -> None:
    assert words in doubt.told(found)


def test_wrong_passwords_since_the_last_sign_in_are_told_quietly(desk: Desk) -> None:
    told = replace(
        desk, sign_in=SignIn(failures=("2026-11-22T01:00:00+00:00", "2026-11-23T01:12:00+00:00"))
    )
    [bar] = bars.greetings(told)
    assert bar.text.startswith("2 lần gõ sai mật khẩu")
    assert "lần cuối lúc 08:12 hôm nay" in bar.text
    assert bar.tone == "plain"


# --- the way in ----------------------------------------------------------------------------------


@pytest.fixture
def way(tmp_path: Path) -> Callable[[Wish], Entrance]:
    def build(wish: Wish) -> Entrance:
        return Entrance(wish, tmp_path / "home" / "offices", lambda: (tmp_path / "demo", "mẫu"))

    return build


def test_a_password_of_the_environment_signs_in_as_who_locked(
    monkeypatch: pytest.MonkeyPatch,
    two: Path,
    way: Callable[[Wish], Entrance],
    opened: list[Desk],
) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", CLERK_SECRET)
    for wish in (Wish(office=two, locked=2), Wish(office=two, user=CLERK)):
        desk = way(wish).desk()
        assert desk is not None
        assert desk.actor.name == CLERK
        opening.close_office(desk)


def test_a_head_who_leaves_at_doubtful_files_closes_the_office(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    office_folder: Path,
    way: Callable[[Wish], Entrance],
) -> None:
    put_back_older(office_folder)
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)
    answering(lambda dialog: dialog.reject())
    assert way(Wish(office=office_folder)).desk() is None
    opening.close_office(opening.open_office(office_folder, make.PASSWORD))  # given free


def test_another_office_can_be_chosen_from_the_sign_in(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, office_folder: Path, tmp_path: Path
) -> None:
    monkeypatch.delenv("TCXD_PASSWORD", raising=False)
    home = tmp_path / "home" / "offices"
    shutil.copytree(office_folder, home / "van-phong-1")
    seen: list[str] = []

    def at_sign_in(dialog: QDialog) -> None:
        assert isinstance(dialog, SignInDialog)
        seen.append("sign-in")
        answering(at_start)
        dialog.elsewhere.click()

    def at_start(dialog: QDialog) -> None:
        seen.append(type(dialog).__name__)
        dialog.reject()

    answering(at_sign_in)
    assert Entrance(Wish(), home, lambda: (home, "")).desk() is None
    assert seen == ["sign-in", "StartDialog"]


def test_an_office_in_a_clouds_folder_is_copied_here_and_opened(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    office_folder: Path,
    tmp_path: Path,
    opened: list[Desk],
) -> None:
    cloud = Path(shutil.copytree(office_folder, tmp_path / "OneDrive - UBND" / "so dang"))
    before = {path.name: path.read_bytes() for path in cloud.iterdir()}
    monkeypatch.setenv("TCXD_PASSWORD", make.PASSWORD)
    home = tmp_path / "home" / "offices"

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        assert str(cloud) in said(dialog)
        dialog.answers["yes"].click()

    answering(act)
    desk = Entrance(Wish(office=cloud), home, lambda: (home, "")).desk()
    assert desk is not None
    opened.append(desk)
    assert desk.store.folder == home / "so-dang"
    assert {path.name: path.read_bytes() for path in cloud.iterdir()} == before


def test_who_does_not_want_a_copy_leaves(qtbot: QtBot, tmp_path: Path, office_folder: Path) -> None:
    answering(lambda dialog: dialog.reject())
    assert rescue.copied_here(office_folder, tmp_path / "home") is None
    assert not (tmp_path / "home").exists()


def test_after_a_restore_the_door_says_so(qtbot: QtBot, office_folder: Path) -> None:
    settings.change(place=settings.RESTORED)
    dialog = SignInDialog(office_folder, open_as, account=1, locked=True)
    qtbot.addWidget(dialog)
    assert any("Đã khôi phục" in label.text() for label in dialog.findChildren(QLabel))
