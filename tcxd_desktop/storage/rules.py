"""Rules and calendar days the office has written or taken from packs, and what it adopted."""

import json
from typing import Any

from tcxd_desktop.domain.rule_types import Adoption, RuleKind, RuleRow
from tcxd_desktop.domain.working_days import CalendarDay, DayKind
from tcxd_desktop.storage.work import Reading, Work

SUBJECT, CALENDAR = "rule", "calendar"
_COLUMNS = (
    "id, rule_set, kind, key, valid_from, valid_to, content, source, verified, origin, reason,"
    " written_on, withdrawn"
)


def rows(reading: Reading) -> list[RuleRow]:
    """Return every row written, withdrawn ones too, in the order they were written."""
    return [_row(row) for row in reading.all(f"SELECT {_COLUMNS} FROM rule_row ORDER BY id")]


def row(reading: Reading, row_id: int) -> RuleRow | None:
    """Return one row."""
    found = reading.one(f"SELECT {_COLUMNS} FROM rule_row WHERE id = ?", (row_id,))
    return _row(found) if found else None


def _row(found: tuple[Any, ...]) -> RuleRow:
    return RuleRow(
        id=found[0],
        rule_set=found[1],
        kind=RuleKind(found[2]),
        key=found[3],
        valid_from=found[4],
        valid_to=found[5],
        content=json.loads(found[6]),
        source=found[7],
        verified=bool(found[8]),
        origin=found[9],
        reason=found[10],
        written_on=found[11],
        withdrawn=found[12],
    )


def add(work: Work, made: RuleRow) -> int:
    """Write a row and return its number."""
    number = work.add(
        "rule_row",
        {
            "rule_set": made.rule_set,
            "kind": made.kind.value,
            "key": made.key,
            "valid_from": made.valid_from,
            "valid_to": made.valid_to,
            "content": content_text(made),
            "source": made.source,
            "verified": int(made.verified),
            "origin": made.origin,
            "reason": made.reason,
            "written_on": made.written_on,
        },
    )
    work.touch(SUBJECT)
    return number


def content_text(row: RuleRow) -> str:
    """Return what a row holds as one line of text that is always the same."""
    return json.dumps(row.content, ensure_ascii=False, sort_keys=True)


def withdraw(work: Work, row_id: int, why: str) -> None:
    """Write that a row counts no more."""
    work.change("rule_row", {"id": row_id}, {"withdrawn": why})
    work.touch(SUBJECT)


def adoptions(reading: Reading, kind: str) -> list[Adoption]:
    """Return what was adopted of ``rule_set`` or ``role``, in the order it was written."""
    found = reading.all(
        "SELECT value, valid_from, paper FROM rule_adoption WHERE kind = ? ORDER BY id", (kind,)
    )
    return [Adoption(str(value), str(day), str(paper)) for value, day, paper in found]


def days(reading: Reading) -> list[CalendarDay]:
    """Return the days of the calendar the office has written."""
    found = reading.all("SELECT day, kind, name, source, verified FROM calendar_day ORDER BY day")
    return [
        CalendarDay(day, DayKind(kind), name, source, bool(verified), "office")
        for day, kind, name, source, verified in found
    ]


def set_day(work: Work, day: CalendarDay) -> None:
    """Write a day of the calendar over what was written of it."""
    work.remove("calendar_day", {"day": day.day})
    work.add(
        "calendar_day",
        {
            "day": day.day,
            "kind": day.kind.value,
            "name": day.name,
            "source": day.source,
            "verified": int(day.verified),
        },
    )
    work.touch(CALENDAR)


def drop_day(work: Work, day: str) -> None:
    """Remove what the office wrote of an ISO day."""
    work.remove("calendar_day", {"day": day})
    work.touch(CALENDAR)
