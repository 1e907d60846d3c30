"""The head of the template editor: which template, how it stands, what may be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QVBoxLayout, QWidget

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.templates.list_rules import short_title

_NARROW_BELOW = 800
MODES = ("Soạn mẫu", "Chấm thử", "So với bản khác")
COMPOSE, TRY, COMPARE = range(3)
_MODE_TIPS = ("Các phần của mẫu (F6)", "Chấm thử một buổi giả định (F5)", "Khác gì bản khác (F7)")


class Header(QWidget):
    """‹ Danh sách · mẫu · Dự thảo · chưa lưu … Hoàn tác · Ban hành · Lưu; below it the modes."""

    mode_wanted = Signal(int)

    def __init__(self) -> None:
        """Start without a template."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self, "header")
        self.back = QPushButton(" Danh sách")
        self.back.setIcon(icons.icon("chevron-left"))
        self.back.setAccessibleName("Danh sách")
        self.name, self.state = Elided(least=40), Elided(least=40)
        theme.page_title(self.name)
        theme.muted(self.state)
        self.status = theme.badge("")
        self.verified = theme.badge("chưa kiểm chứng", "warn")
        self.undo = theme.quiet(QPushButton())
        self.undo.setIcon(icons.icon("undo-2", "muted"))
        self.undo.setAccessibleName("Lấy lại")
        self.checks = theme.quiet(QPushButton("Kiểm tra"))
        self.publish = QPushButton("Ban hành…")
        self.save = theme.primary(QPushButton("Lưu"))
        self.copy = theme.primary(QPushButton("Tạo bản mới"))
        self.modes = QTabBar()
        for button, tip in (
            (self.back, "Về danh sách mẫu (Esc ở cây bên trái)"),
            (self.undo, "Lấy lại thay đổi trước (Ctrl+Z); làm lại: Ctrl+Y"),
            (self.checks, "Hiện phần kiểm tra, hoặc trở lại cây"),
            (self.publish, "Ban hành: từ đó mẫu không sửa được nữa"),
            (self.save, "Lưu dự thảo (Ctrl+S, Ctrl+Enter)"),
            (self.copy, "Chép thành dự thảo bản sau để sửa"),
        ):
            button.setToolTip(tip)
            button.setAutoDefault(False)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        self.modes.setDrawBase(False)
        self.modes.setExpanding(False)
        self.modes.setUsesScrollButtons(False)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.modes.setAccessibleName("Soạn, chấm thử, so sánh")
        for number, (title, tip) in enumerate(zip(MODES, _MODE_TIPS, strict=True)):
            self.modes.addTab(title)
            self.modes.setTabToolTip(number, tip)
        self.modes.currentChanged.connect(self.mode_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(look.px(14), look.px(9), look.px(14), 0)
        row.setSpacing(look.px(8))
        for widget in (self.back, self.name, self.status, self.verified):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.checks, self.undo, self.publish, self.save, self.copy):
            row.addWidget(widget)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(look.px(14), 0, look.px(14), 0)
        tabs.setSpacing(look.px(12))
        tabs.addWidget(self.modes, 3)
        tabs.addWidget(self.state, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(look.px(2))
        column.addLayout(row)
        column.addLayout(tabs)

    def show_template(self, template: ScoreTemplate) -> None:
        """Say which template it is."""
        title = short_title(template.title) or "Mẫu chưa đặt tên"
        code = f"{template.code} bản {template.version} · " if template.code else ""
        self.name.say(f"{code}{title}")
        self.name.setToolTip(template.title)
        self.verified.setVisible(not template.verified)

    def show_status(self, text: str, tone: str, *, read_only: bool) -> None:
        """Say whether it is a draft, and offer what can be done with it."""
        theme.set_badge(self.status, text, tone)
        for button in (self.save, self.publish, self.undo):
            button.setVisible(not read_only)
        self.copy.setVisible(read_only)

    def show_state(self, text: str) -> None:
        """Say whether the work is saved."""
        self.state.say(text)

    def show_faults(self, count: int) -> None:
        """Say how many faults there are, on the button that stands where there is little room."""
        self.checks.setText(f"Kiểm tra ({count})" if count else "Kiểm tra")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW_BELOW)
        self.back.setText("" if narrow else " Danh sách")
