"""The chi bộ that meet: which there are on a day, how many members, of what kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from tcxd_desktop.domain.meeting_errors import NotACellProblem
from tcxd_desktop.domain.meetings import CellHabit
from tcxd_desktop.domain.periods import first_day, last_day
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.domain.units import Unit, in_tree_order
from tcxd_desktop.office import scope, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import assignments as stored
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading

_GROUP, _VILLAGE, _PASSING = "TO", "CB_THON", "CB_TT"


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


def month_day(desk: Desk, period: str) -> str:
    """Return the day a month is looked at from: its last, or today where that is to come.

    Raises:
        BadPeriodProblem: no period.
    """
    return min(last_day(period), max(desk.day(), first_day(period)))


def cells(desk: Desk, reading: Reading, day: str) -> list[CellUnit]:
    """Return the chi bộ of the account's scope on ISO ``day``, in the order of the tree.

    The scope is that of today, whatever day is asked for: see ``office.scope``.
    """
    found = [unit for unit, _ in in_tree_order(stored_units.on_day(reading, day))]
    counts = stored_units.head_counts(reading, day)
    for unit in found:
        if unit.type == _GROUP and unit.parent_id is not None and unit.id in counts:
            counts[unit.parent_id] = counts.get(unit.parent_id, 0) + counts[unit.id]
    return _made(desk, reading, found, counts)


def _made(
    desk: Desk, reading: Reading, found: Iterable[Unit], counts: dict[int, int]
) -> list[CellUnit]:
    given = scope.units_of(desk, reading)
    habits = stored.habits(reading)
    return [
        CellUnit(
            unit.id, unit.name, counts.get(unit.id, 0), unit.has_committee, _habit(unit, habits)
        )
        for unit in found
        if unit.type in _kinds() and (given is None or unit.id in given)
    ]


def with_gone(
    desk: Desk, reading: Reading, period: str, met: Iterable[int], day: str = ""
) -> list[CellUnit]:
    """Return the chi bộ there at the end of a period, then those that met in it and are no more.

    Args:
        desk: where.
        reading: inside what.
        period: any; a chi bộ that is no more is told as it stood last.
        met: chi bộ with a meeting in the period.
        day: ISO day the period is looked at from; see ``month_day``.
    """
    there = cells(desk, reading, day or month_day(desk, period))
    given, known = scope.units_of(desk, reading), {cell.id for cell in there}
    gone = {unit for unit in met if unit not in known and (given is None or unit in given)}
    if not gone:
        return there
    last: list[Unit] = []
    counts: dict[int, int] = {}
    for unit_id in sorted(gone):
        was = _last_as_cell(reading, unit_id, last_day(period))
        if was is not None:
            unit, until = was
            last.append(unit)
            counts[unit_id] = stored_meetings.counted(reading, unit_id, until)
    return there + _made(desk, reading, last, counts)


def _last_as_cell(reading: Reading, unit_id: int, day: str) -> tuple[Unit, str] | None:
    """Return a unit as it last was a chi bộ up to ISO ``day``, with the last day of that."""
    for step in reversed(stored_units.steps(reading, unit_id)):
        if step.unit.since <= day and step.unit.type in _kinds():
            return step.unit, min(day, _day_before(step.until)) if step.until else day
    return None


def there_on(reading: Reading, unit_id: int, day: str) -> bool:
    """Tell whether a unit was a chi bộ on ISO ``day``."""
    return any(
        step.unit.type in _kinds()
        for step in stored_units.steps(reading, unit_id)
        if step.unit.since <= day and (not step.until or day < step.until)
    )


def of_passers(reading: Reading, unit_id: int, day: str) -> bool:
    """Tell whether a unit is a chi bộ sinh hoạt tạm thời: all in it are there for a time."""
    return any(
        step.unit.type == _PASSING
        for step in stored_units.steps(reading, unit_id)
        if step.unit.since <= day and (not step.until or day < step.until)
    )


def cell(desk: Desk, reading: Reading, unit_id: int, day: str) -> CellUnit:
    """Return one chi bộ as it stood on a day.

    Raises:
        OutsideScopeProblem: not one the account was given.
        NotACellProblem: another kind of organisation, or it was not there that day.
    """
    scope.check_unit(desk, reading, unit_id)
    for step in stored_units.steps(reading, unit_id):
        if step.unit.since <= day and (not step.until or day < step.until):
            if step.unit.type not in _kinds():
                break
            count = stored_meetings.counted(reading, unit_id, day)
            habit = _habit(step.unit, stored.habits(reading))
            return CellUnit(unit_id, step.unit.name, count, step.unit.has_committee, habit)
    raise NotACellProblem(stored_units.name_of(reading, unit_id), field="unit_id")


def cell_in(desk: Desk, reading: Reading, unit_id: int, period: str) -> tuple[CellUnit, str]:
    """Return one chi bộ as it stood last in a month up to today, and that day.

    Raises:
        OutsideScopeProblem: not one the account was given.
        NotACellProblem: another kind of organisation, or it was not there in the month.
    """
    day = month_day(desk, period)
    scope.check_unit(desk, reading, unit_id)
    was = _last_as_cell(reading, unit_id, day)
    if was is not None and was[1] >= first_day(period):
        day = was[1]
    return cell(desk, reading, unit_id, day), day


def check_whole(desk: Desk, reading: Reading) -> None:
    """Refuse an account limited to some organisations what is the whole office's.

    Raises:
        OutsideScopeProblem: it is limited.
    """
    if desk.actor.units:
        scope.check_unit(desk, reading, None)


def _day_before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()


def _habit(unit: Unit, habits: dict[int, CellHabit]) -> CellHabit:
    kind = CellKind.VILLAGE if unit.type == _VILLAGE else CellKind.OTHER
    found = habits.get(unit.id)
    if found is None:
        return CellHabit(unit.id, unit.name, kind)
    return CellHabit(
        unit.id, unit.name, found.kind, found.usual_day, found.usual_at, found.usual_place
    )
