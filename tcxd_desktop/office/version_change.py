"""The first sign-in of another version of the program: a verified backup, and its line."""

from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.office import backup_making, program_version
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.program_version import INSTALLED


def note(desk: Desk, progress: Progress = unwatched) -> bool:
    """Make a verified backup at the first sign-in of another version; tell whether it was one.

    The restore on trial shows that this program reads everything the other one left, before much
    is written with it. Where files were brought up to date, a backup of before was made besides.

    Raises:
        BackupFailedProblem, DamagedFileProblem, DiskFullProblem, ReadOnlyProblem,
        DiskFaultProblem: nothing is noted then, and the next sign-in tries again.
    """
    desk.check(Permission.BACKUP)
    with desk.read(Permission.BACKUP) as reading:
        before = program_version.last(reading)
    if before == str(INSTALLED):
        return False
    backup_making.make(desk, "version", progress)
    told = f"{before} → {INSTALLED}" if before else str(INSTALLED)
    with desk.write(Permission.BACKUP, "updates.version", told) as work:
        program_version.write(work)
        work.note(Change("office", 0, "program", before, str(INSTALLED)))
    return True
