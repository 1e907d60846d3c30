"""Xác nhận mức: who decided, and on which day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.wording.formats import show_number


class ConfirmDialog(Dialog):
    """Asks for whom the official levels are confirmed; they are locked then."""

    def __init__(
        self,
        today: date,
        levels: Sequence[tuple[str, int]],
        named: str,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            today: the day offered.
            levels: label of each level and how many chi bộ reach it.
            named: the chi bộ, in words.
            parent: owner.
        """
        super().__init__("Xác nhận mức xếp loại", parent, width=480)
        count = sum(number for _, number in levels)
        shares = ", ".join(f"{show_number(number)} {label}" for label, number in levels)
        self.say(f"Xác nhận mức của {show_number(count)} chi bộ: {shares}.")
        self.say(f"{named}. Phiếu đã xác nhận thì khóa; muốn sửa phải mở lại và ghi lý do.",
                 quiet=True)  # fmt: skip
        self.who = LineField("decided_by")
        self.who.set_placeholder("ví dụ Ban Thường vụ Đảng ủy")
        self.day = DateField("decided_on", today=today)
        self.day.set_value(PartialDate.of(today))
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(LabeledField("Người hoặc cơ quan quyết định", self.who), 3)
        row.addWidget(LabeledField("Ngày", self.day), 2)
        self.body.addLayout(row)
        self.decided_by, self.decided_on = "", today
        self.add_buttons("Xác nhận")
        self.who.setFocus()

    def accept_ready(self) -> None:
        """Refuse where it is not said who decided, or when."""
        who, day = str(self.who.value()), self.day.whole()
        if not who:
            raise RequiredProblem("decided_by", field="decided_by")
        if day is None:
            raise RequiredProblem("on", field="decided_on")
        self.decided_by, self.decided_on = who, day
