"""The yearly round of *Phiếu bổ sung hồ sơ đảng viên* (3-HSĐV), chi bộ by chi bộ.

Confirming a year stores the dossier as it stands; the next year's phiếu compares with it
(38-HD/BTCTW of 29/9/2025, I.2.3).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain import supplements as rules
from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import SealedProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.people import PeopleQuery, PersonLine, SupplementState
from tcxd_desktop.domain.printing import MemberPaper, SupplementPaper, in_words
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.office import papers, people, restrictions, scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import snapshots
from tcxd_desktop.storage import supplements as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.supplements import supplement_text

_AT_ONCE = 200
"""Dossiers held at a time, each twice: those of a large office would fill an old PC."""
NOT_YET, HANDED_IN, CONFIRMED = "chua_nop", "da_nop", "da_xac_nhan"


def round_of(
    desk: Desk, year: int, unit_id: int | None, progress: Progress = unwatched
) -> list[SupplementState]:
    """Return who owes a phiếu for ``year`` in a unit and below, and how far each is.

    The list is that of today, or of the last day of ``year`` once the year is over.
    """
    query = PeopleQuery(unit_id=unit_id, as_at=_as_at(desk, year))
    lines = [line for line in people.lines(desk, query) if _owes(line)]
    ids = [line.id for line in lines]
    with desk.read() as reading:
        days = stored.states(reading, year)
    changed: dict[int, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        progress(start, len(ids))
        changed.update(_changed(desk, year, ids[start : start + _AT_ONCE]))
    return [_line_of(line, days.get(line.id, ("", "")), changed.get(line.id)) for line in lines]


def _changed(desk: Desk, year: int, ids: Sequence[int]) -> dict[int, int]:
    """Return how many entries differ from the phiếu confirmed last, of whoever has one."""
    with desk.read() as reading:
        before = _before(reading, year, ids)
        now = _now(reading, year, list(before))
    return {
        person_id: rules.changed_count(_compared(desk, now[person_id], old))
        for person_id, old in before.items()
    }


def _as_at(desk: Desk, year: int) -> str:
    return f"{year}-12-31" if year < desk.today().year else ""


def state_of(desk: Desk, person_id: int, year: int) -> str:
    """Return how far one member's phiếu of ``year`` is."""
    with desk.read() as reading:
        scope.check_person(desk, reading, [person_id])
        return _state(stored.states(reading, year, person_id).get(person_id, ("", "")))


def _owes(line: PersonLine) -> bool:
    return line.activity != Activity.TEMPORARY_HERE


def _line_of(line: PersonLine, days: tuple[str, str], changed: int | None) -> SupplementState:
    return SupplementState(
        line,
        _state(days),
        changed or 0,
        compared=changed is not None,
        handed_in=days[0],
        confirmed=days[1],
    )


def _state(days: tuple[str, str]) -> str:
    if not any(days):
        return NOT_YET
    return CONFIRMED if days[1] else HANDED_IN


def _before(reading: Reading, year: int, ids: Sequence[int]) -> dict[int, Dossier]:
    return _loaded(reading, stored.snapshots(reading, year, ids))


def _now(reading: Reading, year: int, ids: Sequence[int]) -> dict[int, Dossier]:
    """Return what the phiếu of ``year`` tells: as confirmed, else the dossier as it stands."""
    found = _loaded(reading, stored.snapshots(reading, year, ids, of_year=True))
    open_ids = [person_id for person_id in ids if person_id not in found]
    found.update((d.id, d) for d in stored_people.read_many(reading, open_ids))
    return found


def _loaded(reading: Reading, kept: dict[int, tuple[int, str]]) -> dict[int, Dossier]:
    apart = stored.sealed_snapshots(reading, {person: of for person, (of, _) in kept.items()})
    return {
        person: snapshots.load(text, apart.get(person, "")) for person, (_, text) in kept.items()
    }


def sheet(desk: Desk, person_id: int, year: int) -> SupplementPaper:
    """Return one member's phiếu of a year."""
    return sheets(desk, [person_id], year)[0]


def sheets(desk: Desk, person_ids: Sequence[int], year: int) -> list[SupplementPaper]:
    """Return the phiếu of a year for several members, in the order asked.

    A confirmed phiếu says what was confirmed, whatever was changed in the dossier since.
    """
    found = papers.member_papers(desk, person_ids, _as_at(desk, year))
    with desk.read() as reading:
        before = _before(reading, year, person_ids)
        now = _now(reading, year, person_ids)
    made: list[SupplementPaper] = []
    for paper in found:
        dossier = now[paper.dossier.id]
        texts = _compared(desk, dossier, before.get(dossier.id))
        worded = replace(paper, dossier=in_words(dossier, desk.codes))
        made.append(SupplementPaper(worded, year, texts, _review(paper, year)))
    return made


def _compared(desk: Desk, now: Dossier, before: Dossier | None) -> dict[str, str]:
    """Compare in words: a list whose wording was changed since is no change of the member's."""
    old = in_words(before, desk.codes) if before is not None else None
    hidden = () if desk.store.holds_sealed else SEALED_FIELDS
    return rules.compare(in_words(now, desk.codes), old, supplement_text, hidden)


def _review(paper: MemberPaper, year: int) -> str:
    return next((row.level for row in paper.dossier.reviews if row.year == str(year)), "")


def hand_in(desk: Desk, person_ids: Sequence[int], year: int, on: date) -> None:
    """Note that phiếu were handed in; confirmed ones stay as they are."""
    with desk.write(Permission.EDIT, "supplements.hand_in", str(year)) as work:
        scope.check_person(desk, work, person_ids)
        restrictions.check(work, person_ids)
        days = stored.states(work, year)
        for person_id in person_ids:
            old = _state(days.get(person_id, ("", "")))
            if old != CONFIRMED:
                stored.mark(work, person_id, year, handed_in=on.isoformat())
                _note(work, person_id, year, old, HANDED_IN)


def check_confirming(desk: Desk) -> None:
    """Refuse to confirm for who cannot see all that would be confirmed.

    Raises:
        SealedProblem: the phiếu has items 26 to 28, which this account does not see.
    """
    desk.check(Permission.EDIT)
    if not desk.actor.sealed:
        raise SealedProblem("3-HSĐV")


def confirm(desk: Desk, person_ids: Sequence[int], year: int, on: date) -> None:
    """Note that phiếu were confirmed, and keep the dossiers as next year's point of comparison.

    Those confirmed already keep what they said.

    Raises:
        SealedProblem: the phiếu has items 26 to 28, which this account does not see.
    """
    desk.check(Permission.EDIT)
    check_confirming(desk)
    with desk.write(Permission.EDIT, "supplements.confirm", str(year)) as work:
        scope.check_person(desk, work, person_ids)
        restrictions.check(work, person_ids)
        days = stored.states(work, year)
        open_ids = [i for i in person_ids if _state(days.get(i, ("", ""))) != CONFIRMED]
        for dossier in stored_people.read_many(work, open_ids):
            before = days.get(dossier.id, ("", ""))
            stored.mark(
                work,
                dossier.id,
                year,
                handed_in=before[0] or on.isoformat(),
                confirmed=on.isoformat(),
                snapshot=snapshots.dump(dossier),
            )
            stored.mark_sealed(work, dossier.id, year, snapshots.dump_sealed(dossier))
            _note(work, dossier.id, year, _state(before), CONFIRMED)


def reopen(desk: Desk, person_ids: Sequence[int], year: int) -> None:
    """Take back a mark made by mistake: the phiếu counts as not handed in."""
    with desk.write(Permission.EDIT, "supplements.reopen", str(year)) as work:
        scope.check_person(desk, work, person_ids)
        restrictions.check(work, person_ids)
        days = stored.states(work, year)
        for person_id in person_ids:
            old = _state(days.get(person_id, ("", "")))
            if old != NOT_YET:
                stored.mark(work, person_id, year, handed_in="", confirmed="", snapshot="")
                stored.mark_sealed(work, person_id, year, "")
                _note(work, person_id, year, old, NOT_YET)


def _note(work: Work, person_id: int, year: int, old: str, new: str) -> None:
    work.note(Change("person", person_id, f"supplement.{year}", old, new))
