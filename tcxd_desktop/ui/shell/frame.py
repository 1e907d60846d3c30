"""The head and the foot of the window."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

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
        self.setFixedHeight(look.line(46, 1.5))
        self.program = theme.heading(QLabel(PROGRAM))
        self.office = theme.hint(QLabel())
        self.day = theme.muted(QLabel())
        self.user = theme.quiet(QPushButton())
        self.user.setIcon(icons.icon("user", "muted"))
        self.user.setProperty("menu", "true")
        self.user.setToolTip("Người đang dùng: đổi mật khẩu, khóa, thoát")
        self.menu_button = _menu_button("settings", "Thiết lập của máy này")
        self.help_button = _menu_button("circle-help", "Trợ giúp")
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
        for widget in (self.day, self.user, self.help_button, self.menu_button):
            row.addWidget(widget)
        for button in (self.help_button, self.menu_button):
            row.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)

    def show_user(self, name: str, role: str, menu: QMenu) -> None:
        """Show who is signed in, with what can be done about it."""
        self.user.setText(f" {name}")
        self.user.setAccessibleName(f"{name}, {role}")
        self.user.setMenu(menu)

    def align(self, width: int) -> None:
        """Begin the search box where the pages begin, right of a navigation so wide."""
        layout = self.layout()
        if layout is not None:
            edge = layout.contentsMargins().left()
            self.names.setFixedWidth(max(width - edge, self.names.sizeHint().width()))


def _menu_button(icon: str, name: str) -> QToolButton:
    """Return a button without words that opens a menu."""
    side = theme.current().px(17)
    button = theme.quiet(QToolButton())
    button.setIcon(icons.icon(icon, "muted"))
    button.setIconSize(QSize(side, side))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


class Footer(QWidget):
    """What was done last, who, the rules in force, the last backup, how many people.

    Where there is no room for all, the keys and then the counts stand back.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        theme.panel(self)
        theme.mark(self, "footer")
        look = theme.current()
        self.setFixedHeight(look.line(26))
        self.status = theme.hint(QLabel())
        self.who = theme.hint(QLabel())
        self.rules = theme.hint(QLabel())
        self.backup = theme.mark(QLabel(), "message")
        self.counts = theme.hint(QLabel())
        self.keys = theme.hint(QLabel("F1 Hướng dẫn · Shift+F1 Phím tắt"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        self._row.setSpacing(look.px(22))
        for widget in (self.status, self.who, self.rules, self.backup):
            self._row.addWidget(widget)
        self.status.hide()
        self.backup.hide()
        self._row.addStretch()
        self._row.addWidget(self.counts)
        self._row.addWidget(self.keys)
        # What stands back when there is little room must not hold the window open.
        for widget in (self.counts, self.keys):
            widget.setMinimumWidth(0)
        self.setMinimumWidth(look.px(200))

    @Slot(str)
    def say(self, text: str) -> None:
        """Show what was done last, such as ``Đã lưu 09:14``; nothing hides it."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self._share()

    def show_backup(self, text: str, tone: str = "plain", more: str = "") -> None:
        """Show how the backups stand; tones ``plain`` and ``warn``; ``more`` as its tooltip."""
        theme.set_mark(self.backup, "tone", tone)
        self.backup.setText(text)
        self.backup.setToolTip(more)
        self.backup.setVisible(bool(text))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def share(self) -> None:
        """Share the room anew, after a text changed."""
        self._share()

    def _share(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        gap = self._row.spacing()
        need = sum(
            label.sizeHint().width() + gap
            for label in (self.status, self.who, self.rules, self.backup)
            if not label.isHidden()
        )
        for label in (self.counts, self.keys):
            need += label.sizeHint().width() + gap
            label.setVisible(need <= room)
        self._row.activate()  # what stays has its room at once
