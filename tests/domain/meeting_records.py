"""A meeting that was held, with a roll of any size. All people are invented."""

from typing import Any

from tcxd_desktop.domain.meetings import (
    Attendance,
    Meeting,
    MeetingState,
    Presence,
    Task,
    count,
)
from tcxd_desktop.domain.score_templates import MeetingKind


def row(number: int, presence: Presence | None = Presence.PRESENT, **changes: Any) -> Attendance:
    """Return a line of a roll."""
    return Attendance(
        **{"person_id": number, "name": f"Nguyễn Văn {number}", "grade": "chinh_thuc",
           "presence": presence, **changes}
    )  # fmt: skip


def roll(size: int = 12) -> tuple[Attendance, ...]:
    """Return a roll of so many, all present."""
    return tuple(row(number) for number in range(1, size + 1))


def meeting(**changes: Any) -> Meeting:
    """Return a meeting held on 6 October 2026."""
    rows = changes.pop("attendance", roll())
    return Meeting(
        **{"id": 1, "unit_id": 3, "kind": MeetingKind.REGULAR, "period": "2026-10",
           "state": MeetingState.HELD, "planned_on": "2026-10-05", "held_on": "2026-10-06",
           "start": "19:30", "end": "21:10", "attendance": rows, "counts": count(rows),
           **changes}
    )  # fmt: skip


def task(**changes: Any) -> Task:
    """Return a task given before."""
    return Task(**{"id": 1, "unit_id": 3, "meeting_id": 9, "text": "Rà soát hộ nghèo", **changes})
