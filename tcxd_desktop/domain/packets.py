"""Phiếu chuyển: what the QR on a cover sheet carries from one office to the next, and back.

Each field is declared once with its tag in the file and its bounds; the codec of ``exchange``, the
check of what comes in and the words of ``wording.packets`` follow from the declaration.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import BadDateProblem
from tcxd_desktop.domain.packet_errors import BadPacketFieldProblem, PacketFieldTooLongProblem
from tcxd_desktop.domain.text import clean_line

FORMAT: Final = 1
MOST_LINES: Final = 6
"""Lines of a place: one an organisation on the way up."""


class PacketKind(StrEnum):
    """Loại phiếu."""

    TRANSFER = "transfer"
    RETURN = "return"


class Result(StrEnum):
    """Kết quả nơi nhận trả lời."""

    NONE = ""
    ACCEPTED = "accepted"
    STOPPED = "stopped"
    ONWARD = "onward"
    NOT_ARRIVED = "not_arrived"


class Trust(StrEnum):
    """Phiếu có chắc là của nơi ghi trên đó không."""

    VERIFIED = "verified"
    """Signed by a known office whose card was compared and not revoked."""
    UNVERIFIED = "unverified"
    """Signed by a key nobody here has compared: the name in it is only claimed."""
    OWN = "own"
    """Made by this very office."""


class Check(StrEnum):
    """Ô này ghi gì, để kiểm tra khi đọc."""

    TEXT = "văn bản"
    DATE = "ngày"
    DIGITS = "chữ số"
    CODE = "mã"
    HEX = "dãy hex"
    LINES = "nhiều dòng"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Ô của phiếu: its tag in the file, how long it may be, what it holds."""

    tag: int
    most: int
    check: Check


def _tagged(tag: int, most: int, check: Check = Check.TEXT) -> Any:
    default: object = () if check is Check.LINES else ""
    return field(default=default, metadata={"tagged": Tagged(tag, most, check)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Nhân thân ghi trên giấy giới thiệu. Dates are partial ISO text (``1962``, ``1962-03``)."""

    birth_name: str = _tagged(20, 100)
    used_name: str = _tagged(21, 100)
    sex: str = _tagged(22, 20)
    birth_date: str = _tagged(23, 11, Check.DATE)
    origin: str = _tagged(24, 200)
    home: str = _tagged(25, 200)
    citizen_id: str = _tagged(26, 12, Check.DIGITS)
    card_no: str = _tagged(27, 12, Check.DIGITS)
    old_card_no: str = _tagged(28, 12, Check.DIGITS)
    dossier_no: str = _tagged(29, 20)
    decision_date: str = _tagged(30, 11, Check.DATE)
    ceremony_date: str = _tagged(31, 11, Check.DATE)
    official_date: str = _tagged(32, 11, Check.DATE)
    edu: str = _tagged(33, 60)
    theory: str = _tagged(34, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Giấy giới thiệu và việc chuyển."""

    case_kind: str = _tagged(40, 4, Check.CODE)
    """``domain.transfers.TransferKind``."""
    letter: str = _tagged(41, 4, Check.CODE)
    """``T10``, ``T7``, ``T8``, ``T2``."""
    serial: str = _tagged(42, 30)
    """Printed serial of the blank."""
    number: str = _tagged(43, 30)
    """Số GTSHĐ of the last box written by the sender."""
    introduced_on: str = _tagged(44, 11, Check.DATE)
    dues_until: str = _tagged(45, 11, Check.DATE)
    """Đảng phí đã đóng hết tháng."""
    enclosed: str = _tagged(46, 200)
    from_place: tuple[str, ...] = _tagged(47, 600, Check.LINES)
    """The chi bộ first, then every organisation above it."""
    to_place: tuple[str, ...] = _tagged(48, 600, Check.LINES)
    basis: str = _tagged(49, 200)
    term_from: str = _tagged(50, 11, Check.DATE)
    term_to: str = _tagged(51, 11, Check.DATE)
    notice_number: str = _tagged(52, 40)
    """Số of the phiếu báo 1-SHĐ that goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Phiếu trả lời: what became of a transfer at the other end."""

    transfer: str = _tagged(60, 32, Check.HEX)
    """Uuid of the packet it answers."""
    result: str = _tagged(61, 12, Check.CODE)
    """:class:`Result`."""
    on: str = _tagged(62, 11, Check.DATE)
    cell: str = _tagged(63, 200)
    number: str = _tagged(64, 40)
    note: str = _tagged(65, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferPacket:
    """Phiếu chuyển: signed as a whole by the office that sends it."""

    kind: PacketKind = PacketKind.TRANSFER
    uuid: str = _tagged(1, 32, Check.HEX)
    """Sixteen random bytes in hex; blank until ``office.packets.stamp``."""
    seq: int = 0
    """Running number of the sender's packets; 0 until stamped."""
    sender: str = _tagged(3, 120)
    """Name the sender gives itself; who signed is what counts."""
    receiver: str = _tagged(4, 300)
    """Place the member is sent to, in words."""
    receiver_key: str = _tagged(5, 64, Check.HEX)
    """Signing key of the receiving office where its card is known: then nobody else takes it."""
    made_on: str = _tagged(6, 10, Check.DATE)
    person: PersonFacts = PersonFacts()
    letter: LetterFacts = LetterFacts()
    answer: Answer = Answer()
    """Blank unless ``kind`` is RETURN."""
    sender_key: bytes = b""
    """Ed25519 key that signed; filled in by whoever signs or reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPacket:
    """Phiếu vừa đọc, đã kiểm chữ ký: what it says and how far it is to be believed."""

    packet: TransferPacket
    trust: Trust
    sender_name: str
    """As the list of cards knows it; what the packet claims where it is not verified."""
    office_id: int | None = None
    """The sender's card in the list."""
    fingerprint: str = ""
    """Of the sender's known card, or blank."""
    taken_on: str = ""
    """ISO day this very packet was taken already, or blank."""
    ours: bool | None = None
    """Whether the place it is for names this office; ``None``: it names none. Only a hint, as
    names are written in many ways; a packet closed to another office's key is refused outright."""


Part: TypeAlias = TransferPacket | PersonFacts | LetterFacts | Answer
_PARTS: Final = ("person", "letter", "answer")
_INSIDE: Final[dict[str, type[Part]]] = {
    "": TransferPacket, "person": PersonFacts, "letter": LetterFacts, "answer": Answer,
}  # fmt: skip
TAGS: Final[dict[int, tuple[str, str]]] = {
    declared.metadata["tagged"].tag: (part, declared.name)
    for part, kind in _INSIDE.items()
    for declared in fields(kind)
    if "tagged" in declared.metadata
}
"""Tag to (part, field): ``(20, ("person", "birth_name"))``."""

OPTIONAL: Final = (
    "person.theory", "person.edu", "letter.basis", "person.old_card_no", "person.sex",
    "letter.enclosed", "person.used_name", "person.home", "person.origin", "answer.note",
)  # fmt: skip
"""What is left out, in this order, where a packet would not fit one QR code: all of it stands on
the letter or in the dossier that travels with the member."""


def tagged(part: str, name: str) -> Tagged:
    """Return how a field of a packet was declared."""
    found: Tagged = next(
        declared.metadata["tagged"] for declared in fields(_INSIDE[part]) if declared.name == name
    )
    return found


def reply(to: TransferPacket, answer: Answer) -> TransferPacket:
    """Return the answer to a transfer: for its sender alone, naming whom it is about."""
    about = PersonFacts(birth_name=to.person.birth_name, card_no=to.person.card_no)
    return TransferPacket(
        kind=PacketKind.RETURN,
        receiver=to.sender,
        receiver_key=to.sender_key.hex(),
        person=about,
        letter=LetterFacts(letter=to.letter.letter, number=to.letter.number),
        answer=replace(answer, transfer=to.uuid),
    )


def texts(packet: TransferPacket) -> Iterator[tuple[int, str]]:
    """Yield (tag, text) of every field that says something, by tag; lines are joined."""
    for tag in sorted(TAGS):
        part, name = TAGS[tag]
        value = getattr(getattr(packet, part) if part else packet, name)
        text = "\n".join(value) if isinstance(value, tuple) else value
        if text:
            yield tag, text


def from_texts(kind: PacketKind, seq: int, found: dict[int, str]) -> TransferPacket:
    """Return the packet that has these texts by tag.

    Raises:
        BadPacketFieldProblem: a field is not what it must be.
        PacketFieldTooLongProblem: a field is longer than it may be.
    """
    values: dict[str, dict[str, object]] = {part: {} for part in _INSIDE}
    for tag, text in found.items():
        part, name = TAGS[tag]
        lined = tagged(part, name).check is Check.LINES
        values[part][name] = tuple(text.split("\n")) if lined else text
    packet = TransferPacket(
        kind=kind, seq=seq,
        person=PersonFacts(**values["person"]),  # type: ignore[arg-type] # fields of the part
        letter=LetterFacts(**values["letter"]),  # type: ignore[arg-type] # fields of the part
        answer=Answer(**values["answer"]),  # type: ignore[arg-type] # fields of the part
        **values[""],  # type: ignore[arg-type] # fields of the packet
    )  # fmt: skip
    check(packet)
    return packet


def without(packet: TransferPacket, name: str) -> TransferPacket:
    """Return the packet without one optional fact, named as in :data:`OPTIONAL`."""
    part, _, fact = name.partition(".")
    return replace(packet, **{part: replace(getattr(packet, part), **{fact: ""})})


def tidy(packet: TransferPacket) -> TransferPacket:
    """Return the packet with every text on one tidy line, as it must be to be sent."""
    parts = {part: replace(inside, **_tidied(inside)) for part, inside in _inside(packet)}
    return replace(packet, **_tidied(packet), **parts)


def _inside(packet: TransferPacket) -> tuple[tuple[str, Any], ...]:
    return tuple((part, getattr(packet, part)) for part in _PARTS)


def _tidied(part: Part) -> dict[str, Any]:
    """Return the tagged fields of a part, each cleaned; a line that says nothing goes."""
    cleaned: dict[str, Any] = {}
    for declared in fields(part):
        value = getattr(part, declared.name)
        if "tagged" not in declared.metadata:
            continue
        if isinstance(value, tuple):
            cleaned[declared.name] = tuple(line for one in value if (line := clean_line(one)))
        else:
            cleaned[declared.name] = clean_line(value)
    return cleaned


def check(packet: TransferPacket) -> None:
    """Refuse a packet with a field that is wrong, too long, or missing.

    Raises:
        BadPacketFieldProblem, PacketFieldTooLongProblem: the first such field.
    """
    for tag, text in texts(packet):
        part, name = TAGS[tag]
        _check_text(f"{part}.{name}".lstrip("."), text, tagged(part, name))
    for name, there in _needed(packet):
        if not there:
            raise BadPacketFieldProblem(name, field=name)


def _needed(packet: TransferPacket) -> tuple[tuple[str, object], ...]:
    own: tuple[tuple[str, object], ...] = (
        ("uuid", len(packet.uuid) == 32),
        ("seq", 0 < packet.seq < 2**31),
        ("sender", packet.sender),
        ("made_on", len(packet.made_on) == 10),
    )
    if packet.kind is PacketKind.RETURN:
        known = packet.answer.result in set(Result) - {Result.NONE}
        return (
            *own,
            ("answer.transfer", len(packet.answer.transfer) == 32),
            ("answer.result", known),
        )
    blank = packet.answer == Answer()
    return (*own, ("person.birth_name", packet.person.birth_name),
            ("letter.letter", packet.letter.letter), ("answer", blank))  # fmt: skip


_SHAPES: Final = {
    Check.DIGITS: re.compile(r"[0-9]+"),
    Check.CODE: re.compile(r"[A-Za-z0-9_]+"),
    Check.HEX: re.compile(r"(?:[0-9a-f]{2})+"),
}


def _check_text(name: str, text: str, declared: Tagged) -> None:
    if len(text) > declared.most:
        raise PacketFieldTooLongProblem(name, declared.most, field=name)
    shape = _SHAPES.get(declared.check)
    right = shape.fullmatch(text) is not None if shape else _plain(text, declared.check)
    if declared.check is Check.DATE:
        right = right and _is_date(text)
    if not right:
        raise BadPacketFieldProblem(name, field=name)


def _plain(text: str, kind: Check) -> bool:
    """Tell whether a text is tidy: NFC, no controls, no invisible characters, no loose spaces."""
    lines = text.split("\n")
    if len(lines) > (MOST_LINES if kind is Check.LINES else 1):
        return False
    return unicodedata.is_normalized("NFC", text) and all(
        line == " ".join(line.split()) and line and not any(map(_hidden, line)) for line in lines
    )


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _is_date(text: str) -> bool:
    try:
        return str(PartialDate.from_text(text)) == text
    except (ValueError, BadDateProblem):
        return False
