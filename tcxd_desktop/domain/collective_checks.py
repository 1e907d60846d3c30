"""What keeps a collective transfer from being carried out. Facts in, faults out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.collective_effects import (
    BETWEEN,
    FOUNDING,
    MOVING,
    changed,
    ended,
    targets,
    tree_after,
)
from tcxd_desktop.domain.collective_faults import Fault, Ground, Trouble, movers
from tcxd_desktop.domain.units import Decision, Unit, below, valid_code


def faults(plan: CollectivePlan, ground: Ground) -> tuple[Fault, ...]:
    """Return what keeps a plan from being carried out, in the order of its steps."""
    found: list[Fault] = [*_what(plan), *_ends(plan)]
    if plan.on:
        for check in (_units, _tree, _people):
            found.extend(check(plan, ground))
    return tuple(sorted(found, key=lambda one: one.step))


# --- what is decided ------------------------------------------------------------------------------


def missing_of(decision: Decision) -> tuple[str, ...]:
    """Return the parts of a paper that are not named: ``number``, ``on``, ``issuer``."""
    return tuple(name for name in ("number", "on", "issuer") if not getattr(decision, name))


def _what(plan: CollectivePlan) -> Iterator[Fault]:
    if not plan.on:
        yield Fault(Trouble.NO_DAY)
    if missing_of(plan.decision):
        yield Fault(Trouble.NO_DECISION, names=missing_of(plan.decision))
    if plan.kind in BETWEEN:
        if missing_of(plan.acceptance):
            yield Fault(Trouble.NO_ACCEPTANCE, names=missing_of(plan.acceptance))
        if not plan.other_place:
            yield Fault(Trouble.NO_PLACE)


def _ends(plan: CollectivePlan) -> Iterator[Fault]:
    kind = plan.kind
    if kind is CollectiveKind.RENAME:
        if not plan.renamed:
            yield Fault(Trouble.NOTHING)
        return
    if kind is not CollectiveKind.TAKE_OVER and not plan.from_ids:
        yield Fault(Trouble.NO_SOURCE)
    if kind is not CollectiveKind.HAND_OVER and not targets(plan):
        yield Fault(Trouble.NO_TARGET)
    yield from _numbers(plan)


def _numbers(plan: CollectivePlan) -> Iterator[Fault]:
    """Yield what does not fit the kind: how many organisations before and after."""
    kind, sources = plan.kind, len(plan.from_ids)
    if kind is CollectiveKind.UNITE and sources == 1:
        yield Fault(Trouble.ONE_SOURCE)
    if kind is CollectiveKind.SPLIT and sources > 1:
        yield Fault(Trouble.TWO_PARTS)
    if kind is CollectiveKind.SPLIT and sources == 1 and len(targets(plan)) == 1:
        yield Fault(Trouble.TWO_PARTS)
    if kind in {CollectiveKind.MERGE, CollectiveKind.UNITE} and len(targets(plan)) > 1:
        yield Fault(Trouble.ONE_TARGET)


# --- organisations --------------------------------------------------------------------------------


def _units(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    gone = ended(plan, ground.units)
    touched = dict.fromkeys((*plan.from_ids, *plan.to_ids, *changed(plan)))
    for unit_id in touched:
        if unit_id not in ground.units:
            yield Fault(Trouble.ABSENT, ground.names.get(unit_id, ""), plan.on)
    if plan.kind is not CollectiveKind.SPLIT:
        for unit_id in plan.from_ids:
            if unit_id in plan.to_ids:
                yield Fault(Trouble.BOTH_ENDS, ground.names.get(unit_id, ""))
    for unit_id in plan.to_ids:
        if unit_id in ground.units and unit_id in ground.ends:
            yield Fault(Trouble.ENDS_LATER, ground.names.get(unit_id, ""), ground.ends[unit_id])
    yield from _recorded_since(plan, ground, gone)
    yield from _children(plan, ground, gone)


def _recorded_since(plan: CollectivePlan, ground: Ground, gone: Sequence[int]) -> Iterator[Fault]:
    """Yield organisations whose next state is recorded already: it would be overwritten."""
    for unit_id in dict.fromkeys((*gone, *changed(plan))):
        if unit_id not in ground.units:
            continue
        name = ground.names.get(unit_id, "")
        if ground.changed_on.get(unit_id, "") >= plan.on:
            yield Fault(Trouble.CHANGED_SINCE, name, ground.changed_on[unit_id])
        elif unit_id in ground.ends and unit_id not in plan.to_ids:
            yield Fault(Trouble.ENDS_LATER, name, ground.ends[unit_id])


def _children(plan: CollectivePlan, ground: Ground, gone: Sequence[int]) -> Iterator[Fault]:
    placed = {unit for unit, _ in plan.placed}
    for unit_id in gone:
        left = [
            child.name
            for child in ground.units.values()
            if child.parent_id == unit_id and child.id not in placed and child.id not in gone
        ]
        if left:
            yield Fault(Trouble.CHILDREN_LEFT, ground.names.get(unit_id, ""), names=tuple(left))


def _tree(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    """Yield what would be wrong with names, codes and superiors of the tree afterwards."""
    after = tree_after(plan, ground.units)
    new = tuple(-index for index in range(len(plan.new_units))) if plan.kind in FOUNDING else ()
    codes = Counter(unit.code for unit in after.values() if unit.code)
    names = Counter((unit.parent_id, unit.name.casefold()) for unit in after.values())
    for unit_id in new:
        unit = after[unit_id]
        if not unit.name:
            yield Fault(Trouble.NO_NAME)
        if not unit.type:
            yield Fault(Trouble.NO_TYPE, unit.name)
        if unit.parent_id is None:
            yield Fault(Trouble.NO_PARENT, unit.name)
        if not valid_code(unit.code):
            yield Fault(Trouble.BAD_CODE, unit.name, detail=unit.code)
        elif unit.code and codes[unit.code] > 1:
            yield Fault(Trouble.CODE_TAKEN, unit.name, detail=unit.code)
    for unit_id in dict.fromkeys((*new, *changed(plan))):
        placed = after.get(unit_id)
        if placed is None:
            continue
        if placed.name and names[placed.parent_id, placed.name.casefold()] > 1:
            yield Fault(Trouble.NAME_TAKEN, placed.name)
        yield from _path(placed, after, plan, ground)
    yield from _renamed(plan, ground)


def _path(
    unit: Unit, after: Mapping[int, Unit], plan: CollectivePlan, ground: Ground
) -> Iterator[Fault]:
    parent = unit.parent_id
    if parent is None:
        return
    if parent not in after:
        yield Fault(Trouble.ABSENT, ground.names.get(parent, ""), plan.on)
    elif parent in ground.ends:
        yield Fault(Trouble.ENDS_LATER, ground.names.get(parent, ""), ground.ends[parent])
    elif parent == unit.id or parent in below(after.values(), unit.id):
        yield Fault(Trouble.LOOP, unit.name)
    elif unit.id in dict(plan.placed) and after[parent].type in ground.holders:
        yield Fault(Trouble.NOT_A_CELL, after[parent].name, detail="above")


def _renamed(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    for unit_id, name in plan.renamed:
        old = ground.units.get(unit_id)
        if not name:
            yield Fault(Trouble.NO_NAME, old.name if old else "")
        elif old is not None and old.name == name:
            yield Fault(Trouble.NOTHING, name)


# --- people ---------------------------------------------------------------------------------------


def _people(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    yield from _held(plan, ground)
    if plan.kind in MOVING:
        yield from _moves(plan, ground)
        yield from _left_behind(plan, ground)
    elif plan.kind is CollectiveKind.HAND_OVER:
        yield from _later(plan, ground)
    elif plan.kind is CollectiveKind.TAKE_OVER:
        yield from _arrivals(plan, ground)
    if plan.kind is CollectiveKind.REGROUP and not plan.moves:
        yield Fault(Trouble.NOBODY)


def _held(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    concerned = movers(plan, ground)
    held = tuple(name for person, name in ground.held.items() if person in concerned)
    if held:
        yield Fault(Trouble.RESTRICTED, names=held)
    for person, case in ground.cases.items():
        if person in concerned:
            yield Fault(Trouble.OPEN_CASE, names=(concerned[person],), detail=case)


def _moves(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    there, allowed = ground.there(plan.on), set(targets(plan))
    twice = [person for person, n in Counter(m.person_id for m in plan.moves).items() if n > 1]
    names = {move.person_id: move.name for move in plan.moves}
    if twice:
        yield Fault(Trouble.TWICE, names=tuple(names[person] for person in twice))
    absent: dict[int, list[str]] = defaultdict(list)
    wrong: list[str] = []
    for move in plan.moves:
        stand = there.get(move.person_id)
        if stand is None or stand.unit_id != move.from_id or move.from_id not in plan.from_ids:
            absent[move.from_id].append(move.name)
        elif move.to_id not in allowed or move.to_id == move.from_id:
            wrong.append(move.name)
    for unit_id, people in absent.items():
        name = ground.names.get(unit_id, "")
        yield Fault(Trouble.NOT_THERE, name, plan.on, tuple(people))
    if wrong:
        yield Fault(Trouble.WRONG_TARGET, names=tuple(wrong))
    yield from _not_cells(plan, ground)


def _not_cells(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    """Yield organisations that members would stand in although they only hold others."""
    after = tree_after(plan, ground.units)
    told = {move.to_id for move in plan.moves} | {new.to_id for new in plan.newcomers}
    for unit_id in sorted(told):
        unit = after.get(unit_id)
        if unit is not None and unit.type and unit.type not in ground.holders:
            yield Fault(Trouble.NOT_A_CELL, unit.name)


def _left_behind(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    """Yield who would be left standing in an organisation that ends."""
    gone = set(ended(plan, ground.units))
    goes = {move.person_id for move in plan.moves}
    left: dict[int, list[str]] = defaultdict(list)
    for one in ground.there(plan.on).values():
        if one.unit_id in gone and one.person_id not in goes:
            left[one.unit_id].append(one.name)
    for unit_id, people in left.items():
        yield Fault(Trouble.UNASSIGNED, ground.names.get(unit_id, ""), names=tuple(people))
    yield from _later(plan, ground)


def _later(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    """Yield who, by what is recorded, comes to an organisation after the day it ends."""
    gone = set(ended(plan, ground.units))
    there = ground.there(plan.on)
    later: dict[int, list[str]] = defaultdict(list)
    for one in ground.stands:
        now = there.get(one.person_id)
        stays = now is not None and now.unit_id == one.unit_id
        if one.unit_id in gone and one.since > plan.on and not stays:
            later[one.unit_id].append(one.name)
    for unit_id, people in later.items():
        names = tuple(dict.fromkeys(people))
        yield Fault(Trouble.COMES_LATER, ground.names.get(unit_id, ""), plan.on, names)


def _arrivals(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    allowed = set(targets(plan))
    for move in plan.moves:
        if move.person_id in ground.listed:
            unit = ground.listed[move.person_id]
            yield Fault(Trouble.ALREADY_HERE, unit, names=(move.name,))
    known = [
        new.name for new in plan.newcomers if {new.card_no, new.citizen_id} & ground.known - {""}
    ]
    if known:
        yield Fault(Trouble.KNOWN, names=tuple(known))
    if any(not new.name for new in plan.newcomers):
        yield Fault(Trouble.NO_PERSON_NAME)
    wrong = [move.name for move in plan.moves if move.to_id not in allowed]
    wrong += [new.name for new in plan.newcomers if new.to_id not in allowed]
    if wrong:
        yield Fault(Trouble.WRONG_TARGET, names=tuple(wrong))
    numbers = [n for new in plan.newcomers for n in (new.card_no, new.citizen_id) if n]
    twice = {number for number, n in Counter(numbers).items() if n > 1}
    both = [new.name for new in plan.newcomers if {new.card_no, new.citizen_id} & twice]
    if both:
        yield Fault(Trouble.TWICE, names=tuple(both))
    yield from _not_cells(plan, ground)
