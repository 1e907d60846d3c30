"""The box to find in a list while one types."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from tcxd_desktop.ui.common import icons, theme

_WAIT_MS = 150


class FindBox(QLineEdit):
    """A line with a magnifying glass; it tells a moment after the last key."""

    rested = Signal()
    """What is typed may be looked for now."""

    def __init__(
        self,
        name: str,
        *,
        asks: str = "Tìm (F3)",
        width: int = 0,
        least: int = 0,
        wait: int = _WAIT_MS,
    ) -> None:
        """Start empty.

        Args:
            name: what it finds in, as it is read aloud.
            asks: said while it is empty.
            width: fixed width at 100 %; 0 leaves it to the row.
            least: the least width at 100 %.
            wait: milliseconds after the last key.
        """
        super().__init__()
        look = theme.current()
        self.setAccessibleName(name)
        self.setPlaceholderText(asks)
        self.setClearButtonEnabled(True)
        if width:
            self.setFixedWidth(look.px(width))
        if least:
            self.setMinimumWidth(look.px(least))
        glass = self.addAction(icons.icon("search", "muted"), self.ActionPosition.LeadingPosition)
        glass.setEnabled(False)
        self._wait = QTimer(self, singleShot=True, interval=wait)
        self._wait.timeout.connect(self.rested)
        self.textChanged.connect(self._wait.start)

    def tell_now(self) -> None:
        """Tell at once: the user is done typing."""
        self._wait.stop()
        self.rested.emit()

    def enter(self) -> None:
        """Put the keyboard here, over what is typed already."""
        self.setFocus()
        self.selectAll()
