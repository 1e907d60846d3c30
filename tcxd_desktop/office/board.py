"""Bảng theo dõi sinh hoạt: chi bộ × months of a year, who has not handed in, one cell explained."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.explained import Explained
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem
from tcxd_desktop.domain.meetings import (
    REGULAR_KINDS,
    THEMATIC_KINDS,
    Board,
    BoardCell,
    BoardRow,
    CellState,
    MeetingState,
    PlanLine,
)
from tcxd_desktop.domain.periods import months_of, quarter_of
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF, ZERO
from tcxd_desktop.office import cells, meetings, score_grids, score_keeping, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_plans import plan_lines
from tcxd_desktop.storage import board as stored
from tcxd_desktop.storage import periods as stored_periods
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.board import BoardLine
from tcxd_desktop.storage.scores import StoredResult
from tcxd_desktop.storage.work import Reading

_REGULAR = tuple(kind.value for kind in REGULAR_KINDS)
_THEMATIC = tuple(kind.value for kind in THEMATIC_KINDS)
_RATED = {
    SheetState.SUBMITTED.value: CellState.SCORED,
    SheetState.REVIEWED.value: CellState.REVIEWED,
    SheetState.CONFIRMED.value: CellState.RATED,
}
_HELD, _PLANNED = MeetingState.HELD.value, MeetingState.PLANNED.value
_CONFIRMED = SheetState.CONFIRMED.value
_NO_LEVELS: Mapping[str, int] = {}
_TENTH = Decimal("0.1")


def board(desk: Desk, year: int) -> Board:
    """Return the year's board of the account's scope.

    A chi bộ that was there only for a part of the year has its row as long as it met.

    Raises:
        BadPeriodProblem: no year.
    """
    period = f"{year:04d}"
    months = months_of(period)
    with desk.read() as reading:
        by_unit = _by_unit(reading, months)
        marks = _Marks(desk.day(), reading, by_unit.values())
        there = cells.with_gone(desk, reading, period, by_unit)
        closed = stored_periods.closed(reading, period)
    rows = tuple(_row(cell, by_unit.get(cell.id, ()), months, marks) for cell in there)
    return Board(year, rows, tuple(closed))


def _by_unit(reading: Reading, months: Sequence[str]) -> dict[int, list[BoardLine]]:
    found: dict[int, list[BoardLine]] = {}
    for line in stored.lines(reading, months[0], months[-1]):
        found.setdefault(line.unit_id, []).append(line)
    return found


class _Marks:
    """What a cell is told by: today, how good a level is, whose totals a template's are."""

    def __init__(self, today: str, reading: Reading, found: Iterable[Sequence[BoardLine]]) -> None:
        self.today = today
        self._began = stored.first_month(reading)
        self._days = stored.days(reading)
        lines = [line for mine in found for line in mine if line.template_id]
        texts = stored_templates.contents(reading, sorted({line.template_id for line in lines}))
        known = {number: score_keeping.template_of(text) for number, text in texts.items()}
        self._levels = {
            number: {level.code: rank for rank, level in enumerate(template.levels)}
            for number, template in known.items()
        }
        # Most templates call their scorers as the guidance does: then the line has it all.
        scorers = {
            number: (score_keeping.own_of(template), template.official.id)
            for number, template in known.items()
        }
        others = {number: ids for number, ids in scorers.items() if ids != (SELF, REVIEW)}
        self._renamed = _renamed(reading, lines, others) if others else {}

    def told(self, line: BoardLine) -> BoardLine:
        """Return a line with the totals of its template's own scorers."""
        return self._renamed.get(line.meeting_id, line)

    def rank(self, line: BoardLine) -> tuple[int, int]:
        """Return the place of an official level, 0 the best, and how many there are."""
        ranks = self._levels.get(line.template_id, _NO_LEVELS)
        return ranks.get(line.review_level, -1) if line.sheet == _CONFIRMED else -1, len(ranks)

    def overdue(self, month: str, unit_id: int, planned: str, members: int) -> bool:
        """Tell whether something should have been recorded by now.

        Not before the office began, nor of a chi bộ without anybody, nor where it is no more.
        """
        if planned:
            return planned < self.today
        opened, closed = self._days.get(unit_id, ("", ""))
        first = max(self._began or "9999", opened[:7])
        there = not closed or month < closed[:7]
        return bool(members) and there and first <= month < self.today[:7]


def _renamed(
    reading: Reading, lines: Iterable[BoardLine], scorers: Mapping[int, tuple[str, str]]
) -> dict[int, BoardLine]:
    mine = [line for line in lines if line.template_id in scorers]
    results = stored_scores.results(reading, [line.meeting_id for line in mine])
    none = StoredResult("", "", "", complete=False)
    made: dict[int, BoardLine] = {}
    for line in mine:
        own_id, official = scorers[line.template_id]
        told = results.get(line.meeting_id, {})
        own, review = told.get(own_id, none), told.get(official, none)
        made[line.meeting_id] = line._replace(
            self_total=own.total,
            self_complete=int(own.complete),
            review_total=review.total,
            review_level=review.level,
            review_label=review.level_label,
            review_complete=int(review.complete),
        )
    return made


def _row(
    cell: cells.CellUnit, lines: Sequence[BoardLine], months: Sequence[str], marks: _Marks
) -> BoardRow:
    made = _cells(cell, lines, months, marks)
    quarters = [0, 0, 0, 0]
    for line in lines:
        if line.kind in _THEMATIC and line.state == _HELD:
            quarters[int(quarter_of(line.period)[-1]) - 1] += 1
    rated = [
        Decimal(one.official_total)
        for one in made
        if one.state is CellState.RATED and one.official_total
    ]
    mean = ""
    if rated:
        mean = f"{(sum(rated, ZERO) / len(rated)).quantize(_TENTH, ROUND_HALF_UP):f}"
    first, second, third, fourth = quarters
    thematic = (first, second, third, fourth)
    return BoardRow(cell.id, cell.name, cell.members, cell.habit.kind, made, thematic, mean)


def _cells(
    cell: cells.CellUnit, lines: Sequence[BoardLine], months: Sequence[str], marks: _Marks
) -> tuple[BoardCell, ...]:
    by_month: dict[str, list[BoardLine]] = {}
    for line in lines:
        by_month.setdefault(line.period, []).append(line)
    unit = (cell.id, cell.members)
    return tuple(_cell(by_month.get(month, ()), month, unit, marks) for month in months)


def _cell(
    lines: Sequence[BoardLine], month: str, unit: tuple[int, int], marks: _Marks
) -> BoardCell:
    """Return one month of a chi bộ (number, members): it is rated by its regular meeting."""
    main: BoardLine | None = None
    thematic = False
    for line in lines:
        if main is None and line.kind in _REGULAR:
            main = line
        if line.kind in _THEMATIC and line.state == _HELD:
            thematic = True
    if main is None:
        overdue = marks.overdue(month, unit[0], "", unit[1])
        state = CellState.OVERDUE if overdue else CellState.EMPTY
        return BoardCell(state, thematic=thematic, meetings=len(lines))
    main = marks.told(main)
    confirmed = main.sheet == _CONFIRMED
    return BoardCell(
        _state(main, month, unit, marks),
        main.meeting_id,
        main.held_on or main.planned_on,
        main.self_total if main.self_complete else "",
        main.review_total if main.review_complete else "",
        main.review_level if confirmed else "",
        main.review_label if confirmed else "",
        thematic,
        len(lines),
        _apart(main),
        *marks.rank(main),
    )


def _state(line: BoardLine, month: str, unit: tuple[int, int], marks: _Marks) -> CellState:
    if line.state == _HELD:
        return _RATED.get(line.sheet, CellState.HELD)
    if line.state == _PLANNED:
        overdue = marks.overdue(month, unit[0], line.planned_on, unit[1])
        return CellState.OVERDUE if overdue else CellState.PLANNED
    return CellState.NOT_HELD


def _apart(line: BoardLine) -> str:
    if not (line.self_complete and line.review_complete and line.self_total and line.review_total):
        return ""
    if line.self_total == line.review_total:
        return "0"
    return f"{Decimal(line.self_total) - Decimal(line.review_total):f}"


def cells_of(
    desk: Desk, reading: Reading, periods: Sequence[str], there: Iterable[cells.CellUnit]
) -> Mapping[int, Mapping[str, BoardCell]]:
    """Return the cells of some months, by chi bộ and month, inside a transaction.

    Args:
        desk: where.
        reading: inside what.
        periods: months, in order.
        there: the chi bộ asked for.
    """
    by_unit = _by_unit(reading, periods)
    marks = _Marks(desk.day(), reading, by_unit.values())
    return {
        cell.id: dict(
            zip(periods, _cells(cell, by_unit.get(cell.id, ()), periods, marks), strict=True)
        )
        for cell in there
    }


def not_handed_in(desk: Desk, period: str) -> list[PlanLine]:
    """Return the chi bộ whose self-score of a month has not been handed in.

    A chi bộ without anybody has nothing to hand in.
    """
    lines = plan_lines(desk, period)
    with desk.read() as reading:
        states = {line.meeting_id: line.sheet for line in stored.lines(reading, period, period)}
    return [
        line
        for line in lines
        if line.kind.value in _REGULAR
        and line.state is not MeetingState.NOT_HELD
        and (line.members or line.meeting_id)
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
        closed = bool(score_keeping.closed_by(reading, meeting.period))
        known = stored_scores.sheets(reading, [meeting_id])
        found = Explained(meeting, unit, None, closed=closed)
        if not known and meeting.state is not MeetingState.HELD:
            return found
        try:
            sheet = scoring.sheet_of(reading, meeting)
        except NoTemplateProblem:
            return found
        limits = score_keeping.settings(reading)
    official, own = sheet.template.official.id, score_keeping.own_of(sheet.template)
    return replace(
        found,
        sheet=sheet,
        self_result=scoring.result(sheet, own),
        review_result=scoring.result(sheet, official) if sheet.entries.get(official) else None,
        difference=scoring.difference(sheet),
        hints=tuple(score_grids.difference_hints(meeting.unit_id, sheet, limits)),
    )
