"""The page Nói rõ về an toàn: what is protected, what is not, what is left to the office."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.safety.manual_text import page, sections, style, topics

_SIDE, _LINE, _ROW = 262, 690, 30
"""Width of the list of headings, of a line that is read with ease; height of a heading."""


class ManualPage(Page):
    """Headings | text."""

    title = "Nói rõ về an toàn"
    icon = "info"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Lay the text out; it needs nothing of the office."""
        super().__init__()
        look = theme.current()
        self.list = theme.mark(QListWidget(), "sections")
        self.list.setAccessibleName("Các mục")
        self.list.setFixedWidth(look.px(_SIDE))
        for section in sections():
            item = QListWidgetItem(section.title)
            item.setSizeHint(QSize(0, look.px(_ROW)))
            item.setToolTip(section.title)
            self.list.addItem(item)
        self.text = Reading()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self.show_section)
        self.setFocusProxy(self.list)

    def actions_offered(self) -> Sequence[Offer]:
        """Offer every section by its heading."""
        return tuple(
            Offer(title, self._goer(number), self.icon)
            for number, title in enumerate(topics(), start=1)
        )

    @Slot(int)
    def show_section(self, number: int) -> None:
        """Bring a heading to the top of the view."""
        if self.list.currentRow() != number:
            self.list.setCurrentRow(number)
        elif number:
            self.text.scrollToAnchor(f"s{number}")
        else:
            self.text.verticalScrollBar().setValue(0)

    def _goer(self, number: int) -> Callable[[], None]:
        def go() -> None:
            self.show_section(number)

        return go


class Reading(QTextBrowser):
    """The text, in lines no longer than is read with ease."""

    def __init__(self) -> None:
        """Show the whole manual."""
        super().__init__()
        look = theme.current()
        theme.mark(self, "reading")
        self.setAccessibleName("Nói rõ về an toàn")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(look.px(16))
        self.document().setDefaultStyleSheet(style(look.scale / 100))
        self.setHtml(page(sections()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room beyond a long line empty."""
        room = self.width() - theme.current().px(_LINE)
        self.setViewportMargins(0, 0, max(room, 0), 0)
        super().resizeEvent(event)
