"""The page Người dùng và khóa: who signs in with what, the recovery sheet, the data key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts, book, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.dialogs import confirm
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.safety.account_cards import AccountSide, scope_text
from tcxd_desktop.ui.safety.account_dialog import AccountDialog
from tcxd_desktop.ui.safety.account_rules import Reasons, reasons
from tcxd_desktop.ui.safety.book_rows import moment
from tcxd_desktop.ui.safety.frame import SafetyPage
from tcxd_desktop.ui.safety.key_dialogs import ProveDialog, ResetDialog, change_key, close_account
from tcxd_desktop.ui.safety.parts import button
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import ROLE


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list: the account and its scope in words."""

    account: Account
    scope: str


COLUMNS: tuple[Column[Person], ...] = (
    Column("name", "Họ và tên", lambda p: p.account.name, width=190),
    Column("role", "Vai trò", lambda p: ROLE[p.account.role], width=104),
    Column("state", "Tình trạng",
           lambda p: f"ngừng {show_date(p.account.closed)}" if p.account.closed else "đang dùng",
           tone=lambda p: "plain" if p.account.closed else "ok", width=146),
    Column("scope", "Phạm vi", lambda p: p.scope, width=180),
    Column("sealed", "Niêm phong", lambda p: "mở được" if p.account.sealed else "", width=94,
           tip=lambda _: "Mở được các mục 26, 27, 28 và đặc điểm lịch sử"),
    Column("opened", "Từ ngày", lambda p: show_date(p.account.opened),
           sort=lambda p: p.account.opened, width=92),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows, read at once."""

    accounts: Sequence[Account]
    names: Mapping[int, str]
    confirmed: date | None
    made: str
    """Day the sheet in force was made, as shown."""


def sheet_made(desk: Desk) -> str:
    """Return the day the sheet in force was made, as shown, from the access book."""
    query = BookQuery(kind="key", text=act_name("recovery.new"))
    found = next((line.at for line in book.entries(desk, query, 1)), "")
    return moment(found, desk.clock().tzinfo).partition(" ")[0]


class AccountsPage(SafetyPage):
    """List | who is chosen, recovery sheet, data key."""

    title = "Người dùng và khóa"
    icon = "lock"
    subjects = frozenset({"account", "person", "office"})
    permission = Permission.ACCOUNTS

    def _build(self) -> None:
        look = theme.current()
        self.add = theme.primary(button("Thêm người dùng…", self.add_account, tip="Ctrl+N"))
        self.tools.addWidget(self.add)
        self.table: Table[Person] = Table(
            COLUMNS, identity=lambda p: p.account.id, name="Người dùng", key="safety.accounts"
        )
        self.side = AccountSide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(self.table)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([look.px(700), look.px(344)])
        self.side.setMinimumWidth(look.px(300))
        split.setChildrenCollapsible(False)
        self.column.addWidget(theme.rule())
        self.column.addWidget(split, 1)
        begin_at(self, self.table)
        self._found = Read((), {}, None, "")

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.change_account)
        self.side.account.change_wanted.connect(self.change_account)
        self.side.account.reset_wanted.connect(self.reset_password)
        self.side.account.sealed_wanted.connect(self.turn_sealed)
        self.side.account.close_wanted.connect(self.close_account)
        self.side.recovery.new_wanted.connect(self.recovery_wanted)
        self.side.recovery.prove_wanted.connect(self.prove_recovery)
        self.side.key.wanted.connect(self.change_key)
        add = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add_account)
        add.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self.allowed:
            return ()
        return (
            Offer("Thêm người dùng", self.add_account, "plus"),
            Offer("Thử mã khôi phục", self.prove_recovery, "lock"),
            Offer("Đổi khóa dữ liệu", self.change_key, "lock"),
        )

    def current(self) -> Account | None:
        """Return the account the cursor stands on."""
        person = self.table.current_record()
        return person.account if person is not None else None

    def why(self) -> Reasons:
        """Return what cannot be done with the chosen account, and why."""
        account = self.current()
        if account is None:
            return Reasons()
        return reasons(account, self._found.accounts, self._desk.actor)

    @Slot()
    def add_account(self) -> None:
        """Ask for a new person."""
        dialog = AccountDialog(self._desk, self._jobs, units.tree(self._desk), self)
        if dialog.exec():
            self._say(f"Đã thêm {dialog.outcome.name}.")

    @Slot()
    def change_account(self) -> None:
        """Change name, role or scope."""
        account = self.current()
        if account is None or self.why().change:
            return
        nodes = units.tree(self._desk)
        if AccountDialog(self._desk, self._jobs, nodes, self, account=account).exec():
            self._say("Đã sửa người dùng.")

    @Slot()
    def reset_password(self) -> None:
        """Give a new password."""
        account = self.current()
        if account is not None and ResetDialog(self._desk, self._jobs, account, self).exec():
            self._say(f"Đã đặt lại mật khẩu của {account.name}.")

    @Slot()
    def turn_sealed(self) -> None:
        """Give the sealed compartment, or take it away, after a question."""
        account = self.current()
        if account is None:
            return
        if account.sealed:
            text, yes = f"Thu ngăn niêm phong của {account.name}?", "Thu lại"
            detail = "Bản sao lưu làm trước đây vẫn mở được ngăn ấy bằng mật khẩu của người này."
        else:
            text, yes = f"Giao ngăn niêm phong cho {account.name}?", "Giao"
            detail = "Người này sẽ xem và sửa được các mục 26, 27, 28 và đặc điểm lịch sử."
        if not confirm(self, text, yes=yes, detail=detail):
            return
        desk, number, wanted = self._desk, account.id, not account.sealed

        def work(_progress: Progress) -> None:
            accounts.set_sealed(desk, number, sealed=wanted)

        self._run(work, lambda _: self._say("Có hiệu lực từ lần đăng nhập sau."), "Đang ghi…")

    @Slot()
    def close_account(self) -> None:
        """Take somebody's way in, with the own password and after a verified backup."""
        account = self.current()
        if account is not None and close_account(self._desk, self._jobs, account, self):
            self._say(f"{account.name} không đăng nhập được nữa.")

    @Slot()
    def prove_recovery(self) -> None:
        """Ask for the code of the sheet in force."""
        if ProveDialog(self._desk, self._jobs, self).exec():
            self._say("Đúng mã. Phiếu khôi phục còn dùng được.")

    @Slot()
    def change_key(self) -> None:
        """Write everything anew under another key."""
        if change_key(self._desk, self._jobs, self):
            self._say("Đã đổi khóa dữ liệu.")

    def _read(self) -> None:
        desk = self._desk

        def work(_progress: Progress) -> Read:
            return Read(
                accounts.list_accounts(desk),
                units.names(desk),
                accounts.recovery_confirmed(desk),
                sheet_made(desk),
            )

        self._read_later(work, self._show, "Đang đọc người dùng…")

    def _show(self, found: Read) -> None:
        self._found = found
        people = [Person(a, scope_text(a, found.names)) for a in found.accounts]
        self.table.show_records(people)
        if self.table.current_record() is None:
            self.table.select_first()
        self._on_current()
        holds = self._desk.actor.sealed
        today = self._desk.today()
        self.side.recovery.show_state(found.confirmed, found.made, today, holds=holds)
        self.side.key.show_state(holds=holds, has_sheet=found.confirmed is not None)

    def _say(self, text: str) -> None:
        self.notice.say(text, "ok")

    @Slot()
    def _on_current(self) -> None:
        self.side.show_account(self.current(), self._found.names, self.why())
