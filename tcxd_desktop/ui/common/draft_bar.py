"""The bar that offers unsaved work kept from before, above the form or sheet it belongs to."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from tcxd_desktop.ui.common import theme

UNDECIDED = "Hãy chọn Dùng bản nháp hoặc Bỏ trước."
"""Said where something is asked for before the draft was decided on."""


class DraftBar(QFrame):
    """Có bản nháp chưa lưu: *Dùng bản nháp* or *Bỏ*."""

    used = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        look = theme.current()
        theme.mark(self, "notice")
        theme.set_mark(self, "tone", "warn")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.use = QPushButton("Dùng bản nháp")
        self.drop = QPushButton("Bỏ")
        self.drop.setAccessibleName("Bỏ bản nháp")
        self.use.setToolTip("Gõ tiếp từ bản nháp (Enter)")
        self.drop.setToolTip("Xóa bản nháp, làm từ những gì đã lưu (Tab rồi Enter)")
        for button in (self.use, self.drop):
            button.setAutoDefault(True)
        self.use.clicked.connect(self._on_use)
        self.drop.clicked.connect(self._on_drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(6), look.px(8), look.px(6))
        row.setSpacing(look.px(8))
        row.addWidget(self.text, 1)
        row.addWidget(self.use)
        row.addWidget(self.drop)
        self.hide()

    def offer(self, at: str, what: str = "") -> None:
        """Offer the draft kept ``at`` (local time, ISO); ``what`` tells how much is in it."""
        day, _, time = at.partition("T")
        held = f" ({what})" if what else ""
        self.text.setText(
            f"Có bản nháp chưa lưu lúc {time[:5]} ngày {day[8:10]}/{day[5:7]}/{day[:4]}{held}."
        )
        self.setAccessibleName(self.text.text())
        self.show()

    @Slot()
    def _on_use(self) -> None:
        self.hide()
        self.used.emit()

    @Slot()
    def _on_drop(self) -> None:
        self.hide()
        self.dropped.emit()
