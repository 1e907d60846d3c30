"""What restoring a backup would lose, read before anything is touched; then the own password."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtWidgets import QLabel, QWidget

from tcxd_desktop.domain.backups import Backup, Preview
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import backups, book
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import PasswordBox
from tcxd_desktop.ui.safety.backup_cards import when
from tcxd_desktop.ui.safety.parts import pairs
from tcxd_desktop.ui.safety.work import OWN_PASSWORD, Work, WorkDialog
from tcxd_desktop.wording.backups import lost_by, lost_line
from tcxd_desktop.wording.formats import show_number

_NAMED = 8
_OLDER = (
    "Sau khi làm bản này, khóa dữ liệu đã được đổi. Gõ mật khẩu của bạn; nếu từ đó tài khoản của "
    "bạn cũng đã đổi, gõ thêm mật khẩu hoặc mã khôi phục dùng được lúc ấy."
)
_FIRST = (
    "Trước đó chương trình sao lưu hiện trạng và kiểm tra bản ấy; tệp đang dùng được giữ lại. "
    "Khôi phục xong phải đăng nhập lại."
)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a restore would lose, and whose dossiers it touches."""

    preview: Preview
    names: Sequence[str]
    older: str = field(default="", repr=False)
    """Password or recovery code of back then, where the backup opens with no other."""


def read_loss(desk: Desk, backup: Backup, password: str = "", older: str = "") -> Loss:
    """Read what restoring ``backup`` would lose; nothing is touched.

    Raises:
        BackupKeyProblem: it is from before the data key was changed, and opens with none of these.
    """
    found = backups.preview(desk, backup, password=password, older=older)
    if not found.since:
        return Loss(found, (), older)
    day = datetime.fromisoformat(found.since).astimezone(desk.clock().tzinfo).date().isoformat()
    lines = book.entries(desk, BookQuery(since=day, kind="change"), -1)
    names = dict.fromkeys(
        name for line in lines if line.id > backup.seq for _, name in line.people if name
    )
    return Loss(found, tuple(names), older)


class OlderDialog(WorkDialog):
    """A backup from before the data key was changed: asks for what opened it then."""

    doing = "Đang xem bản sao lưu…"

    def __init__(
        self, desk: Desk, jobs: Jobs, backup: Backup, parent: QWidget | None = None
    ) -> None:
        """Ask; ``outcome`` holds the Loss."""
        super().__init__("Bản sao lưu từ trước khi đổi khóa", jobs, parent, width=560)
        self._desk, self._backup = desk, backup
        self.say(_OLDER)
        self.password = PasswordBox(OWN_PASSWORD)
        self.older = PasswordBox("Mật khẩu hoặc mã khôi phục của thời đó (nếu cần)", "older")
        self.body.addWidget(self.password)
        self.body.addWidget(self.older)
        self.body.addStretch(1)
        self.add_buttons("Xem bản này")
        self.password.secret_field.setFocus()

    def work(self) -> Work:
        """Return what reads the backup."""
        desk, backup = self._desk, self._backup
        secret, older = self.password.secret(), self.older.secret()
        return lambda _progress: read_loss(desk, backup, secret, older)

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.password.secret_field.clear()
        self.older.secret_field.clear()
        super().done(result)


class RestoreDialog(WorkDialog):
    """Says what would be lost and restores; ``outcome`` holds the desk opened anew."""

    doing = "Đang khôi phục…"

    def __init__(self, desk: Desk, jobs: Jobs, loss: Loss, parent: QWidget | None = None) -> None:
        """Ask whether the backup of ``loss`` is to be restored."""
        super().__init__("Khôi phục từ bản sao lưu", jobs, parent, width=640)
        self._desk, self._loss = desk, loss
        backup = loss.preview.backup
        made = when(backup.made, desk.clock())
        self.body.addWidget(theme.page_title(QLabel(f"Bản sao lưu lúc {made}")))
        self.say(f"{show_number(backup.people)} hồ sơ trong bản này. {lost_line(loss.preview)}")
        rows = loss_rows(loss)
        if rows:
            frame, column = card("Sẽ mất" if loss.preview.changes else "Cần biết")
            column.addLayout(pairs(rows))
            self.body.addWidget(frame)
        self.say(_FIRST, quiet=True)
        self.password = PasswordBox(OWN_PASSWORD)
        self.body.addWidget(self.password)
        self.body.addStretch(1)
        self.add_buttons("Khôi phục bản này")
        self.password.secret_field.setFocus()

    def work(self) -> Work:
        """Return what restores."""
        desk, backup = self._desk, self._loss.preview.backup
        secret, older = self.password.secret(), self._loss.older

        def work(progress: Progress) -> Desk:
            return backups.restore(desk, backup, secret, progress, older=older)

        return work

    def done(self, result: int) -> None:
        """Forget the password."""
        self.password.secret_field.clear()
        super().done(result)


def loss_rows(loss: Loss) -> list[tuple[str, str]]:
    """Return what is lost, in words: whose changes, which dossiers, who comes back or goes."""
    found = loss.preview
    more = max(found.records - _NAMED, len(loss.names) - _NAMED)
    names = ", ".join(loss.names[:_NAMED])
    if more > 0 and names:
        names = f"{names} và {show_number(more)} hồ sơ nữa"
    rows: list[tuple[str, str]] = [
        ("Thay đổi", show_number(found.changes) if found.changes else ""),
        ("Của ai", lost_by(found)),
        ("Hồ sơ", names or (f"{show_number(found.records)} bản ghi" if found.records else "")),
        ("Người mới", f"{show_number(found.newcomers)} người sẽ không còn trong danh sách"
         if found.newcomers else ""),
        ("Đã xóa", f"{show_number(len(found.erased_again))} người đã xóa theo quyết định sẽ lại bị "
         "xóa" if found.erased_again else ""),
        ("Quay lại", f"{show_number(found.returning)} thay đổi đã bị bỏ ở lần khôi phục trước"
         if found.returning else ""),
    ]  # fmt: skip
    return [row for row in rows if row[1]]
