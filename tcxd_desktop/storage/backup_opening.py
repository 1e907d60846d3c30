"""Opening a backup: which keys fit, and what it says once it is unpacked."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    BadBackupProblem,
    DamagedFileProblem,
    NewerFileProblem,
    NotFoundProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage import backup_file, keys, main_file
from tcxd_desktop.storage.backup_file import Head
from tcxd_desktop.storage.backup_shelf import heads, order
from tcxd_desktop.storage.copies import PART
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.engine import connect, opens
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.keys import Keyring
from tcxd_desktop.storage.store import COPIES, DATA_FILE, LATEST, SEALED_FILE


@dataclass(frozen=True, slots=True, repr=False)
class Ways:
    """Các cách mở bản sao lưu, tried in this order."""

    ring: Keyring | None = None
    """Keys in force."""
    office: Path | None = None
    """Folder of the office: its slot gives the key pair that opens the slot in the backup too."""
    account: int = 0
    password: str = ""
    older: str = ""
    """A password of back then."""
    code: bytes = field(default=b"")
    """Of the recovery sheet of back then."""


@dataclass(frozen=True, slots=True, repr=False)
class Unpacked:
    """Bản sao lưu đã mở, before anything in it is changed."""

    head: Head
    place: Path
    ring: Keyring


def unpack(head: Head, place: Path, progress: Progress = unwatched) -> None:
    """Unpack a backup.

    Raises:
        NewerFileProblem: it was made by a newer program.
        BadBackupProblem: it is not as it was written.
    """
    if head.manifest.schema > LATEST:
        raise NewerFileProblem(head.manifest.schema, LATEST)
    size = sum(part.length for part in head.manifest.parts) or 1
    backup_file.unpack(head, place, lambda done: progress(done, size))


def open_keys(head: Head, place: Path, ways: Ways) -> Keyring:
    """Return the keys of a backup that was unpacked to ``place``.

    Raises:
        BackupKeyProblem: none of the ways opens it, or the manifest is forged.
    """
    if ways.ring is not None and head.genuine(ways.ring.main):
        return _with_sealed(place, ways.ring)
    for way in _others(place, ways):
        with suppress(WrongPasswordProblem, NotFoundProblem, DamagedFileProblem):
            ring = way()
            if head.genuine(ring.main):
                return _with_sealed(place, ring)
    raise BackupKeyProblem(str(head.path))


def _others(place: Path, ways: Ways) -> Iterator[Callable[[], Keyring]]:
    office = ways.office
    if office is not None and ways.password:
        yield lambda: keys.unlock_older(office, place, ways.password, ways.account)
    for password in dict.fromkeys((ways.password, ways.older)):
        if password:
            yield lambda text=password: keys.unlock(place, text, ways.account)  # type: ignore[misc]
    if ways.code:
        yield lambda: keys.unlock_with_code(place, ways.code)


def _with_sealed(place: Path, ring: Keyring) -> Keyring:
    """Keep the key of the sealed compartment only where it is the one of the file there."""
    path = place / SEALED_FILE
    if ring.sealed is not None and path.is_file() and not opens(path, ring.sealed):
        return replace(ring, sealed=None)
    return ring


def genuine_beside(head: Head, *known: bytes) -> list[Head]:
    """Return the backups in the folder of one that a known data key proves genuine.

    What the others say counts for nothing: a forged ledger would erase people.
    """
    found, _ = heads(head.path.parent)
    office = head.manifest.office
    return [
        one
        for one in found
        if one.manifest.office == office and any(one.genuine(key) for key in known)
    ]


def newer_key(unpacked: Unpacked, ways: Ways) -> bytes:
    """Return the data key of the newest backup beside; that of the chosen one if none is newer."""
    chosen = unpacked.head
    for one in heads(chosen.path.parent)[0]:
        if one.manifest.office != chosen.manifest.office:
            continue
        if order(one) <= order(chosen) or one.genuine(unpacked.ring.main):
            break
        place = unpacked.place / "newer"
        place.mkdir()
        try:
            durable_write(place / KEY_FILE, backup_file.part_bytes(one, KEY_FILE))
            return open_keys(one, place, ways).main
        except (BackupKeyProblem, BadBackupProblem):
            break
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return unpacked.ring.main


def actor_of(unpacked: Unpacked, account: int) -> Actor | None:
    """Return an account as the backup has it; ``None`` where it is not there or was closed."""
    connection = connect(unpacked.place / DATA_FILE, unpacked.ring.main)
    try:
        if not main_file.chained(connection):
            return Actor("", Role.HEAD, account)  # made before there were accounts
        row = connection.execute(
            "SELECT name, role FROM account WHERE id = ? AND closed = ''", (account,)
        ).fetchone()
    finally:
        connection.close()
    return Actor(str(row[0]), Role(row[1]), account) if row else None


@contextmanager
def opened(office: Path, head: Head, ways: Ways) -> Iterator[Any]:
    """Give a connection to an unpacked backup, for reading; it is gone afterwards."""
    place = office / COPIES / f"preview{PART}"
    shutil.rmtree(place, ignore_errors=True)
    try:
        with told(place):
            place.mkdir(parents=True)
            unpack(head, place)
            connection = connect(place / DATA_FILE, open_keys(head, place, ways).main)
    except DamagedFileProblem as problem:
        raise BadBackupProblem(str(head.path)) from problem
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(place, ignore_errors=True)
