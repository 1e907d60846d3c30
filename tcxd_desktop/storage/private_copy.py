"""A foreign file copied to a folder of this user and checked there, before anybody starts it.

What lies on a stick may be exchanged between two looks; the copy is what was checked.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tcxd_desktop.domain.errors import BadPlaceProblem, DiskFaultProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.update_errors import (
    AlteredSetupProblem,
    MissingSetupProblem,
    UpdateRoomProblem,
)
from tcxd_desktop.domain.updates import UpdateFile
from tcxd_desktop.storage.anchor import file_digest
from tcxd_desktop.storage.durable import replace
from tcxd_desktop.storage.faults import told

_BLOCK = 1 << 20
_ROOM = 64 * _BLOCK
"""Bytes to be left on the disk beside the copy."""
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    # A pipe in the place of the file must not hold the program up.
    | getattr(os, "O_NONBLOCK", 0)
)


def is_there(source: Path, wanted: UpdateFile) -> None:
    """Refuse what cannot be the wanted file, without reading it.

    Raises:
        MissingSetupProblem: there is none.
        AlteredSetupProblem: a link, a folder, or a file of another size.
    """
    try:
        found = source.lstat()
    except FileNotFoundError as error:
        raise MissingSetupProblem(wanted.name) from error
    if not stat.S_ISREG(found.st_mode) or found.st_size != wanted.size:
        raise AlteredSetupProblem(wanted.name)


def fetch(source: Path, wanted: UpdateFile, folder: Path, progress: Progress = unwatched) -> Path:
    """Copy a file into an own folder, which holds nothing else afterwards; return the copy.

    Args:
        source: where it lies, on a stick perhaps.
        wanted: what it has to be.
        folder: made anew.
        progress: (bytes copied, all bytes); what it raises ends the copy.

    Raises:
        MissingSetupProblem: there is none.
        AlteredSetupProblem: not the file that was signed; nothing is kept.
        DiskFaultProblem: the copy does not read as it was written.
        UpdateRoomProblem, DiskFullProblem, ReadOnlyProblem, BadPlaceProblem.
    """
    with told(source):
        is_there(source, wanted)
    with told(folder):
        _make_anew(folder)
        try:
            if shutil.disk_usage(folder).free < wanted.size + _ROOM:
                raise UpdateRoomProblem((wanted.size + _ROOM) // _BLOCK + 1, str(folder))
            part = folder / f"{wanted.name}.part"
            _copy(source, wanted, part, progress)
            if file_digest(part) != wanted.sha256:
                raise DiskFaultProblem(str(part))
            replace(part, folder / wanted.name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return folder / wanted.name


def _make_anew(folder: Path) -> None:
    for above in (folder.parent, folder):
        if above.is_symlink():
            raise BadPlaceProblem(str(above))
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)


def _copy(source: Path, wanted: UpdateFile, part: Path, progress: Progress) -> None:
    made, done = hashlib.sha256(), 0
    with part.open("xb") as out:
        for block in _blocks(source, wanted):
            made.update(block)
            out.write(block)
            done += len(block)
            progress(done, wanted.size)
        out.flush()
        os.fsync(out.fileno())
    if done != wanted.size or made.hexdigest() != wanted.sha256:
        raise AlteredSetupProblem(wanted.name)


def _blocks(source: Path, wanted: UpdateFile) -> Iterator[bytes]:
    """Yield what a file holds, one byte more than wanted at most."""
    try:
        handle = os.open(source, _FLAGS)
    except OSError as error:
        raise MissingSetupProblem(wanted.name) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise AlteredSetupProblem(wanted.name)
        left = wanted.size + 1
        while left and (block := os.read(handle, min(_BLOCK, left))):
            left -= len(block)
            yield block
    finally:
        os.close(handle)


def unchanged(path: Path, wanted: UpdateFile) -> bool:
    """Tell whether a copy still is what was checked."""
    with suppress(OSError):
        return not path.is_symlink() and file_digest(path) == wanted.sha256
    return False


def clear(folder: Path) -> None:
    """Remove a folder of copies; what cannot be removed now is removed another time."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
