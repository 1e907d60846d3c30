"""What is kept up beside the work: the foot, the bars, backups by time and at the end, rescue."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.accounts import SignIn
from tcxd_desktop.domain.errors import DamagedFileProblem, DiskFullProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts, backups, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell import bars, rescue, upkeep_work
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.forgotten import ForgottenDialog
from tcxd_desktop.ui.shell.rescue import RestoreDialog
from tcxd_desktop.ui.shell.upkeep import ExitBackup, Upkeep, told
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.shell.working import WorkDialog
from tests import make
from tests.office import backup_samples as samples

WAIT = 20_000


class Kept:
    """A real window with its upkeep, whose timers the test goes without."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self.desk = desk
        self.window: MainWindow = make_window(desk, looks)
        self.upkeep = Upkeep(desk, self.window)
        self.window.last_word = self.upkeep.last_word
        self.window.show()

    def bar(self, key: str) -> str:
        shown = {bar.key: bar.text for bar in self.window.bars.told()}
        return shown.get(key, "")


@pytest.fixture
def build(qapp: QApplication) -> Iterator[Callable[[Desk], Kept]]:
    looks = Looks(qapp)
    made: list[Kept] = []

    def build(desk: Desk) -> Kept:
        made.append(Kept(desk, looks))
        return made[-1]

    yield build
    for kept in made:
        kept.upkeep.stop()
        take_down(kept.window)
    looks.deleteLater()


def run(qtbot: QtBot, kept: Kept, what: str) -> None:
    getattr(kept.upkeep, what)()
    qtbot.waitUntil(lambda: not kept.upkeep.busy, timeout=WAIT)


def answering(act: Callable[[QDialog], None], after: int = 50) -> None:
    def later() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            # Between two dialogs on a slow machine: nobody would answer the second.
            QTimer.singleShot(50, later)
            return
        act(dialog)

    QTimer.singleShot(after, later)


# --- in the background ---------------------------------------------------------------------------


def test_the_beginning_makes_room_and_tells_that_there_is_no_backup(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    run(qtbot, kept, "_on_begin")
    assert (desk.store.folder / "office.reserve").is_file()
    assert kept.window.footer.backup.text() == "Chưa có bản sao lưu"
    assert kept.window.footer.backup.property("tone") == "warn"


def test_changed_work_is_backed_up_and_the_foot_tells_when(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    people.create(desk, make.new_person())
    run(qtbot, kept, "_on_minute")
    [made] = backups.listed(desk)
    assert (made.why, bool(made.verified)) == ("time", True)
    assert kept.window.footer.backup.text() == "Sao lưu gần nhất 09:00, đã kiểm tra"
    assert kept.window.footer.backup.property("tone") == "plain"
    run(qtbot, kept, "_on_minute")
    assert len(backups.listed(desk)) == 1  # not every minute


def test_a_backup_that_fails_is_told_and_goes_when_one_succeeds(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    people.create(desk, make.new_person())
    kept.upkeep._on_failed(DiskFullProblem("D:"))
    assert "Đĩa đã đầy" in kept.bar(bars.BACKUP)
    assert kept.window.footer.backup.property("tone") == "warn"
    run(qtbot, kept, "_on_minute")
    assert kept.bar(bars.BACKUP) == ""


def test_a_second_place_is_asked_for_once_there_is_a_sheet_and_a_backup(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    people.create(desk, make.new_person())
    run(qtbot, kept, "_on_minute")
    assert kept.bar(bars.SECOND) == ""  # the bar about the sheet comes first
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    run(qtbot, kept, "_on_minute")
    assert "nơi sao lưu thứ hai" in kept.bar(bars.SECOND)


def test_who_only_looks_makes_no_backup(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    people.create(desk, make.new_person())
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    kept = build(viewer)
    run(qtbot, kept, "_on_minute")
    assert backups.listed(desk) == []
    assert kept.window.footer.backup.text() == "Chưa có bản sao lưu"
    assert kept.bar(bars.SECOND) == ""
    assert kept.upkeep.last_word()


def test_after_an_end_that_was_none_faults_are_told_to_the_user(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    first = people.create(desk, make.new_person())
    with desk.store.turn() as connection:
        connection.execute("UPDATE person SET birth_name = 'Ai Đó' WHERE id = ?", (first.id,))
        connection.commit()
    clean, cut = build(desk), build(replace(desk, sign_in=SignIn("unclean")))
    run(qtbot, clean, "_on_begin")
    assert clean.bar(bars.FAULTS) == ""
    run(qtbot, cut, "_on_begin")
    assert "tắt đột ngột" in cut.bar(bars.FAULTS)
    assert "hồ sơ khớp với sổ" in cut.bar(bars.FAULTS)


def test_a_page_that_breaks_while_working_is_told_at_once(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    kept.upkeep._on_look()
    assert kept.bar(bars.DAMAGED) == ""
    desk.store.read_only = "damaged"
    kept.upkeep._on_look()
    assert "có chỗ hỏng" in kept.bar(bars.DAMAGED)
    kept.window.bars.shown[bars.DAMAGED].action.click()
    kept.upkeep.act(bars.DAMAGED)
    assert kept.window.page.isVisible()
    desk.store.read_only = ""


def test_half_a_year_after_the_sheet_its_code_is_asked_for(desk: Desk) -> None:
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    signed = replace(desk, sign_in=SignIn(recovery=True))
    assert not upkeep_work.minute(signed, 0, lambda done, total: None).prove
    later = replace(signed, clock=lambda: make.clock() + timedelta(days=181))
    assert upkeep_work.minute(later, 0, lambda done, total: None).prove


def test_the_foot_warns_of_old_backups_and_failed_trials(desk: Desk) -> None:
    people.create(desk, make.new_person())
    backups.make(desk, "asked")
    state = backups.state(desk)
    now = make.clock()
    assert told(state, now) == ("Sao lưu gần nhất 09:00, đã kiểm tra", "plain")
    assert told(state, now + timedelta(days=1))[0] == "Sao lưu gần nhất 23/11/2026, đã kiểm tra"
    old = replace(state, warnings=("old",))
    assert told(old, now) == ("Sao lưu gần nhất 09:00: đã cũ", "warn")
    failed = replace(state, warnings=("drill_failed",))
    assert told(failed, now)[1] == "warn"


# --- at the end ----------------------------------------------------------------------------------


def test_leaving_after_work_makes_a_verified_backup(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    people.create(desk, make.new_person())
    assert kept.window.close()
    [made] = backups.listed(desk)
    assert (made.why, bool(made.verified)) == ("exit", True)


def test_leaving_without_work_makes_none(
    qtbot: QtBot, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    people.create(desk, make.new_person())
    backups.make(desk, "asked")
    kept = build(desk)
    assert kept.window.close()
    assert len(backups.listed(desk)) == 1


def slowly(progress: Progress) -> None:
    while True:
        progress(1, 10)


@pytest.mark.parametrize(("answer", "leaves"), [("yes", True), ("no", False)])
def test_the_last_backup_is_skipped_only_at_the_users_word(
    qtbot: QtBot, answer: str, leaves: bool
) -> None:
    dialog = ExitBackup("Đang sao lưu…", "", slowly, None, skip="Bỏ qua")
    qtbot.addWidget(dialog, before_close_func=lambda shown: shown.done(0))
    dialog.show()

    def give(question: QDialog) -> None:
        assert isinstance(question, Question)
        question.answers[answer].click()

    answering(give)
    dialog.skip.click()
    assert dialog.skipped is leaves
    assert dialog.isVisible() is not leaves
    dialog._job.cancel()


def test_what_hinders_the_last_backup_is_told_and_the_user_decides(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, desk: Desk, build: Callable[[Desk], Kept]
) -> None:
    kept = build(desk)
    people.create(desk, make.new_person())
    # A file where the folder of the backups should be: none can be made.
    shutil.rmtree(desk.store.folder / "copies", ignore_errors=True)
    (desk.store.folder / "copies").write_bytes(b"")
    seen: list[str] = []

    def stay(question: QDialog) -> None:
        if not isinstance(question, Question):
            answering(stay, 200)  # the work still runs
            return
        seen.append(question.windowTitle())
        question.answers["no"].click()

    answering(stay)
    assert not kept.window.close()
    assert seen == ["Sao lưu khi thoát"]
    (desk.store.folder / "copies").unlink()


def test_work_is_shown_to_its_end(qtbot: QtBot) -> None:
    def work(progress: Progress) -> str:
        progress(1, 2)
        return "xong"

    dialog = WorkDialog("Đang chép", "", work)
    qtbot.addWidget(dialog)
    assert dialog.exec()
    assert dialog.result_of == "xong"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 2)

    def fail(progress: Progress) -> None:
        raise DiskFullProblem("D:")

    failing = WorkDialog("Đang chép", "", fail)
    qtbot.addWidget(failing)
    assert not failing.exec()
    assert isinstance(failing.problem, DiskFullProblem)


# --- rescue --------------------------------------------------------------------------------------


@pytest.fixture
def broken(office_folder: Path) -> Path:
    """Return an office with a verified backup whose main file is garbage."""
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    backups.make(desk, "asked")
    opening.close_office(desk)
    (office_folder / "office.db").write_bytes(b"x" * 40_000)
    return office_folder


def offered(qtbot: QtBot, folder: Path, home: Path) -> RestoreDialog:
    dialog = RestoreDialog(folder, DamagedFileProblem(str(folder)), home)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_newest_verified_backup_brings_a_damaged_office_back(
    qtbot: QtBot, broken: Path, tmp_path: Path
) -> None:
    dialog = offered(qtbot, broken, tmp_path / "home")
    assert "1 hồ sơ" in dialog.chosen.text()
    dialog.password.secret_field.set_value("sai rồi")
    dialog.main.click()
    qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=WAIT)
    assert "Mật khẩu chưa đúng" in dialog.notice.text.text()
    dialog.password.secret_field.set_value(make.PASSWORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=WAIT)
    assert dialog.desk is not None
    try:
        assert people.count(dialog.desk, people.PeopleQuery()) == 1
    finally:
        opening.close_office(dialog.desk)
    assert list((broken / "replaced").rglob("office.db"))  # what was damaged is kept


def test_where_the_keys_are_lost_too_the_office_is_made_anew(
    qtbot: QtBot, broken: Path, tmp_path: Path
) -> None:
    for name in ("office.keys.json", "office.keys.2.json"):
        (broken / name).unlink()
    dialog = offered(qtbot, broken, tmp_path / "home")
    assert not dialog.who.isVisible()
    dialog.password.secret_field.set_value(make.PASSWORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=WAIT)
    assert dialog.made is not None
    desk = opening.open_office(dialog.made, make.PASSWORD, clock=make.clock)
    assert people.count(desk, people.PeopleQuery()) == 1
    opening.close_office(desk)


def test_without_a_backup_nothing_is_promised(
    qtbot: QtBot, office_folder: Path, tmp_path: Path
) -> None:
    dialog = offered(qtbot, office_folder, tmp_path / "home")
    assert "Không thấy bản sao lưu nào" in dialog.chosen.text()
    assert not dialog.main.isEnabled()
    answering(lambda shown: shown.reject())
    problem = DamagedFileProblem(str(office_folder))
    assert rescue.restored(office_folder, problem, tmp_path / "home") is None


# --- a machine that has not the office yet -------------------------------------------------------


@pytest.fixture
def stick(office_folder: Path, tmp_path: Path) -> Path:
    """Return a backup of an office with two heads, carried away from a machine that is lost."""
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    accounts.add(desk, "Lê Văn Hòa", Role.HEAD, "sen no ben ao lang", sealed=True, kdf=make.CHEAP)
    made = backups.make(desk, "asked")
    opening.close_office(desk)
    away = tmp_path / "thẻ nhớ" / made.path.name
    away.parent.mkdir()
    away.write_bytes(made.path.read_bytes())
    return away


def test_an_office_is_brought_to_a_new_machine_from_a_stick(
    qtbot: QtBot, stick: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    dialog = RestoreDialog(home / "van-phong", None, home)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "Khôi phục từ bản sao lưu"
    assert not dialog.main.isEnabled()
    assert not dialog.who.isVisible()
    dialog.take(stick)
    assert [dialog.who.itemText(i) for i in range(dialog.who.count())] == [
        make.HEAD_NAME, "Lê Văn Hòa",
    ]  # fmt: skip
    assert dialog.who.isVisible()
    dialog.password.secret_field.set_value(make.PASSWORD)
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=WAIT)
    assert dialog.made is not None
    assert dialog.made.parent == home
    desk = opening.open_office(dialog.made, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    assert people.count(desk, people.PeopleQuery()) == 1
    opening.close_office(desk)


def test_a_second_place_opens_by_its_code_for_the_first_head(
    qtbot: QtBot, office_folder: Path, tmp_path: Path
) -> None:
    desk = samples.opened(office_folder)
    samples.person(desk)
    code = samples.sheet(desk)
    usb = tmp_path / "usb"
    usb.mkdir()
    backups.set_second_place(desk, usb)
    made = backups.copy_to_second(desk)
    opening.close_office(desk)
    home = tmp_path / "new home"
    dialog = RestoreDialog(home / "van-phong", None, home)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take(made.path)
    assert not dialog.who.isVisible()
    dialog.password.secret_field.set_value(code.lower())
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=WAIT)
    assert dialog.made is not None
    recover = partial(opening.open_with_recovery, clock=make.clock, kdf=make.CHEAP)
    asked = ForgottenDialog(dialog.made, [], 0, recover)
    qtbot.addWidget(asked)
    asked.show()
    assert asked.who.currentText().startswith("Trưởng ban")
    asked.code.set_text(code)
    for box in (asked.password.first, asked.password.again):
        box.secret_field.set_value("sen no ben ao lang")
    asked.main.click()
    qtbot.waitUntil(lambda: asked.desk is not None, timeout=WAIT)
    assert asked.desk is not None
    assert asked.desk.actor.name == make.HEAD_NAME
    opening.close_office(asked.desk)


def test_what_is_no_backup_is_said_and_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = RestoreDialog(tmp_path / "home" / "van-phong", None, tmp_path / "home")
    qtbot.addWidget(dialog)
    dialog.show()
    other = tmp_path / "anh.tcxdbak"
    other.write_bytes(b"x" * 100)
    dialog.take(other)
    assert dialog.notice.isVisible()
    assert not dialog.main.isEnabled()
    answering(lambda shown: shown.reject())
    assert rescue.brought_here(tmp_path / "home") is None
