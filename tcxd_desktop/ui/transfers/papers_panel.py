"""The papers of a case: the one-touch set with what is missing in it, and the letter's blank."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfer_papers import PackPart
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table

SET, OTHERS, BLANK, COPY, FILE, SLIP = "set", "others", "blank", "copy", "file", "slip"
_BUTTONS = (
    (SET, "In cả bộ", "printer", "Cả bộ giấy tờ trong một lần in (Ctrl+Shift+P)"),
    (BLANK, "In lên phôi…", "file-text", "In chữ vào các ô của tờ phôi đã canh chỉnh"),
    (COPY, "Bản để chép tay", "pencil", "Nội dung từng ô, để viết tay lên tờ phôi"),
    (FILE, "Lưu tệp phiếu…", "save", "Tệp nhỏ cùng nội dung với mã QR, gửi nơi đến"),
    (SLIP, "Phiếu hồi báo…", "undo-2", "Mã QR và tệp trả lời nơi chuyển đi"),
    (OTHERS, "Giấy tờ khác…", "copy", "Mọi mẫu, Word, các sổ (Ctrl+P)"),
)
_MISSING = "Các dòng có ghi chú chưa in được; hãy bổ sung rồi in lại."
COLUMNS: tuple[Column[PackPart], ...] = (
    Column("title", "Giấy tờ trong bộ", lambda part: part.title, width=320, sortable=False),
    Column(
        "copies", "Số bản", lambda part: "" if part.why_missing else str(part.copies),
        align="center", width=70, sortable=False,
    ),
    Column(
        "missing", "In được chưa", lambda part: part.why_missing or "in được",
        tone=lambda part: "warn" if part.why_missing else "ok", width=300, sortable=False,
        tip=lambda part: part.why_missing,
    ),
)  # fmt: skip


class PapersPanel(QWidget):
    """A list in the order of printing; Enter prints one of it."""

    wanted = Signal(str)
    """``set``, ``others``, ``blank``, ``copy``, ``file``, ``slip``."""
    part_wanted = Signal(str)
    """The code of one paper of the set."""

    def __init__(self, desk: Desk) -> None:
        """Start without a case."""
        super().__init__()
        look = theme.current()
        self.buttons: dict[str, QPushButton] = {}
        tools = QWidget()
        row = FlowLayout(tools, spacing=look.px(6))
        for key, text, picture, tip in _BUTTONS:
            button = icons.put(QPushButton(text), picture)
            button.setToolTip(tip)
            permission = Permission.TRANSFERS if key in (FILE, SLIP) else Permission.PRINT
            allow(button, desk, permission)
            button.clicked.connect(partial(self.wanted.emit, key))
            self.buttons[key] = button
            row.addWidget(button)
        self.table: Table[PackPart] = Table(
            COLUMNS, identity=lambda part: part.form, name="Bộ giấy tờ của ca"
        )
        self.table.opened.connect(self._on_opened)
        self.nothing = theme.muted(QLabel("Ca này chưa có giấy tờ để in."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.missing = text_label(_MISSING, role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(tools)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.missing)

    def show_parts(
        self, parts: Sequence[PackPart], *, letter: bool, answers: bool, carries: bool
    ) -> None:
        """Show the set of a case.

        Args:
            parts: in the order of printing.
            letter: the case travels on a controlled letter.
            answers: the sender waits for a return slip.
            carries: there is a record for the other office.
        """
        self.table.show_records(parts)
        if parts and self.table.current_record() is None:
            self.table.select_first()
        self.table.setVisible(bool(parts))
        self.nothing.setVisible(not parts)
        self.missing.setVisible(any(part.why_missing for part in parts))
        self.buttons[SET].setEnabled(any(not part.why_missing for part in parts))
        for key in (BLANK, COPY):
            self.buttons[key].setVisible(letter)
        self.buttons[FILE].setVisible(carries)
        self.buttons[SLIP].setVisible(answers)

    @Slot(object)
    def _on_opened(self, part: PackPart) -> None:
        self.part_wanted.emit(part.form)
