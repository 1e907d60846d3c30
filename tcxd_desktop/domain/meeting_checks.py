"""Kiểm tra một buổi sinh hoạt trước khi ghi: everything that needs no other record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import BadDateProblem, FutureDateProblem, RequiredProblem
from tcxd_desktop.domain.meeting_errors import (
    BadTimeProblem,
    CountedTwiceProblem,
    CountsProblem,
    MeetingMonthProblem,
    MeetingTimesProblem,
    NoMembersProblem,
    OutOfRangeProblem,
    TooLongProblem,
    TooManyProblem,
    UncalledProblem,
    VotesProblem,
)
from tcxd_desktop.domain.meetings import Counts, Meeting, MeetingState, Minutes, Task
from tcxd_desktop.domain.periods import check_month, step

LINE, BLOCK = 500, 100_000
"""Most characters of a line and of a text: a hundred thousand are some forty pages."""
ROLL, VOTES, TASKS = 2_000, 100, 300
"""Most rows a meeting keeps."""
LINES = 5_000
"""Most lines a plan or grid of a month has: no committee has so many chi bộ."""
_PEOPLE = 100_000
"""No chi bộ has more, whatever is typed."""
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DONE_DAYS = ("posted_on", "minutes_posted_on", "committee_met_on")
"""What is written down of these has happened."""
_DAYS = ("planned_on", "held_on", *_DONE_DAYS)
_TIMES = ("planned_at", "start", "end")
_TEXTS = ("place", "chair", "secretary", "upper", "reason")


def check(meeting: Meeting, today: date) -> None:
    """Refuse a meeting that cannot have been as it says.

    Raises:
        BadPeriodProblem, BadDateProblem, BadTimeProblem, FutureDateProblem, RequiredProblem,
        MeetingTimesProblem, MeetingMonthProblem, CountedTwiceProblem, UncalledProblem,
        CountsProblem, OutOfRangeProblem, NoMembersProblem, VotesProblem, TooLongProblem,
        TooManyProblem; each with its field.
    """
    check_form(meeting, today)
    if meeting.state is MeetingState.HELD:
        _held(meeting, today)
    elif meeting.planned_on:
        _near(meeting.planned_on, meeting.period, "planned_on")
    if meeting.state is MeetingState.NOT_HELD:
        _not_held(meeting, today)


def check_form(meeting: Meeting, today: date) -> None:
    """Refuse what no meeting can say, whatever its state: month, days, hours, sizes.

    Raises:
        BadPeriodProblem, BadDateProblem, BadTimeProblem, FutureDateProblem, TooLongProblem,
        TooManyProblem; each with its field.
    """
    check_month(meeting.period)
    check_sizes(meeting)
    for name in _DAYS:
        check_day(getattr(meeting, name), name)
    for name in _DONE_DAYS:
        _not_ahead(getattr(meeting, name), today, name)
    for name in _TIMES:
        check_time(getattr(meeting, name), name)


def check_day(text: str, field: str) -> None:
    """Refuse what is no whole day written ``YYYY-MM-DD``: days are compared as text.

    Raises:
        BadDateProblem: no day any calendar of ours has; empty is none, and may be.
    """
    if not text:
        return
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadDateProblem(text, field=field) from None
    if found.isoformat() != text or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise BadDateProblem(text, field=field)


def check_time(text: str, field: str) -> None:
    """Refuse what is no time of the day written ``HH:MM``.

    Raises:
        BadTimeProblem: none; empty may be.
    """
    if text and not _TIME.fullmatch(text):
        raise BadTimeProblem(text, field=field)


def check_text(text: str, most: int, field: str) -> None:
    """Refuse a text longer than one place keeps.

    Raises:
        TooLongProblem: it is.
    """
    if len(text) > most:
        raise TooLongProblem(len(text), most, field=field)


def check_rows(rows: Sequence[object], most: int, field: str) -> None:
    """Refuse more rows than are kept.

    Raises:
        TooManyProblem: there are.
    """
    if len(rows) > most:
        raise TooManyProblem(len(rows), most, field=field)


def check_sizes(meeting: Meeting) -> None:
    """Refuse texts and lists that no meeting has.

    Raises:
        TooLongProblem, TooManyProblem.
    """
    check_rows(meeting.attendance, ROLL, "attendance")
    check_rows(meeting.votes, VOTES, "votes")
    for name in _TEXTS:
        check_text(getattr(meeting, name), LINE, name)
    for field in fields(Minutes):
        check_text(getattr(meeting.minutes, field.name), BLOCK, field.name)
    for row in meeting.attendance:
        check_text(row.reason, LINE, "attendance")
        check_text(row.gist, BLOCK, "attendance")
    for vote in meeting.votes:
        check_text(vote.subject, LINE, "votes")


def check_tasks(tasks: Sequence[Task]) -> None:
    """Refuse tasks no resolution gives.

    Raises:
        TooLongProblem, TooManyProblem, BadDateProblem.
    """
    check_rows(tasks, TASKS, "given")
    for task in tasks:
        check_text(task.text, BLOCK, "given")
        check_text(task.owner, LINE, "given")
        check_text(task.result, BLOCK, "carried")
        check_day(task.due, "due")
        check_day(task.done_on, "done_on")


def _not_ahead(text: str, today: date, field: str) -> None:
    if text and date.fromisoformat(text) > today:
        raise FutureDateProblem(PartialDate.from_text(text), field=field)


def _not_held(meeting: Meeting, today: date) -> None:
    """What a month to come will not have is not known yet."""
    if meeting.period > f"{today:%Y-%m}":
        raise FutureDateProblem(PartialDate.from_text(meeting.period), field="period")
    if not meeting.reason.strip():
        raise RequiredProblem("reason", field="reason")


def _held(meeting: Meeting, today: date) -> None:
    if not meeting.held_on:
        raise RequiredProblem("held_on", field="held_on")
    _not_ahead(meeting.held_on, today, "held_on")
    _near(meeting.held_on, meeting.period, "held_on")
    if meeting.start and meeting.end and meeting.end <= meeting.start:
        raise MeetingTimesProblem(meeting.start, meeting.end, field="end")
    if meeting.counts_by_hand:
        check_counts(meeting.counts)
    else:
        _roll(meeting)
    here = meeting.counts.present + meeting.counts.present_temporary
    for vote in meeting.votes:
        numbers = (vote.agreed, vote.against, vote.other)
        if sum(numbers) > here or min(numbers) < 0:
            raise VotesProblem(vote.subject, sum(numbers), here, field="votes")


def _near(day: str, period: str, field: str) -> None:
    """A meeting may be held some days before or after its month, not further."""
    if not step(period, -1) <= day[:7] <= step(period, 1):
        raise MeetingMonthProblem(PartialDate.from_text(day), period, field=field)


def _roll(meeting: Meeting) -> None:
    seen: set[int] = set()
    for row in meeting.attendance:
        if row.person_id in seen:
            raise CountedTwiceProblem(row.name, field="attendance")
        seen.add(row.person_id)
    home = [row for row in meeting.attendance if not row.temporary_here]
    if not home:
        raise NoMembersProblem("", PartialDate.from_text(meeting.held_on), field="attendance")
    open_rows = [row for row in meeting.attendance if row.presence is None]
    if open_rows:
        names = tuple(row.name for row in open_rows)
        raise UncalledProblem(len(open_rows), names, field="attendance")


def check_counts(counts: Counts) -> None:
    """Refuse counts keyed from a paper that do not add up.

    Raises:
        CountsProblem: members are not those present, absent, exempt and away together.
        NoMembersProblem: there is nobody.
        OutOfRangeProblem: a number below 0, or a part larger than its whole.
    """
    if counts.members <= 0:
        raise NoMembersProblem("", "", field="members")
    _check_ranges(counts, {field.name: _PEOPLE for field in fields(Counts)})
    rest = (
        counts.present + counts.absent_reason + counts.absent + counts.exempt + counts.away
        + counts.special_duty
    )  # fmt: skip
    if rest != counts.members:
        raise CountsProblem(counts.members, rest, field="members")
    official = counts.official or counts.members
    parts = {
        "official": counts.members,
        "probationary": counts.members - counts.official,
        "present_official": min(counts.present, official),
        "present_probationary": counts.present - counts.present_official,
        "present_temporary": counts.temporary_here or _PEOPLE,
        "speakers": counts.present + counts.present_temporary,
        "long_absent": counts.absent_reason,
        "uncalled": 0,
    }
    _check_ranges(counts, parts)


def _check_ranges(counts: Counts, most: Mapping[str, int]) -> None:
    for name, limit in most.items():
        number = getattr(counts, name)
        if not 0 <= number <= limit:
            raise OutOfRangeProblem(number, f"0–{limit}", field=name)
