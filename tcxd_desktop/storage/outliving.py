"""What of an office outlives a restore: who may sign in, who was erased, how far numbers went."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from tcxd_desktop.domain.errors import DamagedFileProblem, DiskFaultProblem
from tcxd_desktop.domain.update_errors import BadVersionProblem
from tcxd_desktop.domain.updates import PRODUCT
from tcxd_desktop.domain.versions import of_number, parse
from tcxd_desktop.storage import erasure, main_file
from tcxd_desktop.storage.anchor import Anchor
from tcxd_desktop.storage.backup_file import Head
from tcxd_desktop.storage.main_file import (
    GENERATION,
    LAST_PERSON,
    PROGRAM_HIGHEST,
    RECOVERY_CONFIRMED,
)
from tcxd_desktop.storage.store import Store


@dataclass(frozen=True, slots=True, repr=False)
class Present:
    """Hiện tại: what of the office as it stands must not be brought back to how it was."""

    generation: int = 0
    last_person: int = 0
    erased: frozenset[int] = frozenset()
    accounts: tuple[dict[str, Any], ...] = ()
    """Rows of ``account``; none: the office cannot be read, the backup's are taken."""
    account_keys: tuple[tuple[int, bytes, bytes], ...] = ()
    """Account, box and sign: the newest of each."""
    erasures: tuple[dict[str, Any], ...] = ()
    recovery_confirmed: str = ""
    program: int = 0
    """The highest version of the program worked with or taken, as one number: an old signed one
    must not look new because the office was brought back to before."""


def present_of(store: Store) -> Present | None:
    """Read it from an open office; ``None`` where its file is too damaged."""
    try:
        with store.turn() as connection:
            return present(connection)
    except (DamagedFileProblem, DiskFaultProblem):
        return None


def present(connection: Any) -> Present:
    """Read it from the main file of an open office."""
    erasures = _rows(connection, "SELECT * FROM erasure")
    newest = connection.execute(
        "SELECT account_id, box, sign, max(since_act) FROM account_key GROUP BY account_id"
    ).fetchall()
    return Present(
        generation=main_file.number(connection, GENERATION),
        last_person=main_file.last_person(connection),
        erased=frozenset(int(row["person_id"]) for row in erasures),
        accounts=tuple(_rows(connection, "SELECT * FROM account")),
        account_keys=tuple((int(row[0]), bytes(row[1]), bytes(row[2])) for row in newest),
        erasures=tuple(erasures),
        recovery_confirmed=main_file.setting(connection, RECOVERY_CONFIRMED),
        program=max(_program(connection), _program_taken(connection)),
    )


def _program(connection: Any) -> int:
    with suppress(BadVersionProblem):
        return parse(main_file.setting(connection, PROGRAM_HIGHEST)).number
    return 0


def _program_taken(connection: Any) -> int:
    row = connection.execute(
        "SELECT max(version) FROM pack_taken WHERE id = ?", (PRODUCT,)
    ).fetchone()
    return int(row[0] or 0)


def _rows(connection: Any, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def widened(known: Present, beside: Iterable[Head], anchors: Iterable[Anchor]) -> Present:
    """Add what anchors and other backups of the office know; they must be genuine."""
    for head in beside:
        manifest = head.manifest
        known = replace(
            known,
            generation=max(known.generation, manifest.generation),
            last_person=max(known.last_person, manifest.last_person),
            erased=known.erased | frozenset(manifest.erased),
        )
    for one in anchors:
        known = replace(
            known,
            generation=max(known.generation, one.generation),
            erased=known.erased | frozenset(one.erased),
        )
    return known


def adjust(connection: Any, known: Present, day: str, slots: frozenset[int] | None) -> int:
    """Bring it into the main file of a backup, inside a transaction; return the new generation.

    Args:
        connection: to the prepared main file, with the sealed compartment where it is held.
        known: what outlives the restore.
        day: ISO day of the restore.
        slots: accounts that can still sign in, where the office itself cannot be read.
    """
    generation = max(main_file.number(connection, GENERATION), known.generation) + 1
    _set(connection, GENERATION, str(generation))
    _set(connection, LAST_PERSON, str(max(known.last_person, main_file.last_person(connection))))
    if known.program > _program(connection):
        _set(connection, PROGRAM_HIGHEST, str(of_number(known.program)))
    if known.accounts:
        _set(connection, RECOVERY_CONFIRMED, known.recovery_confirmed)
        _put_accounts(connection, known, day)
    elif slots is not None:
        _close_all_but(connection, slots, day)
    _put_keys(connection, known)
    for row in known.erasures:
        _put(connection, "erasure", row)
    for number in sorted(known.erased):
        _put(connection, "erasure", {"person_id": number, "on": day}, over=False)
    if ledger := main_file.erased(connection):
        erasure.apply(connection, ledger)
    return generation


def _put_accounts(connection: Any, known: Present, day: str) -> None:
    """Nobody removed comes back, nobody added is gone; each has the role of today."""
    for row in known.accounts:
        _put(connection, "account", row)
    _close_all_but(connection, (int(row["id"]) for row in known.accounts), day)


def _close_all_but(connection: Any, accounts: Iterable[int], day: str) -> None:
    connection.execute(
        "UPDATE account SET closed = ?, sealed = 0 WHERE closed = ''"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        (day, json.dumps(list(accounts))),
    )


def _put_keys(connection: Any, known: Present) -> None:
    # Sessions of the backup are verified with the keys of back then, those to come with today's.
    since = int(connection.execute("SELECT coalesce(max(id), 0) FROM act").fetchone()[0]) + 1
    for account, box, sign in known.account_keys:
        newest = connection.execute(
            "SELECT box, sign FROM account_key WHERE account_id = ?"
            " ORDER BY since_act DESC LIMIT 1",
            (account,),
        ).fetchone()
        if newest is None or (bytes(newest[0]), bytes(newest[1])) != (box, sign):
            connection.execute(
                "INSERT INTO account_key (account_id, since_act, box, sign) VALUES (?, ?, ?, ?)",
                (account, since, box, sign),
            )


def _set(connection: Any, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def _put(connection: Any, table: str, row: dict[str, Any], *, over: bool = True) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    verb = "REPLACE" if over else "IGNORE"
    connection.execute(
        f'INSERT OR {verb} INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values())
    )
