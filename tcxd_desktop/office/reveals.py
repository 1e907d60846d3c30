"""Numbers of identity are masked on the screen; whoever opens them leaves a line."""

from collections.abc import Collection

from tcxd_desktop.domain.book import REVEAL, concerning
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import scope
from tcxd_desktop.office.desk import Desk

FIELD = REVEAL
"""Field of the history line: nothing changed, somebody looked."""


def reveal_person(desk: Desk, person_id: int, purpose: str = "") -> None:
    """Note that the full numbers of one member were looked at."""
    reveal_list(desk, [person_id], purpose)


def reveal_list(desk: Desk, person_ids: Collection[int], purpose: str = "") -> None:
    """Note that the full numbers of a list were looked at: of whom, and how many."""
    with desk.read() as reading:
        scope.check_person(desk, reading, person_ids)
    about = concerning(person_ids, REVEAL)
    desk.line(Permission.VIEW, "people.reveal", "", *about, purpose=purpose,
              people=len(person_ids))  # fmt: skip
