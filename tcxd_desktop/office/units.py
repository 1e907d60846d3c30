"""The organisation tree: as it stood on any day, and its changes by decision."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop import places
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    DecisionNeededProblem,
    NotFoundProblem,
    NotInListProblem,
    ReasonNeededProblem,
    RequiredProblem,
    TakenUnitProblem,
    UnitAbsentProblem,
    UnitDatesProblem,
    UnitInUseProblem,
    UnitLoopProblem,
    UnitNotEmptyProblem,
)
from tcxd_desktop.domain.history import Act, Change, Permission
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.domain.units import (
    DISSOLVED,
    LINKED,
    Decision,
    PostHolder,
    Unit,
    UnitEnd,
    UnitLink,
    UnitNode,
    UnitStep,
    UnitType,
    dotted_code,
    in_tree_order,
    valid_code,
)
from tcxd_desktop.office import scope, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import history as stored_history
from tcxd_desktop.storage import units as stored
from tcxd_desktop.storage.work import Reading, Work


def units(desk: Desk, as_at: str = "") -> dict[int, Unit]:
    """Return the units that exist on a day, by id."""
    with desk.read() as reading:
        return {unit.id: unit for unit in stored.on_day(reading, desk.day(as_at))}


def tree(desk: Desk, as_at: str = "") -> list[UnitNode]:
    """Return the tree of a day, superiors first, each with its head-count and those below.

    Everybody may see the tree; head-counts outside the scope of the account are not told.
    """
    day = desk.day(as_at)
    with desk.read() as reading:
        found = stored.on_day(reading, day)
        given = scope.units_of(desk, reading, day)
        within = scope.within(desk, reading)
        counts = stored.head_counts(reading, day, within)
    ordered = in_tree_order(found)
    totals = {unit.id: counts.get(unit.id, 0) for unit, _ in ordered}
    for unit, _ in reversed(ordered):
        if unit.parent_id in totals:
            totals[unit.parent_id] += totals[unit.id]
    return [
        UnitNode(unit, depth, totals[unit.id] if given is None or unit.id in given else None)
        for unit, depth in ordered
    ]


def types(desk: Desk, as_at: str = "") -> list[UnitType]:
    """Return the types of organisation of the rule set in force on a day."""
    day = desk.day(as_at)
    rule_set = settings.rule_set(desk, day)
    found = [
        kind
        for kind in shipped_types()
        if kind.rule_set == rule_set
        if kind.valid_from <= day and (not kind.valid_to or day < kind.valid_to)
    ]
    return found or [kind for kind in shipped_types() if kind.rule_set == "RS-2025"]


def shipped_types() -> list[UnitType]:
    """Return every type of organisation the program carries, of all rule sets."""
    path = places.resources() / "rules" / "unit_types.json"
    raw = json.loads(path.read_text(encoding="utf-8"))["unit_types"]
    names = list(UnitType.__dataclass_fields__)
    return [UnitType(**{name: entry[name] for name in names}) for entry in raw]


def steps(desk: Desk, unit_id: int) -> list[UnitStep]:
    """Return every state a unit has had, oldest first."""
    with desk.read() as reading:
        return stored.steps(reading, unit_id)


def links(desk: Desk, unit_id: int) -> list[UnitLink]:
    """Return the predecessors and successors of a unit."""
    with desk.read() as reading:
        return stored.links(reading, unit_id)


def end(desk: Desk, unit_id: int) -> UnitEnd | None:
    """Return when and how a unit came to its end, or ``None`` while it exists."""
    with desk.read() as reading:
        return stored.end(reading, unit_id)


def posts(desk: Desk, unit_id: int, as_at: str = "") -> list[PostHolder]:
    """Return who holds a post in the committee of a unit on a day, the secretary first.

    Raises:
        OutsideScopeProblem: the unit is not one the account was given.
    """
    day = desk.day(as_at)
    with desk.read() as reading:
        scope.check_unit(desk, reading, unit_id)
        held = [h for h in stored.post_holders(reading, unit_id, day) if h.holds_on(day)]
    ranks = {code.name: rank for rank, code in enumerate(desk.codes["party_post"].codes)}
    return sorted(held, key=lambda holder: ranks.get(holder.post, len(ranks)))


def names(desk: Desk) -> dict[int, str]:
    """Return the latest name of every unit that ever was, by id."""
    with desk.read() as reading:
        return stored.names(reading)


def by_code(desk: Desk, wanted: str) -> int:
    """Return the unit whose code, id or name (without tone marks) is ``wanted``.

    Raises:
        NotFoundProblem: none, today.
    """
    folded, code = fold(wanted), dotted_code(wanted)
    for unit in units(desk).values():
        if wanted == str(unit.id) or code in {unit.code} - {""} or fold(unit.name) == folded:
            return unit.id
    raise NotFoundProblem(wanted)


def history(desk: Desk, unit_id: int) -> list[Act]:
    """Return what was done to a unit, newest first."""
    with desk.read() as reading:
        return stored_history.of(reading, "unit", unit_id)


def add(
    desk: Desk,
    unit: Unit,
    *,
    on: date | None,
    decision: Decision,
    before: Sequence[int] = (),
    kind: str = "",
) -> int:
    """Write a new unit and return its id.

    Args:
        desk: where.
        unit: its first state; the id is not looked at.
        on: its first day; ``None``: it has always been, or as long as its superior.
        decision: the paper it was set up by.
        before: the units it was made from.
        kind: how it was made from them, one of ``LINKED``.

    Raises:
        RequiredProblem, BadNumberProblem, NotInListProblem, TakenUnitProblem: name, code or type.
        UnitAbsentProblem: the superior does not exist on that day.
        OutsideScopeProblem: the superior, or one it is made from, is not the account's.
    """
    desk.check(Permission.UNITS)
    made = _checked(unit)
    with desk.write(Permission.UNITS, "units.add") as work:
        scope.check_unit(desk, work, made.parent_id, field="parent_id")
        for old_id in before:
            scope.check_unit(desk, work, old_id)
        since = on.isoformat() if on else _first_day(work, made.parent_id)
        _check_unlike(work, made, since)
        _check_superior(work, made, since)
        unit_id = stored.add(work, made, since, decision)
        _check_placed(work, unit_id, since)
        _link(work, [(old_id, unit_id) for old_id in before], since, kind, decision)
        work.note(Change("unit", unit_id, "name", "", made.name))
    return unit_id


def rename(desk: Desk, unit_id: int, name: str, *, on: date, decision: Decision) -> None:
    """Give a unit a new name from ``on``; papers of earlier days keep the old one.

    Raises:
        DecisionNeededProblem: number, date or issuer of the paper is missing.
        UnitDatesProblem: a later change is recorded already.
    """
    desk.check(Permission.UNITS)
    _demand(decision)
    with desk.write(Permission.UNITS, "units.rename") as work:
        scope.check_unit(desk, work, unit_id)
        _change(work, replace(_latest(work, unit_id), name=name), on, decision)


def move(desk: Desk, unit_id: int, parent_id: int | None, *, on: date, decision: Decision) -> None:
    """Put a unit under another from ``on``.

    Raises:
        UnitLoopProblem: the new superior is, or will be, the unit itself or below it.
        UnitAbsentProblem: the new superior does not exist on that day, or ends later.
        DecisionNeededProblem, UnitDatesProblem: as for ``rename``.
    """
    desk.check(Permission.UNITS)
    _demand(decision)
    with desk.write(Permission.UNITS, "units.move") as work:
        scope.check_unit(desk, work, unit_id)
        scope.check_unit(desk, work, parent_id, field="parent_id")
        _change(work, replace(_latest(work, unit_id), parent_id=parent_id), on, decision)


def retype(desk: Desk, unit: Unit, *, on: date, decision: Decision) -> None:
    """Change type, code, committee or seal of a unit from ``on``; a new type needs its paper."""
    with desk.write(Permission.UNITS, "units.retype") as work:
        scope.check_unit(desk, work, unit.id)
        old = _latest(work, unit.id)
        if unit.type != old.type:
            _demand(decision)
        _change(work, replace(unit, name=old.name, parent_id=old.parent_id), on, decision)


def close(
    desk: Desk,
    unit_id: int,
    *,
    on: date,
    decision: Decision,
    successor_id: int | Sequence[int] | None = None,
    kind: str = DISSOLVED,
) -> None:
    """End a unit on ``on``, naming its successors where there are any.

    Raises:
        UnitNotEmptyProblem: people or units still stand in it on that day or later.
        DecisionNeededProblem, UnitDatesProblem: as for ``rename``.
        RequiredProblem, NotInListProblem: successor and kind do not go together.
        UnitAbsentProblem: a successor does not exist on that day.
    """
    desk.check(Permission.UNITS)
    _demand(decision)
    successors = _several(successor_id)
    if kind != DISSOLVED and not successors:
        raise RequiredProblem("successor_id", field="successor_id")
    day = on.isoformat()
    with desk.write(Permission.UNITS, "units.close") as work:
        for changed_id in (unit_id, *successors):
            scope.check_unit(desk, work, changed_id)
        unit = _latest(work, unit_id)
        if day <= unit.since:
            raise UnitDatesProblem(PartialDate.from_text(unit.since), field="on")
        people = stored.listed_after(work, unit_id, day)
        children = stored.below_after(work, unit_id, day)
        if people or children:
            raise UnitNotEmptyProblem(unit.name, people, children)
        stored.close(work, unit_id, day, decision, kind)
        _check_exist(work, successors, day)
        _link(work, [(unit_id, new_id) for new_id in successors], day, kind, decision)
        work.note(Change("unit", unit_id, "closed", "", day))


def undo(desk: Desk, unit_id: int, reason: str) -> None:
    """Take back the last recorded change of a unit: its end, its last state, or the unit itself.

    The history keeps what was taken back, and why.

    Raises:
        ReasonNeededProblem: no reason.
        UnitInUseProblem: the unit was made by mistake, but people or units already refer to it.
        UnitAbsentProblem, UnitLoopProblem, TakenUnitProblem: the state before cannot hold any more.
    """
    desk.check(Permission.UNITS)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.UNITS, "units.undo", told) as work:
        scope.check_unit(desk, work, unit_id)
        found = stored.steps(work, unit_id)
        if not found:
            raise NotFoundProblem(str(unit_id))
        last = found[-1]
        if last.until:
            stored.reopen(work, unit_id, last.until)
            work.note(Change("unit", unit_id, "closed", last.until, ""))
            _check_restored(work, last.unit, last.until)
        elif len(found) > 1:
            stored.drop_step(work, unit_id, last.unit.since)
            _note(work, last.unit, found[-2].unit)
            _check_restored(work, found[-2].unit, last.unit.since)
        else:
            _check_unused(work, last.unit)
            stored.withdraw(work, unit_id, last.unit.since)
            work.note(Change("unit", unit_id, "name", last.unit.name, ""))


def _several(successors: int | Sequence[int] | None) -> list[int]:
    if successors is None:
        return []
    return [successors] if isinstance(successors, int) else list(successors)


def _demand(decision: Decision) -> None:
    """The tree changes by a decision of the committee above (294-QĐ/TW of 26/5/2025, 10.2)."""
    missing = [name for name in ("number", "on", "issuer") if not getattr(decision, name)]
    if missing:
        raise DecisionNeededProblem("decision", field=f"decision_{missing[0]}")


def _latest(reading: Reading, unit_id: int) -> Unit:
    found = stored.steps(reading, unit_id)
    if not found or found[-1].until:
        raise NotFoundProblem(str(unit_id))
    return found[-1].unit


def _first_day(reading: Reading, unit_id: int | None) -> str:
    found = stored.steps(reading, unit_id) if unit_id is not None else []
    return found[0].unit.since if found else ""


def _checked(unit: Unit) -> Unit:
    made = replace(unit, name=clean_line(unit.name), code=dotted_code(unit.code))
    if not made.name:
        raise RequiredProblem("name", field="name")
    if not valid_code(made.code):
        raise BadNumberProblem(unit.code, "code", field="code")
    if made.type not in {kind.code for kind in shipped_types()}:
        raise NotInListProblem(unit.type, "unit_type", field="type")
    return made


def _check_unlike(reading: Reading, unit: Unit, day: str) -> None:
    """Refuse a code of another unit, or the name of another under the same superior."""
    name = unit.name.casefold()
    for other in stored.on_day(reading, day):
        if other.id == unit.id:
            continue
        if unit.code and other.code == unit.code:
            raise TakenUnitProblem(unit.code, other.name, field="code")
        if other.parent_id == unit.parent_id and other.name.casefold() == name:
            raise TakenUnitProblem(unit.name, other.name, field="name")


def _check_placed(reading: Reading, unit_id: int, day: str) -> None:
    """Refuse a place in the tree that does not hold from ISO ``day`` on, up to the root.

    Later days are looked at too: a change recorded for next month may close a loop.
    """
    for current in (day, *stored.days_after(reading, day)):
        there = {unit.id: unit for unit in stored.on_day(reading, current)}
        unit = there.get(unit_id)
        passed = {unit_id}
        above = unit.parent_id if unit else None
        while unit is not None and above is not None:
            if above in passed:
                raise UnitLoopProblem(unit.name, field="parent_id")
            _check_exist(reading, [above], current, there, field="parent_id")
            passed.add(above)
            above = there[above].parent_id


def _check_superior(reading: Reading, unit: Unit, day: str) -> None:
    if unit.parent_id is not None:
        _check_exist(reading, [unit.parent_id], day, field="parent_id")


def _check_exist(
    reading: Reading,
    unit_ids: Iterable[int],
    day: str,
    there: dict[int, Unit] | None = None,
    field: str = "successor_id",
) -> None:
    found = there if there is not None else {u.id: u for u in stored.on_day(reading, day)}
    for unit_id in unit_ids:
        if unit_id not in found:
            name = stored.name_of(reading, unit_id) or str(unit_id)
            raise UnitAbsentProblem(name, PartialDate.from_text(day) or "đầu", field=field)


def _check_restored(reading: Reading, unit: Unit, day: str) -> None:
    _check_placed(reading, unit.id, day)
    _check_unlike(reading, unit, day)


def _check_unused(reading: Reading, unit: Unit) -> None:
    used = (
        stored.below_after(reading, unit.id, "")
        or stored.mentions(reading, unit.id)
        or any(stored.end(reading, link.before_id) for link in stored.links(reading, unit.id))
    )
    if used:
        raise UnitInUseProblem(unit.name)


def _link(
    work: Work, pairs: Sequence[tuple[int, int]], on: str, kind: str, decision: Decision
) -> None:
    for before_id, after_id in pairs:
        if kind not in LINKED or before_id == after_id:
            raise NotInListProblem(kind, "unit_change", field="kind")
        if not stored.steps(work, before_id):
            raise NotFoundProblem(str(before_id))
        stored.link(work, UnitLink(before_id, after_id, on, kind, decision))


_SHOWN = ("name", "type", "parent_id", "code", "has_committee", "has_seal")


def _change(work: Work, unit: Unit, on: date, decision: Decision) -> None:
    made = _checked(unit)
    old = _latest(work, unit.id)
    day = on.isoformat()
    if day < old.since:
        raise UnitDatesProblem(PartialDate.from_text(old.since), field="on")
    _check_unlike(work, made, day)
    _check_superior(work, made, day)
    stored.change(work, made, day, decision)
    _check_placed(work, made.id, day)
    _note(work, old, made)


def _note(work: Work, old: Unit, new: Unit) -> None:
    for field in _SHOWN:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            shown = (_text(work, field, before), _text(work, field, after))
            work.note(Change("unit", new.id, field, *shown))


def _text(reading: Reading, field: str, value: object) -> str:
    if field == "parent_id" and isinstance(value, int):
        return stored.name_of(reading, value)
    if isinstance(value, bool):
        return "Có" if value else ""
    return str(value or "")
