"""Backups: made, listed, carried to a second place, tried out, and how the office stands.

Restoring is in ``restoring``; everything is to be had here.
"""

from datetime import UTC, datetime
from pathlib import Path

from tcxd_desktop.domain.backups import (
    DRILL_EVERY,
    EVERY,
    SECOND_EVERY,
    Backup,
    BackupState,
    Drill,
    SecondPlace,
    passed,
)
from tcxd_desktop.domain.errors import NoBackupProblem, NoRecoveryProblem, SecondPlaceProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.office.backup_making import drop, guard, make, rotate, take
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.restoring import (
    accounts_in,
    preview,
    restore,
    restore_damaged,
    restore_new,
)
from tcxd_desktop.storage import backup_file, backup_list, backup_shelf, copies, keys, swap
from tcxd_desktop.storage import second_place as stored_place
from tcxd_desktop.storage.backup_file import Head
from tcxd_desktop.storage.backup_list import Known
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.store import COPIES
from tcxd_desktop.wording.backups import drill_line
from tcxd_desktop.wording.formats import show_number

__all__ = [
    "accounts_in",
    "copy_to",
    "copy_to_second",
    "drill",
    "drill_due",
    "due",
    "guard",
    "listed",
    "make",
    "make_in",
    "newest_verified",
    "preview",
    "replaced",
    "restore",
    "restore_damaged",
    "restore_new",
    "rotate",
    "second_due",
    "second_listed",
    "second_place",
    "set_second_place",
    "state",
    "verify_pending",
]


def _folder(desk: Desk) -> Path:
    desk.check(Permission.OWN)
    return desk.store.folder / COPIES


def listed(desk: Desk) -> list[Backup]:
    """Return the backups beside the office, newest first."""
    desk.check(Permission.BACKUP)
    return backup_shelf.listed(_folder(desk))


def newest_verified(folder: Path) -> Backup | None:
    """Return the newest backup of the office in ``folder`` that was tried and is still whole.

    No key is needed: the office itself may be too damaged to be opened.
    """
    with told(folder):
        return backup_shelf.newest_verified(folder / COPIES)


def replaced(desk: Desk) -> list[Path]:
    """Return the folders of files that restores put aside, oldest first.

    They are kept for whoever has to save something from them, and hold who was erased since.
    """
    desk.check(Permission.BACKUP)
    kept = desk.store.folder / swap.KEPT
    return sorted(path for path in kept.iterdir() if path.is_dir()) if kept.is_dir() else []


# --- when it is time ----------------------------------------------------------------------------


def due(desk: Desk) -> bool:
    """Tell whether work was done since the newest backup, and that is half an hour old."""
    desk.check(Permission.OWN)
    newest = backup_shelf.newest_tried(_folder(desk))
    if not backup_shelf.changed_since(desk.store, newest):
        return False
    return newest is None or _old(desk, newest)


def _old(desk: Desk, newest: Head) -> bool:
    made = datetime.fromisoformat(newest.manifest.made)
    believable = not newest.manifest.suspect and not desk.clock_state()
    return passed(made, desk.clock(), EVERY, believable=believable)


def second_due(desk: Desk) -> bool:
    """Tell whether the second place has lacked the newest work for a week, or is not chosen."""
    desk.check(Permission.OWN)
    place = stored_place.remembered(desk.store.office)
    if not place.folder or not place.at:
        return True
    newest = backup_shelf.newest_tried(_folder(desk))
    known = (place.generation, place.seq)
    behind = newest is not None and known != (newest.manifest.generation, newest.manifest.seq)
    if not behind and not backup_shelf.changed_since(desk.store, newest):
        return False
    at = datetime.fromisoformat(place.at)
    return passed(at, desk.clock(), SECOND_EVERY, believable=not desk.clock_state())


def drill_due(desk: Desk) -> bool:
    """Tell whether a backup should be restored on trial again: once a month, or after a failure."""
    desk.check(Permission.OWN)
    folder = _folder(desk)
    newest = backup_shelf.newest_tried(folder, desk.store.ring.main)
    if newest is None:
        return False
    last = backup_list.read(folder).drill
    if last is None:
        return True
    if last.backup == newest.path.name:
        # Once a month; a doubtful clock tells no months, and trying the same one again is no use.
        at = datetime.fromisoformat(last.at)
        return not desk.clock_state() and passed(at, desk.clock(), DRILL_EVERY, believable=True)
    at = datetime.fromisoformat(last.at)
    return not last.passed or passed(at, desk.clock(), DRILL_EVERY, believable=True)


# --- the second place ---------------------------------------------------------------------------


def second_place(desk: Desk) -> SecondPlace:
    """Return the second place of this office on this machine."""
    desk.check(Permission.OWN)
    return stored_place.remembered(desk.store.office)


def set_second_place(desk: Desk, folder: Path) -> None:
    """Choose the folder on another disk or stick that holds backups too.

    Raises:
        SecondPlaceProblem: it is not there, or lies in the office's own folder.
    """
    desk.check(Permission.BACKUP)
    real = folder.resolve()
    if not real.is_dir() or real.is_relative_to(desk.store.folder.resolve()):
        raise SecondPlaceProblem(str(folder))
    before = stored_place.remembered(desk.store.office)
    if before.folder != str(real):
        with told(folder):
            stored_place.remember(desk.store.office, SecondPlace(str(real)))


def second_listed(desk: Desk) -> list[Backup]:
    """Return the backups of this office in the second place; none where it is not plugged in."""
    desk.check(Permission.BACKUP)
    place = stored_place.remembered(desk.store.office)
    return _there(desk, Path(place.folder)) if place.folder else []


def _there(desk: Desk, folder: Path) -> list[Backup]:
    desk.check(Permission.OWN)
    known = backup_list.read(_folder(desk)).known
    # What has its final name there was read back and is a copy of a backup that was tried.
    return [
        backup_shelf.as_backup(head, known.get(head.digest, Known(head.manifest.made)))
        for head in backup_shelf.heads(folder)[0]
        if head.manifest.office == desk.store.office
    ]


def copy_to_second(desk: Desk, progress: Progress = unwatched) -> Backup:
    """Carry the newest work to the second place, without password slots; return the copy.

    Raises:
        SecondPlaceProblem: none is chosen, or it is not plugged in, or it was pulled out.
        NoRecoveryProblem: without a recovery sheet nobody could open the copy.
        DiskFullProblem: it has no room.
        The Problems of :func:`make`.
    """
    desk.check(Permission.BACKUP)
    place = stored_place.remembered(desk.store.office)
    if not place.folder or not Path(place.folder).is_dir():
        raise SecondPlaceProblem(place.folder)
    _check_sheet(desk)
    head = _newest(desk, lambda done, total: progress(50 * done // total, 100))
    made = copy_to(
        desk, head.path, Path(place.folder),
        lambda done, total: progress(50 + 50 * done // total, 100), use_case="backups.second",
    )  # fmt: skip
    now = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
    with told(Path(place.folder)):
        stored_place.remember(
            desk.store.office,
            SecondPlace(place.folder, now, head.manifest.seq, head.manifest.generation),
        )
    drop(desk, Path(place.folder), _there(desk, Path(place.folder)))
    return made


def make_in(desk: Desk, folder: Path, *, passwords: bool, progress: Progress = unwatched) -> Backup:
    """Make a backup, and copy it to a folder of the user's choice; return the copy.

    Args:
        desk: where.
        folder: where to.
        passwords: let it be opened with passwords too, not only with the recovery sheet.
        progress: (percent done, 100).

    Raises:
        The Problems of :func:`make` and of :func:`copy_to`.
    """
    desk.check(Permission.BACKUP)
    if not passwords:
        _check_sheet(desk)
    made = make(desk, "command", lambda done, total: progress(70 * done // total, 100))
    return copy_to(
        desk, made.path, folder, lambda done, total: progress(70 + 30 * done // total, 100),
        passwords=passwords,
    )  # fmt: skip


def _check_sheet(desk: Desk) -> None:
    desk.check(Permission.BACKUP)
    if not keys.has_recovery(desk.store.folder):
        raise NoRecoveryProblem


def _newest(desk: Desk, progress: Progress) -> Head:
    """Return the newest backup that was tried, a new one where work was done since."""
    desk.check(Permission.BACKUP)
    newest = backup_shelf.newest_tried(_folder(desk))
    if newest is None or backup_shelf.changed_since(desk.store, newest):
        newest = backup_file.read_head(take(desk, "second", progress).path)
    return newest


def copy_to(
    desk: Desk,
    path: Path,
    folder: Path,
    progress: Progress = unwatched,
    *,
    passwords: bool = False,
    use_case: str = "backups.copy",
) -> Backup:
    """Copy a backup to another folder, read it back there, and leave a line.

    Args:
        desk: where.
        path: of the backup.
        folder: where to.
        progress: (bytes done, bytes).
        passwords: let it be opened with passwords too, not only with the recovery sheet.
        use_case: what the line says.

    Raises:
        BadBackupProblem, NoRecoveryProblem, SecondPlaceProblem, DiskFullProblem.
    """
    desk.check(Permission.BACKUP)
    with told(path):
        head = backup_file.read_head(path)
    made = stored_place.copy(head, folder, desk.store.ring.main, progress, passwords=passwords)
    if not desk.store.read_only:
        note = f"{show_number(made.manifest.counts.get('person', 0))} hồ sơ, {made.path}"
        desk.line(Permission.BACKUP, use_case, note)
    known = backup_list.read(_folder(desk)).known.get(head.digest, Known())
    with told(_folder(desk)):
        backup_list.note(_folder(desk), made.digest, known)
    return backup_shelf.as_backup(made, known)


# --- trying out ---------------------------------------------------------------------------------


def drill(desk: Desk, progress: Progress = unwatched) -> Drill:
    """Restore the newest backup on trial and keep the one line that tells how it went.

    Raises:
        NoBackupProblem: there is none.
        DiskFullProblem: no room to restore to.
        BadBackupProblem: it is not as it was written.
        BackupFailedProblem: the trial could not be carried out.
    """
    desk.check(Permission.BACKUP)
    folder = _folder(desk)
    # One from before a change of keys opens with keys this session does not have.
    head = backup_shelf.newest_tried(folder, desk.store.ring.main)
    if head is None:
        raise NoBackupProblem
    verdict = copies.try_out(desk.store, head, progress)
    now = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
    made = Drill(
        now, head.path.name, verdict.people, verdict.records, verdict.right, verdict.faults
    )
    with told(folder):
        backup_list.note_drill(folder, made)
    if not desk.store.read_only:
        desk.line(Permission.BACKUP, "backups.drill", f"{drill_line(made)}, {head.path.name}")
    return made


def verify_pending(desk: Desk, progress: Progress = unwatched) -> int:
    """Try out the newest backups not tried yet with the keys at hand; return how many passed.

    Whoever holds the sealed compartment opens that of backups others have made.
    """
    desk.check(Permission.BACKUP)
    waiting = backup_shelf.untried(desk.store)[:1]
    good = 0
    for place, head in enumerate(waiting, start=1):
        good += not copies.try_out(desk.store, head).faults
        progress(place, len(waiting))
    return good


# --- how it stands ------------------------------------------------------------------------------


def state(desk: Desk) -> BackupState:
    """Return how the backups stand: for the status bar and the page of backups."""
    desk.check(Permission.OWN)
    folder = _folder(desk)
    newest = backup_shelf.newest_tried(folder)
    known = backup_list.read(folder)
    place = stored_place.remembered(desk.store.office)
    backup = None
    if newest is not None:
        backup = backup_shelf.as_backup(newest, known.known[newest.digest])
    changed = backup_shelf.changed_since(desk.store, newest)
    found = BackupState(
        newest=backup,
        changed=changed,
        second=place,
        second_due=second_due(desk),
        drill=known.drill,
        drill_due=drill_due(desk),
        warnings=(),
    )
    stale = changed and newest is not None and _old(desk, newest)
    return _warned(desk, found, stale=stale)


def _warned(desk: Desk, found: BackupState, *, stale: bool) -> BackupState:
    desk.check(Permission.OWN)
    place = found.second
    folder = Path(place.folder) if place.folder else None
    holds = {
        "none": found.newest is None,
        "old": stale,
        "drill_failed": found.drill is not None and not found.drill.passed,
        "broken": bool(backup_shelf.broken(_folder(desk))),
        "second_none": folder is None,
        "second_old": folder is not None and found.second_due,
        "second_same_disk": folder is not None
        and stored_place.same_disk(folder, desk.store.folder),
        "no_recovery": not keys.has_recovery(desk.store.folder),
        "sealed_pending": found.newest is not None and not found.newest.sealed_verified,
        "clock": bool(desk.clock_state()),
    }
    warnings = tuple(name for name, wanted in holds.items() if wanted)
    return BackupState(
        found.newest, found.changed, place, found.second_due, found.drill, found.drill_due, warnings
    )
