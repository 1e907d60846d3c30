"""What may be done with a meeting beside typing it: not held, dropped, its roll of another day."""

from PySide6.QtCore import QObject, Signal, Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import meeting_opening, meetings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.meetings import roll_call
from tcxd_desktop.ui.meetings.meeting_session import MeetingSession
from tcxd_desktop.wording.formats import show_date


class MeetingDeeds(QObject):
    """Does them for one session, and tells what is to be shown then."""

    reopened = Signal(object)
    """An OpenedMeeting to show."""
    gone = Signal()
    """The meeting is no more."""

    def __init__(self, desk: Desk, session: MeetingSession) -> None:
        """Listen to the session's menu and to its day."""
        super().__init__(session)
        self._desk, self._session = desk, session
        session.not_held.triggered.connect(self._on_not_held)
        session.drop.triggered.connect(self._on_drop)
        session.facts.day_changed.connect(self._on_day)

    @Slot()
    def _on_day(self) -> None:
        """Ask for the members of the day it was held on: the roll of another may be another."""
        work = self._session.work
        if work is None or not work.meeting.held_on or self._session.frozen:
            return
        if not work.recorded:
            self._take_roll()
            return
        self._session.offer(
            "Ngày họp đã đổi; danh sách điểm danh vẫn như đã ghi.",
            "Lấy danh sách theo ngày mới",
            self._take_roll,
        )

    def _take_roll(self) -> None:
        session, work = self._session, self._session.work
        if work is None:
            return
        meeting = work.meeting
        try:
            fresh = meetings.roll(self._desk, meeting.unit_id, meeting.held_on)
            carried = meetings.carried(self._desk, meeting.unit_id, meeting.held_on)
        except Problem as problem:
            session.notice.show_problem(problem)
            return
        if not work.recorded:
            told = {task.id: task for task in work.current.carried}
            work.put_tasks(carried=[told.get(task.id, task) for task in carried])
        before = {row.person_id for row in meeting.attendance}
        after = {row.person_id for row in fresh}
        if before != after:
            work.put(attendance=tuple(roll_call.moved(meeting.attendance, fresh)))
            session.notice.say(
                f"Danh sách điểm danh lấy theo ngày {show_date(meeting.held_on)}: "
                f"thêm {len(after - before)} người, bớt {len(before - after)} người.",
                "plain",
            )
        for section in session.sections[1:]:
            section.reload()
        session.refresh()

    @Slot()
    def _on_not_held(self) -> None:
        work = self._session.work
        if work is None:
            return
        meeting = work.meeting
        reason = dialogs.ask_text(
            self._session, "Tháng này không họp", "Lý do không sinh hoạt", main="Ghi không họp"
        )
        if reason is None:
            return
        try:
            made = meetings.mark_not_held(self._desk, meeting.unit_id, meeting.period, reason)
        except Problem as problem:
            self._session.notice.show_problem(problem)
            return
        self.reopened.emit(meeting_opening.opened(self._desk, made.id))

    @Slot()
    def _on_drop(self) -> None:
        reason = dialogs.ask_text(self._session, "Bỏ buổi họp", "Lý do bỏ", main="Bỏ buổi họp này")
        if reason is None:
            return
        try:
            meetings.drop(self._desk, self._session.meeting_id, reason)
        except Problem as problem:
            self._session.notice.show_problem(problem)
            return
        self.gone.emit()
