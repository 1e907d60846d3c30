"""Packets between offices: signed, read from file, picture or scanner, judged, taken once."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tcxd_desktop.domain import packets as domain
from tcxd_desktop.domain.errors import NotAllowedProblem, PictureDamagedProblem, Problem
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.packet_errors import (
    AlteredPacketProblem,
    BadPacketFieldProblem,
    CutPacketProblem,
    ForeignCodeProblem,
    NoCodeInPictureProblem,
    NotAPacketProblem,
    NotForUsProblem,
    PacketTakenProblem,
    RevokedSenderProblem,
    SeveralCodesProblem,
)
from tcxd_desktop.domain.packets import Answer, PacketKind, ReadPacket, TransferPacket, Trust
from tcxd_desktop.exchange import packet_codec, qr_maker
from tcxd_desktop.office import known_offices, office_keys, opening, packets
from tcxd_desktop.office.desk import Desk
from tests.exchange import packet_samples
from tests.office import exchange_samples as samples


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


def blank(**changes: object) -> TransferPacket:
    """Return a packet as it is built from a case: without identity."""
    return packet_samples.packet(uuid="", seq=0, sender="", made_on="", **changes)


def take(desk: Desk, found: ReadPacket) -> None:
    with desk.write(Permission.TRANSFERS, "packets.make") as work:
        packets.note_taken(desk, work, found)


# --- out ------------------------------------------------------------------------------------------


def test_a_packet_gets_its_identity_once(desk: Desk) -> None:
    first = packets.stamp(desk, blank())
    assert (first.seq, first.sender, first.made_on) == (1, "Đảng ủy xã Đông Hải", "2026-11-23")
    assert packets.stamp(desk, first) == first
    assert packets.stamp(desk, blank()).seq == 2
    # Never the name: the line is about nobody's record, and outlives an erasure.
    assert samples.acts(desk)[-1] == ("packets.make", blank().receiver)


def test_printed_again_it_is_the_same_packet(desk: Desk) -> None:
    stamped = packets.stamp(desk, blank())
    once = packets.transfer_packet_bytes(desk, stamped)
    assert packets.transfer_packet_bytes(desk, stamped) == once


def test_loose_text_of_a_record_is_tidied(desk: Desk) -> None:
    data = packets.transfer_packet_bytes(desk, blank(receiver=" Đảng bộ   phường Tân Lập "))
    assert packets.read_any(desk, data).packet.receiver == "Đảng bộ phường Tân Lập"


def test_a_wrong_field_is_refused_before_it_is_signed(desk: Desk) -> None:
    wrong = blank(person=packet_samples.person(birth_date="không rõ"))
    with pytest.raises(BadPacketFieldProblem):
        packets.transfer_packet_bytes(desk, wrong)


# --- in: the same packet by every way -------------------------------------------------------------


def test_file_picture_and_scanner_carry_the_same_packet(desk: Desk, other: Desk) -> None:
    data = packets.transfer_packet_bytes(desk, blank())
    digits = packets.digits(data)
    from_file = packets.read_any(other, data)
    assert from_file.packet.person == packet_samples.person()
    assert packets.read_any(other, digits) == from_file
    assert packets.read_any(other, f"{digits}\r\n") == from_file
    assert packets.read_any(other, f"{digits}\n".encode()) == from_file
    assert packets.read_any(other, packets.qr_png(digits)) == from_file


def test_an_unknown_sender_reads_as_not_verified(desk: Desk, other: Desk) -> None:
    found = packets.read_any(other, packets.transfer_packet_bytes(desk, blank()))
    assert found.trust is Trust.UNVERIFIED
    assert (found.office_id, found.fingerprint) == (None, "")
    assert found.sender_name == "Đảng ủy xã Đông Hải"


def test_a_card_not_compared_verifies_nothing(desk: Desk, other: Desk) -> None:
    known = samples.know(other, desk, compared=False)
    found = packets.read_any(other, packets.transfer_packet_bytes(desk, blank()))
    assert (found.trust, found.office_id) == (Trust.UNVERIFIED, known.id)


def test_a_compared_sender_reads_as_verified_under_the_name_of_the_card(
    desk: Desk, other: Desk
) -> None:
    known = samples.know(other, desk)
    claimed = replace(blank(), sender="Ban Tổ chức Trung ương")
    found = packets.read_any(other, packets.transfer_packet_bytes(desk, claimed))
    assert found.trust is Trust.VERIFIED
    assert (found.sender_name, found.office_id) == ("Đảng ủy xã Đông Hải", known.id)
    assert found.fingerprint == known.fingerprint


def test_another_office_cannot_pass_for_a_known_one(
    desk: Desk, other: Desk, office_template: Path, tmp_path: Path
) -> None:
    samples.know(other, desk)
    with samples.another_office(office_template, tmp_path / "third", samples.THIRD) as third:
        forged = replace(blank(), sender="Đảng ủy xã Đông Hải")
        found = packets.read_any(other, packets.transfer_packet_bytes(third, forged))
    assert found.trust is Trust.UNVERIFIED


def test_a_revoked_sender_is_refused_not_warned_of(desk: Desk, other: Desk) -> None:
    known = samples.know(other, desk)
    data = packets.transfer_packet_bytes(desk, blank())
    known_offices.revoke(other, known.id, "Mất máy")
    with pytest.raises(RevokedSenderProblem) as caught:
        packets.read_any(other, data, "mã.png")
    assert caught.value.args == ("Đảng ủy xã Đông Hải", "2026-11-23")
    assert samples.acts(other)[-1][0] == "packets.refused"


def test_the_own_packet_is_known_as_such(desk: Desk) -> None:
    data = packets.transfer_packet_bytes(desk, blank(receiver_key="ab" * 32))
    assert packets.read_any(desk, data).trust is Trust.OWN
    office_keys.renew(desk, "Đổi máy")
    assert packets.read_any(desk, data).trust is Trust.OWN


# --- for whom -------------------------------------------------------------------------------------


def test_a_packet_closed_to_another_key_is_refused(
    desk: Desk, other: Desk, office_template: Path, tmp_path: Path
) -> None:
    theirs = office_keys.ensure(other).sign_public.hex()
    data = packets.transfer_packet_bytes(desk, blank(receiver_key=theirs))
    assert packets.read_any(other, data).packet.receiver_key == theirs
    with (
        samples.another_office(office_template, tmp_path / "third", samples.THIRD) as third,
        pytest.raises(NotForUsProblem) as caught,
    ):
        packets.read_any(third, data)
    assert caught.value.args == ("Đảng bộ phường Tân Lập, Đảng bộ thành phố Hải Phòng",)


def test_a_packet_for_the_key_before_is_still_ours(desk: Desk, other: Desk) -> None:
    before = office_keys.ensure(other).sign_public.hex()
    office_keys.renew(other, "Đổi máy")
    data = packets.transfer_packet_bytes(desk, blank(receiver_key=before))
    assert packets.read_any(other, data).trust is Trust.UNVERIFIED


@pytest.mark.parametrize(
    ("receiver", "ours"),
    [
        ("Đảng bộ phường Tân Lập, Đảng bộ thành phố Hải Phòng", True),
        ("ĐẢNG ỦY PHƯỜNG TÂN LẬP", True),
        ("Đảng bộ xã Hòa Bình", False),
        ("", None),
    ],
)
def test_it_says_whether_the_place_named_is_this_office(
    desk: Desk, other: Desk, receiver: str, ours: bool | None
) -> None:
    data = packets.transfer_packet_bytes(desk, blank(receiver=receiver))
    assert packets.read_any(other, data).ours is ours


# --- refused --------------------------------------------------------------------------------------


def test_half_a_code_and_an_altered_one_are_refused_with_a_line(desk: Desk, other: Desk) -> None:
    digits = packets.digits(packets.transfer_packet_bytes(desk, blank()))
    before = len(samples.acts(other))
    with pytest.raises(CutPacketProblem):
        packets.read_any(other, digits[: len(digits) // 2])
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    with pytest.raises(AlteredPacketProblem):
        packets.read_any(other, wrong)
    assert [use for use, _ in samples.acts(other)[before:]] == ["packets.refused"] * 2


def test_every_sampled_flip_is_refused_and_nothing_is_written(desk: Desk, other: Desk) -> None:
    data = packets.transfer_packet_bytes(desk, blank())
    pick = random.Random(2)
    for _ in range(40):
        altered = bytearray(data)
        altered[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
        with pytest.raises(Problem):
            packets.read_any(other, bytes(altered))
    with other.read() as reading:
        assert reading.all("SELECT count(*) FROM package_seen") == [(0,)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", NotAPacketProblem),
        ("", NotAPacketProblem),
        (b"PK\x03\x04", NotAPacketProblem),
        ("xin chào", NotAPacketProblem),
        ("8417" + "1" * 100_000, NotAPacketProblem),
        (b"8417" + b"1" * 100_000, NotAPacketProblem),
        (b"8417\xff\xff", NotAPacketProblem),
        (b"\xff\xd8\xff\xe0 not a picture", PictureDamagedProblem),
    ],
)
def test_what_is_no_packet_is_told_so(desk: Desk, data: bytes | str, problem) -> None:
    with pytest.raises(problem):
        packets.read_any(desk, data)


def test_a_picture_of_something_else_is_told_so(desk: Desk) -> None:
    with pytest.raises(ForeignCodeProblem):
        packets.read_any(desk, qr_maker.png("123456"))
    with pytest.raises(NoCodeInPictureProblem):
        packets.read_any(desk, side_by_side())


def test_two_packets_in_one_picture_are_asked_apart(desk: Desk) -> None:
    one, two = (packets.digits(packets.transfer_packet_bytes(desk, blank())) for _ in range(2))
    with pytest.raises(SeveralCodesProblem) as caught:
        packets.read_any(desk, side_by_side(one, two))
    assert caught.value.args == (2,)
    beside = packets.read_any(desk, side_by_side(one, "123456"))
    assert beside.trust is Trust.OWN


def side_by_side(*codes: str) -> bytes:
    pictures = [Image.open(io.BytesIO(qr_maker.png(code, 4))).convert("L") for code in codes]
    sheet = Image.new("L", (sum(p.size[0] + 60 for p in pictures) + 60, 600), 255)
    at = 0
    for picture in pictures:
        sheet.paste(picture, (at, 0))
        at += picture.size[0] + 60
    target = io.BytesIO()
    sheet.save(target, "PNG")
    return target.getvalue()


# --- taken once -----------------------------------------------------------------------------------


def test_a_packet_is_taken_once(desk: Desk, other: Desk) -> None:
    data = packets.transfer_packet_bytes(desk, blank())
    found = packets.read_any(other, data)
    assert found.taken_on == ""
    take(other, found)
    again = packets.read_any(other, data)
    assert again.taken_on == "2026-11-23"
    with pytest.raises(PacketTakenProblem):
        take(other, again)
    assert set(opening.verify(other).values()) == {"ok"}


def test_the_answer_closes_the_loop(desk: Desk, other: Desk) -> None:
    sent = packets.stamp(desk, blank())
    came = packets.read_any(other, packets.transfer_packet_bytes(desk, sent))
    take(other, came)
    answer = domain.reply(
        came.packet, Answer(result="accepted", on="2026-12-01", cell="Chi bộ tổ dân phố số 5")
    )
    slip = packets.transfer_packet_bytes(other, answer)
    back = packets.read_any(desk, packets.qr_png(packets.digits(slip)))
    assert back.packet.kind is PacketKind.RETURN
    assert back.packet.answer.transfer == sent.uuid
    assert back.packet.answer.cell == "Chi bộ tổ dân phố số 5"
    take(desk, back)
    with desk.read() as reading:
        assert reading.all("SELECT answered FROM package_seen WHERE uuid = ?", (sent.uuid,)) == [
            ("2026-11-23",)
        ]


def test_an_answer_to_what_was_never_sent_is_refused(desk: Desk, other: Desk) -> None:
    never = replace(packet_samples.packet(), sender_key=office_keys.ensure(desk).sign_public)
    slip = packets.transfer_packet_bytes(other, domain.reply(never, Answer(result="accepted")))
    with pytest.raises(AlteredPacketProblem):
        take(desk, packets.read_any(desk, slip))


def test_a_viewer_neither_makes_nor_reads(desk: Desk) -> None:
    viewer = samples.as_role(desk, role=Role.VIEWER)
    data = packets.transfer_packet_bytes(desk, blank())
    for call in (
        lambda: packets.stamp(viewer, blank()),
        lambda: packets.transfer_packet_bytes(viewer, blank()),
        lambda: packets.read_any(viewer, data),
    ):
        with pytest.raises(NotAllowedProblem):
            call()


def test_a_packet_stamped_before_the_keys_were_lost_is_signed_all_the_same(
    desk: Desk, other: Desk
) -> None:
    """A case kept its packet; the office was restored to before it had keys."""
    data = packets.transfer_packet_bytes(desk, packet_samples.packet())
    assert packet_codec.opened(data).sender_key == office_keys.ensure(desk).sign_public
