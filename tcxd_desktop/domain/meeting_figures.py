"""Số liệu của buổi họp dùng để chấm: what was recorded, under the names templates use."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.meetings import Counts, Meeting, MeetingState, Task, TaskState
from tcxd_desktop.domain.score_sheets import FactValue

_JUDGED = (TaskState.DONE, TaskState.LATE, TaskState.FAILED)


def facts_of(
    meeting: Meeting, judged: Sequence[Task], thematic_in_quarter: int, *, away_counts: bool
) -> dict[str, FactValue]:
    """Return the facts of a meeting; what is not known is ``None``.

    Args:
        meeting: as recorded, with its frozen counts.
        judged: tasks of earlier resolutions as they stood at this meeting: those it judged, and
            those still open, of which the ones due by then count as not done.
        thematic_in_quarter: thematic meetings of the quarter up to and with this one.
        away_counts: setting of the office, see ``ScoreSettings``.
    """
    held = meeting.state is MeetingState.HELD
    facts: dict[str, FactValue] = {
        "meeting_kind": meeting.kind.value,
        "org_kind": meeting.cell_kind.value,
        "year": Decimal(meeting.period[:4]),
        "month": Decimal(meeting.period[5:]),
        "held": held,
        "has_chi_uy": meeting.has_committee,
        "has_pho_bi_thu": meeting.has_deputy,
        "away_counts": away_counts,
        "thematic_in_quarter": Decimal(thematic_in_quarter),
        "duration_min": _number(meeting.minutes_long),
        "committee_met": _prepared(meeting),
        "posted_days_before": _days(meeting.posted_on, meeting.held_on),
        "minutes_days_after": _after(meeting.held_on, meeting.minutes_posted_on),
        "votes_agreed_pct": _agreed(meeting),
    }
    facts |= _counted(meeting.counts) if held else dict.fromkeys(_counted(Counts()))
    return facts | _tasks(judged, meeting.held_on)


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _counted(counts: Counts) -> dict[str, FactValue]:
    return {
        "members": Decimal(counts.members),
        "official": Decimal(counts.official),
        "probationary": Decimal(counts.probationary),
        "temporary_here": Decimal(counts.temporary_here),
        "present": Decimal(counts.present),
        "absent_reason": Decimal(counts.absent_reason),
        "absent_no_reason": Decimal(counts.absent),
        "exempt": Decimal(counts.exempt),
        "away": Decimal(counts.away),
        "special_duty": Decimal(counts.special_duty),
        "speakers": Decimal(counts.speakers),
        "long_absent": Decimal(counts.long_absent),
    }


def _days(first: str, last: str) -> Decimal | None:
    if not first or not last:
        return None
    return Decimal((date.fromisoformat(last) - date.fromisoformat(first)).days)


def _after(first: str, last: str) -> Decimal | None:
    """Return the days between; minutes posted before their meeting tell nothing."""
    days = _days(first, last)
    return None if days is None or days < 0 else days


def _prepared(meeting: Meeting) -> bool | None:
    """Tell whether they met to prepare: where it was not written down, nobody knows."""
    if not meeting.committee_met_on:
        return None
    return not meeting.held_on or meeting.committee_met_on <= meeting.held_on


def _agreed(meeting: Meeting) -> Decimal | None:
    """Return the share of the last vote, that on the resolution, in percent."""
    if not meeting.votes:
        return None
    vote = meeting.votes[-1]
    given = vote.agreed + vote.against + vote.other
    return Decimal(vote.agreed) * 100 / given if given else None


def _tasks(judged: Sequence[Task], day: str) -> dict[str, FactValue]:
    """Count the tasks that were to be done by ``day``; leaving one open does not hide it."""
    due = [task for task in judged if task.state in _JUDGED or _overdue(task, day)]
    if not due:
        return dict.fromkeys(("tasks_due", "tasks_done", "tasks_late", "tasks_failed"))
    late = sum(task.state is TaskState.LATE for task in due)
    done = sum(task.state is TaskState.DONE for task in due) + late
    return {
        "tasks_due": Decimal(len(due)),
        "tasks_done": Decimal(done),
        "tasks_late": Decimal(late),
        "tasks_failed": Decimal(len(due) - done),
    }


def _overdue(task: Task, day: str) -> bool:
    return task.open and bool(task.due) and task.due <= day
