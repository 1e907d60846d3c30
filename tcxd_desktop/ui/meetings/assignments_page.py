"""The page Phân công, nề nếp: who attends, when chi bộ usually meet, settings of scoring."""

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
from tcxd_desktop.ui.meetings.assignments_panel import AssignmentsPanel
from tcxd_desktop.ui.meetings.habit_panel import HabitPanel
from tcxd_desktop.ui.meetings.score_settings_panel import ScoreSettingsPanel
from tcxd_desktop.wording.access import why_not

_TABS = ("Phân công dự họp", "Nề nếp sinh hoạt", "Thiết lập chấm điểm")


class AssignmentsPage(LivePage):
    """Three tabs; what is typed and not saved stays when others write."""

    title = "Phân công, nề nếp"
    icon = "user-check"
    subjects = frozenset({"assignment", "habit", "unit", "person", "meeting", "office"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the tabs; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        look = theme.current()
        self.notice = Notice()
        self.assignments = AssignmentsPanel(desk, self.notice)
        self.habits = HabitPanel(desk, self.notice)
        self.settings = ScoreSettingsPanel(desk, self.notice)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.title)
        self.panels = (self.assignments, self.habits, self.settings)
        self.stack = QStackedWidget()
        for name, panel in zip(_TABS, self.panels, strict=True):
            place = self.tabs.addTab(name)
            self.tabs.setTabToolTip(place, f"Ctrl+{place + 1}")
            self.stack.addWidget(panel)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(14), 0, look.px(14), 0)
        head.addWidget(theme.page_title(QLabel(self.title)))
        head.addStretch(1)
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
        self.tabs.currentChanged.connect(self._on_tab)
        keys: list[tuple[QKeySequence, Callable[[], object]]] = [
            (QKeySequence(QKeySequence.StandardKey.Save), self._on_save),
            (QKeySequence("Ctrl+PgUp"), self._on_before),
            (QKeySequence("Ctrl+PgDown"), self._on_after),
        ]
        for place in range(len(_TABS)):
            shown = partial(self.tabs.setCurrentIndex, place)
            keys.append((QKeySequence(f"Ctrl+{place + 1}"), shown))
        for sequence, act in keys:
            shortcut = QShortcut(sequence, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self) -> None:
        """Read all three again; what is typed and not saved stays."""
        super().refresh()
        for panel in self.panels:
            panel.read()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the page when it is looked at; the tab shown has the keyboard."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_keyboard)

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        self.tabs.setCurrentIndex(_TABS.index(name))

    def unsaved(self) -> bool:
        """Tell whether something is typed and not saved."""
        return self.habits.dirty() or self.settings.dirty()

    def save(self) -> bool:
        """Save what is typed, wherever it is."""
        for panel in (self.habits, self.settings):
            if panel.dirty():
                self.tabs.setCurrentIndex(self.panels.index(panel))
                if not panel.save():
                    return False
        return True

    def discard(self) -> None:
        """Give up what is typed."""
        self.habits.discard()
        self.settings.discard()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        found = [
            Offer("Nề nếp sinh hoạt chi bộ", lambda: self.show_tab(_TABS[1]), "calendar"),
            Offer("Thiết lập chấm điểm", lambda: self.show_tab(_TABS[2]), "settings"),
        ]
        if not why_not(self._desk.actor, Permission.MEETINGS):
            found.insert(0, Offer("Phân công dự sinh hoạt chi bộ", self._on_assign, "plus"))
        return found

    @Slot()
    def _on_assign(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.assignments.assign()

    @Slot()
    def _on_save(self) -> None:
        panel = self.stack.currentWidget()
        if isinstance(panel, HabitPanel | ScoreSettingsPanel):
            panel.save()

    @Slot()
    def _on_tab(self) -> None:
        self.notice.clear()
        self.stack.setCurrentIndex(self.tabs.currentIndex())
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        self.panels[self.tabs.currentIndex()].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_before(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())

    @Slot()
    def _on_after(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())
