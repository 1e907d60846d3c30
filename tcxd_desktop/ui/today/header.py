"""Above the list: the day, how much there is, and what narrows it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.due import DuePage
from tcxd_desktop.domain.due_list import DueFilter, DueView
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.breaking import break_line
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.wording.due import VIEWS, group_name, summary
from tcxd_desktop.wording.formats import show_number

_ONE_LINE_FROM = 700
_EVERY = "Mọi loại việc"


class Header(QWidget):
    """Title, day, chips with counts, kind of work, a box to find in the list."""

    day_changed = Signal()
    """Another day is asked about."""
    narrowed = Signal()
    """Another part is chosen, or other words are looked for."""

    def __init__(self, desk: Desk) -> None:
        """Show today, what is to be done."""
        super().__init__()
        look = theme.current()
        self._desk = desk
        self._asked = ""
        self.title = theme.page_title(QLabel("Việc hôm nay"))
        self.said = Elided()
        theme.mark(self.said, "muted")
        self.day = DateField("on", today=desk.today(), future=True, name="Xem như vào ngày")
        self.day.set_value(PartialDate.of(desk.today()))
        self.day.setFixedWidth(look.px(104))
        caption = theme.muted(QLabel("Ngày"))
        caption.setBuddy(self.day)
        names = QHBoxLayout()
        names.setSpacing(look.px(10))
        names.addWidget(self.title)
        names.addWidget(self.said, 1)
        names.addWidget(caption)
        names.addWidget(self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(names)
        column.addLayout(self._second())
        self.day.editing_done.connect(self._on_day)

    def chosen_day(self) -> str:
        """Return the ISO day asked for; empty is today, also when the day turns."""
        if not self._asked:
            self.day.set_value(PartialDate.of(self._desk.today()))
        return self._asked

    def wanted(self) -> DueFilter:
        """Return what the list is narrowed to."""
        view = next(view for view, chip in self.chips.items() if chip.isChecked())
        return DueFilter(view, str(self.group.currentData() or ""), self.find_box.text())

    def choose(self, view: DueView) -> None:
        """Look at another part of the list."""
        self.chips[view].setChecked(True)
        self.narrowed.emit()

    def count(self, page: DuePage) -> None:
        """Say how many duties there are, and of which kinds."""
        found = due_list.counts(page)
        for view, chip in self.chips.items():
            chip.setText(f"{VIEWS[view]} {show_number(found[view])}")
        late, soon = found[DueView.LATE], found[DueView.SOON]
        self.said.say(summary(late, soon, found[DueView.TO_DO] - late - soon))
        kept = self.group.currentData()
        self.group.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.group.clear()
        self.group.addItem(_EVERY, "")
        for group in due_list.groups_of(page):
            self.group.addItem(group_name(group), group)
        self.group.setCurrentIndex(max(self.group.findData(kept), 0))
        self.group.blockSignals(False)  # noqa: FBT003 - Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what narrows the list stand below the chips where there is little room."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.current().px(_ONE_LINE_FROM)
        break_line(self._line, wide=wide)

    def _second(self) -> QBoxLayout:
        look = theme.current()
        holder, flow = flowing(spacing=look.px(6))
        self._chosen = QButtonGroup(self)
        self.chips: dict[DueView, QPushButton] = {}
        for place, view in enumerate(DueView, start=1):
            chip = theme.chip(QPushButton(VIEWS[view]))
            chip.setToolTip(f"Ctrl+{place}")
            self._chosen.addButton(chip)
            self.chips[view] = chip
            flow.addWidget(chip)
        self.chips[DueView.TO_DO].setChecked(True)
        self._chosen.buttonClicked.connect(self._on_chip)
        self.group = QComboBox()
        self.group.setAccessibleName("Loại việc")
        self.group.addItem(_EVERY, "")
        self.group.setMinimumWidth(look.px(140))
        self.group.currentIndexChanged.connect(self.narrowed)
        self.find_box = FindBox("Tìm trong danh sách", width=130)
        self.find_box.rested.connect(self.narrowed)
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        tools.addWidget(self.group)
        tools.addWidget(self.find_box)
        tools.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(look.px(8))
        self._line.addWidget(holder, 1)
        self._line.addLayout(tools)
        return self._line

    @Slot()
    def _on_chip(self) -> None:
        self.narrowed.emit()

    @Slot()
    def _on_day(self) -> None:
        value = self.day.value()
        exact = value.exact if isinstance(value, PartialDate) else None
        if self.day.problem() is not None or (value is not None and exact is None):
            return
        asked = "" if exact is None or exact == self._desk.today() else exact.isoformat()
        if asked != self._asked:
            self._asked = asked
            self.day_changed.emit()
