"""Old fonts: tables whole, words both ways, and nothing taken for old that is not."""

import unicodedata
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.legacy_text import (
    clean,
    convert,
    encoding_of_font,
    guess,
    lossless,
    to_legacy,
)
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.domain.syllables import is_syllable

HERE = Path(__file__).parent
TCVN3, CAPITALS, VNI = Encoding.TCVN3, Encoding.TCVN3_CAPITALS, Encoding.VNI

TCVN5712 = {
    chr(int(code, 16)): chr(int(letter, 16))
    for code, letter in (
        line.split() for line in (HERE / "tcvn5712.txt").read_text("utf-8").splitlines()
    )
}
"""All 256 codes of TCVN 5712:1993 (VN1), as another implementation has them."""

VNI_LETTERS = {
    "a": "a aù aø aû aõ aï", "ă": "aê aé aè aú aü aë", "â": "aâ aá aà aå aã aä",
    "e": "e eù eø eû eõ eï", "ê": "eâ eá eà eå eã eä", "i": "i í ì æ ó ò",
    "o": "o où oø oû oõ oï", "ô": "oâ oá oà oå oã oä", "ơ": "ô ôù ôø ôû ôõ ôï",
    "u": "u uù uø uû uõ uï", "ư": "ö öù öø öû öõ öï", "y": "y yù yø yû yõ î", "đ": "ñ",
}  # fmt: skip
"""VNI for Windows, as its makers list it: level, sắc, huyền, hỏi, ngã, nặng."""
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")

WORDS = (HERE / "vietnamese_words.txt").read_text("utf-8").split()
"""Words with marks that stand in papers and on screens of this program."""
ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x"
RHYMES = (
    "a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ât âc âm ân âng âu ây em en eo ê êch "
    "ên ênh êu iêc iêm iên iêng iêp iêt iêu inh oa oai oan oang oăn oi ong ông ôi ôn ôt ơi ơm ơn "
    "uân uât uây uê ui ung uôc uôi uôn uông uy uyên uyêt ư ưa ưc ưi ưng ươc ươi ươm ươn ương "
    "ươp ươt ưu"
)
SHAPED = "ăâêôơư"


def toned(rhyme: str, tone: str) -> str:
    """Put a tone on the vowel that carries it; good enough for words of a test."""
    places = [place for place, letter in enumerate(rhyme) if letter in SHAPED]
    vowels = [place for place, letter in enumerate(rhyme) if letter in "aeiouy"]
    place = places[-1] if places else vowels[-1 if rhyme[-1] not in "aeiouy" else 0]
    return unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


def syllables() -> list[str]:
    parts = product(ONSETS.split(), RHYMES.split(), TONES)
    made = (onset + toned(rhyme, tone) for onset, rhyme, tone in parts)
    return sorted({word for word in made if is_syllable(word)} | set(WORDS))


ALL = syllables()


# --- tables ---------------------------------------------------------------------------------------


def test_the_whole_table_of_tcvn_5712() -> None:
    assert len(TCVN5712) == 256
    assert {code: convert(code, TCVN3) for code in TCVN5712} == TCVN5712
    assert lossless("".join(TCVN5712), TCVN3)


def test_every_letter_has_one_code_of_tcvn_5712() -> None:
    for code, letter in TCVN5712.items():
        assert to_legacy(letter, TCVN3) == code


def test_the_whole_table_of_vni() -> None:
    seen = 0
    for letter, codes in VNI_LETTERS.items():
        for code, tone in zip(codes.split(), TONES, strict=False):
            small = unicodedata.normalize("NFC", letter + tone)
            assert convert(code, VNI) == small
            assert convert(code.upper(), VNI) == small.upper()
            assert convert(code[0].upper() + code[1:], VNI) == small.upper()
            assert to_legacy(small, VNI) == code
            assert to_legacy(small.upper(), VNI) == code.upper()
            seen += 1
    assert seen == 73  # 12 vowels with 6 tones each, and đ


def test_two_codes_are_read_as_one_letter_where_they_can() -> None:
    assert convert("aå", VNI) == "ẩ"
    assert convert("aâm", VNI) == "âm"
    assert convert("Nguyeãn Vaên Phöôùc", VNI) == "Nguyễn Văn Phước"
    assert convert("ÑAÛNG UÛY XAÕ", VNI) == "ĐẢNG ỦY XÃ"


# --- words both ways ------------------------------------------------------------------------------


def test_there_are_enough_words() -> None:
    assert len(set(WORDS)) > 1_400
    assert len(ALL) > 2_000


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_words_come_back_as_they_were(encoding: Encoding) -> None:
    for word in ALL:
        for form in (word, word.capitalize(), word.upper()):
            old = to_legacy(form, encoding)
            assert lossless(old, encoding)
            assert convert(old, encoding) == form


def test_words_of_capital_fonts_come_back_as_capitals() -> None:
    for word in ALL:
        for typed in (word, word.capitalize(), word.upper()):
            assert convert(to_legacy(typed, CAPITALS), CAPITALS) == word.upper()


@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=12), st.sampled_from([TCVN3, VNI]))
def test_sentences_come_back(words: list[str], encoding: Encoding) -> None:
    text = " ".join(words)
    old = to_legacy(text, encoding)
    assert convert(old, encoding) == text
    assert guess([old]).encoding in {Encoding.UNICODE, encoding}  # never the other one


def test_columns_of_names_are_recognised() -> None:
    names = ["Nguyễn Văn Dương", "Trần Thị Hồng", "Lê Quốc Đạt", "Phạm Ngọc Ánh", "Vũ Đức Thuận"]
    for encoding in (TCVN3, VNI):
        found = guess([to_legacy(name, encoding) for name in names])
        assert (found.encoding, found.sure) == (encoding, True)
        assert found.share == 1.0
    told = guess(names)
    assert (told.encoding, told.sure) == (Encoding.UNICODE, True)


def shares(words: Iterable[str], encoding: Encoding) -> float:
    found = [guess([to_legacy(word, encoding)]).encoding for word in words]
    return found.count(encoding) / len(found)


def test_single_words_are_recognised_where_unicode_has_none_alike() -> None:
    assert shares(WORDS, TCVN3) > 0.8
    assert shares(WORDS, VNI) > 0.7


# --- what capital fonts do ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("NGUYÔN V¡N AN", "NGUYỄN VĂN AN"),
        ("NGUYÔN THÞ Hµ", "NGUYỄN THỊ HÀ"),
        ("TRÇN §×NH", "TRẦN ĐÌNH"),
        ("nguyÔn v¨n an", "nguyễn văn an"),
        ("§¶ng ñy x·", "Đảng ủy xã"),
        ("UBND x· §«ng H¶i", "UBND xã Đông Hải"),
        ("Hµ", "Hà"),
    ],
    ids=["small-marks", "short-word", "capital-marks", "small", "name", "abbreviation", "one"],
)
def test_small_letters_among_capitals_are_capitals(typed: str, shown: str) -> None:
    assert convert(typed, TCVN3) == shown
    assert convert(typed, CAPITALS) == shown.upper()


# --- fonts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".VnArial Narrow", TCVN3),
        (".VNTIME", TCVN3),
        ("VnTime", TCVN3),
        (".VnTimeH", CAPITALS),
        (".VnArial NarrowH", CAPITALS),
        (".VnTimeH Bold", CAPITALS),
        (".VnBlackH", CAPITALS),
        ("VNI-Times", VNI),
        ("VNI-Helve-Condense", VNI),
        ("vni times", VNI),
        ("Times New Roman", Encoding.UNICODE),
        ("Arial", Encoding.UNICODE),
        ("VnUnicode Sans", Encoding.UNICODE),
        ("", Encoding.UNICODE),
    ],
)
def test_fonts_tell_the_character_set(font: str, encoding: Encoding) -> None:
    assert encoding_of_font(font) is encoding


# --- nothing is taken for old that is not ---------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        ["NGUYỄN THỊ HỒNG ÁNH", "TRẦN VĂN BÌNH", "LÊ HOÀNG"],
        ["Hà", "Lý", "Hoà", "Cà Mau", "Quý", "Toàn", "Thành", "Hoài"],
        ["café", "résumé", "naïve", "señor", "Müller", "Straße", "Noël"],
        ["3 × 4 cm", "20 °C", "5 m²", "½", "25 µg", "§ 5", "© 2026", "«Đảng»"],
        ["0362 158 001", "01/02/1962", "x", "", "-"],
        ["Ivan Petrov", "plain English words, no marks at all"],
        [unicodedata.normalize("NFD", "Nguyễn Thị Đào"), unicodedata.normalize("NFD", "Bùi Hòa")],
        ["Đắk Lắk", "Krông Pắk", "Y Bhuốt Niê", "H'Mông", "Siu Klơn"],
    ],
    ids=["capitals", "latin-1", "western", "signs", "numbers", "ascii", "decomposed", "ethnic"],
)
def test_other_text_is_left_alone(texts: list[str]) -> None:
    assert guess(texts).encoding is Encoding.UNICODE


def test_real_vietnamese_is_never_taken_for_old() -> None:
    for size in (1, 2, 5):
        for at in range(0, len(ALL) - size, size):
            words = ALL[at : at + size]
            told = guess(words)
            assert (told.encoding, told.sure) == (Encoding.UNICODE, True), words


def test_few_words_are_not_sure_ground() -> None:
    assert (guess(["Kh«ng", "Cã"]).encoding, guess(["Kh«ng", "Cã"]).sure) == (TCVN3, False)
    assert guess([]).sure


def test_words_that_are_unicode_already_stay() -> None:
    assert convert("Nguyễn Văn Hoá", TCVN3) == "Nguyễn Văn Hoá"
    assert convert("Nguyễn V¨n Hoµ", TCVN3) == "Nguyễn Văn Hoà"
    assert convert("Chi bộ số 1, x· §«ng", TCVN3) == "Chi bộ số 1, xã Đông"
    assert convert("Nguyễn Vaên", VNI) == "Nguyễn Văn"
    assert not lossless("Nguyễn", TCVN3)
    assert lossless("Nguyễn", Encoding.UNICODE)
    assert not lossless("Müller", VNI)


def test_quotes_and_dashes_of_windows_are_no_letters() -> None:
    assert convert("“§¶ng” – ‘ViÖt’ …", TCVN3) == "“Đảng” – ‘Việt’ …"
    assert lossless("“§¶ng” – ‘ViÖt’ …", TCVN3)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_passes(text: str) -> None:
    found = guess([text])
    assert 0 <= found.share <= 1
    for encoding in Encoding:
        assert unicodedata.is_normalized("NFC", convert(text, encoding))
        lossless(text, encoding)
        to_legacy(text, encoding)
    assert clean(clean(text)) == clean(text)


# --- hygiene --------------------------------------------------------------------------------------


def test_what_is_cleaned() -> None:
    assert clean("Nguye\u0302\u0303n\u00a0 Thị\u200b  Đào ") == "Nguyễn Thị Đào"
    assert clean("Nguye\u0303\u0302n") == "Nguyễn"
    assert clean("Ðông Hải, ðảng") == "Đông Hải, đảng"
    assert clean("một\u2028hai\r\nba") == "một\nhai\nba"
    assert clean("hoà hòa thuý thúy") == "hoà hòa thuý thúy"
