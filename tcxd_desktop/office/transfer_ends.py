"""Which organisation of ours writes a box of a letter."""

from typing import Final

from tcxd_desktop.domain.rule_types import Leg
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_route import level_of
from tcxd_desktop.domain.transfers import End, Transfer
from tcxd_desktop.domain.units import Unit, path_names
from tcxd_desktop.office.transfer_keeping import Keeper

_TYPES: Final = {"section": ("DBBP",), "base": ("DBCS", "DBTT")}


def own_end(case: Transfer, leg: Leg) -> End:
    """Return the end of a case the boxes of a leg are written at."""
    home = case.source if leg in {Leg.OUT, Leg.BACK_IN} else case.target
    # Whoever comes back from abroad is taken in where he left.
    return case.source if leg is Leg.IN and home.country else home


def own_unit_of(keeper: Keeper, case: Transfer, box: CaseBox, day: str) -> Unit | None:
    """Return the organisation of ours that writes a box, or ``None`` where it is another's."""
    if box.office:
        # The committee itself writes, whether a chi bộ was chosen already or not.
        return next((one for one in keeper.units(day).values() if one.parent_id is None), None)
    unit_id = own_end(case, box.leg).unit_id
    path = path_names(keeper.units(day), unit_id) if box.ours else []
    if not path:
        return None
    level = level_of(box.writer)
    if level == "cell":
        return path[-1]
    below = [unit for unit in path[1:] if unit.type in _TYPES.get(level, ())]
    if below:
        return below[-1]
    # Where no organisation of the level lies between, the committee itself writes.
    return path[0] if level in {"base", "upper"} else None
