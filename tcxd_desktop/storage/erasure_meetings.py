"""Removing a person from the records of meetings: what was counted stays, who it was goes."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.domain.text import fold
from tcxd_desktop.wording.book import ERASED

_OFFICERS = ("chair", "secretary", "upper")
"""Columns of a meeting that hold a name; beside each stands the id."""
_TEXTS = {
    "resolution_task": ("text", "owner", "result"),
    "meeting_vote": ("subject",),
    "meeting_attendance": ("reason", "gist"),
    "score_sheet": ("reason", "decided_by"),
    "score_entry": ("note",),
}
_PERIODS = {
    "period_close": ("note", "reopened", "snapshot"),
    "period_decision": ("reason",),
    "cell_habit": ("usual_place",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Nhận ra một người trong các đoạn chữ: what one is recognised by where there is no id."""

    id: int
    name: str
    """Folded words; empty: nothing is known."""
    numbers: tuple[str, ...]
    written: str = ""
    """The name as it is written."""

    def named_in(self, text: str) -> bool:
        """Tell whether a text names the person."""
        if any(number in text for number in self.numbers):
            return True
        return " " in self.name and f" {self.name} " in f" {words_of(text)} "


def words_of(text: str) -> str:
    """Return the words of a text without marks, for comparison."""
    return "".join(c if c.isalnum() else " " for c in fold(text))


def clean(connection: Any, known: Sequence[Known]) -> list[int]:
    """Remove persons from rolls, tasks and minutes; return the meetings that named them.

    Counts are frozen and say nobody's name; they stay.
    """
    found: set[int] = set()
    for one in known:
        for (number,) in connection.execute(
            "SELECT meeting_id FROM meeting_attendance WHERE person_id = ?", (one.id,)
        ).fetchall():
            found.add(int(number))
        connection.execute("DELETE FROM meeting_attendance WHERE person_id = ?", (one.id,))
        found |= _officers(connection, one)
        found |= _owners(connection, one)
    _drop_drafts(connection, known)
    told = [one for one in known if one.name]
    if told:
        found |= _minutes(connection, told)
        for table, columns in _TEXTS.items():
            found |= _texts(connection, told, table, columns)
    return sorted(found)


def _drop_drafts(connection: Any, known: Sequence[Known]) -> None:
    """Unsaved work that names one of them goes whole: it is nobody's record."""
    for account, key, content in connection.execute(
        "SELECT account, key, content FROM work_draft"
    ).fetchall():
        marks = [f'"person_id":{one.id},' for one in known]
        if any(mark in content for mark in marks) or any(one.named_in(content) for one in known):
            connection.execute(
                "DELETE FROM work_draft WHERE account = ? AND key = ?", (account, key)
            )


def _officers(connection: Any, one: Known) -> set[int]:
    found: set[int] = set()
    for name in _OFFICERS:
        ids = connection.execute(
            f"SELECT id FROM meeting WHERE {name}_id = ?", (one.id,)
        ).fetchall()
        found |= {int(row[0]) for row in ids}
        connection.execute(
            f"UPDATE meeting SET {name} = ?, {name}_id = NULL WHERE {name}_id = ?",
            (ERASED, one.id),
        )
    return found


def _owners(connection: Any, one: Known) -> set[int]:
    rows = connection.execute(
        "SELECT DISTINCT meeting_id FROM resolution_task WHERE owner_id = ?", (one.id,)
    ).fetchall()
    connection.execute(
        "UPDATE resolution_task SET owner = ?, owner_id = NULL WHERE owner_id = ?",
        (ERASED, one.id),
    )
    return {int(row[0]) for row in rows}


def _minutes(connection: Any, known: Sequence[Known]) -> set[int]:
    found: set[int] = set()
    columns = (*_OFFICERS, "place", "reason", "void_reason", "minutes")
    names = ", ".join(columns)
    for number, *cells in connection.execute(f"SELECT id, {names} FROM meeting").fetchall():
        made = [_minutes_text(cells[-1], known)]
        made = [*(without(cell, known) for cell in cells[:-1]), *made]
        if made != cells:
            found.add(int(number))
            marks = ", ".join(f"{name} = ?" for name in columns)
            connection.execute(f"UPDATE meeting SET {marks} WHERE id = ?", (*made, number))
    return found


def _minutes_text(text: str, known: Sequence[Known]) -> str:
    if not text:
        return text
    told: dict[str, str] = json.loads(text)
    made = {name: without(value, known) for name, value in told.items()}
    return json.dumps(made, ensure_ascii=False) if made != told else text


def _texts(
    connection: Any, known: Sequence[Known], table: str, columns: tuple[str, ...]
) -> set[int]:
    found: set[int] = set()
    keys = keys_of(connection, table)
    names = ", ".join((*keys, *columns))
    for row in connection.execute(f"SELECT {names} FROM {table}").fetchall():
        key, cells = row[: len(keys)], row[len(keys) :]
        made = tuple(without(cell, known) for cell in cells)
        if made == cells:
            continue
        found.add(_meeting(connection, table, dict(zip(keys, key, strict=True))))
        marks = ", ".join(f"{name} = ?" for name in columns)
        where = " AND ".join(f"{name} = ?" for name in keys)
        connection.execute(f"UPDATE {table} SET {marks} WHERE {where}", (*made, *key))
    return found


def clean_periods(
    connection: Any, known: Sequence[Known]
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Remove persons from what closed periods, decisions and habits of chi bộ say.

    Returns:
        table, key and new values of each row that named one: their records are others now.
    """
    told = [one for one in known if one.name]
    if not told:
        return []
    found: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    for table, columns in _PERIODS.items():
        keys = keys_of(connection, table)
        names = ", ".join((*keys, *columns))
        for row in connection.execute(f"SELECT {names} FROM {table}").fetchall():
            cells = dict(zip(columns, row[len(keys) :], strict=True))
            made = {name: _cell_without(value, told) for name, value in cells.items()}
            if made == cells:
                continue
            key = dict(zip(keys, row, strict=False))
            marks = ", ".join(f"{name} = ?" for name in columns)
            where = " AND ".join(f"{name} = ?" for name in keys)
            connection.execute(
                f"UPDATE {table} SET {marks} WHERE {where}", (*made.values(), *key.values())
            )
            found.append((table, key, made))
    return found


def _cell_without(value: Any, known: Sequence[Known]) -> Any:
    """Return a text, or a packed snapshot of a table, without the names."""
    if isinstance(value, str):
        return without(value, known)
    if value is None:
        return None
    raw = json.loads(zlib.decompress(bytes(value)).decode())
    made = tree_without(raw, known)
    return zlib.compress(json.dumps(made, ensure_ascii=False).encode()) if made != raw else value


def tree_without(value: Any, known: Sequence[Known]) -> Any:
    """Return values as JSON holds them without the names in their texts."""
    if isinstance(value, str):
        return without(value, known) if " " in value else value
    if isinstance(value, list):
        return [tree_without(one, known) for one in value]
    if isinstance(value, dict):
        return {name: tree_without(one, known) for name, one in value.items()}
    return value


def keys_of(connection: Any, table: str) -> tuple[str, ...]:
    """Return the columns that tell rows of a table apart."""
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5])


def _meeting(connection: Any, table: str, key: dict[str, Any]) -> int:
    if "meeting_id" in key:
        return int(key["meeting_id"])
    row = connection.execute(
        f"SELECT meeting_id FROM {table} WHERE id = ?", (key["id"],)
    ).fetchone()
    return int(row[0])


def without(text: str, known: Sequence[Known]) -> str:
    """Return a text without the names; one that names somebody otherwise goes whole."""
    made = text
    for one in known:
        if one.written:
            made = made.replace(one.written, ERASED)
    return ERASED if any(one.named_in(made) for one in known) else made
