"""The menu of filters saved by name; the name becomes the title of the printed list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import SavedFilter
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.people.conditions import cleared
from tcxd_desktop.ui.people.list_panel import ListPanel


class FilterMenu(QMenu):
    """Fills itself when it is opened."""

    def __init__(self, desk: Desk, panel: ListPanel, parent: QWidget) -> None:
        """Serve the list ``panel``."""
        super().__init__("Bộ lọc đã lưu", parent)
        self.setIcon(icons.icon("filter"))
        self._desk, self._panel = desk, panel
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Offer what is saved, to save what is in force, and to drop."""
        self.clear()
        saved = people.saved_filters(self._desk)
        for found in saved:
            action = self.addAction(found.name, self._user(found))
            action.setCheckable(True)
            action.setChecked(found.name == self._panel.filter_name)
        if not saved:
            self.addAction("Chưa lưu bộ lọc nào").setEnabled(False)
        self.addSeparator()
        keep = self.addAction(icons.icon("save"), "Lưu bộ lọc đang dùng…", self.keep)
        allow(keep, self._desk, Permission.PRINT)
        self.addAction("Bỏ hết điều kiện", self.drop_conditions)
        if saved:
            gone = self.addMenu(icons.icon("trash-2"), "Xóa bộ lọc")
            allow(gone.menuAction(), self._desk, Permission.PRINT)
            for found in saved:
                gone.addAction(found.name, self._dropper(found.name))

    def use(self, saved: SavedFilter) -> None:
        """Put a saved filter in force."""
        if saved.columns:
            self._panel.show_columns(saved.columns)
        self._panel.set_query(saved.query, name=saved.name)

    @Slot()
    def keep(self) -> None:
        """Ask for a name and save what is in force."""
        name = dialogs.ask_text(
            self._panel,
            "Lưu bộ lọc",
            "Tên bộ lọc (sẽ là tên của danh sách khi in)",
            text=self._panel.filter_name,
            main="Lưu bộ lọc",
        )
        if name:
            self.keep_as(name)

    def keep_as(self, name: str) -> None:
        """Save what is in force under ``name``."""
        panel = self._panel
        query = replace(panel.query, text="", ids=(), columns=())
        people.save_filter(self._desk, SavedFilter(name, query, panel.columns()))
        panel.set_query(panel.query, name=name)
        panel.notice.say(f"Đã lưu bộ lọc “{name}”.", "ok")

    @Slot()
    def drop_conditions(self) -> None:
        """Take every condition away."""
        self._panel.set_query(cleared(self._panel.query))

    def _user(self, saved: SavedFilter) -> Callable[[], None]:
        def use() -> None:
            self.use(saved)

        return use

    def _dropper(self, name: str) -> Callable[[], None]:
        def drop() -> None:
            people.drop_filter(self._desk, name)
            if self._panel.filter_name == name:
                self._panel.set_query(self._panel.query)

        return drop
