"""Chấm điểm sinh hoạt: self-score, review, the official level, and what is pointed out.

The chi bộ scores itself; the committee directly above decides the level (42-HD/BTCTW of
28/10/2025, mục 5). Until it has, the sheet is *chưa thẩm định* and has no official level.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import (
    FutureDateProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.meeting_errors import (
    DecidedBeforeProblem,
    DifferenceReasonProblem,
    IncompleteSheetProblem,
    NotHeldYetProblem,
    OutOfRangeProblem,
    SheetStateProblem,
    TemplateStateProblem,
)
from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import ScoreSheet, SheetState
from tcxd_desktop.domain.score_templates import REVIEW, TemplateLine
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.office import cells, meetings, score_keeping, score_sheets, score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.meeting_notes import about
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work

sheet_of, whole = score_sheets.sheet_of, score_sheets.whole
result, difference = score_sheets.result, score_sheets.difference

_MOST_APART, _LEAST_ALIKE, _MOST_ALIKE = 1_000, 2, 1_000
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
    """Change the settings of scoring; sheets confirmed before keep their facts.

    Raises:
        OutOfRangeProblem: a number that makes no sense.
        OutsideScopeProblem: the account is limited to some chi bộ.
    """
    if not made.difference.is_finite() or not 0 < made.difference <= _MOST_APART:
        raise OutOfRangeProblem(made.difference, f"> 0, ≤ {_MOST_APART}", field="difference")
    if not _LEAST_ALIKE <= made.alike_from <= _MOST_ALIKE:
        raise OutOfRangeProblem(
            made.alike_from, f"{_LEAST_ALIKE}–{_MOST_ALIKE}", field="alike_from"
        )
    with desk.write(Permission.PUBLISH, "scoring.settings") as work:
        cells.check_whole(desk, work)
        old = score_keeping.settings(work)
        score_keeping.write_settings(work, made)
        for field in ("difference", "away_counts", "alike_from"):
            before, after = getattr(old, field), getattr(made, field)
            if before != after:
                work.note(Change("office", 0, field, str(before), str(after)))
        if old.away_counts != made.away_counts:
            open_sheets = stored_meetings.by_ids(work, stored.unconfirmed(work))
            score_keeping.refresh_all(work, open_sheets)


# --- one sheet ------------------------------------------------------------------------------------


def prepare(desk: Desk, meeting_id: int) -> ScoreSheet:
    """Return the sheet of a meeting; a new, unsaved one with the template it takes.

    Raises:
        NotHeldYetProblem: the meeting was not recorded as held.
        NoTemplateProblem, NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        return sheet_of(reading, meetings.of(desk, reading, meeting_id))


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
    with desk.write(Permission.MEETINGS, "scoring.template", about(desk, [meeting_id])) as work:
        meeting = writable(desk, work, meeting_id)
        sheet = score_sheets.standing(work, meeting)
        if sheet is not None and sheet.state is not SheetState.DRAFT:
            raise SheetStateProblem("phiếu đã nộp, hãy mở lại phiếu trước khi đổi mẫu")
        wanted = (line.code, line.version)
        fitting = score_templates.fitting(work, meeting)
        found = next((one for one in fitting if (one.code, one.version) == wanted), None)
        if found is None:
            raise TemplateStateProblem(line.title)
        if sheet is not None and (sheet.template.code, sheet.template.version) == wanted:
            return sheet
        number = found.id or score_templates.take_in(work, line.code, line.version)
        content = stored_templates.contents(work, [number])[number]
        template = score_keeping.template_of(content)
        stored.clear(work, meeting_id)
        score_sheets.keep(
            work,
            ScoreSheet(
                meeting_id, number, template, facts=score_keeping.facts(work, meeting),
                # Whoever still has the old sheet open must not write its points into this one.
                version=sheet.version if sheet is not None else 0,
            ),
        )  # fmt: skip
        was = f"{sheet.template.code} bản {sheet.template.version}" if sheet is not None else ""
        now = f"{template.code} bản {template.version}"
        work.note(Change(stored.SUBJECT, meeting_id, "template", was, now))
        return sheet_of(work, meeting)


def save(desk: Desk, sheet: ScoreSheet, scorer: str) -> ScoreSheet:
    """Write what the chi bộ (or another scorer than the official one) entered.

    Raises:
        SheetStateProblem: it was reviewed already, or ``scorer`` is the official one.
        ConflictProblem: somebody else wrote meanwhile.
        LockedSheetProblem, PeriodClosedProblem, NotHeldYetProblem, NotFoundProblem,
        OutsideScopeProblem; and the Problems of ``check_entries``.
    """
    with desk.write(Permission.MEETINGS, "scoring.save", about(desk, [sheet.meeting_id])) as work:
        meeting = writable(desk, work, sheet.meeting_id)
        return save_in(work, meeting, sheet, scorer)


def writable(desk: Desk, work: Work, meeting_id: int) -> Meeting:
    """Return a meeting whose sheet may be written.

    Raises:
        NotHeldYetProblem: what was not held is not scored.
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    meeting = meetings.of(desk, work, meeting_id)
    score_keeping.check_open(work, meeting.period)
    score_keeping.check_unlocked(work, [meeting])
    if meeting.state is not MeetingState.HELD:
        raise NotHeldYetProblem
    return meeting


def save_in(work: Work, meeting: Meeting, sheet: ScoreSheet, scorer: str) -> ScoreSheet:
    """Write a self-score inside a transaction; see ``save``."""
    known = sheet_of(work, meeting)
    of = score_keeping.scorer_of(known.template, scorer)
    if of == known.template.official.id:
        raise SheetStateProblem("điểm thẩm định ghi ở phần Thẩm định")
    if all(one.id != of for one in known.template.scorers):
        raise NotFoundProblem(scorer)
    if known.state not in {SheetState.DRAFT, SheetState.SUBMITTED}:
        raise SheetStateProblem("phiếu đã thẩm định, hãy mở lại phiếu trước khi sửa điểm tự chấm")
    made = score_sheets.settled(score_sheets.entered(work, meeting, known, sheet, (scorer, of)))
    score_sheets.keep(work, made)
    score_sheets.note_scores(work, known, made, of)
    return sheet_of(work, meeting)


# --- steps ----------------------------------------------------------------------------------------


def hand_in(desk: Desk, meeting_ids: Sequence[int]) -> None:
    """Write that self-scored sheets were handed in, all or none.

    Raises:
        IncompleteSheetProblem: one has items without points.
        LockedSheetProblem, PeriodClosedProblem, NotHeldYetProblem, NotFoundProblem,
        OutsideScopeProblem.
    """
    with desk.write(Permission.MEETINGS, "scoring.hand_in", about(desk, meeting_ids)) as work:
        for number in dict.fromkeys(meeting_ids):
            meeting = writable(desk, work, number)
            sheet = sheet_of(work, meeting)
            if sheet.state is not SheetState.DRAFT:
                continue
            _check_complete(work, meeting, sheet)
            score_sheets.keep(work, replace(sheet, state=SheetState.SUBMITTED))
            score_sheets.note_state(work, sheet, SheetState.SUBMITTED)


def _check_complete(work: Work, meeting: Meeting, sheet: ScoreSheet) -> None:
    """Refuse to hand in what lacks points, or was scored with a sheet for other meetings.

    Where the facts give every point, saving the sheet is what agrees to them.
    """
    made = result(sheet, score_keeping.own_of(sheet.template))
    if not sheet.version or not made.complete:
        labels = {item.id: item.label for item in sheet.template.walk()}
        missing = tuple(f"{one} {labels.get(one, '')}".strip() for one in made.missing)
        name = stored_units.name_of(work, meeting.unit_id)
        raise IncompleteSheetProblem(name, missing or ("chưa ghi điểm nào",))
    _check_fits(work, meeting, sheet)


def _check_fits(reading: Reading, meeting: Meeting, sheet: ScoreSheet) -> None:
    if not score_templates.fits(sheet.template, meeting):
        name = stored_units.name_of(reading, meeting.unit_id)
        told = f"mẫu chấm của {name} không dùng cho loại buổi họp này, hãy đổi mẫu rồi chấm lại"
        raise SheetStateProblem(told)


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
    with desk.write(Permission.REVIEW, "scoring.review", about(desk, [sheet.meeting_id])) as work:
        meeting = writable(desk, work, sheet.meeting_id)
        return review_in(work, meeting, sheet, reason)


def review_in(work: Work, meeting: Meeting, sheet: ScoreSheet, reason: str) -> ScoreSheet:
    """Write a review inside a transaction; see ``review``."""
    known = sheet_of(work, meeting)
    scorer = known.template.official.id
    told = clean_block(reason)
    check_text(told, score_sheets.LONGEST, "reason")
    entered = score_sheets.entered(work, meeting, known, sheet, (REVIEW, scorer))
    made = replace(entered, reason=told)
    if result(made, scorer).complete and made.entries.get(scorer):
        _check_fits(work, meeting, made)
        _check_reason(work, meeting, made)
        made = replace(made, state=SheetState.REVIEWED)
    score_sheets.keep(work, made := score_sheets.settled(made))
    score_sheets.note_scores(work, known, made, scorer)
    return sheet_of(work, meeting)


def _check_reason(work: Work, meeting: Meeting, sheet: ScoreSheet) -> None:
    """Refuse a wide difference that nobody explains."""
    apart, limit = difference(sheet), score_keeping.settings(work).difference
    if apart is not None and abs(apart) >= limit and not sheet.reason:
        name = stored_units.name_of(work, meeting.unit_id)
        raise DifferenceReasonProblem(name, apart, limit, field="reason")


def confirm(desk: Desk, meeting_ids: Sequence[int], decided_by: str, on: date) -> None:
    """Write that the committee decided the levels as reviewed, all or none: they are locked now.

    Raises:
        RequiredProblem: who decided is missing.
        FutureDateProblem, DecidedBeforeProblem: on a day to come, or before the meeting.
        SheetStateProblem: one is not reviewed, or its level cannot be judged.
        DifferenceReasonProblem: scores differ widely, since the review or by a setting changed.
        LockedSheetProblem, PeriodClosedProblem, NotFoundProblem, OutsideScopeProblem.
    """
    by = clean_line(decided_by)
    if not by:
        raise RequiredProblem("decided_by", field="decided_by")
    check_text(by, LINE, "decided_by")
    if on > desk.today():
        raise FutureDateProblem(PartialDate.of(on), field="on")
    # Who decided stands on the sheet: the book is printed, and must name nobody for a meeting.
    with desk.write(Permission.REVIEW, "scoring.confirm", about(desk, meeting_ids)) as work:
        for number in dict.fromkeys(meeting_ids):
            _confirm(work, writable(desk, work, number), by, on.isoformat())


def _confirm(work: Work, meeting: Meeting, by: str, on: str) -> None:
    sheet = sheet_of(work, meeting)
    name = stored_units.name_of(work, meeting.unit_id)
    if sheet.state is not SheetState.REVIEWED:
        raise SheetStateProblem(f"phiếu của {name} chưa thẩm định xong")
    if on < meeting.held_on:
        decided, held = (PartialDate.from_text(day) for day in (on, meeting.held_on))
        raise DecidedBeforeProblem(decided, name, held, field="on")
    reached = result(sheet, sheet.template.official.id)
    if reached.level is None:
        raise SheetStateProblem(f"phiếu của {name} chưa đủ căn cứ để xếp mức")
    _check_fits(work, meeting, sheet)
    _check_reason(work, meeting, sheet)
    made = replace(sheet, state=SheetState.CONFIRMED, decided_by=by, decided_on=on)
    score_sheets.keep(work, made)
    score_sheets.note_state(work, sheet, SheetState.CONFIRMED)
    label = score_keeping.label_of(sheet.template, reached.level)
    work.note(Change(stored.SUBJECT, meeting.id, "level", "", label))


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
    check_text(told, LINE, "reason")
    with desk.write(
        Permission.REVIEW, "scoring.reopen", f"{about(desk, [meeting_id])}: {told}"
    ) as work:
        meeting = meetings.of(desk, work, meeting_id)
        score_keeping.check_open(work, meeting.period)
        sheet = sheet_of(work, meeting)
        if sheet.state not in _EARLIER:
            raise SheetStateProblem("phiếu chưa nộp nên không cần mở lại")
        made = replace(sheet, state=_EARLIER[sheet.state], decided_by="", decided_on="")
        score_sheets.keep(work, made := score_sheets.settled(made))
        score_sheets.note_state(work, sheet, made.state)
        if sheet.state is SheetState.CONFIRMED:
            level = result(sheet, sheet.template.official.id).level
            label = score_keeping.label_of(sheet.template, level)
            work.note(Change(stored.SUBJECT, meeting_id, "level", label, ""))
        # It may have missed what was recorded since it was confirmed.
        score_keeping.refresh(work, meeting)
        return sheet_of(work, meeting)
