"""Thẻ cơ quan of others: added from a file, compared by voice, revoked with a reason.

A card says nothing of who made it until two people have read its fingerprint to each other; only
then what its key signs counts as *đã xác thực* (security.md 4.7).
"""

from collections.abc import Sequence

from tcxd_desktop.domain.errors import NotFoundProblem, Problem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.office_cards import CardPreview, CardState, KnownOffice, differing_groups
from tcxd_desktop.domain.packet_errors import (
    CardNotComparedProblem,
    FingerprintProblem,
    KnownCardProblem,
    OwnCardProblem,
    RevokedCardProblem,
)
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.exchange import office_card_file
from tcxd_desktop.office import refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import known_offices as stored
from tcxd_desktop.storage import office_keys as stored_keys
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.packets import CARD_STATE

REPLACED = "thay bằng thẻ mới do chính khóa cũ ký"
_SUBJECT = "card"


def listed(desk: Desk) -> list[KnownOffice]:
    """Return the cards of other offices by name, those in force first."""
    with desk.read() as reading:
        found = stored.every(reading)
    return sorted(found, key=lambda o: (bool(o.revoked_on), fold(o.card.office), o.id))


def office(desk: Desk, office_id: int) -> KnownOffice:
    """Return one card.

    Raises:
        NotFoundProblem: no such card.
    """
    with desk.read() as reading:
        return _one(reading, office_id)


def read_card(desk: Desk, data: bytes, file_name: str = "") -> CardPreview:
    """Return what a card file holds, beside what the list knows of it; nothing is added.

    Raises:
        NotACardProblem, AlteredCardProblem, NewerPackageProblem.
        OwnCardProblem: of this very office.
    """
    desk.check(Permission.CARDS)
    try:
        found = office_card_file.read(data)
        with desk.read(Permission.CARDS) as reading:
            return _preview(reading, found)
    except Problem as problem:
        refusals.note(desk, Permission.CARDS, "cards.refused", file_name, problem)
        raise


def _preview(reading: Reading, found: office_card_file.CardFile) -> CardPreview:
    card = found.card
    if any(card.sign_public == own.sign_public for own in stored_keys.every(reading)):
        raise OwnCardProblem
    before = stored.by_sign_key(reading, found.before) if found.before else None
    same: Sequence[KnownOffice] = [
        known
        for known in stored.every(reading)
        if fold(known.card.office) == fold(card.office)
        and not known.revoked_on
        and known.fingerprint != card.fingerprint
    ]
    return CardPreview(
        card,
        card.fingerprint,
        stored.by_fingerprint(reading, card.fingerprint),
        before if before is not None and before.trusted else None,
        tuple(same),
    )


def add(desk: Desk, data: bytes, file_name: str = "") -> KnownOffice:
    """Add the card in a file to the list, as *chưa đối chiếu*.

    A card a compared and valid key has signed takes that card's place and its trust: the office
    has renewed its keys.

    Raises:
        KnownCardProblem: it is in the list already.
        RevokedCardProblem: it was revoked; a revoked key never comes back.
        NotACardProblem, AlteredCardProblem, NewerPackageProblem, OwnCardProblem.
    """
    desk.check(Permission.CARDS)
    preview = read_card(desk, data, file_name)
    card, before = preview.card, preview.replaces
    with desk.write(Permission.CARDS, "cards.add", card.office) as work:
        known = stored.by_fingerprint(work, card.fingerprint) or _other_half(work, preview)
        if known is not None and known.revoked_on:
            raise RevokedCardProblem(known.card.office, known.revoked_on)
        if known is not None:
            raise KnownCardProblem(known.card.office)
        made = stored.add(work, card, desk.day())
        work.note(Change(_SUBJECT, made, "card", "", f"{card.office} {card.fingerprint}"))
        if before is not None:
            stored.compared(work, made, desk.day(), REPLACED)
            stored.set_packs(work, made, packs=before.packs)
            stored.set_last_seq(work, made, before.last_seq)
            stored.revoked(work, before.id, desk.day(), REPLACED)
            work.note(_state(made, CardState.NOT_COMPARED, CardState.COMPARED))
            work.note(_state(before.id, before.state, CardState.REVOKED))
        return _one(work, made)


def _other_half(reading: Reading, preview: CardPreview) -> KnownOffice | None:
    """Return a card with the same signing key and another box key: one key, one card."""
    return stored.by_sign_key(reading, preview.card.sign_public)


def compare(desk: Desk, office_id: int, typed: str) -> KnownOffice:
    """Write that the fingerprint the other office read aloud is that of its card.

    Args:
        desk: where.
        office_id: whose card.
        typed: the thirty digits as they were heard; spaces, dots and dashes do not count.

    Raises:
        FingerprintFormatProblem: not thirty digits.
        FingerprintProblem: they differ: it is not the card of that office.
        RevokedCardProblem, NotFoundProblem.
    """
    desk.check(Permission.CARDS)
    with desk.read(Permission.CARDS) as reading:
        known = _in_force(reading, office_id)
    differing = differing_groups(typed, known.fingerprint)
    if differing:
        problem = FingerprintProblem(differing, field="fingerprint")
        refusals.note(desk, Permission.CARDS, "cards.refused", known.card.office, problem)
        raise problem
    with desk.write(Permission.CARDS, "cards.compare", known.card.office) as work:
        before = _in_force(work, office_id)
        stored.compared(work, office_id, desk.day(), desk.actor.name)
        work.note(_state(office_id, before.state, CardState.COMPARED))
        return _one(work, office_id)


def revoke(desk: Desk, office_id: int, reason: str) -> KnownOffice:
    """Take nothing more that this key signs; the card stays in the list with its reason.

    Raises:
        ReasonNeededProblem: no reason.
        RevokedCardProblem, NotFoundProblem.
    """
    desk.check(Permission.CARDS)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem
    with desk.write(Permission.CARDS, "cards.revoke", told) as work:
        before = _in_force(work, office_id)
        stored.revoked(work, office_id, desk.day(), told)
        work.note(_state(office_id, before.state, CardState.REVOKED))
        return _one(work, office_id)


def let_issue(desk: Desk, office_id: int, *, packs: bool) -> KnownOffice:
    """Let an office, or no longer let it, sign packs of rules that are taken here.

    Raises:
        CardNotComparedProblem: its card was not compared yet.
        RevokedCardProblem, NotFoundProblem.
    """
    desk.check(Permission.CARDS)
    with desk.write(Permission.CARDS, "cards.packs") as work:
        before = _in_force(work, office_id)
        if packs and not before.trusted:
            raise CardNotComparedProblem(before.card.office)
        stored.set_packs(work, office_id, packs=packs)
        words = ("không", "có")
        work.note(Change(_SUBJECT, office_id, "packs", words[before.packs], words[packs]))
        return _one(work, office_id)


def check_trusted(reading: Reading, office_id: int) -> KnownOffice:
    """Return a card that may be used for sending and taking packages.

    Raises:
        CardNotComparedProblem, RevokedCardProblem, NotFoundProblem.
    """
    known = _in_force(reading, office_id)
    if not known.trusted:
        raise CardNotComparedProblem(known.card.office)
    return known


def _in_force(reading: Reading, office_id: int) -> KnownOffice:
    known = _one(reading, office_id)
    if known.revoked_on:
        raise RevokedCardProblem(known.card.office, known.revoked_on)
    return known


def _one(reading: Reading, office_id: int) -> KnownOffice:
    found = stored.one(reading, office_id)
    if found is None:
        raise NotFoundProblem(str(office_id))
    return found


def _state(office_id: int, old: CardState, new: CardState) -> Change:
    return Change(_SUBJECT, office_id, "card_state", CARD_STATE[old], CARD_STATE[new])
