"""The way in: which office, who, with what; what stands in the way and how it is got round."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import door, moving
from tcxd_desktop.ui.shell.late import SignedIn, late, office
from tcxd_desktop.ui.shell.process import PASSWORD
from tcxd_desktop.ui.shell.sign_in import SignInDialog
from tcxd_desktop.ui.shell.start import StartDialog

_PAINTED_MS = 30
"""After so long the box for the password is on the screen, and loading holds nobody up."""
DEMO = "demo"
"""Folder of the sample office, beside that of the real ones."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Yêu cầu khi mở chương trình."""

    office: Path | None = None
    user: str = ""
    locked: int = 0
    """Number of the account that locked the office a moment ago."""
    demo: bool = False
    file: Path | None = None
    """Opened from outside: shown after the sign-in."""


class Entrance:
    """Cửa vào: leads to an open office, or out."""

    def __init__(self, wish: Wish, home: Path, demo: Callable[[], tuple[Path, str]]) -> None:
        """Begin; ``home`` holds this user's offices, ``demo`` gives the sample one and its hint."""
        self._wish, self._home, self._demo = wish, home, demo

    def desk(self) -> SignedIn | None:
        """Return the open office; ``None`` when the user leaves.

        Raises:
            Problem: a password given by the environment does not open it.
        """
        if self._wish.demo:
            return self._open_demo()
        if self._wish.office is not None:
            if self._wish.office == self._home.parent / DEMO:
                return self._open_demo()  # locked a moment ago: its password is told again
            return self._open(self._wish.office)
        known = self._known()
        if len(known) == 1:
            return self._open(known[0], elsewhere=True)
        return self._choose()

    def _known(self) -> list[Path]:
        return sorted(path.parent for path in self._home.glob("*/office.db"))

    def _choose(self) -> SignedIn | None:
        start = StartDialog(self._known(), self._home)
        if not start.exec():
            return None
        if start.demo:
            return self._open_demo()
        if start.folder is None:
            return start.desk
        return self._open(start.folder, elsewhere=True)

    def _open_demo(self) -> SignedIn | None:
        folder, hint = self._demo()
        return self._open(folder, hint)

    def _open(self, folder: Path, hint: str = "", *, elsewhere: bool = False) -> SignedIn | None:
        if moving.unfit(folder):
            copied = late("rescue").copied_here(folder, self._home)
            if copied is None:
                return None
            folder = copied
        given = os.environ.get(PASSWORD)
        if given is not None:
            return self._accepted(
                office("opening").open_office(folder, given, user=self._user(folder))
            )
        QTimer.singleShot(_PAINTED_MS, _load_beside)
        return self._signed_in(folder, hint, elsewhere=elsewhere)

    def _user(self, folder: Path) -> str:
        """Return the account to sign in as: named, or the one that locked the office."""
        if self._wish.user or not self._wish.locked:
            return self._wish.user
        known = door.accounts_of(folder)
        return next((slot.name for slot in known if slot.account == self._wish.locked), "")

    def _signed_in(self, folder: Path, hint: str, *, elsewhere: bool) -> SignedIn | None:
        dialog = SignInDialog(
            folder, open_as, account=self._account(folder), locked=bool(self._wish.locked)
        )
        dialog.elsewhere.setVisible(elsewhere)
        if hint:
            said = dialog.say(hint, quiet=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if dialog.exec():
            return self._accepted(dialog.desk)
        if dialog.other:
            return self._choose()
        if dialog.damaged is not None:
            found = late("rescue").restored(folder, dialog.damaged, self._home)
            if isinstance(found, Path):
                return self._open(found, elsewhere=elsewhere)
            return self._accepted(found)
        return None

    def _account(self, folder: Path) -> int:
        if not self._wish.user:
            return self._wish.locked
        return door.account_named(folder, self._wish.user)

    @staticmethod
    def _accepted(desk: SignedIn | None) -> SignedIn | None:
        """Ask the head where the files are not those that were left; others may look."""
        if desk is None or not desk.sign_in.doubtful or not desk.actor.may(Permission.SETTINGS):
            return desk
        if late("doubt").DoubtDialog(desk).exec():
            return desk
        office("opening").close_office(desk)
        return None


def _load_beside() -> None:
    """While the password is typed, load what opens an office, the window and its first page."""

    def load() -> None:
        office("opening")
        late("building").load_first_page()

    threading.Thread(target=load, daemon=True).start()


def open_as(folder: Path, password: str, user: str) -> SignedIn:
    """Open an office as somebody."""
    desk: SignedIn = office("opening").open_office(folder, password, user=user)
    return desk
