"""The frame of the meeting editor: head, sections as tabs, figures at the side."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.draft_bar import DraftBar
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.marked_tabs import MarkedTabs
from tcxd_desktop.ui.common.page_head import EditorHead
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.meetings.meeting_aside import MeetingAside
from tcxd_desktop.ui.meetings.meeting_facts import FactsSection
from tcxd_desktop.ui.meetings.meeting_minutes import MinutesSection
from tcxd_desktop.ui.meetings.meeting_roll import RollSection
from tcxd_desktop.ui.meetings.meeting_score import ScoreSection
from tcxd_desktop.ui.meetings.meeting_section import Section
from tcxd_desktop.ui.meetings.meeting_tasks import TasksSection

FACTS, ROLL, MINUTES, TASKS, SCORE = range(5)
TITLES = ("Buổi họp", "Điểm danh", "Nội dung", "Nhiệm vụ", "Chấm điểm")
_ASIDE_FROM = 820
"""Width at 100 % from which the figures stand at the side."""
_LEAST_WIDTH = 560


class MeetingFrame(Layer):
    """Everything the editor is seen through, without knowing which meeting it is."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Lay the parts out."""
        super().__init__(parent)
        self.head = EditorHead("Trở lại")
        self.notice = Notice()
        self.draft_bar = DraftBar()
        self.tabs = MarkedTabs(TITLES)
        self.facts = FactsSection(today)
        self.roll = RollSection()
        self.minutes = MinutesSection()
        self.tasks = TasksSection(today)
        self.score = ScoreSection()
        self.sections: Sequence[Section] = (
            self.facts, self.roll, self.minutes, self.tasks, self.score,
        )  # fmt: skip
        self.aside = MeetingAside()
        self.print = QPushButton("In")
        self.more = QPushButton("Khác")
        self.print_menu = QMenu(self.print)
        self.more_menu = QMenu(self.more)
        self.not_held = QAction("Tháng này không họp…", self)
        self.drop = QAction("Bỏ buổi họp ghi nhầm…", self)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        self.setMinimumWidth(look.px(_LEAST_WIDTH))
        self._build_head()
        self.tabs.setAccessibleName("Các phần của buổi họp")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for number, title in enumerate(TITLES):
            self.tabs.set_tip(number, f"{title} (Ctrl+{number + 1})")
        self.stack = QStackedWidget()
        for section in self.sections:
            self.stack.addWidget(section)
            tab_as_laid(section)
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(look.px(18), look.px(2), look.px(18), 0)
        row.addWidget(self.tabs, 1)
        self._bars = QWidget()
        bars = QVBoxLayout(self._bars)
        bars.setContentsMargins(look.px(18), look.px(8), look.px(18), 0)
        bars.setSpacing(look.px(6))
        for bar in (self.draft_bar, self.notice):
            bars.addWidget(bar)
            bar.installEventFilter(self)
        self._bars.hide()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for widget in (strip, theme.rule(), self._bars):
            middle.addWidget(widget)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self._foot())
        self._right = framed(self.aside)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(middle, 1)
        body.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _foot(self) -> QWidget:
        """Return the line that says the figures where they have no room at the side."""
        look = theme.current()
        self.line = Elided()
        theme.muted(self.line)
        self._below = QWidget()
        theme.mark(theme.panel(self._below), "footer")
        row = QHBoxLayout(self._below)
        row.setContentsMargins(look.px(18), look.px(5), look.px(18), look.px(5))
        row.addWidget(self.line, 1)
        return self._below

    def _build_head(self) -> None:
        icons.put(self.print, "printer")
        for button, menu in ((self.print, self.print_menu), (self.more, self.more_menu)):
            button.setMenu(menu)
            theme.set_mark(button, "menu", "true")
        self.print.setToolTip("In biên bản, danh sách, nghị quyết của buổi này")
        self.more.setToolTip("Ghi không họp, bỏ buổi ghi nhầm")
        self.more_menu.addAction(self.not_held)
        self.more_menu.addAction(self.drop)
        self.head.place(self.more, self.print)

    @property
    def number(self) -> int:
        """The section shown."""
        return self.stack.currentIndex()

    def turn_to(self, number: int) -> Section:
        """Show a section; the keyboard stays where it is."""
        self.stack.setCurrentIndex(number)
        if self.tabs.currentIndex() != number:
            self.tabs.setCurrentIndex(number)
        return self.sections[number]

    def set_mark(self, number: int, mark: str) -> None:
        """Show how far a section is."""
        self.tabs.set_mark(number, mark)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the bars only while one is shown."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            bars = (self.draft_bar, self.notice)
            self._bars.setVisible(any(not bar.isHidden() for bar in bars))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the figures stand aside where there is no room."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.aside.keep_width()
            self._share()

    @Slot()
    def _share(self) -> None:
        beside = self.width() >= theme.current().px(_ASIDE_FROM)
        self._right.setVisible(beside)
        self._below.setVisible(not beside)


def framed(widget: QWidget) -> QWidget:
    """Put a pane at the right side, with room for its edge line."""
    frame = theme.panel(QWidget())
    theme.mark(frame, "aside")
    row = QHBoxLayout(frame)
    row.setContentsMargins(1, 0, 0, 0)
    row.addWidget(widget)
    return frame
