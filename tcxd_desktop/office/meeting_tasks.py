"""Nhiệm vụ của nghị quyết: given by one meeting, carried to the next, judged there."""

from collections.abc import Sequence
from dataclasses import replace

from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.meeting_errors import SheetStateProblem
from tcxd_desktop.domain.meetings import Meeting, MeetingState, Task, TaskState
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.storage import resolution_tasks as stored_tasks
from tcxd_desktop.storage.work import Reading, Work

_LATER = "nhiệm vụ buổi này giao đã được đánh giá ở buổi sau, hãy mở buổi sau ra sửa trước"


def cleaned(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return tasks with their texts tidied."""
    return tuple(
        replace(
            task,
            text=clean_block(task.text),
            owner=clean_line(task.owner),
            result=clean_block(task.result),
        )
        for task in tasks
    )


def owners(reading: Reading, meeting: Meeting, tasks: Sequence[Task]) -> set[int]:
    """Return who is named anew as an owner of a task."""
    known = {task.id: task.owner_id for task in stored_tasks.given(reading, meeting.id)}
    return {
        task.owner_id
        for task in tasks
        if task.owner_id is not None and (not task.id or known.get(task.id, 0) != task.owner_id)
        if not task.id or task.id in known
    }


def write(work: Work, meeting: Meeting, tasks: Sequence[Task]) -> None:
    """Write what came of carried tasks, and the tasks a meeting gives.

    A task is what its own resolution says; a later meeting tells only what came of it, and what
    it told no other may take back.

    Raises:
        ConflictProblem: a task was judged elsewhere meanwhile, or is no more.
        SheetStateProblem: the meeting was not held after all, and later ones judged its tasks.
    """
    if meeting.state is not MeetingState.HELD:
        stored_tasks.reopen_tasks(work, meeting.id)
        check_not_judged(work, meeting.id)
        for task in stored_tasks.given(work, meeting.id):
            stored_tasks.drop_task(work, task.id)
        return
    given = {task.id: task for task in stored_tasks.given(work, meeting.id)}
    carried = stored_tasks.carried(work, meeting.unit_id, meeting.held_on, meeting.id)
    earlier = {task.id: task for task in (*carried, *stored_tasks.judged(work, meeting.id))}
    for task in tasks:
        if task.id in earlier:
            _judge(work, meeting, earlier[task.id], task)
        elif task.id in given:
            _change(work, given[task.id], task)
        elif task.id and not task.open:
            raise ConflictProblem
        elif not task.id and task.text:
            stored_tasks.add_task(work, _new(meeting, task))
    for number in given.keys() - {task.id for task in tasks if task.text}:
        if given[number].judged_in is None:
            stored_tasks.drop_task(work, number)


def _judge(work: Work, meeting: Meeting, known: Task, told: Task) -> None:
    made = replace(
        known,
        state=told.state,
        result=told.result,
        done_on="" if told.open else told.done_on,
        judged_in=None if told.open else meeting.id,
    )
    if made != known:
        stored_tasks.change_task(work, made)


def _change(work: Work, known: Task, told: Task) -> None:
    """Only what no later meeting has judged may be worded anew."""
    if known.judged_in is not None or not told.text:
        return
    made = replace(known, text=told.text, owner_id=told.owner_id, owner=told.owner, due=told.due)
    if made != known:
        stored_tasks.change_task(work, made)


def _new(meeting: Meeting, told: Task) -> Task:
    return Task(
        0, meeting.unit_id, meeting.id, told.text, told.owner_id, told.owner, told.due,
        TaskState.OPEN,
    )  # fmt: skip


def check_not_judged(reading: Reading, meeting_id: int) -> None:
    """Refuse to take back a meeting whose tasks a later one judged.

    Raises:
        SheetStateProblem: one did.
    """
    if any(task.judged_in is not None for task in stored_tasks.given(reading, meeting_id)):
        raise SheetStateProblem(_LATER)


def told(reading: Reading, meeting_id: int) -> tuple[str, tuple[Task, ...]]:
    """Return how many tasks a meeting gives and judges, in words, and the tasks themselves."""
    given, judged = (
        stored_tasks.given(reading, meeting_id),
        stored_tasks.judged(reading, meeting_id),
    )
    words = f"{len(given)} giao, {len(judged)} đánh giá" if given or judged else ""
    return words, (*given, *judged)
