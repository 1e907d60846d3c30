"""*Việc hôm nay* as lists: the state of a duty on a day, its order, what each view shows.

A mark never changes the last day: who postpones a duty is not shown it again before that day, but
the day the text sets stands, and the line says when it is over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tcxd_desktop.domain.due import DueLine, DueMark, DuePage, DueState, DueTask
from tcxd_desktop.domain.names import text_key
from tcxd_desktop.domain.text import fold

_RANK = {DueState.LATE: 0, DueState.SOON: 1, DueState.OPEN: 2, DueState.DONE: 3}
_NO_DAY = "9999-12-31"


class DueView(StrEnum):
    """Phần danh sách đang xem."""

    TO_DO = "can_lam"
    """Neither done nor postponed."""
    LATE = "qua_han"
    SOON = "sap_den_han"
    POSTPONED = "da_hoan"
    DONE = "da_xong"


@dataclass(frozen=True, slots=True)
class DueFilter:
    """Điều kiện lọc của trang Việc hôm nay."""

    view: DueView = DueView.TO_DO
    group: str = ""
    """Empty: every kind of work."""
    words: str = ""


def line_of(task: DueTask, mark: DueMark | None, on: str) -> DueLine:
    """Return a duty as it stands on ISO ``on``."""
    days = _between(on, task.due) if task.due else None
    return DueLine(task, _state(task, mark, on), mark, days)


def _state(task: DueTask, mark: DueMark | None, on: str) -> DueState:
    met = [task.done_on, mark.done_on if mark is not None else ""]
    if any(day and day <= on for day in met):
        return DueState.DONE
    if not task.due:
        return DueState.OPEN
    if task.due < on:
        return DueState.LATE
    return DueState.SOON if task.soon_from and task.soon_from <= on else DueState.OPEN


def _between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def in_order(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """Return the late first, then by day; without a day after those, what is done last of all."""
    return tuple(sorted(lines, key=_key))


def _key(line: DueLine) -> tuple[int, str, str, str, str, str]:
    task = line.task
    kind = task.rule or task.key.partition(":")[0]
    return (_RANK[line.state], task.due or _NO_DAY, task.group, kind, text_key(task.who), task.key)


def postponed(line: DueLine, on: str) -> bool:
    """Tell whether a duty is put off beyond ISO ``on``."""
    mark = line.mark
    return line.state is not DueState.DONE and mark is not None and mark.postponed_to > on


def in_view(line: DueLine, view: DueView, on: str) -> bool:
    """Tell whether a view shows a duty."""
    if view is DueView.DONE:
        return line.state is DueState.DONE
    if view is DueView.POSTPONED:
        return postponed(line, on)
    if line.state is DueState.DONE or postponed(line, on):
        return False
    return view is DueView.TO_DO or line.state.value == view.value


def counts(page: DuePage) -> Mapping[DueView, int]:
    """Return how many duties each view shows."""
    return {view: sum(in_view(line, view, page.on) for line in page.lines) for view in DueView}


def shown(page: DuePage, wanted: DueFilter) -> list[DueLine]:
    """Return the duties a filter lets through, in their order; words match without tone marks."""
    words = fold(wanted.words).split()
    return [
        line
        for line in page.lines
        if in_view(line, wanted.view, page.on)
        and (not wanted.group or line.task.group == wanted.group)
        and (not words or _has(line.task, words))
    ]


def _has(task: DueTask, words: Sequence[str]) -> bool:
    text = fold(" ".join((task.title, task.who, task.unit, task.rule, task.source)))
    return all(word in text for word in words)


def groups_of(page: DuePage) -> tuple[str, ...]:
    """Return the kinds of work there are, in the order they come."""
    return tuple(dict.fromkeys(line.task.group for line in page.lines if line.task.group))


def pressing(page: DuePage) -> int:
    """Return how many duties are late or nearly so, and not put off."""
    found = counts(page)
    return found[DueView.LATE] + found[DueView.SOON]
