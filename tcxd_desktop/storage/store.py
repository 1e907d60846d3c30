"""The office's file, open: one way to read, one door to write."""

import importlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    FolderNotEmptyProblem,
    MigrationProblem,
    NotAllowedProblem,
    NotAnOfficeProblem,
)
from tcxd_desktop.domain.history import Actor, Permission
from tcxd_desktop.storage import keys
from tcxd_desktop.storage.engine import check_driver, connect, prove_encryption
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.keys import DataKey, Kdf
from tcxd_desktop.storage.lock import OfficeLock, refuse_network
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

DATA_FILE = "office.db"
COPIES = "copies"
Written = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """Việc ghi: who does what under which permission; its line in the history."""

    actor: Actor
    permission: Permission
    use_case: str
    note: str = ""


class _Reader:
    """Reads through the bare driver: a list costs what SQLite costs."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def all(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(sql, tuple(values)).fetchall()
        return found

    def one(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, tuple(values)).fetchone()
        return found


class Store:
    """Kho dữ liệu của văn phòng. Use :func:`open_store` and :func:`create_store`."""

    def __init__(self, folder: Path, key: DataKey, lock: OfficeLock) -> None:
        """Open the file of ``folder``, upgrading it when it is older."""
        self.folder = folder
        self.path = folder / DATA_FILE
        self._key = key
        self._lock = lock
        # Reads and writes of all threads take turns: the reader never meets a half commit.
        self._turn = threading.RLock()
        self._writer: Any = None
        self._listeners: list[Written] = []
        with told(self.path):
            self._connection = self._connect()
            self._reader = _Reader(self._connection)
            try:
                self._upgrade()
                prove_encryption(self.path, self._connection)
            except BaseException:
                self._connection.close()
                raise

    def _connect(self, *, foreign_keys: bool = True) -> Any:
        return connect(self.path, self._key.raw, foreign_keys=foreign_keys)

    def _module(self) -> Any:
        # Loaded by name, late: the reason is in the module's own docstring.
        return importlib.import_module("tcxd_desktop.storage.writer")

    def _upgrade(self) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version == LATEST:
            return
        self._module().upgrade(
            lambda: self._connect(foreign_keys=False), version, lambda: self._keep(version)
        )

    def _keep(self, version: int) -> None:
        folder = self.folder / COPIES
        folder.mkdir(exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        self.copy_to(folder / f"before-upgrade-v{version}-{stamp}.db")

    def copy_to(self, target: Path) -> None:
        """Write a verified copy of the file under the same key.

        Raises:
            MigrationProblem: the copy is not sound; it is removed.
        """
        temporary = target.with_suffix(".part")
        temporary.unlink(missing_ok=True)
        with self._turn, told(target):
            copy = connect(temporary, self._key.raw)
            try:
                self._connection.backup(copy)
                sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                same = all(
                    copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()
                    == self._connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
                    for (name,) in self._tables()
                )
            finally:
                copy.close()
            if not (sound and same):
                temporary.unlink(missing_ok=True)
                raise MigrationProblem(0, target.name)
            shutil.move(temporary, target)

    def _tables(self) -> list[tuple[str]]:
        found: list[tuple[str]] = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table'"
        ).fetchall()
        return found

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Give what can be asked; other threads wait."""
        with self._turn, told(self.path):
            yield self._reader

    @contextmanager
    def write(self, deed: Deed) -> Iterator[Work]:
        """Run one transaction for ``deed`` and tell the listeners after the commit.

        Raises:
            NotAllowedProblem: the actor's role does not carry the permission.
        """
        if not deed.actor.may(deed.permission):
            raise NotAllowedProblem(deed.permission.value)
        with self._turn, told(self.path):
            act: dict[str, Cell] = {
                "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "actor": deed.actor.name,
                "use_case": deed.use_case,
                "permission": deed.permission.value,
                "note": deed.note,
            }
            with self.writer.transaction(act) as work:
                yield work
        if work.touched:
            for listener in list(self._listeners):
                listener(frozenset(work.touched))

    @property
    def writer(self) -> Any:
        """The writing connection, opened on first use."""
        with self._turn:
            if self._writer is None:
                self._writer = self._module().Writer(self._connect)
            return self._writer

    def on_written(self, listener: Written) -> None:
        """Call ``listener`` with the subjects touched after each commit, in the writing thread."""
        self._listeners.append(listener)

    def verify(self) -> dict[str, str]:
        """Check pages, structure and references; the values say ``ok`` or what is wrong."""
        with self.read() as reading:
            found = {name: _checked(reading, pragma) for name, pragma in _CHECKS.items()}
            prove_encryption(self.path, self._connection)
        return found | {"encrypted": "ok"}

    def close(self) -> None:
        """Close both connections and give the office free."""
        with self._turn:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._connection.close()
        self._lock.release()


_CHECKS = {
    "cipher": "PRAGMA cipher_integrity_check",
    "structure": "PRAGMA integrity_check",
    "references": "PRAGMA foreign_key_check",
}


def _checked(reading: Reading, pragma: str) -> str:
    try:
        rows = reading.all(pragma)
    except driver.DatabaseError as error:
        # A page too damaged to be read at all ends the check itself.
        return str(error)
    if rows in ([], [("ok",)]):
        return "ok"
    return json.dumps(rows[:20], ensure_ascii=False, default=str)


LATEST = 1
"""Version of the file this program writes; equals the number of migration steps (tested)."""


def create_store(folder: Path, password: str, kdf: Kdf | None = None) -> Store:
    """Make a new, empty office file in ``folder`` and open it.

    Raises:
        FolderNotEmptyProblem: ``folder`` already holds files.
        NetworkDriveProblem: it lies on a network share.
    """
    check_driver()
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderNotEmptyProblem(str(folder))
        refuse_network(folder)
        lock = OfficeLock(folder)
        try:
            key = keys.create(folder, password, kdf or Kdf())
            store = Store(folder, key, lock)
        except BaseException:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return store


def open_store(folder: Path, password: str) -> Store:
    """Open the office file in ``folder``.

    Raises:
        NotAnOfficeProblem, NetworkDriveProblem, OfficeInUseProblem, WrongPasswordProblem,
        DamagedFileProblem, NewerFileProblem, ReadOnlyProblem.
    """
    check_driver()
    if not (folder / DATA_FILE).is_file():
        raise NotAnOfficeProblem(str(folder))
    if (folder / DATA_FILE).stat().st_size == 0:
        raise DamagedFileProblem(str(folder / DATA_FILE))
    refuse_network(folder)
    with told(folder):
        lock = OfficeLock(folder)
        try:
            return Store(folder, keys.unlock(folder, password), lock)
        except BaseException:
            lock.release()
            raise
