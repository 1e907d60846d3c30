"""The panel beside the board: one case at a glance, its next step, its clocks."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.transfers.board_rows import state_tone
from tcxd_desktop.ui.transfers.case_aside import CaseAside
from tcxd_desktop.ui.transfers.case_reading import Opened
from tcxd_desktop.ui.transfers.case_words import kind_line, letter_line, offered
from tcxd_desktop.ui.transfers.moves_bar import MovesBar
from tcxd_desktop.wording.transfers import STATE

_NOTHING = "Chọn một ca trong bảng để xem."


class BoardDetail(QWidget):
    """Name, state, next step; from where to where; clocks; the way into the case."""

    open_wanted = Signal(int)
    move_wanted = Signal(int, object)
    """Number of the case, Move."""
    person_wanted = Signal(int)
    override_wanted = Signal(int, object)
    """Number of the case, Blocked."""
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without a case."""
        super().__init__(parent)
        self._desk = desk
        self._shown: Opened | None = None
        self._build()

    @property
    def shown(self) -> Opened | None:
        """What is shown."""
        return self._shown

    @property
    def case_id(self) -> int:
        """The case shown, 0 for none."""
        return self._shown.case.id if self._shown is not None else 0

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self.stack.setCurrentIndex(0)

    def show_case(self, found: Opened, today: date) -> None:
        """Show a case."""
        self._shown = found
        case = found.case
        self.name.setText(case.traveller.name)
        kind = kind_line(case)
        self.kind.setText(f"{kind[:1].upper()}{kind[1:]}")
        theme.set_badge(self.state, STATE[case.state], state_tone(case.state))
        self.letter.setText(letter_line(case))
        self.moves.show_moves(case, offered(case, found.moves))
        self.aside.show_case(found, today)
        self.stack.setCurrentIndex(1)

    def _build(self) -> None:
        theme.panel(self)
        self.setAccessibleName("Ca đang chọn")
        self.name = text_label("", role="title")
        self.kind = text_label("", role="muted")
        self.letter = text_label("", role="hint")
        self.state = theme.badge("")
        self.moves = MovesBar(self._desk, caption=False)
        self.moves.wanted.connect(self._on_move)
        self.aside = CaseAside(self._desk)
        self.aside.person_wanted.connect(self.person_wanted)
        self.aside.override_wanted.connect(self._on_override)
        self.open_button = QPushButton("Mở ca")
        self.open_button.setToolTip("Enter")
        self.open_button.clicked.connect(self._on_open)
        self.stack = QStackedWidget()
        self.stack.addWidget(_nobody())
        self.stack.addWidget(self._whole())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _whole(self) -> QWidget:
        look = theme.current()
        badge = QHBoxLayout()
        badge.addWidget(self.state)
        badge.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(5))
        column.addWidget(self.name)
        column.addWidget(self.kind)
        column.addLayout(badge)
        column.addWidget(self.letter)
        column.addSpacing(look.px(4))
        column.addWidget(self.moves)
        column.addWidget(self.aside, 1)
        column.addLayout(foot)
        return whole

    @Slot()
    def _on_open(self) -> None:
        if self.case_id:
            self.open_wanted.emit(self.case_id)

    @Slot(object)
    def _on_move(self, move: object) -> None:
        if self.case_id:
            self.move_wanted.emit(self.case_id, move)

    @Slot(object)
    def _on_override(self, block: object) -> None:
        if self.case_id:
            self.override_wanted.emit(self.case_id, block)


def _nobody() -> QLabel:
    label = theme.muted(QLabel(_NOTHING))
    label.setWordWrap(True)
    label.setContentsMargins(*(theme.current().px(20),) * 4)
    return label
