"""Numbers of identity are masked on the screen; whoever opens them leaves a line."""

from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.office.desk import Desk

FIELD = "reveal"
"""Field of the history line: nothing changed, somebody looked."""


def reveal_person(desk: Desk, person_id: int) -> None:
    """Note that the full numbers of one member were looked at."""
    with desk.write(Permission.VIEW, "people.reveal") as work:
        work.note(Change("person", person_id, FIELD, "", ""))


def reveal_list(desk: Desk, count: int) -> None:
    """Note that the full numbers of a whole list were looked at."""
    with desk.write(Permission.VIEW, "people.reveal", f"{count}"):
        pass
