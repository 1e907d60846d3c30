"""Title, day and buttons above the list of organisations."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import WholeDateProblem
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.breaking import break_line
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.problems import sentence

_ONE_LINE_FROM = 470


class Header(QWidget):
    """The name of the page, the day the tree is shown as at, and the main action."""

    day_changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Show today."""
        super().__init__(parent)
        self._today = today
        look = theme.current()
        self.title = theme.page_title(QLabel("Tổ chức đảng"))
        self.count = theme.muted(QLabel())
        self.day = DateField("as_at", today=today, future=True, name="Tính đến ngày")
        self.day.setFixedWidth(look.px(112))
        self.day.set_value(PartialDate.of(today))
        caption = theme.muted(QLabel("Tính đến"))
        caption.setBuddy(self.day)
        self.back = theme.mark(QPushButton("Về hôm nay"), "link")
        """Belongs where the page puts it: there is no room for it in this line."""
        self.back.hide()
        self.add = theme.primary(QPushButton("Thêm tổ chức"))
        self.add.setIcon(icons.icon("plus", "on_accent"))
        self.add.setToolTip("Ctrl+N")
        self._lay_out(caption)
        self.day.editing_done.connect(self._on_day)
        self.back.clicked.connect(self.show_today)

    def _lay_out(self, caption: QLabel) -> None:
        look = theme.current()
        self._names = QHBoxLayout()
        self._names.setSpacing(look.px(8))
        self._names.addWidget(self.title)
        self._names.addWidget(self.count, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(caption)
        buttons.addWidget(self.day)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(look.px(8))
        self._row.addLayout(self._names, 1)
        self._row.addLayout(buttons)
        self.message = theme.mark(QLabel(), "message")
        theme.set_mark(self.message, "tone", "bad")
        self.message.setWordWrap(True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(self.message)

    def add_tree_button(self, button: QWidget) -> None:
        """Put the button that brings the tree back before the title."""
        self._names.insertWidget(0, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break in two lines, or come back to one."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.current().px(_ONE_LINE_FROM)
        break_line(self._row, wide=wide)

    def as_at(self) -> str:
        """Return the day as ISO text; empty is today."""
        value = self.day.value()
        day = value.exact if isinstance(value, PartialDate) else None
        return "" if day is None or day == self._today else day.isoformat()

    def show_day(self, day: str) -> None:
        """Show the tree as at an ISO day."""
        self.day.set_value(PartialDate.from_text(day) or PartialDate.of(self._today))
        self._on_day()

    @Slot()
    def show_today(self) -> None:
        """Go back to today."""
        self.show_day("")

    @Slot()
    def _on_day(self) -> None:
        value = self.day.value()
        if value is None:
            self.day.set_value(PartialDate.of(self._today))
        elif isinstance(value, PartialDate) and value.exact is None:
            self.day.set_problem(WholeDateProblem(value, field="as_at"))
        problem = self.day.problem()
        self.message.setText(sentence(problem) if problem is not None else "")
        self.message.setVisible(problem is not None)
        shown = self.as_at()
        self.back.setText(f"Đang xem ngày {show_date(shown)}. Về hôm nay")
        self.back.setVisible(bool(shown))
        if problem is None:
            self.day_changed.emit()
