"""Backups: what is known of each, what a restore would lose, and how an office stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

LOCAL, SECOND = "local", "second"
"""Beside the office, opened by passwords too; on another disk, by the recovery sheet only."""
EVERY = timedelta(minutes=30)
"""How old the newest backup may be while work goes on (security.md 4.6)."""
SECOND_EVERY = timedelta(days=7)
DRILL_EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Backup:
    """Bản sao lưu: one file that may be restored."""

    path: Path
    seq: int
    """Newest line of the access book in it."""
    generation: int
    """How often the office had been restored before."""
    made: datetime
    """UTC."""
    suspect: str
    """Why the clock was not to be believed then, or nothing."""
    size: int
    why: str
    """Key of ``wording.backups.WHY``."""
    verified: str
    """UTC moment it was restored on trial, or nothing: then it does not count."""
    sealed_verified: bool
    """Whether the sealed compartment in it was opened too; that takes somebody who holds it."""
    place: str
    """``local`` or ``second``."""
    schema: int
    people: int
    erased: frozenset[int]
    """Who had been erased by decision before; it still holds anybody erased since."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Xem trước khi khôi phục: what the office has now and would not have afterwards."""

    backup: Backup
    changes: int
    """Lines of the access book that changed something and would be lost."""
    since: str
    """UTC moments of the first and the last of them; empty when there is none."""
    until: str
    by: tuple[tuple[str, int], ...]
    """Whose changes, most first."""
    records: int
    """How many records they touched."""
    newcomers: int
    """People written into the list since, who would be missing."""
    erased_again: tuple[int, ...]
    """People of the backup who were erased by decision since, and will be erased again."""
    returning: int
    """Changes the backup has and the office has not: it is from before another restore."""


@dataclass(frozen=True, slots=True)
class Drill:
    """Khôi phục thử: what restoring the newest backup on trial gave."""

    at: str
    """UTC moment."""
    backup: str
    people: int
    records: int
    right: int
    """Records that were as the access book says."""
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was there and as it should be."""
        return not self.faults and self.right == self.records


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Nơi sao lưu thứ hai: another disk or stick, as this machine remembers it."""

    folder: str = ""
    at: str = ""
    """UTC moment of the last copy that was read back there, or nothing."""
    seq: int = 0
    generation: int = 0


@dataclass(frozen=True, slots=True)
class BackupState:
    """Tình hình sao lưu: for the status bar and the page of backups."""

    newest: Backup | None
    """The newest that was verified."""
    changed: bool
    """Work was done since."""
    second: SecondPlace
    second_due: bool
    drill: Drill | None
    drill_due: bool
    warnings: tuple[str, ...]
    """Keys of ``wording.backups.WARNINGS``, gravest first."""


def passed(since: datetime | None, now: datetime, least: timedelta, *, believable: bool) -> bool:
    """Tell whether ``least`` has gone by; a clock that cannot be believed counts as if it had.

    Whoever asks has made sure that something changed: doing it once too often is the safe side.
    """
    if since is None or not believable or since > now:
        return True
    return now - since >= least
