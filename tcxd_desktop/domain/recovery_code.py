"""The code on the recovery sheet: 125 random bits, written so that people copy it rightly.

25 letters of Crockford's base32 in five groups, then one check letter:
``9G3KT-0ZQ4M-XA7PE-5RWCJ-H2VD8-N``. No letter can be taken for another: I, L and O are read as
1, 1 and 0, and U is not used (security.md 4.2).
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence

from tcxd_desktop.domain.errors import BadRecoveryCodeProblem
from tcxd_desktop.domain.text import nfc

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = {letter: value for value, letter in enumerate(_LETTERS)} | {"O": 0, "I": 1, "L": 1}
_BETWEEN = re.compile(r"[\s.\-_\u2010-\u2015\u2212]+")
_LENGTH, _GROUP, _BITS, _BYTES = 25, 5, 125, 16
LENGTH = _LENGTH + 1
"""How many letters a whole code has, the check letter among them."""


def new_code(entropy: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Return a new code as it is printed.

    Raises:
        ValueError: ``entropy`` gave fewer bytes than asked; a weak code would look like any other.
    """
    raw = entropy(_BYTES)
    if len(raw) != _BYTES:
        raise ValueError("the source of entropy fell short")
    return _printed(int.from_bytes(raw, "big") >> (8 * _BYTES - _BITS))


def parse(text: str) -> bytes:
    """Return the 16 bytes of a code however it was typed; they are the same for every spelling.

    Lower case, full-width letters, marks left by a Vietnamese keyboard, missing or other dashes,
    and O, I, L for 0, 1, 1 are all taken.

    Raises:
        BadRecoveryCodeProblem: ``letter`` (with the letter no code has), ``length`` (with how many
            were found), or ``check``: all there, one of them mistyped.
    """
    values = [_value(letter) for letter in _letters(text)]
    if len(values) != LENGTH:
        raise BadRecoveryCodeProblem("length", len(values))
    if _check(values[:_LENGTH]) != values[_LENGTH]:
        raise BadRecoveryCodeProblem("check")
    number = 0
    for value in values[:_LENGTH]:
        number = number << 5 | value
    return number.to_bytes(_BYTES, "big")


def shown(code: str | bytes) -> str:
    """Return the printed form of a code typed in any way, or of its bytes.

    Raises:
        BadRecoveryCodeProblem: as ``parse``.
    """
    return _printed(int.from_bytes(parse(code) if isinstance(code, str) else code, "big"))


def _letters(text: str) -> str:
    wide = unicodedata.normalize("NFKD", nfc(text))
    bare = "".join(char for char in wide if not unicodedata.combining(char))
    return _BETWEEN.sub("", bare)


def _value(letter: str) -> int:
    # Only ASCII is turned to capitals: "ß" would become two letters, "ı" an I.
    value = _READ.get(letter.upper()) if letter.isascii() else None
    if value is None:
        raise BadRecoveryCodeProblem("letter", letter)
    return value


def _printed(number: int) -> str:
    values = [number >> 5 * place & 31 for place in reversed(range(_LENGTH))]
    letters = "".join(_LETTERS[value] for value in values)
    groups = [letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP)]
    return "-".join([*groups, _LETTERS[_check(values)]])


def _check(values: Sequence[int]) -> int:
    """Return the check value: the letters weighed by the powers of 2 in the field of 32 elements.

    All weights differ and none is 0 (2 has order 31 there, a code has 26 letters), so every single
    wrong letter and every swap of two different letters, near or far, changes the result.
    """
    found = 0
    for value in values:
        found = _doubled(found ^ value)
    return found


def _doubled(value: int) -> int:
    # x^5 + x^2 + 1 makes the field.
    return value << 1 ^ (0b100101 if value & 16 else 0)
