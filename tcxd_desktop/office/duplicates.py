"""Records that may be of one person: found, looked at, said to be two people."""

from collections.abc import Mapping

from tcxd_desktop.domain.duplicates import (
    DistinctLine,
    Index,
    PairLine,
    PairSide,
    Score,
    score,
)
from tcxd_desktop.domain.errors import NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.identities import Identity
from tcxd_desktop.domain.merging_errors import AlreadyDistinctProblem, SameRecordProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import identities
from tcxd_desktop.storage import merging as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date

FIELD = "distinct"
"""Field of the history line of both records."""


def pairs(desk: Desk, progress: Progress = unwatched) -> list[PairLine]:
    """Return every two living records that may be of one person, the likeliest first.

    Of a pair the account is limited to one side of nothing is told: that the other exists is not
    theirs to know. Pairs said to be two people are left out.

    Args:
        desk: where.
        progress: (people compared, people); may raise to cancel.
    """
    day = desk.day()
    with desk.read() as reading:
        people = identities.living(reading, day)
        allowed = scope.everybody(desk, reading)
        apart = {(first, second) for first, second, *_ in stored.distinct(reading)}
        labels = UnitNames(stored_units.on_day(reading, day)).labels
        if allowed is not None:
            people = [one for one in people if one.id in allowed]
        progress(0, len(people))
        found = [
            (one, other, told)
            for one, other, told in Index(people).pairs()
            if (one.id, other.id) not in apart
        ]
        progress(len(people), len(people))
        complete = stored.completeness(reading, {one.id for pair in found for one in pair[:2]})
    lines = [_line(one, other, told, labels, complete) for one, other, told in found]
    return sorted(lines, key=lambda line: -line.score.points)


def pair(desk: Desk, first_id: int, second_id: int) -> PairLine:
    """Return how likely two living records are of one person, the first as the one that stays.

    Raises:
        SameRecordProblem: one and the same record.
        NotFoundProblem, OutsideScopeProblem: one is nobody, withdrawn, or not the account's.
    """
    day = desk.day()
    with desk.read() as reading:
        if first_id == second_id:
            raise SameRecordProblem
        scope.check_person(desk, reading, [first_id, second_id])
        wanted = (first_id, second_id)
        found = {one.id: one for one in identities.living(reading, day) if one.id in wanted}
        if len(found) < 2:
            raise NotFoundProblem(f"{first_id}, {second_id}")
        labels = UnitNames(stored_units.on_day(reading, day)).labels
        complete = stored.completeness(reading, wanted)
    one, other = found[first_id], found[second_id]
    return PairLine(_side(one, labels, complete), _side(other, labels, complete), score(one, other))


def _line(
    one: Identity,
    other: Identity,
    told: Score,
    labels: Mapping[int, str],
    complete: Mapping[int, int],
) -> PairLine:
    sides = [_side(each, labels, complete) for each in (one, other)]
    # The fuller record stays; of two alike the older one, which more rests on.
    sides.sort(key=lambda side: (-side.complete, side.person_id))
    return PairLine(sides[0], sides[1], told)


def _side(one: Identity, labels: Mapping[int, str], complete: Mapping[int, int]) -> PairSide:
    return PairSide(
        one.id,
        one.name,
        show_date(one.birth),
        labels.get(int(one.unit), "") if one.unit else "",
        one.citizen_id,
        one.card_no,
        complete.get(one.id, 0),
    )


def distinct(desk: Desk) -> list[DistinctLine]:
    """Return the pairs that were said to be two people, among those the account may see."""
    with desk.read() as reading:
        rows = stored.distinct(reading)
        allowed = scope.people_of(desk, reading, {one for row in rows for one in row[:2]})
        told = [row for row in rows if row[0] in allowed and row[1] in allowed]
        ids = sorted({one for row in told for one in row[:2]})
        names = {one.id: one.birth_name for one in stored_people.read_many(reading, ids)}
    return [
        DistinctLine(first, names.get(first, ""), second, names.get(second, ""), reason, on, actor)
        for first, second, reason, on, actor in told
    ]


def declare_distinct(desk: Desk, first_id: int, second_id: int, reason: str) -> None:
    """Write that two records that look alike are of two people: they are not offered again.

    Raises:
        ReasonNeededProblem: no reason.
        SameRecordProblem: one and the same record.
        NotFoundProblem, OutsideScopeProblem: one of them is nobody, or not the account's.
        AlreadyDistinctProblem: that stands written.
    """
    desk.check(Permission.EDIT)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    if first_id == second_id:
        raise SameRecordProblem
    with desk.write(Permission.EDIT, "duplicates.distinct", told) as work:
        _check(desk, work, first_id, second_id)
        if is_distinct(work, first_id, second_id):
            raise AlreadyDistinctProblem
        stored.set_distinct(work, first_id, second_id, told, desk.day(), desk.actor.name)
        work.note(
            Change("person", first_id, FIELD, "", f"hồ sơ số {second_id}"),
            Change("person", second_id, FIELD, "", f"hồ sơ số {first_id}"),
        )


def retract_distinct(desk: Desk, first_id: int, second_id: int, reason: str) -> None:
    """Take back that two records are of two people: they are offered again.

    Raises:
        ReasonNeededProblem: no reason.
        NotFoundProblem: nobody wrote it, or one of them is nobody.
        OutsideScopeProblem: one of them is not the account's.
    """
    desk.check(Permission.EDIT)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.EDIT, "duplicates.distinct.drop", told) as work:
        _check(desk, work, first_id, second_id)
        if not stored.drop_distinct(work, first_id, second_id):
            raise NotFoundProblem(f"{first_id}, {second_id}")
        work.note(
            Change("person", first_id, FIELD, f"hồ sơ số {second_id}", ""),
            Change("person", second_id, FIELD, f"hồ sơ số {first_id}", ""),
        )


def is_distinct(reading: Reading, first_id: int, second_id: int) -> bool:
    """Tell whether two records were said to be of two people."""
    wanted = {first_id, second_id}
    return any({first, second} == wanted for first, second, *_ in stored.distinct(reading))


def _check(desk: Desk, reading: Reading, *person_ids: int) -> None:
    scope.check_person(desk, reading, person_ids)
    known = {one.id for one in stored_people.read_many(reading, person_ids)}
    for person_id in person_ids:
        if person_id not in known:
            raise NotFoundProblem(str(person_id))
