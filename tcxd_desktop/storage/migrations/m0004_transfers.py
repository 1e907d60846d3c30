"""Rules of the office, transfers, letters, other offices, tasks. Frozen like every step."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE rule_row (
    id INTEGER NOT NULL,
    rule_set TEXT NOT NULL,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    verified INTEGER DEFAULT '0' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    written_on TEXT DEFAULT '' NOT NULL,
    withdrawn TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_rule_row PRIMARY KEY (id)
)
""",
    """
CREATE TABLE calendar_day (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    verified INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (day)
)
""",
    """
CREATE TABLE pack_taken (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    issuer TEXT DEFAULT '' NOT NULL,
    fingerprint TEXT DEFAULT '' NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_pack_taken PRIMARY KEY (id)
)
""",
    """
CREATE TABLE due_mark (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    done_on TEXT DEFAULT '' NOT NULL,
    proof TEXT DEFAULT '' NOT NULL,
    postponed_to TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_due_mark PRIMARY KEY (id),
    CONSTRAINT uq_due_mark_key UNIQUE ("key")
)
""",
    """
CREATE TABLE transfer (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    person_id INTEGER,
    unit_id INTEGER,
    opened TEXT DEFAULT '' NOT NULL,
    last_on TEXT DEFAULT '' NOT NULL,
    effective TEXT DEFAULT '' NOT NULL,
    serial TEXT DEFAULT '' NOT NULL,
    packet TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    search TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_transfer PRIMARY KEY (id),
    CONSTRAINT fk_transfer_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_transfer_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
""",
    """
CREATE TABLE transfer_step (
    id INTEGER NOT NULL,
    transfer_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL,
    "on" TEXT NOT NULL,
    state TEXT NOT NULL,
    box INTEGER DEFAULT '0' NOT NULL,
    signer TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    addressed TEXT DEFAULT '' NOT NULL,
    papers TEXT DEFAULT '' NOT NULL,
    until TEXT DEFAULT '' NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    serial TEXT DEFAULT '' NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    unsigned INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_transfer_step PRIMARY KEY (id),
    CONSTRAINT uq_transfer_step_transfer_id_position UNIQUE (transfer_id, position),
    CONSTRAINT fk_transfer_step_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id)
)
""",
    """
CREATE TABLE transfer_check (
    transfer_id INTEGER NOT NULL,
    item TEXT NOT NULL,
    result TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_transfer_check PRIMARY KEY (transfer_id, item),
    CONSTRAINT fk_transfer_check_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE register_entry (
    id INTEGER NOT NULL,
    register TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    transfer_id INTEGER NOT NULL,
    step_id INTEGER,
    "on" TEXT DEFAULT '' NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_register_entry PRIMARY KEY (id),
    CONSTRAINT uq_register_entry_register_year_number UNIQUE (register, year, number),
    CONSTRAINT fk_register_entry_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id),
    CONSTRAINT fk_register_entry_step_id FOREIGN KEY(step_id) REFERENCES transfer_step (id)
)
""",
    """
CREATE TABLE letter_move (
    id INTEGER NOT NULL,
    letter TEXT NOT NULL,
    move TEXT NOT NULL,
    "on" TEXT NOT NULL,
    prefix TEXT DEFAULT '' NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    width INTEGER NOT NULL,
    transfer_id INTEGER,
    unit_id INTEGER,
    who TEXT DEFAULT '' NOT NULL,
    paper TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_letter_move PRIMARY KEY (id),
    CONSTRAINT ck_letter_move_ordered CHECK (first <= last),
    CONSTRAINT fk_letter_move_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfer (id),
    CONSTRAINT fk_letter_move_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
""",
    """
CREATE TABLE calibration (
    id INTEGER NOT NULL,
    printer TEXT NOT NULL,
    letter TEXT NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_calibration PRIMARY KEY (id),
    CONSTRAINT uq_calibration_printer_letter UNIQUE (printer, letter)
)
""",
    """
CREATE TABLE office_key (
    id INTEGER NOT NULL,
    sign_private BLOB NOT NULL,
    sign_public BLOB NOT NULL,
    box_private BLOB NOT NULL,
    box_public BLOB NOT NULL,
    since TEXT DEFAULT '' NOT NULL,
    retired TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_office_key PRIMARY KEY (id)
)
""",
    """
CREATE TABLE known_office (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    province TEXT DEFAULT '' NOT NULL,
    sign_public BLOB NOT NULL,
    box_public BLOB NOT NULL,
    fingerprint TEXT NOT NULL,
    added_on TEXT DEFAULT '' NOT NULL,
    compared_on TEXT DEFAULT '' NOT NULL,
    compared_by TEXT DEFAULT '' NOT NULL,
    revoked_on TEXT DEFAULT '' NOT NULL,
    revoked_why TEXT DEFAULT '' NOT NULL,
    packs INTEGER DEFAULT '0' NOT NULL,
    last_seq INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_known_office PRIMARY KEY (id),
    CONSTRAINT uq_known_office_fingerprint UNIQUE (fingerprint)
)
""",
    """
CREATE TABLE package_seen (
    uuid TEXT NOT NULL,
    direction TEXT NOT NULL,
    office_id INTEGER,
    seq INTEGER NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    digest TEXT DEFAULT '' NOT NULL,
    answered TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_seen PRIMARY KEY (uuid, direction)
)
""",
    """
CREATE TABLE collective (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    "on" TEXT DEFAULT '' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    undo_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_collective PRIMARY KEY (id)
)
""",
    """
CREATE TABLE collective_member (
    collective_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    from_id INTEGER,
    to_id INTEGER,
    name TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_collective_member PRIMARY KEY (collective_id, person_id),
    CONSTRAINT fk_collective_member_collective_id
        FOREIGN KEY(collective_id) REFERENCES collective (id),
    CONSTRAINT fk_collective_member_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
)
INDEXES = (
    "CREATE INDEX ix_collective_member_person_id ON collective_member (person_id)",
    "CREATE INDEX ix_letter_move_letter ON letter_move (letter, prefix, first)",
    "CREATE INDEX ix_letter_move_transfer_id ON letter_move (transfer_id)",
    "CREATE INDEX ix_register_entry_transfer_id ON register_entry (transfer_id)",
    'CREATE INDEX ix_rule_row_key ON rule_row (rule_set, kind, "key")',
    "CREATE INDEX ix_transfer_packet ON transfer (packet) WHERE packet <> ''",
    "CREATE INDEX ix_transfer_person_id ON transfer (person_id)",
    "CREATE INDEX ix_transfer_state ON transfer (state)",
    "CREATE INDEX ix_transfer_unit_id ON transfer (unit_id)",
)


def upgrade(op: Operations) -> None:
    """Add the tables."""
    run = op.get_bind().exec_driver_sql
    for statement in (*TABLES, *INDEXES):
        run(statement)
