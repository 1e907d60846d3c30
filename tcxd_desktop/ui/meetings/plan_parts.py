"""Parts the pages of a month share: a head with a way back, the month, rows of buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.meetings.plan_periods import around, stepped, title

SAVES = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
"""With Enter: save."""


def footer(*lines: QWidget) -> QWidget:
    """Return the foot of a page with its lines."""
    look = theme.current()
    foot = theme.panel(QWidget())
    theme.mark(foot, "footer")
    column = QVBoxLayout(foot)
    column.setContentsMargins(look.px(14), look.px(5), look.px(14), look.px(6))
    column.setSpacing(look.px(3))
    for line in lines:
        column.addWidget(line)
    return foot


def button(
    text: str, act: Callable[..., object] | SignalInstance, *, icon: str = "", tip: str = ""
) -> QPushButton:
    """Return a button that calls a slot."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if icon:
        icons.put(made, icon)
    made.setToolTip(tip)
    made.clicked.connect(act)
    return made


class PeriodBox(QWidget):
    """The period looked at, with the one before and the one after."""

    wanted = Signal(str)
    """Another period is asked for; the page shows it, or says that it stays."""

    def __init__(self) -> None:
        """Start without a period."""
        super().__init__()
        self.period = ""
        self.before = _arrow("chevron-left", "Kỳ trước (Ctrl+PgUp)")
        self.after = _arrow("chevron-right", "Kỳ sau (Ctrl+PgDn)")
        self.box = QComboBox()
        self.box.setAccessibleName("Kỳ")
        self.box.setMinimumWidth(theme.current().px(138))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(2))
        for widget in (self.before, self.box, self.after):
            row.addWidget(widget)
        self.before.clicked.connect(self.go_back)
        self.after.clicked.connect(self.go_on)
        self.box.activated.connect(self._on_chosen)

    def show_period(self, period: str) -> None:
        """Show a period and those around it."""
        self.period = period
        self.box.clear()
        for one in around(period):
            self.box.addItem(title(one), one)
        self.box.setCurrentIndex(self.box.findData(period))

    @Slot()
    def go_back(self) -> None:
        """Ask for the period before."""
        self.wanted.emit(stepped(self.period, -1))

    @Slot()
    def go_on(self) -> None:
        """Ask for the period after."""
        self.wanted.emit(stepped(self.period, 1))

    @Slot()
    def _on_chosen(self) -> None:
        chosen = str(self.box.currentData())
        self.box.setCurrentIndex(self.box.findData(self.period))
        if chosen != self.period:
            self.wanted.emit(chosen)


class PageHead(QWidget):
    """Way back, title, month and the buttons of a page; below them how things stand."""

    back = Signal()

    def __init__(self, name: str) -> None:
        """Make a head without buttons; see ``place``."""
        super().__init__()
        look = theme.current()
        self.way_back = theme.quiet(QToolButton())
        self.way_back.setIcon(icons.icon("chevron-left", "muted"))
        self.way_back.setToolTip("Trở lại bảng theo dõi (Esc)")
        self.way_back.setAccessibleName("Trở lại bảng theo dõi")
        self.way_back.clicked.connect(self.back)
        self.title = theme.page_title(QLabel(name))
        self.month = PeriodBox()
        self.status = Elided()
        theme.mark(self.status, "muted")
        self.warned = Elided()
        theme.set_mark(theme.mark(self.warned, "said"), "tone", "warn")
        self.warned.hide()
        self.notice = Notice()
        self._line = QHBoxLayout()
        self._line.setSpacing(look.px(10))
        for widget in (self.way_back, self.title, self.month):
            self._line.addWidget(widget)
        self._second = QHBoxLayout()
        self._second.setSpacing(look.px(8))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.status)
        told.addWidget(self.warned)
        self._second.addLayout(told, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(10), look.px(10), look.px(14), look.px(8))
        self._column.setSpacing(look.px(6))
        self._column.addLayout(self._line)
        self._column.addLayout(self._second)
        self._column.addWidget(self.notice)

    def add_bar(self, bar: QWidget) -> None:
        """Add a bar below what is said."""
        self._column.addWidget(bar)
        tab_as_laid(self)

    def say(self, status: str, warned: str = "") -> None:
        """Say how things stand, and what is worth a look."""
        self.status.say(status)
        self.warned.say(warned)
        self.warned.setVisible(bool(warned))

    def place(self, *buttons: QWidget, tools: Sequence[QWidget] = ()) -> None:
        """Put the buttons of the page at the right, ``tools`` below them."""
        self._line.addStretch(1)
        for one in buttons:
            self._line.addWidget(one)
        for one in tools:
            self._second.addWidget(one)
        tab_as_laid(self)


def _arrow(icon: str, tip: str) -> QToolButton:
    made = theme.quiet(QToolButton())
    made.setIcon(icons.icon(icon, "muted"))
    made.setToolTip(tip)
    made.setAccessibleName(tip.partition(" (")[0])
    return made
