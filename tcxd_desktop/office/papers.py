"""Gathering what the papers of people are drawn from."""

from collections.abc import Sequence

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import Letterhead, MemberPaper, in_words
from tcxd_desktop.domain.standing import spell_on
from tcxd_desktop.domain.units import path_names
from tcxd_desktop.office import people, scope, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units


def member_papers(desk: Desk, person_ids: Sequence[int], as_at: str = "") -> list[MemberPaper]:
    """Return dossier, letterhead of the day and picture of each member, in the order asked.

    Raises:
        OutsideScopeProblem: one of them is somebody the account was not given.
    """
    day = desk.day(as_at)
    office = settings.office_name(desk)
    with desk.read() as reading:
        scope.check_person(desk, reading, person_ids)
        dossiers = stored_people.read_many(reading, list(person_ids))
        keys = sorted({dossier.photo for dossier in dossiers if dossier.photo})
        pictures = stored_office.photos(reading, keys)
        units = {unit.id: unit for unit in stored_units.on_day(reading, day)}
    heads: dict[int | None, Letterhead] = {}
    found: list[MemberPaper] = []
    for dossier in dossiers:
        unit = unit_of(dossier, day)
        if unit not in heads:
            path = [(above.type, above.name) for above in path_names(units, unit)]
            heads[unit] = people.head_of(office, path)
        worded = in_words(dossier, desk.codes)
        found.append(MemberPaper(worded, heads[unit], pictures.get(dossier.photo)))
    return found


def unit_of(dossier: Dossier, day: str) -> int | None:
    """Return the chi bộ a member belongs to on ISO ``day``; after leaving, the last one."""
    spells = dossier.spells
    spell = spell_on(spells, day) or (spells[-1] if spells else None)
    return spell.unit_id if spell else None
