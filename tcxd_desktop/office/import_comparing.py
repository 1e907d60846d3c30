"""What a line of a foreign list says that the record it speaks of does not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, SEALED_FIELDS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Place, Value
from tcxd_desktop.domain.imports import Difference, ImportRow
from tcxd_desktop.domain.place_text import placed
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.domain.standing import Activity, Leaving
from tcxd_desktop.domain.standing_words import read_standing
from tcxd_desktop.office import values
from tcxd_desktop.storage import rows
from tcxd_desktop.wording.people import ACTIVITY, LEAVING

CENTRAL = "central_id"
UNIT, STANDING = "unit", "standing"
EVENTS = "events"
_PARTS = tuple(one.name for one in fields(Place))
_TEXTS = frozenset({Kind.LINE, Kind.UPPER, Kind.TEXT, Kind.OPEN_CODE, Kind.CODE})
_ADMITTED = ("ceremony_date", "decision_date")
"""Fields that tell whether the fixed facts are fixed."""


@dataclass(frozen=True, slots=True)
class Target:
    """Mục được so sánh: its field and, of a place, its part."""

    key: str
    name: str
    part: str
    fact: Fact
    column: int
    """Place of the field's column among those that were read."""


@dataclass(slots=True)
class Comparer:
    """So sánh một dòng với bản ghi: reads columns of records as they lie in the file."""

    codes: CodeLists
    names: Sequence[str]
    """Columns that were read of every record, in order."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    """Labels of organisations."""

    @classmethod
    def of(cls, keys: Sequence[str], codes: CodeLists, units: Mapping[int, str]) -> "Comparer":
        """Return one for the targets a file has columns for."""
        known = [(key, *key.partition(".")[::2]) for key in keys]
        scalar = [
            (key, name, part)
            for key, name, part in known
            if name in FACTS and not FACTS[name].sealed
        ]
        names = list(dict.fromkeys([*(name for _, name, _ in scalar), *_ADMITTED]))
        targets = {
            key: Target(key, name, part, FACTS[name], names.index(name))
            for key, name, part in scalar
            if not part or part in _PARTS
        }
        return cls(codes, names, targets, units)

    def admitted(self, held: Sequence[Any]) -> bool:
        """Tell whether the fixed facts of a record are fixed."""
        return any(held[1 + self.names.index(name)] for name in _ADMITTED)

    def differences(self, row: ImportRow, held: Sequence[Any]) -> list[Difference]:
        """Return what the line says otherwise than a record.

        Args:
            row: the line.
            held: version and columns of the record.
        """
        found: list[Difference] = []
        seen: set[str] = set()
        for key, told in row.values.items():
            target = self.targets.get(key)
            if target is None or target.name in seen:
                continue
            cell = held[1 + target.column]
            if told.__class__ is str and told == cell:
                continue
            old = rows.value(target.fact.kind, cell)
            if target.part:
                seen.add(target.name)
                found += self._place(row, target.name, old)
                continue
            if says_the_same(target.fact.kind, old, told):
                continue
            locked = target.fact.locked and old not in ("", None) and self.admitted(held)
            found.append(Difference(key, self.show(old, target), self.show(told, target), locked))
        return found

    @staticmethod
    def _place(row: ImportRow, name: str, old: Place) -> Iterator[Difference]:
        """Yield the parts of a place that would be otherwise; the parts are told together."""
        new = placed(old, parts_of(row.values, name))
        for part in _PARTS:
            before, after = getattr(old, part), getattr(new, part)
            if not same_text(before, after):
                yield Difference(f"{name}.{part}", before, after)

    def show(self, value: object, target: Target) -> str:
        """Return a value as a person reads it."""
        return values.show(value, target.fact, self.codes)

    def sealed(self, row: ImportRow, dossier: Dossier) -> Iterator[Difference]:
        """Yield what the line says otherwise than the dossier of sealed items."""
        for key in SEALED_FIELDS.intersection(row.values):
            old, told = getattr(dossier, key), row.values[key]
            if not says_the_same(FACTS[key].kind, old, told):
                before, after = (values.show(one, FACTS[key], self.codes) for one in (old, told))
                yield Difference(key, before, after)

    def tables(self, row: ImportRow, dossier: Dossier) -> Iterator[Difference]:
        """Yield the tables a record would hold otherwise after the line was written."""
        for name in row.tables:
            old = getattr(dossier, name)
            new = united(row, name, old)
            if new != old:
                before, after = ("\n".join(map(self.show_row, side)) for side in (old, new))
                yield Difference(name, before, after, locked=name == EVENTS)

    def show_row(self, record: object) -> str:
        """Return a row of a table as one line."""
        return values.show_row(record, self.codes, self.units)


def parts_of(told: Mapping[str, Value], name: str) -> dict[str, str]:
    """Return the parts of one place among values by target."""
    start = f"{name}."
    return {
        key.removeprefix(start): str(value) for key, value in told.items() if key.startswith(start)
    }


def says_the_same(kind: Kind, old: object, new: object) -> bool:
    """Tell whether a list says nothing else than the record: written otherwise, or less exact."""
    if old == new:
        return True
    if isinstance(old, PartialDate) and isinstance(new, PartialDate):
        # Only the year of a full date: the file knows less, not other.
        return str(old).startswith(str(new))
    return (
        isinstance(old, str)
        and isinstance(new, str)
        and kind in _TEXTS | {Kind.PLACE}
        and (same_text(old, new))
    )


def united(row: ImportRow, name: str, old: tuple[object, ...]) -> tuple[object, ...]:
    """Return the rows of a table after a line was written: replaced by a whole dossier's sheet,
    otherwise with those that were lacking."""
    told = row.tables[name]
    if row.key:
        return told
    missing = [one for one in told if not any(_covers(held, one) for held in old)]
    return (*old, *dict.fromkeys(missing))


def _covers(held: Any, told: Any) -> bool:
    """Tell whether a row that is held says all a row of a file does."""
    return all(
        value in ("", None) or says_the_same(Kind.LINE, getattr(held, one.name), value)
        for one in fields(told)
        for value in [getattr(told, one.name)]
    )


def standing_difference(row: ImportRow, activity: str, leaving: str) -> Difference | None:
    """Return how the list has the member stand, where it is known and otherwise here."""
    told = read_standing(row.standing) if row.standing else None
    if told is None:
        return None
    here = Leaving(leaving), Activity.ACTIVE if leaving else Activity(activity)
    there = told.leaving, Activity.ACTIVE if told.leaving else told.activity
    moving = Activity.MOVING
    if here == there or (here[1] is moving and there == (Leaving.NONE, Activity.ACTIVE)):
        return None
    word = LEAVING[here[0]] if leaving else ACTIVITY[here[1]]
    return Difference(STANDING, word, row.standing, locked=True)


def applied(
    old: Dossier, told: Mapping[str, Value], tables: Mapping[str, tuple[object, ...]]
) -> Dossier:
    """Return a dossier with values by target and tables put in."""
    changed: dict[str, Any] = {}
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for key, value in told.items():
        name, _, part = key.partition(".")
        if name not in FACTS:
            continue
        if part:
            places[name][part] = str(value)
        else:
            changed[name] = value
    for name, parts in places.items():
        changed[name] = placed(getattr(old, name), parts)
    changed.update({name: rows for name, rows in tables.items() if name in TABLES})
    return replace(old, **changed)


def fresh(told: Mapping[str, Value]) -> dict[str, Any]:
    """Return the fields of a new dossier from values by target: clean as they were read."""
    made: dict[str, Any] = {}
    places: dict[str, dict[str, str]] = {}
    for key, value in told.items():
        if key in FACTS:
            made[key] = value
            continue
        name, _, part = key.partition(".")
        if part and name in FACTS:
            places.setdefault(name, {})[part] = str(value)
    return made | {name: Place(**parts) for name, parts in places.items()}
