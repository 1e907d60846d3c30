"""Numbered steps from any older file to this program's, each whole or not at all.

Steps live in ``migrations/`` and never import today's schema or records.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations

from tcxd_desktop.domain.errors import MigrationProblem, NewerFileProblem
from tcxd_desktop.storage.migrations import m0001_initial

STEPS: tuple[ModuleType, ...] = (m0001_initial,)
"""In order; the position of the last one applied is the file's ``user_version``."""


def version_of(connection: Any) -> int:
    """Return the version a keyed driver connection's file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(
    run: Callable[[Callable[[Operations], None], int], None],
    version: int,
    before_first: Callable[[], None],
) -> int:
    """Apply the steps a file of ``version`` lacks and return the version reached.

    Args:
        run: runs one step and the new version number in one transaction with foreign keys off,
            and checks references before it commits.
        version: what the file has.
        before_first: makes a verified copy; called only when there is something to keep.

    Raises:
        NewerFileProblem: the file was written by a newer program.
    """
    if version > len(STEPS):
        raise NewerFileProblem(version, len(STEPS))
    if 0 < version < len(STEPS):
        before_first()
    for number, step in enumerate(STEPS[version:], start=version + 1):
        run(step.upgrade, number)
    return len(STEPS)


def run_step(connection: Any, step: Callable[[Operations], None], number: int) -> None:
    """Run one step on an SQLAlchemy connection whose transaction is open.

    Raises:
        MigrationProblem: a reference would be broken; nothing is kept.
    """
    step(Operations(MigrationContext.configure(connection)))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationProblem(number, f"{broken[0][0]}")
    connection.exec_driver_sql(f"PRAGMA user_version={number}")
