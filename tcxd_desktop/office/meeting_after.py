"""What follows from a meeting recorded, changed or taken back: its sheet, and later meetings."""

from dataclasses import replace

from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.meeting_errors import SheetStateProblem
from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.periods import step
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.office import meeting_rolls, score_keeping, template_shelf
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.work import Reading, Work

_NOT_HELD = "phiếu chấm của buổi này đã nộp, hãy mở lại phiếu trước"
_OTHER_KIND = "phiếu đã nộp theo mẫu không dùng cho loại buổi họp này, hãy mở lại phiếu rồi đổi mẫu"


def check_sheet(reading: Reading, old: Meeting, made: Meeting) -> None:
    """Refuse what would take from a sheet handed in the meeting it is about.

    Raises:
        SheetStateProblem: the meeting would not be held, or of a kind the template is not for.
    """
    template_id, state = stored_scores.states_of(reading, [old.id]).get(
        old.id, (0, SheetState.DRAFT)
    )
    if state is SheetState.DRAFT:
        return
    if made.state is not MeetingState.HELD:
        raise SheetStateProblem(_NOT_HELD)
    if (old.kind, old.cell_kind) != (made.kind, made.cell_kind):
        content = stored_templates.contents(reading, [template_id])[template_id]
        if not template_shelf.fits(score_keeping.template_of(content), made):
            raise SheetStateProblem(_OTHER_KIND)


def follow(work: Work, meeting: Meeting, old: Meeting | None = None) -> None:
    """Let the sheet of a meeting follow it, and what later meetings of its chi bộ rest on it."""
    if meeting.state is MeetingState.HELD:
        score_keeping.refresh(work, meeting)
    elif stored_scores.states_of(work, [meeting.id]):
        stored_scores.drop(work, meeting.id)
        work.note(Change(stored.SUBJECT, meeting.id, "state", SheetState.DRAFT.value, ""))
    follow_later(work, meeting, old)


def follow_later(work: Work, meeting: Meeting, old: Meeting | None = None) -> None:
    """Let later meetings count anew who was long absent, thematic ones and tasks overdue.

    Meetings of closed periods and those whose level stands keep what they said.
    """
    days = [one.held_on for one in (old, meeting) if one is not None and one.held_on]
    if not days:
        return
    since = step(min(days)[:7], -1)
    found = stored.find(work, since=since, until="9999-12", unit_id=meeting.unit_id)
    later = [
        one.id
        for one in found
        if one.id != meeting.id and one.state is MeetingState.HELD and one.held_on >= min(days)
    ]
    states = stored_scores.states_of(work, later)
    loose = [
        one
        for one in later
        if states.get(one, (0, SheetState.DRAFT))[1] is not SheetState.CONFIRMED
    ]
    if not loose:
        return
    open_ones = [
        one for one in stored.by_ids(work, loose) if not score_keeping.closed_by(work, one.period)
    ]
    changed = {one.id: one for one in meeting_rolls.with_long_absent(work, open_ones)}
    for one in changed.values():
        stored.set_long_absent(work, one.id, one.counts.long_absent)
    score_keeping.refresh_all(work, [replace(changed.get(one.id, one)) for one in open_ones])
