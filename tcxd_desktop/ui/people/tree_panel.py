"""The organisation tree beside the list: chooses whose people are shown."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.unit_tree import UnitTree


class TreePanel(UnitTree):
    """The tree as at the day of the list; its topmost line stands for the whole office."""

    unit_chosen = Signal(object)
    """Id of the organisation, or ``None`` for the whole office."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start empty; ``refresh`` reads the tree."""
        super().__init__(tip="Chọn tổ chức để chỉ xem người ở đó", parent=parent)
        theme.panel(self)
        self._desk = desk
        self._filling = False
        self.chosen.connect(self._on_chosen)

    def refresh(self, as_at: str = "") -> None:
        """Read the tree as at an ISO day; the chosen line stays chosen where it exists."""
        self._filling = True
        self.show_nodes(units.tree(self._desk, as_at))
        self._filling = False

    def unit_id(self) -> int | None:
        """Return the chosen organisation, ``None`` for the whole office."""
        current = self.current_id()
        return None if current == self._root_id() else current

    def choose(self, unit_id: int | None) -> bool:
        """Choose an organisation; false when it does not exist on the day shown."""
        return self.select(self._root_id() if unit_id is None else unit_id)

    def name_of(self, unit_id: int | None) -> str:
        """Return the name of an organisation as at the day shown."""
        return next((node.unit.name for node in self.nodes if node.unit.id == unit_id), "")

    def _root_id(self) -> int | None:
        return self.nodes[0].unit.id if self.nodes else None

    @Slot()
    def _on_chosen(self) -> None:
        if not self._filling:
            self.unit_chosen.emit(self.unit_id())
