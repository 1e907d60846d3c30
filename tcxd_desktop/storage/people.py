"""Dossiers: whole ones as records, and lines of lists straight from the driver."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from tcxd_desktop.domain.completeness import sealed_papers
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import is_blank
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.standing import Spell
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage.rows import Cell, columns, from_row, to_row
from tcxd_desktop.storage.work import Reading, Work

_HEAD = ("id", "version", "void_reason", "readmitted", "sealed_papers")
_OPEN = tuple(name for name, fact in FACTS.items() if not fact.sealed)
_SEALED = tuple(name for name, fact in FACTS.items() if fact.sealed)
_SPELL = tuple(field.name for field in fields(Spell))
_spell_cells = attrgetter(*_SPELL)
_UNKNOWN = "?"
_NUMBERS = ("dossier_no", "card_no", "old_card_no", "citizen_id", "old_citizen_id", "phone")
_IN_SPELLS = ("events", "exemptions", "official_date", "ceremony_date", "decision_date")


def search_text(dossier: Dossier) -> str:
    """Return what a search without tone marks looks through."""
    numbers = (str(getattr(dossier, name)).replace(" ", "") for name in _NUMBERS)
    parts = (dossier.birth_name, dossier.other_names, *numbers)
    return fold(" ".join(part for part in parts if part))


@lru_cache
def _select_person() -> str:
    return f"SELECT {', '.join((*_HEAD, *_OPEN))} FROM person"


@lru_cache
def _select_rows(table: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns(TABLES[table].record))
    return f"SELECT {names}, person_id FROM person_{table}"


def read(reading: Reading, person_id: int) -> Dossier | None:
    """Return one whole dossier."""
    found = read_many(reading, [person_id])
    return found[0] if found else None


def read_many(reading: Reading, person_ids: Sequence[int]) -> list[Dossier]:
    """Return whole dossiers in the order asked; unknown ids are left out."""
    found: dict[int, Dossier] = {}
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        found.update(_read_some(reading, some))
    return [found[person_id] for person_id in person_ids if person_id in found]


def _read_some(reading: Reading, ids: Sequence[int]) -> dict[int, Dossier]:
    where = f" IN ({','.join('?' * len(ids))})" if len(ids) > 1 else "=?"
    people = reading.all(f"{_select_person()} WHERE id{where}", ids)
    rows: dict[int, dict[str, list[object]]] = {row[0]: {} for row in people}
    for table, meta in TABLES.items():
        if meta.sealed and not reading.sealed:
            continue
        found = reading.all(
            f"{_select_rows(table)} WHERE person_id{where} ORDER BY person_id, position", ids
        )
        for row in found:
            rows[row[-1]].setdefault(table, []).append(from_row(meta.record, row[:-1]))
    apart = _read_sealed(reading, ids) if reading.sealed else {}
    made: dict[int, Dossier] = {}
    for row in people:
        cells = {
            **dict(zip(_OPEN, row[len(_HEAD) :], strict=True)),
            **apart.get(row[0], _NO_SEALED),
        }
        more: dict[str, object] = dict(zip(_HEAD, row, strict=False))
        if reading.sealed:
            more |= {"readmitted": "", "sealed_papers": ""}  # the items themselves are there
        more |= {table: tuple(values) for table, values in rows[row[0]].items()}
        made[row[0]] = from_row(Dossier, [cells[name] for name in FACTS], more)
    return made


_NO_SEALED: Mapping[str, Cell] = MappingProxyType(
    {name: value for name, value in to_row(Dossier()).items() if name in _SEALED}
)


def _read_sealed(reading: Reading, ids: Sequence[int]) -> dict[int, dict[str, Cell]]:
    marks = ",".join("?" * len(ids))
    found = reading.all(
        f"SELECT person_id, {', '.join(_SEALED)} FROM person_sealed WHERE person_id IN ({marks})",
        ids,
    )
    return {row[0]: dict(zip(_SEALED, row[1:], strict=True)) for row in found}


def _derived(work: Work, dossier: Dossier, complete: int) -> dict[str, Cell]:
    return {
        "readmitted": readmitted(dossier) if work.sealed else dossier.readmitted,
        "sealed_papers": sealed_papers(dossier) if work.sealed else dossier.sealed_papers,
        "name_key": name_key(dossier.birth_name),
        "search": search_text(dossier),
        "complete": complete,
        "void_reason": dossier.void_reason,
    }


def readmitted(dossier: Dossier) -> str:
    """Return what the main file keeps of item 27b: when the member became official again."""
    if not dossier.readmissions:
        return ""
    again = dossier.readmissions[-1].official_on
    return str(again) if again else _UNKNOWN


def _open_row(dossier: Dossier) -> dict[str, Cell]:
    return to_row(dossier, _OPEN)


def _sealed_row(dossier: Dossier) -> dict[str, Cell]:
    return to_row(dossier, _SEALED)


def _tables(work: Work) -> list[str]:
    return [table for table, meta in TABLES.items() if work.sealed or not meta.sealed]


def insert(work: Work, dossiers: Iterable[tuple[Dossier, int]]) -> list[int]:
    """Write new dossiers, each with its completeness in percent; return their ids in order."""
    # After a restore, numbers of people who are not there any more are not given again.
    last = work.one(
        "SELECT max(coalesce((SELECT max(id) FROM person), 0), coalesce((SELECT CAST(value AS"
        " INTEGER) FROM setting WHERE key = 'person.last'), 0))"
    )
    first_id = (last[0] if last else 0) + 1
    ids: list[int] = []
    people: list[dict[str, Cell]] = []
    tables = _tables(work)
    rows: dict[str, list[dict[str, Cell]]] = {table: [] for table in tables}
    sealed: list[dict[str, Cell]] = []
    standing: list[dict[str, Cell]] = []
    for person_id, (dossier, complete) in enumerate(dossiers, start=first_id):
        ids.append(person_id)
        people.append(
            {
                "id": person_id,
                "version": 1,
                **_open_row(dossier),
                **_derived(work, dossier, complete),
            }
        )
        if any(not is_blank(getattr(dossier, name)) for name in _SEALED):
            sealed.append({"person_id": person_id, **_sealed_row(dossier)})
        for table in tables:
            if found := getattr(dossier, table):
                rows[table].extend(_child_rows(person_id, found))
        standing.extend(_standing_rows(person_id, dossier))
    work.add_many("person", people)
    for table, values in rows.items():
        work.add_many(f"person_{table}", values)
    work.add_many("standing", standing)
    if work.sealed:
        work.add_many("person_sealed", sealed)
    work.touch("person")
    return ids


def _child_rows(person_id: int, values: Sequence[object]) -> Iterator[dict[str, Cell]]:
    for position, value in enumerate(values):
        yield {"person_id": person_id, "position": position, **to_row(value)}


def _standing_rows(person_id: int, dossier: Dossier) -> Iterator[dict[str, Cell]]:
    for spell in dossier.spells:
        yield {"person_id": person_id, **dict(zip(_SPELL, _spell_cells(spell), strict=True))}


def update(work: Work, old: Dossier, new: Dossier, complete: int) -> bool:
    """Write what differs between two states of a dossier; ``False`` if someone else saved since."""
    before, after = _open_row(old), _open_row(new)
    values = {name: cell for name, cell in after.items() if cell != before[name]}
    key: dict[str, Cell] = {"id": old.id, "version": old.version}
    changed = work.change(
        "person", key, {**values, **_derived(work, new, complete), "version": old.version + 1}
    )
    if not changed:
        return False
    if work.sealed and _sealed_row(old) != _sealed_row(new):
        work.remove("person_sealed", {"person_id": old.id})
        work.add("person_sealed", {"person_id": old.id, **_sealed_row(new)})
    for table in _tables(work):
        if getattr(old, table) != getattr(new, table):
            work.remove(f"person_{table}", {"person_id": old.id})
            rows = list(_child_rows(old.id, getattr(new, table)))
            work.add_many(f"person_{table}", rows)
    if any(getattr(old, name) != getattr(new, name) for name in _IN_SPELLS):
        work.remove("standing", {"person_id": old.id})
        work.add_many("standing", list(_standing_rows(old.id, new)))
    work.touch("person")
    return True


def withdraw(work: Work, versions: Mapping[int, int], reason: str) -> bool:
    """Void many records that stand as they were seen; ``False`` if one was saved since."""
    for person_id, version in versions.items():
        key: dict[str, Cell] = {"id": person_id, "version": version}
        if not work.change("person", key, {"version": version + 1, "void_reason": reason}):
            return False
    work.touch("person")
    return True


def update_events(work: Work, changed: Sequence[tuple[Dossier, Dossier, int]]) -> bool:
    """Write many dossiers whose events alone differ; ``False`` if one was saved since.

    Args:
        work: the transaction.
        changed: state before, state after and its completeness, of each.
    """
    events: list[dict[str, Cell]] = []
    standing: list[dict[str, Cell]] = []
    for old, new, complete in changed:
        key: dict[str, Cell] = {"id": old.id, "version": old.version}
        if not work.change("person", key, {"version": old.version + 1, "complete": complete}):
            return False
        same = 0
        while same < min(len(old.events), len(new.events)) and (
            old.events[same] == new.events[same]
        ):
            same += 1
        for position in range(same, len(old.events)):
            work.remove("person_events", {"person_id": old.id, "position": position})
        events.extend(list(_child_rows(old.id, new.events))[same:])
        work.remove("standing", {"person_id": old.id})
        standing.extend(_standing_rows(old.id, new))
    work.add_many("person_events", events)
    work.add_many("standing", standing)
    work.touch("person")
    return True


_LINE = (
    "SELECT p.id, p.birth_name, p.name_key, coalesce(p.birth_date, ''), p.sex, s.unit_id, "
    "coalesce(u.name, ''), s.grade, s.activity, s.leaving, p.card_no, p.dossier_no, p.citizen_id, "
    "p.complete"
)
_LINE_WIDTH = 14
_NO_MORE: tuple[Mapping[str, str]] = (MappingProxyType({}),)
_FROM = (
    " FROM person p JOIN standing s ON s.person_id = p.id AND s.since <= ?1 AND ?1 < s.until"
    " LEFT JOIN unit_step u ON u.unit_id = s.unit_id AND u.since <= ?1 AND ?1 < u.until"
)


def lines(
    reading: Reading,
    day: str,
    where: str,
    values: Sequence[Cell],
    more: Sequence[str] = (),
    limit: int = -1,
) -> list[PersonLine]:
    """Return lines as at ISO ``day`` in name order; ``where`` comes from ``people_filter``.

    Args:
        more: names of further person columns for ``PersonLine.values``.
    """
    known = [name for name in more if name in _OPEN]
    extra = "".join(f", p.{name}" for name in known)
    sql = f"{_LINE}{extra}{_FROM} WHERE {where} ORDER BY p.name_key, p.id LIMIT {limit:d}"
    rows = reading.all(sql, (day, *values))
    if not known:
        return list(map(PersonLine._make, (row + _NO_MORE for row in rows)))
    lines: list[PersonLine] = []
    for row in rows:
        cells = (*row[:_LINE_WIDTH], _texts(known, row[_LINE_WIDTH:]))
        lines.append(PersonLine(*cells))
    return lines


def _texts(names: Sequence[str], cells: Sequence[Any]) -> Mapping[str, str]:
    return {
        name: "" if cell is None else str(cell) for name, cell in zip(names, cells, strict=True)
    }


def count(reading: Reading, day: str, where: str, values: Sequence[Cell]) -> int:
    """Return how many lines there would be."""
    row = reading.one(f"SELECT count(*){_FROM} WHERE {where}", (day, *values))
    return int(row[0]) if row else 0


def search_texts(reading: Reading) -> dict[int, str]:
    """Return the search text of every living record."""
    return dict(reading.all("SELECT id, search FROM person WHERE void_reason=''"))


def id_of(reading: Reading, column: str, value: str) -> int | None:
    """Return the living record whose ``column`` (a number of identity) is ``value``."""
    row = reading.one(
        # The second condition lets the partial index of living numbers answer.
        f"SELECT id FROM person WHERE {column}=? AND {column}<>'' AND void_reason='' ORDER BY id",
        (value,),
    )
    return None if row is None else int(row[0])


def keys_of(reading: Reading) -> list[tuple[int, str, str, str, str, str]]:
    """Return (id, name, birth, citizen id, card, old card) of every living record: to match."""
    rows = reading.all(
        "SELECT id, birth_name, coalesce(birth_date, ''), citizen_id, card_no, old_card_no"
        " FROM person WHERE void_reason='' ORDER BY id"
    )
    return [(int(r[0]), str(r[1]), str(r[2]), str(r[3]), str(r[4]), str(r[5])) for r in rows]
