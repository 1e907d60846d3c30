"""Short questions: why merge, why two people, why take apart, what stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.office import duplicates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog, TextDialog
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField
from tcxd_desktop.wording.formats import show_number


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
        self.first = PersonField(choices, "first")
        self.second = PersonField(choices, "second")
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


class ObstaclesDialog(Dialog):
    """What keeps two records from being taken apart; each line opens its person."""

    def __init__(self, obstacles: Sequence[Obstacle], parent: QWidget | None = None) -> None:
        """Show ``obstacles``."""
        super().__init__("Chưa tách lại được", parent, width=620)
        self.person_id = 0
        """Somebody the user wants to see."""
        self.say(
            f"Có {show_number(len(obstacles))} điều cản trở. Tách lại bây giờ sẽ không trả được"
            " hai hồ sơ về đúng như trước khi gộp, nên chương trình không làm."
        )
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Điều cản trở; Enter để mở hồ sơ")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(theme.current().px(160))
        for one in obstacles:
            item = QListWidgetItem(one.text)
            item.setData(Qt.ItemDataRole.UserRole, one.person_id)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        self.open_button: QPushButton = self.add_button("Mở hồ sơ", left=True)
        self.open_button.clicked.connect(self._on_open)
        self.list.itemActivated.connect(self._on_open)
        self.list.currentItemChanged.connect(self._on_current)
        self.add_buttons("Đóng", cancel="")
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _current(self) -> int:
        row = self.list.currentRow()
        return int(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else 0

    @Slot()
    def _on_current(self) -> None:
        self.open_button.setEnabled(bool(self._current()))

    @Slot()
    def _on_open(self) -> None:
        self.person_id = self._current()
        if self.person_id:
            self.accept()
