"""Biên nhận gói hồ sơ, and the list of packages that went out and came in."""

from tcxd_desktop.domain.errors import NotFoundProblem, Problem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.office_cards import KnownOffice
from tcxd_desktop.domain.packages import DOSSIERS, PackageLine, Way
from tcxd_desktop.domain.packet_errors import (
    AlteredReceiptProblem,
    RevokedSenderProblem,
    StrangeReceiptProblem,
)
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange import receipt_file
from tcxd_desktop.exchange.receipt_file import Receipt
from tcxd_desktop.office import office_keys, refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import known_offices as stored_cards
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import packages as stored
from tcxd_desktop.storage.packages import IN, OUT, Passed
from tcxd_desktop.storage.work import Reading, Work

RECEIPT_ENDING = receipt_file.ENDING


def made(desk: Desk, work: Work, uuid: str) -> bytes:
    """Return the receipt of a package that was taken, inside a transaction.

    Raises:
        NotFoundProblem: no such package was taken.
    """
    passed = stored.one(work, uuid, IN)
    if passed is None or passed.kind != DOSSIERS:
        raise NotFoundProblem(uuid)
    keys = office_keys.keys_in(desk, work)
    office = stored_office.setting(work, "office.name")
    receipt = Receipt(uuid, passed.digest, office, passed.on)
    return receipt_file.make(receipt, keys.sign_private)


def file_name(sender: str, seq: int) -> str:
    """Return what the file of a receipt is called."""
    return f"{fold(sender).replace(' ', '-')}-{seq:04d}{RECEIPT_ENDING}"


def again(desk: Desk, uuid: str) -> tuple[bytes, str]:
    """Return the receipt of a package taken before, once more, and a name for its file.

    Raises:
        NotFoundProblem: no such package was taken.
    """
    desk.check(Permission.TRANSFERS)
    with desk.write(Permission.TRANSFERS, "packets.receipt.again") as work:
        data = made(desk, work, uuid)
        passed = stored.one(work, uuid, IN)
        sender = stored_cards.one(work, passed.office_id or 0) if passed else None
        name = sender.card.office if sender else ""
        return data, file_name(name, passed.seq if passed else 0)


def take_receipt(desk: Desk, data: bytes, file_name: str = "") -> PackageLine:
    """Mark the package a receipt is for as received; the same receipt twice does no harm.

    Raises:
        NotAReceiptProblem, NewerPackageProblem, BadJsonProblem.
        StrangeReceiptProblem: for a package this office never sent.
        AlteredReceiptProblem: altered, of another file, or not signed by who was to receive it.
    """
    desk.check(Permission.TRANSFERS)
    try:
        found = receipt_file.read(data)
        with desk.read(Permission.TRANSFERS) as reading:
            sent, known = _sent(reading, found)
    except Problem as problem:
        refusals.note(desk, Permission.TRANSFERS, "packets.refused", file_name, problem)
        raise
    if not sent.answered:
        with desk.write(Permission.TRANSFERS, "packets.receipt", known.card.office) as work:
            stored.answered(work, sent.uuid, OUT, found.taken_on)
            work.note(Change("package", sent.seq, "answered", "", found.taken_on))
    day = sent.answered or found.taken_on
    return PackageLine(sent.uuid, Way.OUT, known.card.office, sent.seq, sent.on, day)


def _sent(reading: Reading, found: Receipt) -> tuple[Passed, KnownOffice]:
    """Return what was sent and to whom, once the receipt is that office's and for that file."""
    sent = stored.one(reading, found.uuid, OUT)
    if sent is None or sent.kind != DOSSIERS or sent.office_id is None:
        raise StrangeReceiptProblem
    to = stored_cards.one(reading, sent.office_id)
    signer = stored_cards.by_sign_key(reading, found.public)
    if to is None or signer is None or not _same_office(to, signer):
        raise AlteredReceiptProblem
    if signer.revoked_on:
        raise RevokedSenderProblem(signer.card.office, signer.revoked_on)
    if found.digest != sent.digest:
        raise AlteredReceiptProblem
    return sent, to


def _same_office(to: KnownOffice, signer: KnownOffice) -> bool:
    """Tell whether a card is that of the receiver, or the one it got since."""
    renewed = signer.trusted and fold(signer.card.office) == fold(to.card.office)
    return signer.id == to.id or renewed


def lines(desk: Desk) -> list[PackageLine]:
    """Return the packages that went out and came in, the newest first."""
    with desk.read() as reading:
        names = {known.id: known.card.office for known in stored_cards.every(reading)}
        return [
            PackageLine(
                one.uuid, Way.OUT if one.direction == OUT else Way.IN,
                names.get(one.office_id or 0, ""), one.seq, one.on, one.answered,
            )
            for one in stored.every(reading, DOSSIERS)
        ]  # fmt: skip
