"""Two records of one person made one, and taken apart again.

The record that goes is withdrawn with the reason; what belongs to it follows the one that stays,
and everything that taking it back needs is kept, what is sealed of it in the compartment.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    ReasonNeededProblem,
)
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.domain.merging import (
    CENTRAL_ID,
    Belonging,
    FieldChoice,
    MergePlan,
    MergeRecord,
    MergeState,
    Side,
    differing_fields,
    differing_tables,
    merged,
    united,
)
from tcxd_desktop.domain.merging_errors import (
    MergeObstaclesProblem,
    MergeStateProblem,
    MergeUndecidedProblem,
    SameRecordProblem,
    UnmergeProblem,
)
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import merging_obstacles, recording, scope, values, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import belongings as stored_belongings
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.storage import merging as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording import merging as words

PURPOSE = "so hồ sơ trùng"
"""What both dossiers are looked at for, in the access book."""


def propose(desk: Desk, kept_id: int, gone_id: int) -> MergePlan:
    """Return how two records differ, what is proposed for each, and what stands in the way.

    Looking at both leaves its lines in the access book.

    Raises:
        SameRecordProblem: one and the same record.
        NotFoundProblem, OutsideScopeProblem: one of them is nobody, or not the account's.
    """
    desk.check(Permission.VIEW)
    if kept_id == gone_id:
        raise SameRecordProblem
    with desk.read() as reading:
        kept, gone = _both(desk, reading, kept_id, gone_id)
        plan = _proposed(desk, reading, kept, gone)
    for person_id in (kept_id, gone_id):
        views.note(desk, person_id, PURPOSE)
    return plan


def _proposed(desk: Desk, reading: Reading, kept: Dossier, gone: Dossier) -> MergePlan:
    units = stored_units.names(reading)
    along = stored_belongings.belongings(reading, gone.id, kept.id)
    central = stored_imports.central_numbers(reading, [kept.id, gone.id])
    return MergePlan(
        kept.id,
        gone.id,
        kept.version,
        gone.version,
        fields=(
            *(_shown(desk, one, kept, gone) for one in differing_fields(kept, gone)),
            *_central(central.get(kept.id, ""), central.get(gone.id, "")),
        ),
        tables=tuple(
            replace(
                one,
                kept=_rows(desk, getattr(kept, one.table), units),
                gone=_rows(desk, getattr(gone, one.table), units),
                both=_rows(
                    desk,
                    united(one.table, getattr(kept, one.table), getattr(gone, one.table)),
                    units,
                ),
            )
            for one in differing_tables(kept, gone)
        ),
        belongings=tuple(
            Belonging(kind, len(moves), stays) for kind, (moves, stays) in along.items()
        ),
        obstacles=tuple(merging_obstacles.to_merging(desk, reading, kept, gone)),
    )


def _shown(desk: Desk, choice: FieldChoice, kept: Dossier, gone: Dossier) -> FieldChoice:
    if choice.field == "photo":
        return replace(choice, kept=words.PHOTO[0] if kept.photo else "", gone=words.PHOTO[1])
    fact = FACTS[choice.field]
    mine, theirs = (
        values.show(getattr(side, choice.field), fact, desk.codes) for side in (kept, gone)
    )
    return replace(choice, kept=mine, gone=theirs)


def _central(kept: str, gone: str) -> Iterator[FieldChoice]:
    if gone and gone != kept:
        yield FieldChoice(CENTRAL_ID, Side.KEPT if kept else Side.GONE, kept, gone)


def _rows(desk: Desk, rows: tuple[object, ...], units: dict[int, str]) -> tuple[str, ...]:
    return tuple(values.show_row(row, desk.codes, units) for row in rows)


# --- merging --------------------------------------------------------------------------------------


def merge(desk: Desk, plan: MergePlan, reason: str, progress: Progress = unwatched) -> int:
    """Make two records one as the plan says, and return the number of the merge.

    Args:
        desk: where.
        plan: as proposed, with the clerk's choices.
        reason: why they are one person.
        progress: (steps done, steps); may raise to cancel, nothing is written then.

    Raises:
        ReasonNeededProblem: no reason.
        MergeUndecidedProblem: a fixed fact both tell differently has no choice or no basis.
        MergeObstaclesProblem: something stands in the way.
        ConflictProblem: one of them was saved since the plan was made.
        TakenNumberProblem: a number taken over belongs to somebody else.
        NotFoundProblem, OutsideScopeProblem: as for ``propose``.
    """
    desk.check(Permission.VOID)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    if plan.kept_id == plan.gone_id:
        raise SameRecordProblem
    with desk.write(Permission.VOID, "merging.merge", words.note(plan, told)) as work:
        kept, gone = _both(desk, work, plan.kept_id, plan.gone_id)
        if (kept.version, gone.version) != (plan.kept_version, plan.gone_version):
            raise ConflictProblem
        _check_decided(plan, kept, gone)
        found = merging_obstacles.to_merging(desk, work, kept, gone)
        if found:
            raise MergeObstaclesProblem(len(found), found[0].text)
        return _merge(desk, work, plan, (kept, gone), told, progress)


def _check_decided(plan: MergePlan, kept: Dossier, gone: Dossier) -> None:
    """Refuse a plan that leaves a fixed fact open, or does not know it."""
    decided = {one.field for one in plan.fields if one.locked} - set(plan.undecided)
    wanted = [one.field for one in differing_fields(kept, gone) if one.locked]
    left = [name for name in wanted if name not in decided]
    if left:
        raise MergeUndecidedProblem(", ".join(map(words.field_label, left)), field=left[0])


def _merge(
    desk: Desk,
    work: Work,
    plan: MergePlan,
    both: tuple[Dossier, Dossier],
    reason: str,
    progress: Progress,
) -> int:
    kept, gone = both
    along = stored_belongings.belongings(work, gone.id, kept.id)
    moved = tuple(one for moves, _ in along.values() for one in moves)
    steps = len(moved) + 2
    progress(0, steps)
    # First the one that goes: its numbers of identity may then be the other's.
    _write(desk, work, gone, replace(gone, void_reason=words.void_reason(kept.id, reason)))
    new = merged(kept, gone, plan)
    recording.check_unique(desk, work, new)
    _write(desk, work, kept, new)
    progress(2, steps)
    stored_belongings.move(work, moved)
    central = _take_central(work, plan)
    number = stored.add(
        work,
        MergeRecord(
            0, 0, kept.id, gone.id, _now(desk), desk.actor.name, MergeState.DONE, reason=reason
        ),
        stored.Kept(kept, gone, moved, kept.version + 1, gone.version + 1, central),
    )
    _note(work, number, kept.id, gone.id, MergeState.DONE)
    progress(steps, steps)
    return number


def _write(desk: Desk, work: Work, old: Dossier, new: Dossier) -> None:
    work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
    if old.void_reason != new.void_reason:
        work.note(Change("person", old.id, "void_reason", old.void_reason, new.void_reason))
    recording.store(desk, work, old, new)


def _take_central(work: Work, plan: MergePlan) -> tuple[str, str]:
    """Give the record that stays the number chosen; return what both had."""
    found = stored_imports.central_numbers(work, [plan.kept_id, plan.gone_id])
    before = found.get(plan.kept_id, ""), found.get(plan.gone_id, "")
    sides = {one.field: one.side for one in plan.fields}
    takes = sides.get(CENTRAL_ID) is Side.GONE and before[1]
    if takes:
        _set_central(work, plan.kept_id, before[0], before[1])
        _set_central(work, plan.gone_id, before[1], "")
    return before


def _set_central(work: Work, person_id: int, old: str, new: str) -> None:
    if old != new:
        stored_imports.set_central_numbers(work, {person_id: new})
        work.note(Change("person", person_id, CENTRAL_ID, old, new))


def _note(work: Work, number: int, kept_id: int, gone_id: int, state: MergeState) -> None:
    """Leave its line in the history of both: numbers of records, no names."""
    told = words.merged_line(kept_id, gone_id)
    pair = ("", told) if state is MergeState.DONE else (told, "")
    work.note(
        Change(stored.SUBJECT, number, "merged", *pair),
        *(Change("person", person, "merged", *pair) for person in (kept_id, gone_id)),
    )


def _now(desk: Desk) -> str:
    return desk.clock().astimezone(UTC).isoformat(timespec="seconds")


# --- taking apart ---------------------------------------------------------------------------------


def listed(desk: Desk) -> list[MergeRecord]:
    """Return every merge the account may see, the newest first."""
    with desk.read() as reading:
        found = stored.listed(reading)
        ids = {person for one in found for person in (one.kept_id, one.gone_id)}
        allowed = scope.people_of(desk, reading, ids)
        return [one for one in found if {one.kept_id, one.gone_id} <= allowed]


def obstacles(desk: Desk, merge_id: int) -> list[Obstacle]:
    """Return what keeps two records from being taken apart again.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
        MergeStateProblem: they were taken apart already.
    """
    with desk.read() as reading:
        record = _done(desk, reading, merge_id)
        return merging_obstacles.to_unmerging(desk, reading, record)


def unmerge(desk: Desk, merge_id: int, reason: str, progress: Progress = unwatched) -> None:
    """Take two records apart again, both exactly as they were before.

    Raises:
        ReasonNeededProblem: no reason.
        UnmergeProblem: something later rests on it.
        NotFoundProblem, OutsideScopeProblem, MergeStateProblem: as for ``obstacles``.
    """
    desk.check(Permission.VOID)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.VOID, "merging.unmerge", told) as work:
        record = _done(desk, work, merge_id)
        found = merging_obstacles.to_unmerging(desk, work, record)
        kept = stored.content(work, merge_id)
        if found or kept is None:
            raise UnmergeProblem(len(found), found[0].text)
        steps = len(kept.moved) + 2
        progress(0, steps)
        stored_belongings.move(work, stored_belongings.back(kept.moved))
        progress(len(kept.moved), steps)
        # First the one that stayed: it gives back the numbers it took.
        now = _both(desk, work, record.kept_id, record.gone_id)
        for old, before in zip(now, (kept.kept, kept.gone), strict=True):
            _write(desk, work, old, replace(before, version=old.version))
            stored.carry(work, old.id, before.version, old.version + 1)
            stored_imports.carry(work, {old.id: (before.version, old.version + 1)})
        have = stored_imports.central_numbers(work, [record.kept_id, record.gone_id])
        for person, before_number in zip(
            (record.kept_id, record.gone_id), kept.central, strict=True
        ):
            _set_central(work, person, have.get(person, ""), before_number)
        if not stored.undone(work, record, told, _now(desk)):
            raise ConflictProblem
        _note(work, merge_id, record.kept_id, record.gone_id, MergeState.UNDONE)
        progress(steps, steps)


def _done(desk: Desk, reading: Reading, merge_id: int) -> MergeRecord:
    found = stored.read(reading, merge_id)
    if found is None:
        raise NotFoundProblem(str(merge_id))
    scope.check_person(desk, reading, [found.kept_id, found.gone_id])
    if found.state is not MergeState.DONE:
        raise MergeStateProblem
    return found


def _both(desk: Desk, reading: Reading, first: int, second: int) -> tuple[Dossier, Dossier]:
    scope.check_person(desk, reading, [first, second])
    found = stored_people.read_many(reading, [first, second])
    if len(found) < 2:
        raise NotFoundProblem(f"{first}, {second}")
    return found[0], found[1]
