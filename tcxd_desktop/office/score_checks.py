"""What is kept of scores must follow from what was entered: worked out again, and compared."""

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.office import score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.scores import StoredResult, StoredSheet
from tcxd_desktop.storage.work import Reading


def recompute(desk: Desk, year: int) -> list[int]:
    """Work every sheet of a year out again; return the meetings whose kept result is another.

    Nothing is written: a difference means the files were changed behind the program's back.
    """
    with desk.read() as reading:
        return astray(reading, f"{year}-01", f"{year}-12")


def astray(reading: Reading, since: str, until: str) -> list[int]:
    """Return the meetings whose kept results do not follow from entries and facts."""
    ids = stored_meetings.ids(reading, since, until)
    sheets = stored_scores.sheets(reading, ids)
    results = stored_scores.results(reading, ids)
    numbers = sorted({sheet.template_id for sheet in sheets.values()})
    templates = {
        number: score_keeping.template_of(text)
        for number, text in stored_templates.contents(reading, numbers).items()
    }
    return [
        number
        for number, sheet in sheets.items()
        if _told(templates[sheet.template_id], sheet) != results.get(number, {})
    ]


def _told(template: ScoreTemplate, sheet: StoredSheet) -> dict[str, StoredResult]:
    """Return what should be kept of a sheet: no more results than that, and no fewer."""
    return {
        scorer: StoredResult(
            "" if made.total is None else f"{made.total:f}",
            made.level or "",
            score_keeping.label_of(template, made.level),
            made.complete,
        )
        for scorer, made in score_keeping.results_of(template, sheet).items()
    }
