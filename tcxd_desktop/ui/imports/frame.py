"""The frame of the wizard: its steps at the top, its buttons at the foot, what a step is."""

from collections.abc import Container

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QWidget

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.page_head import PageFoot
from tcxd_desktop.ui.imports.state import (
    COLUMNS,
    FILE,
    PREVIEW,
    RESULT,
    SHEETS,
    VALUES,
    ImportState,
)

TITLES = {
    FILE: "Tệp", SHEETS: "Trang và tiêu đề", COLUMNS: "Cột", VALUES: "Giá trị và chữ",
    PREVIEW: "Xem trước", RESULT: "Kết quả",
}  # fmt: skip


class Step(QWidget):
    """One step of the wizard: shows the state, and puts into it what the user decides."""

    changed = Signal()
    """Something was decided."""
    said = Signal(str, str)
    """Something to tell, and its tone; empty: what was told does not hold any more."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build the step; ``show_state`` fills it."""
        super().__init__()
        self._desk, self._state = desk, state

    def show_state(self) -> None:
        """Show what is known now."""

    def take_focus(self) -> None:
        """Put the keyboard where the work begins."""

    def enter_find(self) -> None:
        """Put the keyboard where one finds something, if anywhere."""


class Steps(QTabBar):
    """The six steps; those that cannot be reached yet are greyed."""

    wanted = Signal(int)
    """Number of a step."""

    def __init__(self) -> None:
        """Show the first one."""
        super().__init__()
        look = theme.current()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setIconSize(QSize(look.px(14), look.px(14)))
        self.setAccessibleName("Các bước nhập")
        self.setUsesScrollButtons(False)
        for number, title in TITLES.items():
            self.addTab(f"{number}  {title}")
        self._quiet = False
        self.currentChanged.connect(self._on_changed)

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self.currentIndex() + 1

    def show_steps(self, step: int, reachable: Container[int], done: Container[int]) -> None:
        """Show a step as the current one, without asking for it.

        Args:
            step: the one that is seen.
            reachable: those one may go to.
            done: those with nothing left to decide.
        """
        self._quiet = True
        for number in TITLES:
            place = number - 1
            self.setTabEnabled(place, number in reachable)
            finished = number in done and number != step
            self.setTabIcon(place, icons.icon("check", "ok") if finished else QIcon())
            self.setTabToolTip(place, "Đã xong" if finished else "")
        self.setCurrentIndex(step - 1)
        self._quiet = False

    @Slot(int)
    def _on_changed(self, place: int) -> None:
        if not self._quiet:
            self.wanted.emit(place + 1)


class Foot(PageFoot):
    """Why one cannot go on, at the left; back and on, or write, at the right."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        self.reason = Elided()
        theme.mark(self.reason, "hint")
        self.before = QPushButton("Trước")
        self.before.setToolTip("Ctrl+PgUp")
        self.after = theme.primary(QPushButton("Tiếp"))
        self.after.setToolTip("Ctrl+Enter, Ctrl+PgDn")
        self.write = theme.primary(QPushButton("Ghi vào dữ liệu"))
        self.again = QPushButton("Nhập tệp khác")
        self.close_button = theme.primary(QPushButton("Xong"))
        self.place(self.reason, self.again, self.before, self.after, self.write, self.close_button)

    def show_step(self, step: int, hindered: str) -> None:
        """Offer what goes with a step; ``hindered`` tells why one cannot go on."""
        self.before.setVisible(step < RESULT)
        self.before.setEnabled(step > FILE)
        self.after.setVisible(step < PREVIEW)
        self.after.setEnabled(not hindered)
        self.write.setVisible(step == PREVIEW)
        self.write.setEnabled(not hindered)
        self.write.setToolTip(hindered or "Ctrl+Enter")
        self.write.setAccessibleDescription(hindered)
        self.again.setVisible(step == RESULT)
        self.close_button.setVisible(step == RESULT)
        self.reason.say(hindered.replace("\n", " "))


def section(text: str) -> QLabel:
    """Return the title of a part of a step."""
    return theme.heading(QLabel(text))
