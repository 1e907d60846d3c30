"""Vietnamese order of names and texts."""

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.names import name_key, split_name, text_key

SYLLABLES = st.sampled_from(
    [
        "An",
        "Anh",
        "Ân",
        "Ăn",
        "Ấn",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Bình",
        "Đào",
        "Dao",
        "Dào",
        "Đạo",
        "Em",
        "Êm",
        "Hoa",
        "Hòa",
        "Hoà",
        "Hỏa",
        "Họa",
        "Ô",
        "Ơ",
        "Ở",
        "Uy",
        "Ưng",
    ]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


def ordered(names: list[str]) -> list[str]:
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    return sorted(shuffled, key=text_key)


def test_letters_before_tones_syllable_by_syllable() -> None:
    for row in (
        ["Hoa An", "Hoa Bình", "Hòa An"],
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "ban", "bă", "bâ", "bấ"],
        ["Hoan", "Hoàn", "Hoãn", "Hoang", "Hoàng"],
        ["An", "An Bình", "Anh", "Ân"],
        ["Dung", "Dũng", "Đào", "Đức"],
    ):
        assert ordered(row) == row


def test_people_go_by_given_name_then_the_rest() -> None:
    people = [
        "An",
        "Lê Thị An",
        "Nguyễn Văn An",
        "Trần An",
        "Nguyễn Thị Ánh",
        "Bùi Văn Dũng",
        "Đinh Văn Dũng",
        "Nguyễn Thị Đào",
        "Nguyễn Thị Hoa",
        "Nguyễn Thị Hòa",
        "Phạm Thị Yến",
    ]
    shuffled = people[:]
    random.Random(2).shuffle(shuffled)
    assert sorted(shuffled, key=name_key) == people


def test_case_spaces_and_decomposed_text_do_not_matter() -> None:
    name = "Nguyễn Thị Đào"
    for other in (
        name.upper(),
        "  nguyễn   thị đào ",
        unicodedata.normalize("NFD", name),
        "Nguyễn\u00a0Thị Đào",
    ):
        assert name_key(other) == name_key(name)


def test_parts_of_a_name() -> None:
    assert split_name("Nguyễn Thị Đào") == ("Nguyễn Thị", "Đào")
    assert split_name("Đào") == ("", "Đào")
    assert split_name("") == ("", "")


def test_other_alphabets_come_after_ours() -> None:
    assert ordered(["Yên", "2", "Ж"])[0] == "Yên"


@given(NAMES, NAMES)
def test_only_equal_names_share_a_key(one: str, other: str) -> None:
    same = name_key(one) == name_key(other)
    # "Hòa" and "Hoà" are two spellings of one syllable and may stand together
    assert same == (one.replace("Hoà", "Hòa") == other.replace("Hoà", "Hòa"))


@given(NAMES, NAMES)
def test_given_name_decides_first(one: str, other: str) -> None:
    first, second = text_key(split_name(one)[1]), text_key(split_name(other)[1])
    if first != second:
        assert (name_key(one) < name_key(other)) == (first < second)


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(name_key(text), str)
    assert isinstance(text_key(text), str)
