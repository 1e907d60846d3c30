"""Taking an import back: the reason, or what stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from tcxd_desktop.domain.imports import ImportRun, Obstacle
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.wording.formats import show_number


class Undoing(QObject):
    """Takes one import back at a time, off the screens' thread."""

    undone = Signal(int)
    """An import was taken back; with its number."""
    failed = Signal(object)
    """Problem."""
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        """Ask over ``window``."""
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._job: Job | None = None
        jobs.over.connect(self._on_over)

    @Slot(int)
    def begin(self, run_id: int) -> None:
        """Look for what is in the way; ask for the reason, then take the import back."""
        run = next((one for one in imports.runs(self._desk) if one.id == run_id), None)
        if run is None or self._job is not None:
            return
        desk = self._desk

        def work(_progress: Progress) -> list[Obstacle]:
            return imports.obstacles(desk, run_id)

        def done(found: list[Obstacle]) -> None:
            self._ask(run, found)

        self._job = self._jobs.run(
            work, done=done, failed=self.failed.emit, title="Đang xem có hoàn tác được không…"
        )

    def _ask(self, run: ImportRun, found: Sequence[Obstacle]) -> None:
        if found:
            dialog = ObstaclesDialog(run, found, self._window)
            if dialog.exec() and dialog.person_id:
                self.person_wanted.emit(dialog.person_id)
            return
        reason = ask_reason(self._window, run)
        if reason is None:
            return
        desk, told = self._desk, reason

        def work(progress: Progress) -> int:
            imports.undo(desk, run.id, told, progress)
            return run.id

        self._job = self._jobs.run(
            work, done=self.undone.emit, failed=self.failed.emit, title="Đang hoàn tác lần nhập…"
        )

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._job:
            self._job = None


def ask_reason(parent: QWidget, run: ImportRun) -> str | None:
    """Ask why an import is taken back; ``None``: it is not."""
    return dialogs.ask_text(
        parent,
        f"Hoàn tác lần nhập {run.file_name}",
        "Lý do hoàn tác (ghi vào sổ truy cập)",
        lines=2,
        main="Hoàn tác",
    )


class ObstaclesDialog(Dialog):
    """What later rests on an import; each line opens its person."""

    def __init__(
        self, run: ImportRun, obstacles: Sequence[Obstacle], parent: QWidget | None = None
    ) -> None:
        """Show ``obstacles``."""
        super().__init__("Chưa hoàn tác được", parent, width=620)
        look = theme.current()
        self.person_id = 0
        """Somebody the user wants to see."""
        self.say(
            f"Có {show_number(len(obstacles))} việc ghi sau dựa vào lần nhập {run.file_name}. Hoàn"
            " tác bây giờ sẽ làm mất các việc đó, nên chương trình không làm. Hãy sửa lại từng"
            " việc trước, hoặc sửa thẳng hồ sơ bị nhập sai."
        )
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Điều cản trở; Enter để mở hồ sơ")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(look.px(220))
        for one in obstacles:
            item = QListWidgetItem(one.text)
            item.setData(Qt.ItemDataRole.UserRole, one.person_id)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        self.open_button: QPushButton = self.add_button("Mở hồ sơ", left=True)
        self.open_button.clicked.connect(self._on_open)
        self.list.itemActivated.connect(self._on_open)
        self.list.currentItemChanged.connect(self._on_current)
        self.add_buttons("Đóng", cancel="")
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _current(self) -> int:
        """Return who the line of the cursor is about; 0 for nobody."""
        row = self.list.currentRow()
        return int(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else 0

    @Slot()
    def _on_current(self) -> None:
        self.open_button.setEnabled(bool(self._current()))

    @Slot()
    def _on_open(self) -> None:
        self.person_id = self._current()
        if self.person_id:
            self.accept()
