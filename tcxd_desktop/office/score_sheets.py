"""One score sheet inside a transaction: read, worked out, written with what it comes to."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.errors import ConflictProblem, ScoreEntryProblem
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.meeting_checks import check_text
from tcxd_desktop.domain.meeting_errors import NotHeldYetProblem
from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import Entries, Entry, ScoreSheet, SheetResult, SheetState
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.scoring import check_entries
from tcxd_desktop.domain.text import clean_block
from tcxd_desktop.office import score_keeping, score_templates
from tcxd_desktop.office.template_shelf import Shelf
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored
from tcxd_desktop.storage.scores import StoredSheet
from tcxd_desktop.storage.work import Reading, Work

LONGEST = 4_000
"""Characters of a note or reason: more is no remark."""
_FINEST = Decimal("0.0001")


def standing(reading: Reading, meeting: Meeting) -> ScoreSheet | None:
    """Return the sheet a meeting has, or ``None``."""
    return standing_of(reading, [meeting.id]).get(meeting.id)


def sheet_of(reading: Reading, meeting: Meeting) -> ScoreSheet:
    """Return the sheet of a meeting; a new, unsaved one with the template it takes.

    Raises:
        NotHeldYetProblem: the meeting was not recorded as held.
        NoTemplateProblem: no template is in use for it.
    """
    known = standing(reading, meeting)
    if known is not None:
        return known
    if meeting.state is not MeetingState.HELD:
        raise NotHeldYetProblem
    return new(reading, meeting, score_templates.shelf(reading))


def new(
    reading: Reading, meeting: Meeting, shelf: Shelf, limits: ScoreSettings | None = None
) -> ScoreSheet:
    """Return a new, unsaved sheet of a meeting.

    Args:
        reading: where.
        meeting: that was held.
        shelf: templates it may take.
        limits: settings of scoring, where they were read before.

    Raises:
        NoTemplateProblem: none of the templates is for it.
    """
    line, content = shelf.choose(meeting)
    template = score_keeping.template_of(content)
    facts = score_keeping.facts(reading, meeting, limits)
    return ScoreSheet(meeting.id, line.id, template, facts=facts)


def standing_of(reading: Reading, meeting_ids: Iterable[int]) -> dict[int, ScoreSheet]:
    """Return the sheets of meetings that have one, with their templates."""
    known = stored.sheets(reading, meeting_ids)
    numbers = sorted({sheet.template_id for sheet in known.values()})
    texts = stored_templates.contents(reading, numbers)
    return {
        number: whole(sheet, score_keeping.template_of(texts[sheet.template_id]))
        for number, sheet in known.items()
    }


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


def result(sheet: ScoreSheet, scorer: str) -> SheetResult:
    """Return what a sheet comes to for one scorer."""
    of = score_keeping.scorer_of(sheet.template, scorer)
    return score_keeping.machine(sheet.template).score(sheet.facts, sheet.entries.get(of, {}), of)


def difference(sheet: ScoreSheet) -> Decimal | None:
    """Return self-score minus review where both are complete."""
    official, own = sheet.template.official.id, score_keeping.own_of(sheet.template)
    if not sheet.entries.get(official) or not sheet.entries.get(own):
        return None
    mine, theirs = result(sheet, own), result(sheet, official)
    if not (mine.complete and theirs.complete) or mine.total is None or theirs.total is None:
        return None
    return mine.total - theirs.total


def entered(
    work: Work, meeting: Meeting, known: ScoreSheet, sheet: ScoreSheet, scorer: tuple[str, str]
) -> ScoreSheet:
    """Return the sheet as it stands with the new entries of one scorer, checked.

    Args:
        work: the transaction.
        meeting: whose sheet.
        known: the sheet as stored.
        sheet: as entered.
        scorer: as it is called by who asks, and by the template.
    """
    if known.version != sheet.version:
        raise ConflictProblem
    told, of = scorer
    recorded = score_keeping.facts(work, meeting)
    facts = score_keeping.kept_facts(known.template, sheet.facts, recorded)
    entries = _cleaned(sheet.entries.get(of) or sheet.entries.get(told, {}))
    check_entries(score_keeping.machine(known.template), facts, entries)
    return replace(known, facts=facts, entries={**known.entries, of: entries})


def _cleaned(entries: Entries) -> Entries:
    made: dict[str, Entry] = {}
    for item, entry in entries.items():
        cleaned = replace(entry, note=clean_block(entry.note))
        check_text(cleaned.note, LONGEST, item)
        _check_fine(item, cleaned)
        if cleaned.told or cleaned.note:
            made[item] = cleaned
    return made


def _check_fine(item: str, entry: Entry) -> None:
    """Refuse points of endless digits: a sheet counts in quarters, a template in four places."""
    exponent = entry.points.as_tuple().exponent if entry.points is not None else 0
    if isinstance(exponent, int) and exponent < _FINEST.adjusted():
        raise ScoreEntryProblem(item, "step", _FINEST, field=item)


def settled(sheet: ScoreSheet) -> ScoreSheet:
    """Return a sheet in the state its results allow: what was handed in may lack points again."""
    kept = _stored(sheet, sheet.template_id)
    made = score_keeping.results_of(sheet.template, kept)
    return replace(sheet, state=score_keeping.state_after(sheet.template, kept, made))


def _stored(sheet: ScoreSheet, number: int) -> StoredSheet:
    return StoredSheet(
        sheet.meeting_id, number, sheet.state, sheet.facts, sheet.entries, sheet.reason,
        sheet.decided_by, sheet.decided_on, sheet.version,
    )  # fmt: skip


def keep(work: Work, sheet: ScoreSheet) -> dict[str, SheetResult]:
    """Write a sheet with everything in it, and what it comes to."""
    number = sheet.template_id or score_templates.take_in(
        work, sheet.template.code, sheet.template.version
    )
    kept = _stored(sheet, number)
    if not stored.write(work, kept):
        raise ConflictProblem
    for scorer, entries in sheet.entries.items():
        stored.write_entries(work, sheet.meeting_id, scorer, entries)
    content = stored_templates.contents(work, [number])[number]
    return score_keeping.keep_results(work, kept, content)


def note_scores(work: Work, old: ScoreSheet, new: ScoreSheet, scorer: str) -> None:
    before, after = (_total(sheet, scorer) for sheet in (old, new))
    if before != after or old.entries.get(scorer, {}) != new.entries.get(scorer, {}):
        work.note(Change(stored.SUBJECT, new.meeting_id, scorer, before, after))
    if old.state is not new.state:
        note_state(work, old, new.state)


def _total(sheet: ScoreSheet, scorer: str) -> str:
    if not sheet.entries.get(scorer):
        return ""
    total = result(sheet, scorer).total
    return "" if total is None else f"{total:f}"


def note_state(work: Work, sheet: ScoreSheet, state: SheetState) -> None:
    work.note(Change(stored.SUBJECT, sheet.meeting_id, "state", sheet.state.value, state.value))
