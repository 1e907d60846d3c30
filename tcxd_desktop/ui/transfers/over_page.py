"""What the full pages over the board have in common that never hold unsaved work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.page_head import PageHead


class _Bar(Notice):
    """A bar whose margins take no room while it says nothing."""

    room: QWidget | None = None
    """What holds it, with the margins."""

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        super().setVisible(visible)
        if self.room is not None:
            self.room.setVisible(visible)


class OverPage(LiveLayer):
    """A head with the way back, a bar for problems, and the page; Esc leaves."""

    def __init__(
        self, title: str, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Make the head; subclasses fill ``column``. ``open`` shows what there is."""
        super().__init__(changes, parent)
        look = theme.current()
        self._desk, self._jobs = desk, jobs
        self.entry: QWidget | None = None
        """What has the keyboard when the page comes up."""
        self.setAccessibleName(title)
        self.head = PageHead("Các ca")
        self.head.title.say(title)
        self.head.back_wanted.connect(self.leave)
        self.notice = _Bar()
        room = QWidget()
        around = QVBoxLayout(room)
        around.setContentsMargins(look.px(14), look.px(10), look.px(14), 0)
        around.addWidget(self.notice)
        room.hide()
        self.notice.room = room
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.column.addWidget(room)

    def open(self) -> None:
        """Show what there is; nothing said before stands any more."""
        self.notice.clear()
        self.reload()

    def take_keyboard(self) -> None:
        """Put the keyboard where the work begins."""
        if self.entry is not None:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
