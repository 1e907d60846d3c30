"""Dữ liệu bị khóa: what a decision forbids to be worked with; every door asks here."""

from collections.abc import Iterable

from tcxd_desktop.domain.errors import ErasedProblem, RestrictedProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.personal_data import Restriction
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import restrictions as stored
from tcxd_desktop.storage.work import Reading


def check(reading: Reading, ids: Iterable[int]) -> None:
    """Refuse to edit, move, print or export people whose data is restricted or erased.

    Raises:
        RestrictedProblem: says whose.
        ErasedProblem: there is nothing left of one of them.
    """
    wanted = list(ids)
    held = stored.restricted(reading, wanted)
    if held:
        raise RestrictedProblem(tuple(held.values()))
    if stored.erased(reading, wanted):
        raise ErasedProblem


def restricted(desk: Desk) -> frozenset[int]:
    """Return whose data is restricted: lists mark them."""
    with desk.read() as reading:
        return frozenset(stored.restricted(reading))


def restrictions(desk: Desk, person_id: int | None = None) -> list[Restriction]:
    """Return every restriction, of one person or of all, the newest first."""
    with desk.read(Permission.DATA) as reading:
        return stored.of(reading, person_id)
