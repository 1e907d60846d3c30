"""Cập nhật chương trình: a signed package is looked at, the setup beside it checked and started."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.update_errors import NoPackChosenProblem, UpdateStoppedProblem
from tcxd_desktop.domain.updates import Way
from tcxd_desktop.office import packs, program_version, updates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.updates import Fetched, UpdatePreview
from tcxd_desktop.ui.common import allowed, dialogs, theme
from tcxd_desktop.ui.common.cards import Scroll, empty_layout, facts, text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, TextField
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.shell.process import AT_END
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.shell.working import WorkDialog
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.updates import AFTERWARDS, WHAT_HAPPENS

FILES = f"Gói cập nhật (*{packs.PACK_ENDING})"
PACKS_TAB = 3
"""Place of the tab of packs on the page of rules."""
_TITLE = "Cập nhật chương trình"
_HOW = (
    "Bản mới gửi qua USB hoặc đĩa, không cần mạng. Chép gói cập nhật (.capnhat) và bộ cài vào cùng"
    " một thư mục, rồi chọn gói hoặc thả gói vào đây. Chỉ nhận gói do nơi phát hành chương trình"
    " ký."
)
_SCHEMA = (
    "Bản này đổi cách ghi dữ liệu: sau khi cập nhật, bản cũ không mở được dữ liệu nữa. Dữ liệu"
    " hiện nay vẫn được chép và sao lưu trước."
)
_LOWER = (
    "Bản {0} cũ hơn bản {1} đã dùng ở văn phòng này. Bản cũ có thể còn lỗi đã sửa. Chỉ trưởng ban"
    " quyết định, có ghi lý do vào sổ truy cập."
)
_WORKING = (
    "Chép bộ cài về máy, kiểm từng byte, rồi sao lưu và khôi phục thử. Dừng thì không có gì thay"
    " đổi."
)
_STAYED = "Chưa cập nhật: chương trình chưa đóng. Mở lại Cập nhật chương trình khi sẵn sàng."
_MEBIBYTE = 1024 * 1024
_WIDTH, _NEWS_HEIGHT = 660, 150


class UpdateDialog(FileDrop, Dialog):
    """Choose a package, see what it brings, fetch it; ``fetched`` is what came of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin without a package."""
        super().__init__(_TITLE, parent, width=_WIDTH)
        self.setAcceptDrops(True)
        self._desk = desk
        self.found: UpdatePreview | None = None
        self.fetched: Fetched | None = None
        look = theme.current()
        self.body.addWidget(theme.heading(QLabel(f"Đang dùng bản {program_version.INSTALLED}")))
        self.say(_HOW, quiet=True)
        self.choose = QPushButton("Chọn gói cập nhật…")
        self.choose.setToolTip("Ctrl+O")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self.ask_file)
        self.chosen = Elided()
        theme.muted(self.chosen)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.choose)
        row.addWidget(self.chosen, 1)
        self.body.addLayout(row)
        self.reason = TextField("reason", lines=2)
        self.reason.name = "Lý do dùng lại bản cũ"
        self._room = QWidget()
        self._room.hide()
        self._shown = QVBoxLayout(self._room)
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._shown.setSpacing(look.px(10))
        self.why = LabeledField("Lý do dùng lại bản cũ (bắt buộc)", self.reason)
        self.why.hide()
        self.body.addWidget(self._room)
        self.body.addWidget(self.why)
        self.body.addStretch()
        self.main_button = self.add_buttons("Cập nhật", cancel="Thôi")
        self.main_button.setEnabled(False)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.ask_file)
        self.choose.setFocus()

    @Slot()
    def ask_file(self) -> None:
        """Let the user choose a package."""
        path = dialogs.open_file(self, "Chọn gói cập nhật", FILES)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what a package brings, or why it is not taken."""
        self.notice.clear()
        self.chosen.say(str(path))
        try:
            self.show_found(updates.preview(self._desk, path))
        except Problem as problem:
            self._forget()
            self.notice.show_problem(problem)

    def accept_ready(self) -> None:
        """Copy, check, back up.

        Raises:
            NoPackChosenProblem, UpdateStoppedProblem.
            Problem: of :func:`updates.fetch`; nothing was started.
        """
        found = self.found
        if found is None:
            raise NoPackChosenProblem
        reason = str(self.reason.value() or "") if found.lower else ""

        def work(progress: Progress) -> Any:
            return updates.fetch(self._desk, found, reason, progress)

        working = WorkDialog("Đang chuẩn bị cập nhật…", _WORKING, work, self)
        ready = working.exec()
        if working.problem is not None:
            raise working.problem
        if not ready:
            raise UpdateStoppedProblem
        self.fetched = working.result_of

    def show_found(self, found: UpdatePreview) -> None:
        """Show what a package brings."""
        self._forget()
        self.found = found
        update = found.update
        size = max(1, round(found.file.size / _MEBIBYTE))
        self._shown.addLayout(
            facts(
                [
                    ("Phiên bản", f"{found.standing.installed} → {update.version}"),
                    ("Nơi ký", found.issuer),
                    ("Vân tay khóa", found.fingerprint),
                    ("Ngày ký", show_date(found.issued_on)),
                    ("Tệp đi cùng", f"{found.file.name}, {show_number(size)} MB"),
                ]
            )
        )
        if update.news:
            self._shown.addWidget(_news(update.news))
        if update.schema > found.standing.schema or update.sealed > found.standing.sealed:
            self._shown.addWidget(_warning(_SCHEMA))
        if found.lower:
            self._shown.addWidget(_warning(_LOWER.format(update.version, found.standing.highest)))
        self._shown.addWidget(theme.muted(text_label(WHAT_HAPPENS[found.way])))
        self._room.show()
        self.why.setVisible(found.lower)
        self.main_button.setText("Cập nhật" if found.way is Way.SETUP else "Chép về và kiểm")
        self.main_button.setEnabled(True)
        tab_as_laid(self)
        (self.reason if found.lower else self.main_button).setFocus()

    def _forget(self) -> None:
        self.found = None
        empty_layout(self._shown)
        self._room.hide()
        self.why.hide()
        self.main_button.setEnabled(False)


def _news(lines: tuple[str, ...]) -> QWidget:
    look = theme.current()
    scroll = Scroll("Có gì mới trong bản này")
    scroll.column.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
    scroll.column.setSpacing(look.px(3))
    scroll.column.addWidget(theme.heading(QLabel("Có gì mới")))
    for line in lines:
        scroll.column.addWidget(text_label(f"• {line}"))
    scroll.column.addStretch()
    scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    whole = scroll.column.totalHeightForWidth(look.px(_WIDTH - 60))
    scroll.setFixedHeight(min(whole + look.px(4), look.px(_NEWS_HEIGHT)))
    return scroll


def _warning(text: str) -> Notice:
    notice = Notice()
    notice.say(text, "warn", closable=False)
    return notice


def show(window: MainWindow) -> None:
    """Offer to update the program."""
    _offer(window, None)


def open_file(window: MainWindow, path: Path) -> None:
    """Show a package that was opened from outside: of the program, of rules, of templates.

    Raises:
        Problem: it is no package, or not signed as it says.
    """
    desk = window.desk
    if updates.kind_of(desk, updates.read_pack(path)) == packs.UPDATE:
        _offer(window, path)
        return
    page: Any = window.show_page("rules")
    page.show_tab(PACKS_TAB)
    page.packs.take_file(path)


def _offer(window: MainWindow, path: Path | None) -> None:
    if not allowed.told(window.notice, window.desk, Permission.SETTINGS):
        return
    dialog = UpdateDialog(window.desk, window)
    if path is not None:
        dialog.take_file(path)
    if not dialog.exec() or dialog.fetched is None:
        return
    fetched = dialog.fetched
    if not fetched.starts:
        said = AFTERWARDS[fetched.way].format(fetched.path, fetched.version)
        dialogs.inform(window, said, title=_TITLE)
        return
    leave(window, partial(updates.command, fetched))


def leave(window: MainWindow, words: Callable[[], list[str]]) -> None:
    """Close the window, its asking included; what ``words`` gives is started after the office."""
    AT_END.wish(words)
    if not window.close():
        AT_END.wish(None)
        window.notice.say(_STAYED, "warn")
