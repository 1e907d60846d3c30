"""What is kept of scores must follow from what was entered: worked out again, and compared."""

from tcxd_desktop.office import score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import meetings as stored_meetings
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage.work import Reading


def recompute(desk: Desk, year: int) -> list[int]:
    """Work every sheet of a year out again; return the meetings whose kept result is another.

    Nothing is written: a difference means the files were changed behind the program's back.
    """
    with desk.read() as reading:
        return astray(reading, f"{year}-01", f"{year}-12")


def astray(reading: Reading, since: str, until: str) -> list[int]:
    """Return the meetings whose kept results do not follow from entries and facts."""
    found = stored_meetings.find(reading, since=since, until=until)
    ids = [meeting.id for meeting in found]
    sheets = stored_scores.sheets(reading, ids)
    results = stored_scores.results(reading, ids)
    numbers = sorted({sheet.template_id for sheet in sheets.values()})
    templates = {
        number: score_keeping.template_of(text)
        for number, text in stored_templates.contents(reading, numbers).items()
    }
    wrong: list[int] = []
    for number, sheet in sheets.items():
        template = templates[sheet.template_id]
        machine = score_keeping.machine(template)
        kept = results.get(number, {})
        for scorer, told in kept.items():
            made = machine.score(sheet.facts, sheet.entries.get(scorer, {}), scorer)
            total = "" if made.total is None else f"{made.total:f}"
            if (total, made.level or "", made.complete) != (told.total, told.level, told.complete):
                wrong.append(number)
                break
    return wrong
