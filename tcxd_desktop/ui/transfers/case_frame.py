"""The frame of the page of a case: head, next steps, the letter's picture, tabs, clocks beside."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.transfers.case_aside import CaseAside
from tcxd_desktop.ui.transfers.case_info import CaseInfo
from tcxd_desktop.ui.transfers.checklist_panel import ChecklistPanel
from tcxd_desktop.ui.transfers.letter_picture import LetterPicture
from tcxd_desktop.ui.transfers.moves_bar import MovesBar
from tcxd_desktop.ui.transfers.papers_panel import PapersPanel
from tcxd_desktop.ui.transfers.timeline import Timeline

COURSE, STEPS, CHECKS, PAPERS, INFO, TERMS = range(6)
TITLES = (
    "Tiến trình", "Diễn biến", "Kiểm tra tiếp nhận", "Giấy tờ", "Thông tin", "Thời hạn, vướng mắc",
)  # fmt: skip
_ASIDE_FROM = 860
"""Width at 100 % from which clocks and blocks stand beside; below it they are a tab."""
_PICTURE_HIGH, _PICTURE_LEAST, _STEPS_LEAST = 268, 190, 110
"""Heights at 100 %; with less room the steps are a tab of their own."""
_LEAST_WIDTH = 560


class CaseFrame(LiveLayer):
    """Everything a case is seen through, without knowing which case it is."""

    def __init__(self, desk: Desk, changes: Changes, parent: QWidget | None = None) -> None:
        """Lay the parts out."""
        super().__init__(changes, parent)
        self._desk = desk
        self.setMinimumWidth(theme.current().px(_LEAST_WIDTH))
        self.head = PageHead("Các ca")
        self.set_button = icons.put(QPushButton("In cả bộ"), "printer")
        self.set_button.setToolTip("In cả bộ giấy tờ trong một lần (Ctrl+Shift+P)")
        self.set_button.setAccessibleName("In cả bộ giấy tờ")
        allow(self.set_button, desk, Permission.PRINT)
        self.head.place(self.set_button)
        self.notice = Notice()
        self.moves = MovesBar(desk)
        self.letter = theme.muted(QLabel())
        self.picture = LetterPicture()
        self.timeline = Timeline()
        self.checks = ChecklistPanel()
        self.papers = PapersPanel(desk)
        self.info = CaseInfo(desk)
        self.aside = CaseAside(desk)
        self.tabs = QTabBar()
        self.stack = QStackedWidget()
        self._build()

    def turn_to(self, number: int) -> None:
        """Show a tab, if the case has it."""
        if self.tabs.isTabVisible(number):
            self.tabs.setCurrentIndex(number)

    def turn_to_nth(self, place: int) -> None:
        """Show the tab that stands at a place, counted from 0."""
        shown = [number for number in range(len(TITLES)) if self.tabs.isTabVisible(number)]
        if place < len(shown):
            self.tabs.setCurrentIndex(shown[place])

    def show_tab(self, number: int, *, on: bool) -> None:
        """Offer a tab or not; the first is shown where the current one goes."""
        if not on and self.tabs.currentIndex() == number:
            self.tabs.setCurrentIndex(COURSE)
        self.tabs.setTabVisible(number, on)
        shown = [one for one in range(len(TITLES)) if self.tabs.isTabVisible(one)]
        for place, one in enumerate(shown, start=1):
            self.tabs.setTabToolTip(one, f"{TITLES[one]} (Ctrl+{place})")

    def set_mark(self, number: int, mark: str) -> None:
        """Say how far a tab is."""
        self.tabs.setTabText(number, f"{TITLES[number]} · {mark}" if mark else TITLES[number])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let clocks and blocks stand beside where there is room."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    def _build(self) -> None:
        look = theme.current()
        for title in TITLES:
            self.tabs.addTab(title)
        self.tabs.setAccessibleName("Các phần của ca")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._terms, self._steps = _holder(), _holder()
        panels = (
            self._course(), self._steps, self.checks, self.papers, self.info, self._terms,
        )  # fmt: skip
        for panel in panels:
            self.stack.addWidget(panel)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self._right = theme.panel(QWidget())
        theme.mark(self._right, "aside")
        beside = QHBoxLayout(self._right)
        beside.setContentsMargins(look.px(12) + 1, 0, look.px(8), 0)
        beside.addWidget(self.aside)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._middle(), 1)
        body.addWidget(self._right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(body, 1)
        self._wide = self._roomy = True
        self.aside.keep_width()
        self.show_tab(TERMS, on=False)
        self.show_tab(STEPS, on=False)

    def _middle(self) -> QWidget:
        look = theme.current()
        side = look.px(18)
        above = QVBoxLayout()
        above.setContentsMargins(side, look.px(10), side, look.px(8))
        above.setSpacing(look.px(8))
        above.addWidget(self.notice)
        above.addWidget(self.moves)
        strip = QHBoxLayout()
        strip.setContentsMargins(side, 0, side, 0)
        strip.addWidget(self.tabs, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(side, 0, side, look.px(8))
        inside.addWidget(self.stack)
        middle = theme.panel(QWidget())
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(strip)
        column.addWidget(theme.rule())
        column.addLayout(inside, 1)
        return middle

    def _course(self) -> QWidget:
        self._with_picture = _holder()
        self.timeline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = self._with_picture.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.letter)
            column.addWidget(self.picture, 3)
            column.addWidget(self.timeline, 2)
            column.addStretch()
        return self._with_picture

    @Slot()
    def _share(self) -> None:
        look = theme.current()
        self.picture.setMinimumHeight(look.px(_PICTURE_LEAST))
        self.picture.setMaximumHeight(look.px(_PICTURE_HIGH))
        wide = self.width() >= look.px(_ASIDE_FROM)
        if wide != self._wide:
            self._wide = wide
            self._move_aside()
        if wide:
            self.aside.keep_width()
        self.share_height()

    def share_height(self) -> None:
        """Let the steps stand below the letter's picture, or be a tab where there is no room."""
        look = theme.current()
        needed = _PICTURE_LEAST + _STEPS_LEAST + 36
        roomy = self.picture.isHidden() or self.stack.height() >= look.px(needed)
        if roomy == self._roomy:
            return
        self._roomy = roomy
        target = (self._with_picture if roomy else self._steps).layout()
        if isinstance(target, QVBoxLayout):
            target.insertWidget(min(2, target.count()), self.timeline, 2)
        self.show_tab(STEPS, on=not roomy)

    def _move_aside(self) -> None:
        """Put clocks and blocks beside, or into a tab of their own."""
        target = (self._right if self._wide else self._terms).layout()
        if target is not None:
            target.addWidget(self.aside)
        self.aside.setMinimumWidth(0)
        self.aside.setMaximumWidth(16_777_215)
        self._right.setVisible(self._wide)
        self.show_tab(TERMS, on=not self._wide)


def _holder() -> QWidget:
    """Return an empty panel of the stack."""
    look = theme.current()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, look.px(8), 0, 0)
    column.setSpacing(look.px(6))
    return holder
