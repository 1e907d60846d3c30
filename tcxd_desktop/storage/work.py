"""Reading and writing: the two things a repository is given."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tcxd_desktop.domain.history import Change
from tcxd_desktop.storage.rows import Cell


class Reading(Protocol):
    """What can be asked of the file, inside a transaction or outside."""

    @property
    def sealed(self) -> bool:
        """Whether the sealed compartment (items 26 to 28) is at hand."""

    def all(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        """Return every row."""

    def one(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        """Return the first row, or ``None``."""


class Work(Reading, Protocol):
    """One transaction that writes; it always leaves an act with its changes."""

    @property
    def act_id(self) -> int:
        """Id of the act this transaction leaves."""

    def add(self, table: str, values: Mapping[str, Cell]) -> int:
        """Insert a row and return its id."""

    def add_many(self, table: str, values: Sequence[Mapping[str, Cell]]) -> None:
        """Insert rows of the same columns."""

    def change(self, table: str, key: Mapping[str, Cell], values: Mapping[str, Cell]) -> int:
        """Update the rows with ``key`` and return how many there were."""

    def remove(self, table: str, key: Mapping[str, Cell]) -> int:
        """Delete the rows with ``key`` and return how many there were."""

    def note(self, *changes: Change) -> None:
        """Keep old and new values of what changed."""

    def touch(self, subject: str) -> None:
        """Say that lists of ``subject`` may look different after the commit."""
