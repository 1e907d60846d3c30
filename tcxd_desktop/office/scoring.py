"""Chấm điểm sinh hoạt: self-score, review, the official level, and what is pointed out.

The chi bộ scores itself; the committee directly above decides the level (42-HD/BTCTW of
28/10/2025, mục 5). Until it has, the sheet is *chưa thẩm định* and has no official level.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.errors import ConflictProblem, ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_errors import (
    DifferenceReasonProblem,
    IncompleteSheetProblem,
    NotHeldYetProblem,
    SheetStateProblem,
    TemplateStateProblem,
)
from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import (
    Entries,
    ScoreSheet,
    SheetResult,
    SheetState,
)
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine
from tcxd_desktop.domain.scoring import check_entries
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import meetings, score_keeping, score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.scores import StoredSheet
from tcxd_desktop.storage.work import Reading, Work

_EARLIER: dict[SheetState, SheetState] = {
    SheetState.CONFIRMED: SheetState.REVIEWED,
    SheetState.REVIEWED: SheetState.SUBMITTED,
    SheetState.SUBMITTED: SheetState.DRAFT,
}


def settings(desk: Desk) -> ScoreSettings:
    """Return the office's settings of scoring."""
    with desk.read() as reading:
        return score_keeping.settings(reading)


def set_settings(desk: Desk, made: ScoreSettings) -> None:
    """Change the settings of scoring; sheets confirmed before keep their facts."""
    with desk.write(Permission.PUBLISH, "scoring.settings") as work:
        old = score_keeping.settings(work)
        score_keeping.write_settings(work, made)
        for field in ("difference", "away_counts", "alike_from"):
            before, after = getattr(old, field), getattr(made, field)
            if before != after:
                work.note(Change("office", 0, field, str(before), str(after)))


# --- one sheet ------------------------------------------------------------------------------------


def prepare(desk: Desk, meeting_id: int) -> ScoreSheet:
    """Return the sheet of a meeting; a new, unsaved one with the template it takes.

    Raises:
        NotHeldYetProblem: the meeting was not recorded as held.
        NoTemplateProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        return sheet_of(reading, meetings.of(desk, reading, meeting_id))


def sheet_of(reading: Reading, meeting: Meeting) -> ScoreSheet:
    """Return the sheet of a meeting inside a transaction; see ``prepare``."""
    known = stored.sheets(reading, [meeting.id]).get(meeting.id)
    if known is not None:
        content = stored_templates.contents(reading, [known.template_id])[known.template_id]
        return whole(known, score_keeping.template_of(content))
    if meeting.state is not MeetingState.HELD:
        raise NotHeldYetProblem
    line, content = score_templates.choose(reading, meeting)
    template = score_keeping.template_of(content)
    return ScoreSheet(meeting.id, line.id, template, facts=score_keeping.facts(reading, meeting))


def whole(known: StoredSheet, template: ScoreTemplate) -> ScoreSheet:
    """Return a stored sheet with its template."""
    return ScoreSheet(
        known.meeting_id,
        known.template_id,
        template,
        known.state,
        known.facts,
        known.entries,
        known.reason,
        known.decided_by,
        known.decided_on,
        known.version,
    )


def choices(desk: Desk, meeting_id: int) -> list[TemplateLine]:
    """Return the templates a meeting may be scored with, the one it takes by itself first."""
    with desk.read() as reading:
        return score_templates.fitting(reading, meetings.of(desk, reading, meeting_id))


def change_template(desk: Desk, meeting_id: int, line: TemplateLine) -> ScoreSheet:
    """Score a meeting with another template; what was entered under the old one goes.

    Raises:
        SheetStateProblem: the sheet was handed in already.
        TemplateStateProblem: not one of ``choices``.
        NotHeldYetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "scoring.template", line.code) as work:
        meeting = meetings.of(desk, work, meeting_id)
        score_keeping.check_open(work, meeting.period)
        sheet = sheet_of(work, meeting)
        if sheet.state is not SheetState.DRAFT:
            raise SheetStateProblem("phiếu đã nộp, hãy mở lại phiếu trước khi đổi mẫu")
        fitting = score_templates.fitting(work, meeting)
        if not any((one.code, one.version) == (line.code, line.version) for one in fitting):
            raise TemplateStateProblem(line.title)
        stored.drop(work, meeting_id)
        number = line.id or score_templates.take_in(work, line.code, line.version)
        content = stored_templates.contents(work, [number])[number]
        template = score_keeping.template_of(content)
        made = ScoreSheet(meeting_id, number, template, facts=score_keeping.facts(work, meeting))
        _keep(work, made)
        was = f"{sheet.template.code} bản {sheet.template.version}"
        now = f"{template.code} bản {template.version}"
        work.note(Change(stored.SUBJECT, meeting_id, "template", was, now))
        return sheet_of(work, meeting)


def result(sheet: ScoreSheet, scorer: str) -> SheetResult:
    """Return what a sheet comes to for one scorer."""
    return score_keeping.machine(sheet.template).score(
        sheet.facts, sheet.entries.get(scorer, {}), scorer
    )


def save(desk: Desk, sheet: ScoreSheet, scorer: str) -> ScoreSheet:
    """Write what the chi bộ (or another scorer than the official one) entered.

    Raises:
        SheetStateProblem: it was reviewed already, or ``scorer`` is the official one.
        ConflictProblem: somebody else wrote meanwhile.
        LockedSheetProblem, PeriodClosedProblem, NotHeldYetProblem, NotFoundProblem,
        OutsideScopeProblem; and the Problems of ``check_entries``.
    """
    with desk.write(Permission.MEETINGS, "scoring.save") as work:
        meeting = writable(desk, work, sheet.meeting_id)
        return save_in(work, meeting, sheet, scorer)


def writable(desk: Desk, work: Work, meeting_id: int) -> Meeting:
    """Return a meeting whose sheet may be written.

    Raises:
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    meeting = meetings.of(desk, work, meeting_id)
    score_keeping.check_open(work, meeting.period)
    score_keeping.check_unlocked(work, [meeting])
    return meeting


def save_in(work: Work, meeting: Meeting, sheet: ScoreSheet, scorer: str) -> ScoreSheet:
    """Write a self-score inside a transaction; see ``save``."""
    known = sheet_of(work, meeting)
    if scorer == known.template.official.id:
        raise SheetStateProblem("điểm thẩm định ghi ở phần Thẩm định")
    if known.state not in {SheetState.DRAFT, SheetState.SUBMITTED}:
        raise SheetStateProblem("phiếu đã thẩm định, hãy mở lại phiếu trước khi sửa điểm tự chấm")
    made = _entered(work, meeting, known, sheet, scorer)
    _keep(work, made)
    _note_scores(work, known, made, scorer)
    return sheet_of(work, meeting)


def _entered(
    work: Work, meeting: Meeting, known: ScoreSheet, sheet: ScoreSheet, scorer: str
) -> ScoreSheet:
    """Return the sheet as it stands with the new entries of one scorer, checked."""
    if known.version != sheet.version:
        raise ConflictProblem
    facts = {**sheet.facts, **score_keeping.facts(work, meeting)}
    entries = _cleaned(sheet.entries.get(scorer, {}))
    check_entries(score_keeping.machine(known.template), facts, entries)
    return replace(known, facts=facts, entries={**known.entries, scorer: entries})


def _cleaned(entries: Entries) -> Entries:
    return {
        item: replace(entry, note=clean_block(entry.note))
        for item, entry in entries.items()
        if entry.told or entry.note.strip()
    }


def _keep(work: Work, sheet: ScoreSheet) -> dict[str, SheetResult]:
    """Write a sheet with everything in it, and what it comes to."""
    number = sheet.template_id or score_templates.take_in(
        work, sheet.template.code, sheet.template.version
    )
    kept = StoredSheet(
        sheet.meeting_id, number, sheet.state, sheet.facts, sheet.entries, sheet.reason,
        sheet.decided_by, sheet.decided_on, sheet.version,
    )  # fmt: skip
    if not stored.write(work, kept):
        raise ConflictProblem
    for scorer, entries in sheet.entries.items():
        stored.write_entries(work, sheet.meeting_id, scorer, entries)
    content = stored_templates.contents(work, [number])[number]
    return score_keeping.keep_results(work, kept, content)


def _note_scores(work: Work, old: ScoreSheet, new: ScoreSheet, scorer: str) -> None:
    before, after = (_total(sheet, scorer) for sheet in (old, new))
    if before != after or old.entries.get(scorer, {}) != new.entries.get(scorer, {}):
        work.note(Change(stored.SUBJECT, new.meeting_id, scorer, before, after))
    if old.state is not new.state:
        _note_state(work, old, new.state)


def _total(sheet: ScoreSheet, scorer: str) -> str:
    if not sheet.entries.get(scorer):
        return ""
    total = result(sheet, scorer).total
    return "" if total is None else f"{total:f}"


def _note_state(work: Work, sheet: ScoreSheet, state: SheetState) -> None:
    work.note(Change(stored.SUBJECT, sheet.meeting_id, "state", sheet.state.value, state.value))


# --- steps ----------------------------------------------------------------------------------------


def hand_in(desk: Desk, meeting_ids: Sequence[int]) -> None:
    """Write that self-scored sheets were handed in, all or none.

    Raises:
        IncompleteSheetProblem: one has items without points.
        LockedSheetProblem, PeriodClosedProblem, NotHeldYetProblem, NotFoundProblem,
        OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "scoring.hand_in") as work:
        for number in meeting_ids:
            meeting = writable(desk, work, number)
            sheet = sheet_of(work, meeting)
            if sheet.state is not SheetState.DRAFT:
                continue
            _check_complete(work, meeting, sheet, sheet.template.scorers[0].id)
            _keep(work, replace(sheet, state=SheetState.SUBMITTED))
            _note_state(work, sheet, SheetState.SUBMITTED)


def _check_complete(work: Work, meeting: Meeting, sheet: ScoreSheet, scorer: str) -> SheetResult:
    made = result(sheet, scorer)
    if not sheet.entries.get(scorer) or not made.complete:
        labels = {item.id: item.label for item in sheet.template.walk()}
        missing = tuple(f"{one} {labels.get(one, '')}".strip() for one in made.missing)
        name = stored_units.name_of(work, meeting.unit_id)
        raise IncompleteSheetProblem(name, missing or ("chưa ghi điểm nào",))
    return made


def review(desk: Desk, sheet: ScoreSheet, reason: str = "") -> ScoreSheet:
    """Write the committee's points; complete ones make the sheet reviewed.

    Args:
        desk: where.
        sheet: read by ``prepare``, with the official scorer's entries.
        reason: why it differs from the self-score; needed from the threshold of the settings on.

    Raises:
        DifferenceReasonProblem: the reason is missing.
        ConflictProblem, LockedSheetProblem, PeriodClosedProblem, NotHeldYetProblem,
        NotFoundProblem, OutsideScopeProblem; and the Problems of ``check_entries``.
    """
    with desk.write(Permission.REVIEW, "scoring.review") as work:
        meeting = writable(desk, work, sheet.meeting_id)
        return review_in(work, meeting, sheet, reason)


def review_in(work: Work, meeting: Meeting, sheet: ScoreSheet, reason: str) -> ScoreSheet:
    """Write a review inside a transaction; see ``review``."""
    known = sheet_of(work, meeting)
    scorer = known.template.official.id
    made = replace(_entered(work, meeting, known, sheet, scorer), reason=clean_block(reason))
    reached = result(made, scorer)
    if reached.complete and made.entries.get(scorer):
        apart = difference(made)
        limit = score_keeping.settings(work).difference
        if apart is not None and abs(apart) >= limit and not made.reason:
            name = stored_units.name_of(work, meeting.unit_id)
            raise DifferenceReasonProblem(name, apart, limit, field="reason")
        made = replace(made, state=SheetState.REVIEWED)
    elif known.state is SheetState.REVIEWED:
        made = replace(made, state=SheetState.SUBMITTED)
    _keep(work, made)
    _note_scores(work, known, made, scorer)
    return sheet_of(work, meeting)


def difference(sheet: ScoreSheet) -> Decimal | None:
    """Return self-score minus review where both are complete."""
    official, own = sheet.template.official.id, sheet.template.scorers[0].id
    if not sheet.entries.get(official) or not sheet.entries.get(own):
        return None
    mine, theirs = result(sheet, own), result(sheet, official)
    if not (mine.complete and theirs.complete) or mine.total is None or theirs.total is None:
        return None
    return mine.total - theirs.total


def confirm(desk: Desk, meeting_ids: Sequence[int], decided_by: str, on: date) -> None:
    """Write that the committee decided the levels as reviewed, all or none: they are locked now.

    Raises:
        RequiredProblem: who decided is missing.
        SheetStateProblem: one is not reviewed, or its level cannot be judged.
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    by = clean_line(decided_by)
    if not by:
        raise RequiredProblem("decided_by", field="decided_by")
    with desk.write(Permission.REVIEW, "scoring.confirm", by) as work:
        for number in meeting_ids:
            meeting = writable(desk, work, number)
            sheet = sheet_of(work, meeting)
            name = stored_units.name_of(work, meeting.unit_id)
            if sheet.state is not SheetState.REVIEWED:
                raise SheetStateProblem(f"phiếu của {name} chưa thẩm định xong")
            reached = result(sheet, sheet.template.official.id)
            if reached.level is None:
                raise SheetStateProblem(f"phiếu của {name} chưa đủ căn cứ để xếp mức")
            made = replace(
                sheet, state=SheetState.CONFIRMED, decided_by=by, decided_on=on.isoformat()
            )
            _keep(work, made)
            _note_state(work, sheet, SheetState.CONFIRMED)
            label = score_keeping.label_of(sheet.template, reached.level)
            work.note(Change(stored.SUBJECT, number, "level", "", label))


def reopen(desk: Desk, meeting_id: int, reason: str) -> ScoreSheet:
    """Take a sheet one step back: confirmed to reviewed, reviewed to handed in, that to draft.

    Raises:
        ReasonNeededProblem: no reason.
        SheetStateProblem: it is a draft already.
        PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    told = clean_line(reason)
    if not told:
        raise ReasonNeededProblem(field="reason")
    with desk.write(Permission.REVIEW, "scoring.reopen", told) as work:
        meeting = meetings.of(desk, work, meeting_id)
        score_keeping.check_open(work, meeting.period)
        sheet = sheet_of(work, meeting)
        if sheet.state not in _EARLIER:
            raise SheetStateProblem("phiếu chưa nộp nên không cần mở lại")
        made = replace(sheet, state=_EARLIER[sheet.state], decided_by="", decided_on="")
        _keep(work, made)
        _note_state(work, sheet, made.state)
        # It may have missed what was recorded since it was confirmed.
        score_keeping.refresh(work, meeting)
        return sheet_of(work, meeting)
