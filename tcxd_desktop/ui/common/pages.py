"""What a page of the main window is, and how the window is told of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission


class Page(QWidget):
    """A page of the main window. It asks for other pages by signals, never by importing them."""

    person_wanted = Signal(int)
    """Show this person's dossier."""
    unit_wanted = Signal(int)
    """Show this organisation."""
    transfer_wanted = Signal(int)
    """Show this person's transfer, or begin one."""
    page_wanted = Signal(str)
    """Show another page; with its key."""
    target_wanted = Signal(str)
    """Show what a duty is about; with its target, such as ``transfer:12``."""
    counted = Signal(int)
    """How much waits here; stands beside the page's name in the navigation."""
    status_wanted = Signal(str)
    """A short calm word for the foot of the window, such as ``Đã lưu 09:14``."""
    recovery_wanted = Signal()
    """Make a new recovery sheet."""
    restored = Signal(object)
    """The office was restored: the Desk opened anew; all that shows the closed one has to go."""

    title: str = ""
    """Name in the navigation and of the page."""
    icon: str = ""
    """File name of its icon, such as ``users``."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def search(self, text: str) -> None:
        """Show what the search box of the window asks for; a page may ignore it."""

    def open_person(self, person_id: int) -> None:
        """Open a dossier, on the page that can."""

    def open_unit(self, unit_id: int) -> None:
        """Open an organisation, on the page that can."""

    def open_target(self, record: int) -> None:
        """Open the record a duty is about, on the page that can; 0 is the page as it stands."""

    def open_file(self, file: Path) -> None:
        """Take a file the user opened from outside, on the page that can."""

    def open_topic(self, target: str) -> None:
        """Open a topic of the help, on the page that can."""

    def prove_recovery(self) -> None:
        """Ask for the code of the recovery sheet, on the page that can."""

    def unsaved(self) -> bool:
        """Tell whether closing now would lose work."""
        return False

    def save(self) -> bool:
        """Save what is unsaved; false when it could not be, with the reason shown."""
        return True

    def discard(self) -> None:
        """Throw unsaved work away, at the user's word."""

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, before the office is locked; say what hindered it."""
        return None

    def record(self) -> int:
        """Return the number of the record that is open, to come back to it; 0 for none."""
        return 0

    def return_to(self, record: int) -> None:
        """Open what :meth:`record` told before."""

    def actions_offered(self) -> Sequence["Offer"]:
        """Return what the search box may offer to do here, e.g. *Thêm đảng viên*."""
        return ()


@dataclass(frozen=True, slots=True)
class Offer:
    """An action the search box can find."""

    title: str
    run: Callable[[], None]
    icon: str = "chevron-right"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the navigation; its page is built when it is first shown."""

    key: str
    """``people``, ``units``, ``supplements``, ``numbers``."""
    title: str
    icon: str
    group: str
    build: Callable[[], Page]
    permission: Permission | None = None
    """Who may not is shown the page greyed, with the reason; ``None``: everybody may."""
    topics: Callable[[], Sequence[str]] = tuple
    """Titles of what its page will offer, for the search box before the page is built."""
    greets: bool = False
    """The window opens with it, whatever page was shown last."""
