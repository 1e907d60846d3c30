"""Making a backup: the part of ``backups`` that restoring stands on too."""

from collections.abc import Sequence
from pathlib import Path

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import backup_list, backup_shelf, copies
from tcxd_desktop.storage.copies import Making
from tcxd_desktop.storage.store import COPIES
from tcxd_desktop.wording.backups import why_name
from tcxd_desktop.wording.formats import show_number


def make(desk: Desk, why: str, progress: Progress = unwatched) -> Backup:
    """Make a backup beside the office while work goes on, and restore it on trial.

    Args:
        desk: where.
        why: key of ``wording.backups.WHY``, or of the use case that comes next.
        progress: (percent done, 100); what it raises ends the backup.

    Raises:
        BackupFailedProblem: the trial did not find what it should; nothing has a final name.
        DamagedFileProblem, DiskFullProblem, ReadOnlyProblem, DiskFaultProblem.
    """
    made = take(desk, why, progress)
    rotate(desk)
    return made


def take(desk: Desk, why: str, progress: Progress = unwatched) -> Backup:
    """Make a backup and remove none: what is about to be restored may be the oldest.

    Raises:
        The Problems of :func:`make`.
    """
    desk.check(Permission.BACKUP)
    making = Making(why, desk.clock(), desk.clock_state())
    made = copies.make(desk.store, making, progress)
    if not desk.store.read_only:
        note = f"{why_name(why)}: {show_number(made.people)} hồ sơ, {made.path.name}"
        desk.line(Permission.BACKUP, "backups.make", note)
    return made


def rotate(desk: Desk) -> None:
    """Remove the backups nobody needs any more; never while the clock is doubtful."""
    desk.check(Permission.BACKUP)
    folder = desk.store.folder / COPIES
    found = backup_shelf.listed(folder)
    drop(desk, folder, found)


def drop(desk: Desk, folder: Path, found: Sequence[Backup]) -> None:
    """Remove what nobody needs any more of the backups ``found`` in a folder."""
    desk.check(Permission.BACKUP)
    digests = {head.path: head.digest for head in backup_shelf.heads(folder)[0]}
    gone = backup_shelf.rotate(found, desk.clock(), suspect=bool(desk.clock_state()))
    backup_list.forget(desk.store.folder / COPIES, (digests[one.path] for one in gone))


def guard(desk: Desk, why: str) -> Backup:
    """Make sure of a verified backup of what is there now, before something is risked.

    Args:
        desk: where.
        why: key of ``wording.backups.WHY``, or of the use case that comes next.

    Raises:
        The Problems of :func:`make`.
    """
    desk.check(Permission.BACKUP)
    newest = backup_shelf.newest_verified(desk.store.folder / COPIES)
    if newest is not None:
        head = backup_shelf.newest_tried(desk.store.folder / COPIES)
        same = head is not None and head.path == newest.path
        if same and not backup_shelf.changed_since(desk.store, head):
            return newest
    return make(desk, why)
