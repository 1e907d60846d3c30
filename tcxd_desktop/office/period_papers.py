"""Tables of month, quarter, year and half year, gathered for the forms and the workbook."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.meeting_errors import BadPeriodProblem
from tcxd_desktop.domain.meeting_papers import (
    HALF_YEAR,
    MONTH_TABLE,
    QUARTER_TABLE,
    YEAR_TABLE,
    MeetingJob,
)
from tcxd_desktop.domain.meetings import Meeting, MeetingState, PeriodLine, PeriodTable
from tcxd_desktop.domain.periods import kind_of, months_of
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import HalfYearLine, TablePaper
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.office import meetings, people, periods, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.score_tables import Top, half_year_table, long_table, month_table

_KINDS = {
    MONTH_TABLE: "thang",
    QUARTER_TABLE: "quy",
    YEAR_TABLE: "nam",
    HALF_YEAR: "nua_nam",
}
"""The length of period each table is of (``domain.periods.kind_of``)."""
TABLES = tuple(_KINDS)
_REGULAR = (MeetingKind.REGULAR, MeetingKind.COMBINED)
_TENTH = Decimal("0.1")


def table_paper(desk: Desk, job: MeetingJob) -> TablePaper:
    """Return the table of a job: of the chi bộ named, else of all the account was given.

    Raises:
        NotFoundProblem: no table.
        BadPeriodProblem: not a period of the table's length.
        OutsideScopeProblem: a chi bộ the account was not given.
    """
    if job.form not in _KINDS:
        raise NotFoundProblem(job.form)
    if kind_of(job.period) != _KINDS[job.form]:
        raise BadPeriodProblem(job.period)
    table = _chosen(desk, periods.table(desk, job.period), job.unit_ids)
    head = people.letterhead(desk, None)
    top = Top(head, desk.today(), Foot(head.issuer, desk.actor.name, desk.clock()))
    if job.form == MONTH_TABLE:
        return month_table(table, top)
    if job.form == HALF_YEAR:
        return half_year_table(job.period, _half_year(desk, table), top)
    return long_table(table, top)


def _chosen(desk: Desk, table: PeriodTable, unit_ids: tuple[int, ...]) -> PeriodTable:
    if not unit_ids:
        return table
    with desk.read() as reading:
        for unit_id in unit_ids:
            scope.check_unit(desk, reading, unit_id)
    return replace(table, lines=tuple(line for line in table.lines if line.unit_id in unit_ids))


def _half_year(desk: Desk, table: PeriodTable) -> list[HalfYearLine]:
    """Return what was recorded of the content of meetings; the rest is written by hand."""
    held: dict[int, list[Meeting]] = {}
    for month in months_of(table.period):
        for meeting in meetings.month_meetings(desk, month):
            if meeting.state is MeetingState.HELD:
                held.setdefault(meeting.unit_id, []).append(meeting)
    return [_half_line(line, held.get(line.unit_id, [])) for line in table.lines]


def _half_line(line: PeriodLine, held: list[Meeting]) -> HalfYearLine:
    if not held:
        return HalfYearLine(line.unit, line.members, note=line.note)
    came = [meeting.counts.present for meeting in held if meeting.kind in _REGULAR]
    mean = Decimal(sum(came)) / len(came) if came else None
    return HalfYearLine(
        line.unit,
        line.members,
        held=len(came),
        attended=None if mean is None else mean.quantize(_TENTH, ROUND_HALF_UP),
        speakers=sum(meeting.counts.speakers for meeting in held),
        thematic=sum(line.thematic),
        note=line.note,
    )
