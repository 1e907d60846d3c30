"""One line of the access book: whom it concerns, why, and every change old → new."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Change
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, facts, text_label
from tcxd_desktop.ui.safety.book_rows import NOTHING, Line, Told, plain, told
from tcxd_desktop.ui.safety.parts import bar, button, wrapped
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.safety_papers import CLOCK_DOUBTED

_MOST = 60
"""Changes shown; a line of an import may have thousands."""
_WRITTEN = "đã ghi lại"
_SEALED = "Giá trị của mục niêm phong chỉ người giữ ngăn niêm phong mới thấy."


class BookDetail(QWidget):
    """The panel at the right."""

    person_wanted = Signal(int)
    only_wanted = Signal(int, str)
    """Look for the lines about this dossier only."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Start without a line."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        theme.mark(self, "aside")
        self._zone = zone
        self.body = Scroll("Chi tiết của dòng")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), 0, look.px(8), 0)
        column.addWidget(self.body)
        self.told: list[Told] = []

    def show_line(self, line: Line | None, changes: Sequence[Change], *, holds: bool) -> None:
        """Show a line with its changes, or nothing."""
        self.body.clear()
        self.told = told(changes)
        column = self.body.column
        if line is None:
            column.addWidget(text_label("Chọn một dòng để xem chi tiết.", role="muted"))
            column.addStretch(1)
            return
        column.addWidget(theme.page_title(wrapped(line.act)))
        entry = line.entry
        column.addLayout(
            facts(
                (
                    ("Lúc", line.at),
                    ("Đồng hồ", CLOCK_DOUBTED if entry.clock else ""),
                    ("Người", entry.actor),
                    ("Dòng số", str(entry.id)),
                    ("Chi tiết", plain(entry.note)),
                    ("Mục đích", entry.purpose),
                    ("Số bản", str(entry.copies or "")),
                )
            )
        )
        self._add_people(line)
        self._add_changes(column)
        if not holds and any("niêm phong" in t.old + t.new for t in self.told):
            column.addWidget(text_label(_SEALED, role="hint"))
        column.addStretch(1)

    def _add_people(self, line: Line) -> None:
        entry = line.entry
        if not entry.people and not entry.count:
            return
        frame, column = card("Của ai")
        for number, name in entry.people:
            column.addWidget(LinkLabel(name or "(không còn tên)", "", self._opener(number)))
        more = entry.count - len(entry.people)
        if more > 0:
            column.addWidget(text_label(f"và {show_number(more)} người nữa", role="muted"))
        if len(entry.people) == 1:
            number, name = entry.people[0]
            open_it = button("Mở hồ sơ", self._opener(number))
            only = button("Mọi dòng của hồ sơ này", self._narrower(number, name))
            column.addWidget(bar(open_it, only))
        self.body.column.addWidget(frame)

    def _add_changes(self, column: QVBoxLayout) -> None:
        real = [t for t in self.told if t.changed]
        if not real:
            return
        frame, inside = card(f"Thay đổi ({show_number(len(real))})")
        for change in real[:_MOST]:
            inside.addWidget(theme.caption(wrapped(change.what)))
            sides = f"{change.old or NOTHING}  →  {change.new or NOTHING}"
            # Of the roll and the minutes the book keeps that they were written, not each word.
            inside.addWidget(text_label(sides if change.old or change.new else _WRITTEN))
        if len(real) > _MOST:
            more = show_number(len(real) - _MOST)
            inside.addWidget(text_label(f"và {more} thay đổi nữa", role="muted"))
        column.addWidget(frame)

    def _opener(self, number: int) -> "_Call":
        return _Call(self.person_wanted, number)

    def _narrower(self, number: int, name: str) -> "_Call":
        return _Call(self.only_wanted, number, name)


class _Call:
    """Emits a signal with what it was made with."""

    def __init__(self, signal: SignalInstance, *values: object) -> None:
        self._signal, self._values = signal, values

    def __call__(self) -> None:
        self._signal.emit(*self._values)
