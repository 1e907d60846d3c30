"""What the page of collective transfers shows: the list, a plan in four steps, one carried out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, CollectiveState
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.transfers.collective_done import DoneView
from tcxd_desktop.ui.transfers.collective_frame import Foot, Head, Steps
from tcxd_desktop.ui.transfers.collective_list import PlanList
from tcxd_desktop.ui.transfers.collective_people import PeopleStep
from tcxd_desktop.ui.transfers.collective_preview import PreviewStep
from tcxd_desktop.ui.transfers.collective_state import PEOPLE, PREVIEW, UNITS, WHAT, PlanState
from tcxd_desktop.ui.transfers.collective_units import UnitsStep
from tcxd_desktop.ui.transfers.collective_what import WhatStep
from tcxd_desktop.wording import collective as words

_BEGIN = (
    "Một quyết định, một lần ghi: cả tổ chức và đảng viên cùng chuyển, không viết giấy giới thiệu "
    "cho từng người.\nBấm Đợt mới (Ctrl+N) để soạn; chưa có gì được ghi cho đến khi bấm Thực hiện."
)


class PlanFrame(Layer):
    """The plans at the left; the one in hand in four steps, or as it was carried out."""

    print_wanted = Signal(object)
    """A TransferJob."""
    person_wanted = Signal(int)
    unit_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page, with nothing in hand."""
        super().__init__(parent)
        self._desk = desk
        self._editing = False
        self.done_plan: CollectivePlan | None = None
        """The plan shown that cannot be edited any more."""
        self.state = PlanState(desk)
        self.head, self.foot, self.steps = Head(), Foot(), Steps()
        self.list = PlanList(desk)
        self.what = WhatStep(desk, self.state)
        self.units = UnitsStep(desk, self.state)
        self.people = PeopleStep(desk, self.state)
        self.preview = PreviewStep()
        self.done = DoneView(desk)
        self._build()
        self.steps.wanted.connect(self._on_step)
        for step in (self.what, self.units, self.people):
            step.changed.connect(self._on_edited)
        self.people.said.connect(self.head.notice.say)
        self.preview.step_wanted.connect(self._on_wanted)
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share; at big letters it leaves more to the plan."""
        super().resizeEvent(event)
        look = theme.current()
        share = max(event.size().width() * 28 // 100, look.px(150))
        self.list.setFixedWidth(min(look.px(312), share))

    def _build(self) -> None:
        look = theme.current()
        self._pages = QStackedWidget()
        for page in (self.what, self.units, self.people, self.preview):
            self._pages.addWidget(page)
        editor = QWidget()
        inside = QVBoxLayout(editor)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(look.px(10), 0, 0, 0)
        above.addWidget(self.steps, 1)
        inside.addLayout(above)
        inside.addWidget(theme.rule())
        inside.addWidget(self._pages, 1)
        inside.addWidget(self.foot)
        self._editor = theme.panel(editor)
        self._nothing = theme.muted(QLabel(_BEGIN))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(look.px(60), 0, look.px(60), 0)
        self._views = QStackedWidget()
        for view in (self._nothing, self._editor, self.done):
            self._views.addWidget(view)
        self._side = QHBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(self.list)
        self._side.addWidget(self._views, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(theme.rule())
        column.addLayout(self._side, 1)
        for target in (self.head.new, self.head.undo, self.head.drop, self.foot.save,
                       self.foot.carry_out):  # fmt: skip
            allowed.allow(target, self._desk, Permission.TRANSFERS)
        allowed.allow(self.head.papers, self._desk, Permission.PRINT)

    def _edit(self, plan: CollectivePlan) -> None:
        self._editing, self.done_plan = True, None
        self.state.show(plan)
        self.people.text.clear()
        self._views.setCurrentWidget(self._editor)
        self.steps.go(WHAT)
        self._show_step()

    def _show_plan(self, plan: CollectivePlan) -> None:
        if plan.state is CollectiveState.DRAFT:
            self._edit(plan)
        else:
            self._editing, self.done_plan = False, plan
            self.done.show_plan(plan)
            self._views.setCurrentWidget(self.done)
            self._show_state()
            self.list.point_at(plan.id)
            if self.isVisible():
                self.done.take_focus()

    def _close(self) -> None:
        self._editing, self.done_plan = False, None
        self.state.show(CollectivePlan(CollectiveKind.MERGE))
        self._views.setCurrentWidget(self._nothing)
        self._show_state()
        self.list.point_at(0)

    def _show_step(self) -> None:
        """Fill the step that is shown from the state, and put the keyboard into it."""
        step = self.steps.step
        commit_open_edit()
        if step == PREVIEW:
            self._show_preview()
        else:
            self._shown(step).show_plan()
        self._pages.setCurrentIndex(step - 1)
        self.foot.show_step(step)
        self._show_state()
        if self.isVisible():
            if step < PREVIEW:
                self._shown(step).take_focus()
            elif not self.preview.take_focus():
                self.foot.carry_out.setFocus()

    def _shown(self, step: int) -> WhatStep | UnitsStep | PeopleStep:
        if step == WHAT:
            return self.what
        return self.units if step == UNITS else self.people

    def _show_preview(self) -> None:
        try:
            self.preview.show_preview(self.state.preview(), self.state.deeds())
        except Problem as problem:
            self.head.notice.show_problem(problem)

    def _show_state(self) -> None:
        self.steps.say(self.state.summaries())
        done = self.done_plan
        self.head.undo.setVisible(done is not None and done.state is CollectiveState.DONE)
        self.head.drop.setVisible(self._editing)
        self.head.papers.setVisible(self._editing or done is not None)
        plan = self.state.plan if self._editing else done
        told = words.title(plan) if plan is not None else ""
        unsaved = " · chưa lưu" if self._editing and self.state.dirty else ""
        self.head.status.say(f"{told}{unsaved}")

    def _plan_id(self) -> int:
        return self.done_plan.id if self.done_plan is not None else self.state.saved.id

    @Slot(int)
    def _on_step(self, _step: int) -> None:
        if self._editing:
            self._show_step()

    @Slot(int)
    def _on_wanted(self, step: int) -> None:
        if step == PEOPLE and self.state.open_count():
            self.people.only_open.setChecked(True)
        self.steps.go(step)

    @Slot()
    def _go_on(self) -> None:
        if self._editing:
            self.steps.go(self.steps.step + 1)

    @Slot()
    def _go_back(self) -> None:
        if self._editing:
            self.steps.go(self.steps.step - 1)

    @Slot()
    def _find(self) -> None:
        if self._editing and self.steps.step == PEOPLE:
            self.people.text.setFocus()
            self.people.text.selectAll()

    @Slot()
    def _on_edited(self) -> None:
        self.head.notice.clear()
        self._show_state()
