"""A packet in bytes and digits: whole and unaltered, or refused with the sentence that says why."""

import random
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain import packets
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.packet_errors import (
    AlteredPacketProblem,
    BadPacketFieldProblem,
    CutPacketProblem,
    NewerPacketProblem,
    NotAPacketProblem,
    PacketTooBigProblem,
)
from tcxd_desktop.domain.packets import Answer, LetterFacts, PacketKind, TransferPacket
from tcxd_desktop.exchange import packet_codec as codec
from tcxd_desktop.exchange import packet_format, packet_parser, signatures
from tcxd_desktop.exchange.packet_format import TornError
from tests.exchange import packet_samples as samples

KEYS = samples.keys()
DATA = codec.seal(samples.packet(), KEYS.sign_private)
DIGITS = codec.to_digits(DATA)


def signed(body: bytes) -> bytes:
    """Return a packet with any body, rightly signed: what a hostile office could send."""
    whole = packet_format.head(len(body)) + body + KEYS.sign_public
    return whole + signatures.sign(KEYS.sign_private, packet_format.SIGN_MARK, whole)


def body_of(raw: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=packet_format.WORDS)
    return deflate.compress(raw) + deflate.flush()


# --- round trips --------------------------------------------------------------------------------


def test_a_packet_comes_back_whole_with_the_key_that_signed() -> None:
    found = codec.opened(DATA)
    assert found == replace(samples.packet(), sender_key=KEYS.sign_public)


def test_digits_are_the_same_packet() -> None:
    assert DIGITS.isascii()
    assert DIGITS.isdigit()
    assert codec.from_digits(DIGITS) == DATA


def test_an_answer_comes_back_whole() -> None:
    asked = codec.opened(DATA)
    answer = packets.reply(asked, Answer(result="accepted", on="2026-12-01", cell="Chi bộ 5"))
    whole = replace(answer, uuid="bc" * 16, seq=1, sender="Đảng ủy phường Tân Lập",
                    made_on="2026-12-02")  # fmt: skip
    found = codec.opened(codec.seal(whole, KEYS.sign_private))
    assert found == replace(whole, sender_key=KEYS.sign_public)
    assert found.kind is PacketKind.RETURN


LINE = st.text(
    st.characters(categories=("Lu", "Ll", "Nd", "Po"), max_codepoint=0x2FFF),
    min_size=1,
    max_size=40,
).map(lambda text: packets.clean_line(text) or "x")


@given(LINE, LINE, st.lists(LINE, min_size=1, max_size=4), st.integers(1, 2**31 - 1))
@settings(max_examples=60, deadline=None)
def test_any_tidy_text_comes_back(name: str, place: str, lines: list[str], seq: int) -> None:
    packet = samples.packet(
        seq=seq,
        person=samples.person(birth_name=name[:100], origin=place),
        letter=samples.letter(from_place=tuple(lines)),
    )
    body = codec._body(packet)
    kind, number, found = packet_format.unpack(body)
    pairs = [[tag, content.hex()] for tag, content in found]
    assert codec._packet({"kind": kind, "seq": number, "fields": pairs}) == packet


def test_the_body_is_written_in_one_way_only() -> None:
    assert codec.seal(samples.packet(), KEYS.sign_private) == DATA


def test_a_usual_packet_fits_a_code_a_webcam_still_reads() -> None:
    assert len(DATA) < 520
    assert len(DIGITS) < 1_250


# --- altered, cut, half -------------------------------------------------------------------------


def test_every_flipped_bit_is_refused() -> None:
    """Header, body, key, signature: 8 flips of every byte, none of which is accepted."""
    refused = 0
    for at in range(len(DATA)):
        for bit in range(8):
            altered = bytearray(DATA)
            altered[at] ^= 1 << bit
            with pytest.raises(Problem):
                codec.opened(bytes(altered))
            refused += 1
    assert refused == len(DATA) * 8


def test_every_truncation_and_every_longer_file_is_refused() -> None:
    for size in range(len(DATA)):
        with pytest.raises((CutPacketProblem, NotAPacketProblem)):
            codec.opened(DATA[:size])
    for more in (b"\0", b"\n", DATA):
        with pytest.raises(CutPacketProblem):
            codec.opened(DATA + more)


def test_every_digit_read_wrongly_is_refused() -> None:
    pick = random.Random(5)
    for at in range(len(DIGITS)):
        wrong = pick.choice([d for d in "0123456789" if d != DIGITS[at]])
        with pytest.raises(Problem):
            codec.opened(codec.from_digits(DIGITS[:at] + wrong + DIGITS[at + 1 :]))


def test_half_a_code_says_how_much_there_is() -> None:
    half = DIGITS[: len(DIGITS) // 2]
    with pytest.raises(CutPacketProblem) as caught:
        codec.from_digits(half)
    assert caught.value.args == (len(half), len(DIGITS))
    for size in range(len(codec.MARK), len(DIGITS)):
        with pytest.raises(CutPacketProblem):
            codec.from_digits(DIGITS[:size])
    with pytest.raises(CutPacketProblem):
        codec.from_digits(DIGITS + "0")


def test_digits_swapped_or_doubled_are_refused() -> None:
    pick = random.Random(7)
    for _ in range(300):
        one, other = sorted(pick.sample(range(len(DIGITS)), 2))
        if DIGITS[one] == DIGITS[other]:
            continue
        letters = list(DIGITS)
        letters[one], letters[other] = letters[other], letters[one]
        with pytest.raises(Problem):
            codec.opened(codec.from_digits("".join(letters)))


@pytest.mark.parametrize(
    "typed",
    [f"{DIGITS}\r\n", f"  {DIGITS} ", f"{DIGITS[:500]}\n{DIGITS[500:]}", " ".join(DIGITS)],
    ids=["enter", "around", "wrapped", "spread"],
)
def test_what_a_scanner_adds_does_no_harm(typed: str) -> None:
    assert codec.from_digits(typed) == DATA


@pytest.mark.parametrize(
    "typed",
    ["", "8", "0123456789", "https://example.com", f"x{DIGITS}", DIGITS.replace("8", "８"),
     DIGITS.replace("1", "¹"), "phiếu"],
)  # fmt: skip
def test_what_is_no_packet_is_told_so(typed: str) -> None:
    with pytest.raises(NotAPacketProblem):
        codec.from_digits(typed)


def test_a_newer_packet_is_told_so() -> None:
    with pytest.raises(NewerPacketProblem) as caught:
        codec.from_digits(f"{codec.MARK}02{DIGITS[6:]}")
    assert caught.value.args == (2,)
    with pytest.raises(NewerPacketProblem):
        codec.opened(DATA[:3] + b"\2" + DATA[4:])


def test_digits_of_no_bytes_are_refused() -> None:
    with pytest.raises(AlteredPacketProblem):
        codec.from_digits(DIGITS[:10] + "9" * (len(DIGITS) - 10))


def test_a_long_announcement_is_refused_before_it_is_counted() -> None:
    with pytest.raises(AlteredPacketProblem):
        codec.from_digits(f"{codec.MARK}019999{'9' * 24083}")


# --- forged -------------------------------------------------------------------------------------


def test_a_packet_signed_by_another_carries_the_other_key() -> None:
    other = samples.keys()
    found = codec.opened(codec.seal(samples.packet(), other.sign_private))
    assert found.sender_key == other.sign_public


def test_the_key_cannot_be_exchanged_for_a_known_one() -> None:
    other = codec.seal(samples.packet(), samples.keys().sign_private)
    forged = other[:-96] + KEYS.sign_public + other[-64:]
    with pytest.raises(AlteredPacketProblem):
        codec.opened(forged)


def test_a_signature_over_something_else_does_not_fit() -> None:
    whole = DATA[:-64]
    for mark in ("goi-v1", "tcxd-the/1", ""):
        with pytest.raises(AlteredPacketProblem):
            codec.opened(whole + signatures.sign(KEYS.sign_private, mark, whole))


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    with pytest.raises(AlteredPacketProblem):
        codec.opened(DATA[:-96] + b"\xff" * 32 + DATA[-64:])


def test_without_the_signature_flips_would_be_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage twin: a check that always says yes lets altered packets through."""
    monkeypatch.setattr(signatures, "fits", lambda *_: True)
    key = bytearray(DATA)
    key[-70] ^= 1
    assert codec.opened(bytes(key)).sender_key != KEYS.sign_public
    changed = codec.seal(samples.packet(seq=18), KEYS.sign_private)
    assert codec.opened(changed[:-64] + DATA[-64:]).seq == 18


# --- signed, and wrong all the same ---------------------------------------------------------------


def test_a_bomb_is_refused_without_being_blown_up() -> None:
    body = body_of(b"\0\x01" + b"\x14" + b"\xff\xff\xff\x07" + b"A" * 5_000_000)
    assert len(body) < 8_000
    with pytest.raises(AlteredPacketProblem):
        codec.opened(signed(body[: packet_format.MOST_BODY]))
    small = body_of(b"\0\x01" + b"A" * (packet_format.MOST_RAW + 1))
    with pytest.raises(AlteredPacketProblem):
        codec.opened(signed(small))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0",
        b"\0\x80",
        b"\0\x80\x00",  # a number written longer than it must be
        b"\0\xff\xff\xff\xff\x7f",
        b"\0\x01\x14",
        b"\0\x01\x14\x05AB",
        b"\0\x01\x14\x00",
        b"\0\x01\x15\x01A\x14\x01A",  # not by tag
        b"\0\x01\x14\x01A\x14\x01B",  # twice
    ],
)
def test_a_torn_body_is_refused(raw: bytes) -> None:
    with pytest.raises(TornError):
        packet_format.unpack(body_of(raw))
    with pytest.raises(AlteredPacketProblem):
        packet_parser.parse(body_of(raw))
    with pytest.raises(AlteredPacketProblem):
        codec.opened(signed(body_of(raw)))


def test_what_stands_behind_the_deflated_part_is_refused() -> None:
    with pytest.raises(AlteredPacketProblem):
        codec.opened(signed(packet_format.envelope(DATA).body + b"\0"))


def test_a_field_no_one_knows_means_a_newer_program() -> None:
    raw = b"\0\x01" + b"\x01\x10" + b"u" * 16 + b"\x7f\x01x"
    with pytest.raises(NewerPacketProblem):
        codec.opened(signed(body_of(raw)))


@pytest.mark.parametrize(
    ("tag", "content", "field"),
    [
        (20, "Nguyễn\x00Đào".encode(), "person.birth_name"),
        (20, "Nguyễn\u202eĐào".encode(), "person.birth_name"),
        (20, b"\xff\xfe", "person.birth_name"),
        (23, b"1962-02-31", "person.birth_date"),
        (1, b"short", "uuid"),
    ],
)
def test_a_signed_field_that_is_wrong_is_named(tag: int, content: bytes, field: str) -> None:
    told = {
        number: text.encode() if packets.tagged(*packets.TAGS[number]).check.name != "HEX"
        else bytes.fromhex(text)
        for number, text in packets.texts(samples.packet())
    }  # fmt: skip
    told[tag] = content
    body = packet_format.pack(0, 17, sorted(told.items()))
    with pytest.raises(BadPacketFieldProblem) as caught:
        codec.opened(signed(body))
    assert caught.value.args == (field,)


def test_an_unknown_kind_is_refused() -> None:
    body = packet_format.pack(7, 17, ())
    with pytest.raises(BadPacketFieldProblem):
        codec.opened(signed(body))


@given(st.binary(max_size=400))
@settings(max_examples=400, deadline=None)
def test_any_bytes_for_a_body_are_refused_or_read(body: bytes) -> None:
    try:
        packet_parser.parse(body)
    except AlteredPacketProblem:
        return


# --- too big ------------------------------------------------------------------------------------


def test_what_is_optional_goes_first_where_one_code_would_not_hold_it() -> None:
    pick = random.Random(3)

    def noise(size: int) -> str:
        return "".join(pick.choice("ABCDEGHIKLMNOPQRSTUVXY0123456789") for _ in range(size))

    packet = samples.packet(
        person=samples.person(origin=noise(200), home=noise(200), used_name=noise(90)),
        letter=samples.letter(enclosed=noise(200), basis=noise(200)),
        receiver=noise(290),
    )
    data = codec.seal(packet, KEYS.sign_private)
    assert len(codec.to_digits(data)) <= codec.MOST_DIGITS
    found = codec.opened(data)
    assert found.person.theory == found.person.edu == found.letter.basis == ""
    assert found.person.birth_name == packet.person.birth_name
    assert found.person.origin == packet.person.origin  # the last to go
    assert found.receiver == packet.receiver


def test_what_does_not_fit_at_all_is_refused_with_its_size() -> None:
    pick = random.Random(4)
    lines = tuple("".join(chr(pick.randrange(0x4E00, 0x9FFF)) for _ in range(95)) for _ in range(6))
    packet = TransferPacket(
        uuid="ab" * 16, seq=1, sender="Đảng ủy", made_on="2026-11-23",
        person=samples.person(), letter=LetterFacts(letter="T10", from_place=lines),
    )  # fmt: skip
    with pytest.raises(PacketTooBigProblem) as caught:
        codec.seal(packet, KEYS.sign_private)
    assert caught.value.args[1] == codec.MOST_IN_QR


def test_the_words_deflating_starts_from_never_change() -> None:
    """They are part of the format: with others, packets in use could not be read."""
    assert zlib.crc32(packet_format.WORDS) == 2656123393
