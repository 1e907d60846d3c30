"""The head of a page over the board: the way back, what is open, what may be done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided

_HEIGHT = 54
_NARROW_BELOW = 860


class PageHead(QWidget):
    """‹ Trở lại · title · badge · a quiet word · buttons."""

    back_wanted = Signal()

    def __init__(self, back: str) -> None:
        """Make a head that leads ``back``; buttons are put in by ``place``."""
        super().__init__()
        look = theme.current()
        self._back_text = back
        self._shorter: list[tuple[QPushButton, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self, "header")
        self.setFixedHeight(look.px(_HEIGHT))
        self.back = QPushButton(f" {back}")
        self.back.setIcon(icons.icon("chevron-left"))
        self.back.setAccessibleName(back)
        self.back.setToolTip(f"{back} (Esc)")
        self.back.clicked.connect(self.back_wanted)
        self.title = Elided(least=120)
        theme.page_title(self.title)
        self.badge = theme.badge("", "plain")
        self.badge.hide()
        self.state = Elided(least=0)
        theme.muted(self.state)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        self._row.setSpacing(look.px(8))
        for widget in (self.back, self.title, self.badge):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.state)

    def place(self, *buttons: QPushButton) -> None:
        """Put buttons at the end; one with an icon shows only that where there is little room."""
        for button in buttons:
            button.setAutoDefault(False)
            self._row.addWidget(button)
            if not button.icon().isNull():
                self._shorter.append((button, button.text()))

    def show_badge(self, text: str, tone: str) -> None:
        """Say how far it is."""
        theme.set_badge(self.badge, text, tone)
        self.badge.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW_BELOW)
        self.back.setText("" if narrow else f" {self._back_text}")
        for button, text in self._shorter:
            button.setText("" if narrow else text)

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(theme.current().px(_HEIGHT))
