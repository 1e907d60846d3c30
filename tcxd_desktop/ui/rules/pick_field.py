"""A field of several values out of a list: ticked with the space bar."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.inputs import Field

_SHOWN = 4
_VALUE = int(Qt.ItemDataRole.UserRole)


class PickField(Field):
    """Several of the values offered; those chosen stand first."""

    def __init__(
        self,
        key: str,
        choices: Sequence[tuple[object, str]],
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``choices``: (value, label)."""
        super().__init__(key, name=name, parent=parent)
        self._choices = list(choices)
        self.list = QListWidget()
        theme.mark(self.list, "card")
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * _SHOWN + 30)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setTabKeyNavigation(False)
        self._row.addWidget(self.list)
        self._adopt(self.list)
        self.set_value(())
        self.list.itemChanged.connect(self._on_ticked)

    def value(self) -> Any:
        """Return the values ticked, in the order they were given, new ones after them."""
        return tuple(
            item.data(_VALUE) for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )  # fmt: skip

    def set_value(self, value: Any) -> None:
        """Tick those of ``value``."""
        chosen = list(value)
        labels = dict(self._choices)
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        for one in [*chosen, *(own for own in labels if own not in chosen)]:
            item = QListWidgetItem(labels.get(one, str(one)))
            item.setData(_VALUE, one)
            item.setToolTip(item.text())
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                          | Qt.ItemFlag.ItemIsUserCheckable)  # fmt: skip
            ticked = Qt.CheckState.Checked if one in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._touched = False

    def text(self) -> str:
        """Return the labels of what is ticked."""
        ticked = set(self.value())
        return "; ".join(label for value, label in self._choices if value in ticked)

    def set_read_only(self, *, on: bool) -> None:
        """Let it be seen but not changed."""
        self.list.setEnabled(not on)

    def entries(self) -> list[QWidget]:
        """Return the list."""
        return [self.list]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _on_key(self, event: QKeyEvent) -> bool:
        return False if event.key() == Qt.Key.Key_D else super()._on_key(event)

    @Slot()
    def _on_ticked(self) -> None:
        self._on_edited()
        self._done()
