"""Phân công cấp ủy viên cấp trên dự sinh hoạt chi bộ, and how often they did."""

from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import (
    LINE,
    LINES,
    check_day,
    check_rows,
    check_text,
)
from tcxd_desktop.domain.meeting_errors import AssignedProblem, PeriodDatesProblem
from tcxd_desktop.domain.meetings import UpperAssignment
from tcxd_desktop.domain.periods import first_day, last_day
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import cells, restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import assignments as stored
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.meetings import Attended
from tcxd_desktop.wording.formats import show_date

_FOREVER = "9999-12-31"


def listed(desk: Desk, year: int) -> list[UpperAssignment]:
    """Return the assignments of a year within the scope, with meetings held and attended."""
    first, last = first_day(f"{year:04d}"), last_day(f"{year:04d}")
    with desk.read() as reading:
        given = scope.units_of(desk, reading)
        names = stored_units.names(reading)
        # A meeting is of the year of its month, whatever day it was held on.
        held: dict[int, list[Attended]] = {}
        for one in stored_meetings.attended(reading, first[:7], last[:7]):
            held.setdefault(one.unit_id, []).append(one)
        return [
            _counted(replace(one, unit=names.get(one.unit_id, "")), held.get(one.unit_id, []))
            for one in stored.between(reading, first, last)
            if given is None or one.unit_id in given
        ]


def _counted(one: UpperAssignment, held: Sequence[Attended]) -> UpperAssignment:
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
        BadDateProblem: no day.
        AssignedProblem: assigned to one of them already.
        NotFoundProblem, NotACellProblem, OutsideScopeProblem, RestrictedProblem, ErasedProblem,
        TooLongProblem, TooManyProblem.
    """
    for field, value in (("person_id", person_id), ("unit_ids", unit_ids), ("since", since)):
        if not value:
            raise RequiredProblem(field, field=field)
    check_day(since, "since")
    check_text(clean_line(paper), LINE, "paper")
    check_rows(unit_ids, LINES, "unit_ids")
    with desk.write(Permission.MEETINGS, "assignments.assign") as work:
        scope.check_person(desk, work, [person_id])
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
        BadDateProblem: no day.
        AssignedProblem: it would run into a later one of the same person and chi bộ.
        NotFoundProblem, OutsideScopeProblem.
    """
    check_day(until, "until")
    with desk.write(Permission.MEETINGS, "assignments.end") as work:
        one = stored.one(work, assignment_id)
        if one is None:
            raise NotFoundProblem(str(assignment_id))
        scope.check_unit(desk, work, one.unit_id)
        if not until or until < one.since:
            raise PeriodDatesProblem(show_date(one.since), show_date(until), field="until")
        for other in stored.between(work, one.since, until):
            same = (other.person_id, other.unit_id) == (one.person_id, one.unit_id)
            if same and other.id != one.id:
                name = stored_units.name_of(work, one.unit_id)
                raise AssignedProblem(one.name, name, field="until")
        stored.end(work, assignment_id, until)
        work.note(Change(stored.SUBJECT, one.unit_id, "until", one.until, until))
