"""The window without a screen: shown, settled, and painted into files."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfers import State
from tcxd_desktop.office import people, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.layers import LayeredPage
from tcxd_desktop.ui.people.workspace import PeopleWorkspace
from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.ui.shell.building import PAGES, make_window, take_down
from tcxd_desktop.wording.dossier import SECTIONS

SIZE = (1366, 768)
"""The screen most offices have."""
_SETTLE_MS = 60


class Stage:
    """Sân khấu: the main window of an office in one look, to be photographed."""

    pause = _SETTLE_MS
    """Milliseconds given to timers before something counts as painted."""

    def __init__(
        self, desk: Desk, *, dark: bool = False, scale: int = 100, size: tuple[int, int] = SIZE
    ) -> None:
        """Build the window off screen, ``size`` points wide and high."""
        self.desk = desk
        self.look = f"{'toi' if dark else 'sang'}-{scale}"
        """Light or dark and the size of the letters, as file names tell it."""
        self._app, looks = make_app()
        theme.apply(self._app, dark=dark, scale=scale)
        self.window = make_window(desk, looks)
        self.window.resize(*size)
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
        found = self.anybody()
        self.open_person(found)
        return found

    def anybody(self) -> int:
        """Return the member whose dossier has everything in it, or the first there is.

        Raises:
            NotFoundProblem: the office has no member.
        """
        lines = people.lines(self.desk, PeopleQuery(text="nguyen thi dao"))
        lines = lines or people.lines(self.desk, PeopleQuery(), limit=1)
        if not lines:
            raise NotFoundProblem("đảng viên")
        return max(lines, key=lambda line: line.complete).id

    def open_any_case(self) -> None:
        """Open a transfer whose letter is under way, any other one, or the board."""
        lines = transfers.listed(self.desk)
        moving = [line for line in lines if line.state is State.MOVING]
        found = next(iter((*moving, *lines)), None)
        self.window.open_target(f"transfer:{found.id}" if found else "transfers:")

    @property
    def workspace(self) -> PeopleWorkspace:
        """The page of people."""
        page = self.window.show_page("people")
        assert isinstance(page, PeopleWorkspace)  # noqa: S101 - the only page of that key
        return page

    def ready(self) -> None:
        """Wait until everything is painted and what pages read beside the window has come."""
        settle(self.pause)
        wait_for(lambda: not self.window.working)
        settle(self.pause)

    def clear(self) -> None:
        """Have every page as it stands alone: what was typed is thrown away, layers are left."""
        for page in self.window.pages.values():
            page.discard()
            if isinstance(page, LayeredPage):
                page.leave_all()

    def picture(self, path: Path, show: Callable[[], object]) -> Path:
        """Show something, wait until it is painted, write the PNG and return its path."""
        show()
        self.ready()
        self.window.grab().save(str(path), "PNG")
        return path


@contextmanager
def caught_dialogs() -> Iterator[list[QDialog]]:
    """Let dialogs stand open beside what opens them, instead of waiting for an answer.

    Whoever opens one goes on as if the user had left it. All are closed at the end.
    """
    caught: list[QDialog] = []
    waits = QDialog.exec

    def stand(dialog: QDialog) -> int:
        caught.append(dialog)
        dialog.setModal(True)
        dialog.show()
        return 0

    QDialog.exec = stand  # type: ignore[method-assign] # put back below
    try:
        yield caught
    finally:
        for dialog in reversed([*caught, *_other_dialogs(caught)]):
            dialog.done(0)
            dialog.deleteLater()
        caught.clear()
        QDialog.exec = waits  # type: ignore[method-assign]
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown_dialog(caught: list[QDialog]) -> QDialog | None:
    """Return the dialog that lies on top."""
    seen = [one for one in (*caught, *_other_dialogs(caught)) if one.isVisible()]
    return seen[-1] if seen else None


def _other_dialogs(caught: list[QDialog]) -> list[QDialog]:
    """Return dialogs nobody waits for, such as the preview of a paper."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible() and one not in caught
    ]


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
