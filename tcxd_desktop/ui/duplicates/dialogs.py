"""Short questions: why merge, why two people, why take apart."""

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.office import duplicates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog, TextDialog
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField


class ReasonDialog(TextDialog):
    """Says what will be done and asks why."""

    def __init__(self, title: str, said: str, main: str, parent: QWidget | None = None) -> None:
        """Ask."""
        super().__init__(title, "Lý do (ghi vào sổ truy cập)", parent, lines=2, main=main)
        self.field.key = "reason"
        label = self.say(said)
        self.body.removeWidget(label)
        self.body.insertWidget(0, label)

    @property
    def reason(self) -> str:
        """What was typed."""
        return str(self.field.value())


def ask_reason(title: str, said: str, main: str, parent: QWidget | None) -> str | None:
    """Ask for a reason; ``None``: the user leaves."""
    dialog = ReasonDialog(title, said, main, parent)
    return dialog.reason if dialog.exec() else None


class PairDialog(Dialog):
    """Chooses two records to be compared, whatever their points."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask for both."""
        super().__init__("So hai hồ sơ", parent, width=560)
        self._desk = desk
        self.pair: tuple[int, int] | None = None
        self.say("Chọn hai hồ sơ nghi là của một người. Hồ sơ thứ nhất là hồ sơ sẽ giữ.")
        choices = PersonChoices(desk)
        self.first = PersonField(choices, "first", name="Hồ sơ giữ")
        self.second = PersonField(choices, "second", name="Hồ sơ kia")
        self.body.addWidget(LabeledField("Hồ sơ giữ", self.first))
        self.body.addWidget(LabeledField("Hồ sơ kia", self.second))
        self.add_buttons("So sánh")
        self.first.setFocus()

    def accept_ready(self) -> None:
        """Take both.

        Raises:
            Problem: one is missing, both are one, or one is not to be seen.
        """
        ids: list[int] = []
        for field in (self.first, self.second):
            value = field.value()
            problem = field.problem()
            if problem is not None:
                raise problem
            if not isinstance(value, int):
                raise RequiredProblem("person_id", field=field.key)
            ids.append(value)
        duplicates.pair(self._desk, ids[0], ids[1])
        self.pair = (ids[0], ids[1])
