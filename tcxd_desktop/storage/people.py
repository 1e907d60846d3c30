"""Dossiers: whole ones as records, and lines of lists straight from the driver."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage.rows import Cell, columns, from_row, to_row
from tcxd_desktop.storage.work import Reading, Work

_HEAD = ("id", "version", "void_reason")
_NUMBERS = ("dossier_no", "card_no", "old_card_no", "citizen_id", "old_citizen_id", "phone")
_IN_SPELLS = ("events", "exemptions", "official_date", "ceremony_date", "decision_date")


def search_text(dossier: Dossier) -> str:
    """Return what a search without tone marks looks through."""
    numbers = (str(getattr(dossier, name)).replace(" ", "") for name in _NUMBERS)
    parts = (dossier.birth_name, dossier.other_names, *numbers)
    return fold(" ".join(part for part in parts if part))


@lru_cache
def _select_person() -> str:
    return f"SELECT {', '.join((*_HEAD, *FACTS))} FROM person"


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
        found = reading.all(
            f"{_select_rows(table)} WHERE person_id{where} ORDER BY person_id, position", ids
        )
        for row in found:
            rows[row[-1]].setdefault(table, []).append(from_row(meta.record, row[:-1]))
    made: dict[int, Dossier] = {}
    for row in people:
        more: dict[str, object] = dict(zip(_HEAD, row, strict=False))
        more |= {table: tuple(values) for table, values in rows[row[0]].items()}
        made[row[0]] = from_row(Dossier, row[len(_HEAD) :], more)
    return made


def _derived(dossier: Dossier, complete: int) -> dict[str, Cell]:
    return {
        "name_key": name_key(dossier.birth_name),
        "search": search_text(dossier),
        "complete": complete,
        "void_reason": dossier.void_reason,
    }


def insert(work: Work, dossiers: Iterable[tuple[Dossier, int]]) -> list[int]:
    """Write new dossiers, each with its completeness in percent; return their ids in order."""
    last = work.one("SELECT coalesce(max(id), 0) FROM person")
    first_id = (last[0] if last else 0) + 1
    ids: list[int] = []
    people: list[dict[str, Cell]] = []
    rows: dict[str, list[dict[str, Cell]]] = {table: [] for table in TABLES}
    standing: list[dict[str, Cell]] = []
    for person_id, (dossier, complete) in enumerate(dossiers, start=first_id):
        ids.append(person_id)
        people.append(
            {"id": person_id, "version": 1, **to_row(dossier), **_derived(dossier, complete)}
        )
        for table in TABLES:
            rows[table].extend(_child_rows(person_id, getattr(dossier, table)))
        standing.extend(_standing_rows(person_id, dossier))
    work.add_many("person", people)
    for table, values in rows.items():
        work.add_many(f"person_{table}", values)
    work.add_many("standing", standing)
    work.touch("person")
    return ids


def _child_rows(person_id: int, values: Sequence[object]) -> Iterator[dict[str, Cell]]:
    for position, value in enumerate(values):
        yield {"person_id": person_id, "position": position, **to_row(value)}


def _standing_rows(person_id: int, dossier: Dossier) -> Iterator[dict[str, Cell]]:
    for spell in dossier.spells:
        yield {"person_id": person_id, **{f.name: getattr(spell, f.name) for f in fields(spell)}}


def update(work: Work, old: Dossier, new: Dossier, complete: int) -> bool:
    """Write what differs between two states of a dossier; ``False`` if someone else saved since."""
    before, after = to_row(old), to_row(new)
    values = {name: cell for name, cell in after.items() if cell != before[name]}
    key: dict[str, Cell] = {"id": old.id, "version": old.version}
    changed = work.change(
        "person", key, {**values, **_derived(new, complete), "version": old.version + 1}
    )
    if not changed:
        return False
    for table in TABLES:
        if getattr(old, table) != getattr(new, table):
            work.remove(f"person_{table}", {"person_id": old.id})
            rows = list(_child_rows(old.id, getattr(new, table)))
            work.add_many(f"person_{table}", rows)
    if any(getattr(old, name) != getattr(new, name) for name in _IN_SPELLS):
        work.remove("standing", {"person_id": old.id})
        work.add_many("standing", list(_standing_rows(old.id, new)))
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
    known = [name for name in more if name in FACTS]
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
