"""Phạm vi được giao: an account may be given some organisations instead of the whole office.

Every way to people and organisations asks here, and nowhere else. A person belongs to the scope by
where he stands today, whatever day a list is as at; whoever left belongs where he stood last.
"""

from collections.abc import Iterable

from tcxd_desktop.domain.errors import OutsideScopeProblem
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import scope as stored
from tcxd_desktop.storage.work import Reading


def units_of(desk: Desk, reading: Reading, day: str = "") -> frozenset[int] | None:
    """Return the organisations the account is limited to, with all below them on a day.

    ``None``: the whole office.
    """
    if not desk.actor.units:
        return None
    return stored.with_below(reading, desk.actor.units, desk.day(day))


def within(desk: Desk, reading: Reading) -> tuple[frozenset[int], str] | None:
    """Return the organisations people must stand in, and on which day; ``None``: anywhere."""
    units = units_of(desk, reading)
    return None if units is None else (units, desk.day())


def people_of(desk: Desk, reading: Reading, ids: Iterable[int]) -> set[int]:
    """Return those of ``ids`` the account may see."""
    wanted = set(ids)
    units = units_of(desk, reading)
    return wanted if units is None else stored.inside(reading, units, desk.day(), wanted)


def everybody(desk: Desk, reading: Reading) -> set[int] | None:
    """Return everybody the account may see; ``None``: the whole office."""
    units = units_of(desk, reading)
    return None if units is None else stored.everybody(reading, units, desk.day())


def check_person(desk: Desk, reading: Reading, person_ids: Iterable[int]) -> None:
    """Refuse people the account was not given.

    Raises:
        OutsideScopeProblem: one of them stands elsewhere, or is nobody.
    """
    if desk.actor.units and not (wanted := set(person_ids)) <= people_of(desk, reading, wanted):
        raise OutsideScopeProblem


def check_unit(desk: Desk, reading: Reading, unit_id: int | None, *, field: str = "") -> None:
    """Refuse an organisation the account was not given; ``None`` stands above all of them.

    Raises:
        OutsideScopeProblem: it is not below one of those given.
    """
    units = units_of(desk, reading)
    if units is not None and unit_id not in units:
        raise OutsideScopeProblem(field=field)
