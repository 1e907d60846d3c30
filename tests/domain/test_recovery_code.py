"""The recovery code: printed, copied by hand, typed back; slips are caught, spellings are not."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain import recovery_code
from tcxd_desktop.domain.errors import BadRecoveryCodeProblem
from tcxd_desktop.domain.recovery_code import new_code, parse, shown
from tcxd_desktop.wording.problems import sentence

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RAW = st.binary(min_size=16, max_size=16)
CODES = RAW.map(lambda raw: new_code(lambda size: raw[:size]))
SAMPLE = "9G3KT-0ZQ4M-XA7PE-5RWCJ-H2VD8"


def kind(text: str) -> str:
    """Return why ``text`` is refused, or ``""``."""
    try:
        parse(text)
    except BadRecoveryCodeProblem as problem:
        return str(problem.args[0])
    return ""


def sealed(letters: str) -> str:
    """Return 25 letters with the one check letter that fits."""
    return next(letters + last for last in LETTERS if not kind(letters + last))


@given(CODES)
def test_a_code_is_five_groups_and_a_check_letter(code: str) -> None:
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5, 5, 1]
    assert set(code) <= {*LETTERS, "-"}
    assert len(parse(code)) == 16
    assert parse(code)[0] < 32
    assert shown(code) == shown(parse(code)) == code


@given(RAW)
def test_every_random_bit_counts(raw: bytes) -> None:
    """125 of the 128 bits are in the code: another one of them is another code."""
    code = new_code(lambda _: raw)
    assert int.from_bytes(parse(code), "big") == int.from_bytes(raw, "big") >> 3


def test_two_codes_differ_and_a_dry_source_makes_none() -> None:
    assert len({new_code() for _ in range(200)}) == 200
    with pytest.raises(ValueError, match="entropy"):
        new_code(lambda _: b"short")


@given(CODES, st.data())
def test_every_way_of_typing_it_gives_the_same_key(code: str, data: st.DataObject) -> None:
    between = st.sampled_from(
        ["", "-", " ", "  ", " - ", "–", "\u2011", ".", "\u200b", "\n", "\u00a0"]
    )
    spelt = {"0": "0Oo０", "1": "1IiLl｜１".replace("｜", "")}
    typed = ""
    for letter in code.replace("-", ""):
        wide = chr(ord(letter) + 0xFEE0)
        ways = [*spelt.get(letter, letter), letter.lower(), wide, wide.lower(), letter + "\u0301"]
        typed += data.draw(st.sampled_from(ways)) + data.draw(between)
    for form in ("NFC", "NFD"):
        assert parse(unicodedata.normalize(form, typed)) == parse(code)
    assert shown(typed) == code


@pytest.mark.parametrize(
    ("typed", "args"),
    [
        ("", ("length", 0)),
        (SAMPLE, ("length", 25)),
        (SAMPLE + "-00", ("length", 27)),
        (SAMPLE.replace("9", "U") + "-0", ("letter", "U")),
        (SAMPLE.replace("9", "*") + "-0", ("letter", "*")),
        (SAMPLE.replace("9", "Đ") + "-0", ("letter", "Đ")),
        (SAMPLE.replace("9", "ß") + "-0", ("letter", "ß")),
        (SAMPLE.replace("9", "ı") + "-0", ("letter", "ı")),
        (SAMPLE.replace("9", "٣") + "-0", ("letter", "٣")),
    ],
)
def test_what_is_wrong_is_named(typed: str, args: tuple[object, ...]) -> None:
    with pytest.raises(BadRecoveryCodeProblem) as caught:
        parse(typed)
    assert caught.value.args == args
    assert str(args[1]) in sentence(caught.value)


def test_a_mistyped_code_is_told_without_the_code() -> None:
    right = sealed(SAMPLE.replace("-", ""))
    wrong = right[:-1] + ("0" if right[-1] != "0" else "2")
    with pytest.raises(BadRecoveryCodeProblem) as caught:
        parse(wrong)
    assert caught.value.args == ("check",)
    assert "gõ nhầm" in sentence(caught.value)


# --- the check letter ----------------------------------------------------------------------------


def missed_letters(code: str) -> list[str]:
    """Return the codes with one wrong letter that pass; every place, every other letter."""
    return [
        wrong
        for place, right in enumerate(code)
        for letter in LETTERS
        if letter != right
        for wrong in [code[:place] + letter + code[place + 1 :]]
        if not kind(wrong)
    ]


def missed_swaps(step: int = 1) -> list[str]:
    """Return pairs that pass when swapped: every place, every pair of letters, ``step`` apart."""
    missed = []
    for place in range(25 - step):
        for one, other in (pair for pair in PAIRS if pair[0] < pair[1]):
            base = list("7" * 25)
            base[place], base[place + step] = one, other
            code = sealed_fast("".join(base))
            base[place], base[place + step] = other, one
            if sealed_fast("".join(base)) == code:
                missed.append(f"{place}: {one}{other}")
    return missed


PAIRS = [(one, other) for one in LETTERS for other in LETTERS]


def sealed_fast(letters: str) -> str:
    """Return the check letter alone."""
    return LETTERS[recovery_code._check([LETTERS.index(letter) for letter in letters])]


@pytest.mark.parametrize("letters", ["0" * 25, "Z" * 25, SAMPLE.replace("-", "")])
def test_every_single_wrong_letter_is_caught(letters: str) -> None:
    assert missed_letters(sealed(letters)) == []


def test_every_swap_of_neighbours_and_next_but_one_is_caught() -> None:
    assert missed_swaps() == []
    assert missed_swaps(2) == []


@given(CODES)
def test_swaps_with_the_check_letter_are_caught(code: str) -> None:
    bare = code.replace("-", "")
    for place, (one, other) in enumerate(pairwise(bare)):
        swapped = bare[:place] + other + one + bare[place + 2 :]
        assert kind(swapped) == ("" if one == other else "check")


def test_twin_a_plain_sum_misses_every_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    def total(values: Sequence[int]) -> int:
        return sum(values) % 32

    monkeypatch.setattr(recovery_code, "_check", total)
    assert missed_letters(sealed("0" * 25)) == []
    assert len(missed_swaps()) == 24 * 31 * 16


def test_twin_even_weights_miss_wrong_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    def weighed(values: Sequence[int]) -> int:
        return sum(place * value for place, value in enumerate(values)) % 32

    monkeypatch.setattr(recovery_code, "_check", weighed)
    assert missed_letters(sealed("0" * 25)) != []
