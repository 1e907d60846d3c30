"""Takes a whole import back, and finds what later rests on it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.import_errors import ImportUndoneProblem, ImportUndoProblem
from tcxd_desktop.domain.imports import ImportRun, Obstacle, RunState
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import recording, restrictions, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored
from tcxd_desktop.storage import merging as stored_merging
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording import imports as wording

_AT_ONCE = 500


def runs(desk: Desk) -> list[ImportRun]:
    """Return every import that was written, newest first.

    An account that was given only some organisations sees its own: file names and reasons tell
    of others.
    """
    with desk.read(Permission.IMPORT) as reading:
        found = stored.runs(reading)
    own = desk.actor.name
    return [run for run in found if run.actor == own] if desk.actor.units else found


def obstacles(desk: Desk, run_id: int) -> list[Obstacle]:
    """Return what stands in the way of taking an import back.

    Raises:
        NotFoundProblem: no such import.
        ImportUndoneProblem: it was taken back already.
        OutsideScopeProblem: it wrote people the account was not given.
    """
    with desk.read(Permission.IMPORT) as reading:
        return list(_obstacles(desk, reading, _done(reading, run_id)))


def undo(desk: Desk, run_id: int, reason: str, progress: Progress = unwatched) -> None:
    """Take an import back as if it had never been: changed records as before, new ones withdrawn.

    Raises:
        ReasonNeededProblem: no reason.
        ImportUndoProblem: something later rests on it.
        NotFoundProblem, ImportUndoneProblem, OutsideScopeProblem: as for :func:`obstacles`.
        RestrictedProblem: the data of one of them is restricted by decision.
    """
    desk.check(Permission.IMPORT)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.IMPORT, "imports.undo", told) as work:
        run = _done(work, run_id)
        found = list(_obstacles(desk, work, run))
        if found:
            raise ImportUndoProblem(len(found), found[0].text)
        _take_back(desk, work, run, told, progress)
        at = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
        if not stored.mark_undone(work, run, told, at):
            raise ConflictProblem
        work.note(Change(stored.SUBJECT, run_id, "undone", "", told))


def _done(reading: Reading, run_id: int) -> ImportRun:
    run = stored.read(reading, run_id)
    if run is None:
        raise NotFoundProblem(str(run_id))
    if run.state is RunState.UNDONE:
        raise ImportUndoneProblem(run.file_name)
    return run


def _obstacles(desk: Desk, reading: Reading, run: ImportRun) -> Iterator[Obstacle]:
    rows = stored.rows(reading, run.id)
    scope.check_person(desk, reading, [row.person_id for row in rows])
    people = stored.people_state(reading, run.id)
    if not reading.sealed and stored.has_sealed(reading, run.id):
        yield Obstacle(wording.sealed_needed())
    for row in rows:
        name, version, void_reason = people[row.person_id]
        if void_reason:
            yield Obstacle(wording.voided_since(name), row.person_id)
        elif version != row.version:
            yield Obstacle(wording.changed_since(name), row.person_id)
    yield from _numbers_taken(desk, reading, rows, people)
    created = [row.person_id for row in rows if row.kind == stored.NEW]
    for person_id, what in stored.uses(reading, created):
        yield Obstacle(wording.used_since(people[person_id][0], what), person_id)
    # Whom the import itself moved into a chi bộ it made leaves it again with the import.
    written = [row.person_id for row in rows]
    for name in stored.later_units(reading, run.new_units, written).values():
        yield Obstacle(wording.unit_used(name))


def _numbers_taken(
    desk: Desk,
    reading: Reading,
    rows: Sequence[stored.WrittenRow],
    people: Mapping[int, tuple[str, int, str]],
) -> Iterator[Obstacle]:
    """Yield numbers that would come back to a record, and are somebody else's by now."""
    written = {row.person_id for row in rows}
    holders = stored.numbers_held(reading, recording.UNIQUE)
    for row in rows:
        for name, number in stored.numbers_before(row.before, recording.UNIQUE).items():
            holder = holders[name].get(number)
            if holder is None or holder in written:
                continue
            seen = scope.people_of(desk, reading, [holder])
            whose = stored.names_of(reading, [holder])[holder] if seen else ""
            yield Obstacle(wording.number_taken(people[row.person_id][0], number, whose), holder)


def _take_back(desk: Desk, work: Work, run: ImportRun, reason: str, progress: Progress) -> None:
    rows = stored.rows(work, run.id)
    sealed = stored.sealed_before(work, run.id) if work.sealed else {}
    restrictions.check(work, [row.person_id for row in rows])
    names = stored_units.names(work)
    # Rare, and asked person by person.
    merged = stored_merging.listed(work)
    # Backwards: a number one record gave away and another took finds its way the same way back.
    changed = [row for row in reversed(rows) if row.kind == stored.CHANGED]
    for start in range(0, len(changed), _AT_ONCE):
        progress(start, len(rows))
        some = {row.person_id: row for row in changed[start : start + _AT_ONCE]}
        held = {old.id: old for old in stored_people.read_many(work, list(some))}
        for person_id, row in some.items():
            old = held[person_id]
            was = stored.put_back(stored.put_back(old, row.before), sealed.get(old.id, ""))
            work.note(*values.changes(old, was, desk.codes, names))
            _central_back(work, old.id, row.before)
            if not stored_people.update(work, old, was, completeness.percent(was, desk.today())):
                raise ConflictProblem
        again = {one: (row.version - 1, row.version + 1) for one, row in some.items()}
        stored.carry(work, again)
        for person_id, (before, now) in again.items() if merged else ():
            stored_merging.carry(work, person_id, before, now)
    new = {row.person_id: row.version for row in rows if row.kind == stored.NEW}
    work.note(*(Change("person", one, "void_reason", "", reason) for one in new))
    for start in range(0, len(new), _AT_ONCE):
        progress(len(changed) + start, len(rows))
        if not stored_people.withdraw(work, dict([*new.items()][start : start + _AT_ONCE]), reason):
            raise ConflictProblem
    for unit_id in run.new_units:
        work.note(Change("unit", unit_id, "name", names.get(unit_id, ""), ""))
        stored_units.withdraw(work, unit_id, "")
    progress(len(rows), len(rows))


def _central_back(work: Work, person_id: int, before: str) -> None:
    number = stored.central_before(before)
    if number is None:
        return
    held = stored.central_numbers(work, [person_id]).get(person_id, "")
    stored.set_central_numbers(work, {person_id: number})
    work.note(Change("person", person_id, "central_id", held, number))
