"""The card beside the dossier: one line a field, with a tick where it can be taken over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.citizen_card import FieldCompare
from tcxd_desktop.domain.reconciliation import Finding
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import empty_layout, text_label
from tcxd_desktop.wording.citizen_card import FINDING, notes
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import DOTS

_HEADS = ("Mục", "Trong hồ sơ", "Trên thẻ", "So sánh")
_WIDTHS = {True: (28, 24, 30, 0), False: (28, 0, 54, 0)}
"""How the columns share the room, beside a dossier and alone."""
_INDENT = 29
"""Where the name of a field begins behind its tick; those without one stand below it."""
_TICKED = (Finding.MISSING_HERE,)
"""What is blank here is offered ticked; what differs is for the clerk to choose."""


class CardView(QFrame):
    """Shows a comparison and which fields are chosen."""

    changed = Signal()
    """A tick was set or taken away."""

    def __init__(self, *, compared: bool, parent: QWidget | None = None) -> None:
        """Start empty.

        Args:
            compared: beside a dossier; else what the card says alone.
            parent: owner.
        """
        super().__init__(parent)
        theme.card(self)
        self._compared = compared
        self.ticks: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        look = theme.current()
        column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(10))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(7))
        for place, wide in enumerate(_WIDTHS[compared]):
            self._grid.setColumnStretch(place, wide)
        column.addLayout(self._grid)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The fields to take over."""
        return tuple(target for target, tick in self.ticks.items() if tick.isChecked())

    def show_lines(self, lines: Sequence[FieldCompare]) -> None:
        """Show a card against a dossier, or alone."""
        empty_layout(self._grid)
        self.ticks = {}
        for place, head in enumerate(_HEADS):
            if self._compared or place in (0, 2):
                self._grid.addWidget(theme.caption(QLabel(head)), 0, place)
        for row, line in enumerate(lines, start=1):
            self._show_line(2 * row, line)
        self.changed.emit()

    def _show_line(self, row: int, line: FieldCompare) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._name(line), row, 0, middle)
        theirs = text_label(line.theirs or DOTS)
        self._grid.addWidget(theirs, row, 2)
        if not self._compared:
            return
        ours = text_label(line.ours or DOTS)
        self._grid.addWidget(ours, row, 1)
        word, tone = FINDING[line.finding]
        self._grid.addWidget(theme.badge(word, tone), row, 3, middle | Qt.AlignmentFlag.AlignLeft)
        told = notes(line)
        if told:
            note = theme.hint(QLabel("; ".join(told)))
            note.setWordWrap(True)
            self._grid.addWidget(note, row + 1, 1, 1, 3)

    def _name(self, line: FieldCompare) -> QWidget:
        name = label(line.target)
        if not self._compared or not line.fillable:
            plain = theme.muted(QLabel(name))
            plain.setIndent(theme.current().px(_INDENT) if self._compared else 0)
            return plain
        tick = QCheckBox(name)
        tick.setChecked(line.finding in _TICKED)
        word = FINDING[line.finding][0]
        tick.setAccessibleName(f"Lấy {name} từ thẻ: {line.theirs} ({word})")
        tick.toggled.connect(self._on_tick)
        self.ticks[line.target] = tick
        return tick

    @Slot()
    def _on_tick(self) -> None:
        self.changed.emit()
