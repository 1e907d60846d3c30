"""Lập lịch tháng: one line a chi bộ, typed as in a spreadsheet, saved in one go."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_papers import NOTICE, MeetingJob
from tcxd_desktop.domain.meetings import MeetingState
from tcxd_desktop.domain.work_drafts import PlanDraft
from tcxd_desktop.office import meeting_plans
from tcxd_desktop.ui.common import allowed
from tcxd_desktop.ui.meetings import month_drafts
from tcxd_desktop.ui.meetings.plan_frame import SheetPage
from tcxd_desktop.ui.meetings.plan_parts import button
from tcxd_desktop.ui.meetings.plan_state import PlanSheet
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import show_number


class PlanPage(SheetPage):
    """Lịch sinh hoạt của tất cả chi bộ trong một tháng."""

    print_wanted = Signal(object)
    """A MeetingJob."""
    subjects = frozenset({"meeting", "habit", "assignment", "unit", "person", "period"})
    title = "Lập lịch sinh hoạt"
    what = "Lịch sinh hoạt"
    keys = (
        "Gõ để ghi đè, F2 sửa · Enter xuống, Tab sang phải · Ctrl+D lặp dòng trên"
        " · Ctrl+V dán từ Excel · Ctrl+Z bỏ · Ctrl+S lưu"
    )
    draft_kind = PlanDraft
    sheet: PlanSheet

    @Slot()
    def save(self) -> bool:
        """Write every line that changed; false where something has to be mended first."""
        self.table.commit()
        if not self._may(Permission.MEETINGS):
            return False
        place = self.sheet.first_open()
        if place is not None:
            self._stop_at(*place)
            return False
        lines = self.sheet.changed()
        try:
            count = meeting_plans.plan(self._desk, self.period, lines) if lines else 0
        except Problem as problem:
            self.head.notice.show_problem(problem)
            return False
        self.drafts.drop()
        self.read()
        text = f"Đã lưu lịch của {show_number(count)} buổi." if count else "Không có gì mới để lưu."
        self.head.notice.say(text, "ok" if count else "plain")
        return True

    @Slot()
    def fill(self) -> None:
        """Fill in the usual day, hour and place where nothing is planned; nothing is written."""
        self.table.commit()
        if not self._may(Permission.MEETINGS):
            return
        count = self.sheet.propose(meeting_plans.propose(self._desk, self.period))
        self.table.reset_rows()
        self._on_changed()
        if count:
            said = f"Đã điền {show_number(count)} buổi theo nề nếp (chữ đậm), chưa lưu. "
            self.head.notice.say(f"{said}Xem lại rồi bấm Ctrl+S; Ctrl+Z để bỏ.")
        else:
            self.head.notice.say(
                "Không có gì để điền: chi bộ đã có lịch, hoặc chưa ghi ngày thường lệ "
                "ở trang Phân công, nề nếp."
            )
        self.table.setFocus()

    @Slot()
    def add_meeting(self) -> None:
        """Add another meeting of the chi bộ in hand: a thematic one, as a rule."""
        self.table.commit()
        row = self.table.currentIndex().row()
        if row < 0 or not self._may(Permission.MEETINGS):
            return
        new = self.sheet.add(row)
        self.table.reset_rows()
        self.table.stand(new, self._column("on"))
        self.table.setFocus()
        self._on_changed()

    @Slot()
    def drop_meeting(self) -> None:
        """Take a planned meeting off the schedule; it goes when the schedule is saved."""
        self.table.commit()
        row = self.table.currentIndex().row()
        if row < 0 or not self._may(Permission.MEETINGS):
            return
        if self.sheet.take_out(row):
            self.table.reset_rows()
            self._on_changed()
        elif self.sheet.rows[row].state is not MeetingState.PLANNED:
            self.head.notice.say("Dòng này không có buổi nào đã lên lịch để bỏ.", "warn")
        else:
            self.table.stand(row, self._column("on"))
            self.table.model_.clear([self.table.currentIndex()])
            self.head.notice.say("Buổi này sẽ bỏ khỏi lịch khi lưu (Ctrl+S). Ctrl+Z để giữ lại.")

    @Slot()
    def print_notice(self) -> None:
        """Ask for the notice of the month's meetings; what is typed has to be saved first."""
        if self.unsaved():
            self.head.notice.say("Hãy lưu lịch (Ctrl+S) rồi in: thông báo in lịch đã lưu.", "warn")
            return
        self.print_wanted.emit(MeetingJob(form=NOTICE, period=self.period))

    def _sheet(self) -> PlanSheet:
        made = PlanSheet.of(self._desk.today())
        made.barred = why_not(self._desk.actor, Permission.MEETINGS)
        return made

    def _read(self) -> None:
        self.sheet.period = self.period
        try:
            lines = meeting_plans.plan_lines(self._desk, self.period)
        except Problem as problem:
            self.head.notice.show_problem(problem)
            lines = []
        self.sheet.show(lines)

    def _draft_key(self) -> str:
        return f"plan:{self.period}"

    def _draft(self) -> PlanDraft | None:
        return month_drafts.plan_draft(self.sheet, self.table.in_hand())

    def _fitting(self, draft: PlanDraft) -> PlanDraft | None:
        return month_drafts.fitting_plan(self.sheet, draft)

    def _use(self, draft: PlanDraft) -> None:
        month_drafts.use_plan(self.sheet, draft)

    def _lines(self, draft: PlanDraft) -> int:
        return len(draft.lines)

    def _build(self) -> None:
        self.save_button.setText("Lưu lịch")
        self.print_button = button(
            "In thông báo lịch", self.print_notice, icon="printer", tip="Ctrl+P"
        )
        self.fill_button = button(
            "Điền theo nề nếp", self.fill, icon="calendar",
            tip="Ctrl+E: điền ngày, giờ, nơi họp thường lệ vào chi bộ chưa có lịch; chưa ghi gì",
        )  # fmt: skip
        self.add_button = button(
            "Thêm buổi", self.add_meeting, icon="plus",
            tip="Ctrl+N: thêm buổi thứ hai trong tháng cho chi bộ đang đứng",
        )  # fmt: skip
        self.drop_button = button(
            "Bỏ buổi",
            self.drop_meeting,
            tip="Bỏ buổi đã lên lịch của dòng đang đứng: như xóa ngày họp (Delete)",
        )
        self.head.place(
            self.print_button, self.save_button,
            tools=(self.fill_button, self.add_button, self.drop_button),
        )  # fmt: skip
        for target in (self.save_button, self.fill_button, self.add_button, self.drop_button):
            allowed.allow(target, self._desk, Permission.MEETINGS)
        allowed.allow(self.print_button, self._desk, Permission.PRINT)
        self._take_key(QKeySequence(QKeySequence.StandardKey.Print), self.print_notice)
        self._take_key(QKeySequence(QKeySequence.StandardKey.New), self.add_meeting)
        self._take_key(QKeySequence("Ctrl+E"), self.fill)

    def _begin(self) -> None:
        """Stand on the day of the first chi bộ without one."""
        day = self._column("on")
        lines = enumerate(self.sheet.rows)
        row = next((n for n, one in lines if not one.on and self.sheet.editable(n, day)), -1)
        if row < 0:
            self.table.stand_first()
        else:
            self.table.stand(row, day)

    def _column(self, key: str) -> int:
        return next(n for n, column in enumerate(self.sheet.columns) if column.key == key)

    @Slot()
    def _say(self) -> None:
        self.head.say(self.sheet.summary(), self.sheet.clash_summary())
