"""Signing in: who, with which password, how long to wait after wrong ones, and when forgotten."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    NotAnOfficeProblem,
    Problem,
    SealedMissingProblem,
    WaitProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import door
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import PasswordBox
from tcxd_desktop.ui.shell.late import SignedIn, late, office

Open = Callable[[Path, str, str], SignedIn]
_TICK_MS = 200
_DATA = "office.db"
WRONG = "Mật khẩu chưa đúng"
_RESTORED = "Văn phòng đã trở lại như bản sao lưu. Gõ mật khẩu để mở và xem lại."
_LOCKED = "Đã khóa. Gõ mật khẩu để làm tiếp; những gì đang gõ dở đã được giữ làm bản nháp."


class Countdown(QObject):
    """Thời gian phải chờ: counts the seconds until the next try."""

    moved = Signal(int)
    """Seconds left; 0 once, when the wait is over."""

    def __init__(self, parent: QObject) -> None:
        """Start with nothing to wait for."""
        super().__init__(parent)
        self._end = 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def running(self) -> bool:
        """Whether one has to wait."""
        return self._timer.isActive()

    def begin(self, seconds: float) -> None:
        """Wait so long from now."""
        self._end = time.monotonic() + seconds
        if seconds > 0:
            self._timer.start()
            self._on_tick()
        elif self.running:
            self._timer.stop()
            self.moved.emit(0)

    @Slot()
    def _on_tick(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            self._timer.stop()
        self.moved.emit(max(0, -int(-left // 1)))


class SignInDialog(Dialog):
    """Asks for account and password until they fit or the user leaves; ``desk`` is the result."""

    def __init__(
        self, folder: Path, open_office: Open, *, account: int = 0, locked: bool = False
    ) -> None:
        """Open ``folder`` with ``open_office``; ``account`` is offered first."""
        super().__init__("Sổ công tác Đảng", None, width=440)
        self.desk: SignedIn | None = None
        self.other = False
        """The user wants another office."""
        self.damaged: Problem | None = None
        """The files cannot be opened as they are."""
        self._folder, self._open = folder, open_office
        self._jobs = Jobs(self)
        self._accounts: list[tuple[int, str]] = []
        self._wrong = False
        self._countdown = Countdown(self)
        self._countdown.moved.connect(self._on_wait)
        self._build(locked=locked)
        self._list_accounts(account or settings.load().account)

    def _build(self, *, locked: bool) -> None:
        restored = locked and settings.load().place == settings.RESTORED
        title = "Đã khôi phục" if restored else "Đã khóa" if locked else "Đăng nhập"
        self.body.addWidget(theme.page_title(QLabel(title)))
        if locked:
            self.say(_RESTORED if restored else _LOCKED, quiet=True)
        else:
            place = Elided(mode=Qt.TextElideMode.ElideMiddle)
            theme.muted(place)
            place.say(str(self._folder))
            self.body.addWidget(place)
        self.body.addLayout(self._who())
        self.password = PasswordBox("Mật khẩu")
        self.shown = QCheckBox("Hiện mật khẩu")
        self.shown.toggled.connect(self._on_shown)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đang mở")
        self.bar.hide()
        for widget in (self.password, self.shown, self.bar):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        self.forgotten = _link(row, "Quên mật khẩu…", self._on_forgotten)
        self.elsewhere = _link(row, "Văn phòng khác…", self._on_elsewhere)
        self.elsewhere.hide()
        row.addStretch()
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.add_buttons("Mở sổ", cancel="Thoát")
        self.password.secret_field.setFocus()

    def _who(self) -> QVBoxLayout:
        self.who = QComboBox()
        self.who.setAccessibleName("Người dùng")
        self.who.currentIndexChanged.connect(self._on_who)
        self._who_caption = theme.caption(QLabel("&Người dùng"))
        self._who_caption.setBuddy(self.who)
        field = QVBoxLayout()
        field.setSpacing(theme.current().px(3))
        field.addWidget(self._who_caption)
        field.addWidget(self.who)
        return field

    def _list_accounts(self, wanted: int) -> None:
        try:
            known = door.accounts_of(self._folder)
            self._accounts = [(slot.account, slot.name) for slot in known]
        except Problem as problem:
            self.notice.show_problem(problem)
        for number, name in self._accounts:
            self.who.addItem(name, number)
        several = len(self._accounts) > 1
        named = any(name for _, name in self._accounts)  # the first version knew no accounts
        self.who.setVisible(named)
        self._who_caption.setVisible(named)
        self.who.setEnabled(several)
        self.who.setCurrentIndex(max(0, self.who.findData(wanted)))
        self._on_who()

    @property
    def account(self) -> int:
        """Number of the chosen account; 0 where none is known."""
        return int(self.who.currentData() or 0)

    # --- opening ----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        if self._jobs.busy or self._countdown.running:
            return
        self.notice.clear()
        secret, user = self.password.secret(), self._user()
        folder, open_office = self._folder, self._open

        def work(_progress: Progress) -> SignedIn:
            return open_office(folder, secret, user)

        self._set_busy(on=True)
        self._jobs.run(work, done=self._on_open, failed=self._on_refused)

    def _user(self) -> str:
        several = len(self._accounts) > 1
        return self.who.currentText() if several else ""

    def _on_open(self, desk: SignedIn) -> None:
        self.desk = desk
        settings.change(account=desk.actor.account)
        self.password.secret_field.clear()
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self._set_busy(on=False)
        self._wrong = isinstance(problem, WrongPasswordProblem)
        keyless = isinstance(problem, NotAnOfficeProblem) and (self._folder / _DATA).is_file()
        if keyless or isinstance(problem, DamagedFileProblem | SealedMissingProblem):
            self.damaged = problem
            self.reject()
            return
        if not isinstance(problem, WaitProblem):
            self.notice.show_problem(problem)
        self._wait()
        self.password.secret_field.edit.setFocus()
        self.password.secret_field.edit.selectAll()

    def _set_busy(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.who, self.password, self.main, self.leave, self.forgotten,
                       self.elsewhere):  # fmt: skip
            if widget is not None:
                widget.setEnabled(not on)
        if not on:
            self.who.setEnabled(len(self._accounts) > 1)

    # --- waiting ----------------------------------------------------------------------------------

    @Slot()
    def _on_who(self) -> None:
        self._wrong = False
        self.notice.clear()
        self._wait()

    def _wait(self) -> None:
        self._countdown.begin(door.wait_seconds(self._folder, self.account))

    @Slot(int)
    def _on_wait(self, seconds: int) -> None:
        if self.main is not None:
            self.main.setEnabled(not seconds)
        if seconds:
            self.notice.say(
                waiting(seconds, wrong=WRONG if self._wrong else ""), "warn", closable=False
            )
        else:
            self._wrong = False
            self.notice.clear()

    # --- other ways -------------------------------------------------------------------------------

    @Slot()
    def _on_forgotten(self) -> None:
        dialog = late("forgotten").ForgottenDialog(
            self._folder, self._accounts, self.account, office("opening").open_with_recovery, self
        )
        if dialog.exec() and dialog.desk is not None:
            self._on_open(dialog.desk)

    @Slot(bool)
    def _on_shown(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.password.secret_field.set_shown(on=on)

    @Slot()
    def _on_elsewhere(self) -> None:
        self.other = True
        self.reject()

    def reject(self) -> None:
        """Leave, unless the office is just being opened."""
        if not self._jobs.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the worker and of what was typed."""
        self._jobs.close()
        self.password.secret_field.clear()
        super().done(result)


def _link(row: QHBoxLayout, text: str, slot: Callable[[], None]) -> QPushButton:
    button = theme.mark(QPushButton(text), "link")
    button.setAutoDefault(False)
    button.clicked.connect(slot)
    row.addWidget(button)
    return button


def waiting(seconds: int, *, wrong: str = "") -> str:
    """Return what to say while one has to wait; ``wrong``: what was just typed and is not right."""
    minutes, rest = divmod(seconds, 60)
    left = f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
    said = f"{wrong}, và đã sai nhiều lần liền." if wrong else "Đã gõ sai nhiều lần."
    return f"{said} Chờ {left} nữa rồi gõ lại; gõ đúng thì luôn mở được sau khi chờ."
