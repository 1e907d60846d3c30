"""Phiếu đánh giá and phiếu thẩm định: which meetings, and what their sheets say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.meeting_errors import NothingToPrintProblem
from tcxd_desktop.domain.meeting_papers import REVIEW_SHEET, SELF_SHEET, MeetingJob
from tcxd_desktop.domain.meetings import Meeting, MeetingState, count
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.periods import last_day, months_of
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.score_papers import ScoreColumn, ScorePaper, SheetOutline
from tcxd_desktop.domain.score_sheets import Facts, ScoreSheet, SheetResult
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.units import Unit, path_names
from tcxd_desktop.office import (
    meeting_plans,
    meetings,
    people,
    scope,
    score_keeping,
    score_templates,
    scoring,
    settings,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import score_papers as words
from tcxd_desktop.wording import score_results as results

SHEETS = (SELF_SHEET, REVIEW_SHEET)


def sheets(desk: Desk, job: MeetingJob) -> list[ScorePaper]:
    """Return the sheets of a job: of the meetings named, else of the chi bộ of a month.

    Args:
        desk: where.
        job: a self-score or a review sheet, filled or blank.

    Raises:
        NothingToPrintProblem: no meeting of the month has a sheet yet.
        NotFoundProblem, NotACellProblem, NoTemplateProblem, BadPeriodProblem.
        OutsideScopeProblem: a chi bộ the account was not given.
    """
    found = meetings_of(desk, job)
    gatherer = _Gatherer(desk, job)
    with desk.read() as reading:
        made = [paper for one in found if (paper := gatherer.paper(reading, one)) is not None]
    if not made:
        raise NothingToPrintProblem(job.period)
    return made


def meetings_of(desk: Desk, job: MeetingJob) -> list[Meeting]:
    """Return the meetings a job of sheets is about; those not recorded yet have the id 0.

    Raises:
        NotFoundProblem, NotACellProblem, BadPeriodProblem, OutsideScopeProblem.
    """
    if job.meeting_ids:
        with desk.read() as reading:
            found = stored.by_ids(reading, job.meeting_ids)
            for meeting in found:
                scope.check_unit(desk, reading, meeting.unit_id)
        if len(found) < len(set(job.meeting_ids)):
            raise NotFoundProblem(job.form)
        return found
    months_of(job.period)
    if job.unit_ids:
        with desk.read() as reading:
            for unit_id in job.unit_ids:
                scope.check_unit(desk, reading, unit_id)
    return list(_of_month(desk, job))


def _of_month(desk: Desk, job: MeetingJob) -> Iterator[Meeting]:
    known: dict[int, list[Meeting]] = {}
    for meeting in meetings.month_meetings(desk, job.period):
        known.setdefault(meeting.unit_id, []).append(meeting)
    lines = meeting_plans.plan_lines(desk, job.period)
    for unit_id in dict.fromkeys(job.unit_ids or (line.unit_id for line in lines)):
        there = known.get(unit_id, [])
        if not job.blank:
            yield from (one for one in there if one.state is MeetingState.HELD)
            continue
        planned = [one for one in there if one.state is MeetingState.PLANNED]
        yield from planned
        if not planned and (not there or job.unit_ids):
            yield meetings.new(desk, unit_id, job.period)


@dataclass(frozen=True, slots=True)
class _Scored:
    """What one meeting's sheet comes to."""

    sheet: ScoreSheet
    own: SheetResult | None
    review: SheetResult | None

    @property
    def results(self) -> dict[str, SheetResult]:
        """By scorer, of those who scored."""
        template = self.sheet.template
        found = {template.scorers[0].id: self.own, template.official.id: self.review}
        return {scorer: result for scorer, result in found.items() if result is not None}

    @property
    def columns(self) -> dict[str, ScoreColumn]:
        """The same as printed."""
        template = self.sheet.template
        return {scorer: results.column(template, result) for scorer, result in self.results.items()}


class _Gatherer:
    """Reads what sheets say; what several have in common is read and worded once."""

    def __init__(self, desk: Desk, job: MeetingJob) -> None:
        self.desk, self.job = desk, job
        self.office: OfficeName = settings.office_name(desk)
        self.committee = people.letterhead(desk, None)
        self.days: dict[str, dict[int, Unit]] = {}
        self.outlines: dict[int, tuple[ScoreTemplate, SheetOutline]] = {}

    def paper(self, reading: Reading, meeting: Meeting) -> ScorePaper | None:
        """Return the paper of a meeting; ``None``: it has no sheet, and no blank was asked for."""
        blank = self.job.blank or meeting.state is not MeetingState.HELD
        scored = self._scored(reading, meeting, blank=blank)
        if scored is None:
            if not self.job.meeting_ids:
                return None
            blank, scored = True, self._scored(reading, meeting, blank=True)
        if scored is None:
            return None
        make = self._review if self.job.form == REVIEW_SHEET else self._own
        return make(reading, meeting, scored, blank=blank)

    def _scored(self, reading: Reading, meeting: Meeting, *, blank: bool) -> _Scored | None:
        if not blank or (meeting.id and stored_scores.sheets(reading, [meeting.id])):
            sheet = scoring.sheet_of(reading, meeting)
            if not sheet.version and not blank:
                return None
            official = sheet.template.official.id
            reviewed = bool(sheet.entries.get(official))
            return _Scored(
                sheet,
                scoring.result(sheet, sheet.template.scorers[0].id),
                scoring.result(sheet, official) if reviewed else None,
            )
        line, content = score_templates.choose(reading, meeting)
        template = score_keeping.template_of(content)
        facts = score_keeping.facts(reading, meeting)
        return _Scored(ScoreSheet(meeting.id, line.id, template, facts=facts), None, None)

    def _outline(self, sheet: ScoreSheet) -> tuple[ScoreTemplate, SheetOutline]:
        shaped = score_keeping.machine(sheet.template).shaped(sheet.facts)
        known = self.outlines.get(id(shaped))
        if known is None:
            known = self.outlines[id(shaped)] = (shaped, words.outline(shaped))
        return known

    def _path(self, reading: Reading, meeting: Meeting) -> list[str]:
        """Return the chi bộ and those above it as they were called that day, topmost first."""
        day = meeting.held_on or min(last_day(meeting.period), self.desk.day())
        if day not in self.days:
            self.days[day] = {unit.id: unit for unit in stored_units.on_day(reading, day)}
        path = [unit.name for unit in path_names(self.days[day], meeting.unit_id)]
        return path or [stored_units.name_of(reading, meeting.unit_id)]

    def _own(
        self, reading: Reading, meeting: Meeting, scored: _Scored, *, blank: bool
    ) -> ScorePaper:
        path = self._path(reading, meeting)
        template, outline = self._outline(scored.sheet)
        common = ScorePaper(
            outline=outline,
            head=Letterhead(
                province=path[-2] if len(path) > 1 else self.committee.issuer,
                issuer=path[-1],
                place=self.office.place,
            ),
            title=words.SELF_TITLE,
            subtitle=results.own_subtitle(meeting),
            meeting_id=meeting.id,
        )
        if blank:
            return _blank(common, meeting, results.BLANK_OWN)
        scorer = self.job.scorer if self.job.scorer in scored.results else outline.own
        shown = scored.results.get(scorer)
        facts = _values(scored.sheet)
        return replace(
            common,
            day=_day(meeting.held_on),
            told=words.told(meeting),
            columns=scored.columns,
            scorer=scorer,
            notes=results.item_notes(template, shown, facts) if shown else {},
            verdict=results.own_verdict(
                scored.own, scored.review, template.levels, scored.sheet.state, meeting.period
            ),
            remarks=results.total_remarks(template, shown, facts),
        )

    def _review(
        self, reading: Reading, meeting: Meeting, scored: _Scored, *, blank: bool
    ) -> ScorePaper:
        template, outline = self._outline(scored.sheet)
        sheet, own, review = scored.sheet, scored.own, scored.review
        common = ScorePaper(
            outline=outline,
            head=self.committee,
            title=words.REVIEW_TITLE,
            subtitle=results.review_subtitle(meeting, self._path(reading, meeting)[-1]),
            meeting_id=meeting.id,
        )
        if blank:
            return _blank(common, meeting, results.BLANK_REVIEW)
        facts, apart = _values(sheet), scoring.difference(sheet)
        return replace(
            common,
            day=_day(sheet.decided_on),
            told=words.told(meeting),
            columns=scored.columns,
            notes=results.review_notes(template, own, review, facts),
            differences=results.differences(own, review, apart),
            verdict=results.review_verdict(own, review, template.levels, sheet.state, apart),
            remarks=(
                *results.total_remarks(template, review, facts),
                *results.difference_reason(sheet.reason),
            ),
        )


def _blank(paper: ScorePaper, meeting: Meeting, asked: Sequence[str]) -> ScorePaper:
    """Return a paper to be filled by hand: what is known of the meeting, dots for the rest."""
    if not meeting.counts.members and meeting.attendance:
        meeting = replace(meeting, counts=count(meeting.attendance))
    return replace(
        paper, blank=True, asked=words.asked(meeting), verdict=tuple((text, "") for text in asked)
    )


def _values(sheet: ScoreSheet) -> Facts:
    return score_keeping.machine(sheet.template).values(sheet.facts)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
