"""Below the comparison: by which source, which of four decisions, on what basis."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.reconciliation import Decided, Source
from tcxd_desktop.domain.reconciliation_views import FieldRecon
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import empty_layout
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.reconciliation.basis_field import BasisField
from tcxd_desktop.ui.reconciliation.field_rows import WHOLE, short
from tcxd_desktop.ui.reconciliation.value_fields import ValueBox

BUTTONS = (
    (Decided.TAKE, "Lấy theo nguồn", "F5", "Nguồn đúng: sửa hồ sơ theo nguồn"),
    (Decided.KEEP, "Giữ hồ sơ", "F6", "Hồ sơ đúng: đề nghị nơi kia sửa"),
    (Decided.OTHER, "Giá trị khác…", "F7", "Cả hai sai: ghi giá trị theo căn cứ"),
    (Decided.PASSED, "Bỏ qua", "F8", "Để nguyên, ghi lý do"),
)
"""Decision, words, key that works anywhere on the page, what it does."""
UNDO_KEY = "Ctrl+Z"
_ALWAYS = frozenset({Decided.KEEP, Decided.PASSED})
"""Decisions that do not write into our record."""
_BASIS, _REASON = "Căn cứ", "Lý do bỏ qua"
ASKS_BASIS = "Ghi căn cứ rồi Enter để quyết định."
ASKS_REASON = "Ghi lý do bỏ qua rồi Enter để quyết định."
ASKS_VALUE = "Gõ giá trị đúng, ghi căn cứ rồi Enter để quyết định."


class VerdictBar(QWidget):
    """Takes a decision and what goes with it; a decision without its basis waits for it."""

    decided = Signal(object)
    """Decided, once everything that goes with it is there."""
    undo_wanted = Signal()
    refused = Signal()
    """A decision was asked for by its key that cannot be taken of this field."""

    def __init__(self, today: date, codes: CodeLists, parent: QWidget | None = None) -> None:
        """Start with nothing to decide."""
        super().__init__(parent)
        self._today, self._codes = today, codes
        self._row: FieldRecon | None = None
        self.corrects = True
        """Whether the account may correct fixed facts."""
        self._pending = Decided.OPEN
        """A decision that was asked for before its basis was written."""
        self._basis_before = ""
        self.box: ValueBox | None = None
        self.basis = BasisField()
        self.asks = theme.mark(QLabel(), "message")
        theme.set_mark(self.asks, "tone", "warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self._decisions())
        column.addLayout(self._fields())
        column.addWidget(self.asks)
        self.basis.entered.connect(self._on_entered)
        self.asks.hide()
        self.show_row(None, None, closed=False)

    def _decisions(self) -> QWidget:
        self.buttons: dict[Decided, QPushButton] = {}
        for number, (decided, words, key, tip) in enumerate(BUTTONS, start=1):
            button = QPushButton(f"{number}  {words}")
            button.setAccessibleName(words)
            button.setToolTip(f"{tip} (phím {number} trên bảng, {key} ở mọi chỗ)")
            button.clicked.connect(partial(self.ask, decided))
            self.buttons[decided] = button
        self.undo = QPushButton("Bỏ quyết định")
        self.undo.setToolTip(f"Mục này trở lại chưa quyết định ({UNDO_KEY})")
        self.undo.clicked.connect(self.undo_wanted)
        holder, _ = flowing(*self.buttons.values(), self.undo, spacing=theme.current().px(6))
        return holder

    def _fields(self) -> QHBoxLayout:
        self.caption = theme.muted(QLabel(_BASIS))
        self.caption.setBuddy(self.basis)
        self._value_holder = QWidget()
        self._value_place = QHBoxLayout(self._value_holder)
        self._value_place.setContentsMargins(0, 0, 0, 0)
        self._value_holder.hide()
        fields = QHBoxLayout()
        fields.setSpacing(theme.current().px(8))
        fields.addWidget(self._value_holder, 2)
        fields.addWidget(self.caption)
        fields.addWidget(self.basis, 3)
        return fields

    @property
    def pending(self) -> Decided:
        """The decision that waits for its basis or value."""
        return self._pending

    def offer_bases(self, recent: Sequence[str]) -> None:
        """Offer the papers used last."""
        self.basis.offer(recent)

    def show_row(self, row: FieldRecon | None, source: Source | None, *, closed: bool) -> None:
        """Offer what can be decided of a field, going by ``source``.

        What was pending for another field is forgotten.
        """
        same = row is not None and self._row is not None and row.target == self._row.target
        self._row = row
        if not same:
            self.forget()
        may = row is not None and row.differs and not closed
        for decided, button in self.buttons.items():
            button.setEnabled(may and self._fits(decided, row, source))
        decided_on = row is not None and row.verdict is not None
        self.undo.setVisible(decided_on)
        self.undo.setEnabled(decided_on and not closed)
        self.basis.set_read_only(on=closed)
        words = short(source) if source is not None else "nguồn"
        take = self.buttons[Decided.TAKE]
        take.setText(f"1  Lấy theo {words}")
        take.setAccessibleName(f"Lấy theo {words}")

    def begin(self) -> None:
        """Begin with somebody else: a basis is of one person, Ctrl+D repeats it."""
        self.forget()
        self.basis.set_value("")

    def forget(self) -> None:
        """Take back a decision that waits; the basis is again what it was."""
        if self._pending is Decided.PASSED:
            self.basis.set_value(self._basis_before)
        self._pending = Decided.OPEN
        self.asks.hide()
        self.caption.setText(_BASIS)
        self._value_holder.hide()
        empty_layout(self._value_place)
        self.box = None

    def value(self) -> str:
        """Return the value typed for *Giá trị khác*.

        Raises:
            Problem: it cannot be a value of the field.
        """
        return self.box.text() if self.box is not None else ""

    def text(self) -> str:
        """Return the basis, or the reason a field is passed over."""
        return str(self.basis.value() or "")

    @Slot(object)
    def ask(self, decided: Decided) -> None:
        """Take a decision, or ask for what it needs first."""
        if self._row is None:
            return
        if not self.buttons[decided].isEnabled():
            self.refused.emit()
            return
        if decided is not self._pending:
            self.forget()
        first = self._pending is Decided.OPEN
        self._pending = decided
        if first and decided is Decided.OTHER:
            self._ask_value(self._row)
        elif first and decided is Decided.PASSED:
            self._basis_before = self.text()
            self.basis.set_value("")
            self._ask_basis(_REASON, ASKS_REASON)
        elif not self.text():
            passed = decided is Decided.PASSED
            self._ask_basis(_REASON if passed else _BASIS, ASKS_REASON if passed else ASKS_BASIS)
        else:
            self.decided.emit(decided)

    def _ask_value(self, row: FieldRecon) -> None:
        self.box = ValueBox(row.target, f"{row.label}: giá trị đúng", self._today, self._codes)
        self.box.show(row.ours)
        caption = theme.muted(QLabel("Giá trị đúng"))
        caption.setBuddy(self.box.field)
        self._value_place.addWidget(caption)
        self._value_place.addWidget(self.box.field, 1)
        self._value_holder.show()
        QWidget.setTabOrder(self.box.field.entries()[-1], self.basis.edit)
        self._say(ASKS_VALUE)
        self.box.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.select_all()

    def _ask_basis(self, caption: str, words: str) -> None:
        self.caption.setText(caption)
        self._say(words)
        self.basis.setFocus(Qt.FocusReason.OtherFocusReason)
        self.basis.edit.selectAll()

    def _say(self, words: str) -> None:
        self.asks.setText(words)
        self.asks.show()

    @Slot()
    def _on_entered(self) -> None:
        if self._pending is not Decided.OPEN:
            self.ask(self._pending)

    def _fits(self, decided: Decided, row: FieldRecon | None, source: Source | None) -> bool:
        """Tell whether a decision can be taken of a field; a blank source has no word to take."""
        if row is None or decided in _ALWAYS:
            return row is not None
        if row.target == WHOLE or not row.writable or (row.locked and not self.corrects):
            return False
        return decided is Decided.OTHER or (source is not None and bool(row.theirs.get(source)))
