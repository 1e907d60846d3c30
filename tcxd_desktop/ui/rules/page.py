"""The page Quy định, lịch: rule sets and role, rules one by one, working days, signed packs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.rules.calendar_part import CalendarPart
from tcxd_desktop.ui.rules.offers import OFFERS
from tcxd_desktop.ui.rules.packs_part import PacksPart
from tcxd_desktop.ui.rules.rules_part import RulesPart
from tcxd_desktop.ui.rules.sets_part import SetsPart
from tcxd_desktop.wording.access import why_not

RULES, SETS, CALENDAR, PACKS = range(4)
"""Order of the tabs."""
_TABS = ("Quy tắc", "Bộ quy định, vai trò", "Lịch làm việc", "Gói ký số")


class RulesPage(LivePage):
    """Four tabs; everybody reads, the head writes."""

    title = "Quy định, lịch"
    icon = "settings"
    subjects = frozenset({"rule", "calendar", "setting"})

    def __init__(self, desk: Desk, _jobs: Jobs, changes: Changes) -> None:
        """Build the tabs; the one shown is filled when the page is."""
        super().__init__(changes)
        self._desk = desk
        look = theme.current()
        self.notice = Notice()
        self.rules = RulesPart(desk, self.notice)
        self.sets = SetsPart(desk, self.notice)
        self.calendar = CalendarPart(desk, self.notice)
        self.packs = PacksPart(desk, self.notice)
        self.parts = (self.rules, self.sets, self.calendar, self.packs)
        self._read: set[int] = set()
        """Tabs that are up to date."""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Các phần của trang")
        self.stack = QStackedWidget()
        for name, part in zip(_TABS, self.parts, strict=True):
            place = self.tabs.addTab(name)
            self.tabs.setTabToolTip(place, f"Ctrl+{place + 1}")
            self.stack.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(14), 0, look.px(14), 0)
        head.setSpacing(look.px(10))
        head.addWidget(theme.page_title(QLabel(self.title)))
        head.addWidget(theme.muted(QLabel(why_not(desk.actor, Permission.RULES))), 1)
        bars = QVBoxLayout()
        bars.setContentsMargins(look.px(14), 0, look.px(14), 0)
        bars.addWidget(self.notice)
        bars.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(look.px(4))
        column.addLayout(bars)
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        self._connect()

    def refresh(self) -> None:
        """Read the tab shown again; the others when they are looked at."""
        super().refresh()
        self._read.clear()
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at; the tab shown has the keyboard."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_keyboard)

    def show_tab(self, place: int) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex(place)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        return tuple(
            Offer(title, partial(self.show_tab, place), icon)
            for place, (title, icon) in enumerate(OFFERS)
        )

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        keys: list[tuple[QKeySequence, Callable[[], object]]] = [
            (QKeySequence("Ctrl+PgUp"), partial(self._step, -1)),
            (QKeySequence("Ctrl+PgDown"), partial(self._step, 1)),
            (QKeySequence(QKeySequence.StandardKey.New), self._on_new),
        ]
        keys += [
            (QKeySequence(f"Ctrl+{place + 1}"), partial(self.show_tab, place))
            for place in range(len(_TABS))
        ]
        for sequence, act in keys:
            shortcut = QShortcut(sequence, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _fill(self) -> None:
        place = self.tabs.currentIndex()
        if place not in self._read:
            self._read.add(place)
            self.parts[place].read()

    def _step(self, by: int) -> None:
        """Go a year on in the calendar; elsewhere to the tab before or after."""
        if self.tabs.currentIndex() == CALENDAR:
            self.calendar.step(by)
        else:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    @Slot()
    def _on_new(self) -> None:
        place = self.tabs.currentIndex()
        acts: dict[int, Callable[[], None]] = {
            SETS: self.sets.choose_set,
            CALENDAR: self.calendar.write_day,
            PACKS: self.packs.take,
        }
        if place in acts:
            acts[place]()

    @Slot()
    def _on_tab(self) -> None:
        self.notice.clear()
        self.stack.setCurrentIndex(self.tabs.currentIndex())
        self._fill()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        self.parts[self.tabs.currentIndex()].setFocus(Qt.FocusReason.TabFocusReason)
