"""How long work tells how far it is, without knowing who listens."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""``progress(done, total)``; the caller may raise from it to cancel."""


def unwatched(done: int, total: int) -> None:
    """Take no notice."""
