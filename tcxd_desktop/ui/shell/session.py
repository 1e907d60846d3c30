"""What goes on beside the pages while an office is open: lock, upkeep, clipboard, bars.

Loaded after the first picture; a window without it (tests, pictures) is only its pages.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import opening, upkeep
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.clipboard import Clipped
from tcxd_desktop.ui.shell import bars, process
from tcxd_desktop.ui.shell.help_menu import NEWS_BAR, news_bar
from tcxd_desktop.ui.shell.idle import IdleWatch
from tcxd_desktop.ui.shell.late import late
from tcxd_desktop.ui.shell.lock import Lock, Steps, hide_all
from tcxd_desktop.ui.shell.upkeep import Upkeep
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.shell.windows_session import SessionFilter
from tcxd_desktop.wording.help import NEWS

LOCKED = "khóa"
"""How the book tells an end that was a lock."""
RESTORED = "khôi phục xong"
"""How it tells the end of the session that brought an office back."""


def leave_for_fresh(folder: Path, account: int) -> None:
    """Start the process that asks for the password, and end this one."""
    try:
        process.start_fresh(folder, account)
    finally:
        process.end()


class Session(QObject):
    """Phiên làm việc trên màn hình."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        leave: Callable[[Path, int], None] = leave_for_fresh,
    ) -> None:
        """Begin; ``leave`` is what a lock ends with."""
        super().__init__()
        self._window, self._desk = window, desk
        folder = upkeep.place(desk)
        self.clipped = Clipped(self)
        self.upkeep = Upkeep(desk, window)
        self._leave: Callable[[], None] = lambda: leave(folder, desk.actor.account)
        self.lock = Lock(
            Steps(
                busy=self._busy,
                keep=window.keep_drafts,
                remember=self._remember,
                close=self._close,
                leave=self._leave,
            )
        )
        self.watch = IdleWatch(settings.load().idle_minutes)
        self.watch.wanted.connect(self.lock.lock)
        self._system = SessionFilter(window, self.lock.lock)
        window.lock_wanted.connect(self.lock.lock)
        window.acted.connect(self._on_acted)
        window.restored.connect(self._on_restored)
        window.wait_chosen.connect(self._on_wait_chosen)
        window.last_word = self.upkeep.last_word
        self.upkeep.start()
        bar = news_bar()
        if bar is not None:
            window.bars.say(bar)
        tour = late("tour").offer(folder)
        if tour is not None:
            window.bars.say(tour)

    def stop(self) -> None:
        """End what was begun, before the window is taken down."""
        self.lock.stop()
        self.watch.stop()
        self._system.stop()
        self.upkeep.stop()

    def _busy(self) -> bool:
        printing = any(getattr(w, "printing", False) for w in QApplication.topLevelWidgets())
        return printing or self._window.working or self.upkeep.busy

    def _remember(self) -> None:
        self._window.remember()
        settings.change(place=self._window.place(), account=self._desk.actor.account)

    def _close(self) -> None:
        self.stop()
        self._window.stop()
        opening.close_office(self._desk, LOCKED)

    @Slot(object)
    def _on_restored(self, desk: Desk) -> None:
        """Close the restored office and begin anew at the sign-in: nothing of the old may stay."""
        try:
            hide_all()
            self.stop()
            self._window.stop()
            settings.change(place=settings.RESTORED, account=self._desk.actor.account)
            opening.close_office(desk, RESTORED)
        finally:
            self._leave()

    @Slot(int)
    def _on_wait_chosen(self, minutes: int) -> None:
        settings.change(idle_minutes=minutes)
        self.watch.set_minutes(minutes)

    @Slot(str)
    def _on_acted(self, key: str) -> None:
        try:
            if key == NEWS_BAR:
                self._window.bars.drop(NEWS_BAR)
                self._window.open_help(NEWS)
            elif key == bars.TOUR:
                self._window.bars.drop(bars.TOUR)
                late("tour").start(self._window)
            elif key != bars.SHEET:
                self.upkeep.act(key)
            elif late("recovery").RecoveryDialog(self._desk, self._window).exec():
                self._window.bars.drop(bars.SHEET)
        except Problem as problem:
            self._window.notice.show_problem(problem)
