"""The writing connection, through SQLAlchemy Core.

Loaded by ``store`` when first needed: importing SQLAlchemy costs more than importing Qt, and the
first list needs none of it (engineering.md 1.4).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

import sqlcipher3.dbapi2 as driver
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, Table, create_engine, event, select
from sqlalchemy.pool import StaticPool

from tcxd_desktop.domain.history import Change
from tcxd_desktop.storage import audit, migrate, records
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.schema import metadata
from tcxd_desktop.storage.schema import sealed as sealed_metadata

sealed_tables = sealed_metadata.tables


class Transaction:
    """One open transaction; see :class:`tcxd_desktop.storage.work.Work`."""

    def __init__(self, connection: Connection, act: Mapping[str, Cell], *, sealed: bool) -> None:
        """Start by writing the act: no transaction can forget it."""
        self._connection = connection
        self._driver: Any = connection.connection.driver_connection
        self._sealed = sealed
        self.touched: set[str] = set()
        self.line = audit.begin(self._driver, act)

    @property
    def sealed(self) -> bool:
        """Whether the sealed compartment is at hand."""
        return self._sealed

    @property
    def act_id(self) -> int:
        """Id of the act this transaction leaves."""
        return self.line.id

    def all(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        """Return every row."""
        found: list[tuple[Any, ...]] = self._driver.execute(sql, tuple(values)).fetchall()
        return found

    def one(self, sql: str, values: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        """Return the first row, or ``None``."""
        found: tuple[Any, ...] | None = self._driver.execute(sql, tuple(values)).fetchone()
        return found

    def add(self, table: str, values: Mapping[str, Cell]) -> int:
        """Insert a row and return its id."""
        result = self._connection.execute(self._table(table).insert().values(**values))
        key = result.inserted_primary_key
        number = key[0] if key and isinstance(key[0], int) else 0
        self._mark(table, [{"id": number, **values}])
        return number

    def add_many(self, table: str, values: Sequence[Mapping[str, Cell]]) -> None:
        """Insert rows of the same columns."""
        if values:
            # Straight to the driver: thousands of wide rows cost half again as much through Core.
            names = tuple(values[0])
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            self._driver.executemany(
                f'INSERT INTO "{self._table(table).name}" ({columns}) VALUES ({marks})',
                _cells(names, values),
            )
            self._mark(table, values)

    def change(self, table: str, key: Mapping[str, Cell], values: Mapping[str, Cell]) -> int:
        """Update the rows with ``key`` and return how many there were."""
        target = self._table(table)
        self._mark_found(table, key)
        statement = target.update().where(*_matches(target, key)).values(**values)
        return int(self._connection.execute(statement).rowcount)

    def remove(self, table: str, key: Mapping[str, Cell]) -> int:
        """Delete the rows with ``key`` and return how many there were."""
        target = self._table(table)
        self._mark_found(table, key)
        return int(self._connection.execute(target.delete().where(*_matches(target, key))).rowcount)

    def note(self, *changes: Change) -> None:
        """Keep old and new values of what changed."""
        audit.write_changes(self._driver, *audit.change_rows(self.line, changes))
        for change in changes:
            self.touch(change.subject)

    def touch(self, subject: str) -> None:
        """Say that lists of ``subject`` may look different after the commit."""
        self.touched.add(subject)

    def _mark(self, table: str, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Remember whose records rows belong to: their digests go into the book."""
        owner = records.OWNER.get(table)
        if owner is None:
            return
        subject, key = owner
        if not key:
            self.line.touched.add((subject, records.WHOLE))
            return
        self.line.touched |= {
            (subject, number) for row in rows if isinstance(number := row[key], int)
        }

    def _mark_found(self, table: str, key: Mapping[str, Cell]) -> None:
        owner = records.OWNER.get(table)
        if owner is None or not owner[1] or owner[1] in key:
            self._mark(table, [key])
            return
        target = self._table(table)
        found = self._connection.execute(
            select(target.c[owner[1]]).where(*_matches(target, key)).distinct()
        )
        self._mark(table, [{owner[1]: row[0]} for row in found])

    @staticmethod
    def _table(name: str) -> Table:
        found = metadata.tables.get(name)
        return sealed_tables[name] if found is None else found


def _cells(names: Sequence[str], values: Sequence[Mapping[str, Cell]]) -> list[tuple[Cell, ...]]:
    """Return the cells of rows in the order of their columns."""
    if len(names) == 1:
        return [(row[names[0]],) for row in values]
    return list(map(itemgetter(*names), values))


def _matches(table: Table, key: Mapping[str, Cell]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]


class Writer:
    """The one connection that writes."""

    def __init__(self, connect: Callable[[], Any], *, sealed: bool) -> None:
        """Open it; ``connect`` gives a keyed driver connection."""
        self._sealed = sealed
        self._engine = engine(connect)
        self._connection = self._engine.connect()
        # Compile-cache and driver start-up are paid here, not at the clerk's first save.
        self._connection.exec_driver_sql("SELECT 1").close()
        self._connection.rollback()

    @property
    def driver_connection(self) -> Any:
        """The bare connection beneath, for a copy that follows what is written meanwhile."""
        return self._connection.connection.driver_connection

    @contextmanager
    def transaction(self, act: Mapping[str, Cell]) -> Iterator[Transaction]:
        """Run one transaction: chain its line and commit at the end, roll back on any error."""
        with self._connection.begin():
            work = Transaction(self._connection, act, sealed=self._sealed)
            yield work
            audit.finish(self.driver_connection, work.line)

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


def upgrade(
    connect: Callable[[], Any],
    version: int,
    sealed_version: int | None,
    before_first: Callable[[], None],
) -> None:
    """Bring the files to this program's version; ``connect`` gives one with foreign keys off.

    Rebuilding a parent table with foreign keys on would silently delete its children.
    """
    made = engine(connect)

    def run(step: Callable[[Operations], None], schema: str, number: int) -> None:
        with made.begin() as connection:
            migrate.run_step(connection, step, schema, number)

    try:
        migrate.upgrade(run, version, sealed_version, before_first)
    finally:
        made.dispose()
