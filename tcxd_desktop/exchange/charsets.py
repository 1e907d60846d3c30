"""Child side: in which character sets the bytes of a text file can be read, likeliest first."""

import codecs
from typing import Final
from unicodedata import combining, normalize

from tcxd_desktop.domain.legacy_text import guess
from tcxd_desktop.domain.sheet import Encoding

UTF8_SIGNED, UTF8, UTF16 = "utf-8-sig", "utf-8", "utf-16"
UTF16_LE, UTF16_BE = "utf-16-le", "utf-16-be"
WINDOWS_VN, WESTERN = "windows-1258", "cp1252"
CHARSETS: Final = (UTF8, UTF8_SIGNED, UTF16, UTF16_LE, UTF16_BE, WINDOWS_VN, WESTERN)
"""Those a file may be asked to be read in. Text of old fonts lies in ``cp1252``."""
_WESTERN: Final = {
    number: bytes([number]).decode("cp1252")
    for number in range(0x80, 0xA0)
    if number not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_LETTERS: Final = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")
_SAMPLE: Final = 200_000
"""So many bytes are looked at to tell wide characters and Vietnamese letters."""
_WIDE: Final = 0.3
"""Share of zero bytes on one side of wide characters, above which they are no accident."""
_MOST_WRONG: Final = 0.1

# Looked up now: once a file is read no module can be loaded any more.
for _name in CHARSETS:
    codecs.lookup(_name)


def western(data: bytes) -> str:
    """Return bytes as Western letters; the five that are none stay controls.

    Text in old fonts is looked up by these letters, so that no byte may be lost.
    """
    return data.decode("latin_1").translate(_WESTERN)


def decoded(data: bytes, charset: str) -> str:
    """Return the text of a file in one of ``CHARSETS``, without a mark at its beginning.

    Raises:
        UnicodeError: the bytes are none in this character set.
    """
    if charset == WESTERN:
        return western(data)
    return data.decode(charset).removeprefix("\ufeff")


def possible(data: bytes) -> list[str]:
    """Return the character sets the bytes can be read in, likeliest first."""
    if data.startswith(codecs.BOM_UTF8):
        return _readable(data, [UTF8_SIGNED, WESTERN])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _readable(data, [UTF16])
    wide = _wide(data[:_SAMPLE])
    if wide:
        return _readable(data, [wide])
    narrow = [WINDOWS_VN, WESTERN] if _is_windows_vn(data[:_SAMPLE]) else [WESTERN, WINDOWS_VN]
    return _readable(data, [UTF8, *narrow])


def _readable(data: bytes, charsets: list[str]) -> list[str]:
    found = []
    for charset in charsets:
        try:
            decoded(data, charset)
        except UnicodeError:
            continue
        found.append(charset)
    return found


def _wide(data: bytes) -> str:
    """Return which way round wide characters without a mark are, or nothing."""
    half = len(data) // 2
    if not half:
        return ""
    if data[1::2].count(0) > half * _WIDE and data[::2].count(0) == 0:
        return UTF16_LE
    if data[::2].count(0) > half * _WIDE and data[1::2].count(0) == 0:
        return UTF16_BE
    return ""


def _is_windows_vn(data: bytes) -> bool:
    """Tell whether the bytes look like the code page of Vietnamese Windows.

    Its tones stand behind their letters; in text of old fonts the same bytes stand anywhere.
    """
    try:
        text = normalize("NFC", data.decode(WINDOWS_VN))
    except UnicodeError:
        return False
    marked = [char for char in text if ord(char) > 127]
    strange = sum(combining(char) > 0 or not _vietnamese(char) for char in marked)
    if strange > len(marked) * _MOST_WRONG:
        return False
    return guess(western(data).split()).encoding is Encoding.UNICODE


def _vietnamese(char: str) -> bool:
    """Tell whether a letter is one of Vietnamese, or a mark Windows itself puts into text."""
    return char in _LETTERS or normalize("NFD", char)[0].isascii() or char in "‘’“”–—…•\xa0₫"
