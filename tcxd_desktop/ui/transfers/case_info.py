"""The data of a case as they stand: who moves, on what basis, with which papers."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfers import Transfer
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import Scroll, card, facts
from tcxd_desktop.ui.transfers.case_words import data_of, facts_of, letter_line


class CaseInfo(Scroll):
    """Two cards and the way to mend them."""

    edit_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without a case."""
        super().__init__("Thông tin của ca")
        self._desk = desk
        self.edit = QPushButton()

    def show_case(self, case: Transfer, _today: date) -> None:
        """Show the data of a case."""
        self.clear()
        self.edit = icons.put(QPushButton("Sửa thông tin…"), "pencil")
        self.edit.setToolTip("F2; ô đã ký thì điều ghi trên giấy không sửa được nữa")
        self.edit.clicked.connect(self.edit_wanted)
        allow(self.edit, self._desk, Permission.TRANSFERS)
        self.column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        for title, rows in (
            ("Đảng viên", facts_of(case)),
            ("Căn cứ, giấy tờ", [("Giấy giới thiệu", letter_line(case)), *data_of(case)]),
        ):
            frame, column = card(title)
            column.addLayout(facts(rows))
            self.column.addWidget(frame)
        self.column.addStretch(1)
