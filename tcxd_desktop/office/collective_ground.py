"""What a collective transfer is checked against, read in one go."""

from collections.abc import Iterable

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.collective_effects import changed, ended
from tcxd_desktop.domain.collective_faults import Ground
from tcxd_desktop.domain.transfers import TERMINAL, Direction, State, TransferKind
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.office import scope, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import collective as stored
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import collective as words

_BEING_WRITTEN = frozenset(
    {State.REQUESTED, State.BARRED, State.BOX_1, State.BOX_2, State.BOX_3, State.BOX_4}
)


def holders() -> frozenset[str]:
    """Return the types of organisation that hold members themselves, of every rule set."""
    return frozenset(kind.code for kind in units.shipped_types() if kind.holds_members)


def concerned(plan: CollectivePlan) -> tuple[int, ...]:
    """Return every organisation of ours that a plan names."""
    above = (new.parent_id for new in plan.new_units if (new.parent_id or 0) > 0)
    placed = (unit for _, unit in plan.placed if unit > 0)
    found = (*plan.from_ids, *plan.to_ids, *changed(plan), *above, *placed)
    return tuple(dict.fromkeys(unit for unit in found if unit is not None))


def check_scope(desk: Desk, reading: Reading, plan: CollectivePlan) -> None:
    """Refuse a plan that names an organisation the account was not given.

    Raises:
        OutsideScopeProblem.
    """
    given = scope.units_of(desk, reading)
    if given is None:
        return
    for unit_id in (*concerned(plan), *plan.closed):
        scope.check_unit(desk, reading, unit_id)
    for new in plan.new_units:
        if new.parent_id is None:
            scope.check_unit(desk, reading, None)


def ground(desk: Desk, reading: Reading, plan: CollectivePlan) -> Ground:
    """Return what a plan is checked against, as at its day."""
    day = desk.day(plan.on)
    there: dict[int, Unit] = {unit.id: unit for unit in stored_units.on_day(reading, day)}
    gone = ended(plan, there)
    changed_on, ends = stored.unit_days(reading)
    writing, away = _cases(reading)
    arriving = [move.person_id for move in plan.moves]
    arriving = arriving if plan.kind is CollectiveKind.TAKE_OVER else []
    numbers = [n for new in plan.newcomers for n in (new.card_no, new.citizen_id) if n]
    return Ground(
        units=there,
        names=stored_units.names(reading),
        holders=holders(),
        changed_on=changed_on,
        ends=ends,
        stands=tuple(stored.stands(reading, {*concerned(plan), *gone}, day)),
        listed=stored.listed_on(reading, arriving, day),
        cases=writing,
        away=away,
        held=stored_restrictions.restricted(reading),
        known=frozenset(stored.known_numbers(reading, numbers)),
        posts=stored.posts(reading, gone, day),
        coming=stored.arrivals(reading, gone),
        meetings=stored.planned_meetings(reading, gone, day),
        counts=stored_units.head_counts(reading, day, scope.within(desk, reading)),
        today=desk.day(),
    )


def _cases(reading: Reading) -> tuple[dict[int, str], dict[int, str]]:
    """Return whose letter is being written, and whose case goes on elsewhere."""
    writing: dict[int, str] = {}
    away: dict[int, str] = {}
    for person, kind, direction, state in stored.open_cases(reading):
        found = TransferKind(kind)
        if State(state) in TERMINAL or found is TransferKind.LINK:
            continue
        inside = Direction(direction) is Direction.INSIDE
        here = inside or State(state) in _BEING_WRITTEN
        (writing if here else away)[person] = words.CASE[found]
    return writing, away


def sources(plan: CollectivePlan, there: Iterable[Unit]) -> frozenset[int]:
    """Return where members may go from: those that end, or all sources of a regrouping."""
    known = {unit.id: unit for unit in there}
    gone = ended(plan, known)
    return frozenset(gone) | frozenset(unit for unit in plan.from_ids if unit in known)
