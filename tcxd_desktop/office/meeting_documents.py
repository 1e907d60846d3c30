"""Minutes, rolls, resolutions and the notice of a month as documents, from what is recorded.

One record for each paper: PDF and Word are drawn from it, so they cannot say different things.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.cell_papers import CellPaper, PlanPaper
from tcxd_desktop.domain.documents import Document
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem, NothingHeldProblem
from tcxd_desktop.domain.meeting_facts import with_derived
from tcxd_desktop.domain.meeting_papers import (
    LACKING,
    MINUTES,
    NOTICE,
    RESOLUTION,
    ROLL,
    MeetingJob,
)
from tcxd_desktop.domain.meetings import Meeting, MeetingState, PlanLine, Task
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.periods import last_day
from tcxd_desktop.domain.score_sheets import ScoreSheet, SheetResult
from tcxd_desktop.domain.score_templates import SELF, ScoreTemplate
from tcxd_desktop.domain.units import Unit, path_names
from tcxd_desktop.office import (
    board,
    meeting_plans,
    meetings,
    score_keeping,
    score_papers,
    score_templates,
    scoring,
    settings,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.meeting_lacking import lacking_document
from tcxd_desktop.wording.meeting_lists import plan_document, roll_document
from tcxd_desktop.wording.meeting_minutes import minutes_document
from tcxd_desktop.wording.meeting_resolution import resolution_document

_DRAWN: dict[str, Callable[[CellPaper], Document]] = {
    MINUTES: minutes_document,
    ROLL: roll_document,
    RESOLUTION: resolution_document,
}
DOCUMENTS = (NOTICE, MINUTES, ROLL, RESOLUTION, LACKING)
"""Forms that are documents, with an editable Word file."""


def documents(desk: Desk, job: MeetingJob) -> list[Document]:
    """Return the documents of a job: one of a month's plan, one a meeting else.

    A meeting that was not recorded yet gives a paper to be filled by hand.

    Args:
        desk: where.
        job: one of ``DOCUMENTS``; for meetings named, or for the chi bộ of a month.

    Raises:
        NotFoundProblem: no such form, or no such meeting.
        NothingHeldProblem: no meeting of the month was recorded; a blank paper can be had.
        BadPeriodProblem: not a month.
        NotACellProblem, OutsideScopeProblem: see ``office.meetings``.
    """
    desk.check(Permission.VIEW)
    if job.form == NOTICE:
        return [plan_document(_plan(desk, job))]
    if job.form == LACKING:
        return [lacking_document(_lacking(desk, job))]
    draw = _DRAWN.get(job.form)
    if draw is None:
        raise NotFoundProblem(job.form)
    found = score_papers.meetings_of(desk, job)
    if not found:
        raise NothingHeldProblem(job.period)
    gatherer = _Gatherer(desk)
    return [draw(gatherer.paper(meeting, blank=job.blank)) for meeting in found]


def _plan(desk: Desk, job: MeetingJob) -> PlanPaper:
    lines = meeting_plans.plan_lines(desk, job.period)
    return _paper(desk, job, [one for one in lines if one.state is not MeetingState.NOT_HELD])


def _lacking(desk: Desk, job: MeetingJob) -> PlanPaper:
    return _paper(desk, job, board.not_handed_in(desk, job.period))


def _paper(desk: Desk, job: MeetingJob, lines: Sequence[PlanLine]) -> PlanPaper:
    wanted = tuple(one for one in lines if not job.unit_ids or one.unit_id in job.unit_ids)
    office = settings.office_name(desk)
    return PlanPaper(
        job.period, wanted, office.name, office.province, office.place, desk.day(), job.blank
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """What holds for all chi bộ on one day, read once a job."""

    units: dict[int, Unit]
    heads: dict[int, tuple[str, str, bool]]


class _Gatherer:
    """Reads what the papers of several meetings tell."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.office: OfficeName = settings.office_name(desk)
        self.days: dict[str, _Day] = {}

    def paper(self, meeting: Meeting, *, blank: bool) -> CellPaper:
        """Return what the papers of one meeting tell."""
        if meeting.id and not meeting.attendance:
            meeting = meetings.read(self.desk, meeting.id)
        blank = blank or meeting.state is not MeetingState.HELD
        day = meeting.day or min(last_day(meeting.period), self.desk.day())
        carried, given = self._tasks(meeting, day)
        if not meeting.attendance and not meeting.counts.members:
            meeting = replace(meeting, attendance=meetings.roll(self.desk, meeting.unit_id, day))
        with self.desk.read() as reading:
            there = self._day(reading, day)
            template, result, base = self._scored(reading, meeting)
        path = [unit.name for unit in path_names(there.units, meeting.unit_id)]
        return CellPaper(
            meeting,
            path[-1] if path else "",
            path[-2] if len(path) > 1 else "",
            self.office.place,
            there.heads.get(meeting.unit_id, ("", "", False))[0],
            carried,
            given,
            base,
            template,
            result,
            blank,
            self.desk.day(),
        )

    def _day(self, reading: Reading, day: str) -> _Day:
        if day not in self.days:
            units = {unit.id: unit for unit in stored_units.on_day(reading, day)}
            self.days[day] = _Day(units, stored.secretaries(reading, day))
        return self.days[day]

    def _tasks(self, meeting: Meeting, day: str) -> tuple[tuple[Task, ...], tuple[Task, ...]]:
        if not meeting.id:
            return tuple(meetings.carried(self.desk, meeting.unit_id, day)), ()
        # A later meeting may have judged them since: then they were still open.
        then = meetings.tasks_then(self.desk, meeting.id)
        _, given = meetings.tasks(self.desk, meeting.id)
        return tuple(then), tuple(given)

    def _scored(
        self, reading: Reading, meeting: Meeting
    ) -> tuple[ScoreTemplate | None, SheetResult | None, int | None]:
        """Return template, self-score and how many had to attend."""
        sheet = _sheet(reading, meeting)
        if sheet is None:
            facts = with_derived(score_keeping.facts(reading, meeting))
            return None, None, _whole(facts.get("attendance_base"))
        machine = score_keeping.machine(sheet.template)
        base = machine.values(sheet.facts).get("attendance_base")
        return machine.shaped(sheet.facts), scoring.result(sheet, SELF), _whole(base)


def _sheet(reading: Reading, meeting: Meeting) -> ScoreSheet | None:
    """Return the sheet of a meeting; before it has one, what it would be scored with."""
    if stored_scores.sheets(reading, [meeting.id]):
        return scoring.sheet_of(reading, meeting)
    try:
        line, content = score_templates.choose(reading, meeting)
    except NoTemplateProblem:
        return None
    template = score_keeping.template_of(content)
    return ScoreSheet(meeting.id, line.id, template, facts=score_keeping.facts(reading, meeting))


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, Decimal) else None
