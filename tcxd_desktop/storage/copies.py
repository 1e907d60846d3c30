"""Making backups while work goes on, and keeping them.

The main file is copied by SQLite in small steps through the connection that writes, so the copy
follows what is written meanwhile; between two steps everybody else has his turn. The sealed
compartment is copied byte for byte in the hold of the last step: both are of one moment. What was
copied is restored on trial in another process, and only then has a final name.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop import BUILT
from tcxd_desktop.domain import machine_clock
from tcxd_desktop.domain.backups import LOCAL, Backup
from tcxd_desktop.domain.errors import BackupFailedProblem, DamagedFileProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.storage import backup_file, backup_list, main_file
from tcxd_desktop.storage.backup_file import ENDING, Head, Manifest, Piece
from tcxd_desktop.storage.backup_list import Known
from tcxd_desktop.storage.backup_shelf import as_backup, has_sealed
from tcxd_desktop.storage.durable import replace as rename
from tcxd_desktop.storage.engine import connect, version_of
from tcxd_desktop.storage.faults import problem_of, told
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.keys import Keyring
from tcxd_desktop.storage.store import COPIES, DATA_FILE, SEALED_FILE, Store
from tcxd_desktop.storage.trial import Order, Trial, Verdict

_STEP = 256
"""Pages copied in one hold: 1 MiB, about 10 to 40 ms."""
_PAUSE = 0.002
"""Seconds in which whoever waits takes his turn; shorter ones are lost on some schedulers."""
_AGAIN = 3
"""How often a copy is begun when another connection begins to write under it."""
_LOOSE = ("journal_mode=OFF", "synchronous=OFF", "cache_spill=ON", "cache_size=-2000")
"""For the target only: it is worth nothing before it was flushed and tried as a whole."""
_COPIED, _PACKED, _TRIED, _DONE = 50, 60, 95, 100
PART = ".part"


@dataclass(frozen=True, slots=True)
class Making:
    """Lần sao lưu: why, and the moment of the machine's clock."""

    why: str
    made: datetime
    suspect: str = ""


class _OtherConnectionError(Exception):
    """While the copy was under way the first write came, the keys changed, or the office closed."""


@dataclass(frozen=True, slots=True, repr=False)
class _Taken:
    """What was copied in one moment."""

    manifest: Manifest
    pieces: tuple[Piece, ...]
    ring: Keyring


def make(store: Store, making: Making, progress: Progress = unwatched) -> Backup:
    """Make a backup beside the office, restore it on trial, and give it its name.

    Raises:
        BackupFailedProblem: it was not restored as it should; it has no final name.
        DamagedFileProblem: the office's own file cannot be read.
        DiskFullProblem, ReadOnlyProblem, DiskFaultProblem.
    """
    with store.copying, Trial() as trial:
        folder = _swept(store.folder)
        try:
            with told(folder):
                return _made(store, folder, trial, making, progress)
        finally:
            _swept(store.folder)


def keep_before_upgrade(store: Any, version: int) -> None:
    """Make a backup of files of an older version before they are brought up to date.

    Raises:
        The Problems of :func:`make`.
    """
    now = datetime.now(UTC)
    making = Making("upgrade", now, machine_clock.suspect(now, None, BUILT))
    make(store, making)


def try_out(store: Store, head: Head, progress: Progress = unwatched) -> Verdict:
    """Restore a backup beside the office on trial, with the keys in force.

    Raises:
        BadBackupProblem: it is not as it was written.
        DiskFullProblem.
        BackupFailedProblem: the trial could not be carried out.
    """
    with store.copying, Trial() as trial:
        folder = _swept(store.folder)
        try:
            with told(folder):
                place = folder / f"trial{PART}"
                place.mkdir()
                ring, sealed = store.ring, has_sealed(head)
                order = Order(
                    place, ring.office, ring.main, ring.sealed if sealed else None, head.path
                )
                verdict = trial.ask(order, lambda step: progress(step, 2))
                if not verdict.faults:
                    known = Known(_now(), verdict.sealed or not sealed)
                    backup_list.note(folder, head.digest, known)
                return verdict
        finally:
            _swept(store.folder)


def _swept(office: Path) -> Path:
    """Return the folder of backups without what an interrupted one left."""
    folder = office / COPIES
    with told(folder):
        folder.mkdir(exist_ok=True)
        for left in folder.glob(f"*{PART}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                with suppress(OSError):
                    left.unlink()
    return folder


def _made(store: Store, folder: Path, trial: Trial, making: Making, progress: Progress) -> Backup:
    taken = _taken(store, folder, making, progress)
    total = sum(piece.size for piece in taken.pieces) or 1
    container = folder / f"backup{PART}"

    def packing(done: int) -> None:
        progress(_COPIED + (_PACKED - _COPIED) * done // total, _DONE)

    head = backup_file.write(container, taken.manifest, taken.pieces, taken.ring.main, packing)
    for piece in taken.pieces:
        if isinstance(piece.source, Path):
            piece.source.unlink()
    place = folder / f"trial{PART}"
    place.mkdir()
    ring = taken.ring
    order = Order(
        place, ring.office, ring.main, ring.sealed if has_sealed(head) else None, container
    )

    def trying(step: int) -> None:
        progress(_PACKED + (_TRIED - _PACKED) * step // 2, _DONE)

    verdict = passed(trial.ask(order, trying))
    # The list comes first: a backup with its final name is never taken for one not yet tried.
    known = Known(_now(), verdict.sealed or not has_sealed(head))
    backup_list.note(folder, head.digest, known)
    final = folder / _name(taken.manifest, folder)
    rename(container, final)
    progress(_DONE, _DONE)
    return as_backup(replace(head, path=final), known)


def passed(verdict: Verdict) -> Verdict:
    """Return what a trial found if it found everything right.

    Raises:
        BackupFailedProblem: it did not.
    """
    if verdict.faults:
        raise BackupFailedProblem(verdict.faults[0])
    return verdict


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _name(manifest: Manifest, folder: Path) -> str:
    moment = datetime.fromisoformat(manifest.made)
    stem = f"{moment:%Y%m%d-%H%M%S}-{manifest.generation}-{manifest.seq:06d}"
    stem = f"tcxd-{manifest.office[:6]}-{stem}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(f"{name}{ENDING}" for name in names if not (folder / f"{name}{ENDING}").exists())


def _taken(store: Store, folder: Path, making: Making, progress: Progress) -> _Taken:
    for _ in range(_AGAIN):
        with suppress(_OtherConnectionError):
            return _copied(store, folder, making, progress)
    raise BackupFailedProblem("keys")


def _copied(store: Store, folder: Path, making: Making, progress: Progress) -> _Taken:
    main, sealed = folder / f"main{PART}", folder / f"sealed{PART}"
    for path in (main, sealed):
        path.unlink(missing_ok=True)
    failure: Exception
    with store.turn() as source:
        target = connect(main, store.ring.main, foreign_keys=False)
        try:
            for pragma in _LOOSE:
                target.execute(f"PRAGMA {pragma}")
            _step_by_step(store, source, target, progress)
            pieces = [Piece(DATA_FILE, main)]
            # One that was only just attached to an older office is empty, and no file yet.
            if store.sealed_path.is_file() and store.sealed_path.stat().st_size:
                shutil.copyfile(store.sealed_path, sealed)
                pieces.append(Piece(SEALED_FILE, sealed))
            pieces.append(Piece(KEY_FILE, (store.folder / KEY_FILE).read_bytes()))
            return _Taken(_manifest(store, source, making), tuple(pieces), store.ring)
        except (driver.Error, OSError) as error:
            # A fault of the target must not pass for one of the office, nor free its reserve.
            if isinstance(problem_of(error, store.path), DamagedFileProblem):
                raise
            failure = error
        finally:
            target.close()
    raise failure


def _step_by_step(store: Store, source: Any, target: Any, progress: Progress) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress(_COPIED * (total - remaining) // (total or 1), _DONE)
        # After the last step the hold is kept: the sealed compartment is of the same moment.
        if remaining and store.give_way(_PAUSE) is not source:
            raise _OtherConnectionError

    source.backup(target, pages=_STEP, progress=step)


def _manifest(store: Store, source: Any, making: Making) -> Manifest:
    seq, head = main_file.head_of(source)
    return Manifest(
        office=store.ring.office,
        seq=seq,
        head=head,
        schema=version_of(source),
        sealed_schema=version_of(source, "sealed") if store.holds_sealed else 0,
        made=making.made.astimezone(UTC).isoformat(timespec="seconds"),
        suspect=making.suspect,
        generation=main_file.number(source, main_file.GENERATION),
        last_person=main_file.last_person(source),
        erased=main_file.erased(source),
        counts=main_file.counts(source),
        why=making.why,
        kind=LOCAL,
    )
