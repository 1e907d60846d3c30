"""What is worth a look before a collective transfer is carried out; nothing of it hinders."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.collective_effects import MOVING, ended, targets, tree_after
from tcxd_desktop.domain.collective_faults import Fault, Ground, Trouble, movers
from tcxd_desktop.domain.standing import Grade

LEAST_OFFICIAL = 3
"""Official members an organisation needs (294-QĐ/TW of 26/5/2025, 20.2.1)."""
GROUPS_FROM = 30
"""Members from which a chi bộ is divided into tổ đảng (294-QĐ/TW of 26/5/2025, 20.3.2)."""


def warnings(plan: CollectivePlan, ground: Ground) -> tuple[Fault, ...]:
    """Return what is worth a look before a plan is carried out; nothing of it hinders."""
    if not plan.on:
        return ()
    checks: tuple[Callable[[CollectivePlan, Ground], Iterable[Fault]], ...] = (
        _dates, _sizes, _remains,
    )  # fmt: skip
    return tuple(fault for check in checks for fault in check(plan, ground))


def _dates(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    if plan.decision.on and plan.on < plan.decision.on:
        yield Fault(Trouble.BEFORE_DECISION, on=plan.decision.on)
    if ground.today and plan.on > ground.today:
        yield Fault(Trouble.AHEAD, on=plan.on)
    if not plan.minutes_on and plan.kind is not CollectiveKind.RENAME:
        yield Fault(Trouble.NO_MINUTES)


def _sizes(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    after = tree_after(plan, ground.units)
    there = ground.there(plan.on)
    total = Counter(ground.counts)
    # Of whom no date tells the grade, nobody may say that he is not official.
    official = Counter(
        one.unit_id for one in there.values() if one.counted and one.grade is not Grade.PROBATIONARY
    )
    for move in plan.moves:
        stand = there.get(move.person_id)
        if stand is not None and stand.counted:
            total[stand.unit_id] -= 1
            total[move.to_id] += 1
            if stand.grade is not Grade.PROBATIONARY:
                official[stand.unit_id] -= 1
                official[move.to_id] += 1
    told = (*plan.from_ids, *targets(plan)) if plan.kind in MOVING else ()
    for unit_id in dict.fromkeys(told):
        unit = after.get(unit_id)
        if unit is None or unit.type not in ground.holders:
            continue
        if total[unit_id] >= GROUPS_FROM:
            yield Fault(Trouble.MANY, unit.name, detail=str(total[unit_id]))
        elif official[unit_id] < LEAST_OFFICIAL:
            yield Fault(Trouble.FEW, unit.name, detail=str(official[unit_id]))


def _remains(plan: CollectivePlan, ground: Ground) -> Iterator[Fault]:
    """Yield what of an organisation that ends has to be looked after by hand."""
    for unit_id in ended(plan, ground.units):
        name = ground.names.get(unit_id, "")
        unit = ground.units.get(unit_id)
        if ground.posts.get(unit_id):
            yield Fault(Trouble.POSTS, name, names=ground.posts[unit_id])
        if ground.coming.get(unit_id):
            yield Fault(Trouble.COMING, name, names=ground.coming[unit_id])
        if ground.meetings.get(unit_id):
            yield Fault(Trouble.MEETINGS, name, plan.on, detail=str(ground.meetings[unit_id]))
        if unit is not None and unit.has_seal:
            yield Fault(Trouble.SEAL, name)
    concerned = movers(plan, ground)
    guests = tuple(
        one.name
        for one in ground.there(plan.on).values()
        if not one.counted and one.person_id in concerned
    )
    if guests:
        yield Fault(Trouble.GUESTS, names=guests)
    for person, case in ground.away.items():
        if person in concerned:
            yield Fault(Trouble.AWAY_CASE, names=(concerned[person],), detail=case)
