"""The look of the page Thẻ cơ quan: our own card, the list, and the card of the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.office_cards import CardState, KnownOffice, OfficeCard
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.cards_dialogs import number_label
from tcxd_desktop.ui.transfers.cards_words import NO_CARD, OWN_HOW, TONES, groups, means, story
from tcxd_desktop.ui.transfers.over_page import OverPage
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.packets import CARD_STATE

_NOTHING = (
    "Chưa có thẻ của cơ quan nào.\n"
    "Nhận tệp .the của cơ quan kia, bấm Thêm thẻ, rồi gọi điện đối chiếu dãy số."
)
_CHOOSE = "Chọn một thẻ trong danh sách để xem."
COLUMNS: tuple[Column[KnownOffice], ...] = (
    Column("office", "Cơ quan", lambda o: o.card.office, width=230),
    Column(
        "state", "Tình trạng", lambda o: CARD_STATE[o.state], tone=lambda o: TONES[o.state],
        width=124,
    ),
    Column("province", "Thuộc", lambda o: o.card.province, width=190, muted=True),
    Column("compared", "Đối chiếu", lambda o: show_date(o.compared_on),
           sort=lambda o: o.compared_on, width=96),
    Column("packs", "Gói quy định", lambda o: "nhận" if o.packs else "", width=96),
)  # fmt: skip


class CardsFrame(OverPage):
    """Holds the parts; a page fills them."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page."""
        super().__init__("Thẻ cơ quan", desk, jobs, changes, parent)
        look = theme.current()
        self.add_button = theme.primary(QPushButton("Thêm thẻ…"))
        self.add_button.setToolTip("Thêm thẻ của cơ quan khác từ tệp .the (Ctrl+N)")
        allow(self.add_button, desk, Permission.CARDS)
        self._own_buttons()
        self.head.place(self.renew_button, self.save_button, self.add_button)
        self.table: Table[KnownOffice] = Table(
            COLUMNS, identity=lambda known: known.id, name="Thẻ của cơ quan khác", key="cards"
        )
        self.entry = self.table
        self.stack = ListOrWords(self.table, _NOTHING)
        self.empty = self.stack.empty
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        own = QVBoxLayout()
        own.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        own.setSpacing(look.px(10))
        own.addWidget(self._own())
        own.addWidget(theme.heading(QLabel("Thẻ của cơ quan khác")))
        column.addLayout(own)
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        self.sides = Beside(left, self._side())
        self.column.addWidget(self.sides, 1)

    def show_own(self, own: OfficeCard | None) -> None:
        """Show our card, or how it is made."""
        self.own_name.setText(own.office if own is not None else "Thẻ của cơ quan mình")
        self.number.setText("\n".join(groups(own.fingerprint)) if own is not None else "")
        self.number.setVisible(own is not None)
        since = f" Khóa lập ngày {show_date(own.made_on)}." if own is not None else ""
        self.own_how.setText((OWN_HOW + since) if own is not None else NO_CARD)
        self.make_button.setVisible(own is None)
        for button in (self.save_button, self.copy_button, self.renew_button):
            button.setVisible(own is not None)

    def show_others(self, found: Sequence[KnownOffice]) -> None:
        """Show the cards of other offices."""
        self.table.show_records(found)
        if found and self.table.current_record() is None:
            self.table.select_first()
        self.stack.show_list(on=bool(found))

    def show_known(self, known: KnownOffice | None) -> None:
        """Show the card of the cursor."""
        self.panel.setCurrentIndex(0 if known is None else 1)
        if known is None:
            return
        self.name.setText(known.card.office)
        self.province.setText(known.card.province)
        theme.set_badge(self.state, CARD_STATE[known.state], TONES[known.state])
        self.means.setText(means(known))
        self.details.clear()
        # Before two people have compared it, the number is heard, not read here.
        if known.state is not CardState.NOT_COMPARED:
            frame, inside = card("Dãy số của thẻ")
            inside.addWidget(number_label(known.fingerprint))
            self.details.column.addWidget(frame)
        frame, inside = card("Đã làm")
        inside.addLayout(facts(story(known)))
        self.details.column.addWidget(frame)
        self.details.column.addStretch(1)
        self.compare_button.setVisible(known.state is CardState.NOT_COMPARED)
        self.packs_button.setVisible(known.state is CardState.COMPARED)
        self.packs_button.setText("Thôi nhận gói quy định" if known.packs else "Nhận gói quy định")
        self.revoke_button.setVisible(known.state is not CardState.REVOKED)

    # --- building ---------------------------------------------------------------------------------

    def _own(self) -> QFrame:
        look = theme.current()
        frame, inside = card()
        self.own_name = theme.heading(QLabel())
        self.number = theme.page_title(QLabel())
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number.setAccessibleName("Dãy số của thẻ cơ quan mình")
        self.own_how = text_label("", role="muted")
        name = QHBoxLayout()
        name.setSpacing(look.px(8))
        name.addWidget(self.own_name, 1)
        name.addWidget(self.make_button)
        name.addWidget(self.copy_button)
        line = QHBoxLayout()
        line.setSpacing(look.px(22))
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.own_how, 1, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(name)
        inside.addLayout(line)
        return frame

    def _own_buttons(self) -> None:
        self.make_button = QPushButton("Lập thẻ")
        self.copy_button = theme.quiet(icons.put(QPushButton("Chép dãy số"), "copy"))
        self.save_button = icons.put(QPushButton("Lưu thẻ để gửi…"), "save")
        self.save_button.setToolTip("Lưu thẻ của cơ quan mình thành tệp .the (Ctrl+S)")
        self.renew_button = icons.put(QPushButton("Làm khóa mới…"), "refresh-cw")
        self.renew_button.setToolTip("Thay khóa của cơ quan mình khi nghi bị lộ")
        for button in (self.make_button, self.save_button):
            allow(button, self._desk, Permission.TRANSFERS)
        allow(self.renew_button, self._desk, Permission.CARDS)

    def _side(self) -> QWidget:
        look = theme.current()
        side = theme.panel(QWidget())
        side.setAccessibleName("Thẻ đang chọn")
        nothing = theme.muted(QLabel(_CHOOSE))
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setContentsMargins(*(look.px(16),) * 4)
        self.panel = QStackedWidget()
        self.panel.addWidget(nothing)
        self.panel.addWidget(self._known())
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        return side

    def _known(self) -> QWidget:
        look = theme.current()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(5))
        self.name = text_label("", role="title")
        self.province = text_label("", role="muted")
        self.state = theme.badge("")
        badge = QHBoxLayout()
        badge.addWidget(self.state)
        badge.addStretch(1)
        self.means = text_label("")
        self.compare_button = QPushButton("Đối chiếu…")
        self.compare_button.setToolTip("Gõ dãy số cơ quan kia đọc qua điện thoại (Enter)")
        self.packs_button = QPushButton()
        self.packs_button.setToolTip("Nhận gói quy định, mẫu biểu do nơi này ký")
        self.revoke_button = QPushButton("Thu hồi…")
        buttons, _ = flowing(
            self.compare_button, self.packs_button, self.revoke_button, spacing=look.px(8)
        )
        for button in (self.compare_button, self.packs_button, self.revoke_button):
            allow(button, self._desk, Permission.CARDS)
        self.details = Scroll("Thẻ đang chọn")
        column.addWidget(self.name)
        column.addWidget(self.province)
        column.addLayout(badge)
        column.addWidget(self.means)
        column.addWidget(self.details, 1)
        column.addWidget(buttons)
        return whole
