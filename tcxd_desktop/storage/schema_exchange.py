"""The tables of sheets in and out: imports, exports, merged records, reconciliation."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from tcxd_desktop.storage.schema_columns import flag_column, id_column, text_column


def add_exchange(metadata: MetaData) -> None:
    """Declare the tables of this feature in the main file."""
    _imports(metadata)
    _exports(metadata)
    _merges(metadata)
    _reconciliation(metadata)


def add_sealed_exchange(sealed: MetaData) -> None:
    """Declare what of them belongs to the sealed compartment."""
    # What sealed items were before an import changed them.
    Table(
        "sealed_import_row",
        sealed,
        Column("run_id", Integer, primary_key=True, autoincrement=False),
        Column("person_id", Integer, primary_key=True, autoincrement=False),
        Column("before", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    # Sealed items of both records as they stood before they were merged.
    Table(
        "sealed_merge",
        sealed,
        Column("merge_id", Integer, primary_key=True, autoincrement=False),
        Column("person_id", Integer, primary_key=True, autoincrement=False),
        Column("before", Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _imports(metadata: MetaData) -> None:
    Table(
        "import_run",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("at", "actor", "state")),
        *map(text_column, ("file_name", "file_hash", "layout", "profile")),
        *map(flag_column, ("created", "changed", "same", "skipped", "sealed")),
        *map(text_column, ("new_units", "undo_reason", "undone_at")),
    )
    # Whom an import wrote, and what stood there before: what undoing it needs.
    Table(
        "import_row",
        metadata,
        Column("run_id", ForeignKey("import_run.id"), primary_key=True),
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("line", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("version", Integer, nullable=False),
        text_column("before"),
        Index("ix_import_row_person_id", "person_id"),
        sqlite_with_rowid=False,
    )
    Table(
        "import_profile",
        metadata,
        Column("name", Text, primary_key=True),
        Column("content", Text, nullable=False),
    )
    # The number a member has in the central system: tells its lines from those of namesakes.
    Table(
        "central_number",
        metadata,
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("number", Text, nullable=False),
        Index("ix_central_number_number", "number"),
    )


def _exports(metadata: MetaData) -> None:
    # Layouts the office changed or made; the shipped ones are files.
    Table(
        "sheet_layout",
        metadata,
        Column("key", Text, primary_key=True),
        Column("content", Text, nullable=False),
        text_column("on"),
    )
    Table(
        "export_run",
        metadata,
        id_column(),
        Column("layout", Text, nullable=False),
        Column("at", Text, nullable=False),
        flag_column("people"),
        text_column("file_name"),
        Index("ix_export_run_layout", "layout"),
    )
    # What each line said when it last went out, as a digest: what changed since goes out again.
    Table(
        "export_row",
        metadata,
        Column("run_id", ForeignKey("export_run.id"), primary_key=True),
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("digest", Text, nullable=False),
        Index("ix_export_row_person_id", "person_id"),
        sqlite_with_rowid=False,
    )


def _merges(metadata: MetaData) -> None:
    Table(
        "person_merge",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        Column("kept_id", ForeignKey("person.id"), nullable=False),
        Column("gone_id", ForeignKey("person.id"), nullable=False),
        *(Column(name, Text, nullable=False) for name in ("at", "actor", "state")),
        *map(text_column, ("reason", "content", "undo_reason", "undone_at")),
        Index("ix_person_merge_kept_id", "kept_id"),
        Index("ix_person_merge_gone_id", "gone_id"),
    )
    # Two who look alike and are two: they are not offered as one again.
    Table(
        "distinct_pair",
        metadata,
        Column("first_id", ForeignKey("person.id"), primary_key=True),
        Column("second_id", ForeignKey("person.id"), primary_key=True),
        *map(text_column, ("reason", "on", "actor")),
        Index("ix_distinct_pair_second_id", "second_id"),
        sqlite_with_rowid=False,
    )


def _reconciliation(metadata: MetaData) -> None:
    Table(
        "recon_round",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        Column("name", Text, nullable=False),
        *map(text_column, ("opened", "closed", "content")),
    )
    Table(
        "recon_entry",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        Column("round_id", ForeignKey("recon_round.id"), nullable=False),
        Column("source", Text, nullable=False),
        Column("person_id", ForeignKey("person.id")),
        flag_column("line"),
        *map(text_column, ("name", "content", "printed", "keyed", "keyed_again", "actor", "doubt")),
        Index("ix_recon_entry_round_id", "round_id", "source", "person_id"),
        Index("ix_recon_entry_person_id", "person_id"),
    )
    Table(
        "recon_request",
        metadata,
        id_column(),
        Column("round_id", ForeignKey("recon_round.id"), nullable=False),
        *map(text_column, ("number", "on", "content")),
        Index("ix_recon_request_round_id", "round_id"),
    )
    Table(
        "recon_verdict",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        Column("round_id", ForeignKey("recon_round.id"), nullable=False),
        Column("person_id", ForeignKey("person.id")),
        Column("entry_id", ForeignKey("recon_entry.id")),
        text_column("field"),
        Column("decided", Text, nullable=False),
        *map(text_column, ("content", "on", "actor")),
        Column("request_id", ForeignKey("recon_request.id")),
        Index("ix_recon_verdict_round_id", "round_id", "person_id", "field"),
        Index("ix_recon_verdict_person_id", "person_id"),
    )
