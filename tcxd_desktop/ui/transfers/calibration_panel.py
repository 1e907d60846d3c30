"""The numbers of a calibration: the printer's offset, what is selected, the size of the blank."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.letter_checks import (
    LEAST_FRAME,
    LEAST_PAPER,
    LEAST_SCALE,
    LEAST_SIZE,
    LEAST_WIDE,
    MOST_PAPER,
    MOST_SCALE,
    MOST_SHIFT,
    MOST_SIZE,
)
from tcxd_desktop.domain.letters import Frame, LetterLayout, Place, Shift
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card
from tcxd_desktop.ui.transfers.calibration_state import CalibrationState, Selected
from tcxd_desktop.ui.transfers.measure_spin import MeasureSpin, named
from tcxd_desktop.wording.letters import SIDE, box_name, field_name

_WHOLE: Final = "Cả ô (kéo mọi mục theo)"
_FRAME_NAMES: Final = ("Mép trái", "Mép trên", "Rộng", "Cao")
_PLACE_NAMES: Final = ("Cách mép trái", "Cách mép trên", "Rộng", "Cỡ chữ")


class CalibrationPanel(QWidget):
    """Fields beside the page; each tells its change at once."""

    shift_changed = Signal(object)
    place_changed = Signal(object)
    frame_changed = Signal(object)
    paper_changed = Signal(float, float)
    picked = Signal(object)
    """A Selected was chosen from the lists."""
    reset_wanted = Signal()
    measure_wanted = Signal()

    def __init__(self) -> None:
        """Start empty; ``show_state`` fills."""
        super().__init__()
        self._letter = ""
        look = theme.current()
        inside = theme.mark(QWidget(), "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(4), 0)
        column.setSpacing(look.px(10))
        self._build_shift(column)
        self._build_selected(column)
        self._build_paper(column)
        column.addStretch(1)
        scroll = theme.mark(QScrollArea(), "plain")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Số đo")
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._connect()

    # --- building ---

    def _build_shift(self, column: QVBoxLayout) -> None:
        frame, inside = card()
        head = QHBoxLayout()
        self.shift_title = theme.heading(QLabel())
        self.measure_button = theme.mark(QPushButton("Tính từ tờ thử…"), "link")
        self.measure_button.setAutoDefault(False)
        head.addWidget(self.shift_title)
        head.addStretch()
        head.addWidget(self.measure_button)
        inside.addLayout(head)
        low, high = LEAST_SCALE * 100, MOST_SCALE * 100
        self.dx = MeasureSpin("Dịch sang phải", -MOST_SHIFT, MOST_SHIFT)
        self.dy = MeasureSpin("Dịch xuống", -MOST_SHIFT, MOST_SHIFT)
        self.scale_x = MeasureSpin("Co giãn ngang", low, high, unit="%", step=0.1)
        self.scale_y = MeasureSpin("Co giãn dọc", low, high, unit="%", step=0.1)
        inside.addLayout(_grid((self.dx, self.dy, self.scale_x, self.scale_y)))
        column.addWidget(frame)

    def _build_selected(self, column: QVBoxLayout) -> None:
        frame, inside = card()
        head = QHBoxLayout()
        head.addWidget(theme.heading(QLabel("Ô và mục đang chọn")))
        head.addStretch()
        self.reset_button = theme.mark(QPushButton("Về như gốc"), "link")
        self.reset_button.setAutoDefault(False)
        self.reset_button.setToolTip("Đưa ô hoặc mục này về chỗ của bố cục gốc")
        head.addWidget(self.reset_button)
        inside.addLayout(head)
        self.boxes, self.keys = QComboBox(), QComboBox()
        self.boxes.setAccessibleName("Ô")
        self.keys.setAccessibleName("Mục")
        inside.addWidget(self.boxes)
        inside.addWidget(self.keys)
        self.place_part, self.place = _measures(_PLACE_NAMES, LEAST_WIDE, points=True)
        self.frame_part, self.frame = _measures(_FRAME_NAMES, LEAST_FRAME, points=False)
        inside.addWidget(self.place_part)
        inside.addWidget(self.frame_part)
        column.addWidget(frame)

    def _build_paper(self, column: QVBoxLayout) -> None:
        frame, inside = card("Khổ phôi")
        self.paper_w = MeasureSpin("Bề rộng phôi", LEAST_PAPER, MOST_PAPER, step=1)
        self.paper_h = MeasureSpin("Bề cao phôi", LEAST_PAPER, MOST_PAPER, step=1)
        row = QHBoxLayout()
        row.addLayout(named("Rộng", self.paper_w))
        row.addLayout(named("Cao", self.paper_h))
        inside.addLayout(row)
        column.addWidget(frame)

    def _connect(self) -> None:
        for spin in (self.dx, self.dy, self.scale_x, self.scale_y):
            spin.valueChanged.connect(self._on_shift)
        for spin in self.place:
            spin.valueChanged.connect(self._on_place)
        for spin in self.frame:
            spin.valueChanged.connect(self._on_frame)
        for spin in (self.paper_w, self.paper_h):
            spin.valueChanged.connect(self._on_paper)
        self.boxes.activated.connect(self._on_box)
        self.keys.activated.connect(self._on_key)
        self.reset_button.clicked.connect(self.reset_wanted)
        self.measure_button.clicked.connect(self.measure_wanted)

    # --- showing ---

    def show_state(self, state: CalibrationState, side: int) -> None:
        """Show the numbers of a side and of what is selected."""
        layout = state.layout()
        self.shift_title.setText(f"Máy in lệch, {SIDE[side].lower()}")
        shift = layout.shift(side)
        self.dx.set_measure(shift.dx)
        self.dy.set_measure(shift.dy)
        self.scale_x.set_measure(shift.scale_x * 100)
        self.scale_y.set_measure(shift.scale_y * 100)
        self.paper_w.set_measure(layout.width)
        self.paper_h.set_measure(layout.height)
        self._show_lists(layout, state.selected)
        area = state.area()
        self.place_part.setVisible(area is not None)
        self.frame_part.setVisible(area is None)
        if area is not None:
            _show(self.place, area.place)
        else:
            _show(self.frame, state.box().frame)

    def _show_lists(self, layout: LetterLayout, selected: Selected) -> None:
        if self._letter != layout.letter:
            self._letter = layout.letter
            self.boxes.clear()
            for box in layout.boxes:
                self.boxes.addItem(f"{box_name(box.number)} · {box.writer}", box.number)
        self.boxes.setCurrentIndex(self.boxes.findData(selected.box))
        found = layout.box(selected.box)
        keys = ("", *(found.keys if found is not None else ()))
        if [self.keys.itemData(at) for at in range(self.keys.count())] != list(keys):
            self.keys.clear()
            for key in keys:
                self.keys.addItem(field_name(key) if key else _WHOLE, key)
        self.keys.setCurrentIndex(keys.index(selected.key))

    # --- telling ---

    @Slot()
    def _on_shift(self) -> None:
        across, down = self.scale_x.measure / 100, self.scale_y.measure / 100
        self.shift_changed.emit(Shift(self.dx.measure, self.dy.measure, across, down))

    @Slot()
    def _on_place(self) -> None:
        self.place_changed.emit(Place(*(spin.measure for spin in self.place)))

    @Slot()
    def _on_frame(self) -> None:
        self.frame_changed.emit(Frame(*(spin.measure for spin in self.frame)))

    @Slot()
    def _on_paper(self) -> None:
        self.paper_changed.emit(self.paper_w.measure, self.paper_h.measure)

    @Slot()
    def _on_box(self) -> None:
        self.picked.emit(Selected(int(self.boxes.currentData())))

    @Slot()
    def _on_key(self) -> None:
        self.picked.emit(
            Selected(int(self.boxes.currentData()), str(self.keys.currentData() or ""))
        )


def _measures(
    names: Sequence[str], least: float, *, points: bool
) -> tuple[QFrame, list[MeasureSpin]]:
    """Return four boxes with names above; the last in points where it is a size of letters."""
    spins = [MeasureSpin(name, 0, MOST_PAPER) for name in names]
    spins[2].setMinimum(round(least * 100))
    if points:
        spins[3] = MeasureSpin(names[3], LEAST_SIZE, MOST_SIZE, unit="điểm")
    else:
        spins[3].setMinimum(round(least * 100))
    part = QFrame()
    grid = _grid(spins)
    grid.setContentsMargins(0, 0, 0, 0)
    part.setLayout(grid)
    return part, spins


def _grid(spins: Sequence[MeasureSpin]) -> QGridLayout:
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(8))
    grid.setVerticalSpacing(look.px(6))
    for at, spin in enumerate(spins):
        grid.addLayout(named(spin.accessibleName(), spin), at // 2, at % 2)
    return grid


def _show(spins: Sequence[MeasureSpin], values: Sequence[float]) -> None:
    for spin, value in zip(spins, values, strict=True):
        spin.set_measure(value)
