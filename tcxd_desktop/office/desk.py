"""The desk a use case works at: the office's file, the clock, the person in charge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from tcxd_desktop import BUILT
from tcxd_desktop.domain import machine_clock
from tcxd_desktop.domain.accounts import SignIn
from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.history import Actor, Change, Permission
from tcxd_desktop.storage.deed import Deed
from tcxd_desktop.storage.store import Store, Written
from tcxd_desktop.storage.work import Reading, Work


@dataclass(frozen=True, slots=True)
class Desk:
    """Bàn làm việc: everything a use case needs, given in one piece."""

    store: Store
    actor: Actor
    codes: CodeLists
    clock: Callable[[], datetime]
    """Local time with its zone."""
    sign_in: SignIn = field(default_factory=SignIn)
    """What the opening of the files found."""
    viewed: dict[tuple[int, str], datetime] = field(default_factory=dict, compare=False)
    """Whose dossier was looked at in this session, what for, and when: see ``people.view``."""

    def today(self) -> date:
        """Return today by the desk's clock."""
        return self.clock().date()

    def day(self, as_at: str = "") -> str:
        """Return ``as_at``, or today, as ISO text."""
        return as_at or self.today().isoformat()

    def on_written(self, listener: Written) -> None:
        """Call ``listener`` with the subjects touched after each commit, in the writing thread."""
        self.store.on_written(listener)

    def check(self, permission: Permission) -> None:
        """Refuse what the actor may not.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        if not self.actor.may(permission):
            raise NotAllowedProblem(permission.value)

    @contextmanager
    def read(self, permission: Permission = Permission.VIEW) -> Iterator[Reading]:
        """Open the file for reading.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        self.check(permission)
        with self.store.read() as reading:
            yield reading

    @contextmanager
    def write(
        self,
        permission: Permission,
        use_case: str,
        note: str = "",
        *,
        purpose: str = "",
        copies: int = 0,
        people: int = 0,
    ) -> Iterator[Work]:
        """Run one transaction that leaves its line in the access book.

        Args:
            permission: what the actor needs.
            use_case: key of ``wording.acts``.
            note: why, or what of, in words.
            purpose: what a paper or file is for, in the clerk's words.
            copies: how many copies of a paper.
            people: how many people it concerns, where its changes do not tell.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        deed = self.deed(permission, use_case, note)
        with self.store.write(replace(deed, purpose=purpose, copies=copies, people=people)) as work:
            yield work

    def line(
        self,
        permission: Permission,
        use_case: str,
        note: str = "",
        *about: Change,
        purpose: str = "",
        copies: int = 0,
        people: int = 0,
    ) -> int:
        """Leave a line in the book of something that changes nothing else; return its number.

        Args:
            permission: what the actor needs.
            use_case: key of ``wording.acts``.
            note: why, or what of, in words.
            about: whom it concerns.
            purpose: what a paper or file is for, in the clerk's words.
            copies: how many copies of a paper.
            people: how many people it concerns.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        deed = self.deed(permission, use_case, note)
        return self.store.line(replace(deed, purpose=purpose, copies=copies, people=people), *about)

    def deed(self, permission: Permission, use_case: str, note: str = "") -> Deed:
        """Return what a line says of who, when, and whether the clock is to be believed."""
        now = self.clock()
        at = now.astimezone(UTC).isoformat(timespec="seconds")
        return Deed(self.actor, permission, use_case, note, at, self.clock_state(now))

    def clock_state(self, now: datetime | None = None) -> str:
        """Return why the machine's clock is not to be believed, or nothing."""
        return machine_clock.suspect(now or self.clock(), self.store.newest_moment(), BUILT)
