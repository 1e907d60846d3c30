"""The look this machine asks for: light, dark or as the system, and the size of the text."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from tcxd_desktop.ui.common import settings, theme


class Looks(QObject):
    """Keeps the application in the chosen look."""

    scaled = Signal()
    """The size of the text changed."""

    def __init__(self, app: QApplication) -> None:
        """Apply what is stored, and follow the system where that is chosen."""
        super().__init__(app)
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self._on_system)
        self._apply()

    def choose(self, look: str) -> None:
        """Choose ``system``, ``light`` or ``dark``."""
        settings.change(look=look)
        self._apply()

    def scale(self, percent: int) -> None:
        """Choose the size of the text: 100, 125 or 150."""
        settings.change(scale=percent)
        self._apply()
        self.scaled.emit()

    def _apply(self) -> None:
        kept = settings.load()
        system = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = system if kept.look not in ("light", "dark") else kept.look == "dark"
        percent = kept.scale if kept.scale in theme.SCALES else 100
        theme.apply(self._app, dark=dark, scale=percent)

    @Slot()
    def _on_system(self) -> None:
        # Whatever look is chosen: with its scheme the system changes fonts and colours, too.
        self._apply()
