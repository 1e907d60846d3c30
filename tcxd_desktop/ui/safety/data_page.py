"""The page Dữ liệu cá nhân: one person's data, paper dossiers lent, the record of an incident."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.safety.frame import SafetyPage
from tcxd_desktop.ui.safety.incident_part import IncidentPart
from tcxd_desktop.ui.safety.loans_part import LoansPart
from tcxd_desktop.ui.safety.person_part import PersonPart

LOANS, PERSON, INCIDENT = range(3)
"""Order of the parts."""


class DataPage(SafetyPage):
    """Three parts; the clerk works with the loans, the head with all of them."""

    title = "Dữ liệu cá nhân"
    icon = "user"
    subjects = frozenset({"person", "loan", "unit"})
    permission = Permission.EDIT

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self.allowed:
            return ()
        offers = [Offer("Cho mượn đọc hồ sơ giấy", self._shower(LOANS), "book-open")]
        if self._desk.actor.may(Permission.DATA):
            offers += [
                Offer("Trích dữ liệu của một người", self._shower(PERSON), "file-text"),
                Offer("Khóa hoặc xóa dữ liệu theo quyết định", self._shower(PERSON), "lock"),
                Offer("Lập biên bản sự cố dữ liệu", self._shower(INCIDENT), "triangle-alert"),
            ]
        return offers

    def open_target(self, record: int) -> None:
        """Show the dossiers that are lent."""
        if self.allowed:
            self.show_part(LOANS)

    def show_part(self, number: int) -> None:
        """Show one of the parts."""
        self.tabs.setCurrentIndex(number)

    def _build(self) -> None:
        ground = (self._desk, self._jobs, self.notice)
        self.loans, self.person = LoansPart(*ground), PersonPart(*ground)
        self.incident = IncidentPart(*ground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Các phần của trang")
        self.parts = QStackedWidget()
        titled: tuple[tuple[QWidget, str], ...] = (
            (self.loans, "Mượn hồ sơ giấy"),
            (self.person, "Dữ liệu của một người"),
            (self.incident, "Biên bản sự cố"),
        )
        for part, title in titled:
            self.tabs.addTab(title)
            self.parts.addWidget(part)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(theme.current().px(14), 0, 0, 0)
        tabs.addWidget(self.tabs)
        self.column.addLayout(tabs)
        self.column.addWidget(theme.rule())
        self.column.addWidget(self.parts, 1)
        begin_at(self, self.tabs)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.parts.setCurrentIndex)
        self.loans.person_wanted.connect(self.person_wanted)
        self.person.person_wanted.connect(self.person_wanted)

    def _read(self) -> None:
        self.loans.refresh()
        self.person.refresh()

    def _shower(self, number: int) -> Callable[[], None]:
        def show() -> None:
            self.show_part(number)

        return show
