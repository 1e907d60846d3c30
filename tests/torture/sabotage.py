"""What the twins do to the program, in the child that is watched: each must turn its trial red."""

import os
import platform
import stat
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.errors import OfficeInUseProblem
from tcxd_desktop.storage import engine, opening


def _pragmas(**changes: str) -> None:
    for name in ("_PRAGMAS", "_OWN_PRAGMAS"):
        kept = [text for text in getattr(engine, name) if text.partition("=")[0] not in changes]
        setattr(engine, name, (*kept, *(f"{key}={value}" for key, value in changes.items())))


def wal_normal() -> None:
    """The usual advice for speed."""
    _pragmas(journal_mode="WAL", synchronous="NORMAL")


def never_sync() -> None:
    _pragmas(synchronous="OFF")


def no_fsync() -> None:
    """Files are renamed into place without having been synced."""
    real = os.fsync

    def only_folders(handle: Any) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            real(handle)

    os.fsync = only_folders


def full() -> None:
    """One step below ours: the deletion of the journal is not synced."""
    _pragmas(synchronous="FULL")


class LockFile:
    """A file that says “taken”: it outlives whoever made it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "taken"
        try:
            self._path.touch(exist_ok=False)
        except FileExistsError as error:
            raise OfficeInUseProblem(platform.node()) from error

    def release(self) -> None:
        self._path.unlink(missing_ok=True)


class NoLock:
    def __init__(self, folder: Path) -> None:
        pass

    def release(self) -> None:
        pass


def lock_file() -> None:
    opening.OfficeLock = LockFile


def no_lock() -> None:
    opening.OfficeLock = NoLock
