"""Copying a whole office folder to another place: every byte read back before it counts."""

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from tcxd_desktop.domain.errors import DiskFaultProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage.durable import replace, sync_folder
from tcxd_desktop.storage.lock import HOLDER_FILE, LOCK_FILE, OfficeLock
from tcxd_desktop.storage.reserve import RESERVE_FILE

_BLOCK = 1 << 20
_LEFT_BEHIND = {LOCK_FILE, HOLDER_FILE, RESERVE_FILE}
"""What belongs to a place, not to the office."""
_HALF = (".tmp", ".part")


def copy_folder(source: Path, target: Path, progress: Progress = unwatched) -> None:
    """Copy an office to ``target``, which is there whole or not at all; ``source`` stays as it is.

    Raises:
        OfficeInUseProblem: somebody has it open.
        DiskFaultProblem: the copy does not read as it was written.
    """
    release = _held(source)
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        copy_files(office_files(source), source, part, progress)
        replace(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        release()


def _held(source: Path) -> Callable[[], None]:
    """Keep others from opening the office meanwhile, where its place can be written at all."""
    if not os.access(source, os.W_OK):
        return lambda: None
    return OfficeLock(source).release


def office_files(source: Path, without: Collection[str] = ()) -> list[Path]:
    """Return the files of an office that belong to it wherever it lies.

    Args:
        source: folder of the office.
        without: names of folders at its top that are left out.
    """
    return [
        path
        for path in sorted(source.rglob("*"))
        if path.is_file() and path.name not in _LEFT_BEHIND and path.suffix not in _HALF
        if path.relative_to(source).parts[0] not in without
    ]


def copy_files(
    files: Iterable[Path], source: Path, target: Path, progress: Progress = unwatched
) -> dict[str, str]:
    """Copy files from under ``source`` to ``target``, onto the disk, each read back.

    Returns the SHA-256 of each by its path below ``source``. Whoever calls holds the lock.

    Raises:
        DiskFaultProblem: a copy does not read as it was written.
    """
    files = list(files)
    total = sum(path.stat().st_size for path in files)
    done = 0
    folders = {target}
    digests: dict[str, str] = {}
    for path in files:
        name = path.relative_to(source)
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        folders.update(target / above for above in name.parents)
        digests[name.as_posix()], sizes = _copy_one(path, copy)
        for size in sizes:
            done += size
            progress(done, total)
    for folder in folders:
        sync_folder(folder)
    return digests


def _copy_one(path: Path, copy: Path) -> tuple[str, list[int]]:
    made = hashlib.sha256()
    sizes = []
    with path.open("rb") as given, copy.open("xb") as out:
        while block := given.read(_BLOCK):
            made.update(block)
            out.write(block)
            sizes.append(len(block))
        out.flush()
        os.fsync(out.fileno())
    with copy.open("rb") as again:
        if hashlib.file_digest(again, "sha256").digest() != made.digest():
            raise DiskFaultProblem(str(copy))
    return made.hexdigest(), sizes
