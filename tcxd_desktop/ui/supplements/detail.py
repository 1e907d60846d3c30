"""The panel beside the list: what the phiếu of one member tells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.people import SupplementState
from tcxd_desktop.office import supplements
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.supplements.told import ToldItem, compared, sealed_items, told_items
from tcxd_desktop.wording.access import SEALED, SEALED_ITEM
from tcxd_desktop.wording.formats import show_date, upper_name

_SHOWN_AFTER_MS = 60
FIRST_TIME = "Chưa có phiếu năm trước được xác nhận để so sánh: các mục để trống cho đảng viên ghi."
NOTHING_NEW = "Không có gì thay đổi từ lần xác nhận trước: mọi mục in K."

NOTHING_ELSE = "Ở các mục xem được không có gì thay đổi từ lần xác nhận trước."


class DetailPanel(QWidget):
    """Name, days, and every item with something new."""

    person_wanted = Signal(int)
    print_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without anybody."""
        super().__init__(parent)
        self._desk = desk
        self._state: SupplementState | None = None
        self._year = 0
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show_now)
        self._build()

    def show_state(self, state: SupplementState | None, year: int) -> None:
        """Show somebody a moment later: the cursor may be running."""
        self._state, self._year = state, year
        self._timer.start()

    @Slot()
    def show_now(self) -> None:
        """Show at once what was asked for."""
        self._timer.stop()
        state = self._state
        self._whole.setVisible(state is not None)
        if state is None:
            return
        sheet = supplements.sheet(self._desk, state.line.id, self._year)
        self.name.setText(upper_name(state.line.name))
        self.place.setText(state.line.unit)
        self.scroll_area.clear()
        column = self.scroll_area.column
        rows = [
            ("Ngày nộp", show_date(state.handed_in) or "chưa nộp"),
            ("Xác nhận", show_date(state.confirmed) or "chưa"),
            ("Xếp loại năm", sheet.review or "chưa ghi"),
        ]
        frame, inside = card(f"Phiếu năm {self._year}")
        inside.addLayout(facts(rows))
        column.addWidget(frame)
        found = told_items(sheet.values)
        for item in found:
            column.addWidget(self._item(item))
        hidden = sealed_items(sheet.values)
        if not found:
            nothing = NOTHING_ELSE if hidden else NOTHING_NEW
            words = nothing if compared(sheet.values) else FIRST_TIME
            column.addWidget(text_label(words, role="muted"))
        if hidden:
            column.addWidget(self._hidden(hidden))
        column.addStretch(1)

    def _item(self, item: ToldItem) -> QFrame:
        frame, column = card()
        title = text_label(item.title, role="heading")
        column.addWidget(title)
        for line in item.lines:
            column.addWidget(text_label(line))
        return frame

    def _hidden(self, lines: Sequence[str]) -> QFrame:
        frame, column = card()
        head = QHBoxLayout()
        head.addWidget(theme.badge(SEALED, "plain"))
        head.addStretch(1)
        column.addLayout(head)
        for line in lines:
            column.addWidget(text_label(line, role="muted"))
        column.addWidget(text_label(SEALED_ITEM, role="hint"))
        return frame

    def _build(self) -> None:
        look = theme.current()
        theme.panel(self)
        self._whole = QWidget()
        self.name = theme.page_title(QLabel())
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.place = theme.muted(QLabel())
        self.place.setWordWrap(True)
        self.scroll_area = Scroll("Nội dung phiếu bổ sung")
        self.open = QPushButton("Mở hồ sơ")
        self.open.setToolTip("Enter")
        self.print = QPushButton("In phiếu…")
        self.open.clicked.connect(self._on_open)
        self.print.clicked.connect(self._on_print)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.open)
        buttons.addWidget(self.print)
        buttons.addStretch(1)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(self.name)
        column.addWidget(self.place)
        column.addWidget(self.scroll_area, 1)
        column.addLayout(buttons)
        self._whole.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    @Slot()
    def _on_open(self) -> None:
        if self._state is not None:
            self.person_wanted.emit(self._state.line.id)

    @Slot()
    def _on_print(self) -> None:
        if self._state is not None:
            self.print_wanted.emit(self._state.line.id)
