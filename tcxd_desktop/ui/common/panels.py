"""Tree | list | detail side by side: who gives way when there is little room."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from tcxd_desktop.ui.common import icons, theme


@dataclass(frozen=True, slots=True)
class Room:
    """Widths at 100 %: what the side panels like, and the least each panel can do with."""

    tree: int = 212
    detail: int = 336
    list_least: int = 400
    detail_least: int = 280


class Panels(QSplitter):
    """The tree gives way first, then the detail; a button brings the tree back in its place."""

    def __init__(
        self, tree: QWidget, middle: QWidget, detail: QWidget, room: Room | None = None
    ) -> None:
        """Hold the three panels; put ``tree_button`` where the page has its title."""
        super().__init__(Qt.Orientation.Horizontal)
        self._room = room or Room()
        self._tree, self._detail = tree, detail
        self._tree_wanted = False
        self._sharing = ""
        self.setHandleWidth(1)
        for number, panel in enumerate((tree, middle, detail)):
            self.addWidget(panel)
            self.setCollapsible(number, False)  # noqa: FBT003 - Qt's own
        self.setStretchFactor(1, 1)
        self.tree_button = theme.quiet(QToolButton())
        self.tree_button.setIcon(icons.icon("folder-tree", "muted"))
        self.tree_button.setToolTip("Hiện cây tổ chức")
        self.tree_button.setAccessibleName("Hiện cây tổ chức")
        self.tree_button.setCheckable(True)
        self.tree_button.hide()
        self.tree_button.clicked.connect(self._on_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        px, need, width = theme.current().px, self._room, self.width()
        tree = width >= px(need.tree + need.list_least + need.detail_least)
        detail = width >= px(need.list_least + need.detail_least)
        self.tree_button.setVisible(not tree)
        if tree:
            self._tree_wanted = False
        elif self._tree_wanted:
            tree, detail = True, False
        self.tree_button.setChecked(tree)
        self._tree.setVisible(tree)
        self._detail.setVisible(detail)
        sharing = f"{tree}{detail}{px(100)}"
        if sharing == self._sharing:
            return
        self._sharing = sharing
        self._tree.setMinimumWidth(px(140))
        self._detail.setMinimumWidth(px(need.detail_least))
        left = px(need.tree) if tree else 0
        right = min(px(need.detail), max(width - left - px(need.list_least), 0)) if detail else 0
        self.setSizes([left, width - left - right, right])

    @Slot()
    def _on_button(self) -> None:
        self._tree_wanted = self.tree_button.isChecked()
        self._share()
