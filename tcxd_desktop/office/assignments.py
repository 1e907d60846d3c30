"""Phân công cấp ủy viên cấp trên dự sinh hoạt chi bộ, and how often they did."""

from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_errors import AssignedProblem, PeriodDatesProblem
from tcxd_desktop.domain.meetings import Meeting, MeetingState, UpperAssignment
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import cells, restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import assignments as stored
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.wording.formats import show_date

_FOREVER = "9999-12-31"


def listed(desk: Desk, year: int) -> list[UpperAssignment]:
    """Return the assignments of a year within the scope, with meetings held and attended."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    with desk.read() as reading:
        given = scope.units_of(desk, reading)
        names = stored_units.names(reading)
        held: dict[int, list[Meeting]] = {}
        for meeting in stored_meetings.find(
            reading, since=f"{year - 1}-12", until=f"{year + 1}-01"
        ):
            if meeting.state is MeetingState.HELD and first <= meeting.held_on <= last:
                held.setdefault(meeting.unit_id, []).append(meeting)
        return [
            _counted(replace(one, unit=names.get(one.unit_id, "")), held.get(one.unit_id, []))
            for one in stored.between(reading, first, last)
            if given is None or one.unit_id in given
        ]


def _counted(one: UpperAssignment, held: Sequence[Meeting]) -> UpperAssignment:
    mine = [m for m in held if one.since <= m.held_on <= (one.until or _FOREVER)]
    attended = sum(meeting.upper_id == one.person_id for meeting in mine)
    return replace(one, held=len(mine), attended=attended)


def assigned_to(desk: Desk, unit_id: int, day: str) -> list[UpperAssignment]:
    """Return who is to attend the meetings of a chi bộ on ISO ``day``."""
    with desk.read() as reading:
        scope.check_unit(desk, reading, unit_id)
        return [one for one in stored.between(reading, day, day) if one.unit_id == unit_id]


def assign(
    desk: Desk, person_id: int, unit_ids: Sequence[int], since: str, paper: str = ""
) -> None:
    """Write that somebody of the committee attends some chi bộ from a day on.

    Args:
        desk: where.
        person_id: who.
        unit_ids: which chi bộ.
        since: first day, ISO.
        paper: number and day of the notice it rests on.

    Raises:
        RequiredProblem: nobody, no chi bộ, no day.
        AssignedProblem: assigned to one of them already.
        NotFoundProblem, NotACellProblem, OutsideScopeProblem, RestrictedProblem.
    """
    for field, value in (("person_id", person_id), ("unit_ids", unit_ids), ("since", since)):
        if not value:
            raise RequiredProblem(field, field=field)
    with desk.write(Permission.MEETINGS, "assignments.assign") as work:
        restrictions.check(work, [person_id])
        found = stored_people.read(work, person_id)
        if found is None or found.void_reason:
            raise NotFoundProblem(str(person_id))
        standing = stored.between(work, since, _FOREVER)
        for unit_id in dict.fromkeys(unit_ids):
            cell = cells.cell(desk, work, unit_id, max(since, desk.day()))
            if any((a.person_id, a.unit_id) == (person_id, unit_id) for a in standing):
                raise AssignedProblem(found.birth_name, cell.name, field="unit_ids")
            stored.add(work, person_id, unit_id, since, clean_line(paper))
            work.note(Change(stored.SUBJECT, unit_id, "assigned", "", f"từ {show_date(since)}"))
        work.note(Change("person", person_id, "assigned", "", f"{len(set(unit_ids))} chi bộ"))


def end(desk: Desk, assignment_id: int, until: str) -> None:
    """Write the last day of an assignment, ISO.

    Raises:
        PeriodDatesProblem: before its first day.
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "assignments.end") as work:
        one = stored.one(work, assignment_id)
        if one is None:
            raise NotFoundProblem(str(assignment_id))
        scope.check_unit(desk, work, one.unit_id)
        if not until or until < one.since:
            raise PeriodDatesProblem(show_date(one.since), show_date(until), field="until")
        stored.end(work, assignment_id, until)
        work.note(Change(stored.SUBJECT, one.unit_id, "until", one.until, until))
