"""What a month, quarter, half year or year comes to, worked out by the template's rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.aggregation import MonthResult, PeriodResult, aggregate
from tcxd_desktop.domain.meetings import (
    REGULAR_KINDS,
    THEMATIC_KINDS,
    BoardCell,
    CellState,
    MeetingState,
    PeriodLine,
    PeriodTable,
)
from tcxd_desktop.domain.periods import MONTH, QUARTER, YEAR, kind_of, months_of, quarter_of
from tcxd_desktop.domain.score_sheets import ScoreSheet, SheetState
from tcxd_desktop.domain.score_templates import Aggregation, Engine, ScoreTemplate
from tcxd_desktop.office import board, cells, score_grids, score_keeping, score_sheets
from tcxd_desktop.office.cells import CellUnit
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import periods as stored
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.meetings import Brief
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.score_summaries import NO_RULE, named_hint, period_reasons, short_losses

_NOTHING = stored.Decided("", "", "", "")


@dataclass(frozen=True, slots=True)
class _Found:
    """Những gì đọc được của một kỳ, by chi bộ or meeting."""

    period: str
    cells: Mapping[int, Mapping[str, BoardCell]]
    meetings: Mapping[int, Sequence[Brief]]
    sheets: Mapping[int, ScoreSheet]
    """Of a month; a longer period needs no entries: what sheets came to is kept with them."""
    templates: Mapping[int, ScoreTemplate]
    confirmed: frozenset[int]
    results: Mapping[int, Mapping[str, stored_scores.StoredResult]]
    decided: Mapping[int, stored.Decided]
    levels: tuple[tuple[str, str], ...]
    """Every level in use, best first."""
    bounds: tuple[tuple[str, str], ...]
    """Least points of each, where the templates in use agree on it."""


def worked_out(
    desk: Desk, reading: Reading, period: str, unit_id: int | None = None
) -> PeriodTable:
    """Return the table of a period of the account's scope, as it stands now.

    Args:
        desk: where.
        reading: inside what.
        period: any.
        unit_id: of one chi bộ only.
    """
    months = months_of(period)
    meetings = stored_meetings.briefs(reading, months[0], months[-1], unit_id)
    there = [
        cell
        for cell in cells.with_gone(desk, reading, period, meetings)
        if unit_id is None or cell.id == unit_id
    ]
    found = _found(desk, reading, period, there, meetings)
    month = kind_of(period) == MONTH
    lines = tuple(_month_line(found, cell) if month else _long_line(found, cell) for cell in there)
    hints = _hints(reading, found, there) if month else ()
    return PeriodTable(period, lines, found.levels, hints=hints, bounds=found.bounds)


def _found(
    desk: Desk,
    reading: Reading,
    period: str,
    there: Sequence[CellUnit],
    meetings: Mapping[int, Sequence[Brief]],
) -> _Found:
    ids = [one.id for cell in there for one in meetings.get(cell.id, ())]
    states = stored_scores.states_of(reading, ids)
    texts = stored_templates.contents(reading, sorted({number for number, _ in states.values()}))
    templates = {
        meeting: score_keeping.template_of(texts[number]) for meeting, (number, _) in states.items()
    }
    return _Found(
        period,
        board.cells_of(desk, reading, months_of(period), there),
        meetings,
        score_sheets.standing_of(reading, ids) if kind_of(period) == MONTH else {},
        templates,
        frozenset(n for n, (_, state) in states.items() if state is SheetState.CONFIRMED),
        stored_scores.results(reading, ids),
        stored.decided(reading, period),
        _levels(map(score_keeping.template_of, texts.values())),
        _bounds(map(score_keeping.template_of, texts.values())),
    )


def _levels(templates: Iterable[ScoreTemplate]) -> tuple[tuple[str, str], ...]:
    known: dict[str, str] = {}
    for template in templates:
        for level in template.levels:
            known.setdefault(level.code, level.label)
    return tuple(known.items()) or score_keeping.usual_levels()


def _bounds(templates: Iterable[ScoreTemplate]) -> tuple[tuple[str, str], ...]:
    """Return the least points of each level; one on which the templates in use differ has none."""
    known: dict[str, set[Decimal]] = {}
    for template in templates:
        for level in template.levels:
            known.setdefault(level.code, set()).add(level.min)
    return tuple((code, f"{least.pop():f}") for code, least in known.items() if len(least) == 1)


def _hints(reading: Reading, found: _Found, there: Sequence[CellUnit]) -> tuple[str, ...]:
    names = {cell.id: cell.name for cell in there}
    scored = [
        (cell.id, found.sheets[one.id])
        for cell in there
        for one in found.meetings.get(cell.id, ())
        if one.id in found.sheets
    ]
    limits = score_keeping.settings(reading)
    return tuple(named_hint(hint, names) for hint in score_grids.hints_of(scored, limits))


def _plain(found: _Found, cell: CellUnit) -> PeriodLine:
    shown, decided = found.cells[cell.id], found.decided.get(cell.id, _NOTHING)
    return PeriodLine(
        cell.id,
        cell.name,
        cell.members,
        tuple(shown[month] for month in months_of(found.period)),
        thematic=_thematic(found.meetings.get(cell.id, ()), found.period),
        decided=decided.level,
        decided_label=decided.level_label,
        decided_reason=decided.reason,
    )


def _thematic(mine: Sequence[Brief], period: str) -> tuple[int, ...]:
    quarters = list(dict.fromkeys(map(quarter_of, months_of(period))))
    held = [m for m in mine if m.state is MeetingState.HELD and m.kind in THEMATIC_KINDS]
    return tuple(sum(quarter_of(m.period) == quarter for m in held) for quarter in quarters)


# --- a month --------------------------------------------------------------------------------------


def _month_line(found: _Found, cell: CellUnit) -> PeriodLine:
    plain, mine = _plain(found, cell), found.meetings.get(cell.id, ())
    [shown] = plain.months
    meeting = next((m for m in mine if m.id == shown.meeting_id), None)
    if meeting is None:
        return replace(plain, note="Chưa có buổi thường kỳ" if mine else "")
    rated = shown.state is CellState.RATED
    return replace(
        plain,
        members=meeting.members or plain.members,
        meeting_day=meeting.held_on,
        total=shown.official_total if rated else "",
        level=shown.level,
        level_label=shown.level_label,
        note=_month_note(found, meeting),
    )


def _month_note(found: _Found, meeting: Brief) -> str:
    """Return thuyết minh điểm trừ of the review, of the self-score where there is none."""
    if meeting.state is MeetingState.NOT_HELD:
        return f"Không sinh hoạt: {meeting.reason}"
    sheet = found.sheets.get(meeting.id)
    if sheet is None:
        return ""
    official = sheet.template.official.id
    reviewed = bool(sheet.entries.get(official))
    scorer = official if reviewed else score_keeping.own_of(sheet.template)
    return short_losses(sheet.template, score_sheets.result(sheet, scorer))


# --- a longer period ------------------------------------------------------------------------------


def _long_line(found: _Found, cell: CellUnit) -> PeriodLine:
    plain, mine = _plain(found, cell), found.meetings.get(cell.id, ())
    counts = tuple(
        (label, sum(one.level == code for one in plain.months)) for code, label in found.levels
    )
    plain = replace(plain, counts=counts, note=_missed(found, plain, mine))
    template = _ruling(found, mine)
    if template is None:
        return plain
    rule = rule_of(template, found.period)
    # Without a rule there is still a mean to look at, and no level.
    made = _aggregated(found, rule or Aggregation(Engine.MEAN), template, mine)
    level = made.level if rule else None
    return replace(
        plain,
        total="" if made.mean is None else f"{made.mean:f}",
        level=level or "",
        level_label=score_keeping.label_of(template, level),
        why=period_reasons(made.reasons, template.levels) if rule else (NO_RULE,),
    )


def _ruling(found: _Found, mine: Sequence[Brief]) -> ScoreTemplate | None:
    """Return the template whose rule counts: of the last regular meeting, else of any other."""
    scored = [one for one in reversed(mine) if one.id in found.templates]
    regular = (one for one in scored if one.kind in REGULAR_KINDS)
    last = next(regular, scored[0] if scored else None)
    return found.templates[last.id] if last is not None else None


def _missed(found: _Found, plain: PeriodLine, mine: Sequence[Brief]) -> str:
    """Tell the months without a meeting, and those nothing was recorded of."""
    not_held = [
        m.period for m in mine if m.state is MeetingState.NOT_HELD and m.kind in REGULAR_KINDS
    ]
    months = zip(months_of(found.period), plain.months, strict=True)
    overdue = [month for month, cell in months if cell.state is CellState.OVERDUE]
    parts = (("Không sinh hoạt", not_held), ("Chưa ghi", overdue))
    return "; ".join(f"{words} {_named(periods)}" for words, periods in parts if periods)


def _named(months: Sequence[str]) -> str:
    return f"tháng {', '.join(month[5:].lstrip('0') for month in months)}"


def rule_of(template: ScoreTemplate, period: str) -> Aggregation | None:
    """Return the rule a template has for the length of a period."""
    kind = kind_of(period)
    if kind == QUARTER:
        return template.quarter
    return template.year if kind == YEAR else None


def _aggregated(
    found: _Found, rule: Aggregation, template: ScoreTemplate, mine: Sequence[Brief]
) -> PeriodResult:
    """Return what the rule makes of the meetings that were held, or were not.

    One held and not rated yet leaves the period without a level; a thematic one only where it
    has a sheet: most localities score those with the regular meeting.
    """
    months: list[MonthResult] = []
    for one in mine:
        if one.state is MeetingState.NOT_HELD:
            months.append(MonthResult(one.period, one.kind, held=False))
        elif one.state is MeetingState.HELD and (
            one.kind in REGULAR_KINDS or one.id in found.templates
        ):
            months.append(_month_result(found, one))
    return aggregate(rule, template.levels, months)


def _month_result(found: _Found, one: Brief) -> MonthResult:
    template = found.templates.get(one.id)
    if template is None or one.id not in found.confirmed:
        return MonthResult(one.period, one.kind)
    reached = found.results.get(one.id, {}).get(template.official.id)
    if reached is None:
        return MonthResult(one.period, one.kind)
    total = Decimal(reached.total) if reached.total else None
    return MonthResult(one.period, one.kind, total=total, level=reached.level or None)
