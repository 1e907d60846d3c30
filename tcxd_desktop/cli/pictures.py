"""The window without a screen: shown, settled, and painted into files."""

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfers import State
from tcxd_desktop.office import people, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.people.workspace import PeopleWorkspace
from tcxd_desktop.ui.shell.building import PAGES, make_app, make_window, take_down
from tcxd_desktop.wording.dossier import SECTIONS

_SIZE = (1366, 768)
_SETTLE_MS = 60


class Stage:
    """Sân khấu: the main window of an office in one look, to be photographed."""

    def __init__(self, desk: Desk, *, dark: bool = False, scale: int = 100) -> None:
        """Build the window off screen."""
        self._desk = desk
        self._app, looks = make_app()
        theme.apply(self._app, dark=dark, scale=scale)
        self.window = make_window(desk, looks)
        self.window.resize(*_SIZE)
        self.window.show()

    def __enter__(self) -> "Stage":
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the window down without asking about unsaved work."""
        take_down(self.window)

    @property
    def pages(self) -> list[str]:
        """Keys of the pages."""
        return [key for key, *_ in PAGES]

    @property
    def sections(self) -> int:
        """How many sections the dossier editor has."""
        return len(SECTIONS)

    def show_section(self, number: int) -> None:
        """Show a section of the dossier editor, counted from 0."""
        editor = self.workspace.editor
        if not editor.isVisible():
            self.open_anybody()
        editor.show_section(number)

    def show_page(self, key: str) -> None:
        """Show a page."""
        page = self.window.show_page(key)
        page.refresh()

    def open_person(self, person_id: int) -> None:
        """Open a dossier in the editor."""
        self.window.open_person(person_id)

    def open_anybody(self) -> int:
        """Open the dossier of the member who has one with everything in it, or the first."""
        lines = people.lines(self._desk, PeopleQuery(text="nguyen thi dao"))
        lines = lines or people.lines(self._desk, PeopleQuery(), limit=1)
        if not lines:
            raise NotFoundProblem("đảng viên")
        best = max(lines, key=lambda line: line.complete)
        self.open_person(best.id)
        return best.id

    def open_any_case(self) -> None:
        """Open a transfer whose letter is under way, any other one, or the board."""
        lines = transfers.listed(self._desk)
        moving = [line for line in lines if line.state is State.MOVING]
        found = next(iter((*moving, *lines)), None)
        self.window.open_target(f"transfer:{found.id}" if found else "transfers:")

    @property
    def workspace(self) -> PeopleWorkspace:
        """The page of people."""
        page = self.window.show_page("people")
        assert isinstance(page, PeopleWorkspace)  # noqa: S101 - the only page of that key
        return page

    def picture(self, path: Path, show: Callable[[], object]) -> Path:
        """Show something, wait until it is painted, write the PNG and return its path."""
        show()
        settle()
        # What a page reads beside the window belongs into its picture.
        wait_for(lambda: not self.window.working)
        settle()
        self.window.grab().save(str(path), "PNG")
        return path


def settle(milliseconds: int = _SETTLE_MS) -> None:
    """Let timers and queued signals run for a short while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents()


def wait_for(done: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Let events run until ``done``; false when it took too long."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        settle(10)
    return True
