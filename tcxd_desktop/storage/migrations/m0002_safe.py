"""Sign-in, the access book with its chain, and the sealed compartment. Frozen like every step.

What items 26 to 28 say, and the traces of it in drafts, snapshots and the history, moves to the
sealed file in the same transaction that takes it out of the main one.
"""

import hashlib
import json
import zlib
from typing import Any

from alembic.operations import Operations

REBUILT = (
    """
CREATE TABLE person (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    void_reason TEXT DEFAULT '' NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    complete INTEGER NOT NULL,
    readmitted TEXT DEFAULT '' NOT NULL,
    sealed_papers TEXT DEFAULT '' NOT NULL,
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
CREATE TABLE act (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    clock TEXT DEFAULT '' NOT NULL,
    account INTEGER DEFAULT '0' NOT NULL,
    actor TEXT NOT NULL,
    use_case TEXT NOT NULL,
    permission TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    copies INTEGER DEFAULT '0' NOT NULL,
    people INTEGER DEFAULT '0' NOT NULL,
    salt BLOB,
    digest BLOB,
    hash BLOB,
    CONSTRAINT pk_act PRIMARY KEY (id)
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
    salt BLOB,
    digest BLOB,
    CONSTRAINT pk_act_change PRIMARY KEY (act_id, position),
    CONSTRAINT fk_act_change_act_id FOREIGN KEY(act_id) REFERENCES act (id)
)
 WITHOUT ROWID
""",
)
NEW = (
    """
CREATE TABLE act_record (
    act_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    digest BLOB NOT NULL,
    CONSTRAINT pk_act_record PRIMARY KEY (act_id, subject, subject_id),
    CONSTRAINT fk_act_record_act_id FOREIGN KEY(act_id) REFERENCES act (id)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE checkpoint (
    act_id INTEGER NOT NULL,
    account INTEGER NOT NULL,
    signature BLOB NOT NULL,
    CONSTRAINT pk_checkpoint PRIMARY KEY (act_id),
    CONSTRAINT fk_checkpoint_act_id FOREIGN KEY(act_id) REFERENCES act (id)
)
""",
    """
CREATE TABLE account (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    sealed INTEGER NOT NULL,
    units TEXT DEFAULT '' NOT NULL,
    opened TEXT DEFAULT '' NOT NULL,
    closed TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (id)
)
""",
    """
CREATE TABLE account_key (
    account_id INTEGER NOT NULL,
    since_act INTEGER NOT NULL,
    box BLOB NOT NULL,
    sign BLOB NOT NULL,
    CONSTRAINT pk_account_key PRIMARY KEY (account_id, since_act)
)
 WITHOUT ROWID
""",
    """
CREATE TABLE restriction (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    paper_number TEXT DEFAULT '' NOT NULL,
    paper_on TEXT DEFAULT '' NOT NULL,
    paper_issuer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_restriction PRIMARY KEY (id),
    CONSTRAINT fk_restriction_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
    """
CREATE TABLE erasure (
    person_id INTEGER NOT NULL,
    "on" TEXT NOT NULL,
    paper_number TEXT DEFAULT '' NOT NULL,
    paper_on TEXT DEFAULT '' NOT NULL,
    paper_issuer TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (person_id)
)
""",
    """
CREATE TABLE loan (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    borrower TEXT NOT NULL,
    borrower_unit TEXT DEFAULT '' NOT NULL,
    letter TEXT DEFAULT '' NOT NULL,
    papers TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    approved_by TEXT DEFAULT '' NOT NULL,
    lent_on TEXT NOT NULL,
    due_on TEXT DEFAULT '' NOT NULL,
    returned_on TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_loan PRIMARY KEY (id),
    CONSTRAINT fk_loan_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
""",
)
INDEXES = (
    "CREATE INDEX ix_number_issued_person_id ON number_issued (person_id)",
    "CREATE INDEX ix_person_card_no ON person (card_no)",
    "CREATE INDEX ix_person_dossier_no ON person (dossier_no)",
    "CREATE INDEX ix_person_list ON person (name_key, id, void_reason, birth_name, birth_date, sex,"
    " card_no, dossier_no, citizen_id, complete)",
    "CREATE INDEX ix_person_void ON person (id) WHERE void_reason <> ''",
    "CREATE UNIQUE INDEX uq_person_citizen_id ON person (citizen_id)"
    " WHERE citizen_id <> '' AND void_reason = ''",
    "CREATE INDEX ix_act_change_subject_subject_id ON act_change (subject, subject_id)",
    "CREATE INDEX ix_restriction_person_id ON restriction (person_id)",
    "CREATE INDEX ix_loan_person_id ON loan (person_id)",
)
MOVED = (
    "person_disciplines", "person_exits", "person_readmissions", "person_restorations",
    "person_legal_cases", "person_old_regime", "person_abroad", "person_foreign_ties",
    "person_relatives_abroad",
)  # fmt: skip
SEALED_FIELDS = (*(name.removeprefix("person_") for name in MOVED), "special_history")


def upgrade(op: Operations) -> None:
    """Rebuild what changed, move what is sealed, add what is new."""
    run = op.get_bind().exec_driver_sql
    # References in other tables keep their names while the old tables stand aside.
    run("PRAGMA legacy_alter_table=ON")
    for name in ("person", "act", "act_change"):
        run(f"ALTER TABLE {name} RENAME TO {name}_v1")
    for statement in (*REBUILT, *NEW):
        run(statement)
    for table in MOVED:
        run(f"INSERT INTO sealed.{table} SELECT * FROM main.{table}")
    run(
        "INSERT INTO sealed.person_sealed (person_id, special_history)"
        " SELECT id, special_history FROM person_v1 WHERE special_history <> ''"
    )
    _copy_people(run)
    _copy_history(run)
    _split_texts(run)
    for table in (*MOVED, "act_change_v1", "act_v1", "person_v1"):
        run(f"DROP TABLE main.{table}")
    for statement in INDEXES:
        run(statement)
    run("PRAGMA legacy_alter_table=OFF")


def _columns(run: Any, table: str) -> list[str]:
    return [row[1] for row in run(f"PRAGMA table_info({table})").fetchall()]


def _copy_people(run: Any) -> None:
    kept = [name for name in _columns(run, "person_v1") if name != "special_history"]
    names = ", ".join(f'"{name}"' for name in kept)
    run(
        f"INSERT INTO person ({names}, readmitted, sealed_papers)"
        f" SELECT {names}, coalesce((SELECT coalesce(r.official_on, '?')"
        " FROM main.person_readmissions r WHERE r.person_id = p.id"
        " ORDER BY r.position DESC LIMIT 1), ''),"
        " trim(CASE WHEN EXISTS (SELECT 1 FROM main.person_readmissions r"
        " WHERE r.person_id = p.id) THEN '6 ' ELSE '' END"
        " || CASE WHEN EXISTS (SELECT 1 FROM main.person_disciplines d"
        " WHERE d.person_id = p.id AND d.system = 'Đảng') THEN '22' ELSE '' END)"
        " FROM person_v1 p"
    )


def _copy_history(run: Any) -> None:
    run(
        "INSERT INTO act (id, at, actor, use_case, permission, note)"
        " SELECT id, at, actor, use_case, permission, note FROM act_v1"
    )
    marks = ", ".join(f"'{name}'" for name in SEALED_FIELDS)
    run(
        "INSERT INTO sealed.act_value (act_id, position, person_id, old, new)"
        " SELECT act_id, position, subject_id, old, new FROM act_change_v1"
        f" WHERE subject = 'person' AND field IN ({marks})"
    )
    run(
        "INSERT INTO act_change (act_id, position, subject, subject_id, field, old, new)"
        " SELECT act_id, position, subject, subject_id, field,"
        f" CASE WHEN subject = 'person' AND field IN ({marks}) THEN '' ELSE old END,"
        f" CASE WHEN subject = 'person' AND field IN ({marks}) THEN '' ELSE new END"
        " FROM act_change_v1"
    )


def _split(text: str) -> tuple[str, str]:
    """Return a dossier's JSON without what is sealed, and that alone (empty: nothing)."""
    content = json.loads(text)
    apart = {name: content.pop(name) for name in SEALED_FIELDS if name in content}

    def dumped(value: dict[str, Any]) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    return dumped(content), dumped(apart) if apart else ""


def _split_texts(run: Any) -> None:
    for person_id, text in run("SELECT person_id, content FROM draft").fetchall():
        kept, apart = _split(text)
        if apart:
            run("UPDATE draft SET content = ? WHERE person_id = ?", (kept, person_id))
            mark = hashlib.sha256(kept.encode()).hexdigest()[:16]
            run("INSERT INTO sealed.sealed_draft VALUES (?, ?)", (person_id, f"{mark} {apart}"))
    rows = run("SELECT person_id, year, snapshot FROM supplement WHERE snapshot <> ''").fetchall()
    for person_id, year, text in rows:
        kept, apart = _split(text)
        if apart:
            run("UPDATE supplement SET snapshot = ? WHERE person_id = ? AND year = ?",
                (kept, person_id, year))  # fmt: skip
            run("INSERT INTO sealed.sealed_supplement VALUES (?, ?, ?)", (person_id, year, apart))
    rows = run("SELECT id, form, snapshot FROM printed WHERE snapshot IS NOT NULL").fetchall()
    for number, form, packed in rows:
        if form == "DS":
            continue
        parts = [_split(line) for line in zlib.decompress(packed).decode().split("\n") if line]
        if any(apart for _, apart in parts):
            run("UPDATE printed SET snapshot = ? WHERE id = ?",
                (_packed(kept for kept, _ in parts), number))  # fmt: skip
            run("INSERT INTO sealed.sealed_printed VALUES (?, ?)",
                (number, _packed(apart for _, apart in parts)))  # fmt: skip


def _packed(lines: Any) -> bytes:
    return zlib.compress("\n".join(lines).encode())
