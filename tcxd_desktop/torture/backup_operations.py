"""Backups while the disk fails: none with a final name that is not whole, no office lost."""

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import backup_making, backups, restoring
from tcxd_desktop.storage import backup_file
from tcxd_desktop.torture import edits, offices
from tcxd_desktop.torture.offices import PASSWORD
from tcxd_desktop.torture.operations import BASE, Bench, Operation, looks_right, open_office


def make_backup(bench: Bench) -> None:
    """Make a backup beside the office."""
    backup_making.make(bench.at, "asked")


def with_newer_work(bench: Bench) -> None:
    """Open an office that has a backup, and work that is not in it."""
    open_office(bench)
    make_backup(bench)
    bench.backup = backups.listed(bench.at)[-1]
    edits.perform(bench.at, bench.plan.edit(BASE + 1))


def restore(bench: Bench) -> None:
    """Bring the office back to the backup."""
    assert bench.backup is not None
    bench.desk = restoring.restore(bench.at, bench.backup, PASSWORD)


def backed_up(bench: Bench, *, done: bool) -> list[str]:
    """Look at the office, and whether every backup is whole and one is there after success."""
    found = looks_right(bench, done=done)
    with offices.opened(bench.root) as desk:
        listed = backups.listed(desk)
    if done and not listed:
        found.append("no backup is there")
    for backup in listed:
        try:
            backup_file.check(backup_file.read_head(backup.path))
        except Problem as problem:
            found.append(f"{backup.path.name}: {type(problem).__name__}")
    return found


def restored(bench: Bench, *, done: bool) -> list[str]:
    """Look whether the office is wholly the restored one, or wholly the one before."""
    found = backed_up(bench, done=done)
    with offices.opened(bench.root) as desk:
        held = edits.held(desk)
    if done and held != BASE:
        found.append(f"holds {held} edits after the restore")
    return found


BACKUP_OPERATIONS = (
    Operation("backup", make_backup, look=backed_up, slow=True),
    Operation("restore", restore, with_newer_work, restored, slow=True),
)
