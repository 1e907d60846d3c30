"""Child side: the number formats that tell more than the number behind them.

Zeros of an identity number live in formats (``000000000000``, ``"0"#########``), and so does the
fact that only a month or a year of a day is known (``mm/yyyy``: who types ``3/1962`` is given
1 March).
"""

import re
from enum import Enum
from functools import cache


class Format(Enum):
    """Cách hiển thị: how a date is shown."""

    DAY = "day"
    MONTH = "month"
    """Month and year, no day."""
    YEAR = "year"
    """A year alone."""
    ELAPSED = "elapsed"
    """Hours beyond 24."""


BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 18, 19, 20, 21, 22, 45, 47), Format.DAY),
    17: Format.MONTH,
    46: Format.ELAPSED,
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), Format.DAY),
}
"""Formats every spreadsheet knows by number, and those of East Asian versions."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]', re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhsgeb]", re.IGNORECASE)
_LITERAL = frozenset("0123456789.-/ ()")
_MASK = re.compile(r"[0#\U000F0000-\U000FFFFF.\-/ ()]+")
_HELD, _ROOM = 0xF0000, 0x10000
"""Literal characters are kept in a private plane of Unicode while a format is looked at."""


@cache
def read_format(code: str) -> Format | str | None:
    """Return what a format tells beyond the value: how a day is shown, or a mask of digits.

    >>> read_format("00\\\\.000000")
    '00\\U000f002e000000'
    >>> read_format("mm/yyyy")
    <Format.MONTH: 'month'>
    >>> read_format("#,##0.00")
    """
    first = _first_section(code)
    if _ELAPSED.search(first):
        return Format.ELAPSED
    bare = _QUOTED.sub("", first)
    if "general" in bare.lower() or "@" in bare:
        return None
    if _DATE_LETTERS.search(bare.replace("E+", "").replace("E-", "")):
        return _of_date(bare.lower())
    return _mask(first)


def _first_section(code: str) -> str:
    """Return the part of a format for positive numbers."""
    quoted, escaped = False, False
    for place, char in enumerate(code):
        if escaped:
            escaped = False
        elif char == "\\" and not quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            return code[:place]
    return code


def _of_date(bare: str) -> Format:
    if "d" in bare or "h" in bare or "s" in bare or "y" not in bare:
        return Format.DAY
    return Format.MONTH if "m" in bare else Format.YEAR


def _mask(section: str) -> str | None:
    """Return a format of digits that adds zeros, with its literal characters held apart."""
    if re.search(r"\[(?!\$)", section):
        return None  # a colour or a condition
    held = _QUOTED.sub(_hold, section)
    literal = {chr(ord(char) - _HELD) for char in held if ord(char) >= _HELD}
    adds = held.count("0") > 1 or "0" in literal or re.match(r"0#+$", held)
    if not adds or not _MASK.fullmatch(held) or not re.search("[0#]", held):
        return None
    if literal - _LITERAL and held.count("0") < 2:
        return None
    # A bare dot is where the fraction begins: such a format shows an amount.
    return None if "." in held else held


def _hold(found: re.Match[str]) -> str:
    return "".join(chr(_HELD + ord(char) % _ROOM) for char in found[1] or found[2] or "")


def masked(value: int, mask: str) -> str:
    """Return a whole number, not below zero, as ``mask`` shows it.

    >>> masked(37162004417, "000000000000")
    '037162004417'
    """
    digits = str(value) if value else ""
    slots = mask.count("0") + mask.count("#")
    before, rest = digits[: max(len(digits) - slots, 0)], digits[max(len(digits) - slots, 0) :]
    rest = rest.rjust(slots)
    found: list[str] = []
    for char in mask:
        if char in "0#":
            found.append(before + (rest[0].strip() or char.strip("#")))
            before, rest = "", rest[1:]
        else:
            found.append(chr(ord(char) - _HELD) if ord(char) >= _HELD else char)
    return "".join(found)
