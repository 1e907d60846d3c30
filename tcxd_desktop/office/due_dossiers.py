"""Duties of the dossiers: those lent, exemptions that end, the yearly round of phiếu bổ sung."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.deadlines import Due, due
from tcxd_desktop.domain.due import DueTask
from tcxd_desktop.domain.rule_errors import UnknownRuleProblem
from tcxd_desktop.domain.rules import Deadline, Rules
from tcxd_desktop.domain.working_days import WorkCalendar
from tcxd_desktop.office import rules, scope, work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import due_reading as stored
from tcxd_desktop.storage import loans as stored_loans
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.due_reading import ExemptionRow, RoundRow
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import due as words
from tcxd_desktop.wording.rules import explain

_EXEMPTION, _ROUND = "EX-01", "DOS-01"
_OLD_AGE = "Tuổi cao, sức yếu"
"""Lasts until the member asks back (294-QĐ/TW of 26/5/2025, 7.1): it has no end to watch."""
_WARNED = 30
"""Days before its end an exemption is told of, where the rules do not say."""
_FORGOTTEN = timedelta(days=92)
"""So long after its end it stays on the list: three months without activity are a matter of their
own (294-QĐ/TW, 8.1), and dossiers written in later are full of exemptions long over."""
_ROUND_OPENS = 11
"""Month from which the round of the year is listed; it is closed at its end."""


def loans(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give the paper dossiers that are out and should come back."""
    found = [loan for loan in stored_loans.out(reading) if loan.due_on]
    seen = scope.people_of(desk, reading, {loan.person_id for loan in found})
    units = stored.units_of(reading, sorted(seen), day)
    names = stored_units.names(reading) if found else {}
    for loan in found:
        if loan.person_id in seen and loan.lent_on <= day:
            yield DueTask(
                key=f"loan:{loan.id}",
                title=words.loan_title(loan.papers),
                who=loan.person,
                unit=names.get(units.get(loan.person_id, 0), ""),
                due=loan.due_on,
                why=words.loan_why(loan.borrower, loan.borrower_unit, loan.lent_on, loan.due_on),
                source=words.LOAN_SOURCE,
                consequence=words.LOAN_AFTER,
                group=words.DOSSIERS,
                target="loans:",
                person_id=loan.person_id,
            )


def exemptions(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give the exemptions that end, and those that have no end though their ground needs one."""
    found = list(_last_ones(stored.exemptions(reading, day)))
    if not found:
        return
    seen = scope.people_of(desk, reading, {row.person_id for row in found})
    names = stored_units.names(reading)
    calendar = work_calendar.calendar_in(desk, reading)
    told = _Exemptions(rules.book_in(desk, reading).on(day), calendar, day)
    for row in found:
        task = told.task(row, names) if row.person_id in seen else None
        if task is not None:
            yield task


def _last_ones(rows: list[ExemptionRow]) -> Iterator[ExemptionRow]:
    """Give the exemption of each member that begins last: the others were followed by it."""
    last: dict[int, ExemptionRow] = {}
    for row in rows:
        before = last.get(row.person_id)
        if before is None or row.since >= before.since:
            last[row.person_id] = row
    yield from last.values()


class _Exemptions:
    """What becomes due of exemptions, as seen on one day."""

    def __init__(self, found: Rules, calendar: WorkCalendar, day: str) -> None:
        self._day, self._calendar = date.fromisoformat(day), calendar
        self._rule: Deadline | None = None
        with suppress(UnknownRuleProblem):
            self._rule = found.deadline(_EXEMPTION)
        self._warned = timedelta(days=self._rule.soon if self._rule else _WARNED)

    def task(self, row: ExemptionRow, names: Mapping[int, str]) -> DueTask | None:
        """Return what is due of an exemption now, if anything."""
        ends = self._end(row)
        if ends is None or not ends[0] - self._warned <= self._day <= ends[0] + _FORGOTTEN:
            return None
        last, why = ends
        return DueTask(
            key=f"exemption:{row.person_id}:{last.isoformat()}",
            title=words.exemption_title(over=last < self._day),
            who=row.name,
            unit=names.get(row.unit_id, ""),
            due=last.isoformat(),
            why=why,
            source=self._rule.source if self._rule else words.EXEMPTION_SOURCE,
            rule=_EXEMPTION,
            consequence=self._rule.on_overdue if self._rule else "",
            group=words.DOSSIERS,
            target=f"person:{row.person_id}",
            person_id=row.person_id,
            soon_from=(last - self._warned).isoformat(),
        )

    def _end(self, row: ExemptionRow) -> tuple[date, str] | None:
        """Return the last day and how it comes about; of partial dates there is none."""
        if row.until:
            until = PartialDate.from_text(row.until)
            exact = until.exact if until is not None else None
            return (exact, words.exemption_why(row.since, row.until, row.ground)) if exact else None
        if row.ground == _OLD_AGE or not row.ground or self._rule is None:
            return None
        found = due(self._rule, row.since, self._calendar)
        if found is None:
            return None
        why = words.exemption_open_why(row.since, row.ground, explain(found))
        return date.fromisoformat(found.last_day), why


def supplement_rounds(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give what is left of the rounds of phiếu bổ sung.

    While there is time it is one line; when the end comes near, or is over, chi bộ by chi bộ.
    """
    today = date.fromisoformat(day)
    began = stored.began(reading)
    try:
        rule = rules.book_in(desk, reading).on(day).deadline(_ROUND)
    except UnknownRuleProblem:
        return
    calendar = work_calendar.calendar_in(desk, reading)
    for year in (today.year - 1, today.year):
        ends = due(rule, date(year, 1, 1), calendar)
        listed = year < today.year or today.month >= _ROUND_OPENS
        if ends is None or not listed or ends.last_day < began:
            continue
        given = scope.units_of(desk, reading)
        rows = [
            row
            for row in stored.supplement_round(reading, year, min(day, f"{year}-12-31"))
            if row.confirmed < row.members and (given is None or row.unit_id in given)
        ]
        if not rows:
            continue
        if day < ends.soon_from:
            yield _whole_round(ends, year, rows)
        else:
            names = stored_units.names(reading)
            for row in rows:
                yield _round_of(ends, year, row, names.get(row.unit_id, ""))


def _whole_round(ends: Due, year: int, rows: Sequence[RoundRow]) -> DueTask:
    members, confirmed, handed_in = (
        sum(getattr(row, name) for row in rows) for name in ("members", "confirmed", "handed_in")
    )
    return replace(
        _round_task(ends, year, (members, confirmed, handed_in)),
        key=f"supplements:{year}",
        who=words.cells_text(len(rows)),
        target="supplements:",
    )


def _round_of(ends: Due, year: int, row: RoundRow, unit: str) -> DueTask:
    return replace(
        _round_task(ends, year, (row.members, row.confirmed, row.handed_in)),
        key=f"supplements:{year}:{row.unit_id}",
        who=unit,
        unit=unit,
        target=f"supplements:{row.unit_id}",
    )


def _round_task(ends: Due, year: int, counts: tuple[int, int, int]) -> DueTask:
    members, confirmed, handed_in = counts
    return DueTask(
        key="",
        title=words.round_title(year, members - confirmed, members),
        due=ends.last_day,
        why=words.round_why(year, handed_in, confirmed, ends.last_day),
        source=ends.rule.source,
        rule=ends.rule.id,
        consequence=ends.rule.on_overdue,
        group=words.DOSSIERS,
        soon_from=ends.soon_from,
    )
