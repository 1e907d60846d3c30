"""What a case must hold before it is written, and what a signed letter fixes."""

from dataclasses import fields, replace
from typing import Any, Final

from tcxd_desktop.domain.case_errors import (
    AlreadyHereProblem,
    CaseDatesProblem,
    CaseOpenProblem,
    LetterTwiceProblem,
    NotMemberProblem,
    SameUnitProblem,
    TravellerTwiceProblem,
)
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import NotFoundProblem, RequiredProblem
from tcxd_desktop.domain.standing import spell_on
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.transfers import (
    LETTER_OF,
    Direction,
    End,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import restrictions, scope
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import transfers as stored

ON_LETTER: Final = frozenset(
    {"traveller", "source", "target", "serial", "dues_until", "enclosed", "term_from", "term_to"}
)
"""What the first box carries: wrong there, a new letter is written (38-HD/BTCTW, II.4.2)."""
_DATA: Final = (
    "traveller", "source", "target", "reason", "basis", "effective", "serial", "dues_until",
    "enclosed", "term_from", "term_to", "portal_code", "note", "introduced",
)  # fmt: skip


def cleaned(case: Transfer) -> Transfer:
    """Return a case with every text in one form."""
    who, basis = case.traveller, case.basis
    return replace(
        case,
        traveller=replace(who, **_lines(who)),
        source=replace(case.source, **_lines(case.source)),
        target=replace(case.target, **_lines(case.target)),
        basis=Decision(*(clean_line(text) for text in (basis.number, basis.on, basis.issuer))),
        reason=clean_line(case.reason),
        serial=" ".join(clean_line(case.serial).upper().split()),
        portal_code=clean_line(case.portal_code),
        enclosed=clean_block(case.enclosed),
        note=clean_block(case.note),
    )


def _lines(record: Traveller | End) -> dict[str, Any]:
    found = ((field.name, getattr(record, field.name)) for field in fields(record))
    return {name: clean_line(value) for name, value in found if isinstance(value, str)}


def changed(old: Transfer, new: Transfer) -> set[str]:
    """Return the parts of a case's data that differ."""
    return {name for name in _DATA if getattr(old, name) != getattr(new, name)}


def check(keeper: Keeper, case: Transfer) -> None:
    """Refuse a case that cannot be.

    Raises:
        RequiredProblem: no name, no member, no chi bộ of ours.
        CaseDatesProblem: dates out of order.
        NotMemberProblem, AlreadyHereProblem, CaseOpenProblem, TravellerTwiceProblem,
        LetterTwiceProblem, SameUnitProblem, RestrictedProblem, OutsideScopeProblem.
    """
    _check_told(case)
    _check_letter(keeper, case)
    if case.person_id is not None:
        _check_member(keeper, case)
    elif case.direction is Direction.IN:
        _check_stranger(keeper, case)
    else:
        raise RequiredProblem("person_id", field="person_id")


def _check_told(case: Transfer) -> None:
    if not case.traveller.name:
        raise RequiredProblem("name", field="name")
    if case.term_from and case.term_to and case.term_to < case.term_from:
        raise CaseDatesProblem(_shown(case.term_to), _shown(case.term_from), field="term_to")
    if case.direction is Direction.INSIDE:
        if case.target.unit_id is None:
            raise RequiredProblem("target", field="target")
        if case.target.unit_id == case.source.unit_id:
            raise SameUnitProblem(case.source.cell, field="target")


def _shown(day: str) -> object:
    return PartialDate.from_text(day) or day


def _check_letter(keeper: Keeper, case: Transfer) -> None:
    if not (case.serial and case.letter):
        return
    kinds = [kind for kind, letter in LETTER_OF.items() if letter == case.letter]
    others = [n for n in stored.with_serial(keeper.reading, kinds, case.serial) if n != case.id]
    for number in others:
        other = stored.read(keeper.reading, number)
        # Two ends of one transfer inside this office may both hold the letter.
        if other is not None and other.direction is case.direction:
            raise LetterTwiceProblem(case.serial, other.traveller.name, field="serial")


def _check_member(keeper: Keeper, case: Transfer) -> None:
    reading, person_id = keeper.reading, case.person_id
    if person_id is None:
        return
    scope.check_person(keeper.desk, reading, [person_id])
    restrictions.check(reading, [person_id])
    dossier = stored_people.read(reading, person_id)
    if dossier is None or dossier.void_reason:
        raise NotFoundProblem(str(person_id))
    spell = spell_on(dossier.spells, case.opened or keeper.desk.day())
    here = spell is not None and not spell.leaving
    if case.id == 0 and case.kind is not TransferKind.LINK:
        if case.direction is Direction.IN and here:
            raise AlreadyHereProblem(dossier.birth_name, field="person_id")
        if case.direction is not Direction.IN and not here:
            raise NotMemberProblem(
                dossier.birth_name, _shown(case.opened or keeper.desk.day()), field="person_id"
            )
    running = stored.open_of(reading, [person_id]).get(person_id, [])
    for number in running:
        other = stored.read(reading, number)
        if number != case.id and other is not None and TransferKind.LINK not in {
            other.kind, case.kind,
        }:  # fmt: skip
            raise CaseOpenProblem(dossier.birth_name, field="person_id")


def _check_stranger(keeper: Keeper, case: Transfer) -> None:
    """Refuse the same person twice among those who are coming, or who is here already."""
    who = case.traveller
    for column, number, field in (
        ("citizen_id", who.citizen_id, "citizen_id"), ("card_no", who.card_no, "card_no"),
        ("dossier_no", who.dossier_no, "dossier_no"),
    ):  # fmt: skip
        found = stored_people.id_of(keeper.reading, column, number) if number else None
        dossier = stored_people.read(keeper.reading, found) if found is not None else None
        spell = spell_on(dossier.spells, keeper.desk.day()) if dossier else None
        if spell is not None and not spell.leaving and case.kind is not TransferKind.LINK:
            raise AlreadyHereProblem(who.name, field=field)
    query = TransferQuery(directions=(Direction.IN.value,))
    for other in stored.find(keeper.reading, query, None):
        if other.id != case.id and other.person_id is None and same_person(other.traveller, who):
            raise TravellerTwiceProblem(who.name, field="name")


def same_person(one: Traveller, other: Traveller) -> bool:
    """Tell whether two letters speak of one person: a number, or name and birth date."""
    for name in ("citizen_id", "card_no", "dossier_no"):
        first, second = getattr(one, name), getattr(other, name)
        if first and second:
            return bool(first == second)
    return fold(one.name) == fold(other.name) and one.birth == other.birth
