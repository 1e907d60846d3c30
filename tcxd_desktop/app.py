"""Where the program is put together: places, look, office, window."""

import argparse
import importlib
import logging
import logging.handlers
import os
import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from tcxd_desktop import places
from tcxd_desktop.domain.errors import NoDisplayProblem, Problem
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.founding import found_office
from tcxd_desktop.ui.common import dialogs, errors
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.shell.building import FIRST_PAGE, make_app, make_window, run_window
from tcxd_desktop.ui.shell.start import StartDialog
from tcxd_desktop.ui.shell.unlock import UnlockDialog
from tcxd_desktop.wording.problems import sentence

_WRITER = "tcxd_desktop.storage.writer"


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code."""
    reader = argparse.ArgumentParser(prog="tcxd")
    reader.add_argument("--demo", action="store_true", help="mở văn phòng mẫu")
    reader.add_argument("--office", type=Path, metavar="VĂN_PHÒNG", help="thư mục dữ liệu")
    options = reader.parse_args(list(arguments))
    if _blind():
        print(sentence(NoDisplayProblem()), file=sys.stderr)  # noqa: T201 - nowhere else to say it
        return 3
    app, looks = make_app()
    errors.install_hook(_logger())
    collector = Collector()
    try:
        desk = _desk(options.office, demo=options.demo)
    except Problem as problem:
        dialogs.inform(None, sentence(problem), title="Không mở được")
        return 3
    if desk is None:
        return 0
    try:
        window = make_window(desk, looks)
        window.show()
        # After the first picture: what only writing needs is loaded while nobody waits for it.
        QTimer.singleShot(0, window, lambda: importlib.import_module(_WRITER))
        return run_window(app, window)
    finally:
        collector.stop()
        opening.close_office(desk)


def _blind() -> bool:
    """Tell whether there is no screen to open a window on; Qt itself would abort the process."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens)


def _desk(office: Path | None, *, demo: bool) -> Desk | None:
    if demo:
        return _demo()
    home = places.data_folder() / "offices"
    known = [office] if office else sorted(path.parent for path in home.glob("*/office.db"))
    if len(known) == 1:
        return _unlock(known[0])
    start = StartDialog(known, home, found_office)
    if not start.exec():
        return None
    if start.demo:
        return _demo()
    return start.desk if start.folder is None else _unlock(start.folder)


def _unlock(folder: Path, hint: str = "") -> Desk | None:
    given = os.environ.get("TCXD_PASSWORD")
    if given is not None:
        return opening.open_office(folder, given)
    # While the password is typed, what the first page needs is loaded beside it.
    threading.Thread(target=importlib.import_module, args=(FIRST_PAGE,), daemon=True).start()
    dialog = UnlockDialog(folder, opening.open_office)
    if hint:
        dialog.say(hint).setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return dialog.desk if dialog.exec() else None


def _demo() -> Desk | None:
    """Open the fictional office of this user, making it the first time."""
    folder = places.data_folder() / "demo"
    # The people in it never lived, so its password may lie beside it.
    note = places.data_folder() / "demo-password.txt"
    password = os.environ.get("TCXD_PASSWORD")
    if not (folder / "office.db").is_file():
        password = password or secrets.token_urlsafe(6)
        made = importlib.import_module("tcxd_desktop.office.demo")
        desk: Desk = made.make_demo(folder, password)
        note.write_text(password, encoding="utf-8")
        opening.close_office(desk)
    elif password is None and note.is_file():
        password = note.read_text(encoding="utf-8")
    shown = password or "như khi tạo"
    print(f"Văn phòng mẫu: {folder}\nMật khẩu: {shown}")  # noqa: T201 - decisions 6
    return _unlock(folder, f"Văn phòng mẫu, mọi người đều hư cấu. Mật khẩu: {shown}")


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
