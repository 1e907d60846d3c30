"""Room kept for a full disk: given free so that the clerk can save once more and leave."""

import os
from contextlib import suppress
from pathlib import Path

RESERVE_FILE = "office.reserve"
SIZE = 16 * 1024 * 1024
_BLOCK = 1 << 20


def ensure(folder: Path, size: int = SIZE) -> bool:
    """Make the reserve, of real blocks; false where the disk has no room for it."""
    path = folder / RESERVE_FILE
    if path.is_file() and path.stat().st_size == size:
        return True
    try:
        with path.open("wb") as out:
            for _ in range(size // _BLOCK):
                # Random bytes: a file system that compresses would keep nothing free for zeros.
                out.write(os.urandom(_BLOCK))
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        release(folder)
        return False
    return True


def release(folder: Path) -> bool:
    """Give the reserve free; false where there was none."""
    path = folder / RESERVE_FILE
    if not path.is_file():
        return False
    with suppress(OSError):
        path.unlink()
        return True
    return False
