"""Writes what a collective transfer does: new units, names, people's events, units that end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.collective import (
    CollectiveKind,
    CollectivePlan,
    CollectiveState,
    MemberMove,
)
from tcxd_desktop.domain.collective_effects import (
    END_KIND,
    FOUNDING,
    Stand,
    changed,
    ended,
    event_of,
    links,
)
from tcxd_desktop.domain.collective_faults import Ground
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    UnitAbsentProblem,
    UnitLoopProblem,
    UnitNotEmptyProblem,
)
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.standing import Event
from tcxd_desktop.domain.units import Unit, UnitLink
from tcxd_desktop.office import recording, restrictions, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording import collective as words

AT_ONCE = 200
"""Dossiers read and written between two signs of life."""
Ids = Mapping[int, int]
"""Real ids of the units a plan calls 0, -1 …"""


def write(
    desk: Desk, work: Work, plan: CollectivePlan, ground: Ground, progress: Progress
) -> CollectivePlan:
    """Write a plan without faults, and return it as it was carried out: real ids, who went.

    Raises:
        UnitNotEmptyProblem, UnitAbsentProblem, UnitLoopProblem: something recorded for a later day
            does not go together with it.
        OutsideScopeProblem: one of the people is not the account's.
    """
    closed = ended(plan, ground.units)
    ids = _found(work, plan)
    _change_units(work, plan, ground, ids)
    moves = _moves(plan, ground, ids)
    _move_people(desk, work, replace(plan, moves=moves), ground.there(plan.on), progress)
    arrived = _take_in(desk, work, plan, ids)
    for unit_id in closed:
        _close(work, plan, unit_id)
    for before, after in links(plan):
        link = UnitLink(before, ids.get(after, after), plan.on, END_KIND[plan.kind], plan.decision)
        stored_units.link(work, link)
    check_tree(work, (*ids.values(), *changed(plan)), plan.on)
    return replace(
        plan,
        state=CollectiveState.DONE,
        moves=(*moves, *arrived),
        newcomers=(),
        placed=tuple((unit, ids.get(above, above)) for unit, above in plan.placed),
        made=tuple(ids.values()),
        closed=closed,
        created=tuple(move.person_id for move in arrived),
    )


def _found(work: Work, plan: CollectivePlan) -> dict[int, int]:
    """Write the new units; those below another new one come after it."""
    ids: dict[int, int] = {}
    waiting = dict(enumerate(plan.new_units)) if plan.kind in FOUNDING else {}
    while waiting:
        ready = [n for n, one in waiting.items() if one.parent_id is None or one.parent_id > 0
                 or one.parent_id in ids]  # fmt: skip
        for index in ready:
            new = waiting.pop(index)
            above = (
                new.parent_id if new.parent_id is None else ids.get(new.parent_id, new.parent_id)
            )
            unit = Unit(0, new.name, new.type, above, new.code, new.has_committee, new.has_seal)
            ids[-index] = stored_units.add(work, unit, plan.on, plan.decision)
            work.note(Change("unit", ids[-index], "name", "", new.name))
    return dict(sorted(ids.items(), reverse=True))


def _change_units(work: Work, plan: CollectivePlan, ground: Ground, ids: Ids) -> None:
    """Give each organisation its new name and its new superior, as one state from that day."""
    names, placed = dict(plan.renamed), dict(plan.placed)
    for unit_id in changed(plan):
        old = ground.units[unit_id]
        above = placed.get(unit_id, old.parent_id)
        new = replace(
            old,
            name=names.get(unit_id, old.name),
            parent_id=above if above is None else ids.get(above, above),
        )
        stored_units.change(work, new, plan.on, plan.decision)
        if new.name != old.name:
            work.note(Change("unit", unit_id, "name", old.name, new.name))
        if new.parent_id != old.parent_id:
            before = stored_units.name_of(work, old.parent_id)
            after = stored_units.name_of(work, new.parent_id)
            work.note(Change("unit", unit_id, "parent_id", before, after))


def _moves(plan: CollectivePlan, ground: Ground, ids: Ids) -> tuple[MemberMove, ...]:
    """Return who goes, with real ids and names as they stand on the day."""
    there = ground.there(plan.on)
    if plan.kind is CollectiveKind.HAND_OVER:
        gone = set(ended(plan, ground.units))
        return tuple(
            MemberMove(one.person_id, one.unit_id, 0, one.name)
            for one in there.values()
            if one.unit_id in gone
        )
    return tuple(replace(move, to_id=ids.get(move.to_id, move.to_id)) for move in plan.moves)


def _move_people(
    desk: Desk, work: Work, plan: CollectivePlan, there: Mapping[int, Stand], progress: Progress
) -> None:
    people = [move.person_id for move in plan.moves]
    scope.check_person(desk, work, people)
    restrictions.check(work, people)
    said = words.written(plan)
    moves = {move.person_id: move for move in plan.moves}

    def moved(old: Dossier) -> tuple[Event, ...]:
        stand = there.get(old.id)
        guest = stand is not None and not stand.counted
        event = event_of(plan, moves[old.id].to_id, guest=guest, words=said)
        return (*old.events, event)

    rewrite(desk, work, people, moved, progress)


def rewrite(
    desk: Desk,
    work: Work,
    people: Sequence[int],
    events_of: Callable[[Dossier], tuple[Event, ...]],
    progress: Progress,
) -> None:
    """Write the events of many dossiers anew; scope and locks were checked before.

    Raises:
        ConflictProblem: one of them is not there any more.
    """
    names = stored_units.names(work)
    today = desk.today()
    progress(0, len(people))
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        found = stored_people.read_many(work, some)
        if len(found) < len(some):
            raise ConflictProblem
        made = [(old, replace(old, events=events_of(old))) for old in found]
        work.note(
            *(one for old, new in made for one in values.changes(old, new, desk.codes, names))
        )
        told = [(old, new, completeness.percent(new, today)) for old, new in made]
        if not stored_people.update_events(work, told):
            raise ConflictProblem
        progress(min(start + AT_ONCE, len(people)), len(people))


def _take_in(desk: Desk, work: Work, plan: CollectivePlan, ids: Ids) -> tuple[MemberMove, ...]:
    """Write the records of people who come with an organisation that was taken over."""
    said = words.written(plan)
    made: list[tuple[Dossier, int]] = []
    for new in plan.newcomers:
        event = event_of(plan, ids.get(new.to_id, new.to_id), guest=False, words=said)
        dossier = recording.cleaned(
            Dossier(
                birth_name=new.name,
                birth_date=new.birth,
                sex=new.sex,
                card_no=new.card_no,
                citizen_id=new.citizen_id,
                ceremony_date=new.ceremony,
                old_card_no=new.old_card_no,
                residence_cell=new.residence_cell,
                events=(event,),
            )
        )
        recording.check_unique(desk, work, dossier)
        made.append((dossier, completeness.percent(dossier, desk.today())))
    numbers = stored_people.insert(work, made) if made else []
    names = stored_units.names(work)
    arrived: list[MemberMove] = []
    for person, (dossier, _) in zip(numbers, made, strict=True):
        work.note(*values.changes(Dossier(), replace(dossier, id=person), desk.codes, names))
        arrived.append(MemberMove(person, 0, dossier.events[0].unit_id or 0, dossier.birth_name))
    return tuple(arrived)


def _close(work: Work, plan: CollectivePlan, unit_id: int) -> None:
    people = stored_units.listed_after(work, unit_id, plan.on)
    inside = plan.kind is CollectiveKind.HAND_OVER  # all below it end with it
    below = 0 if inside else stored_units.below_after(work, unit_id, plan.on)
    if people or below:
        raise UnitNotEmptyProblem(stored_units.name_of(work, unit_id), people, below)
    stored_units.close(work, unit_id, plan.on, plan.decision, END_KIND[plan.kind])
    work.note(Change("unit", unit_id, "closed", "", plan.on))


def check_tree(reading: Reading, unit_ids: Sequence[int], on: str) -> None:
    """Refuse places in the tree that do not hold from ISO ``on`` up to the last change recorded.

    Raises:
        UnitLoopProblem, UnitAbsentProblem.
    """
    if not unit_ids:
        return
    for day in (on, *stored_units.days_after(reading, on)):
        there = {unit.id: unit for unit in stored_units.on_day(reading, day)}
        for unit_id in unit_ids:
            _check_path(reading, there, unit_id, day)


def _check_path(reading: Reading, there: Mapping[int, Unit], unit_id: int, day: str) -> None:
    unit = there.get(unit_id)
    passed = {unit_id}
    above = unit.parent_id if unit else None
    while unit is not None and above is not None:
        if above in passed:
            raise UnitLoopProblem(unit.name)
        if above not in there:
            name = stored_units.name_of(reading, above)
            raise UnitAbsentProblem(name, PartialDate.from_text(day))
        passed.add(above)
        above = there[above].parent_id
