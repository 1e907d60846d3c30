"""The menus of the member list: what can be done with the list, and with one line of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMenu

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.people.list_panel import ListPanel
from tcxd_desktop.ui.people.saved_filters import FilterMenu


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page does when an entry is chosen."""

    print_papers: Callable[[], object]
    export_shown: Callable[[], object]
    export_central: Callable[[], object]
    void_current: Callable[[], object]


class MoreMenu(QMenu):
    """Saved filters, columns, numbers in full, copies, files, withdrawing a record."""

    def __init__(self, desk: Desk, panel: ListPanel, ways: Ways) -> None:
        """Serve the list ``panel``."""
        super().__init__(panel)
        self._panel = panel
        self.filters = FilterMenu(desk, panel, self)
        self.addMenu(self.filters)
        self.columns = self.addMenu(icons.icon("columns-3"), "Chọn cột")
        self.columns.aboutToShow.connect(self._fill_columns)
        self.reveal = self.addAction("Hiện đủ số thẻ, số căn cước")
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._on_reveal)
        self.addAction(icons.icon("copy"), "Chép các dòng đã chọn\tCtrl+C", panel.table.copy)
        self.addSeparator()
        shown = self.addAction(
            icons.icon("download"), "Xuất Excel các cột đang hiện…", ways.export_shown
        )
        central = self.addAction("Xuất Excel đủ cột của cấp trên…", ways.export_central)
        self.exports = (shown, central)
        self.addSeparator()
        self.void = self.addAction("Hủy bản ghi tạo nhầm…", ways.void_current)
        for action in self.exports:
            allow(action, desk, Permission.EXPORT)
        allow(self.void, desk, Permission.VOID)

    @Slot()
    def _fill_columns(self) -> None:
        self.columns.clear()
        chooser = self._panel.table.column_menu()
        chooser.setParent(self.columns, chooser.windowFlags())
        self.columns.addActions(chooser.actions())

    @Slot(bool)
    def _on_reveal(self, on: bool) -> None:  # noqa: FBT001 - a slot of QAction.toggled
        self._panel.set_revealed(on=on)


class LineMenu(QMenu):
    """What can be done with the line under the cursor."""

    def __init__(
        self,
        desk: Desk,
        panel: ListPanel,
        ways: Ways,
        open_dossier: Callable[[], object],
    ) -> None:
        """Offer it; whoever shows the menu may put further entries before ``void``."""
        super().__init__(panel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction("Mở hồ sơ\tEnter", open_dossier)
        papers = self.addAction(icons.icon("printer"), "In…\tCtrl+P", ways.print_papers)
        allow(papers, desk, Permission.PRINT)
        self.addAction(icons.icon("copy"), "Chép\tCtrl+C", panel.table.copy)
        self.end = self.addSeparator()
        void = self.addAction("Hủy bản ghi tạo nhầm…", ways.void_current)
        allow(void, desk, Permission.VOID)
