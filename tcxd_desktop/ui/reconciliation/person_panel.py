"""One person of a round: the fields side by side, the one of the cursor in full, the decision."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.reconciliation import Decided, Source
from tcxd_desktop.domain.reconciliation_views import FieldRecon, PersonRecon, Ruling
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.reconciliation.compare_view import CompareView
from tcxd_desktop.ui.reconciliation.field_grid import FieldGrid
from tcxd_desktop.ui.reconciliation.field_rows import WHOLE, best, rows_of, short, sources_of
from tcxd_desktop.ui.reconciliation.people_rows import CHIPS, TONES
from tcxd_desktop.ui.reconciliation.verdict_bar import VerdictBar
from tcxd_desktop.wording.formats import show_number, upper_name
from tcxd_desktop.wording.reconciliation import SOURCE

SETTLED = "Đã giải quyết hết các mục của người này. Ctrl+↓: người sau."
RESTRICTED = (
    "Dữ liệu của người này chỉ được lưu giữ theo quyết định: xem được, không quyết định được."
)
LOCKED = "Mục đã cố định: lấy theo nguồn là đính chính, cần số quyết định."
LOCKED_FOR_YOU = (
    "Mục đã cố định: chỉ trưởng ban đính chính được. Giữ hồ sơ, bỏ qua, hoặc để lại cho trưởng ban."
)
ASK_TOO = "Cấp trên vẫn ghi khác: mục này chờ ở phần Đề nghị đính chính."
NOT_WRITTEN = "Mục này không sửa ở đây: đổi chi bộ thì lập ca ở trang Chuyển sinh hoạt."
_UNSEEN = (
    "Chưa có nguồn nào nói về người này: đưa danh sách cấp trên vào, quét thẻ căn cước, "
    "hoặc nhập lại phiếu."
)


class PersonPanel(QWidget):
    """Shows somebody and asks for decisions; whoever holds it writes them."""

    ruled = Signal(object, object)
    """Ruling, and the FieldRecon it is about."""
    undone = Signal(object)
    """FieldRecon whose decision is taken back."""
    walk_wanted = Signal(int)
    """The next person (1), the one before (-1)."""
    open_wanted = Signal(int)
    """The dossier of somebody."""
    card_wanted = Signal()
    """Read the citizen card of whoever is shown."""

    def __init__(self, today: date, codes: CodeLists, parent: QWidget | None = None) -> None:
        """Start without anybody."""
        super().__init__(parent)
        self.person: PersonRecon | None = None
        self._closed = False
        self._settled = False
        """Whether the notice says that nothing waits any more."""
        self._build(today, codes)
        self._connect()
        self.clear()

    # --- showing ----------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nobody."""
        self.person = None
        self._whole.hide()

    def show_person(
        self, person: PersonRecon, bases: Sequence[str], *, closed: bool = False
    ) -> None:
        """Show somebody; the cursor stays on its field, else goes to the first that waits."""
        other = self.person is None or self.person.person_id != person.person_id
        self.person = person
        self._closed = closed or person.restricted
        self.name.say(upper_name(person.name))
        self.place.say(" · ".join(part for part in (person.birth, person.unit) if part))
        rows = rows_of(person)
        waiting = sum(row.open for row in rows)
        words = f"Còn {show_number(waiting)} mục khác" if waiting else CHIPS[person.state]
        theme.set_badge(self.badge, words, TONES[person.state])
        if waiting and self._settled:
            self.notice.clear()  # a decision was taken back
        self._settled = self._settled and not waiting
        self.bar.offer_bases(bases)
        if other:
            self.bar.begin()
            self.notice.clear()
            self._settled = False
            self.grid.clearSelection()
        self.grid.show_rows(rows, sources_of(person))
        if other or self.grid.current_record() is None:
            self.grid.select_first()
            self.grid.go_to_open()
        if person.restricted:
            self.notice.say(RESTRICTED, "warn", closable=False)
        elif not sources_of(person):
            self.notice.say(_UNSEEN, closable=False)
        self._whole.show()
        self._on_row()

    def go_on(self) -> bool:
        """Go to the next field that waits; false, and said so, when there is none."""
        self.bar.forget()
        if self.grid.go_to_open():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self.notice.say(SETTLED, "ok")
        self._settled = True
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def decide(self, decided: Decided) -> None:
        """Take a decision about the field of the cursor, or ask for what it needs."""
        self.bar.ask(decided)

    def undo(self) -> None:
        """Take the decision about the field of the cursor back."""
        row = self.grid.current_record()
        if row is not None and row.verdict is not None and not self._closed:
            self.undone.emit(row)

    # --- acting -----------------------------------------------------------------------------------

    @Slot(object)
    def _on_decided(self, decided: Decided) -> None:
        row, source = self.grid.current_record(), self.grid.source
        if row is None or self.person is None:
            return
        ruling = Ruling(
            field=row.target,
            decided=decided,
            source=source or best(row) or Source.CENTRAL,
            value=self.bar.value() if decided is Decided.OTHER else "",
            basis=self.bar.text(),
            version=self.person.version,
        )
        self.ruled.emit(ruling, row)

    @Slot()
    def _on_refused(self) -> None:
        """Say why a key did nothing."""
        row = self.grid.current_record()
        told = self._why_not(row, self.grid.source) if row is not None and row.open else ""
        if told and not self._closed:
            self.notice.say(told, "warn")

    @Slot()
    def _on_row(self) -> None:
        row, source = self.grid.current_record(), self.grid.source
        closed = self._closed or self.person is None
        self.bar.show_row(row, source, closed=closed)
        if row is None:
            self.compare.hide()
            return
        shown = source or next(iter(row.theirs), None)
        self.compare.setVisible(shown is not None and row.target != WHOLE)
        if shown is not None:
            words = SOURCE[shown]
            self.compare.show_texts(row.ours, row.theirs.get(shown, ""), words)
        self._say_row(row, source)

    def _say_row(self, row: FieldRecon, source: Source | None) -> None:
        """Say what was decided of the field, and on what basis."""
        verdict = row.verdict
        if verdict is None:
            told = "Một bên đã đổi sau lần quyết định trước." if row.earlier is not None else ""
        else:
            by = f" theo {short(source)}" if verdict.decided is Decided.TAKE and source else ""
            told = f"Đã quyết định{by}. Căn cứ: {verdict.basis}" if verdict.basis else ""
            if verdict.decided is not Decided.KEEP and row.to_request:
                told = f"{told} {ASK_TOO}".strip()
        if row.open:
            told = self._why_not(row, source) or told
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _why_not(self, row: FieldRecon, source: Source | None) -> str:
        """Return why some of the decisions cannot be taken of a field, or need more."""
        if row.locked:
            return LOCKED if self.bar.corrects else LOCKED_FOR_YOU
        if row.target and not row.writable:
            return NOT_WRITTEN
        if source is not None and row.target and not row.theirs.get(source):
            return f"Chỗ này {short(source)} để trống: không có gì để lấy sang hồ sơ."
        return ""

    def leave_bar(self) -> bool:
        """Take back a decision that waits for its basis; false: none waits."""
        if self.bar.pending is Decided.OPEN:
            return False
        self.bar.forget()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @Slot()
    def _on_open(self) -> None:
        if self.person is not None:
            self.open_wanted.emit(self.person.person_id)

    # --- building ---------------------------------------------------------------------------------

    def _build(self, today: date, codes: CodeLists) -> None:
        theme.panel(self)
        self._heads()
        self.notice = Notice()
        self.grid = FieldGrid()
        self.compare = CompareView()
        self.told = theme.hint(QLabel())
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = VerdictBar(today, codes)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above())
        column.addWidget(theme.rule())
        column.addWidget(self.grid, 1)
        column.addWidget(theme.rule())
        column.addLayout(self._below())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        begin_at(self, self.grid)

    def _heads(self) -> None:
        self.name = Elided(least=120)
        theme.page_title(self.name)
        self.place = Elided(least=80)
        theme.muted(self.place)
        self.badge = theme.badge("")
        self.before = _turn("chevron-left", "Người trước", "Ctrl+↑")
        self.after = _turn("chevron-right", "Người sau", "Ctrl+↓")
        self.card = icons.put(QPushButton("Đọc thẻ"), "camera")
        self.card.setToolTip("Đọc mã QR thẻ căn cước của người này (F4)")
        self.open = icons.put(QPushButton("Hồ sơ"), "user")
        self.open.setToolTip("Mở hồ sơ đảng viên (F2)")

    def _above(self) -> QVBoxLayout:
        look = theme.current()
        told = QHBoxLayout()
        told.setSpacing(look.px(8))
        told.addWidget(self.name)
        told.addWidget(self.badge)
        told.addStretch(1)
        who = QVBoxLayout()
        who.setSpacing(look.px(1))
        who.addLayout(told)
        who.addWidget(self.place)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addLayout(who, 1)
        for button in (self.before, self.after, self.card, self.open):
            head.addWidget(button)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(6), look.px(14), look.px(6))
        above.setSpacing(look.px(4))
        above.addLayout(head)
        above.addWidget(self.notice)
        return above

    def _below(self) -> QVBoxLayout:
        look = theme.current()
        below = QVBoxLayout()
        below.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(10))
        below.setSpacing(look.px(6))
        for part in (self.compare, self.told, self.bar):
            below.addWidget(part)
        return below

    def _connect(self) -> None:
        self.grid.current_changed.connect(self._on_row)
        self.grid.source_changed.connect(self._on_row)
        self.grid.decision_wanted.connect(self.bar.ask)
        self.grid.undo_wanted.connect(self.undo)
        self.grid.opened.connect(self._on_entered)
        self.bar.decided.connect(self._on_decided)
        self.bar.undo_wanted.connect(self.undo)
        self.bar.refused.connect(self._on_refused)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.open.clicked.connect(self._on_open)
        self.card.clicked.connect(self.card_wanted)

    @Slot()
    def _on_entered(self) -> None:
        """Enter goes to the next field that waits; where there is none, to the next person."""
        if not self.grid.go_to_open():
            self.walk_wanted.emit(1)

    @Slot()
    def _on_before(self) -> None:
        self.walk_wanted.emit(-1)

    @Slot()
    def _on_after(self) -> None:
        self.walk_wanted.emit(1)


def _turn(picture: str, name: str, keys: str) -> QToolButton:
    button = theme.quiet(QToolButton())
    button.setIcon(icons.icon(picture, "muted"))
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})")
    return button
