"""The yearly round of *Phiếu bổ sung hồ sơ đảng viên* (3-HSĐV), chi bộ by chi bộ.

Confirming a year stores the dossier as it stands; the next year's phiếu compares with it
(38-HD/BTCTW of 29/9/2025, I.2.3).
"""

from collections.abc import Sequence
from datetime import date

from tcxd_desktop.domain import supplements as rules
from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.people import PeopleQuery, PersonLine, SupplementState
from tcxd_desktop.domain.printing import MemberPaper, SupplementPaper
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.office import papers, people, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import snapshots
from tcxd_desktop.storage import supplements as stored
from tcxd_desktop.storage.work import Reading

NOT_YET, HANDED_IN, CONFIRMED = "chua_nop", "da_nop", "da_xac_nhan"


def round_of(desk: Desk, year: int, unit_id: int | None) -> list[SupplementState]:
    """Return who owes a phiếu for ``year`` in a unit and below, and how far each is."""
    lines = [line for line in people.lines(desk, PeopleQuery(unit_id=unit_id)) if _owes(line)]
    ids = [line.id for line in lines]
    with desk.read() as reading:
        states = stored.states(reading, year)
        before = _before(reading, year, ids)
        now = stored_people.read_many(reading, [i for i in ids if i in before])
    changed = {
        dossier.id: rules.changed_count(rules.compare(dossier, before[dossier.id], shown(desk)))
        for dossier in now
    }
    return [
        SupplementState(line, _state(states.get(line.id)), changed.get(line.id, 0))
        for line in lines
    ]


def _owes(line: PersonLine) -> bool:
    return line.activity != Activity.TEMPORARY_HERE


def _state(days: tuple[str, str] | None) -> str:
    if days is None or not any(days):
        return NOT_YET
    return CONFIRMED if days[1] else HANDED_IN


def _before(reading: Reading, year: int, ids: list[int]) -> dict[int, Dossier]:
    kept = stored.snapshots(reading, year, ids) if ids else {}
    return {person_id: snapshots.load(text) for person_id, text in kept.items()}


def shown(desk: Desk) -> rules.Show:
    """Return how a value of the dossier reads on the phiếu."""

    def show(field: str, value: object) -> str:
        if field in FACTS:
            return values.show(value, FACTS[field], desk.codes)
        return values.show_row(value, desk.codes)

    return show


def sheet(desk: Desk, person_id: int, year: int) -> SupplementPaper:
    """Return one member's phiếu of a year."""
    return sheets(desk, [person_id], year)[0]


def sheets(desk: Desk, person_ids: Sequence[int], year: int) -> list[SupplementPaper]:
    """Return the phiếu of a year for several members, in the order asked."""
    found = papers.member_papers(desk, person_ids)
    with desk.read() as reading:
        before = _before(reading, year, list(person_ids))
    return [_paper(desk, paper, before.get(paper.dossier.id), year) for paper in found]


def _paper(desk: Desk, paper: MemberPaper, before: Dossier | None, year: int) -> SupplementPaper:
    review = next((r.level for r in paper.dossier.reviews if r.year == str(year)), "")
    compared = rules.compare(paper.dossier, before, shown(desk))
    return SupplementPaper(paper, year, compared, review)


def hand_in(desk: Desk, person_ids: Sequence[int], year: int, on: date) -> None:
    """Note that phiếu were handed in."""
    with desk.write(Permission.EDIT, "supplements.hand_in", str(year)) as work:
        for person_id in person_ids:
            stored.mark(work, person_id, year, handed_in=on.isoformat())
            work.note(Change("person", person_id, f"supplement.{year}", "", HANDED_IN))


def confirm(desk: Desk, person_ids: Sequence[int], year: int, on: date) -> None:
    """Note that phiếu were confirmed, and keep the dossiers as next year's point of comparison."""
    with desk.write(Permission.EDIT, "supplements.confirm", str(year)) as work:
        states = stored.states(work, year)
        for dossier in stored_people.read_many(work, list(person_ids)):
            handed_in = states.get(dossier.id, ("", ""))[0] or on.isoformat()
            stored.mark(
                work,
                dossier.id,
                year,
                handed_in=handed_in,
                confirmed=on.isoformat(),
                snapshot=snapshots.dump(dossier),
            )
            work.note(Change("person", dossier.id, f"supplement.{year}", "", CONFIRMED))


def reopen(desk: Desk, person_ids: Sequence[int], year: int) -> None:
    """Take back a mark made by mistake: the phiếu counts as not handed in."""
    with desk.write(Permission.EDIT, "supplements.reopen", str(year)) as work:
        states = stored.states(work, year)
        for person_id in person_ids:
            old = _state(states.get(person_id))
            stored.mark(work, person_id, year, handed_in="", confirmed="", snapshot="")
            work.note(Change("person", person_id, f"supplement.{year}", old, NOT_YET))
