"""Which passwords are refused, how strong one looks, and one to suggest.

Only what is guessed first is refused (security.md 4.2; ASVS 5.0, 6.2): no rules of composition, no
forced change, no upper length. The lists come as arguments; ``office/words.py`` loads them.
"""

import re
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum
from math import log2

from tcxd_desktop.domain.errors import (
    CommonPasswordProblem,
    NamePasswordProblem,
    PatternPasswordProblem,
    ShortPasswordProblem,
)
from tcxd_desktop.domain.text import fold, nfc

MIN_LENGTH = 8
SYLLABLES = 5
"""How many a suggestion has."""
_LEAST_SYLLABLES = 1_000

_LEET = str.maketrans("@4013!$57", "aaoieisst")
_ROWS = (
    "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm", "147258369",
)  # fmt: skip
_RUNS = (*_ROWS, *(row[::-1] for row in _ROWS))
_PIECE = 3
"""A run or a repetition of so many characters is one thing to guess."""
_UNIT = 4
"""The longest unit whose mere repetition is refused: ``abcdabcd``."""
_YEAR_DIGITS = 4
_HEAD = 3
"""The shortest common word that a year behind it does not mend: ``abc2026``."""

_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"{_D}[/.\-]?{_M}[/.\-]?(?:{_Y}|\d\d)|{_M}[/.\-]?{_D}[/.\-]?{_Y}|{_Y}[/.\-]?{_M}[/.\-]?{_D}"
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+|[^A-Za-z0-9\s]")


class Strength(StrEnum):
    """Độ mạnh của mật khẩu: a calm hint beside the box, never a refusal."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


_FAIR_BITS, _GOOD_BITS = 36.0, 45.0
"""At the 2,000 guesses a second of security.md 4.2: a year, and centuries."""


def plain(text: str) -> str:
    """Return what stands for ``text`` in the list of common ones: ``P@ssw0rd`` is ``password``."""
    return "".join(char for char in _bare(text).translate(_LEET) if char.isalnum())


def check(password: str, names: Sequence[str], common: Collection[str]) -> None:
    """Accept a password, or say why not. ``names``: of the office and of the user.

    ``common`` holds the ``plain`` form of each; it has no default, so that nobody forgets it.

    Raises:
        ShortPasswordProblem: fewer than eight characters.
        PatternPasswordProblem: ``repeat``, ``run`` or ``date``, and nothing else.
        CommonPasswordProblem: among the common ones, or one of them with a year or such behind.
        NamePasswordProblem: only words of ``names``, or these with a year or such.
    """
    text = nfc(password)
    if len(text) < MIN_LENGTH:
        raise ShortPasswordProblem(MIN_LENGTH, field="password")
    bare = _bare(text)
    pattern = _pattern(bare) or _pattern(_kept(bare, str.isalnum))
    if pattern or not bare:
        raise PatternPasswordProblem(pattern or "repeat", field="password")
    if _is_common(bare, common):
        raise CommonPasswordProblem(field="password")
    letters = _kept(bare, str.isalpha)
    if _easy(_kept(bare, str.isdigit)) and _made_of(letters, _words(names)):
        raise NamePasswordProblem(field="password")


def strength(password: str) -> Strength:
    """Return an estimate: it counts different words, numbers and signs, and knows no slogans."""
    text = nfc(password)
    bare = _bare(text)
    if len(text) < MIN_LENGTH or not bare or bare.isdigit() or _pattern(bare):
        return Strength.WEAK
    bits = sum(_bits(token) for token in _tokens(text))
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _GOOD_BITS else Strength.GOOD


def suggest(syllables: Sequence[str], entropy: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Return five different syllables drawn at random, with spaces between.

    The list holds the 1,488 syllables of the language that read the same with Telex or VNI on or
    off: no tones, no marks, nothing such a keyboard would turn into another letter. Five make
    52.7 bits, which 2,000 guesses a second need some 60,000 years to find.

    Raises:
        ValueError: a list too short to draw from; a weak suggestion would look like any other.
    """
    pool = list(dict.fromkeys(syllables))
    if len(pool) < _LEAST_SYLLABLES:
        raise ValueError("too few syllables")
    # 16 bytes for each draw: what is left of bias is below 2**-110.
    draws = (int.from_bytes(entropy(16), "big") for _ in range(SYLLABLES))
    return " ".join(pool.pop(draw % len(pool)) for draw in draws)


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def _tokens(text: str) -> set[str]:
    """Return the different words, numbers and signs; a capital begins a word."""
    words = (
        "".join(fold(char).upper() if char.isupper() else fold(char) for char in word)
        for word in text.split()
    )
    return {token.lower() for word in words for token in _TOKEN.findall(word)}


def _kept(text: str, wanted: Callable[[str], bool]) -> str:
    return "".join(char for char in text if wanted(char))


def _pattern(bare: str) -> str:
    """Return ``repeat``, ``run`` or ``date`` when there is nothing else in ``bare``."""
    units = (bare[:size] for size in range(1, min(_UNIT, len(bare) // 2) + 1))
    if any((unit * len(bare))[: len(bare)] == bare for unit in units):
        return "repeat"
    if _DATE.fullmatch(bare):
        return "date"
    return "run" if len(bare) >= _PIECE and _only_runs(bare) else ""


def _only_runs(bare: str) -> bool:
    start = 0
    while start < len(bare):
        size = max(_repeated(bare, start), *(_along(bare, start, row) for row in _RUNS))
        if size < _PIECE:
            return False
        start += size
    return True


def _repeated(bare: str, start: int) -> int:
    end = start
    while end < len(bare) and bare[end] == bare[start]:
        end += 1
    return end - start


def _along(bare: str, start: int, row: str) -> int:
    """Return how far ``bare`` follows ``row`` from ``start``."""
    at = row.find(bare[start])
    size = 0
    while at >= 0 and bare[start + size : start + size + 1] == row[at + size : at + size + 1] != "":
        size += 1
    return size


def _easy(digits: str) -> bool:
    """Tell whether digits beside a known word add nothing: a year, a run, a birthday."""
    return len(digits) <= _YEAR_DIGITS or bool(_pattern(digits))


def _is_common(bare: str, common: Collection[str]) -> bool:
    end = len(bare)
    while end and not bare[end - 1].isalpha():
        end -= 1
    year = _kept(bare[end:], str.isdigit)
    return plain(bare) in common or (end >= _HEAD and plain(bare[:end]) in common and _easy(year))


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", fold(name)))


def _made_of(letters: str, words: frozenset[str]) -> bool:
    """Tell whether ``letters`` are words put one after another."""
    reached = {0} if letters else set()
    for start in range(len(letters)):
        if start in reached:
            reached |= {start + len(word) for word in words if letters.startswith(word, start)}
    return len(letters) in reached


def _bits(token: str) -> float:
    """Return what one word, number or sign is worth to somebody who guesses by words."""
    if len(token) > _PIECE and _pattern(token):
        return 5.0
    if token.isdigit():
        return 7.0 if re.fullmatch(_Y, token) else len(token) * log2(10)
    if not token.isalpha():
        return 4.0
    # A syllable is one of a thousand or two however long; what is run together is worth less.
    return min(4.5 * len(token), 10.0 + 2.0 * max(len(token) - 5, 0))
