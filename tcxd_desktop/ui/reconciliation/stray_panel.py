"""A line of the central list nobody here fits: what it says, who it may be after all."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.imports import Candidate
from tcxd_desktop.domain.reconciliation import Decided
from tcxd_desktop.domain.reconciliation_views import StrayRecon
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.basis_field import BasisField
from tcxd_desktop.wording.formats import show_date, show_number, upper_name
from tcxd_desktop.wording.reconciliation import DECIDED

_ASKS = "Ghi căn cứ (hoặc lý do bỏ qua) rồi Enter để quyết định."
SETTLED = "Đã ghi quyết định cho dòng này. Ctrl+↓: dòng sau."
_WHO = "Có thể là người nào ở đây?"
_NOBODY = "Không có ai ở đây giống dòng này."
COLUMNS = (
    Column[Candidate](
        "score", "Giống", lambda one: f"{one.score} %", sort=lambda one: -one.score, width=60,
        align="right",
    ),
    Column[Candidate]("name", "Họ và tên", lambda one: one.name, width=140),
    Column[Candidate]("birth", "Ngày sinh", lambda one: one.birth, width=86),
    Column[Candidate]("unit", "Chi bộ", lambda one: one.unit, width=320),
)  # fmt: skip


class StrayPanel(QWidget):
    """Shows a line and asks what to do with it; whoever holds it writes."""

    matched = Signal(int)
    """The line is about this person."""
    decided = Signal(object, str)
    """Decided (KEEP, PASSED) and the basis or reason."""
    undone = Signal(object)
    """Verdict to take back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.shown: StrayRecon | None = None
        self._pending = Decided.OPEN
        self._closed = False
        self._build()
        self._connect()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        self._whole.hide()

    def show_stray(self, stray: StrayRecon, bases: tuple[str, ...], *, closed: bool) -> None:
        """Show a line."""
        there = QApplication.focusWidget()
        held = there is not None and self.isAncestorOf(there) and not self.basis.isAncestorOf(there)
        other = self.shown is None or self.shown.entry.id != stray.entry.id
        self.shown, self._closed = stray, closed
        self._pending = Decided.OPEN
        if other:
            self.basis.set_value("")  # a basis is of one line, Ctrl+D repeats it
        entry = stray.entry
        self.name.say(upper_name(entry.name))
        where = f"dòng {entry.line} của danh sách cấp trên" if entry.line else ""
        self.place.say(" · ".join(part for part in (where, entry.doubt) if part))
        self.said.clear()
        frame, inside = card("Danh sách cấp trên ghi")
        inside.addLayout(facts(stray.fields))
        self.said.column.addWidget(frame)
        self.said.column.addStretch(1)
        found = stray.candidates
        self.who.setText(f"{_WHO} {show_number(len(found))}" if found else _NOBODY)
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        if found:
            self.table.select_first()
        self._show_verdict(stray)
        self.basis.offer(bases)
        self.basis.set_read_only(on=closed)
        self.match.setEnabled(bool(found) and not closed)
        for button in (self.keep, self.skip):
            button.setEnabled(not closed)
        if other or stray.verdict is None:
            self.notice.clear()
        if stray.verdict is not None and not other:
            self.notice.say(SETTLED, "ok")
        self._whole.show()
        begin_at(self, self.table if found else self.basis)
        if held:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_verdict(self, stray: StrayRecon) -> None:
        verdict = stray.verdict
        self.told.setVisible(verdict is not None)
        self.undo.setVisible(verdict is not None and not self._closed)
        if verdict is not None:
            self.told.setText(
                f"{DECIDED[verdict.decided]} ({show_date(verdict.on)}). Căn cứ: {verdict.basis}"
            )

    # --- acting -----------------------------------------------------------------------------------

    def ask(self, decided: Decided) -> None:
        """Take a decision about the line, or ask for its basis first."""
        if self.shown is None or self._closed:
            return
        text = str(self.basis.value() or "")
        if text:
            self.decided.emit(decided, text)
            return
        self._pending = decided
        self.notice.say(_ASKS, "warn")
        self.basis.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_keep(self) -> None:
        self.ask(Decided.KEEP)

    @Slot()
    def _on_skip(self) -> None:
        self.ask(Decided.PASSED)

    @Slot()
    def _on_entered(self) -> None:
        if self._pending is not Decided.OPEN:
            self.ask(self._pending)

    @Slot()
    def _on_candidate(self) -> None:
        """Say in full why somebody may be meant: the column is too narrow for it."""
        one = self.table.current_record()
        self.reasons.setText("; ".join(one.reasons) if one is not None else "")
        self.reasons.setVisible(one is not None)

    @Slot()
    def _on_match(self) -> None:
        one = self.table.current_record()
        if one is not None and not self._closed:
            self.matched.emit(one.person_id)

    @Slot()
    def _on_undo(self) -> None:
        if self.shown is not None and self.shown.verdict is not None:
            self.undone.emit(self.shown.verdict)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme.panel(self)
        self.name = Elided(least=120)
        theme.page_title(self.name)
        self.place = Elided(least=80)
        theme.muted(self.place)
        self.badge = theme.badge("Chỉ cấp trên có", "bad")
        self.notice = Notice()
        self.said = Scroll("Danh sách cấp trên ghi")
        self.who = theme.heading(QLabel())
        self.table: Table[Candidate] = Table(COLUMNS, identity=lambda one: one.person_id, name=_WHO)
        theme.mark(self.table, "boxed")
        self.basis = BasisField()
        self.told = text_label("", role="hint")
        self.reasons = text_label("", role="hint")
        self._whole = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        begin_at(self, self.table)
        acts = self._acts()
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.name)
        head.addWidget(self.badge)
        head.addStretch(1)
        column = QVBoxLayout(self._whole)
        side = look.px(14)
        column.setContentsMargins(side, look.px(10), side, look.px(10))
        column.setSpacing(look.px(6))
        column.addLayout(head)
        for widget in (self.place, self.notice):
            column.addWidget(widget)
        column.addWidget(self.said, 3)
        column.addWidget(self.who)
        column.addWidget(self.table, 2)
        column.addWidget(self.reasons)
        column.addWidget(self.told)
        column.addLayout(acts)
        column.addWidget(LabeledField("Căn cứ, lý do", self.basis))

    def _acts(self) -> QHBoxLayout:
        self.match = QPushButton("Đúng là người này")
        self.match.setToolTip("Đưa dòng này vào phần của người đang chọn (Enter)")
        self.keep = QPushButton("Đề nghị cấp trên bỏ")
        self.keep.setToolTip("Không phải đảng viên ở đây: đề nghị cấp trên đưa khỏi danh sách (F6)")
        self.skip = QPushButton("Bỏ qua")
        self.skip.setToolTip("Để nguyên, ghi lý do (F8)")
        self.undo = QPushButton("Bỏ quyết định")
        self.undo.setToolTip("Ctrl+Z")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(6))
        for button in (self.match, self.keep, self.skip, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.match.clicked.connect(self._on_match)
        self.table.opened.connect(self._on_match)
        self.table.current_changed.connect(self._on_candidate)
        self.keep.clicked.connect(self._on_keep)
        self.skip.clicked.connect(self._on_skip)
        self.undo.clicked.connect(self._on_undo)
        self.basis.entered.connect(self._on_entered)
