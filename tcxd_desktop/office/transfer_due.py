"""What transfers put on *Việc hôm nay*: every clock that runs, of cases and of the office."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tcxd_desktop.domain.collective import CollectiveKind, CollectiveState
from tcxd_desktop.domain.due import DueTask
from tcxd_desktop.domain.transfer_clocks import (
    Clock,
    Dissolution,
    OfficeFacts,
    office_clocks,
)
from tcxd_desktop.domain.transfers import Direction, State, StepEvent, Transfer, TransferQuery
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import Keeper, within
from tcxd_desktop.storage import collective as stored_collective
from tcxd_desktop.storage import due_marks
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.rules import explain
from tcxd_desktop.wording.transfers import clock_duty, office_duty

GROUP: Final = "chuyen_sinh_hoat"
_OFFICE: Final = "transfers:"
"""Keys of the office's own duties: the rule, then the day it is due."""


def supply(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give the running clocks of every open case the account may see, and those of the office."""
    keeper = Keeper(desk, reading)
    units = scope.units_of(desk, reading)
    found = stored.find(reading, TransferQuery(), units)
    cases = [case for case in found if within(units, case)]
    for case in cases:
        for clock in keeper.clocks(case, day):
            if clock.binding:
                yield _task(case, clock)
    if units is None:
        facts = _facts(reading, cases)
        today = date.fromisoformat(day)
        for clock in office_clocks(facts, keeper.book.on(day), keeper.calendar, today):
            yield _office_task(clock)


def _task(case: Transfer, clock: Clock) -> DueTask:
    due = clock.due
    own = case.target if case.direction is Direction.IN else case.source
    return DueTask(
        key=f"transfer:{case.id}:{clock.rule}",
        title=clock_duty(clock, case),
        who=case.traveller.name,
        unit=next(iter(own.names), ""),
        due=clock.last_day,
        why=_why(clock),
        source=clock.source,
        rule=clock.rule,
        consequence=due.rule.on_overdue if due is not None else "",
        group=GROUP,
        target=f"transfer:{case.id}",
        person_id=case.person_id,
        done_on=clock.done_on,
        soon_from=due.soon_from if due is not None else "",
    )


def _why(clock: Clock) -> str:
    if clock.rule == "TR-08":
        return "Ngày cuối ghi trên giấy, kể cả gia hạn"
    return explain(clock.due) if clock.due is not None else ""


def _facts(reading: Reading, cases: list[Transfer]) -> OfficeFacts:
    marks = due_marks.marks(reading)

    def last(rule: str) -> str:
        days = [m.done_on for key, m in marks.items() if key.startswith(f"{_OFFICE}{rule}:")]
        return max(days, default="")

    waiting = [case.day_of(StepEvent.NOTICE) for case in cases if case.state is State.NOTICED]
    return OfficeFacts(
        notices_checked=last("TR-06"),
        notices_since=min(filter(None, waiting), default=""),
        told_on=last("TR-10"),
        dissolutions=tuple(_dissolutions(reading)),
    )


def _dissolutions(reading: Reading) -> Iterator[Dissolution]:
    for plan, _ in stored_collective.listed(reading):
        if plan.kind is CollectiveKind.DISSOLVE and plan.decision.on:
            names = [stored_units.name_of(reading, unit) for unit in plan.from_ids]
            done = plan.on if plan.state is CollectiveState.DONE else ""
            if plan.state is not CollectiveState.UNDONE:
                yield Dissolution(", ".join(names), plan.decision.on, done)


def _office_task(clock: Clock) -> DueTask:
    due = clock.due
    return DueTask(
        key=f"{_OFFICE}{clock.rule}:{clock.last_day}:{clock.subject}".rstrip(":"),
        title=office_duty(clock),
        who=clock.subject,
        due=clock.last_day,
        why=explain(due) if due is not None else "",
        source=clock.source,
        rule=clock.rule,
        consequence=due.rule.on_overdue if due is not None else "",
        group=GROUP,
        target="transfers:",
        done_on=clock.done_on,
        soon_from=due.soon_from if due is not None else "",
    )
