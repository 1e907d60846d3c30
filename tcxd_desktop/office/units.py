"""The organisation tree: as it stood on any day, and its changes by decision."""

import json
from dataclasses import replace
from datetime import date

from tcxd_desktop import places
from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    NotFoundProblem,
    RequiredProblem,
    UnitDatesProblem,
    UnitLoopProblem,
    UnitNotEmptyProblem,
)
from tcxd_desktop.domain.history import Act, Change, Permission
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.domain.units import (
    Decision,
    Unit,
    UnitLink,
    UnitNode,
    UnitStep,
    UnitType,
    below,
    dotted_code,
    in_tree_order,
    valid_code,
)
from tcxd_desktop.office import settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import history as stored_history
from tcxd_desktop.storage import units as stored
from tcxd_desktop.storage.work import Reading, Work


def units(desk: Desk, as_at: str = "") -> dict[int, Unit]:
    """Return the units that exist on a day, by id."""
    with desk.read() as reading:
        return {unit.id: unit for unit in stored.on_day(reading, desk.day(as_at))}


def tree(desk: Desk, as_at: str = "") -> list[UnitNode]:
    """Return the tree of a day, superiors first, each with its head-count and those below."""
    day = desk.day(as_at)
    with desk.read() as reading:
        found = stored.on_day(reading, day)
        counts = stored.head_counts(reading, day)
    ordered = in_tree_order(found)
    totals = {unit.id: counts.get(unit.id, 0) for unit, _ in ordered}
    for unit, _ in reversed(ordered):
        if unit.parent_id in totals:
            totals[unit.parent_id] += totals[unit.id]
    return [UnitNode(unit, depth, totals[unit.id]) for unit, depth in ordered]


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


def history(desk: Desk, unit_id: int) -> list[Act]:
    """Return what was done to a unit, newest first."""
    with desk.read() as reading:
        return stored_history.of(reading, "unit", unit_id)


def add(desk: Desk, unit: Unit, *, on: date | None, decision: Decision) -> int:
    """Write a new unit that exists from ``on`` (``None``: has always been) and return its id."""
    made = _checked(unit)
    since = on.isoformat() if on else ""
    with desk.write(Permission.UNITS, "units.add") as work:
        unit_id = stored.add(work, made, since, decision)
        work.note(Change("unit", unit_id, "name", "", made.name))
    return unit_id


def rename(desk: Desk, unit_id: int, name: str, *, on: date, decision: Decision) -> None:
    """Give a unit a new name from ``on``; papers of earlier days keep the old one."""
    with desk.write(Permission.UNITS, "units.rename") as work:
        _change(work, replace(_latest(work, unit_id), name=name), on, decision)


def move(desk: Desk, unit_id: int, parent_id: int | None, *, on: date, decision: Decision) -> None:
    """Put a unit under another from ``on``.

    Raises:
        UnitLoopProblem: the new superior is the unit itself or stands below it.
    """
    with desk.write(Permission.UNITS, "units.move") as work:
        unit = _latest(work, unit_id)
        if parent_id in below(stored.on_day(work, on.isoformat()), unit_id):
            raise UnitLoopProblem(unit.name)
        _change(work, replace(unit, parent_id=parent_id), on, decision)


def retype(desk: Desk, unit: Unit, *, on: date, decision: Decision) -> None:
    """Change type, code, committee or seal of a unit from ``on``."""
    with desk.write(Permission.UNITS, "units.retype") as work:
        old = _latest(work, unit.id)
        _change(work, replace(unit, name=old.name, parent_id=old.parent_id), on, decision)


def close(
    desk: Desk,
    unit_id: int,
    *,
    on: date,
    decision: Decision,
    successor_id: int | None = None,
    kind: str = "giai_the",
) -> None:
    """End a unit on ``on``, naming its successor where there is one.

    Raises:
        UnitNotEmptyProblem: people or units still stand in it on that day.
    """
    day = on.isoformat()
    with desk.write(Permission.UNITS, "units.close") as work:
        unit = _latest(work, unit_id)
        _after_last_change(unit, on)
        people = stored.listed_after(work, unit_id, day)
        children = len(below(stored.on_day(work, day), unit_id)) - 1
        if people or children:
            raise UnitNotEmptyProblem(unit.name, people, children)
        stored.close(work, unit_id, day)
        if successor_id is not None:
            stored.link(work, UnitLink(unit_id, successor_id, day, kind, decision))
        work.note(Change("unit", unit_id, "closed", "", day))


def _latest(reading: Reading, unit_id: int) -> Unit:
    found = stored.steps(reading, unit_id)
    if not found or found[-1].until:
        raise NotFoundProblem(str(unit_id))
    return found[-1].unit


def _after_last_change(unit: Unit, on: date) -> None:
    if on.isoformat() < unit.since:
        raise UnitDatesProblem(unit.since, field="on")


def _checked(unit: Unit) -> Unit:
    made = replace(unit, name=clean_line(unit.name), code=dotted_code(unit.code))
    if not made.name:
        raise RequiredProblem("name", field="name")
    if not valid_code(made.code):
        raise BadNumberProblem(unit.code, "code", field="code")
    return made


_SHOWN = ("name", "type", "parent_id", "code", "has_committee", "has_seal")


def _change(work: Work, unit: Unit, on: date, decision: Decision) -> None:
    made = _checked(unit)
    old = _latest(work, unit.id)
    _after_last_change(old, on)
    stored.change(work, made, on.isoformat(), decision)
    for field in _SHOWN:
        before, after = getattr(old, field), getattr(made, field)
        if before != after:
            work.note(Change("unit", unit.id, field, str(before or ""), str(after or "")))


def by_code(desk: Desk, wanted: str) -> int:
    """Return the unit whose code, id or name (without tone marks) is ``wanted``.

    Raises:
        NotFoundProblem: none, today.
    """
    folded = fold(wanted)
    code = dotted_code(wanted)
    for unit in units(desk).values():
        if (unit.code and unit.code == code) or wanted == str(unit.id) or fold(unit.name) == folded:
            return unit.id
    raise NotFoundProblem(wanted)
