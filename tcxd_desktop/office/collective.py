"""Collective transfers: organisations merged, split, dissolved, renamed, handed over.

A plan is a draft until it is carried out; then everything of it is written in one transaction, and
can be taken back while nothing later rests on it. Members get one dated event each and no letter
of introduction (38-HD/BTCTW of 29/9/2025, II.4.3.3; 06-HD/TW of 09/6/2025, 10.5).
"""

from dataclasses import replace
from datetime import date, timedelta

from tcxd_desktop.domain.collective import (
    Candidate,
    CollectiveKind,
    CollectiveLine,
    CollectivePlan,
    CollectivePreview,
    CollectiveState,
    MemberMove,
)
from tcxd_desktop.domain.collective_checks import faults
from tcxd_desktop.domain.collective_effects import (
    FOUNDING,
    MOVING,
    ended,
    figures,
    targets,
    tree_after,
)
from tcxd_desktop.domain.collective_errors import (
    CollectiveFaultsProblem,
    CollectiveStateProblem,
    CollectiveUndoProblem,
)
from tcxd_desktop.domain.collective_faults import Ground
from tcxd_desktop.domain.collective_warnings import warnings
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.units import dotted_code
from tcxd_desktop.office import collective_undoing, collective_writing, scope
from tcxd_desktop.office.collective_ground import check_scope, concerned, ground, holders, sources
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import collective as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording import collective as words


def listed(desk: Desk) -> list[CollectiveLine]:
    """Return every plan the account may see: drafts first, then the newest."""
    with desk.read() as reading:
        given = [
            (plan, people) for plan, people in stored.listed(reading)
            if _inside(desk, reading, plan)
        ]  # fmt: skip
        latest = stored_units.names(reading)
        return [_line(reading, plan, people, latest) for plan, people in given]


def read(desk: Desk, plan_id: int) -> CollectivePlan:
    """Return one plan with who goes, or who went.

    Raises:
        NotFoundProblem: there is none of this number.
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    with desk.read() as reading:
        return _read(desk, reading, plan_id)


def candidates(desk: Desk, plan: CollectivePlan) -> list[Candidate]:
    """Return who stands in the organisations a plan moves people from, on its day.

    Raises:
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    with desk.read() as reading:
        check_scope(desk, reading, plan)
        day = desk.day(plan.on)
        units = sources(plan, stored_units.on_day(reading, day))
        return stored.candidates(reading, units, day)


def suggest(desk: Desk, plan: CollectivePlan) -> CollectivePlan:
    """Return a plan with everybody who must go filled in: to the first target, if not told yet.

    Who is not there any more is left out; organisations below one that ends go to the first target
    that may hold them. Nothing is written.

    Raises:
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    with desk.read() as reading:
        check_scope(desk, reading, plan)
        return _suggested(plan, ground(desk, reading, plan))


def by_residence(desk: Desk, plan: CollectivePlan) -> CollectivePlan:
    """Return a plan whose members go where their dossier says the chi bộ of their residence is.

    Only a name that is exactly that of one of its targets counts; nobody else is touched.

    Raises:
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    people = candidates(desk, plan)
    with desk.read() as reading:
        there = {unit.id: unit for unit in stored_units.on_day(reading, desk.day(plan.on))}
    after = tree_after(plan, there)
    named = {fold(after[unit].name): unit for unit in targets(plan) if unit in after}
    moves = {move.person_id: move for move in plan.moves}
    for one in people:
        unit = named.get(fold(one.residence_cell)) if one.residence_cell else None
        if unit is not None and unit != one.unit_id:
            moves[one.person_id] = MemberMove(one.person_id, one.unit_id, unit, one.name)
    order = [one.person_id for one in people]
    known = [moves[person] for person in order if person in moves]
    return replace(plan, moves=tuple(known))


def preview(desk: Desk, plan: CollectivePlan) -> CollectivePreview:
    """Return what a plan would do to every head-count, and what stands in the way.

    Raises:
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    told = _cleaned(plan)
    with desk.read() as reading:
        check_scope(desk, reading, told)
        return _previewed(told, ground(desk, reading, told))


def save_draft(desk: Desk, plan: CollectivePlan) -> CollectivePlan:
    """Keep a plan as a draft and return it; it may have faults.

    Raises:
        ConflictProblem: somebody saved it since.
        CollectiveStateProblem: it was carried out meanwhile.
        OutsideScopeProblem: it names an organisation the account was not given.
    """
    told = _cleaned(plan)
    with desk.write(Permission.TRANSFERS, "collective.draft", words.title(told)) as work:
        check_scope(desk, work, told)
        kept = _keep(desk, work, told)
        work.note(Change(stored.SUBJECT, kept.id, "draft", "", words.title(kept)))
    return kept


def drop_draft(desk: Desk, plan_id: int) -> None:
    """Throw a draft away.

    Raises:
        NotFoundProblem, CollectiveStateProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.TRANSFERS, "collective.draft.drop") as work:
        plan = _read(desk, work, plan_id)
        _in_state(plan, CollectiveState.DRAFT)
        stored.remove(work, plan_id)
        work.note(Change(stored.SUBJECT, plan_id, "draft", words.title(plan), ""))


def carry_out(desk: Desk, plan: CollectivePlan, progress: Progress = unwatched) -> int:
    """Write everything a plan says in one transaction, and return its id.

    Args:
        desk: where.
        plan: as it was previewed; a draft, or one that was never saved.
        progress: (people written, people); may raise to cancel, nothing is written then.

    Raises:
        CollectiveFaultsProblem: something stands in the way.
        ConflictProblem: somebody saved the draft since.
        CollectiveStateProblem: it was carried out meanwhile.
        OutsideScopeProblem: it names an organisation or a person the account was not given.
    """
    desk.check(Permission.UNITS)
    told = _cleaned(plan)
    with desk.write(Permission.TRANSFERS, "collective.carry_out", words.title(told)) as work:
        check_scope(desk, work, told)
        if told.id:
            _in_state(_read(desk, work, told.id), CollectiveState.DRAFT)
        found = ground(desk, work, told)
        hindering = [words.fault_text(fault) for fault in faults(told, found)]
        if hindering:
            raise CollectiveFaultsProblem(len(hindering), tuple(hindering[:1]))
        kept = _keep(desk, work, told)
        done = collective_writing.write(desk, work, kept, found, progress)
        if not stored.change(work, done):
            raise ConflictProblem
        stored.add_members(work, done.id, done.moves)
        work.note(Change(stored.SUBJECT, done.id, "carried_out", "", words.title(done)))
    return kept.id


def obstacles(desk: Desk, plan_id: int) -> tuple[str, ...]:
    """Return what keeps a plan from being taken back: everything later that rests on it.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
        CollectiveStateProblem: it was not carried out, or is taken back already.
    """
    with desk.read() as reading:
        plan = _read(desk, reading, plan_id)
        _in_state(plan, CollectiveState.DONE)
        return tuple(words.fault_text(f) for f in collective_undoing.hindering(reading, plan))


def undo(desk: Desk, plan_id: int, reason: str, progress: Progress = unwatched) -> None:
    """Take a plan back as if it had never been carried out; it stays in the list with the reason.

    Raises:
        ReasonNeededProblem: no reason.
        CollectiveUndoProblem: something later rests on it.
        NotFoundProblem, CollectiveStateProblem, OutsideScopeProblem: as for ``obstacles``.
    """
    desk.check(Permission.UNITS)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.TRANSFERS, "collective.undo", told) as work:
        plan = _read(desk, work, plan_id)
        _in_state(plan, CollectiveState.DONE)
        found = [words.fault_text(f) for f in collective_undoing.hindering(work, plan)]
        if found:
            raise CollectiveUndoProblem(len(found), tuple(found[:1]))
        collective_undoing.take_back(desk, work, plan, told, progress)
        if not stored.change(work, replace(plan, state=CollectiveState.UNDONE, undo_reason=told)):
            raise ConflictProblem
        work.note(Change(stored.SUBJECT, plan_id, "undone", "", told))


# --- inside ---------------------------------------------------------------------------------------


def _read(desk: Desk, reading: Reading, plan_id: int) -> CollectivePlan:
    plan = stored.read(reading, plan_id)
    if plan is None:
        raise NotFoundProblem(str(plan_id))
    check_scope(desk, reading, plan)
    return plan


def _in_state(plan: CollectivePlan, state: CollectiveState) -> None:
    if plan.state is not state:
        raise CollectiveStateProblem(words.IN_STATE[plan.state])


def _inside(desk: Desk, reading: Reading, plan: CollectivePlan) -> bool:
    given = scope.units_of(desk, reading)
    if given is None:
        return True
    return {*concerned(plan), *plan.closed, *plan.made} <= given


def _line(
    reading: Reading, plan: CollectivePlan, people: int, latest: dict[int, str]
) -> CollectiveLine:
    before = _names_on(reading, _day_before(plan.on), latest)
    after = _names_on(reading, plan.on, latest)
    renaming = plan.kind is CollectiveKind.RENAME
    sources = [unit for unit, _ in plan.renamed] if renaming else plan.from_ids
    names = [name for _, name in plan.renamed] if renaming else []
    names += [after.get(unit, "") for unit in plan.to_ids if unit not in plan.from_ids]
    if plan.kind in FOUNDING:
        names += [new.name for new in plan.new_units]
    return CollectiveLine(
        id=plan.id,
        kind=plan.kind,
        state=plan.state,
        on=plan.on,
        decision=plan.decision,
        sources=tuple(before.get(unit, "") for unit in sources),
        targets=tuple(names) if names else (plan.other_place,) if plan.other_place else (),
        people=people,
        undo_reason=plan.undo_reason,
    )


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else ""


def _names_on(reading: Reading, day: str, latest: dict[int, str]) -> dict[int, str]:
    there = stored_units.on_day(reading, day) if day else []
    return {**latest, **{unit.id: unit.name for unit in there}}


def _keep(desk: Desk, work: Work, plan: CollectivePlan) -> CollectivePlan:
    if not plan.id:
        number = stored.add(work, plan)
        return replace(plan, id=number, version=1)
    _in_state(_read(desk, work, plan.id), CollectiveState.DRAFT)
    if not stored.change(work, plan):
        raise ConflictProblem
    return replace(plan, version=plan.version + 1)


def _cleaned(plan: CollectivePlan) -> CollectivePlan:
    """Return a plan with its texts tidied, as a draft."""
    renamed = tuple((unit, clean_line(name)) for unit, name in plan.renamed)
    new = tuple(
        replace(one, name=clean_line(one.name), code=dotted_code(one.code))
        for one in plan.new_units
    )
    return replace(
        plan,
        renamed=renamed,
        new_units=new if plan.kind in FOUNDING else (),
        other_place=clean_line(plan.other_place),
        note=clean_block(plan.note),
        state=CollectiveState.DRAFT,
        made=(),
        closed=(),
        created=(),
    )


def _suggested(plan: CollectivePlan, found: Ground) -> CollectivePlan:
    allowed = targets(plan)
    plan = replace(plan, placed=_placed(plan, found))
    if plan.kind not in MOVING:
        return plan if plan.kind is CollectiveKind.TAKE_OVER else replace(plan, moves=())
    gone = set(ended(plan, found.units))
    told = {move.person_id: move.to_id for move in plan.moves}
    after = tree_after(plan, found.units)
    cells = [unit for unit in allowed if unit in after and after[unit].type in found.holders]
    moves: list[MemberMove] = []
    for one in found.there(plan.on or found.today).values():
        to_id = told.get(one.person_id)
        if one.unit_id not in plan.from_ids:
            continue
        if to_id not in allowed or to_id == one.unit_id:
            to_id = cells[0] if cells and one.unit_id in gone else None
        if to_id is not None:
            moves.append(MemberMove(one.person_id, one.unit_id, to_id, one.name))
    return replace(plan, moves=tuple(moves))


def _placed(plan: CollectivePlan, found: Ground) -> tuple[tuple[int, int], ...]:
    """Return where organisations below those that end go; what was told is kept."""
    gone = set(ended(plan, found.units))
    after = tree_after(plan, found.units)
    told = dict(plan.placed)
    above = [u for u in targets(plan) if u in after and after[u].type not in holders()]
    placed: list[tuple[int, int]] = []
    for unit in found.units.values():
        left = unit.parent_id in gone and unit.id not in gone
        if left and (unit.id in told or above):
            placed.append((unit.id, told.get(unit.id, above[0] if above else 0)))
    return tuple(placed)


def _previewed(plan: CollectivePlan, found: Ground) -> CollectivePreview:
    hindering = faults(plan, found)
    lines, before, after = figures(plan, found.units, found.stands, found.counts)
    return CollectivePreview(
        plan=plan,
        figures=lines,
        total_before=before,
        total_after=after,
        faults=tuple(words.fault_text(fault) for fault in hindering),
        warnings=tuple(words.fault_text(fault) for fault in warnings(plan, found)),
        steps=tuple(fault.step for fault in hindering),
    )
