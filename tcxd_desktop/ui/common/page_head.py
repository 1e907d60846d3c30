"""Head and foot of a page: the way back, what is open, what may be done."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.announcing import announce
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.tab_order import tab_as_laid

_HEIGHT = 54
_SAVE_LONG, _SAVE_SHORT = "Lưu   Ctrl+S", "Lưu"


class PageHead(QWidget):
    """‹ Trở lại · title · badge · a quiet word · buttons."""

    back_wanted = Signal()

    narrow_below: ClassVar[int] = 860
    """Width at 100 % below which buttons are said by their icons alone."""
    least_title: ClassVar[int] = 120
    least_state: ClassVar[int] = 0
    """Widths at 100 % the title and the quiet word keep."""

    def __init__(self, back: str) -> None:
        """Make a head that leads ``back``; buttons are put in by ``place``."""
        super().__init__()
        look = theme.current()
        self._back_text = back
        self._shorter: list[tuple[QPushButton, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self, "header")
        self.setFixedHeight(look.line(_HEIGHT))
        self.back = QPushButton(f" {back}")
        self.back.setIcon(icons.icon("chevron-left"))
        self.back.setAccessibleName(back)
        self.back.setToolTip(f"{back} (Esc)")
        self.back.clicked.connect(self.back_wanted)
        self.title = Elided(least=self.least_title)
        theme.page_title(self.title)
        self.badge = theme.badge("", "plain")
        self.badge.hide()
        self.state = Elided(least=self.least_state)
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
            self.put(button)
            if not button.icon().isNull():
                self._shorter.append((button, button.text()))

    def put(self, button: QPushButton) -> None:
        """Put a button at its place in the row."""
        self._row.addWidget(button)
        tab_as_laid(self)

    def show_badge(self, text: str, tone: str) -> None:
        """Say how far it is."""
        theme.set_badge(self.badge, text, tone)
        self.badge.setVisible(bool(text))

    def narrow(self) -> bool:
        """Tell whether there is little room."""
        return self.width() < theme.current().px(self.narrow_below)

    def fit(self) -> None:
        """Say less where there is less room."""
        narrow = self.narrow()
        self.back.setText("" if narrow else f" {self._back_text}")
        for button, text in self._shorter:
            button.setText("" if narrow else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Say which page has come up."""
        super().showEvent(event)
        if not event.spontaneous():
            announce(self, self.title.text())

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(theme.current().line(_HEIGHT))


class EditorHead(PageHead):
    """‹ Trở lại · title · badge · what is unsaved · buttons · Lưu."""

    save_wanted = Signal()

    narrow_below = 820
    least_title, least_state = 90, 110

    def __init__(self, back: str) -> None:
        """Make a head that leads ``back``, with *Lưu* as its last button."""
        super().__init__(back)
        self.save = theme.primary(QPushButton(_SAVE_LONG))
        self.save.setAccessibleName("Lưu")
        self.save.setToolTip("Lưu (Ctrl+S, Ctrl+Enter)")
        self.save.clicked.connect(self.save_wanted)
        self._row.addWidget(self.save)

    def put(self, button: QPushButton) -> None:
        """Put a button before *Lưu*."""
        self._row.insertWidget(self._row.count() - 1, button)
        tab_as_laid(self)

    def show_badge(self, text: str, tone: str) -> None:
        """Say how far it is, where there is room for it."""
        super().show_badge(text, tone)
        self.fit()

    def fit(self) -> None:
        """Say less where there is less room."""
        super().fit()
        self.save.setText(_SAVE_SHORT if self.narrow() else _SAVE_LONG)
        self.badge.setVisible(bool(self.badge.text()) and not self.narrow())


class PageFoot(QWidget):
    """What the page has to say at the left; what goes with it at the right."""

    def __init__(self) -> None:
        """Make a foot; ``place`` fills it."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        theme.mark(self, "footer")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        self._row.setSpacing(look.px(8))

    def place(self, said: QWidget, *buttons: QPushButton) -> None:
        """Put in the words and the buttons, the main one last."""
        self._row.addWidget(said, 1)
        for button in buttons:
            button.setAutoDefault(False)
            self._row.addWidget(button)
