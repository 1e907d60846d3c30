"""An office that lies where it may not be worked with: copied to a place on this machine."""

import re
from itertools import count
from pathlib import Path

from tcxd_desktop.domain.errors import NetworkDriveProblem, NotAnOfficeProblem
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage.faults import told
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.lock import refuse_network
from tcxd_desktop.storage.moving import copy_folder


def unfit(folder: Path) -> bool:
    """Tell whether the office lies on a network or removable drive, or in a cloud's folder."""
    try:
        refuse_network(folder)
    except NetworkDriveProblem:
        return True
    return False


def copy_here(folder: Path, home: Path, progress: Progress = unwatched) -> Path:
    """Copy the office in ``folder`` to a new folder under ``home`` and return that.

    The office that was copied is left alone. Every file of the copy is on the disk and was read
    back; while it is not whole it has no final name.

    Raises:
        NotAnOfficeProblem, OfficeInUseProblem, DiskFullProblem, ReadOnlyProblem, DiskFaultProblem.
        NetworkDriveProblem: ``home`` lies no better.
    """
    with told(folder):
        if not (folder / KEY_FILE).is_file():
            raise NotAnOfficeProblem(str(folder))
    with told(home):
        home.mkdir(parents=True, exist_ok=True)
        refuse_network(home)
        target = _free(home, folder.resolve().name)
        copy_folder(folder, target, progress)
    return target


def _free(home: Path, name: str) -> Path:
    stem = "-".join(re.findall(r"[a-z0-9]+", fold(name))) or "van-phong"
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(home / name for name in names if not (home / name).exists())
