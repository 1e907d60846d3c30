"""Short questions of the sheet editor: who confirmed the level, and when."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.office import scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField


class ConfirmDialog(Dialog):
    """Xác nhận mức: the committee decided; the sheet is locked then."""

    def __init__(self, desk: Desk, meeting_id: int, level: str, parent: QWidget) -> None:
        """Ask about the sheet of a meeting that reached ``level``."""
        super().__init__("Xác nhận mức xếp loại", parent, width=440)
        self._desk, self._meeting_id = desk, meeting_id
        self.say(
            f"Mức {level} thành mức chính thức và phiếu được khóa. "
            "Muốn sửa sau này phải mở lại và ghi lý do."
        )
        self.by = LineField("decided_by")
        self.by.set_value(desk.actor.name)
        self.on = DateField("decided_on", today=desk.today())
        self.on.set_value(PartialDate.of(desk.today()))
        self.body.addWidget(LabeledField("Người thay mặt cấp ủy xác nhận", self.by))
        self.body.addWidget(LabeledField("Ngày xác nhận", self.on))
        self.add_buttons("Xác nhận mức")

    def accept_ready(self) -> None:
        """Confirm.

        Raises:
            Problem: a box is empty or cannot be read; or the sheet cannot be confirmed now.
        """
        day: date | None = self.on.whole()
        if day is None:
            raise RequiredProblem("decided_on", field="decided_on")
        scoring.confirm(self._desk, [self._meeting_id], str(self.by.value() or ""), day)
