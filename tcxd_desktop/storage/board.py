"""What the year's board shows, in one reading."""

from typing import NamedTuple

from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.storage.units import OPEN
from tcxd_desktop.storage.work import Reading


class BoardLine(NamedTuple):
    """Một buổi sinh hoạt trên bảng theo dõi; a tuple, as thousands are read at once."""

    meeting_id: int
    unit_id: int
    period: str
    kind: str
    state: str
    planned_on: str
    held_on: str
    sheet: str
    """State of the sheet, or empty."""
    self_total: str
    self_complete: int
    review_total: str
    review_level: str
    review_label: str
    review_complete: int
    template_id: int
    """Of the sheet, or 0."""


def lines(reading: Reading, since: str, until: str) -> list[BoardLine]:
    """Return the meetings of months ``since`` to ``until`` with what their sheets come to."""
    rows = reading.all(
        "SELECT m.id, m.unit_id, m.period, m.kind, m.state, m.planned_on, m.held_on,"
        " coalesce(s.state, ''), coalesce(a.total, ''), coalesce(a.complete, 0),"
        " coalesce(r.total, ''), coalesce(r.level, ''), coalesce(r.level_label, ''),"
        " coalesce(r.complete, 0), coalesce(s.template_id, 0)"
        " FROM meeting m LEFT JOIN score_sheet s ON s.meeting_id = m.id"
        " LEFT JOIN score_result a ON a.meeting_id = m.id AND a.scorer = ?"
        " LEFT JOIN score_result r ON r.meeting_id = m.id AND r.scorer = ?"
        " WHERE m.period BETWEEN ? AND ? AND m.void_reason = ''"
        " ORDER BY m.unit_id, m.period, m.id",
        (SELF, REVIEW, since, until),
    )
    return list(map(BoardLine._make, rows))


def first_month(reading: Reading) -> str:
    """Return the month of the first meeting the office has, or ``""``."""
    row = reading.one("SELECT min(period) FROM meeting WHERE void_reason = ''")
    return str(row[0] or "") if row else ""


def days(reading: Reading) -> dict[int, tuple[str, str]]:
    """Return the first day of each organisation, and the first without it; ISO or empty."""
    return {
        int(unit): (str(since), "" if until == OPEN else str(until))
        for unit, since, until in reading.all(
            "SELECT unit_id, min(since), max(until) FROM unit_step GROUP BY unit_id"
        )
    }


def first_days(reading: Reading) -> dict[int, str]:
    """Return the first day of each organisation, ISO or empty."""
    return {unit: since for unit, (since, _) in days(reading).items()}
