"""Cards, receipts and packs: one form of signed file, read whole or not at all."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.packet_errors import (
    AlteredCardProblem,
    AlteredPackProblem,
    AlteredReceiptProblem,
    BadJsonProblem,
    NewerPackageProblem,
    NotACardProblem,
    NotAPackProblem,
    NotAReceiptProblem,
    PackKindProblem,
)
from tcxd_desktop.exchange import (
    json_file,
    office_card_file,
    pack_file,
    receipt_file,
    signatures,
    signed_text,
)
from tcxd_desktop.exchange.pack_file import Pack
from tcxd_desktop.exchange.receipt_file import Receipt
from tests.exchange import packet_samples as samples

KEYS, OLDER = samples.keys(), samples.keys()
CARD = samples.card(KEYS)
PACK = Pack("RS-NB", "rules", 3, "Ban Tổ chức Tỉnh ủy Ninh Bình", "2026-11-01",
            {"rows": [{"kind": "value", "note": "thử"}]}, KEYS.sign_public)  # fmt: skip
RECEIPT = Receipt("5e" * 16, "ab" * 32, "Đảng ủy phường Tân Lập", "2026-11-24", KEYS.sign_public)
MADE: dict[str, bytes] = {
    "card": office_card_file.make(CARD, KEYS),
    "renewed card": office_card_file.make(CARD, KEYS, OLDER),
    "pack": pack_file.make(PACK, KEYS.sign_private),
    "receipt": receipt_file.make(RECEIPT, KEYS.sign_private),
}
READ: dict[str, Callable[[bytes], object]] = {
    "card": office_card_file.read,
    "renewed card": office_card_file.read,
    "pack": pack_file.read,
    "receipt": receipt_file.read,
}
KINDS = tuple(MADE)


def test_each_comes_back_whole() -> None:
    found = office_card_file.read(MADE["card"])
    assert (found.card, found.before) == (CARD, b"")
    renewed = office_card_file.read(MADE["renewed card"])
    assert (renewed.card, renewed.before) == (CARD, OLDER.sign_public)
    assert pack_file.read(MADE["pack"]) == PACK
    assert receipt_file.read(MADE["receipt"]) == RECEIPT


@pytest.mark.parametrize("kind", KINDS)
def test_every_flipped_bit_is_refused(kind: str) -> None:
    data = MADE[kind]
    for at in range(len(data)):
        for bit in range(8):
            altered = bytearray(data)
            altered[at] ^= 1 << bit
            with pytest.raises(Problem):
                READ[kind](bytes(altered))


@pytest.mark.parametrize("kind", KINDS)
def test_every_truncation_and_every_longer_file_is_refused(kind: str) -> None:
    data = MADE[kind]
    for size in range(len(data)):
        with pytest.raises(Problem):
            READ[kind](data[:size])
    for more in (b"\n", b" ", b"\0", data):
        with pytest.raises(Problem):
            READ[kind](data + more)


@pytest.mark.parametrize(
    ("kind", "other", "problem"),
    [
        ("card", "pack", NotACardProblem),
        ("pack", "receipt", NotAPackProblem),
        ("receipt", "card", NotAReceiptProblem),
    ],
)
def test_one_is_not_another(kind: str, other: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        READ[kind](MADE[other])


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("card", AlteredCardProblem),
        ("pack", AlteredPackProblem),
        ("receipt", AlteredReceiptProblem),
    ],
)
def test_a_signature_of_one_kind_is_none_of_another(kind: str, problem: type[Problem]) -> None:
    """A body signed as a card cannot be shown as a pack: the mark is part of what is signed."""
    first, line, body = MADE[kind].split(b"\n", 2)
    signature = signatures.sign(KEYS.sign_private, "tcxd-khac/1", body)
    line = b" ".join((line.split(b" ")[0], signature.hex().encode()))
    with pytest.raises(problem):
        READ[kind](b"\n".join((first, line, body)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_newer_format_is_told_so(kind: str) -> None:
    first, _, rest = MADE[kind].partition(b"\n")
    with pytest.raises(NewerPackageProblem) as caught:
        READ[kind](first.replace(b"/1", b"/2") + b"\n" + rest)
    assert caught.value.args == ("2",)


@pytest.mark.parametrize(
    ("kind", "problem"), [("card", NotACardProblem), ("receipt", NotAReceiptProblem),
                          ("pack", NotAPackProblem)],
)  # fmt: skip
def test_a_huge_file_is_refused_unread(kind: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        READ[kind](MADE[kind] + bytes(5 * 1024 * 1024))


def test_a_second_signature_must_fit_as_well() -> None:
    data = MADE["renewed card"]
    first, line, body = data.split(b"\n", 2)
    words = line.split(b" ")
    forged = samples.keys()
    words[2] = forged.sign_public.hex().encode()
    with pytest.raises(AlteredCardProblem):
        office_card_file.read(b"\n".join((first, b" ".join(words), body)))


def test_the_file_is_text_a_person_can_look_at() -> None:
    assert "Đảng ủy phường Tân Lập" in MADE["card"].decode()
    json.loads(MADE["card"].split(b"\n", 2)[2])


def signed_card(**content: object) -> bytes:
    whole = {"office": CARD.office, "province": CARD.province, "box": CARD.box_public.hex(),
             "made_on": CARD.made_on, **content}  # fmt: skip
    return signed_text.make("tcxd-the/1", whole, KEYS.sign_private)


@pytest.mark.parametrize(
    "content",
    [
        {"office": ""}, {"office": "a" * 201}, {"office": "Đảng  ủy"}, {"office": "a\u202eb"},
        {"office": 5}, {"province": "a\nb"}, {"box": "ab"}, {"box": "AB" * 32},
        {"made_on": "hôm nay"}, {"more": 1},
    ],
)  # fmt: skip
def test_a_signed_card_that_is_wrong_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(NotACardProblem):
        office_card_file.read(signed_card(**content))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "trojan"}, PackKindProblem),
        ({"id": "../rules"}, NotAPackProblem),
        ({"id": ""}, NotAPackProblem),
        ({"version": 0}, NotAPackProblem),
        ({"version": True}, NotAPackProblem),
        ({"issuer": ""}, NotAPackProblem),
        ({"issued_on": "2026"}, NotAPackProblem),
        ({"content": []}, NotAPackProblem),
    ],
)
def test_a_signed_pack_that_is_wrong_is_refused(
    changes: dict[str, object], problem: type[Problem]
) -> None:
    content = {
        "kind": PACK.kind, "id": PACK.id, "version": PACK.version, "issuer": PACK.issuer,
        "issued_on": PACK.issued_on, "content": PACK.content, **changes,
    }  # fmt: skip
    with pytest.raises(problem):
        pack_file.read(signed_text.make("tcxd-pack/1", content, KEYS.sign_private))


def test_a_pack_no_one_could_read_is_not_made() -> None:
    with pytest.raises(NotAPackProblem):
        pack_file.make(replace(PACK, id="hai chữ"), KEYS.sign_private)


# --- JSON in the child ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "json"),
        (b"{", "json"),
        (b"{}{}", "json"),
        (b"[]", "shape"),
        (b"7", "shape"),
        (b"\xff", "text"),
        (b'{"a":"\\ud800"}', "text"),
        (b'{"a":1,"a":2}', "double"),
        ('{"\u00e1":1,"a\u0301":2}'.encode(), "double"),
        (b'{"a":NaN}', "number"),
        (b'{"a":Infinity}', "number"),
        (b'{"a":1e999}', "number"),
        (b'{"a":' + b"9" * 5_000 + b"}", "json"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "depth"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "depth"),
        (b'{"a":[' + b"0," * 450_000 + b"0]}", "items"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_foreign_text_within_bounds_or_refused(text: bytes, fault: str) -> None:
    with pytest.raises(BadJsonProblem) as caught:
        json_file.read_object(text)
    assert caught.value.args == (fault,)


def test_a_foreign_text_comes_in_nfc() -> None:
    assert json_file.read_object('{"a\u0301":["e\u0302\u0301", 1.5, true, null]}'.encode()) == {
        "\u00e1": ["\u1ebf", 1.5, True, None]
    }


def test_a_text_too_long_is_refused_unread() -> None:
    with pytest.raises(BadJsonProblem) as caught:
        json_file.read_object(b" " * 11, most=10)
    assert caught.value.args == ("size",)
