"""The one way a final file is written: whole and on the disk, or not at all.

Every step is one call of ``os``, so that ``tcxd torture`` can watch each and make each fail.
"""

import errno
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PATIENCE = 2.5
"""Seconds a virus scanner or an indexer on Windows may hold a file (security.md 2.3)."""
_WAIT = 0.05
_HELD = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation."""


def durable_write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a power cut leaves the old file or the new one.

    Raises:
        OSError: the old file or the new one is there, whole; the temporary file is gone.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write(temporary, data)
        if temporary.read_bytes() != data:
            raise OSError(errno.EIO, "the disk gave back other bytes than were written")
        replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            _patiently(lambda: temporary.unlink(missing_ok=True))
        raise


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(temporary: Path, path: Path) -> None:
    """Rename into place and make the rename durable."""
    _patiently(lambda: os.replace(temporary, path))  # noqa: PTH105 - watched by name
    sync_folder(path.parent)


def _patiently(call: Callable[[], None]) -> None:
    """Do ``call``; where Windows says that somebody holds the file, again until it lets go."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            call()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() >= end:
                raise
            time.sleep(_WAIT)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable; Windows does it by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
