"""Packets: a record to signed bytes and digits, and back once the signature fits.

The digits go into the QR code and come out of a scanner that types like a keyboard: digits alone
pass every keyboard layout and every Vietnamese input method unchanged.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from tcxd_desktop.domain import packets
from tcxd_desktop.domain.errors import ParserFailedProblem
from tcxd_desktop.domain.packet_errors import (
    AlteredPacketProblem,
    BadPacketFieldProblem,
    CutPacketProblem,
    NewerPacketProblem,
    NotAPacketProblem,
    PacketTooBigProblem,
)
from tcxd_desktop.domain.packets import Check, PacketKind, TransferPacket
from tcxd_desktop.exchange import child, packet_format, signatures
from tcxd_desktop.exchange.packet_format import HEAD, MAGIC, VERSION

MARK = "8417"
"""First digits of every packet."""
_HEAD_DIGITS = len(MARK) + 2 + 4
"""Mark, version, how many bytes follow."""
MOST_DIGITS = 2395
"""What a QR code of version 25 at error level M holds (ISO/IEC 18004)."""
_BITS_A_DIGIT = math.log2(10)
MOST_IN_QR = int((MOST_DIGITS - _HEAD_DIGITS) * _BITS_A_DIGIT / 8)
"""Bytes of a packet, without its magic and version, that fit."""
_KINDS = (PacketKind.TRANSFER, PacketKind.RETURN)
_BARE = len(MAGIC) + 1
"""Bytes the digits tell by their mark and version instead."""


# --- writing ----------------------------------------------------------------------------------


def seal(packet: TransferPacket, private: bytes) -> bytes:
    """Return the packet as signed bytes that fit one QR code.

    What is optional is left out in the order of ``packets.OPTIONAL`` as far as needed.

    Raises:
        BadPacketFieldProblem, PacketFieldTooLongProblem: a field is wrong.
        PacketTooBigProblem: too long even without what is optional.
    """
    packets.check(packet)
    left = iter(packets.OPTIONAL)
    body = _body(packet)
    while packet_format.length(len(body)) - _BARE > MOST_IN_QR:
        name = next(left, None)
        if name is None:
            size = packet_format.length(len(body)) - _BARE
            raise PacketTooBigProblem(size, MOST_IN_QR)
        packet = packets.without(packet, name)
        body = _body(packet)
    signed = packet_format.head(len(body)) + body + signatures.public_of(private)
    return signed + signatures.sign(private, packet_format.SIGN_MARK, signed)


def _body(packet: TransferPacket) -> bytes:
    return packet_format.pack(_KINDS.index(packet.kind), packet.seq, _fields(packet))


def _fields(packet: TransferPacket) -> Iterator[tuple[int, bytes]]:
    for tag, text in packets.texts(packet):
        hexed = packets.tagged(*packets.TAGS[tag]).check is Check.HEX
        yield tag, bytes.fromhex(text) if hexed else text.encode()


def to_digits(data: bytes) -> str:
    """Return a packet's bytes as digits: mark, version, length, then one long number."""
    bare = data[_BARE:]
    number = int.from_bytes(bare, "big")
    return f"{MARK}{data[len(MAGIC)]:02d}{len(bare):04d}{number:0{_digits_of(len(bare))}d}"


def _digits_of(size: int) -> int:
    return math.ceil(size * 8 / _BITS_A_DIGIT)


# --- reading ----------------------------------------------------------------------------------


def looks_like_digits(text: str) -> bool:
    """Tell whether a scanned text is, or begins as, a packet."""
    return "".join(text.split()).startswith(MARK)


def announced(text: str) -> int:
    """Return how many digits a packet that begins like this has; 0 where it does not say (yet)."""
    head = "".join(text.split())[:_HEAD_DIGITS]
    if not re.fullmatch(rf"{MARK}[0-9]{{6}}", head):
        return 0
    return _HEAD_DIGITS + _digits_of(min(int(head[6:]), MOST_IN_QR))


def from_digits(text: str) -> bytes:
    """Return the bytes digits stand for; white space between them does not count.

    Raises:
        NotAPacketProblem, NewerPacketProblem.
        CutPacketProblem: fewer or more digits than the code announces.
        AlteredPacketProblem: no bytes have these digits.
    """
    bare = "".join(text.split())
    if not re.fullmatch(r"[0-9]+", bare) or not bare.startswith(MARK):
        raise NotAPacketProblem
    if len(bare) < _HEAD_DIGITS:
        raise CutPacketProblem(len(bare), _HEAD_DIGITS)
    version, size = int(bare[4:6]), int(bare[6:_HEAD_DIGITS])
    if version != VERSION:
        raise NewerPacketProblem(version)
    if size > MOST_IN_QR:
        raise AlteredPacketProblem
    rest = bare[_HEAD_DIGITS:]
    if len(rest) != _digits_of(size):
        raise CutPacketProblem(len(bare), _HEAD_DIGITS + _digits_of(size))
    try:
        return MAGIC + bytes((version,)) + int(rest).to_bytes(size, "big")
    except OverflowError as error:
        raise AlteredPacketProblem from error


def opened(data: bytes, limits: child.Limits = child.USUAL) -> TransferPacket:
    """Return the packet in ``data``, signed by the key it carries; who that is, others tell.

    Raises:
        NotAPacketProblem, NewerPacketProblem, CutPacketProblem.
        AlteredPacketProblem: the signature does not fit, or no body of ours was signed.
        BadPacketFieldProblem, PacketFieldTooLongProblem: signed, but wrong.
    """
    _check_length(data)
    found = packet_format.envelope(data)
    if not signatures.fits(
        found.public, packet_format.SIGN_MARK, found.signed, found.signature
    ):  # nothing of the body is looked at before
        raise AlteredPacketProblem
    packet = _packet(child.run("packet", found.body, limits))
    return replace(packet, sender_key=found.public)


def _check_length(data: bytes) -> None:
    if not data.startswith(MAGIC):
        raise NotAPacketProblem
    if len(data) < HEAD:
        raise CutPacketProblem(len(data), packet_format.length(0))
    if data[len(MAGIC)] != VERSION:
        raise NewerPacketProblem(data[len(MAGIC)])
    size = int.from_bytes(data[4:HEAD], "big")
    if size > packet_format.MOST_BODY:
        raise AlteredPacketProblem
    if len(data) != packet_format.length(size):
        raise CutPacketProblem(len(data), packet_format.length(size))


def _packet(answer: object) -> TransferPacket:
    match answer:
        case {"kind": int(kind), "seq": int(seq), "fields": list(found)}:
            if kind not in range(len(_KINDS)):
                raise BadPacketFieldProblem("kind", field="kind")
            return packets.from_texts(_KINDS[kind], seq, dict(map(_text, found)))
    raise ParserFailedProblem("crash")


def _text(pair: object) -> tuple[int, str]:
    match pair:
        case [int(tag), str(content)]:
            if tag not in packets.TAGS:
                # A field this program does not know may change what the others mean.
                raise NewerPacketProblem(VERSION)
            part, name = packets.TAGS[tag]
            if packets.tagged(part, name).check is Check.HEX:
                return tag, content
            try:
                return tag, bytes.fromhex(content).decode()
            except UnicodeDecodeError as error:
                raise BadPacketFieldProblem(f"{part}.{name}".lstrip(".")) from error
    raise ParserFailedProblem("crash")
