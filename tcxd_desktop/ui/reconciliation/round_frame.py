"""The frame of a round's page: head, three parts, without knowing which round it is."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow, refuse
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.reconciliation.offers import NOT_WHOLE
from tcxd_desktop.ui.reconciliation.people_panel import PeoplePanel
from tcxd_desktop.ui.reconciliation.person_panel import PersonPanel
from tcxd_desktop.ui.reconciliation.progress_panel import ProgressPanel
from tcxd_desktop.ui.reconciliation.requests_panel import RequestsPanel
from tcxd_desktop.ui.reconciliation.sides import Sides
from tcxd_desktop.ui.reconciliation.stray_panel import StrayPanel

PROGRESS, PEOPLE, REQUESTS = range(3)
TITLES = ("Tiến độ", "Từng người", "Đề nghị đính chính")
CENTRAL, KEYING, PRINT, CARD, EDIT, MANY, UNMATCH, CLOSE, REOPEN = (
    "central", "keying", "print", "card", "edit", "many", "unmatch", "close", "reopen",
)  # fmt: skip
TOOLS = (
    (CENTRAL, "Danh sách cấp trên", "upload", "Đưa danh sách cấp trên xuất ra vào đợt", "Ctrl+O",
     Permission.IMPORT),
    (KEYING, "Nhập lại phiếu", "pencil", "Nhập những gì đảng viên sửa trên phiếu", "Ctrl+N",
     Permission.EDIT),
    (PRINT, "In", "printer", "Phiếu rà soát, kết quả, tiến độ, đề nghị", "Ctrl+P",
     Permission.PRINT),
)  # fmt: skip
MORE = (
    (CARD, "Đọc thẻ căn cước…\tF4", "camera", Permission.EDIT),
    (MANY, "Quyết định nhiều người…\tCtrl+M", "list-checks", Permission.EDIT),
    (UNMATCH, "Dòng cấp trên không phải của người này…", "user", Permission.EDIT),
    (EDIT, "Sửa đợt…", "settings", Permission.EDIT),
    (CLOSE, "Kết thúc đợt…\tCtrl+Shift+K", "lock", Permission.EDIT),
    (REOPEN, "Mở lại đợt…", "undo-2", Permission.EDIT),
)
OF_WHOLE = (CENTRAL, UNMATCH, EDIT, CLOSE, REOPEN)
"""What concerns everybody in the round, for accounts that were given the whole office."""
_LEAST_WIDTH = 560


class Detail(QStackedWidget):
    """The person, or the line nobody fits; it tells when it comes into sight.

    It gives the keyboard to whichever is shown.
    """

    came_up = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.currentChanged.connect(self._on_current)

    @Slot()
    def _on_current(self) -> None:
        """Pass the keyboard on; a panel that takes the place of the other takes it over."""
        shown, there = self.currentWidget(), QApplication.focusWidget()
        if shown is not None:
            begin_at(self, shown)
        if there is not None and self.isAncestorOf(there):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell it: only what is seen is read, and noted as seen."""
        super().showEvent(event)
        self.came_up.emit()


class RoundFrame(LiveLayer):
    """Head; *Tiến độ*, *Từng người*, *Đề nghị đính chính*."""

    tool_wanted = Signal(str)

    def __init__(self, desk: Desk, changes: Changes, parent: QWidget | None = None) -> None:
        """Lay the parts out."""
        super().__init__(changes, parent)
        self._desk = desk
        self.setMinimumWidth(theme.current().px(_LEAST_WIDTH))
        self.head = PageHead("Các đợt")
        self.notice = Notice()
        self.tools: dict[str, QPushButton] = {}
        for key, text, picture, tip, keys, permission in TOOLS:
            button = icons.put(QPushButton(text), picture)
            button.setToolTip(f"{tip} ({keys})")
            button.clicked.connect(partial(self._want, key))
            allow(button, desk, permission)
            self.tools[key] = button
        self.head.place(*self.tools.values())
        self.more = QPushButton("Khác")
        self.more.setToolTip("Đọc thẻ, quyết định nhiều người, sửa đợt, kết thúc đợt")
        self.more.setAccessibleName("Việc khác")
        theme.set_mark(self.more, "menu", "true")
        self.menu = QMenu(self)
        self.entries: dict[str, QAction] = {}
        for key, text, picture, permission in MORE:
            entry = self.menu.addAction(icons.icon(picture), text, partial(self._want, key))
            allow(entry, desk, permission)
            self.entries[key] = entry
        self.more.setMenu(self.menu)
        self.head.place(self.more)
        self.progress = ProgressPanel()
        self.people = PeoplePanel()
        self.person = PersonPanel(desk.today(), desk.codes)
        self.person.bar.corrects = desk.actor.may(Permission.CORRECT)
        self.stray = StrayPanel()
        self.requests = RequestsPanel(desk)
        self.tabs = QTabBar()
        self.stack = QStackedWidget()
        self._build()
        decides = (*self.person.bar.buttons.values(), self.person.bar.undo, self.person.card,
                   self.stray.match, self.stray.keep, self.stray.skip, self.stray.undo)  # fmt: skip
        for button in decides:
            allow(button, desk, Permission.EDIT)
        if desk.actor.units:
            whole = (*(self.tools.get(key) or self.entries[key] for key in OF_WHOLE),
                     self.requests.ask, self.requests.undo)  # fmt: skip
            for target in whole:
                refuse(target, NOT_WHOLE)

    def turn_to(self, number: int) -> None:
        """Show a part and put the keyboard there."""
        self.tabs.setCurrentIndex(number)
        self.take_keyboard()

    def set_mark(self, number: int, mark: str) -> None:
        """Say how much a part has."""
        self.tabs.setTabText(number, f"{TITLES[number]} · {mark}" if mark else TITLES[number])

    def take_keyboard(self) -> None:
        """Put the keyboard on the list of the part shown."""
        part = (self.progress, self.people, self.requests)[max(self.tabs.currentIndex(), 0)]
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, key: str, *_: object) -> None:
        self.tool_wanted.emit(key)

    def _build(self) -> None:
        look = theme.current()
        for number, title in enumerate(TITLES, start=1):
            place = self.tabs.addTab(title)
            self.tabs.setTabToolTip(place, f"{title} (Ctrl+{number})")
        self.tabs.setAccessibleName("Các phần của đợt")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.detail = Detail()
        self.detail.addWidget(self.person)
        self.detail.addWidget(self.stray)
        self.sides = Sides(self.people, self.detail)
        for part in (self.progress, self.sides, self.requests):
            self.stack.addWidget(theme.panel(part))
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        top = theme.panel(QWidget())
        above = QVBoxLayout(top)
        above.setContentsMargins(look.px(14), look.px(4), look.px(14), 0)
        above.setSpacing(look.px(6))
        above.addWidget(self.notice)
        above.addWidget(self.tabs)
        ruled(self, self.head, top, main=self.stack)
