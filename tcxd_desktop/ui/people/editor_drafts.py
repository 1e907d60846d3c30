"""Keeps what is typed and not saved, so that a crash or a power cut loses two seconds at most."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs

AFTER_MS = 2000


class DraftKeeper(QObject):
    """Writes the draft after a pause in the background, or at once when asked."""

    kept = Signal()
    """A draft was written."""
    failed = Signal(object)
    """Problem that kept a draft from being written in the background."""

    def __init__(
        self, desk: Desk, jobs: Jobs, unsaved: Callable[[bool], Dossier | None], parent: QObject
    ) -> None:
        """Watch one editor.

        Args:
            desk: where drafts are kept.
            jobs: the worker.
            unsaved: gives the dossier as typed, or ``None`` when there is nothing to keep;
                called with whether the clerk may still be typing.
            parent: owner.
        """
        super().__init__(parent)
        self._desk, self._jobs, self._unsaved = desk, jobs, unsaved
        self._last: Dossier | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._on_pause)

    def start(self) -> None:
        """Wait for a pause, from now."""
        self._timer.start()

    def stop(self) -> None:
        """Forget what was kept: the work is saved or thrown away."""
        self._timer.stop()
        self._last = None

    def flush(self) -> Problem | None:
        """Write the draft now; returns what stood in the way, if anything."""
        self._timer.stop()
        dossier = self._unsaved(False)  # noqa: FBT003 - the callback has one argument
        if dossier is None or dossier == self._last:
            return None
        try:
            people.keep_draft(self._desk, dossier)
        except Problem as problem:
            return problem
        self._last = dossier
        self.kept.emit()
        return None

    @Slot()
    def _on_pause(self) -> None:
        dossier = self._unsaved(True)  # noqa: FBT003
        if dossier is None or dossier == self._last:
            return
        self._last = dossier

        def keep(_progress: Progress) -> None:
            people.keep_draft(self._desk, dossier)

        self._jobs.run(keep, done=self._on_kept, failed=self._on_failed, title="Đang giữ bản nháp…")

    def _on_failed(self, problem: Problem) -> None:
        self._last = None
        self.failed.emit(problem)

    def _on_kept(self, _nothing: None) -> None:
        self.kept.emit()
