"""Title, count and buttons above the member list."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.breaking import break_line

_ONE_LINE_FROM = 596


class ListHeader(QWidget):
    """The name of the list, how many it holds, and the few main actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the line; it breaks in two where there is no room."""
        super().__init__(parent)
        look = theme.current()
        self.title = theme.page_title(QLabel("Đảng viên"))
        self.count = theme.muted(QLabel())
        self.tree_button = theme.quiet(QToolButton())
        self.tree_button.setIcon(icons.icon("folder-tree", "muted"))
        self.tree_button.setIconSize(QSize(look.px(18), look.px(18)))
        self.tree_button.setToolTip("Hiện cây tổ chức")
        self.tree_button.setAccessibleName("Hiện cây tổ chức")
        self.tree_button.setCheckable(True)
        self.tree_button.hide()
        self.import_button = QPushButton("Nhập")
        self.import_button.setToolTip("Nhập danh sách từ tệp Excel (trang Nhập Excel)")
        self.print_button = QPushButton("In")
        self.print_button.setToolTip("In phiếu, danh sách, sổ (Ctrl+P)")
        self.new_button = theme.primary(QPushButton("Thêm đảng viên"))
        self.new_button.setToolTip("Ctrl+N")
        self.more_button = theme.mark(QToolButton(), "button")
        self.more_button.setText("⋯")
        self.more_button.setToolTip("Cột, xuất Excel, hiện số…")
        self.more_button.setAccessibleName("Việc khác với danh sách")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        names = QHBoxLayout()
        names.setSpacing(look.px(8))
        names.addWidget(self.tree_button)
        names.addWidget(self.title)
        names.addWidget(self.count, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        for button in (self.import_button, self.print_button, self.more_button, self.new_button):
            buttons.addWidget(button)
        buttons.addStretch()
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(look.px(8))
        self._whole.addLayout(names, 1)
        self._whole.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break in two lines, or come back to one."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.current().px(_ONE_LINE_FROM)
        break_line(self._whole, wide=wide)
