"""What every page of safety stands on: its head, its bar for problems, who may use it."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.safety.work import Work
from tcxd_desktop.wording.access import why_not


class SafetyPage(LivePage):
    """A page with a title, tools and a bar for problems; who may not use it reads why."""

    permission: ClassVar[Permission]

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._serial = 0
        """Number of the last reading asked for: an earlier one that comes late is not shown."""
        self._job: Job | None = None
        look = theme.current()
        self.notice = Notice()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(look.px(8))
        self.tools.addWidget(theme.page_title(QLabel(self.title)))
        self.tools.addStretch(1)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), 0, look.px(14), look.px(10))
        above.setSpacing(look.px(8))
        above.addLayout(self.tools)
        above.addWidget(self.notice)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, look.px(12), 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(above)
        self.allowed = desk.actor.may(self.permission)
        if self.allowed:
            self._build()
            self._connect()
        else:
            self._refuse()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the work is, not at the first button."""
        super().showEvent(event)
        first = beginning(self)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read again what is shown, unless the account may not."""
        super().refresh()
        if self.allowed:
            self._read()

    def _build(self) -> None:
        """Make the widgets below the head."""

    def _connect(self) -> None:
        """Connect them."""

    def _read(self) -> None:
        """Read what they show."""

    def _refuse(self) -> None:
        self.reason = theme.muted(QLabel(why_not(self._desk.actor, self.permission)))
        self.reason.setWordWrap(True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.reason.setContentsMargins(*(theme.current().px(40),) * 4)
        self.column.addWidget(self.reason, 1)

    def _run(self, work: Work, done: Callable[[Any], None], title: str) -> None:
        """Work off the screens' thread; what goes wrong is said on the page."""
        self.notice.clear()
        self._jobs.run(work, done=done, failed=self.notice.show_problem, title=title)

    def _read_later(self, work: Work, show: Callable[[Any], None], title: str) -> None:
        """Read off the screens' thread; only the newest reading is shown."""
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial = self._serial

        def done(found: object) -> None:
            if serial == self._serial:
                show(found)

        self._job = self._jobs.run(work, done=done, failed=self.notice.show_problem, title=title)
