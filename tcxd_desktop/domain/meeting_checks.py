"""Kiểm tra một buổi sinh hoạt trước khi ghi: everything that needs no other record."""

import re
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
    UncalledProblem,
    VotesProblem,
)
from tcxd_desktop.domain.meetings import Counts, Meeting, MeetingState
from tcxd_desktop.domain.periods import kind_of, step

_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
_DAYS = ("planned_on", "held_on", "posted_on", "minutes_posted_on", "committee_met_on")
_TIMES = ("planned_at", "start", "end")


def check(meeting: Meeting, today: date) -> None:
    """Refuse a meeting that cannot have been as it says.

    Raises:
        BadPeriodProblem, BadDateProblem, BadTimeProblem, FutureDateProblem, RequiredProblem,
        MeetingTimesProblem, MeetingMonthProblem, CountedTwiceProblem, UncalledProblem,
        CountsProblem, NoMembersProblem, VotesProblem; each with its field.
    """
    if kind_of(meeting.period) != "thang":
        raise RequiredProblem("period", field="period")
    for name in _DAYS:
        _day(getattr(meeting, name), name)
    for name in _TIMES:
        _time(getattr(meeting, name), name)
    if meeting.state is MeetingState.HELD:
        _held(meeting, today)
    elif meeting.planned_on:
        _near(meeting.planned_on, meeting.period, "planned_on")
    if meeting.state is MeetingState.NOT_HELD and not meeting.reason.strip():
        raise RequiredProblem("reason", field="reason")


def _day(text: str, field: str) -> None:
    if not text:
        return
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadDateProblem(text, field=field) from None


def _time(text: str, field: str) -> None:
    if text and not _TIME.match(text):
        raise BadTimeProblem(text, field=field)


def _held(meeting: Meeting, today: date) -> None:
    if not meeting.held_on:
        raise RequiredProblem("held_on", field="held_on")
    if date.fromisoformat(meeting.held_on) > today:
        raise FutureDateProblem(PartialDate.from_text(meeting.held_on), field="held_on")
    _near(meeting.held_on, meeting.period, "held_on")
    if meeting.start and meeting.end and meeting.end <= meeting.start:
        raise MeetingTimesProblem(meeting.start, meeting.end, field="end")
    if meeting.counts_by_hand:
        check_counts(meeting.counts)
    else:
        _roll(meeting)
    for vote in meeting.votes:
        counts = meeting.counts
        given = vote.agreed + vote.against + vote.other
        here = counts.present + counts.present_temporary
        if given > here or min(vote.agreed, vote.against, vote.other) < 0:
            raise VotesProblem(vote.subject, given, here, field="votes")


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
        CountsProblem, NoMembersProblem.
    """
    rest = (
        counts.present + counts.absent_reason + counts.absent + counts.exempt + counts.away
        + counts.special_duty
    )  # fmt: skip
    numbers = (getattr(counts, name) for name in Counts.__dataclass_fields__)
    if counts.members <= 0:
        raise NoMembersProblem("", "", field="members")
    if rest != counts.members or any(number < 0 for number in numbers):
        raise CountsProblem(counts.members, rest, field="members")
    if counts.speakers > counts.present + counts.present_temporary:
        raise CountsProblem(counts.present, counts.speakers, field="speakers")
