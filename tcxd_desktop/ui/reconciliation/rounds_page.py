"""The page Đối chiếu: every round with its figures; one of them beside the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_views import RoundLine
from tcxd_desktop.office import reconciliation
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow, refuse, told
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.bar_cells import BarCells
from tcxd_desktop.ui.reconciliation.offers import NOT_WHOLE, OPEN
from tcxd_desktop.ui.reconciliation.round_dialog import RoundDialog
from tcxd_desktop.ui.reconciliation.rounds_rows import (
    COLUMNS,
    DONE,
    facts_of,
    fields_of,
    figures_of,
    share,
)
from tcxd_desktop.wording.access import why_not

TITLE = "Đối chiếu"
STEPS = (
    ("Mở đợt", "Chọn chi bộ và các mục đối chiếu."),
    ("Đưa các nguồn vào", "Danh sách cấp trên xuất ra, thẻ căn cước, phiếu rà soát đảng viên ký."),
    ("Giải quyết từng người", "Mục nào khác thì lấy theo nguồn, giữ hồ sơ, ghi giá trị khác hoặc "
     "bỏ qua, với căn cứ."),
    ("Đề nghị đính chính", "Mục cấp trên ghi sai: lập văn bản đề nghị, theo dõi đến khi sửa."),
    ("Kết thúc đợt", "Số liệu được giữ nguyên; in kết quả theo chi bộ."),
)  # fmt: skip


class RoundsPage(LivePage):
    """List | one round. A round is opened by who holds this page."""

    title = TITLE
    icon = "columns-3"
    subjects = frozenset({"recon", "recon_entry", "recon_verdict", "person", "unit"})

    round_wanted = Signal(int)
    """Open a round."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build list and panel; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._serial = self._wanted = 0
        self._build()
        self._connect()

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the rounds again; the cursor stays."""
        super().refresh()
        self._serial += 1
        serial, desk = self._serial, self._desk

        def work(_progress: Progress) -> list[RoundLine]:
            return reconciliation.rounds(desk)

        def done(found: list[RoundLine]) -> None:
            if serial == self._serial:
                self._show(found)

        self._jobs.run(
            work, done=done, failed=self.notice.show_problem, title="Đang đọc các đợt đối chiếu…"
        )

    def point_at(self, round_id: int) -> None:
        """Put the cursor on a round; now, or when the list is read."""
        self._wanted = 0 if self.table.select(round_id) else round_id

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if why_not(self._desk.actor, Permission.EDIT) or self._desk.actor.units:
            return ()
        return (Offer(OPEN, self.open_new, self.icon),)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the list the keyboard."""
        super().showEvent(event)
        self._take_keyboard()

    # --- acting -----------------------------------------------------------------------------------

    @Slot()
    def open_new(self) -> None:
        """Begin a round and open it."""
        if not self._may():
            return
        dialog = RoundDialog(self._desk, None, self)
        if dialog.exec() and dialog.made is not None:
            self.round_wanted.emit(dialog.made.id)

    @Slot()
    def edit(self) -> None:
        """Mend the round of the cursor."""
        line = self.table.current_record()
        if line is None or line.round.closed:
            return
        if self._may():
            RoundDialog(self._desk, line.round, self).exec()

    def _may(self) -> bool:
        """Tell whether the account may open and mend rounds; the notice says why not."""
        if not told(self.notice, self._desk, Permission.EDIT):
            return False
        if self._desk.actor.units:
            self.notice.say(NOT_WHOLE, "warn")
        return not self._desk.actor.units

    @Slot()
    def open_current(self) -> None:
        """Open the round of the cursor."""
        line = self.table.current_record()
        if line is not None:
            self.round_wanted.emit(line.round.id)

    # --- showing ----------------------------------------------------------------------------------

    def _show(self, found: Sequence[RoundLine]) -> None:
        self.table.show_records(found)
        self.stack.setCurrentIndex(0 if found else 1)
        self.count.setText(f"{len(found)} đợt" if found else "")
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0
        if found and self.table.current_record() is None:
            self.table.select_first()
        running = sum(not line.round.closed for line in found)
        self.counted.emit(running)
        self._look()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        if not self.isVisible():
            return
        target: QWidget = self.table if self.stack.currentIndex() == 0 else self.new
        target.setFocus()

    @Slot()
    def _look(self) -> None:
        line = self.table.current_record()
        self.panel.clear()
        self.side.setVisible(line is not None)
        if line is None:
            return
        told_round: Round = line.round
        column = self.panel.column
        name = theme.page_title(text_label(told_round.name))
        column.addWidget(name)
        figures, inside = card("Số liệu")
        inside.addLayout(facts(figures_of(line)))
        about, below = card("Về đợt này")
        below.addLayout(facts(facts_of(line)))
        fields, under = card(f"{len(told_round.fields)} mục đối chiếu")
        under.addWidget(text_label(fields_of(told_round), role="muted"))
        for frame in (figures, about, fields):
            column.addWidget(frame)
        column.addStretch(1)
        self.mend.setEnabled(not told_round.closed)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.heading = theme.page_title(QLabel(TITLE))
        self.count = theme.muted(QLabel())
        self.new = theme.primary(QPushButton("Mở đợt mới"))
        self.new.setToolTip("Mở một đợt đối chiếu (Ctrl+N)")
        allow(self.new, self._desk, Permission.EDIT)
        self.notice = Notice()
        self.table: Table[RoundLine] = Table(
            COLUMNS, identity=lambda line: line.round.id, name="Các đợt đối chiếu",
            key="reconciliation-rounds",
        )  # fmt: skip
        self.table.setItemDelegate(BarCells(DONE, share, self.table))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(_how())
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.heading)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.new)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        above.setSpacing(look.px(8))
        above.addLayout(head)
        above.addWidget(self.notice)
        left = QWidget()
        ruled(left, above, main=self.stack)
        self.sides = Beside(left, self._side())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sides)
        begin_at(self, self.table)

    def _side(self) -> QWidget:
        look = theme.current()
        self.panel = Scroll("Đợt đối chiếu đang chọn")
        self.open = theme.primary(QPushButton("Vào đợt"))
        self.open.setToolTip("Enter")
        self.mend = icons.put(QPushButton("Sửa…"), "pencil")
        self.mend.setToolTip("Tên, chi bộ, mục đối chiếu (F2)")
        allow(self.mend, self._desk, Permission.EDIT)
        if self._desk.actor.units:
            refuse(self.new, NOT_WHOLE)
            refuse(self.mend, NOT_WHOLE)
        self.side = QWidget()
        inside = QVBoxLayout(self.side)
        inside.setContentsMargins(look.px(14), look.px(4), look.px(12), look.px(12))
        inside.addWidget(self.panel, 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.open)
        row.addWidget(self.mend)
        row.addStretch(1)
        inside.addLayout(row)
        holder = theme.panel(QWidget())
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.side)
        return holder

    def _connect(self) -> None:
        self.new.clicked.connect(self.open_new)
        self.open.clicked.connect(self.open_current)
        self.mend.clicked.connect(self.edit)
        self.table.opened.connect(self.open_current)
        self.table.current_changed.connect(self._look)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+N", self.open_new), ("F2", self.edit),
        ]  # fmt: skip
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)


def _how() -> QWidget:
    """Return what a round is, for an office that has had none."""
    look = theme.current()
    whole = theme.panel(QWidget())
    column = QVBoxLayout(whole)
    column.setContentsMargins(look.px(18), look.px(18), look.px(18), look.px(18))
    column.setSpacing(look.px(4))
    column.addWidget(theme.heading(QLabel("Chưa có đợt đối chiếu nào. Một đợt đi qua năm bước:")))
    column.addSpacing(look.px(6))
    for number, (name, what) in enumerate(STEPS, start=1):
        line = QHBoxLayout()
        line.setSpacing(look.px(10))
        line.addWidget(theme.badge(str(number)), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(QLabel(name))
        words.addWidget(text_label(what, role="muted"))
        line.addLayout(words, 1)
        column.addLayout(line)
        column.addSpacing(look.px(6))
    column.addStretch(1)
    return whole
