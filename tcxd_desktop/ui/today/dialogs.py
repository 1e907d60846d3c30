"""Short questions about a duty: when it was done and what proves it; until when it is put off."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.due import DueLine
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.office import due
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.wording.formats import show_date

_USUALLY = timedelta(days=7)


def _about(line: DueLine) -> str:
    who = f" – {line.task.who}" if line.task.who else ""
    return f"{line.task.title}{who}"


def _needed(field: DateField) -> date:
    found = field.whole()
    if found is None:
        raise RequiredProblem(field.key, field=field.key)
    return found


class DoneDialog(Dialog):
    """Đã xong: the day and the proof."""

    def __init__(self, desk: Desk, line: DueLine, parent: QWidget | None = None) -> None:
        """Ask about one duty."""
        super().__init__("Ghi đã xong", parent, width=520)
        self._desk, self._line = desk, line
        today = desk.today()
        self.say(_about(line))
        self.on = DateField("on", today=today)
        self.on.set_value(PartialDate.of(today))
        self.proof = LineField("proof")
        self.proof.set_placeholder("ví dụ Biên bản số 05-BB/ĐU ngày 20/11/2026")
        self.body.addWidget(LabeledField("Ngày làm xong", self.on))
        self.body.addWidget(LabeledField("Giấy tờ, chỗ xem lại được", self.proof))
        self.add_buttons("Ghi đã xong")
        self.proof.setFocus()

    def accept_ready(self) -> None:
        """Write it."""
        due.mark_done(self._desk, self._line.task.key, _needed(self.on), str(self.proof.value()))


class PostponeDialog(Dialog):
    """Hoãn: until when and why."""

    def __init__(self, desk: Desk, line: DueLine, parent: QWidget | None = None) -> None:
        """Ask about one duty."""
        super().__init__("Hoãn một việc", parent, width=520)
        self._desk, self._line = desk, line
        today = desk.today()
        self.say(_about(line))
        if line.task.due:
            self.say(
                f"Hạn {show_date(line.task.due)} vẫn giữ nguyên: hoãn chỉ để chưa nhắc lại.",
                quiet=True,
            )
        self.to = DateField("to", today=today, future=True)
        self.to.set_value(PartialDate.of(today + _USUALLY))
        self.reason = LineField("reason")
        self.body.addWidget(LabeledField("Nhắc lại từ ngày", self.to))
        self.body.addWidget(LabeledField("Lý do", self.reason))
        self.add_buttons("Hoãn")
        self.reason.setFocus()

    def accept_ready(self) -> None:
        """Write it."""
        due.postpone(self._desk, self._line.task.key, _needed(self.to), str(self.reason.value()))
