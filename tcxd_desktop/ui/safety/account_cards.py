"""Beside the list of people: the one chosen, the recovery sheet, the data key."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.errors import NoRecoveryProblem, SealedProblem
from tcxd_desktop.office.accounts import PROOF_DAYS
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout, facts
from tcxd_desktop.ui.safety.account_rules import Reasons
from tcxd_desktop.ui.safety.parts import bar, button, enable, wrapped
from tcxd_desktop.wording.formats import show_date, show_day
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.problems import sentence

_KEY = (
    "Ghi lại toàn bộ dữ liệu bằng khóa mới, để người đã nghỉ mà còn giữ tệp cũ không đọc được "
    "những gì ghi từ nay về sau."
)
_KEY_NOT = "Bản đã chép trước đó vẫn đọc được bằng mật khẩu cũ."
_NO_SHEET = "Chưa có phiếu. Quên hết mật khẩu là mất toàn bộ dữ liệu."


def scope_text(account: Account, names: Mapping[int, str]) -> str:
    """Return what an account was given, in words."""
    if not account.units:
        return "Cả văn phòng"
    return ", ".join(names.get(unit_id, f"số {unit_id}") for unit_id in account.units)


class AccountCard(QFrame):
    """Who is chosen and what can be done; each act that cannot says why."""

    change_wanted = Signal()
    reset_wanted = Signal()
    sealed_wanted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        """Start without anybody."""
        super().__init__()
        frame, self._column = card()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.name = theme.heading(wrapped())
        self._facts = QWidget()
        self._holder = QVBoxLayout(self._facts)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.change = button("Sửa…", self.change_wanted, tip="Enter")
        self.reset = button("Đặt lại mật khẩu…", self.reset_wanted)
        self.sealed = button("Giao ngăn niêm phong…", self.sealed_wanted)
        self.close_button = button("Ngừng dùng…", self.close_wanted)
        self.why = theme.hint(wrapped())
        for widget in (
            self.name, self._facts,
            bar(self.change, self.reset, self.sealed, self.close_button), self.why,
        ):  # fmt: skip
            self._column.addWidget(widget)

    def show_account(self, account: Account, names: Mapping[int, str], why: Reasons) -> None:
        """Show somebody and why something cannot be done."""
        self.name.setText(account.name)
        empty_layout(self._holder)
        self._holder.addLayout(
            facts(
                (
                    ("Vai trò", ROLE[account.role]),
                    ("Phạm vi", scope_text(account, names)),
                    ("Niêm phong", "mở được" if account.sealed else "không mở được"),
                    ("Từ ngày", show_date(account.opened)),
                    ("Ngừng ngày", show_date(account.closed)),
                )
            )
        )
        self.sealed.setText("Thu ngăn niêm phong…" if account.sealed else "Giao ngăn niêm phong…")
        enable(self.change, why.change, tip="Enter")
        enable(self.reset, why.reset)
        enable(self.sealed, why.sealed)
        enable(self.close_button, why.close)
        self.why.setText("\n".join(why.told()))
        self.why.setVisible(bool(why.told()))


class RecoveryCard(QFrame):
    """Whether a recovery sheet is in force, and when its code was last typed."""

    new_wanted = Signal()
    prove_wanted = Signal()

    def __init__(self) -> None:
        """Start without a word."""
        super().__init__()
        frame, column = card("Phiếu khôi phục")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.badge = theme.badge("", "plain")
        self.state = wrapped()
        self.why = theme.hint(wrapped())
        self.new = button("Lập phiếu khôi phục mới…", self.new_wanted)
        self.prove = button("Thử mã…", self.prove_wanted)
        for widget in (self.badge, self.state, bar(self.new, self.prove), self.why):
            column.addWidget(widget)

    def show_state(self, confirmed: date | None, made: str, today: date, *, holds: bool) -> None:
        """Show when the sheet was made (as text) and when its code was last typed."""
        due = confirmed is not None and (today - confirmed).days > PROOF_DAYS
        if confirmed is None:
            theme.set_badge(self.badge, "chưa có phiếu", "bad")
            self.state.setText(_NO_SHEET)
        else:
            tone, word = ("warn", "nên thử lại mã") if due else ("ok", "đang có hiệu lực")
            theme.set_badge(self.badge, word, tone)
            begun = f"Lập ngày {made}. " if made else ""
            again = show_day(confirmed + timedelta(days=PROOF_DAYS))
            self.state.setText(
                f"{begun}Mã được gõ lại lần cuối ngày {show_day(confirmed)}; "
                f"thử lại trước ngày {again}."
            )
        locked = "" if holds else sentence(SealedProblem("phiếu khôi phục"))
        enable(self.new, locked)
        enable(self.prove, "" if confirmed else _NO_SHEET)
        self.why.setText(locked)
        self.why.setVisible(bool(locked))


class KeyCard(QFrame):
    """What another data key does, and what it does not."""

    wanted = Signal()

    def __init__(self) -> None:
        """Say it."""
        super().__init__()
        frame, column = card("Khóa dữ liệu")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.button = button("Đổi khóa dữ liệu…", self.wanted)
        self.why = theme.hint(wrapped())
        for widget in (wrapped(_KEY), wrapped(_KEY_NOT, role="hint"), bar(self.button), self.why):
            column.addWidget(widget)

    def show_state(self, *, holds: bool, has_sheet: bool) -> None:
        """Say why it cannot be done, if it cannot."""
        why = ""
        if not holds:
            why = sentence(SealedProblem("ngăn niêm phong"))
        elif not has_sheet:
            why = sentence(NoRecoveryProblem())
        enable(self.button, why)
        self.why.setText(why)
        self.why.setVisible(bool(why))


class AccountSide(QWidget):
    """The three cards, one above the other."""

    def __init__(self) -> None:
        """Place them; nobody is chosen yet."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        theme.mark(self, "aside")
        self.account, self.recovery, self.key = AccountCard(), RecoveryCard(), KeyCard()
        self.account.hide()
        scroll = Scroll("Người dùng đang chọn, phiếu khôi phục, khóa dữ liệu")
        for block in (self.account, self.recovery, self.key):
            scroll.column.addWidget(block)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), 0, look.px(10), 0)
        column.addWidget(scroll)

    def show_account(self, account: Account | None, names: Mapping[int, str], why: Reasons) -> None:
        """Show who is chosen."""
        self.account.setVisible(account is not None)
        if account is not None:
            self.account.show_account(account, names, why)
