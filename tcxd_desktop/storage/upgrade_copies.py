"""Copies of whole offices from before an upgrade: byte for byte, all of them or none.

No key is needed: what is encrypted is copied as it lies there, while the lock of every office is
held. A set has its final name only when every byte of it was read back.
"""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from tcxd_desktop.domain.errors import DiskFaultProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.update_errors import UpdateRoomProblem, UpgradeCopyProblem
from tcxd_desktop.storage import moving, swap
from tcxd_desktop.storage.anchor import file_digest
from tcxd_desktop.storage.durable import durable_write, replace
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.lock import OfficeLock
from tcxd_desktop.storage.store import COPIES, DATA_FILE

LIST_FILE, READ_FIRST = "ban-chep.json", "doc-truoc.txt"
_NAME = re.compile(r"\d+\.\d+\.\d+-\d+\.\d+\.\d+-(\d{8}-\d{6})(?:-\d+)?")
_PART = ".part"
_MEBIBYTE = 1024 * 1024
_ROOM = 32 * _MEBIBYTE
"""Bytes to be left on the disk when the copies are made."""
LEFT_OUT = frozenset({COPIES, swap.KEPT})
"""Backups, and what a restore replaced: no program writes these again, so they stay as they are."""


def is_office(folder: Path) -> bool:
    """Tell whether an office lies in ``folder``, one that is being brought back included."""
    return (folder / DATA_FILE).is_file() or swap.waiting(folder)


def make(
    offices: Mapping[str, Path],
    shelf: Path,
    name: str,
    notes: tuple[Mapping[str, str], str],
    progress: Progress = unwatched,
) -> tuple[Path, int]:
    """Copy every office into one new set; return its folder and how many bytes it has.

    Args:
        offices: name in the set to the folder of the office.
        shelf: folder of all sets.
        name: of the set; a number is added where it is taken.
        notes: what the list of the set tells besides, and the text to be read first.
        progress: (bytes copied, all bytes).

    Raises:
        OfficeInUseProblem: somebody has one of them open.
        UpgradeCopyProblem: a copy does not read as it was written.
        UpdateRoomProblem, DiskFullProblem, ReadOnlyProblem, DiskFaultProblem, BadPlaceProblem.
    """
    about, read_first = notes
    with told(shelf), ExitStack() as held:
        for folder in offices.values():
            held.callback(OfficeLock(folder).release)
        _sweep(shelf)
        files = {key: moving.office_files(one, LEFT_OUT) for key, one in offices.items()}
        total = sum(path.stat().st_size for found in files.values() for path in found)
        shelf.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(shelf).free < total + _ROOM:
            raise UpdateRoomProblem((total + _ROOM) // _MEBIBYTE + 1, str(shelf))
        target = _free(shelf, name)
        part = target.with_name(f"{target.name}{_PART}")
        try:
            part.mkdir()
            listed = {}
            done = 0
            for key, folder in offices.items():
                listed[key] = _copied(folder, part / key, files[key], progress, (done, total))
                done += sum((part / key / path).stat().st_size for path in listed[key])
            told_of = {**about, "offices": {key: _listed(offices[key], listed[key])
                                            for key in offices}}  # fmt: skip
            durable_write(part / LIST_FILE, json.dumps(told_of, ensure_ascii=False).encode())
            durable_write(part / READ_FIRST, read_first.encode("utf-8-sig"))
            replace(part, target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return target, total


def _listed(folder: Path, files: Mapping[str, str]) -> dict[str, object]:
    return {"folder": str(folder), "sha256": dict(files)}


def _copied(
    folder: Path, target: Path, files: list[Path], progress: Progress, done: tuple[int, int]
) -> dict[str, str]:
    """Copy one office, with its files already listed, and compare every byte once more.

    Args:
        folder: of the office.
        target: of its copy, which must not be there.
        files: what to copy.
        progress: told of the bytes of the whole set.
        done: bytes of the set that are copied already, and all of them.
    """
    before, total = done
    target.mkdir()
    try:
        digests = moving.copy_files(
            files, folder, target, lambda size, _: progress(before + size, total)
        )
    except DiskFaultProblem as problem:
        raise UpgradeCopyProblem(str(target)) from problem
    # Against the office itself: what was copied is what lies there now that all is on the disk.
    if any(file_digest(folder / name) != digest for name, digest in digests.items()):
        raise UpgradeCopyProblem(str(target))
    return digests


def sets(shelf: Path) -> list[Path]:
    """Return the sets that are whole, the newest first."""
    if not shelf.is_dir():
        return []
    found = ((_NAME.fullmatch(path.name), path) for path in shelf.iterdir() if path.is_dir())
    dated = [
        (match[1], path.stat().st_mtime_ns, path)
        for match, path in found
        if match is not None and (path / LIST_FILE).is_file()
    ]
    return [path for *_, path in sorted(dated, reverse=True)]


def prune(shelf: Path, keep: int) -> int:
    """Remove all sets but the newest ``keep``; return how many. Nothing else is touched.

    One that somebody looks into stays until another time: it must not hold an upgrade up.
    """
    gone = 0
    for path in sets(shelf)[keep:]:
        # Renamed first: one that is half removed must not count as a set.
        rest = path.with_name(f"{path.name}{_PART}")
        with suppress(OSError):
            replace(path, rest)
            shutil.rmtree(rest, ignore_errors=True)
            gone += 1
    return gone


def _sweep(shelf: Path) -> None:
    """Remove what an interrupted run left."""
    for left in _parts(shelf):
        shutil.rmtree(left, ignore_errors=True)


def _parts(shelf: Path) -> Iterable[Path]:
    if not shelf.is_dir():
        return []
    return [
        path
        for path in shelf.iterdir()
        if path.suffix == _PART and _NAME.fullmatch(path.stem) and not path.is_symlink()
    ]


def _free(shelf: Path, name: str) -> Path:
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(shelf / one for one in names if not (shelf / one).exists())
