"""The page Xuất Excel: a layout, who, as at when; the first lines; the file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.exports import Exported, ExportJob, ExportPreview
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import exports, layouts, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import read_file, write_file
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.exports.layout_list import LayoutList
from tcxd_desktop.ui.exports.offers import EDIT, EXPORT
from tcxd_desktop.ui.exports.runs_dialog import RunsDialog, moment
from tcxd_desktop.ui.exports.sample_part import SamplePart
from tcxd_desktop.ui.exports.who_part import WhoPart
from tcxd_desktop.wording.exports import blanks_told, file_stem, held_told
from tcxd_desktop.wording.formats import show_number

JSON = "Mẫu danh sách (*.json)"
_LIST_WIDE = 262
_PREVIEW_AFTER_MS = 250
_SEALED = (
    "Tệp sẽ có các mục niêm phong (26–28) ở dạng không mã hóa, ai mở được tệp đều đọc được. Chỉ"
    " xuất khi có căn cứ, giữ tệp như giữ hồ sơ mật."
)


class ExportsPage(LivePage):
    """Layouts at the left; conditions above the first lines of the file."""

    title = "Xuất Excel"
    icon = "download"
    subjects = frozenset({"person", "unit", "export", "layout", "filter", "restriction"})

    edit_wanted = Signal(object)
    """Change this Layout; a new one has no key."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._serial = 0
        """Number of the last preview asked for: an earlier one that comes late is not shown."""
        self._job: Job | None = None
        self.preview: ExportPreview | None = None
        self._unread = False
        """The notice says why the first lines could not be read."""
        self.notice, self.held = Notice(), Notice()
        self.layouts = LayoutList()
        self.who = WhoPart(desk)
        self.sample = SamplePart()
        self.edit_button = icons.put(QPushButton("Sửa mẫu"), "pencil")
        self.edit_button.setToolTip("Thứ tự, tên, cách ghi của các cột (F2)")
        self.runs_button = icons.put(QPushButton("Các lần xuất"), "book-open")
        self.export_button = theme.primary(
            icons.put(QPushButton("Xuất ra tệp…"), "download", "on_accent")
        )
        self.export_button.setToolTip("Ctrl+E")
        allow(self.export_button, desk, Permission.EXPORT)
        for button in (self.edit_button, self.layouts.new, self.layouts.take):
            allow(button, desk, Permission.SETTINGS)
        self._later_preview = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(theme.page_title(QLabel(self.title)))
        head.addStretch(1)
        for button in (self.runs_button, self.edit_button, self.export_button):
            button.setAutoDefault(False)
            head.addWidget(button)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        above.setSpacing(look.px(8))
        above.addLayout(head)
        above.addWidget(self.notice)
        above.addWidget(self.held)
        right = theme.panel(QWidget())
        ruled(right, self.who, main=self.sample)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.layouts)
        split.addWidget(Roomy(right, self.sample.grid))
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(_LIST_WIDE), look.px(840)])
        ruled(self, above, main=split)
        begin_at(self, self.layouts)

    def _connect(self) -> None:
        self.layouts.chosen.connect(self._on_layout)
        self.layouts.opened.connect(self.edit)
        self.layouts.new.clicked.connect(self.new_layout)
        self.layouts.take.clicked.connect(self.take_layout)
        self.who.changed.connect(self._later_preview.start)
        self._later_preview.timeout.connect(self.read_preview)
        self.edit_button.clicked.connect(self.edit)
        self.runs_button.clicked.connect(self.show_runs)
        self.export_button.clicked.connect(self.export)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+E", self.export), ("F2", self.edit), ("Ctrl+O", self.take_layout),
            ("Ctrl+N", self.new_layout),
        )  # fmt: skip
        for sequence, act in keys:
            shortcut = QShortcut(QKeySequence(sequence), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- showing ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read layouts, organisations and filters again, and the first lines."""
        super().refresh()
        self.who.offer(units.tree(self._desk), people.saved_filters(self._desk))
        self.layouts.show_layouts(layouts.layouts(self._desk), layouts.SHIPPED)
        self._on_layout()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list of layouts."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        offers = (
            (Permission.EXPORT, Offer(EXPORT, self.export, "download")),
            (Permission.SETTINGS, Offer(EDIT, self.edit, "pencil")),
        )
        return tuple(offer for needed, offer in offers if self._desk.actor.may(needed))

    @Slot()
    def _on_layout(self) -> None:
        found = self.layouts.layout_chosen()
        if found is None:
            return
        runs = [run for run in exports.runs(self._desk, found.key) if run.counts]
        self.who.show_last(moment(runs[0].at, self._desk.clock().tzinfo)[:10] if runs else "")
        self.read_preview()

    @Slot()
    def read_preview(self) -> None:
        """Read the first lines, off the screens' thread; only the newest reading is shown."""
        if not self._desk.actor.may(Permission.EXPORT):
            told(self.notice, self._desk, Permission.EXPORT)
            return
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial = self._serial
        job = self._asked()
        if job is None:
            return
        desk, asked = self._desk, job

        def work(progress: Progress) -> ExportPreview:
            return exports.preview_layout(desk, asked, progress=progress)

        def done(found: ExportPreview) -> None:
            if serial == self._serial:
                self._show(found)

        def failed(problem: Problem) -> None:
            if serial == self._serial:
                self._show_problem(problem)

        self._job = self._jobs.run(work, done=done, failed=failed, title="Đang xem trước…")

    def _asked(self) -> ExportJob | None:
        """Return what is asked for; of what cannot be read, say why."""
        try:
            return self.who.job(self.layouts.key())
        except Problem as problem:
            self._show_problem(problem)
            return None

    def _show(self, found: ExportPreview) -> None:
        if self._unread:
            self.notice.clear()
        self._unread = False
        self.preview = found
        self.sample.show_preview(found)
        if found.held:
            self.held.say(held_told(found.held), "warn", closable=False)
        else:
            self.held.clear()

    def _show_problem(self, problem: Problem) -> None:
        self.preview = None
        self._unread = True
        self.sample.clear()
        self.held.clear()
        self.notice.show_problem(problem)

    # --- doing ------------------------------------------------------------------------------------

    @Slot()
    def export(self) -> None:
        """Write the file, after asking what for and where."""
        self.notice.clear()
        if not told(self.notice, self._desk, Permission.EXPORT):
            return
        layout, job = self.layouts.layout_chosen(), self._asked()
        if layout is None or job is None:
            return
        if self.preview is not None and self.preview.sealed:
            yes = dialogs.confirm(self, _SEALED, yes="Xuất cả mục niêm phong", title=layout.title)
            if not yes:
                return
        purpose = dialogs.ask_text(
            self, f"Xuất “{layout.title}”", "Mục đích (ghi vào sổ truy cập)", main="Chọn nơi lưu…"
        )
        if purpose is None:
            return
        name = f"{file_stem(layout.title)}-{self._desk.today():%Y%m%d}.xlsx"
        path = dialogs.save_file(self, f"Xuất “{layout.title}”", name, dialogs.XLSX)
        if path is not None:
            self._write(path, replace(job, file_name=path.name, purpose=purpose))

    def _write(self, path: Path, job: ExportJob) -> None:
        desk = self._desk

        def work(progress: Progress) -> Exported:
            return exports.export_layout(desk, job, lambda data: write_file(path, data), progress)

        def done(found: Exported) -> None:
            lines = "" if found.lines == found.people else f", {show_number(found.lines)} dòng"
            text = f"Đã xuất {show_number(found.people)} người{lines} vào {path.name}."
            missing = blanks_told(found.blanks)
            self.notice.say(
                " ".join(part for part in (text, missing, "Tệp này không được mã hóa.") if part),
                "warn" if missing else "ok",
            )
            self.refresh()

        self._jobs.run(
            work, done=done, failed=self.notice.show_problem, title=f"Đang xuất {path.name}…"
        )

    @Slot()
    def edit(self) -> None:
        """Change the layout chosen."""
        found = self.layouts.layout_chosen()
        if found is not None and told(self.notice, self._desk, Permission.SETTINGS):
            self.edit_wanted.emit(found)

    @Slot()
    def new_layout(self) -> None:
        """Make another layout of the one chosen."""
        found = self.layouts.layout_chosen()
        if found is None or not told(self.notice, self._desk, Permission.SETTINGS):
            return
        title = dialogs.ask_text(self, "Mẫu mới", "Tên của mẫu", main="Tạo mẫu")
        if title:
            self.edit_wanted.emit(replace(found, key="", title=title, own=True))

    @Slot()
    def take_layout(self) -> None:
        """Take a layout from a file of another office."""
        if not told(self.notice, self._desk, Permission.SETTINGS):
            return
        path = dialogs.open_file(self, "Nhận mẫu danh sách", JSON)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Take the layout in a file."""
        try:
            found = layouts.take_layout(self._desk, read_file(path), path.name)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.show_kept(found, "Đã nhận mẫu")

    def show_kept(self, layout: Layout, what: str) -> None:
        """Show a layout that was just kept."""
        self.refresh()
        self.layouts.choose(layout.key)
        self.notice.say(f"{what} “{layout.title}”.", "ok")

    @Slot()
    def show_runs(self) -> None:
        """Show the exports in this layout."""
        found = self.layouts.layout_chosen()
        if found is not None:
            RunsDialog(self._desk, found, self).exec()
            self._on_layout()
