"""Taking an import back: the reason, or what stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.imports import ImportRun, Obstacle
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.common.obstacles_dialog import ObstaclesDialog
from tcxd_desktop.wording.formats import show_number

_IN_THE_WAY = (
    "Có {0} việc ghi sau dựa vào lần nhập {1}. Hoàn tác bây giờ sẽ làm mất các việc đó, nên chương"
    " trình không làm. Hãy sửa lại từng việc trước, hoặc sửa thẳng hồ sơ bị nhập sai."
)


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

    @Slot(int)
    def begin(self, run_id: int) -> None:
        """Look for what is in the way; ask for the reason, then take the import back."""
        run = next((one for one in imports.runs(self._desk) if one.id == run_id), None)
        if run is None or running(self._job):
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
            said = _IN_THE_WAY.format(show_number(len(found)), run.file_name)
            dialog = ObstaclesDialog("Chưa hoàn tác được", said, found, self._window)
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


def ask_reason(parent: QWidget, run: ImportRun) -> str | None:
    """Ask why an import is taken back; ``None``: it is not."""
    return dialogs.ask_text(
        parent,
        f"Hoàn tác lần nhập {run.file_name}",
        "Lý do hoàn tác (ghi vào sổ truy cập)",
        lines=2,
        main="Hoàn tác",
    )
