"""The tables. Columns of people and their rows follow the records' own declarations.

``migrations/`` is what makes files; a test compares both.
"""

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

from tcxd_desktop.domain.dossier import TABLES, Dossier
from tcxd_desktop.storage.rows import INTEGER, NULLABLE, columns

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _facts(record: type) -> list[Column[str] | Column[int]]:
    made: list[Column[str] | Column[int]] = []
    for name, meta in columns(record).items():
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
    *_facts(Dossier),
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
        metadata,
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *_facts(_rows.record),
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

# The one door for writes leaves a line here, in the same transaction.
Table(
    "act",
    metadata,
    _id(),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("use_case", Text, nullable=False),
    Column("permission", Text, nullable=False),
    _text("note"),
)

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
    Index("ix_act_change_subject_subject_id", "subject", "subject_id"),
    sqlite_with_rowid=False,
)
