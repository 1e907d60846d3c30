"""Meetings, roll calls, tasks, scores, periods. Frozen like every step."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE meeting (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL,
    planned_on TEXT DEFAULT '' NOT NULL,
    planned_at TEXT DEFAULT '' NOT NULL,
    held_on TEXT DEFAULT '' NOT NULL,
    start TEXT DEFAULT '' NOT NULL,
    "end" TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    chair TEXT DEFAULT '' NOT NULL,
    secretary TEXT DEFAULT '' NOT NULL,
    upper TEXT DEFAULT '' NOT NULL,
    posted_on TEXT DEFAULT '' NOT NULL,
    minutes_posted_on TEXT DEFAULT '' NOT NULL,
    committee_met_on TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    cell_kind TEXT DEFAULT '' NOT NULL,
    minutes TEXT DEFAULT '' NOT NULL,
    chair_id INTEGER,
    secretary_id INTEGER,
    upper_id INTEGER,
    has_committee INTEGER DEFAULT '0' NOT NULL,
    has_deputy INTEGER DEFAULT '0' NOT NULL,
    counts_by_hand INTEGER DEFAULT '0' NOT NULL,
    members INTEGER DEFAULT '0' NOT NULL,
    official INTEGER DEFAULT '0' NOT NULL,
    probationary INTEGER DEFAULT '0' NOT NULL,
    temporary_here INTEGER DEFAULT '0' NOT NULL,
    present INTEGER DEFAULT '0' NOT NULL,
    present_official INTEGER DEFAULT '0' NOT NULL,
    present_probationary INTEGER DEFAULT '0' NOT NULL,
    present_temporary INTEGER DEFAULT '0' NOT NULL,
    absent_reason INTEGER DEFAULT '0' NOT NULL,
    absent INTEGER DEFAULT '0' NOT NULL,
    exempt INTEGER DEFAULT '0' NOT NULL,
    away INTEGER DEFAULT '0' NOT NULL,
    special_duty INTEGER DEFAULT '0' NOT NULL,
    uncalled INTEGER DEFAULT '0' NOT NULL,
    speakers INTEGER DEFAULT '0' NOT NULL,
    long_absent INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
""",
    """
CREATE TABLE meeting_attendance (
    meeting_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    grade TEXT DEFAULT '' NOT NULL,
    presence TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    gist TEXT DEFAULT '' NOT NULL,
    spoke INTEGER DEFAULT '0' NOT NULL,
    temporary_here INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_meeting_attendance PRIMARY KEY (meeting_id, person_id),
    CONSTRAINT fk_meeting_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_meeting_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE meeting_vote (
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    agreed INTEGER DEFAULT '0' NOT NULL,
    against INTEGER DEFAULT '0' NOT NULL,
    other INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_meeting_vote PRIMARY KEY (meeting_id, position),
    CONSTRAINT fk_meeting_vote_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE resolution_task (
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    owner TEXT DEFAULT '' NOT NULL,
    due TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    result TEXT DEFAULT '' NOT NULL,
    done_on TEXT DEFAULT '' NOT NULL,
    owner_id INTEGER,
    judged_in INTEGER,
    CONSTRAINT pk_resolution_task PRIMARY KEY (id),
    CONSTRAINT fk_resolution_task_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_resolution_task_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
)
""",
    """
CREATE TABLE score_template (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    status TEXT DEFAULT '' NOT NULL,
    valid_from TEXT DEFAULT '' NOT NULL,
    valid_to TEXT DEFAULT '' NOT NULL,
    in_use INTEGER DEFAULT '0' NOT NULL,
    verified INTEGER DEFAULT '0' NOT NULL,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_score_template PRIMARY KEY (id),
    CONSTRAINT uq_score_template_code_version UNIQUE (code, version)
)
""",
    """
CREATE TABLE score_sheet (
    meeting_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    template_id INTEGER NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    facts TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    decided_by TEXT DEFAULT '' NOT NULL,
    decided_on TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_score_sheet PRIMARY KEY (meeting_id),
    CONSTRAINT fk_score_sheet_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_score_sheet_template_id FOREIGN KEY(template_id) REFERENCES score_template (id)
)
""",
    """
CREATE TABLE score_entry (
    meeting_id INTEGER NOT NULL,
    scorer TEXT NOT NULL,
    item TEXT NOT NULL,
    points TEXT DEFAULT '' NOT NULL,
    level INTEGER,
    met INTEGER,
    times INTEGER,
    not_applicable INTEGER DEFAULT '0' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_score_entry PRIMARY KEY (meeting_id, scorer, item),
    CONSTRAINT fk_score_entry_meeting_id FOREIGN KEY(meeting_id) REFERENCES score_sheet (meeting_id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE score_result (
    meeting_id INTEGER NOT NULL,
    scorer TEXT NOT NULL,
    total TEXT DEFAULT '' NOT NULL,
    level TEXT DEFAULT '' NOT NULL,
    level_label TEXT DEFAULT '' NOT NULL,
    complete INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_score_result PRIMARY KEY (meeting_id, scorer),
    CONSTRAINT fk_score_result_meeting_id FOREIGN KEY(meeting_id)
    REFERENCES score_sheet (meeting_id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE period_close (
    id INTEGER NOT NULL,
    period TEXT NOT NULL,
    closed_on TEXT DEFAULT '' NOT NULL,
    closed_by TEXT DEFAULT '' NOT NULL,
    reopened TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    snapshot BLOB,
    CONSTRAINT pk_period_close PRIMARY KEY (id)
)
""",
    """
CREATE TABLE period_decision (
    unit_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    level TEXT DEFAULT '' NOT NULL,
    level_label TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    decided_on TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_period_decision PRIMARY KEY (unit_id, period),
    CONSTRAINT fk_period_decision_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE upper_assignment (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    since TEXT DEFAULT '' NOT NULL,
    until TEXT DEFAULT '' NOT NULL,
    paper TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_upper_assignment PRIMARY KEY (id),
    CONSTRAINT fk_upper_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_upper_assignment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
""",
    """
CREATE TABLE work_draft (
    account INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    at TEXT NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_work_draft PRIMARY KEY (account, "key")
)
 WITHOUT ROWID
""",
    """
CREATE TABLE cell_habit (
    unit_id INTEGER NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    usual_day INTEGER DEFAULT '0' NOT NULL,
    usual_at TEXT DEFAULT '' NOT NULL,
    usual_place TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_cell_habit PRIMARY KEY (unit_id),
    CONSTRAINT fk_cell_habit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
)
""",
)
INDEXES = (
    "CREATE INDEX ix_meeting_period ON meeting (period, unit_id)",
    "CREATE INDEX ix_meeting_unit_id ON meeting (unit_id, period)",
    "CREATE UNIQUE INDEX uq_meeting_regular ON meeting (unit_id, period)"
    " WHERE void_reason = '' AND kind IN ('thuong_ky', 'ket_hop')",
    "CREATE INDEX ix_meeting_attendance_person_id ON meeting_attendance (person_id)",
    "CREATE INDEX ix_resolution_task_judged_in ON resolution_task (judged_in)",
    "CREATE INDEX ix_resolution_task_meeting_id ON resolution_task (meeting_id)",
    "CREATE INDEX ix_resolution_task_unit_id ON resolution_task (unit_id, state)",
    "CREATE INDEX ix_score_sheet_template_id ON score_sheet (template_id)",
    "CREATE INDEX ix_period_close_period ON period_close (period)",
    "CREATE INDEX ix_upper_assignment_person_id ON upper_assignment (person_id)",
    "CREATE INDEX ix_upper_assignment_unit_id ON upper_assignment (unit_id)",
)


def upgrade(op: Operations) -> None:
    """Add the tables."""
    run = op.get_bind().exec_driver_sql
    for statement in (*TABLES, *INDEXES):
        run(statement)
