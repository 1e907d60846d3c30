"""What keeps a deed from being taken back; each line opens its person."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog

_WIDTH, _TALL = 620, 200
_PERSON = int(Qt.ItemDataRole.UserRole)


class ObstaclesDialog(Dialog):
    """Lists what stands in the way; whoever looks may go on to the record of a line."""

    def __init__(
        self, title: str, said: str, obstacles: Sequence[Obstacle], parent: QWidget | None = None
    ) -> None:
        """Show ``obstacles`` under ``said``, which tells why nothing is done."""
        super().__init__(title, parent, width=_WIDTH)
        self.person_id = 0
        """Somebody the user wants to see."""
        self.say(said)
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Điều cản trở; Enter để mở hồ sơ")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(theme.current().tall(_TALL))
        for one in obstacles:
            item = QListWidgetItem(one.text)
            item.setData(_PERSON, one.person_id)
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
        """Return who the line of the cursor is about; 0 for nobody."""
        row = self.list.currentRow()
        return int(self.list.item(row).data(_PERSON)) if row >= 0 else 0

    @Slot()
    def _on_current(self) -> None:
        self.open_button.setEnabled(bool(self._current()))

    @Slot()
    def _on_open(self) -> None:
        self.person_id = self._current()
        if self.person_id:
            self.accept()
