"""What was measured on the printed test sheet: gives shift and scale of the printer."""

from PySide6.QtWidgets import QGridLayout, QWidget

from tcxd_desktop.domain.letter_checks import marks_of, measured_shift
from tcxd_desktop.domain.letters import LetterLayout, Shift
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.transfers.measure_spin import MeasureSpin, named
from tcxd_desktop.wording.letters import SIDE, mark_words

_SPAN = 40.0
"""How far a printer may be off before the sheet was not printed at its true size."""


class MeasureDialog(Dialog):
    """Asks for the four distances of one side; ``shift`` holds what follows from them."""

    def __init__(self, layout: LetterLayout, side: int, parent: QWidget | None = None) -> None:
        """Ask for a side of ``layout``, with which the test sheet was printed."""
        super().__init__(f"Số đo trên tờ thử: {SIDE[side].lower()}", parent, width=430)
        self.shift = layout.shift(side)
        self._marks = (marks_of(layout.width), marks_of(layout.height))
        self.say(
            "Lấy thước đo trên tờ thử từ mép giấy tới từng vạch A, B, C, D rồi ghi số đo được. "
            "Đúng như số in cạnh vạch thì để nguyên."
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(12))
        grid.setVerticalSpacing(theme.current().px(8))
        self.spins: dict[str, MeasureSpin] = {}
        for place, (name, mark) in enumerate(zip("ABCD", self._flat(), strict=True)):
            spin = MeasureSpin(mark_words(name, mark), mark - _SPAN, mark + _SPAN, step=0.1)
            spin.set_measure(mark)
            self.spins[name] = spin
            grid.addLayout(named(mark_words(name, mark), spin), place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_buttons("Tính độ lệch")
        self.spins["A"].setFocus()
        self.spins["A"].selectAll()

    def accept_ready(self) -> None:
        """Work out shift and scale from the distances."""
        across, down = self._marks
        told = {name: spin.measure for name, spin in self.spins.items()}
        old = self.shift
        dx, scale_x = measured_shift(told["A"], told["B"], across, (old.dx, old.scale_x))
        dy, scale_y = measured_shift(told["C"], told["D"], down, (old.dy, old.scale_y))
        self.shift = Shift(dx, dy, scale_x, scale_y)

    def _flat(self) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self._marks
        return a, b, c, d
