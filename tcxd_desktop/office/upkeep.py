"""What keeps an office safe while nobody thinks of it: room, anchors, checks."""

from pathlib import Path

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import checking, reserve


def place(desk: Desk) -> Path:
    """Return the folder of the office."""
    desk.check(Permission.OWN)
    return desk.store.folder


def read_only(desk: Desk) -> str:
    """Return why the office may only be read (``tampered``, ``damaged``), or nothing."""
    desk.check(Permission.OWN)
    return desk.store.read_only


def keep_room(desk: Desk) -> bool:
    """Make the reserve for a full disk, if it is not there; false where there is no room."""
    desk.check(Permission.OWN)
    return reserve.ensure(desk.store.folder)


def newest_line(desk: Desk) -> int:
    """Return the number of the newest line of the access book."""
    desk.check(Permission.OWN)
    return desk.store.head()[0]


def anchor(desk: Desk, last: int) -> int:
    """Note outside the file how far the book is, unless it still is at line ``last``.

    Returns the newest line. An office that waits for the head's word is not anchored: the mark
    that tells of older files must stay.
    """
    desk.check(Permission.OWN)
    newest = newest_line(desk)
    if newest != last and not desk.store.read_only:
        desk.store.anchor(clean=False)
    return newest


def faults(desk: Desk) -> dict[str, str]:
    """Check the whole office, as after an end that was none; return what is wrong, by kind."""
    desk.check(Permission.OWN)
    return {name: said for name, said in checking.verify(desk.store).items() if said != checking.OK}
