"""The citizen card of a member: read from a picture or a scanner, compared, taken over."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.citizen_card import (
    TARGETS,
    CardMatch,
    CitizenCard,
    FieldCompare,
    another_person,
    looks_like_card,
    parse,
    place_of,
    value_of,
)
from tcxd_desktop.domain.citizen_card_errors import (
    MangledCardProblem,
    NotACitizenCardProblem,
    NothingOnCardProblem,
    OtherCardProblem,
)
from tcxd_desktop.domain.codes import CodeList, CodeLists
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.duplicates import Index
from tcxd_desktop.domain.errors import NotFoundProblem, Problem
from tcxd_desktop.domain.facts import Place, is_blank
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.identities import Identity
from tcxd_desktop.domain.packet_errors import NoCodeInPictureProblem, SeveralCodesProblem
from tcxd_desktop.domain.reconciliation import Finding
from tcxd_desktop.domain.reconciling import compare as compared
from tcxd_desktop.domain.reconciling import worst
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.exchange import qr_picture
from tcxd_desktop.office import recording, refusals, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import identities
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date, show_place

_PLACE_PARTS = ("detail", "commune", "province")
_MOST_MATCHES = 4


# --- reading --------------------------------------------------------------------------------------


def read_text(desk: Desk, text: str) -> CitizenCard:
    """Return the card a scanner typed.

    Raises:
        NotACitizenCardProblem, BadCardPartProblem: it is no card, or a part of it is wrong.
    """
    desk.check(Permission.EDIT)
    return parse(text)


def read_picture(desk: Desk, data: bytes, file_name: str = "") -> CitizenCard:
    """Return the card in a picture, whose codes are read in the limited child.

    Args:
        desk: where.
        data: a JPEG or PNG.
        file_name: for the line in the book where it is refused.

    Raises:
        NotAPictureProblem, PictureTooBigProblem, PictureDamagedProblem, ParserFailedProblem.
        NoCodeInPictureProblem, SeveralCodesProblem, NotACitizenCardProblem, BadCardPartProblem.
    """
    desk.check(Permission.EDIT)
    try:
        return parse(_code(data))
    except Problem as problem:
        refusals.note(desk, Permission.EDIT, "people.card.refused", file_name, problem)
        raise


def _code(data: bytes) -> str:
    found = qr_picture.codes(data)
    if not found:
        raise NoCodeInPictureProblem
    cards = [text for text in found if looks_like_card(text)]
    if not cards:
        raise NotACitizenCardProblem(found[0].count("|") + 1)
    if len(cards) > 1:
        raise SeveralCodesProblem(len(cards))
    return cards[0]


# --- whose it is ----------------------------------------------------------------------------------


def find(desk: Desk, card: CitizenCard) -> list[CardMatch]:
    """Return who of those recorded may hold the card, the likeliest first.

    Of somebody the account was not given only a number that fits is told, not whose it is.
    """
    day = desk.day()
    with desk.read() as reading:
        index = Index(identities.living(reading, day))
        found = index.find(card.identity, most=_MOST_MATCHES)
        known = scope.people_of(desk, reading, [one.other.id for one in found])
        names = stored_units.names(reading)
    return [
        CardMatch(
            one.other.id,
            one.other.name,
            PartialDate.from_text(one.other.birth),
            names.get(int(one.other.unit), "") if one.other.unit else "",
            one.score.points,
            one.score.certain,
            one.score.reasons,
        )
        if one.other.id in known
        else CardMatch(0, points=one.score.points, certain=True)
        for one in found
        if one.other.id in known or _by_number(one.other, card)
    ]


def _by_number(other: Identity, card: CitizenCard) -> bool:
    return card.citizen_id in (other.citizen_id, other.old_citizen_id)


# --- against the dossier --------------------------------------------------------------------------


def compare(desk: Desk, person_id: int, card: CitizenCard) -> list[FieldCompare]:
    """Return the card against a dossier, field by field, in the order of the paper.

    Raises:
        NotFoundProblem, OutsideScopeProblem: no such record, or not the account's.
    """
    with desk.read() as reading:
        return compare_with(_read(desk, reading, person_id), card, desk.codes)


def compare_with(dossier: Dossier, card: CitizenCard, codes: CodeLists) -> list[FieldCompare]:
    """Return a card against any dossier: one recorded, or a blank one about to be."""
    provinces = codes.get("province")
    lines = []
    for target in TARGETS:
        ours, theirs = _shown(dossier, target), _told(card, target)
        old_names = False
        if target == "home" and dossier.home and card.home:
            finding, old_names = _home(dossier.home, card, provinces, codes)
        else:
            finding = compared(target, ours, theirs, codes)
        lines.append(
            FieldCompare(
                target,
                ours,
                theirs,
                finding,
                locked=_locked(dossier, target),
                mangled=card.mangled(target),
                old_names=old_names,
            )
        )
    return lines


def _shown(dossier: Dossier, target: str) -> str:
    value = getattr(dossier, target)
    if isinstance(value, Place):
        return show_place(value, old=False)
    return show_date(value) if isinstance(value, PartialDate) else str(value or "")


def _told(card: CitizenCard, target: str) -> str:
    told = {
        "citizen_id": card.citizen_id,
        "old_citizen_id": card.old_id,
        "birth_name": card.name,
        "birth_date": show_date(card.birth),
        "sex": card.sex,
        "home": card.home,
    }
    return told[target]


def _home(
    home: Place, card: CitizenCard, provinces: CodeList | None, codes: CodeLists
) -> tuple[Finding, bool]:
    """Return how the residence stands to the card's, and whether the card has its older name."""
    parts = place_of(card, provinces)
    if same_text(show_place(home, old=False), card.home):
        return Finding.EQUAL, "old" in parts
    found = [
        compared(f"home.{part}", getattr(home, part), parts.get(part, ""), codes)
        for part in _PLACE_PARTS
    ]
    return worst(found), "old" in parts


def _locked(dossier: Dossier, target: str) -> bool:
    return FACTS[target].locked and dossier.admitted and not is_blank(getattr(dossier, target))


def fill(desk: Desk, person_id: int, card: CitizenCard, targets: Iterable[str]) -> Dossier:
    """Write chosen fields of a card into a dossier and return it as it stands then.

    Raises:
        OtherCardProblem: the card is plainly another person's.
        LockedFactProblem: a chosen field is fixed since admission and says something else.
        MangledCardProblem, NothingOnCardProblem: the card has nothing fit for a chosen field.
        TakenNumberProblem, NumberElsewhereProblem: the number is recorded for somebody else.
        NotFoundProblem, OutsideScopeProblem, RestrictedProblem, ConflictProblem.
    """
    with desk.write(Permission.EDIT, "people.card") as work:
        old = _read(desk, work, person_id)
        if another_person(old, card):
            raise OtherCardProblem(old.birth_name)
        new = recording.cleaned(_filled(old, card, targets, desk.codes))
        recording.check_locked(old, new)
        return recording.revise(desk, work, old, new)


def _filled(old: Dossier, card: CitizenCard, targets: Iterable[str], codes: CodeLists) -> Dossier:
    provinces = codes.get("province")
    told = {line.target: line for line in compare_with(old, card, codes)}
    taken: dict[str, Any] = {}
    for target in targets:
        line = told.get(target)
        if line is None or not line.theirs:
            raise NothingOnCardProblem(target, field=target)
        if line.mangled:
            raise MangledCardProblem(target, field=target)
        if line.finding is not Finding.EQUAL:  # capitals and the like stay as they are recorded
            taken[target] = value_of(card, target, old, provinces)
    return replace(old, **taken)


def _read(desk: Desk, reading: Reading, person_id: int) -> Dossier:
    scope.check_person(desk, reading, [person_id])
    found = stored.read(reading, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found
