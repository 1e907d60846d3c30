"""A sheet opened in its editor: shown, collected from the cells, read-only where it must be."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.explained import Explained
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.office import board, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.meetings import sheet_words
from tcxd_desktop.ui.meetings.detail_words import facts_line
from tcxd_desktop.ui.meetings.sheet_frame import SheetFrame
from tcxd_desktop.ui.meetings.sheet_state import SheetWork
from tcxd_desktop.ui.meetings.sheet_table import ScoreTable
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.meetings import SHEET_STATE
from tcxd_desktop.wording.periods import period_text
from tcxd_desktop.wording.scoring import hint_text

UNSAVED = "Chưa lưu"
_TONES = {
    SheetState.DRAFT: "plain",
    SheetState.SUBMITTED: "warn",
    SheetState.REVIEWED: "plain",
    SheetState.CONFIRMED: "ok",
}
_CLOSED = "Tháng này đã chốt nên phiếu chỉ xem. Muốn sửa, hãy mở lại kỳ ở trang Tổng hợp."
_CONFIRMED = "Mức đã xác nhận nên phiếu khóa. Muốn sửa, hãy chọn Mở lại và ghi lý do."
_REVIEWED = (
    "Phiếu đã thẩm định nên điểm tự chấm giữ nguyên. Muốn sửa, hãy chọn Mở lại và ghi lý do."
)


class SheetSession(SheetFrame):
    """Knows which sheet is shown and what was entered on it; writes nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without a sheet."""
        super().__init__(parent)
        self._desk = desk
        self.found: Explained | None = None
        """The meeting of the sheet, and what is pointed out."""
        self.work: SheetWork | None = None
        self.touched = False
        """Something is typed that was not taken yet."""
        self.view.lined.connect(self._on_line)
        self.view.model_.edited.connect(self._on_edited)
        self.view.said.connect(self.head.state.say)
        self.inputs.changed.connect(self._on_input)
        self.inputs.typed.connect(self._on_typed)
        self.aside.reason.changed.connect(self._on_typed)
        self.aside.reason.editing_done.connect(self._on_reason)

    @property
    def meeting_id(self) -> int:
        """The meeting whose sheet is shown, 0 for none."""
        return self.work.base.meeting_id if self.work is not None else 0

    @property
    def dirty(self) -> bool:
        """Whether something is entered that is not saved."""
        return self.work is not None and (
            self.touched or self.work.dirty or bool(self.view.table.typed)
        )

    @property
    def frozen(self) -> str:
        """Why nothing may be entered, empty where it may."""
        if self.work is None or self.found is None:
            return ""
        reviewing, state = self.work.reviewing, self.work.base.state
        permission = Permission.REVIEW if reviewing else Permission.MEETINGS
        reviewed = not reviewing and state is SheetState.REVIEWED
        return (
            why_not(self._desk.actor, permission)
            or (_CLOSED if self.found.closed else "")
            or (_CONFIRMED if state is SheetState.CONFIRMED else "")
            or (_REVIEWED if reviewed else "")
        )

    def read(self, meeting_id: int, scorer: str) -> None:
        """Read a sheet anew and show it; what was entered and not saved is forgotten.

        Raises:
            NotHeldYetProblem, NoTemplateProblem, NotFoundProblem, OutsideScopeProblem.
        """
        sheet = scoring.prepare(self._desk, meeting_id)
        limits = scoring.settings(self._desk)
        self.found = board.explain(self._desk, meeting_id)
        self.show_work(SheetWork(sheet, scorer, limits.difference))

    def show_work(self, work: SheetWork) -> None:
        """Show a sheet at work."""
        self.work = work
        self.touched = False
        frozen = self.frozen
        self.view.agreeing = work.reviewing
        self.view.show_table(ScoreTable(work, frozen))
        self.inputs.show_inputs(work.template.inputs, work.facts, read_only=bool(frozen))
        self.aside.reason.set_value(work.reason)
        self._show_head(work)
        self.refresh()
        self.tell_state()

    def commit(self) -> None:
        """Finish what is being edited, and take it into the work."""
        self.view.commit()
        self.inputs.walk.commit()
        self.aside.reason.commit()
        self._on_reason()
        self.touched = False
        self.refresh()

    def tell_state(self) -> None:
        """Say why nothing can be entered, or what is pointed out."""
        hints = [hint_text(hint) for hint in self.found.hints] if self.found is not None else []
        if self.frozen:
            self.notice.say(self.frozen, "plain")
        elif hints:
            self.notice.say(" ".join(hints), "warn")
        else:
            self.notice.clear()

    @Slot()
    def go_to_missing(self) -> None:
        """Go to the next criterion without points."""
        if self.view.next_missing():
            self.view.setFocus()
        else:
            self.head.state.say("Không còn tiêu chí nào chưa chấm")

    @Slot()
    def refresh(self) -> None:
        """Show what the entries come to."""
        work = self.work
        if work is None:
            return
        self.total.setText(sheet_words.total_text(work))
        theme.set_badge(self.level, *sheet_words.level_text(work))
        self.level.setVisible(bool(self.level.text()))
        official = sheet_words.official_text(work)
        self.official.setText(official)
        self.official.setVisible(bool(official))
        self.missing.setText(sheet_words.missing_text(work))
        theme.set_mark(self.missing, "tone", "warn" if work.own.missing else "ok")
        self._show_step(work)
        self._on_line(self.view.currentIndex().row())

    def _show_head(self, work: SheetWork) -> None:
        if self.found is None:
            return
        meeting = self.found.meeting
        what = "Thẩm định" if work.reviewing else "Tự chấm"
        self.head.title.say(f"{self.found.unit} · {period_text(meeting.period)}")
        theme.set_badge(self.badge, SHEET_STATE[work.base.state], _TONES[work.base.state])
        self.facts.say(facts_line(meeting, work.values))
        self.own.setChecked(not work.reviewing)
        self.review.setChecked(work.reviewing)
        self.setAccessibleName(f"{what} {self.found.unit}")
        template = work.base.template
        mark = "" if template.verified else " · chưa kiểm chứng"
        self.template.setText(f"Mẫu {template.code}, bản {template.version}{mark}")
        self.template.setAccessibleName(f"Mẫu chấm điểm: {template.title}")

    def _show_step(self, work: SheetWork) -> None:
        """Offer the step that comes next, and the way back."""
        state = work.base.state
        closed = self.found is not None and self.found.closed
        handing = not work.reviewing and state is SheetState.DRAFT
        confirming = work.reviewing and state is not SheetState.CONFIRMED
        self.step.setVisible(handing or confirming)
        self.step.setText("Nộp phiếu" if handing else "Xác nhận mức…")
        self.step.setToolTip(
            "Lưu rồi nộp lên cấp ủy cấp trên (Ctrl+Shift+S)" if handing
            else "Lưu, rồi cấp ủy quyết định mức chính thức; phiếu khóa (Ctrl+Shift+S)"
        )  # fmt: skip
        self.step.setEnabled(not self.frozen)
        may = not why_not(self._desk.actor, Permission.REVIEW)
        self.reopen.setVisible(state is not SheetState.DRAFT)
        self.reopen.setEnabled(may and not closed)
        self.agree_all.setVisible(work.reviewing and not self.frozen and bool(work.own.missing))
        self.head.save.setEnabled(not self.frozen)
        self.template.setEnabled(state is SheetState.DRAFT and not closed)

    @Slot(int)
    def _on_line(self, row: int) -> None:
        work, rows = self.work, self.view.table.rows
        if work is None or not 0 <= row < len(rows):
            return
        frozen = bool(self.frozen)
        self.aside.show_line(work, rows[row], read_only=frozen)
        shown = self.view.now()
        wrong = shown.wrong if shown is not None else ""
        why = " ".join(sheet_words.why_lines(work, rows[row])[:1])
        self.say(wrong or why or sheet_words.how(work, rows[row]), wrong=bool(wrong))

    @Slot()
    def _on_edited(self) -> None:
        self.refresh()
        if self.work is not None and self.work.dirty:
            self.head.state.say(UNSAVED)

    @Slot()
    def _on_typed(self) -> None:
        self.touched = True
        self.head.state.say(UNSAVED)

    @Slot(str)
    def _on_input(self, name: str) -> None:
        if self.work is not None and not self.frozen:
            self.work.put_fact(name, self.inputs.value(name))
            self.view.told()

    @Slot()
    def _on_reason(self) -> None:
        if self.work is not None and self.work.reviewing and not self.frozen:
            self.work.reason = str(self.aside.reason.value() or "")
            self.aside.show_apart(self.work, read_only=False)
