"""Three lists: who waits for a number, the ledger, the running numbers of a chi bộ."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.numbers import NumberEntry
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import numbers
from tcxd_desktop.office.columns import standing_text
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import UnitField
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.reading import UnitChoices
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.formats import masked, show_date, show_dossier_no, show_number

WAITING: tuple[Column[PersonLine], ...] = (
    Column("tt", "TT", lambda _: "", width=44, muted=True, sortable=False, numbered=True),
    Column("name", "Họ và tên", lambda line: line.name, sort=lambda line: line.sort_key, width=200),
    Column(
        "birth", "Sinh", lambda line: show_date(line.birth), sort=lambda line: line.birth, width=96
    ),
    Column("unit", "Chi bộ", lambda line: line.unit, width=250),
    Column(
        "standing",
        "Tình trạng",
        standing_text,
        width=160,
    ),
)
LEDGER: tuple[Column[NumberEntry], ...] = (
    Column(
        "number",
        "Số lý lịch",
        lambda entry: show_dossier_no(entry.number),
        sort=lambda entry: (entry.number[7:], entry.number),
        width=120,
    ),
    Column(
        "name",
        "Họ và tên",
        lambda entry: entry.name,
        sort=lambda entry: name_key(entry.name),
        width=220,
    ),
    Column("unit", "Chi bộ", lambda entry: entry.unit, width=260),
    Column(
        "on",
        "Ngày cấp",
        lambda entry: show_date(entry.on) or "có từ trước",
        sort=lambda entry: entry.on,
        width=120,
    ),
)


@dataclass(frozen=True, slots=True)
class CellLine:
    """A member with the running number in the list of the chi bộ."""

    number: int
    line: PersonLine


CELL: tuple[Column[CellLine], ...] = (
    Column(
        "number",
        "Số SĐV",
        lambda row: f"{row.number:02d}",
        sort=lambda row: row.number,
        align="center",
        width=80,
    ),
    Column(
        "name",
        "Họ và tên",
        lambda row: row.line.name,
        sort=lambda row: row.line.sort_key,
        width=220,
    ),
    Column(
        "birth",
        "Sinh",
        lambda row: show_date(row.line.birth),
        sort=lambda row: row.line.birth,
        width=96,
    ),
    Column("dossier_no", "Số lý lịch", lambda row: show_dossier_no(row.line.dossier_no), width=120),
    Column("card_no", "Số thẻ đảng viên", lambda row: masked(row.line.card_no), width=150),
    Column(
        "standing",
        "Tình trạng",
        lambda row: standing_text(row.line),
        width=150,
    ),
)


class _Listing(QWidget):
    """A row of tools above a list that may be empty."""

    def __init__(self, table: QWidget, empty: str) -> None:
        super().__init__()
        look = theme.current()
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        self.tools.setSpacing(look.px(8))
        self.note = theme.hint(QLabel())
        self.note.setWordWrap(True)
        self.note.setContentsMargins(look.px(14), 0, look.px(14), look.px(10))
        self.note.hide()
        self._stack = ListOrWords(table, empty)
        self.empty = self._stack.empty
        ruled(self, self.tools, self.note, main=self._stack)

    def show_empty(self, *, on: bool) -> None:
        """Say that there is nothing, or show the list."""
        self._stack.show_list(on=not on)


class WaitingTab(_Listing):
    """Members without a number."""

    give_wanted = Signal(object)
    """Lines of those who shall get the next numbers, in the order shown."""
    chosen_wanted = Signal(object)
    """The line of the one whose number is known already."""
    opened = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        self.table: Table[PersonLine] = Table(
            WAITING,
            identity=lambda line: line.id,
            name="Đảng viên chờ cấp số",
            key="numbers.waiting",
        )
        super().__init__(self.table, "Mọi đảng viên trong danh sách đã có số lý lịch.")
        self.by_hand = QPushButton("Ghi số đã có…")
        self.by_hand.setToolTip("Số đã cấp trên giấy trước đây")
        self.give = theme.primary(QPushButton())
        self.note.setText("Số cấp tăng dần theo thứ tự danh sách; chưa chọn ai là cấp cho tất cả.")
        self.note.show()
        self.tools.addStretch(1)
        self.tools.addWidget(self.by_hand)
        self.tools.addWidget(self.give)
        tab_as_laid(self)
        self.give.clicked.connect(self._on_give)
        self.by_hand.clicked.connect(self._on_by_hand)
        self.table.selection_changed.connect(self._say)
        self.table.opened.connect(self._on_opened)

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show who waits."""
        self.table.show_records(lines)
        self.show_empty(on=not lines)
        self._say()

    def wanted(self) -> list[PersonLine]:
        """Return those selected; everybody where nobody or one alone is under the cursor."""
        chosen = self.table.selected_records()
        return chosen or self.table.rows.records()

    @Slot()
    def _say(self) -> None:
        every, chosen = self.table.rows.rowCount(), len(self.table.selected_records())
        if chosen:
            self.give.setText(f"Cấp số cho {show_number(chosen)} người đã chọn")
        else:
            self.give.setText(f"Cấp số cho cả {show_number(every)} người")
        self.give.setEnabled(every > 0)
        self.by_hand.setEnabled(chosen == 1)

    @Slot()
    def _on_give(self) -> None:
        self.give_wanted.emit(self.wanted())

    @Slot()
    def _on_by_hand(self) -> None:
        line = self.table.current_record()
        if line is not None:
            self.chosen_wanted.emit(line)

    @Slot(object)
    def _on_opened(self, line: PersonLine) -> None:
        self.opened.emit(line.id)


class LedgerTab(_Listing):
    """Every number given, with a box to find in it."""

    opened = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        self.table: Table[NumberEntry] = Table(
            LEDGER,
            identity=lambda entry: entry.number,
            name="Sổ cấp số lý lịch",
            key="numbers.ledger",
        )
        super().__init__(self.table, "Không có số nào như vậy.")
        self.find_box = FindBox("Tìm trong sổ cấp số", asks="Tìm số, tên, chi bộ (F3)", width=300)
        self.count = theme.muted(QLabel())
        self.tools.addWidget(self.find_box)
        self.tools.addWidget(self.count, 1)
        tab_as_laid(self)
        self._entries: Sequence[tuple[str, NumberEntry]] = ()
        self.find_box.rested.connect(self.narrow)
        self.find_box.returnPressed.connect(self._on_enter)
        self.table.opened.connect(self._on_opened)

    def show_entries(self, entries: Sequence[NumberEntry]) -> None:
        """Show the ledger."""
        self._entries = [
            (
                fold(f"{entry.number} {show_dossier_no(entry.number)} {entry.name} {entry.unit}"),
                entry,
            )
            for entry in entries
        ]
        self.narrow()

    @Slot()
    def narrow(self) -> None:
        """Show what the words in the box find, without tone marks."""
        words = fold(self.find_box.text()).split()
        found = [entry for text, entry in self._entries if all(word in text for word in words)]
        self.table.show_records(found)
        self.show_empty(on=not found)
        self.empty.setText("Không có số nào như vậy." if words else "Chưa cấp số nào.")
        self.count.setText(f"{show_number(len(found))} số")

    @Slot()
    def _on_enter(self) -> None:
        self.narrow()
        self.table.select_first()
        self.table.setFocus()

    @Slot(object)
    def _on_opened(self, entry: NumberEntry) -> None:
        self.opened.emit(entry.person_id)


def _search_text(entry: NumberEntry) -> str:
    shown = show_dossier_no(entry.number)
    return fold(f"{entry.number} {shown} {entry.name} {entry.unit}")


class CellTab(_Listing):
    """Số SĐV: the running number in the list of one chi bộ."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Start without a chi bộ."""
        self.table: Table[CellLine] = Table(
            CELL, identity=lambda row: row.line.id, name="Số SĐV của chi bộ", key="numbers.cell"
        )
        super().__init__(self.table, "Chọn chi bộ để xem số SĐV.")
        self._desk = desk
        self.unit = UnitField("unit_id", choices=UnitChoices(()), name="Chi bộ")
        self.unit.set_placeholder("Gõ tên chi bộ để tìm")
        self.unit.setFixedWidth(theme.current().px(340))
        caption = theme.muted(QLabel("Chi bộ"))
        caption.setBuddy(self.unit)
        hint = theme.muted(
            QLabel("Số thứ tự trong danh sách chi bộ, không tính người đến tạm thời.")
        )
        hint.setWordWrap(True)
        self.tools.addWidget(caption)
        self.tools.addWidget(self.unit)
        self.tools.addStretch(1)
        tab_as_laid(self)
        self.note.setText("Số thứ tự trong danh sách chi bộ, không tính người đến tạm thời.")
        self.note.show()
        self.unit.editing_done.connect(self.refresh)
        self.table.opened.connect(self._on_opened)

    def show_units(self, nodes: Sequence[UnitNode], holders: set[str]) -> None:
        """Offer the organisations that hold members."""
        known = (node for node in nodes if node.counted is not None)
        cells = [node for node in known if node.unit.type in holders]
        self.unit.set_choices(UnitChoices(cells))
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list of the chosen chi bộ."""
        unit_id = self.unit.value()
        chosen = isinstance(unit_id, int) and self.unit.problem() is None
        found = numbers.cell_numbers(self._desk, unit_id) if isinstance(unit_id, int) else []
        self.table.show_records([CellLine(number, line) for number, line in found])
        self.show_empty(on=not found)
        words = "Chi bộ này chưa có đảng viên." if chosen else "Chọn chi bộ để xem số SĐV."
        self.empty.setText(words)

    @Slot(object)
    def _on_opened(self, row: CellLine) -> None:
        self.opened.emit(row.line.id)
