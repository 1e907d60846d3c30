"""The list of collective transfers at the side of their page."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.collective import CollectiveLine, CollectiveState
from tcxd_desktop.office import collective
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording import collective as words
from tcxd_desktop.wording.formats import show_date, show_number

TONES = {
    CollectiveState.DRAFT: "warn",
    CollectiveState.DONE: "ok",
    CollectiveState.UNDONE: "plain",
}


def ends_text(line: CollectiveLine) -> str:
    """Return from which organisations to which, in one line."""
    before, after = ", ".join(line.sources), ", ".join(line.targets)
    return f"{before} → {after}" if before and after else before or after


COLUMNS: tuple[Column[CollectiveLine], ...] = (
    Column("kind", "Việc", lambda line: words.KIND[line.kind], width=106,
           tip=lambda line: f"{words.KIND[line.kind]}: {ends_text(line)}"),
    Column("state", "Tình trạng", lambda line: words.STATE[line.state], width=110,
           tone=lambda line: TONES[line.state]),
    Column("on", "Ngày", lambda line: show_date(line.on), sort=lambda line: line.on, width=86),
    Column("number", "Quyết định", lambda line: line.decision.number, width=100, shown=False),
    Column("people", "Người", lambda line: show_number(line.people),
           sort=lambda line: line.people, align="right", width=60, shown=False),
)  # fmt: skip


class PlanList(QWidget):
    """Every plan: drafts first, then the newest."""

    chosen = Signal(int)
    """Id of the plan the cursor came to, or that was opened."""

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._quiet = False
        theme.mark(theme.panel(self), "side")
        look = theme.current()
        self.table: Table[CollectiveLine] = Table(
            COLUMNS, identity=lambda line: line.id, name="Các đợt", key="collectives"
        )
        self.empty = theme.hint(QLabel("Chưa có đợt nào."))
        self.empty.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)

    def refresh(self) -> list[CollectiveLine]:
        """Read the list again and return it; the cursor stays."""
        found = collective.listed(self._desk)
        self._quiet = True
        self.table.show_records(found)
        self._quiet = False
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        return found

    def point_at(self, plan_id: int) -> None:
        """Put the cursor on a plan, or on none, without opening it."""
        self._quiet = True
        if not plan_id or not self.table.select(plan_id):
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rootIndex())
        self._quiet = False

    @Slot(object)
    def _on_current(self, line: CollectiveLine | None) -> None:
        if line is not None and not self._quiet and self.table.hasFocus():
            self.chosen.emit(line.id)
            self.table.setFocus()  # the cursor may go on; Enter enters what it stands on

    @Slot(object)
    def _on_opened(self, line: CollectiveLine) -> None:
        self.chosen.emit(line.id)
