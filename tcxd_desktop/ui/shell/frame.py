"""The head and the foot of the window."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.shell.search import SearchBox

PROGRAM = "Sổ công tác Đảng"


class Header(QWidget):
    """Program and office at the left, the search box, the day and the user at the right."""

    def __init__(self, search: SearchBox, parent: QWidget | None = None) -> None:
        """Place ``search``."""
        super().__init__(parent)
        theme.panel(self)
        theme.mark(self, "header")
        look = theme.current()
        self.setFixedHeight(look.px(46))
        self.program = theme.heading(QLabel(PROGRAM))
        self.office = theme.hint(QLabel())
        self.day = theme.muted(QLabel())
        self.user = theme.muted(QLabel())
        self.menu_button = theme.quiet(QToolButton())
        self.menu_button.setIcon(icons.icon("settings", "muted"))
        self.menu_button.setIconSize(QSize(look.px(17), look.px(17)))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setToolTip("Thiết lập của máy này")
        self.menu_button.setAccessibleName("Thiết lập của máy này")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.setContentsMargins(0, 0, 0, 0)
        names.addStretch()
        names.addWidget(self.program)
        names.addWidget(self.office)
        names.addStretch()
        self.names = QWidget()
        self.names.setLayout(names)
        search.setMaximumWidth(look.px(520))
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(10), 0)
        row.setSpacing(look.px(14))
        row.addWidget(self.names)
        row.addWidget(search, 10)
        row.addStretch(1)
        for widget in (self.day, self.user, self.menu_button):
            row.addWidget(widget)
        row.setAlignment(self.menu_button, Qt.AlignmentFlag.AlignVCenter)

    def align(self, width: int) -> None:
        """Begin the search box where the pages begin, right of a navigation so wide."""
        layout = self.layout()
        if layout is not None:
            edge = layout.contentsMargins().left()
            self.names.setFixedWidth(max(width - edge, self.names.sizeHint().width()))


class Footer(QWidget):
    """What was done last, the rules in force, how many people and organisations."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        theme.panel(self)
        theme.mark(self, "footer")
        look = theme.current()
        self.setFixedHeight(look.px(26))
        self.status = theme.hint(QLabel())
        self.rules = theme.hint(QLabel())
        self.counts = theme.hint(QLabel())
        self.keys = theme.hint(QLabel("F1 Cách ghi · Shift+F1 Phím tắt"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        row.setSpacing(look.px(22))
        row.addWidget(self.status)
        row.addWidget(self.rules)
        self.status.hide()
        row.addStretch()
        row.addWidget(self.counts)
        row.addWidget(self.keys)

    @Slot(str)
    def say(self, text: str) -> None:
        """Show what was done last, such as ``Đã lưu 09:14``; nothing hides it."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
