"""Whoever looks at a dossier leaves a line in the access book."""

from datetime import timedelta

from tcxd_desktop.domain.book import PERSON, VIEW
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.office.desk import Desk

AGAIN: timedelta = timedelta(minutes=30)
"""Looking again within this time is the same look: a clerk goes up and down a list."""


def due(desk: Desk, person_id: int, purpose: str = "") -> bool:
    """Tell whether looking at a dossier now would leave a line: nothing is written.

    Where the files may only be read (damaged, or not confirmed by the head) there is nowhere to.
    """
    desk.check(Permission.VIEW)
    last = desk.viewed.get((person_id, purpose))
    # A clock set back must not keep looks from being noted.
    again = last is not None and timedelta() <= desk.clock() - last < AGAIN
    return not again and not desk.store.read_only


def note(desk: Desk, person_id: int, purpose: str = "") -> bool:
    """Note that a dossier was looked at; return whether a line was left.

    One line for each person, purpose and session within half an hour.
    """
    if not due(desk, person_id, purpose):
        return False
    now = desk.clock()
    about = Change(PERSON, person_id, VIEW, "", "")
    desk.line(Permission.VIEW, "people.view", "", about, purpose=purpose, people=1)
    desk.viewed[(person_id, purpose)] = now
    return True
