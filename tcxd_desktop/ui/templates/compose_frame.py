"""The panes of the page that edits a template: tree, form, checks; who gives way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.templates.checks_panel import ChecksPanel
from tcxd_desktop.ui.templates.outline import Outline

_TREE, _CHECKS = 276, 276
_LEAST_WIDTH = 520
_NARROW_BELOW = 940
"""Below this width (at 100 %) the checks take the place of the tree when they are asked for."""


class ComposeFrame(QWidget):
    """Everything the editor is seen through, without knowing what is edited."""

    resized = Signal()

    def __init__(self) -> None:
        """Lay the panes out."""
        super().__init__()
        self._checks_asked = False
        self.outline = Outline()
        self.checks = ChecksPanel()
        self.title = theme.heading(QLabel())
        self.told = text_label("", role="message")
        self.stack = QStackedWidget()
        self.buttons: dict[str, QPushButton | QToolButton] = {}
        self._build()

    def toggle_checks(self) -> None:
        """Where there is little room: show the checks in the place of the tree, or the tree."""
        self._checks_asked = not self._checks_asked
        self._share()
        shown = self.checks if self._checks_asked else self.outline
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the widths of the text size in force."""
        look = theme.current()
        # Panes give way to each other, so the sum of their least widths says nothing.
        self.setMinimumWidth(look.px(_LEAST_WIDTH))
        self._left.setFixedWidth(look.px(_TREE))
        self._right.setFixedWidth(look.px(_CHECKS))
        self._share()

    def narrow(self) -> bool:
        """Tell whether the checks have no room beside tree and form."""
        return self.width() < theme.current().px(_NARROW_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide which panes have room."""
        super().resizeEvent(event)
        self._share()
        self.resized.emit()

    def _build(self) -> None:
        look = theme.current()
        self._left = theme.mark(theme.panel(QWidget()), "side")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(look.px(6), look.px(8), look.px(6), look.px(6))
        left.setSpacing(look.px(4))
        left.addWidget(self.outline, 1)
        left.addLayout(self._moves())
        middle = QVBoxLayout()
        middle.setContentsMargins(0, look.px(8), 0, 0)
        middle.setSpacing(look.px(4))
        middle.addLayout(self._head())
        below = QVBoxLayout()
        below.setContentsMargins(look.px(16), 0, look.px(16), 0)
        below.addWidget(self.told)
        middle.addLayout(below)
        middle.addWidget(self.stack, 1)
        self._right = theme.mark(theme.panel(QWidget()), "aside")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(1, 0, 0, 0)
        right.addWidget(self.checks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addLayout(middle, 1)
        row.addWidget(self._right)
        self.fit()

    def _head(self) -> QHBoxLayout:
        look = theme.current()
        row = QHBoxLayout()
        row.setContentsMargins(look.px(16), 0, look.px(16), 0)
        row.setSpacing(look.px(6))
        row.addWidget(self.title, 1)
        for key, text, tip in (
            ("renumber", "Đánh số lại", "Đánh số mọi tiêu chí theo thứ tự: 1, 1.1, 2 …"),
            ("add", "Thêm", "Thêm một mục cùng loại phía sau (Ctrl+N)"),
            ("child", "Thêm mục con", "Thêm mục con bên trong (Ctrl+Shift+N)"),
            ("remove", "Xóa", "Xóa mục đang chọn (Delete ở cây bên trái)"),
        ):
            made = QPushButton(text)
            made.setAutoDefault(False)
            made.setToolTip(tip)
            self.buttons[key] = made
            row.addWidget(made)
        return row

    def _moves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(2))
        for key, text, tip in (
            ("up", "↑", "Chuyển lên (Alt+↑)"),
            ("down", "↓", "Chuyển xuống (Alt+↓)"),
            ("in", "→", "Chuyển vào trong mục phía trên (Alt+→)"),
            ("out", "←", "Chuyển ra ngoài nhóm (Alt+←)"),
        ):
            made = theme.quiet(QToolButton())
            made.setText(text)
            made.setToolTip(tip)
            made.setAccessibleName(tip)
            self.buttons[key] = made
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _share(self) -> None:
        narrow = self.narrow()
        self._right.setVisible(not narrow or self._checks_asked)
        self._left.setVisible(not narrow or not self._checks_asked)
