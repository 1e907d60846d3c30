"""Dossiers as packages carry them: out of this office's records, and into them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.packages import PackedDossier
from tcxd_desktop.domain.standing import Event, EventKind, spell_on
from tcxd_desktop.domain.units import path_names
from tcxd_desktop.office import recording, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import people as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import EVENT

_BLANK = Dossier()


def packed(
    desk: Desk, reading: Reading, ids: Sequence[int], *, sealed: bool
) -> list[PackedDossier]:
    """Return the dossiers of some members as they travel.

    Args:
        desk: where.
        reading: of the file.
        ids: whose.
        sealed: with items 26 to 28.
    """
    found = stored.read_many(reading, ids)
    units = {unit.id: unit for unit in stored_units.on_day(reading, desk.day())}
    names = stored_units.names(reading)
    pictures = stored_office.photos(reading, [one.photo for one in found if one.photo])
    made = []
    for one in found:
        spell = spell_on(one.spells, desk.day())
        home = path_names(units, spell.unit_id if spell else None)
        made.append(
            PackedDossier(
                dossier=one if sealed else _without_sealed(one, holder=reading.sealed),
                home=tuple(unit.name for unit in reversed(home)),
                history=tuple(_told(event, names) for event in one.events),
                photo=pictures.get(one.photo, b""),
                sealed=sealed,
            )
        )
    return made


def _without_sealed(dossier: Dossier, *, holder: bool) -> Dossier:
    """Return a dossier without items 26 to 28, with what everybody may know of them."""
    told: dict[str, Any] = {name: getattr(_BLANK, name) for name in SEALED_FIELDS}
    if holder:
        told["readmitted"] = stored.readmitted(dossier)
        told["sealed_papers"] = completeness.sealed_papers(dossier)
    return replace(dossier, **told)


def _told(event: Event, names: dict[int, str]) -> str:
    kind = EVENT[EventKind(event.kind)] if event.kind in set(EventKind) else event.kind
    place = names.get(event.unit_id or 0, "") or event.other_place
    parts = (show_date(event.on), kind, place, event.basis, event.note)
    return " · ".join(part for part in parts if part)


def fitting(packed: PackedDossier, *, sealed: bool) -> Dossier:
    """Return the dossier as the account may write it.

    Args:
        packed: as it came.
        sealed: whether the account holds the sealed compartment; else items 26 to 28 stay out.
    """
    if sealed or not packed.sealed:
        return packed.dossier
    return _without_sealed(packed.dossier, holder=True)


def insert(desk: Desk, work: Work, dossier: Dossier) -> int:
    """Write a new record inside a use case and return its number."""
    recording.check_unique(desk, work, dossier)
    done = completeness.percent(dossier, desk.today())
    [person_id] = stored.insert(work, [(dossier, done)])
    names = stored_units.names(work)
    made = replace(dossier, id=person_id)
    work.note(*values.changes(Dossier(id=person_id), made, desk.codes, names))
    return person_id
