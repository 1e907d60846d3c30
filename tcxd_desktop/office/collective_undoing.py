"""Takes a collective transfer back, and finds what later rests on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.collective_effects import changed, event_of, place_of
from tcxd_desktop.domain.collective_faults import Fault, Trouble
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.standing import Event
from tcxd_desktop.domain.transfers import TransferKind
from tcxd_desktop.office import scope
from tcxd_desktop.office.collective_writing import AT_ONCE, check_tree, rewrite
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import collective as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording import collective as words


def hindering(reading: Reading, plan: CollectivePlan) -> list[Fault]:
    """Return what later rests on a plan that was carried out."""
    return [*_units(reading, plan), *_names(reading, plan), *_people(reading, plan),
            *_papers(reading, plan)]  # fmt: skip


def take_back(
    desk: Desk, work: Work, plan: CollectivePlan, reason: str, progress: Progress
) -> None:
    """Write everything as it was before; nothing may be in the way.

    Raises:
        OutsideScopeProblem: one of the people is not the account's.
    """
    people = _left(work, plan)
    scope.check_person(desk, work, people)
    went = {move.person_id: move.to_id for move in plan.moves}

    def before(old: Dossier) -> tuple[Event, ...]:
        place = _place(plan, old, went[old.id])
        if place < 0:
            raise ConflictProblem
        return (*old.events[:place], *old.events[place + 1 :])

    created = set(plan.created)
    rewrite(desk, work, [one for one in people if one not in created], before, progress)
    for old in stored_people.read_many(work, [one for one in people if one in created]):
        complete = completeness.percent(old, desk.today())
        if not stored_people.update(work, old, replace(old, void_reason=reason), complete):
            raise ConflictProblem
        work.note(Change("person", old.id, "void_reason", "", reason))
    _restore_units(work, plan)
    check_tree(work, (*plan.closed, *changed(plan)), plan.on)


def _restore_units(work: Work, plan: CollectivePlan) -> None:
    for unit_id in plan.closed:
        stored_units.reopen(work, unit_id, plan.on)
        work.note(Change("unit", unit_id, "closed", plan.on, ""))
    for unit_id in changed(plan):
        new, old = stored_units.steps(work, unit_id)[:-3:-1]
        stored_units.drop_step(work, unit_id, plan.on)
        if new.unit.name != old.unit.name:
            work.note(Change("unit", unit_id, "name", new.unit.name, old.unit.name))
        if new.unit.parent_id != old.unit.parent_id:
            above = (new.unit.parent_id, old.unit.parent_id)
            told = [stored_units.name_of(work, unit) for unit in above]
            work.note(Change("unit", unit_id, "parent_id", *told))
    for unit_id in plan.made:
        name = stored_units.name_of(work, unit_id)
        stored_units.withdraw(work, unit_id, plan.on)
        work.note(Change("unit", unit_id, "name", name, ""))


# --- organisations --------------------------------------------------------------------------------


def _units(reading: Reading, plan: CollectivePlan) -> Iterator[Fault]:
    """Yield what was recorded of its organisations since."""
    since, ends = stored.unit_days(reading)
    names = stored_units.names(reading)
    for unit_id in dict.fromkeys((*plan.made, *changed(plan), *plan.closed)):
        end = ends.get(unit_id, "")
        last = "" if unit_id in plan.closed else since.get(unit_id, "")
        if (end, last) != ((plan.on, "") if unit_id in plan.closed else ("", plan.on)):
            yield Fault(Trouble.UNIT_LATER, names.get(unit_id, ""), end or since.get(unit_id, ""))
    went = [move.person_id for move in plan.moves]
    own = {*plan.made, *(unit for unit, _ in plan.placed)}
    for unit_id in plan.made:
        found = stored.uses(reading, unit_id, went)
        below = {
            unit.id
            for day in (plan.on, *stored_units.days_after(reading, plan.on))
            for unit in stored_units.on_day(reading, day)
            if unit.parent_id == unit_id and unit.id not in own
        }
        if below:
            found["below"] = len(below)
        if found:
            yield Fault(Trouble.UNIT_USED, names.get(unit_id, ""), detail=words.used(found))


def _names(reading: Reading, plan: CollectivePlan) -> Iterator[Fault]:
    """Yield what would not find its place again: the name is taken, the superior is no more."""
    _, ends = stored.unit_days(reading)
    names = stored_units.names(reading)
    mine = {*plan.made, *plan.closed, *changed(plan)}
    others = {
        (unit.parent_id, unit.name.casefold())
        for day in (plan.on, *stored_units.days_after(reading, plan.on))
        for unit in stored_units.on_day(reading, day)
        if unit.id not in mine
    }
    for unit_id in dict.fromkeys((*plan.closed, *changed(plan))):
        found = stored_units.steps(reading, unit_id)
        back = found[-1] if unit_id in plan.closed else found[-2] if len(found) > 1 else None
        if back is None:
            continue
        above = back.unit.parent_id
        if (above, back.unit.name.casefold()) in others:
            yield Fault(Trouble.NAME_TAKEN, back.unit.name)
        if above is not None and above in ends and above not in plan.closed:
            yield Fault(Trouble.UNIT_LATER, names.get(above, ""), ends[above])


# --- people ---------------------------------------------------------------------------------------


def _left(reading: Reading, plan: CollectivePlan) -> list[int]:
    """Return who went and is still recorded: of those erased by decision nothing is left."""
    people = [move.person_id for move in plan.moves]
    erased = stored_restrictions.erased(reading, people)
    return [person for person in people if person not in erased]


def _place(plan: CollectivePlan, dossier: Dossier, to_id: int) -> int:
    """Return where among a member's events the one stands that was written; -1: it was changed."""
    handed = plan.kind is CollectiveKind.HAND_OVER
    for guest in (False, True) if handed else (False,):
        written = event_of(plan, to_id, guest=guest, words=words.written(plan))
        found = place_of(dossier.events, written)
        if found >= 0:
            return found
    return -1


def _people(reading: Reading, plan: CollectivePlan) -> Iterator[Fault]:
    """Yield whose record does not end with what was written."""
    people = _left(reading, plan)
    held = stored_restrictions.restricted(reading, people)
    if held:
        yield Fault(Trouble.RESTRICTED, names=tuple(held.values()))
    moves = {move.person_id: move for move in plan.moves}
    found: dict[Trouble, list[str]] = defaultdict(list)
    for start in range(0, len(people), AT_ONCE):
        for dossier in stored_people.read_many(reading, people[start : start + AT_ONCE]):
            move = moves[dossier.id]
            trouble = _changed_since(plan, dossier, move.to_id)
            if trouble is not None:
                found[trouble].append(move.name)
    for trouble, names in found.items():
        yield Fault(trouble, on=plan.on, names=tuple(names))


def _changed_since(plan: CollectivePlan, dossier: Dossier, to_id: int) -> Trouble | None:
    if dossier.id in plan.created:
        return Trouble.EDITED_SINCE if dossier.version > 1 else None
    place = _place(plan, dossier, to_id)
    if place < 0:
        return Trouble.EVENT_GONE
    later = any(
        event.on is not None and (event.on.earliest.isoformat(), index) > (plan.on, place)
        for index, event in enumerate(dossier.events)
    )
    return Trouble.LATER_EVENT if later else None


def _papers(reading: Reading, plan: CollectivePlan) -> Iterator[Fault]:
    """Yield rolls called and cases opened since, with those who went."""
    names = stored_units.names(reading)
    called: dict[tuple[int, str], list[str]] = defaultdict(list)
    for unit_id, day, name in stored.rolls(reading, plan.id, plan.on):
        called[unit_id, day].append(name)
    for (unit_id, day), people in called.items():
        yield Fault(Trouble.ROLL, names.get(unit_id, ""), day, tuple(people))
    for name, kind, _ in stored.cases_since(reading, plan.id, plan.on):
        yield Fault(Trouble.CASE_SINCE, names=(name,), detail=words.CASE[TransferKind(kind)])
