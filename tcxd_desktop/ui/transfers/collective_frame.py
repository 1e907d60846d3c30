"""The frame of the page of collective transfers: head, steps, foot with its buttons."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.transfer_papers import DECISION, HANDING_OVER, MINUTES
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.marked_tabs import MarkedTabs
from tcxd_desktop.ui.common.page_head import PageFoot
from tcxd_desktop.ui.transfers.collective_state import PEOPLE, PREVIEW, UNITS, WHAT

TITLES = {WHAT: "Việc gì", UNITS: "Tổ chức", PEOPLE: "Đảng viên", PREVIEW: "Xem trước"}
PAPERS = (
    (DECISION, "Quyết định"),
    (MINUTES, "Biên bản chuyển giao"),
    (HANDING_OVER, "Biên bản bàn giao hồ sơ"),
)
_KEYS = "Ctrl+PgUp, Ctrl+PgDn đổi phần · Ctrl+S lưu dự thảo · Ctrl+Enter thực hiện"


class Head(QWidget):
    """Way back, title, what is shown, buttons; below them what the page has to say."""

    back = Signal()
    paper_wanted = Signal(str)
    """Form code."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        look = theme.current()
        self.way_back = theme.quiet(QToolButton())
        self.way_back.setIcon(icons.icon("chevron-left", "muted"))
        self.way_back.setToolTip("Trở lại bảng chuyển sinh hoạt (Esc)")
        self.way_back.setAccessibleName("Trở lại bảng chuyển sinh hoạt")
        self.title = theme.page_title(QLabel("Chuyển giao tập thể"))
        self.status = Elided()
        theme.mark(self.status, "muted")
        self.papers = icons.put(QPushButton("In giấy tờ"), "printer")
        self.papers.setToolTip("Quyết định, biên bản của đợt (Ctrl+P)")
        self.menu = QMenu(self.papers)
        for form, name in PAPERS:
            self.menu.addAction(f"{name}…").setData(form)
        self.undo = icons.put(QPushButton("Hoàn tác…"), "undo-2")
        self.undo.setToolTip("Ctrl+Z")
        self.drop = icons.put(QPushButton("Bỏ dự thảo"), "trash-2")
        self.new = icons.put(QPushButton("Đợt mới"), "plus")
        self.new.setToolTip("Ctrl+N")
        self.notice = Notice()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        for widget in (self.way_back, self.title):
            line.addWidget(widget)
        line.addWidget(self.status, 1)
        for button in (self.drop, self.undo, self.papers, self.new):
            button.setAutoDefault(False)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(10), look.px(10), look.px(14), look.px(8))
        column.setSpacing(look.px(6))
        column.addLayout(line)
        column.addWidget(self.notice)
        self.way_back.clicked.connect(self.back)
        self.papers.clicked.connect(self.open_papers)
        self.menu.triggered.connect(lambda action: self.paper_wanted.emit(str(action.data())))

    @Slot()
    def open_papers(self) -> None:
        """Offer the papers below their button."""
        if self.papers.isEnabled() and self.papers.isVisible():
            self.menu.popup(self.papers.mapToGlobal(self.papers.rect().bottomLeft()))


class Steps(MarkedTabs):
    """The four steps with what each says of itself."""

    wanted = Signal(int)
    """Number of a step."""

    def __init__(self) -> None:
        """Show the first one."""
        super().__init__([f"{number}  {title}" for number, title in TITLES.items()])
        self.setAccessibleName("Các phần của đợt")
        self.currentChanged.connect(self._on_changed)

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self.currentIndex() + 1

    def say(self, told: Mapping[int, str]) -> None:
        """Show what each step says of itself."""
        for number in TITLES:
            self.set_mark(number - 1, told.get(number, ""))

    def go(self, step: int) -> None:
        """Show a step."""
        self.setCurrentIndex(min(max(step, WHAT), PREVIEW) - 1)

    @Slot(int)
    def _on_changed(self, place: int) -> None:
        self.wanted.emit(place + 1)


class Foot(PageFoot):
    """Keys at the left; back, on, save, carry out at the right."""

    def __init__(self) -> None:
        """Build it."""
        super().__init__()
        self.keys = Elided()
        self.keys.say(_KEYS)
        theme.mark(self.keys, "hint")
        self.before = QPushButton("Trước")
        self.save = icons.put(QPushButton("Lưu dự thảo"), "save")
        self.save.setToolTip("Ctrl+S")
        self.after = theme.primary(QPushButton("Tiếp"))
        self.carry_out = theme.primary(QPushButton("Thực hiện…"))
        self.carry_out.setToolTip("Ctrl+Enter")
        self.place(self.keys, self.save, self.before, self.after, self.carry_out)

    def show_step(self, step: int) -> None:
        """Offer what goes with a step."""
        self.before.setEnabled(step > WHAT)
        self.after.setVisible(step < PREVIEW)
        self.carry_out.setVisible(step == PREVIEW)
