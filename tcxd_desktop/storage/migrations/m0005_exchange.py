"""Imports, exports, merged records, reconciliation. Frozen like every step."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE import_run (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    file_hash TEXT DEFAULT '' NOT NULL,
    layout TEXT DEFAULT '' NOT NULL,
    profile TEXT DEFAULT '' NOT NULL,
    created INTEGER DEFAULT '0' NOT NULL,
    changed INTEGER DEFAULT '0' NOT NULL,
    same INTEGER DEFAULT '0' NOT NULL,
    skipped INTEGER DEFAULT '0' NOT NULL,
    sealed INTEGER DEFAULT '0' NOT NULL,
    new_units TEXT DEFAULT '' NOT NULL,
    undo_reason TEXT DEFAULT '' NOT NULL,
    undone_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_import_run PRIMARY KEY (id)
)
""",
    """
CREATE TABLE import_row (
    run_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    "before" TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_import_row PRIMARY KEY (run_id, person_id),
    CONSTRAINT fk_import_row_run_id FOREIGN KEY(run_id) REFERENCES import_run (id),
    CONSTRAINT fk_import_row_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE import_profile (
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_import_profile PRIMARY KEY (name)
)
""",
    """
CREATE TABLE central_number (
    person_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    CONSTRAINT pk_central_number PRIMARY KEY (person_id),
    CONSTRAINT fk_central_number_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE sheet_layout (
    "key" TEXT NOT NULL,
    content TEXT NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_sheet_layout PRIMARY KEY ("key")
)
""",
    """
CREATE TABLE export_run (
    id INTEGER NOT NULL,
    layout TEXT NOT NULL,
    at TEXT NOT NULL,
    people INTEGER DEFAULT '0' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_export_run PRIMARY KEY (id)
)
""",
    """
CREATE TABLE export_row (
    run_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_export_row PRIMARY KEY (run_id, person_id),
    CONSTRAINT fk_export_row_run_id FOREIGN KEY(run_id) REFERENCES export_run (id),
    CONSTRAINT fk_export_row_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_merge (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kept_id INTEGER NOT NULL,
    gone_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    undo_reason TEXT DEFAULT '' NOT NULL,
    undone_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_merge PRIMARY KEY (id),
    CONSTRAINT fk_person_merge_kept_id FOREIGN KEY(kept_id) REFERENCES person (id),
    CONSTRAINT fk_person_merge_gone_id FOREIGN KEY(gone_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE distinct_pair (
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_distinct_pair PRIMARY KEY (first_id, second_id),
    CONSTRAINT fk_distinct_pair_first_id FOREIGN KEY(first_id) REFERENCES person (id),
    CONSTRAINT fk_distinct_pair_second_id FOREIGN KEY(second_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE recon_round (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    opened TEXT DEFAULT '' NOT NULL,
    closed TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recon_round PRIMARY KEY (id)
)
""",
    """
CREATE TABLE recon_entry (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    person_id INTEGER,
    line INTEGER DEFAULT '0' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    printed TEXT DEFAULT '' NOT NULL,
    keyed TEXT DEFAULT '' NOT NULL,
    keyed_again TEXT DEFAULT '' NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    doubt TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recon_entry PRIMARY KEY (id),
    CONSTRAINT fk_recon_entry_round_id FOREIGN KEY(round_id) REFERENCES recon_round (id),
    CONSTRAINT fk_recon_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE recon_request (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recon_request PRIMARY KEY (id),
    CONSTRAINT fk_recon_request_round_id FOREIGN KEY(round_id) REFERENCES recon_round (id)
)
""",
    """
CREATE TABLE recon_verdict (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    person_id INTEGER,
    entry_id INTEGER,
    field TEXT DEFAULT '' NOT NULL,
    decided TEXT NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    request_id INTEGER,
    CONSTRAINT pk_recon_verdict PRIMARY KEY (id),
    CONSTRAINT fk_recon_verdict_round_id FOREIGN KEY(round_id) REFERENCES recon_round (id),
    CONSTRAINT fk_recon_verdict_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_recon_verdict_entry_id FOREIGN KEY(entry_id) REFERENCES recon_entry (id),
    CONSTRAINT fk_recon_verdict_request_id FOREIGN KEY(request_id) REFERENCES recon_request (id)
)
""",
)
INDEXES = (
    "CREATE INDEX ix_central_number_number ON central_number (number)",
    "CREATE INDEX ix_distinct_pair_second_id ON distinct_pair (second_id)",
    "CREATE INDEX ix_export_row_person_id ON export_row (person_id)",
    "CREATE INDEX ix_export_run_layout ON export_run (layout)",
    "CREATE INDEX ix_import_row_person_id ON import_row (person_id)",
    "CREATE INDEX ix_person_merge_gone_id ON person_merge (gone_id)",
    "CREATE INDEX ix_person_merge_kept_id ON person_merge (kept_id)",
    "CREATE INDEX ix_recon_entry_person_id ON recon_entry (person_id)",
    "CREATE INDEX ix_recon_entry_round_id ON recon_entry (round_id, source, person_id)",
    "CREATE INDEX ix_recon_request_round_id ON recon_request (round_id)",
    "CREATE INDEX ix_recon_verdict_person_id ON recon_verdict (person_id)",
    "CREATE INDEX ix_recon_verdict_round_id ON recon_verdict (round_id, person_id, field)",
)


def upgrade(op: Operations) -> None:
    """Add the tables."""
    run = op.get_bind().exec_driver_sql
    for statement in (*TABLES, *INDEXES):
        run(statement)
