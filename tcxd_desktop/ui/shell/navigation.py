"""The list of pages at the left: icon and word, in groups."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.pages import PageEntry
from tcxd_desktop.wording.formats import show_number

WIDTH = 210
"""At any text size, unless the words need more: the pages need the room."""


class Entry(QPushButton):
    """One line: icon, word, and how much waits there."""

    def __init__(self, text: str) -> None:
        """Start with nothing waiting."""
        super().__init__(text)
        self.count = theme.mark(QLabel(self), "count")
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count.hide()

    def set_count(self, count: int) -> None:
        """Say how much waits; nothing is not said."""
        self.count.setText(show_number(count))
        self.count.setVisible(count > 0)
        self.setAccessibleDescription(f"{show_number(count)} việc" if count else "")
        self.count.adjustSize()
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """Leave room for the number beside the word."""
        found = super().sizeHint()
        beside = self.count.width() + theme.current().px(8) if not self.count.isHidden() else 0
        return QSize(found.width() + beside, found.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the number at the right."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self.count.adjustSize()
        left = self.width() - self.count.width() - theme.current().px(8)
        self.count.move(left, (self.height() - self.count.height()) // 2)


class Navigation(QWidget):
    """Chooses a page; Alt+1 … Alt+9 do the same from anywhere.

    With large text on a small screen there are more pages than room: it scrolls then.
    """

    chosen = Signal(str)
    """Key of the page."""

    def __init__(
        self,
        entries: Sequence[PageEntry],
        barred: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``entries`` in their order, a caption before each new group.

        Args:
            entries: every page.
            barred: key to reason of those the user may not see: greyed, with the reason.
            parent: owner.
        """
        super().__init__(parent)
        theme.panel(self)
        theme.mark(self, "side")
        self.setAccessibleName("Các trang")
        look = theme.current()
        self.buttons: dict[str, Entry] = {}
        self._group = QButtonGroup(self)
        inside = theme.panel(QWidget())
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
        column.setSpacing(look.px(1))
        group = ""
        for number, entry in enumerate(entries, start=1):
            if entry.group != group:
                group = entry.group
                column.addWidget(self._caption(group))
            column.addWidget(self._button(entry, number, (barred or {}).get(entry.key, "")))
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)  # the hairline at the right stays
        whole.addWidget(self._scroll)
        # The word of the page that is shown is bold, and wider.
        self._inside = inside
        self._fit()

    def _fit(self) -> None:
        """Be as wide as the words and the numbers beside them need, and never narrower again."""
        beside = self._scroll.verticalScrollBar().sizeHint().width() + 1  # and the hairline
        wanted = self._inside.sizeHint().width() + beside
        self.setFixedWidth(max(WIDTH, self.width() if self.isVisible() else 0, wanted))

    def show_current(self, key: str) -> None:
        """Mark the page that is shown."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self._scroll.ensureWidgetVisible(self.buttons[key])

    def set_count(self, key: str, count: int) -> None:
        """Say how much waits on a page."""
        if key in self.buttons:
            self.buttons[key].set_count(count)
            self._fit()

    def _caption(self, group: str) -> QLabel:
        look = theme.current()
        label = theme.mark(QLabel(group.upper()), "group")
        label.setContentsMargins(look.px(10), look.px(12), 0, look.px(5))
        return label

    def _button(self, entry: PageEntry, number: int, barred: str) -> Entry:
        look = theme.current()
        button = theme.mark(Entry(f"  {entry.title}"), "nav")
        button.setIcon(icons.icon(entry.icon, "muted"))
        button.setIconSize(QSize(look.px(17), look.px(17)))
        button.setCheckable(True)
        button.setAccessibleName(entry.title)
        if number < 10:
            button.setShortcut(QKeySequence(f"Alt+{number}"))
            button.setToolTip(f"Alt+{number}")
        if barred:
            button.setEnabled(False)
            button.setToolTip(barred)
            button.setAccessibleDescription(barred)
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        self._group.addButton(button)
        self.buttons[entry.key] = button
        return button
