"""The shipped lists for passwords, and the rules of ``domain/passwords.py`` applied to them."""

from collections.abc import Sequence
from functools import cache

from tcxd_desktop import places
from tcxd_desktop.domain import passwords


@cache
def common_passwords() -> frozenset[str]:
    """Return the passwords that are guessed first, in their ``plain`` form."""
    return frozenset(passwords.plain(line) for line in _lines("common_passwords"))


@cache
def syllables() -> tuple[str, ...]:
    """Return the syllables suggestions are drawn from."""
    return _lines("syllables")


def check_password(password: str, names: Sequence[str] = ()) -> None:
    """Accept a password or raise a ``WeakPasswordProblem``; ``names``: of office and user."""
    passwords.check(password, names, common_passwords())


def suggest_password() -> str:
    """Return five random syllables to use as a password."""
    return passwords.suggest(syllables())


def _lines(name: str) -> tuple[str, ...]:
    path = places.resources() / "words" / f"{name}.txt"
    return tuple(line for line in path.read_text(encoding="utf-8").split("\n") if line)
