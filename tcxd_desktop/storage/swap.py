"""Putting restored files in the place of those there: prepared apart, decided by one rename.

The restored files are made ready in ``restore.part``, verified, and renamed to ``restore.ready``:
from then on the office is the restored one, and every opening carries the exchange on where it
stopped. What was replaced is kept.
"""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tcxd_desktop.storage.durable import durable_write, replace, sync_folder
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.lock import OfficeLock

PART, READY = "restore.part", "restore.ready"
KEPT = "replaced"
_STAMP = "stamp.txt"
FILES = ("office.db", "office.sealed.db", "office.keys.json", "office.keys.2.json",
         "office.anchor.json")  # fmt: skip
_JOURNALS = ("office.db-journal", "office.sealed.db-journal")


def prepare(folder: Path) -> Path:
    """Return an empty place for restored files inside the office's folder."""
    part = folder / PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    return part


def drop_prepared(folder: Path) -> None:
    """Remove what was prepared and not decided."""
    shutil.rmtree(folder / PART, ignore_errors=True)


def decide(folder: Path) -> None:
    """Make what was prepared the office: one rename."""
    part = folder / PART
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    prepared = [name for name in FILES if (part / name).is_file()]
    durable_write(part / _STAMP, "\n".join([stamp, *prepared]).encode())
    replace(part, folder / READY)


def waiting(folder: Path) -> bool:
    """Tell whether a decided exchange is not carried out yet."""
    return (folder / READY).is_dir()


def carry_on(folder: Path) -> None:
    """Carry out a restore that was decided and cut off: the key file belongs to it too.

    Raises:
        OfficeInUseProblem: another process does.
    """
    if waiting(folder):
        with told(folder):
            lock = OfficeLock(folder)
            try:
                finish(folder)
            finally:
                lock.release()


def finish(folder: Path) -> Path | None:
    """Carry a decided exchange out, from wherever it stopped; return where the old files are."""
    shutil.rmtree(folder / PART, ignore_errors=True)
    ready = folder / READY
    if not ready.is_dir():
        return None
    if not (ready / _STAMP).is_file():
        # Everything is in its place; only the tidying up was cut off.
        shutil.rmtree(ready)
        sync_folder(folder)
        return None
    stamp, *prepared = (ready / _STAMP).read_text(encoding="utf-8").splitlines()
    kept = folder / KEPT / stamp
    kept.mkdir(parents=True, exist_ok=True)
    for name in (*FILES, *_JOURNALS):
        old, new = folder / name, ready / name
        # What was prepared and is not there any more has been exchanged before the stop.
        if new.is_file() or name not in prepared:
            if old.is_file():
                replace(old, kept / name)
            if new.is_file():
                replace(new, old)
    sync_folder(kept)
    with suppress(OSError):
        # A new office replaces nothing.
        kept.rmdir()
        kept.parent.rmdir()
    (ready / _STAMP).unlink()
    shutil.rmtree(ready)
    sync_folder(folder)
    return kept if kept.is_dir() else None
