"""What is different in a variant: a table of all criteria, typed where something changes."""

from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tcxd_desktop.domain.facts import Fact, Kind
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.templates.sheet_grid import SheetGrid
from tcxd_desktop.ui.templates.sheet_model import SheetCell, SheetColumn
from tcxd_desktop.ui.templates.tools import YES_NO_LIST, Tools
from tcxd_desktop.ui.templates.variant_lines import (
    Changes,
    VariantLine,
    sum_text,
    variant_lines,
    with_label,
    with_number,
    with_used,
)
from tcxd_desktop.wording.formats import show_number

_NUMBER, _USED, _LABEL = (
    Fact("", Kind.NUMBER),
    Fact("", Kind.CODE, codes=YES_NO_LIST),
    Fact("", Kind.LINE),
)
_COLUMNS = (
    SheetColumn("Tiêu chí"),
    SheetColumn("Chung", 62, right=True),
    SheetColumn("Ở đây", 70, right=True),
    SheetColumn("Có chấm", 84),
    SheetColumn("Tên khác", 120),
)
_NUMBER_AT, _USED_AT = 2, 3
_HEAD, _ROW, _MOST = 31, 29, 80


class VariantTable(QWidget):
    """The criteria with their usual points, and beside them what the variant sets."""

    changed = Signal()

    def __init__(self, tools: Tools, key: str, name: str) -> None:
        """Start without lines."""
        super().__init__()
        self._tools = tools
        self.key = key
        self._changes: Changes = {}
        self._lines: list[VariantLine] = []
        self.grid = SheetGrid(_COLUMNS, tools.sources, name=name)
        self.total = text_label("", role="message")
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self.total)
        column.addWidget(self.grid)
        begin_at(self, self.grid)
        self.grid.typed.connect(self._on_typed)

    def value(self) -> Any:
        """Return what the variant changes."""
        return self._changes

    def set_value(self, value: Any) -> None:
        """Show the criteria as they are now, and what the variant changes."""
        self._changes = value
        template = self._tools.template
        self._lines = variant_lines(template, value) if template is not None else []
        self.grid.set_rows([_cells(line, value) for line in self._lines])
        look = theme.current()
        rows = min(max(len(self._lines), 1), _MOST)
        self.grid.setFixedHeight(look.line(_HEAD) + rows * look.line(_ROW) + 4)
        if template is not None:
            said, right = sum_text(template, value)
            theme.set_mark(self.total, "tone", "ok" if right else "bad")
            self.total.setText(said)

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read but not changed."""
        self.grid.set_read_only(on=on)

    def commit(self) -> None:
        """Finish the cell that is being typed."""
        self.grid.commit()

    def sizeHint(self) -> QSize:
        """Ask for no more width than there is."""
        return QSize(theme.current().px(200), super().sizeHint().height())

    @Slot(int, int, object)
    def _on_typed(self, row: int, column: int, value: Any) -> None:
        line = self._lines[row]
        if column == _NUMBER_AT:
            self._changes = with_number(line, self._changes, value)
        elif column == _USED_AT:
            self._changes = with_used(line, self._changes, value)
        else:
            self._changes = with_label(line, self._changes, value)
        self.changed.emit()


def _cells(line: VariantLine, changes: Changes) -> list[SheetCell]:
    usual = show_number(line.usual)
    own = bool(line.enabled_key)
    return [
        SheetCell(line.title, strong=line.group, indent=line.depth, tip=line.title),
        SheetCell(usual, right=True),
        SheetCell(fact=_NUMBER, value=line.number(changes), right=True),
        SheetCell(
            fact=_USED if own else None,
            value=line.used(changes),
            faint="" if line.enabled else "không",
        ),
        SheetCell(fact=_LABEL if own else None, value=line.label(changes)),
    ]
