"""A forgotten password: the code of the recovery sheet, and a new password for an account."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from tcxd_desktop.domain import recovery_code
from tcxd_desktop.domain.errors import (
    BadRecoveryCodeProblem,
    Problem,
    WaitProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import door
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import NewPassword
from tcxd_desktop.ui.shell.recovery import CodeField, counted
from tcxd_desktop.ui.shell.sign_in import Countdown, waiting

Recover = Callable[..., Desk]
_WRONG = "Mã chưa đúng"
BY_CODE = 0
"""Wrong codes are counted under this number."""
_SAID = (
    "Lấy phiếu khôi phục trong phong bì, gõ mã trên phiếu và đặt mật khẩu mới. Việc mở phong bì"
    " được ghi vào sổ truy cập; sau đó nên làm phiếu mới."
)
_NOT_IN_FORCE = (
    "Mã viết đúng dạng nhưng không phải mã của phiếu đang có hiệu lực. Hãy xem ngày lập trên phiếu:"
    " phiếu làm sau cùng mới mở được."
)
_FIRST_HEAD = "Trưởng ban (người có tài khoản lâu nhất)"
"""Who is meant where a backup from a second place told no names."""
_NO_WAY = (
    "Không còn phiếu thì nhờ một trưởng ban khác đăng nhập và đặt lại mật khẩu. Không có cách nào"
    " khác mở được dữ liệu."
)


class ForgottenDialog(Dialog):
    """Opens an office with its recovery code; ``desk`` is the result."""

    def __init__(
        self,
        folder: Path,
        accounts: Sequence[tuple[int, str]],
        account: int,
        recover: Recover,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``accounts`` as (number, name); ``recover`` opens."""
        super().__init__("Quên mật khẩu", parent, width=560)
        self.desk: Desk | None = None
        self._folder, self._recover = folder, recover
        self._jobs = Jobs(self)
        self._wrong = False
        self._countdown = Countdown(self)
        self._countdown.moved.connect(self._on_wait)
        self.body.addWidget(theme.page_title(QLabel("Mở bằng phiếu khôi phục")))
        self.say(_SAID)
        self._fill(accounts, account)
        self.say(_NO_WAY, quiet=True)
        self.body.addStretch(1)
        self.add_buttons("Mở và đặt mật khẩu mới")
        self._on_who()
        self.code.setFocus()
        self._countdown.begin(door.wait_seconds(folder, BY_CODE))

    def _fill(self, accounts: Sequence[tuple[int, str]], account: int) -> None:
        look = theme.current()
        self.code = CodeField()
        self.code.edit.textEdited.connect(self._on_typed)
        self.count = theme.hint(QLabel())
        self.who = QComboBox()
        self.who.setAccessibleName("Người dùng")
        for number, name in accounts or ((0, _FIRST_HEAD),):
            self.who.addItem(name, number)
        self.who.setCurrentIndex(max(0, self.who.findData(account)))
        self.who.setEnabled(len(accounts) > 1)
        self.who.currentIndexChanged.connect(self._on_who)
        caption = theme.caption(QLabel("Đặt mật khẩu mới cho"))
        caption.setBuddy(self.who)
        who = QVBoxLayout()
        who.setSpacing(look.px(3))
        who.addWidget(caption)
        who.addWidget(self.who)
        self.password = NewPassword()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đang mở")
        self.bar.hide()
        self.body.addWidget(LabeledField("Mã khôi phục", self.code))
        self.body.addWidget(self.count)
        self.body.addLayout(who)
        self.body.addWidget(self.password)
        self.body.addWidget(self.bar)

    @Slot()
    def _on_main(self) -> None:
        if self._jobs.busy or self._countdown.running:
            return
        self.notice.clear()
        commit_open_edit()
        try:
            code, secret = self._checked()
        except Problem as problem:
            self.show_problem(problem)
            return
        folder, number, recover = self._folder, int(self.who.currentData() or 0), self._recover

        def work(_progress: Progress) -> Desk:
            return recover(folder, code, account=number, new_password=secret)

        self._set_busy(on=True)
        self._jobs.run(work, done=self._on_open, failed=self._on_refused)

    def _checked(self) -> tuple[str, str]:
        code = self.code.text()
        try:
            recovery_code.parse(code)
        except BadRecoveryCodeProblem as problem:
            problem.field = "code"
            raise
        return code, self.password.checked(self.who.currentText())

    def _on_open(self, desk: Desk) -> None:
        self.desk = desk
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self._set_busy(on=False)
        self._wrong = isinstance(problem, WrongPasswordProblem)
        if self._wrong:
            self.notice.say(_NOT_IN_FORCE, "bad")
        elif not isinstance(problem, WaitProblem):
            self.show_problem(problem)
        self._countdown.begin(door.wait_seconds(self._folder, BY_CODE))

    def _set_busy(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.code, self.password, self.main, self.leave):
            if widget is not None:
                widget.setEnabled(not on)
        self.who.setEnabled(not on and self.who.count() > 1)

    @Slot(int)
    def _on_wait(self, seconds: int) -> None:
        if self.main is not None:
            self.main.setEnabled(not seconds)
        if seconds:
            self.notice.say(
                waiting(seconds, wrong=_WRONG if self._wrong else ""), "warn", closable=False
            )
        else:
            self.notice.clear()

    @Slot()
    def _on_who(self) -> None:
        self.password.names = (self.who.currentText(),)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.code.set_problem(None)
        self.count.setText(counted(text))

    def reject(self) -> None:
        """Leave, unless the office is just being opened."""
        if not self._jobs.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the worker and of what was typed."""
        self._jobs.close()
        self.code.clear()
        self.password.clear()
        super().done(result)
