"""The row above a topic: back and forward, its name, the places found, printing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.wording.formats import show_number

_HEIGHT = 54
_NARROW = 560


class HelpHead(QWidget):
    """‹ › · Hướng dẫn · group · 3/12 ‹ › · In."""

    back_wanted = Signal()
    forward_wanted = Signal()
    step_wanted = Signal(int)
    """Go to the next place that was found (1) or the one before (-1)."""

    def __init__(self, papers: tuple[tuple[str, Callable[[], None]], ...]) -> None:
        """Show nothing yet; ``papers`` are the entries of the menu of what can be printed."""
        super().__init__()
        look = theme.current()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self, "header")
        self.setFixedHeight(look.line(_HEIGHT))
        self.back = self._tool("chevron-left", "Trở lại chỗ vừa đọc (Alt+←)", self.back_wanted.emit)
        self.forward = self._tool("chevron-right", "Đến chỗ sau (Alt+→)", self.forward_wanted.emit)
        self.title = theme.page_title(QLabel("Hướng dẫn"))
        self.group = Elided(least=80)
        theme.muted(self.group)
        self.count = theme.muted(QLabel())
        self.before = self._tool("chevron-left", "Chỗ trước (Shift+Enter)", self._before)
        self.after = self._tool("chevron-right", "Chỗ sau (Enter)", self._after)
        self.print = icons.put(QPushButton("In"), "printer")
        self.print.setToolTip("In bài đang đọc, cả cuốn hoặc bảng phím (Ctrl+P)")
        self.print.setProperty("menu", "true")
        menu = QMenu(self)
        for text, run in papers:
            menu.addAction(text, run)
        self.print.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        row.setSpacing(look.px(8))
        for widget in (self.back, self.forward, self.title, self.group):
            row.addWidget(widget)
        row.addStretch(1)
        for last in (self.count, self.before, self.after, self.print):
            row.addWidget(last)
        self._place, self._sought = "", False
        self.show_count(0, -1, sought=False)

    def show_count(self, count: int, at: int, *, sought: bool) -> None:
        """Say how many places the topic has of what is looked for, and at which one is."""
        self._place = f"{show_number(at + 1)}/" if at >= 0 else ""
        self._place += show_number(count)
        self._sought = sought
        for widget in (self.count, self.before, self.after):
            widget.setVisible(sought)
        for button in (self.before, self.after):
            button.setEnabled(count > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.current().px(_NARROW)
        self.print.setText("" if narrow else " In")
        self.title.setVisible(not (narrow and self._sought))
        self.group.setVisible(not (narrow and self._sought))
        if self._place == "0":
            self.count.setText("Không có ở đây" if narrow else "Không có trong bài này")
        else:
            self.count.setText(f"{self._place} chỗ" if narrow else f"Tìm thấy {self._place} chỗ")

    def _tool(self, icon: str, tip: str, run: Callable[[], None]) -> QToolButton:
        button = theme.quiet(QToolButton())
        button.setIcon(icons.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.clicked.connect(run)
        return button

    def _before(self) -> None:
        self.step_wanted.emit(-1)

    def _after(self) -> None:
        self.step_wanted.emit(1)
