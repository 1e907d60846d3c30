"""Which words can be Vietnamese."""

from pathlib import Path

import pytest

from tcxd_desktop.domain.syllables import is_syllable

WORDS = (Path(__file__).parent / "vietnamese_words.txt").read_text("utf-8").split()


def test_words_in_use_pass() -> None:
    assert [word for word in WORDS if not is_syllable(word)] == []


@pytest.mark.parametrize(
    "word",
    ["gì", "giếng", "giữ", "già", "quốc", "quý", "quí", "quyết", "khuỷu", "thuở", "nghiêng", "oái",
     "yêu", "ý", "boong", "uỷ", "ủy", "hoà", "hòa", "khoẻ", "khỏe", "khuya", "NGUYỄN", "Ưu"],
)  # fmt: skip
def test_spellings_of_the_orthography(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["", "b", "ng", "nguời", "NguyÔn", "hoÀ", "kác", "cế", "ghan", "hoàc", "tàc", "müller", "cafe",
     "ngê", "nghoa", "kyên", "wa", "đắk", "aà"],
)  # fmt: skip
def test_what_no_orthography_has(word: str) -> None:
    assert not is_syllable(word)
