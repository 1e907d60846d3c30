"""Numbers of criteria as papers write them: 1, 1.1; I, II; a, b. No Qt."""

from collections.abc import Collection
from itertools import count

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 39
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""In the order Vietnamese lists take them."""


def roman(number: int) -> str:
    """Return a number from 1 to 39 in Roman letters."""
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


_ROMANS = {roman(number): number for number in range(1, _MOST_ROMAN + 1)}


def following(item_id: str) -> str:
    """Return the id that comes after one: ``I.2`` → ``I.3``, ``II`` → ``III``, ``b`` → ``c``.

    Empty where none can be told.
    """
    head, dot, last = item_id.rpartition(".")
    stem = head + dot
    if last.isdigit():
        return f"{stem}{int(last) + 1}"
    if last in _ROMANS and _ROMANS[last] < _MOST_ROMAN:
        return f"{stem}{roman(_ROMANS[last] + 1)}"
    place = _LETTERS.find(last.lower()) if len(last) == 1 else -1
    if 0 <= place < len(_LETTERS) - 1:
        after = _LETTERS[place + 1]
        return f"{stem}{after.upper() if last.isupper() else after}"
    return ""


def next_id(before: str, taken: Collection[str]) -> str:
    """Return a free id after another one."""
    found = following(before)
    while found and found in taken:
        found = following(found)
    return found or next(name for n in count(2) if (name := f"{before}-{n}") not in taken)


def first_id(above: str, taken: Collection[str]) -> str:
    """Return a free id for the first criterion of a group; at the top ``above`` is empty."""
    stem = f"{above}." if above else ""
    return next(name for n in count(1) if (name := f"{stem}{n}") not in taken)
