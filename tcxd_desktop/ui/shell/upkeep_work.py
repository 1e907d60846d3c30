"""What the upkeep does off the screens' thread; loaded there, so that nobody waits for it."""

from dataclasses import dataclass, field

from tcxd_desktop.domain.backups import BackupState
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts, backups, updates, upkeep, version_change
from tcxd_desktop.office.desk import Desk

TIME, EXIT = "time", "exit"
"""Why a backup is made: keys of ``wording.backups.WHY``."""
UNCLEAN = "unclean"


@dataclass(frozen=True, slots=True)
class Report:
    """Kết quả một lượt trông coi."""

    line: int
    """Newest line of the access book that is anchored."""
    state: BackupState
    faults: dict[str, str] = field(default_factory=dict)
    prove: bool = False
    """The code of the recovery sheet was not typed for half a year."""


def begin(desk: Desk, line: int) -> Report:
    """Make room for a full disk, and look at everything after an end that was none."""
    upkeep.keep_room(desk)
    faults = upkeep.faults(desk) if desk.sign_in.state == UNCLEAN else {}
    updates.clear_copies()
    if may(desk):
        version_change.note(desk)
    if may(desk) and desk.actor.sealed:
        # What others made while nobody who holds the sealed compartment was there.
        backups.verify_pending(desk)
    return Report(line, backups.state(desk), faults)


def minute(desk: Desk, line: int, progress: Progress) -> Report:
    """Anchor what was done, make a backup or try one out when it is time."""
    line = upkeep.anchor(desk, line)
    if may(desk):
        if backups.due(desk):
            backups.make(desk, TIME, progress)
        elif backups.drill_due(desk):
            backups.drill(desk)
    prove = desk.sign_in.recovery and desk.actor.may(Permission.ACCOUNTS)
    return Report(line, backups.state(desk), prove=prove and accounts.recovery_due(desk))


def last(desk: Desk, progress: Progress) -> None:
    """Make the backup of the end."""
    backups.make(desk, EXIT, progress)


def wants_last(desk: Desk) -> bool:
    """Tell whether work was done since the newest verified backup."""
    return may(desk) and backups.state(desk).changed


def may(desk: Desk) -> bool:
    """Tell whether this account makes backups, of an office that can be written."""
    return desk.actor.may(Permission.BACKUP) and not upkeep.read_only(desk)
