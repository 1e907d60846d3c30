"""A dialog that shows one piece of work to its end, and may let the user go on without it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Job, Jobs


class WorkDialog(Dialog):
    """Runs ``work`` while it is open; then ``result`` or ``problem`` is set, or neither."""

    def __init__(
        self,
        title: str,
        text: str,
        work: Callable[[Progress], Any],
        parent: QWidget | None = None,
        *,
        skip: str = "Dừng",
        jobs: Jobs | None = None,
    ) -> None:
        """Begin at once.

        Args:
            title: of the dialog.
            text: what is being done, and what leaving it means.
            work: called off the screens' thread.
            parent: owner.
            skip: the button that leaves.
            jobs: the queue it waits in; one of its own by default.
        """
        super().__init__(title, parent, width=460)
        self.result_of: Any = None
        self.problem: Problem | None = None
        self._own = jobs is None
        self._jobs = jobs or Jobs(self)
        self.body.addWidget(theme.heading(QLabel(title)))
        self.say(text, quiet=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.bar)
        self.skip = self.add_button(skip)
        self.skip.clicked.connect(self.reject)
        self._job: Job = self._jobs.run(
            work, done=self._on_done, failed=self._on_failed, progress=self._on_progress
        )

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    def _on_done(self, result: object) -> None:
        self.result_of = result
        self.accept()

    def _on_failed(self, problem: Problem) -> None:
        self.problem = problem
        self.done(0)

    def reject(self) -> None:
        """Stop the work at its next sign of life and leave."""
        self._job.cancel()
        self.skip.setEnabled(False)
        super().reject()

    def done(self, result: int) -> None:
        """Wait for an own worker: nothing runs on behind the user's back."""
        if self._own:
            self._jobs.close()
        super().done(result)
