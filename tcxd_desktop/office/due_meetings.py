"""Duties of the chi bộ's meetings: last month's, not recorded or not scored."""

from collections.abc import Iterator
from datetime import date

from tcxd_desktop.domain.due import DueTask
from tcxd_desktop.domain.meetings import REGULAR_KINDS, MeetingState
from tcxd_desktop.domain.periods import last_day, step
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.office import cells
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import board as stored
from tcxd_desktop.storage.board import BoardLine
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import due as words
from tcxd_desktop.wording.periods import period_text

_REGULAR = frozenset(kind.value for kind in REGULAR_KINDS)
_HELD, _NOT_HELD = MeetingState.HELD.value, MeetingState.NOT_HELD.value
_SCORED = frozenset(
    {SheetState.SUBMITTED.value, SheetState.REVIEWED.value, SheetState.CONFIRMED.value}
)


def months(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give what is missing of the month before: one line for meetings, one for sheets."""
    month = step(day[:7], -1)
    began = stored.first_month(reading)
    if not began or month < began:
        return
    main: dict[int, BoardLine] = {}
    for line in stored.lines(reading, month, month):
        if line.kind in _REGULAR:
            main.setdefault(line.unit_id, line)
    first = stored.first_days(reading)
    there = [
        cell
        for cell in cells.cells(desk, reading, last_day(month))
        if cell.members and first.get(cell.id, "")[:7] <= month
    ]
    unheld = [cell.name for cell in there if _missing(main.get(cell.id))]
    unscored = [cell.name for cell in there if _unscored(main.get(cell.id))]
    said, last = period_text(month), last_day(month)
    title = said[0].upper() + said[1:]
    if unheld:
        yield DueTask(
            key=f"meetings:{month}:held",
            title=words.unheld_title(title, len(unheld)),
            due=last,
            why=words.unheld_why(said, unheld),
            source=words.MEETING_SOURCE,
            group=words.MEETINGS,
            target="meetings:",
            soon_from=date.fromisoformat(last).replace(day=1).isoformat(),
        )
    if unscored:
        yield DueTask(
            key=f"meetings:{month}:scored",
            title=words.unscored_title(title, len(unscored)),
            why=words.unscored_why(said, unscored),
            source=words.MEETING_SOURCE,
            group=words.MEETINGS,
            target="meetings:",
        )


def _missing(line: BoardLine | None) -> bool:
    return line is None or line.state not in {_HELD, _NOT_HELD}


def _unscored(line: BoardLine | None) -> bool:
    return line is not None and line.state == _HELD and line.sheet not in _SCORED
