"""Tổng hợp tháng, quý, năm: worked out by the template's rule, decided by the committee, closed.

A closed period keeps what it said, with its chi bộ; reopening needs a reason and leaves the old
figures on record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.aggregation import MonthResult, PeriodResult, aggregate
from tcxd_desktop.domain.errors import NotInListProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_errors import (
    BadPeriodProblem,
    PeriodClosedProblem,
    PeriodOpenProblem,
)
from tcxd_desktop.domain.meetings import (
    BoardCell,
    CellState,
    Meeting,
    MeetingState,
    PeriodLine,
    PeriodTable,
)
from tcxd_desktop.domain.periods import kind_of, last_day, months_of, quarter_of
from tcxd_desktop.domain.score_templates import Aggregation, Engine, MeetingKind, ScoreTemplate
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import cells, score_grids, score_keeping, scoring
from tcxd_desktop.office.board import cells_of
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_plans import month_day
from tcxd_desktop.office.period_snapshots import dump, load
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import periods as stored
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.score_summaries import NO_RULE, named_hint, period_reasons, short_losses

_THEMATIC = (MeetingKind.THEMATIC, MeetingKind.COMBINED)
_TENTH = Decimal("0.1")
_MONTH, _QUARTER, _YEAR = "thang", "quy", "nam"
_DECIDABLE = (_QUARTER, _YEAR)
_SHOWN = 3
_OPEN_STATES = (CellState.HELD, CellState.SCORED, CellState.REVIEWED)


def table(desk: Desk, period: str) -> PeriodTable:
    """Return the table of a month, quarter, half year or year; closed ones as they were closed.

    Raises:
        BadPeriodProblem: no period.
    """
    kind_of(period)
    with desk.read() as reading:
        given = {cell.id for cell in cells.cells(desk, reading, month_day(desk, _last(period)))}
        closing = stored.closing(reading, period)
        if closing is not None:
            kept = load(closing.snapshot)
            lines = tuple(
                line for line in kept.lines if not desk.actor.units or line.unit_id in given
            )
            return replace(
                kept, lines=lines, closed_on=closing.closed_on, closed_by=closing.closed_by,
                note=closing.note,
            )  # fmt: skip
        return _table(desk, reading, period)


def _last(period: str) -> str:
    return months_of(period)[-1]


@dataclass(frozen=True, slots=True)
class _Found:
    """Những gì đọc được của một kỳ, by chi bộ."""

    cells: Mapping[int, Mapping[str, BoardCell]]
    meetings: Mapping[int, Sequence[Meeting]]
    sheets: Mapping[int, stored_scores.StoredSheet]
    templates: Mapping[int, ScoreTemplate]
    results: Mapping[int, Mapping[str, stored_scores.StoredResult]]
    decided: Mapping[int, stored.Decided]


def _table(desk: Desk, reading: Reading, period: str) -> PeriodTable:
    found = _found(desk, reading, period)
    there = cells.cells(desk, reading, month_day(desk, _last(period)))
    month = kind_of(period) == _MONTH
    lines = tuple(_line(found, cell, period, month=month) for cell in there)
    levels = _levels(found)
    hints: tuple[str, ...] = ()
    if month:
        scored = [
            (meeting.unit_id, scoring.whole(found.sheets[meeting.id], _template(found, meeting)))
            for mine in found.meetings.values()
            for meeting in mine
            if meeting.id in found.sheets
        ]
        limits = score_keeping.settings(reading)
        names = {cell.id: cell.name for cell in there}
        found_hints = score_grids.hints_of(scored, limits)
        hints = tuple(named_hint(hint, names) for hint in found_hints)
    return PeriodTable(period, lines, levels, hints=hints)


def _found(desk: Desk, reading: Reading, period: str) -> _Found:
    months = list(months_of(period))
    meetings: dict[int, list[Meeting]] = {}
    for meeting in stored_meetings.find(reading, since=months[0], until=months[-1]):
        meetings.setdefault(meeting.unit_id, []).append(meeting)
    ids = [meeting.id for mine in meetings.values() for meeting in mine]
    # A year needs no entries: what sheets came to is kept with them.
    sheets = stored_scores.sheets(reading, ids) if len(months) == 1 else {}
    templates = stored_scores.templates_of(reading, ids)
    texts = stored_templates.contents(reading, sorted(set(templates.values())))
    return _Found(
        cells_of(desk, reading, months),
        meetings,
        sheets,
        {
            meeting: score_keeping.template_of(texts[number])
            for meeting, number in templates.items()
        },
        stored_scores.results(reading, ids),
        stored.decided(reading, period),
    )


def _template(found: _Found, meeting: Meeting) -> ScoreTemplate:
    return found.templates[meeting.id]


def _levels(found: _Found) -> tuple[tuple[str, str], ...]:
    """Return every level name in use, best first, of the templates that scored."""
    known: dict[str, str] = {}
    for template in found.templates.values():
        for level in template.levels:
            known.setdefault(level.code, level.label)
    return tuple(known.items()) or score_keeping.usual_levels()


def _line(found: _Found, cell: cells.CellUnit, period: str, *, month: bool) -> PeriodLine:
    mine = found.meetings.get(cell.id, ())
    shown = found.cells.get(cell.id, {})
    decided = found.decided.get(cell.id, stored.Decided("", "", "", ""))
    plain = PeriodLine(
        cell.id,
        cell.name,
        cell.members,
        tuple(shown[one] for one in months_of(period)),
        thematic=_thematic(mine, period),
        decided=decided.level,
        decided_label=decided.level_label,
        decided_reason=decided.reason,
    )
    return _month_line(found, plain, mine) if month else _long_line(found, plain, mine, period)


def _thematic(mine: Sequence[Meeting], period: str) -> tuple[int, ...]:
    quarters = list(dict.fromkeys(map(quarter_of, months_of(period))))
    held = [m for m in mine if m.state is MeetingState.HELD and m.kind in _THEMATIC]
    return tuple(sum(quarter_of(m.period) == quarter for m in held) for quarter in quarters)


def _month_line(found: _Found, plain: PeriodLine, mine: Sequence[Meeting]) -> PeriodLine:
    [cell] = plain.months
    meeting = next((m for m in mine if m.id == cell.meeting_id), None)
    if meeting is None:
        return replace(plain, note="" if not mine else "Chưa có buổi thường kỳ")
    members = meeting.counts.members or plain.members
    note = ""
    if meeting.state is MeetingState.NOT_HELD:
        note = f"Không sinh hoạt: {meeting.reason}"
    elif meeting.id in found.sheets:
        sheet = scoring.whole(found.sheets[meeting.id], _template(found, meeting))
        official = sheet.template.official.id
        scorer = official if sheet.entries.get(official) else sheet.template.scorers[0].id
        note = short_losses(sheet.template, scoring.result(sheet, scorer))
    rated = cell.state is CellState.RATED
    return replace(
        plain,
        members=members,
        meeting_day=meeting.held_on,
        total=cell.official_total if rated else "",
        level=cell.level,
        level_label=cell.level_label,
        note=note,
    )


def _long_line(
    found: _Found, plain: PeriodLine, mine: Sequence[Meeting], period: str
) -> PeriodLine:
    template = next(
        (found.templates[m.id] for m in reversed(mine) if m.id in found.templates), None
    )
    counts = _counted(found, plain.months)
    if template is None:
        return replace(plain, counts=counts, note=_not_held(mine))
    rule = rule_of(template, period)
    # Without a rule there is still a mean to look at, and no level.
    made = _aggregated(found, rule or Aggregation(Engine.MEAN), template, plain, mine)
    level = made.level if rule else None
    return replace(
        plain,
        total="" if made.mean is None else f"{made.mean:f}",
        level=level or "",
        level_label=score_keeping.label_of(template, level),
        why=period_reasons(made.reasons, template.levels) if rule else (NO_RULE,),
        counts=counts,
        note=_not_held(mine),
    )


def _counted(found: _Found, shown: Sequence[BoardCell]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (label, sum(cell.level == code for cell in shown)) for code, label in _levels(found)
    )


def _not_held(mine: Sequence[Meeting]) -> str:
    months = [m.period[5:].lstrip("0") for m in mine if m.state is MeetingState.NOT_HELD]
    return f"Không sinh hoạt tháng {', '.join(months)}" if months else ""


def rule_of(template: ScoreTemplate, period: str) -> Aggregation | None:
    """Return the rule a template has for the length of a period."""
    kind = kind_of(period)
    if kind == _QUARTER:
        return template.quarter
    return template.year if kind == _YEAR else None


def _aggregated(
    found: _Found,
    rule: Aggregation,
    template: ScoreTemplate,
    plain: PeriodLine,
    mine: Sequence[Meeting],
) -> PeriodResult:
    official = template.official.id
    months: list[MonthResult] = []
    for meeting in mine:
        reached = found.results.get(meeting.id, {}).get(official)
        rated = next(
            (c for c in plain.months if c.meeting_id == meeting.id and c.state is CellState.RATED),
            None,
        )
        if meeting.state is MeetingState.NOT_HELD:
            months.append(MonthResult(meeting.period, meeting.kind, held=False))
        elif rated is not None and reached is not None and reached.total:
            months.append(
                MonthResult(
                    meeting.period,
                    meeting.kind,
                    held=True,
                    total=Decimal(reached.total),
                    level=reached.level,
                )
            )
    return aggregate(rule, template.levels, months)


# --- closing --------------------------------------------------------------------------------------


def close(desk: Desk, period: str, note: str = "") -> None:
    """Freeze a period as it stands: its sheets and meetings do not change until it is reopened.

    Args:
        desk: where; an account limited to some chi bộ cannot close for all.
        period: month, quarter, half year or year.
        note: stands below the table; needed while something in it is unfinished.

    Raises:
        PeriodOpenProblem: something is unfinished and no note says why.
        PeriodClosedProblem: it is closed already.
        BadPeriodProblem; OutsideScopeProblem.
    """
    desk.check(Permission.REVIEW)
    kind_of(period)
    with desk.write(Permission.REVIEW, "periods.close", period) as work:
        cells.check_whole(desk, work)
        if stored.closing(work, period) is not None:
            raise PeriodClosedProblem(period)
        made = _table(desk, work, period)
        told = clean_block(note)
        if not told and (unfinished := _unfinished(work, made)):
            raise PeriodOpenProblem(unfinished, field="note")
        stored.close(work, period, desk.day(), (desk.actor.name, told), dump(made))
        work.note(Change(stored.SUBJECT, 0, "closed", "", period))


def _unfinished(reading: Reading, made: PeriodTable) -> str:
    if kind_of(made.period) != _MONTH:
        closed = set(stored.closed(reading, made.period[:4]))
        left = [m[5:].lstrip("0") for m in months_of(made.period) if m not in closed]
        return f"chưa chốt tháng {', '.join(left)}; ghi rõ vì sao rồi chốt" if left else ""
    if last_day(made.period) and not made.lines:
        return ""
    waiting = [line.unit for line in made.lines if line.months[0].state in _OPEN_STATES]
    if not waiting:
        return ""
    more = f" và {len(waiting) - _SHOWN} chi bộ khác" if len(waiting) > _SHOWN else ""
    named = ", ".join(waiting[:_SHOWN])
    return f"chưa xác nhận mức của {named}{more}; ghi rõ vì sao rồi chốt"


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
        PeriodClosedProblem, NotACellProblem, OutsideScopeProblem.
    """
    desk.check(Permission.REVIEW)
    if kind_of(period) not in _DECIDABLE:
        raise BadPeriodProblem(period)
    with desk.write(Permission.REVIEW, "periods.decide", period) as work:
        cell = cells.cell(desk, work, unit_id, month_day(desk, _last(period)))
        score_keeping.check_open(work, period)
        made = _table(desk, work, period)
        line = next(line for line in made.lines if line.unit_id == cell.id)
        labels = dict(made.levels)
        if level and level not in labels:
            raise NotInListProblem(level, "level", field="level")
        told = clean_block(reason)
        if level and level != line.level and not told:
            raise ReasonNeededProblem(field="reason")
        decided = stored.Decided(level, labels.get(level, ""), told, desk.day())
        stored.decide(work, unit_id, period, decided)
        work.note(
            Change(stored.SUBJECT, unit_id, "decided", line.decided_label, labels.get(level, ""))
        )
