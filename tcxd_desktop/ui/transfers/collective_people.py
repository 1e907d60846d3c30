"""Step 3 of a collective transfer: who goes where, in a table with a filter and one key each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.collective import CollectiveKind
from tcxd_desktop.domain.collective_effects import MOVING
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.cards import empty_layout
from tcxd_desktop.ui.common.dialogs import SHEETS
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.collective_dialogs import NewcomerDialog
from tcxd_desktop.ui.transfers.collective_parts import small_button
from tcxd_desktop.ui.transfers.collective_rows import Row, shown_birth
from tcxd_desktop.ui.transfers.collective_state import PlanState
from tcxd_desktop.wording import collective as words
from tcxd_desktop.wording.formats import show_number

COLUMNS: tuple[Column[Row], ...] = (
    Column("tt", "TT", lambda _: "", width=36, muted=True, sortable=False, numbered=True),
    Column("name", "Họ và tên", lambda row: row.name, sort=lambda row: row.name_key, width=142),
    Column("birth", "Ngày sinh", lambda row: shown_birth(row.birth), sort=lambda row: row.birth,
           width=92, align="center"),
    Column("target", "Nơi đến", lambda row: row.target, width=150, tone=lambda row: row.tone),
    Column("source", "Chi bộ hiện nay", lambda row: row.source, width=142),
    Column("residence", "Chi bộ nơi cư trú", lambda row: row.residence, width=138, muted=True),
    Column("standing", "Tình trạng", lambda row: row.standing, width=96, muted=True),
)  # fmt: skip
_KEYS = "Chọn nhiều dòng bằng Shift, Ctrl+A · phím 1 – 9 gán nơi đến · Delete bỏ · Ctrl+F lọc"


class PeopleTable(Table[Row]):
    """Digits send the selected to a target, Delete takes the target away."""

    digit = Signal(int)
    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and Delete."""
        if event.text() in "123456789" and event.text():
            self.digit.emit(int(event.text()) - 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class PeopleStep(QWidget):
    """Filter and targets above, the people below."""

    changed = Signal()
    file_chosen = Signal(str)
    """Path of a member list to be read."""
    said = Signal(str, str)
    """Text and tone for the bar of the page."""

    def __init__(self, desk: Desk, state: PlanState) -> None:
        """Build it; ``show_plan`` fills it."""
        super().__init__()
        self._desk, self._state = desk, state
        self.text = QLineEdit()
        self.text.setPlaceholderText("Lọc theo tên, chi bộ, nơi cư trú, nơi đến")
        self.text.setAccessibleName("Lọc danh sách")
        self.text.setClearButtonEnabled(True)
        self.only_open = theme.chip(QPushButton("Chưa có nơi đến"))
        self.count = theme.muted(QLabel())
        self.residence = icons.put(QPushButton("Theo nơi cư trú"), "user-check")
        self.residence.setToolTip(
            "Chuyển về chi bộ ghi ở mục Chi bộ nơi cư trú của hồ sơ, nếu là tổ chức nhận"
        )
        self.refill = icons.put(QPushButton("Lấy danh sách"), "refresh-cw")
        self.refill.setToolTip("Lấy lại danh sách theo ngày thực hiện; nơi đến đã chọn giữ nguyên")
        self.from_file = icons.put(QPushButton("Lấy từ tệp…"), "download")
        self.from_file.setToolTip("Đọc danh sách đảng viên 8 cột của nơi giao")
        self.add = icons.put(QPushButton("Thêm người…"), "plus")
        self.remove = icons.put(QPushButton("Bỏ khỏi đợt"), "x")
        self.targets: list[QPushButton] = []
        self.table = PeopleTable(
            COLUMNS, identity=lambda row: row.key, name="Đảng viên của đợt", key="collective"
        )
        self.keys = theme.hint(QLabel(_KEYS))
        self.stack = ListOrWords(self.table)
        self.empty = self.stack.empty
        self._build()
        self._connect()

    def show_plan(self) -> None:
        """Show the people of the state."""
        state, kind = self._state, self._state.plan.kind
        moving, arriving = kind in MOVING, kind is CollectiveKind.TAKE_OVER
        still = state.open_count()
        self.only_open.setVisible(bool(still) or self.only_open.isChecked())
        self.only_open.setText(f"Chưa có nơi đến: {show_number(still)}")
        if not still and self.only_open.isChecked():
            self.only_open.setChecked(False)
        rows = state.rows(self.text.text(), only_open=self.only_open.isChecked())
        self.table.show_records(rows)
        self.count.setText(f"{show_number(len(rows))} người")
        for button in (self.residence, self.refill):
            button.setVisible(moving)
        for button in (self.from_file, self.add, self.remove):
            button.setVisible(arriving)
        self._show_targets(shown=moving or arriving)
        self.empty.setText(self._why_empty())
        self.stack.show_list(on=bool(rows))
        self.bar.setVisible(kind is not CollectiveKind.RENAME)
        self.keys.setVisible(bool(rows) and (moving or arriving))

    def take_focus(self) -> None:
        """Put the keyboard on the table, at somebody without a target where there is one."""
        if self._state.rows():
            self.table.setFocus()
            if self.table.current_record() is None:
                self.table.select_first()
        elif self._state.plan.kind is CollectiveKind.TAKE_OVER:
            self.from_file.setFocus()

    def _why_empty(self) -> str:
        state = self._state
        if state.plan.kind is CollectiveKind.RENAME:
            return words.NOTHING_MOVES
        if state.rows():
            return "Không có ai khớp với bộ lọc."
        if state.plan.kind is CollectiveKind.TAKE_OVER:
            return "Chưa có ai trong danh sách đến: lấy từ tệp của nơi giao, hoặc thêm từng người."
        if not state.plan.from_ids:
            return "Chưa chọn tổ chức chuyển đi ở phần Tổ chức."
        return "Không có đảng viên nào đứng tên trong các tổ chức chuyển đi ngày này."

    def _build(self) -> None:
        look = theme.current()
        self.bar = QWidget()
        lines = QVBoxLayout(self.bar)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.px(8))
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.text, 1)
        for widget in (self.only_open, self.count):
            line.addWidget(widget)
        lines.addLayout(line)
        acts = FlowLayout(spacing=look.px(6))
        for widget in (self.residence, self.refill, self.from_file, self.add, self.remove):
            acts.addWidget(widget)
        lines.addLayout(acts)
        self._chips = FlowLayout(spacing=look.px(6))
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(8))
        above.setSpacing(look.px(8))
        above.addWidget(self.bar)
        above.addLayout(self._chips)
        self.keys.setContentsMargins(look.px(14), look.px(4), look.px(14), look.px(4))
        ruled(self, above, main=self.stack, foot=self.keys)

    def _connect(self) -> None:
        self.text.textChanged.connect(self.show_plan)
        self.text.returnPressed.connect(self.table.setFocus)
        self.only_open.clicked.connect(self.show_plan)
        self.residence.clicked.connect(self._on_residence)
        self.refill.clicked.connect(self._on_refill)
        self.from_file.clicked.connect(self._on_file)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_clear)
        self.table.digit.connect(self._on_digit)
        self.table.cleared.connect(self._on_clear)

    def _show_targets(self, *, shown: bool) -> None:
        empty_layout(self._chips)
        self.targets = []
        for place, target in enumerate(self._state.targets() if shown else ()):
            key = f"{place + 1} " if place < 9 else ""
            button = QPushButton(f"{key}→ {target.name} · {show_number(target.count)}")
            button.setAutoDefault(False)
            button.setToolTip(f"Chuyển người đang chọn về {target.name}")
            button.clicked.connect(self._sender(target.id))
            self._chips.addWidget(button)
            self.targets.append(button)
        if self.targets and self._state.plan.kind in MOVING:
            nowhere = small_button("Không chuyển", "x")
            nowhere.clicked.connect(self._on_clear)
            self._chips.addWidget(nowhere)
            self.targets.append(nowhere)

    def _sender(self, to_id: int) -> Callable[[], None]:
        return partial(self._assign, to_id)

    def _assign(self, to_id: int | None) -> None:
        chosen = [row.key for row in self.table.selected_records()]
        if not chosen:
            self.said.emit("Hãy chọn người trong bảng trước.", "warn")
            return
        self._state.assign(chosen, to_id)
        self._done()
        self.table.setFocus()

    def _done(self) -> None:
        self.show_plan()
        self.changed.emit()

    @Slot(int)
    def _on_digit(self, place: int) -> None:
        found = self._state.targets()
        if place < len(found):
            self._assign(found[place].id)

    @Slot()
    def _on_clear(self) -> None:
        if self._state.plan.kind is CollectiveKind.TAKE_OVER:
            self._state.drop(row.key for row in self.table.selected_records())
            self._done()
        elif self._state.plan.kind in MOVING:
            self._assign(None)

    @Slot()
    def _on_residence(self) -> None:
        count = self._state.by_residence()
        self._done()
        told = f"Đã chọn nơi đến theo nơi cư trú cho {show_number(count)} người."
        none = "Không có ai mà hồ sơ ghi chi bộ nơi cư trú là một tổ chức nhận."
        self.said.emit(told if count else none, "plain" if count else "warn")

    @Slot()
    def _on_refill(self) -> None:
        self._state.reload()
        self._state.suggest()
        self._done()

    @Slot()
    def _on_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Danh sách của nơi giao", "", SHEETS)
        if path:
            self.file_chosen.emit(path)

    @Slot()
    def _on_add(self) -> None:
        found = self._state.targets()
        dialog = NewcomerDialog(self._desk, found[0].id if found else 0, self)
        if dialog.exec() and dialog.made is not None:
            self._state.add_newcomer(dialog.made)
            self._done()
