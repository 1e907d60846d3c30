"""Figures of the template's own, typed on the sheet: numbers, percentages, yes or no."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.score_sheets import Facts, FactValue
from tcxd_desktop.domain.score_templates import Input
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.exact_inputs import NumberField
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.common.reading import CodeChoices
from tcxd_desktop.ui.meetings.meeting_walk import Walk

_YES, _NO = "co", "khong"
_FLAG = CodeChoices(
    CodeList("co_khong", "", (Code(_YES, "Có", ("x", "1")), Code(_NO, "Không", ("0",))),
             stores="key"),
)  # fmt: skip
_WIDE = 190


class SheetInputs(QWidget):
    """Số liệu riêng của mẫu: one box each, in a row."""

    changed = Signal(str)
    """A figure was typed; with its name."""
    ended = Signal()
    """The walk went past the last box."""
    left = Signal()
    """Esc."""
    typed = Signal()
    """Something is being typed."""

    def __init__(self) -> None:
        """Start without boxes."""
        super().__init__()
        self._row = FlowLayout(self, spacing=theme.current().px(12))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inputs: Sequence[Input] = ()
        self.fields: dict[str, LineField] = {}
        self.walk = Walk(self)

    def show_inputs(self, inputs: Sequence[Input], facts: Facts, *, read_only: bool) -> None:
        """Show the boxes of a template with what is known."""
        if tuple(inputs) != tuple(self._inputs):
            self._build(inputs)
        self.setVisible(bool(inputs))
        for one in inputs:
            field = self.fields[one.name]
            field.set_value(_shown(one, facts.get(one.name)))
            field.set_read_only(on=read_only)

    def value(self, name: str) -> FactValue:
        """Return a figure as typed, ``None`` where nothing is."""
        one = next(one for one in self._inputs if one.name == name)
        value = self.fields[name].value()
        if one.kind == "flag":
            return value == _YES if value else None
        return Decimal(value) if isinstance(value, Decimal | int) else None

    def _build(self, inputs: Sequence[Input]) -> None:
        self._row.clear()
        self._inputs = tuple(inputs)
        self.walk = Walk(self)
        self.walk.ended.connect(self.ended)
        self.walk.left.connect(self.left)
        self.walk.typed.connect(self.typed)
        self.walk.taken.connect(self.changed)
        self.fields = {}
        for one in inputs:
            field: LineField = (
                ChoiceField(one.name, choices=_FLAG) if one.kind == "flag"
                else NumberField(one.name)
            )  # fmt: skip
            self.fields[one.name] = field
            caption = f"{one.label} (%)" if one.kind == "percent" else one.label
            frame = LabeledField(caption, field)
            frame.setFixedWidth(theme.current().px(_WIDE))
            self._row.addWidget(frame)
            frame.show()  # Qt would only do it later, and the keyboard goes there now
            self.walk.add(field)


def _shown(one: Input, value: FactValue) -> object:
    if one.kind == "flag":
        return "" if value is None else _YES if value else _NO
    return value
