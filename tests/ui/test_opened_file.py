"""A file opened from outside: on its page, in the window that is open, never behind a dialog."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import known_offices, office_keys, packages
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell import opened_file
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.opened_file import OpenedFiles
from tcxd_desktop.ui.shell.running import Running
from tcxd_desktop.ui.shell.window import MainWindow
from tests.office import exchange_samples as samples
from tests.ui import over_help
from tests.ui.over_help import COMER
from tests.ui.safety_help import answer

ROOT = Path(__file__).parent.parent.parent
_LONG = 20_000


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


@pytest.fixture
def window(desk: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    yield from opened(desk, qapp)


def opened(desk: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    looks = Looks(qapp)
    made = make_window(desk, looks)
    made.show()
    yield made
    take_down(made)
    looks.deleteLater()


@pytest.fixture
def watching(window: MainWindow, own_data_folder: Path) -> Iterator[OpenedFiles]:
    made = OpenedFiles(window, own_data_folder)
    yield made
    made.stop()


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.working, timeout=_LONG)


def shown(window: MainWindow) -> Any:
    """Return the page of transfers that lies on top."""
    workspace: Any = window.pages["transfers"]
    assert window.page is workspace
    return workspace.over(workspace.shown)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# --- every kind on its page -----------------------------------------------------------------------


def test_a_record_is_read_and_shown_but_not_taken(
    window: MainWindow, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    record = over_help.sent(other, over_help.comer(other))[1]
    opened_file.show(window, written(tmp_path / "den.PHIEU", record))
    quiet(window, qtbot)
    page = shown(window)
    assert page.preview is not None
    assert page.taken is None
    assert page.take_button.isVisible()


def test_a_package_is_opened_and_shown_but_not_taken(
    window: MainWindow, desk: Desk, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    samples.know(desk, other)
    known = samples.know(other, desk).id
    made = packages.make(other, [over_help.comer(other)], known)
    opened_file.show(window, written(tmp_path / "đến nơi.goi", made.data))
    quiet(window, qtbot)
    rows = shown(window).preview.rows
    assert [row.packed.dossier.birth_name for row in rows] == [COMER]


def test_a_receipt_reaches_the_page_of_packages(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    opened_file.show(window, written(tmp_path / "la.bien-nhan", b"nothing of ours"))
    quiet(window, qtbot)
    assert "biên nhận" in shown(window).notice.text.text()


def test_a_card_is_shown_and_added_after_a_yes_only(
    window: MainWindow, desk: Desk, other: Desk, tmp_path: Path
) -> None:
    card = written(tmp_path / "ban.the", office_keys.card_file(other))
    answer(lambda dialog: dialog.reject())
    opened_file.show(window, card)
    assert window.page is window.pages["transfers"]
    assert list(known_offices.listed(desk)) == []


@pytest.mark.parametrize("name", ["ban.phieu", "ban.goi", "ban.the"])
def test_a_file_that_is_gone_is_said(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    opened_file.show(window, tmp_path / name)
    quiet(window, qtbot)
    assert name in shown(window).notice.text.text()


def test_another_kind_of_file_is_refused_with_what_may_come(
    window: MainWindow, tmp_path: Path
) -> None:
    before = window.page
    opened_file.show(window, tmp_path / "danh sách.xlsx")
    assert window.page is before
    assert window.notice.text.text().startswith("Không mở thẳng được tệp danh sách.xlsx:")


def test_who_may_not_see_the_page_is_told_why(
    desk: Desk, qapp: QApplication, tmp_path: Path
) -> None:
    nobody = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    for window in opened(nobody, qapp):
        opened_file.show(window, written(tmp_path / "ban.the", b""))
        assert "không có quyền" in shown(window).notice.text.text()


def test_the_setup_names_the_same_kinds() -> None:
    script = (ROOT / "installer" / "setup" / "system.nsh").read_text(encoding="utf-8-sig")
    kinds = set(re.findall(r'^\s*!insertmacro FILE_TYPE "([^"]+)"', script, re.MULTILINE))
    assert kinds == {*opened_file.PAGE_OF, opened_file.PACK}


# --- handed over ----------------------------------------------------------------------------------


def hand_over_beside(file: Path, home: Path, taken: list[bool]) -> threading.Thread:
    """Hand a file over as another process would, while this one goes on."""
    thread = threading.Thread(target=lambda: taken.append(opened_file.hand_over(file, home)))
    thread.start()
    return thread


def test_the_window_that_is_open_takes_a_file_at_once(
    watching: OpenedFiles, window: MainWindow, own_data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    taken: list[bool] = []
    window.showMinimized()
    thread = hand_over_beside(tmp_path / "gửi đến.phieu", own_data_folder, taken)
    qtbot.waitUntil(lambda: "transfers" in window.pages, timeout=_LONG)
    quiet(window, qtbot)
    thread.join()
    assert taken == [True]
    assert "gửi đến.phieu" in shown(window).notice.text.text()
    assert not window.isMinimized()
    assert list((own_data_folder / opened_file.FOLDER).iterdir()) == []


def test_a_file_waits_while_a_dialog_is_open(
    watching: OpenedFiles, window: MainWindow, own_data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    taken: list[bool] = []
    dialog = Dialog("Đang hỏi", window)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.show()
    qtbot.waitExposed(dialog)
    thread = hand_over_beside(tmp_path / "mot.phieu", own_data_folder, taken)
    qtbot.waitUntil(lambda: bool(taken), timeout=_LONG)
    thread.join()
    assert taken == [True]
    qtbot.wait(600)
    assert "transfers" not in window.pages
    dialog.reject()
    qtbot.waitUntil(lambda: "transfers" in window.pages, timeout=_LONG)
    quiet(window, qtbot)
    assert "mot.phieu" in shown(window).notice.text.text()


def test_the_file_the_program_was_started_with_comes_first(
    window: MainWindow, own_data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    box = own_data_folder / opened_file.FOLDER
    box.mkdir(parents=True)
    request(box, "1", tmp_path / "sau.khac")
    made = OpenedFiles(window, own_data_folder, Path("truoc.phieu"))
    quiet(window, qtbot)
    assert "truoc.phieu" in shown(window).notice.text.text()
    qtbot.waitUntil(window.notice.isVisible, timeout=_LONG)
    assert "sau.khac" in window.notice.text.text()
    made.stop()


def request(box: Path, name: str, file: Path, age: float = 0) -> Path:
    made = box / f"{name}.yeu-cau"
    made.write_text(json.dumps({"file": str(file)}), encoding="utf-8")
    os.utime(made, (time.time() - age, time.time() - age))
    return made


def test_an_old_or_foreign_request_is_thrown_away(own_data_folder: Path, tmp_path: Path) -> None:
    box = own_data_folder / opened_file.FOLDER
    box.mkdir(parents=True)
    request(box, "0", tmp_path / "cu.phieu", age=3600)
    request(box, "1", Path("tuong-doi.phieu"))
    request(box, "2", tmp_path / "moi.phieu")
    for name, data in (("3", b"{"), ("4", b"[]"), ("5", b'{"file": 5}'), ("6", b"\xff" * 90_000)):
        (box / f"{name}.yeu-cau").write_bytes(data)
    kept = written(box / "khac.txt", b"somebody else's")
    dead = written(box / "9-1.nhan", b"a window died over it")
    os.utime(dead, (0, 0))
    assert opened_file._taken(box) == [tmp_path / "moi.phieu"]
    left = {path.name for path in box.iterdir() if path.suffix != ".nhan"}
    assert left == {kept.name}
    assert not dead.exists()


def test_a_request_is_taken_by_one_window_only(own_data_folder: Path, tmp_path: Path) -> None:
    box = own_data_folder / opened_file.FOLDER
    box.mkdir(parents=True)
    wanted = [tmp_path / f"{number}.goi" for number in range(60)]
    for number, file in enumerate(wanted):
        request(box, f"{number:03}", file)
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.extend(opened_file._taken(box))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(wanted)


def test_a_second_start_hands_its_file_over_and_ends(
    watching: OpenedFiles, window: MainWindow, own_data_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The real program, started by the Explorer for a file beside the window that is open."""
    mine = Running(own_data_folder)
    file = tmp_path / "nguyễn thị đào.phieu"
    second = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "tcxd_desktop", "--open", str(file)], cwd=ROOT
    )
    try:
        qtbot.waitUntil(lambda: "transfers" in window.pages, timeout=_LONG)
        quiet(window, qtbot)
        assert second.wait(20) == 0
        assert file.name in shown(window).notice.text.text()
    finally:
        second.kill()
        second.wait()
        mine.stop()
