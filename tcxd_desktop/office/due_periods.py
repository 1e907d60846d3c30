"""Duties that come again by the calendar: once a year, or every six months.

They are read off the rules: a deadline that comes again and that no feature watches itself.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from tcxd_desktop.domain.due import DueTask
from tcxd_desktop.domain.rule_types import Bound, Deadline, TimeUnit
from tcxd_desktop.office import rules
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import due_reading as stored
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import due as words

_WATCHED = frozenset({"DOS-01", "TR-06"})
"""Duties a feature tells of itself, with whom they concern."""
_LISTED = timedelta(days=45)
"""So long before its last day a duty is listed at all."""
_HALF_YEAR = 6
_TARGETS = {
    "DOS-02": "person:", "DOS-09": "transfers:", "DOS-10": "transfers:", "DOS-11": "numbers:",
}  # fmt: skip


def recurring(desk: Desk, reading: Reading, day: str) -> Iterator[DueTask]:
    """Give the duty of the period that ends soon, and of the one before until it is marked.

    They are the office's as a whole: an account given some organisations only is not asked.
    """
    if desk.actor.units:
        return
    began, today = stored.began(reading), date.fromisoformat(day)
    for rule in rules.book_in(desk, reading).on(day).deadlines():
        months = _months(rule)
        if not months:
            continue
        for last in _ends(today, months, rule.month or 12):
            if began <= last.isoformat() and last - _LISTED <= today:
                yield _task(rule, last, half=months == _HALF_YEAR)


def _months(rule: Deadline) -> int:
    """Return how many months lie between two of a duty, 0 where it is not ours to tell."""
    if rule.bound is not Bound.EVERY or rule.id in _WATCHED:
        return 0
    if rule.unit is TimeUnit.YEARS and rule.amount == 1:
        return 12
    return _HALF_YEAR if rule.unit is TimeUnit.MONTHS and rule.amount == _HALF_YEAR else 0


def _ends(today: date, months: int, month: int) -> tuple[date, date]:
    """Return the last day of the period before and of the one under way."""
    first = today.year * 12 + today.month - 1
    this = next(m for m in range(first, first + 12) if (m + 1 - month) % months == 0)
    return _last_day(this - months), _last_day(this)


def _last_day(number: int) -> date:
    """Return the last day of a month counted from year 0."""
    after = number + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _task(rule: Deadline, last: date, *, half: bool) -> DueTask:
    period = f"năm {last.year}"
    if half:
        period = f"6 tháng {'đầu' if last.month <= _HALF_YEAR else 'cuối'} năm {last.year}"
    elif rule.month and rule.month != 12:
        period = f"tháng {rule.month}/{last.year}"
    return DueTask(
        key=f"period:{rule.id}:{last.isoformat()}",
        title=f"{rule.name} ({period})",
        due=last.isoformat(),
        why=words.yearly_why(rule.name, period, last, half=half),
        source=rule.source,
        rule=rule.id,
        consequence=rule.on_overdue,
        group=words.REPORTS,
        target=_TARGETS.get(rule.id, ""),
    )
