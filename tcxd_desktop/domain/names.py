"""Vietnamese personal names: their parts, and the order of lists.

Order (decisions 13): given name, then family and middle name, compared syllable by syllable,
letters before tones within a syllable.
"""

import unicodedata
from functools import lru_cache

from tcxd_desktop.domain.text import clean_line

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{position + 10:02d}" for position, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPED = {
    "a\u0306": "ă",
    "a\u0302": "â",
    "e\u0302": "ê",
    "o\u0302": "ô",
    "o\u031b": "ơ",
    "u\u031b": "ư",
}


@lru_cache(maxsize=8192)
def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tone = "0"
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char):
            if letters:
                letters[-1] = _SHAPED.get(letters[-1] + char, letters[-1])
        else:
            letters.append(char)
    ranks = "".join(_RANK.get(letter, f"9{ord(letter):06d}") for letter in letters)
    return f"{ranks} {tone}"


def text_key(text: str) -> str:
    """Return a key that sorts any text in Vietnamese order, syllable by syllable."""
    return "|".join(_syllable_key(part) for part in text.split())


def split_name(full_name: str) -> tuple[str, str]:
    """Return (family and middle names, given name) of ``full_name``."""
    parts = clean_line(full_name).split()
    return " ".join(parts[:-1]), parts[-1] if parts else ""


def name_key(full_name: str) -> str:
    """Return the key by which lists of people are ordered: given name first."""
    rest, given = split_name(full_name)
    return f"{text_key(given)}~{text_key(rest)}" if rest else text_key(given)
