"""What of transfers is about a person: cases, also those without a record, plans, duties."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from tcxd_desktop.domain.record_text import load_plain
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfers import Traveller
from tcxd_desktop.storage.rows import Cell

Fetch = Callable[[str, Sequence[Cell]], list[tuple[Any, ...]]]
"""Asks the file: ``Reading.all``, or the same on a bare connection."""
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "citizen_id": ("citizen_id", "old_citizen_id"),
    "card_no": ("card_no", "old_card_no"),
    "dossier_no": ("dossier_no",),
}
"""Number a letter tells to the columns of a person it may stand in."""
_COLUMNS = tuple(name for names in _NUMBERS.values() for name in names)


def cases_of(fetch: Fetch, person_id: int) -> list[int]:
    """Return the cases of a person, by id: under the record, and arrivals without one.

    Two letters speak of one person by a number; where they have none in common, by name and day
    of birth. A namesake with another number is somebody else.
    """
    own = fetch("SELECT id FROM transfer WHERE person_id = ? ORDER BY id", (person_id,))
    found = [int(row[0]) for row in own]
    rows = fetch(
        f"SELECT birth_name, coalesce(birth_date, ''), {', '.join(_COLUMNS)} FROM person"
        " WHERE id = ?",
        (person_id,),
    )
    if not rows:
        return found
    name, born, *numbers = rows[0]
    told = dict(zip(_COLUMNS, numbers, strict=True))
    strangers = fetch("SELECT id, content FROM transfer WHERE person_id IS NULL ORDER BY id", ())
    for number, content in strangers:
        who = load_plain(Traveller, json.loads(content).get("traveller", {}))
        if _same(who, fold(name), str(born), told):
            found.append(int(number))
    return sorted(found)


def _same(who: Traveller, name: str, born: str, told: Mapping[str, str]) -> bool:
    for key, columns in _NUMBERS.items():
        said = getattr(who, key)
        known = {told[column] for column in columns} - {""}
        if said and known:
            return said in known
    return bool(born) and fold(who.name) == name and str(who.birth or "") == born


def plans_of(fetch: Fetch, person_id: int) -> list[int]:
    """Return the collective transfers a person went with, or stands in a draft of, by id."""
    rows = fetch(
        "SELECT collective_id FROM collective_member WHERE person_id = ?1 UNION"
        " SELECT c.id FROM collective c, json_each(c.content, '$.moves') m"
        " WHERE m.value ->> 'person_id' = ?1 ORDER BY 1",
        (person_id,),
    )
    return [int(row[0]) for row in rows]


def duties_of(fetch: Fetch, person_id: int, cases: Collection[int]) -> tuple[str, ...]:
    """Return how the keys of the duties about a person begin, a colon after the whole of each."""
    loans = fetch("SELECT id FROM loan WHERE person_id = ? ORDER BY id", (person_id,))
    return (
        *(f"transfer:{number}:" for number in cases),
        f"exemption:{person_id}:",
        *(f"loan:{row[0]}:" for row in loans),
    )
