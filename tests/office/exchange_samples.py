"""Two offices that know each other, or do not yet: what cards and packages are tried on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.office_cards import KnownOffice
from tcxd_desktop.office import known_offices, office_keys, opening, settings
from tcxd_desktop.office.desk import Desk
from tests import make

OTHER = OfficeName("Đảng ủy phường Tân Lập", "Đảng bộ thành phố Hải Phòng", "Tân Lập", "HP")
THIRD = OfficeName("Đảng ủy xã Hòa Bình", "Đảng bộ tỉnh Ninh Bình", "Hòa Bình", "NB")


@contextmanager
def another_office(template: Path, folder: Path, name: OfficeName) -> Iterator[Desk]:
    """Give an office of its own under another name, open while the block runs."""
    desk = opening.open_office(
        Path(shutil.copytree(template, folder)), make.PASSWORD, clock=make.clock
    )
    try:
        settings.set_office_name(desk, name)
        yield desk
    finally:
        opening.close_office(desk)


def know(at: Desk, other: Desk, *, compared: bool = True) -> KnownOffice:
    """Add the card of one office at another, and compare it as two people on the phone do."""
    known = known_offices.add(at, office_keys.card_file(other))
    if not compared:
        return known
    read_aloud = office_keys.ensure(other).fingerprint
    return known_offices.compare(at, known.id, read_aloud)


def as_role(desk: Desk, **changes: object) -> Desk:
    """Return the same desk with another actor at it."""
    return replace(desk, actor=replace(desk.actor, **changes))  # type: ignore[arg-type]


def acts(desk: Desk) -> list[tuple[str, str]]:
    """Return (use case, note) of every line of the book."""
    with desk.read() as reading:
        return reading.all("SELECT use_case, note FROM act ORDER BY id")
