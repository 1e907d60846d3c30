"""Text of the years before Unicode: TCVN3 (fonts ``.Vn…``) and VNI (fonts ``VNI-…``).

Such text is stored as Western letters (``NguyÔn V¨n An``) and only its font makes Vietnamese of
it. Files that name the font are read by ``encoding_of_font``; others by ``guess``, which counts
words that can be Vietnamese as they stand and as each character set would have them.

Text must come here before any hygiene: U+00AD, an invisible hyphen elsewhere, is ``ư`` in TCVN3.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.domain.syllables import is_syllable
from tcxd_desktop.domain.text import clean_block

_TONE_ORDER: Final = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""Sắc, huyền, hỏi, ngã, nặng: the order of the tables below."""

_TCVN_LOW: Final = {
    0x01: "ÚỤ", 0x04: "ỪỬỮ", 0x11: "ỨỰỲỶỸÝỴ",
}  # fmt: skip
_TCVN_HIGH: Final = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"  # 80
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"  # 90
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"  # A0
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"  # B0
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"  # C0
    "éẹềểễếệìỉỄẾỒĩíịò"  # D0
    "Ổỏõóọồổỗốộờởỡớợù"  # E0
    "ỖủũúụừửữứựỳỷỹýỵỐ"  # F0
)
"""TCVN 5712:1993, VN1, of which the fonts ``.Vn…`` show the subset VN3."""
_TCVN: Final[Mapping[str, str]] = {
    chr(first + place): letter
    for first, letters in (*_TCVN_LOW.items(), (0x80, _TCVN_HIGH))
    for place, letter in enumerate(letters)
}
_TCVN_CODES: Final = str.maketrans(dict(_TCVN))

_VNI_SHAPED: Final = {
    "a": "ùøûõï", "â": "áàåãä", "ă": "éèúüë", "e": "ùøûõï", "ê": "áàåãä", "o": "ùøûõï",
    "ô": "áàåãä", "ơ": "ùøûõï", "u": "ùøûõï", "ư": "ùøûõï", "y": "ùøûõ",
}  # fmt: skip
"""Second bytes of VNI for Windows, in the order of the tones."""
_VNI_BASES: Final = {
    "a": "a", "â": "aâ", "ă": "aê", "e": "e", "ê": "eâ", "o": "o", "ô": "oâ", "ơ": "ô",
    "u": "u", "ư": "ö", "y": "y", "đ": "ñ",
}  # fmt: skip
_VNI_WHOLE: Final = dict(zip("íìỉĩịỵ", "íìæóòî", strict=True))


def _vni_table() -> dict[str, str]:
    """Return VNI spellings and their letters; a mark may stand in either case after its letter."""
    small = {code: letter for letter, code in _VNI_BASES.items() if letter != code}
    small |= {code: letter for letter, code in _VNI_WHOLE.items()}
    for letter, marks in _VNI_SHAPED.items():
        for mark, tone in zip(marks, _TONE_ORDER, strict=False):
            small[_VNI_BASES[letter][0] + mark] = unicodedata.normalize("NFC", letter + tone)
    table = dict(small)
    for code, letter in small.items():
        for spelt in (code[0].upper() + code[1:], code.upper()):
            table[spelt] = letter.upper()
        table[code[0] + code[1:].upper()] = letter
    return table


_VNI: Final[Mapping[str, str]] = _vni_table()
_VNI_CODES: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TABLES: Final = {
    Encoding.UNICODE: dict[str, str](),
    Encoding.TCVN3: _TCVN,
    Encoding.TCVN3_CAPITALS: _TCVN,
    Encoding.VNI: _VNI,
}
_CODES: Final = {
    Encoding.TCVN3: {letter: code for code, letter in _TCVN.items()},
    Encoding.TCVN3_CAPITALS: {letter: code for code, letter in _TCVN.items()},
    Encoding.VNI: {
        letter: code for code, letter in _VNI.items() if code in {code.lower(), code.upper()}
    },
}
_LOOKALIKES: Final = str.maketrans("ÐƉð", "ĐĐđ")
_MARKED: Final = re.compile("[\u0300-\u036f]{2,}")
_SHAPES: Final = "\u0302\u0306\u031b"
_PUNCTUATION: Final = frozenset("‘’“”–—…•€‚„\u00a0\u0085")
"""What Windows itself put between Western letters; no Vietnamese letter in these fonts."""
_SIGNS: Final = "«»§©®°"
"""Signs that stand beside words of Unicode, and are letters in the old fonts."""
_BEYOND: Final = re.compile(r"[\u0100-\u01bf\u0300-\u036f\u1e00-\u1eff]")
"""Letters no old font can hold: such text was typed in Unicode, whatever its font says."""
_BETWEEN: Final = re.compile(r"([\s0-9!-/:-@\[-`{-~‘’“”–—…•]+)")
_CAPITAL_WORD: Final = re.compile(r"(?=(?:.*[A-Z]){2})[^a-z]*[^A-Za-z\W][^a-z]*", re.DOTALL)
_FONT_STYLE: Final = re.compile(r"(?:[\s,_-]+(?:bold|italic|regular|normal|đậm|nghiêng))+$", re.I)
_UNDOTTED: Final = frozenset({"vntime", "vntimeh", "vnarial", "vnarialh"})

_SAMPLE: Final = 400
"""How many different texts are looked at before a guess."""
_LIKELY: Final = 0.6
_SURE: Final = 0.85
_FEW: Final = 3
"""Fewer different words than this are no sure ground."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Bảng mã nhận ra theo chữ, khi tệp không nói phông."""

    encoding: Encoding
    sure: bool
    """Whether it may be used without asking."""
    share: float
    """Share of the words with marks that are Vietnamese syllables in this character set."""


def encoding_of_font(font_name: str) -> Encoding:
    """Return the character set of a font by its name.

    Fonts ending in ``H`` show small letters as capitals, so what they hold is read as capitals.

    >>> encoding_of_font(".VnTimeH") is Encoding.TCVN3_CAPITALS
    True
    """
    name = _FONT_STYLE.sub("", font_name.strip()).casefold()
    if name == "vni" or name.startswith(("vni-", "vni ", "vni_")):
        return Encoding.VNI
    if not name.startswith(".vn") and name not in _UNDOTTED:
        return Encoding.UNICODE
    return Encoding.TCVN3_CAPITALS if name.endswith("h") else Encoding.TCVN3


def lossless(text: str, encoding: Encoding) -> bool:
    """Tell whether every character of ``text`` has its place in ``encoding``."""
    if encoding is Encoding.UNICODE or text.isascii():
        return True
    table = _TABLES[encoding]
    rest = _VNI_CODES.sub("", text) if encoding is Encoding.VNI else text
    return all(char in table or char.isascii() or char in _PUNCTUATION for char in rest)


def convert(text: str, encoding: Encoding) -> str:
    """Return ``text`` in Unicode NFC.

    Where a text holds letters the old character set lacks, its words are judged one by one, and
    those that are Vietnamese as they stand stay: cells typed in Unicode under an old font, and
    cells of two fonts. Words typed in capitals for an ``H`` font become capitals throughout.

    >>> convert("Céng hoµ x· héi chñ nghÜa", Encoding.TCVN3)
    'Cộng hoà xã hội chủ nghĩa'
    """
    if encoding is Encoding.UNICODE:
        return unicodedata.normalize("NFC", text)
    if _BEYOND.search(text):
        parts = _BETWEEN.split(text)
        whole = "".join(_of_word(part, encoding) for part in parts)
    else:
        whole = _capitals_mended(_decoded(text, encoding))
    whole = unicodedata.normalize("NFC", whole)
    return whole.upper() if encoding is Encoding.TCVN3_CAPITALS else whole


def to_legacy(text: str, encoding: Encoding) -> str:
    """Return ``text`` as the old character set stores it, for tests and round trips.

    Capitals of ``TCVN3_CAPITALS`` are written as the small letters those fonts show as capitals.
    What the set cannot hold stays.
    """
    text = unicodedata.normalize("NFC", text)
    if encoding is Encoding.UNICODE:
        return text
    if encoding is Encoding.TCVN3_CAPITALS:
        text = "".join(char if char.isascii() else char.lower() for char in text)
    return "".join(_CODES[encoding].get(char, char) for char in text)


def guess(texts: Iterable[str]) -> Guess:
    """Return the character set most words of ``texts`` are Vietnamese in.

    Unicode wins where two do equally well; text without marks tells nothing and stays Unicode.
    Fonts that show capitals cannot be told from text: it is read as ``TCVN3``.
    """
    marked = islice((text for text in dict.fromkeys(texts) if not text.isascii()), _SAMPLE)
    words = {word for text in marked for word in _BETWEEN.split(text) if _telling(word)}
    if not words:
        return Guess(Encoding.UNICODE, sure=True, share=1.0)
    good = {
        encoding: sum(_reads_as(word, encoding) for word in words)
        for encoding in (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI)
    }
    best = max(good, key=lambda encoding: good[encoding])
    share, plain = good[best] / len(words), good[Encoding.UNICODE] / len(words)
    if best is Encoding.UNICODE:
        # Names of other peoples (Đắk Lắk) are no syllables, and Unicode all the same.
        modern = sum(bool(_BEYOND.search(word)) or is_syllable(word) for word in words)
        return Guess(best, sure=modern / len(words) >= _LIKELY or not good[best], share=share)
    if share < _LIKELY or share - plain < 1 - _SURE:
        return Guess(Encoding.UNICODE, sure=False, share=plain)
    sure = share >= _SURE and plain <= 1 - _LIKELY and good[best] >= _FEW
    return Guess(best, sure=sure, share=share)


def clean(text: str) -> str:
    """Return ``text`` fit to be kept: NFC, ordinary spaces, nothing invisible, lines kept.

    Accents typed in the wrong order are put right and Icelandic ``Ð`` becomes ``Đ``; where the
    tone stands (*hoà*, *hòa*) is left as it was written.
    """
    return clean_block(_reordered(text.translate(_LOOKALIKES)))


def _reordered(text: str) -> str:
    """Put the shape of a letter before its tone, without which the two never become one letter."""
    parts = unicodedata.normalize("NFD", text)
    if not _MARKED.search(parts):
        return text
    return _MARKED.sub(lambda found: "".join(sorted(found[0], key=_mark_order)), parts)


def _mark_order(mark: str) -> bool:
    return mark not in _SHAPES


def _decoded(text: str, encoding: Encoding) -> str:
    if encoding is Encoding.VNI:
        return _VNI_CODES.sub(lambda found: _VNI[found[0]], text)
    return text.translate(_TCVN_CODES)


def _of_word(word: str, encoding: Encoding) -> str:
    """Convert one word of a text that is partly Unicode."""
    if word.isascii() or _BEYOND.search(word) or is_syllable(word):
        return word
    decoded = unicodedata.normalize("NFC", _capitals_mended(_decoded(word, encoding)))
    return decoded if is_syllable(decoded) else word


def _capitals_mended(text: str) -> str:
    """Make capitals of accented small letters among capitals: ``NGUYÔN`` was shown as NGUYỄN."""
    if not text.isascii():
        parts = _BETWEEN.split(text)
        mended = [part.upper() if _CAPITAL_WORD.fullmatch(part) else part for part in parts]
        if mended != parts:
            text = "".join(mended)
            return text if any("a" <= char <= "z" for char in text) else text.upper()
    return text


def _telling(word: str) -> bool:
    return len(word) > 1 and not word.isascii()


def _reads_as(word: str, encoding: Encoding) -> bool:
    """Tell whether ``word`` is a Vietnamese syllable, read in ``encoding``."""
    if encoding is Encoding.UNICODE:
        return is_syllable(word.strip(_SIGNS))
    if not lossless(word, encoding):
        return False
    return is_syllable(unicodedata.normalize("NFC", _capitals_mended(_decoded(word, encoding))))
