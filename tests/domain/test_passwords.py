"""What is guessed first is refused with its reason; everything else is the user's own choice."""

import random
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain import passwords
from tcxd_desktop.domain.errors import (
    CommonPasswordProblem,
    NamePasswordProblem,
    PatternPasswordProblem,
    ShortPasswordProblem,
    WeakPasswordProblem,
)
from tcxd_desktop.domain.passwords import Strength, check, plain, strength, suggest
from tcxd_desktop.wording.problems import sentence

NAMES = ["Đảng ủy xã Đông Hải", "Nguyễn Văn Tèo"]
COMMON = frozenset(map(plain, ["matkhau", "P@ssw0rd", "Abc@123", "chibo", "danguy", "123456"]))
POOL = tuple(
    f"{one}{two}{three}"
    for one in "bchklmnprt"
    for two in "aeiou"
    for three in "abcdefghijklmnopqrstuvwxyz"
)
ANY = st.text(st.characters(codec=None), max_size=40)


def refused(password: str) -> tuple[type[Exception] | None, tuple[object, ...]]:
    """Return the kind of problem and its facts; ``None`` for a password that is taken."""
    try:
        check(password, NAMES, COMMON)
    except WeakPasswordProblem as problem:
        return type(problem), problem.args
    return None, ()


@pytest.mark.parametrize("password", ["kín", "12345678", "matkhau1", "donghai1"])
def test_the_sentence_says_what_is_wrong_and_how_to_mend_it(password: str) -> None:
    with pytest.raises(WeakPasswordProblem) as caught:
        check(password, NAMES, COMMON)
    said = sentence(caught.value)
    assert caught.value.field == "password"
    assert said != sentence(WeakPasswordProblem(8))
    assert said.startswith("Mật khẩu")
    assert "Hãy" in said


@pytest.mark.parametrize("password", ["", "abc", "Đường9", "đ" * 7, "a\u200b\u200b\u200bbcdefg"])
def test_too_short(password: str) -> None:
    assert refused(password) == (ShortPasswordProblem, (8,))


@pytest.mark.parametrize(
    ("password", "kind"),
    [
        ("aaaaaaaa", "repeat"), ("        ", "repeat"), ("!!!!!!!!!!", "repeat"),
        ("AaAaAaAa", "repeat"), ("abcdabcd", "repeat"), ("ha ha ha ha ha", "repeat"),
        ("12345678", "run"), ("87654321", "run"), ("0987654321", "run"), ("1234567890", "run"),
        ("abcdefgh", "run"), ("qwertyui", "run"), ("QWERTYUI", "run"), ("poiuytrewq", "run"),
        ("asdfghjkl", "run"), ("1qaz2wsx3edc", "run"), ("!@#$%^&*", "run"),
        ("abcd1234", "run"), ("qwe asd zxc", "run"), ("Abc@1234", "run"),
        ("12344321", "run"), ("1234-5678", "run"), ("aaaa1111bbbb", "run"),
        ("05031962", "date"), ("5/3/1962", "date"), ("05/03/62", "date"), ("5-3-1962", "date"),
        ("05.03.1962", "date"), ("05 03 1962", "date"), ("1962-03-05", "date"), ("19620305", "date"),
        ("03311962", "date"),
    ],
)  # fmt: skip
def test_one_pattern_and_nothing_else(password: str, kind: str) -> None:
    assert refused(password) == (PatternPasswordProblem, (kind,))
    assert strength(password) is Strength.WEAK


@pytest.mark.parametrize(
    "password",
    [
        "matkhau1", "Matkhau@2026", "mật khẩu 1", "MATKHAU12345678", "m4tkh@u!", "P@ssw0rd",
        "passw0rd", "Matkhau 12/03/1980", "chibo2026", "Chi bộ 2026", "Đảng ủy!",
    ],
)  # fmt: skip
def test_the_common_ones_in_every_spelling(password: str) -> None:
    found, _ = refused(password)
    assert found is CommonPasswordProblem


@pytest.mark.parametrize(
    "password",
    [
        "donghai2026", "Đông Hải", "xadonghai", "Hải Đông Hải", "nguyenvanteo", "Teo.Nguyen1",
        "nguyen van teo 5/3/1962", "TEO@donghai#1", "đảng ủy đông hải", "vanteo12345678",
    ],
)  # fmt: skip
def test_names_of_office_and_user_alone(password: str) -> None:
    assert refused(password) == (NamePasswordProblem, ())


@pytest.mark.parametrize(
    "password",
    [
        "83920174", "mot hai ba bon", "donghai lua chin", "teo nguyen 839201", "chibo mua dong",
        "xK9#mQ2$vL7p", "trời xanh quá", "x" * 7 + "y", "45/13/1962", "99999998", "😀🎉🌾🚜🐃🌳🏠🌧",
        "a" * 1_000 + "b", "12345679",
    ],
)  # fmt: skip
def test_everything_else_is_taken_of_any_kind_and_length(password: str) -> None:
    assert refused(password) == (None, ())


def test_a_name_of_nothing_but_signs_refuses_nothing() -> None:
    check("83920174", ["", "  ", "…", "123"], COMMON)


@given(ANY)
def test_unicode_forms_are_one_password(password: str) -> None:
    forms = [unicodedata.normalize(form, password) for form in ("NFC", "NFD")]
    assert refused(forms[0]) == refused(forms[1])
    assert strength(forms[0]) is strength(forms[1])


@given(ANY)
def test_a_refused_password_never_looks_good(password: str) -> None:
    if refused(password)[0] in {ShortPasswordProblem, PatternPasswordProblem}:
        assert strength(password) is Strength.WEAK


def test_long_ones_are_judged_at_once() -> None:
    for password in ("1a" * 15_000, "1" * 30_000 + "a", "abc" * 10_000 + "x", "dong" * 8_000):
        refused(password)
        strength(password)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("83920174", Strength.WEAK), ("0912345678123", Strength.WEAK), ("Hoahong1980", Strength.WEAK),
        ("la la la la la hoa", Strength.WEAK), ("Tháng sáu mưa", Strength.WEAK),
        ("troi xanh nuoc bac", Strength.FAIR), ("khoai lang 27 nuong", Strength.FAIR),
        ("xK9#mQ2$vL7p", Strength.GOOD), ("luon thay khuay hang khuyu", Strength.GOOD),
    ],
)  # fmt: skip
def test_the_hint(password: str, expected: Strength) -> None:
    assert strength(password) is expected


@given(st.integers(0, 10**9))
def test_a_suggestion_is_five_different_words_of_the_list(seed: int) -> None:
    words = suggest(POOL, random.Random(seed).randbytes).split(" ")
    assert len(set(words)) == 5
    assert set(words) <= set(POOL)


def test_every_word_comes_as_often_as_any_other() -> None:
    source = random.Random(5).randbytes
    drawn = Counter(" ".join(suggest(POOL, source) for _ in range(10_000)).split())
    mean = 50_000 / len(POOL)
    spread = sum((drawn[word] - mean) ** 2 / mean for word in POOL) / len(POOL)
    # Chi square over 1,300 words: its mean is 1 and its deviation 0.04.
    assert 0.8 < spread < 1.2


def test_suggestions_come_from_the_whole_of_the_entropy() -> None:
    assert suggest(POOL, bytes) == " ".join(POOL[:5])
    assert len({suggest(POOL) for _ in range(300)}) == 300


def test_a_short_list_gives_no_suggestion() -> None:
    with pytest.raises(ValueError, match="few"):
        suggest(POOL[:999])
    with pytest.raises(ValueError, match="few"):
        suggest(["ba"] * 2_000)


def test_twin_without_folding_the_common_ones_slip_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "fold", str)
    assert refused("Mật khẩu 1")[0] is None
