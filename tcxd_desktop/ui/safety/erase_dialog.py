"""Erasing one person by decision: what goes, what stays, and everything that guards it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tcxd_desktop.domain.errors import (
    DecisionNeededProblem,
    ReasonNeededProblem,
    TypedNameProblem,
)
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.personal_data import Erased
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.office import accounts, backups, personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import DecisionBox
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import PasswordBox
from tcxd_desktop.ui.safety.work import OWN_PASSWORD, Work, WorkDialog
from tcxd_desktop.wording.formats import show_number

_GOES = (
    "Mất hẳn: hồ sơ với mọi mục kể cả niêm phong, ảnh, bản nháp, giá trị cũ trong lịch sử, tên "
    "trong bản chụp giấy đã in, sổ mượn."
)
_STAYS = (
    "Còn lại: dòng sổ truy cập nói đã xóa theo quyết định nào; số lý lịch vẫn tính là đã cấp, "
    "không cấp lại cho người khác."
)


class EraseDialog(WorkDialog):
    """Asks for decision, reason, the name typed, the own password."""

    doing = "Đang sao lưu và xóa dữ liệu…"

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        line: PersonLine,
        held: int,
        parent: QWidget | None = None,
    ) -> None:
        """Say what will be erased of ``line``; ``held``: in how many backups."""
        super().__init__(f"Xóa dữ liệu: {line.name}", jobs, parent, width=680)
        self._desk, self._line = desk, line
        self.say(_GOES)
        self.say(_STAYS)
        self.say(self._copies(held), quiet=True)
        self.paper = DecisionBox(today=desk.today())
        self.reason = LineField("reason")
        self.reason.set_placeholder("không ghi họ tên: dòng này ở lại trong sổ")
        self.name = LineField("typed_name")
        self.name.set_placeholder(line.name)
        self.password = PasswordBox(OWN_PASSWORD)
        self.body.addWidget(self.paper)
        self.body.addWidget(LabeledField("Lý do", self.reason))
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        row.addWidget(LabeledField("Gõ lại họ tên người bị xóa", self.name), 1)
        row.addWidget(self.password, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.add_buttons("Xóa hẳn dữ liệu")
        self.paper.number.setFocus()

    def work(self) -> Work:
        """Return what erases.

        Raises:
            Problem: the decision is not fully named, no reason, or another name was typed.
        """
        decision, reason = self.paper.decision(), str(self.reason.value())
        if not decision:
            raise DecisionNeededProblem("decision", field="decision_number")
        if not reason:
            raise ReasonNeededProblem(field="reason")
        if fold(clean_line(self.name.text())) != fold(self._line.name):
            raise TypedNameProblem(self._line.name, field="typed_name")
        desk, person, secret = self._desk, self._line.id, self.password.secret()

        def work(_progress: Progress) -> Erased:
            accounts.confirm(desk, secret)
            return personal_data.erase(
                desk, person, decision, reason, lambda: backups.guard(desk, "erase")
            )

        return work

    def done(self, result: int) -> None:
        """Forget the password."""
        self.password.secret_field.clear()
        super().done(result)

    @staticmethod
    def _copies(held: int) -> str:
        if not held:
            return "Chưa bản sao lưu nào giữ người này; bản làm ngay trước khi xóa sẽ giữ."
        return (
            f"Có {show_number(held)} bản sao lưu giữ người này; trước khi xóa "
            "chương trình làm thêm một bản nữa. Khôi phục từ các bản ấy thì người này lại bị xóa."
        )
