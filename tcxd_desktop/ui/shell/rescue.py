"""An office that cannot be opened where it lies or as it is: copied here, or restored."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QProgressBar

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    Problem,
    WaitProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import backups, door, moving
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import PasswordBox
from tcxd_desktop.ui.shell.sign_in import Countdown, waiting
from tcxd_desktop.ui.shell.start import free_folder
from tcxd_desktop.ui.shell.working import WorkDialog
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence

_UNFIT = (
    "Văn phòng này nằm trên ổ mạng, thẻ nhớ hoặc thư mục đồng bộ (OneDrive, Dropbox, Google Drive)."
    " Làm việc ở đó dễ hỏng dữ liệu và có thể bị gửi ra ngoài, nên chương trình không mở."
)
_UNFIT_MORE = (
    "Có thể chép cả văn phòng về ổ đĩa trong máy này rồi mở bản chép. Bản ở {0} còn nguyên, chỉ nên"
    " giữ làm bản lưu: từ đó trở đi hai bản sẽ khác nhau."
)
_COPYING = "Chép từng tệp rồi đọc lại để so. Dừng giữa chừng thì không để lại gì dở dang."
_DAMAGED = (
    "Chương trình không sửa tệp hỏng. Khôi phục thì lấy lại văn phòng từ bản sao lưu; tệp hỏng được"
    " giữ nguyên trong thư mục replaced để nhờ người cứu dữ liệu."
)
_NO_BACKUP = (
    "Không thấy bản sao lưu nào đã kiểm tra trong máy này. Nếu có bản ở ổ đĩa khác hoặc USB, hãy"
    " chọn tệp đó; nếu không, hãy giữ nguyên thư mục và nhờ người hỗ trợ."
)
_HEAD_ONLY = "Người khôi phục phải là trưởng ban từ lúc sao lưu, và mở được ngăn niêm phong."
_BACKUPS = "Bản sao lưu (*.tcxdbak)"
_BROKEN = "Không mở được tệp dữ liệu"
_BRING = "Khôi phục từ bản sao lưu"
_BRING_MORE = (
    "Dùng khi máy cũ hỏng hoặc mất: lấy lại văn phòng trên máy này từ một bản sao lưu ở thẻ nhớ, ổ"
    " đĩa khác. Bản ở nơi thứ hai chỉ mở được bằng mã khôi phục."
)
_NOT_CHOSEN = "Chưa chọn bản sao lưu nào."
_WRONG = "Mật khẩu chưa đúng"


def copied_here(folder: Path, home: Path) -> Path | None:
    """Offer to copy an office from a place it may not be worked at; return the copy's folder."""
    wanted = dialogs.confirm(
        None, _UNFIT, yes="Chép về máy này", no="Thoát", title="Không mở ở chỗ này được",
        detail=_UNFIT_MORE.format(folder),
    )  # fmt: skip
    if not wanted:
        return None

    def work(progress: Progress) -> Path:
        return moving.copy_here(folder, home, progress)

    dialog = WorkDialog("Đang chép văn phòng về máy này", _COPYING, work)
    dialog.exec()
    if dialog.problem is not None:
        dialogs.inform(None, sentence(dialog.problem), title="Chưa chép được")
    copied: Path | None = dialog.result_of
    return copied


class RestoreDialog(Dialog):
    """Restores an office whose files cannot be opened, or are not here; ``desk`` is the result."""

    def __init__(self, folder: Path, problem: Problem | None, home: Path) -> None:
        """Offer the newest backup that was tried; ``problem`` is why the files do not open.

        Where the keys themselves are lost, or there is no problem because this machine has no
        such office yet, it is made anew under ``home``: then ``made`` is its folder, to be signed
        in to.
        """
        super().__init__("Tệp dữ liệu hỏng" if problem else _BRING, None, width=580)
        self.desk: Desk | None = None
        self.made: Path | None = None
        self._folder, self._home = folder, home
        self._jobs = Jobs(self)
        self._wrong = False
        self._countdown = Countdown(self)
        self._countdown.moved.connect(self._on_wait)
        self._path: Path | None = None
        self.body.addWidget(theme.page_title(QLabel(_BROKEN if problem else _BRING)))
        for words in (sentence(problem), _DAMAGED) if problem else (_BRING_MORE,):
            self.say(words)
        self.chosen = theme.heading(self.say(""))
        self._fill()
        self.say(_HEAD_ONLY, quiet=True)
        self.body.addStretch(1)
        self.other = self.add_button("Chọn tệp khác…", left=True)
        self.other.clicked.connect(self._on_other)
        self.add_buttons("Khôi phục bản này", cancel="Thoát")
        if problem:
            self._choose(backups.newest_verified(folder))
            self.password.secret_field.setFocus()
        else:
            self._say_chosen(_NOT_CHOSEN)
            self.other.setFocus()

    def _fill(self) -> None:
        self.who = QComboBox()
        self.who.setAccessibleName("Người dùng")
        for number, name in _accounts(self._folder):
            self.who.addItem(name, number)
        self.who.setVisible(self.who.count() > 1)
        self._keyless = not self.who.count()
        caption = "Mật khẩu của trưởng ban" + (", hoặc mã khôi phục" if self._keyless else "")
        self.password = PasswordBox(caption)
        self.older = PasswordBox("Mật khẩu, hoặc mã khôi phục, của lúc sao lưu", "older")
        self.older.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đang khôi phục")
        self.bar.hide()
        for widget in (self.who, self.password, self.older, self.bar):
            self.body.addWidget(widget)

    def _choose(self, backup: Backup | None) -> None:
        self._path = backup.path if backup is not None else None
        said = _NO_BACKUP
        if backup is not None:
            made = backup.made.astimezone()
            people = show_number(backup.people)
            said = f"Bản gần nhất đã kiểm tra: {made:%H:%M %d/%m/%Y}, {people} hồ sơ."
        self._say_chosen(said)

    def _say_chosen(self, said: str) -> None:
        self.chosen.setText(said)
        if self.main is not None:
            self.main.setEnabled(self._path is not None)

    @Slot()
    def _on_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Chọn bản sao lưu", "", _BACKUPS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take a backup that was chosen; one that cannot be read is said and left."""
        try:
            names = backups.accounts_in(path) if self._keyless else ()
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.clear()
        if self._keyless:
            self.who.clear()
            self.who.addItems(names)
            self.who.setVisible(len(names) > 1)
        self._path = path
        self._say_chosen(f"Bản đã chọn: {path.name}")
        self.password.secret_field.setFocus()

    @Slot()
    def _on_main(self) -> None:
        path = self._path
        if path is None or self._jobs.busy or self._countdown.running:
            return
        self.notice.clear()
        self._set_busy(on=True)
        self._jobs.run(
            self._work(path), done=self._on_restored, failed=self._on_refused,
            progress=self._on_progress,
        )  # fmt: skip

    def _work(self, path: Path) -> Callable[[Progress], Desk | Path]:
        folder, home = self._folder, self._home
        secret, older = self.password.secret(), self.older.secret()
        user = self.who.currentText() if self.who.count() > 1 else ""

        def in_place(progress: Progress) -> Desk:
            return backups.restore_damaged(
                folder, path, secret, user=user, older=older, progress=progress
            )

        def anew(progress: Progress) -> Path:
            made = free_folder(home, f"{folder.resolve().name}-khoi-phuc")
            return backups.restore_new(path, made, secret, user=user, progress=progress).folder

        return anew if self._keyless else in_place

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    def _on_restored(self, found: Desk | Path) -> None:
        if isinstance(found, Path):
            self.made = found
        else:
            self.desk = found
        self.accept()

    def _on_refused(self, problem: Problem) -> None:
        self._set_busy(on=False)
        self._wrong = isinstance(problem, WrongPasswordProblem)
        if isinstance(problem, BackupKeyProblem):
            self.older.show()
        if not isinstance(problem, WaitProblem):
            self.notice.show_problem(problem)
        account = int(self.who.currentData() or 0)
        self._countdown.begin(door.wait_seconds(self._folder, account))

    def _set_busy(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.who, self.password, self.older, self.other, self.main, self.leave):
            if widget is not None:
                widget.setEnabled(not on)

    @Slot(int)
    def _on_wait(self, seconds: int) -> None:
        if self.main is not None:
            self.main.setEnabled(not seconds)
        if seconds:
            said = waiting(seconds, wrong=_WRONG if self._wrong else "")
            self.notice.say(said, "warn", closable=False)
        else:
            self.notice.clear()

    def reject(self) -> None:
        """Leave, unless it is being restored."""
        if not self._jobs.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the worker and of what was typed."""
        self._jobs.close()
        self.password.secret_field.clear()
        self.older.secret_field.clear()
        super().done(result)


def _accounts(folder: Path) -> list[tuple[int, str]]:
    """Return who can sign in; nobody where the keys are lost too."""
    try:
        return [(slot.account, slot.name) for slot in door.accounts_of(folder)]
    except Problem:
        return []


def brought_here(home: Path) -> Path | None:
    """Offer to bring an office back from a backup; return its new folder under ``home``."""
    dialog = RestoreDialog(home / "van-phong", None, home)
    return dialog.made if dialog.exec() else None


def restored(folder: Path, problem: Problem, home: Path) -> Desk | Path | None:
    """Offer to restore an office that does not open.

    Returns it open; or, made anew because its keys were lost, its folder; or nothing.
    """
    dialog = RestoreDialog(folder, problem, home)
    return (dialog.desk or dialog.made) if dialog.exec() else None
