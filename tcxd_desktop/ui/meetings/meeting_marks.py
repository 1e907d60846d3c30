"""How far each section of the meeting editor is, in a word behind its title. No Qt."""

from dataclasses import astuple
from decimal import Decimal

from tcxd_desktop.office.meeting_opening import SheetTold
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork
from tcxd_desktop.wording.formats import show_number


def marks(work: MeetingWork, told: SheetTold | None) -> tuple[str, ...]:
    """Return the words of the five sections; empty where there is nothing to say yet."""
    return (_facts(work), _roll(work), _minutes(work), _tasks(work), _score(told))


def _facts(work: MeetingWork) -> str:
    meeting = work.meeting
    if not meeting.held_on:
        return "thiếu ngày"
    long = meeting.minutes_long
    return "thiếu giờ" if long is None else f"{long} phút"


def _roll(work: MeetingWork) -> str:
    counts = work.counts()
    if counts.uncalled:
        return f"còn {counts.uncalled}"
    return f"{counts.present}/{counts.members}" if counts.members else ""


def _minutes(work: MeetingWork) -> str:
    filled = sum(bool(text) for text in astuple(work.meeting.minutes)) + bool(work.meeting.votes)
    return f"{filled} mục" if filled else ""


def _tasks(work: MeetingWork) -> str:
    carried, given = work.current.carried, work.current.given
    judged = sum(not task.open for task in carried)
    parts = [f"{judged}/{len(carried)} đánh giá"] if carried else []
    parts += [f"{len(given)} mới"] if given else []
    return ", ".join(parts)


def _score(told: SheetTold | None) -> str:
    total = (told.review_total or told.self_total) if told is not None else ""
    return show_number(Decimal(total)) if total else ""
