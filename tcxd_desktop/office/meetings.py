"""Sinh hoạt chi bộ: plan the month, record each meeting, carry its tasks to the next.

Guidance 42-HD/BTCTW of 28/10/2025. Counts are frozen when a meeting is saved as held: later
transfers do not change them.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    Problem,
    ReasonNeededProblem,
)
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import (
    LINE,
    check,
    check_form,
    check_tasks,
    check_text,
)
from tcxd_desktop.domain.meeting_errors import (
    HeldProblem,
    MeetingTwiceProblem,
    NoMembersProblem,
)
from tcxd_desktop.domain.meetings import (
    REGULAR_KINDS,
    Attendance,
    Meeting,
    MeetingState,
    Minutes,
    Presence,
    Task,
)
from tcxd_desktop.domain.periods import check_month, last_day
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import (
    cells,
    meeting_after,
    meeting_notes,
    meeting_rolls,
    meeting_tasks,
    restrictions,
    scope,
    score_keeping,
)
from tcxd_desktop.office.cells import CellUnit
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import resolution_tasks as stored_tasks
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.periods import period_text

REGULAR = REGULAR_KINDS
"""A month has one of these."""
PRESET = meeting_rolls.PRESET
_LINES = ("planned_on", "planned_at", "held_on", "start", "end", "place", "chair", "secretary",
          "upper", "posted_on", "minutes_posted_on", "committee_met_on", "reason")  # fmt: skip
_OFFICERS = ("chair_id", "secretary_id", "upper_id")


def read(desk: Desk, meeting_id: int) -> Meeting:
    """Return a meeting with its roll and votes.

    Raises:
        NotFoundProblem: no such meeting.
        OutsideScopeProblem: of a chi bộ the account was not given.
    """
    with desk.read() as reading:
        return of(desk, reading, meeting_id)


def of(desk: Desk, reading: Reading, meeting_id: int) -> Meeting:
    """Return a meeting inside a transaction.

    Raises:
        NotFoundProblem, OutsideScopeProblem: see ``read``.
    """
    found = stored.read(reading, meeting_id)
    if found is None:
        raise NotFoundProblem(str(meeting_id))
    scope.check_unit(desk, reading, found.unit_id)
    return found


def month_meetings(desk: Desk, period: str, unit_id: int | None = None) -> list[Meeting]:
    """Return the meetings of a month without their rolls, of the scope or of one chi bộ."""
    with desk.read() as reading:
        found = stored.find(reading, since=period, until=period, unit_id=unit_id)
        given = scope.units_of(desk, reading)
    return [one for one in found if given is None or one.unit_id in given]


def roll(desk: Desk, unit_id: int, day: str) -> tuple[Attendance, ...]:
    """Return who belongs to a chi bộ on ISO ``day``, by name, with what is known beforehand."""
    with desk.read() as reading:
        scope.check_unit(desk, reading, unit_id)
        return meeting_rolls.roll(reading, unit_id, day)


def new(desk: Desk, unit_id: int, period: str, kind: MeetingKind = MeetingKind.REGULAR) -> Meeting:
    """Return a meeting about to be recorded: place, hour and roll are filled in, nothing is saved.

    Raises:
        NotACellProblem, OutsideScopeProblem, BadPeriodProblem.
    """
    check_month(period)
    with desk.read() as reading:
        cell, day = cells.cell_in(desk, reading, unit_id, period)
        meeting = Meeting(
            0,
            unit_id,
            kind,
            period,
            planned_at=cell.habit.usual_at,
            place=cell.habit.usual_place,
            attendance=meeting_rolls.roll(reading, unit_id, min(day, desk.day())),
        )
        return _constituted(reading, meeting, cell, day)


def _constituted(reading: Reading, meeting: Meeting, cell: CellUnit, day: str) -> Meeting:
    """Return a meeting with what its chi bộ was on a day: its kind, chi ủy, phó bí thư."""
    _, _, deputy = stored.secretaries(reading, day).get(meeting.unit_id, ("", "", False))
    return replace(
        meeting,
        has_committee=cell.has_committee,
        has_deputy=deputy,
        cell_kind=cell.habit.kind,
    )


def save(desk: Desk, meeting: Meeting, tasks: Sequence[Task] = ()) -> Meeting:
    """Write a meeting with its roll, votes and tasks, whole or not at all.

    Args:
        desk: where.
        meeting: new (id 0) or read before; ``HELD`` freezes the counts of its roll.
        tasks: carried ones with what came of them, and those the resolution gives (id 0).
            Tasks this meeting gave before and that are not among them are taken back.

    Returns:
        the meeting as it is stored now.

    Raises:
        Those of ``meeting_checks.check``; NotACellProblem, OutsideScopeProblem,
        MeetingTwiceProblem, LockedSheetProblem, PeriodClosedProblem, ConflictProblem,
        SheetStateProblem, StrangerProblem, UncalledProblem; RestrictedProblem, ErasedProblem:
        somebody named anew.
    """
    made, told = _cleaned(meeting), meeting_tasks.cleaned(tasks)
    with desk.write(Permission.MEETINGS, "meetings.save", _about(desk, made)) as work:
        check_form(made, desk.today())
        check_tasks(told)
        old = _changeable(desk, work, made)
        made = _told(desk, work, old, made)
        _check_people(work, old, made, told)
        number = _write(work, made)
        made = replace(made, id=number)
        before = meeting_tasks.told(work, number)
        meeting_tasks.write(work, made, told)
        meeting_notes.note(work, old, made)
        after = meeting_tasks.told(work, number)
        if before != after:
            work.note(Change(stored.SUBJECT, number, "tasks", before[0], after[0]))
        written = of(desk, work, number)
        meeting_after.follow(work, written, old)
        return of(desk, work, number)


def _changeable(desk: Desk, work: Work, made: Meeting) -> Meeting | None:
    """Return the meeting as it stands, ``None`` for a new one, if it may be written."""
    score_keeping.check_open(work, made.period)
    if not made.id:
        return None
    old = of(desk, work, made.id)
    if old.unit_id != made.unit_id:
        raise NotFoundProblem(str(made.id))
    score_keeping.check_open(work, old.period)
    score_keeping.check_unlocked(work, [old])
    if old.version != made.version:
        raise ConflictProblem
    return old


def _told(desk: Desk, work: Work, old: Meeting | None, made: Meeting) -> Meeting:
    """Return a meeting as the office's records have it, checked."""
    if made.day:
        cell, day = cells.cell(desk, work, made.unit_id, made.day), made.day
    else:
        cell, day = cells.cell_in(desk, work, made.unit_id, made.period)
    if old is not None and (old.day, old.state) == (made.day, made.state):
        made = replace(
            made,
            has_committee=old.has_committee,
            has_deputy=old.has_deputy,
            cell_kind=old.cell_kind,
        )
    else:
        made = _constituted(work, made, cell, day)
    made = meeting_rolls.called(work, old, made)
    _check(desk, made, cell.name)
    meeting_rolls.check(work, old, made)
    check_once(work, made, cell.name)
    if old is not None:
        meeting_after.check_sheet(work, old, made)
    return made


def _about(desk: Desk, meeting: Meeting) -> str:
    """Return which meeting a line of the book is about."""
    return f"{unit_name(desk, meeting.unit_id)}, {period_text(meeting.period)}"


def _cleaned(meeting: Meeting) -> Meeting:
    texts = {name: clean_line(getattr(meeting, name)) for name in _LINES}
    minutes = Minutes(
        *(clean_block(getattr(meeting.minutes, field.name)) for field in fields(Minutes))
    )
    roll_call = tuple(
        replace(
            row,
            name=clean_line(row.name),
            reason=clean_line(row.reason),
            gist=clean_block(row.gist),
            spoke=row.spoke and row.presence is Presence.PRESENT,
        )
        for row in meeting.attendance
    )
    votes = tuple(
        replace(vote, subject=clean_line(vote.subject))
        for vote in meeting.votes
        if vote.subject.strip() or vote.agreed or vote.against or vote.other
    )
    return replace(meeting, minutes=minutes, attendance=roll_call, votes=votes, **texts)  # type: ignore[arg-type]  # lines are texts


def _check(desk: Desk, meeting: Meeting, name: str) -> None:
    try:
        check(meeting, desk.today())
    except NoMembersProblem as problem:
        day = PartialDate.from_text(meeting.held_on)
        raise NoMembersProblem(name, day, field=problem.field) from None


def check_once(reading: Reading, meeting: Meeting, name: str) -> None:
    """Refuse a second regular meeting of a chi bộ in a month.

    Raises:
        MeetingTwiceProblem: there is one already.
    """
    if meeting.kind not in REGULAR:
        return
    for other in stored.find(
        reading, since=meeting.period, until=meeting.period, unit_id=meeting.unit_id
    ):
        if other.id != meeting.id and other.kind in REGULAR:
            day = PartialDate.from_text(other.day) or "chưa ghi"
            raise MeetingTwiceProblem(name, meeting.period, day, field="kind")


def _write(work: Work, meeting: Meeting) -> int:
    if not meeting.id:
        return stored.add(work, replace(meeting, version=1))
    if not stored.update(work, meeting):
        raise ConflictProblem
    return meeting.id


def _check_people(work: Work, old: Meeting | None, made: Meeting, tasks: Sequence[Task]) -> None:
    """Refuse to name anew whose data is restricted or erased; the roll holds everybody."""
    for field in _OFFICERS:
        number = getattr(made, field)
        if number is not None and (old is None or getattr(old, field) != number):
            _check_named(work, {number}, field.removesuffix("_id"))
    _check_named(work, meeting_tasks.owners(work, made, tasks), "given")


def _check_named(work: Work, people: set[int], field: str) -> None:
    if not people:
        return
    try:
        restrictions.check(work, people)
        missing = people - stored.known_people(work, people)
        if missing:
            raise NotFoundProblem(str(min(missing)))
    except Problem as problem:
        problem.field = field
        raise


def mark_not_held(desk: Desk, unit_id: int, period: str, reason: str) -> Meeting:
    """Write that a chi bộ held no regular meeting in a month, and why.

    Raises:
        RequiredProblem: no reason; and those of ``save``.
        HeldProblem: a meeting was recorded.
    """
    desk.check(Permission.MEETINGS)
    found = next((m for m in month_meetings(desk, period, unit_id) if m.kind in REGULAR), None)
    meeting = new(desk, unit_id, period) if found is None else read(desk, found.id)
    if meeting.state is MeetingState.HELD:
        raise HeldProblem(unit_name(desk, unit_id))
    made = replace(meeting, state=MeetingState.NOT_HELD, reason=reason, attendance=(), votes=())
    return save(desk, made)


def drop(desk: Desk, meeting_id: int, reason: str) -> None:
    """Take back a meeting that was planned or recorded by mistake.

    One that was only planned goes; one that was recorded stays on record without being counted.

    Raises:
        ReasonNeededProblem: a recorded one is taken back without a reason.
        SheetStateProblem: a later meeting judged its tasks.
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    told = clean_line(reason)
    check_text(told, LINE, "reason")
    with desk.write(Permission.MEETINGS, "meetings.drop", told) as work:
        meeting = of(desk, work, meeting_id)
        score_keeping.check_open(work, meeting.period)
        score_keeping.check_unlocked(work, [meeting])
        meeting_tasks.check_not_judged(work, meeting_id)
        stored_tasks.reopen_tasks(work, meeting_id)
        if meeting.state is MeetingState.PLANNED:
            stored_scores.drop(work, meeting_id)
            stored.drop(work, meeting_id)
        elif not told:
            raise ReasonNeededProblem
        else:
            stored.void(work, meeting_id, told)
        work.note(Change(stored.SUBJECT, meeting_id, "planned", meeting.day, ""))
        meeting_after.follow_later(work, meeting)


def tasks(desk: Desk, meeting_id: int) -> tuple[list[Task], list[Task]]:
    """Return the tasks a meeting judges, those still open among them, and those it gives."""
    with desk.read() as reading:
        meeting = of(desk, reading, meeting_id)
        before = stored_tasks.carried(
            reading, meeting.unit_id, meeting.day or last_day(meeting.period), meeting_id
        )
        judged = stored_tasks.judged(reading, meeting_id)
        given = stored_tasks.given(reading, meeting_id)
    return sorted((*judged, *before), key=lambda task: (task.due or "9999", task.id)), given


def tasks_then(desk: Desk, meeting_id: int) -> list[Task]:
    """Return what a meeting had before it of earlier resolutions, as it stood that day.

    For papers of old meetings: a task a later meeting judged was still open then.
    """
    with desk.read() as reading:
        meeting = of(desk, reading, meeting_id)
        day = meeting.day or last_day(meeting.period)
        return stored_tasks.standing_then(reading, meeting.unit_id, day)


def carried(desk: Desk, unit_id: int, day: str) -> list[Task]:
    """Return the open tasks of a chi bộ given before ISO ``day``."""
    with desk.read() as reading:
        scope.check_unit(desk, reading, unit_id)
        return stored_tasks.carried(reading, unit_id, day)


def unit_name(desk: Desk, unit_id: int) -> str:
    """Return the latest name of a chi bộ."""
    with desk.read() as reading:
        return stored_units.name_of(reading, unit_id)
