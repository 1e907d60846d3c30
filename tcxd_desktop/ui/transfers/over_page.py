"""What the full pages over the board have in common that never hold unsaved work."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.case_head import PageHead

_RELOAD_AFTER_MS = 120
"""Several writes in a row are one reading."""


class _Bar(Notice):
    """A bar whose margins take no room while it says nothing."""

    room: QWidget | None = None
    """What holds it, with the margins."""

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        super().setVisible(visible)
        if self.room is not None:
            self.room.setVisible(visible)


class OverPage(QWidget):
    """A head with the way back, a bar for problems, and the page; Esc leaves."""

    subjects: ClassVar[frozenset[str]] = frozenset()
    """Which writes concern it."""

    left = Signal()
    """The user goes back."""

    def __init__(
        self, title: str, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Make the head; subclasses fill ``column``. ``open`` shows what there is."""
        super().__init__(parent)
        look = theme.current()
        self._desk, self._jobs = desk, jobs
        self._stale = False
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
        self._later = QTimer(self, singleShot=True, interval=_RELOAD_AFTER_MS)
        self._later.timeout.connect(self._on_time)
        changes.written.connect(self._on_written)

    @property
    def dirty(self) -> bool:
        """Nothing is ever unsaved here."""
        return False

    def may_leave(self) -> bool:
        """Tell that the page may go at any time."""
        return True

    def save(self) -> bool:
        """Have nothing to save."""
        return True

    def discard(self) -> None:
        """Have nothing to throw away."""

    def open(self) -> None:
        """Show what there is; nothing said before stands any more."""
        self.notice.clear()
        self.reload()

    def reload(self) -> None:
        """Read again what is shown; pages do it after calling this."""
        self._stale = False

    def add_keys(self, *keys: tuple[str, Callable[[], object]]) -> None:
        """Give keys that work anywhere on the page."""
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def leave(self) -> None:
        """Go back."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter on a button presses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        there = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(there, QPushButton):
            there.click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date, with the keyboard where the work begins."""
        super().showEvent(event)
        if self._stale:
            self.reload()
        if not event.spontaneous() and self.entry is not None:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & self.subjects:
            self._stale = True
            self._later.start()

    @Slot()
    def _on_time(self) -> None:
        if self._stale and self.isVisible():
            self.reload()
