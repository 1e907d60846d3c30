"""Lịch sinh hoạt của tháng: every chi bộ with its day, hour and place; nề nếp of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import (
    LINE,
    LINES,
    check,
    check_day,
    check_rows,
    check_text,
    check_time,
)
from tcxd_desktop.domain.meeting_errors import HeldProblem, NotACellProblem
from tcxd_desktop.domain.meetings import (
    REGULAR_KINDS,
    CellHabit,
    Meeting,
    MeetingState,
    PlanLine,
)
from tcxd_desktop.domain.periods import check_month, last_day
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import cells, meeting_notes, meeting_tasks, scope, score_keeping
from tcxd_desktop.office.cells import CellUnit
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meetings import check_once
from tcxd_desktop.storage import assignments as stored_assignments
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work

month_day = cells.month_day
_LONGEST_MONTH = 31


def plan_lines(desk: Desk, period: str) -> list[PlanLine]:
    """Return every chi bộ of the scope with its meetings of a month; unplanned ones too.

    Raises:
        BadPeriodProblem: not a month.
    """
    check_month(period)
    with desk.read() as reading:
        return _lines(desk, reading, period)[0]


def _lines(desk: Desk, reading: Reading, period: str) -> tuple[list[PlanLine], dict[int, CellUnit]]:
    """Return the lines of a month, and the chi bộ they are of."""
    day = month_day(desk, period)
    meetings: dict[int, list[Meeting]] = {}
    for meeting in stored.find(reading, since=period, until=period):
        meetings.setdefault(meeting.unit_id, []).append(meeting)
    there = cells.with_gone(desk, reading, period, meetings)
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
        if not any(meeting.kind in REGULAR_KINDS for meeting in found):
            lines.append(blank)
        lines.extend(_line(blank, meeting) for meeting in found)
    return lines, {cell.id: cell for cell in there}


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
        version=meeting.version,
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
        ConflictProblem: a line was changed by somebody else since it was read.
        MeetingTwiceProblem, PeriodClosedProblem, NotACellProblem, OutsideScopeProblem,
        SheetStateProblem, TooLongProblem, TooManyProblem, and those of
        ``meeting_checks.check``; nothing is written then.
    """
    check_month(period)
    check_rows(lines, LINES, "lines")
    with desk.write(Permission.MEETINGS, "meetings.plan", period) as work:
        score_keeping.check_open(work, period)
        stand, there = _lines(desk, work, period)
        month = _Month(desk, period, there, stored.secretaries(work, last_day(period)))
        known = {line.meeting_id: _planned(line) for line in stand if line.meeting_id}
        written = 0
        # What is taken out, or no longer the month's regular meeting, makes room for another.
        for line in sorted(lines, key=lambda line: (bool(line.on), line.kind in REGULAR_KINDS)):
            made = replace(
                line,
                at=clean_line(line.at),
                place=clean_line(line.place),
                theme=clean_line(line.theme),
            )
            if made.meeting_id:
                if _planned(made) == known.get(made.meeting_id):
                    continue
                _change(work, month, made)
            elif made.on:
                _add(work, month, made)
            else:
                continue
            written += 1
    return written


def _planned(line: PlanLine) -> tuple[object, ...]:
    """Return what a plan says of a meeting; the rest of a line is only shown beside it."""
    return line.unit_id, line.kind, line.on, line.at, line.place, line.theme


@dataclass(frozen=True, slots=True)
class _Month:
    """What the lines of a plan have in common, read once."""

    desk: Desk
    period: str
    there: Mapping[int, CellUnit]
    heads: Mapping[int, tuple[str, str, bool]]

    def cell(self, work: Work, line: PlanLine) -> CellUnit:
        """Return the chi bộ of a line, if it is there on the day.

        Raises:
            NotACellProblem, OutsideScopeProblem.
        """
        found = self.there.get(line.unit_id)
        if found is None:
            found, _ = cells.cell_in(self.desk, work, line.unit_id, self.period)
        if line.on and not cells.there_on(work, line.unit_id, line.on):
            raise NotACellProblem(found.name, field="on")
        return found


def _add(work: Work, month: _Month, line: PlanLine) -> None:
    check_day(line.on, "on")
    cell = month.cell(work, line)
    _, _, deputy = month.heads.get(line.unit_id, ("", "", False))
    blank = Meeting(
        0, line.unit_id, line.kind, month.period, has_committee=cell.has_committee,
        has_deputy=deputy, cell_kind=cell.habit.kind, version=1,
    )  # fmt: skip
    made = _checked(work, month, blank, line)
    number = stored.add(work, made)
    meeting_notes.note(work, None, replace(made, id=number))


def _change(work: Work, month: _Month, line: PlanLine) -> None:
    old = stored.read(work, line.meeting_id)
    if old is None or old.unit_id != line.unit_id or old.period != month.period:
        raise NotFoundProblem(str(line.meeting_id))
    scope.check_unit(month.desk, work, old.unit_id)
    if old.state is not MeetingState.PLANNED:
        raise HeldProblem(stored_units.name_of(work, old.unit_id))
    if line.version not in (0, old.version):
        raise ConflictProblem
    if not line.on:
        meeting_tasks.check_not_judged(work, old.id)
        stored_scores.drop(work, old.id)
        stored.drop(work, old.id)
        work.note(Change(stored.SUBJECT, old.id, "planned", meeting_notes.planned(old), ""))
        return
    made = _checked(work, month, old, line)
    stored.update(work, made)
    meeting_notes.note(work, old, made)


def _checked(work: Work, month: _Month, old: Meeting, line: PlanLine) -> Meeting:
    """Return a planned meeting as its line has it.

    Raises:
        Those of ``meeting_checks.check``; MeetingTwiceProblem, NotACellProblem.
    """
    made = replace(
        old,
        kind=line.kind,
        planned_on=line.on,
        planned_at=line.at,
        place=line.place,
        minutes=replace(old.minutes, theme=line.theme),
    )
    check(made, month.desk.today())
    cell = month.cell(work, line)
    check_once(work, made, cell.name)
    return made


def habits(desk: Desk) -> list[CellHabit]:
    """Return when and where each chi bộ of the scope usually meets, and its kind."""
    with desk.read() as reading:
        return [cell.habit for cell in cells.cells(desk, reading, desk.day())]


def set_habits(desk: Desk, made: Sequence[CellHabit]) -> None:
    """Write when and where chi bộ usually meet, and their kinds.

    Raises:
        BadTimeProblem: an hour that is none.
        NotACellProblem, OutsideScopeProblem, TooLongProblem, TooManyProblem.
    """
    check_rows(made, LINES, "habits")
    with desk.write(Permission.MEETINGS, "meetings.habits") as work:
        there = {cell.id: cell for cell in cells.cells(desk, work, desk.day())}
        for habit in made:
            # One that is not there says why: another kind, no more, or not this account's.
            cell = there.get(habit.unit_id) or cells.cell(desk, work, habit.unit_id, desk.day())
            new = replace(
                habit,
                unit=cell.name,
                usual_day=min(max(habit.usual_day, 0), _LONGEST_MONTH),
                usual_at=clean_line(habit.usual_at),
                usual_place=clean_line(habit.usual_place),
            )
            check_time(new.usual_at, "usual_at")
            check_text(new.usual_place, LINE, "usual_place")
            if new != cell.habit:
                stored_assignments.set_habit(work, new)
                work.note(Change("habit", habit.unit_id, "usual", _told(cell.habit), _told(new)))


def _told(habit: CellHabit) -> str:
    """Return what the book tells of a habit; the place may be somebody's house."""
    parts = (habit.kind.value, str(habit.usual_day or ""), habit.usual_at)
    return "; ".join(part for part in parts if part)
