"""Pages that keep up with what is written."""

from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent

from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.pages import Page

_REFRESH_AFTER_MS = 120
"""Several writes in a row are one refresh."""


class LivePage(Page):
    """Reads itself when first looked at, and again after writes that concern it."""

    subjects: ClassVar[frozenset[str]] = frozenset()
    """Which writes concern it: ``person``, ``unit``, ``number`` …"""

    def __init__(self, changes: Changes) -> None:
        """Listen to ``changes``; nothing is read before the page is shown."""
        super().__init__()
        self._stale = True
        self._later = QTimer(self, singleShot=True, interval=_REFRESH_AFTER_MS)
        self._later.timeout.connect(self._on_time)
        changes.written.connect(self._on_written)

    def refresh(self) -> None:
        """Read again what is shown; pages do it after calling this."""
        self._stale = False

    def fill(self) -> None:
        """Read what is shown unless it is up to date."""
        if self._stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at and was written since."""
        super().showEvent(event)
        self.fill()

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & self.subjects:
            self._stale = True
            self._later.start()

    @Slot()
    def _on_time(self) -> None:
        if self.isVisible():
            self.fill()
