"""What a packet may hold: declared once, checked field by field."""

import unicodedata
from dataclasses import fields, replace
from typing import Any

import pytest

from tcxd_desktop.domain import packets
from tcxd_desktop.domain.packet_errors import BadPacketFieldProblem, PacketFieldTooLongProblem
from tcxd_desktop.domain.packets import (
    OPTIONAL,
    TAGS,
    Answer,
    LetterFacts,
    PacketKind,
    PersonFacts,
    TransferPacket,
)
from tests.exchange import packet_samples as samples


def test_every_field_has_a_tag_of_its_own_and_none_stands_bare() -> None:
    """Tags are the file's language: two fields under one would be lost in each other."""
    declared = [
        field.metadata["tagged"].tag
        for kind in (TransferPacket, PersonFacts, LetterFacts, Answer)
        for field in fields(kind)
        if "tagged" in field.metadata
    ]
    assert len(declared) == len(set(declared)) == len(TAGS)
    assert all(0 < tag < 128 for tag in declared)
    bare = {field.name for field in fields(TransferPacket) if "tagged" not in field.metadata}
    assert bare == {"kind", "seq", "person", "letter", "answer", "sender_key"}


def test_the_tags_of_the_first_format_never_change() -> None:
    """A renumbered field would be read as another by every program in use."""
    told = {f"{part}.{name}".lstrip("."): tag for tag, (part, name) in TAGS.items()}
    assert told == {
        "uuid": 1, "sender": 3, "receiver": 4, "receiver_key": 5, "made_on": 6,
        "person.birth_name": 20, "person.used_name": 21, "person.sex": 22,
        "person.birth_date": 23, "person.origin": 24, "person.home": 25, "person.citizen_id": 26,
        "person.card_no": 27, "person.old_card_no": 28, "person.dossier_no": 29,
        "person.decision_date": 30, "person.ceremony_date": 31, "person.official_date": 32,
        "person.edu": 33, "person.theory": 34, "letter.case_kind": 40, "letter.letter": 41,
        "letter.serial": 42, "letter.number": 43, "letter.introduced_on": 44,
        "letter.dues_until": 45, "letter.enclosed": 46, "letter.from_place": 47,
        "letter.to_place": 48, "letter.basis": 49, "letter.term_from": 50, "letter.term_to": 51,
        "letter.notice_number": 52, "answer.transfer": 60, "answer.result": 61, "answer.on": 62,
        "answer.cell": 63, "answer.number": 64, "answer.note": 65,
    }  # fmt: skip


def test_texts_and_back() -> None:
    packet = samples.packet()
    found = packets.from_texts(packet.kind, packet.seq, dict(packets.texts(packet)))
    assert found == packet


def test_only_what_says_something_is_written() -> None:
    packet = samples.packet(person=PersonFacts(birth_name="Lê Văn Hòa"))
    assert {TAGS[tag] for tag, _ in packets.texts(packet) if 20 <= tag < 40} == {
        ("person", "birth_name")
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"uuid": "0a"}, "uuid"),
        ({"uuid": "0A" * 16}, "uuid"),
        ({"seq": 0}, "seq"),
        ({"seq": 2**31}, "seq"),
        ({"sender": ""}, "sender"),
        ({"made_on": "2026"}, "made_on"),
        ({"made_on": "2026-02-30"}, "made_on"),
        ({"receiver": "Đảng bộ  phường"}, "receiver"),
        ({"receiver": "Đảng bộ\nphường"}, "receiver"),
        ({"receiver": " Đảng bộ"}, "receiver"),
        ({"receiver": "a\u200bb"}, "receiver"),
        ({"receiver": "a\u202eb"}, "receiver"),
        ({"receiver": unicodedata.normalize("NFD", "Đảng ủy")}, "receiver"),
        ({"person": samples.person(birth_name="")}, "person.birth_name"),
        ({"person": samples.person(birth_date="5/3/1962")}, "person.birth_date"),
        ({"person": samples.person(birth_date="1962-13")}, "person.birth_date"),
        ({"person": samples.person(birth_date="1962-3-5")}, "person.birth_date"),
        ({"person": samples.person(birth_date="một")}, "person.birth_date"),
        ({"person": samples.person(citizen_id="٠٣٧")}, "person.citizen_id"),
        ({"person": samples.person(card_no="03701500421x")}, "person.card_no"),
        ({"letter": samples.letter(letter="")}, "letter.letter"),
        ({"letter": samples.letter(case_kind="T 10")}, "letter.case_kind"),
        ({"letter": samples.letter(from_place=("một",) * 7)}, "letter.from_place"),
        ({"answer": Answer(result="accepted")}, "answer"),
        ({"kind": PacketKind.RETURN}, "answer.transfer"),
        ({"kind": PacketKind.RETURN, "answer": Answer(transfer="ab" * 16)}, "answer.result"),
        (
            {"kind": PacketKind.RETURN, "answer": Answer(transfer="ab" * 16, result="lost")},
            "answer.result",
        ),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPacketFieldProblem) as caught:
        packets.check(samples.packet(**changes))
    assert caught.value.args == (field,)


def test_a_field_too_long_is_named_with_its_bound() -> None:
    with pytest.raises(PacketFieldTooLongProblem) as caught:
        packets.check(samples.packet(person=samples.person(birth_name="A" * 101)))
    assert caught.value.args == ("person.birth_name", 100)


def test_partial_dates_stay_partial() -> None:
    for told in ("1962", "1962~", "1962-03", "1962-03-05"):
        packets.check(samples.packet(person=samples.person(birth_date=told)))


def test_text_of_a_record_is_tidied_before_it_is_sent() -> None:
    loose = samples.packet(
        receiver="  Đảng bộ   phường Tân Lập ",
        letter=samples.letter(to_place=("Chi bộ  5", "", " Đảng bộ\u200b phường ")),
    )
    tidy = packets.tidy(loose)
    assert tidy.receiver == "Đảng bộ phường Tân Lập"
    assert tidy.letter.to_place == ("Chi bộ 5", "Đảng bộ phường")
    packets.check(tidy)
    assert packets.tidy(tidy) == tidy


def test_what_is_optional_can_be_left_out() -> None:
    packet = samples.packet()
    for name in OPTIONAL:
        packet = packets.without(packet, name)
    packets.check(packet)
    assert packet.person.birth_name
    assert packet.person.origin == packet.letter.basis == ""


def test_the_answer_is_for_the_sender_alone() -> None:
    asked = replace(samples.packet(), sender_key=b"\x07" * 32)
    answer = packets.reply(asked, Answer(result="accepted", on="2026-12-01", cell="Chi bộ 5"))
    assert answer.kind is PacketKind.RETURN
    assert answer.answer.transfer == asked.uuid
    assert answer.receiver == asked.sender
    assert answer.receiver_key == "07" * 32
    assert answer.person == PersonFacts(birth_name="Nguyễn Thị Đào", card_no="037015004217")
