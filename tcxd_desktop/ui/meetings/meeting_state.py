"""What the meeting editor knows of the meeting being worked on. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.meetings import (
    Attendance,
    Counts,
    Meeting,
    MeetingState,
    Task,
    count,
)

_APART = {"minutes", "attendance", "counts", "version"}
"""Fields of a meeting that are not merged as a whole."""


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that can be changed in the editor, as one value."""

    meeting: Meeting
    carried: tuple[Task, ...] = ()
    """Given by earlier meetings, judged in this one."""
    given: tuple[Task, ...] = ()
    """Given by this one."""


class MeetingWork:
    """A meeting as it was opened and as it stands in the boxes."""

    def __init__(self, work: Work, *, away_counts: bool = False) -> None:
        """Start with a meeting as saved, or as proposed (id 0).

        Args:
            work: the meeting and its tasks.
            away_counts: members away for a time stay in the denominator of attendance.
        """
        self.away_counts = away_counts
        self.base = work
        self.current = work

    @property
    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        return self.current.meeting

    @property
    def dirty(self) -> bool:
        """Whether something differs from what is saved."""
        return self.current != self.base

    @property
    def recorded(self) -> bool:
        """Whether it is saved as held."""
        return self.base.meeting.state is MeetingState.HELD

    def put(self, **changes: Any) -> None:
        """Take values of the meeting."""
        self.current = replace(self.current, meeting=replace(self.meeting, **changes))

    def put_text(self, name: str, value: str) -> None:
        """Take a text of the minutes."""
        self.put(minutes=replace(self.meeting.minutes, **{name: value}))

    def put_tasks(
        self, *, carried: Sequence[Task] | None = None, given: Sequence[Task] | None = None
    ) -> None:
        """Take what came of carried tasks, and the tasks this meeting gives."""
        if carried is not None:
            self.current = replace(self.current, carried=tuple(carried))
        if given is not None:
            self.current = replace(self.current, given=tuple(given))

    def by_hand(self, *, on: bool) -> None:
        """Key counts instead of names, starting with what the roll says, or go back to names."""
        counts = self.counts() if on else self.meeting.counts
        self.put(counts=counts, counts_by_hand=on)

    def counts(self) -> Counts:
        """Return the counts as they stand."""
        kept = self.meeting.counts
        return (
            kept
            if self.meeting.counts_by_hand
            else count(self.meeting.attendance, kept.long_absent)
        )

    def to_save(self) -> tuple[Meeting, tuple[Task, ...]]:
        """Return the meeting as held, and the tasks to write with it."""
        held = replace(self.meeting, state=MeetingState.HELD, reason="")
        return held, (*self.current.carried, *self.current.given)

    def rebase(self, fresh: Work) -> tuple[str, ...]:
        """Put unsaved changes upon a newer saved state; return the boxes both sides changed."""
        old, new, other = self.base.meeting, self.meeting, fresh.meeting
        mine, both = _merged(old, new, other, _APART)
        texts, both_texts = _merged(old.minutes, new.minutes, other.minutes, set())
        mine["minutes"] = replace(other.minutes, **texts)
        mine["attendance"] = _merged_roll(old.attendance, new.attendance, other.attendance)
        if new.counts != old.counts:
            mine["counts"] = new.counts
        work = Work(
            replace(other, **mine),
            _merged_tasks(self.base.carried, self.current.carried, fresh.carried),
            self.current.given if self.current.given != self.base.given else fresh.given,
        )
        self.base, self.current = fresh, work
        return (*both, *both_texts)


def attendance_base(counts: Counts, *, away_counts: bool) -> int:
    """Return the denominator of attendance: who should have been there."""
    base = counts.members - counts.exempt - counts.special_duty
    return base if away_counts else base - counts.away


def share(part: int, whole: int) -> Decimal | None:
    """Return a share in percent, or ``None`` of nobody."""
    return Decimal(part) * 100 / whole if whole > 0 else None


def _merged(base: Any, mine: Any, fresh: Any, apart: set[str]) -> tuple[dict[str, Any], list[str]]:
    """Return what this side changed, and the names both sides changed differently."""
    changes: dict[str, Any] = {}
    both: list[str] = []
    for name in (field.name for field in fields(base) if field.name not in apart):
        old, own, other = getattr(base, name), getattr(mine, name), getattr(fresh, name)
        if own == old:
            continue
        changes[name] = own
        if other not in (old, own):
            both.append(name)
    return changes, both


def _merged_roll(
    old: Sequence[Attendance], mine: Sequence[Attendance], fresh: Sequence[Attendance]
) -> tuple[Attendance, ...]:
    before = {row.person_id: row for row in old}
    changed = {row.person_id: row for row in mine if row != before.get(row.person_id)}
    return tuple(changed.get(row.person_id, row) for row in fresh)


def _merged_tasks(
    old: Sequence[Task], mine: Sequence[Task], fresh: Sequence[Task]
) -> tuple[Task, ...]:
    before = {task.id: task for task in old}
    changed = {task.id: task for task in mine if task != before.get(task.id)}
    return tuple(changed.get(task.id, task) for task in fresh)
