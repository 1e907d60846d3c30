"""Reads everything recorded of one organisation."""

from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.units.story import Life


def life_of(desk: Desk, unit_id: int) -> Life:
    """Return the life of one organisation."""
    return Life(
        units.steps(desk, unit_id),
        units.links(desk, unit_id),
        units.end(desk, unit_id),
        units.names(desk),
        {kind.code: kind.name for kind in units.shipped_types()},
    )
