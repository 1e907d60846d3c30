"""Two records side by side: what each says, which side holds, and merging them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.duplicates import PairLine, PairSide
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.merging import FieldChoice, MergePlan, Side, chosen
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.office import duplicates, merging
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, facts, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.duplicates import words
from tcxd_desktop.ui.duplicates.dialogs import ask_reason
from tcxd_desktop.ui.duplicates.lists import tone
from tcxd_desktop.ui.duplicates.side_cells import Choice, FieldRow, TableRow, headings
from tcxd_desktop.wording.formats import masked, show_number
from tcxd_desktop.wording.merging import goes_along, sides

_OTHER = {Side.KEPT: Side.GONE, Side.GONE: Side.KEPT}


class Compare(LiveLayer):
    """The comparison, as a full page over the list of pairs."""

    merged = Signal()
    """Two records became one."""
    said_two = Signal()
    """They are of two people."""
    person_wanted = Signal(int)

    subjects = frozenset({"person"})

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page without anybody on it."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._pair: PairLine | None = None
        self.plan: MergePlan | None = None
        self._proposed: MergePlan | None = None
        self._job: Job | None = None
        self.rows: dict[str, Choice] = {}
        self.head = PageHead("Hồ sơ trùng")
        self.swap = icons.put(QPushButton("Đổi bên"), "arrow-right-left")
        self.swap.setToolTip("Giữ hồ sơ kia (F6)")
        self.two = icons.put(QPushButton("Là hai người…"), "users")
        self.two.setToolTip("Ghi hai hồ sơ là của hai người (F4)")
        self.merge = theme.primary(icons.put(QPushButton("Gộp…"), "check", "on_accent"))
        self.head.place(self.swap, self.two, self.merge)
        self.notice = Notice()
        self.area = Scroll("So sánh hai hồ sơ")
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        inside = QVBoxLayout()
        inside.setContentsMargins(look.px(14), look.px(8), look.px(8), 0)
        inside.setSpacing(look.px(8))
        inside.addWidget(self.notice)
        inside.addWidget(self.area, 1)
        column.addLayout(inside, 1)
        self._connect()

    def open(self, first_id: int, second_id: int) -> None:
        """Compare two records, the first as the one that stays.

        Raises:
            Problem: one of them is not there, or not to be seen.
        """
        pair = duplicates.pair(self._desk, first_id, second_id)
        self._take(pair, merging.propose(self._desk, first_id, second_id))
        self.notice.clear()
        self._show()

    def reload(self) -> None:
        """Look again what stands in the way; begin anew where a record was saved meanwhile."""
        super().reload()
        if self._pair is None or self.plan is None or running(self._job):
            return
        before, choices = self.plan, self._changed_choices()
        try:
            pair = duplicates.pair(self._desk, before.kept_id, before.gone_id)
            plan = merging.propose(self._desk, before.kept_id, before.gone_id)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        versions = (before.kept_version, before.gone_version)
        same = versions == (plan.kept_version, plan.gone_version)
        self._take(pair, plan)
        if same:
            self._choose_again(choices)
        else:
            self.notice.say(words.CHANGED, "warn")
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again for what stood in the way: the user may have gone to clear it."""
        self._stale = self._stale or bool(self.plan and self.plan.obstacles)
        super().showEvent(event)

    def take_keyboard(self) -> None:
        """Begin with the first choice."""
        for row in self.rows.values():
            cell = row.cells.get(row.side()) or next(iter(row.cells.values()))
            cell.radio.setFocus()
            return
        self.merge.setFocus()

    def unsaved(self) -> bool:
        """Tell whether choices would be lost."""
        return self.plan != self._proposed

    def may_leave(self) -> bool:
        """Ask before choices are thrown away: they are written by their own button only."""
        if not self.unsaved():
            return True
        if dialogs.confirm(self, "Bỏ các lựa chọn đã làm cho cặp này?", yes="Bỏ lựa chọn",
                           no="Ở lại"):  # fmt: skip
            self.discard()
            return True
        return False

    def save(self) -> bool:
        """Choices are not written by the way."""
        self.notice.say("Bấm Gộp… để ghi, hoặc Esc để bỏ các lựa chọn.", "warn")
        return False

    def discard(self) -> None:
        """Throw the choices away."""
        self.plan = self._proposed
        self._show()

    # --- showing ----------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.swap.clicked.connect(self.swap_sides)
        self.two.clicked.connect(self.say_two)
        self.merge.clicked.connect(self.merge_them)
        self._jobs.over.connect(self._on_over)
        allow(self.two, self._desk, Permission.EDIT)
        allow(self.merge, self._desk, Permission.VOID)
        self.add_keys(
            ("F6", self.swap_sides), ("F4", self.say_two), ("Ctrl+Return", self.merge_them),
            ("Ctrl+Enter", self.merge_them),
        )  # fmt: skip

    def _take(self, pair: PairLine, plan: MergePlan) -> None:
        self._pair, self.plan, self._proposed = pair, plan, plan

    def _show(self) -> None:
        pair, plan = self._pair, self.plan
        if pair is None or plan is None:
            return
        same = same_text(pair.first.name, pair.second.name)
        names = pair.first.name if same else f"{pair.first.name} và {pair.second.name}"
        self.head.title.say(names)
        self.head.show_badge(f"{pair.score.points} điểm", tone(pair))
        self.area.clear()
        self.rows = {}
        if plan.obstacles:
            self._add_obstacles(plan)
        self._add_people(pair)
        differ = [one for one in plan.fields if one.kept]
        filled = [one for one in plan.fields if not one.kept]
        self._add_fields("Hai hồ sơ ghi khác nhau", differ)
        self._add_fields("Chỉ hồ sơ bỏ có", filled)
        if plan.tables:
            self._add_choices("Bảng nhiều dòng", [TableRow(one) for one in plan.tables])
        self._add_rest(plan)
        self.area.column.addStretch(1)
        self._say()

    def _add_obstacles(self, plan: MergePlan) -> None:
        frame, inside = card("Vướng mắc phải xử lý trước khi gộp")
        for one in plan.obstacles:
            if one.person_id:
                inside.addWidget(LinkLabel(one.text, "", self._opener(one.person_id)))
            else:
                inside.addWidget(text_label(one.text))
        self.area.column.addWidget(frame)

    def _add_people(self, pair: PairLine) -> None:
        frame, inside = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(18))
        for column, (title, side) in enumerate(
            (("Hồ sơ giữ", pair.first), ("Hồ sơ bỏ", pair.second))
        ):
            grid.setColumnStretch(column, 1)
            grid.addWidget(self._person(title, side), 0, column)
        inside.addLayout(grid)
        told, against = sides(pair.score.reasons)
        inside.addLayout(facts((("Giống nhau", told), ("Khác nhau", against))))
        self.area.column.addWidget(frame)

    def _person(self, title: str, side: PairSide) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, theme.current().px(6))
        column.setSpacing(theme.current().px(2))
        column.addWidget(text_label(title, role="caption"))
        column.addWidget(LinkLabel(side.name, words.born(side), self._opener(side.person_id)))
        numbers = (
            f"định danh {masked(side.citizen_id)}" if side.citizen_id else "",
            f"thẻ {masked(side.card_no)}" if side.card_no else "",
            f"hoàn chỉnh {side.complete} %",
        )
        column.addWidget(text_label(" · ".join(filter(None, numbers)), role="muted"))
        column.addStretch(1)
        return block

    def _opener(self, person_id: int) -> Callable[[], None]:
        def open_it() -> None:
            self.person_wanted.emit(person_id)

        return open_it

    def _add_fields(self, title: str, found: Sequence[FieldChoice]) -> None:
        if found:
            self._add_choices(
                f"{title} ({show_number(len(found))})", [FieldRow(one) for one in found]
            )

    def _add_choices(self, title: str, rows: Sequence[Choice]) -> None:
        frame, inside = card(title)
        inside.addWidget(headings())
        for row in rows:
            inside.addWidget(theme.rule())
            row.chosen.connect(self._on_chosen)
            self.rows[row.name] = row
            inside.addWidget(row)
        self.area.column.addWidget(frame)

    def _add_rest(self, plan: MergePlan) -> None:
        moves, stays = goes_along(plan)
        frame, inside = card("Gắn với hồ sơ bỏ")
        if not moves and not stays:
            inside.addWidget(text_label("Không có gì khác gắn với hồ sơ này.", role="muted"))
        inside.addLayout(
            facts(
                (
                    ("Chuyển theo", moves),
                    ("Ở lại", f"{stays} (hồ sơ giữ đã có của cùng lần đó)" if stays else ""),
                )
            )
        )
        self.area.column.addWidget(frame)

    def _say(self) -> None:
        plan = self.plan
        if plan is None:
            return
        waiting = words.waiting(plan)
        self.head.state.say(waiting)
        self.merge.setEnabled(not waiting and not running(self._job))
        self.merge.setToolTip(waiting or "Gộp hai hồ sơ làm một (Ctrl+Enter)")

    # --- choosing ---------------------------------------------------------------------------------

    @Slot(str, object, str)
    def _on_chosen(self, name: str, side: Side, basis: str) -> None:
        if self.plan is not None:
            self.plan = chosen(self.plan, name, side, basis)
            self._say()

    def _changed_choices(self) -> list[tuple[str, Side, str]]:
        """Return what the clerk chose otherwise than proposed."""
        if self.plan is None or self._proposed is None:
            return []
        return [
            *((one.field, one.side, one.basis) for one, was in
              zip(self.plan.fields, self._proposed.fields, strict=True) if one != was),
            *((one.table, one.side, "") for one, was in
              zip(self.plan.tables, self._proposed.tables, strict=True) if one != was),
        ]  # fmt: skip

    def _choose_again(self, choices: Sequence[tuple[str, Side, str]]) -> None:
        for name, side, basis in choices:
            if self.plan is not None:
                self.plan = chosen(self.plan, name, side, basis)

    @Slot()
    def swap_sides(self) -> None:
        """Keep the other record, with what was chosen so far."""
        if self.plan is None or running(self._job):
            return
        choices = self._changed_choices()
        try:
            self.open(self.plan.gone_id, self.plan.kept_id)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self._choose_again([(name, _OTHER.get(side, side), basis) for name, side, basis in choices])
        self._show()
        self.take_keyboard()

    # --- doing ------------------------------------------------------------------------------------

    @Slot()
    def say_two(self) -> None:
        """Write that they are two people, after asking why."""
        if self.plan is None or not self.two.isEnabled():
            return
        reason = ask_reason(
            "Là hai người",
            "Hai hồ sơ này là của hai người khác nhau? Cặp này sẽ không hiện lại trong danh sách.",
            "Ghi là hai người",
            self,
        )
        if reason is None:
            return
        try:
            duplicates.declare_distinct(self._desk, self.plan.kept_id, self.plan.gone_id, reason)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self._end()
        self.said_two.emit()

    @Slot()
    def merge_them(self) -> None:
        """Merge, after asking why."""
        if self.plan is None or running(self._job):
            return
        if not self.merge.isEnabled():
            self.notice.say(self.merge.toolTip(), "warn")
            return
        reason = ask_reason("Gộp hai hồ sơ", words.summary(self.plan), "Gộp hai hồ sơ", self)
        if reason is None:
            return
        desk, plan = self._desk, self.plan

        def work(progress: Progress) -> int:
            return merging.merge(desk, plan, reason, progress)

        self._job = self._jobs.run(
            work, done=self._on_merged, failed=self._on_failed, title="Đang gộp hai hồ sơ…"
        )
        self._say()

    def _on_merged(self, _number: int) -> None:
        self._end()
        self.merged.emit()

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._job:
            self._say()  # stopped work answers nobody: what was begun may be begun again

    def _on_failed(self, problem: Problem) -> None:
        self.reload()
        self.notice.show_problem(problem)

    def _end(self) -> None:
        """Hold nobody any more."""
        self._pair = self.plan = self._proposed = None
        self.left.emit()
