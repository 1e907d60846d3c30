"""Tổng hợp tháng, quý, năm: worked out by the template's rule, decided by the committee, closed.

A closed period keeps what it said, with its chi bộ; reopening needs a reason and leaves the old
figures on record.
"""

from dataclasses import replace

from tcxd_desktop.domain.errors import NotInListProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.meeting_errors import (
    BadPeriodProblem,
    NotACellProblem,
    PeriodClosedProblem,
    PeriodOpenProblem,
    SheetStateProblem,
)
from tcxd_desktop.domain.meetings import BoardCell, CellState, PeriodLine, PeriodTable
from tcxd_desktop.domain.periods import MONTH, QUARTER, YEAR, first_day, kind_of, months_of
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import cells, period_tables, scope, score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.period_snapshots import dump, load
from tcxd_desktop.storage import periods as stored
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading

_DECIDABLE = (QUARTER, YEAR)
_SHOWN = 3
_UNRATED = (CellState.HELD, CellState.SCORED, CellState.REVIEWED)
_UNRECORDED = (CellState.PLANNED, CellState.OVERDUE)
_TO_COME = "kỳ này chưa đến"
_LONGEST = 4_000
"""Characters of a note below a table."""
rule_of = period_tables.rule_of


def table(desk: Desk, period: str) -> PeriodTable:
    """Return the table of a month, quarter, half year or year; closed ones as they were closed.

    Raises:
        BadPeriodProblem: no period.
    """
    kind_of(period)
    with desk.read() as reading:
        closing = stored.closing(reading, period)
        if closing is None:
            return period_tables.worked_out(desk, reading, period)
        given = scope.units_of(desk, reading)
    kept = load(closing.snapshot)
    if given is not None:
        # What is pointed out names chi bộ of the whole office.
        lines = tuple(line for line in kept.lines if line.unit_id in given)
        kept = replace(kept, lines=lines, hints=())
    return replace(
        kept, closed_on=closing.closed_on, closed_by=closing.closed_by, note=closing.note
    )


# --- closing --------------------------------------------------------------------------------------


def close(desk: Desk, period: str, note: str = "") -> None:
    """Freeze a period as it stands: its sheets and meetings do not change until it is reopened.

    Args:
        desk: where; an account limited to some chi bộ cannot close for all.
        period: month, quarter, half year or year.
        note: stands below the table; needed while something in it is unfinished.

    Raises:
        PeriodOpenProblem: something is unfinished and no note says why, or it is yet to come.
        PeriodClosedProblem: it is closed already.
        BadPeriodProblem, TooLongProblem, OutsideScopeProblem.
    """
    desk.check(Permission.REVIEW)
    told = clean_block(note)
    check_text(told, _LONGEST, "note")
    if first_day(period) > desk.day():
        raise PeriodOpenProblem(_TO_COME, field="note")
    with desk.write(Permission.REVIEW, "periods.close", period) as work:
        cells.check_whole(desk, work)
        if stored.closed_of(work, [period]):
            raise PeriodClosedProblem(period)
        made = period_tables.worked_out(desk, work, period)
        if not told and (unfinished := _unfinished(desk, work, made)):
            raise PeriodOpenProblem(unfinished, field="note")
        number = stored.close(work, period, desk.day(), (desk.actor.name, told), dump(made))
        work.note(Change(stored.SUBJECT, number, "closed", "", period))


def _unfinished(desk: Desk, reading: Reading, made: PeriodTable) -> str:
    """Return what of a period is not done, in words: what has to be said in a note."""
    if kind_of(made.period) != MONTH:
        closed = set(stored.closed(reading, made.period[:4]))
        left = [m[5:].lstrip("0") for m in months_of(made.period) if m not in closed]
        return f"chưa chốt tháng {', '.join(left)}; ghi rõ vì sao rồi chốt" if left else ""
    waiting = [line.unit for line in made.lines if line.months[0].state in _UNRATED]
    waiting += [name for name in _handed_in(reading, made) if name not in waiting]
    unrecorded = [line.unit for line in made.lines if _is_unrecorded(desk, made.period, line)]
    parts = (("chưa xác nhận mức của", waiting), ("chưa ghi buổi họp của", unrecorded))
    told = "; ".join(f"{words} {_some(names)}" for words, names in parts if names)
    return f"{told}; ghi rõ vì sao rồi chốt" if told else ""


def _handed_in(reading: Reading, made: PeriodTable) -> list[str]:
    """Return the chi bộ with a further meeting whose sheet waits: closing would lock it."""
    waiting = stored_scores.waiting(reading, made.period)
    return [line.unit for line in made.lines if line.unit_id in waiting]


def _is_unrecorded(desk: Desk, period: str, line: PeriodLine) -> bool:
    [cell] = line.months
    return cell.state in _UNRECORDED or (bool(line.members) and _awaited(desk, period, cell))


def _awaited(desk: Desk, period: str, cell: BoardCell) -> bool:
    """Tell whether a month that runs still may have its meeting."""
    return cell.state is CellState.EMPTY and period >= desk.day()[:7]


def _some(names: list[str]) -> str:
    more = f" và {len(names) - _SHOWN} chi bộ khác" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def reopen(desk: Desk, period: str, reason: str) -> None:
    """Open a closed period again; what it said stays on record.

    Raises:
        ReasonNeededProblem: no reason.
        PeriodOpenProblem: it is not closed.
        OutsideScopeProblem: the account is limited to some chi bộ.
    """
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    check_text(told, LINE, "reason")
    with desk.write(Permission.REVIEW, "periods.reopen", f"{period}: {told}") as work:
        cells.check_whole(desk, work)
        closing = stored.closing(work, period)
        if closing is None:
            raise PeriodOpenProblem("kỳ này chưa chốt nên không cần mở lại")
        stored.reopen(work, closing.id, told)
        work.note(Change(stored.SUBJECT, closing.id, "closed", period, ""))


def decide(desk: Desk, period: str, unit_id: int, level: str, reason: str = "") -> None:
    """Write the level the committee decided for a quarter or year; an empty one takes it back.

    Raises:
        BadPeriodProblem: not a quarter or year.
        NotInListProblem: no level of the table.
        ReasonNeededProblem: it is another level than the rule gives, or the rule gives none.
        SheetStateProblem: the period is yet to come.
        PeriodClosedProblem, NotACellProblem, OutsideScopeProblem, TooLongProblem.
    """
    desk.check(Permission.REVIEW)
    if kind_of(period) not in _DECIDABLE:
        raise BadPeriodProblem(period)
    told = clean_block(reason)
    check_text(told, _LONGEST, "reason")
    if first_day(period) > desk.day():
        raise SheetStateProblem(_TO_COME)
    with desk.write(Permission.REVIEW, "periods.decide", period) as work:
        scope.check_unit(desk, work, unit_id)
        score_keeping.check_open(work, period)
        made = period_tables.worked_out(desk, work, period, unit_id)
        if not made.lines:
            raise NotACellProblem(stored_units.name_of(work, unit_id), field="unit_id")
        line = made.lines[0]
        labels = dict(made.levels)
        if level and level not in labels:
            raise NotInListProblem(level, "level", field="level")
        if level and level != line.level and not told:
            raise ReasonNeededProblem(field="reason")
        decided = stored.Decided(level, labels.get(level, ""), told, desk.day())
        stored.decide(work, unit_id, period, decided)
        work.note(Change("unit", unit_id, "decided", line.decided_label, labels.get(level, "")))
