"""A collective transfer that was carried out: what it was, and who went where."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from tcxd_desktop.domain.collective import CollectivePlan, CollectiveState, MemberMove
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, facts, text_label
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.collective_list import TONES
from tcxd_desktop.wording import collective as words
from tcxd_desktop.wording.formats import show_date, show_number


class DoneView(QWidget):
    """Facts and organisations at the left, people at the right; nothing can be changed here."""

    unit_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._names: dict[int, str] = {}
        self.told = Scroll("Nội dung đợt")
        look = theme.current()
        self.told.column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        self.table: Table[MemberMove] = Table(
            self._columns(), identity=lambda move: move.person_id, name="Người đã chuyển",
            key="collective-done",
        )  # fmt: skip
        self.title = theme.heading(QLabel())
        people = theme.panel(QWidget())
        right = QVBoxLayout(people)
        right.setContentsMargins(0, look.px(12), 0, 0)
        right.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), 0, look.px(12), 0)
        head.addWidget(self.title)
        right.addLayout(head)
        right.addWidget(theme.rule())
        right.addWidget(self.table, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self.told)
        split.addWidget(people)
        split.setSizes([look.px(380), look.px(480)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.table.opened.connect(self._on_person)

    def show_plan(self, plan: CollectivePlan) -> None:
        """Show a plan that was carried out, or taken back."""
        self._names = units.names(self._desk)
        self._tell(plan)
        self.table.show_records(plan.moves)
        self.title.setText(f"Đảng viên: {show_number(len(plan.moves))}")

    def take_focus(self) -> None:
        """Put the keyboard on the people."""
        self.table.setFocus()
        self.table.select_first()

    def _tell(self, plan: CollectivePlan) -> None:
        self.told.clear()
        frame, column = card(words.KIND[plan.kind])
        column.addWidget(theme.badge(words.STATE[plan.state], TONES[plan.state]))
        column.addLayout(
            facts(
                [
                    ("Thực hiện", show_date(plan.on)),
                    (
                        "Căn cứ",
                        words.basis(plan.decision),
                    ),
                    ("Tiếp nhận", words.basis(plan.acceptance)),
                    (words.PLACE_OF.get(plan.kind, ""), plan.other_place),
                    ("Biên bản", show_date(plan.minutes_on)),
                    ("Ghi chú", plan.note),
                    ("Lý do hoàn tác", plan.undo_reason),
                ]
            )
        )
        self.told.column.addWidget(frame)
        for title, ids in (("Tổ chức mới", plan.made), ("Tổ chức kết thúc", plan.closed)):
            if ids and plan.state is CollectiveState.DONE:
                self._units(title, ids)
        if plan.renamed:
            frame, column = card("Tên mới")
            for _, name in plan.renamed:
                column.addWidget(text_label(name))
            self.told.column.addWidget(frame)
        self.told.column.addStretch(1)

    def _units(self, title: str, ids: tuple[int, ...]) -> None:
        frame, column = card(title)
        for unit_id in ids:
            column.addWidget(LinkLabel(self._names.get(unit_id, ""), "", self._opener(unit_id)))
        self.told.column.addWidget(frame)

    def _columns(self) -> tuple[Column[MemberMove], ...]:
        return (
            Column("tt", "TT", lambda _: "", width=40, muted=True, sortable=False, numbered=True),
            Column("name", "Họ và tên", lambda move: move.name,
                   sort=lambda move: name_key(move.name), width=140),
            Column("from", "Từ", lambda move: self._names.get(move.from_id, ""), width=128),
            Column("to", "Đến", lambda move: self._names.get(move.to_id, ""), width=128),
        )  # fmt: skip

    def _opener(self, unit_id: int) -> Callable[[], None]:
        def open_it() -> None:
            self.unit_wanted.emit(unit_id)

        return open_it

    @Slot(object)
    def _on_person(self, move: MemberMove) -> None:
        self.person_wanted.emit(move.person_id)
