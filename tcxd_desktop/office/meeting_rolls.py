"""Điểm danh: who belongs to a chi bộ on a day, and the counts a roll comes to.

Who somebody is stands in the record of members, never in what a screen hands over.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tcxd_desktop import places
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.meeting_errors import StrangerProblem, UncalledProblem
from tcxd_desktop.domain.meetings import (
    Attendance,
    Counts,
    Meeting,
    MeetingState,
    Presence,
    count,
    shifted,
)
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.office import cells
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage.work import Reading

PRESET: dict[str, tuple[Presence, str]] = {
    Activity.EXEMPT.value: (Presence.EXEMPT, ""),
    Activity.TEMPORARY_ELSEWHERE.value: (Presence.AWAY, ""),
    Activity.ABROAD.value: (Presence.AWAY, "Ở nước ngoài"),
    Activity.SUSPENDED.value: (Presence.ABSENT_REASON, "Đang bị đình chỉ sinh hoạt đảng"),
}


@cache
def _rules() -> tuple[tuple[str, str, int], ...]:
    """Return (first day, last day or empty, absences in a row) of each rule shipped."""
    path = places.resources() / "rules" / "meetings.json"
    found = json.loads(path.read_text(encoding="utf-8"))["absences_in_a_row"]
    return tuple((one["valid_from"], one["valid_to"], one["value"]) for one in found)


def most_in_a_row(day: str) -> int | None:
    """Return after how many absences with reason in a row a member is told, on ISO ``day``.

    ``None``: no rule of that day is known (12-HD/BTCTW of 6/7/2018 was the first with one).
    """
    for first, last, most in _rules():
        if first <= day and (not last or day <= last):
            return most
    return None


def roll(reading: Reading, unit_id: int, day: str) -> tuple[Attendance, ...]:
    """Return who belongs to a chi bộ on ISO ``day``, by name, with what is known beforehand."""
    made: list[Attendance] = []
    for person, name, grade, activity in stored.roll(reading, unit_id, day):
        presence, reason = PRESET.get(activity, (None, ""))
        here = activity == Activity.TEMPORARY_HERE
        made.append(Attendance(person, name, grade, presence, reason, temporary_here=here))
    if made and all(row.temporary_here for row in made) and cells.of_passers(reading, unit_id, day):
        # Of a chi bộ sinh hoạt tạm thời those there for a time are the members.
        return tuple(replace(row, temporary_here=False) for row in made)
    return tuple(made)


def stands(old: Meeting | None, made: Meeting) -> bool:
    """Tell whether a roll is the one written down before: it does not follow later transfers."""
    return (
        old is not None
        and _by_names(old)
        and _by_names(made)
        and old.held_on == made.held_on
        and {row.person_id for row in old.attendance} == {row.person_id for row in made.attendance}
    )


def _by_names(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.HELD and not meeting.counts_by_hand


def called(reading: Reading, old: Meeting | None, made: Meeting) -> Meeting:
    """Return a meeting with its roll as the record of members has it, and its counts frozen.

    A meeting that was not held has neither; nor has it what only a meeting leaves.
    """
    if made.state is not MeetingState.HELD:
        return replace(
            made, counts=Counts(), counts_by_hand=False, attendance=(), votes=(), held_on="",
            start="", end="",
        )  # fmt: skip
    if made.counts_by_hand:
        return replace(made, attendance=(), counts=replace(made.counts, uncalled=0))
    kept = old.attendance if old is not None and stands(old, made) else None
    known = {
        row.person_id: row
        for row in (kept if kept is not None else roll(reading, made.unit_id, made.held_on))
    }
    rows = tuple(_as_known(row, known.get(row.person_id)) for row in made.attendance)
    made = replace(made, attendance=rows)
    counts = count(rows, long_absent(reading, made))
    if old is not None and kept is not None:
        # What is gone from the roll since (data erased by decision) stays counted.
        told = shifted(old.counts, count(kept), counts)
        counts = replace(told, long_absent=counts.long_absent)
    return replace(made, counts=counts)


def _as_known(row: Attendance, known: Attendance | None) -> Attendance:
    if known is None:
        return row
    return replace(row, name=known.name, grade=known.grade, temporary_here=known.temporary_here)


def check(reading: Reading, old: Meeting | None, made: Meeting) -> None:
    """Refuse a roll that leaves somebody out, or names somebody of elsewhere.

    Raises:
        UncalledProblem, StrangerProblem.
    """
    if not _by_names(made) or stands(old, made):
        return
    named = {row.person_id: row.name for row in made.attendance}
    there = {row[0]: row[1] for row in stored.roll(reading, made.unit_id, made.held_on)}
    left_out = tuple(name for person, name in there.items() if person not in named)
    if left_out:
        raise UncalledProblem(len(left_out), left_out, field="attendance")
    for person, name in named.items():
        if person not in there:
            raise StrangerProblem(name, PartialDate.from_text(made.held_on), field="attendance")


def long_absent(reading: Reading, meeting: Meeting) -> int:
    """Return how many members were absent with reason more often in a row than the rule allows."""
    absent = [
        row.person_id
        for row in meeting.attendance
        if row.presence is Presence.ABSENT_REASON and not row.temporary_here
    ]
    most = most_in_a_row(meeting.held_on)
    if not absent or most is None:
        return 0
    year = meeting.period[:4]
    before = stored.absences(reading, meeting.unit_id, year, meeting.held_on)
    return sum(1 + _streak(before.get(person, ())) > most for person in absent)


def _streak(presences: Sequence[str]) -> int:
    """Return how many absences with reason there were in a row before."""
    for number, presence in enumerate(presences):
        if presence != Presence.ABSENT_REASON:
            return number
    return len(presences)


def with_long_absent(reading: Reading, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return those meetings whose count of the long absent is another by now, with the new one.

    An earlier meeting that was recorded after them may have begun or ended a row of absences.
    """
    changed: list[Meeting] = []
    for meeting in meetings:
        if not _by_names(meeting):
            continue
        long = long_absent(reading, meeting)
        if long != meeting.counts.long_absent:
            changed.append(replace(meeting, counts=replace(meeting.counts, long_absent=long)))
    return changed
