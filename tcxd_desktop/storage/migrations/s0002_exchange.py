"""What sealed items were before imports and merges. Frozen like every step."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE sealed.sealed_import_row (
    run_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    CONSTRAINT pk_sealed_import_row PRIMARY KEY (run_id, person_id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.sealed_merge (
    merge_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    CONSTRAINT pk_sealed_merge PRIMARY KEY (merge_id, person_id)
)
 WITHOUT ROWID
""",
)


def upgrade(op: Operations) -> None:
    """Add the tables."""
    run = op.get_bind().exec_driver_sql
    for statement in TABLES:
        run(statement)
