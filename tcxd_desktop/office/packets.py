"""Phiếu chuyển: signed, put into a QR code or a small file, read and judged.

What goes into a packet is built from its case elsewhere (``office.transfer_packs``); here it gets
its number and signature, and what comes in is held against the list of cards.
"""

import secrets
from dataclasses import replace

from tcxd_desktop.domain import packets
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.packet_errors import (
    AlteredPacketProblem,
    ForeignCodeProblem,
    NoCodeInPictureProblem,
    NotAPacketProblem,
    NotForUsProblem,
    PacketTakenProblem,
    RevokedSenderProblem,
    SeveralCodesProblem,
)
from tcxd_desktop.domain.packets import PacketKind, ReadPacket, TransferPacket, Trust
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange import packet_codec, qr_maker, qr_picture
from tcxd_desktop.office import office_keys, refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import known_offices as stored_cards
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import office_keys as stored_keys
from tcxd_desktop.storage import packages as stored
from tcxd_desktop.storage.packages import IN, OUT, Passed
from tcxd_desktop.storage.work import Reading, Work

PACKET_ENDING = ".phieu"
_HEADS = ("dang uy ", "dang bo ", "chi bo ", "chi uy ")

digits = packet_codec.to_digits
"""Bytes of a packet to the digits its QR code holds."""
announced = packet_codec.announced
"""How many digits a code that begins like this has: how far a scanner is."""
qr_matrix, qr_svg, qr_png = qr_maker.matrix, qr_maker.svg, qr_maker.png
"""Digits to the squares of the code (for paper), to an SVG text, to PNG bytes."""


# --- out --------------------------------------------------------------------------------------


def stamp(desk: Desk, packet: TransferPacket, *, about: str = "") -> TransferPacket:
    """Give a packet its identity and running number; one that has them is returned as it is.

    Keep what is returned with the case: printed again, it is the same packet.

    Args:
        desk: where.
        packet: to be sent.
        about: what it rests on, for whoever asks later whether that still holds.
    """
    desk.check(Permission.TRANSFERS)
    if packet.uuid:
        return packet
    # The book names people by their records, never in words: see ``storage.erasure_book``.
    with desk.write(Permission.TRANSFERS, "packets.make", packet.receiver) as work:
        return stamp_in(desk, work, packet, about=about)


def stamp_in(desk: Desk, work: Work, packet: TransferPacket, *, about: str = "") -> TransferPacket:
    """Give a packet its identity and number inside a use case of any feature."""
    if packet.uuid:
        return packet
    office_keys.keys_in(desk, work)
    made = replace(
        packet,
        uuid=secrets.token_hex(16),
        seq=stored.next_seq(work),
        sender=packet.sender or stored_office.setting(work, "office.name"),
        made_on=packet.made_on or desk.day(),
    )
    stored.add(work, Passed(made.uuid, OUT, None, made.seq, made.made_on, made.kind.value, about))
    return made


def transfer_packet_bytes(desk: Desk, packet: TransferPacket) -> bytes:
    """Return a packet signed by this office: what ``.phieu`` files hold and QR codes carry.

    A packet without identity is stamped first. What is optional is left out where one QR code
    would not hold it (``domain.packets.OPTIONAL``).

    Raises:
        BadPacketFieldProblem, PacketFieldTooLongProblem: a field is wrong or too long.
        PacketTooBigProblem: it does not fit even without what is optional.
    """
    desk.check(Permission.TRANSFERS)
    whole = packets.tidy(stamp(desk, packet))
    with desk.read(Permission.TRANSFERS) as reading:
        keys = stored_keys.current(reading)
    if keys is None:  # the packet was stamped by an office restored to before it had keys
        office_keys.ensure(desk)
        return transfer_packet_bytes(desk, whole)
    return packet_codec.seal(whole, keys.sign_private)


# --- in ---------------------------------------------------------------------------------------


def read_any(desk: Desk, data: bytes | str, file_name: str = "") -> ReadPacket:
    """Return the packet in a file, a picture of its code, or scanned digits; nothing is taken.

    Args:
        desk: where.
        data: bytes of a ``.phieu`` file or of a JPEG or PNG, or digits as a scanner typed them.
        file_name: for the line in the book where it is refused.

    Raises:
        NotAPacketProblem, NewerPacketProblem, CutPacketProblem, AlteredPacketProblem,
        BadPacketFieldProblem, PacketFieldTooLongProblem: it is no whole, unaltered packet.
        NoCodeInPictureProblem, SeveralCodesProblem, ForeignCodeProblem, NotAPictureProblem,
        PictureTooBigProblem, PictureDamagedProblem: no one packet in the picture.
        RevokedSenderProblem: its sender's card was revoked.
        NotForUsProblem: it is closed to another office's key.
    """
    desk.check(Permission.TRANSFERS)
    try:
        packet = packet_codec.opened(_bytes(data))
        with desk.read(Permission.TRANSFERS) as reading:
            return _judged(reading, packet)
    except Problem as problem:
        refusals.note(desk, Permission.TRANSFERS, "packets.refused", file_name, problem)
        raise


def _bytes(data: bytes | str) -> bytes:
    if isinstance(data, bytes) and qr_picture.is_picture(data):
        return packet_codec.from_digits(_code(data))
    if isinstance(data, bytes) and not data.startswith(packet_codec.MARK.encode()):
        return data
    if len(data) > 2 * packet_codec.MOST_DIGITS:
        raise NotAPacketProblem
    text = data if isinstance(data, str) else data.decode("ascii", "replace")
    return packet_codec.from_digits(text)


def _code(picture: bytes) -> str:
    found = qr_picture.codes(picture)
    if not found:
        raise NoCodeInPictureProblem
    ours = [text for text in found if packet_codec.looks_like_digits(text)]
    if not ours:
        raise ForeignCodeProblem
    if len(ours) > 1:
        raise SeveralCodesProblem(len(ours))
    return ours[0]


def _judged(reading: Reading, packet: TransferPacket) -> ReadPacket:
    own = {keys.sign_public for keys in stored_keys.every(reading)}
    taken = stored.one(reading, packet.uuid, IN)
    found = ReadPacket(
        packet=packet,
        trust=Trust.OWN if packet.sender_key in own else Trust.UNVERIFIED,
        sender_name=packet.sender,
        taken_on=taken.on if taken else "",
        ours=_names_us(reading, packet.receiver),
    )
    if found.trust is Trust.OWN:
        return found
    if packet.receiver_key and bytes.fromhex(packet.receiver_key) not in own:
        raise NotForUsProblem(packet.receiver or "cơ quan khác")
    known = stored_cards.by_sign_key(reading, packet.sender_key)
    if known is None:
        return found
    if known.revoked_on:
        raise RevokedSenderProblem(known.card.office, known.revoked_on)
    return replace(
        found,
        trust=Trust.VERIFIED if known.trusted else Trust.UNVERIFIED,
        sender_name=known.card.office if known.trusted else packet.sender,
        office_id=known.id,
        fingerprint=known.fingerprint,
    )


def _names_us(reading: Reading, receiver: str) -> bool | None:
    """Tell whether a place names this office, whatever stands before the name of the commune."""
    name = fold(stored_office.setting(reading, "office.name"))
    bare = next((name.removeprefix(head) for head in _HEADS if name.startswith(head)), name)
    return bare in fold(receiver) if receiver and bare else None


def note_taken(desk: Desk, work: Work, found: ReadPacket) -> None:
    """Write, inside the use case that takes a packet in, that it was taken: never twice.

    An answer marks the transfer it answers.

    Raises:
        PacketTakenProblem: it was taken before.
        AlteredPacketProblem: an answer to a transfer this office never sent.
    """
    packet = found.packet
    taken = stored.one(work, packet.uuid, IN)
    if taken is not None:
        raise PacketTakenProblem(taken.on)
    if packet.kind is PacketKind.RETURN:
        if stored.one(work, packet.answer.transfer, OUT) is None:
            raise AlteredPacketProblem
        stored.answered(work, packet.answer.transfer, OUT, desk.day())
    stored.add(
        work,
        Passed(packet.uuid, IN, found.office_id, packet.seq, desk.day(), packet.kind.value, ""),
    )
