"""Which organisations a clerk is given: the whole office, or some branches of the tree."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.ui.common import theme

_ID = int(Qt.ItemDataRole.UserRole)
_ROW = 25
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ScopePicker(QWidget):
    """A branch that is checked takes everything below it along."""

    def __init__(self, nodes: Sequence[UnitNode], chosen: Sequence[int] = ()) -> None:
        """Offer the tree; nothing chosen is the whole office."""
        super().__init__()
        look = theme.current()
        self.whole = QRadioButton("Cả văn phòng")
        self.some = QRadioButton("Chỉ tổ chức được đánh dấu")
        self._group = QButtonGroup(self)
        self.tree = theme.mark(QTreeWidget(), "boxed")
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Phạm vi được giao")
        self.tree.setIndentation(look.px(16))
        self.tree.setMinimumHeight(look.tall(170))
        self.some.setToolTip("Kể cả mọi tổ chức bên dưới")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        for radio in (self.whole, self.some):
            self._group.addButton(radio)
            column.addWidget(radio)
        column.addWidget(self.tree, 1)
        self._items: dict[int, QTreeWidgetItem] = {}
        self._fill(nodes, set(chosen))
        (self.some if chosen else self.whole).setChecked(True)
        self.tree.setEnabled(bool(chosen))
        self._include()
        self.tree.itemChanged.connect(self._on_item)
        self.some.toggled.connect(self.tree.setEnabled)

    def chosen(self) -> tuple[int, ...]:
        """Return the topmost organisations that are checked; empty: the whole office."""
        return tuple(self._tops()) if self.some.isChecked() else ()

    def nothing(self) -> bool:
        """Tell whether a part is wanted and none is checked."""
        return self.some.isChecked() and not any(True for _ in self._tops())

    def check(self, unit_id: int, *, on: bool = True) -> None:
        """Check an organisation, or take it back."""
        self._items[unit_id].setCheckState(0, _CHECKED if on else _UNCHECKED)

    def _fill(self, nodes: Sequence[UnitNode], chosen: set[int]) -> None:
        parents: list[QTreeWidgetItem] = [self.tree.invisibleRootItem()]
        for node in nodes:
            item = QTreeWidgetItem([node.unit.name])
            item.setData(0, _ID, node.unit.id)
            item.setToolTip(0, node.unit.name)
            item.setSizeHint(0, QSize(0, theme.current().line(_ROW)))
            item.setCheckState(0, _CHECKED if node.unit.id in chosen else _UNCHECKED)
            del parents[node.depth + 1 :]
            parents[-1].addChild(item)
            parents.append(item)
            self._items[node.unit.id] = item
        self.tree.expandToDepth(0)
        for unit_id in chosen & self._items.keys():
            self.tree.scrollToItem(self._items[unit_id])

    def _tops(self) -> Iterator[int]:
        for unit_id, item in self._items.items():
            above = item.parent()
            if item.checkState(0) == _CHECKED and (
                above is None or above.checkState(0) != _CHECKED
            ):
                yield unit_id

    def _include(self) -> None:
        """Show what lies below a checked branch as taken along: checked, and not to be changed."""
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's own
        for item in self._items.values():  # parents come first
            above = item.parent()
            taken = above is not None and above.checkState(0) == _CHECKED
            if taken:
                item.setCheckState(0, _CHECKED)
            elif item.isDisabled():
                item.setCheckState(0, _UNCHECKED)
            item.setDisabled(taken)
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.tree.viewport().update()

    @Slot(QTreeWidgetItem, int)
    def _on_item(self) -> None:
        self._include()
