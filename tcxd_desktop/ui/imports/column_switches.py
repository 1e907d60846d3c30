"""Which columns of the file are written into dossiers that exist already."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.imports.words import target_name
from tcxd_desktop.wording.formats import show_number

_SAID = "Bỏ dấu ở cột nào thì cột đó không được ghi vào hồ sơ đã có. Người mới luôn nhận mọi cột."


class ColumnSwitches(Dialog):
    """A list of columns with a tick each, and how many records each would change."""

    def __init__(
        self,
        fields: Sequence[str],
        counts: Mapping[str, int],
        off: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``fields``; those in ``off`` are not ticked."""
        super().__init__("Cột được ghi vào hồ sơ đã có", parent, width=460)
        look = theme.current()
        self.say(_SAID)
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Các cột; phím cách để bật hoặc tắt")
        self.list.setMinimumHeight(look.tall(260))
        for field in fields:
            count = counts.get(field, 0)
            told = f"{show_number(count)} hồ sơ khác" if count else "không khác"
            item = QListWidgetItem(f"{target_name(field)}   ({told})")
            item.setData(Qt.ItemDataRole.UserRole, field)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = field not in off
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, look.line(28)))
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        for text, on in (("Bật tất cả", True), ("Tắt tất cả", False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setProperty("on", on)
            button.clicked.connect(self._on_all)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add_buttons("Đồng ý")
        if self.list.count():
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def off(self) -> frozenset[str]:
        """Return the columns that are not written."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return frozenset(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Unchecked
        )

    def _on_all(self) -> None:
        on = bool(self.sender().property("on"))
        for row in range(self.list.count()):
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self.list.item(row).setCheckState(state)
