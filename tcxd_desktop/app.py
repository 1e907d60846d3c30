"""Where the program is put together: places, look, office, window."""

import argparse
import importlib
import logging
import logging.handlers
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tcxd_desktop import places
from tcxd_desktop.domain.errors import NoDisplayProblem, Problem
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, errors, settings
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.shell import process
from tcxd_desktop.ui.shell.building import Beside, make_app, make_window, run_window
from tcxd_desktop.ui.shell.entrance import DEMO, Entrance, Wish
from tcxd_desktop.wording.problems import sentence

_WRITER = "tcxd_desktop.storage.writer"
_SESSION = "tcxd_desktop.ui.shell.session"


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
    collector = Collector()
    try:
        desk = Entrance(wish, places.data_folder() / "offices", _demo).desk()
    except Problem as problem:
        dialogs.inform(None, sentence(problem), title="Không mở được")
        return 3
    if desk is None:
        return 0
    try:
        return _work(app, looks, desk, wish)
    finally:
        collector.stop()
        opening.close_office(desk)


def _work(app: QApplication, looks: Looks, desk: Desk, wish: Wish) -> int:
    window = make_window(desk, looks)
    window.show()
    if wish.locked == desk.actor.account:
        window.go_to_place(settings.load().place)
    settings.change(place="", account=desk.actor.account)
    session: list[Beside] = []

    def after_first_picture() -> None:
        # What only writing needs is loaded while nobody waits for it; so is what goes on beside.
        importlib.import_module(_WRITER)
        session.append(importlib.import_module(_SESSION).Session(window, desk))

    QTimer.singleShot(0, window, after_first_picture)
    return run_window(app, window, session)


def _wish(arguments: Sequence[str]) -> Wish:
    reader = argparse.ArgumentParser(prog="tcxd")
    reader.add_argument("--demo", action="store_true", help="mở văn phòng mẫu")
    reader.add_argument("--office", type=Path, metavar="VĂN_PHÒNG", help="thư mục dữ liệu")
    reader.add_argument("--user", default="", metavar="TÊN", help="người đăng nhập")
    reader.add_argument("--locked", type=int, default=0, metavar="SỐ", help=argparse.SUPPRESS)
    options = reader.parse_args(list(arguments))
    return Wish(options.office, options.user, options.locked, options.demo)


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
        made = importlib.import_module("tcxd_desktop.office.demo")
        desk: Desk = made.make_demo(folder, password)
        write_file(note, password.encode())
        opening.close_office(desk)
    elif password is None and note.is_file():
        password = note.read_text(encoding="utf-8")
    shown = password or "như khi tạo"
    print(f"Văn phòng mẫu: {folder}\nMật khẩu: {shown}")  # noqa: T201 - decisions 6
    return folder, f"Văn phòng mẫu, mọi người đều hư cấu. Mật khẩu: {shown}"


def _logger() -> Callable[[str], None]:
    folder = places.data_folder() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "tcxd.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("tcxd")
    log.addHandler(handler)
    return log.error
