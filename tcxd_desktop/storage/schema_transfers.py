"""The tables of transfers: rules and holidays, cases, letters, registers, other offices, tasks."""

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

from tcxd_desktop.storage.schema_columns import flag_column, id_column, text_column


def add_transfers(metadata: MetaData) -> None:
    """Declare the tables of this feature."""
    _rules(metadata)
    _cases(metadata)
    _letters(metadata)
    _offices(metadata)
    _bodies(metadata)


def _rules(metadata: MetaData) -> None:
    # What the office changed of the shipped rules: a row holds from its day on, none is rewritten.
    Table(
        "rule_row",
        metadata,
        id_column(),
        *(Column(name, Text, nullable=False) for name in ("rule_set", "kind", "key", "valid_from")),
        *map(text_column, ("valid_to", "content", "source")),
        flag_column("verified"),
        *map(text_column, ("origin", "reason", "written_on", "withdrawn")),
        Index("ix_rule_row_key", "rule_set", "kind", "key"),
    )
    Table(
        "calendar_day",
        metadata,
        Column("day", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        *map(text_column, ("name", "source")),
        flag_column("verified"),
    )
    Table(
        "pack_taken",
        metadata,
        Column("id", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("version", Integer, nullable=False),
        *map(text_column, ("issuer", "fingerprint", "on", "digest")),
    )
    Table(
        "due_mark",
        metadata,
        id_column(),
        Column("key", Text, nullable=False, unique=True),
        *map(text_column, ("done_on", "proof", "postponed_to", "reason", "actor", "at")),
    )


def _cases(metadata: MetaData) -> None:
    transfer = Table(
        "transfer",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("kind", "direction", "state")),
        Column("person_id", ForeignKey("person.id")),
        # The chi bộ of ours it leaves or comes to: what the scope of a clerk goes by.
        Column("unit_id", ForeignKey("unit.id")),
        *map(
            text_column,
            (
                "opened", "last_on", "effective", "serial", "packet", "name", "search", "content",
                "void_reason",
            ),
        ),
        Index("ix_transfer_state", "state"),
        Index("ix_transfer_person_id", "person_id"),
        Index("ix_transfer_unit_id", "unit_id"),
    )  # fmt: skip
    Index(
        "ix_transfer_packet",
        transfer.c.packet,
        sqlite_where=text("packet <> ''"),
    )
    Table(
        "transfer_step",
        metadata,
        id_column(),
        Column("transfer_id", ForeignKey("transfer.id"), nullable=False),
        Column("position", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("event", "on", "state")),
        flag_column("box"),
        *map(
            text_column,
            (
                "signer", "title", "number", "addressed", "papers", "until", "remark", "serial",
                "actor", "at",
            ),
        ),
        flag_column("unsigned"),
        UniqueConstraint("transfer_id", "position"),
    )  # fmt: skip
    Table(
        "transfer_check",
        metadata,
        Column("transfer_id", ForeignKey("transfer.id"), primary_key=True),
        Column("item", Text, primary_key=True),
        *map(text_column, ("result", "note")),
        sqlite_with_rowid=False,
    )
    # A number stands for good: what was written in error stays, struck out, as in the paper book.
    Table(
        "register_entry",
        metadata,
        id_column(),
        Column("register", Text, nullable=False),
        Column("year", Integer, nullable=False),
        Column("number", Integer, nullable=False),
        Column("transfer_id", ForeignKey("transfer.id"), nullable=False),
        Column("step_id", ForeignKey("transfer_step.id")),
        *map(text_column, ("on", "void_reason")),
        UniqueConstraint("register", "year", "number"),
        Index("ix_register_entry_transfer_id", "transfer_id"),
    )


def _letters(metadata: MetaData) -> None:
    Table(
        "letter_move",
        metadata,
        id_column(),
        *(Column(name, Text, nullable=False) for name in ("letter", "move", "on")),
        text_column("prefix"),
        *(Column(name, Integer, nullable=False) for name in ("first", "last", "width")),
        Column("transfer_id", ForeignKey("transfer.id")),
        Column("unit_id", ForeignKey("unit.id")),
        *map(text_column, ("who", "paper", "note", "void_reason")),
        CheckConstraint("first <= last", name="ordered"),
        Index("ix_letter_move_letter", "letter", "prefix", "first"),
        Index("ix_letter_move_transfer_id", "transfer_id"),
    )
    Table(
        "calibration",
        metadata,
        id_column(),
        Column("printer", Text, nullable=False),
        Column("letter", Text, nullable=False),
        *map(text_column, ("content", "on")),
        UniqueConstraint("printer", "letter"),
    )


def _offices(metadata: MetaData) -> None:
    Table(
        "office_key",
        metadata,
        id_column(),
        *(
            Column(name, LargeBinary, nullable=False)
            for name in ("sign_private", "sign_public", "box_private", "box_public")
        ),
        *map(text_column, ("since", "retired")),
    )
    Table(
        "known_office",
        metadata,
        id_column(),
        Column("name", Text, nullable=False),
        text_column("province"),
        Column("sign_public", LargeBinary, nullable=False),
        Column("box_public", LargeBinary, nullable=False),
        Column("fingerprint", Text, nullable=False, unique=True),
        *map(
            text_column,
            ("added_on", "compared_on", "compared_by", "revoked_on", "revoked_why"),
        ),
        *map(flag_column, ("packs", "last_seq")),
    )
    Table(
        "package_seen",
        metadata,
        Column("uuid", Text, primary_key=True),
        Column("direction", Text, primary_key=True),
        Column("office_id", Integer),
        Column("seq", Integer, nullable=False),
        *map(text_column, ("on", "kind", "digest", "answered")),
    )


def _bodies(metadata: MetaData) -> None:
    Table(
        "collective",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("kind", "state")),
        *map(text_column, ("on", "content", "undo_reason")),
    )
    Table(
        "collective_member",
        metadata,
        Column("collective_id", ForeignKey("collective.id"), primary_key=True),
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("from_id", Integer),
        Column("to_id", Integer),
        text_column("name"),
        Index("ix_collective_member_person_id", "person_id"),
        sqlite_with_rowid=False,
    )
