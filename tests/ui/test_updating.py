"""Cập nhật chương trình: chosen or dropped, looked at, fetched; the setup starts at the very end."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.packet_errors import NotAPackProblem
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.domain.update_errors import (
    AlteredSetupProblem,
    SetupNotStartedProblem,
)
from tcxd_desktop.office import backups, known_offices, opening, packs, rules, updates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.rules.packs_part import TakeDialog
from tcxd_desktop.ui.rules.page import PACKS
from tcxd_desktop.ui.shell import process, updating
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.process import AT_END, AtEnd
from tcxd_desktop.ui.shell.updating import UpdateDialog
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.shell.working import WorkDialog
from tests import make
from tests.office import exchange_samples as samples
from tests.office.update_samples import ISSUER, Release, installed, pin

WAIT = 20_000
LATER_MS = 20


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    made = Release(tmp_path / "USB")
    pin(monkeypatch, made.keys)
    installed(monkeypatch, tmp_path / "TCXD")
    return made


@pytest.fixture
def dialog(desk: Desk, release: Release, qtbot: QtBot) -> UpdateDialog:
    made = UpdateDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def window(qapp: QApplication, desk: Desk, release: Release) -> Iterator[MainWindow]:
    looks = Looks(qapp)
    made = make_window(desk, looks)
    made.show()
    yield made
    AT_END.wish(None)
    take_down(made)
    looks.deleteLater()


def answering(kind: type, act: Callable[[QDialog], None]) -> list[str]:
    """Act on the next dialog of a kind; return what was met, for the test to look at."""
    met: list[str] = []

    def later() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, kind):
            QTimer.singleShot(LATER_MS, later)
            return
        met.extend(label.text() for label in found.findChildren(QLabel))
        act(found)

    QTimer.singleShot(0, later)
    return met


def said(dialog: QDialog) -> str:
    labels = dialog.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisibleTo(dialog))


# --- choosing and looking -------------------------------------------------------------------------


def test_a_package_is_chosen_and_shown(
    dialog: UpdateDialog, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.focusWidget() is dialog.choose
    assert not dialog.main.isEnabled()
    path = release.write()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    QTest.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    told = said(dialog)
    for words in ("0.1.0 → 0.2.0", ISSUER, "26/11/2026", "TCXD-0.2.0-setup.exe", "• In nhanh hơn"):
        assert words in told
    assert dialog.chosen.whole() == str(path)
    assert dialog.main.isEnabled()
    assert dialog.focusWidget() is dialog.main
    assert not dialog.reason.isVisible()


def test_leaving_the_file_dialog_changes_nothing(
    dialog: UpdateDialog, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.take_file(release.write())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    dialog.choose.click()
    assert dialog.found is not None


def test_a_package_may_be_dropped(dialog: UpdateDialog, release: Release) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(release.write()))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    dialog.dropEvent(event)
    assert dialog.found is not None


def test_what_is_not_taken_says_why_and_takes_the_look_before_away(
    dialog: UpdateDialog, release: Release, tmp_path: Path
) -> None:
    dialog.take_file(release.write())
    other = tmp_path / "thu.capnhat"
    other.write_bytes(b"khong phai goi")
    dialog.take_file(other)
    assert "không phải gói cập nhật" in dialog.notice.text.text()
    assert dialog.found is None
    assert not dialog.main.isEnabled()
    assert "0.1.0 → 0.2.0" not in said(dialog)
    dialog.take_file(release.write())
    assert not dialog.notice.isVisible()
    assert dialog.main.isEnabled()


def test_a_change_of_the_data_is_said_before(dialog: UpdateDialog, release: Release) -> None:
    dialog.take_file(release.write(release.content(schema=99)))
    assert "bản cũ không mở được dữ liệu" in said(dialog)


# --- fetching -------------------------------------------------------------------------------------


def test_it_is_fetched_with_a_backup(dialog: UpdateDialog, desk: Desk, release: Release) -> None:
    dialog.take_file(release.write())
    dialog.main.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.fetched is not None
    assert dialog.fetched.path.is_file()
    assert [one.why for one in backups.listed(desk)] == ["update"]


def test_an_exchanged_setup_is_said_and_nothing_is_started(
    dialog: UpdateDialog, release: Release
) -> None:
    dialog.take_file(release.write())
    release.setup_path.write_bytes(release.setup_path.read_bytes()[:-1] + b"!")
    dialog.main.click()
    assert dialog.isVisible()
    assert "không phải tệp nơi phát hành đã ký" in dialog.notice.text.text()
    assert dialog.fetched is None


def test_a_lower_version_asks_for_the_reason(
    dialog: UpdateDialog, release: Release, tmp_path: Path
) -> None:
    older = replace(release, folder=tmp_path / "cu", version="0.0.9")
    dialog.take_file(older.write(older.content(min_version="0.0.1")))
    assert dialog.reason.isVisible()
    assert dialog.reason.isAncestorOf(dialog.focusWidget()) or dialog.reason.hasFocus()
    assert "0.0.9 cũ hơn bản 0.1.0" in said(dialog)
    dialog.main.click()
    assert dialog.isVisible()
    assert dialog.reason.problem() is not None
    dialog.reason.set_value("Bản mới in sai")
    dialog.main.click()
    assert dialog.fetched is not None
    assert dialog.fetched.lower


def test_stopping_leaves_everything_as_it_was(
    dialog: UpdateDialog, desk: Desk, release: Release, own_data_folder: Path
) -> None:
    dialog.take_file(release.write())
    desk.store.copying.acquire()  # another backup is being made: this one waits
    release_it = threading.Timer(0.6, desk.store.copying.release)
    release_it.start()
    answering(WorkDialog, lambda found: QTimer.singleShot(200, found.reject))
    dialog.main.click()
    release_it.join()
    assert dialog.isVisible()
    assert dialog.fetched is None
    assert dialog.notice.text.text().startswith("Đã dừng")
    assert backups.listed(desk) == []


# --- in the window --------------------------------------------------------------------------------


def test_the_window_closes_and_the_setup_is_wished_for(
    window: MainWindow, release: Release, qtbot: QtBot
) -> None:
    path = release.write()

    def go(found: QDialog) -> None:
        assert isinstance(found, UpdateDialog)
        found.main.click()

    answering(UpdateDialog, go)
    updating.open_file(window, path)
    assert not window.isVisible()
    wish = AT_END._words
    assert wish is not None
    words = wish()
    assert words[1:] == ["/CAPNHAT"]
    Path(words[0]).write_bytes(b"MZ khac")
    with pytest.raises(AlteredSetupProblem):
        AT_END.carry_out()
    assert not AT_END.carry_out()  # a wish is carried out once


def test_who_stays_in_the_window_stays_with_the_program(
    window: MainWindow, release: Release
) -> None:
    window.last_word = lambda: False
    path = release.write()
    answering(UpdateDialog, lambda found: found.main.click())
    updating.open_file(window, path)
    assert window.isVisible()
    assert AT_END._words is None
    assert "Chưa cập nhật" in window.notice.text.text()


def test_an_unpacked_folder_is_told_what_to_do(
    window: MainWindow, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, tmp_path / "thu muc", by_setup=False)
    path = release.write()
    told: list[list[str]] = []

    def fetch(found: QDialog) -> None:
        assert isinstance(found, UpdateDialog)
        assert found.main.text() == "Chép về và kiểm"
        found.main.click()
        told.append(answering(Question, lambda question: question.accept()))

    answering(UpdateDialog, fetch)
    updating.open_file(window, path)
    text = " ".join(told[0])
    assert "TCXD-0.2.0-portable.zip" in text
    assert "giải nén" in text
    assert window.isVisible()
    assert AT_END._words is None


def test_only_the_head_is_offered_it(qapp: QApplication, desk: Desk, release: Release) -> None:
    clerk = replace(desk, actor=Actor("Thử", Role.CLERK, 2))
    looks = Looks(qapp)
    window = make_window(clerk, looks)
    window.show()
    try:
        updating.show(window)
        assert window.notice.isVisible()
        updating.open_file(window, release.write())
        assert QApplication.activeModalWidget() is None
    finally:
        take_down(window)
        looks.deleteLater()


def test_the_menu_opens_it_without_a_package(window: MainWindow) -> None:
    met = answering(UpdateDialog, lambda found: found.reject())
    updating.show(window)
    assert any("Đang dùng bản" in text for text in met)
    assert window.isVisible()


def test_a_pack_of_rules_opened_from_outside_goes_to_its_page(
    window: MainWindow, desk: Desk, office_template: Path, tmp_path: Path
) -> None:
    with samples.another_office(office_template, tmp_path / "issuer", samples.THIRD) as other:
        row = rules.book(other).on("2026-11-23").row(RuleKind.DEADLINE, "TR-02")
        content = {**row.content, "amount": 20}
        rules.change(other, row, "2026-12-01", content, "HD 05", "văn bản mới")
        known_offices.let_issue(desk, samples.know(desk, other).id, packs=True)
        path = tmp_path / "quy-dinh.capnhat"
        path.write_bytes(packs.issue_rules(other, "TR-NB", 1))
    met = answering(TakeDialog, lambda found: found.main.click())
    updating.open_file(window, path)
    assert "TR-NB, bản 1" in met
    assert window.page.tabs.currentIndex() == PACKS == updating.PACKS_TAB
    assert [one.id for one in packs.taken(desk)] == ["TR-NB"]
    # The tab of packs leads a program on to its own place.
    window.page.packs.take_file(Release(tmp_path).write())
    assert "Cập nhật chương trình" in window.page.notice.text.text()


def test_what_is_no_package_is_a_problem_for_who_opened_it(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "x.capnhat"
    path.write_bytes(b"x")
    with pytest.raises(NotAPackProblem):
        updating.open_file(window, path)
    with pytest.raises(Problem):
        updating.open_file(window, tmp_path / "khong-co.capnhat")


# --- the very end ---------------------------------------------------------------------------------


def script(folder: Path) -> Path:
    """Return a program that writes down how it was started."""
    made = folder / "bo-cai.py"
    made.write_text(
        f"#!{sys.executable}\n"
        "import json, os, sys, pathlib\n"
        "told = {'args': sys.argv[1:], 'cwd': os.getcwd(), 'env': sorted(os.environ)}\n"
        "part = pathlib.Path('part'); part.write_text(json.dumps(told)); part.rename('told')\n",
        encoding="utf-8",
    )
    made.chmod(0o755)
    return made


def test_the_setup_is_started_apart_and_learns_no_password(tmp_path: Path) -> None:
    folder = tmp_path / "0.2.0"
    folder.mkdir()
    # In a process of its own, which ends at once as the program does.
    program = (
        "import sys; from tcxd_desktop.ui.shell.process import AT_END, end;"
        "assert not AT_END.carry_out();"
        "AT_END.wish(lambda: sys.argv[1:]);"
        "assert AT_END.carry_out();"
        "end()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(script(folder)), updates.UPDATING],
        env={**os.environ, process.PASSWORD: "bí mật"},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0
    told = folder / "told"
    until = time.monotonic() + 20
    while not told.is_file() and time.monotonic() < until:
        time.sleep(0.02)
    found = json.loads(told.read_text(encoding="utf-8"))
    assert found["args"] == [updates.UPDATING]
    assert Path(found["cwd"]) == folder
    assert process.PASSWORD not in found["env"]


WHOLE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tcxd_desktop import app
from tcxd_desktop.office import packs, updates
from tcxd_desktop.ui.shell import updating
from tcxd_desktop.ui.shell.updating import UpdateDialog
from tcxd_desktop.ui.shell.window import MainWindow

office, package, key = sys.argv[1:]
packs.pinned_keys = lambda: {bytes.fromhex(key): "Nơi phát hành thử"}
updates.way = lambda: updates.Way.SETUP
real = app.make_app


def press() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, UpdateDialog):
        dialog.main.click()
    else:
        QTimer.singleShot(50, press)


def go() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            QTimer.singleShot(0, press)
            updating.open_file(window, Path(package))
            return
    QTimer.singleShot(100, go)


def make_app():
    made = real()
    QTimer.singleShot(300, go)
    return made


app.make_app = make_app
sys.exit(app.run(["--office", office]) or 77)
"""
"""The program itself, with somebody at it who updates it; 77 is an end without a setup."""
SETUP_SCRIPT = f"""#!{sys.executable}
import fcntl, json, os, pathlib, sys, time
here = pathlib.Path.cwd()
office = pathlib.Path(here.parent.parent, "van-phong.txt").read_text(encoding="utf-8")
free = True
with open(pathlib.Path(office) / "office.lock", "ab") as file:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        free = False
told = {{"args": sys.argv[1:], "free": free, "password": "TCXD_PASSWORD" in os.environ}}
part = here.parent.parent / "part"
part.write_text(json.dumps(told))
part.rename(here.parent.parent / "told")
"""


def test_the_whole_program_is_updated_and_the_setup_meets_a_closed_office(
    office_folder: Path, own_data_folder: Path, tmp_path: Path
) -> None:
    release = Release(tmp_path / "USB", setup=SETUP_SCRIPT.encode())
    package = release.write()
    own_data_folder.mkdir(exist_ok=True)
    (own_data_folder / "van-phong.txt").write_text(str(office_folder), encoding="utf-8")
    # On this system a file that is copied may not be run; the one who updates lets it.
    program = WHOLE.replace(
        "real = app.make_app",
        "fetch = updates.fetch\n"
        "def fetched(*given):\n"
        "    ready = fetch(*given)\n"
        "    ready.path.chmod(0o755)\n"
        "    return ready\n"
        "updates.fetch = fetched\n"
        "real = app.make_app",
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(office_folder), str(package),
         release.keys.sign_public.hex()],
        env={**os.environ, process.PASSWORD: make.PASSWORD},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = own_data_folder / "told"
    until = time.monotonic() + 20
    while not told.is_file() and time.monotonic() < until:
        time.sleep(0.02)
    found = json.loads(told.read_text(encoding="utf-8"))
    assert found == {"args": [updates.UPDATING], "free": True, "password": False}
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert desk.sign_in.state == "same"  # it was closed properly, its end signed
        assert {one.why for one in backups.listed(desk)} == {"update"}
        assert [(one.id, one.version) for one in packs.taken(desk)] == [("tcxd-desktop", 2_000)]
    finally:
        opening.close_office(desk)


def test_a_system_that_starts_it_not_is_said(tmp_path: Path) -> None:
    plain = tmp_path / "bo-cai.exe"
    plain.write_bytes(b"MZ")
    end = AtEnd()
    end.wish(lambda: [str(plain)])
    with pytest.raises(SetupNotStartedProblem) as caught:
        end.carry_out()
    assert caught.value.args == (str(plain),)
    end.wish(lambda: [str(plain)])
    end.wish(None)
    assert not end.carry_out()
