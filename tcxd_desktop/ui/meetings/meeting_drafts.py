"""Unsaved work on a meeting as a draft, and back. No Qt."""

from dataclasses import replace

from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.work_drafts import MeetingDraft
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork, Work


def key_of(meeting: Meeting) -> str:
    """Return under which key the work on a meeting is kept."""
    if meeting.id:
        return f"meeting:{meeting.id}"
    key = f"new:{meeting.unit_id}:{meeting.period}"
    return key if meeting.kind is MeetingKind.REGULAR else f"{key}:{meeting.kind.value}"


def draft_of(base: Work, current: Work) -> MeetingDraft | None:
    """Return what is not saved, or ``None`` where nothing differs."""
    if current == base:
        return None
    return MeetingDraft(current.meeting, (*current.carried, *current.given))


def use(work: MeetingWork, draft: MeetingDraft) -> None:
    """Go on with unsaved work."""
    base = work.base
    typed = {task.id: task for task in draft.tasks if task.id}
    known = {task.id for task in base.carried}
    work.current = Work(
        replace(draft.meeting, id=base.meeting.id, version=base.meeting.version),
        tuple(typed.get(task.id, task) for task in base.carried),
        tuple(task for task in draft.tasks if task.id not in known),
    )
