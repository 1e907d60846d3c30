"""What a case must hold before it is written, and what a signed letter fixes."""

from dataclasses import fields, replace
from typing import Any, Final

from tcxd_desktop.domain.case_errors import (
    AlreadyHereProblem,
    CaseDatesProblem,
    CaseOpenProblem,
    LetterTwiceProblem,
    NotFromThereProblem,
    NotMemberProblem,
    SameUnitProblem,
    TravellerTwiceProblem,
)
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    FutureDateProblem,
    NotFoundProblem,
    RequiredProblem,
    WholeDateProblem,
)
from tcxd_desktop.domain.letter_stock import tidy_serial
from tcxd_desktop.domain.standing import Activity, Spell, spell_on
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.transfers import (
    LETTER_OF,
    TERMINAL,
    Direction,
    End,
    State,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
    is_new_card,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import restrictions, scope
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage.work import Reading

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
        serial=tidy_serial(clean_line(case.serial)),
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
        WholeDateProblem, FutureDateProblem, BadDateProblem, CaseDatesProblem: its days.
        NotMemberProblem, AlreadyHereProblem, CaseOpenProblem, TravellerTwiceProblem,
        NotFromThereProblem, LetterTwiceProblem, SameUnitProblem, RestrictedProblem,
        OutsideScopeProblem.
    """
    check_days(case, keeper.desk.day())
    _check_told(case)
    check_letter(keeper, case)
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


def check_days(case: Transfer, today: str) -> None:
    """Refuse days that cannot be counted from; papers may tell less than the day of a decision.

    Raises:
        WholeDateProblem, FutureDateProblem.
    """
    for field in ("opened", "term_from", "term_to"):
        told = getattr(case, field)
        day = _told_day(told)
        if told and (day is None or day.exact is None):
            raise WholeDateProblem(day or told, field=field)
    if case.opened > today:
        raise FutureDateProblem(_told_day(case.opened), field="opened")
    for field in ("effective", "introduced", "dues_until"):
        told = getattr(case, field)
        if told and _told_day(told) is None:
            raise WholeDateProblem(told, field=field)


def _told_day(told: str) -> PartialDate | None:
    """Return a day from its text form; ``None`` where it is none."""
    try:
        day = PartialDate.from_text(told)
    except (ValueError, BadDateProblem):
        return None
    return day if str(day) == told else None


def _shown(day: str) -> object:
    return PartialDate.from_text(day) or day


def check_letter(keeper: Keeper, case: Transfer) -> None:
    """Refuse a letter another case the same way travels on.

    Raises:
        LetterTwiceProblem: whose it is.
    """
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
    if case.id == 0 and case.kind is not TransferKind.LINK:
        _check_standing(keeper, case, dossier)
    elif case.state in _UNWRITTEN and case.direction is not Direction.IN:
        _check_source(case, dossier, spell_on(dossier.spells, keeper.desk.day()))
    if case.state not in TERMINAL:
        check_alone(keeper, case)


def _check_standing(keeper: Keeper, case: Transfer, dossier: Dossier) -> None:
    """Refuse to take in who is here, and to send off who is not, or stands elsewhere here."""
    day = case.opened or keeper.desk.day()
    spell = spell_on(dossier.spells, day)
    if case.direction is Direction.IN:
        if spell is not None and is_here(spell, case.kind):
            raise AlreadyHereProblem(dossier.birth_name, field="person_id")
        return
    if spell is None or not _at_home(spell):
        raise NotMemberProblem(dossier.birth_name, _shown(day), field="person_id")
    _check_source(case, dossier, spell)


_UNWRITTEN: Final = frozenset({State.REQUESTED, State.BARRED})
"""Nothing is written yet: the end he leaves may still be told rightly."""


def _check_source(case: Transfer, dossier: Dossier, spell: Spell | None) -> None:
    source, home = case.source, spell.unit_id if spell is not None else None
    if source.unit_id is not None and home not in {None, source.unit_id}:
        raise NotFromThereProblem(dossier.birth_name, source.cell, field="source")


def is_here(spell: Spell, kind: TransferKind) -> bool:
    """Tell whether somebody need not come any more: a guest may still come for good."""
    if kind is TransferKind.TEMPORARY:
        return not spell.leaving
    return _at_home(spell)


def _at_home(spell: Spell) -> bool:
    """Tell whether somebody belongs here: a guest is transferred by the place he belongs to."""
    return not spell.leaving and spell.activity is not Activity.TEMPORARY_HERE


def check_alone(keeper: Keeper, case: Transfer) -> None:
    """Refuse a second case of somebody at a time.

    The introduction to the place of residence is no transfer; the letter that brings a guest here
    for good comes while his stay goes on.

    Raises:
        CaseOpenProblem, TravellerTwiceProblem.
    """
    if case.person_id is None:
        _check_twice(keeper, case)
        return
    running = stored.open_of(keeper.reading, [case.person_id]).get(case.person_id, [])
    for number in running:
        other = stored.read(keeper.reading, number)
        if number != case.id and other is not None and not _beside(case, other):
            raise CaseOpenProblem(case.traveller.name, field="person_id")


def _beside(one: Transfer, other: Transfer) -> bool:
    """Tell whether two cases of one person may run at a time."""
    kinds = [case.kind for case in (one, other)]
    if kinds.count(TransferKind.LINK) == 1:
        return True
    incoming = {one.direction, other.direction} == {Direction.IN}
    return incoming and kinds.count(TransferKind.TEMPORARY) == 1


def _check_stranger(keeper: Keeper, case: Transfer) -> None:
    """Refuse the same person twice among those who are coming, or who is here already."""
    for field in NUMBERS:
        dossier = _holder(keeper.reading, field, case.traveller)
        spell = spell_on(dossier.spells, keeper.desk.day()) if dossier else None
        here = spell is not None and is_here(spell, case.kind)
        if here and case.kind is not TransferKind.LINK:
            raise AlreadyHereProblem(case.traveller.name, field=field)
    if case.state not in TERMINAL:
        _check_twice(keeper, case)


def _check_twice(keeper: Keeper, case: Transfer) -> None:
    query = TransferQuery(directions=(Direction.IN.value,))
    for other in stored.find(keeper.reading, query, None):
        if other.id == case.id or other.person_id is not None or _beside(case, other):
            continue
        if same_person(other.traveller, case.traveller):
            raise TravellerTwiceProblem(case.traveller.name, field="name")


NUMBERS: Final = ("citizen_id", "card_no", "dossier_no")


def _holder(reading: Reading, field: str, who: Traveller) -> Dossier | None:
    number = getattr(who, field)
    old = field == "card_no" and not is_new_card(number)
    found = (
        stored_people.id_of(reading, "old_card_no" if old else field, number) if number else None
    )
    return stored_people.read(reading, found) if found is not None else None


def with_known(keeper: Keeper, case: Transfer) -> Transfer:
    """Return an arrival with the record of somebody who was here before, by his numbers.

    Whoever comes back goes on in the record he had; it must tell the same name or birth date, so
    that a slip in a number brings nobody into another's record.
    """
    if case.direction is not Direction.IN or case.person_id is not None:
        return case
    who = case.traveller
    held = (_holder(keeper.reading, field, who) for field in NUMBERS)
    found = {one.id: one for one in held if one is not None and not one.void_reason}
    alike = [
        number
        for number, one in found.items()
        if fold(one.birth_name) == fold(who.name) or (who.birth and one.birth_date == who.birth)
    ]
    return replace(case, person_id=alike[0]) if len(alike) == len(found) == 1 else case


def same_person(one: Traveller, other: Traveller) -> bool:
    """Tell whether two letters speak of one person: a number, or name and birth date."""
    for name in NUMBERS:
        first, second = getattr(one, name), getattr(other, name)
        if first and second:
            return bool(first == second)
    return fold(one.name) == fold(other.name) and one.birth == other.birth
