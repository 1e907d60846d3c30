"""The fields of one slip to key back: filled with what was printed, typed over where changed."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.reconciliation_views import Slip, SlipField
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.reconciliation.value_fields import ValueBox
from tcxd_desktop.wording.problems import sentence

NOTHING = "(trống)"
_LABEL_WIDE, _LABEL_LEAST, _BESIDE_FROM = 230, 120, 640


class SlipRow:
    """Một dòng của phiếu: its name, its box, and beside it what was printed where it differs."""

    def __init__(
        self, place: int, told: SlipField, today: date, codes: CodeLists, *, again: bool
    ) -> None:
        """Make a row.

        Args:
            place: its number on the slip.
            told: the field.
            today: dates lie before.
            codes: code lists.
            again: the second keying: critical fields begin empty, to be typed from the paper.
        """
        self.told = told
        self.label = QLabel(f"{place}. {told.label}")
        self.label.setWordWrap(True)
        self.box = ValueBox(told.target, told.label, today, codes)
        begin = told.value if told.keyed is None or again else told.keyed
        self.box.show("" if again else begin)
        self.label.setBuddy(self.box.field)
        self.note = theme.mark(QLabel(), "message")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self._again = again
        self.tell()

    @property
    def field(self) -> Field:
        """The box."""
        return self.box.field

    def text(self) -> str:
        """Return what is typed.

        Raises:
            Problem: it cannot be a value of the field.
        """
        return self.box.text()

    def tell(self, problem: Problem | None = None) -> None:
        """Say beside the box what is wrong, or what was printed where something else is typed."""
        shown = " ".join(self.field.text().split())
        told, tone = "", "plain"
        wrong = problem or self.field.problem()
        if wrong is not None:
            told, tone = sentence(wrong), "bad"
        elif self._again:
            told = "gõ lại theo phiếu" if not shown else ""
        elif shown != " ".join(self.told.value.split()):
            told, tone = f"đã sửa; phiếu in: {self.told.value or NOTHING}", "warn"
        self.say(told, tone)

    def say(self, text: str, tone: str) -> None:
        """Say something of the box."""
        theme.set_mark(self.note, "tone", tone)
        self.note.setText(text)
        self.note.setVisible(bool(text))


class KeyingForm(Scroll):
    """Enter goes from box to box; whatever is left as printed counts as confirmed."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, today: date, codes: CodeLists) -> None:
        """Start without a slip."""
        super().__init__("Các mục của phiếu")
        self._today, self._codes = today, codes
        self.rows: list[SlipRow] = []
        self._first: SlipRow | None = None
        """Where the keyboard begins; ``None``: in the first box."""
        self.again = False
        self._grid = QGridLayout()
        self._beside: bool | None = None
        """Whether what is said of a box stands beside it, or below where there is little room."""

    def show_slip(self, slip: Slip, *, again: bool) -> None:
        """Show a slip; in the second keying only what is keyed twice."""
        self.clear()
        self.again = again
        self.rows = [
            SlipRow(place, told, self._today, self._codes, again=again)
            for place, told in enumerate(slip.fields, start=1)
            if told.twice or not again
        ]
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for row in self.rows:
            row.field.changed.connect(self._on_changed)
            row.field.editing_done.connect(self._on_done)
            row.field.focused.connect(self._on_focused)
            for widget in (row.label, row.field, row.note):
                widget.setParent(holder)
        self._beside = None
        self._arrange()
        self.column.addWidget(holder)
        self.column.addStretch(1)
        entries = [entry for row in self.rows for entry in row.field.entries()]
        for before, after in pairwise(entries):
            QWidget.setTabOrder(before, after)  # only now are they all in one window
        self.focus_first()

    def clear(self) -> None:
        """Show no slip."""
        self.rows, self._first = [], None
        super().clear()

    def focus_first(self) -> None:
        """Put the keyboard into the first box, or where the typing was broken off."""
        first = self._first or next(iter(self.rows), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, target: str) -> SlipRow | None:
        """Return the row of a field."""
        return next((row for row in self.rows if row.told.target == target), None)

    def touched(self) -> bool:
        """Tell whether something else is typed than the boxes began with."""
        return any(row.box.changed() for row in self.rows)

    def typed(self) -> tuple[tuple[str, str], ...]:
        """Return what was typed so far over what the boxes began with, as it stands there."""
        return tuple((row.told.target, row.field.text()) for row in self.rows if row.box.changed())

    def take(self, typed: Sequence[tuple[str, str]]) -> None:
        """Put what was typed before back into the boxes."""
        for target, text in typed:
            row = self.row(target)
            if row is not None:
                row.box.put(text)
                row.tell()
        self._first = self.row(typed[-1][0]) if typed else None
        self.focus_first()

    def changes(self) -> dict[str, str]:
        """Return what differs from the slip as printed; in the second keying all that is typed.

        Raises:
            Problem: a text cannot be a value of its field; the box has the keyboard.
        """
        found: dict[str, str] = {}
        for row in self.rows:
            try:
                text = row.text()
            except Problem as problem:
                row.tell(problem)
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                raise
            if self.again or text != " ".join(row.told.value.split()):
                found[row.told.target] = text
        return found

    def point_out(self, targets: Sequence[str], words: str) -> None:
        """Mark the fields where two keyings differ, the keyboard in the first."""
        found = [row for row in self.rows if row.told.target in targets]
        for row in found:
            row.say(words, "bad")
        if found:
            found[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(found[0].field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is said of the boxes where there is room for it."""
        super().resizeEvent(event)
        if self.rows:
            self._arrange()

    def _arrange(self) -> None:
        look = theme.current()
        beside = self.width() >= look.px(_BESIDE_FROM)
        if beside is self._beside:
            return
        self._beside = beside
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(2))
        self._grid.setColumnMinimumWidth(0, look.px(_LABEL_WIDE if beside else _LABEL_LEAST))
        self._grid.setColumnStretch(0, 0 if beside else 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 4 if beside else 0)
        for place, row in enumerate(self.rows):
            self._grid.addWidget(row.label, 2 * place, 0)
            self._grid.addWidget(row.field, 2 * place, 1)
            if beside:
                self._grid.addWidget(row.note, 2 * place, 2)
            else:
                self._grid.addWidget(row.note, 2 * place + 1, 1)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_done(self) -> None:
        for row in self.rows:
            row.tell()

    @Slot(str)
    def _on_focused(self, target: str) -> None:
        """Keep the box in sight, its text selected so that typing replaces it."""
        row = self.row(target)
        if row is None:
            return
        self.ensureWidgetVisible(row.field)
        for entry in row.field.entries():
            if isinstance(entry, QLineEdit) and entry.hasFocus():
                entry.selectAll()
