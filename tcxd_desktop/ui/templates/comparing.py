"""The page that shows what differs between two templates of the list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.templates.compare import ComparePane


class Comparing(Layer):
    """‹ Danh sách · So sánh hai mẫu; below it the differences."""

    def __init__(self) -> None:
        """Start with nothing to compare."""
        super().__init__()
        look = theme.current()
        self.back = QPushButton(" Danh sách")
        self.back.setIcon(icons.icon("chevron-left"))
        self.back.setAccessibleName("Danh sách")
        self.back.setToolTip("Về danh sách mẫu (Esc)")
        self.back.setAutoDefault(False)
        self.pane = ComparePane()
        row = QHBoxLayout()
        row.setContentsMargins(look.px(14), look.px(10), look.px(14), 0)
        row.setSpacing(look.px(10))
        row.addWidget(self.back)
        row.addWidget(theme.page_title(QLabel("So sánh hai mẫu")))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)
        self.back.clicked.connect(self.leave)

    def show_versions(self, old: ScoreTemplate, new: ScoreTemplate) -> None:
        """Show what differs."""
        self.pane.show_versions(old, new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
