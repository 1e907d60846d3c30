"""The tables. Columns of people and their rows follow the records' own declarations.

``migrations/`` is what makes files; a test compares both.
"""

from collections.abc import Mapping

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.facts import Fact
from tcxd_desktop.storage.rows import INTEGER, NULLABLE, columns
from tcxd_desktop.storage.schema_columns import id_column as _id
from tcxd_desktop.storage.schema_columns import text_column as _text
from tcxd_desktop.storage.schema_exchange import add_exchange, add_sealed_exchange
from tcxd_desktop.storage.schema_meetings import add_meetings
from tcxd_desktop.storage.schema_transfers import add_transfers

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)
sealed = MetaData(naming_convention=_NAMES)
"""The sealed compartment: a file of its own, attached for those who hold its key. No table has a
name the main file has too, so that statements need not say which file they mean; references
between the two files are checked by ``verify``, SQLite cannot."""


def _facts(facts: Mapping[str, Fact]) -> list[Column[str] | Column[int]]:
    made: list[Column[str] | Column[int]] = []
    for name, meta in facts.items():
        if meta.kind in INTEGER:
            default = "0" if meta.kind not in NULLABLE else None
            nullable = meta.kind in NULLABLE
            made.append(Column(name, Integer, nullable=nullable, server_default=default))
        elif meta.kind in NULLABLE:
            made.append(Column(name, Text))
        else:
            made.append(_text(name))
    return made


# Proves at every start that pages on the disk are not readable: see store.prove_encryption.
Table("proof", metadata, Column("marker", Text, nullable=False))

Table("setting", metadata, Column("key", Text, primary_key=True), _text("value"))

Table(
    "rule_adoption",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("valid_from", Text, nullable=False),
    _text("paper"),
)

Table(
    "code",
    metadata,
    Column("list", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    _text("aliases"),
    _text("valid_from"),
    _text("valid_to"),
)

Table(
    "unit",
    metadata,
    _id(),
    _text("opened"),
    _text("closed"),
    _text("closed_kind"),
    _text("paper_number"),
    _text("paper_on"),
    _text("paper_issuer"),
)

Table(
    "unit_step",
    metadata,
    _id(),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("parent_id", ForeignKey("unit.id")),
    _text("code"),
    Column("has_committee", Integer, nullable=False),
    Column("has_seal", Integer, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    _text("paper_number"),
    _text("paper_on"),
    _text("paper_issuer"),
    UniqueConstraint("unit_id", "since"),
    CheckConstraint("since < until", name="ordered"),
)

Table(
    "unit_link",
    metadata,
    _id(),
    Column("before_id", ForeignKey("unit.id"), nullable=False),
    Column("after_id", ForeignKey("unit.id"), nullable=False),
    Column("on", Text, nullable=False),
    Column("kind", Text, nullable=False),
    _text("paper_number"),
    _text("paper_on"),
    _text("paper_issuer"),
)

Table("photo", metadata, Column("key", Text, primary_key=True), Column("jpeg", LargeBinary))

Table(
    "person",
    metadata,
    _id(),
    Column("version", Integer, nullable=False),
    _text("void_reason"),
    Column("name_key", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("complete", Integer, nullable=False),
    # When the readmitted became official again: party age needs it, the particulars are sealed.
    _text("readmitted"),
    # Which papers the sealed items call for: completeness must not depend on who saves.
    _text("sealed_papers"),
    *_facts({name: fact for name, fact in FACTS.items() if not fact.sealed}),
    # Holds every column of a list, so that a list never touches the wide rows.
    Index(
        "ix_person_list",
        "name_key",
        "id",
        "void_reason",
        "birth_name",
        "birth_date",
        "sex",
        "card_no",
        "dossier_no",
        "citizen_id",
        "complete",
    ),
    Index("ix_person_card_no", "card_no"),
    Index("ix_person_dossier_no", "dossier_no"),
)
Index(
    "ix_person_void",
    metadata.tables["person"].c.id,
    sqlite_where=text("void_reason <> ''"),
)
# A number of identity names one living record; blanks and voided records do not count.
Index(
    "uq_person_citizen_id",
    metadata.tables["person"].c.citizen_id,
    unique=True,
    sqlite_where=text("citizen_id <> '' AND void_reason = ''"),
)

for _name, _rows in TABLES.items():
    Table(
        f"person_{_name}",
        sealed if _rows.sealed else metadata,
        Column(
            "person_id",
            *([Integer] if _rows.sealed else [ForeignKey("person.id")]),
            primary_key=True,
            autoincrement=False,
        ),
        Column("position", Integer, primary_key=True),
        *_facts(columns(_rows.record)),
        sqlite_with_rowid=False,
    )

# Worked out from events, exemptions and dates at every save: which chi bộ and state, from when.
Table(
    "standing",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("since", Text, primary_key=True),
    Column("until", Text, nullable=False),
    Column("unit_id", Integer),
    Column("grade", Text, nullable=False),
    Column("activity", Text, nullable=False),
    Column("leaving", Text, nullable=False),
    Index("ix_standing_unit_id", "unit_id", "since"),
    sqlite_with_rowid=False,
)

Table(
    "draft",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("at", Text, nullable=False),
    Column("content", Text, nullable=False),
)

Table(
    "number_block",
    metadata,
    _id(),
    Column("symbol", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    _text("paper"),
    CheckConstraint("first <= last", name="ordered"),
)

Table(
    "number_issued",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("symbol", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("on", Text, nullable=False),
    Column("unit_id", Integer),
    Index("ix_number_issued_person_id", "person_id"),
)

Table(
    "supplement",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    _text("handed_in"),
    _text("confirmed"),
    _text("snapshot"),
)

Table(
    "saved_filter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

Table(
    "printed",
    metadata,
    _id(),
    Column("act_id", ForeignKey("act.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    _text("purpose"),
    Column("snapshot", LargeBinary),
)

# The one door for writes leaves a line here, in the same transaction: the access book. Each line
# carries a hash over the one before, over what it says and over the records as they then stood.
Table(
    "act",
    metadata,
    _id(),
    Column("at", Text, nullable=False),
    _text("clock"),
    Column("account", Integer, nullable=False, server_default="0"),
    Column("actor", Text, nullable=False),
    Column("use_case", Text, nullable=False),
    Column("permission", Text, nullable=False),
    _text("note"),
    _text("purpose"),
    Column("copies", Integer, nullable=False, server_default="0"),
    Column("people", Integer, nullable=False, server_default="0"),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary),
    Column("hash", LargeBinary),
)

# The chain holds the digest; old and new value, and the salt that ties them to it, can be removed
# by decision (decisions 4). Values of sealed fields stand in ``act_value``.
Table(
    "act_change",
    metadata,
    Column("act_id", ForeignKey("act.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("field", Text, nullable=False),
    _text("old"),
    _text("new"),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary),
    Index("ix_act_change_subject_subject_id", "subject", "subject_id"),
    sqlite_with_rowid=False,
)

# What each record a line touched looked like afterwards.
Table(
    "act_record",
    metadata,
    Column("act_id", ForeignKey("act.id"), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("subject_id", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The end of a session, signed with the key of whoever worked.
Table(
    "checkpoint",
    metadata,
    Column("act_id", ForeignKey("act.id"), primary_key=True),
    Column("account", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

Table(
    "account",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("sealed", Integer, nullable=False),
    _text("units"),
    _text("opened"),
    _text("closed"),
)

# Public keys; 0 is the recovery sheet. Old ones stay: they verify old signatures.
Table(
    "account_key",
    metadata,
    Column("account_id", Integer, primary_key=True, autoincrement=False),
    Column("since_act", Integer, primary_key=True, autoincrement=False),
    Column("box", LargeBinary, nullable=False),
    Column("sign", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Data of a person that may only be kept, not worked with, by decision.
Table(
    "restriction",
    metadata,
    _id(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("since", Text, nullable=False),
    _text("until"),
    _text("reason"),
    _text("paper_number"),
    _text("paper_on"),
    _text("paper_issuer"),
    Index("ix_restriction_person_id", "person_id"),
)

# Who was erased by decision: numbers only, so that a restored backup can be cleaned again.
Table(
    "erasure",
    metadata,
    Column("person_id", Integer, primary_key=True, autoincrement=False),
    Column("on", Text, nullable=False),
    _text("paper_number"),
    _text("paper_on"),
    _text("paper_issuer"),
)

# Paper dossiers lent for reading (06-HD/TW of 09/6/2025, 8.2.e).
Table(
    "loan",
    metadata,
    _id(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("borrower", Text, nullable=False),
    _text("borrower_unit"),
    _text("letter"),
    _text("papers"),
    _text("purpose"),
    _text("approved_by"),
    Column("lent_on", Text, nullable=False),
    _text("due_on"),
    _text("returned_on"),
    Index("ix_loan_person_id", "person_id"),
)

add_meetings(metadata)
add_transfers(metadata)
add_exchange(metadata)

# --- the sealed compartment -----------------------------------------------------------------------

Table(
    "sealed_proof",
    sealed,
    Column("marker", Text, nullable=False),
    # Digests of sealed records stand in the main file; without this key they tell nothing.
    Column("key", LargeBinary, nullable=False),
)

Table(
    "person_sealed",
    sealed,
    Column("person_id", Integer, primary_key=True, autoincrement=False),
    *_facts({name: fact for name, fact in FACTS.items() if fact.sealed}),
)

Table(
    "act_value",
    sealed,
    Column("act_id", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("person_id", Integer, nullable=False),
    _text("old"),
    _text("new"),
    Index("ix_act_value_person_id", "person_id"),
    sqlite_with_rowid=False,
)

Table(
    "sealed_draft",
    sealed,
    Column("person_id", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
)

Table(
    "sealed_supplement",
    sealed,
    Column("person_id", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("snapshot", Text, nullable=False),
    sqlite_with_rowid=False,
)

Table(
    "sealed_printed",
    sealed,
    Column("printed_id", Integer, primary_key=True, autoincrement=False),
    Column("snapshot", LargeBinary, nullable=False),
)

add_sealed_exchange(sealed)
