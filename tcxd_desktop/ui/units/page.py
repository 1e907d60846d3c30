"""The page Tổ chức đảng: tree as at a day, the organisations below one, one at a glance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.panels import Panels
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.common.unit_tree import UnitTree
from tcxd_desktop.ui.units.change_dialogs import (
    AddDialog,
    CloseDialog,
    Ground,
    MoveDialog,
    RenameDialog,
    RetypeDialog,
    UndoDialog,
)
from tcxd_desktop.ui.units.detail import DetailPanel
from tcxd_desktop.ui.units.header import Header
from tcxd_desktop.wording.formats import show_date, show_number


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation of the list."""

    node: UnitNode
    kind: str
    below: int
    """How many organisations stand right below it."""


COLUMNS: tuple[Column[Line], ...] = (
    Column("name", "Tên tổ chức", lambda line: line.node.unit.name, width=190),
    Column(
        "people",
        "Đảng viên",
        lambda line: "" if line.node.counted is None else show_number(line.node.counted),
        sort=lambda line: -1 if line.node.counted is None else line.node.counted,
        align="right",
        width=80,
    ),
    Column("kind", "Loại", lambda line: line.kind, width=168, muted=True),
    Column("code", "Mã", lambda line: line.node.unit.code, width=144, muted=True),
    Column(
        "below",
        "Tổ chức dưới",
        lambda line: show_number(line.below) if line.below else "",
        sort=lambda line: line.below,
        align="right",
        width=100,
        shown=False,
    ),
    Column(
        "since",
        "Từ ngày",
        lambda line: show_date(line.node.unit.since),
        sort=lambda line: line.node.unit.since,
        align="center",
        width=96,
        shown=False,
    ),
    Column("seal", "Con dấu", lambda line: "Có" if line.node.unit.has_seal else "", shown=False),
)


class UnitsPage(LivePage):
    """Tree | list | detail."""

    title = "Tổ chức đảng"
    icon = "network"
    subjects = frozenset({"person", "unit"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the three panels; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._nodes: dict[int, UnitNode] = {}
        self._build()
        self._connect()
        begin_at(self, self.tree)

    def refresh(self) -> None:
        """Read the tree of the day again; the place in it is kept."""
        super().refresh()
        found = units.tree(self._desk, self.header.as_at())
        self._nodes = {node.unit.id: node for node in found}
        self.tree.show_nodes(found)
        self.header.count.setText(f"{show_number(len(found))} tổ chức")
        self._show_list()

    def open_unit(self, unit_id: int) -> None:
        """Show an organisation; one that has ended on the last day it was there."""
        self.fill()
        if unit_id not in self._nodes:
            end = units.end(self._desk, unit_id)
            last = date.fromisoformat(end.on) - timedelta(days=1) if end else None
            self.header.show_day(last.isoformat() if last else "")
        if not self.tree.select(unit_id):
            self.notice.show_problem(NotFoundProblem(units.names(self._desk).get(unit_id, "")))

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self._desk.actor.may(Permission.UNITS):
            return ()
        return (
            Offer("Thêm tổ chức đảng", self.add_unit, "plus"),
            Offer("Đổi tên tổ chức đảng", partial(self.change, "rename"), "pencil"),
            Offer("Kết thúc hoạt động của tổ chức", partial(self.change, "close"), "archive"),
        )

    @Slot()
    def add_unit(self) -> None:
        """Ask for a new organisation, below the one shown where that may hold others."""
        self.fill()
        if not allowed.told(self.notice, self._desk, Permission.UNITS):
            return
        unit = self.detail.unit
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        above = unit.parent_id if unit is not None and unit.type in holders else None
        if above is None and unit is not None:
            above = unit.id
        dialog = AddDialog(self._ground(), above, self)
        if self._done(dialog) and dialog.unit_id is not None:
            self.say(dialog.done_text)
            self.refresh()
            if dialog.unit_id in self._nodes:
                self.tree.select(dialog.unit_id)

    @Slot(str)
    def change(self, kind: str) -> None:
        """Ask for a change of the organisation shown: ``rename``, ``move``, ``close`` …"""
        self.fill()
        unit = self.detail.unit
        if self.detail.refused:
            self.notice.say(self.detail.refused, "warn")
            return
        if unit is None or (self.detail.ended and kind != "undo"):
            return
        latest = units.steps(self._desk, unit.id)[-1].unit
        makers: dict[str, Callable[[], Dialog]] = {
            "rename": lambda: RenameDialog(self._ground(), latest, self),
            "move": lambda: MoveDialog(self._ground(), latest, self),
            "retype": lambda: RetypeDialog(self._ground(), latest, self),
            "close": lambda: CloseDialog(self._ground(), latest, self._counted(unit.id), self),
            "undo": lambda: UndoDialog(self._desk, unit.id, self),
        }
        dialog = makers[kind]()
        if self._done(dialog):
            self.say(str(getattr(dialog, "done_text", "")))
            self.refresh()

    def say(self, text: str) -> None:
        """Say what was done."""
        self.notice.say(text, "ok")

    def _done(self, dialog: Dialog) -> bool:
        return bool(dialog.exec())

    def _ground(self) -> Ground:
        return Ground(self._desk, units.tree(self._desk))

    def _counted(self, unit_id: int) -> int:
        node = self._nodes.get(unit_id)
        return (node.counted or 0) if node else 0

    def _build(self) -> None:
        self.tree = UnitTree(tip="Chọn tổ chức để xem")
        self.header = Header(self._desk.today())
        allowed.allow(self.header.add, self._desk, Permission.UNITS)
        self.notice = Notice()
        self.group = theme.heading(QLabel())
        self.group.setWordWrap(True)
        self.table: Table[Line] = Table(
            COLUMNS,
            identity=lambda line: line.node.unit.id,
            name="Tổ chức trực thuộc",
            key="units",
        )
        self.stack = ListOrWords(self.table, "Ngày này chưa có tổ chức nào.")
        self.empty = self.stack.empty
        self.detail = DetailPanel(self._desk)
        self.panels = Panels(self.tree, self._middle(), self.detail)
        self.header.add_tree_button(self.panels.tree_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panels)

    def _middle(self) -> QWidget:
        look = theme.current()
        names = QHBoxLayout()
        names.addWidget(self.group, 1)
        names.addWidget(self.header.back)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), 0, look.px(14), 0)
        above.setSpacing(look.px(8))
        above.addWidget(self.header)
        above.addWidget(self.notice)
        above.addLayout(names)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(theme.rule())
        below.addWidget(self.stack)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(above)
        column.addLayout(below, 1)
        return middle

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_list)
        self.tree.opened.connect(self._on_opened)
        self.tree.menu_wanted.connect(self._on_menu)
        self.table.current_changed.connect(self._on_line)
        self.table.opened.connect(self._on_line_opened)
        self.table.menu_wanted.connect(self._on_line_menu)
        self.header.day_changed.connect(self.refresh)
        self.header.add.clicked.connect(self.add_unit)
        self.detail.change_wanted.connect(self.change)
        self.detail.person_wanted.connect(self.person_wanted)
        self.detail.unit_wanted.connect(self.open_unit)
        for keys, act in (
            (QKeySequence(Qt.Key.Key_F2), partial(self.change, "rename")),
            (QKeySequence(QKeySequence.StandardKey.New), self.add_unit),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _show_list(self) -> None:
        """Show what stands below the organisation chosen; of a leaf, what stands beside it."""
        node = self.tree.current_node()
        self.stack.show_list(on=bool(node))
        self.group.setText("")
        if node is None:
            self.detail.clear()
            self.table.show_records([])
            return
        children = self._below(node.unit.id)
        group = node if children else self._nodes.get(node.unit.parent_id or 0)
        found = self._below(group.unit.id) if group else [node]
        if group is not None:
            self.group.setText(f"Trực thuộc {group.unit.name}: {show_number(len(found))} tổ chức")
        kinds = {kind.code: kind.name for kind in units.shipped_types()}
        self.table.clearSelection()
        self.table.show_records(
            [
                Line(
                    item, kinds.get(item.unit.type, item.unit.type), len(self._below(item.unit.id))
                )
                for item in found
            ]
        )
        if not children:
            self.table.select(node.unit.id)
        self._show_detail(node)

    def _below(self, unit_id: int) -> list[UnitNode]:
        return [node for node in self._nodes.values() if node.unit.parent_id == unit_id]

    def _show_detail(self, node: UnitNode) -> None:
        there: dict[int, Unit] = {key: item.unit for key, item in self._nodes.items()}
        self.detail.show_node(node, there, self.header.as_at())

    @Slot(object)
    def _on_line(self, line: Line | None) -> None:
        if line is not None and self.table.hasFocus():
            self._show_detail(line.node)

    @Slot(object)
    def _on_line_opened(self, line: Line) -> None:
        if line.below:
            self.tree.select(line.node.unit.id)
            self.table.select_first()
            self.table.setFocus()
        else:
            self._show_detail(line.node)
            self.detail.tabs.setFocus()

    @Slot(object)
    def _on_opened(self, _unit_id: int) -> None:
        self.detail.tabs.setFocus()

    @Slot(object, QPoint)
    def _on_menu(self, _unit_id: int, place: QPoint) -> None:
        self.detail.actions_menu.popup(place)

    @Slot(object, QPoint)
    def _on_line_menu(self, line: Line, place: QPoint) -> None:
        self._show_detail(line.node)
        self.detail.actions_menu.popup(place)
