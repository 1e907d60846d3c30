"""Bảng theo dõi sinh hoạt: chi bộ × months of a year, who has not handed in, one cell explained."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.explained import Explained
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem
from tcxd_desktop.domain.meetings import (
    Board,
    BoardCell,
    BoardRow,
    CellState,
    MeetingState,
    PlanLine,
)
from tcxd_desktop.domain.periods import last_day, quarter_of
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import ZERO, MeetingKind
from tcxd_desktop.office import cells, meetings, score_grids, score_keeping, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_plans import month_day, plan_lines
from tcxd_desktop.storage import board as stored
from tcxd_desktop.storage import periods as stored_periods
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.board import BoardLine
from tcxd_desktop.storage.work import Reading

_REGULAR = (MeetingKind.REGULAR.value, MeetingKind.COMBINED.value)
_THEMATIC = (MeetingKind.THEMATIC.value, MeetingKind.COMBINED.value)
_RATED = {
    SheetState.SUBMITTED.value: CellState.SCORED,
    SheetState.REVIEWED.value: CellState.REVIEWED,
    SheetState.CONFIRMED.value: CellState.RATED,
}
_TENTH = Decimal("0.1")


def board(desk: Desk, year: int) -> Board:
    """Return the year's board of the account's scope.

    A chi bộ that was there only for a part of the year has its row as long as it met.
    """
    months = [f"{year}-{month:02d}" for month in range(1, 13)]
    today = desk.day()
    with desk.read() as reading:
        there = cells.cells(desk, reading, min(max(today, f"{year}-01-01"), f"{year}-12-31"))
        by_unit: dict[int, list[BoardLine]] = {}
        for line in stored.lines(reading, months[0], months[-1]):
            by_unit.setdefault(line.unit_id, []).append(line)
        levels = _levels(reading, by_unit.values())
        there += _gone(desk, reading, set(by_unit) - {cell.id for cell in there}, year)
        began = stored.first_month(reading)
        opened = stored.first_days(reading)
        closed = stored_periods.closed(reading, str(year))
    rows = tuple(
        _row(
            cell,
            by_unit.get(cell.id, ()),
            months,
            _Since(today, began, opened.get(cell.id, ""), levels),
        )
        for cell in there
    )
    return Board(year, rows, tuple(closed))


def _gone(desk: Desk, reading: Reading, ids: set[int], year: int) -> list[cells.CellUnit]:
    """Return the chi bộ that met in the year and are no more."""
    if not ids:
        return []
    found: dict[int, cells.CellUnit] = {}
    for month in range(1, 13):
        for cell in cells.cells(desk, reading, last_day(f"{year}-{month:02d}")):
            if cell.id in ids:
                found[cell.id] = cell
    return list(found.values())


_Levels = Mapping[int, tuple[str, ...]]


def _levels(reading: Reading, found: Iterable[Sequence[BoardLine]]) -> _Levels:
    """Return the codes of the levels of each template that was scored with, best first."""
    ids = {line.template_id for lines in found for line in lines if line.template_id}
    return {
        number: tuple(level.code for level in score_keeping.template_of(content).levels)
        for number, content in stored_templates.contents(reading, sorted(ids)).items()
    }


class _Since:
    """From when on a month without a meeting is overdue; and how good a level is."""

    def __init__(self, today: str, began: str, opened: str, levels: _Levels) -> None:
        self.today = today
        self.levels = levels
        self.first = max(began or "9999", opened[:7])

    def rank(self, line: BoardLine) -> tuple[int, int]:
        """Return the place of an official level, 0 the best, and how many there are."""
        codes = self.levels.get(line.template_id, ())
        found = line.sheet == SheetState.CONFIRMED.value and line.review_level in codes
        return (codes.index(line.review_level), len(codes)) if found else (-1, len(codes))

    def overdue(self, month: str, planned: str) -> bool:
        """Tell whether something should have been recorded by now."""
        if planned:
            return planned < self.today
        return self.first <= month < self.today[:7]


def _row(
    cell: cells.CellUnit, lines: Sequence[BoardLine], months: Sequence[str], since: _Since
) -> BoardRow:
    by_month: dict[str, list[BoardLine]] = {}
    for line in lines:
        by_month.setdefault(line.period, []).append(line)
    made = tuple(cell_of(by_month.get(month, ()), month, since) for month in months)
    quarters = [0, 0, 0, 0]
    for line in lines:
        if line.kind in _THEMATIC and line.state == MeetingState.HELD.value:
            quarters[int(quarter_of(line.period)[-1]) - 1] += 1
    rated = [Decimal(one.official_total) for one in made if one.state is CellState.RATED]
    mean = f"{(sum(rated, ZERO) / len(rated)).quantize(_TENTH):f}" if rated else ""
    first, second, third, fourth = quarters
    thematic = (first, second, third, fourth)
    return BoardRow(cell.id, cell.name, cell.members, cell.habit.kind, made, thematic, mean)


def cell_of(lines: Sequence[BoardLine], month: str, since: _Since) -> BoardCell:
    """Return one month of a chi bộ: it is rated by its regular meeting."""
    if not lines:
        overdue = since.overdue(month, "")
        return BoardCell(CellState.OVERDUE if overdue else CellState.EMPTY)
    main = next((line for line in lines if line.kind in _REGULAR), None)
    held = [line for line in lines if line.state == MeetingState.HELD.value]
    thematic = any(line.kind in _THEMATIC for line in held)
    if main is None:
        overdue = since.overdue(month, "")
        state = CellState.OVERDUE if overdue else CellState.EMPTY
        return BoardCell(state, thematic=thematic, meetings=len(lines))
    return BoardCell(
        _state(main, month, since),
        main.meeting_id,
        main.held_on or main.planned_on,
        main.self_total if main.self_complete else "",
        main.review_total if main.review_complete else "",
        main.review_level if main.sheet == SheetState.CONFIRMED.value else "",
        main.review_label if main.sheet == SheetState.CONFIRMED.value else "",
        thematic,
        len(lines),
        _apart(main),
        *since.rank(main),
    )


def _state(line: BoardLine, month: str, since: _Since) -> CellState:
    if line.state == MeetingState.NOT_HELD.value:
        return CellState.NOT_HELD
    if line.state == MeetingState.PLANNED.value:
        overdue = since.overdue(month, line.planned_on)
        return CellState.OVERDUE if overdue else CellState.PLANNED
    return _RATED.get(line.sheet, CellState.HELD)


def _apart(line: BoardLine) -> str:
    if not (line.self_complete and line.review_complete):
        return ""
    return f"{Decimal(line.self_total) - Decimal(line.review_total):f}"


def cells_of(
    desk: Desk, reading: Reading, periods: Sequence[str]
) -> Mapping[int, Mapping[str, BoardCell]]:
    """Return the cells of some months, by chi bộ and month, inside a transaction."""
    began, opened = stored.first_month(reading), stored.first_days(reading)
    by_unit: dict[int, dict[str, list[BoardLine]]] = {}
    for line in stored.lines(reading, periods[0], periods[-1]):
        by_unit.setdefault(line.unit_id, {}).setdefault(line.period, []).append(line)
    levels = _levels(reading, [lines for mine in by_unit.values() for lines in mine.values()])
    made: dict[int, dict[str, BoardCell]] = {}
    ids = {cell.id for cell in cells.cells(desk, reading, month_day(desk, periods[-1]))}
    for unit in ids | set(by_unit):
        since = _Since(desk.day(), began, opened.get(unit, ""), levels)
        mine = by_unit.get(unit, {})
        made[unit] = {month: cell_of(mine.get(month, ()), month, since) for month in periods}
    return made


def not_handed_in(desk: Desk, period: str) -> list[PlanLine]:
    """Return the chi bộ whose self-score of a month has not been handed in."""
    with desk.read() as reading:
        states = {line.meeting_id: line.sheet for line in stored.lines(reading, period, period)}
    return [
        line
        for line in plan_lines(desk, period)
        if line.kind.value in _REGULAR
        and line.state is not MeetingState.NOT_HELD
        and states.get(line.meeting_id, "") not in _RATED
    ]


def explain(desk: Desk, meeting_id: int) -> Explained:
    """Return a meeting with its sheet and what it comes to.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        meeting = meetings.of(desk, reading, meeting_id)
        unit = stored_units.name_of(reading, meeting.unit_id)
        closed = stored_periods.closing(reading, meeting.period) is not None
        known = stored_scores.sheets(reading, [meeting_id])
        found = Explained(meeting, unit, None, closed=closed)
        if not known and meeting.state is not MeetingState.HELD:
            return found
        try:
            sheet = scoring.sheet_of(reading, meeting)
        except NoTemplateProblem:
            return found
        limits = score_keeping.settings(reading)
    official, own = sheet.template.official.id, sheet.template.scorers[0].id
    return replace(
        found,
        sheet=sheet,
        self_result=scoring.result(sheet, own),
        review_result=scoring.result(sheet, official) if sheet.entries.get(official) else None,
        difference=scoring.difference(sheet),
        hints=tuple(score_grids.difference_hints(meeting.unit_id, sheet, limits)),
    )
