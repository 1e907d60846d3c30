"""Making and opening an office: the only door to a file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.office import codelists, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored
from tcxd_desktop.storage.keys import Kdf
from tcxd_desktop.storage.store import Store, create_store, open_store

FIRST_ACTOR = Actor("Trần Thu Hà", Role.HEAD)
"""Stands in for the signed-in user until accounts exist (decisions 19)."""


def local_time() -> datetime:
    """Return the machine's time with its zone."""
    return datetime.now().astimezone()


def create_office(
    folder: Path,
    password: str,
    *,
    office: OfficeName,
    clock: Callable[[], datetime] = local_time,
    kdf: Kdf | None = None,
) -> Desk:
    """Make a new office in an empty folder and open it.

    Raises:
        FolderNotEmptyProblem, NetworkDriveProblem, ReadOnlyProblem, DiskFullProblem.
    """
    store = create_store(folder, password, kdf)
    desk = Desk(store, FIRST_ACTOR, codelists.load(), clock)
    with desk.write(Permission.SETTINGS, "office.create") as work:
        stored.seed_codes(work, desk.codes)
        settings.write_name(work, office)
        stored.adopt(work, "rule_set", "RS-2025", "2025-07-01", "294-QĐ/TW, 26/5/2025")
    return desk


def open_office(folder: Path, password: str, *, clock: Callable[[], datetime] = local_time) -> Desk:
    """Open an office.

    Raises:
        NotAnOfficeProblem, NetworkDriveProblem, OfficeInUseProblem, WrongPasswordProblem,
        DamagedFileProblem, NewerFileProblem, ReadOnlyProblem.
    """
    return _desk(open_store(folder, password), clock)


def _desk(store: Store, clock: Callable[[], datetime]) -> Desk:
    try:
        with store.read() as reading:
            codes = stored.codes(reading, codelists.load())
    except BaseException:
        store.close()
        raise
    return Desk(store, FIRST_ACTOR, codes, clock)


def close_office(desk: Desk) -> None:
    """Close the file and give the office free."""
    desk.store.close()


def verify(desk: Desk) -> dict[str, str]:
    """Check pages, structure, references and encryption; each value is ``ok`` or what is wrong."""
    return desk.store.verify()
