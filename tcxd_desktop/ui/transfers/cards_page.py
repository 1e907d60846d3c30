"""Thẻ cơ quan: our own card to give, those of other offices to add, compare and revoke."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.office_cards import CardState, KnownOffice
from tcxd_desktop.office import files, known_offices, office_keys
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import clipboard, dialogs
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.cards_dialogs import AddDialog, CompareDialog
from tcxd_desktop.ui.transfers.cards_frame import CardsFrame
from tcxd_desktop.ui.transfers.cards_words import RENEW

CARDS = f"Thẻ cơ quan (*{office_keys.CARD_ENDING})"

_PACKS = (
    "Gói quy định do {0} ký sẽ đổi được thời hạn, tuyến chuyển, ngày nghỉ của văn phòng này. "
    "Chỉ nhận của cấp ủy cấp trên."
)


class CardsPage(FileDrop, CardsFrame):
    """Our card above, the list of others below, the one of the cursor beside."""

    subjects: ClassVar[frozenset[str]] = frozenset({"card", "office"})

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__(desk, jobs, changes, parent)
        self.setAcceptDrops(True)
        self._connect()

    def reload(self) -> None:
        """Read the cards again."""
        super().reload()
        self.show_own(office_keys.own_card(self._desk))
        self.show_others(known_offices.listed(self._desk))
        self._on_current()

    # --- our own ----------------------------------------------------------------------------------

    @Slot()
    def make(self) -> None:
        """Make our card."""
        self._do(Permission.TRANSFERS, lambda: office_keys.ensure(self._desk),
                 "Đã lập thẻ của cơ quan mình.")  # fmt: skip
        if self.save_button.isVisible():
            self.save_button.setFocus()  # its own button is gone; what comes next is at hand

    @Slot()
    def give(self) -> None:
        """Save our card as a file for another office."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        own = office_keys.own_card(self._desk)
        name = f"Thẻ {own.office if own is not None else 'cơ quan'}{office_keys.CARD_ENDING}"
        path = dialogs.save_file(self, "Lưu thẻ của cơ quan mình", name, CARDS)
        if path is not None:
            self._do(
                Permission.TRANSFERS,
                lambda: files.write_file(path, office_keys.card_file(self._desk)),
                f"Đã lưu {path.name}. Thẻ không có gì bí mật, gửi bằng cách nào cũng được.",
            )

    @Slot()
    def renew(self) -> None:
        """Make new keys in place of those in force."""
        if not told(self.notice, self._desk, Permission.CARDS):
            return
        sure = dialogs.confirm(
            self, "Làm khóa mới cho cơ quan mình?", yes="Làm khóa mới", detail=RENEW
        )
        if not sure:
            return
        reason = dialogs.ask_text(self, "Làm khóa mới", "Lý do", main="Làm khóa mới")
        if reason is not None:
            self._do(
                Permission.CARDS,
                lambda: office_keys.renew(self._desk, reason),
                "Đã làm khóa mới. Hãy lưu thẻ mới và gửi lại cho các cơ quan đã có thẻ của mình.",
            )

    @Slot()
    def copy_number(self) -> None:
        """Copy the number of our card."""
        own = office_keys.own_card(self._desk)
        if own is not None:
            clipboard.put_open(own.fingerprint)
            self.notice.say("Đã chép dãy số của thẻ mình.", "ok")

    # --- others -----------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Add the card of another office."""
        if not told(self.notice, self._desk, Permission.CARDS):
            return
        path = dialogs.open_file(self, "Chọn thẻ của cơ quan khác", CARDS)
        if path is not None:
            self.add_file(path)

    def add_file(self, path: Path) -> None:
        """Read a card, show it, add it after a yes."""
        self.notice.clear()
        try:
            data = files.read_file(path)
            preview = known_offices.read_card(self._desk, data, path.name)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        if preview.known is not None:
            self.reload()
            self.table.select(preview.known.id)
            self.notice.say(f"Thẻ này đã có trong danh sách: {preview.known.card.office}.", "warn")
            return
        dialog = AddDialog(self._desk, data, path.name, preview, self)
        if not dialog.exec() or dialog.made is None:
            return
        made = dialog.made
        self.reload()
        self.table.select(made.id)
        next_step = "đã đối chiếu" if made.trusted else "hãy gọi điện đối chiếu dãy số"
        self.notice.say(f"Đã thêm thẻ của {made.card.office}; {next_step}.", "ok")

    @Slot()
    def compare(self) -> None:
        """Type the number that was read aloud."""
        known = self.table.current_record()
        if known is None or known.state is not CardState.NOT_COMPARED:
            return
        if not told(self.notice, self._desk, Permission.CARDS):
            return
        self.notice.clear()
        if CompareDialog(self._desk, known, self).exec():
            self.table.setFocus()  # else Enter would press the next button: take packs
            self.reload()
            self.notice.say(f"Đã đối chiếu thẻ của {known.card.office}.", "ok")

    @Slot()
    def revoke(self) -> None:
        """Trust nothing any more that this card signs."""
        known = self.table.current_record()
        if known is None or known.state is CardState.REVOKED:
            return
        if not told(self.notice, self._desk, Permission.CARDS):
            return
        reason = dialogs.ask_text(
            self,
            "Thu hồi thẻ",
            f"Lý do thu hồi thẻ của {known.card.office}. Thẻ đã thu hồi không dùng lại được",
            main="Thu hồi",
        )
        if reason is not None:
            self._do(
                Permission.CARDS,
                lambda: known_offices.revoke(self._desk, known.id, reason),
                f"Đã thu hồi thẻ của {known.card.office}.",
            )

    @Slot()
    def let_issue(self) -> None:
        """Take packs of rules signed by this office, or no longer."""
        known = self.table.current_record()
        if known is None:
            return
        packs = not known.packs
        if packs and not dialogs.confirm(
            self, _PACKS.format(known.card.office), yes="Nhận gói", title="Nhận gói quy định"
        ):
            return
        said = "Từ nay nhận gói quy định do {0} ký." if packs else "Thôi nhận gói do {0} ký."
        self._do(
            Permission.CARDS,
            lambda: known_offices.let_issue(self._desk, known.id, packs=packs),
            said.format(known.card.office),
        )

    def take_file(self, path: Path) -> None:
        """Add the card that was dropped."""
        if told(self.notice, self._desk, Permission.CARDS):
            self.add_file(path)

    # --- the rest ---------------------------------------------------------------------------------

    def _do(self, permission: Permission, act: Callable[[], object], said: str) -> None:
        if not told(self.notice, self._desk, permission):
            return
        self.notice.clear()
        try:
            act()
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.reload()
        self.notice.say(said, "ok")

    def _connect(self) -> None:
        self.make_button.clicked.connect(self.make)
        self.save_button.clicked.connect(self.give)
        self.copy_button.clicked.connect(self.copy_number)
        self.renew_button.clicked.connect(self.renew)
        self.add_button.clicked.connect(self.add)
        self.compare_button.clicked.connect(self.compare)
        self.revoke_button.clicked.connect(self.revoke)
        self.packs_button.clicked.connect(self.let_issue)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.compare)
        self.table.menu_wanted.connect(self._on_menu)
        self.add_keys(("Ctrl+N", self.add), ("Ctrl+S", self.give))

    @Slot()
    def _on_current(self) -> None:
        self.show_known(self.table.current_record())

    @Slot(object, QPoint)
    def _on_menu(self, _known: KnownOffice, place: QPoint) -> None:
        menu = QMenu(self)
        for button in (self.compare_button, self.packs_button, self.revoke_button):
            if button.isVisibleTo(self):
                entry = menu.addAction(button.text(), button.click)
                entry.setEnabled(button.isEnabled())
        menu.popup(place)
