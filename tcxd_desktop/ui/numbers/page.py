"""The page Số lý lịch: the blocks given, who waits for a number, the ledger of numbers given."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import NoNumberLeftProblem, Problem
from tcxd_desktop.domain.numbers import NumberBlock, NumberEntry
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import numbers, settings, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.numbers.block_dialog import BlockDialog
from tcxd_desktop.wording.formats import show_date, show_dossier_no, show_number

_NEARLY_USED = 0.9
"""Share of a block from which the office is told to ask for the next."""
_REFRESH_AFTER_MS = 120
_SEARCH_AFTER_MS = 200
_SUBJECTS = frozenset({"person", "unit", "number"})
Numbered = tuple[int, PersonLine]


def _share(block: NumberBlock) -> float:
    return block.used / block.size


BLOCKS: tuple[Column[NumberBlock], ...] = (
    Column("symbol", "Ký hiệu", lambda block: block.symbol, width=80),
    Column("from", "Từ số", lambda block: f"{block.first:06d}", width=90),
    Column("to", "Đến số", lambda block: f"{block.last:06d}", width=90),
    Column("used", "Đã cấp", lambda block: f"{show_number(block.used)}/{show_number(block.size)}",
           sort=lambda block: block.used, align="right", width=110),
    Column("share", "Mức dùng", lambda block: f"{_share(block):.0%}".replace("%", " %"),
           sort=_share, tone=lambda block: "warn" if _share(block) >= _NEARLY_USED else "ok",
           width=90),
    Column("paper", "Văn bản giao", lambda block: block.paper, width=220, muted=True),
)  # fmt: skip
WAITING: tuple[Column[PersonLine], ...] = (
    Column("number", "TT", lambda line: "", width=44, align="center", numbered=True),
    Column("name", "Họ và tên", lambda line: line.name, sort=lambda line: line.sort_key, width=220),
    Column("birth", "Sinh", lambda line: show_date(line.birth), sort=lambda line: line.birth,
           width=110),
    Column("unit", "Chi bộ", lambda line: line.unit, width=260, muted=True),
)  # fmt: skip
LEDGER: tuple[Column[NumberEntry], ...] = (
    Column("number", "Số lý lịch", lambda entry: show_dossier_no(entry.number), width=130),
    Column("name", "Cấp cho", lambda entry: entry.name, width=220),
    Column("on", "Ngày cấp", lambda entry: show_date(entry.on), sort=lambda entry: entry.on,
           width=110),
    Column("unit", "Chi bộ khi cấp", lambda entry: entry.unit, width=260, muted=True),
)  # fmt: skip
CELL: tuple[Column[Numbered], ...] = (
    Column("number", "Số SĐV", lambda entry: str(entry[0]), sort=lambda entry: entry[0],
           align="center", width=80),
    Column("name", "Họ và tên", lambda entry: entry[1].name,
           sort=lambda entry: entry[1].sort_key, width=220),
    Column("dossier", "Số lý lịch", lambda entry: show_dossier_no(entry[1].dossier_no), width=130),
)  # fmt: skip


class NumbersPage(Page):
    """Blocks above; below them who waits, the ledger, and số SĐV of a chi bộ."""

    title = "Số lý lịch"
    icon = "hash"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when first shown."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._entries: list[NumberEntry] = []
        self._stale = True
        self._later = QTimer(self, singleShot=True, interval=_REFRESH_AFTER_MS)
        self._later.timeout.connect(self._fill)
        self._typed = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._typed.timeout.connect(self._show_ledger)
        self._build()
        self._connect()
        changes.written.connect(self._on_written)

    def refresh(self) -> None:
        """Read everything again."""
        self._stale = False
        found = numbers.blocks(self._desk)
        self.blocks.show_records(found)
        self.blocks.setFixedHeight(theme.current().px(34 + 31 * min(max(len(found), 1), 4)))
        waiting = numbers.waiting(self._desk)
        self.waiting.show_records(waiting)
        self.tabs.setTabText(0, f"Chờ cấp số ({show_number(len(waiting))})")
        self._entries = numbers.ledger(self._desk)
        self.tabs.setTabText(1, f"Sổ cấp số ({show_number(len(self._entries))})")
        self._show_ledger()
        self._show_next(found)
        self._fill_cells()
        self._on_selection()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        return (Offer("Khai cụm số lý lịch", self.add_block, "plus"),)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is first looked at, or was written since."""
        super().showEvent(event)
        self._fill()

    @Slot()
    def add_block(self) -> None:
        """Ask for a block."""
        symbol = settings.office_name(self._desk).symbol
        if BlockDialog(self._desk, symbol, self).exec():
            self.status_wanted.emit("Đã khai cụm số lý lịch")
            self.refresh()

    @Slot()
    def give_selected(self) -> None:
        """Give the selected members the next numbers, in the order of the list."""
        self._give(self.waiting.selected_records())

    @Slot()
    def give_all(self) -> None:
        """Give everybody who waits a number, in name order."""
        lines = self.waiting.rows.records()
        if lines and dialogs.confirm(
            self,
            f"Cấp số cho {len(lines)} người đang chờ?",
            yes="Cấp số",
            detail="Số cấp lần lượt theo thứ tự danh sách; đã cấp thì không dùng lại.",
        ):
            self._give(lines)

    def _build(self) -> None:
        look = theme.current()
        self.next_label = theme.muted(QLabel())
        self.add_button = theme.primary(QPushButton("Khai cụm số"))
        self.add_button.setIcon(icons.icon("plus", "on_accent"))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(theme.page_title(QLabel(self.title)))
        head.addWidget(self.next_label, 1)
        head.addWidget(self.add_button)
        self.notice = Notice()
        self.blocks: Table[NumberBlock] = Table(
            BLOCKS, identity=lambda block: block.id, name="Cụm số được giao", key="blocks"
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self._waiting_tab(), "Chờ cấp số")
        self.tabs.addTab(self._ledger_tab(), "Sổ cấp số")
        self.tabs.addTab(self._cell_tab(), "Số SĐV của chi bộ")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        whole.setSpacing(look.px(10))
        whole.addLayout(head)
        whole.addWidget(self.notice)
        whole.addWidget(self.blocks)
        whole.addWidget(self.tabs, 1)

    def _waiting_tab(self) -> QWidget:
        self.waiting: Table[PersonLine] = Table(
            WAITING, identity=lambda line: line.id, name="Người chờ cấp số", key="numbers-waiting"
        )
        self.give_some = QPushButton("Cấp số cho người đã chọn")
        self.give_every = QPushButton("Cấp số cho tất cả")
        return _page(self.waiting, bottom=(self.give_some, self.give_every))

    def _ledger_tab(self) -> QWidget:
        self.ledger: Table[NumberEntry] = Table(
            LEDGER, identity=lambda entry: entry.number, name="Sổ cấp số", key="numbers-ledger"
        )
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText("Tìm số hoặc tên, không cần dấu")
        self.wanted.setAccessibleName("Tìm trong sổ cấp số")
        self.wanted.setClearButtonEnabled(True)
        return _page(self.ledger, top=self.wanted)

    def _cell_tab(self) -> QWidget:
        self.cell_list: Table[Numbered] = Table(
            CELL, identity=lambda entry: entry[1].id, name="Số SĐV", key="numbers-cell"
        )
        self.cell = QComboBox()
        self.cell.setAccessibleName("Chi bộ")
        return _page(self.cell_list, top=self.cell)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_block)
        self.give_some.clicked.connect(self.give_selected)
        self.give_every.clicked.connect(self.give_all)
        self.waiting.selection_changed.connect(self._on_selection)
        self.waiting.opened.connect(self._on_line)
        self.ledger.opened.connect(self._on_entry)
        self.wanted.textEdited.connect(self._typed.start)
        self.cell.currentIndexChanged.connect(self._show_cell)

    def _show_next(self, found: Sequence[NumberBlock]) -> None:
        try:
            text = f"Số tiếp theo: {show_dossier_no(numbers.next_number(self._desk))}"
        except NoNumberLeftProblem:
            text = "Cụm số đã cấp hết." if found else "Chưa khai cụm số nào."
        left = numbers.left(self._desk)
        self.next_label.setText(f"{text} · còn {show_number(left)} số" if found else text)

    def _fill_cells(self) -> None:
        holders = {kind.code for kind in units.types(self._desk) if kind.holds_members}
        kept = self.cell.currentData()
        self.cell.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.cell.clear()
        for node in units.tree(self._desk):
            if node.unit.type in holders:
                self.cell.addItem(node.unit.name, node.unit.id)
        self.cell.setCurrentIndex(max(self.cell.findData(kept), 0))
        self.cell.blockSignals(False)  # noqa: FBT003
        self._show_cell()

    def _give(self, lines: Sequence[PersonLine]) -> None:
        try:
            given = numbers.assign_many(self._desk, [line.id for line in lines])
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        if given:
            first, last = show_dossier_no(given[0]), show_dossier_no(given[-1])
            told = first if len(given) == 1 else f"{first} đến {last}"
            self.notice.say(f"Đã cấp số cho {len(given)} người: {told}.")
        self.refresh()

    @Slot()
    def _show_ledger(self) -> None:
        words = fold(self.wanted.text()).split()
        self.ledger.show_records([entry for entry in self._entries if _holds(entry, words)])

    @Slot()
    def _show_cell(self) -> None:
        unit_id = self.cell.currentData()
        found = numbers.cell_numbers(self._desk, unit_id) if unit_id is not None else []
        self.cell_list.show_records(found)

    @Slot()
    def _on_selection(self) -> None:
        self.give_some.setEnabled(bool(self.waiting.selected_records()))
        self.give_every.setEnabled(self.waiting.rows.rowCount() > 0)

    @Slot(object)
    def _on_line(self, line: PersonLine) -> None:
        self.person_wanted.emit(line.id)

    @Slot(object)
    def _on_entry(self, entry: NumberEntry) -> None:
        self.person_wanted.emit(entry.person_id)

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & _SUBJECTS:
            self._stale = True
            self._later.start()

    @Slot()
    def _fill(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()


def _holds(entry: NumberEntry, words: Sequence[str]) -> bool:
    text = f"{fold(entry.name)} {fold(entry.number)} {fold(entry.number).replace(' ', '')}"
    return all(word in text for word in words)


def _page(
    table: QWidget, *, top: QWidget | None = None, bottom: Sequence[QPushButton] = ()
) -> QWidget:
    look = theme.current()
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, look.px(8), 0, 0)
    column.setSpacing(look.px(8))
    if top is not None:
        top.setMaximumWidth(look.px(420))
        column.addWidget(top)
    column.addWidget(table, 1)
    if bottom:
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for button in bottom:
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
    return page
