"""Thẻ căn cước vào đợt: card after card is read, told whose it is, and kept as a source."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tcxd_desktop.domain.citizen_card import CardMatch, CitizenCard
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.reconciliation_views import PersonRecon
from tcxd_desktop.office import citizen_cards, reconciliation, reconciliation_cards
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.card_reader import CardReader
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.citizen_card import DOUBT
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.merging import reasons_text

_HIGH = 130
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


class CardDialog(FileDrop, Dialog):
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
        self._desk, self._round_id = desk, round_id
        self._asked: PersonRecon | None = (
            reconciliation.person(desk, round_id, person_id) if person_id else None
        )
        self.picture = self.add_button("Chọn ảnh…", left=True)
        self.reader = CardReader(desk, jobs, self, self.picture)
        self.scan = self.reader.box
        self.card: CitizenCard | None = None
        self.person_id = person_id
        """Whose card was taken last."""
        self.taken = 0
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._show_matches(())

    # --- reading ----------------------------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """Read the picture that was dropped."""
        self.reader.read_file(path)

    @Slot(object)
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

    @Slot(object)
    def _on_refused(self, problem: Problem) -> None:
        self.scan.say("")
        self.show_problem(problem)

    def accept_ready(self) -> None:
        """Leave."""

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        whom = f"Thẻ của {self._asked.name}." if self._asked is not None else ""
        self.say(f"{whom} {_HOW}".strip(), quiet=True)
        self.said = text_label("")
        self.who = theme.heading(QLabel())
        self.table: Table[CardMatch] = Table(
            COLUMNS, identity=lambda one: one.person_id, name="Chủ thẻ có thể là"
        )
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(theme.current().tall(_HIGH))
        self.count = theme.muted(QLabel())
        for widget in (self.scan, self.said, self.who, self.table, self.count):
            self.body.addWidget(widget)
        self.add_buttons("Xong", cancel="")
        if self.main is not None:
            self.main.setToolTip("Esc")
        self.yes: QPushButton = self.add_button("Là người này")
        self.scan.setFocus()

    def _connect(self) -> None:
        self.reader.read.connect(self._on_card)
        self.reader.refused.connect(self._on_refused)
        self.yes.clicked.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)
