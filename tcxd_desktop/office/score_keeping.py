"""What every use case of meetings and scores shares: facts, results, what is locked.

It works inside the transactions of others and asks for no permission of its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from tcxd_desktop import places
from tcxd_desktop.domain.meeting_checks import LINE
from tcxd_desktop.domain.meeting_errors import LockedSheetProblem, PeriodClosedProblem
from tcxd_desktop.domain.meeting_figures import facts_of
from tcxd_desktop.domain.meetings import Meeting, MeetingState, Task
from tcxd_desktop.domain.periods import around, months_of, quarter_of
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import Facts, FactValue, SheetResult, SheetState
from tcxd_desktop.domain.score_templates import NOT_HELD, REVIEW, SELF, ScoreTemplate
from tcxd_desktop.domain.scoring import Compiled, compile_template
from tcxd_desktop.domain.template_json import load
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import periods as stored_periods
from tcxd_desktop.storage import resolution_tasks as stored_tasks
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.scores import StoredSheet
from tcxd_desktop.storage.work import Reading, Work

_DIFFERENCE, _AWAY, _ALIKE = "score.difference", "score.away_counts", "score.alike_from"
_KEPT = 64
_DIGITS = 12
"""Of a figure typed on a sheet, before and after the comma."""
NOT_HELD_LABEL = "Không sinh hoạt"


def settings(reading: Reading) -> ScoreSettings:
    """Return the office's settings of scoring."""
    plain = ScoreSettings()
    difference = _number(stored_office.setting(reading, _DIFFERENCE))
    alike = stored_office.setting(reading, _ALIKE)
    return ScoreSettings(
        plain.difference if difference is None else difference,
        stored_office.setting(reading, _AWAY) == "1",
        int(alike) if alike.isdigit() else plain.alike_from,
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def write_settings(work: Work, made: ScoreSettings) -> None:
    """Write the office's settings of scoring."""
    stored_office.set_setting(work, _DIFFERENCE, f"{made.difference:f}")
    stored_office.set_setting(work, _AWAY, "1" if made.away_counts else "0")
    stored_office.set_setting(work, _ALIKE, str(made.alike_from))


@lru_cache(maxsize=_KEPT)
def template_of(content: str) -> ScoreTemplate:
    """Return the template a JSON text holds; the same text is read once."""
    return load(content)


_machines: dict[tuple[str, int], tuple[ScoreTemplate, Compiled]] = {}


def machine(template: ScoreTemplate) -> Compiled:
    """Return a template ready to score, prepared once for as long as it is the same object."""
    key = (template.code, template.version)
    known = _machines.get(key)
    if known is None or known[0] is not template:
        if len(_machines) >= _KEPT:
            _machines.clear()
        known = _machines[key] = (template, compile_template(template))
    return known[1]


@lru_cache(maxsize=1)
def shipped() -> tuple[tuple[str, ScoreTemplate], ...]:
    """Return the templates the program brings along, with their JSON, by code and version."""
    folder = places.resources() / "score_templates"
    texts = (
        path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("*.json"))
        if path.stem != "schema"
    )
    return tuple(
        sorted(
            ((text, template_of(text)) for text in texts),
            key=lambda pair: (pair[1].code, pair[1].version),
        )
    )


def facts(
    reading: Reading, meeting: Meeting, limits: ScoreSettings | None = None
) -> dict[str, FactValue]:
    """Return the facts of a meeting as they are recorded.

    Args:
        reading: where.
        meeting: any; with its counts.
        limits: settings of scoring, where they were read before.
    """
    known = settings(reading) if limits is None else limits
    count, told = 0, list[Task]()
    if meeting.state is MeetingState.HELD:
        months = months_of(quarter_of(meeting.period))
        unit, day = meeting.unit_id, meeting.held_on
        count = stored.thematic_between(reading, unit, months[0], months[-1], day)
        told = stored_tasks.judged(reading, meeting.id)
        mine = {task.id for task in told}
        overdue = stored_tasks.overdue_then(reading, unit, day)
        told += [task for task in overdue if task.id not in mine]
    return facts_of(meeting, told, count, away_counts=known.away_counts)


def kept_facts(
    template: ScoreTemplate, typed: Facts, recorded: dict[str, FactValue]
) -> dict[str, FactValue]:
    """Return the facts a sheet keeps: what is recorded, and figures of the template's own."""
    own = {
        one.name: typed[one.name]
        for one in template.inputs
        if one.name in typed and _sane(typed[one.name])
    }
    return {**own, **recorded}


def _sane(value: FactValue) -> bool:
    """Tell whether a figure typed on a sheet is one: neither endless nor beyond counting."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return isinstance(exponent, int) and exponent >= -_DIGITS and value.adjusted() <= _DIGITS
    return not isinstance(value, str) or len(value) <= LINE


def scorer_of(template: ScoreTemplate, scorer: str) -> str:
    """Return the id a template has for a scorer.

    The two of the guidance are named by their part: a template may have further scorers, and one
    of these may be the official one.
    """
    if scorer == REVIEW:
        return template.official.id
    return own_of(template) if scorer == SELF else scorer


def own_of(template: ScoreTemplate) -> str:
    """Return the id of the scorer by whom the chi bộ scores itself."""
    ids = [one.id for one in template.scorers if not one.official]
    return SELF if SELF in ids or not ids else ids[0]


def usual_levels() -> tuple[tuple[str, str], ...]:
    """Return the levels of the first shipped template, for tables without a single score."""
    for _, template in shipped():
        return tuple((level.code, level.label) for level in template.levels)
    return ()


def label_of(template: ScoreTemplate, level: str | None) -> str:
    """Return how a level reads."""
    if level == NOT_HELD:
        return NOT_HELD_LABEL
    return next((one.label for one in template.levels if one.code == level), "")


def keep_results(work: Work, sheet: StoredSheet, content: str) -> dict[str, SheetResult]:
    """Work out and keep what a sheet comes to for each scorer that entered something."""
    template = template_of(content)
    made = results_of(template, sheet)
    known = stored_scores.results(work, [sheet.meeting_id]).get(sheet.meeting_id, {})
    for scorer in known.keys() - made.keys():
        stored_scores.drop_result(work, sheet.meeting_id, scorer)
    for result in made.values():
        label = label_of(template, result.level)
        stored_scores.write_result(work, sheet.meeting_id, result, label)
    return made


def results_of(template: ScoreTemplate, sheet: StoredSheet) -> dict[str, SheetResult]:
    """Return what a sheet comes to, by each scorer whose result is kept.

    The self-score stands from the facts on; a review counts from its first entry on: the facts
    alone are nobody's review.
    """
    scoring, own = machine(template), own_of(template)
    return {
        scorer.id: scoring.score(sheet.facts, entries, scorer.id)
        for scorer in template.scorers
        if (entries := sheet.entries.get(scorer.id, {})) or scorer.id == own
    }


def state_after(
    template: ScoreTemplate, sheet: StoredSheet, made: dict[str, SheetResult]
) -> SheetState:
    """Return the state of a sheet whose results may have lost what its state rests on."""
    state = sheet.state
    review = made.get(template.official.id)
    if state is SheetState.REVIEWED and (review is None or not review.complete):
        state = SheetState.SUBMITTED
    own = made.get(own_of(template))
    if state is SheetState.SUBMITTED and (own is None or not own.complete):
        state = SheetState.DRAFT
    return state


def refresh(work: Work, meeting: Meeting) -> None:
    """Let the sheet of a meeting follow what was recorded anew; a confirmed one never does."""
    sheet = stored_scores.sheets(work, [meeting.id]).get(meeting.id)
    if sheet is None or sheet.state is SheetState.CONFIRMED:
        return
    content = stored_templates.contents(work, [sheet.template_id])[sheet.template_id]
    template = template_of(content)
    told = kept_facts(template, sheet.facts, facts(work, meeting))
    made = replace(sheet, facts=told)
    state = state_after(template, made, results_of(template, made))
    if (told, state) == (sheet.facts, sheet.state):
        return
    made = replace(made, state=state)
    stored_scores.write(work, made)
    keep_results(work, made, content)


def refresh_all(work: Work, meetings: Iterable[Meeting]) -> None:
    """Let the sheets of meetings follow, but those of closed periods."""
    closed: dict[str, bool] = {}
    for meeting in meetings:
        if meeting.period not in closed:
            closed[meeting.period] = bool(closed_by(work, meeting.period))
        if not closed[meeting.period]:
            refresh(work, meeting)


def closed_by(reading: Reading, period: str) -> str:
    """Return the closed period that holds what another reports, or ``""``.

    A month is closed with its quarter, half year or year too: their tables rest on it.
    """
    return stored_periods.closed_of(reading, around(period))


def check_open(reading: Reading, period: str) -> None:
    """Refuse to change what a closed period has reported.

    Raises:
        PeriodClosedProblem: the month, or a longer period it lies in, is closed.
    """
    closed = closed_by(reading, period)
    if closed:
        raise PeriodClosedProblem(closed)


def check_unlocked(reading: Reading, meetings: Iterable[Meeting]) -> None:
    """Refuse to change meetings whose level stands.

    Raises:
        LockedSheetProblem: the sheet of one of them is confirmed.
    """
    known = {meeting.id: meeting for meeting in meetings}
    for number, (_, state) in stored_scores.states_of(reading, known).items():
        if state is SheetState.CONFIRMED:
            meeting = known[number]
            name = stored_units.name_of(reading, meeting.unit_id)
            raise LockedSheetProblem(name, meeting.period)
