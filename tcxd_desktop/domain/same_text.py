"""When two writings of one thing say the same: capitals, spaces and the place of the tone aside."""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts say the same; tone marks count, where they stand does not.

    >>> same_text("NGUYỄN THỊ HOÀ", "Nguyễn Thị  Hòa")
    True
    """
    return one == other or even(one) == even(other)


@lru_cache(maxsize=65536)
def even(text: str) -> str:
    """Return ``text`` in small letters with the tone of each syllable at its end."""
    return " ".join(map(_syllable, unicodedata.normalize("NFD", text.casefold()).split()))


def _syllable(word: str) -> str:
    tones = "".join(mark for mark in word if mark in _TONES)
    return "".join(mark for mark in word if mark not in _TONES) + tones if tones else word
