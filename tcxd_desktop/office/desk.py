"""The desk a use case works at: the office's file, the clock, the person in charge."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.history import Actor
from tcxd_desktop.storage.store import Store


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
