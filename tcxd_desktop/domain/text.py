"""Hygiene and folding of text: every door of the program lets text in through here."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_ISOLATES = "\u2066\u2067\u2068\u2069"
"""Marks of direction, which Windows puts before dates that are copied."""
_ZERO_WIDTH = dict.fromkeys(map(ord, _INVISIBLE + _ISOLATES))
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_UNWANTED = dict.fromkeys([*range(32), *range(127, 160), *range(0xD800, 0xE000)])
"""Controls, and halves of surrogate pairs, which no file can hold."""
_MARKS = re.compile("[\u0300-\u036f]+")
"""What NFD sets apart from Vietnamese letters."""
_HYGIENE = _UNWANTED | {ord("\n"): "\n", ord("\t"): "\t"} | _BREAKS | _ZERO_WIDTH


def nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC, every line break ``\\n``, without invisible characters."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_HYGIENE))


def clean_line(text: str) -> str:
    """Return one line: NFC, every run of white space one space, ends trimmed."""
    return " ".join(nfc(text).split())


def clean_block(text: str) -> str:
    """Return a text of several lines, each cleaned, without empty lines at its ends."""
    lines = [" ".join(line.split()) for line in nfc(text).split("\n")]
    return "\n".join(lines).strip("\n")


def digits(text: str) -> str:
    """Return ``text`` without the spaces, dots and dashes people put between digits."""
    return "".join(c for c in clean_line(text) if c not in " .-")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the search key of ``text``: lower case, no marks, ``đ`` as ``d``, single spaces.

    >>> fold("Nguyễn Thị  Đào")
    'nguyen thi dao'
    """
    lowered = text.lower().replace("đ", "d")
    if lowered.isascii():
        return " ".join(lowered.split())
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lowered))
    if not bare.isascii():
        # Marks of other scripts, which no Vietnamese text has.
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())
