"""Short dialogs about passwords and keys."""

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts, backups
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import NewPassword
from tcxd_desktop.ui.safety.work import PasswordDialog, Work, WorkDialog

_CLOSE = (
    "Người này không đăng nhập được nữa. Những gì đã làm vẫn đứng tên người ấy trong sổ truy cập.",
    "Trước đó chương trình làm một bản sao lưu và kiểm tra nó. Nếu người này có thể đã chép tệp "
    "đi, sau đó hãy đổi khóa dữ liệu.",
)
_KEY = (
    "Toàn bộ dữ liệu được ghi lại bằng khóa mới. Mật khẩu của mọi người và phiếu khôi phục giữ "
    "nguyên. Trước đó chương trình làm một bản sao lưu và kiểm tra nó; mất điện giữa chừng thì "
    "tệp vẫn mở được, bằng khóa cũ hoặc khóa mới.",
    "Điều việc này không làm được: bản sao lưu và tệp đã chép ra trước đây vẫn đọc được mãi bằng "
    "mật khẩu, phiếu cũ. Muốn chúng hết giá trị phải tìm và hủy chúng.",
)


class ResetDialog(WorkDialog):
    """Gives somebody a new password without the old one."""

    doing = "Đang đặt mật khẩu…"

    def __init__(
        self, desk: Desk, jobs: Jobs, account: Account, parent: QWidget | None = None
    ) -> None:
        """Ask for the password of ``account``."""
        super().__init__(f"Đặt lại mật khẩu: {account.name}", jobs, parent)
        self._desk, self._account = desk, account
        self.say("Trao mật khẩu này tận tay; người ấy nên tự đổi ngay ở lần đăng nhập đầu.")
        self.password = NewPassword((account.name,))
        self.body.addWidget(self.password)
        self.body.addStretch(1)
        self.add_buttons("Đặt lại mật khẩu")
        self.password.setFocus()

    def work(self) -> Work:
        """Return what sets the password.

        Raises:
            WeakPasswordProblem: it would be guessed, or the two differ.
        """
        desk, number, secret = self._desk, self._account.id, self.password.checked()
        return lambda _progress: accounts.reset_password(desk, number, secret)

    def done(self, result: int) -> None:
        """Forget the password."""
        self.password.clear()
        super().done(result)


class ProveDialog(WorkDialog):
    """Asks for the code of the recovery sheet in force: it is still there and can be read."""

    doing = "Đang thử mã…"

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Ask."""
        super().__init__("Thử mã khôi phục", jobs, parent)
        self._desk = desk
        self.say("Mở phong bì, gõ mã trên phiếu, rồi niêm phong lại và ghi lần mở vào phiếu.")
        self.code = LineField("code")
        self.code.set_placeholder("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-X")
        hint = "Chữ hoa hay thường, có gạch hay không đều được. Nên tắt bộ gõ tiếng Việt."
        self.body.addWidget(LabeledField("Mã khôi phục", self.code, hint=hint))
        self.body.addStretch(1)
        self.add_buttons("Thử mã")
        self.code.setFocus()

    def work(self) -> Work:
        """Return what compares the code."""
        desk, typed = self._desk, str(self.code.value())
        return lambda _progress: accounts.prove_recovery(desk, typed)

    def done(self, result: int) -> None:
        """Forget the code."""
        self.code.set_value("")
        super().done(result)


def close_account(desk: Desk, jobs: Jobs, account: Account, parent: QWidget) -> bool:
    """Take somebody's way in; true once it is done."""

    def act(secret: str, progress: Progress) -> None:
        accounts.close_account(desk, account.id, secret, lambda: backups.guard(desk, "account"))

    return bool(
        PasswordDialog(
            f"Ngừng dùng: {account.name}",
            jobs,
            parent,
            said=_CLOSE,
            main="Ngừng người dùng này",
            doing="Đang sao lưu và ngừng người dùng…",
            act=act,
        ).exec()
    )


def change_key(desk: Desk, jobs: Jobs, parent: QWidget) -> bool:
    """Write everything anew under another key; true once it is done."""

    def act(secret: str, progress: Progress) -> None:
        accounts.change_data_key(desk, secret, lambda: backups.guard(desk, "keys"), progress)

    return bool(
        PasswordDialog(
            "Đổi khóa dữ liệu",
            jobs,
            parent,
            said=_KEY,
            main="Đổi khóa dữ liệu",
            doing="Đang sao lưu và đổi khóa dữ liệu…",
            act=act,
            width=560,
        ).exec()
    )
