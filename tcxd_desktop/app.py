"""Where the program is put together: places, look, office, window."""

import argparse
import importlib
import logging
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tcxd_desktop import places
from tcxd_desktop.domain.errors import NoDisplayProblem, Problem
from tcxd_desktop.domain.opened_errors import BeingInstalledProblem
from tcxd_desktop.ui.common import dialogs, errors, settings
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell import process, running
from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.ui.shell.entrance import DEMO, Entrance, Wish
from tcxd_desktop.ui.shell.late import SignedIn, late, office
from tcxd_desktop.wording.problems import sentence

_WRITER = "tcxd_desktop.storage.writer"
_SESSION = "tcxd_desktop.ui.shell.session"
_OPENED = "tcxd_desktop.ui.shell.opened_file"
_LATER = "Tệp {0} sẽ được mở ở cửa sổ đang có, khi đã đăng nhập và các hộp thoại đã đóng."


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code."""
    wish = _wish(arguments)
    if _blind():
        print(sentence(NoDisplayProblem()), file=sys.stderr)  # noqa: T201 - nowhere else to say it
        return 3
    process.leave_no_dump()
    app, looks = make_app()
    log = _logger()
    errors.install_hook(log)
    process.tell_without_values(log)
    home = places.data_folder()
    elsewhere = wish.office is None and not wish.demo and running.others(home)
    # First said, then looked: of a setup and a start at the same moment, one sees the other.
    presence = running.Running(home)
    try:
        if running.installing():
            raise BeingInstalledProblem
        if wish.file is not None and elsewhere:
            return _hand_over(wish.file, home)
        return _sign_in(app, looks, wish, home)
    except Problem as problem:
        dialogs.inform(None, sentence(problem), title="Không mở được")
        return 3
    finally:
        presence.stop()


def _hand_over(file: Path, home: Path) -> int:
    """Have a file shown by the window that is open, and end."""
    opened: Any = importlib.import_module(_OPENED)
    if not opened.hand_over(file, home):
        dialogs.inform(None, _LATER.format(file.name), title="Chương trình đang mở")
    return 0


def _sign_in(app: QApplication, looks: Looks, wish: Wish, home: Path) -> int:
    collector = Collector()
    desk = Entrance(wish, home / "offices", _demo).desk()
    if desk is None:
        return 0
    try:
        code = _work(app, looks, desk, wish)
    finally:
        collector.stop()
        office("opening").close_office(desk)
    # A setup waits for the end of this process, which comes while others still see that it runs.
    if process.AT_END.carry_out():
        process.end()
    return code


def _work(app: QApplication, looks: Looks, desk: SignedIn, wish: Wish) -> int:
    # Loaded beside the sign-in while the password was typed.
    building = late("building")
    window = building.make_window(desk, looks)
    window.show()
    if wish.locked == desk.actor.account:
        window.go_to_place(settings.load().place)
    settings.change(place="", account=desk.actor.account)
    session: list[Any] = []

    def after_first_picture() -> None:
        # What only writing needs is loaded while nobody waits for it; so is what goes on beside.
        importlib.import_module(_WRITER)
        session.append(importlib.import_module(_SESSION).Session(window, desk))
        opened: Any = importlib.import_module(_OPENED)
        session.append(opened.OpenedFiles(window, places.data_folder(), wish.file))

    QTimer.singleShot(0, window, after_first_picture)
    code: int = building.run_window(app, window, session)
    return code


def _wish(arguments: Sequence[str]) -> Wish:
    reader = argparse.ArgumentParser(prog="tcxd")
    reader.add_argument("--demo", action="store_true", help="mở văn phòng mẫu")
    reader.add_argument("--office", type=Path, metavar="VĂN_PHÒNG", help="thư mục dữ liệu")
    reader.add_argument("--user", default="", metavar="TÊN", help="người đăng nhập")
    reader.add_argument("--locked", type=int, default=0, metavar="SỐ", help=argparse.SUPPRESS)
    reader.add_argument("--open", type=Path, metavar="TỆP", help="tệp mở sau khi đăng nhập")
    options = reader.parse_args(list(arguments))
    return Wish(options.office, options.user, options.locked, options.demo, options.open)


def _blind() -> bool:
    """Tell whether there is no screen to open a window on; Qt itself would abort the process."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens)


def _demo() -> tuple[Path, str]:
    """Return the fictional office of this user, made the first time, and its password in words."""
    folder = places.data_folder() / DEMO
    # The people in it never lived, so its password may lie beside it.
    note = places.data_folder() / "demo-password.txt"
    password = os.environ.get(process.PASSWORD)
    if not (folder / "office.db").is_file():
        password = password or secrets.token_urlsafe(6)
        desk: SignedIn = office("demo").make_demo(folder, password)
        office("files").write_file(note, password.encode())
        office("opening").close_office(desk)
    elif password is None and note.is_file():
        password = note.read_text(encoding="utf-8")
    shown = password or "như khi tạo"
    print(f"Văn phòng mẫu: {folder}\nMật khẩu: {shown}")  # noqa: T201 - decisions 6
    return folder, f"Văn phòng mẫu, mọi người đều hư cấu. Mật khẩu: {shown}"


def _logger() -> Callable[[str], None]:
    """Return what writes a line to the log; its file is opened with the first one."""

    @lru_cache(maxsize=1)
    def log() -> logging.Logger:
        # Most days there is nothing to write, and what turns files over takes its time to load.
        handlers: Any = importlib.import_module("logging.handlers")
        folder = places.data_folder() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        handler = handlers.RotatingFileHandler(
            folder / "tcxd.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        made = logging.getLogger("tcxd")
        made.addHandler(handler)
        return made

    return lambda line: log().error(line)
