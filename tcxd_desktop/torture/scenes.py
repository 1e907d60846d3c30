"""What is worked on while the power may go: offices, bare data files, a file written whole."""

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tcxd_desktop.office import accounts, backup_making, backups, opening, restoring
from tcxd_desktop.storage import backup_file, backup_shelf, engine
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.store import COPIES
from tcxd_desktop.torture import edits, offices
from tcxd_desktop.torture.edits import Plan

EDITS = 30
_CHANGES = 4


@dataclass(frozen=True, slots=True)
class Held:
    """What an opened state holds: the number of edits, and what is half or damaged."""

    count: int
    torn: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is worked on: how the folder begins, one edit after another, and a look at it."""

    name: str
    work: Callable[[Path, int, Callable[[int], None]], None]
    """Do so many edits, calling back after each with its number."""
    look: Callable[[Path], Held]
    prepare: Callable[[Path], None]
    """Make the folder as it is before the first edit."""
    edits: int = EDITS
    """Edits in one record."""


# --- an office -----------------------------------------------------------------------------------


def _work_in_office(folder: Path, count: int, ack: Callable[[int], None]) -> None:
    with offices.opened(folder) as desk:
        for edit in Plan().first(count):
            edits.perform(desk, edit)
            ack(edit.number)


def _look_at_office(folder: Path) -> Held:
    with offices.opened(folder) as desk:
        count = edits.held(desk)
        return Held(count, edits.torn(desk, Plan(), count) + offices.wrong(desk))


OFFICE = Scene("office", _work_in_office, _look_at_office, offices.make)


# --- other keys ----------------------------------------------------------------------------------


def _make_with_sheet(folder: Path) -> None:
    offices.make(folder)
    with offices.opened(folder) as desk:
        code = accounts.new_recovery_code(desk)
        accounts.confirm_recovery(desk, code, code)


def _no_backup() -> None:
    """Stand in for the backup made before keys change; it is tried by itself."""


def _work_on_keys(folder: Path, count: int, ack: Callable[[int], None]) -> None:
    with offices.opened(folder) as desk:
        for number in range(1, count + 1):
            accounts.change_data_key(desk, offices.PASSWORD, _no_backup)
            ack(number)


def _look_at_keys(folder: Path) -> Held:
    with offices.opened(folder) as desk:
        with desk.read() as reading:
            row = reading.one("SELECT count(*) FROM act WHERE use_case = 'keys.changed'")
        torn = edits.torn(desk, Plan(), 0) + offices.wrong(desk)
    return Held(int(row[0]) if row else -1, torn)


REKEY = Scene("rekey", _work_on_keys, _look_at_keys, _make_with_sheet, _CHANGES)


# --- backups, and going back to one --------------------------------------------------------------

_BACKUPS = 3
_BEFORE = 5


def _work_on_backups(folder: Path, count: int, ack: Callable[[int], None]) -> None:
    with offices.opened(folder) as desk:
        for edit in Plan().first(count):
            edits.perform(desk, edit)
            backup_making.make(desk, "asked")
            ack(edit.number)


def _look_at_backups(folder: Path) -> Held:
    with offices.opened(folder) as desk:
        listed = backups.listed(desk)
        torn = edits.torn(desk, Plan(), edits.held(desk)) + offices.wrong(desk)
        if broken := backup_shelf.broken(desk.store.folder / COPIES):
            torn.append(f"backups that are none: {broken}")
    for backup in listed:
        backup_file.check(backup_file.read_head(backup.path))
    return Held(len(listed), torn)


BACKUP = Scene("backup", _work_on_backups, _look_at_backups, offices.make, _BACKUPS)


def _make_with_backup(folder: Path) -> None:
    offices.make(folder)
    with offices.opened(folder) as desk:
        for edit in Plan().first(_BEFORE):
            edits.perform(desk, edit)
        backup_making.make(desk, "asked")
        edits.perform(desk, Plan().edit(_BEFORE + 1))


def _go_back(folder: Path, count: int, ack: Callable[[int], None]) -> None:
    desk = offices.open_in(folder)
    for number in range(1, count + 1):
        desk = restoring.restore(desk, backups.listed(desk)[-1], offices.PASSWORD)
        ack(number)
    opening.close_office(desk)


def _look_whether_back(folder: Path) -> Held:
    with offices.opened(folder) as desk:
        back, held = desk.store.generation(), edits.held(desk)
        torn = edits.torn(desk, Plan(), held) + offices.wrong(desk)
    if held != (_BEFORE if back else _BEFORE + 1):
        torn.append(f"generation {back} holds {held} edits")
    return Held(back, torn)


RESTORE = Scene("restore", _go_back, _look_whether_back, _make_with_backup, edits=1)


# --- one data file, and two in one transaction -----------------------------------------------

_KEYS = {"main": bytes(range(32)), engine.SEALED: bytes(range(32, 64))}


def _files(folder: Path, *, two: bool) -> Any:
    inner = engine.Sealed(folder / "sealed.db", _KEYS[engine.SEALED]) if two else None
    return engine.connect(folder / "main.db", _KEYS["main"], sealed=inner)


def _schemas(*, two: bool) -> list[str]:
    return list(_KEYS) if two else ["main"]


def _make_files(folder: Path, *, two: bool) -> None:
    folder.mkdir(parents=True)
    with contextlib.closing(_files(folder, two=two)) as connection:
        for name in _schemas(two=two):
            connection.execute(f"CREATE TABLE {name}.edit (number INTEGER PRIMARY KEY, text TEXT)")


def _work_in_files(folder: Path, count: int, ack: Callable[[int], None], *, two: bool) -> None:
    with contextlib.closing(_files(folder, two=two)) as connection:
        for number in range(1, count + 1):
            connection.execute("BEGIN IMMEDIATE")
            for name in _schemas(two=two):
                row = (number, f"{name} {number} " * 200)
                connection.execute(f"INSERT INTO {name}.edit VALUES (?, ?)", row)
            connection.execute("COMMIT")
            ack(number)


def _look_at_files(folder: Path, *, two: bool) -> Held:
    with contextlib.closing(_files(folder, two=two)) as connection:
        found = {
            name: connection.execute(f"SELECT number FROM {name}.edit ORDER BY 1").fetchall()
            for name in _schemas(two=two)
        }
        checks = [connection.execute(f"PRAGMA {name}.integrity_check").fetchall() for name in found]
    counts = {name: len(rows) for name, rows in found.items()}
    torn = [] if len(set(map(tuple, found.values()))) == 1 else [str(counts)]
    torn += [str(check) for check in checks if check != [("ok",)]]
    return Held(counts["main"], torn)


def _scene_of_files(name: str, *, two: bool) -> Scene:
    return Scene(
        name,
        functools.partial(_work_in_files, two=two),
        functools.partial(_look_at_files, two=two),
        functools.partial(_make_files, two=two),
    )


ONE = _scene_of_files("one", two=False)
"""What somebody without the sealed compartment writes."""
PAIR = _scene_of_files("pair", two=True)


# --- a file written whole ------------------------------------------------------------------------


def _content(number: int) -> bytes:
    return f"bản {number}\n".encode() * (40 + number * 37 % 400)


def _work_in_file(folder: Path, count: int, ack: Callable[[int], None]) -> None:
    for number in range(1, count + 1):
        durable_write(folder / "office.keys.json", _content(number))
        ack(number)


def _look_at_file(folder: Path) -> Held:
    path = folder / "office.keys.json"
    if not path.exists():
        return Held(0)
    data = path.read_bytes()
    found = next((number for number in range(1, EDITS + 1) if _content(number) == data), -1)
    return Held(found, [] if found > 0 else [f"{len(data)} bytes of no version"])


def _make_empty(folder: Path) -> None:
    folder.mkdir(parents=True)


FILE = Scene("file", _work_in_file, _look_at_file, _make_empty)
SCENES = (OFFICE, REKEY, BACKUP, RESTORE, ONE, PAIR, FILE)
