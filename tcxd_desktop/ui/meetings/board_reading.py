"""What the board needs to know, read off the thread of the screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from tcxd_desktop.domain.meetings import Board, BoardRow, Meeting
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import Hint
from tcxd_desktop.domain.score_templates import RatingLevel, TemplateLine
from tcxd_desktop.domain.scoring import compile_template
from tcxd_desktop.office import (
    board,
    meetings,
    score_grids,
    score_templates,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.meetings.board_rows import period_of
from tcxd_desktop.ui.meetings.detail import Looked


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a year."""

    board: Board
    templates: tuple[TemplateLine, ...] = ()
    """Those new sheets take."""
    levels: tuple[RatingLevel, ...] = ()
    """Of the first of them."""
    settings: ScoreSettings = field(default_factory=ScoreSettings)


Work = Callable[[Progress], Read]


def reading(desk: Desk, year: int) -> Work:
    """Return the work that reads a year."""

    def work(progress: Progress) -> Read:
        progress(0, 0)
        found = board.board(desk, year)
        templates = in_use(score_templates.lines(desk))
        levels = score_templates.template_of(desk, templates[0]).levels if templates else ()
        return Read(found, templates, levels, scoring.settings(desk))

    return work


def in_use(lines: Sequence[TemplateLine]) -> tuple[TemplateLine, ...]:
    """Return the templates new sheets take: what is in use, else the default."""
    used = tuple(line for line in lines if line.in_use)
    return used or tuple(line for line in lines if line.default)[:1]


def looking(desk: Desk, row: BoardRow, month: int, known: Read) -> Callable[[Progress], Looked]:
    """Return the work that reads one cell."""

    def work(progress: Progress) -> Looked:
        progress(0, 0)
        cell, year = row.cells[month - 1], known.board.year
        found = board.explain(desk, cell.meeting_id) if cell.meeting_id else None
        others: list[Meeting] = []
        if cell.meetings > bool(cell.meeting_id):
            others = [
                meeting
                for meeting in meetings.month_meetings(desk, period_of(year, month), row.unit_id)
                if meeting.id != cell.meeting_id
            ]
        looked = Looked(row, year, month, found, tuple(others), known.settings, known.levels)
        sheet = found.sheet if found is not None else None
        if sheet is None:
            return looked
        machine = compile_template(sheet.template)
        shaped, facts = machine.shaped(sheet.facts), machine.values(sheet.facts)
        return replace(looked, template=shaped, facts=facts)

    return work


def remarking(desk: Desk, period: str) -> Callable[[Progress], list[Hint]]:
    """Return the work that reads what is worth a look in a month."""

    def work(progress: Progress) -> list[Hint]:
        progress(0, 0)
        return score_grids.hints(desk, period)

    return work
