"""Changing the own password."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tcxd_desktop.domain.errors import Problem, WaitProblem, WrongPasswordProblem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import NewPassword, PasswordBox
from tcxd_desktop.ui.shell.sign_in import Countdown, waiting

_WRONG = "Mật khẩu đang dùng chưa đúng"


class OwnPasswordDialog(Dialog):
    """Asks for the old password and a new one, twice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("Đổi mật khẩu", parent, width=540)
        self._desk = desk
        self._jobs = Jobs(self)
        self._countdown = Countdown(self)
        self._countdown.moved.connect(self._on_wait)
        self.body.addWidget(theme.page_title(QLabel(f"Mật khẩu của {desk.actor.name}")))
        self.old = PasswordBox("Mật khẩu đang dùng", "old")
        self.password = NewPassword((desk.actor.name,))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        for widget in (self.old, self.password, self.bar):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_buttons("Đổi mật khẩu")
        self.old.secret_field.setFocus()

    @Slot()
    def _on_main(self) -> None:
        if self._jobs.busy or self._countdown.running:
            return
        self.notice.clear()
        desk, old = self._desk, self.old.secret()
        try:
            new = self.password.checked()
        except Problem as problem:
            self.show_problem(problem)
            return

        def work(_progress: Progress) -> None:
            accounts.change_own_password(desk, old, new)

        self._set_busy(on=True)
        self._jobs.run(work, done=self._on_changed, failed=self._on_refused)

    def _on_changed(self, _nothing: None) -> None:
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self._set_busy(on=False)
        if isinstance(problem, WrongPasswordProblem):
            problem.field = "old"
        if isinstance(problem, WaitProblem):
            self._countdown.begin(float(str(problem.args[0])))
        else:
            self.show_problem(problem)

    @Slot(int)
    def _on_wait(self, seconds: int) -> None:
        if self.main is not None:
            self.main.setEnabled(not seconds)
        if seconds:
            self.notice.say(waiting(seconds, wrong=_WRONG), "warn", closable=False)
        else:
            self.notice.clear()

    def _set_busy(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.old, self.password, self.main, self.leave):
            if widget is not None:
                widget.setEnabled(not on)

    def reject(self) -> None:
        """Leave, unless it is just being changed."""
        if not self._jobs.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the worker and of what was typed."""
        self._jobs.close()
        self.old.secret_field.clear()
        self.password.clear()
        super().done(result)
