"""The chi bộ that meet: which there are on a day, how many members, of what kind."""

from dataclasses import dataclass
from functools import cache

from tcxd_desktop.domain.meeting_errors import NotACellProblem
from tcxd_desktop.domain.meetings import CellHabit
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.domain.units import Unit, in_tree_order
from tcxd_desktop.office import scope, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import assignments as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading

_GROUP, _VILLAGE = "TO", "CB_THON"


@dataclass(frozen=True, slots=True)
class CellUnit:
    """Một chi bộ như trong ngày."""

    id: int
    name: str
    members: int
    has_committee: bool
    habit: CellHabit


@cache
def _kinds() -> frozenset[str]:
    """Return the types of organisation that hold meetings: a tổ đảng is part of its chi bộ."""
    found = (kind.code for kind in units.shipped_types() if kind.holds_members)
    return frozenset(found) - {_GROUP}


def cells(desk: Desk, reading: Reading, day: str) -> list[CellUnit]:
    """Return the chi bộ of the account's scope on ISO ``day``, in the order of the tree."""
    found = stored_units.on_day(reading, day)
    given = scope.units_of(desk, reading, day)
    counts = stored_units.head_counts(reading, day)
    habits = stored.habits(reading)
    return [
        CellUnit(
            unit.id, unit.name, counts.get(unit.id, 0), unit.has_committee, _habit(unit, habits)
        )
        for unit, _ in in_tree_order(found)
        if unit.type in _kinds() and (given is None or unit.id in given)
    ]


def cell(desk: Desk, reading: Reading, unit_id: int, day: str) -> CellUnit:
    """Return one chi bộ as it stood on a day.

    Raises:
        OutsideScopeProblem: not one the account was given.
        NotACellProblem: another kind of organisation, or it was not there that day.
    """
    scope.check_unit(desk, reading, unit_id)
    for unit in stored_units.on_day(reading, day):
        if unit.id == unit_id and unit.type in _kinds():
            count = stored_units.head_counts(reading, day).get(unit_id, 0)
            habit = _habit(unit, stored.habits(reading))
            return CellUnit(unit.id, unit.name, count, unit.has_committee, habit)
    raise NotACellProblem(stored_units.name_of(reading, unit_id), field="unit_id")


def check_whole(desk: Desk, reading: Reading) -> None:
    """Refuse an account limited to some organisations what is the whole office's.

    Raises:
        OutsideScopeProblem: it is limited.
    """
    if desk.actor.units:
        scope.check_unit(desk, reading, None)


def _habit(unit: Unit, habits: dict[int, CellHabit]) -> CellHabit:
    kind = CellKind.VILLAGE if unit.type == _VILLAGE else CellKind.OTHER
    found = habits.get(unit.id)
    if found is None:
        return CellHabit(unit.id, unit.name, kind)
    return CellHabit(
        unit.id, unit.name, found.kind, found.usual_day, found.usual_at, found.usual_place
    )
