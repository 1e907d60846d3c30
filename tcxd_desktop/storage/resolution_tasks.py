"""Tasks of resolutions: given by one meeting, carried until a later one judges them."""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from tcxd_desktop.domain.meetings import MeetingState, Task, TaskState
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

_TASK = tuple(field.name for field in fields(Task))
_SELECT_TASK = "SELECT " + ", ".join(f't."{name}"' for name in _TASK) + " FROM resolution_task t"


def _task(row: Sequence[Any]) -> Task:
    found = dict(zip(_TASK, row, strict=True))
    return Task(**{**found, "state": TaskState(found["state"])})


def _tasks(reading: Reading, where: str, values: Sequence[Cell]) -> list[Task]:
    rows = reading.all(
        f"{_SELECT_TASK} JOIN meeting m ON m.id = t.meeting_id AND m.void_reason = ''"
        f" WHERE {where} ORDER BY t.due = '', t.due, t.id",
        values,
    )
    return [_task(row) for row in rows]


def given(reading: Reading, meeting_id: int) -> list[Task]:
    """Return the tasks a meeting's resolution gave."""
    return _tasks(reading, "t.meeting_id = ?", (meeting_id,))


def judged(reading: Reading, meeting_id: int) -> list[Task]:
    """Return the earlier tasks a meeting judged."""
    return _tasks(reading, "t.judged_in = ?", (meeting_id,))


def carried(reading: Reading, unit_id: int, before: str, not_of: int = 0) -> list[Task]:
    """Return the open tasks of a chi bộ given before ISO day ``before``."""
    return _tasks(
        reading,
        "t.unit_id = ? AND t.state = ? AND t.meeting_id <> ? AND m.state = ? AND m.held_on < ?",
        (unit_id, TaskState.OPEN.value, not_of, MeetingState.HELD.value, before),
    )


def overdue_then(reading: Reading, unit_id: int, day: str) -> list[Task]:
    """Return the tasks due by ISO ``day`` that no meeting up to then had judged, told as open."""
    found = _tasks(
        reading,
        "t.unit_id = ?1 AND t.due <> '' AND t.due <= ?2 AND m.state = ?3 AND m.held_on < ?2"
        " AND NOT EXISTS (SELECT 1 FROM meeting j WHERE j.id = t.judged_in"
        " AND j.void_reason = '' AND j.held_on <= ?2)",
        (unit_id, day, MeetingState.HELD.value),
    )
    return [replace(task, state=TaskState.OPEN, judged_in=None) for task in found]


def standing_then(reading: Reading, unit_id: int, day: str) -> list[Task]:
    """Return the tasks given before ISO ``day`` and judged by no meeting before it.

    What a later meeting judged was still open then, and is told as open.
    """
    found = _tasks(
        reading,
        "t.unit_id = ?1 AND m.held_on < ?2 AND NOT EXISTS (SELECT 1 FROM meeting j"
        " WHERE j.id = t.judged_in AND j.void_reason = '' AND j.held_on < ?2)",
        (unit_id, day),
    )
    later = _days_of(reading, [task.judged_in for task in found if task.judged_in])
    return [
        replace(task, state=TaskState.OPEN, result="", done_on="", judged_in=None)
        if task.judged_in and later.get(task.judged_in, day) > day
        else task
        for task in found
    ]


def _days_of(reading: Reading, ids: Sequence[int]) -> dict[int, str]:
    rows = reading.all(
        "SELECT id, held_on FROM meeting WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {int(number): str(day) for number, day in rows}


def _task_values(task: Task) -> dict[str, Cell]:
    values: dict[str, Cell] = {name: getattr(task, name) for name in _TASK if name != "id"}
    return {**values, "state": task.state.value}


def add_task(work: Work, task: Task) -> int:
    """Write a new task; return its number."""
    return work.add("resolution_task", _task_values(task))


def change_task(work: Work, task: Task) -> None:
    """Write a task over what it was."""
    work.change("resolution_task", {"id": task.id}, _task_values(task))


def reopen_tasks(work: Work, meeting_id: int) -> None:
    """Take back what a meeting judged: its tasks are carried again."""
    for task in judged(work, meeting_id):
        change_task(
            work, replace(task, state=TaskState.OPEN, result="", done_on="", judged_in=None)
        )


def drop_task(work: Work, task_id: int) -> None:
    """Remove a task the resolution does not have after all."""
    work.remove("resolution_task", {"id": task_id})
