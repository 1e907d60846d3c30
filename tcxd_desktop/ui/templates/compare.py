"""Two versions side by side: what differs, criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.template_diff import Change, Difference, compare
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import card, text_label
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.templates import difference_text, place_text, value_text

_CHANGE = {
    Change.CHANGED: ("sửa", "warn"),
    Change.ADDED: ("thêm", "ok"),
    Change.REMOVED: ("bỏ", "bad"),
    Change.MOVED: ("chuyển", "plain"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A difference with its words."""

    number: int
    told: Difference
    where: str
    old: str
    new: str


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("change", "Thay đổi", lambda line: _CHANGE[line.told.change][0],
           tone=lambda line: _CHANGE[line.told.change][1], width=82),
    Column("where", "Ở đâu", lambda line: line.where, width=330, tip=lambda line: line.where),
    Column("old", "Bản trước", lambda line: line.old, width=240, tip=lambda line: line.old),
    Column("new", "Bản sau", lambda line: line.new, width=240, tip=lambda line: line.new),
)  # fmt: skip


class ComparePane(QWidget):
    """A list of differences; the one under the cursor in full below it."""

    def __init__(self) -> None:
        """Start with nothing to compare."""
        super().__init__()
        look = theme.current()
        self.said = text_label("", role="muted")
        self.table: Table[_Line] = Table(
            _COLUMNS,
            identity=lambda line: line.number,
            name="Khác nhau giữa hai bản",
            key="templates.compare",
        )
        self.whole = text_label("Chọn một dòng để đọc cả câu.")
        frame, inside = card("Khác ở chỗ")
        inside.addWidget(self.whole)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, look.px(10))
        column.setSpacing(look.px(8))
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(10), look.px(14), 0)
        above.addWidget(self.said)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.table, 1)
        below = QVBoxLayout()
        below.setContentsMargins(look.px(14), 0, look.px(14), 0)
        below.addWidget(frame)
        column.addLayout(below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Roomy(page, self.table))
        begin_at(self, self.table)
        self.table.current_changed.connect(self._on_line)

    def show_versions(self, old: ScoreTemplate, new: ScoreTemplate) -> None:
        """Show what differs."""
        found = compare(old, new)
        self.table.show_records(_lines(found, old, new))
        self.table.select_first()
        many = show_number(len(found))
        words = f"có {many} chỗ khác nhau" if found else "giống hệt nhau"
        self.said.setText(f"{named(old)} và {named(new)}: {words}.")

    @Slot(object)
    def _on_line(self, line: _Line | None) -> None:
        if line is not None:
            self.whole.setText(f"{difference_text(line.told)}.")


def named(template: ScoreTemplate) -> str:
    """Return a version by its code and number."""
    return f"{template.code or 'Mẫu mới'} bản {template.version}"


def _lines(found: Sequence[Difference], old: ScoreTemplate, new: ScoreTemplate) -> list[_Line]:
    made = []
    for number, one in enumerate(found):
        where = place_text(one.place, old if one.change is Change.REMOVED else new)
        where = where[:1].upper() + where[1:]
        before = "" if one.change is Change.ADDED else value_text(one.old)
        after = "" if one.change is Change.REMOVED else value_text(one.new)
        made.append(_Line(number, one, where, before, after))
    return made
