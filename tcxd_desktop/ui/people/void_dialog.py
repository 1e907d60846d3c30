"""Hủy bản ghi: a record that was created wrongly is withdrawn with its reason, never deleted."""

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import ReasonNeededProblem
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, TextField
from tcxd_desktop.wording.formats import show_date


class VoidDialog(Dialog):
    """Asks why, then withdraws the record."""

    def __init__(self, desk: Desk, line: PersonLine, parent: QWidget | None = None) -> None:
        """Ask about one record."""
        super().__init__("Hủy bản ghi tạo nhầm", parent, width=520)
        self._desk, self._line = desk, line
        born = f", sinh {show_date(line.birth)}" if line.birth else ""
        self.say(f"Hủy bản ghi {line.name}{born} ({line.unit or 'chưa rõ chi bộ'})?")
        self.say(
            "Chỉ dùng khi bản ghi được tạo nhầm. Hai bản ghi của một người thì gộp ở trang Hồ sơ"
            " trùng. Người chuyển đi, từ trần, ra khỏi Đảng thì ghi biến động, không hủy. Bản ghi"
            " đã hủy không còn trong danh sách nhưng vẫn đọc lại được cùng lý do.",
            quiet=True,
        )
        self.reason = TextField("reason", lines=3)
        self.body.addWidget(LabeledField("Lý do", self.reason))
        self.add_buttons("Hủy bản ghi")
        self.reason.setFocus()

    def accept_ready(self) -> None:
        """Withdraw the record.

        Raises:
            Problem: no reason, or the actor may not.
        """
        reason = str(self.reason.value())
        if not reason:
            raise ReasonNeededProblem(field="reason")
        people.void(self._desk, self._line.id, reason)
