"""One line of the ledger of letters: which, what became of them, who handed over."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem, RequiredProblem
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import letter_stock, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, Field, LabeledField, LineField, UnitField
from tcxd_desktop.ui.common.reading import UnitChoices
from tcxd_desktop.ui.transfers.stock_words import (
    BY_HAND,
    HOW,
    PAPER,
    WHO,
    run_text,
    to_destroy,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.letter_ledger import STOCK_MOVE
from tcxd_desktop.wording.letters import LETTER_SHORT

_MOST_TOLD = 4


class StockDialog(Dialog):
    """Asks for a line, proposes the serials it may be about, and writes it."""

    def __init__(
        self,
        desk: Desk,
        letter: str,
        parent: QWidget | None = None,
        *,
        kind: StockMoveKind = StockMoveKind.RECEIVED,
    ) -> None:
        """Ask; ``letter`` and ``kind`` are chosen to begin with."""
        super().__init__("Ghi biến động giấy giới thiệu", parent, width=620)
        self._desk = desk
        self._proposed = ("", "")
        self.letter, self.kind = QComboBox(), QComboBox()
        for code in letter_stock.LETTERS:
            self.letter.addItem(LETTER_SHORT[code], code)
        self.letter.setCurrentIndex(self.letter.findData(letter))
        for one in BY_HAND:
            self.kind.addItem(STOCK_MOVE[one], one.value)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.on = DateField("on", today=desk.today())
        self.on.set_value(PartialDate.of(desk.today()))
        self.first, self.last = LineField("first"), LineField("last")
        self.first.set_placeholder("ví dụ NB 0012301")
        self.last.set_placeholder("để trống nếu chỉ một tờ")
        self.who, self.paper, self.note = (LineField(key) for key in ("who", "paper", "note"))
        self.unit = UnitField("unit_id", choices=UnitChoices(_below(desk)))
        self.unit.set_placeholder("gõ tên đảng ủy, đảng bộ cơ sở")
        self._place()
        self.add_buttons("Ghi vào sổ")
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.letter.currentIndexChanged.connect(self._on_kind)
        for field in (self.first, self.last):
            field.changed.connect(self._count)
        self._on_kind()
        self.first.setFocus()

    @property
    def move_kind(self) -> StockMoveKind:
        """What is chosen to have happened."""
        return StockMoveKind(self.kind.currentData())

    def move_typed(self) -> StockMove:
        """Return the line as it is typed.

        Raises:
            Problem: a box is empty or cannot be read.
        """
        day = self.on.whole()
        if day is None:
            raise RequiredProblem("on", field="on")
        if not self.first.value():
            raise RequiredProblem("Từ số", field="first")
        run = letter_stock.serials(str(self.first.value()), str(self.last.value()))
        down = self.move_kind is StockMoveKind.HANDED_DOWN
        if down and self.unit.problem() is not None:
            raise self.unit.problem() or RequiredProblem("unit_id")
        unit = self.unit.value() if down else None
        return StockMove(
            letter=str(self.letter.currentData()),
            kind=self.move_kind,
            on=day.isoformat(),
            serials=run,
            unit_id=unit if isinstance(unit, int) else None,
            who=str(self.who.value()),
            paper=str(self.paper.value()),
            note=str(self.note.value()),
        )

    def accept_ready(self) -> None:
        """Write the line.

        Raises:
            Problem: a box is empty or cannot be read, or the ledger does not allow it.
        """
        letter_stock.record(self._desk, self.move_typed())

    def done(self, result: int) -> None:
        """Leave, and go altogether: nothing typed is kept until the page goes."""
        super().done(result)
        self.deleteLater()

    # --- building ---------------------------------------------------------------------------------

    def _place(self) -> None:
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        for place, (caption, box) in enumerate(
            (("Loại giấy", self.letter), ("Biến động", self.kind))
        ):
            cell = QVBoxLayout()
            cell.setSpacing(look.px(3))
            cell.addWidget(theme.caption(QLabel(caption)))
            cell.addWidget(box)
            box.setAccessibleName(caption)
            grid.addLayout(cell, 0, place)
        self.how = text_label("", role="hint")
        grid.addWidget(self.how, 1, 0, 1, 2)
        self.boxes: dict[str, LabeledField] = {}
        rows: tuple[tuple[tuple[str, Field], ...], ...] = (
            (("Từ số", self.first), ("Đến số", self.last)),
            (("Ngày", self.on), ("Văn bản", self.paper)),
            (("Giao, nhận", self.who), ("Ghi chú", self.note)),
        )
        for row, pair in enumerate(rows, start=2):
            for place, (caption, field) in enumerate(pair):
                self.boxes[field.key] = LabeledField(caption, field)
                grid.addWidget(self.boxes[field.key], row, place)
        self.boxes["unit_id"] = LabeledField("Giao cho", self.unit)
        grid.addWidget(self.boxes["unit_id"], 5, 0, 1, 2)
        for number in range(2):
            grid.setColumnStretch(number, 1)
        self.body.addLayout(grid)
        self.next = text_label("", role="muted")
        self.body.addWidget(self.next)
        self.body.addStretch(1)

    @Slot()
    def _on_kind(self) -> None:
        """Say what the kind is, and propose the letters it may be about."""
        kind, letter = self.move_kind, str(self.letter.currentData())
        self.how.setText(HOW[kind])
        self.boxes["who"].caption.setText(WHO[kind])
        self.boxes["paper"].caption.setText(PAPER[kind])
        spoiled = kind is StockMoveKind.SPOILED
        self.boxes["note"].caption.setText("Lý do hỏng" if spoiled else "Ghi chú")
        self.boxes["unit_id"].setVisible(kind is StockMoveKind.HANDED_DOWN)
        balance = letter_stock.balance(self._desk, letter)
        told = f"Trong kho còn {show_number(balance.left)} tờ"
        told += f", số nhỏ nhất {balance.next_serial}." if balance.next_serial else "."
        first, last = balance.next_serial, ""
        if kind is StockMoveKind.RECEIVED:
            first = ""
        elif kind is StockMoveKind.DESTROYED:
            runs = to_destroy(letter_stock.movements(self._desk, letter), letter)
            named = ", ".join(map(run_text, runs[:_MOST_TOLD]))
            more = f" và {len(runs) - _MOST_TOLD} dãy nữa" if len(runs) > _MOST_TOLD else ""
            told = f"Đã hỏng, chưa tiêu hủy: {named}{more}." if runs else "Không có tờ nào chờ hủy."
            first = runs[0].text() if runs else ""
            last = runs[0].text(runs[0].last) if runs and runs[0].count > 1 else ""
        self._stock = told
        if (str(self.first.value()), str(self.last.value())) in {("", ""), self._proposed}:
            self.first.set_value(first)
            self.last.set_value(last)
            self._proposed = (first, last)
        self._count()

    @Slot()
    def _count(self) -> None:
        """Say how many letters are typed."""
        count = 0
        if self.first.value():
            try:
                count = letter_stock.serials(str(self.first.value()), str(self.last.value())).count
            except Problem:
                count = 0  # said when the line is written
        typed = f"Đang ghi {show_number(count)} tờ. " if count else ""
        self.next.setText(f"{typed}{self._stock}")


def _below(desk: Desk) -> list[UnitNode]:
    """Return the organisations that keep letters of their own: those with others below them."""
    nodes = units.tree(desk)
    parents = {node.unit.parent_id for node in nodes}
    return [node for node in nodes if node.unit.id in parents and node.unit.parent_id is not None]
