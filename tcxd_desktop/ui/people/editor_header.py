"""The head of the editor: who it is, how complete, what may be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.page_head import EditorHead

_GOOD = 90
_FAIR = 70


class EditorHeader(EditorHead):
    """‹ Danh sách · name · Hồ sơ 93 % · Đã lưu nháp 09:14 · Thẻ căn cước · Diễn biến · … · Lưu."""

    history_wanted = Signal()
    print_wanted = Signal()
    card_wanted = Signal()

    narrow_below = 760
    least_title, least_state = 60, 0

    def __init__(self) -> None:
        """Start without a person."""
        super().__init__("Danh sách")
        self.back.setToolTip("Về danh sách, bản đang gõ được giữ làm nháp (Esc)")
        self.save.setToolTip("Lưu hồ sơ (Ctrl+S, Ctrl+Enter)")
        self.history = theme.quiet(QPushButton("Diễn biến"))
        self.history.setToolTip("Ai đã sửa gì, lúc nào, theo căn cứ nào")
        self.history.clicked.connect(self.history_wanted)
        self.print = icons.put(QPushButton("In phiếu"), "printer")
        self.print.setToolTip("Lưu rồi xem trước Phiếu đảng viên")
        self.print.setAccessibleName("In phiếu")
        self.print.clicked.connect(self.print_wanted)
        self.card = theme.quiet(QPushButton("Thẻ căn cước"))
        self.card.setToolTip("Quét mã QR trên thẻ: so với hồ sơ và điền chỗ thiếu (F9)")
        self.card.setAccessibleName("Đọc thẻ căn cước")
        self.card.clicked.connect(self.card_wanted)
        self.place(self.card, self.history, self.print)

    def show_person(self, name: str) -> None:
        """Say whose dossier it is."""
        self.title.say(name)

    def show_percent(self, percent: int) -> None:
        """Say how complete the dossier is."""
        tone = "ok" if percent >= _GOOD else "plain" if percent >= _FAIR else "warn"
        self.show_badge(f"Hồ sơ {percent} %", tone)

    def show_state(self, text: str) -> None:
        """Say whether the work is saved, kept as a draft, or neither."""
        self.state.say(text)
