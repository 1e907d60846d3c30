"""The tab Quy tắc: every rule of a rule set as it holds today, its history, changes of the head."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.rule_types import OFFICE, SHIPPED, RuleKind, RuleRow
from tcxd_desktop.domain.rules import RuleBook
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import rules, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.dialogs import ask_text
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.rules.change_dialog import ChangeDialog
from tcxd_desktop.ui.rules.rule_detail import RuleDetail
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.rule_lines import line_text, state_text
from tcxd_desktop.wording.rules import KIND, origin_text, rule_title

_EVERY = "Mọi loại"
UNSURE, OWN = "unsure", "own"
COLUMNS: tuple[Column[RuleRow], ...] = (
    Column("key", "Mã", lambda row: row.key, width=84, tip=lambda row: row.key),
    Column("title", "Quy tắc", rule_title, width=240, tip=rule_title),
    Column("value", "Nội dung", line_text, width=250, tip=line_text),
    Column("since", "Từ ngày", lambda row: show_date(row.valid_from),
           sort=lambda row: row.valid_from, align="right", width=88),
    Column("verified", "Kiểm chứng", state_text, width=118,
           tone=lambda row: "ok" if row.verified else "warn"),
    Column("origin", "Ai ghi", origin_text, width=118, shown=False,
           tone=lambda row: "" if row.origin == SHIPPED else "plain"),
    Column("source", "Căn cứ", lambda row: row.source, width=220, muted=True, shown=False,
           tip=lambda row: row.source),
    Column("kind", "Loại", lambda row: KIND[row.kind], width=130, shown=False),
)  # fmt: skip


class RulesPart(QWidget):
    """Danh sách quy tắc của một bộ quy định."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build list and detail; ``read`` fills them."""
        super().__init__()
        self._desk, self._notice = desk, notice
        self.rows: Sequence[RuleRow] = ()
        self.set = QComboBox()
        self.set.setAccessibleName("Bộ quy định")
        for found in settings.rule_sets():
            self.set.addItem(found.id, found.id)
            self.set.setItemData(self.set.count() - 1, found.name, Qt.ItemDataRole.ToolTipRole)
        self.set.setCurrentIndex(max(self.set.findData(settings.rule_set(desk)), 0))
        self.kind = QComboBox()
        self.kind.setAccessibleName("Loại quy tắc")
        self.kind.addItem(_EVERY, "")
        for kind in RuleKind:
            self.kind.addItem(KIND[kind], kind.value)
        self.chips = {UNSURE: _chip(), OWN: _chip()}
        self.find_box = FindBox("Tìm quy tắc", width=150)
        self.table: Table[RuleRow] = Table(
            COLUMNS, identity=lambda row: (row.kind, row.key), name="Quy tắc", key="rules"
        )
        self.stack = ListOrWords(self.table, "Không có quy tắc nào như vậy.")
        self.empty = self.stack.empty
        self.detail = RuleDetail()
        self._lay()
        self._connect()
        begin_at(self, self.table)

    def read(self) -> None:
        """Read the rules of the set chosen, as they hold today."""
        book: RuleBook = rules.book(self._desk)
        found = book.under(self.chosen_set(), self._desk.day(), book.on(self._desk.day()).role)
        self.rows = [row for kind in RuleKind for row in found.rows(kind)]
        self._show()

    def chosen_set(self) -> str:
        """Return the rule set shown."""
        return str(self.set.currentData())

    @Slot()
    def change(self) -> None:
        """Change the rule under the cursor from a day on."""
        row = self.table.current_record()
        if row is None or not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        self._notice.clear()
        if ChangeDialog(self._desk, row, self.chosen_set(), self).exec():
            self.read()
            self._notice.say(f"Đã ghi bản mới của {row.key}.", "ok")

    @Slot()
    def withdraw(self) -> None:
        """Take back the newest version the office wrote of the rule under the cursor."""
        row = self.table.current_record()
        if row is None or not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        own = self._own_version(row)
        if own is None:
            self._notice.say("Quy tắc này văn phòng chưa sửa nên không có gì để bỏ.", "warn")
            return
        label = f"Lý do bỏ bản từ ngày {show_date(own.valid_from)}; bản bị bỏ vẫn đọc lại được"
        reason = ask_text(self, f"Bỏ bản ghi nhầm của {row.key}", label, main="Bỏ bản này")
        if reason is None:
            return
        try:
            rules.withdraw(self._desk, own.id, reason)
        except Problem as problem:
            self._notice.show_problem(problem)
        else:
            self.read()
            self._notice.say(f"Đã bỏ: {row.key} lại như trước.", "ok")

    def _own_version(self, row: RuleRow) -> RuleRow | None:
        """Return the version the office wrote last, also one that holds only later."""
        versions = rules.history(self._desk, row.kind, row.key)
        own = [one.row for one in versions if one.row.origin == OFFICE and not one.row.withdrawn]
        return max(own, key=lambda one: one.valid_from, default=None)

    def _lay(self) -> None:
        look = theme.current()
        tools = QHBoxLayout()
        tools.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        narrowing = (self.set, self.kind, self.find_box, *self.chips.values())
        tools.addWidget(flowing(*narrowing, spacing=look.px(8))[0])
        main = QWidget()
        ruled(main, tools, main=self.stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(main, self.detail))

    def _connect(self) -> None:
        for tool in (self.detail.change, self.detail.withdraw):
            allowed.allow(tool, self._desk, Permission.RULES)
        self.set.currentIndexChanged.connect(self.read)
        self.kind.currentIndexChanged.connect(self._show)
        for chip in self.chips.values():
            chip.toggled.connect(self._show)
        self.find_box.rested.connect(self._show)
        self.find_box.returnPressed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.change)
        self.detail.change.clicked.connect(self.change)
        self.detail.withdraw.clicked.connect(self.withdraw)
        keys: list[tuple[QKeySequence, Callable[[], object]]] = [
            (QKeySequence(Qt.Key.Key_F2), self.change),
            (QKeySequence(Qt.Key.Key_Delete), self.withdraw),
            (QKeySequence(Qt.Key.Key_F3), self.find_box.enter),
            (QKeySequence(QKeySequence.StandardKey.Find), self.find_box.enter),
        ]
        for sequence, act in keys:
            shortcut = QShortcut(sequence, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _show(self) -> None:
        kind, words = str(self.kind.currentData()), fold(self.find_box.text()).split()
        narrowed = [
            row
            for row in self.rows
            if (not kind or row.kind == kind)
            and all(word in fold(f"{row.key} {rule_title(row)} {row.source}") for word in words)
        ]
        tests: dict[str, Callable[[RuleRow], bool]] = {UNSURE: _unsure, OWN: _own}
        names = {UNSURE: "Chưa kiểm chứng", OWN: "Văn phòng, gói ghi"}
        for key, chip in self.chips.items():
            chip.setText(f"{names[key]} {show_number(sum(map(tests[key], narrowed)))}")
        asked = [tests[key] for key, chip in self.chips.items() if chip.isChecked()]
        shown = [row for row in narrowed if all(test(row) for test in asked)]
        self.table.show_records(shown)
        if shown and self.table.current_record() is None:
            self.table.select_first()
        self.stack.show_list(on=bool(shown))

    @Slot(object)
    def _on_current(self, row: RuleRow | None) -> None:
        versions = rules.history(self._desk, row.kind, row.key) if row is not None else ()
        self.detail.show_rule(row, versions)


def _unsure(row: RuleRow) -> bool:
    return not row.verified


def _own(row: RuleRow) -> bool:
    return row.origin != SHIPPED


def _chip() -> QPushButton:
    chip = theme.chip(QPushButton())
    chip.setCheckable(True)
    return chip
