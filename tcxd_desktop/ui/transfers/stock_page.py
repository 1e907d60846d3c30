"""Kho giấy giới thiệu: what is left of each letter, and the ledger line by line."""

from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.letter_stock import StockBalance, StockMove, StockMoveKind
from tcxd_desktop.domain.transfer_papers import STOCK_BOOK, STOCK_REPORT, TransferJob
from tcxd_desktop.office import letter_stock
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.cards import card, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.over_page import OverPage
from tcxd_desktop.ui.transfers.register_out import form_of, show_paper
from tcxd_desktop.ui.transfers.stock_dialog import StockDialog
from tcxd_desktop.ui.transfers.stock_words import (
    balance_text,
    move_tone,
    note_text,
    run_text,
)
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.letter_ledger import STOCK_MOVE
from tcxd_desktop.wording.letters import LETTER_SHORT

_NOTHING = "Chưa có dòng nào trong sổ. Khi nhận giấy từ cấp trên, bấm Ghi biến động (Ctrl+N)."
_NONE_SO = "Không có dòng nào của loại giấy và năm đang chọn."
COLUMNS: tuple[Column[StockMove], ...] = (
    Column("on", "Ngày", lambda m: show_date(m.on), sort=lambda m: (m.on, m.id), width=96),
    Column("kind", "Biến động", lambda m: STOCK_MOVE[m.kind], tone=move_tone, width=148),
    Column("letter", "Loại giấy", lambda m: LETTER_SHORT[m.letter], width=160),
    Column("serials", "Số seri", lambda m: run_text(m.serials), width=190),
    Column(
        "count", "Số tờ", lambda m: show_number(m.serials.count), sort=lambda m: m.serials.count,
        align="right", width=64,
    ),
    Column("who", "Người giao, người nhận", lambda m: m.who, width=186),
    Column("paper", "Văn bản", lambda m: m.paper, width=120),
    Column("note", "Ghi chú", note_text, width=150, muted=True),
)  # fmt: skip


class StockPage(OverPage):
    """Balances as cards above, the ledger below."""

    subjects: ClassVar[frozenset[str]] = frozenset({"letter"})

    case_wanted = Signal(int)

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__("Kho giấy giới thiệu", desk, jobs, changes, parent)
        self.balances: dict[str, StockBalance] = {}
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read balances and ledger again."""
        super().reload()
        self._offer_years()
        for letter in letter_stock.LETTERS:
            self.balances[letter] = letter_stock.balance(self._desk, letter)
            self._show_balance(self.balances[letter])
        year = int(self.year.currentData())
        found = letter_stock.movements(self._desk, str(self.letter.currentData()), year)
        self.table.show_records(sorted(found, key=lambda move: (move.on, move.id), reverse=True))
        if found and self.table.current_record() is None:
            self.table.select_first()
        narrowed = bool(year or self.letter.currentData())
        anything = any(one.received for one in self.balances.values())
        self.empty.setText(_NONE_SO if narrowed and anything else _NOTHING)
        self.stack.show_list(on=bool(found))
        self._on_current()

    # --- acting -----------------------------------------------------------------------------------

    @Slot()
    def add_move(self, kind: StockMoveKind = StockMoveKind.RECEIVED) -> None:
        """Write a line of the ledger."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        letter = str(self.letter.currentData()) or letter_stock.LETTERS[0]
        dialog = StockDialog(self._desk, letter, self, kind=kind)
        if dialog.exec():
            self.reload()
            self.notice.say("Đã ghi vào sổ theo dõi giấy giới thiệu.", "ok")

    @Slot()
    def strike_out(self) -> None:
        """Strike out a line that was written by mistake."""
        move = self.table.current_record()
        if move is None or not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        if not self.strike.isEnabled():
            return
        reason = dialogs.ask_text(
            self,
            "Gạch bỏ dòng ghi nhầm",
            f"Lý do gạch bỏ dòng {STOCK_MOVE[move.kind].lower()} {run_text(move.serials)}; "
            "dòng vẫn còn trong sổ",
            main="Gạch bỏ",
        )
        if reason is None:
            return
        try:
            letter_stock.strike_out(self._desk, move.id, reason)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.reload()
        self.notice.say(f"Đã gạch bỏ dòng {run_text(move.serials)}.", "ok")

    @Slot()
    def print_book(self) -> None:
        """Preview the ledger of the letter and the year that are chosen."""
        self._print(STOCK_BOOK, str(self.letter.currentData()))

    @Slot()
    def print_report(self) -> None:
        """Preview the yearly report of all letters."""
        self._print(STOCK_REPORT, "")

    def _print(self, form: str, letter: str) -> None:
        if not told(self.notice, self._desk, Permission.PRINT):
            return
        self.notice.clear()
        year = int(self.year.currentData())
        whole = form == STOCK_REPORT or bool(year)
        year = year or self._desk.today().year
        job = TransferJob(
            form=form, register=letter, year=year,
            since=f"{year}-01-01" if whole else "", until=f"{year}-12-31" if whole else "",
        )  # fmt: skip
        name = f"{form_of(self._desk, form).title} {year if whole else ''}"
        show_paper(self, self._desk, self._jobs, self.notice, job, name)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.book = icons.put(QPushButton("In sổ"), "printer")
        self.book.setToolTip("Sổ theo dõi giấy giới thiệu theo loại giấy và năm đang chọn (Ctrl+P)")
        self.report = icons.put(QPushButton("Báo cáo năm"), "file-text")
        self.report.setToolTip("Báo cáo sử dụng giấy giới thiệu của năm đang chọn, mọi loại giấy")
        self.strike = QPushButton("Gạch bỏ dòng…")
        self.add = theme.primary(QPushButton("Ghi biến động"))
        self.add.setToolTip("Nhận, giao xuống, viết hỏng, trả lại, tiêu hủy (Ctrl+N)")
        for button in (self.book, self.report):
            allow(button, self._desk, Permission.PRINT)
        for button in (self.strike, self.add):
            allow(button, self._desk, Permission.TRANSFERS)
        self.head.place(self.book, self.report, self.strike, self.add)
        self.cards: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        for letter in letter_stock.LETTERS:
            row.addWidget(self._card(letter), 1)
        self.table: Table[StockMove] = Table(
            COLUMNS, identity=lambda move: move.id, name="Sổ theo dõi giấy giới thiệu", key="stock"
        )
        self.entry = self.table
        self.stack = ListOrWords(self.table, _NOTHING)
        self.empty = self.stack.empty
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(8))
        above.setSpacing(look.px(10))
        above.addLayout(row)
        above.addLayout(self._narrow())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        self.column.addWidget(Roomy(inside, self.table), 1)

    def _narrow(self) -> QHBoxLayout:
        self.letter, self.year = QComboBox(), QComboBox()
        self.letter.setAccessibleName("Loại giấy")
        self.letter.addItem("Mọi loại giấy", "")
        for letter in letter_stock.LETTERS:
            self.letter.addItem(LETTER_SHORT[letter], letter)
        self.year.setAccessibleName("Năm")
        self._offer_years()
        narrow = QHBoxLayout()
        narrow.setSpacing(theme.current().px(8))
        for box in (self.letter, self.year):
            narrow.addWidget(box)
        narrow.addStretch(1)
        narrow.addWidget(theme.hint(QLabel("Giấy cấp cho đảng viên do ca chuyển tự ghi.")))
        return narrow

    def _offer_years(self) -> None:
        """Offer every year the ledger has lines of, and this one; the choice stays."""
        today = self._desk.today().year
        moves = letter_stock.movements(self._desk)
        first = min((int(move.on[:4]) for move in moves), default=today)
        years = [*range(today, min(first, today) - 1, -1), 0]
        if [self.year.itemData(place) for place in range(self.year.count())] == years:
            return
        held = self.year.currentData()
        self.year.clear()
        for year in years:
            self.year.addItem(f"Năm {year}" if year else "Mọi năm", year)
        self.year.setCurrentIndex(max(self.year.findData(held), 0))

    def _card(self, letter: str) -> QFrame:
        frame, inside = card()
        left, after, rest = QLabel(), text_label("", role="muted"), text_label("", role="hint")
        theme.page_title(left)
        self.cards[letter] = (left, after, rest)
        inside.setSpacing(theme.current().px(2))
        inside.addWidget(theme.caption(QLabel(LETTER_SHORT[letter])))
        for label in (left, after, rest):
            inside.addWidget(label)
        inside.addStretch(1)
        return frame

    def _show_balance(self, found: StockBalance) -> None:
        left, after, rest = self.cards[found.letter]
        left.setText(f"Còn {show_number(found.left)} tờ")
        none = "hết giấy" if found.received else "chưa nhận tờ nào"
        after.setText(f"tờ tiếp theo {found.next_serial}" if found.next_serial else none)
        rest.setText(balance_text(found))

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_move)
        self.strike.clicked.connect(self.strike_out)
        self.book.clicked.connect(self.print_book)
        self.report.clicked.connect(self.print_report)
        self.letter.activated.connect(self.reload)
        self.year.activated.connect(self.reload)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.menu_wanted.connect(self._on_menu)
        self.add_keys(
            ("Ctrl+N", self.add_move), ("Ctrl+P", self.print_book), ("Delete", self.strike_out)
        )

    @Slot()
    def _on_current(self) -> None:
        move = self.table.current_record()
        by_case = move is not None and move.transfer_id is not None
        self.strike.setEnabled(move is not None and not move.void_reason and not by_case)
        self.strike.setToolTip(
            "Dòng này do ca chuyển ghi: lùi bước trong ca." if by_case else "Delete"
        )

    @Slot(object)
    def _on_opened(self, move: StockMove) -> None:
        """Show the case a letter was used for."""
        if move.transfer_id is not None:
            self.case_wanted.emit(move.transfer_id)

    @Slot(object, QPoint)
    def _on_menu(self, move: StockMove, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if move.transfer_id is not None:
            menu.addAction("Mở ca\tEnter", lambda: self._on_opened(move))
        strike = menu.addAction("Gạch bỏ dòng…\tDelete", self.strike_out)
        strike.setEnabled(self.strike.isEnabled())
        menu.addAction(icons.icon("copy"), "Chép\tCtrl+C", self.table.copy)
        menu.popup(place)
