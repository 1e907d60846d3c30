"""A meeting opened in its editor: shown, collected from the boxes, read-only where it must be."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meetings import MeetingState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.office.meeting_opening import OpenedMeeting
from tcxd_desktop.ui.meetings.meeting_figures import in_a_line
from tcxd_desktop.ui.meetings.meeting_frame import MeetingFrame
from tcxd_desktop.ui.meetings.meeting_marks import marks
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork, Work
from tcxd_desktop.wording.meetings import MEETING_STATE
from tcxd_desktop.wording.periods import period_text

_TONES = {MeetingState.HELD: "ok", MeetingState.NOT_HELD: "warn", MeetingState.PLANNED: "plain"}
_CLOSED = "Tháng này đã chốt nên buổi họp chỉ xem. Muốn sửa, hãy mở lại kỳ ở trang Tổng hợp."
_CONFIRMED = (
    "Phiếu chấm của buổi này đã xác nhận mức nên buổi họp chỉ xem. "
    "Muốn sửa, hãy mở phiếu (phần Chấm điểm), chọn Mở lại và ghi lý do."
)
UNSAVED = "Chưa lưu"


class MeetingSession(MeetingFrame):
    """Knows which meeting is shown and what was typed into it; writes nothing."""

    def __init__(self, today: date, may_not: str, parent: QWidget | None = None) -> None:
        """Start without a meeting; ``may_not`` tells why the account may not record one."""
        super().__init__(today, parent)
        self.may_not = may_not
        self.opened: OpenedMeeting | None = None
        self.work: MeetingWork | None = None
        self.touched = False
        """Something is typed that was not collected yet."""
        self._act: Callable[[], None] | None = None
        self.notice.acted.connect(self._on_acted)
        for section in self.sections:
            section.typed.connect(self._on_typed)
            section.taken.connect(self._on_taken)
            section.said.connect(self.head.state.say)
            section.refused.connect(self.notice.show_problem)

    @property
    def meeting_id(self) -> int:
        """The meeting shown, 0 for none or one that was never saved."""
        return self.work.meeting.id if self.work is not None else 0

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.work is not None and (
            self.touched or self.work.dirty or self.first_wrong() is not None
        )

    @property
    def frozen(self) -> str:
        """Why nothing may be changed, empty where it may."""
        if self.may_not or self.opened is None:
            return self.may_not
        if self.opened.closed:
            return _CLOSED
        sheet = self.opened.sheet
        return _CONFIRMED if sheet is not None and sheet.state is SheetState.CONFIRMED else ""

    def show_opened(self, opened: OpenedMeeting) -> None:
        """Show a meeting as it is stored; what was typed is forgotten."""
        self.opened = opened
        self.work = MeetingWork(
            Work(opened.meeting, opened.carried, opened.given), away_counts=opened.away_counts
        )
        meeting = opened.meeting
        self.head.title.say(f"{opened.unit} · {period_text(meeting.period)}")
        self.head.show_badge(MEETING_STATE[meeting.state], _TONES[meeting.state])
        self.not_held.setEnabled(meeting.state is MeetingState.PLANNED)
        self.drop.setEnabled(bool(meeting.id) and not self.frozen)
        self.print.setEnabled(bool(meeting.id))
        self.head.save.setEnabled(not self.frozen)
        self.reload()
        self.tell_state()

    def reload(self) -> None:
        """Show the work in the boxes anew."""
        if self.work is None or self.opened is None:
            return
        self.touched = False
        self.facts.offer_uppers(self.opened.uppers)
        self.score.show_told(self.opened.sheet)
        for section in self.sections:
            section.show_work(self.work, read_only=bool(self.frozen))
        self.refresh()

    def tell_state(self) -> None:
        """Say why nothing can be changed, or that the month was written down as not held."""
        meeting = self.work.meeting if self.work is not None else None
        if self.frozen:
            self.notice.say(self.frozen, "plain")
        elif meeting is not None and meeting.state is MeetingState.NOT_HELD:
            self.notice.say(
                f"Đã ghi tháng này không họp: {meeting.reason}. Nếu có họp, hãy ghi buổi họp ở đây "
                "rồi lưu, dòng ấy được thay.",
                "plain",
            )

    def commit(self) -> None:
        """Finish what is being edited, everywhere, and take it into the work."""
        for section in self.sections:
            section.commit()
        self.touched = False
        self.refresh()

    def first_wrong(self) -> tuple[str, Problem] | None:
        """Return the first box or cell that cannot be read."""
        found = (section.wrong() for section in self.sections)
        return next((wrong for wrong in found if wrong is not None), None)

    def show_beside(self, key: str, problem: Problem) -> None:
        """Say a problem beside the box it names, else at the head."""
        self.notice.clear()
        for number, section in enumerate(self.sections):
            if key and section.has(key):
                self.turn_to(number)
                if section.show_problem(key, problem):
                    return
        self.notice.show_problem(problem)

    def offer(self, text: str, title: str, act: Callable[[], None], *, tone: str = "warn") -> None:
        """Say something at the head, with a button that does something about it."""
        self._act = act
        self.notice.say(text, tone, action=title)

    @Slot()
    def _on_acted(self) -> None:
        self.notice.clear()
        if self._act is not None:
            self._act()

    @Slot()
    def refresh(self) -> None:
        """Show how far it is, and its figures."""
        if self.work is None or self.opened is None:
            return
        for number, mark in enumerate(marks(self.work, self.opened.sheet)):
            self.set_mark(number, mark)
        self.aside.show_work(self.work)
        work = self.work
        self.line.say(in_a_line(work.meeting, work.counts(), away_counts=work.away_counts))

    @Slot()
    def _on_typed(self) -> None:
        self.touched = True
        self.head.state.say(UNSAVED)

    @Slot()
    def _on_taken(self) -> None:
        self.refresh()
        if self.work is not None and self.work.dirty:
            self.head.state.say(UNSAVED)
