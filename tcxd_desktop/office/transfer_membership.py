"""What a step of a transfer writes into the dossier: the member's events, and nothing else."""

from dataclasses import replace

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.case_errors import AlreadyHereProblem, NotMemberProblem
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.standing import Event, EventKind, spell_on
from tcxd_desktop.domain.transfer_effects import MembershipEffect
from tcxd_desktop.domain.transfers import Transfer, Traveller
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
    new = replace(old, events=_events(old, effect))
    if effect.add is not None:
        _check(replace(old, events=_events(old, MembershipEffect(None, effect.drop))), effect.add)
    _store(desk, work, old, new)
    return case.person_id


def _events(dossier: Dossier, effect: MembershipEffect) -> tuple[Event, ...]:
    events = list(dossier.events)
    if effect.drop is not None and effect.drop in events:
        # The last of equal rows: the one this case wrote.
        del events[len(events) - 1 - events[::-1].index(effect.drop)]
    if effect.add is not None:
        events.append(effect.add)
    return tuple(events)


def _check(dossier: Dossier, event: Event) -> None:
    """One official home at any day: nobody comes who is here, nobody leaves who is not."""
    day = event.on.latest.isoformat() if event.on else ""
    spell = spell_on(dossier.spells, day)
    here = spell is not None and not spell.leaving
    if event.kind in _ENTERS:
        if here:
            raise AlreadyHereProblem(dossier.birth_name)
    elif not here:
        raise NotMemberProblem(dossier.birth_name, PartialDate.from_text(day) or "")


def _store(desk: Desk, work: Work, old: Dossier, new: Dossier) -> None:
    work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
    recording.store(desk, work, old, new)


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
        card_no=who.card_no,
        dossier_no=who.dossier_no,
        decision_date=who.decided,
        ceremony_date=who.admitted,
        official_date=None if who.probationary else who.official,
        events=events,
    )
