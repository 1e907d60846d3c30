"""Bringing an erasure to its end where the sealed compartment was not at hand."""

from contextlib import suppress

from tcxd_desktop.domain.book import PERSON
from tcxd_desktop.domain.errors import DiskFaultProblem, DiskFullProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import erasure


def finish(desk: Desk) -> int:
    """Remove what the sealed compartment still holds of persons erased; return of how many.

    A backup restored by somebody without the compartment is cleaned in its main file only; the
    next sign-in of a holder does the rest.
    """
    desk.check(Permission.OWN)
    if desk.store.read_only:
        return 0
    with desk.store.turn() as connection:
        left = erasure.left_in_sealed(connection)
    if left:
        with desk.write(Permission.OWN, "data.erase.rest", people=len(left)) as work:
            erasure.again(work, desk.store, left)
            work.note(*(Change(PERSON, number, erasure.FIELD, "", "") for number in left))
    tidy(desk)
    return len(left)


def tidy(desk: Desk) -> bool:
    """Write the files anew without pieces of whoever was erased; tell whether that was possible.

    On a full disk it waits for the next sign-in: the rows themselves are gone already.
    """
    desk.check(Permission.OWN)
    with suppress(DiskFullProblem, DiskFaultProblem):
        erasure.tidy(desk.store)
        return True
    return False
