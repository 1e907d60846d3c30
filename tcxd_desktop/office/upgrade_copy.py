"""Before an upgrade: every office of this user copied as it is, without anybody's password.

Called by the setup of the new version while the old program is still in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.update_errors import DowngradeProblem
from tcxd_desktop.domain.versions import Version
from tcxd_desktop.storage import upgrade_copies
from tcxd_desktop.wording.updates import read_first

SHELF = "truoc-nang-cap"
"""Folder of the copies, beside that of the offices."""
KEPT = 3
"""So many sets of copies stay."""
_OFFICES, _DEMO = "offices", "demo"


@dataclass(frozen=True, slots=True)
class UpgradeCopy:
    """Bản chép trước nâng cấp: where it lies, of how many offices, how large."""

    folder: Path | None
    """``None``: there is no office yet."""
    offices: int = 0
    size: int = 0
    removed: int = 0
    """Older sets that made way."""


def offices(home: Path) -> dict[str, Path]:
    """Return the offices under a user's data folder, by the name their copies get."""
    found: dict[str, Path] = {}
    for folder in _folders(home):
        if upgrade_copies.is_office(folder):
            names = (folder.name, *(f"{folder.name}-{number}" for number in range(2, 1000)))
            found[next(name for name in names if name not in found)] = folder
    return found


def _folders(home: Path) -> Iterator[Path]:
    inside = home / _OFFICES
    if inside.is_dir():
        yield from sorted(path for path in inside.iterdir() if path.is_dir())
    # What is practised in the sample office is somebody's work too.
    yield home / _DEMO


def copy_offices(
    home: Path,
    since: Version,
    to: Version,
    now: datetime | None = None,
    progress: Progress = unwatched,
    *,
    lower: bool = False,
) -> UpgradeCopy:
    """Copy every office of a user before the program of ``since`` makes way for that of ``to``.

    All of them are copied and read back, or nothing is kept. Older sets are removed after that.

    Args:
        home: the user's data folder.
        since: version of the program of now.
        to: version of the one that comes.
        now: moment that names the set.
        progress: (bytes copied, all bytes).
        lower: going back to an older program is what the head ordered.

    Raises:
        DowngradeProblem: the program of now is newer, and nobody ordered it.
        OfficeInUseProblem: an office is open.
        UpgradeCopyProblem, DiskFullProblem, ReadOnlyProblem, DiskFaultProblem, BadPlaceProblem.
    """
    if to < since and not lower:
        raise DowngradeProblem(str(to), str(since))
    found = offices(home)
    if not found:
        return UpgradeCopy(None)
    moment = now or datetime.now(UTC)
    name = f"{since}-{to}-{moment.astimezone(UTC):%Y%m%d-%H%M%S}"
    about = {"from": str(since), "to": str(to), "at": moment.isoformat(timespec="seconds")}
    shelf = home / SHELF
    notes = about, read_first(str(since), str(to), moment, tuple(found))
    made, size = upgrade_copies.make(found, shelf, name, notes, progress)
    return UpgradeCopy(made, len(found), size, upgrade_copies.prune(shelf, KEPT))
