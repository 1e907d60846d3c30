"""What a collective transfer does: which organisations begin, end and change, who goes where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, UnitFigure
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.standing import Activity, Event, EventKind, Grade
from tcxd_desktop.domain.units import DISSOLVED, Unit, below

HANDED_OVER = "ban_giao"
"""How an organisation ends here that goes on under another committee."""
END_KIND: Mapping[CollectiveKind, str] = MappingProxyType(
    {
        CollectiveKind.MERGE: "sap_nhap",
        CollectiveKind.UNITE: "hop_nhat",
        CollectiveKind.SPLIT: "chia_tach",
        CollectiveKind.DISSOLVE: DISSOLVED,
        CollectiveKind.HAND_OVER: HANDED_OVER,
    }
)
"""How the organisations end that the kind ends."""
LINKING = frozenset({CollectiveKind.MERGE, CollectiveKind.UNITE, CollectiveKind.SPLIT})
"""Kinds that leave successors. A dissolved organisation has none: its members go elsewhere."""
FOUNDING = frozenset({CollectiveKind.UNITE, CollectiveKind.SPLIT, CollectiveKind.TAKE_OVER})
"""Kinds new organisations begin with."""
MOVING = frozenset(
    {
        CollectiveKind.MERGE, CollectiveKind.UNITE, CollectiveKind.SPLIT, CollectiveKind.DISSOLVE,
        CollectiveKind.REGROUP,
    }
)  # fmt: skip
"""Kinds by which members go from one chi bộ of the office to another."""
BETWEEN = frozenset({CollectiveKind.HAND_OVER, CollectiveKind.TAKE_OVER})
"""Kinds between two committees: one decides to hand over, the other to accept
(06-HD/TW of 09/6/2025, 10.5; 38-HD/BTCTW of 29/9/2025, II.4.3.3.b)."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Một người đứng tên ở một tổ chức, from day to day (``until`` is not counted)."""

    person_id: int
    name: str
    unit_id: int
    since: str
    until: str
    grade: Grade
    activity: Activity

    @property
    def counted(self) -> bool:
        """Whether it counts in *đảng số*."""
        return self.activity is not Activity.TEMPORARY_HERE

    def holds(self, day: str) -> bool:
        """Tell whether it holds ISO ``day``."""
        return self.since <= day < self.until


def ended(plan: CollectivePlan, units: Mapping[int, Unit]) -> tuple[int, ...]:
    """Return the organisations that end with a plan; one that is split may go on.

    Args:
        plan: what is planned.
        units: those that exist on its day, by id.
    """
    if plan.kind not in END_KIND:
        return ()
    roots = [unit_id for unit_id in plan.from_ids if unit_id not in plan.to_ids]
    if plan.kind is not CollectiveKind.HAND_OVER:
        return tuple(roots)
    whole = set().union(*(below(units.values(), root) for root in roots)) if roots else set()
    return tuple(sorted(whole))


def targets(plan: CollectivePlan) -> tuple[int, ...]:
    """Return where members may go: organisations there are, and new ones as 0, -1 …"""
    found = plan.new_units if plan.kind in FOUNDING else ()
    return (*plan.to_ids, *(-index for index in range(len(found))))


def links(plan: CollectivePlan) -> tuple[tuple[int, int], ...]:
    """Return (before, after) of the organisations a plan makes of others."""
    if plan.kind not in LINKING:
        return ()
    found = targets(plan)
    return tuple(
        (before, after) for before in plan.from_ids for after in found if after not in plan.from_ids
    )


def tree_after(plan: CollectivePlan, units: Mapping[int, Unit]) -> dict[int, Unit]:
    """Return the organisations of the plan's day once it is carried out; new ones as 0, -1 …"""
    names, placed, gone = dict(plan.renamed), dict(plan.placed), set(ended(plan, units))
    found = {
        unit_id: replace(
            unit,
            name=names.get(unit_id, unit.name),
            parent_id=placed.get(unit_id, unit.parent_id),
        )
        for unit_id, unit in units.items()
        if unit_id not in gone
    }
    if plan.kind in FOUNDING:
        for index, new in enumerate(plan.new_units):
            found[-index] = Unit(
                -index, new.name, new.type, new.parent_id, new.code, new.has_committee, new.has_seal
            )
    return found


def changed(plan: CollectivePlan) -> tuple[int, ...]:
    """Return the organisations that get another name or another superior, each once."""
    return tuple(dict.fromkeys((*(unit for unit, _ in plan.renamed),
                                *(unit for unit, _ in plan.placed))))  # fmt: skip


def event_of(plan: CollectivePlan, to_id: int | None, *, guest: bool, words: tuple[str, str]
             ) -> Event:  # fmt: skip
    """Return what is written of a member; no letter of introduction goes with it.

    Args:
        plan: what is carried out.
        to_id: id of the chi bộ the member goes to, once every unit has one.
        guest: is here for a time only.
        words: the paper it rests on, and what happened.
    """
    on = PartialDate.from_text(plan.on)
    basis, note = words
    if plan.kind is CollectiveKind.HAND_OVER:
        kind = EventKind.TEMPORARY_END if guest else EventKind.LEFT
        return Event(on, kind, None, plan.other_place, basis, note)
    if plan.kind is CollectiveKind.TAKE_OVER:
        return Event(on, EventKind.ARRIVED, to_id, plan.other_place, basis, note)
    return Event(on, EventKind.MOVED, to_id, "", basis, note)


def place_of(events: Sequence[Event], written: Event) -> int:
    """Return where among a member's events the one stands that a plan wrote; -1: nowhere.

    What was remarked beside it since does not matter.
    """
    for index in range(len(events) - 1, -1, -1):
        one = events[index]
        same = (one.on, one.kind, one.unit_id, one.basis)
        if same == (written.on, written.kind, written.unit_id, written.basis):
            return index
    return -1


def figures(
    plan: CollectivePlan, units: Mapping[int, Unit], stands: Iterable[Stand],
    counts: Mapping[int, int],
) -> tuple[tuple[UnitFigure, ...], int, int]:  # fmt: skip
    """Return the head-count of each organisation concerned, and of the whole, before and after.

    Args:
        plan: what is planned.
        units: those that exist on its day.
        stands: who stands where on its day, of the organisations concerned.
        counts: *đảng số* of every organisation on its day, of those standing in it itself.
    """
    before, after = dict(counts), dict(counts)
    there = {one.person_id: one for one in stands if one.holds(plan.on)}
    gone = set(ended(plan, units))
    if plan.kind is CollectiveKind.HAND_OVER:
        after = {unit: count for unit, count in after.items() if unit not in gone}
    else:
        for move in plan.moves:
            _shift(after, there.get(move.person_id), move.to_id, plan)
        for new in plan.newcomers:
            after[new.to_id] = after.get(new.to_id, 0) + 1
    tree = tree_after(plan, units)
    sums = (_sums(units, before), _sums(tree, after))
    shown = _shown(plan, units, tree)
    names = {**{key: unit.name for key, unit in tree.items()},
             **{key: unit.name for key, unit in units.items()}}  # fmt: skip
    lines = tuple(
        UnitFigure(unit, names.get(unit, ""), sums[0].get(unit, 0), sums[1].get(unit, 0))
        for unit in shown
    )
    return lines, sum(before.values()), sum(after.values())


def _shift(after: dict[int, int], stand: Stand | None, to_id: int, plan: CollectivePlan) -> None:
    if stand is None:
        if plan.kind is CollectiveKind.TAKE_OVER:
            after[to_id] = after.get(to_id, 0) + 1
        return
    if stand.counted:
        after[stand.unit_id] = after.get(stand.unit_id, 0) - 1
        after[to_id] = after.get(to_id, 0) + 1


def _shown(
    plan: CollectivePlan, units: Mapping[int, Unit], tree: Mapping[int, Unit]
) -> tuple[int, ...]:
    """Return what is worth a line: the ends of the plan, and above what changed its superior."""
    moved = {child: units[child].parent_id for child, _ in plan.placed if child in units}
    above = [parent for parent in moved.values() if parent is not None]
    above += [parent for _, parent in plan.placed]
    found = (*plan.from_ids, *targets(plan), *(unit for unit, _ in plan.renamed), *above)
    return tuple(unit for unit in dict.fromkeys(found) if unit in units or unit in tree)


def _sums(units: Mapping[int, Unit], counts: Mapping[int, int]) -> dict[int, int]:
    """Return the people of each organisation with all below it."""
    found = {unit: counts.get(unit, 0) for unit in units}
    for unit_id in units:
        passed = {unit_id}
        parent = units[unit_id].parent_id
        while parent is not None and parent in units and parent not in passed:
            found[parent] += counts.get(unit_id, 0)
            passed.add(parent)
            parent = units[parent].parent_id
    return found
