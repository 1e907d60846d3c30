"""Whom the lines of a foreign list speak of: numbers, name and birth, scored, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.duplicates import CERTAIN, Found, Index
from tcxd_desktop.domain.identities import Identity
from tcxd_desktop.domain.imports import Candidate, ImportRow
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import identities
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.merging import reasons_text

NUMBERS = ("citizen_id", "card_no", "old_citizen_id", "old_card_no", "dossier_no", "central_id")
"""Targets a record may be recognised by."""


@dataclass(frozen=True, slots=True)
class Match:
    """Người một dòng nói tới."""

    person_id: int = 0
    """0: nobody recorded, or not for certain."""
    found: tuple[Found, ...] = ()
    """Who it may be, best first."""
    several: bool = False
    """Its numbers belong to several people."""


@dataclass(slots=True)
class Matcher:
    """Bảng tra cứu người đã có, with what the account may know of them."""

    index: Index
    units: UnitNames
    names: dict[int, str] = field(default_factory=dict)
    allowed: set[int] | None = None
    """Whom the account may see; ``None``: everybody."""
    every_unit: UnitNames = field(default_factory=lambda: UnitNames(()))
    """Organisations of the day and those that are no more, for rows that tell of the past."""

    def match(self, row: ImportRow) -> Match:
        """Return whom a line speaks of."""
        found = self.index.find(self.identity(row))
        certain = [one for one in found if one.score.points >= CERTAIN]
        if len(certain) == 1:
            return Match(certain[0].other.id, tuple(found))
        if len(certain) > 1:
            return Match(0, tuple(found), several=True)
        return Match(0, tuple(found))

    def identity(self, row: ImportRow) -> Identity:
        """Return what a line can be recognised by."""
        told = row.values
        units = self.units.find(row.unit) if row.unit else ()
        birth = told.get("birth_date")
        numbers: dict[str, Any] = {
            name: value for name in NUMBERS if (value := told.get(name)) and isinstance(value, str)
        }
        return Identity(
            row.line,
            row.name,
            str(birth) if isinstance(birth, PartialDate) else "",
            **numbers,
            unit=str(units[0]) if len(units) == 1 else fold(row.unit),
            sex=fold(str(told.get("sex", ""))),
        )

    def inside(self, person_id: int) -> bool:
        """Tell whether the account may know of somebody."""
        return self.allowed is None or person_id in self.allowed

    def candidates(self, found: Iterable[Found], versions: dict[int, int]) -> tuple[Candidate, ...]:
        """Return whom the clerk may choose among, of those the account may know."""
        labels = self.units.labels
        return tuple(
            Candidate(
                one.other.id,
                one.other.name,
                show_date(PartialDate.from_text(one.other.birth)),
                labels.get(int(one.other.unit), "") if one.other.unit.isdigit() else "",
                one.score.points,
                reasons_text(one.score.reasons),
                versions.get(one.other.id, 0),
                any(sign.against for sign in one.score.reasons),
            )
            for one in found
            if self.inside(one.other.id)
        )


def matcher(desk: Desk, reading: Reading) -> Matcher:
    """Return everybody recorded, ready to be looked up."""
    now = stored_units.on_day(reading, desk.day())
    units = UnitNames(now)
    people: Sequence[Identity] = identities.living(reading, desk.day())
    return Matcher(
        Index(people),
        units,
        {one.id: one.name for one in people},
        scope.everybody(desk, reading),
        UnitNames(now, stored_units.names(reading)),
    )
