"""The tables of meetings, scores and periods."""

from sqlalchemy import (
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

COUNTS = (
    "members", "official", "probationary", "temporary_here", "present", "present_official",
    "present_probationary", "present_temporary", "absent_reason", "absent", "exempt", "away",
    "special_duty", "uncalled", "speakers", "long_absent",
)  # fmt: skip
"""Frozen with a meeting: fields of ``domain.meetings.Counts``."""


def add_meetings(metadata: MetaData) -> None:
    """Declare the tables of this feature."""
    _meetings(metadata)
    _scores(metadata)
    _periods(metadata)


def _meetings(metadata: MetaData) -> None:
    meeting = Table(
        "meeting",
        metadata,
        id_column(),
        Column("version", Integer, nullable=False),
        Column("unit_id", ForeignKey("unit.id"), nullable=False),
        Column("kind", Text, nullable=False),
        Column("period", Text, nullable=False),
        Column("state", Text, nullable=False),
        *map(
            text_column,
            (
                "planned_on", "planned_at", "held_on", "start", "end", "place", "chair",
                "secretary", "upper", "posted_on", "minutes_posted_on", "committee_met_on",
                "reason", "void_reason", "cell_kind", "minutes",
            ),
        ),
        Column("chair_id", Integer),
        Column("secretary_id", Integer),
        Column("upper_id", Integer),
        *map(flag_column, ("has_committee", "has_deputy", "counts_by_hand")),
        *map(flag_column, COUNTS),
        Index("ix_meeting_period", "period", "unit_id"),
        Index("ix_meeting_unit_id", "unit_id", "period"),
    )  # fmt: skip
    # A month has one regular meeting: held, planned or not held.
    Index(
        "uq_meeting_regular",
        meeting.c.unit_id,
        meeting.c.period,
        unique=True,
        sqlite_where=text("void_reason = '' AND kind IN ('thuong_ky', 'ket_hop')"),
    )
    Table(
        "meeting_attendance",
        metadata,
        Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
        Column("person_id", ForeignKey("person.id"), primary_key=True),
        Column("position", Integer, nullable=False),
        *map(text_column, ("name", "grade", "presence", "reason", "gist")),
        *map(flag_column, ("spoke", "temporary_here")),
        Index("ix_meeting_attendance_person_id", "person_id"),
        sqlite_with_rowid=False,
    )
    Table(
        "meeting_vote",
        metadata,
        Column("meeting_id", ForeignKey("meeting.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        text_column("subject"),
        *map(flag_column, ("agreed", "against", "other")),
        sqlite_with_rowid=False,
    )
    Table(
        "resolution_task",
        metadata,
        id_column(),
        Column("unit_id", ForeignKey("unit.id"), nullable=False),
        Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
        *map(text_column, ("text", "owner", "due", "state", "result", "done_on")),
        Column("owner_id", Integer),
        Column("judged_in", Integer),
        Index("ix_resolution_task_meeting_id", "meeting_id"),
        Index("ix_resolution_task_unit_id", "unit_id", "state"),
        Index("ix_resolution_task_judged_in", "judged_in"),
    )


def _scores(metadata: MetaData) -> None:
    Table(
        "score_template",
        metadata,
        id_column(),
        Column("code", Text, nullable=False),
        Column("version", Integer, nullable=False),
        *map(text_column, ("title", "status", "valid_from", "valid_to")),
        *map(flag_column, ("in_use", "verified")),
        text_column("content"),
        UniqueConstraint("code", "version"),
    )
    Table(
        "score_sheet",
        metadata,
        Column("meeting_id", ForeignKey("meeting.id"), primary_key=True, autoincrement=False),
        Column("version", Integer, nullable=False),
        Column("template_id", ForeignKey("score_template.id"), nullable=False),
        *map(text_column, ("state", "facts", "reason", "decided_by", "decided_on")),
        Index("ix_score_sheet_template_id", "template_id"),
    )
    Table(
        "score_entry",
        metadata,
        Column("meeting_id", ForeignKey("score_sheet.meeting_id"), primary_key=True),
        Column("scorer", Text, primary_key=True),
        Column("item", Text, primary_key=True),
        text_column("points"),
        *(Column(name, Integer) for name in ("level", "met", "times")),
        flag_column("not_applicable"),
        text_column("note"),
        sqlite_with_rowid=False,
    )
    # Worked out at every save, so that lists and the board need no template.
    Table(
        "score_result",
        metadata,
        Column("meeting_id", ForeignKey("score_sheet.meeting_id"), primary_key=True),
        Column("scorer", Text, primary_key=True),
        *map(text_column, ("total", "level", "level_label")),
        flag_column("complete"),
        sqlite_with_rowid=False,
    )


def _periods(metadata: MetaData) -> None:
    Table(
        "period_close",
        metadata,
        id_column(),
        Column("period", Text, nullable=False),
        *map(text_column, ("closed_on", "closed_by", "reopened", "note")),
        Column("snapshot", LargeBinary),
        Index("ix_period_close_period", "period"),
    )
    Table(
        "period_decision",
        metadata,
        Column("unit_id", ForeignKey("unit.id"), primary_key=True),
        Column("period", Text, primary_key=True),
        *map(text_column, ("level", "level_label", "reason", "decided_on")),
        sqlite_with_rowid=False,
    )
    Table(
        "upper_assignment",
        metadata,
        id_column(),
        Column("person_id", ForeignKey("person.id"), nullable=False),
        Column("unit_id", ForeignKey("unit.id"), nullable=False),
        *map(text_column, ("since", "until", "paper")),
        Index("ix_upper_assignment_unit_id", "unit_id"),
        Index("ix_upper_assignment_person_id", "person_id"),
    )
    # What is typed and not saved: no record of anything, so no line of the book binds it.
    Table(
        "work_draft",
        metadata,
        Column("account", Integer, primary_key=True, autoincrement=False),
        Column("key", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    Table(
        "cell_habit",
        metadata,
        Column("unit_id", ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        text_column("kind"),
        flag_column("usual_day"),
        *map(text_column, ("usual_at", "usual_place")),
    )
