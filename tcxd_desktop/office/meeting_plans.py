"""Lịch sinh hoạt của tháng: every chi bộ with its day, hour and place; nề nếp of each."""

from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import check
from tcxd_desktop.domain.meeting_errors import BadTimeProblem, HeldProblem
from tcxd_desktop.domain.meetings import (
    CellHabit,
    Meeting,
    MeetingState,
    Minutes,
    PlanLine,
)
from tcxd_desktop.domain.periods import kind_of, last_day
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.times import parse_time
from tcxd_desktop.office import cells, score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meetings import REGULAR, check_once
from tcxd_desktop.storage import assignments as stored_assignments
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage.work import Reading, Work


def plan_lines(desk: Desk, period: str) -> list[PlanLine]:
    """Return every chi bộ of the scope with its meetings of a month; unplanned ones too.

    Raises:
        BadPeriodProblem: not a month.
    """
    day = month_day(desk, period)
    with desk.read() as reading:
        return _lines(desk, reading, period, day)


def month_day(desk: Desk, period: str) -> str:
    """Return the day a month is looked at from: its last, or today where that is to come."""
    kind_of(period)
    return min(last_day(period), max(desk.day(), f"{period}-01"))


def _lines(desk: Desk, reading: Reading, period: str, day: str) -> list[PlanLine]:
    there = cells.cells(desk, reading, day)
    meetings: dict[int, list[Meeting]] = {}
    for meeting in stored.find(reading, since=period, until=period):
        meetings.setdefault(meeting.unit_id, []).append(meeting)
    heads = stored.secretaries(reading, day)
    assigned: dict[int, str] = {}
    for one in stored_assignments.between(reading, day, day):
        before = assigned.get(one.unit_id)
        assigned[one.unit_id] = f"{before}, {one.name}" if before else one.name
    lines: list[PlanLine] = []
    for cell in there:
        head, phone, _ = heads.get(cell.id, ("", "", False))
        blank = PlanLine(
            cell.id, cell.name, cell.members, secretary=head, phone=phone,
            upper=assigned.get(cell.id, ""),
        )  # fmt: skip
        found = meetings.get(cell.id, [])
        if not any(meeting.kind in REGULAR for meeting in found):
            lines.append(blank)
        lines.extend(_line(blank, meeting) for meeting in found)
    return lines


def _line(blank: PlanLine, meeting: Meeting) -> PlanLine:
    return replace(
        blank,
        meeting_id=meeting.id,
        kind=meeting.kind,
        on=meeting.day,
        at=meeting.start or meeting.planned_at,
        place=meeting.place,
        state=meeting.state,
        upper=meeting.upper or blank.upper,
        theme=meeting.minutes.theme,
    )


def propose(desk: Desk, period: str) -> list[PlanLine]:
    """Return the lines of a month with the usual day, hour and place where nothing is planned.

    Nothing is written. A day the month does not have becomes its last one.
    """
    lines = plan_lines(desk, period)
    known = {habit.unit_id: habit for habit in habits(desk)}
    last = int(last_day(period)[-2:])
    made: list[PlanLine] = []
    for line in lines:
        habit = known.get(line.unit_id)
        if line.meeting_id or habit is None or not habit.usual_day:
            made.append(line)
            continue
        on = f"{period}-{min(habit.usual_day, last):02d}"
        made.append(replace(line, on=on, at=habit.usual_at, place=habit.usual_place))
    return made


def plan(desk: Desk, period: str, lines: Sequence[PlanLine]) -> int:
    """Write the plan of a month; lines as they stand already cost nothing.

    A planned line without a day is taken out again.

    Args:
        desk: where.
        period: the month.
        lines: any of ``plan_lines``, changed; further ones with ``meeting_id`` 0 are added.

    Returns:
        how many meetings were written, changed or taken out.

    Raises:
        HeldProblem: a meeting that was recorded would change.
        MeetingTwiceProblem, PeriodClosedProblem, NotACellProblem, OutsideScopeProblem, and those
        of ``meeting_checks.check``; nothing is written then.
    """
    day = month_day(desk, period)
    with desk.write(Permission.MEETINGS, "meetings.plan", period) as work:
        score_keeping.check_open(work, period)
        there = {cell.id: cell for cell in cells.cells(desk, work, day)}
        stands = {(line.unit_id, line.meeting_id): line for line in _lines(desk, work, period, day)}
        written = 0
        # What is taken out goes first: its month is free for another.
        for line in sorted(lines, key=lambda line: bool(line.on)):
            made = replace(line, place=clean_line(line.place), theme=clean_line(line.theme))
            if made == stands.get((line.unit_id, line.meeting_id)):
                continue
            if not made.meeting_id and not made.on:
                continue
            cell = there.get(made.unit_id) or cells.cell(desk, work, made.unit_id, day)
            _write(desk, work, period, made, cell)
            written += 1
    return written


def _write(desk: Desk, work: Work, period: str, line: PlanLine, cell: cells.CellUnit) -> None:
    old = stored.read(work, line.meeting_id) if line.meeting_id else None
    if line.meeting_id and (old is None or old.unit_id != line.unit_id):
        raise NotFoundProblem(str(line.meeting_id))
    if old is not None and old.state is not MeetingState.PLANNED:
        raise HeldProblem(cell.name)
    was = f"{old.planned_on} {old.planned_at}".strip() if old else ""
    if old is not None and not line.on:
        stored.drop(work, old.id)
        work.note(Change(stored.SUBJECT, old.id, "planned", was, ""))
        return
    _, _, deputy = stored.secretaries(work, last_day(period)).get(line.unit_id, ("", "", False))
    made = replace(
        old
        or Meeting(0, line.unit_id, line.kind, period, has_committee=cell.has_committee,
                   has_deputy=deputy, cell_kind=cell.habit.kind),
        kind=line.kind,
        planned_on=line.on,
        planned_at=line.at,
        place=line.place,
        minutes=replace(old.minutes if old else Minutes(), theme=line.theme),
    )  # fmt: skip
    check(made, desk.today())
    check_once(work, made, cell.name)
    if old is None:
        number = stored.add(work, replace(made, version=1))
    else:
        number = old.id
        stored.update(work, made)
    now = f"{made.planned_on} {made.planned_at}".strip()
    work.note(Change(stored.SUBJECT, number, "planned", was, now))


def habits(desk: Desk) -> list[CellHabit]:
    """Return when and where each chi bộ of the scope usually meets, and its kind."""
    with desk.read() as reading:
        return [cell.habit for cell in cells.cells(desk, reading, desk.day())]


def set_habits(desk: Desk, made: Sequence[CellHabit]) -> None:
    """Write when and where chi bộ usually meet, and their kinds.

    Raises:
        BadTimeProblem: an hour that is none.
        NotACellProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "meetings.habits") as work:
        for habit in made:
            cell = cells.cell(desk, work, habit.unit_id, desk.day())
            if habit.usual_at and parse_time(habit.usual_at) != habit.usual_at:
                raise BadTimeProblem(habit.usual_at, field="usual_at")
            new = replace(
                habit,
                unit=cell.name,
                usual_day=min(max(habit.usual_day, 0), 31),
                usual_place=clean_line(habit.usual_place),
            )
            if new != cell.habit:
                stored_assignments.set_habit(work, new)
                work.note(Change("habit", habit.unit_id, "usual", _told(cell.habit), _told(new)))


def _told(habit: CellHabit) -> str:
    parts = (habit.kind.value, str(habit.usual_day or ""), habit.usual_at, habit.usual_place)
    return "; ".join(part for part in parts if part)
