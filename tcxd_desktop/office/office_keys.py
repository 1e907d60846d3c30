"""The office's own keys and its card. They are made when they are first needed."""

from dataclasses import replace

from tcxd_desktop.domain.errors import ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.office_cards import OfficeCard, OfficeKeys
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.exchange import office_card_file, signatures
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import office_keys as stored
from tcxd_desktop.storage.work import Reading, Work

CARD_ENDING = office_card_file.ENDING


def own_card(desk: Desk) -> OfficeCard | None:
    """Return the office's card, or ``None`` where it has no keys yet."""
    with desk.read() as reading:
        keys = stored.current(reading)
        return None if keys is None else card_of(reading, keys)


def ensure(desk: Desk) -> OfficeCard:
    """Return the office's card; its keys are made where there are none."""
    desk.check(Permission.TRANSFERS)
    found = own_card(desk)
    if found is not None:
        return found
    with desk.write(Permission.TRANSFERS, "cards.own") as work:
        return card_of(work, keys_in(desk, work))


def card_file(desk: Desk) -> bytes:
    """Return the office's card as the small signed file other offices add to their list."""
    card = ensure(desk)
    with desk.read(Permission.TRANSFERS) as reading:
        keys, *older = stored.every(reading)
    made = office_card_file.make(card, keys, older[0] if older else None)
    desk.line(Permission.TRANSFERS, "cards.give", card.fingerprint)
    return made


def renew(desk: Desk, reason: str) -> OfficeCard:
    """Make new keys in place of those in force; the new card is signed by the old key as well.

    Packages that are still on their way open with the keys they were made for.

    Raises:
        ReasonNeededProblem: no reason.
    """
    desk.check(Permission.CARDS)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem
    with desk.write(Permission.CARDS, "cards.renew", told) as work:
        before = stored.current(work)
        keys = _make(desk, work)
        old = card_of(work, before).fingerprint if before else ""
        card = card_of(work, keys)
        work.note(Change("office", 0, "card", old, card.fingerprint))
        return card


def keys_in(desk: Desk, work: Work) -> OfficeKeys:
    """Return the keys in force inside a transaction, made where there are none."""
    return stored.current(work) or _make(desk, work)


def _make(desk: Desk, work: Work) -> OfficeKeys:
    keys = replace(signatures.new_keys(), since=desk.day())
    stored.add(work, keys)
    return keys


def card_of(reading: Reading, keys: OfficeKeys) -> OfficeCard:
    """Return the card keys belong to, under the office's name today."""
    return OfficeCard(
        stored_office.setting(reading, "office.name"),
        stored_office.setting(reading, "office.province"),
        keys.sign_public,
        keys.box_public,
        keys.since,
    )
