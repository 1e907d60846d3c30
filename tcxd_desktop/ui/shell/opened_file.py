"""A file opened from outside: shown on the page that takes its kind, in the window that is open.

The Explorer starts the program anew for every file. Where a window of this user is open already,
the new process leaves a request in a folder the window watches, and ends. A request names a file
and nothing more: the page reads it as if the user had chosen it there, shows it first, and writes
only at the user's word.
"""

import contextlib
import json
import os
import secrets
import time
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.opened_errors import UnknownFileProblem
from tcxd_desktop.office import files
from tcxd_desktop.ui.shell import running
from tcxd_desktop.ui.shell.late import late

FOLDER = "mo-tep"
"""Where requests lie, in the user's data folder."""
PACK = ".capnhat"
PAGE_OF = {
    ".phieu": "transfers",
    ".goi": "transfers",
    ".bien-nhan": "transfers",
    ".the": "transfers",
}
"""Ending of a file to the page that takes it; the setup tells Windows of these and of packs."""
_ENDING, _TAKEN = ".yeu-cau", ".nhan"
_OLD = 600.0
"""Seconds after which a request nobody took is none any more: its sender has long gone on."""
_MOST = 65_536
"""Bytes of a request; a path has at most half of that."""
_PATIENCE, _WAIT = 2.0, 0.05
_AGAIN_MS = 400


class Window(Protocol):
    """Cửa sổ chính, as far as files are concerned."""

    notice: Any

    def show_page(self, key: str) -> Any:
        """Show a page and return it."""


def hand_over(file: Path, folder: Path) -> bool:
    """Leave a request for the window that is open; tell whether it was taken at once.

    A window that waits for a password takes it after the sign-in.

    Args:
        file: the file to open.
        folder: the user's data folder.

    Raises:
        BadPlaceProblem, ReadOnlyProblem, DiskFullProblem: it cannot be written.
    """
    box = folder / FOLDER
    files.make_folder(box)
    request = box / f"{time.time_ns()}-{secrets.token_hex(4)}{_ENDING}"
    files.write_file(request, json.dumps({"file": str(file.absolute())}).encode())
    running.let_come_forward()
    end = time.monotonic() + _PATIENCE
    while request.exists() and time.monotonic() < end:
        time.sleep(_WAIT)
    return not request.exists()


def show(window: Window, file: Path) -> None:
    """Show a file on the page that takes its kind; a problem is said in the window's notice."""
    ending = file.suffix.lower()
    try:
        if ending == PACK:
            late("updating").open_file(window, file)
        elif ending in PAGE_OF:
            window.show_page(PAGE_OF[ending]).open_file(file)
        else:
            raise UnknownFileProblem(file.name)
    except Problem as problem:
        window.notice.show_problem(problem)


class OpenedFiles(QObject):
    """Các tệp mở từ ngoài: shows the file the program was started with, and those handed over.

    While a dialog is open or a page works they wait: nothing may change behind it.
    """

    def __init__(self, window: Any, folder: Path, first: Path | None = None) -> None:
        """Begin to watch; ``folder`` is the user's data folder, ``first`` is shown at once."""
        super().__init__(window)
        self._window = window
        self._box = folder / FOLDER
        self._waiting: list[Path] = [] if first is None else [first.absolute()]
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._show_next)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        with contextlib.suppress(Problem):
            files.make_folder(self._box)
            self._watcher.addPath(str(self._box))
        self._on_changed()

    def stop(self) -> None:
        """Watch no more; what still waits is left."""
        self._again.stop()
        self._watcher.directoryChanged.disconnect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        """Take the requests that lie there."""
        came = _taken(self._box)
        self._waiting += came
        if came:
            _bring_forward(self._window)
        if self._waiting:
            self._show_next()

    @Slot()
    def _show_next(self) -> None:
        if not (self._window.working or _asking()):
            self._again.stop()
            # Reading may open a dialog: what comes meanwhile waits in its turn.
            waiting, self._waiting = self._waiting, []
            if waiting:
                show(self._window, waiting[0])
            self._waiting = waiting[1:] + self._waiting
        if self._waiting:
            self._again.start()


def _asking() -> bool:
    """Tell whether a dialog or a menu waits for the user."""
    return bool(QApplication.activeModalWidget() or QApplication.activePopupWidget())


def _taken(box: Path) -> list[Path]:
    """Return the files of the requests in ``box``, oldest first; each is taken by one window."""
    found = []
    with contextlib.suppress(OSError):
        for request in sorted(box.iterdir()):
            if request.suffix == _ENDING:
                file = _take(request)
                if file is not None:
                    found.append(file)
            elif request.suffix == _TAKEN and _age(request) > _OLD:
                request.unlink(missing_ok=True)  # a window died over it
    return found


def _take(request: Path) -> Path | None:
    mine = request.with_name(f"{request.stem}-{os.getpid()}{_TAKEN}")
    try:
        old = _age(request) > _OLD
        request.rename(mine)  # two windows look at once: one of them gets it
        with mine.open("rb") as opened:
            told = json.loads(opened.read(_MOST))
        mine.unlink()
        file = Path(told["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if old or not file.is_absolute() else file


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _bring_forward(window: Any) -> None:
    """Show the window where it was put away, and have it in front."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
