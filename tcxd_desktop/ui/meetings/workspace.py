"""The place of *Sinh hoạt chi bộ* in the window: the board, and full pages in front of it."""

import importlib
from typing import Any

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.meetings.page import BoardPage

MEETING, SHEET, PLAN, GRID = "meeting", "sheet", "plan", "grid"
_CLASSES = {
    MEETING: ("meeting_editor", "MeetingEditor"),
    SHEET: ("sheet_editor", "SheetEditor"),
    PLAN: ("plan_page", "PlanPage"),
    GRID: ("grid_page", "GridPage"),
}
_PRINTS = ("print_dialog", "MeetingPrintDialog")


class MeetingsWorkspace(LayeredPage):
    """Shows the board; minutes, a sheet, a plan or a grid lie over it, *back* takes them away."""

    title = "Sinh hoạt chi bộ"
    icon = "calendar-check"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the board; the other pages are built when they are first wanted."""
        self.board = BoardPage(desk, jobs, changes)
        super().__init__(self.board)
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self.board.meeting_wanted.connect(self.open_meeting)
        self.board.new_wanted.connect(self.open_new)
        self.board.sheet_wanted.connect(self.open_sheet)
        self.board.plan_wanted.connect(self.open_plan)
        self.board.grid_wanted.connect(self.open_grid)
        self.board.paper_wanted.connect(self.print_papers)

    def make(self, key: str) -> Layer:
        """Build a full page: ``meeting``, ``sheet``, ``plan``, ``grid``."""
        made: Layer = _named(*_CLASSES[key])(self._desk, self._jobs, self._changes)
        for name, slot in (("print_wanted", self.print_papers), ("sheet_wanted", self.open_sheet)):
            if hasattr(made, name):
                getattr(made, name).connect(slot)
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the board why a page could not be opened."""
        self.board.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the board seen again."""
        self.board.fill()
        self.board.view.setFocus()

    def open_meeting(self, meeting_id: int) -> None:
        """Open the record of a meeting."""
        self.show_over(MEETING, lambda page: page.open(meeting_id))

    @Slot(int, str)
    def open_new(self, unit_id: int, period: str) -> None:
        """Record a meeting of a chi bộ in a month."""
        self.show_over(MEETING, lambda page: page.open_new(unit_id, period))

    @Slot(int, str)
    def open_sheet(self, meeting_id: int, scorer: str) -> None:
        """Open the sheet of a meeting."""
        self.show_over(SHEET, lambda page: page.open(meeting_id, scorer))

    @Slot(str)
    def open_plan(self, period: str) -> None:
        """Plan a month."""
        self.show_over(PLAN, lambda page: page.open(period))

    @Slot(str)
    def open_grid(self, period: str) -> None:
        """Enter the scores of a month in one grid."""
        self.show_over(GRID, lambda page: page.open(period))

    @Slot(object)
    def print_papers(self, job: MeetingJob) -> None:
        """Let the user choose and preview papers."""
        _named(*_PRINTS)(self._desk, self._jobs, job, self).exec()

    def record(self) -> int:
        """Return the meeting that is open."""
        return int(self.over(MEETING).meeting_id) if self.shown == MEETING else 0

    def return_to(self, record: int) -> None:
        """Open a meeting again; one that is not there any more is passed over."""
        self.open_meeting(record)


def _named(module: str, name: str) -> Any:
    """Return a class of this package: the board does not wait for the editors."""
    return getattr(importlib.import_module(f"tcxd_desktop.ui.meetings.{module}"), name)
