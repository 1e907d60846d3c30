"""The first shape of the file. Frozen: it never follows today's records."""

from alembic.operations import Operations

TABLES = (
    """
CREATE TABLE act (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    use_case TEXT NOT NULL,
    permission TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_act PRIMARY KEY (id)
)
""",
    """
CREATE TABLE code (
    list TEXT NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT DEFAULT '' NOT NULL,
    valid_from TEXT DEFAULT '' NOT NULL,
    valid_to TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_code PRIMARY KEY (list, "key")
)
""",
    """
CREATE TABLE number_block (
    id INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    paper TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_number_block PRIMARY KEY (id),
    CONSTRAINT ck_number_block_ordered CHECK (first <= last)
)
""",
    """
CREATE TABLE person (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    complete INTEGER NOT NULL,
    dossier_no TEXT DEFAULT '' NOT NULL,
    card_no TEXT DEFAULT '' NOT NULL,
    old_card_no TEXT DEFAULT '' NOT NULL,
    card_issued TEXT,
    card_issuer TEXT DEFAULT '' NOT NULL,
    photo TEXT DEFAULT '' NOT NULL,
    birth_name TEXT DEFAULT '' NOT NULL,
    sex TEXT DEFAULT '' NOT NULL,
    other_names TEXT DEFAULT '' NOT NULL,
    birth_date TEXT,
    civil_birth_date TEXT,
    birth_place TEXT DEFAULT '' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    home TEXT DEFAULT '' NOT NULL,
    lodging TEXT DEFAULT '' NOT NULL,
    ethnicity TEXT DEFAULT '' NOT NULL,
    ethnicity_note TEXT DEFAULT '' NOT NULL,
    religion TEXT DEFAULT '' NOT NULL,
    religious_rank TEXT DEFAULT '' NOT NULL,
    family_class TEXT DEFAULT '' NOT NULL,
    occupation TEXT DEFAULT '' NOT NULL,
    occupation_group TEXT DEFAULT '' NOT NULL,
    occupation_before TEXT DEFAULT '' NOT NULL,
    workplace TEXT DEFAULT '' NOT NULL,
    decision_date TEXT,
    decision_no TEXT DEFAULT '' NOT NULL,
    decision_by TEXT DEFAULT '' NOT NULL,
    ceremony_date TEXT,
    ceremony_at TEXT DEFAULT '' NOT NULL,
    official_date TEXT,
    official_at TEXT DEFAULT '' NOT NULL,
    official_decision_no TEXT DEFAULT '' NOT NULL,
    official_decision_date TEXT,
    recruited_date TEXT,
    recruited_by TEXT DEFAULT '' NOT NULL,
    union_date TEXT,
    union_at TEXT DEFAULT '' NOT NULL,
    edu_general TEXT DEFAULT '' NOT NULL,
    edu_level TEXT DEFAULT '' NOT NULL,
    profession TEXT DEFAULT '' NOT NULL,
    profession_level TEXT DEFAULT '' NOT NULL,
    science TEXT DEFAULT '' NOT NULL,
    degree TEXT DEFAULT '' NOT NULL,
    academic_rank TEXT DEFAULT '' NOT NULL,
    theory TEXT DEFAULT '' NOT NULL,
    theory_mode TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    informatics TEXT DEFAULT '' NOT NULL,
    minority_languages TEXT DEFAULT '' NOT NULL,
    health TEXT DEFAULT '' NOT NULL,
    invalid_class TEXT DEFAULT '' NOT NULL,
    martyr_family INTEGER DEFAULT '0' NOT NULL,
    merit_family INTEGER DEFAULT '0' NOT NULL,
    citizen_id TEXT DEFAULT '' NOT NULL,
    old_citizen_id TEXT DEFAULT '' NOT NULL,
    economy_year TEXT DEFAULT '' NOT NULL,
    household_income INTEGER,
    income_per_head INTEGER,
    home_granted TEXT DEFAULT '' NOT NULL,
    home_granted_area TEXT,
    home_owned TEXT DEFAULT '' NOT NULL,
    home_owned_area TEXT,
    land_granted_area TEXT,
    land_owned_area TEXT,
    business TEXT DEFAULT '' NOT NULL,
    business_land_ha TEXT,
    hired_workers TEXT,
    special_history TEXT DEFAULT '' NOT NULL,
    self_remark TEXT DEFAULT '' NOT NULL,
    declared_at TEXT DEFAULT '' NOT NULL,
    declared_on TEXT,
    phone TEXT DEFAULT '' NOT NULL,
    phone_other TEXT DEFAULT '' NOT NULL,
    residence_cell TEXT DEFAULT '' NOT NULL,
    dues_paid_to TEXT,
    party_age_basis TEXT,
    party_age_paper TEXT DEFAULT '' NOT NULL,
    under_inspection INTEGER DEFAULT '0' NOT NULL,
    inspection_note TEXT DEFAULT '' NOT NULL,
    index_confirmed_on TEXT,
    index_confirmed_by TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id)
)
""",
    """
CREATE INDEX ix_person_card_no ON person (card_no)
""",
    """
CREATE INDEX ix_person_dossier_no ON person (dossier_no)
""",
    """
CREATE INDEX ix_person_list ON person (
    name_key, id, void_reason, birth_name, birth_date, sex, card_no, dossier_no,
    citizen_id, complete)
""",
    """
CREATE INDEX ix_person_void ON person (id)
WHERE void_reason <> ''
""",
    """
CREATE UNIQUE INDEX uq_person_citizen_id ON person (citizen_id)
WHERE citizen_id <> '' AND void_reason = ''
""",
    """
CREATE TABLE photo (
    "key" TEXT NOT NULL,
    jpeg BLOB,
    CONSTRAINT pk_photo PRIMARY KEY ("key")
)
""",
    """
CREATE TABLE proof (
    marker TEXT NOT NULL
)
""",
    """
CREATE TABLE rule_adoption (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    paper TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_rule_adoption PRIMARY KEY (id)
)
""",
    """
CREATE TABLE saved_filter (
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_saved_filter PRIMARY KEY (name)
)
""",
    """
CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
)
""",
    """
CREATE TABLE unit (
    id INTEGER NOT NULL,
    opened TEXT DEFAULT '' NOT NULL,
    closed TEXT DEFAULT '' NOT NULL,
    closed_kind TEXT DEFAULT '' NOT NULL,
    paper_number TEXT DEFAULT '' NOT NULL,
    paper_on TEXT DEFAULT '' NOT NULL,
    paper_issuer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (id)
)
""",
    """
CREATE TABLE act_change (
    act_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    old TEXT DEFAULT '' NOT NULL,
    new TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_act_change PRIMARY KEY (act_id, position),
    CONSTRAINT fk_act_change_act_id FOREIGN KEY(act_id) REFERENCES act (id)
)
 WITHOUT ROWID
""",
    """
CREATE INDEX ix_act_change_subject_subject_id ON act_change (subject, subject_id)
""",
    """
CREATE TABLE draft (
    person_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (person_id),
    CONSTRAINT fk_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE number_issued (
    number INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    unit_id INTEGER,
    CONSTRAINT pk_number_issued PRIMARY KEY (number, symbol),
    CONSTRAINT fk_number_issued_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE person_abroad (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    country TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    sent_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_abroad PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_abroad_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_age_gaps (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_age_gaps PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_age_gaps_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_assets (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    value INTEGER,
    CONSTRAINT pk_person_assets PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_assets_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_badges (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    years TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    number TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_badges PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_badges_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_disciplines (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    system TEXT DEFAULT '' NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    until TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    amended TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_disciplines PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_disciplines_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_early_years (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    content TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_early_years PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_early_years_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_events (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    kind TEXT DEFAULT '' NOT NULL,
    unit_id INTEGER,
    other_place TEXT DEFAULT '' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_events PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_events_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_exemptions (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    ground TEXT DEFAULT '' NOT NULL,
    basis TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_exemptions PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_exemptions_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_exits (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_exits PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_exits_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_family (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    born TEXT,
    origin TEXT DEFAULT '' NOT NULL,
    occupation TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    home TEXT DEFAULT '' NOT NULL,
    nationality TEXT DEFAULT '' NOT NULL,
    class_origin TEXT DEFAULT '' NOT NULL,
    history TEXT DEFAULT '' NOT NULL,
    law TEXT DEFAULT '' NOT NULL,
    party_member INTEGER DEFAULT '0' NOT NULL,
    died TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_family PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_family_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_foreign_ties (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    work TEXT DEFAULT '' NOT NULL,
    seat TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_foreign_ties PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_foreign_ties_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_introducers (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    now_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_introducers PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_introducers_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_jobs (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    work TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_jobs PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_jobs_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_legal_cases (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    authority TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_legal_cases PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_legal_cases_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_old_regime (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    CONSTRAINT pk_person_old_regime PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_old_regime_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_papers (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    issuer TEXT DEFAULT '' NOT NULL,
    copy TEXT DEFAULT '' NOT NULL,
    sheets TEXT,
    present INTEGER DEFAULT '0' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_papers PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_papers_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_party_posts (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    post TEXT DEFAULT '' NOT NULL,
    unit_id INTEGER,
    since TEXT,
    until TEXT,
    basis TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_party_posts PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_party_posts_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_readmissions (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    at TEXT DEFAULT '' NOT NULL,
    official_on TEXT,
    official_at TEXT DEFAULT '' NOT NULL,
    introducers TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_readmissions PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_readmissions_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_relatives_abroad (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    work TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_relatives_abroad PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_relatives_abroad_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_restorations (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "on" TEXT,
    at TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_restorations PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_restorations_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_reviews (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    year TEXT DEFAULT '' NOT NULL,
    level TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_reviews PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_reviews_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_rewards (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    level TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_rewards PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_rewards_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_services (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    enlisted TEXT,
    discharged TEXT,
    rank TEXT DEFAULT '' NOT NULL,
    form TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_services PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_services_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_social_orgs (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    joined TEXT,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_social_orgs PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_social_orgs_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_titles (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    "on" TEXT,
    CONSTRAINT pk_person_titles PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_titles_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE person_trainings (
    person_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    school TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    since TEXT,
    until TEXT,
    mode TEXT DEFAULT '' NOT NULL,
    diploma TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_person_trainings PRIMARY KEY (person_id, position),
    CONSTRAINT fk_person_trainings_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE printed (
    id INTEGER NOT NULL,
    act_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    people INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    snapshot BLOB,
    CONSTRAINT pk_printed PRIMARY KEY (id),
    CONSTRAINT fk_printed_act_id FOREIGN KEY(act_id) REFERENCES act (id)
)
""",
    """
CREATE TABLE standing (
    person_id INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    unit_id INTEGER,
    grade TEXT NOT NULL,
    activity TEXT NOT NULL,
    leaving TEXT NOT NULL,
    CONSTRAINT pk_standing PRIMARY KEY (person_id, since),
    CONSTRAINT fk_standing_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID
""",
    """
CREATE INDEX ix_standing_unit_id ON standing (unit_id, since)
""",
    """
CREATE TABLE supplement (
    person_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    handed_in TEXT DEFAULT '' NOT NULL,
    confirmed TEXT DEFAULT '' NOT NULL,
    snapshot TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_supplement PRIMARY KEY (person_id, year),
    CONSTRAINT fk_supplement_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE unit_link (
    id INTEGER NOT NULL,
    before_id INTEGER NOT NULL,
    after_id INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    paper_number TEXT DEFAULT '' NOT NULL,
    paper_on TEXT DEFAULT '' NOT NULL,
    paper_issuer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_unit_link PRIMARY KEY (id),
    CONSTRAINT fk_unit_link_before_id FOREIGN KEY(before_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_link_after_id FOREIGN KEY(after_id) REFERENCES unit (id)
)
""",
    """
CREATE TABLE unit_step (
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    parent_id INTEGER,
    code TEXT DEFAULT '' NOT NULL,
    has_committee INTEGER NOT NULL,
    has_seal INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    paper_number TEXT DEFAULT '' NOT NULL,
    paper_on TEXT DEFAULT '' NOT NULL,
    paper_issuer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_unit_step PRIMARY KEY (id),
    CONSTRAINT uq_unit_step_unit_id_since UNIQUE (unit_id, since),
    CONSTRAINT ck_unit_step_ordered CHECK (since < until),
    CONSTRAINT fk_unit_step_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),
    CONSTRAINT fk_unit_step_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id)
)
""",
)


def upgrade(op: Operations) -> None:
    """Make every table, and plant the marker that proves encryption at each start."""
    for statement in TABLES:
        op.execute(statement)
    op.execute("INSERT INTO proof (marker) VALUES ('tcxd-proof-' || hex(randomblob(16)))")
