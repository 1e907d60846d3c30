"""Who may come in, before anybody did: all that the sign-in asks of an office.

Apart from ``opening``, because the box for the password must not wait for the records behind it.
"""

from pathlib import Path

from tcxd_desktop.domain.errors import ChooseAccountProblem, NoSuchAccountProblem
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.storage import attempts, keys, swap
from tcxd_desktop.storage.keys import SlotName


def accounts_of(folder: Path) -> list[SlotName]:
    """Return who can sign in, before anybody did.

    Raises:
        NotAnOfficeProblem, DamagedFileProblem.
    """
    swap.carry_on(folder)
    return keys.listed(folder)


def wait_seconds(folder: Path, account: int) -> float:
    """Return how long the next try of an account has to wait after wrong passwords."""
    return attempts.wait(folder, account)


def account_named(folder: Path, user: str) -> int:
    """Return the account of that name; of the only one where none is named."""
    known = keys.listed(folder)
    if not user:
        if len(known) > 1:
            raise ChooseAccountProblem(", ".join(slot.name for slot in known))
        return known[0].account if known else 0
    wanted = fold(clean_line(user))
    for slot in known:
        if fold(slot.name) == wanted:
            return slot.account
    raise NoSuchAccountProblem(user)
