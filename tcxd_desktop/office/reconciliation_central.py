"""Sheets of the upper level, read for a round."""

from collections.abc import Sequence

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import SheetMap
from tcxd_desktop.domain.reconciliation_views import CentralPreview
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.sheet_rows import read_rows
from tcxd_desktop.domain.sheet_values import HowToRead
from tcxd_desktop.domain.unit_names import UnitNames, UnitNumbers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_sources import preview_rows
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.wording.sheets import say


def preview_central(
    desk: Desk,
    round_id: int,
    parts: Sequence[tuple[Sheet, SheetMap]],
    file_name: str = "",
    file_hash: str = "",
) -> CentralPreview:
    """Return what a central list says of whom, before it is taken in; nothing is written.

    Args:
        desk: where.
        round_id: the round.
        parts: its sheets with how each is read.
        file_name: of the list.
        file_hash: of the file.

    Raises:
        ClosedRoundProblem, NotFoundProblem.
        OutsideScopeProblem: the account was not given the whole office.
    """
    with desk.read(Permission.IMPORT) as reading:
        units = UnitNames(stored_units.on_day(reading, desk.day()))
    how = HowToRead(desk.today(), desk.codes, say=say, units=UnitNumbers(units))
    mapped = {column.target for _, one in parts for column in one.columns if column.target}
    return preview_rows(desk, round_id, read_rows(parts, how), mapped, (file_name, file_hash))
