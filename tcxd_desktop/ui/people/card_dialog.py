"""Đọc thẻ căn cước: scanned or from a picture, held against the dossier, chosen fields taken."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.citizen_card import CardMatch, CitizenCard, FieldCompare, another_person
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import citizen_cards
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.card_reader import CardReader
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.card_view import CardView
from tcxd_desktop.wording.access import NUMBER_ELSEWHERE
from tcxd_desktop.wording.citizen_card import DOUBT
from tcxd_desktop.wording.formats import show_date

_HOW = (
    "Quét bằng máy quét, chọn ảnh chụp thẻ, hoặc kéo ảnh thả vào đây. Ảnh chỉ được đọc mã,"
    " không lưu lại. Nếu chữ bị mất dấu, tắt bộ gõ tiếng Việt rồi quét lại."
)
_OTHER = "Thẻ này không khớp hồ sơ đang mở (số, họ tên hay ngày sinh): đây là thẻ của người khác."


class CardDialog(FileDrop, Dialog):
    """Reads a card; for a dossier it compares and fills, for a new member it hands the card on."""

    def __init__(
        self, desk: Desk, jobs: Jobs, dossier: Dossier | None, parent: QWidget | None = None
    ) -> None:
        """Wait for a card.

        Args:
            desk: where.
            jobs: reads pictures beside the screens.
            dossier: whose card it should be; ``None``: somebody about to be added.
            parent: owner.
        """
        super().__init__("Đọc thẻ căn cước", parent, width=760)
        self._desk, self._dossier = desk, dossier
        self.choose_button = QPushButton("Chọn ảnh thẻ…")
        self.reader = CardReader(desk, jobs, self, self.choose_button)
        self.scan = self.reader.box
        self.card: CitizenCard | None = None
        self.result_dossier: Dossier | None = None
        self.existing: int | None = None
        """Somebody already recorded whose dossier is wanted instead."""
        self.matches: list[CardMatch] = []
        self.setAcceptDrops(True)
        self._build()
        self.reader.begun.connect(self._forget)
        self.reader.read.connect(self._on_read)
        self.reader.refused.connect(self._on_refused)
        self.view.changed.connect(self._on_chosen)
        self.warning.acted.connect(self._on_open)
        self._on_chosen()
        self.scan.setFocus()

    def _build(self) -> None:
        look = theme.current()
        if self._dossier is not None:
            self.body.addWidget(theme.heading(text_label(self._dossier.birth_name)))
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.scan, 1)
        line.addWidget(self.choose_button)
        self.body.addLayout(line)
        self.how = theme.hint(text_label(_HOW))
        self.body.addWidget(self.how)
        self.warning = Notice()
        self.body.addWidget(self.warning)
        self.holder = QWidget()
        inside = QVBoxLayout(self.holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.px(6))
        self.issued = theme.muted(text_label(""))
        self.view = CardView(compared=self._dossier is not None)
        inside.addWidget(self.view)
        inside.addWidget(self.issued)
        self.body.addWidget(self.holder)
        self.body.addStretch(1)
        self.holder.hide()
        self.add_buttons("Dùng để thêm" if self._dossier is None else "Ghi vào hồ sơ")

    # --- reading ----------------------------------------------------------------------------------

    def take_file(self, path: Path) -> None:
        """Read the picture that was dropped."""
        self.reader.read_file(path)

    @Slot(object)
    def _on_read(self, card: CitizenCard) -> None:
        try:
            self._show_card(card)
        except Problem as problem:
            self._on_refused(problem)

    @Slot(object)
    def _on_refused(self, problem: Problem) -> None:
        self._forget()
        self.notice.show_problem(problem)
        self.resize(self.width(), 0)  # it grows to what it shows

    # --- showing ----------------------------------------------------------------------------------

    @Slot()
    def _forget(self) -> None:
        self.card = None
        self.matches = []
        self.scan.forget()
        self.notice.clear()
        self.warning.clear()
        self.holder.hide()
        self._on_chosen()

    def _show_card(self, card: CitizenCard) -> None:
        """Show a card that was read.

        Raises:
            Problem: the dossier is no longer there.
        """
        self.notice.clear()
        lines = self._lines(card)
        self.matches = citizen_cards.find(self._desk, card)
        self.card = card
        self.view.show_lines(lines)
        issued = show_date(card.issued)
        self.issued.setText(f"Thẻ cấp ngày {issued}." if issued else "")
        self.issued.setVisible(bool(issued))
        self.holder.show()
        self._order()
        self._warn(card)
        self._on_chosen()

    def _order(self) -> None:
        """Let Tab go to the ticks, which were made last, and begin there after a picture."""
        ticks = list(self.view.ticks.values())
        for before, after in pairwise([self.choose_button, *ticks]):
            self.setTabOrder(before, after)
        if ticks and self.choose_button.hasFocus():
            ticks[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _lines(self, card: CitizenCard) -> Sequence[FieldCompare]:
        if self._dossier is None:
            return citizen_cards.compare_with(Dossier(), card, self._desk.codes)
        return citizen_cards.compare(self._desk, self._dossier.id, card)

    def _warn(self, card: CitizenCard) -> None:
        """Say what is doubtful of the card, and whose it is if not this member's."""
        told, action = [], ""
        whose = self._whose()
        if whose is not None:
            told.append(self._whose_words(whose))
            action = "Mở hồ sơ này" if whose.person_id else ""
        elif self._dossier is not None and another_person(self._dossier, card):
            told.append(_OTHER)
        told += [DOUBT[doubt] for doubt in card.doubts]
        if told:
            self.warning.say("\n".join(told), "warn", action=action, closable=False)
        else:
            self.warning.clear()

    def _whose(self) -> CardMatch | None:
        """Return who else the card is for certain, or may be where somebody new is added."""
        mine = self._dossier.id if self._dossier is not None else None
        others = [one for one in self.matches if one.person_id != mine]
        if mine is not None:
            return next((one for one in others if one.certain), None)
        return others[0] if others else None

    def _whose_words(self, whose: CardMatch) -> str:
        if not whose.person_id:
            return NUMBER_ELSEWHERE
        who = ", ".join(part for part in (whose.name, show_date(whose.birth), whose.unit) if part)
        if self._dossier is not None:
            return f"Thẻ này là của {who}, không phải của hồ sơ đang mở."
        return f"Đã có trong danh sách: {who}." if whose.certain else f"Có thể đã có: {who}."

    # --- taking over ------------------------------------------------------------------------------

    @Slot()
    def _on_chosen(self) -> None:
        if self.main is None:
            return
        if self._dossier is None:
            self.main.setEnabled(self.card is not None)
            return
        count = len(self.view.chosen) if self.card is not None else 0
        other = self.card is not None and another_person(self._dossier, self.card)
        self.main.setEnabled(count > 0 and not other)
        self.main.setText(f"Ghi {count} mục vào hồ sơ" if count else "Ghi vào hồ sơ")
        self.main.setToolTip("" if count else "Chưa chọn mục nào để lấy từ thẻ")

    def accept_ready(self) -> None:
        """Write the chosen fields, or hand the card on.

        Raises:
            Problem: a field cannot be taken over.
        """
        if self._dossier is None or self.card is None:
            return
        self.result_dossier = citizen_cards.fill(
            self._desk, self._dossier.id, self.card, self.view.chosen
        )

    @Slot()
    def _on_open(self) -> None:
        whose = self._whose()
        if whose is not None and whose.person_id:
            self.existing = whose.person_id
            self.reject()
