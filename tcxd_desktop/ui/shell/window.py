"""The one window: navigation, pages, search, and the way out."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.office import settings as office_settings
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.busy import Busy
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import ask_unsaved
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Offer, Page, PageEntry
from tcxd_desktop.ui.shell.finding import Finding
from tcxd_desktop.ui.shell.frame import Footer, Header
from tcxd_desktop.ui.shell.keys import KeysDialog
from tcxd_desktop.ui.shell.navigation import Navigation
from tcxd_desktop.ui.shell.search import SearchBox
from tcxd_desktop.wording.formats import WEEKDAYS, show_day, show_number

V = TypeVar("V")
_LOOKS = (("system", "Theo máy"), ("light", "Sáng"), ("dark", "Tối"))
_SCALES = ((100, "Chữ thường (100 %)"), (125, "Chữ to (125 %)"), (150, "Chữ rất to (150 %)"))
_SMALLEST = (1100, 640)
_USUAL = (1366, 728)


class MainWindow(QMainWindow):
    """Holds the pages; each is built when it is first shown."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        changes: Changes,
        entries: Sequence[PageEntry],
        looks: Looks,
    ) -> None:
        """Show the page used last, or the first."""
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._entries = {entry.key: entry for entry in entries}
        self._looks = looks
        self.pages: dict[str, Page] = {}
        self.finding = Finding(
            desk,
            open_person=self.open_person,
            open_unit=self.open_unit,
            search_people=self.search_people,
        )
        self.finding.offers = self._offers
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self.refresh_frame)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self._build()
        self.busy = Busy(jobs, self)
        self._connect(changes)
        self.refresh_frame()
        kept = settings.load()
        self.restoreGeometry(QByteArray.fromHex(kept.window.encode()))
        self.show_page(kept.page if kept.page in self._entries else next(iter(self._entries)))

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self._key]

    def show_page(self, key: str) -> Page:
        """Show a page, building it when needed, and return it."""
        commit_open_edit()
        if key not in self.pages:
            self.pages[key] = self._built(key)
        self._key = key
        page = self.pages[key]
        self.stack.setCurrentWidget(page)
        self.navigation.show_current(key)
        self.setWindowTitle(f"{self._entries[key].title} – {self._office}")
        return page

    @Slot(int)
    def open_person(self, person_id: int) -> None:
        """Show somebody's dossier."""
        self.show_page("people").open_person(person_id)

    @Slot(int)
    def open_unit(self, unit_id: int) -> None:
        """Show an organisation."""
        self.show_page("units").open_unit(unit_id)

    def search_people(self, text: str) -> None:
        """Show everybody the text finds, in the list."""
        self.show_page("people").search(text)

    @Slot()
    def refresh_frame(self) -> None:
        """Read again what head and foot say."""
        desk = self._desk
        day = desk.today()
        self._office = office_settings.office_name(desk).name
        self.header.office.setText(self._office)
        self.header.align(self.navigation.width())
        self.header.day.setText(f"{WEEKDAYS[day.weekday()]}, {show_day(day)}")
        self.header.user.setText(desk.actor.name)
        self.footer.rules.setText(f"Quy định đang dùng: {self._rules()}")
        tree = units.tree(desk)
        holders = {kind.code for kind in units.types(desk) if kind.holds_members}
        people = sum(node.counted for node in tree if node.depth == 0)
        cells = sum(node.unit.type in holders for node in tree)
        self.footer.counts.setText(f"{show_number(people)} đảng viên · {show_number(cells)} chi bộ")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; stop what runs; remember the window."""
        if not self._may_leave():
            event.ignore()
            return
        self.stop()
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        settings.change(window=geometry, page=self._key)
        event.accept()

    def stop(self) -> None:
        """Stop what runs and wait for it."""
        self._jobs.close()

    def _build(self) -> None:
        self.search = SearchBox(self.finding.find)
        self.header = Header(self.search)
        self.header.menu_button.setMenu(self._menu())
        self.navigation = Navigation(list(self._entries.values()))
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.footer = Footer()
        self.navigation.chosen.connect(self.show_page)
        self._jobs.failed.connect(self.notice.show_problem)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.notice)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        column.addWidget(self.footer)
        self.setCentralWidget(whole)

    def _connect(self, changes: Changes) -> None:
        self._looks.scaled.connect(self._on_scaled)
        changes.written.connect(self._on_written)
        QShortcut(QKeySequence("Ctrl+K"), self, self._on_find)
        QShortcut(QKeySequence("Shift+F1"), self, self.show_keys)

    def _menu(self) -> QMenu:
        kept = settings.load()
        menu = QMenu(self)
        looks = QActionGroup(menu)
        for look, name in _LOOKS:
            action = _choice(name, looks, on=kept.look == look)
            action.triggered.connect(_calling(self._looks.choose, look))
        menu.addActions(looks.actions())
        menu.addSeparator()
        scales = QActionGroup(menu)
        for percent, name in _SCALES:
            action = _choice(name, scales, on=kept.scale == percent)
            action.triggered.connect(_calling(self._looks.scale, percent))
        menu.addActions(scales.actions())
        menu.addSeparator()
        menu.addAction("Phím tắt\tShift+F1", self.show_keys)
        return menu

    def _built(self, key: str) -> Page:
        page = self._entries[key].build()
        page.person_wanted.connect(self.open_person)
        page.unit_wanted.connect(self.open_unit)
        page.status_wanted.connect(self.footer.say)
        self.stack.addWidget(page)
        return page

    def _rules(self) -> str:
        wanted = office_settings.rule_set(self._desk)
        for found in office_settings.rule_sets():
            if found.id == wanted:
                papers = ", ".join(code.partition("-")[0] for code in found.documents)
                return f"{found.id} ({papers})" if papers else found.id
        return wanted

    def _offers(self) -> list[Offer]:
        pages = [
            Offer(f"Trang {entry.title}", _calling(self.show_page, key), entry.icon)
            for key, entry in self._entries.items()
        ]
        own = [offer for page in self.pages.values() for offer in page.actions_offered()]
        return [*own, *pages, Offer("Phím tắt", self.show_keys, "circle-help")]

    def _may_leave(self) -> bool:
        commit_open_edit()
        for key, page in self.pages.items():
            if not page.unsaved():
                continue
            self.show_page(key)
            answer = ask_unsaved(self, page.title or self._entries[key].title)
            if answer == "stay" or (answer == "save" and not page.save()):
                return False
            if answer == "discard":
                page.discard()
        return True

    @Slot()
    def show_keys(self) -> None:
        """Show the sheet of keys."""
        KeysDialog(self).exec()

    @Slot()
    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        self.finding.forget()
        self._late.start()

    @Slot()
    def _on_scaled(self) -> None:
        if any(page.unsaved() for page in self.pages.values()):
            self.notice.say("Cỡ chữ mới sẽ đúng hết khi mở lại chương trình.")
            return
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self._build()
        self.refresh_frame()
        self.show_page(self._key)


def _choice(name: str, group: QActionGroup, *, on: bool) -> QAction:
    action = QAction(name, group)
    action.setCheckable(True)
    action.setChecked(on)
    return action


def _calling(what: Callable[[V], Any], value: V) -> Callable[[], None]:
    def call() -> None:
        what(value)

    return call
