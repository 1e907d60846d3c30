"""The list of members: which people, which columns, how many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import people, restrictions, reveals
from tcxd_desktop.office.columns import COLUMNS, fact_keys
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.people.columns import NUMBER, Look, list_columns
from tcxd_desktop.ui.people.conditions import cleared, filtered
from tcxd_desktop.ui.people.filter_bar import FilterBar
from tcxd_desktop.ui.people.list_header import ListHeader
from tcxd_desktop.wording.access import NOBODY_INSIDE
from tcxd_desktop.wording.formats import show_day, show_number
from tcxd_desktop.wording.problems import sentence

TITLE = "Đảng viên"
FIRST = 300
"""Lines read at once; where there are more, all of them come from the worker."""
_ALL_AFTER_MS = 150
"""The office is read by one thread at a time: the detail of the first member goes before."""


class ListPanel(QWidget):
    """The table with what narrows it. Whoever writes tells it to ``reload``."""

    opened = Signal(int)
    """Show this person's dossier."""
    current_changed = Signal(object)
    """The PersonLine the cursor stands on, or ``None``."""
    menu_wanted = Signal(object, QPoint)
    query_changed = Signal(object)
    """The PeopleQuery now in force."""
    import_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Start without lines; ``reload`` reads them."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self.query = PeopleQuery()
        self.filter_name = ""
        """Name of the saved filter in force: the title of what is printed."""
        self.look = Look(desk.today())
        self._shown: PeopleQuery | None = None
        self._whole = False
        self._selected = 0
        self._wanted_person: int | None = None
        self._problem = ""
        """Why the list cannot be shown."""
        self._serial = 0
        self._job: Job | None = None
        self._starter = QTimer(self, singleShot=True, interval=_ALL_AFTER_MS)
        self._starter.timeout.connect(self._read_all)
        self._build()
        self._connect()

    def set_query(self, query: PeopleQuery, *, name: str = "") -> None:
        """Ask for other people; ``name`` is the saved filter it comes from."""
        if query == self.query and name == self.filter_name:
            self.bar.show_query(query)
            return
        self.query = query
        self.filter_name = name
        self.look.day = date.fromisoformat(self._desk.day(query.as_at))
        self.bar.show_query(query)
        self.reload()
        self.query_changed.emit(query)

    def reload(self) -> None:
        """Read the list again; the cursor and the selection stay on the same people."""
        self._serial += 1
        self._starter.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        query = self.full_query()
        self._problem = ""
        try:
            lines = people.lines(self._desk, query, limit=FIRST + 1)
        except Problem as problem:
            # An empty list would say that nobody is such.
            self._problem = sentence(problem)
            self._show(query, [], whole=True)
            return
        if len(lines) <= FIRST:
            self._show(query, lines, whole=True)
            return
        if self._shown != query:
            self._show(query, lines[:FIRST], whole=False)
        self._starter.start()

    @property
    def refused(self) -> bool:
        """Whether the list cannot be shown to this account; it says why."""
        return bool(self._problem)

    def full_query(self) -> PeopleQuery:
        """Return the query with the further columns the table shows."""
        return replace(self.query, columns=fact_keys(self.columns()))

    def columns(self) -> tuple[str, ...]:
        """Return the keys of the columns as the clerk arranged them, without the number."""
        return tuple(c.key for c in self.table.shown_columns() if c.key in COLUMNS)

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, as a saved filter asks for."""
        wanted = [key for key in keys if key in COLUMNS]
        header = self.table.horizontalHeader()
        numbers = {column.key: n for n, column in enumerate(self.table.rows.columns)}
        for key, number in numbers.items():
            header.setSectionHidden(number, key != NUMBER and key not in wanted)
        for place, key in enumerate([NUMBER, *wanted]):
            header.moveSection(header.visualIndex(numbers[key]), place)

    def show_person(self, person_id: int) -> bool:
        """Put the cursor on somebody; false when the whole list does not hold them."""
        self._wanted_person = person_id
        if self.table.select(person_id):
            return True
        return not self._whole

    def whole(self) -> bool:
        """Tell whether every line is there, not only the first ones."""
        return self._whole

    def titled(self) -> str:
        """Return what a printed list is called."""
        return self.filter_name

    def set_revealed(self, *, on: bool) -> None:
        """Show the numbers of identity in full, which leaves a line in the history, or mask."""
        if on and not self.look.revealed:
            shown = [line.id for line in self.table.rows.records()]
            reveals.reveal_list(self._desk, shown)
        self.look.revealed = on
        self.table.viewport().update()

    def _build(self) -> None:
        look = theme.current()
        self.header = ListHeader()
        self.bar = FilterBar()
        self.notice = Notice()
        self.table: Table[PersonLine] = Table(
            list_columns(self.look),
            identity=lambda line: line.id,
            name="Danh sách đảng viên",
            key="people",
        )
        self._empty_text = theme.muted(QLabel())
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text.setWordWrap(True)
        self.empty_action = QPushButton()
        self.empty_second = QPushButton()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty_page())
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(8))
        above.setSpacing(look.px(8))
        for widget in (self.header, self.bar, self.notice):
            above.addWidget(widget)
        ruled(self, top, main=self._stack)
        begin_at(self, self.table)

    def _empty_page(self) -> QWidget:
        page = theme.panel(QWidget())
        column = QVBoxLayout(page)
        column.setSpacing(theme.current().px(10))
        column.addStretch(2)
        column.addWidget(self._empty_text)
        for button in (self.empty_action, self.empty_second):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self.bar.query_wanted.connect(self._on_query)
        self.bar.find_box.left.connect(self._on_find_left)
        self.table.opened.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)
        self.table.selection_changed.connect(self._on_selection)
        self.table.menu_wanted.connect(self.menu_wanted)
        header = self.table.horizontalHeader()
        header.sectionResized.connect(self._on_section)
        self.header.import_button.clicked.connect(self.import_wanted)
        self.header.new_button.clicked.connect(self.new_wanted)
        self.empty_action.clicked.connect(self._on_empty_action)
        self.empty_second.clicked.connect(self._on_empty_second)

    def _show(self, query: PeopleQuery, lines: list[PersonLine], *, whole: bool) -> None:
        current, row = self.table.current_record(), self.table.currentIndex().row()
        if self._wanted_person is None and current is not None:
            self._wanted_person = current.id
        same = query == self._shown
        self._shown, self._whole = query, whole
        self.look.restricted = restrictions.restricted(self._desk)
        self.table.show_records(lines)
        found = self._find_wanted()
        if found or whole:
            self._wanted_person = None
        if not found and whole:
            self._select_row(row if same else 0)
        self._stack.setCurrentIndex(0 if lines else 1)
        if not lines:
            self._say_empty()
        self._say_count()
        self._on_current()

    def _select_row(self, row: int) -> None:
        """Put the cursor on a row, or the last one: who was there is gone."""
        last = self.table.rows.rowCount() - 1
        if last >= 0:
            self.table.select(self.table.rows.record(min(max(row, 0), last)).id)

    def _find_wanted(self) -> bool:
        current = self.table.current_record()
        if current is not None and current.id == self._wanted_person:
            return True  # choosing it again would drop the rest of the selection
        return self._wanted_person is not None and self.table.select(self._wanted_person)

    @Slot()
    def _on_read(self, serial: int, query: PeopleQuery, lines: list[PersonLine]) -> None:
        if serial == self._serial and isValid(self):
            self._job = None
            self._show(query, lines, whole=True)

    @Slot()
    def _read_all(self) -> None:
        """Read every line in the worker, once the first ones and the detail are painted."""
        query = self.full_query()
        self._job = self._jobs.run(
            partial(_read, self._desk, query),
            done=partial(self._on_read, self._serial, query),
            title="Đang đọc danh sách…",
        )

    def _say_count(self) -> None:
        header = self.header
        header.title.setText(self.filter_name or TITLE)
        as_at = self.query.as_at
        day = f"tính đến {show_day(date.fromisoformat(as_at))}" if as_at else "hôm nay"
        count = f"{show_number(self.table.rows.rowCount())} người" if self._whole else "đang đọc…"
        nobody_known = bool(self._desk.actor.units) and not self.table.rows.rowCount()
        if self._problem or nobody_known:
            header.count.setText("")
            return
        chosen = f"{show_number(self._selected)} đã chọn · " if self._selected > 1 else ""
        header.count.setText(f"{chosen}{count}, {day}")

    def _say_empty(self) -> None:
        text, action, second = self._empty_words()
        self._empty_text.setText(text)
        self._empty_text.setAccessibleName(text)
        for button, words in ((self.empty_action, action), (self.empty_second, second)):
            button.setText(words)
            button.setVisible(bool(words))

    def _empty_words(self) -> tuple[str, str, str]:
        query = self.query
        if self._problem:
            return self._problem, "Bỏ điều kiện" if filtered(query) else "", ""
        if query.text:
            second = "Tìm trong cả đảng bộ" if query.unit_id or filtered(query) else ""
            return f"Không có ai khớp “{query.text}” trong danh sách này.", "Bỏ ô tìm", second
        if filtered(query):
            return "Không có ai đủ các điều kiện đang chọn.", "Bỏ điều kiện", ""
        return self._nobody_words()

    def _nobody_words(self) -> tuple[str, str, str]:
        actor = self._desk.actor
        if actor.units:
            return NOBODY_INSIDE, "", ""
        if people.count(self._desk, PeopleQuery(leavings=())):
            return "Tổ chức này chưa có đảng viên nào.", "", ""
        if not actor.may(Permission.IMPORT) or not actor.may(Permission.EDIT):
            return "Chưa có đảng viên nào.", "", ""
        return (
            "Chưa có đảng viên nào.\nNhập danh sách từ tệp Excel của cấp trên, "
            "hoặc thêm từng người.",
            "Nhập từ Excel…",
            "Thêm đảng viên",
        )

    @Slot(int, int, int)
    def _on_section(self, section: int, old: int, new: int) -> None:
        shown_or_hidden = 0 in (old, new)
        if shown_or_hidden and self._shown is not None and self.full_query() != self._shown:
            self.reload()

    @Slot(object)
    def _on_query(self, query: PeopleQuery) -> None:
        same = replace(query, text="") == replace(self.query, text="")
        self.set_query(query, name=self.filter_name if same else "")

    @Slot()
    def _on_find_left(self) -> None:
        self.table.setFocus()

    @Slot(object)
    def _on_opened(self, line: PersonLine) -> None:
        self.opened.emit(line.id)

    @Slot()
    def _on_current(self) -> None:
        self.current_changed.emit(self.table.current_record())

    @Slot(int)
    def _on_selection(self, count: int) -> None:
        self._selected = count
        self._say_count()

    @Slot()
    def _on_empty_action(self) -> None:
        query = self.query
        if query.text and not self._problem:
            self.set_query(replace(query, text=""), name=self.filter_name)
        elif filtered(query):
            self.set_query(cleared(query))
        else:
            self.import_wanted.emit()

    @Slot()
    def _on_empty_second(self) -> None:
        if self.query.text:
            self.set_query(PeopleQuery(text=self.query.text))
        else:
            self.new_wanted.emit()


def _read(desk: Desk, query: PeopleQuery, progress: Progress) -> list[PersonLine]:
    return people.lines(desk, query)
