"""The page Sổ truy cập: who read, changed, printed and handed out what; checked and printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.book import BookCheck, BookEntry
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import book
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.safety.book_detail import BookDetail
from tcxd_desktop.ui.safety.book_filter import BookFilter
from tcxd_desktop.ui.safety.book_print import print_book, print_register
from tcxd_desktop.ui.safety.book_rows import COLUMNS, Line, lines_of
from tcxd_desktop.ui.safety.frame import SafetyPage
from tcxd_desktop.ui.safety.parts import button
from tcxd_desktop.wording.book import REGISTERS, check_words
from tcxd_desktop.wording.formats import show_number

STEP = 500
"""Lines read at once; more at the user's wish."""
_DETAIL_AFTER_MS = 120


@dataclass(frozen=True, slots=True)
class Read:
    """Lines found, how many there are in all, and who can be filtered by."""

    entries: Sequence[BookEntry]
    count: int
    actors: Sequence[tuple[int, str]]


class BookPage(SafetyPage):
    """Filter above; lines | one line with its changes."""

    title = "Sổ truy cập"
    icon = "book-open"
    subjects = frozenset()
    permission = Permission.BOOK

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self.allowed:
            return ()
        registers = [Offer(f"In {name}", self._printer(key), "printer")
                     for key, name in REGISTERS.items()]  # fmt: skip
        return (Offer("Kiểm tra sổ truy cập", self.check, "check"), *registers)

    @Slot()
    def check(self) -> None:
        """Check chain, signatures and records of the whole book."""
        desk = self._desk

        def work(_progress: Progress) -> BookCheck:
            return book.verify(desk)

        def done(found: BookCheck) -> None:
            self.notice.say(check_words(found), "ok" if found.sound else "bad")

        self._run(work, done, "Đang kiểm tra sổ…")

    @Slot()
    def export(self) -> None:
        """Write the lines found as a file, after asking what for."""
        purpose = dialogs.ask_text(
            self, "Xuất sổ truy cập", "Mục đích (ghi vào sổ)", main="Chọn nơi lưu…"
        )
        if purpose is None:
            return
        path = dialogs.save_file(self, "Xuất sổ truy cập", "so-truy-cap.xlsx", dialogs.XLSX)
        if path is None:
            return
        desk, query, name = self._desk, self.filter.query(), path.name

        def work(_progress: Progress) -> None:
            write_file(path, book.export_book(desk, query, name, purpose))

        def done(_result: None) -> None:
            self.notice.say(f"Đã xuất {name}. Tệp này không được mã hóa.", "ok")
            self.refresh()

        self._run(work, done, "Đang xuất sổ…")

    @Slot()
    def more(self) -> None:
        """Read further lines."""
        self._limit += STEP
        self.refresh()

    def _build(self) -> None:
        look = theme.current()
        self._limit = STEP
        self.verify = icons.put(button("Kiểm tra sổ", self.check), "check")
        self.take_out = icons.put(button("Xuất…", self.export), "download")
        self.print_button = icons.put(QPushButton("In"), "printer")
        self.print_button.setMenu(self._menu())
        theme.set_mark(self.print_button, "menu", "true")
        for tool in (self.verify, self.take_out, self.print_button):
            self.tools.addWidget(tool)
        self.filter = BookFilter(self._desk.today())
        self.table: Table[Line] = Table(
            COLUMNS, identity=lambda line: line.entry.id, name="Sổ truy cập", key="safety.book"
        )
        self.count = theme.hint(QLabel())
        self.more_button = theme.mark(button("Xem thêm dòng cũ hơn", self.more), "link")
        self.detail = BookDetail(self._desk.clock().tzinfo)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(14), look.px(5), look.px(14), look.px(5))
        foot.addWidget(self.count)
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(theme.rule())
        column.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        self.detail.setMinimumWidth(look.px(280))
        split.setSizes([look.px(840), look.px(316)])
        split.setChildrenCollapsible(False)
        self.column.addWidget(self.filter)
        self.column.addWidget(theme.rule())
        self.column.addWidget(split, 1)
        begin_at(self, self.table)
        self._wait = QTimer(self, singleShot=True, interval=_DETAIL_AFTER_MS)

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter)
        self.table.current_changed.connect(self._wait.start)
        self._wait.timeout.connect(self.show_detail)
        self.table.opened.connect(self._on_opened)
        self.detail.person_wanted.connect(self.person_wanted)
        self.detail.only_wanted.connect(self.filter.choose_person)
        for keys, act in (
            (QKeySequence(Qt.Key.Key_F3), self._on_find),
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
            (QKeySequence(QKeySequence.StandardKey.Print), self._on_print),
        ):
            shortcut = QShortcut(keys, self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        as_filtered = QAction("Sổ truy cập như đang lọc\tCtrl+P", menu)
        as_filtered.triggered.connect(self._on_print)
        menu.addAction(as_filtered)
        menu.addSeparator()
        for key, name in REGISTERS.items():
            action = QAction(f"{name}, theo kỳ đang lọc", menu)
            action.triggered.connect(self._printer(key))
            menu.addAction(action)
        return menu

    def _printer(self, key: str) -> Callable[[], None]:
        def run() -> None:
            query = self.filter.query()
            print_register(self, self._desk, self._jobs, key, query)

        return run

    def _read(self) -> None:
        desk, query, limit = self._desk, self.filter.query(), self._limit

        def work(_progress: Progress) -> Read:
            return Read(
                book.entries(desk, query, limit), book.count(desk, query), book.actors(desk)
            )

        self._read_later(work, self._show, "Đang đọc sổ truy cập…")

    def _show(self, found: Read) -> None:
        self.filter.show_actors(found.actors)
        self.table.show_records(lines_of(found.entries, self._desk.clock().tzinfo))
        shown, every = len(found.entries), found.count
        text = f"{show_number(every)} dòng"
        if shown < every:
            text = f"{show_number(shown)} dòng mới nhất trong {text}"
        self.count.setText(text if every else "Không có dòng nào như vậy.")
        self.more_button.setVisible(shown < every)
        if self.table.current_record() is None:
            self.table.select_first()
        self._wait.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the line under the cursor, which may have moved as the page went."""
        super().showEvent(event)
        if self.allowed:
            self._wait.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing more: the office may be closed next."""
        super().hideEvent(event)
        if self.allowed:
            self._wait.stop()

    @Slot()
    def show_detail(self) -> None:
        """Show the line the cursor stands on."""
        line = self.table.current_record()
        changes: list[Change] = book.changes(self._desk, line.entry.id) if line else []
        self.detail.show_line(line, changes, holds=self._desk.actor.sealed)

    @Slot()
    def _on_filter(self) -> None:
        self._limit = STEP
        self.refresh()

    @Slot(object)
    def _on_opened(self, line: Line) -> None:
        if line.entry.people:
            self.person_wanted.emit(line.entry.people[0][0])

    @Slot()
    def _on_find(self) -> None:
        self.filter.find_box.enter()

    @Slot()
    def _on_print(self) -> None:
        print_book(self, self._desk, self._jobs, self.filter.query())
