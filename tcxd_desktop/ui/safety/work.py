"""Dialogs that stay until the work they began is done, and that ask for the own password."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.password import PasswordBox

OWN_PASSWORD = "Mật khẩu của chính bạn"  # noqa: S105 - a caption
Work = Callable[[Progress], object]


class WorkDialog(Dialog):
    """A dialog that stays until what its main button began is done."""

    doing = "Đang làm…"

    def __init__(
        self, title: str, jobs: Jobs, parent: QWidget | None = None, *, width: int = 520
    ) -> None:
        """Make the frame; subclasses fill it."""
        super().__init__(title, parent, width=width)
        self._jobs = jobs
        self._running: Job | None = None
        self.outcome: Any = None
        """What the work gave."""
        jobs.over.connect(self._on_over)

    @property
    def busy(self) -> bool:
        """Whether the work runs."""
        return self._running is not None

    def work(self) -> Work:
        """Read the boxes and return what is to be done off the screens' thread.

        Raises:
            Problem: something is missing or cannot be read.
        """
        raise NotImplementedError

    def reject(self) -> None:
        """Leave, unless the work runs: it is stopped by the strip that shows it."""
        if not self.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Leave, and go altogether: what was typed into it is not kept until the page goes."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)
        self.deleteLater()

    @Slot()
    def _on_main(self) -> None:
        if self.busy:
            return
        commit_open_edit()
        self._forget_told()
        self.notice.clear()
        try:
            work = self.work()
        except Problem as problem:
            self.show_problem(problem)
            return
        self._set_busy(on=True)
        self._running = self._jobs.run(
            work, done=self._on_done, failed=self.show_problem, title=self.doing
        )

    def _on_done(self, outcome: object) -> None:
        self.outcome = outcome
        self.accept()

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
            self._set_busy(on=False)

    def _set_busy(self, *, on: bool) -> None:
        for button in (self.main, self.leave):
            if button is not None:
                button.setEnabled(not on)


class PasswordDialog(WorkDialog):
    """Says what will be done and asks the signed-in user for the own password again."""

    def __init__(  # noqa: PLR0913 - one keyword each for what it says
        self,
        title: str,
        jobs: Jobs,
        parent: QWidget | None,
        *,
        said: Sequence[str],
        main: str,
        doing: str,
        act: Callable[[str, Progress], object],
        width: int = 520,
    ) -> None:
        """Ask under the paragraphs ``said``; ``act(password, progress)`` does it."""
        super().__init__(title, jobs, parent, width=width)
        self.doing = doing
        self._act = act
        for number, text in enumerate(said):
            self.say(text, quiet=number > 0)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(theme.current().px(10))
        self.body.addLayout(self.inside)
        self.password = PasswordBox(OWN_PASSWORD)
        self.body.addWidget(self.password)
        self.body.addStretch(1)
        self.add_buttons(main)
        self.password.secret_field.setFocus()

    def work(self) -> Work:
        """Return what is done with the password."""
        secret, act = self.password.secret(), self._act

        def work(progress: Progress) -> object:
            return act(secret, progress)

        return work

    def done(self, result: int) -> None:
        """Forget the password."""
        self.password.secret_field.clear()
        super().done(result)
