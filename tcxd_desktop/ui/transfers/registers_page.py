"""Sổ sách: the registers of transfers, of any period, seen, printed and saved as workbooks."""

from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.score_papers import TablePaper
from tcxd_desktop.domain.transfer_papers import BOOK, STOCK_BOOK, STOCK_REPORT, TransferJob
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office import letter_stock, transfer_registers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers import register_state as state
from tcxd_desktop.ui.transfers.over_page import OverPage
from tcxd_desktop.ui.transfers.period_bar import PeriodBar
from tcxd_desktop.ui.transfers.register_out import save_workbook, show_paper
from tcxd_desktop.ui.transfers.register_state import Row
from tcxd_desktop.wording.letters import LETTER_SHORT

_ROW, _LIST_WIDE = 34, 248
_HEAD_LINE = 17
Read = tuple[TablePaper, list[Transfer]]


class RegistersPage(OverPage):
    """Registers at the left, one of them of a period at the right."""

    subjects = frozenset({"transfer", "letter"})

    case_wanted = Signal(int)

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__("Sổ sách chuyển sinh hoạt", desk, jobs, changes, parent)
        self._job: Job | None = None
        self._serial = 0
        self.paper: TablePaper | None = None
        self._build()
        self._connect()
        self.list.setCurrentRow(0)

    @property
    def form(self) -> str:
        """Code of the register that is chosen."""
        return state.ORDER[max(self.list.currentRow(), 0)]

    def choose(self, form: str) -> None:
        """Choose a register."""
        self.list.setCurrentRow(state.ORDER.index(form))

    def job(self, *, blank: bool = False) -> TransferJob:
        """Return what is asked for.

        Raises:
            Problem: the period cannot be read.
        """
        span = self.period.span()
        return TransferJob(
            form=self.form,
            since=span.since,
            until=span.until,
            register=str(self.whose.currentData() or ""),
            year=int(span.until[:4]) if span.until else 0,
            blank=blank,
        )

    def open(self) -> None:
        """Show the register chosen last."""
        self._offer_whose()
        super().open()

    @Slot()
    def reload(self) -> None:
        """Read the register off the screens' thread."""
        super().reload()
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial, desk = self._serial, self._desk
        try:
            job = self.job()
        except Problem as problem:
            self.notice.show_problem(problem)
            return

        def work(_progress: Progress) -> Read:
            return transfer_registers.table(desk, job)

        def done(found: Read) -> None:
            if serial == self._serial:
                self._show(*found)

        self._job = self._jobs.run(
            work, done=done, failed=self.notice.show_problem, title="Đang đọc sổ…"
        )

    # --- acting -----------------------------------------------------------------------------------

    @Slot()
    def print_paper(self, *, blank: bool = False) -> None:
        """Preview the register; or an empty one, to be written by hand."""
        asked = self._asked(blank=blank)
        if asked is not None:
            show_paper(self, self._desk, self._jobs, self.notice, *asked)

    @Slot()
    def save_excel(self) -> None:
        """Save the register as a workbook."""
        asked = self._asked()
        if asked is not None:
            save_workbook(self, self._desk, self._jobs, self.notice, *asked)

    def _asked(self, *, blank: bool = False) -> tuple[TransferJob, str] | None:
        """Return the job and a name for its file, or say why there is none."""
        if not told(self.notice, self._desk, Permission.PRINT):
            return None
        self.notice.clear()
        try:
            job = self.job(blank=blank)
        except Problem as problem:
            self.notice.show_problem(problem)
            return None
        return job, f"{state.NAMES[self.form]} {'trắng' if blank else self.period.words()}"

    # --- showing ----------------------------------------------------------------------------------

    def _show(self, paper: TablePaper, cases: list[Transfer]) -> None:
        self._job = None
        self.paper = paper
        rows = state.rows_of(paper, cases)
        self._show_columns(paper, rows)
        self.table.show_records(rows)
        if rows and self.table.current_record() is None:
            self.table.select_first()
        self.count.setText(state.counted(rows, ", ".join(paper.subtitle)))
        self.empty.setText(paper.empty)
        self.stack.show_list(on=bool(rows))

    def _show_columns(self, paper: TablePaper, rows: list[Row]) -> None:
        heads = state.heads_of(paper, rows)
        columns = tuple(
            Column[Row](
                str(place), head.title, partial(_cell, place), width=head.width, align=head.align,
                sortable=False,
            )
            for place, head in enumerate(heads)
        )  # fmt: skip
        look = theme.current()
        self.table.show_records([])
        self.table.rows.set_columns(columns)
        header = self.table.horizontalHeader()
        lines = max(head.title.count("\n") + 1 for head in heads)
        header.setFixedHeight(look.px(_HEAD_LINE * lines) + 12)
        for place, head in enumerate(heads):
            header.resizeSection(place, look.px(head.width))

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.blank = QPushButton("In sổ trắng")
        self.blank.setToolTip("Trang trống để ghi tay")
        self.excel = icons.put(QPushButton("Lưu Excel…"), "download")
        self.excel.setToolTip("Bảng tính, cùng nội dung với bản in (Ctrl+Shift+E)")
        self.print = theme.primary(icons.put(QPushButton("Xem và in"), "printer", "on_accent"))
        self.print.setToolTip("Ctrl+P")
        for button in (self.blank, self.excel, self.print):
            allow(button, self._desk, Permission.PRINT)
        self.head.place(self.blank, self.excel, self.print)
        self.list = QListWidget()
        self.list.setAccessibleName("Các sổ")
        theme.mark(self.list, "boxed")
        for form in state.ORDER:
            item = QListWidgetItem(state.NAMES[form])
            item.setToolTip(state.NAMES[form])
            item.setSizeHint(QSize(0, look.line(_ROW)))
            self.list.addItem(item)
        self.entry = self.list
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(look.px(14), look.px(12), look.px(10), look.px(12))
        inside.addWidget(self.list)
        left.setFixedWidth(look.px(_LIST_WIDE))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(self._right(), 1)
        self.column.addLayout(body, 1)

    def _right(self) -> QWidget:
        look = theme.current()
        right = QWidget()
        self.period = PeriodBar(self._desk.today())
        self.whose = QComboBox()
        self.whose.setAccessibleName("Sổ của")
        self.count = theme.muted(QLabel())
        # With large text the period goes on in the next line, rather than lose its words.
        above, _ = flowing(self.whose, self.period, spacing=look.px(8))
        self.table: Table[Row] = Table((), identity=lambda row: row.place, name="Nội dung sổ")
        self.table.setSortingEnabled(False)
        self.stack = ListOrWords(self.table)
        self.empty = self.stack.empty
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(look.px(4), look.px(12), look.px(14), look.px(8))
        top.setSpacing(look.px(6))
        top.addWidget(above)
        top.addWidget(self.count)
        column.addLayout(top)
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        return right

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_form)
        self.whose.activated.connect(self.reload)
        self.period.changed.connect(self._on_period)
        self.print.clicked.connect(self.print_paper)
        self.blank.clicked.connect(partial(self.print_paper, blank=True))
        self.excel.clicked.connect(self.save_excel)
        self.table.opened.connect(self._on_opened)
        self.add_keys(
            ("Ctrl+P", self.print_paper),
            ("Ctrl+Shift+E", self.save_excel),
            ("Ctrl+PgUp", partial(self.period.step, -1)),
            ("Ctrl+PgDown", partial(self.period.step, 1)),
        )

    @Slot()
    def _on_form(self) -> None:
        self.notice.clear()
        self.period.set_yearly(on=self.form == STOCK_REPORT)
        self._offer_whose()
        if self.isVisible():
            self.reload()

    @Slot()
    def _on_period(self) -> None:
        self.notice.clear()
        self.reload()

    def _offer_whose(self) -> None:
        """Offer the registers of organisations below, or the kinds of letters."""
        found: list[tuple[str, str]] = []
        if self.form == BOOK:
            found = _books(self._desk)
        elif self.form == STOCK_BOOK:
            found = [("Mọi loại giấy", "")]
            found += [(LETTER_SHORT[letter], letter) for letter in letter_stock.LETTERS]
        held = self.whose.currentData()
        self.whose.clear()
        for text, key in found:
            self.whose.addItem(text, key)
        self.whose.setCurrentIndex(max(self.whose.findData(held), 0) if found else -1)
        self.whose.setVisible(len(found) > 1)

    @Slot(object)
    def _on_opened(self, row: Row) -> None:
        if row.case_id:
            self.case_wanted.emit(row.case_id)


def _cell(place: int, row: Row) -> str:
    return row.cells[place]


def _books(desk: Desk) -> list[tuple[str, str]]:
    """Return whose sổ giới thiệu there are: ours first, then those of organisations below."""
    names = {str(node.unit.id): node.unit.name for node in units.tree(desk)}
    found = [("Sổ của đảng ủy xã, phường", "")]
    for name in transfer_registers.books(desk):
        _, _, number = name.partition(":")
        if number:
            found.append((f"Sổ của {names.get(number, 'tổ chức đã kết thúc')}", name))
    return found
