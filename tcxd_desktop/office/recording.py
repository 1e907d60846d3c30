"""What every use case that writes a dossier goes through: tidy, unique, at home, in scope."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NoReturn

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    LockedFactProblem,
    NumberElsewhereProblem,
    RequiredProblem,
    SealedFieldProblem,
    TakenNumberProblem,
    UnitAbsentProblem,
)
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.numbers import dossier_number, identity_digits
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import restrictions, scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work

UNIQUE = ("citizen_id", "card_no", "dossier_no")
_CLEANED = {
    Kind.LINE: clean_line,
    Kind.UPPER: clean_line,
    Kind.CODE: clean_line,
    Kind.OPEN_CODE: clean_line,
    Kind.TEXT: clean_block,
}


def cleaned(dossier: Dossier) -> Dossier:
    """Return the dossier with every text tidied and every number of identity checked.

    Raises:
        RequiredProblem: no name.
        BadNumberProblem: a number of the wrong length or with letters.
    """
    tidy = tidied({name: getattr(dossier, name) for name in FACTS})
    if not tidy.get("birth_name"):
        raise RequiredProblem("birth_name", field="birth_name")
    return replace(dossier, **tidy)  # type: ignore[arg-type] # names and types are those read above


def tidied(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values of fields, or of parts of places, tidied and checked like a dossier's.

    Raises:
        BadNumberProblem: a number of the wrong length or with letters.
    """
    tidy: dict[str, Value] = {}
    for name, value in values.items():
        kind = FACTS[name].kind if name in FACTS else Kind.LINE
        if not isinstance(value, str):
            tidy[name] = value
        elif name == "dossier_no":
            tidy[name] = dossier_number(value)
        elif kind is Kind.DIGITS:
            tidy[name] = identity_digits(value, FACTS[name].digits, kind=name, field=name)
        else:
            tidy[name] = _CLEANED[kind](value) if value and kind in _CLEANED else value
    return tidy


def locked_changes(old: Dossier, new: Dossier) -> list[str]:
    """Return fixed facts that would change; a blank one may still be filled in."""
    if not old.admitted:
        return []
    return [
        name
        for name, fact in FACTS.items()
        if fact.locked and getattr(old, name) not in ("", None)
        if getattr(old, name) != getattr(new, name)
    ]


def check_locked(old: Dossier, new: Dossier) -> None:
    """Refuse to change what is fixed since admission.

    Raises:
        LockedFactProblem: the first such fact.
    """
    changed = locked_changes(old, new)
    if changed:
        raise LockedFactProblem(changed[0], field=changed[0])


def check_unique(desk: Desk, reading: Reading, dossier: Dossier) -> None:
    """Refuse a number of identity that is somebody else's.

    Raises:
        TakenNumberProblem, NumberElsewhereProblem.
    """
    for name in UNIQUE:
        number = getattr(dossier, name)
        holder = stored.id_of(reading, name, number) if number else None
        if holder is not None and holder != dossier.id:
            refuse_taken(desk, reading, number, holder, field=name)


def refuse_taken(desk: Desk, reading: Reading, number: str, holder: int, *, field: str) -> NoReturn:
    """Say that a number is somebody's; whose, only where the account may know.

    Raises:
        TakenNumberProblem, NumberElsewhereProblem: always one of them.
    """
    if not scope.people_of(desk, reading, [holder]):
        raise NumberElsewhereProblem(number, field=field)
    found = stored.read(reading, holder)
    raise TakenNumberProblem(number, found.birth_name if found else "", field=field)


def revise(desk: Desk, work: Work, old: Dossier, new: Dossier) -> Dossier:
    """Write a dossier somebody edited and return it as it stands then.

    What holders of sealed items derived stays, and no number may be another member's.

    Raises:
        SealedFieldProblem, TakenNumberProblem, NumberElsewhereProblem.
        ConflictProblem, UnitAbsentProblem, OutsideScopeProblem, RestrictedProblem: see ``store``.
    """
    new = kept(work, old, new)
    check_unique(desk, work, new)
    note_and_store(desk, work, old, new)
    return replace(new, version=old.version + 1)


def note_and_store(desk: Desk, work: Work, old: Dossier, new: Dossier) -> None:
    """Note each field that differs, and write the dossier.

    Raises:
        ConflictProblem, UnitAbsentProblem, OutsideScopeProblem, RestrictedProblem: see ``store``.
    """
    work.note(*values.changes(old, new, desk.codes, stored_units.names(work)))
    store(desk, work, old, new)


def store(desk: Desk, work: Work, old: Dossier, new: Dossier) -> None:
    """Write a changed dossier with its completeness, inside a use case of any feature.

    Raises:
        ConflictProblem: it was saved by someone else since.
        UnitAbsentProblem: the member would stand in a unit that has ended.
        OutsideScopeProblem: the member stands, or would stand, where the account was not given.
        RestrictedProblem: the data is restricted by decision.
    """
    scope.check_person(desk, work, [old.id])
    restrictions.check(work, [old.id])
    new = kept(work, old, new)
    check_home(desk, work, old, new)
    if not stored.update(work, old, new, completeness.percent(new, desk.today())):
        raise ConflictProblem


def check_home(desk: Desk, reading: Reading, old: Dossier, new: Dossier) -> None:
    """Refuse to leave somebody in a unit that has ended, or will, or is not the account's.

    Raises:
        UnitAbsentProblem, OutsideScopeProblem.
    """
    if _last_unit(new) != _last_unit(old):
        scope.check_unit(desk, reading, _last_unit(new), field="events")
    home = _home(new)
    end = stored_units.end(reading, home) if home is not None and home != _home(old) else None
    if end is not None:
        name = stored_units.name_of(reading, home)
        raise UnitAbsentProblem(name, PartialDate.from_text(end.on), field="events")


KEPT = ("readmitted", "sealed_papers")
"""What the record keeps of sealed items for those who do not hold them."""


def kept(work: Work, old: Dossier, new: Dossier) -> Dossier:
    """Return ``new`` with what its holders derived, whoever edits it.

    Raises:
        SealedFieldProblem: a sealed item would change without the compartment being at hand.
    """
    if not work.sealed:
        for name in sorted(SEALED_FIELDS):
            if getattr(new, name) != getattr(old, name):
                raise SealedFieldProblem(name, field=name)
    return replace(new, **{name: getattr(old, name) for name in KEPT})


def _last_unit(dossier: Dossier) -> int | None:
    return dossier.spells[-1].unit_id if dossier.spells else None


def _home(dossier: Dossier) -> int | None:
    last = dossier.spells[-1:]
    return next((spell.unit_id for spell in last if not spell.leaving), None)
