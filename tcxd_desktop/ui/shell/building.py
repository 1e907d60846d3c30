"""Putting the window together: the pages by name, what the search box finds of them."""

import importlib
from collections.abc import Callable, Sequence
from typing import Protocol

import shiboken6
from PySide6.QtWidgets import QApplication

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import clipboard
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Page, PageEntry
from tcxd_desktop.ui.duplicates import offers as duplicates_offers
from tcxd_desktop.ui.exports import offers as exports_offers
from tcxd_desktop.ui.help import offers as help_offers
from tcxd_desktop.ui.imports import offers as imports_offers
from tcxd_desktop.ui.reconciliation import offers as reconciliation_offers
from tcxd_desktop.ui.rules import offers as rules_offers
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.transfers import offers as transfers_offers

PAGES: tuple[tuple[str, str, str, str, str, str, Permission | None], ...] = (
    ("today", "Việc hôm nay", "calendar", "", "today.page", "TodayPage", None),
    ("people", "Đảng viên", "users", "Hồ sơ", "people.workspace", "PeopleWorkspace", None),
    ("units", "Tổ chức đảng", "network", "Hồ sơ", "units.page", "UnitsPage", None),
    ("supplements", "Phiếu bổ sung", "file-plus-2", "Hồ sơ", "supplements.page",
     "SupplementsPage", None),
    ("numbers", "Số lý lịch", "hash", "Hồ sơ", "numbers.page", "NumbersPage", None),
    ("meetings", "Sinh hoạt chi bộ", "calendar-check", "Sinh hoạt", "meetings.workspace",
     "MeetingsWorkspace", None),
    ("transfers", "Chuyển sinh hoạt", "arrow-right-left", "Sinh hoạt", "transfers.workspace",
     "TransfersWorkspace", Permission.VIEW),
    ("summaries", "Tổng hợp, xếp loại", "chart-column", "Sinh hoạt", "meetings.summaries_page",
     "SummariesPage", None),
    ("assignments", "Phân công, nề nếp", "user-check", "Sinh hoạt", "meetings.assignments_page",
     "AssignmentsPage", None),
    ("templates", "Mẫu chấm điểm", "list-checks", "Sinh hoạt", "templates.workspace",
     "TemplatesWorkspace", None),
    ("imports", "Nhập Excel", "upload", "Trao đổi dữ liệu", "imports.workspace",
     "ImportsWorkspace", Permission.IMPORT),
    ("reconciliation", "Đối chiếu", "columns-3", "Trao đổi dữ liệu", "reconciliation.workspace",
     "ReconciliationWorkspace", Permission.VIEW),
    ("exports", "Xuất Excel", "download", "Trao đổi dữ liệu", "exports.workspace",
     "ExportsWorkspace", Permission.EXPORT),
    ("duplicates", "Hồ sơ trùng", "copy", "Trao đổi dữ liệu", "duplicates.workspace",
     "DuplicatesWorkspace", None),
    ("backups", "Sao lưu", "archive", "An toàn", "safety.backups_page", "BackupsPage",
     Permission.BACKUP),
    ("accounts", "Người dùng và khóa", "lock", "An toàn", "safety.accounts_page",
     "AccountsPage", Permission.ACCOUNTS),
    ("book", "Sổ truy cập", "book-open", "An toàn", "safety.book_page", "BookPage",
     Permission.BOOK),
    ("data", "Dữ liệu cá nhân", "user", "An toàn", "safety.data_page", "DataPage",
     Permission.EDIT),
    ("rules", "Quy định, lịch", "settings", "Thiết lập", "rules.page", "RulesPage", None),
    ("help", "Hướng dẫn", "circle-help", "Thiết lập", "help.page", "HelpPage", None),
)  # fmt: skip
"""Key, name, icon, group, module, class and permission of every page, in the navigation's order.

A page whose permission the user lacks stands greyed in the navigation, with the reason."""

_TOPICS: dict[str, Callable[[], Sequence[str]]] = {
    "transfers": transfers_offers.topics,
    "imports": imports_offers.topics,
    "reconciliation": reconciliation_offers.topics,
    "exports": exports_offers.topics,
    "duplicates": duplicates_offers.topics,
    "rules": rules_offers.topics,
    "help": help_offers.topics,
}
"""What the search box finds of pages that are not built yet."""

_GREETING = PAGES[0]
"""The page the window opens with: the day's duties, not what was shown last."""


def entries(desk: Desk, jobs: Jobs, changes: Changes) -> list[PageEntry]:
    """Return the pages; the module of each is loaded when it is first shown."""

    def building(module: str, name: str) -> Callable[[], Page]:
        def build() -> Page:
            page = getattr(importlib.import_module(f"tcxd_desktop.ui.{module}"), name)
            made: Page = page(desk, jobs, changes)
            return made

        return build

    return [
        PageEntry(
            key,
            title,
            picture,
            group,
            building(module, name),
            permission,
            _TOPICS.get(key, tuple),
            greets=key == _GREETING[0],
        )
        for key, title, picture, group, module, name, permission in PAGES
    ]


def load_first_page() -> None:
    """Load what the page that greets is made of; it can be done while nobody waits for it."""
    importlib.import_module(f"tcxd_desktop.ui.{_GREETING[4]}")
    importlib.import_module("tcxd_desktop.office.due").load_suppliers()


def make_window(desk: Desk, looks: Looks) -> MainWindow:
    """Return the main window of an open office, not yet shown."""
    jobs = Jobs()
    changes = Changes(desk.on_written)
    return MainWindow(desk, jobs, changes, entries(desk, jobs, changes), looks)


class Beside(Protocol):
    """Việc chạy bên cạnh: something that has to end before the window goes."""

    def stop(self) -> None:
        """End it."""


def run_window(app: QApplication, window: MainWindow, beside: Sequence[Beside] = ()) -> int:
    """Run until the window is closed and return the exit code; ``beside`` is stopped first."""
    try:
        return app.exec()
    finally:
        for one in beside:
            one.stop()
        take_down(window)


def take_down(window: MainWindow) -> None:
    """Destroy the window now, before the office is closed and the application ends.

    Left to the interpreter it may go after the application; it is hidden first, because its event
    filters may not be called half destroyed. Both end the process with a crash.
    """
    window.stop()
    window.hide()
    shiboken6.delete(window)
    clipboard.clear_own()
