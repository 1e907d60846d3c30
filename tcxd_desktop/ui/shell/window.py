"""The one window: navigation, pages, search, and the way out."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.units import total
from tcxd_desktop.office import settings as office_settings
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.announcing import announce
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.busy import Busy
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import ask_unsaved, plain
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.pages import Offer, Page, PageEntry
from tcxd_desktop.ui.shell import targets
from tcxd_desktop.ui.shell.bars import SHEET, Bars, greetings
from tcxd_desktop.ui.shell.finding import Finding
from tcxd_desktop.ui.shell.frame import Footer, Header
from tcxd_desktop.ui.shell.help_menu import PAGE as HELP
from tcxd_desktop.ui.shell.help_menu import help_menu, start, topic_here
from tcxd_desktop.ui.shell.keys import KeysDialog
from tcxd_desktop.ui.shell.late import late
from tcxd_desktop.ui.shell.menus import LOCK_KEY, after, calling, look_menu, user_menu
from tcxd_desktop.ui.shell.navigation import Navigation
from tcxd_desktop.ui.shell.search import SearchBox
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import WEEKDAYS, show_day, show_number
from tcxd_desktop.wording.people import ROLE

_SMALLEST = (1100, 640)
_USUAL = (1366, 728)


class MainWindow(QMainWindow):
    """Holds the pages; each is built when it is first shown."""

    lock_wanted = Signal(str)
    """The user wants to lock, by menu, key or search."""
    wait_chosen = Signal(int)
    """Minutes without a sign of anybody, after which it locks."""
    acted = Signal(str)
    """The button of a bar was pressed; with the bar's key."""
    restored = Signal(object)
    """The office was restored from a backup; with the desk opened anew."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        changes: Changes,
        entries: Sequence[PageEntry],
        looks: Looks,
    ) -> None:
        """Show the page that greets; without one the page used last, or the first."""
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._entries = {entry.key: entry for entry in entries}
        self._looks = looks
        self.pages: dict[str, Page] = {}
        self._counts: dict[str, int] = {}
        """What waits on the pages that told it."""
        self.last_word: Callable[[], bool] = _always
        """Asked when the window is closed, after unsaved work: a last backup; false stays."""
        self._barred = _barred(desk, entries)
        self.finding = Finding(
            desk,
            open_person=self.open_person,
            open_unit=self.open_unit,
            search_people=self.search_people,
        )
        self.finding.offers = self._offers
        self.finding.search_help = self.search_help if self.has_page(HELP) else None
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
        open_to = [key for key in self._entries if key not in self._barred]
        greeting = next((key for key in open_to if self._entries[key].greets), kept.page)
        self.show_page(greeting if greeting in open_to else open_to[0])
        for bar in greetings(desk):
            self.bars.say(bar)

    @property
    def desk(self) -> Desk:
        """The office that is open."""
        return self._desk

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self._key]

    def show_page(self, key: str) -> Page:
        """Show a page, building it when needed, and return it.

        Raises:
            NotAllowedProblem: it is not for this account.
        """
        permission = self._entries[key].permission
        if permission is not None:
            self._desk.check(permission)
        commit_open_edit()
        if key not in self.pages:
            self.pages[key] = self._built(key)
        self._key = key
        page = self.pages[key]
        again = self.stack.currentWidget() is page
        self.stack.setCurrentWidget(page)
        # Its entry took the keyboard; the keys of the page are dead until it has it back.
        there = (page.focusWidget() if again else None) or beginning(page)
        if there is not None:
            there.setFocus()
        self.navigation.show_current(key)
        self.setWindowTitle(f"{self._entries[key].title} – {self._office}")
        if not again:
            announce(self, self._entries[key].title)
        return page

    @property
    def working(self) -> bool:
        """Whether work of a page waits or runs."""
        return self._jobs.busy

    def has_page(self, key: str) -> bool:
        """Tell whether there is such a page for this account."""
        return key in self._entries and key not in self._barred

    @Slot(int)
    def open_person(self, person_id: int) -> None:
        """Show somebody's dossier."""
        self.show_page("people").open_person(person_id)

    @Slot(int)
    def open_unit(self, unit_id: int) -> None:
        """Show an organisation."""
        self.show_page("units").open_unit(unit_id)

    @Slot(int)
    def open_transfer(self, person_id: int) -> None:
        """Show somebody's transfer, or begin one."""
        self.show_page("transfers").open_person(person_id)

    @Slot(str)
    def open_target(self, target: str) -> None:
        """Show what a duty is about: ``person:5``, ``transfer:12``, ``help:an-toan``."""
        if topic := targets.help_topic(target):
            self.open_help(topic)
            return
        key, record = targets.read(target)
        if key == "people" and record:
            self.open_person(record)
        elif key == "units" and record:
            self.open_unit(record)
        elif self.has_page(key):
            self.show_page(key).open_target(record)
        elif key in self._barred:
            self.notice.say(self._barred[key], "warn")

    def open_help(self, target: str = "") -> None:
        """Open the help at a topic, ``sao-luu#khoi-phuc``; none is that of what is shown."""
        topic = target or topic_here(self._key, self.page)
        if self.has_page(HELP) and (target or self._key != HELP):
            self.show_page(HELP).open_topic(topic)

    def search_help(self, text: str) -> None:
        """Look for words in the help."""
        self.show_page(HELP).search(text)

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
        self.header.show_user(desk.actor.name, ROLE[desk.actor.role], self._user_menu)
        self.footer.who.setText(f"{desk.actor.name} · {ROLE[desk.actor.role]}")
        self.footer.rules.setText(f"Quy định đang dùng: {self._rules()}")
        tree = units.tree(desk)
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        people = total(tree)
        cells = sum(node.unit.type in holders and node.counted is not None for node in tree)
        part = " trong phạm vi được giao" if desk.actor.units else ""
        self.footer.counts.setText(
            f"{show_number(people)} đảng viên · {show_number(cells)} chi bộ{part}"
        )
        self.footer.share()

    # --- leaving ----------------------------------------------------------------------------------

    def keep_drafts(self) -> Problem | None:
        """Keep what is typed and not saved on every page; return what hindered it."""
        problems = [page.keep_draft() for page in self.pages.values()]
        return next((problem for problem in problems if problem is not None), None)

    def place(self) -> str:
        """Return where one is, by numbers alone, for :meth:`go_to_place`."""
        return f"{self._key}/{self.page.record()}"

    def go_to_place(self, place: str) -> None:
        """Go where one was before a lock; what is not there any more is passed over."""
        key, _, record = place.partition("/")
        if key in self._entries and key not in self._barred:
            page = self.show_page(key)
            if record.isdigit() and int(record):
                page.return_to(int(record))

    def remember(self) -> None:
        """Note on this machine how the window stands."""
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        settings.change(window=geometry, page=self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button the focus is on with Enter, as in dialogs; F1 no field took is help."""
        there = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain(event) and isinstance(there, QPushButton):
            there.click()
        elif event.key() == Qt.Key.Key_F1 and plain(event):
            self.open_help()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work; stop what runs; remember the window."""
        if not self._may_leave() or not self.last_word():
            event.ignore()
            return
        self.stop()
        self.remember()
        event.accept()

    def stop(self) -> None:
        """Stop what runs and wait for it."""
        self._jobs.close()

    def _build(self) -> None:
        self.search = SearchBox(self.finding.find)
        self.header = Header(self.search)
        self.header.menu_button.setMenu(
            look_menu(self, self._looks, self.wait_chosen.emit, self.show_keys)
        )
        self.help_menu = help_menu(
            self, self.open_help, self.show_keys, partial(start, window=self)
        )
        self.header.help_button.setMenu(self.help_menu)
        self._user_menu = user_menu(self, self._desk.actor, self.change_password, self.ask_lock)
        self.navigation = Navigation(list(self._entries.values()), self._barred)
        for key, count in self._counts.items():
            self.navigation.set_count(key, count)
        self.bars = Bars(self.acted.emit)
        self.stack = QStackedWidget()
        self.notice = Notice()
        self.footer = Footer()
        self.navigation.chosen.connect(self.show_page)
        self._jobs.failed.connect(self.notice.show_problem)
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.bars)
        work.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(work, 1)
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
        QShortcut(QKeySequence(LOCK_KEY), self, self.ask_lock)

    def _built(self, key: str) -> Page:
        page = self._entries[key].build()
        page.person_wanted.connect(self.open_person)
        page.unit_wanted.connect(self.open_unit)
        page.transfer_wanted.connect(self.open_transfer)
        page.page_wanted.connect(self._on_page_wanted)
        page.target_wanted.connect(self.open_target)
        page.counted.connect(partial(self._on_counted, key))
        page.status_wanted.connect(self.footer.say)
        page.recovery_wanted.connect(self._on_sheet_wanted)
        page.restored.connect(self.restored)
        page.setAccessibleName(self._entries[key].title)
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
            Offer(f"Trang {entry.title}", calling(self.show_page, key), entry.icon)
            for key, entry in self._entries.items()
            if key not in self._barred
        ]
        own = [
            Offer(offer.title, after(calling(self.show_page, key), offer.run), offer.icon)
            for key, page in self.pages.items()
            for offer in page.actions_offered()
        ]
        own += [
            Offer(title, calling(self._run_offer, (key, title)), entry.icon)
            for key, entry in self._entries.items()
            if key not in self.pages and key not in self._barred
            for title in entry.topics()
        ]
        shell = [
            Offer("Phím tắt", self.show_keys, "circle-help"),
            Offer("Khóa", self.ask_lock, "lock"),
            Offer("Đổi mật khẩu", self.change_password, "user"),
        ]
        return [*own, *pages, *shell]

    def _run_offer(self, wanted: tuple[str, str]) -> None:
        key, title = wanted
        offers = self.show_page(key).actions_offered()
        next((offer.run for offer in offers if offer.title == title), _nothing)()

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

    @Slot(str)
    def _on_page_wanted(self, key: str) -> None:
        if key in self._barred:
            self.notice.say(self._barred[key], "warn")
        else:
            self.show_page(key)

    def _on_counted(self, key: str, count: int) -> None:
        self._counts[key] = count
        self.navigation.set_count(key, count)
        self.header.align(self.navigation.width())

    @Slot()
    def _on_sheet_wanted(self) -> None:
        self.acted.emit(SHEET)

    @Slot()
    def show_keys(self) -> None:
        """Show the sheet of keys."""
        KeysDialog(self).exec()

    @Slot()
    def ask_lock(self) -> None:
        """Ask to be locked."""
        self.lock_wanted.emit("asked")

    @Slot()
    def change_password(self) -> None:
        """Let the user change the own password."""
        if late("own_password").OwnPasswordDialog(self._desk, self).exec():
            self.footer.say("Đã đổi mật khẩu")

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
        told = self.bars.told()
        self._build()
        for bar in told:
            self.bars.say(bar)
        self.refresh_frame()
        self.show_page(self._key)


def _always() -> bool:
    return True


def _barred(desk: Desk, entries: Sequence[PageEntry]) -> dict[str, str]:
    """Return the pages this account may not see, each with the reason."""
    found = {}
    for entry in entries:
        if entry.permission is not None and not desk.actor.may(entry.permission):
            found[entry.key] = why_not(desk.actor, entry.permission)
    return found


def _nothing() -> None:
    """Do nothing: what was offered is not there any more."""
