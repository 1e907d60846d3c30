"""The first shape of the sealed compartment. Frozen: it never follows today's records."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE sealed.act_value (
    act_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    old TEXT DEFAULT '' NOT NULL,
    new TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_act_value PRIMARY KEY (act_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_abroad (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    country TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    sent_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_abroad PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_disciplines (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    system TEXT DEFAULT '' NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    until TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    amended TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_disciplines PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_exits (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_exits PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_foreign_ties (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    work TEXT DEFAULT '' NOT NULL,
    seat TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_foreign_ties PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_legal_cases (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    authority TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_legal_cases PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_old_regime (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    CONSTRAINT pk_person_old_regime PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_readmissions (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    at TEXT DEFAULT '' NOT NULL,
    official_on TEXT,
    official_at TEXT DEFAULT '' NOT NULL,
    introducers TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_readmissions PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_relatives_abroad (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    work TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_relatives_abroad PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_restorations (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    at TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_restorations PRIMARY KEY (person_id, position)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE sealed.person_sealed (
    person_id INTEGER NOT NULL,
    special_history TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_sealed PRIMARY KEY (person_id)
)
""",
    """
CREATE TABLE sealed.sealed_draft (
    person_id INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_sealed_draft PRIMARY KEY (person_id)
)
""",
    """
CREATE TABLE sealed.sealed_printed (
    printed_id INTEGER NOT NULL,
    snapshot BLOB NOT NULL,
    CONSTRAINT pk_sealed_printed PRIMARY KEY (printed_id)
)
""",
    """
CREATE TABLE sealed.sealed_proof (
    marker TEXT NOT NULL,
    "key" BLOB NOT NULL
)
""",
    """
CREATE TABLE sealed.sealed_supplement (
    person_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    CONSTRAINT pk_sealed_supplement PRIMARY KEY (person_id, year)
)
 WITHOUT ROWID
""",
)
INDEXES = ("CREATE INDEX sealed.ix_act_value_person_id ON act_value (person_id)",)


def upgrade(op: Operations) -> None:
    """Make every table, plant the marker, and draw the key of the digests."""
    run = op.get_bind().exec_driver_sql
    for statement in (*TABLES, *INDEXES):
        run(statement)
    run(
        "INSERT INTO sealed.sealed_proof (marker, key)"
        " VALUES ('tcxd-proof-' || hex(randomblob(16)), randomblob(32))"
    )
