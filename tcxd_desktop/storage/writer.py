"""The writing connection, through SQLAlchemy Core.

Loaded by ``store`` when first needed: importing SQLAlchemy costs more than importing Qt, and the
first list needs none of it (engineering.md 1.4).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as driver
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import StaticPool

from tcxd_desktop.domain.history import Change
from tcxd_desktop.storage import migrate
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.schema import metadata


class Transaction:
    """One open transaction; see :class:`tcxd_desktop.storage.work.Work`."""

    def __init__(self, connection: Connection, act: Mapping[str, Cell]) -> None:
        """Start by writing the act: no transaction can forget it."""
        self._connection = connection
        self._changes = 0
        self.touched: set[str] = set()
        self._act_id = self.add("act", act)

    @property
    def act_id(self) -> int:
        """Id of the act this transaction leaves."""
        return self._act_id

    def all(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        """Return every row."""
        return [tuple(row) for row in self._connection.exec_driver_sql(sql, tuple(values))]

    def one(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        """Return the first row, or ``None``."""
        row = self._connection.exec_driver_sql(sql, tuple(values)).first()
        return None if row is None else tuple(row)

    def add(self, table: str, values: Mapping[str, Cell]) -> int:
        """Insert a row and return its id."""
        result = self._connection.execute(self._table(table).insert().values(**values))
        key = result.inserted_primary_key
        return key[0] if key and isinstance(key[0], int) else 0

    def add_many(self, table: str, values: Sequence[Mapping[str, Cell]]) -> None:
        """Insert rows of the same columns."""
        if values:
            self._connection.execute(self._table(table).insert(), [dict(row) for row in values])

    def change(self, table: str, key: Mapping[str, Cell], values: Mapping[str, Cell]) -> int:
        """Update the rows with ``key`` and return how many there were."""
        target = self._table(table)
        statement = target.update().where(*_matches(target, key)).values(**values)
        return int(self._connection.execute(statement).rowcount)

    def remove(self, table: str, key: Mapping[str, Cell]) -> int:
        """Delete the rows with ``key`` and return how many there were."""
        target = self._table(table)
        return int(self._connection.execute(target.delete().where(*_matches(target, key))).rowcount)

    def note(self, *changes: Change) -> None:
        """Keep old and new values of what changed."""
        rows: list[dict[str, Cell]] = []
        for change in changes:
            self._changes += 1
            rows.append(
                {
                    "act_id": self._act_id,
                    "position": self._changes,
                    "subject": change.subject,
                    "subject_id": change.subject_id,
                    "field": change.field,
                    "old": change.old,
                    "new": change.new,
                }
            )
            self.touch(change.subject)
        self.add_many("act_change", rows)

    def touch(self, subject: str) -> None:
        """Say that lists of ``subject`` may look different after the commit."""
        self.touched.add(subject)

    @staticmethod
    def _table(name: str) -> Table:
        return metadata.tables[name]


def _matches(table: Table, key: Mapping[str, Cell]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]


class Writer:
    """The one connection that writes."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        """Open it; ``connect`` gives a keyed driver connection."""
        self._engine = engine(connect)
        self._connection = self._engine.connect()
        # Compile-cache and driver start-up are paid here, not at the clerk's first save.
        self._connection.exec_driver_sql("SELECT 1").close()
        self._connection.rollback()

    @contextmanager
    def transaction(self, act: Mapping[str, Cell]) -> Iterator[Transaction]:
        """Run one transaction: commit at the end, roll back on any error."""
        with self._connection.begin():
            yield Transaction(self._connection, act)

    def close(self) -> None:
        """Close it."""
        self._connection.close()
        self._engine.dispose()


def engine(connect: Callable[[], Any]) -> Engine:
    """Return an engine over one keyed connection whose transactions take the write lock at once."""
    made = create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=StaticPool,
        # Error texts would otherwise carry names of people.
        hide_parameters=True,
    )

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def upgrade(connect: Callable[[], Any], version: int, before_first: Callable[[], None]) -> int:
    """Bring the file to this program's version; ``connect`` gives one with foreign keys off.

    Rebuilding a parent table with foreign keys on would silently delete its children.
    """
    made = engine(connect)

    def run(step: Callable[[Operations], None], number: int) -> None:
        with made.begin() as connection:
            migrate.run_step(connection, step, number)

    try:
        return migrate.upgrade(run, version, before_first)
    finally:
        made.dispose()
