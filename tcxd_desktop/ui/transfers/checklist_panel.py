"""Phiếu kiểm tra khi tiếp nhận: each item with the clerk's answer, a note, and what was noticed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.transfers import STOPPING, Check, CheckItem, CheckResult
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import Scroll, empty_layout, text_label
from tcxd_desktop.ui.common.fields import LineField
from tcxd_desktop.ui.transfers.focus import inside
from tcxd_desktop.wording.transfers import CHECK_ITEM, CHECK_RESULT

_ANSWERS = (CheckResult.GOOD, CheckResult.BAD, CheckResult.NOT_APPLICABLE)
_KEYS = {
    Qt.Key.Key_1: CheckResult.GOOD,
    Qt.Key.Key_2: CheckResult.BAD,
    Qt.Key.Key_3: CheckResult.NOT_APPLICABLE,
    Qt.Key.Key_Plus: CheckResult.GOOD,
    Qt.Key.Key_Minus: CheckResult.BAD,
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TONES = {
    CheckResult.GOOD: "ok", CheckResult.BAD: "bad", CheckResult.NOT_APPLICABLE: "plain",
}  # fmt: skip
_ANY = 16_777_215
_NOTE, _BESIDE_FROM = 190, 720
"""Width of the note at the end of its line, and of the panel from which it stands there."""
STOP_WORDS = (
    "Mục lục chưa xác nhận, hoặc việc kết nạp có dấu hiệu không đúng: dừng tiếp nhận và gửi công "
    "văn cho nơi chuyển (06-HD/TW, 8.2.c; 38-HD/BTCTW, I.3.c)."
)


def counted(checks: Sequence[Check]) -> tuple[int, int]:
    """Return how many items are answered, and how many there are."""
    return sum(check.result is not CheckResult.OPEN for check in checks), len(checks)


def stopping(checks: Sequence[Check]) -> bool:
    """Tell whether an item was found bad that stops the reception."""
    return any(check.item in STOPPING and check.result is CheckResult.BAD for check in checks)


class CheckRow(QFrame):
    """One item: its name, three answers, a note; below it what the program noticed."""

    changed = Signal()
    moved = Signal(int)
    """Go to the item after (1) or before (-1)."""

    def __init__(self, check: Check, *, frozen: bool = False) -> None:
        """Show an item; ``frozen``: it can be read only."""
        super().__init__()
        theme.card(self)
        look = theme.current()
        self._check, self._frozen = check, frozen
        name = theme.heading(QLabel(CHECK_ITEM[check.item]))
        name.setWordWrap(True)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.answers: dict[CheckResult, QPushButton] = {}
        chips = QHBoxLayout()
        chips.setSpacing(look.px(6))
        for number, result in enumerate(_ANSWERS, start=1):
            chip = theme.chip(QPushButton(CHECK_RESULT[result]))
            chip.setChecked(check.result is result)
            chip.setToolTip(f"Phím {number}")
            chip.setAccessibleName(f"{CHECK_ITEM[check.item]}: {CHECK_RESULT[result]}")
            chip.clicked.connect(partial(self.answer, result))
            chip.setEnabled(not frozen)
            self._group.addButton(chip)
            self.answers[result] = chip
            theme.set_mark(chip, "tone", _TONES[result])
            chips.addWidget(chip)
        self.note = LineField("note", name=f"Ghi chú: {CHECK_ITEM[check.item]}")
        self.note.set_placeholder("ghi chú")
        self.note.set_value(check.note)
        self.note.set_read_only(on=frozen)
        self.note.editing_done.connect(self.changed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(look.px(11), look.px(5), look.px(9), look.px(5))
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(3))
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(name, 0, 0)
        self._grid.addLayout(chips, 0, 1)
        if check.hint:
            self._grid.addWidget(text_label(check.hint, role="muted"), 2, 0, 1, 3)
        self._beside: bool | None = None
        self.arrange(beside=True)
        begin_at(self, self.answers[CheckResult.GOOD])

    def arrange(self, *, beside: bool) -> None:
        """Put the note at the end of the line, or below it."""
        if beside is self._beside:
            return
        self._beside = beside
        self._grid.removeWidget(self.note)
        if beside:
            self.note.setFixedWidth(theme.current().px(_NOTE))
            self._grid.addWidget(self.note, 0, 2)
        else:
            self.note.setMinimumWidth(0)
            self.note.setMaximumWidth(_ANY)
            self._grid.addWidget(self.note, 1, 0, 1, 3)

    @property
    def check(self) -> Check:
        """The item as answered."""
        return replace(self._check, note=str(self.note.value() or ""))

    def answer(self, result: CheckResult) -> None:
        """Take an answer; the same one again takes it back."""
        self.give(CheckResult.OPEN if self._check.result is result else result)

    def give(self, result: CheckResult) -> None:
        """Take an answer."""
        if self._frozen:
            return
        for key, chip in self.answers.items():
            chip.setChecked(key is result)
        self._check = replace(self._check, result=result)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with 1, 2, 3 and go on; Delete takes an answer back; the arrows walk."""
        key = event.key()
        if key in _KEYS:
            self.give(_KEYS[Qt.Key(key)])
            self.moved.emit(1)
        elif key == Qt.Key.Key_Delete:
            self.give(CheckResult.OPEN)
        elif key in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)


class ChecklistPanel(QWidget):
    """All items; every answer is written at once."""

    changed = Signal(object)
    """The tuple of Check as answered."""
    stop_wanted = Signal()
    """Stop the reception, with the letter to the sender."""
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        look = theme.current()
        self.rows: list[CheckRow] = []
        self.head = theme.muted(QLabel())
        self.print = QPushButton("In phiếu kiểm tra")
        self.print.clicked.connect(self.print_wanted)
        self.stop_words = text_label(STOP_WORDS, role="said")
        theme.set_mark(self.stop_words, "tone", "warn")
        self.stop = QPushButton("Dừng tiếp nhận…")
        self.stop.clicked.connect(self.stop_wanted)
        self._stop_box = QWidget()
        below = QVBoxLayout(self._stop_box)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(look.px(6))
        below.addWidget(self.stop_words)
        below.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        above = QHBoxLayout()
        above.addWidget(self.head, 1)
        above.addWidget(self.print)
        self._scroll = Scroll("Phiếu kiểm tra khi tiếp nhận")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(above)
        column.addWidget(self._stop_box)
        column.addWidget(self._scroll, 1)
        self._frozen = False
        self._stop_box.hide()

    @property
    def checks(self) -> tuple[Check, ...]:
        """The items as answered."""
        return tuple(row.check for row in self.rows)

    def row(self, item: CheckItem) -> CheckRow:
        """Return the row of an item."""
        return next(row for row in self.rows if row.check.item is item)

    def show_checks(self, checks: Sequence[Check], *, frozen: bool, may_stop: bool) -> None:
        """Show the items of a case.

        Args:
            checks: in the order of the sheet.
            frozen: they can be read only.
            may_stop: the reception can be stopped now.
        """
        self._frozen = frozen
        self.stop.setEnabled(may_stop and not frozen)
        same = [row.check.item for row in self.rows] == [check.item for check in checks]
        if same and self.checks == tuple(checks):
            self._tell()
            return
        kept = next((n for n, row in enumerate(self.rows) if inside(row)), -1)
        empty_layout(self._scroll.column)
        self.rows = []
        for place, check in enumerate(checks):
            row = CheckRow(check, frozen=frozen)
            row.changed.connect(self._on_changed)
            row.moved.connect(partial(self._walk, place))
            row.arrange(beside=self._room())
            self._scroll.column.addWidget(row)
            self.rows.append(row)
        self._scroll.column.addStretch(1)
        self._tell()
        if 0 <= kept < len(self.rows):
            self.rows[kept].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the notes where there is room for them."""
        super().resizeEvent(event)
        for row in self.rows:
            row.arrange(beside=self._room())

    def _room(self) -> bool:
        return self.width() >= theme.current().px(_BESIDE_FROM)

    def focus_first(self) -> None:
        """Go to the first item that is not answered."""
        wanted = [row for row in self.rows if row.check.result is CheckResult.OPEN] or self.rows
        if wanted:
            wanted[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, place: int, by: int) -> None:
        target = place + by
        if 0 <= target < len(self.rows):
            self.rows[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[target])

    def _tell(self) -> None:
        done, whole = counted(self.checks)
        self.head.setText(f"Đã kiểm tra {done}/{whole} mục")
        self._stop_box.setVisible(stopping(self.checks))

    @Slot()
    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit(self.checks)
