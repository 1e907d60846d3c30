"""Meetings with their roll calls, votes and tasks."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, NamedTuple

from tcxd_desktop.domain.meetings import (
    THEMATIC_KINDS,
    Attendance,
    Counts,
    Meeting,
    MeetingState,
    Minutes,
    Presence,
    Vote,
)
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "meeting"
_PLAIN = (
    "version", "unit_id", "period", "planned_on", "planned_at", "held_on", "start", "end", "place",
    "chair_id", "chair", "secretary_id", "secretary", "upper_id", "upper", "posted_on",
    "minutes_posted_on", "committee_met_on", "reason",
)  # fmt: skip
_FLAGS = ("has_committee", "has_deputy", "counts_by_hand")
_COUNTS = tuple(field.name for field in fields(Counts))
_COLUMNS = ("id", *_PLAIN, *_FLAGS, "kind", "state", "cell_kind", "minutes", *_COUNTS)
_SELECT = "SELECT " + ", ".join(f'm."{name}"' for name in _COLUMNS) + " FROM meeting m"


def _meeting(row: Sequence[Any]) -> Meeting:
    found = dict(zip(_COLUMNS, row, strict=True))
    plain: dict[str, Any] = {name: found[name] for name in _PLAIN}
    plain |= {name: bool(found[name]) for name in _FLAGS}
    return Meeting(
        id=found["id"],
        kind=MeetingKind(found["kind"]),
        state=MeetingState(found["state"]),
        cell_kind=CellKind(found["cell_kind"] or CellKind.OTHER),
        minutes=Minutes(**json.loads(found["minutes"])) if found["minutes"] else Minutes(),
        counts=Counts(*(found[name] for name in _COUNTS)),
        **plain,
    )


def _values(meeting: Meeting) -> dict[str, Cell]:
    # What says nothing is not kept, so that a record of today reads the same tomorrow.
    told = {name: text for name, text in asdict(meeting.minutes).items() if text}
    return {
        **{name: getattr(meeting, name) for name in _PLAIN},
        **{name: int(getattr(meeting, name)) for name in _FLAGS},
        **{name: getattr(meeting.counts, name) for name in _COUNTS},
        "kind": meeting.kind.value,
        "state": meeting.state.value,
        "cell_kind": meeting.cell_kind.value,
        "minutes": json.dumps(told, ensure_ascii=False) if told else "",
    }


def find(
    reading: Reading,
    *,
    since: str,
    until: str,
    unit_id: int | None = None,
) -> list[Meeting]:
    """Return the meetings of months ``since`` to ``until``, without rolls, by unit and day."""
    where, values = "m.void_reason = '' AND m.period BETWEEN ? AND ?", [since, until]
    if unit_id is not None:
        where += " AND m.unit_id = ?"
        values.append(unit_id)  # type: ignore[arg-type]  # a cell of the statement
    rows = reading.all(
        f"{_SELECT} WHERE {where} ORDER BY m.unit_id, m.period,"
        " coalesce(nullif(m.held_on, ''), m.planned_on), m.id",
        values,
    )
    return [_meeting(row) for row in rows]


def ids(reading: Reading, since: str, until: str) -> list[int]:
    """Return the numbers of the meetings of months ``since`` to ``until``."""
    rows = reading.all(
        "SELECT id FROM meeting WHERE void_reason = '' AND period BETWEEN ? AND ? ORDER BY id",
        (since, until),
    )
    return [int(row[0]) for row in rows]


class Brief(NamedTuple):
    """Buổi sinh hoạt, what tables of a period need of it."""

    id: int
    unit_id: int
    kind: MeetingKind
    period: str
    state: MeetingState
    held_on: str
    reason: str
    members: int


def briefs(
    reading: Reading, since: str, until: str, unit_id: int | None = None
) -> dict[int, list[Brief]]:
    """Return the meetings of months ``since`` to ``until`` by chi bộ, each in order of days."""
    where, values = "void_reason = '' AND period BETWEEN ? AND ?", list[Cell]((since, until))
    if unit_id is not None:
        where += " AND unit_id = ?"
        values.append(unit_id)
    found: dict[int, list[Brief]] = {}
    for number, unit, kind, period, state, *rest in reading.all(
        "SELECT id, unit_id, kind, period, state, held_on, reason, members FROM meeting"
        f" WHERE {where} ORDER BY unit_id, period,"
        " coalesce(nullif(held_on, ''), planned_on), id",
        values,
    ):
        made = Brief(number, unit, MeetingKind(kind), period, MeetingState(state), *rest)
        found.setdefault(unit, []).append(made)
    return found


class Attended(NamedTuple):
    """Buổi họp đã họp: who came to it from above."""

    unit_id: int
    held_on: str
    upper_id: int | None


def attended(reading: Reading, since: str, until: str) -> list[Attended]:
    """Return the held meetings of months ``since`` to ``until`` with who came from above."""
    rows = reading.all(
        "SELECT unit_id, held_on, upper_id FROM meeting WHERE void_reason = '' AND state = ?"
        " AND period BETWEEN ? AND ?",
        (MeetingState.HELD.value, since, until),
    )
    return list(map(Attended._make, rows))


def by_ids(reading: Reading, ids: Iterable[int]) -> list[Meeting]:
    """Return meetings with their rolls and votes, in the order asked; missing ones are left out."""
    wanted = list(dict.fromkeys(ids))
    text = json.dumps(wanted)
    rows = reading.all(
        f"{_SELECT} WHERE m.void_reason = '' AND m.id IN (SELECT value FROM json_each(?))", (text,)
    )
    found = {row[0]: _meeting(row) for row in rows}
    rolls = _rolls(reading, text)
    votes = _votes(reading, text)
    return [_with(found[n], rolls.get(n, ()), votes.get(n, ())) for n in wanted if n in found]


def _with(meeting: Meeting, roll: Sequence[Attendance], votes: Sequence[Vote]) -> Meeting:
    values = {field.name: getattr(meeting, field.name) for field in fields(meeting)}
    return Meeting(**{**values, "attendance": tuple(roll), "votes": tuple(votes)})


def read(reading: Reading, meeting_id: int) -> Meeting | None:
    """Return a meeting with its roll and votes."""
    return next(iter(by_ids(reading, [meeting_id])), None)


def _rolls(reading: Reading, ids: str) -> dict[int, list[Attendance]]:
    found: dict[int, list[Attendance]] = {}
    for meeting_id, person, name, grade, presence, reason, spoke, gist, here in reading.all(
        "SELECT a.meeting_id, a.person_id, a.name, a.grade, a.presence, a.reason, a.spoke, a.gist,"
        " a.temporary_here FROM meeting_attendance a"
        " WHERE a.meeting_id IN (SELECT value FROM json_each(?)) ORDER BY a.meeting_id, a.position",
        (ids,),
    ):
        known = Presence(presence) if presence else None
        found.setdefault(int(meeting_id), []).append(
            Attendance(person, name, grade, known, reason, bool(spoke), gist, bool(here))
        )
    return found


def _votes(reading: Reading, ids: str) -> dict[int, list[Vote]]:
    found: dict[int, list[Vote]] = {}
    for meeting_id, *cells in reading.all(
        "SELECT meeting_id, subject, agreed, against, other FROM meeting_vote"
        " WHERE meeting_id IN (SELECT value FROM json_each(?)) ORDER BY meeting_id, position",
        (ids,),
    ):
        found.setdefault(int(meeting_id), []).append(Vote(*cells))
    return found


def add(work: Work, meeting: Meeting) -> int:
    """Write a new meeting with its roll and votes; return its number."""
    number = work.add("meeting", _values(meeting))
    _add_rows(work, number, meeting)
    work.touch(SUBJECT)
    return number


def update(work: Work, meeting: Meeting) -> bool:
    """Write a meeting over the version it was read at; false: somebody else wrote meanwhile."""
    key: Mapping[str, Cell] = {"id": meeting.id, "version": meeting.version}
    if not work.change("meeting", key, {**_values(meeting), "version": meeting.version + 1}):
        return False
    for table in ("meeting_attendance", "meeting_vote"):
        work.remove(table, {"meeting_id": meeting.id})
    _add_rows(work, meeting.id, meeting)
    work.touch(SUBJECT)
    return True


def _add_rows(work: Work, number: int, meeting: Meeting) -> None:
    work.add_many(
        "meeting_attendance",
        [
            {
                "meeting_id": number,
                "person_id": row.person_id,
                "position": position,
                "name": row.name,
                "grade": row.grade,
                "presence": row.presence.value if row.presence else "",
                "reason": row.reason,
                "spoke": int(row.spoke),
                "gist": row.gist,
                "temporary_here": int(row.temporary_here),
            }
            for position, row in enumerate(meeting.attendance)
        ],
    )
    work.add_many(
        "meeting_vote",
        [
            {
                "meeting_id": number,
                "position": position,
                "subject": vote.subject,
                "agreed": vote.agreed,
                "against": vote.against,
                "other": vote.other,
            }
            for position, vote in enumerate(meeting.votes)
        ],
    )


def set_long_absent(work: Work, meeting_id: int, count: int) -> None:
    """Write how many were long absent, counted anew; whoever has the meeting open goes on."""
    work.change("meeting", {"id": meeting_id}, {"long_absent": count})
    work.touch(SUBJECT)


def void(work: Work, meeting_id: int, reason: str) -> None:
    """Take a meeting out of every list; its record stays."""
    work.change("meeting", {"id": meeting_id}, {"void_reason": reason})
    work.touch(SUBJECT)


def drop(work: Work, meeting_id: int) -> None:
    """Remove a meeting that was only planned, with whatever was written to it."""
    for table in ("meeting_attendance", "meeting_vote", "resolution_task"):
        work.remove(table, {"meeting_id": meeting_id})
    work.remove("meeting", {"id": meeting_id})
    work.touch(SUBJECT)


# --- what the roll needs --------------------------------------------------------------------------


_CELL = (
    "(SELECT ?1 UNION SELECT unit_id FROM unit_step"
    " WHERE parent_id = ?1 AND type = 'TO' AND since <= ?2 AND ?2 < until)"
)
"""A chi bộ with its tổ đảng, whose members are its own (294-QĐ/TW of 26/5/2025, 20.3.2)."""


def roll(reading: Reading, unit_id: int, day: str) -> list[tuple[int, str, str, str]]:
    """Return (person, name, grade, activity) of a chi bộ on ISO ``day``, in order of names."""
    return [
        (int(person), str(name), str(grade), str(activity))
        for person, name, grade, activity in reading.all(
            "SELECT p.id, p.birth_name, s.grade, s.activity FROM standing s"
            " JOIN person p ON p.id = s.person_id"
            f" WHERE s.unit_id IN {_CELL} AND s.since <= ?2 AND ?2 < s.until AND s.leaving = ''"
            " AND p.void_reason = '' ORDER BY p.name_key, p.id",
            (unit_id, day),
        )
    ]


def counted(reading: Reading, unit_id: int, day: str) -> int:
    """Return *đảng số* of one chi bộ on ISO ``day``."""
    row = reading.one(
        "SELECT count(*) FROM standing s JOIN person p ON p.id = s.person_id"
        f" WHERE s.unit_id IN {_CELL} AND s.since <= ?2 AND ?2 < s.until AND s.leaving = ''"
        " AND s.activity <> 'tam_thoi_tai_day' AND p.void_reason = ''",
        (unit_id, day),
    )
    return int(row[0]) if row else 0


def absences(reading: Reading, unit_id: int, year: str, before: str) -> dict[int, list[str]]:
    """Return each member's presences at the year's held meetings before a day, newest first.

    A meeting is of the year of its period, whatever day it was held on.
    """
    found: dict[int, list[str]] = {}
    for person, presence in reading.all(
        "SELECT a.person_id, a.presence FROM meeting_attendance a"
        " JOIN meeting m ON m.id = a.meeting_id"
        " WHERE m.unit_id = ? AND m.void_reason = '' AND m.state = ? AND m.held_on < ?"
        " AND m.period BETWEEN ? AND ? ORDER BY m.held_on DESC, m.id DESC",
        (unit_id, MeetingState.HELD.value, before, f"{year}-01", f"{year}-12"),
    ):
        found.setdefault(int(person), []).append(str(presence))
    return found


def thematic_between(
    reading: Reading, unit_id: int, since: str, until: str, by: str = "9999"
) -> int:
    """Return how many thematic or combined meetings of some months a chi bộ held.

    Args:
        reading: where.
        unit_id: the chi bộ.
        since: first month; a meeting is of the month of its period.
        until: last month.
        by: last ISO day on which they were held.
    """
    row = reading.one(
        "SELECT count(*) FROM meeting WHERE unit_id = ? AND void_reason = '' AND state = ?"
        " AND kind IN (?, ?) AND period BETWEEN ? AND ? AND held_on <= ?",
        (unit_id, MeetingState.HELD.value, *(kind.value for kind in THEMATIC_KINDS), since, until,
         by),
    )  # fmt: skip
    return int(row[0]) if row else 0


def known_people(reading: Reading, ids: Iterable[int]) -> set[int]:
    """Return those of ``ids`` who are on record."""
    rows = reading.all(
        "SELECT id FROM person WHERE void_reason = '' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {int(row[0]) for row in rows}


def secretaries(reading: Reading, day: str) -> dict[int, tuple[str, str, bool]]:
    """Return by chi bộ: bí thư, telephone, and whether there is a phó bí thư, on ISO ``day``."""
    found: dict[int, tuple[str, str, bool]] = {}
    for unit_id, name, phone, post, since, until in reading.all(
        "SELECT t.unit_id, p.birth_name, p.phone, t.post, coalesce(t.since, ''),"
        " coalesce(t.until, '') FROM person_party_posts t"
        " JOIN person p ON p.id = t.person_id AND p.void_reason = ''"
        " JOIN standing s ON s.person_id = p.id AND s.since <= ?1 AND ?1 < s.until"
        " WHERE t.unit_id IS NOT NULL AND s.leaving = ''"
        " AND (t.post = 'Bí thư' OR t.post LIKE 'Phó bí thư%') ORDER BY p.name_key",
        (day,),
    ):
        first, last = str(since).rstrip("~"), str(until).rstrip("~")
        if first > day[: len(first)] or (last and day[: len(last)] > last):
            continue
        head, number, deputy = found.get(int(unit_id), ("", "", False))
        if post == "Bí thư":
            head, number = head or str(name), number or str(phone)
        else:
            deputy = True
        found[int(unit_id)] = (head, number, deputy)
    return found


def traces(reading: Reading, person_id: int) -> list[tuple[str, int, str, str, str]]:
    """Return (ISO day, chi bộ, what, reason, gist) of where meetings name a member by number."""
    rows = reading.all(
        "SELECT m.held_on, m.unit_id, a.presence, a.reason, a.gist FROM meeting_attendance a"
        " JOIN meeting m ON m.id = a.meeting_id WHERE a.person_id = ?1"
        " UNION ALL SELECT held_on, unit_id, 'chu_tri', '', '' FROM meeting WHERE chair_id = ?1"
        " UNION ALL SELECT held_on, unit_id, 'thu_ky', '', '' FROM meeting WHERE secretary_id = ?1"
        " UNION ALL SELECT held_on, unit_id, 'cap_tren', '', '' FROM meeting WHERE upper_id = ?1"
        " UNION ALL SELECT m.held_on, t.unit_id, 'nhiem_vu', t.text, t.result"
        " FROM resolution_task t JOIN meeting m ON m.id = t.meeting_id WHERE t.owner_id = ?1"
        " UNION ALL SELECT since, unit_id, 'phan_cong', paper, until FROM upper_assignment"
        " WHERE person_id = ?1 ORDER BY 1",
        (person_id,),
    )
    return [(str(day), int(unit), str(what), str(why), str(gist))
            for day, unit, what, why, gist in rows]  # fmt: skip
