"""Above the list: year, states as chips, find. Below it: the day and the marks."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem, WholeDateProblem
from tcxd_desktop.domain.people import SupplementState
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office.supplements import CONFIRMED, HANDED_IN, NOT_YET
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.breaking import break_line
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.people import SUPPLEMENT_STATE

_YEARS_BACK = 6
_ONE_LINE_FROM = 440
_FOOT_IN_ONE_LINE = 500
STATES = ("", NOT_YET, HANDED_IN, CONFIRMED)


def _break_below(line: QBoxLayout, width: int, least: int) -> None:
    break_line(line, wide=width >= theme.current().px(least))


def usual_year(today: date) -> int:
    """Return the year whose round is under way: it runs from December to January."""
    return today.year - 1 if today.month == 1 else today.year


class Header(QWidget):
    """Title, year, print; chips with counts; a box to find in the list."""

    year_changed = Signal()
    narrowed = Signal()
    """Another state is chosen, or other words are looked for."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Show the round under way, everybody in it."""
        super().__init__(parent)
        look = theme.current()
        self.title = theme.page_title(QLabel("Phiếu bổ sung"))
        self.year = QComboBox()
        self.year.setAccessibleName("Năm")
        usual = usual_year(today)
        for year in range(max(today.year, usual), usual - _YEARS_BACK, -1):
            self.year.addItem(f"Năm {year}", year)
        self.year.setCurrentIndex(self.year.findData(usual))
        self.print = QPushButton("In phiếu")
        self.print.setToolTip("Ctrl+P")
        self.menu = QMenu(self)
        self.print_chosen = self.menu.addAction("")
        self.print_all = self.menu.addAction("")
        self.print.setMenu(self.menu)
        theme.set_mark(self.print, "menu", "true")
        self._names = QHBoxLayout()
        self._names.setSpacing(look.px(8))
        self._names.addWidget(self.title)
        self._names.addWidget(self.year)
        self._names.addStretch(1)
        self._names.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(self._names)
        column.addLayout(self._second())
        self.year.currentIndexChanged.connect(self.year_changed)

    def add_tree_button(self, button: QWidget) -> None:
        """Put the button that brings the tree back before the title."""
        self._names.insertWidget(0, button)

    def chosen_year(self) -> int:
        """Return the year of the round shown."""
        return int(self.year.currentData())

    def chosen_state(self) -> str:
        """Return the state looked at; empty is every state."""
        return next(state for state, chip in self.chips.items() if chip.isChecked())

    def narrow(self, states: Sequence[SupplementState]) -> list[SupplementState]:
        """Return those the chip and the words let through."""
        wanted, words = self.chosen_state(), fold(self.find_box.text()).split()
        return [
            state
            for state in states
            if (not wanted or state.state == wanted)
            and all(word in fold(f"{state.line.name} {state.line.unit}") for word in words)
        ]

    def count(self, states: Sequence[SupplementState]) -> None:
        """Say how many are in each state."""
        for key, chip in self.chips.items():
            found = sum(not key or state.state == key for state in states)
            name = SUPPLEMENT_STATE[key] if key else "Tất cả"
            chip.setText(f"{name} {show_number(found)}")

    def say_prints(self, chosen: int, shown: int) -> None:
        """Say whose papers can be printed."""
        self.print_chosen.setText(f"Người đã chọn ({show_number(chosen)})")
        self.print_chosen.setEnabled(chosen > 0)
        self.print_all.setText(f"Cả danh sách đang xem ({show_number(shown)})")
        self.print_all.setEnabled(shown > 0)
        self.print.setEnabled(shown > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the box stand below the chips where there is little room."""
        super().resizeEvent(event)
        _break_below(self._line, event.size().width(), _ONE_LINE_FROM)

    def _second(self) -> QBoxLayout:
        look = theme.current()
        holder = QWidget()
        flow = FlowLayout(holder, spacing=look.px(6))
        self._group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        for state in STATES:
            chip = theme.chip(QPushButton())
            self._group.addButton(chip)
            self.chips[state] = chip
            flow.addWidget(chip)
        self.chips[""].setChecked(True)
        self._group.buttonClicked.connect(self._on_chip)
        self.find_box = FindBox("Tìm trong danh sách", width=130)
        self.find_box.rested.connect(self.narrowed)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(look.px(8))
        self._line.addWidget(holder, 1)
        self._line.addWidget(self.find_box)
        self.count(())
        return self._line

    @Slot()
    def _on_chip(self) -> None:
        self.narrowed.emit()


class Actions(QWidget):
    """The foot of the list: how many are chosen, the day, and the marks."""

    wanted = Signal(str)
    """``hand_in``, ``confirm`` or ``reopen``."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Start with nobody chosen."""
        super().__init__(parent)
        look = theme.current()
        theme.mark(self, "footer")
        theme.panel(self)
        theme.mark(self, "footer")
        self.chosen = theme.muted(QLabel())
        self.day = DateField("on", today=today, name="Ngày nộp, ngày xác nhận")
        self.day.setFixedWidth(look.px(104))
        self.day.set_value(PartialDate.of(today))
        caption = theme.muted(QLabel("Ngày"))
        caption.setBuddy(self.day)
        self.hand_in = QPushButton("Đã nộp")
        self.confirm = theme.primary(QPushButton("Xác nhận"))
        self.more = theme.mark(QToolButton(), "button")
        self.more.setText("⋯")
        self.more.setToolTip("Làm lại: bỏ dấu đã nộp, đã xác nhận")
        self.more.setAccessibleName("Việc khác với người đã chọn")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFixedHeight(self.hand_in.sizeHint().height())
        menu = QMenu(self)
        self.reopen = menu.addAction("Làm lại: bỏ dấu đã nộp, đã xác nhận…")
        self.more.setMenu(menu)
        marks = QHBoxLayout()
        marks.setSpacing(look.px(8))
        for widget in (caption, self.day, self.hand_in, self.confirm, self.more):
            marks.addWidget(widget)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        self._line.setSpacing(look.px(8))
        self._line.addWidget(self.chosen, 1)
        self._line.addLayout(marks)
        self.hand_in.clicked.connect(partial(self._want, "hand_in"))
        self.confirm.clicked.connect(partial(self._want, "confirm"))
        self.reopen.triggered.connect(partial(self._want, "reopen"))
        self.say([])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say who is chosen above the buttons where there is little room."""
        super().resizeEvent(event)
        _break_below(self._line, event.size().width(), _FOOT_IN_ONE_LINE)

    def say(self, chosen: Sequence[SupplementState]) -> None:
        """Offer what can be done to those chosen."""
        count = len(chosen)
        self.chosen.setText(f"Đã chọn {show_number(count)} người" if count else "Chưa chọn ai")
        states = {state.state for state in chosen}
        self.hand_in.setEnabled(NOT_YET in states)
        self.confirm.setEnabled(bool(states & {NOT_YET, HANDED_IN}))
        self.more.setEnabled(bool(states & {HANDED_IN, CONFIRMED}))

    def on(self) -> date:
        """Return the day of the marks.

        Raises:
            Problem: no day, not a whole one, or one that has not come yet.
        """
        value, problem = self.day.value(), self.day.problem()
        if problem is not None:
            raise problem
        if value is None:
            raise RequiredProblem("on", field="on")
        day = value.exact if isinstance(value, PartialDate) else None
        if day is None:
            raise WholeDateProblem(value, field="on")
        return day

    def _want(self, act: str, *_: object) -> None:
        self.wanted.emit(act)
