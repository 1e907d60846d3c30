"""What the wizard shows: head, steps, the step in hand, foot."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from tcxd_desktop.domain.imports import ImportResult
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.frame import Foot, Step, Steps
from tcxd_desktop.ui.imports.state import (
    COLUMNS,
    FILE,
    PREVIEW,
    RESULT,
    SHEETS,
    VALUES,
    ImportState,
    open_columns,
    open_values,
    recognised,
)
from tcxd_desktop.ui.imports.step_columns import ColumnsStep
from tcxd_desktop.ui.imports.step_file import FileStep
from tcxd_desktop.ui.imports.step_preview import PreviewStep
from tcxd_desktop.ui.imports.step_result import ResultStep
from tcxd_desktop.ui.imports.step_sheets import SheetsStep
from tcxd_desktop.ui.imports.step_values import ValuesStep

_STALE = "Có ô đã sửa: bấm Đọc lại (F5) để xem kết quả mới."
_NO_COLUMN = "Chưa cột nào được nhập. Chọn dòng tiêu đề ở bước 2, hoặc mục cho từng cột."
_NO_FILE = "Chưa có tệp nào: Ctrl+O để chọn."
_NO_SHEET = "Chưa trang nào được chọn."


class WizardFrame(LiveLayer):
    """Holds the steps; the wizard goes through them."""

    person_wanted = Signal(int)
    unsaved_name = "Lần nhập Excel"

    def __init__(self, desk: Desk, changes: Changes) -> None:
        """Build the steps, without a file."""
        super().__init__(changes)
        self._desk = desk
        self.state = ImportState(desk)
        self.result: ImportResult | None = None
        """What was written of the file in hand."""
        self.head = PageHead("Nhập Excel")
        self.notice = Notice()
        self.steps, self.foot = Steps(), Foot()
        self.file = FileStep(desk, self.state)
        self.sheets = SheetsStep(desk, self.state)
        self.columns = ColumnsStep(desk, self.state)
        self.values = ValuesStep(desk, self.state)
        self.preview = PreviewStep(desk, self.state)
        self.written = ResultStep(desk, self.state)
        self.stack = QStackedWidget()
        self._build()
        self.show_step(FILE)

    @property
    def step(self) -> int:
        """Number of the step that is shown."""
        return self.steps.step

    def shown(self) -> Step:
        """Return the step that is shown."""
        return self._all[self.step]

    def take_keyboard(self) -> None:
        """Put the keyboard into the step."""
        self.shown().take_focus()

    def forget(self) -> None:
        """Forget the file in hand."""
        fresh = ImportState(self._desk)
        for name in ("source", "original", "book", "maps", "profile", "picked", "preview",
                     "unknown", "stale"):  # fmt: skip
            setattr(self.state, name, getattr(fresh, name))
        self.result = None
        self.notice.clear()
        self.show_step(FILE)

    def show_step(self, step: int) -> None:
        """Show a step, filled, with the keyboard in it."""
        self._reach(step)
        shown = self._all[step]
        if self.state.source is not None:
            shown.show_state()
        self.stack.setCurrentWidget(shown)
        self.show_foot()
        self._show_head()
        if self.isVisible() and self.isEnabled():
            shown.take_focus()

    def show_result(self, result: ImportResult) -> None:
        """Show what was written."""
        source = self.state.source
        self.written.show_result(source.name if source is not None else "", result)
        self.show_step(RESULT)

    def set_busy(self, *, on: bool) -> None:
        """Wait for work: nothing can be decided meanwhile."""
        self.stack.setEnabled(not on)
        self.steps.setEnabled(not on)
        self.foot.setEnabled(not on)
        self.foot.reason.say("")
        if not on:
            self.show_foot()
        if not on and self.isVisible():
            self.shown().take_focus()

    def hindrance(self) -> str:
        """Return why one cannot go on from the step that is shown; empty: nothing hinders."""
        state = self.state
        if state.source is None:
            return _NO_FILE
        if self.step == SHEETS and not state.maps:
            return _NO_SHEET
        if self.step == COLUMNS and not recognised(state.maps):
            return _NO_COLUMN
        if self.step == PREVIEW:
            reasons = [_STALE] if state.stale else list(words.hindrances(state.decisions))
            return "\n".join(reasons)
        return ""

    def show_foot(self) -> None:
        """Offer what goes with the step, or say why not."""
        self.foot.show_step(self.step, self.hindrance())

    @Slot()
    def enter_find(self) -> None:
        """Find something in the step that is shown."""
        self.shown().enter_find()

    @Slot()
    def keep_profile(self) -> None:
        """Save how the file is read."""
        if self.step == COLUMNS:
            self.columns.keep_profile()

    def _reach(self, step: int) -> None:
        state = self.state
        if self.result is not None:
            self.steps.show_steps(step, {RESULT}, set(range(FILE, RESULT)))
            return
        reachable = set(range(FILE, RESULT)) if state.maps else {FILE, SHEETS}
        if state.source is None:
            reachable = {FILE}
        self.steps.show_steps(step, reachable, self._done())

    def _done(self) -> set[int]:
        """Return the steps with nothing left to decide."""
        state = self.state
        done = {FILE} if state.source is not None else set()
        if recognised(state.maps):
            done.add(SHEETS)
            if not open_columns(state.maps):
                done.add(COLUMNS)
        if not state.stale and not open_values(state) and not state.decisions.open_units():
            done.add(VALUES)
        return done

    def _show_name(self, name: str) -> None:
        self.head.title.say(name)
        self.head.show_badge("", "plain")
        self.head.state.say("")

    def _show_head(self) -> None:
        state = self.state
        if state.source is None:
            self._show_name("Chọn tệp để nhập")
            return
        self.head.title.say(state.source.name)
        self.head.state.say(words.book_words(state.book))
        if self.result is not None:
            self.head.show_badge("đã nhập", "ok")
        else:
            self.head.show_badge("chưa ghi", "plain")

    def _build(self) -> None:
        look = theme.current()
        self._all: dict[int, Step] = {
            FILE: self.file, SHEETS: self.sheets, COLUMNS: self.columns, VALUES: self.values,
            PREVIEW: self.preview, RESULT: self.written,
        }  # fmt: skip
        for step in self._all.values():
            self.stack.addWidget(step)
            step.changed.connect(self._on_changed)
            step.said.connect(self._on_said)
        theme.panel(self.stack)
        bars = QVBoxLayout()
        bars.setContentsMargins(look.px(14), look.px(4), look.px(14), 0)
        bars.setSpacing(look.px(4))
        bars.addWidget(self.notice)
        bars.addWidget(self.steps)
        ruled(self, self.head, bars, main=self.stack, foot=self.foot)

    @Slot()
    def _on_changed(self) -> None:
        self._reach(self.step)
        self.show_foot()

    @Slot(str, str)
    def _on_said(self, text: str, tone: str) -> None:
        if text:
            self.notice.say(text, tone)
        else:
            self.notice.clear()
