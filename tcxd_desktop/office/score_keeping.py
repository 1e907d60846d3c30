"""What every use case of meetings and scores shares: facts, results, what is locked.

It works inside the transactions of others and asks for no permission of its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from tcxd_desktop import places
from tcxd_desktop.domain.meeting_errors import LockedSheetProblem, PeriodClosedProblem
from tcxd_desktop.domain.meeting_figures import facts_of
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.periods import last_day, months_of, quarter_of
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import Facts, SheetResult, SheetState
from tcxd_desktop.domain.score_templates import NOT_HELD, ScoreTemplate
from tcxd_desktop.domain.scoring import Compiled, compile_template
from tcxd_desktop.domain.template_json import load
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import periods as stored_periods
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.scores import StoredSheet
from tcxd_desktop.storage.work import Reading, Work

_DIFFERENCE, _AWAY, _ALIKE = "score.difference", "score.away_counts", "score.alike_from"
_KEPT = 64
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


def facts(reading: Reading, meeting: Meeting) -> Facts:
    """Return the facts of a meeting as they are recorded."""
    quarter = quarter_of(meeting.period)
    first = f"{months_of(quarter)[0]}-01"
    until = meeting.held_on or last_day(meeting.period)
    count = stored.thematic_between(reading, meeting.unit_id, first, until)
    judged = stored.judged(reading, meeting.id)
    return facts_of(meeting, judged, count, away_counts=settings(reading).away_counts)


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
    scoring = machine(template)
    made: dict[str, SheetResult] = {}
    for scorer in template.scorers:
        entries = sheet.entries.get(scorer.id, {})
        # A review counts from its first entry on; the facts alone are nobody's review.
        if not entries and (scorer.official or scorer.id != template.scorers[0].id):
            continue
        made[scorer.id] = scoring.score(sheet.facts, entries, scorer.id)
        label = label_of(template, made[scorer.id].level)
        stored_scores.write_result(work, sheet.meeting_id, made[scorer.id], label)
    return made


def refresh(work: Work, meeting: Meeting) -> None:
    """Let the sheet of a meeting follow what was recorded anew; a confirmed one never does."""
    sheet = stored_scores.sheets(work, [meeting.id]).get(meeting.id)
    if sheet is None or sheet.state is SheetState.CONFIRMED:
        return
    # Figures typed on the sheet itself are the sheet's and stay.
    sheet = replace(sheet, facts={**sheet.facts, **facts(work, meeting)})
    stored_scores.write(work, sheet)
    content = stored_templates.contents(work, [sheet.template_id])[sheet.template_id]
    keep_results(work, sheet, content)


def check_open(reading: Reading, period: str) -> None:
    """Refuse to change what a closed month has reported.

    Raises:
        PeriodClosedProblem: the month is closed.
    """
    if stored_periods.closing(reading, period) is not None:
        raise PeriodClosedProblem(period)


def check_unlocked(reading: Reading, meetings: Iterable[Meeting]) -> None:
    """Refuse to change meetings whose level stands.

    Raises:
        LockedSheetProblem: the sheet of one of them is confirmed.
    """
    known = {meeting.id: meeting for meeting in meetings}
    for number, sheet in stored_scores.sheets(reading, known).items():
        if sheet.state is SheetState.CONFIRMED:
            meeting = known[number]
            name = stored_units.name_of(reading, meeting.unit_id)
            raise LockedSheetProblem(name, meeting.period)
