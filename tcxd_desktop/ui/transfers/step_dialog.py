"""The short dialog of one step: a day, a number, who signed; filled in where it can be known."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.transfers import Step
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, Field, LabeledField, LineField, TextField
from tcxd_desktop.ui.transfers.step_state import (
    ADDRESSED,
    DAYS,
    ON,
    TEXTS,
    UNTIL,
    Ask,
    StepForm,
    caption_of,
    missing,
    taken,
)

_WIDE = frozenset({ADDRESSED, *TEXTS})
"""Boxes that take a line of their own."""


class StepDialog(Dialog):
    """Asks for one step and hands it to whoever writes it; a refusal is shown beside its box."""

    def __init__(
        self,
        form: StepForm,
        prepared: Step,
        write: Callable[[Step], object],
        parent: QWidget | None = None,
        *,
        today: date,
    ) -> None:
        """Ask.

        Args:
            form: which boxes.
            prepared: what is proposed.
            write: writes the step; a Problem it raises keeps the dialog open.
            parent: owner.
            today: days after it are refused.
        """
        super().__init__(form.title, parent, width=560)
        self._form, self._prepared, self._write, self._today = form, prepared, write, today
        self.fields: dict[str, Field] = {}
        self.step: Step | None = None
        """The step that was written."""
        if form.says:
            self.say(form.says, quiet=True)
        self.body.addLayout(self._grid(form.asks))
        self.body.addStretch(1)
        self.add_buttons(form.main)
        if self.main is not None:
            self.main.setToolTip("Ctrl+Enter")
        self._begin()

    def accept_ready(self) -> None:
        """Write the step.

        Raises:
            Problem: a box is empty or cannot be read, or the step is refused.
        """
        values = self._values()
        empty = missing(self._form, values)
        if empty:
            raise RequiredProblem(caption_of(self._form, empty), field=empty)
        step = taken(self._prepared, values)
        self._write(step)
        self.step = step

    def _values(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, field in self.fields.items():
            if isinstance(field, DateField):
                day = field.whole()
                found[key] = day.isoformat() if day else ""
            else:
                problem = field.problem()
                if problem is not None:
                    raise problem
                found[key] = str(field.value() or "")
        return found

    def _grid(self, asks: Sequence[Ask]) -> QGridLayout:
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for place, ask in enumerate(asks):
            box = LabeledField(self._caption(ask), self._field(ask), hint=ask.hint)
            if ask.key in _WIDE or (not column and _alone(asks, place)):
                row += column
                grid.addWidget(box, row, 0, 1, 2)
                row, column = row + 1, 0
            else:
                grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignTop)
                row, column = row + column, 1 - column
        return grid

    def _caption(self, ask: Ask) -> str:
        return f"{ask.caption} *" if ask.key in self._form.needed - {ON} else ask.caption

    def _field(self, ask: Ask) -> Field:
        held = getattr(self._prepared, ask.key)
        field: Field
        if ask.key in DAYS:
            field = DateField(ask.key, today=self._today, future=ask.key == UNTIL)
            field.set_value(PartialDate.from_text(held))
        elif ask.key in TEXTS or "\n" in held:  # two addressees stay two lines
            field = TextField(ask.key, lines=2)
            field.set_value(held)
        else:
            field = LineField(ask.key)
            field.set_value(held)
        field.name = ask.caption
        self.fields[ask.key] = field
        return field

    def _begin(self) -> None:
        """Put the keyboard into the first box: the day, as a rule, which only needs a look."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()
            if isinstance(first, LineField):
                first.edit.selectAll()


def _alone(asks: Sequence[Ask], place: int) -> bool:
    """Tell whether no short box follows: then this one takes the whole line."""
    after = asks[place + 1 : place + 2]
    return not after or after[0].key in _WIDE
