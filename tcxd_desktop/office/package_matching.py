"""Whom of a package the office knows already: by number of identity, else by name and birth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.packages import OpenedPackage
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored


@dataclass(frozen=True, slots=True)
class Match:
    """Hồ sơ ở đây ứng với một hồ sơ trong gói."""

    person_id: int | None = None
    """``None``: nobody here."""
    sure: bool = False
    """By a number of identity; else only name and date of birth agree: a person has to look."""
    outside: bool = False
    """It is somebody whose record the account was not given."""


def matches(desk: Desk, opened: OpenedPackage) -> tuple[Match, ...]:
    """Return, for each dossier of a package, whose record here it is.

    Raises:
        NotAllowedProblem: the account may not keep transfers.
    """
    with desk.read(Permission.TRANSFERS) as reading:
        known = _Known.of(stored.keys_of(reading))
        found = [known.match(one.dossier) for one in opened.people]
        wanted = {one.person_id for one in found if one.person_id is not None}
        seen = scope.people_of(desk, reading, wanted)
    return tuple(
        one if one.person_id is None or one.person_id in seen else Match(outside=True)
        for one in found
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Records of the office by what they can be recognised by."""

    citizens: Mapping[str, int] = field(default_factory=dict)
    cards: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: Iterable[tuple[int, str, str, str, str, str]]) -> "_Known":
        citizens: dict[str, int] = {}
        cards: dict[str, int] = {}
        names: dict[tuple[str, str], int] = {}
        for number, name, birth, citizen_id, *held in keys:
            citizens.setdefault(citizen_id, number)
            for card in held:
                cards.setdefault(card, number)
            names.setdefault((fold(name), birth), number)
        return cls(citizens, cards, names)

    def match(self, dossier: Dossier) -> Match:
        sure = self.citizens.get(dossier.citizen_id) if dossier.citizen_id else None
        for card in filter(None, (dossier.card_no, dossier.old_card_no)):
            sure = sure or self.cards.get(card)
        if sure is not None:
            return Match(sure, sure=True)
        birth = str(dossier.birth_date or "")
        return Match(self.names.get((fold(dossier.birth_name), birth)) if birth else None)
