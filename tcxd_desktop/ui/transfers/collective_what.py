"""Step 1 of a collective transfer: what happens, from which day, on which papers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.collective import CollectiveKind
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll
from tcxd_desktop.ui.common.dialogs import DecisionBox
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField, TextField
from tcxd_desktop.ui.common.tab_order import focus_next
from tcxd_desktop.ui.transfers.collective_state import PlanState
from tcxd_desktop.wording import collective as words

_OTHER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class KindRadio(QRadioButton):
    """A kind of collective transfer; Enter goes on to the first field, as from a field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter and go on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _OTHER:
            self.setChecked(True)
            focus_next(self)
        else:
            super().keyPressEvent(event)


class WhatStep(QWidget):
    """The kinds with a line each; below them the days and the papers."""

    changed = Signal()

    def __init__(self, desk: Desk, state: PlanState) -> None:
        """Build the fields; ``show_plan`` fills them."""
        super().__init__()
        self._state = state
        self._quiet = False
        today = desk.today()
        self.kinds: dict[CollectiveKind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.on = DateField("on", today=today, future=True, name="Ngày thực hiện")
        self.minutes = DateField("minutes_on", today=today, name="Ngày biên bản bàn giao")
        self.place = LineField("other_place")
        self.place.set_placeholder("như trong quyết định")
        self.decision = DecisionBox(today=today)
        self.acceptance = DecisionBox(today=today)
        self.note = TextField("note", lines=2)
        self.basis = theme.hint(QLabel())
        self.basis.setWordWrap(True)
        self._build()
        self._connect()

    def show_plan(self) -> None:
        """Show the plan of the state."""
        plan = self._state.plan
        self._quiet = True
        self.kinds[plan.kind].setChecked(True)
        self.on.set_value(PartialDate.from_text(plan.on))
        self.minutes.set_value(PartialDate.from_text(plan.minutes_on))
        self.place.set_value(plan.other_place)
        self.decision.set_decision(plan.decision)
        self.acceptance.set_decision(plan.acceptance)
        self.note.set_value(plan.note)
        self._quiet = False
        self._show_kind()

    def take_focus(self) -> None:
        """Put the keyboard on the kind chosen."""
        self.kinds[self._state.plan.kind].setFocus()

    def _build(self) -> None:
        look = theme.current()
        scroll = Scroll("Việc gì, căn cứ nào")
        scroll.column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        scroll.column.addLayout(self._kind_grid())
        scroll.column.addWidget(self.basis)
        days = QHBoxLayout()
        days.setSpacing(look.px(8))
        days.addWidget(
            LabeledField("Ngày thực hiện", self.on, hint="Ngày đầu tiên theo quyết định."), 3
        )
        days.addWidget(LabeledField("Ngày biên bản bàn giao", self.minutes), 3)
        self.place_frame = LabeledField("Đảng bộ", self.place)
        days.addWidget(self.place_frame, 5)
        scroll.column.addLayout(days)
        self.decision_title = theme.heading(QLabel())
        self.acceptance_title = theme.heading(QLabel())
        for widget in (
            self.decision_title, self.decision, self.acceptance_title, self.acceptance,
        ):  # fmt: skip
            scroll.column.addWidget(widget)
        scroll.column.addWidget(LabeledField("Ghi chú", self.note))
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _kind_grid(self) -> QGridLayout:
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(18))
        grid.setVerticalSpacing(look.px(1))
        half = (len(CollectiveKind) + 1) // 2
        for place, kind in enumerate(CollectiveKind):
            row, column = 2 * (place % half), place // half
            radio = KindRadio(words.KIND[kind])
            radio.setAccessibleDescription(words.SAYS[kind])
            self._group.addButton(radio)
            self.kinds[kind] = radio
            says = theme.hint(QLabel(words.SAYS[kind]))
            says.setWordWrap(True)
            says.setContentsMargins(look.px(23), 0, 0, look.px(5))
            says.setBuddy(radio)
            grid.addWidget(radio, row, column)
            grid.addWidget(says, row + 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._on_kind)
        boxes = (self.decision, self.acceptance)
        lines = (self.on, self.minutes, self.place, self.note)
        for field in (*lines, *(f for box in boxes for f in (box.number, box.on, box.issuer))):
            field.changed.connect(self._on_edited)
            field.editing_done.connect(self._on_edited)

    def _show_kind(self) -> None:
        kind = self._state.plan.kind
        self.basis.setText(f"Căn cứ: {words.BASIS[kind]}.")
        self.decision_title.setText(words.DECISION_OF.get(kind, "Quyết định"))
        self.acceptance_title.setText(words.ACCEPTANCE_OF.get(kind, ""))
        self.place_frame.caption.setText(words.PLACE_OF.get(kind, ""))
        for widget in (self.acceptance_title, self.acceptance, self.place_frame):
            widget.setVisible(self._state.between)

    @Slot()
    def _on_kind(self) -> None:
        if self._quiet:
            return
        chosen = next(kind for kind, radio in self.kinds.items() if radio.isChecked())
        if chosen is not self._state.plan.kind:
            self._state.set_kind(chosen)
            self.show_plan()
            self.changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        if self._quiet:
            return
        plan = self._state.plan
        told: dict[str, object] = {
            "on": _day(self.on),
            "minutes_on": _day(self.minutes),
            "other_place": str(self.place.value() or ""),
            "decision": _decision(self.decision),
            "acceptance": _decision(self.acceptance) if self._state.between else Decision(),
            "note": str(self.note.value() or ""),
        }
        if any(getattr(plan, name) != value for name, value in told.items()):
            self._state.change(**told)
            self.changed.emit()


def _day(field: DateField) -> str:
    """Return the day as ISO text; empty where it is not a whole one yet."""
    value = field.value()
    exact = value.exact if isinstance(value, PartialDate) and field.problem() is None else None
    return exact.isoformat() if exact else ""


def _decision(box: DecisionBox) -> Decision:
    """Return the paper as far as it is typed; what cannot be read is said beside its field."""
    try:
        return box.decision()
    except Problem:
        return Decision(str(box.number.value() or ""), "", str(box.issuer.value() or ""))
