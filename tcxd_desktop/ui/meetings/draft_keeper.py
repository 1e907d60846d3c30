"""Keeps what is typed of meetings and scores and not saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import work_drafts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import draft_keeper
from tcxd_desktop.ui.common.draft_keeper import Drawer
from tcxd_desktop.ui.common.jobs import Jobs

MEETINGS = Drawer(Permission.MEETINGS, work_drafts.keep, work_drafts.draft, work_drafts.drop)


class DraftKeeper(draft_keeper.DraftKeeper):
    """Keeps minutes, sheets, plans and grids."""

    def __init__(
        self, desk: Desk, jobs: Jobs, unsaved: Callable[[bool], object | None], parent: QObject
    ) -> None:
        """Watch one page: see the keeper this one is made of."""
        super().__init__(MEETINGS, desk, jobs, unsaved, parent)
