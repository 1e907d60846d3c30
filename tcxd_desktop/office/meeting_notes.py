"""What the history tells of a meeting: days, counts, what was touched; never who or what was said.

Names and texts stay in the meeting's own record: lines of the book are printed and outlive it.
"""

from collections.abc import Sequence

from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.meetings import Counts, Meeting, MeetingState
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.meetings import MEETING_KIND
from tcxd_desktop.wording.periods import period_text

_TEXTS = ("place", "chair_id", "chair", "secretary_id", "secretary", "upper_id", "upper",
          "posted_on", "minutes_posted_on", "committee_met_on", "reason", "minutes")  # fmt: skip
"""Told as *nội dung biên bản* where one of them changed."""


_NAMED = 2
"""Meetings a line names; more are counted."""


def about(desk: Desk, meeting_ids: Sequence[int]) -> str:
    """Return which meetings a line is about: *Chi bộ thôn Đông, tháng 10/2026*."""
    with desk.read() as reading:
        found = stored.by_ids(reading, list(meeting_ids)[:_NAMED])
        told = [
            f"{stored_units.name_of(reading, one.unit_id)}, {period_text(one.period)}"
            for one in found
        ]
    left = len(set(meeting_ids)) - len(found)
    more = f" và {left} buổi khác" if left > 0 and found else ""
    return f"{'; '.join(told)}{more}"


def note(work: Work, old: Meeting | None, made: Meeting) -> None:
    """Write what changed of a meeting."""
    was = old or Meeting(made.id, made.unit_id, made.kind, made.period, MeetingState.PLANNED)
    pairs = (
        ("planned", planned(was), planned(made)),
        ("held", _held(was), _held(made)),
        ("counts", _told(was.counts), _told(made.counts)),
        ("type", MEETING_KIND[was.kind], MEETING_KIND[made.kind]),
        ("period", was.period, made.period),
    )
    work.note(
        *(
            Change(stored.SUBJECT, made.id, field, before, after)
            for field, before, after in pairs
            if before != after
        )
    )
    if old is None:
        return
    touched = {
        "attendance": old.attendance != made.attendance,
        "votes": old.votes != made.votes,
        "minutes": any(getattr(old, name) != getattr(made, name) for name in _TEXTS),
    }
    work.note(
        *(Change(stored.SUBJECT, made.id, field, "", "") for field, yes in touched.items() if yes)
    )


def planned(meeting: Meeting) -> str:
    """Return day and hour planned."""
    return f"{meeting.planned_on} {meeting.planned_at}".strip()


def _held(meeting: Meeting) -> str:
    if meeting.state is MeetingState.NOT_HELD:
        return "không sinh hoạt"
    if meeting.state is not MeetingState.HELD:
        return ""
    return f"{meeting.held_on} {meeting.start}–{meeting.end}".rstrip(" –")


def _told(counts: Counts) -> str:
    if not counts.members:
        return ""
    return (
        f"{counts.members}: {counts.present} có mặt, {counts.absent_reason} vắng có lý do, "
        f"{counts.absent} không lý do"
    )
