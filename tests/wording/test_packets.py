"""Words of cards, packets, packages and packs: every key has its word, every cause its sentence."""

import inspect

import pytest

from tcxd_desktop.domain import packet_errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.office_cards import CardState
from tcxd_desktop.domain.packets import TAGS, PacketKind, Result, Trust
from tcxd_desktop.exchange.pack_file import KINDS
from tcxd_desktop.wording import packets
from tcxd_desktop.wording.packet_problems import ARGUMENTS, SENTENCES

KINDS_OF_PROBLEM = [
    kind
    for _, kind in inspect.getmembers(packet_errors, inspect.isclass)
    if kind.__module__ == packet_errors.__name__
]


@pytest.mark.parametrize("kind", KINDS_OF_PROBLEM, ids=lambda kind: kind.__name__)
def test_every_problem_has_its_sentence(kind: type[Problem]) -> None:
    text = SENTENCES[kind].format("một", "hai", "ba")
    assert text.endswith(".")
    assert "hãy " in text.lower() or "đừng" in text
    assert not set("{}") & set(text)


def test_keys_among_the_arguments_are_read_as_words() -> None:
    for kind, (position, shown) in ARGUMENTS.items():
        assert shown("2025-07-01")
        assert shown("hai")
        assert f"{{{position}}}" in SENTENCES[kind]
    position, shown = ARGUMENTS[packet_errors.RevokedSenderProblem]
    assert (position, shown("2026-11-23")) == (1, "23/11/2026")


def test_every_field_of_a_packet_has_its_word() -> None:
    named = {f"{part}.{name}".lstrip(".") for part, name in TAGS.values()}
    assert named | {"seq", "answer"} == set(packets.PACKET_FIELD)
    assert packets.packet_field("letter.number") == "số GTSHĐ"


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (Trust, packets.TRUST),
        (Trust, packets.TRUST_WHY),
        (CardState, packets.CARD_STATE),
        (PacketKind, packets.PACKET_KIND),
        (Result, packets.RESULT),
    ],
)
def test_every_member_has_its_label(kind, labels) -> None:
    assert set(labels) == set(kind)


def test_every_kind_of_pack_has_its_word() -> None:
    assert set(packets.PACK_KIND) == set(KINDS)


def test_how_far_a_packet_is_believed_is_said_in_a_sentence() -> None:
    said = packets.trust_sentence(Trust.UNVERIFIED, "Đảng ủy xã Đông Hải")
    assert "Đảng ủy xã Đông Hải" in said
    assert packets.trust_sentence(Trust.UNVERIFIED, "").endswith(".")
