"""Sinh hoạt chi bộ: plan the month, record each meeting, carry its tasks to the next.

Guidance 42-HD/BTCTW of 28/10/2025. Counts are frozen when a meeting is saved as held: later
transfers do not change them.
"""

from collections.abc import Sequence
from dataclasses import fields, replace

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import check
from tcxd_desktop.domain.meeting_errors import (
    MeetingTwiceProblem,
    NoMembersProblem,
    SheetStateProblem,
    StrangerProblem,
    UncalledProblem,
)
from tcxd_desktop.domain.meetings import (
    Attendance,
    Counts,
    Meeting,
    MeetingState,
    Minutes,
    Presence,
    Task,
    TaskState,
    count,
)
from tcxd_desktop.domain.periods import last_day
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import cells, scope, score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work

REGULAR = (MeetingKind.REGULAR, MeetingKind.COMBINED)
"""A month has one of these."""
_ROW = 3
"""Absences in a row from which a member is told (An Phú 2.2; 12-HD/BTCTW of 6/7/2018)."""
PRESET: dict[str, tuple[Presence, str]] = {
    Activity.EXEMPT.value: (Presence.EXEMPT, ""),
    Activity.TEMPORARY_ELSEWHERE.value: (Presence.AWAY, ""),
    Activity.ABROAD.value: (Presence.AWAY, "Ở nước ngoài"),
    Activity.SUSPENDED.value: (Presence.ABSENT_REASON, "Đang bị đình chỉ sinh hoạt đảng"),
}
_LINES = ("planned_on", "planned_at", "held_on", "start", "end", "place", "chair", "secretary",
          "upper", "posted_on", "minutes_posted_on", "committee_met_on", "reason")  # fmt: skip


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
        return _roll(reading, unit_id, day)


def _roll(reading: Reading, unit_id: int, day: str) -> tuple[Attendance, ...]:
    made: list[Attendance] = []
    for person, name, grade, activity in stored.roll(reading, unit_id, day):
        presence, reason = PRESET.get(activity, (None, ""))
        here = activity == Activity.TEMPORARY_HERE
        made.append(Attendance(person, name, grade, presence, reason, temporary_here=here))
    return tuple(made)


def new(desk: Desk, unit_id: int, period: str, kind: MeetingKind = MeetingKind.REGULAR) -> Meeting:
    """Return a meeting about to be recorded: place, hour and roll are filled in, nothing is saved.

    Raises:
        NotACellProblem, OutsideScopeProblem, BadPeriodProblem.
    """
    day = min(last_day(period), desk.day())
    with desk.read() as reading:
        cell = cells.cell(desk, reading, unit_id, day)
        _, _, deputy = stored.secretaries(reading, day).get(unit_id, ("", "", False))
        return Meeting(
            0,
            unit_id,
            kind,
            period,
            planned_at=cell.habit.usual_at,
            place=cell.habit.usual_place,
            attendance=_roll(reading, unit_id, day),
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
        MeetingTwiceProblem, LockedSheetProblem, PeriodClosedProblem, ConflictProblem.
    """
    made = _cleaned(meeting)
    with desk.write(Permission.MEETINGS, "meetings.save", made.period) as work:
        cell = cells.cell(desk, work, made.unit_id, made.day or last_day(made.period))
        old = of(desk, work, made.id) if made.id else None
        score_keeping.check_open(work, made.period)
        if old is not None:
            score_keeping.check_open(work, old.period)
            score_keeping.check_unlocked(work, [old])
        made = _counted(work, made)
        _check(desk, made, cell.name)
        if old is None or (old.held_on, old.state) != (made.held_on, made.state):
            _check_roll(work, made)
        check_once(work, made, cell.name)
        number = _write(work, made)
        _write_tasks(work, replace(made, id=number), tasks)
        _note(work, old, replace(made, id=number))
        written = of(desk, work, number)
        score_keeping.refresh(work, written)
        return written


def _cleaned(meeting: Meeting) -> Meeting:
    texts = {name: clean_line(getattr(meeting, name)) for name in _LINES}
    minutes = Minutes(
        *(clean_block(getattr(meeting.minutes, field.name)) for field in fields(Minutes))
    )
    roll_call = tuple(
        replace(row, reason=clean_line(row.reason), gist=clean_block(row.gist))
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


def _check_roll(reading: Reading, meeting: Meeting) -> None:
    """Whoever belongs to the chi bộ on the day is called, and nobody else.

    Only when the day is written down: a roll that stands does not follow later transfers.
    """
    if meeting.state is not MeetingState.HELD or meeting.counts_by_hand:
        return
    called = {row.person_id: row.name for row in meeting.attendance}
    there = {row[0]: row[1] for row in stored.roll(reading, meeting.unit_id, meeting.held_on)}
    left_out = tuple(name for person, name in there.items() if person not in called)
    if left_out:
        raise UncalledProblem(len(left_out), left_out, field="attendance")
    for person, name in called.items():
        if person not in there:
            raise StrangerProblem(name, PartialDate.from_text(meeting.held_on), field="attendance")


def _counted(reading: Reading, meeting: Meeting) -> Meeting:
    """Freeze the counts of a meeting that was held."""
    if meeting.state is not MeetingState.HELD:
        return replace(meeting, counts=Counts(), counts_by_hand=False)
    if meeting.counts_by_hand:
        return replace(meeting, attendance=())
    before = stored.absences(reading, meeting.unit_id, meeting.held_on[:4], meeting.held_on)
    long = sum(
        row.presence is Presence.ABSENT_REASON and 1 + _streak(before.get(row.person_id, ())) > _ROW
        for row in meeting.attendance
        if not row.temporary_here
    )
    return replace(meeting, counts=count(meeting.attendance, long))


def _streak(presences: Sequence[str]) -> int:
    """Return how many absences with reason there were in a row before."""
    for number, presence in enumerate(presences):
        if presence != Presence.ABSENT_REASON:
            return number
    return len(presences)


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


def _write_tasks(work: Work, meeting: Meeting, tasks: Sequence[Task]) -> None:
    given = {task.id: task for task in stored.given(work, meeting.id)}
    earlier = {
        task.id: task
        for task in (
            *stored.carried(work, meeting.unit_id, meeting.day or "9999", meeting.id),
            *stored.judged(work, meeting.id),
        )
    }
    for task in tasks:
        made = replace(
            task,
            text=clean_block(task.text),
            owner=clean_line(task.owner),
            result=clean_block(task.result),
        )
        if made.id in earlier:
            judged = None if made.open else meeting.id
            stored.change_task(work, replace(made, judged_in=judged))
        elif made.text and (not made.id or made.id in given):
            own = replace(made, unit_id=meeting.unit_id, meeting_id=meeting.id)
            if own.id in given:
                stored.change_task(work, own)
            else:
                stored.add_task(work, replace(own, id=0))
    for number in given.keys() - {task.id for task in tasks if task.text.strip()}:
        if given[number].judged_in is None:
            stored.drop_task(work, number)


def _note(work: Work, old: Meeting | None, made: Meeting) -> None:
    was = old or Meeting(made.id, made.unit_id, made.kind, made.period, MeetingState.PLANNED)
    pairs = (
        ("planned", f"{was.planned_on} {was.planned_at}", f"{made.planned_on} {made.planned_at}"),
        ("held", _held(was), _held(made)),
        ("counts", _told(was.counts), _told(made.counts)),
    )
    work.note(
        *(
            Change(stored.SUBJECT, made.id, field, before.strip(), after.strip())
            for field, before, after in pairs
            if before.strip() != after.strip()
        )
    )
    for field in ("attendance", "votes", "minutes"):
        if old is not None and getattr(old, field) != getattr(made, field):
            # What was said and who was where stays in the meeting's own record.
            work.note(Change(stored.SUBJECT, made.id, field, "", ""))


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


def mark_not_held(desk: Desk, unit_id: int, period: str, reason: str) -> Meeting:
    """Write that a chi bộ held no regular meeting in a month, and why.

    Raises:
        RequiredProblem: no reason; and those of ``save``.
    """
    desk.check(Permission.MEETINGS)
    found = next((m for m in month_meetings(desk, period, unit_id) if m.kind in REGULAR), None)
    meeting = new(desk, unit_id, period) if found is None else read(desk, found.id)
    made = replace(meeting, state=MeetingState.NOT_HELD, reason=reason, attendance=(), votes=())
    return save(desk, made)


def drop(desk: Desk, meeting_id: int, reason: str) -> None:
    """Take back a meeting that was planned or recorded by mistake.

    One that was only planned goes; one that was recorded stays on record without being counted.

    Raises:
        ReasonNeededProblem: a recorded one is taken back without a reason.
        SheetStateProblem: a later meeting judged its tasks, or it has a sheet handed in.
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "meetings.drop", clean_line(reason)) as work:
        meeting = of(desk, work, meeting_id)
        score_keeping.check_open(work, meeting.period)
        score_keeping.check_unlocked(work, [meeting])
        tasks_given = stored.given(work, meeting_id)
        if any(task.judged_in for task in tasks_given):
            told = (
                "nhiệm vụ buổi này giao đã được đánh giá ở buổi sau, hãy mở buổi sau ra sửa trước"
            )
            raise SheetStateProblem(told)
        for task in stored.judged(work, meeting_id):
            stored.change_task(work, replace(task, state=TaskState.OPEN, judged_in=None))
        if meeting.state is MeetingState.PLANNED and not tasks_given and not meeting.attendance:
            stored_scores.drop(work, meeting_id)
            stored.drop(work, meeting_id)
        elif not reason.strip():
            raise ReasonNeededProblem
        else:
            stored.void(work, meeting_id, clean_line(reason))
        work.note(Change(stored.SUBJECT, meeting_id, "planned", meeting.day, ""))


def tasks(desk: Desk, meeting_id: int) -> tuple[list[Task], list[Task]]:
    """Return the tasks a meeting judges, those still open among them, and those it gives."""
    with desk.read() as reading:
        meeting = of(desk, reading, meeting_id)
        before = stored.carried(
            reading, meeting.unit_id, meeting.day or last_day(meeting.period), meeting_id
        )
        judged = stored.judged(reading, meeting_id)
        given = stored.given(reading, meeting_id)
    return sorted((*judged, *before), key=lambda task: (task.due or "9999", task.id)), given


def tasks_then(desk: Desk, meeting_id: int) -> list[Task]:
    """Return what a meeting had before it of earlier resolutions, as it stood that day.

    For papers of old meetings: a task a later meeting judged was still open then.
    """
    with desk.read() as reading:
        meeting = of(desk, reading, meeting_id)
        day = meeting.day or last_day(meeting.period)
        return stored.standing_then(reading, meeting.unit_id, day)


def carried(desk: Desk, unit_id: int, day: str) -> list[Task]:
    """Return the open tasks of a chi bộ given before ISO ``day``."""
    with desk.read() as reading:
        scope.check_unit(desk, reading, unit_id)
        return stored.carried(reading, unit_id, day)


def unit_name(desk: Desk, unit_id: int) -> str:
    """Return the latest name of a chi bộ."""
    with desk.read() as reading:
        return stored_units.name_of(reading, unit_id)
