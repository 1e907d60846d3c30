"""The second place: another disk or a stick that holds backups too, without password slots.

Where it is belongs to the machine, not to the office. A copy there has its final name only after
it was flushed, read back from the disk, and found to be what was written.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.backups import SECOND, SecondPlace
from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    BadBackupProblem,
    DiskFullProblem,
    NoRecoveryProblem,
    SecondPlaceProblem,
)
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage import backup_file, key_file
from tcxd_desktop.storage.backup_file import Head, Piece
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.durable import replace as rename
from tcxd_desktop.storage.faults import problem_of
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.keys import RECOVERY

_FILE = "second-places.json"


# --- what the machine remembers -----------------------------------------------------------------


def _path() -> Path:
    return places.data_folder() / _FILE


def _all() -> dict[str, Any]:
    try:
        raw = json.loads(_path().read_bytes())
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


def remembered(office: str) -> SecondPlace:
    """Return the second place of an office on this machine."""
    raw = _all().get(office)
    try:
        assert isinstance(raw, Mapping)  # noqa: S101 - told apart below
        return SecondPlace(
            str(raw["folder"]), str(raw["at"]), int(raw["seq"]), int(raw["generation"])
        )
    except (AssertionError, KeyError, TypeError, ValueError):
        return SecondPlace()


def remember(office: str, place: SecondPlace) -> None:
    """Keep the second place of an office."""
    content = {**_all(), office: asdict(place)}
    _path().parent.mkdir(parents=True, exist_ok=True)
    durable_write(_path(), json.dumps(content, ensure_ascii=False, indent=1).encode())


# --- copying ------------------------------------------------------------------------------------


def copy(
    head: Head, folder: Path, key: bytes, progress: Progress = unwatched, *, passwords: bool = False
) -> Head:
    """Copy a backup to another folder.

    Args:
        head: of the backup.
        folder: on another disk or a stick.
        key: data key of the office, which the new manifest is bound to.
        progress: (steps done, steps).
        passwords: let it be opened with passwords too; without, only with the recovery sheet, so
            that whoever finds the stick has nothing to guess.

    Raises:
        NoRecoveryProblem: there is no recovery sheet, so nobody could open it.
        SecondPlaceProblem: the folder is not there, or was pulled out; no file has its final name.
        DiskFullProblem: it has no room.
        BadBackupProblem: the backup itself is damaged.
        BackupKeyProblem: it was made with another data key.
    """
    if not head.genuine(key):
        raise BackupKeyProblem(str(head.path))
    pieces = backup_file.pieces_of(head)
    manifest = head.manifest
    if not passwords:
        slots = _recovery_only(head)
        pieces = [Piece(p.name, slots) if p.name == KEY_FILE else p for p in pieces]
        manifest = replace(manifest, kind=SECOND)
    if not folder.is_dir():
        raise SecondPlaceProblem(str(folder))
    total = sum(piece.size for piece in pieces) * 3 or 1
    backup_file.check(head, lambda done: progress(done, total))
    part = folder / f"{head.path.name}.part"
    try:
        made = backup_file.write(
            part, manifest, pieces, key, lambda done: progress(total // 3 + done, total)
        )
        _read_back(made, part, lambda done: progress(total * 2 // 3 + done, total))
        final = folder / head.path.name
        rename(part, final)
    except OSError as error:
        _drop(part)
        problem = problem_of(error, folder)
        if isinstance(problem, DiskFullProblem):
            raise problem from error
        raise SecondPlaceProblem(str(folder)) from error
    except BaseException:
        _drop(part)
        raise
    progress(total, total)
    return replace(made, path=final)


def _drop(part: Path) -> None:
    with suppress(OSError):
        part.unlink()


def _recovery_only(head: Head) -> bytes:
    content = key_file.parsed(backup_file.part_bytes(head, KEY_FILE))
    if content is None:
        raise BadBackupProblem(str(head.path))
    slots = tuple(slot for slot in content.slots if slot.kind == RECOVERY)
    if not slots:
        raise NoRecoveryProblem
    return key_file.dumped(replace(content, slots=slots))


def _read_back(made: Head, part: Path, tell: backup_file.Told) -> None:
    """Compare what lies on the disk with what was written.

    Raises:
        OSError: it is something else: sticks lie about their size, and about having written.
    """
    forget(part)
    try:
        found = backup_file.read_head(part)
        backup_file.check(found, tell)
    except BadBackupProblem as problem:
        raise OSError("the disk gave back other bytes than were written") from problem
    if (found.digest, found.mac) != (made.digest, made.mac):
        raise OSError("the disk gave back other bytes than were written")


def forget(path: Path) -> None:
    """Have the system drop what it still holds of a file in memory, where that can be asked for."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def same_disk(folder: Path, other: Path) -> bool:
    """Tell whether two folders lie on one disk; one that is not there does not."""
    try:
        return folder.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
