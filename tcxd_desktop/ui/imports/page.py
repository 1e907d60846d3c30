"""The page Nhập Excel: choose a file, go on with one, look at and take back what was imported."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportRun
from tcxd_desktop.office import import_files, imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_bar import DraftBar
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.imports import history, recent
from tcxd_desktop.ui.imports.offers import IMPORT

_EXPLAINED = (
    "Chọn tệp xlsx, xls, ods hoặc csv, hay kéo thả vào đây. Chương trình đọc tệp và cho xem trước"
    " từng dòng; chưa ghi gì cho tới khi bấm Ghi vào dữ liệu. Tệp gốc không bị sửa."
)
_RECENT_LINES = 5


class ImportsPage(FileDrop, LivePage):
    """A file is chosen above; below, every import so far."""

    title = "Nhập Excel"
    icon = "upload"
    subjects = frozenset({"import"})

    file_chosen = Signal(object)
    """A Path to be read."""
    resume_wanted = Signal()
    """Go on with the file in hand."""
    undo_wanted = Signal(int)
    """Take an import back; with its number."""

    def __init__(self, desk: Desk, _jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk = desk
        zone = desk.clock().tzinfo
        self.notice, self.resume = Notice(), Notice()
        self.draft_bar = DraftBar()
        self.choose_button = theme.primary(icons.put(QPushButton("Chọn tệp…"), "upload",
                                                     "on_accent"))  # fmt: skip
        self.choose_button.setToolTip("Ctrl+O, Ctrl+N")
        self.choose_button.setAutoDefault(False)
        allow(self.choose_button, desk, Permission.IMPORT)
        self.where = theme.muted(QLabel())
        self.files: Table[recent.Found] = Table(
            recent.columns(zone), identity=lambda one: one.path, name="Tệp trong thư mục gần đây"
        )
        theme.mark(self.files, "boxed")
        self.table: Table[ImportRun] = Table(
            history.columns(zone), identity=lambda run: run.id, name="Các lần nhập",
            key="imports.runs",
        )  # fmt: skip
        self.detail = history.RunDetail(desk)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the imports again."""
        super().refresh()
        self.table.show_records(imports.runs(self._desk))
        if self.table.current_record() is None:
            self.table.select_first()
        self._on_current()

    def showEvent(self, event: QShowEvent) -> None:
        """List the folder anew: the file may have landed just now."""
        super().showEvent(event)
        self.list_folder()
        if not event.spontaneous():
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Begin at the files of the folder, else at the button that chooses one."""
        target = self.files if self.files.isVisibleTo(self) else self.choose_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def list_folder(self) -> None:
        """Show the sheets in the folder a file was opened from last."""
        where = recent.folder()
        found = recent.files(where)
        name = where.name or str(where)
        self.where.setText(
            f"Trong thư mục {name}" if found else f"Thư mục {name} chưa có bảng tính nào."
        )
        self.where.setToolTip(str(where))
        self.files.setVisible(bool(found))
        rows = min(len(found), _RECENT_LINES)
        line = theme.current().line
        self.files.setMinimumHeight(line(31) * min(rows, 2) + line(34))
        self.files.setMaximumHeight(line(31) * rows + line(34))
        self.files.show_records(found)
        if self.files.current_record() is None:
            self.files.select_first()

    def show_resume(self, name: str) -> None:
        """Offer to go on with a file that was not written yet; nothing: there is none."""
        if name:
            self.resume.say(f"Đang nhập dở {name}, chưa ghi.", "warn", action="Tiếp tục",
                            closable=False)  # fmt: skip
        else:
            self.resume.clear()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self._desk.actor.may(Permission.IMPORT):
            return ()
        return (Offer(IMPORT, self.choose, "upload"),)

    # --- choosing ---------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Let the user choose a file."""
        if not told(self.notice, self._desk, Permission.IMPORT):
            return
        path = dialogs.open_file(self, "Chọn tệp để nhập", dialogs.SHEETS, str(recent.folder()))
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a file, unless it is only the mark of one that is open."""
        self.notice.clear()
        if recent.lock_file(path):
            self.notice.say(
                f"{path.name} là tệp tạm của Excel khi đang mở một tệp khác, không phải danh sách."
                " Hãy chọn tệp cùng tên không có dấu ~$ ở đầu.", "warn",
            )  # fmt: skip
            return
        self.file_chosen.emit(path)

    # --- showing ----------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(theme.page_title(QLabel(self.title)))
        head.addStretch(1)
        head.addWidget(self.choose_button)
        said = theme.muted(QLabel(_EXPLAINED))
        said.setWordWrap(True)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        above.setSpacing(look.px(8))
        above.addLayout(head)
        for widget in (self.draft_bar, self.resume, self.notice, said, self.where, self.files):
            above.addWidget(widget)
        runs = QWidget()
        below = QVBoxLayout(runs)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        title = theme.heading(QLabel("Các lần nhập"))
        title.setContentsMargins(look.px(14), look.px(10), 0, look.px(8))
        below.addWidget(title)
        below.addWidget(theme.rule())
        below.addWidget(self.table, 1)
        ruled(self, above, main=Beside(runs, self.detail))

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.choose_button.clicked.connect(self.choose)
        self.files.opened.connect(self._on_file)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_current)
        self.resume.acted.connect(self.resume_wanted)
        self.detail.undo_wanted.connect(self.undo_wanted)
        for keys, slot in (
            ("Ctrl+O", self.choose), ("Ctrl+N", self.choose), ("Ctrl+Z", self._on_undo_key),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot(object)
    def _on_file(self, one: recent.Found) -> None:
        self.take(one.path)

    @Slot()
    def _on_undo_key(self) -> None:
        run = self.detail.run
        if run is not None and self.detail.undo.isVisible():
            self.undo_wanted.emit(run.id)

    @Slot()
    def _on_current(self) -> None:
        run = self.table.current_record()
        self.detail.show_run(run, self._layout_title(run.layout) if run is not None else "")

    def _layout_title(self, key: str) -> str:
        found = (one.title for one in import_files.layouts(self._desk) if one.key == key)
        return next(found, key)

    def take_file(self, path: Path) -> None:
        """Read the file that was dropped."""
        if told(self.notice, self._desk, Permission.IMPORT):
            self.take(path)
