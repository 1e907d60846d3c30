"""*Việc hôm nay*: what every feature says is due, and what users said of it.

A feature supplies its duties; neither this module nor the page knows any of them. A mark (done with
its proof, or put off with the reason) is kept by the key of the duty.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import cache
from typing import NamedTuple

from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.due import DueMark, DuePage, DueTask
from tcxd_desktop.domain.due_errors import NoDutyProblem, NoMarkProblem, NotLaterProblem
from tcxd_desktop.domain.errors import FutureDateProblem, ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.rule_errors import UnknownRuleProblem
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import rules, work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import due_marks as stored
from tcxd_desktop.storage.work import Reading, Work

Supply = Callable[[Desk, Reading, str], Iterable[DueTask]]
"""Gives the duties of one feature as they stand on an ISO day, within the account's scope."""
_USUAL_NOTICE = 10


@dataclass(frozen=True, slots=True)
class Supplier:
    """Nơi cấp việc: a function of another office module, loaded by name when first asked."""

    module: str
    function: str


SUPPLIERS: tuple[Supplier, ...] = (
    Supplier("transfer_due", "supply"),
    Supplier("due_dossiers", "loans"),
    Supplier("due_dossiers", "exemptions"),
    Supplier("due_dossiers", "supplement_rounds"),
    Supplier("due_periods", "recurring"),
    Supplier("due_meetings", "months"),
)
"""Every feature with clocks of its own."""


class Found(NamedTuple):
    """Một việc tìm thấy theo mã, với dấu đang có."""

    task: DueTask
    mark: DueMark | None


def page(desk: Desk, on: str = "") -> DuePage:
    """Return what is due, as seen on ISO ``on`` or today, within the account's scope."""
    day = desk.day(on)
    with desk.read() as reading:
        marks = stored.marks(reading)
        lines = [due_list.line_of(task, marks.get(task.key), day)
                 for task in _tasks(desk, reading, day)]  # fmt: skip
    return DuePage(day, due_list.in_order(lines))


def load_suppliers() -> None:
    """Load what supplies duties, so that the first list need not: it changes nothing else."""
    for supplier in SUPPLIERS:
        _supply(supplier)


def mark_done(desk: Desk, key: str, on: date, proof: str) -> None:
    """Write that a duty is done, with what proves it.

    Args:
        desk: where.
        key: of the duty.
        on: the day it was done.
        proof: number and day of the paper, or what can be looked at.

    Raises:
        RequiredProblem: no proof.
        FutureDateProblem: the day has not come yet.
        NoDutyProblem: there is no such duty for this account.
    """
    desk.check(Permission.TRANSFERS)
    told = clean_line(proof)
    if not told:
        raise RequiredProblem("proof", field="proof")
    if on > desk.today():
        raise FutureDateProblem(PartialDate.of(on), field="on")
    found = _found(desk, key)
    with desk.write(Permission.TRANSFERS, "due.done", found.task.title) as work:
        _write(desk, work, DueMark(key, done_on=on.isoformat(), proof=told))


def postpone(desk: Desk, key: str, to: date, reason: str) -> None:
    """Put a duty off: it is not shown again before a day. Its last day stands.

    Args:
        desk: where.
        key: of the duty.
        to: the day it comes back on.
        reason: why.

    Raises:
        ReasonNeededProblem: no reason.
        NotLaterProblem: the day is today or before.
        NoDutyProblem: there is no such duty for this account.
    """
    desk.check(Permission.TRANSFERS)
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    if to <= desk.today():
        raise NotLaterProblem(PartialDate.of(to), field="to")
    found = _found(desk, key)
    with desk.write(Permission.TRANSFERS, "due.postpone", found.task.title) as work:
        _write(desk, work, DueMark(key, postponed_to=to.isoformat(), reason=told))


def unmark(desk: Desk, key: str) -> None:
    """Take back what was said of a duty.

    Raises:
        NoDutyProblem: there is no such duty for this account.
        NoMarkProblem: nothing was said of it.
    """
    desk.check(Permission.TRANSFERS)
    found = _found(desk, key)
    if found.mark is None:
        raise NoMarkProblem
    with desk.write(Permission.TRANSFERS, "due.unmark", found.task.title) as work:
        old = stored.mark(work, key)
        number = stored.remove(work, key)
        if old is not None:
            work.note(*_changes(number, old, DueMark(key)))


def _found(desk: Desk, key: str) -> Found:
    with desk.read() as reading:
        task = next((one for one in _tasks(desk, reading, desk.day()) if one.key == key), None)
        mark = stored.mark(reading, key)
    if task is None:
        raise NoDutyProblem
    return Found(task, mark)


def _write(desk: Desk, work: Work, made: DueMark) -> None:
    at = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
    old = stored.mark(work, made.key)
    new = replace(made, actor=desk.actor.name, at=at)
    number = stored.write(work, new)
    if old is None:
        # A mark may be taken back: the book still tells which duty its words were about.
        work.note(Change(stored.SUBJECT, number, "task", "", made.key))
    work.note(*_changes(number, old or DueMark(made.key), new))


_NOTED = ("done_on", "proof", "postponed_to", "reason")


def _changes(number: int, old: DueMark, new: DueMark) -> Iterator[Change]:
    for name in _NOTED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(stored.SUBJECT, number, name, before, after)


def _tasks(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    notice = _Notice(desk, reading, day)
    seen: set[str] = set()
    for supplier in SUPPLIERS:
        for task in _supply(supplier)(desk, reading, day):
            if task.key not in seen:
                seen.add(task.key)
                yield task if task.soon_from or not task.due else notice.given(task)


class _Notice:
    """How early a duty without a notice of its own shows as coming due."""

    def __init__(self, desk: Desk, reading: Reading, day: str) -> None:
        self._calendar = work_calendar.calendar_in(desk, reading)
        try:
            self._days = int(rules.book_in(desk, reading).on(day).value("soon_working_days"))
        except UnknownRuleProblem:
            self._days = _USUAL_NOTICE
        self._known: dict[str, str] = {}

    def given(self, task: DueTask) -> DueTask:
        if task.due not in self._known:
            last = date.fromisoformat(task.due)
            first = self._calendar.back(last, self._days).last_day if self._days else last
            self._known[task.due] = first.isoformat()
        return replace(task, soon_from=self._known[task.due])


@cache
def _supply(supplier: Supplier) -> Supply:
    module = importlib.import_module(f"tcxd_desktop.office.{supplier.module}")
    found: Supply = getattr(module, supplier.function)
    return found
