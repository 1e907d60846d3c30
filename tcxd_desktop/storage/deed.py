"""What one writes with: the deed behind a line of the access book, and the bare driver's parts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.domain.history import Actor, Permission
from tcxd_desktop.storage.rows import Cell


@dataclass(frozen=True, slots=True)
class Deed:
    """Việc ghi: who does what under which permission; its line in the access book."""

    actor: Actor
    permission: Permission
    use_case: str
    note: str = ""
    at: str = ""
    """UTC, ISO with seconds."""
    clock: str = ""
    """Why the machine's clock is not to be believed, or nothing."""
    purpose: str = ""
    copies: int = 0
    people: int = 0
    """How many people it concerns, where that is not told by its changes."""

    def act(self) -> dict[str, Cell]:
        """Return the columns of its line."""
        return {
            "at": self.at,
            "clock": self.clock,
            "account": self.actor.account,
            "actor": self.actor.name,
            "use_case": self.use_case,
            "permission": self.permission.value,
            "note": self.note,
            "purpose": self.purpose,
            "copies": self.copies,
            "people": self.people,
        }


class Reader:
    """Reads through the bare driver: a list costs what SQLite costs."""

    def __init__(self, connection: Any, *, sealed: bool) -> None:
        """Read through ``connection``."""
        self._connection = connection
        self.sealed = sealed

    def all(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        """Return every row."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql, tuple(values)).fetchall()
        return found

    def one(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        """Return the first row, or ``None``."""
        found: tuple[Any, ...] | None = self._connection.execute(sql, tuple(values)).fetchone()
        return found


def signed_text(office: str, act_id: int, hashed: bytes) -> bytes:
    """Return what a user signs at the end of a session."""
    return f"tcxd-checkpoint|{office}|{act_id}|".encode() + hashed


@contextmanager
def transaction(connection: Any) -> Iterator[None]:
    """Commit what is done in the block, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A failed COMMIT may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
