"""Putting the window together: the application in its look, the pages by name."""

import importlib
import sys
from collections.abc import Callable

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import vietnamese
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Page, PageEntry
from tcxd_desktop.ui.shell.window import MainWindow

PAGES = (
    ("people", "Đảng viên", "users", "Hồ sơ", "people.workspace", "PeopleWorkspace"),
    ("units", "Tổ chức đảng", "network", "Hồ sơ", "units.page", "UnitsPage"),
    ("supplements", "Phiếu bổ sung", "file-plus-2", "Hồ sơ", "supplements.page",
     "SupplementsPage"),
    ("numbers", "Số lý lịch", "hash", "Hồ sơ", "numbers.page", "NumbersPage"),
)  # fmt: skip
"""Key, name, icon, group, module and class of every page, in the order of the navigation."""

FIRST_PAGE = f"tcxd_desktop.ui.{PAGES[0][4]}"
"""Module of the page the window opens with."""


def entries(desk: Desk, jobs: Jobs, changes: Changes) -> list[PageEntry]:
    """Return the pages; the module of each is loaded when it is first shown."""

    def building(module: str, name: str) -> Callable[[], Page]:
        def build() -> Page:
            page = getattr(importlib.import_module(f"tcxd_desktop.ui.{module}"), name)
            made: Page = page(desk, jobs, changes)
            return made

        return build

    return [
        PageEntry(key, title, picture, group, building(module, name))
        for key, title, picture, group, module, name in PAGES
    ]


def make_app() -> tuple[QApplication, Looks]:
    """Return the application in its look and language; the one there is, if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("TCXD")
    app.setApplicationDisplayName("Sổ công tác Đảng")
    vietnamese.install(app)
    return app, Looks(app)


def make_window(desk: Desk, looks: Looks) -> MainWindow:
    """Return the main window of an open office, not yet shown."""
    jobs = Jobs()
    changes = Changes(desk.on_written)
    return MainWindow(desk, jobs, changes, entries(desk, jobs, changes), looks)


def run_window(app: QApplication, window: MainWindow) -> int:
    """Run until the window is closed and return the exit code."""
    try:
        return app.exec()
    finally:
        take_down(window)


def take_down(window: MainWindow) -> None:
    """Destroy the window now, before the office is closed and the application ends.

    Left to the interpreter it may go after the application; it is hidden first, because its event
    filters may not be called half destroyed. Both end the process with a crash.
    """
    window.stop()
    window.hide()
    shiboken6.delete(window)
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        # People copied are not left behind (security.md 4.10); and Qt would free them after Python.
        clipboard.clear()
