"""The shipped lists: what they must hold, and what a Vietnamese keyboard makes of them."""

import re
from collections.abc import Iterable
from math import log2

import pytest

from tcxd_desktop.domain.errors import CommonPasswordProblem, NamePasswordProblem
from tcxd_desktop.domain.passwords import Strength, plain, strength
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import words

_TONES, _TWICE = set("sfrxjz"), set("aeod")
_QUICK = {"cc", "gg", "kk", "nn", "qq", "pp", "tt", "uu"}


def telex_changes(typed: str) -> bool:
    """Tell whether a Telex or VNI keyboard turns any key of ``typed`` into something else.

    Stricter than any real one: marks may be typed anywhere later in the syllable ("ana" is "ân"),
    quick Telex is on, and no spelling check gives a wrong syllable back.
    """
    for place, key in enumerate(typed):
        before = typed[:place]
        vowel = any(char in "aeiouy" for char in before)
        if key.isdigit() or key in "w[]{}" or (key in _TONES and vowel):
            return True
        if (key in _TWICE and key in before) or before[-1:] + key in _QUICK:
            return True
    return any(key in "fjzw" for key in typed[:1])


def changed(syllables: Iterable[str]) -> list[str]:
    return [syllable for syllable in syllables if telex_changes(syllable)]


def test_the_syllables_read_the_same_with_the_keyboard_on_or_off() -> None:
    shipped = words.syllables()
    assert changed(shipped) == []
    assert all(re.fullmatch(r"[a-z]{2,7}", syllable) for syllable in shipped)
    assert list(shipped) == sorted(set(shipped))


def test_twin_syllables_that_a_keyboard_changes_are_found() -> None:
    bad = [
        "toans",
        "vax",
        "dad",
        "ana",
        "luow",
        "khoeo",
        "cuu",
        "boong",
        "hoa2",
        "fan",
        "maz",
        "kee",
    ]
    assert changed([*words.syllables(), *bad]) == bad


def test_five_of_them_are_out_of_reach() -> None:
    count = len(words.syllables())
    bits = sum(log2(count - drawn) for drawn in range(5))
    assert bits > 52.5
    years = 2**bits / 2 / 2_000 / 86_400 / 365
    assert years > 50_000


def test_suggestions_pass_the_check_and_look_good() -> None:
    names = ["Đảng ủy xã Đông Hải", "Nguyễn Thị Hoa"]
    for _ in range(2_000):
        found = words.suggest_password()
        words.check_password(found, names)
        assert strength(found) is Strength.GOOD
        assert found == fold(found)


def test_the_common_list_is_long_and_clean() -> None:
    common = words.common_passwords()
    assert len(common) >= 300
    assert "" not in common
    assert all(plain(entry) == entry for entry in common)


@pytest.mark.parametrize(
    "password",
    [
        "password", "P@ssw0rd", "Password123", "iloveyou", "Admin@123", "welcome1", "letmein1",
        "matkhau1", "Mật khẩu", "matkhau@123", "anhyeuem", "Anh yêu em 1", "emyeuanh", "chibo2026",
        "danguy@123", "Đảng viên", "dangcongsan", "Aa@123456", "vanphong1", "vietnam1",
        "Hà Nội 2026", "Hoàng Sa", "bithu123", "1q2w3e4r", "qwerty12", "123456a@",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(CommonPasswordProblem):
        words.check_password(password)


def test_names_are_passed_on() -> None:
    words.check_password("donghai1")
    with pytest.raises(NamePasswordProblem):
        words.check_password("donghai1", ["Đảng ủy xã Đông Hải"])
