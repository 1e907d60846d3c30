"""A new office of a real commune: its file, and the top of its tree."""

from pathlib import Path

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import opening, units
from tcxd_desktop.office.desk import Desk

_COMMITTEE, _ORGANISATION = "Đảng ủy ", "Đảng bộ "


def found_office(folder: Path, password: str, office: OfficeName, founding: Founding) -> Desk:
    """Make an office whose tree holds the đảng bộ its committee leads; the name can be changed.

    Raises:
        FolderNotEmptyProblem, NetworkDriveProblem, ReadOnlyProblem, DiskFullProblem.
    """
    desk = opening.create_office(
        folder, password, office=office, founding=founding, kdf=opening.own_cost()
    )
    name = office.name
    if name.startswith(_COMMITTEE):
        name = _ORGANISATION + name.removeprefix(_COMMITTEE)
    units.add(desk, Unit(0, name, founding.role, has_seal=True), on=None, decision=Decision())
    return desk
