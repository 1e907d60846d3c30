"""Thẻ căn cước vào đợt: card after card is read, told whose it is, and kept as a source."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tcxd_desktop.domain.citizen_card import CardMatch, CitizenCard
from tcxd_desktop.domain.errors import PictureTooBigProblem, Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation_views import PersonRecon
from tcxd_desktop.office import citizen_cards, files, reconciliation, reconciliation_cards
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.scan_box import ScanBox
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.citizen_card import DOUBT
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.merging import reasons_text

_BIGGEST = 10 * 1024 * 1024
_HIGH = 130
_WAITING = "Bấm vào đây (F3), rồi quét mã QR trên thẻ căn cước"
_READY = "Sẵn sàng: hãy quét mã QR trên thẻ căn cước"
_HOW = (
    "Quét thẻ này đến thẻ khác, hoặc chọn, thả ảnh chụp thẻ. Điều thẻ ghi được đặt cạnh hồ sơ để "
    "đối chiếu; ảnh không được lưu."
)
_WHO = "Thẻ này của ai? Chọn người rồi Enter."
_NOBODY = "Không có ai ở đây giống thẻ này."
COLUMNS: Final[tuple[Column[CardMatch], ...]] = (
    Column("name", "Họ và tên", lambda one: one.name, width=150, sortable=False),
    Column("birth", "Ngày sinh", lambda one: show_date(one.birth), width=88, sortable=False),
    Column("unit", "Chi bộ", lambda one: one.unit, width=130, sortable=False),
    Column("why", "Vì sao", lambda one: "; ".join(reasons_text(one.signs)), width=180, muted=True,
           sortable=False),
)  # fmt: skip


class CardDialog(Dialog):
    """Stays open for the next card; *Xong* shows the person of the last one."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        round_id: int,
        person_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """Wait for cards.

        Args:
            desk: where.
            jobs: reads pictures beside the screens.
            round_id: the round they are held against.
            person_id: whose the first one should be; 0: whoever it is.
            parent: owner.

        Raises:
            Problem: the account may not look at that person.
        """
        super().__init__("Đọc thẻ căn cước vào đợt", parent, width=620)
        self._desk, self._jobs, self._round_id = desk, jobs, round_id
        self._asked: PersonRecon | None = (
            reconciliation.person(desk, round_id, person_id) if person_id else None
        )
        self._running: Job | None = None
        self.card: CitizenCard | None = None
        self.person_id = person_id
        """Whose card was taken last."""
        self.taken = 0
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_matches(())

    # --- reading ----------------------------------------------------------------------------------

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Read what a scanner typed."""
        try:
            self._on_card(citizen_cards.read_text(self._desk, text))
        except Problem as problem:
            self._on_refused(problem)

    @Slot()
    def choose(self) -> None:
        """Let the user choose a picture of the card."""
        path = dialogs.open_file(self, "Chọn ảnh chụp thẻ", dialogs.PICTURES)
        if path is not None:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a picture off the screens' thread; it is parsed in a process of its own."""
        if self._running is not None:
            return
        try:
            data = files.read_file(path)
            if len(data) > _BIGGEST:
                raise PictureTooBigProblem
        except Problem as problem:
            self._on_refused(problem)
            return
        desk, name = self._desk, path.name

        def work(_progress: Progress) -> CitizenCard:
            return citizen_cards.read_picture(desk, data, name)

        self.scan.say(f"Đang đọc {name}…")
        self._running = self._jobs.run(
            work, done=self._on_card, failed=self._on_refused, title="Đang đọc ảnh thẻ…"
        )

    def _on_card(self, card: CitizenCard) -> None:
        self.notice.clear()
        self.card = card
        born = show_date(card.birth)
        self.said.setText(" · ".join(part for part in (card.name, born, card.home) if part))
        doubts = "\n".join(DOUBT[one] for one in card.doubts)
        if doubts:
            self.notice.say(doubts, "warn")
        try:
            found = [one for one in citizen_cards.find(self._desk, card) if one.person_id]
        except Problem as problem:
            self._on_refused(problem)
            return
        sure = self._sure(found)
        if sure is not None:
            self.take(sure)
        else:
            self._show_matches(found)

    def _sure(self, found: Sequence[CardMatch]) -> int | None:
        """Return whose card it is for certain: the one asked for, where it may well be his."""
        if self._asked is not None:
            asked = self._asked.person_id
            return asked if any(one.person_id == asked for one in found) else None
        certain = [one for one in found if one.certain]
        return certain[0].person_id if len(certain) == 1 else None

    # --- taking -----------------------------------------------------------------------------------

    def take(self, person_id: int) -> None:
        """Keep the card as what it says of somebody, and wait for the next."""
        card = self.card
        if card is None:
            return
        try:
            made = reconciliation_cards.take_card(self._desk, self._round_id, person_id, card)
        except Problem as problem:
            self.show_problem(problem)
            return
        self.card, self._asked = None, None
        self.person_id = person_id
        self.taken += 1
        differing = sum(one.open for one in made.fields)
        words = f"còn {show_number(differing)} mục khác" if differing else "không có mục nào khác"
        self._show_matches(())
        self.said.setText("")
        self.count.setText(f"Đã nhận {show_number(self.taken)} thẻ")
        self.scan.say(f"Đã nhận thẻ của {made.name}: {words}. Quét thẻ tiếp theo.")
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_chosen(self) -> None:
        one = self.table.current_record()
        if one is not None:
            self.take(one.person_id)

    def _show_matches(self, found: Sequence[CardMatch]) -> None:
        waiting = self.card is not None
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.yes.setVisible(bool(found))
        self.who.setVisible(waiting)
        self.who.setText(_WHO if found else _NOBODY)
        if found:
            self.table.select_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, problem: Problem) -> None:
        self.scan.say("")
        self.show_problem(problem)

    def accept_ready(self) -> None:
        """Leave."""

    def done(self, result: int) -> None:
        """Leave and hear of no more work."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)

    # --- dropping ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one picture be dropped."""
        if len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the picture that was dropped."""
        self.read_file(Path(event.mimeData().urls()[0].toLocalFile()))

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        whom = f"Thẻ của {self._asked.name}." if self._asked is not None else ""
        self.say(f"{whom} {_HOW}".strip(), quiet=True)
        self.scan = ScanBox(waiting=_WAITING, ready=_READY)
        self.said = text_label("")
        self.who = theme.heading(QLabel())
        self.table: Table[CardMatch] = Table(
            COLUMNS, identity=lambda one: one.person_id, name="Chủ thẻ có thể là"
        )
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(theme.current().px(_HIGH))
        self.count = theme.muted(QLabel())
        for widget in (self.scan, self.said, self.who, self.table, self.count):
            self.body.addWidget(widget)
        self.add_buttons("Xong", cancel="")
        if self.main is not None:
            self.main.setToolTip("Esc")
        self.picture = icons.put(self.add_button("Chọn ảnh…", left=True), "camera")
        self.picture.setToolTip("Ctrl+O")
        self.yes: QPushButton = self.add_button("Là người này")
        self.scan.setFocus()

    def _connect(self) -> None:
        self.scan.scanned.connect(self.take_text)
        self.picture.clicked.connect(self.choose)
        self.picture.setShortcut("Ctrl+O")
        self.yes.clicked.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)
        self._jobs.over.connect(self._on_over)
        shortcut = QShortcut(QKeySequence("F3"), self)
        shortcut.activated.connect(partial(self.scan.setFocus, Qt.FocusReason.ShortcutFocusReason))

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
