"""Step 2 of a collective transfer: organisations before and after, names, what lies below them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.collective import CollectiveKind, NewUnit
from tcxd_desktop.domain.collective_effects import FOUNDING
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout
from tcxd_desktop.ui.transfers.collective_dialogs import NewUnitDialog, RenameDialog
from tcxd_desktop.ui.transfers.collective_parts import LinesBox, UnitPicker
from tcxd_desktop.ui.transfers.collective_state import PlanState

_NO_SOURCE = {CollectiveKind.RENAME, CollectiveKind.TAKE_OVER}
_SPLIT_HINT = "Chọn đúng một tổ chức để chia hoặc tách."


class UnitsStep(QWidget):
    """From which organisations, to which, which begin, which get another name or superior."""

    changed = Signal()

    def __init__(self, desk: Desk, state: PlanState) -> None:
        """Build it; ``show_plan`` fills it."""
        super().__init__()
        self._desk, self._state = desk, state
        self.sources = UnitPicker("Tổ chức chuyển đi", hint=" ")
        self.stays = QCheckBox("Tổ chức cũ vẫn còn (tách bớt đảng viên ra)")
        self.targets = UnitPicker("Tổ chức nhận, đang có")
        self.new = LinesBox(
            "Tổ chức mới", add="Thêm tổ chức mới…", change="Sửa…", empty="Chưa có tổ chức mới."
        )
        self.renamed = LinesBox("Đổi tên", add="Đổi tên một tổ chức…", change="Sửa…")
        self.below, self._beneath = card("Tổ chức trực thuộc về đâu")
        self._below = QGridLayout()
        self.places: dict[int, QComboBox] = {}
        self._build()
        self._connect()

    def show_plan(self) -> None:
        """Show the plan of the state."""
        state, plan = self._state, self._state.plan
        split = plan.kind is CollectiveKind.SPLIT
        renaming = plan.kind is CollectiveKind.RENAME
        self.left.setVisible(plan.kind not in _NO_SOURCE)
        self.right.setVisible(plan.kind not in {CollectiveKind.RENAME, CollectiveKind.HAND_OVER})
        self.sources.show_units(state.nodes, plan.from_ids)
        self.sources.hint.setText(_SPLIT_HINT)
        self.sources.hint.setVisible(split)
        self.stays.setVisible(split)
        self.stays.setChecked(split and bool(set(plan.to_ids) & set(plan.from_ids)))
        existing = state.takes_existing(plan.kind)
        self.targets.setVisible(existing)
        self.targets.show_units(state.nodes, plan.to_ids if existing else ())
        self.new.setVisible(plan.kind in FOUNDING)
        self.new.show_lines([(n, self._told(new)) for n, new in enumerate(plan.new_units)])
        names = {unit_id: unit.name for unit_id, unit in state.units.items()}
        self.renamed.show_lines(
            [(unit, f"{names.get(unit, '')}  →  {name}") for unit, name in plan.renamed]
        )
        self.names.setVisible(renaming or plan.kind is not CollectiveKind.HAND_OVER)
        self._show_below()

    def take_focus(self) -> None:
        """Put the keyboard where organisations are named first."""
        if self._state.plan.kind is CollectiveKind.RENAME:
            self.renamed.add.setFocus()
        elif self._state.plan.kind is CollectiveKind.TAKE_OVER:
            self.new.add.setFocus()
        else:
            self.sources.field.setFocus()

    def _build(self) -> None:
        look = theme.current()
        self.left, left = card()
        left.addWidget(self.sources)
        left.addWidget(self.stays)
        left.addStretch(1)
        self.right, right = card()
        right.addWidget(self.targets)
        right.addWidget(self.new)
        right.addStretch(1)
        ends = QHBoxLayout()
        ends.setSpacing(look.px(12))
        ends.addWidget(self.left, 1)
        ends.addWidget(self.right, 1)
        self._below.setHorizontalSpacing(look.px(12))
        self._below.setColumnStretch(0, 1)
        self._below.setColumnStretch(1, 1)
        self._beneath.addLayout(self._below)
        scroll = Scroll("Tổ chức của đợt")
        scroll.column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        scroll.column.addLayout(ends)
        scroll.column.addWidget(self.below)
        self.names, names = card()
        names.addWidget(self.renamed)
        scroll.column.addWidget(self.names)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _connect(self) -> None:
        self.sources.changed.connect(self._on_sources)
        self.stays.clicked.connect(self._on_sources)
        self.targets.changed.connect(self._on_targets)
        self.new.add_wanted.connect(self._on_new)
        self.new.lines.opened.connect(self._on_change_new)
        self.new.lines.removed.connect(self._on_drop_new)
        self.renamed.add_wanted.connect(self._on_rename)
        self.renamed.lines.opened.connect(self._on_rename)
        self.renamed.lines.removed.connect(self._on_keep_name)

    def _told(self, new: NewUnit) -> str:
        kinds = {kind.code: kind.name for kind in units.shipped_types()}
        above = self._state.names().get(new.parent_id, "") if new.parent_id is not None else ""
        parts = (kinds.get(new.type, ""), f"trực thuộc {above}" if above else "")
        told = ", ".join(part for part in parts if part)
        return f"{new.name or '(chưa có tên)'} · {told}" if told else new.name

    def _show_below(self) -> None:
        children = self._state.children()
        self.below.setVisible(bool(children))
        empty_layout(self._below)
        self.places.clear()
        placed = dict(self._state.plan.placed)
        above = self._superiors()
        for row, child in enumerate(children):
            box = QComboBox()
            box.setAccessibleName(f"Cấp trên mới của {child.name}")
            box.addItem("Chọn cấp trên mới", None)
            for unit in above:
                box.addItem(unit.name, unit.id)
            box.setCurrentIndex(max(box.findData(placed.get(child.id)), 0))
            box.activated.connect(self._placer(child.id, box))
            self._below.addWidget(QLabel(child.name), row, 0)
            self._below.addWidget(box, row, 1)
            self.places[child.id] = box

    def _superiors(self) -> list[Unit]:
        """Return the organisations that may hold others once the plan is carried out."""
        from_here = {child.id for child in self._state.children()}
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        after = self._state.tree()
        return [u for u in after.values() if u.type not in holders and u.id not in from_here]

    def _placer(self, child: int, box: QComboBox) -> Callable[[], None]:
        def place() -> None:
            above = box.currentData()
            if isinstance(above, int):
                self._state.place(child, above)
                self.changed.emit()

        return place

    @Slot()
    def _on_sources(self) -> None:
        plan = self._state.plan
        chosen = self.sources.chosen
        to_ids = plan.to_ids
        if plan.kind is CollectiveKind.SPLIT:
            to_ids = chosen if self.stays.isChecked() else ()
        self._state.change(from_ids=chosen, to_ids=to_ids)
        self._state.suggest()
        self._done()

    @Slot()
    def _on_targets(self) -> None:
        self._state.change(to_ids=self.targets.chosen)
        self._state.suggest()
        self._done()

    @Slot()
    def _on_new(self) -> None:
        dialog = NewUnitDialog(self._desk, self._state, None, self)
        if dialog.exec() and dialog.made is not None:
            self._state.put_new_unit(len(self._state.plan.new_units), dialog.made)
            self._state.suggest()
            self._done()

    @Slot(object)
    def _on_change_new(self, place: object) -> None:
        if not isinstance(place, int):
            return
        dialog = NewUnitDialog(self._desk, self._state, place, self)
        if dialog.exec() and dialog.made is not None:
            self._state.put_new_unit(place, dialog.made)
            self._done()

    @Slot(object)
    def _on_drop_new(self, place: object) -> None:
        if isinstance(place, int):
            self._state.put_new_unit(place, None)
            self._state.suggest()
            self._done()

    @Slot()
    @Slot(object)
    def _on_rename(self, unit_id: object = None) -> None:
        held = unit_id if isinstance(unit_id, int) and not isinstance(unit_id, bool) else None
        dialog = RenameDialog(self._state, held, self)
        if dialog.exec() and dialog.unit_id is not None:
            named = {**dict(self._state.plan.renamed), dialog.unit_id: dialog.new_name}
            self._state.change(renamed=tuple(named.items()))
            self._done()

    @Slot(object)
    def _on_keep_name(self, unit_id: object) -> None:
        plan = self._state.plan
        kept = tuple(one for one in plan.renamed if one[0] != unit_id)
        self._state.plan = replace(plan, renamed=kept)
        self._done()

    def _done(self) -> None:
        self.show_plan()
        self.changed.emit()
