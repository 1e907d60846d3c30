"""Above the grid: title, year, tools; one line that tells the month; what to look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.meetings.board_rows import Group, Narrow
from tcxd_desktop.wording.formats import show_number

KEYS = {"plan": "Ctrl+Shift+L", "grid": "Ctrl+Shift+D", "record": "Ctrl+N"}
TOOLS = (
    ("print", "In lịch", "In thông báo lịch sinh hoạt của tháng"),
    ("plan", "Lập lịch tháng", f"Xếp lịch họp của tháng cho mọi chi bộ ({KEYS['plan']})"),
    ("grid", "Chấm nhanh", f"Nhập điểm mọi chi bộ của tháng trong một bảng ({KEYS['grid']})"),
    ("record", "Ghi buổi sinh hoạt", f"{KEYS['record']}, hoặc Enter trên một ô của bảng"),
)
"""Key, text, tooltip."""
_OF_PLAN = ("print", "plan")
CHIPS = {
    Group.ALL: "Tất cả",
    Group.NOT_HANDED_IN: "Chưa nộp",
    Group.NOT_REVIEWED: "Chưa thẩm định",
    Group.NO_THEMATIC: "Thiếu chuyên đề",
}
_TITLES = {**CHIPS, Group.HANDED_IN: "Đã nộp", Group.NOT_SCORED: "Chưa chấm"}


class Header(QWidget):
    """Title, year, tools; with little room the two tools of the plan share a menu."""

    year_wanted = Signal(int)
    """-1 the year before, 1 the next."""
    tool_wanted = Signal(str)
    """``print``, ``plan``, ``grid``, ``record``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the line; ``show_year`` says which year."""
        super().__init__(parent)
        look = theme.current()
        self.title = theme.page_title(QLabel("Sinh hoạt chi bộ"))
        self.before = self._turn("chevron-left", "Năm trước", "Ctrl+PgUp", -1)
        self.after = self._turn("chevron-right", "Năm sau", "Ctrl+PgDn", 1)
        self.year = theme.heading(QLabel())
        self.tools = {key: self._tool(text, key, tip) for key, text, tip in TOOLS}
        theme.primary(self.tools["record"])
        self.more = QPushButton("Lịch")
        self.more.setToolTip("Lập lịch, in lịch sinh hoạt của tháng")
        theme.set_mark(self.more, "menu", "true")
        self.menu = QMenu(self)
        self.actions_ = {
            key: self.menu.addAction(text, partial(self.tool_wanted.emit, key))
            for key, text, _ in TOOLS
            if key in _OF_PLAN
        }
        self.more.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.title)
        years = QHBoxLayout()
        years.setSpacing(0)
        for widget in (self.before, self.year, self.after):
            years.addWidget(widget)
        row.addLayout(years)
        row.addStretch(1)
        for button in (self.more, *self.tools.values()):
            row.addWidget(button)
        self.more.hide()

    def show_year(self, year: int, *, first: bool, last: bool) -> None:
        """Say which year is shown, and whether there is one before and after."""
        self.year.setText(f"Năm {year}")
        self.before.setEnabled(not first)
        self.after.setEnabled(not last)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of the short form."""
        shown = [self.title, self.before, self.year, self.after, self.more]
        shown += [button for key, button in self.tools.items() if key not in _OF_PLAN]
        look = theme.current()
        width = sum(widget.sizeHint().width() for widget in shown) + look.px(8) * 6
        return QSize(width, self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the long form where there is room for it."""
        super().resizeEvent(event)
        long = self.minimumSizeHint().width() - self.more.sizeHint().width()
        long += sum(self.tools[key].sizeHint().width() for key in _OF_PLAN)
        long += theme.current().px(8)
        wide = event.size().width() >= long
        self.more.setVisible(not wide)
        for key in _OF_PLAN:
            self.tools[key].setVisible(wide)

    def _turn(self, picture: str, name: str, keys: str, step: int) -> QToolButton:
        button = theme.quiet(QToolButton())
        button.setIcon(icons.icon(picture, "muted"))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.clicked.connect(lambda: self.year_wanted.emit(step))
        return button

    def _tool(self, text: str, key: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.tool_wanted.emit(key))
        return button


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the summary, which shows the chi bộ it counts."""

    text: str
    narrow: Narrow | None = None
    tone: str = ""
    tip: str = ""


class Summary(QWidget):
    """One line about the month of the cursor; every number shows whom it counts."""

    wanted = Signal(object)
    """Narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=theme.current().px(3))
        self.setAccessibleName("Tình hình của tháng")
        self._told: tuple[str, tuple[Told, ...]] = ("", ())

    def tell(self, head: str, told: Sequence[Told]) -> None:
        """Show the line; what says the same is left alone."""
        if (head, tuple(told)) == self._told:
            return
        self._told = (head, tuple(told))
        self._flow.clear()
        self._flow.addWidget(theme.muted(QLabel(head)))
        for place, part in enumerate(told):
            if place:
                self._flow.addWidget(theme.muted(QLabel("·")))
            self._flow.addWidget(self._part(part))
        self.updateGeometry()

    def buttons(self) -> list[QPushButton]:
        """Return the numbers, in order."""
        return self.findChildren(QPushButton)

    def _part(self, part: Told) -> QWidget:
        if part.narrow is None:
            return theme.muted(QLabel(part.text))
        narrow = part.narrow
        button = theme.mark(QPushButton(part.text), "told")
        theme.set_mark(button, "tone", part.tone)
        seen = "Bấm để chỉ xem những chi bộ này"
        button.setToolTip(f"{part.tip}\n{seen}" if part.tip else seen)
        button.clicked.connect(lambda: self.wanted.emit(narrow))
        return button


class Filters(QWidget):
    """Which chi bộ are looked at; one more chip while it is a number's own."""

    wanted = Signal(object)
    """Narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show every chi bộ."""
        super().__init__(parent)
        self._month = 0
        self._narrow = Narrow()
        self._row = FlowLayout(self, spacing=theme.current().px(6))
        self._group = QButtonGroup(self)
        self.chips: dict[Group, QPushButton] = {}
        for group in CHIPS:
            chip = theme.chip(QPushButton())
            chip.clicked.connect(self._chooser(group))
            self._group.addButton(chip)
            self.chips[group] = chip
            self._row.addWidget(chip)
        self.own = theme.chip(QPushButton())
        self._group.addButton(self.own)
        self._row.addWidget(self.own)
        self.own.hide()
        self.chips[Group.ALL].setChecked(True)

    def add(self, widget: QWidget) -> None:
        """Put something after the chips."""
        self._row.addWidget(widget)

    def count(self, month: int, found: dict[Group, int]) -> None:
        """Say how many chi bộ each chip has, in the month looked at."""
        self._month = month
        for group, chip in self.chips.items():
            chip.setText(f"{CHIPS[group]} {show_number(found.get(group, 0))}")
            chip.setToolTip("" if group is Group.ALL else f"Tháng {month}")

    def show_narrow(self, narrow: Narrow) -> None:
        """Check the chip of what is looked at."""
        self._narrow = narrow
        known = narrow.group in self.chips
        self.own.setVisible(not known)
        if known:
            self.chips[narrow.group].setChecked(True)
            return
        title = narrow.title or _TITLES.get(narrow.group, "")
        self.own.setText(title)
        self.own.setChecked(True)

    def _chooser(self, group: Group) -> Callable[[], None]:
        def choose() -> None:
            self.wanted.emit(Narrow(group, 0 if group is Group.ALL else self._month))

        return choose


def stacked(*rows: QWidget) -> QWidget:
    """Return rows one below the other, with the margins of a page's head."""
    look = theme.current()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(8))
    column.setSpacing(look.px(6))
    for row in rows:
        column.addWidget(row)
    return holder
