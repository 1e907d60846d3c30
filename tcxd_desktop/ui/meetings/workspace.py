"""The place of *Sinh hoạt chi bộ* in the window: the board, and full pages in front of it."""

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.meetings.page import BoardPage

MEETING, SHEET, PLAN, GRID = "meeting", "sheet", "plan", "grid"
_CLASSES = {
    MEETING: ("meeting_editor", "MeetingEditor"),
    SHEET: ("sheet_editor", "SheetEditor"),
    PLAN: ("plan_page", "PlanPage"),
    GRID: ("grid_page", "GridPage"),
}
_PRINTS = ("print_dialog", "MeetingPrintDialog")


class MeetingsWorkspace(Page):
    """Shows the board; minutes, a sheet, a plan or a grid lie over it, *back* takes them away."""

    title = "Sinh hoạt chi bộ"
    icon = "calendar-check"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the board; the other pages are built when they are first wanted."""
        super().__init__()
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self._over: dict[str, Any] = {}
        self._path: list[str] = []
        """Pages that lie over the board, the one that is seen last."""
        self.board = BoardPage(desk, jobs, changes)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.board)
        self._connect()

    def over(self, key: str) -> Any:
        """Return a full page (``meeting``, ``sheet``, ``plan``, ``grid``), built when needed."""
        if key not in self._over:
            made = _named(*_CLASSES[key])(self._desk, self._jobs, self._changes)
            made.left.connect(self._on_left)
            if hasattr(made, "print_wanted"):
                made.print_wanted.connect(self.print_papers)
            if hasattr(made, "sheet_wanted"):
                made.sheet_wanted.connect(self.open_sheet)
            self._stack.addWidget(made)
            self._over[key] = made
        return self._over[key]

    @property
    def shown(self) -> str:
        """Key of the page that lies on top; empty for the board."""
        return self._path[-1] if self._path else ""

    def refresh(self) -> None:
        """Read the board again."""
        self.board.refresh()

    def open_meeting(self, meeting_id: int) -> None:
        """Open the record of a meeting."""
        self._show(MEETING, lambda page: page.open(meeting_id))

    @Slot(int, str)
    def open_new(self, unit_id: int, period: str) -> None:
        """Record a meeting of a chi bộ in a month."""
        self._show(MEETING, lambda page: page.open_new(unit_id, period))

    @Slot(int, str)
    def open_sheet(self, meeting_id: int, scorer: str) -> None:
        """Open the sheet of a meeting."""
        self._show(SHEET, lambda page: page.open(meeting_id, scorer))

    @Slot(str)
    def open_plan(self, period: str) -> None:
        """Plan a month."""
        self._show(PLAN, lambda page: page.open(period))

    @Slot(str)
    def open_grid(self, period: str) -> None:
        """Enter the scores of a month in one grid."""
        self._show(GRID, lambda page: page.open(period))

    @Slot(object)
    def print_papers(self, job: MeetingJob) -> None:
        """Let the user choose and preview papers."""
        _named(*_PRINTS)(self._desk, self._jobs, job, self).exec()

    def unsaved(self) -> bool:
        """Tell whether a page holds unsaved work."""
        return any(map(_dirty, self._over.values()))

    def save(self) -> bool:
        """Save what is unsaved; the page that could not is shown."""
        for key, page in self._over.items():
            if _dirty(page) and not page.save():
                self._bring(key)
                return False
        return True

    def discard(self) -> None:
        """Throw unsaved work away."""
        for page in filter(_dirty, self._over.values()):
            page.discard()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, on every page; say what hindered one of them."""
        problems: list[Problem | None] = [page.keep_draft() for page in self._over.values()]
        return next((problem for problem in problems if problem is not None), None)

    def record(self) -> int:
        """Return the meeting that is open."""
        return int(self._over[MEETING].meeting_id) if self.shown == MEETING else 0

    def return_to(self, record: int) -> None:
        """Open a meeting again; one that is not there any more is passed over."""
        self.open_meeting(record)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the board offers."""
        offers = self.board.actions_offered()
        return tuple(
            Offer(offer.title, partial(self._from_board, offer.run), offer.icon) for offer in offers
        )

    def _from_board(self, run: Callable[[], None]) -> None:
        if self._may_leave():
            self._path.clear()
            self._stack.setCurrentWidget(self.board)
            run()

    def _connect(self) -> None:
        board = self.board
        board.meeting_wanted.connect(self.open_meeting)
        board.new_wanted.connect(self.open_new)
        board.sheet_wanted.connect(self.open_sheet)
        board.plan_wanted.connect(self.open_plan)
        board.grid_wanted.connect(self.open_grid)
        board.paper_wanted.connect(self.print_papers)
        board.person_wanted.connect(self.person_wanted)
        board.unit_wanted.connect(self.unit_wanted)
        board.page_wanted.connect(self.page_wanted)
        board.status_wanted.connect(self.status_wanted)

    def _show(self, key: str, open_it: Callable[[Any], None]) -> None:
        """Open a page over those that are open; a problem is said on the board."""
        page = self.over(key)
        if key in self._path and not page.may_leave():
            return
        try:
            open_it(page)
        except Problem as problem:
            self.board.notice.show_problem(problem)
            if not self._path:
                self._stack.setCurrentWidget(self.board)
            return
        self._bring(key)

    def _bring(self, key: str) -> None:
        if key in self._path:
            del self._path[self._path.index(key) :]
        self._path.append(key)
        page: QWidget = self._over[key]
        self._stack.setCurrentWidget(page)

    def _may_leave(self) -> bool:
        return not self._path or bool(self._over[self.shown].may_leave())

    @Slot()
    def _on_left(self) -> None:
        """Go back to the page below, or the board."""
        if self._path:
            self._path.pop()
        if self._path:
            self._stack.setCurrentWidget(self._over[self.shown])
        else:
            self._stack.setCurrentWidget(self.board)
            self.board.fill()
            self.board.view.setFocus()


def _named(module: str, name: str) -> Any:
    """Return a class of this package: the board does not wait for the editors."""
    return getattr(importlib.import_module(f"tcxd_desktop.ui.meetings.{module}"), name)


def _dirty(page: Any) -> bool:
    """Tell whether a page would lose something; a cell that is being typed in counts."""
    if hasattr(page, "commit"):
        page.commit()
    found = page.dirty
    return bool(found() if callable(found) else found)
