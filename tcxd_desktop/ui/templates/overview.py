"""The whole of a section on one page, to be read against the paper."""

from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tcxd_desktop.domain.score_templates import Item, Method, ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.templates.nodes import ITEMS, nodes_of
from tcxd_desktop.ui.templates.sheet_grid import SheetGrid
from tcxd_desktop.ui.templates.sheet_model import SheetCell, SheetColumn
from tcxd_desktop.ui.templates.titles import level_label, node_title
from tcxd_desktop.ui.templates.tools import Tools
from tcxd_desktop.wording.expressions import expression_words
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.scoring import METHOD

_ITEM_COLUMNS = (
    SheetColumn("Tiêu chí", share=3),
    SheetColumn("Điểm", 52, right=True),
    SheetColumn("Cách chấm", 138),
    SheetColumn("Tự tính theo", share=2),
)
_ENTRY_COLUMNS = (SheetColumn("Mục", share=2), SheetColumn("Nghĩa là", share=3))
_HEAD, _ROW = 31, 29


class Overview(QWidget):
    """A table that is read only; it shows the section of the template as it is."""

    changed = Signal()
    wanted = Signal(object)
    """Node of the line that is opened."""

    def __init__(self, tools: Tools, key: str, name: str) -> None:
        """Show the section ``key``."""
        super().__init__()
        self._tools, self.key = tools, key
        columns = _ITEM_COLUMNS if key == ITEMS else _ENTRY_COLUMNS
        self.grid = SheetGrid(columns, tools.sources, name=name)
        self.grid.set_read_only(on=True)
        self.grid.setProperty("tcxdEntry", None)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        begin_at(self, self.grid)
        self.grid.opened.connect(self._on_opened)

    def value(self) -> Any:
        """Return nothing: it is only read."""
        return None

    def set_value(self, _value: Any) -> None:
        """Show the section as it is now."""
        template = self._tools.template
        rows = _rows(template, self.key) if template is not None else []
        self.grid.set_rows(rows)
        look = theme.current()
        self.grid.setFixedHeight(look.line(_HEAD) + max(len(rows), 1) * look.line(_ROW) + 4)
        self.setVisible(bool(rows))

    def set_read_only(self, *, on: bool) -> None:
        """Stay as it is."""

    def commit(self) -> None:
        """Have nothing to finish."""

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        template = self._tools.template
        if template is not None:
            nodes = [node for node in nodes_of(template) if node[0] == self.key][1:]
            self.wanted.emit(nodes[row])

    def sizeHint(self) -> QSize:
        """Ask for no more width than there is."""
        return QSize(theme.current().px(200), super().sizeHint().height())


def _rows(template: ScoreTemplate, name: str) -> list[list[SheetCell]]:
    if name == ITEMS:
        return [row for item in template.items for row in _item_rows(item, 0, template)]
    rows = []
    for place, record in enumerate(getattr(template, name)):
        title, said = node_title(template, (name, place)), entry_words(record, template)
        rows.append([SheetCell(title, tip=title), SheetCell(said, tip=said)])
    return rows


def _item_rows(item: Item, depth: int, template: ScoreTemplate) -> list[list[SheetCell]]:
    title = f"{item.id}  {item.label}"
    worked = item.formula if item.method is Method.FORMULA else item.auto
    said = expression_words(worked, template) if worked else ""
    group = bool(item.children)
    own = [
        SheetCell(title, strong=group, indent=depth, tip=title),
        SheetCell(show_number(item.max), right=True, strong=group),
        SheetCell("" if group else METHOD[item.method]),
        SheetCell(said, tip=said),
    ]
    below = [row for child in item.children for row in _item_rows(child, depth + 1, template)]
    return [own, *below]


def entry_words(record: Any, template: ScoreTemplate) -> str:
    """Return what an entry of a list means."""
    typed = (getattr(record, key, "") for key in ("require", "when", "expr", "auto"))
    text = next(filter(None, typed), "")
    said = [expression_words(text, template)] if text else []
    for key, form in (("else_level", "không đạt thì {}"), ("result", "cao nhất {}")):
        code = getattr(record, key, "")
        if code:
            said.append(form.format(level_label(template.levels, code)))
    return "; ".join(said)
