"""The page Đảng viên: organisation tree, list of members, one member at a glance."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import exports, files, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.detail_panel import DetailPanel
from tcxd_desktop.ui.people.detail_tabs import MEMBER_FORM
from tcxd_desktop.ui.people.filter_dialog import FilterDialog
from tcxd_desktop.ui.people.list_menu import LineMenu, MoreMenu, Ways
from tcxd_desktop.ui.people.list_panel import ListPanel
from tcxd_desktop.ui.people.new_person_dialog import NewPersonDialog
from tcxd_desktop.ui.people.print_dialog import Offered, PrintDialog
from tcxd_desktop.ui.people.tree_panel import TreePanel
from tcxd_desktop.ui.people.void_dialog import VoidDialog
from tcxd_desktop.wording.formats import show_number

VIEW, EDIT, VOID, IMPORT, EXPORT, PRINT = (
    Permission.VIEW, Permission.EDIT, Permission.VOID, Permission.IMPORT, Permission.EXPORT,
    Permission.PRINT,
)  # fmt: skip
_TREE, _LIST, _DETAIL = 186, 490, 336
_LIST_AT_LEAST, _DETAIL_AT_LEAST = 390, 280
_LIST_WHOLE = 630
"""Width at which the usual columns are all seen."""


class PeoplePage(LivePage):
    """Tree | list | detail. It writes nothing itself: its dialogs and the editor do."""

    title = "Đảng viên"
    icon = "users"
    subjects = frozenset({"person", "unit", "number", "supplement", "office"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the three panels; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._tree_wanted = False
        self._sharing = ""
        self._tree_day = ""
        self.tree = TreePanel(desk)
        self.list = ListPanel(desk, jobs)
        self.detail = DetailPanel(desk, jobs)
        self._build()
        self._offer()
        self._connect()

    def refresh(self) -> None:
        """Read tree and list again."""
        super().refresh()
        self._read_tree()
        self.list.reload()

    def search(self, text: str) -> None:
        """Show everybody the text finds, also those who have left."""
        self.list.set_query(PeopleQuery(text=text, leavings=()))
        self.list.table.setFocus()

    def show_person(self, person_id: int) -> None:
        """Put the cursor on somebody, widening the list where it does not hold them."""
        self.fill()
        if not self.list.show_person(person_id):
            self.list.set_query(PeopleQuery(leavings=(), as_at=self.list.query.as_at))
            self.list.show_person(person_id)

    def point_at(self, person_id: int) -> None:
        """Put the cursor on somebody where the list holds them."""
        self.list.table.select(person_id)

    def open_person(self, person_id: int) -> None:
        """Show somebody in the list; the editor is opened by who holds this page."""
        self.show_person(person_id)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer to this account."""
        offers = (
            (EDIT, Offer("Thêm đảng viên", self.add_person, "plus")),
            (PRINT, Offer("In phiếu, danh sách đảng viên", self.print_papers, "printer")),
            (EXPORT, Offer("Xuất danh sách đảng viên ra Excel", self.export_shown, "download")),
            (VIEW, Offer("Lọc danh sách đảng viên", self.choose_conditions, "filter")),
        )
        return tuple(offer for permission, offer in offers if self._desk.actor.may(permission))

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at and was written since; the list has the keyboard."""
        super().showEvent(event)
        self.list.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room: the tree gives way first, then the detail."""
        super().resizeEvent(event)
        self._share_room()

    @Slot()
    def add_person(self) -> None:
        """Ask for a new member; go on to the dossier."""
        if not self._may(EDIT):
            return
        given = self._given()
        inside = self.list.query.unit_id in {node.unit.id for node in given}
        dialog = NewPersonDialog(
            self._desk,
            replace(self._sources(), units=given),
            self._jobs,
            self,
            unit_id=self.list.query.unit_id if inside else None,
        )
        if not dialog.exec():
            return
        if dialog.existing is not None:
            self.person_wanted.emit(dialog.existing)
        elif dialog.created is not None:
            self._say(f"Đã thêm {dialog.created.birth_name}.", "ok")
            self.show_person(dialog.created.id)
            if dialog.open_after.isChecked():
                self.person_wanted.emit(dialog.created.id)

    @Slot()
    def import_list(self) -> None:
        """Ask for the page where lists are taken in."""
        if self._may(IMPORT):
            self.page_wanted.emit("imports")

    @Slot()
    def print_papers(self) -> None:
        """Choose papers for the list or the selection and preview them."""
        if not self._may(PRINT) or self.list.refused:
            return
        selected = tuple(self.list.table.selected_records())
        dialog = PrintDialog(self._desk, self._sources(), self._offered(selected), self)
        if dialog.exec() and dialog.job is not None:
            self._print(dialog.job, dialog.named)

    @Slot(int)
    def print_member(self, person_id: int) -> None:
        """Preview one member's phiếu at once."""
        if not self._may(PRINT):
            return
        line = self.list.table.current_record()
        named = line.name if line is not None and line.id == person_id else ""
        self._print(PrintJob(form=MEMBER_FORM, person_ids=(person_id,)), named)

    @Slot()
    def choose_conditions(self) -> None:
        """Open the dialog with all conditions."""
        dialog = FilterDialog(
            self.list.query,
            self._sources(),
            lambda query: people.count(self._desk, query),
            self,
            sealed=self._desk.actor.sealed,
        )
        if dialog.exec():
            self.list.set_query(dialog.query)

    @Slot()
    def export_shown(self) -> None:
        """Write the list to xlsx with the columns it shows."""
        self._export(self.list.columns())

    @Slot()
    def export_central(self) -> None:
        """Write the list to xlsx with the columns of the upper system."""
        self._export(())

    def export_to(self, path: Path, query: PeopleQuery, columns: tuple[str, ...]) -> None:
        """Write the people of ``query`` to a file, in the worker."""
        desk = self._desk

        def work(_progress: Progress) -> Path:
            data = exports.members_xlsx(desk, query, columns, file_name=path.name)
            files.write_file(path, data)
            return path

        self._jobs.run(
            work,
            done=self._on_exported,
            failed=self.list.notice.show_problem,
            title="Đang xuất Excel…",
        )

    def void(self, line: PersonLine) -> None:
        """Ask why a record is withdrawn, and withdraw it."""
        if self._may(VOID) and VoidDialog(self._desk, line, self).exec():
            self._say(f"Đã hủy bản ghi {line.name}.", "ok")

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for panel in (self.tree, self.list, self.detail):
            self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.menu = MoreMenu(self._desk, self.list, self._ways())
        self.saved_menu, self.reveal = self.menu.filters, self.menu.reveal
        self.list.header.more_button.setMenu(self.menu)
        begin_at(self, self.list)

    def _connect(self) -> None:
        self.tree.unit_chosen.connect(self._on_unit)
        self.list.opened.connect(self.person_wanted)
        self.list.current_changed.connect(self._on_current)
        self.list.query_changed.connect(self._on_query)
        self.list.new_wanted.connect(self.add_person)
        self.list.import_wanted.connect(self.import_list)
        self.list.menu_wanted.connect(self._on_menu)
        self.list.header.print_button.clicked.connect(self.print_papers)
        self.list.header.tree_button.clicked.connect(self._on_tree_button)
        self.list.bar.more_wanted.connect(self.choose_conditions)
        self.list.bar.unit.clicked.connect(self._on_whole_office)
        self.detail.open_wanted.connect(self.person_wanted)
        self.detail.print_wanted.connect(self.print_member)
        self.detail.transfer_wanted.connect(self.transfer_wanted)
        for keys, slot in (
            ("Ctrl+N", self.add_person),
            ("F3", self._on_find),
            ("Ctrl+F", self._on_find),
            ("Ctrl+P", self.print_papers),
            ("Ctrl+L", self.choose_conditions),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _ways(self) -> Ways:
        return Ways(self.print_papers, self.export_shown, self.export_central, self._on_void)

    def _offer(self) -> None:
        header = self.list.header
        for button, permission in (
            (header.new_button, EDIT),
            (header.import_button, IMPORT),
            (header.print_button, PRINT),
        ):
            allow(button, self._desk, permission)

    def _may(self, permission: Permission) -> bool:
        return told(self.list.notice, self._desk, permission)

    def _given(self) -> list[UnitNode]:
        """Return the organisations the account was given."""
        return [node for node in self.tree.nodes if node.counted is not None]

    def _sources(self) -> Sources:
        return Sources(self._desk.today(), self._desk.codes, self.tree.nodes)

    def _offered(self, selected: tuple[PersonLine, ...]) -> Offered:
        count = people.count(self._desk, self.list.query)
        return Offered(self.list.query, count, selected, self.list.columns(), self.list.filter_name)

    def _print(self, job: PrintJob, named: str) -> None:
        print_job(self, self._desk, self._jobs, job, named=named, failed=self._on_not_printed)

    def _on_not_printed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.list.notice.show_problem(problem)

    def _export(self, columns: tuple[str, ...]) -> None:
        if not self._may(EXPORT) or self.list.refused:
            return
        name = self.list.filter_name or "Danh sách đảng viên"
        path = dialogs.save_file(self, "Xuất Excel", f"{name}.xlsx", dialogs.XLSX)
        if path is None:
            return
        query = self.list.query
        ids = tuple(line.id for line in self.list.table.selected_records())
        if len(ids) > 1 and self._only_chosen(len(ids)):
            query = replace(query, ids=ids)
        self.export_to(path, query, columns)

    def _only_chosen(self, count: int) -> bool:
        whole = show_number(people.count(self._desk, self.list.query))
        answer = dialogs.choose(
            self,
            f"Đang chọn {count} người. Xuất những người này hay cả danh sách?",
            [("chosen", f"Chỉ {count} người"), ("all", f"Cả {whole} người")],
            title="Xuất Excel",
        )
        return answer == "chosen"

    def _say(self, text: str, tone: str) -> None:
        self.list.notice.say(text, tone)

    def _read_tree(self) -> None:
        self._tree_day = self.list.query.as_at
        self.tree.refresh(self._tree_day)

    def _share_room(self) -> None:
        px, room = theme.current().px, self.width()
        tree = room >= px(_TREE + _LIST + _DETAIL_AT_LEAST)
        detail = room >= px(_LIST_AT_LEAST + _DETAIL_AT_LEAST)
        self.list.header.tree_button.setVisible(not tree)
        if tree:
            self._tree_wanted = False
        elif self._tree_wanted:
            tree, detail = True, False
        self.list.header.tree_button.setChecked(tree)
        self.tree.setVisible(tree)
        self.detail.setVisible(detail)
        self._show_unit_chip()
        sharing = f"{tree}{detail}{px(100)}"
        if sharing != self._sharing:
            self._sharing = sharing
            beside = min(px(_DETAIL), room - px(_TREE * tree + _LIST_WHOLE))
            beside = max(beside, px(_DETAIL_AT_LEAST)) if detail else 0
            self.tree.setMinimumWidth(px(130))
            # Its buttons are not cut, whatever letters the system has.
            wanted = self.detail.minimumSizeHint().width()
            self.detail.setMinimumWidth(max(px(_DETAIL_AT_LEAST), wanted))
            left = px(_TREE) if tree else 0
            self.splitter.setSizes([left, room - left - beside, beside])

    def _show_unit_chip(self) -> None:
        hidden = not self.tree.isVisibleTo(self)
        self.list.bar.show_unit(self.tree.name_of(self.list.query.unit_id) if hidden else "")

    @Slot(object)
    def _on_unit(self, unit_id: int | None) -> None:
        query = replace(self.list.query, unit_id=unit_id)
        self.list.set_query(query, name=self.list.filter_name)

    @Slot(object)
    def _on_query(self, query: PeopleQuery) -> None:
        if query.as_at != self._tree_day:
            self._read_tree()
        if self.tree.unit_id() != query.unit_id and not self.tree.choose(query.unit_id):
            self.list.set_query(replace(query, unit_id=None), name=self.list.filter_name)
        self._show_unit_chip()

    @Slot()
    def _on_whole_office(self) -> None:
        self.tree.choose(None)

    @Slot()
    def _on_tree_button(self) -> None:
        self._tree_wanted = self.list.header.tree_button.isChecked()
        self._share_room()

    @Slot(object)
    def _on_current(self, line: PersonLine | None) -> None:
        self.detail.show_line(line, self.list.look.day)

    @Slot(object, QPoint)
    def _on_menu(self, line: PersonLine, place: QPoint) -> None:
        ways = replace(self._ways(), void_current=lambda: self.void(line))
        menu = LineMenu(self._desk, self.list, ways, lambda: self.person_wanted.emit(line.id))
        if line.unit_id is not None:
            look = QAction(f"Xem {line.unit}", menu)
            unit = line.unit_id
            look.triggered.connect(lambda: self.unit_wanted.emit(unit))
            menu.insertAction(menu.end, look)
        transfer = QAction(icons.icon("arrow-right-left"), "Chuyển sinh hoạt…", menu)
        transfer.triggered.connect(lambda: self.transfer_wanted.emit(line.id))
        menu.insertAction(menu.end, transfer)
        allow(transfer, self._desk, Permission.TRANSFERS)
        menu.popup(place)

    @Slot()
    def _on_void(self) -> None:
        line = self.list.table.current_record()
        if line is not None:
            self.void(line)

    @Slot()
    def _on_find(self) -> None:
        self.list.bar.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.bar.find_box.selectAll()

    @Slot(object)
    def _on_exported(self, path: Path) -> None:
        self._say(f"Đã xuất ra {path.name}. Tệp này không được mã hóa.", "ok")
