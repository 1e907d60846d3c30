"""Rows an erasure writes anew: read with their keys, changed where they named somebody."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from tcxd_desktop.storage.erasure_meetings import Known, keys_of, words_of
from tcxd_desktop.storage.rows import Cell

Row: TypeAlias = tuple[str, dict[str, Any], dict[str, Any]]
"""Table, key and new values of a row that named one of them: its record is another now."""


def rows(
    connection: Any, table: str, columns: Sequence[str], where: str = "", *values: Cell
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the key and the cells of rows of a table."""
    keys = keys_of(connection, table)
    names = ", ".join(f'"{name}"' for name in (*keys, *columns))
    for row in connection.execute(f"SELECT {names} FROM {table} {where}", values).fetchall():
        yield (
            dict(zip(keys, row, strict=False)),
            dict(zip(columns, row[len(keys) :], strict=True)),
        )


def changed(
    table: str, key: dict[str, Any], cells: Mapping[str, Any], made: Mapping[str, Any]
) -> Iterator[Row]:
    """Yield the row where it says something else now; whoever has it open may not write it back."""
    values = {name: value for name, value in made.items() if value != cells[name]}
    if not values:
        return
    if "version" in cells:
        values["version"] = cells["version"] + 1
    yield table, key, values


def write(connection: Any, found: Iterable[Row]) -> None:
    """Write rows anew."""
    for table, key, values in found:
        marks = ", ".join(f'"{name}" = ?' for name in values)
        where = " AND ".join(f'"{name}" = ?' for name in key)
        connection.execute(
            f"UPDATE {table} SET {marks} WHERE {where}", (*values.values(), *key.values())
        )


def as_json(value: object) -> str:
    """Return values as the text they are kept as."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_about(one: Known, name: str, numbers: Iterable[str]) -> bool:
    """Tell whether a line somebody else wrote is about a person: by number, else by name."""
    told = set(filter(None, numbers))
    if told and one.numbers:
        return not told.isdisjoint(one.numbers)
    return bool(one.name) and words_of(name).strip() == one.name


def unlike(known: Sequence[Known], name: str) -> list[Known]:
    """Return whom words beside a name may mean: of a namesake the name is his own."""
    own = words_of(name).strip()
    return [Known(one.id, "", one.numbers) if one.name == own else one for one in known]
