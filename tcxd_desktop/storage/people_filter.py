"""A :class:`PeopleQuery` as SQL conditions; every value is a parameter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tcxd_desktop.domain.dossier import FACTS, SEALED_FIELDS, TABLES
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage import scope
from tcxd_desktop.storage.rows import NULLABLE, Cell

_CHOICES: tuple[tuple[str, str], ...] = (
    ("grades", "s.grade"),
    ("activities", "s.activity"),
    ("leavings", "s.leaving"),
    ("sexes", "p.sex"),
    ("ethnicities", "p.ethnicity"),
    ("religions", "p.religion"),
    ("edu_levels", "p.edu_level"),
    ("profession_levels", "p.profession_level"),
    ("theories", "p.theory"),
    ("occupations", "p.occupation"),
    ("ids", "p.id"),
)
Within = tuple[Collection[int], str]
_MAJORITY = ("", "Kinh", "Người nước ngoài")
_NO_RELIGION = ("", "Không")


@dataclass(slots=True)
class Conditions:
    """Conditions joined by *and*, with their values; ``?1`` is the day of the list."""

    parts: list[str] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)

    def add(self, part: str, *values: Cell) -> None:
        """Add one condition whose ``?`` stand for ``values`` in order."""
        for value in values:
            self.values.append(value)
            part = part.replace("?", f"@{len(self.values) + 1}", 1)
        self.parts.append(part.replace("@", "?"))

    def among(self, column: str, values: Sequence[Cell], *, negated: bool = False) -> None:
        """Add *column is one of the values*."""
        marks = ", ".join("?" * len(values))
        self.add(f"{column} {'NOT ' if negated else ''}IN ({marks})", *values)

    @property
    def sql(self) -> str:
        """The whole condition."""
        return " AND ".join(self.parts) or "1"


def conditions(
    query: PeopleQuery, year: int, units: Sequence[int] | None, within: Within | None = None
) -> Conditions:
    """Return the conditions of ``query``.

    Args:
        year: of the list's day, for ages.
        units: ids of the unit asked for and all below it, or ``None`` for everybody.
        within: ids of the units people must stand in on a day, whatever day the list is of.
    """
    made = Conditions()
    if not query.with_void:
        made.add("p.void_reason = ''")
    for name, column in _CHOICES:
        wanted = getattr(query, name)
        if wanted:
            made.among(column, wanted)
    if units is not None:
        made.among("s.unit_id", units)
    if within is not None:
        part, values = scope.condition("p.id", *within)
        made.add(part, *values)
    _particulars(made, query)
    _years(made, "p.birth_date", _minus(year, query.age_to), _minus(year, query.age_from))
    _years(made, "p.ceremony_date", query.admitted_from, query.admitted_to)
    for name in query.missing_fields:
        made.add(_missing(name))
    for word in fold(query.text).split():
        made.add("p.search LIKE ?", f"%{word}%")
    return made


def _particulars(made: Conditions, query: PeopleQuery) -> None:
    if query.minority_only:
        made.among("p.ethnicity", _MAJORITY, negated=True)
    if query.religious_only:
        made.among("p.religion", _NO_RELIGION, negated=True)
    if query.complete_below is not None:
        made.add("p.complete < ?", query.complete_below)
    if query.unrestricted_only:
        made.add("NOT EXISTS (SELECT 1 FROM restriction r WHERE r.person_id = p.id"
                 " AND r.until = '')")  # fmt: skip
    if query.under_inspection:
        made.add("p.under_inspection = 1")


def _minus(year: int, age: int | None) -> int | None:
    return None if age is None else year - age


def _years(made: Conditions, column: str, first: int | None, last: int | None) -> None:
    if first is not None:
        made.add(f"substr({column}, 1, 4) >= ?", f"{first:04d}")
    if last is not None:
        made.add(f"substr({column}, 1, 4) <= ?", f"{last:04d}")


def sealed_part(query: PeopleQuery) -> str:
    """Return the first thing ``query`` asks of that is sealed, or nothing."""
    return next((name for name in query.missing_fields if name in SEALED_FIELDS), "")


def _missing(name: str) -> str:
    if name in SEALED_FIELDS and name not in TABLES:
        return (
            "NOT EXISTS (SELECT 1 FROM person_sealed r WHERE r.person_id = p.id"
            f" AND r.{name} <> '')"
        )
    if name in TABLES:
        return f"NOT EXISTS (SELECT 1 FROM person_{name} r WHERE r.person_id = p.id)"
    return f"p.{name} IS NULL" if FACTS[name].kind in NULLABLE else f"p.{name} = ''"
