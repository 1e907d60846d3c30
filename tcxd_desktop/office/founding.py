"""A new office of a real commune: its file, and the top of its tree."""

from pathlib import Path

from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import opening, units
from tcxd_desktop.office.desk import Desk

_COMMITTEE, _ORGANISATION = "Đảng ủy ", "Đảng bộ "
_TOP_TYPE = "CTTT"
"""Type of a commune's đảng bộ under the rule set a new office begins with (RS-2025)."""


def found_office(folder: Path, password: str, office: OfficeName) -> Desk:
    """Make an office whose tree holds the đảng bộ its committee leads; the name can be changed.

    Raises:
        FolderNotEmptyProblem, NetworkDriveProblem, ReadOnlyProblem, DiskFullProblem.
    """
    desk = opening.create_office(folder, password, office=office)
    name = office.name
    if name.startswith(_COMMITTEE):
        name = _ORGANISATION + name.removeprefix(_COMMITTEE)
    units.add(desk, Unit(0, name, _TOP_TYPE, has_seal=True), on=None, decision=Decision())
    return desk
