"""Numbered steps from any older file to this program's, each whole or not at all.

Steps live in ``migrations/`` and never import today's schema or records.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations

from tcxd_desktop.domain.errors import MigrationProblem, NewerFileProblem
from tcxd_desktop.storage.engine import SEALED
from tcxd_desktop.storage.migrations import (
    m0001_initial,
    m0002_safe,
    m0003_meetings,
    m0004_transfers,
    m0005_exchange,
    s0001_sealed,
    s0002_exchange,
)

STEPS: tuple[ModuleType, ...] = (
    m0001_initial,
    m0002_safe,
    m0003_meetings,
    m0004_transfers,
    m0005_exchange,
)
"""In order; the position of the last one applied is the file's ``user_version``."""
SEALED_STEPS: tuple[ModuleType, ...] = (s0001_sealed, s0002_exchange)
"""The same for the sealed compartment. They run first: a step of the main file
may move data there."""


def upgrade(
    run: Callable[[Callable[[Operations], None], str, int], None],
    version: int,
    sealed_version: int | None,
    before_first: Callable[[], None],
) -> None:
    """Apply the steps a file of ``version`` lacks.

    Args:
        run: runs one step and the new version number of ``main`` or ``sealed`` in one transaction
            with foreign keys off, and checks references before it commits.
        version: what the main file has.
        sealed_version: what the sealed compartment has; ``None`` when its key is not at hand, and
            then it waits for the next sign-in of somebody who holds it.
        before_first: makes a verified copy; called only when there is something to keep.

    Raises:
        NewerFileProblem: the file was written by a newer program.
    """
    if version > len(STEPS):
        raise NewerFileProblem(version, len(STEPS))
    if sealed_version is not None and sealed_version > len(SEALED_STEPS):
        raise NewerFileProblem(sealed_version, len(SEALED_STEPS))
    if 0 < version < len(STEPS) or 0 < (sealed_version or 0) < len(SEALED_STEPS):
        before_first()
    if sealed_version is not None:
        for number, step in enumerate(SEALED_STEPS[sealed_version:], start=sealed_version + 1):
            run(step.upgrade, SEALED, number)
    for number, step in enumerate(STEPS[version:], start=version + 1):
        run(step.upgrade, "main", number)


def run_step(connection: Any, step: Callable[[Operations], None], schema: str, number: int) -> None:
    """Run one step on an SQLAlchemy connection whose transaction is open.

    Raises:
        MigrationProblem: a reference would be broken; nothing is kept.
    """
    step(Operations(MigrationContext.configure(connection)))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationProblem(number, f"{broken[0][0]}")
    connection.exec_driver_sql(f"PRAGMA {schema}.user_version={number}")
