"""What one part of the torture found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tcxd_desktop.domain.errors import Problem

Tell = Callable[[int], None]
"""Hears how far a part is."""


T = TypeVar("T")


def tried(work: Callable[[], T]) -> T | Exception:
    """Return what ``work`` returns, or whatever it raises: to find that is what this is for."""
    try:
        return work()
    except Exception as error:
        return error


def named(error: Exception) -> str:
    """Return an error as text; one that is no Problem is a bug, and marked."""
    kind = "" if isinstance(error, Problem) else "raw "
    return f"{kind}{type(error).__name__}: {error}"


def untold(done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part found: figures, and one line for everything that went wrong."""

    part: str
    figures: dict[str, int]
    seconds: float
    failures: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Tell whether nothing went wrong, and something was tried at all."""
        return not self.failures and any(self.figures.values())
