"""Short questions about cards: the one in a file, and the number that was read aloud."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from tcxd_desktop.domain.office_cards import CardPreview, KnownOffice
from tcxd_desktop.office import known_offices
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import facts
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DigitsField, LabeledField
from tcxd_desktop.ui.transfers.cards_words import COMPARE, groups, question
from tcxd_desktop.wording.formats import show_date

_DIGITS = 30


class AddDialog(Dialog):
    """Xem trước thẻ trong tệp rồi thêm."""

    def __init__(
        self, desk: Desk, data: bytes, name: str, preview: CardPreview, parent: QWidget
    ) -> None:
        """Show the card; its own signature was found good."""
        super().__init__("Thêm thẻ cơ quan", parent, width=560)
        self._desk, self._data, self._name = desk, data, name
        self.made: KnownOffice | None = None
        text, main = question(preview)
        self.say(text)
        card = preview.card
        self.body.addLayout(
            facts(
                [
                    ("Cơ quan", card.office),
                    ("Thuộc", card.province),
                    ("Lập ngày", show_date(card.made_on)),
                ]
            )
        )
        self.body.addStretch(1)
        self.add_buttons(main)

    def accept_ready(self) -> None:
        """Add it.

        Raises:
            KnownCardProblem, RevokedCardProblem: it is in the list, or was revoked.
        """
        self.made = known_offices.add(self._desk, self._data, self._name)

    def done(self, result: int) -> None:
        """Leave, and go altogether: nothing typed is kept until the page goes."""
        super().done(result)
        self.deleteLater()


class CompareDialog(Dialog):
    """Thirty digits, as they were heard: the card's own number is never shown here."""

    def __init__(self, desk: Desk, known: KnownOffice, parent: QWidget | None = None) -> None:
        """Ask for the number of one card."""
        super().__init__("Đối chiếu thẻ cơ quan", parent, width=540)
        self._desk, self._known = desk, known
        self.say(COMPARE.format(known.card.office))
        self.digits = DigitsField("fingerprint")
        self.digits.set_placeholder("6 nhóm, mỗi nhóm 5 chữ số")
        self.box = LabeledField("Dãy số nghe được", self.digits, hint=_left(0))
        self.body.addWidget(self.box)
        self.body.addStretch(1)
        self.add_buttons("Đối chiếu")
        self.digits.edit.textChanged.connect(self._on_typed)
        self.digits.setFocus()

    def accept_ready(self) -> None:
        """Compare.

        Raises:
            FingerprintFormatProblem, FingerprintProblem, RevokedCardProblem.
        """
        known_offices.compare(self._desk, self._known.id, self.digits.edit.text())

    def done(self, result: int) -> None:
        """Leave, and go altogether: nothing typed is kept until the page goes."""
        super().done(result)
        self.deleteLater()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.box.set_hint(_left(sum(letter.isdecimal() for letter in text)))


def number_label(fingerprint: str) -> QLabel:
    """Return the six groups as two big lines."""
    label = theme.page_title(QLabel("\n".join(groups(fingerprint))))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(f"Dãy số của thẻ: {fingerprint}")
    return label


def _left(count: int) -> str:
    if count == _DIGITS:
        return "Đủ 30 chữ số."
    return f"{count}/{_DIGITS} chữ số; dấu cách, dấu chấm giữa các nhóm không tính."
