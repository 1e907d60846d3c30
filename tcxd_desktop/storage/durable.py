"""The one way a final file is written: whole and on the disk, or not at all."""

import os
import secrets
import time
from pathlib import Path

_RETRIES = 20


def durable_write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a power cut leaves the old file or the new one.

    Raises:
        OSError: nothing was changed; the temporary file is gone.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if temporary.read_bytes() != data:
            raise OSError("the disk gave back other bytes than were written")
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def replace(temporary: Path, path: Path) -> None:
    """Rename into place and make the rename durable; virus scanners on Windows may need a wait."""
    for attempt in range(_RETRIES):
        try:
            temporary.replace(path)
            break
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(0.05)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable; Windows does it by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
