"""The people of a round: chips by state, chi bộ, source, words; below them the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.reconciliation import Source
from tcxd_desktop.domain.reconciliation_views import PersonState, ReconLine, UnitProgress
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.people_rows import (
    CHIPS,
    COLUMNS,
    Key,
    Narrow,
    counts,
    kept,
    key_of,
    needs_work,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.reconciliation import SOURCE

_NOBODY = "Không có ai như vậy."
_NONE = "Đợt này chưa có ai."


class PeoplePanel(QWidget):
    """Narrows in memory; whoever is worked on stays in the list until the cursor leaves."""

    current_changed = Signal(object)
    """ReconLine or ``None``."""
    unit_changed = Signal()
    """Another chi bộ is looked at."""
    opened = Signal(object)
    """ReconLine, by Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self._lines: Sequence[ReconLine] = ()
        self._held: Key | None = None
        self._filling = False
        self._build()
        self._connect()

    # --- what is looked at ------------------------------------------------------------------------

    @property
    def narrow(self) -> Narrow:
        """What the chips and boxes ask for."""
        state = next((key for key, chip in self.chips.items() if chip.isChecked()), None)
        source = self.source.currentData()
        return Narrow(state, Source(source) if source else None, self.find_box.text())

    @property
    def unit_id(self) -> int | None:
        """The chi bộ looked at; ``None``: all."""
        found = self.unit.currentData()
        return int(found) if found else None

    def show_units(self, units: Sequence[UnitProgress]) -> None:
        """Offer the chi bộ of the round; the one looked at stays."""
        kept_id = self.unit_id
        self.unit.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.unit.clear()
        self.unit.addItem("Mọi chi bộ", 0)
        for unit in units:
            self.unit.addItem(unit.name, unit.unit_id)
        self.unit.setCurrentIndex(max(self.unit.findData(kept_id or 0), 0))
        self.unit.blockSignals(False)  # noqa: FBT003 - Qt's own

    def choose(self, unit_id: int | None, state: PersonState | None = None) -> None:
        """Look at one chi bộ, and at one state of it."""
        self._held = None
        self.find_box.clear()
        self.source.setCurrentIndex(0)
        self.chips[state].setChecked(True)
        place = max(self.unit.findData(unit_id or 0), 0)
        if place != self.unit.currentIndex():
            self.unit.setCurrentIndex(place)
        else:
            self._fill()

    def show_lines(self, lines: Sequence[ReconLine]) -> None:
        """Show who is in the round; the cursor stays where it is."""
        self._lines = lines
        self._fill()

    def select(self, key: Key) -> bool:
        """Put the cursor on somebody, though the chips hide him; false: not in the round."""
        if not any(key_of(line) == key for line in self._lines):
            return False
        self._held = key
        self._fill()
        return self.table.select(key)

    def walk(self, by: int, *, working: bool = False) -> bool:
        """Go to the next (1) or the one before (-1); ``working``: who still needs a decision."""
        rows = self.table.rows
        place = self.table.currentIndex().row() + by
        while 0 <= place < rows.rowCount():
            if not working or needs_work(rows.record(place)):
                self.table.select_place(place)
                return True
            place += by
        return False

    def current(self) -> ReconLine | None:
        """Return the line of the cursor."""
        return self.table.current_record()

    # --- showing ----------------------------------------------------------------------------------

    @Slot()
    def _fill(self) -> None:
        narrow = self.narrow
        found = counts(self._lines, narrow)
        for state, chip in self.chips.items():
            number = found.get(state, 0)
            chip.setText(f"{CHIPS[state]} {show_number(number)}")
            chip.setVisible(state is None or bool(number) or chip.isChecked())
        self._chips.updateGeometry()
        shown = kept(self._lines, narrow, self._held)
        self._filling = True
        self.table.show_records(shown)
        if shown and self.table.current_record() is None:
            self.table.select_first()
        self._filling = False
        self.stack.show_list(on=bool(shown))
        self.empty.setText(_NOBODY if self._lines else _NONE)
        self._tell()

    @Slot(object)
    def _on_current(self) -> None:
        if not self._filling:
            self._tell()

    def _tell(self) -> None:
        line = self.current()
        self._held = key_of(line) if line is not None else None
        self.current_changed.emit(line)

    @Slot()
    def _on_chip(self) -> None:
        self._held = None
        self._fill()

    @Slot()
    def _on_entered(self) -> None:
        self.find_box.tell_now()
        self.table.setFocus()

    def _build(self) -> None:
        look = theme.current()
        self._group = QButtonGroup(self)
        self.chips: dict[PersonState | None, QPushButton] = {}
        for state in CHIPS:
            chip = theme.chip(QPushButton())
            chip.clicked.connect(self._on_chip)
            self._group.addButton(chip)
            self.chips[state] = chip
        self.chips[None].setChecked(True)
        self._chips, _ = flowing(*self.chips.values(), spacing=look.px(5))
        self.unit = _combo("Chi bộ")
        self.source = _combo("Khác với nguồn nào")
        self.source.addItem("Mọi nguồn", "")
        for source in Source:
            self.source.addItem(f"Khác {SOURCE[source].lower()}", str(source))
        self.find_box = FindBox("Tìm trong danh sách", asks="Tên (F3)")
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(self.unit, 5)
        row.addWidget(self.source, 4)
        row.addWidget(self.find_box, 4)
        self.table: Table[ReconLine] = Table(
            COLUMNS, identity=key_of, name="Người trong đợt đối chiếu", key="reconciliation"
        )
        self.stack = ListOrWords(self.table)
        self.empty = self.stack.empty
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.setSpacing(look.px(6))
        above.addWidget(self._chips)
        above.addLayout(row)
        ruled(self, above, main=self.stack)
        begin_at(self, self.table)

    def _connect(self) -> None:
        self.unit.currentIndexChanged.connect(self.unit_changed)
        self.source.activated.connect(self._on_chip)
        self.find_box.rested.connect(self._on_chip)
        self.find_box.returnPressed.connect(self._on_entered)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.opened)


def _combo(name: str) -> QComboBox:
    """Return a list to choose from that gives way where there is little room."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    combo.view().setMinimumWidth(theme.current().px(240))
    return combo
