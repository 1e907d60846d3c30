"""What a step of a transfer writes into the dossier: the member's events, and nothing else."""

from dataclasses import replace

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.case_errors import AlreadyHereProblem, NotMemberProblem
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.standing import Activity, Event, EventKind, spell_on
from tcxd_desktop.domain.transfer_effects import SERIAL, MembershipEffect
from tcxd_desktop.domain.transfers import Direction, Transfer, Traveller, is_new_card
from tcxd_desktop.office import recording, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Work

_ENTERS = frozenset({EventKind.ARRIVED, EventKind.TEMPORARY_IN})


def apply(desk: Desk, work: Work, case: Transfer, effect: MembershipEffect) -> int | None:
    """Write an effect and return the person it is about, who may be new.

    Raises:
        AlreadyHereProblem: somebody comes who is in the list on that day.
        NotMemberProblem: somebody leaves who is not.
        TakenNumberProblem, RestrictedProblem, OutsideScopeProblem: see ``office.recording``.
    """
    if effect.add is None and effect.drop is None:
        return case.person_id
    if case.person_id is None:
        return _created(desk, work, case, effect.add) if effect.add is not None else None
    old = stored_people.read(work, case.person_id)
    if old is None:
        raise NotFoundProblem(str(case.person_id))
    if effect.add is not None and case.direction is Direction.OUT:
        effect = replace(effect, add=_where_it_became(work, effect.add))
    add = effect.add
    if add is not None and effect.drop is None:
        # Rules changed backwards: the same paper counts from another day.
        told = (one for one in old.events if _on_one_letter(one, add))
        effect = MembershipEffect(add, next(told, None))
    without = replace(old, events=_events(old, MembershipEffect(None, effect.drop)))
    if effect.add is None:
        _check_order(old, without)
    elif _says_something(without, effect.add):
        _check(without, effect.add)
    else:
        effect = MembershipEffect(None, effect.drop)
    new = replace(old, events=_events(old, effect))
    if new == old:
        return case.person_id
    recording.note_and_store(desk, work, old, new)
    return case.person_id


def _events(dossier: Dossier, effect: MembershipEffect) -> tuple[Event, ...]:
    events = list(dossier.events)
    if effect.drop is not None:
        place = _place(events, effect.drop)
        if place is not None:
            del events[place]
    if effect.add is not None:
        events.append(effect.add)
    return tuple(events)


def _place(events: list[Event], wanted: Event) -> int | None:
    """Return where the row a case wrote stands: the last one equal to it.

    Somebody may have mended its words since, or its day; kind and day, or the paper, still tell it.
    """
    for alike in (
        wanted.__eq__,
        lambda one: (one.kind, one.on) == (wanted.kind, wanted.on),
        lambda one: _on_one_letter(one, wanted),
    ):
        for place in range(len(events) - 1, -1, -1):
            if alike(events[place]):
                return place
    return None


def _where_it_became(work: Work, event: Event) -> Event:
    """Return the return of somebody who left, in what his chi bộ became while he was away.

    Only where one organisation took its place: of several the clerk has to choose.
    """
    unit, seen = event.unit_id, set[int]()
    while unit is not None and unit not in seen:
        seen.add(unit)
        ended = stored_units.end(work, unit)
        after = {link.after_id for link in stored_units.links(work, unit) if link.before_id == unit}
        if ended is None or event.on is None or event.on.latest.isoformat() < ended.on:
            return replace(event, unit_id=unit)
        unit = after.pop() if len(after) == 1 else None
    return event


def _on_one_letter(one: Event, other: Event) -> bool:
    """Tell whether two rows speak of one step: a letter has a serial, a slip only a number."""
    same = (one.kind, one.basis) == (other.kind, other.basis)
    return same and SERIAL in one.basis


def _check(dossier: Dossier, event: Event) -> None:
    """One official home at any day: nobody comes who is here, nobody leaves who is not.

    A guest is here and does not belong here: he may still come for good, and never be sent off.
    """
    day = event.on.latest.isoformat() if event.on else ""
    spell = spell_on(dossier.spells, day)
    here = spell is not None and not spell.leaving
    home = here and spell is not None and spell.activity is not Activity.TEMPORARY_HERE
    if event.kind in _ENTERS:
        if home or (here and event.kind == EventKind.TEMPORARY_IN):
            raise AlreadyHereProblem(dossier.birth_name)
    elif not (home or event.kind == EventKind.TEMPORARY_END):
        raise NotMemberProblem(dossier.birth_name, PartialDate.from_text(day) or "")


def _says_something(dossier: Dossier, event: Event) -> bool:
    """Tell whether an event says anything: the stay of one who came for good is over already."""
    if event.kind != EventKind.TEMPORARY_END or event.on is None:
        return True
    spell = spell_on(dossier.spells, event.on.latest.isoformat())
    stays = spell is not None and not spell.leaving
    return stays and spell is not None and spell.activity is Activity.TEMPORARY_HERE


def _check_order(old: Dossier, new: Dossier) -> None:
    """Refuse to take out an event a later one rests on: nobody leaves a place he never came to.

    Raises:
        AlreadyHereProblem, NotMemberProblem: what would contradict it.
    """
    if not _contradicts(old):
        found = _contradicts(new)
        if found is not None:
            raise found


def _contradicts(dossier: Dossier) -> AlreadyHereProblem | NotMemberProblem | None:
    told = [event for event in dossier.events if event.kind]
    dated = [(event.on.earliest, event) for event in told if event.on is not None]
    listed = len(dated) < len(told)
    for _, event in sorted(dated, key=lambda one: one[0]):
        if event.kind == EventKind.ARRIVED and listed:
            return AlreadyHereProblem(dossier.birth_name)
        if event.kind in _OF_MEMBERS and not listed:
            return NotMemberProblem(dossier.birth_name, event.on or "")
        if event.kind in _FIXES:
            listed = _FIXES[EventKind(event.kind)]
    return None


_OF_MEMBERS = frozenset({
    EventKind.LEFT, EventKind.MOVED, EventKind.TEMPORARY_OUT, EventKind.ABROAD_OUT,
    EventKind.SUSPENDED, EventKind.DIED, EventKind.STRUCK_OFF, EventKind.EXPELLED,
    EventKind.WITHDREW,
})  # fmt: skip
"""Events that say somebody belongs here."""
_FIXES = {
    EventKind.LISTED: True, EventKind.ADMITTED: True, EventKind.READMITTED: True,
    EventKind.RESTORED: True, EventKind.ARRIVED: True, EventKind.LEFT: False,
    EventKind.DIED: False, EventKind.STRUCK_OFF: False, EventKind.EXPELLED: False,
    EventKind.WITHDREW: False, EventKind.CANCELLED: False,
}  # fmt: skip
"""Events after which somebody belongs here, or does not."""


def _created(desk: Desk, work: Work, case: Transfer, event: Event) -> int:
    draft = recording.cleaned(of_traveller(case.traveller, event))
    recording.check_home(desk, work, Dossier(), draft)
    recording.check_unique(desk, work, draft)
    [person_id] = stored_people.insert(work, [(draft, completeness.percent(draft, desk.today()))])
    named = replace(draft, id=person_id)
    work.note(*values.changes(Dossier(), named, desk.codes, stored_units.names(work)))
    work.note(Change("person", person_id, "transfer", "", str(case.id)))
    return person_id


def of_traveller(who: Traveller, *events: Event) -> Dossier:
    """Return the dossier of somebody who comes, with what the letter tells and no more."""
    return Dossier(
        birth_name=who.name,
        other_names=who.used_name,
        sex=who.sex,
        birth_date=who.birth,
        origin=Place(detail=who.origin),
        home=Place(detail=who.home),
        citizen_id=who.citizen_id,
        card_no=who.card_no if is_new_card(who.card_no) else "",
        old_card_no="" if is_new_card(who.card_no) else who.card_no,
        dossier_no=who.dossier_no,
        decision_date=who.decided,
        ceremony_date=who.admitted,
        official_date=None if who.probationary else who.official,
        events=events,
    )
