"""What a main file says of itself, whatever its version: needed where no office is open on it."""

from typing import Any

from tcxd_desktop.storage import audit

GENERATION = "office.generation"
"""Setting: how often the office was restored."""
LAST_PERSON = "person.last"
"""Setting: no new person gets this number or a lower one."""
RECOVERY_CONFIRMED = "recovery.confirmed"
"""Setting that speaks of the key slots, not of the data."""
PROGRAM_HIGHEST = "program.highest"
"""Setting: the highest version of the program this office was worked with."""
COUNTED = ("person", "unit", "account", "act", "printed", "supplement", "number_issued", "photo")
"""Tables whose rows a manifest of a backup counts."""


def setting(connection: Any, key: str) -> str:
    """Return a setting, or nothing."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def number(connection: Any, key: str) -> int:
    """Return a setting that is a number, or 0."""
    return int(setting(connection, key) or 0)


def last_person(connection: Any) -> int:
    """Return the highest number a person ever had."""
    row = connection.execute("SELECT coalesce(max(id), 0) FROM person").fetchone()
    return max(int(row[0]), number(connection, LAST_PERSON))


def chained(connection: Any) -> bool:
    """Tell whether the access book is a chain, with accounts and a ledger of erasures beside it."""
    return any(row[1] == "hash" for row in connection.execute("PRAGMA main.table_info(act)"))


def erased(connection: Any) -> tuple[int, ...]:
    """Return who was erased by decision."""
    if not chained(connection):
        return ()
    rows = connection.execute("SELECT person_id FROM erasure ORDER BY person_id").fetchall()
    return tuple(int(row[0]) for row in rows)


def head_of(connection: Any) -> tuple[int, str]:
    """Return number and hash (hex) of the newest line; files of version 1 have no chain."""
    if not chained(connection):
        row = connection.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()
        return int(row[0]), ""
    seq, hashed = audit.head(connection)
    return seq, hashed.hex()


def counts(connection: Any) -> dict[str, int]:
    """Return how many rows the counted tables have."""
    there = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master")}
    return {
        table: int(connection.execute(f'SELECT count(*) FROM main."{table}"').fetchone()[0])
        for table in COUNTED
        if table in there
    }
