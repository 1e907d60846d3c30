"""What stays on the page of what follows it, as groups that are placed together."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something on a page that is never divided."""

    @property
    def keep(self) -> bool:
        """Whether it stays on the page of the next one."""


P = TypeVar("P", bound=Placed)


def groups(pieces: Iterable[P]) -> Iterator[list[P]]:
    """Yield the pieces in groups, each ended by one that need not stay with the next."""
    group: list[P] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group
