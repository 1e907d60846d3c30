"""Who belongs to some organisations: where a person stands, told from the days worked out before.

A scope is a set of unit ids. A person is in it by the spell that holds the day; whoever has left
is where the last spell was, and whoever is yet to come is where the first one will be.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from tcxd_desktop.domain.units import Unit, below
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading

_STANDS = (
    "SELECT h.person_id FROM standing h WHERE ? < h.until"
    " AND (h.since <= ? OR NOT EXISTS (SELECT 1 FROM standing e"
    " WHERE e.person_id = h.person_id AND e.since < h.since))"
    " AND h.unit_id IN (SELECT value FROM json_each(?))"
)


def condition(column: str, units: Collection[int], day: str) -> tuple[str, tuple[Cell, ...]]:
    """Return *column names somebody of ``units`` on ISO ``day``*, with its values in order."""
    return f"{column} IN ({_STANDS})", (day, day, json.dumps(sorted(units)))


def inside(reading: Reading, units: Collection[int], day: str, ids: Iterable[int]) -> set[int]:
    """Return those of ``ids`` who stand in one of ``units`` on ISO ``day``."""
    part, values = condition("wanted.value", units, day)
    rows = reading.all(
        f"SELECT wanted.value FROM json_each(?) wanted WHERE {part}",
        (json.dumps(list(ids)), *values),
    )
    return {int(row[0]) for row in rows}


def everybody(reading: Reading, units: Collection[int], day: str) -> set[int]:
    """Return everybody who stands in one of ``units`` on ISO ``day``."""
    part, values = condition("p.id", units, day)
    return {int(row[0]) for row in reading.all(f"SELECT p.id FROM person p WHERE {part}", values)}


def with_below(reading: Reading, roots: Iterable[int], day: str) -> frozenset[int]:
    """Return units with all below them on ISO ``day``.

    A unit that is no more, or not yet, is below its last, or first, superior: whoever left while
    it existed still belongs to somebody.
    """
    known = [Unit(number, "", "", parent) for number, parent in _superiors(reading, day).items()]
    return frozenset(number for root in roots for number in below(known, root))


def _superiors(reading: Reading, day: str) -> Mapping[int, int | None]:
    found: dict[int, int | None] = {}
    rows = reading.all("SELECT unit_id, parent_id, since FROM unit_step ORDER BY unit_id, since")
    for unit_id, parent_id, since in rows:
        if since <= day or unit_id not in found:
            found[unit_id] = parent_id
    return found
