"""The desk a use case works at: the office's file, the clock, the person in charge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.history import Actor, Permission
from tcxd_desktop.storage.store import Deed, Store, Written
from tcxd_desktop.storage.work import Reading, Work


@dataclass(frozen=True, slots=True)
class Desk:
    """Bàn làm việc: everything a use case needs, given in one piece."""

    store: Store
    actor: Actor
    codes: CodeLists
    clock: Callable[[], datetime]
    """Local time with its zone."""

    def today(self) -> date:
        """Return today by the desk's clock."""
        return self.clock().date()

    def day(self, as_at: str = "") -> str:
        """Return ``as_at``, or today, as ISO text."""
        return as_at or self.today().isoformat()

    def on_written(self, listener: Written) -> None:
        """Call ``listener`` with the subjects touched after each commit, in the writing thread."""
        self.store.on_written(listener)

    @contextmanager
    def read(self, permission: Permission = Permission.VIEW) -> Iterator[Reading]:
        """Open the file for reading.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        if not self.actor.may(permission):
            raise NotAllowedProblem(permission.value)
        with self.store.read() as reading:
            yield reading

    @contextmanager
    def write(self, permission: Permission, use_case: str, note: str = "") -> Iterator[Work]:
        """Run one transaction that leaves its line in the history.

        Raises:
            NotAllowedProblem: the actor's role does not carry ``permission``.
        """
        with self.store.write(Deed(self.actor, permission, use_case, note)) as work:
            yield work
