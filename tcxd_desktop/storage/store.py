"""The office's files, open: one way to read, one door to write.

``storage/opening.py`` makes and opens them.
"""

import importlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    DiskFaultProblem,
    DiskFullProblem,
    LockedForCheckProblem,
    NotAllowedProblem,
    SealedMissingProblem,
)
from tcxd_desktop.domain.history import Change
from tcxd_desktop.storage import anchor, audit, reserve
from tcxd_desktop.storage.anchor import Anchor
from tcxd_desktop.storage.deed import Deed, Reader, signed_text, transaction
from tcxd_desktop.storage.engine import Sealed, connect, prove_encryption, version_of
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.keys import Keyring
from tcxd_desktop.storage.lock import OfficeLock
from tcxd_desktop.storage.work import Reading, Work

DATA_FILE = "office.db"
SEALED_FILE = "office.sealed.db"
COPIES = "copies"
LATEST = 5
"""Version of the main file this program writes; equals the number of its steps (tested)."""
LATEST_SEALED = 2
"""The same for the sealed compartment."""
CLOCK_CONFIRMED = "clock.confirm"
"""Use case of the line by which the head says that the clock is right, whatever the book has."""
Written = Callable[[frozenset[str]], None]
TAMPERED, DAMAGED = "tampered", "damaged"
"""Why an office may only be read."""


class Store:
    """Kho dữ liệu của văn phòng. Use ``opening.open_store`` and ``opening.create_store``."""

    def __init__(self, folder: Path, ring: Keyring, lock: OfficeLock) -> None:
        """Open the files of ``folder``, upgrading them when they are older."""
        self.folder = folder
        self.path = folder / DATA_FILE
        self.sealed_path = folder / SEALED_FILE
        self.read_only = ""
        self.upgraded_from: int | None = None
        """Version the main file had, when this opening brought it up to date."""
        self._ring = ring
        self._lock = lock
        # Reads and writes of all threads take turns: the reader never meets a half commit.
        self._turn = threading.RLock()
        self.copying = threading.Lock()
        """Held while a backup is made: one at a time."""
        self._writer: Any = None
        self._listeners: list[Written] = []
        self._session: Deed | None = None
        self._stale = False
        self._newest: datetime | None = None
        with told(self.path):
            self._open()

    # --- connections ------------------------------------------------------------------------------

    def _open(self) -> None:
        self._connection = self._connect()
        try:
            self._upgrade()
            self._prove()
        except BaseException:
            self._connection.close()
            raise
        self._reader = Reader(self._connection, sealed=self.holds_sealed)

    def _connect(self, *, foreign_keys: bool = True) -> Any:
        return connect(
            self.path, self._ring.main, foreign_keys=foreign_keys, sealed=self._compartment()
        )

    def _compartment(self) -> Sealed | None:
        if self._ring.sealed is None:
            return None
        # Attaching makes a file that is not there; a compartment that was must not start anew.
        if not self.sealed_path.is_file() and self._had_sealed():
            raise SealedMissingProblem(str(self.sealed_path))
        return Sealed(self.sealed_path, self._ring.sealed)

    def _had_sealed(self) -> bool:
        if not self.path.is_file() or not self.path.stat().st_size:
            return False
        connection = connect(self.path, self._ring.main)
        try:
            return version_of(connection) >= LATEST_WITH_SEALED
        finally:
            connection.close()

    def _reconnect(self) -> None:
        """Connect anew after a disk error.

        SQLCipher calls every page damaged on a connection that once could not read one.
        """
        if self._stale:
            self._close_connections()
            self._open()
            self._stale = False

    def _module(self) -> Any:
        # Loaded by name, late: the reason is in the module's own docstring.
        return importlib.import_module("tcxd_desktop.storage.writer")

    def _upgrade(self) -> None:
        version = version_of(self._connection)
        inner = version_of(self._connection, "sealed") if self.holds_sealed else None
        if version == LATEST and inner in (None, LATEST_SEALED):
            return
        self._module().upgrade(
            lambda: self._connect(foreign_keys=False), version, inner, lambda: self._keep(version)
        )
        self.upgraded_from = version

    def _keep(self, version: int) -> None:
        copies = importlib.import_module("tcxd_desktop.storage.copies")
        copies.keep_before_upgrade(self, version)

    def _prove(self) -> None:
        prove_encryption(self.path, self._connection)
        if self.holds_sealed:
            prove_encryption(self.sealed_path, self._connection, "sealed_proof")

    @property
    def office(self) -> str:
        """Random identity of the office."""
        return self._ring.office

    @property
    def account(self) -> int:
        """Account whose password opened it; 0 for the recovery code."""
        return self._ring.account

    @property
    def holds_sealed(self) -> bool:
        """Whether the sealed compartment is open too."""
        return self._ring.sealed is not None

    @property
    def ring(self) -> Keyring:
        """The keys: for the other modules of ``storage`` only."""
        return self._ring

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Close every connection while something is done to the files themselves."""
        with self._turn, told(self.path):
            self._close_connections()
            try:
                yield
            finally:
                self._open()

    def take_ring(self, ring: Keyring) -> None:
        """Work with other keys from the next connection on."""
        self._ring = ring

    # --- reading and writing ----------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Give what can be asked; other threads wait."""
        with self._turn, self._told():
            yield self._reader

    @contextmanager
    def turn(self) -> Iterator[Any]:
        """Hold everybody else back and give the connection that writes, or would."""
        with self._turn, self._told():
            yield self._connection if self._writer is None else self.writer.driver_connection

    def give_way(self, pause: float) -> Any:
        """Let the others in for ``pause`` seconds in the middle of a :meth:`turn`.

        Returns the connection that writes by now; after :meth:`apart` it is another one.
        """
        self._turn.release()
        try:
            time.sleep(pause)
        finally:
            self._turn.acquire()
        return self._connection if self._writer is None else self._writer.driver_connection

    @contextmanager
    def write(self, deed: Deed) -> Iterator[Work]:
        """Run one transaction for ``deed`` and tell the listeners after the commit.

        Raises:
            NotAllowedProblem: the actor's role does not carry the permission.
            LockedForCheckProblem: the files are not as they were left, and nobody confirmed it.
        """
        self._check(deed)
        with self._turn, self._told():
            self._begin_session()
            with self.writer.transaction(deed.act()) as work:
                yield work
            self._noted(deed)
        if work.touched:
            for listener in list(self._listeners):
                listener(frozenset(work.touched))

    def line(self, deed: Deed, *changes: Change, baseline: bool = False) -> int:
        """Write a line that changes nothing else, without loading what real writing needs.

        Args:
            deed: what the line says.
            changes: whom or what it concerns.
            baseline: take in every record as it stands.
        """
        self._check(deed)
        with self._turn, self._told():
            self._begin_session()
            return self._line(deed, *changes, baseline=baseline)

    def _check(self, deed: Deed) -> None:
        if not deed.actor.may(deed.permission):
            raise NotAllowedProblem(deed.permission.value)
        if self.read_only == DAMAGED:
            raise DamagedFileProblem(str(self.path))
        if self.read_only:
            raise LockedForCheckProblem

    def _line(
        self, deed: Deed, *changes: Change, baseline: bool = False, signed: bool = False
    ) -> int:
        with self.turn() as connection, transaction(connection):
            line = audit.begin(connection, deed.act())
            audit.write_changes(connection, *audit.change_rows(line, changes))
            if baseline:
                audit.baseline(connection, line, sealed=self.holds_sealed)
            hashed = audit.finish(connection, line)
            if signed and self._ring.signer is not None:
                self._sign(connection, line.id, hashed)
        self._noted(deed)
        return line.id

    def _sign(self, connection: Any, act_id: int, hashed: bytes) -> None:
        signer = self._ring.signer
        assert signer is not None  # noqa: S101
        connection.execute(
            "INSERT INTO checkpoint (act_id, account, signature) VALUES (?, ?, ?)",
            (act_id, self._ring.account, signer.sign(signed_text(self.office, act_id, hashed))),
        )

    @property
    def writer(self) -> Any:
        """The writing connection, opened on first use."""
        with self._turn:
            if self._writer is None:
                self._writer = self._module().Writer(self._connect, sealed=self.holds_sealed)
            return self._writer

    def on_written(self, listener: Written) -> None:
        """Call ``listener`` with the subjects touched after each commit, in the writing thread."""
        self._listeners.append(listener)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell faults of the environment, and be ready for what follows from them."""
        try:
            with told(self.path):
                self._reconnect()
                yield
        except DiskFullProblem:
            reserve.release(self.folder)
            raise
        except DiskFaultProblem:
            self._stale = True
            raise
        except DamagedFileProblem:
            self.read_only = DAMAGED
            raise

    # --- sessions ---------------------------------------------------------------------------------

    def open_session(self, deed: Deed) -> None:
        """Say who works from now on; the line is written with the first write, or at the end.

        Nothing has to be loaded or flushed before the first list is on the screen.
        """
        self._session = deed

    def begin_session(self) -> None:
        """Write the line of the sign-in now, unless it is written."""
        with self._turn, self._told():
            self._begin_session()

    def _begin_session(self) -> None:
        deed, self._session = self._session, None
        if deed is None or self.read_only:
            return
        self.anchor(clean=False)
        self._line(deed)

    def anchor(self, *, clean: bool) -> Anchor:
        """Note outside the file how far the book is."""
        with self._turn, self._told():
            seq, head = self.head()
            made = Anchor(
                self.office,
                seq,
                head.hex(),
                clean,
                self.file_digests() if clean else {},
                self.generation(),
                self.erased(),
            )
            anchor.write(self.folder, made, self._ring.main)
        return made

    def file_digests(self) -> dict[str, str]:
        """Return the SHA-256 of both files; all connections to them must be closed or at rest."""
        return {
            path.name: anchor.file_digest(path)
            for path in (self.path, self.sealed_path)
            if path.is_file()
        }

    def head(self) -> tuple[int, bytes]:
        """Return number and hash of the newest line of the book."""
        with self._turn, self._told():
            return audit.head(self._connection)

    def newest_moment(self) -> datetime | None:
        """Return the latest moment the book has that was not doubted; ``None`` in a new one."""
        with self._turn, self._told():
            if self._newest is None:
                # A doubted clock never counts, nor what came before the head confirmed one.
                row = self._connection.execute(
                    "SELECT max(at) FROM (SELECT at FROM act WHERE clock = '' AND id >="
                    " (SELECT coalesce(max(id), 0) FROM act WHERE use_case = ?)"
                    " ORDER BY id DESC LIMIT 200)",
                    (CLOCK_CONFIRMED,),
                ).fetchone()
                self._newest = datetime.fromisoformat(row[0]) if row and row[0] else None
            return self._newest

    def _noted(self, deed: Deed) -> None:
        """Remember the moment of a line that was written."""
        if deed.at and not deed.clock:
            moment = datetime.fromisoformat(deed.at)
            confirmed = self._newest is None or deed.use_case == CLOCK_CONFIRMED
            self._newest = moment if confirmed else max(moment, self._newest or moment)

    def generation(self) -> int:
        """Return how often this office was restored."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE key = 'office.generation'"
        ).fetchone()
        return int(row[0]) if row else 0

    def erased(self) -> tuple[int, ...]:
        """Return who was erased by decision."""
        rows = self._connection.execute("SELECT person_id FROM erasure ORDER BY person_id")
        return tuple(int(row[0]) for row in rows)

    def close(self, deed: Deed | None = None) -> None:
        """Close all connections and give the office free.

        Args:
            deed: the end of the session, signed; without it the end counts as a crash.
        """
        with self._turn:
            try:
                # Whatever stands in the way of the last line: the lock must be given free.
                with suppress(Exception):
                    if deed is not None and not self.read_only:
                        self._begin_session()
                        with told(self.path):
                            self._line(deed, signed=True)
                            self.anchor(clean=True)
            finally:
                try:
                    self._close_connections()
                finally:
                    self._lock.release()

    def _close_connections(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._connection.close()


LATEST_WITH_SEALED = 2
"""From this version of the main file on, there is a sealed compartment beside it."""
