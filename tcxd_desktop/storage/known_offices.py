"""Cards of other offices, and what was done about each."""

from typing import Any

from tcxd_desktop.domain.office_cards import KnownOffice, OfficeCard
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "card"
_SELECT = (
    "SELECT id, name, province, sign_public, box_public, fingerprint, added_on, compared_on,"
    " compared_by, revoked_on, revoked_why, packs, last_seq FROM known_office"
)


def every(reading: Reading) -> list[KnownOffice]:
    """Return every card, the oldest first."""
    return [_office(row) for row in reading.all(f"{_SELECT} ORDER BY id")]


def one(reading: Reading, office_id: int) -> KnownOffice | None:
    """Return a card."""
    return _found(reading, "id = ?", office_id)


def by_sign_key(reading: Reading, public: bytes) -> KnownOffice | None:
    """Return the card with this signing key; one in force before a revoked one."""
    return _found(reading, "sign_public = ? ORDER BY revoked_on <> '', id DESC", public)


def by_fingerprint(reading: Reading, fingerprint: str) -> KnownOffice | None:
    """Return the card with exactly these keys."""
    return _found(reading, "fingerprint = ?", fingerprint)


def _found(reading: Reading, where: str, value: int | str | bytes) -> KnownOffice | None:
    row = reading.one(f"{_SELECT} WHERE {where}", (value,))
    return None if row is None else _office(row)


def _office(row: tuple[Any, ...]) -> KnownOffice:
    number, name, province, sign, box, told, added, *rest = row
    compared, by, revoked_on, why, packs, seq = rest
    return KnownOffice(
        id=number,
        card=OfficeCard(name, province, bytes(sign), bytes(box), ""),
        fingerprint=told,
        added_on=added,
        compared_on=compared,
        compared_by=by,
        revoked_on=revoked_on,
        revoked_why=why,
        packs=bool(packs),
        last_seq=seq,
    )


def add(work: Work, card: OfficeCard, day: str) -> int:
    """Write a new card down, not compared yet; return its number."""
    work.touch(SUBJECT)
    return work.add(
        "known_office",
        {
            "name": card.office,
            "province": card.province,
            "sign_public": card.sign_public,
            "box_public": card.box_public,
            "fingerprint": card.fingerprint,
            "added_on": day,
        },
    )


def compared(work: Work, office_id: int, day: str, by: str) -> None:
    """Write that the fingerprint was compared."""
    work.change("known_office", {"id": office_id}, {"compared_on": day, "compared_by": by})
    work.touch(SUBJECT)


def revoked(work: Work, office_id: int, day: str, why: str) -> None:
    """Write that nothing this key signs is taken any more."""
    work.change(
        "known_office", {"id": office_id}, {"revoked_on": day, "revoked_why": why, "packs": 0}
    )
    work.touch(SUBJECT)


def set_packs(work: Work, office_id: int, *, packs: bool) -> None:
    """Write whether packs of rules signed by an office are taken."""
    work.change("known_office", {"id": office_id}, {"packs": int(packs)})
    work.touch(SUBJECT)


def set_last_seq(work: Work, office_id: int, seq: int) -> None:
    """Write the number of the newest package taken from an office."""
    work.change("known_office", {"id": office_id}, {"last_seq": seq})
    work.touch(SUBJECT)
