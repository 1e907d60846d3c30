"""Faults of the environment, told by SQLite or the system, turned into Problems at the edge."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import (
    BadPlaceProblem,
    DamagedFileProblem,
    DiskFaultProblem,
    DiskFullProblem,
    OfficeInUseProblem,
    Problem,
    ReadOnlyProblem,
)

_NO_SUCH_PLACE = {
    errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL,
}  # fmt: skip
"""A file stands where a folder should, a name no system takes, a folder that is not there."""
_BY_NAME: tuple[tuple[str, type[Problem]], ...] = (
    ("SQLITE_FULL", DiskFullProblem),
    ("SQLITE_READONLY", ReadOnlyProblem),
    ("SQLITE_PERM", ReadOnlyProblem),
    ("SQLITE_CANTOPEN", ReadOnlyProblem),
    ("SQLITE_CORRUPT", DamagedFileProblem),
    ("SQLITE_NOTADB", DamagedFileProblem),
    ("SQLITE_IOERR", DiskFaultProblem),
    ("SQLITE_BUSY", OfficeInUseProblem),
    ("SQLITE_LOCKED", OfficeInUseProblem),
)
_BY_TEXT: tuple[tuple[str, type[Problem]], ...] = (
    ("disk is full", DiskFullProblem),
    ("readonly database", ReadOnlyProblem),
    ("unable to open", ReadOnlyProblem),
    ("malformed", DamagedFileProblem),
    ("not a database", DamagedFileProblem),
    ("disk I/O error", DiskFaultProblem),
    ("database is locked", OfficeInUseProblem),
    # SQLCipher's own words for whatever stopped it from writing the file anew.
    ("PRAGMA key or rekey", DiskFaultProblem),
)


def problem_of(error: BaseException, path: Path) -> Problem | None:
    """Return the Problem behind a driver or system error, or ``None`` when it is a bug."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        return _of_system(cause, path)
    if not isinstance(cause, driver.Error):
        return None
    name = str(getattr(cause, "sqlite_errorname", "") or "")
    for prefix, kind in _BY_NAME:
        if name.startswith(prefix):
            return kind(str(path))
    text = str(cause)
    for part, kind in _BY_TEXT:
        if part in text:
            return kind(str(path))
    return None


def _of_system(error: OSError, path: Path) -> Problem | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DiskFullProblem(str(path))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ReadOnlyProblem(str(path))
    if error.errno in _NO_SUCH_PLACE:
        return BadPlaceProblem(str(path))
    if error.errno == errno.EIO:
        return DiskFaultProblem(str(path))
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise the Problem of a fault of the environment; let bugs through as they are."""
    try:
        yield
    except Problem:
        raise
    except Exception as error:
        found = problem_of(error, path)
        if found is None:
            raise
        raise found from error
