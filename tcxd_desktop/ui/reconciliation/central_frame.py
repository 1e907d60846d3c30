"""The look of the page that brings a central list in: the file, its columns, whose each line is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.imports import Candidate
from tcxd_desktop.domain.reconciliation_views import CentralRow
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import explained, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import plain
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.common.sheet_mapping_view import SheetMappingView
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.central_rows import CANDIDATES, GROUPS, Group, columns
from tcxd_desktop.ui.reconciliation.reading_bar import ReadingBar

FILE, COLUMNS, PEOPLE = range(3)
STEPS = ("1  Tệp", "2  Cột", "3  Từng dòng")
_WAYS = (
    ("Xuất danh sách từ phần mềm của cấp trên", "Tệp xlsx, xls, ods hoặc csv, giữ nguyên như khi "
     "xuất. Chương trình tự nhận ra trang, hàng tiêu đề và cột."),
    ("Chọn tệp hoặc thả vào đây", "Tệp được đọc trong một tiến trình riêng, không có chìa khóa "
     "của dữ liệu."),
    ("Chưa ghi gì vào hồ sơ", "Danh sách chỉ được đặt cạnh hồ sơ. Sửa mục nào là do người đối "
     "chiếu quyết định từng mục."),
)  # fmt: skip


class LineTable(Table[CentralRow]):
    """Lines of the list; 0 says that one is about nobody here."""

    nobody_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(
            columns({}), identity=lambda row: row.key, name="Các dòng của danh sách cấp trên"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 0; the list itself would look for a line that begins with it."""
        if event.key() == Qt.Key.Key_0 and plain(event):
            self.nobody_wanted.emit()
        else:
            super().keyPressEvent(event)


class CentralFrame(LiveLayer):
    """Head with three steps; one panel a step."""

    def __init__(self, changes: Changes, parent: QWidget | None = None) -> None:
        """Lay the parts out, at the first step."""
        super().__init__(changes, parent)
        look = theme.current()
        self.head = PageHead("Đợt")
        self.head.title.say("Danh sách cấp trên")
        self.choose_button = icons.put(QPushButton("Chọn tệp khác…"), "file-text")
        self.choose_button.setToolTip("Ctrl+O")
        self.back_step = QPushButton("Bước trước")
        self.back_step.setToolTip("Alt+←")
        self.main = theme.primary(QPushButton())
        self.main.setToolTip("Ctrl+Enter")
        self.head.place(self.choose_button, self.back_step, self.main)
        self.notice = Notice()
        self.steps, _ = flowing(spacing=look.px(6))
        self.badges = [theme.badge(words) for words in STEPS]
        self._flow = self.steps.layout()
        for badge in self.badges:
            if self._flow is not None:
                self._flow.addWidget(badge)
        self.stack = QStackedWidget()
        for panel in (self._file(), self._columns(), self._people()):
            self.stack.addWidget(theme.panel(panel))
        top = theme.panel(QWidget())
        above = QVBoxLayout(top)
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.setSpacing(look.px(8))
        above.addWidget(self.steps)
        above.addWidget(self.notice)
        ruled(self, self.head, top, main=self.stack)

    @property
    def step(self) -> int:
        """The step shown."""
        return self.stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Show a step; words and buttons follow."""
        self.stack.setCurrentIndex(step)
        for number, badge in enumerate(self.badges):
            tone = "bad" if number == step else "ok" if number < step else "plain"
            theme.set_badge(badge, STEPS[number], tone)
            badge.setAccessibleName(f"Bước {STEPS[number]}{', đang làm' if number == step else ''}")
        self.choose_button.setVisible(step != FILE)
        self.back_step.setVisible(step == PEOPLE)
        self.main.setText(("Chọn tệp…", "So với đợt này", "Đưa vào đợt")[step])
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where the step is done."""
        targets: tuple[QWidget, ...] = (self.main, self.mapping, self.table)
        targets[self.step].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- panels -----------------------------------------------------------------------------------

    def _file(self) -> QWidget:
        look = theme.current()
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(12))
        column.addWidget(explained("Cách đưa danh sách vào", _WAYS))
        return panel

    def _columns(self) -> QWidget:
        look = theme.current()
        panel = QWidget()
        self.mapping = SheetMappingView()
        self.reading = ReadingBar()
        self.told = self.reading.told
        column = QVBoxLayout(panel)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        column.setSpacing(look.px(8))
        column.addWidget(self.reading)
        column.addWidget(self.mapping, 1)
        return panel

    def _people(self) -> QWidget:
        look = theme.current()
        self._group = QButtonGroup(self)
        self.chips: dict[Group, QPushButton] = {}
        for group in GROUPS:
            chip = theme.chip(QPushButton())
            self._group.addButton(chip)
            self.chips[group] = chip
        self.chips[Group.ALL].setChecked(True)
        chips, _ = flowing(*self.chips.values(), spacing=look.px(6))
        self.table = LineTable()
        self.absent: Table[tuple[int, str]] = Table(
            (), identity=lambda one: one[0], name="Đảng viên danh sách không có tên"
        )
        self.empty = theme.muted(QLabel("Không có dòng nào như vậy."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lists = QStackedWidget()
        for widget in (self.table, self.absent, self.empty):
            self.lists.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        above.setSpacing(look.px(6))
        above.addWidget(chips)
        self.hints = QPushButton()
        self.hints.setToolTip("Mỗi dòng nghi vấn chỉ giống một người thì nhận người ấy (Ctrl+G)")
        above.addWidget(self.hints, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.lists, 1)
        return Beside(left, self._aside())

    def _aside(self) -> QWidget:
        look = theme.current()
        aside = theme.panel(QWidget())
        self.who = theme.heading(text_label(""))
        self.why = text_label("", role="muted")
        self.said = text_label("", role="hint")
        self.candidates: Table[Candidate] = Table(
            CANDIDATES, identity=lambda one: one.person_id, name="Có thể là ai"
        )
        theme.mark(self.candidates, "boxed")
        self.reasons = text_label("", role="hint")
        self.yes = QPushButton("Là người này")
        self.yes.setToolTip("Dòng này nói về người đang chọn (Enter)")
        self.no = QPushButton("Không phải ai ở đây")
        self.no.setToolTip("Phím 0 trên danh sách")
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(aside)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(6))
        for widget in (self.who, self.said, self.why):
            column.addWidget(widget)
        column.addWidget(self.candidates, 1)
        column.addWidget(self.reasons)
        column.addLayout(row)
        self.filler = QWidget()
        column.addWidget(self.filler, 1)
        return aside
