"""What every use case of transfers needs of the files: the case, its rules, its route."""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    ErasedProblem,
    NotFoundProblem,
    OutsideScopeProblem,
)
from tcxd_desktop.domain.rule_errors import NoRouteProblem
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_clocks import Clock, clocks
from tcxd_desktop.domain.transfer_route import route_of
from tcxd_desktop.domain.transfers import End, Transfer
from tcxd_desktop.domain.units import Unit, path_names
from tcxd_desktop.domain.working_days import WorkCalendar
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.office import scope, work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading


def case_of(desk: Desk, reading: Reading, transfer_id: int) -> Transfer:
    """Return a case the account may see.

    Raises:
        NotFoundProblem: no such case.
        OutsideScopeProblem: of an organisation the account was not given.
    """
    found = stored.read(reading, transfer_id)
    if found is None:
        raise NotFoundProblem(str(transfer_id))
    check_scope(desk, reading, found)
    return found


def check_scope(desk: Desk, reading: Reading, case: Transfer) -> None:
    """Refuse a case whose chi bộ the account was not given.

    Inside the office both ends must be: the one that lets go and the one that takes in.

    Raises:
        OutsideScopeProblem.
    """
    if not within(scope.units_of(desk, reading), case):
        raise OutsideScopeProblem


def within(units: frozenset[int] | None, case: Transfer) -> bool:
    """Tell whether a case lies within the organisations an account is limited to, if it is."""
    if units is None:
        return True
    known = {case.source.unit_id, case.target.unit_id} - {None}
    return bool(known) and known <= units


def current(desk: Desk, reading: Reading, transfer_id: int, version: int) -> Transfer:
    """Return a case as it stands, if it is still the one that was looked at.

    Raises:
        ConflictProblem: it was written since; NotFoundProblem, OutsideScopeProblem.
        ErasedProblem: its member's data was erased by decision; only its numbers are kept.
    """
    found = case_of(desk, reading, transfer_id)
    if found.void_reason:
        raise ErasedProblem
    if found.version != version:
        raise ConflictProblem
    return found


class Keeper:
    """Reads rules, calendar and organisations once for many cases."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        """Read what cases are judged by."""
        self.desk = desk
        self.reading = reading
        self.book = office_rules.book_in(desk, reading)
        self.province = stored_office.setting(reading, "office.province")
        self.office = stored_office.setting(reading, "office.name")
        self._calendar: WorkCalendar | None = None
        self._units: dict[str, dict[int, Unit]] = {}

    @property
    def calendar(self) -> WorkCalendar:
        """The office's working days."""
        if self._calendar is None:
            self._calendar = work_calendar.calendar_in(self.desk, self.reading)
        return self._calendar

    def units(self, day: str) -> dict[int, Unit]:
        """Return the organisations of a day, by id."""
        if day not in self._units:
            self._units[day] = {unit.id: unit for unit in stored_units.on_day(self.reading, day)}
        return self._units[day]

    def rules(self, case: Transfer) -> Rules:
        """Return the rules of a case: those of the day it began by."""
        return self.book.on(case.effective or case.opened or self.desk.day())

    def route(self, case: Transfer) -> tuple[CaseBox, ...]:
        """Return the boxes a case passes, in order.

        Raises:
            NoRouteProblem: an end is not told yet.
        """
        return route_of(self.rules(case), case.kind, case.direction, case.source, case.target)

    def way(self, case: Transfer) -> tuple[CaseBox, ...]:
        """Return the boxes a case passes, as far as its ends are told."""
        try:
            return self.route(case)
        except NoRouteProblem:
            return ()

    def clocks(self, case: Transfer, on: str = "") -> tuple[Clock, ...]:
        """Return the clocks of a case as they stand on a day."""
        day = date.fromisoformat(self.desk.day(on))
        return clocks(case, self.rules(case), self.calendar, day)

    def own_end(self, unit_id: int, day: str, rules: Rules | None = None) -> End:
        """Return one of the office's chi bộ as an end of a transfer, named as on that day.

        Args:
            unit_id: the chi bộ.
            day: ISO.
            rules: of the case, which tell what kind of end it is; else those of the day.

        Raises:
            NotFoundProblem: no such organisation on that day.
        """
        path = path_names(self.units(day), unit_id)
        if not path:
            raise NotFoundProblem(str(unit_id))
        rules = rules or self.book.on(day)
        above = [unit.type for unit in path[-2::-1]]
        root = path[0].name if len(path) > 1 else ""
        base = next((unit.name for unit in path[1:-1] if unit.type in _BASES), "")
        section = next((unit.name for unit in path[1:-1] if unit.type == "DBBP"), "")
        standing = rules.role.value == "CAP_TREN_TRUC_TIEP"
        return End(
            type=rules.own_end(above),
            unit_id=unit_id,
            province=self.province,
            upper=root if standing else "",
            base=base if standing else root,
            section=section,
            cell=path[-1].name,
        )


_BASES = ("DBCS", "DBTT")


def with_own_ends(keeper: Keeper, case: Transfer, day: str = "") -> Transfer:
    """Return a case whose own ends are named as the organisations were on a day.

    A letter is written with the names of its day, whenever the decision was in force; later
    changes of the tree leave it alone.

    Args:
        keeper: of the office.
        case: with the chi bộ of each own end.
        day: ISO, of the letter; an end that was not there then stays as it is told. Without one:
            the day the case was opened.

    Raises:
        NotFoundProblem: without a day, no such organisation when the case was opened.
    """
    rules = keeper.rules(case)

    def named(end: End) -> End:
        if end.unit_id is None or (day and not path_names(keeper.units(day), end.unit_id)):
            return end
        return keeper.own_end(end.unit_id, day or case.opened or keeper.desk.day(), rules)

    return replace(case, source=named(case.source), target=named(case.target))
