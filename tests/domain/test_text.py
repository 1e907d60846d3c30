"""Hygiene of text at the door, and folding for search."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.text import clean_block, clean_line, digits, fold, nfc

TEXT = st.text(st.characters(codec=None), max_size=40)


def test_fold_takes_marks_away() -> None:
    assert fold("Nguyễn Thị  Đào") == "nguyen thi dao"
    assert fold("ĐẶNG QUỐC ƯỚC") == "dang quoc uoc"
    assert fold(unicodedata.normalize("NFD", "Nguyễn Thị Đào")) == "nguyen thi dao"
    assert fold("") == ""


def test_decomposed_and_invisible_characters_vanish() -> None:
    assert nfc(unicodedata.normalize("NFD", "Hòa Bình")) == "Hòa Bình"
    assert nfc("Đa\u0300\u200bo\ufeff") == "Đào"
    assert nfc("e\u200b\u0301") == "é"
    assert nfc("\x00a\x07b\x7fc\x9f\ud800") == "abc"


def test_one_line() -> None:
    assert clean_line(" Thôn\u00a0Đông,\r\n xã\tĐông Hải ") == "Thôn Đông, xã Đông Hải"
    assert clean_line("Thôn Đông\rxã Đông Hải\x0btỉnh") == "Thôn Đông xã Đông Hải tỉnh"


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("\n một  dòng \r\nhai\rba\n\nbốn\n\n") == "một dòng\nhai\nba\n\nbốn"


def test_digits_between_spaces() -> None:
    assert digits(" 036 158-001.234 ") == "036158001234"
    assert digits("036\u00a0158") == "036158"


@given(TEXT)
def test_hygiene_is_done_once(text: str) -> None:
    for clean in (nfc, clean_line, clean_block, fold):
        assert clean(clean(text)) == clean(text)


@given(TEXT)
def test_what_is_let_in_can_be_written(text: str) -> None:
    for found in (nfc(text), clean_line(text), clean_block(text)):
        found.encode("utf-8")
        assert unicodedata.is_normalized("NFC", found)
        assert "\r" not in found
        assert "\x00" not in found
    assert "\n" not in clean_line(text)


@given(TEXT)
def test_search_finds_regardless_of_form_and_case(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
