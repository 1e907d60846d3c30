"""Collective transfers: plans, who went with them, and what they are checked against."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.collective import (
    Candidate,
    CollectiveKind,
    CollectivePlan,
    CollectiveState,
    MemberMove,
)
from tcxd_desktop.domain.collective_effects import Stand
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.standing import Activity, Grade
from tcxd_desktop.domain.transfers import TERMINAL, Direction, State
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "collective"
_SELECT = 'SELECT id, version, kind, state, "on", content, undo_reason FROM collective'


def _values(plan: CollectivePlan) -> dict[str, Cell]:
    # Once carried out, who went is kept in rows of its own: lists ask for it by person.
    kept = plan if plan.state is CollectiveState.DRAFT else replace(plan, moves=())
    return {
        "kind": plan.kind.value,
        "state": plan.state.value,
        "on": plan.on,
        "content": dump(kept),
        "undo_reason": plan.undo_reason,
    }


def _plan(row: Sequence[Any]) -> CollectivePlan:
    found = load(CollectivePlan, row[5])
    return replace(
        found,
        kind=CollectiveKind(row[2]),
        state=CollectiveState(row[3]),
        on=row[4],
        undo_reason=row[6],
        id=row[0],
        version=row[1],
    )


def add(work: Work, plan: CollectivePlan) -> int:
    """Write a new plan and return its id."""
    number = work.add("collective", {"version": 1, **_values(plan)})
    work.touch(SUBJECT)
    return number


def change(work: Work, plan: CollectivePlan) -> bool:
    """Write a plan as it is now; ``False`` if someone else saved it since."""
    key: dict[str, Cell] = {"id": plan.id, "version": plan.version}
    work.touch(SUBJECT)
    return bool(work.change("collective", key, {"version": plan.version + 1, **_values(plan)}))


def remove(work: Work, plan_id: int) -> None:
    """Take a draft away."""
    work.remove("collective", {"id": plan_id})
    work.touch(SUBJECT)


def read(reading: Reading, plan_id: int) -> CollectivePlan | None:
    """Return one plan with who goes, or who went."""
    row = reading.one(f"{_SELECT} WHERE id = ?", (plan_id,))
    if row is None:
        return None
    plan = _plan(row)
    if plan.state is CollectiveState.DRAFT:
        return plan
    rows = reading.all(
        "SELECT m.person_id, m.from_id, m.to_id, m.name FROM collective_member m"
        " JOIN person p ON p.id = m.person_id WHERE m.collective_id = ?"
        " ORDER BY p.name_key, p.id",
        (plan_id,),
    )
    moves = (MemberMove(row[0], row[1] or 0, row[2] or 0, row[3]) for row in rows)
    return replace(plan, moves=tuple(moves))


def listed(reading: Reading) -> list[tuple[CollectivePlan, int]]:
    """Return every plan with how many people it concerns: drafts first, then the newest."""
    rows = reading.all(
        f"{_SELECT} ORDER BY state <> '{CollectiveState.DRAFT.value}', \"on\" DESC, id DESC"
    )
    went = dict(
        reading.all("SELECT collective_id, count(*) FROM collective_member GROUP BY collective_id")
    )
    found = [_plan(row) for row in rows]
    return [(plan, went.get(plan.id, len(plan.moves) + len(plan.newcomers))) for plan in found]


def add_members(work: Work, plan_id: int, moves: Iterable[MemberMove]) -> None:
    """Keep who went, from where and where to, under the name borne then."""
    work.add_many(
        "collective_member",
        [
            {
                "collective_id": plan_id,
                "person_id": move.person_id,
                "from_id": move.from_id or None,
                "to_id": move.to_id or None,
                "name": move.name,
            }
            for move in moves
        ],
    )


# --- what a plan is checked against ---------------------------------------------------------------


def stands(reading: Reading, unit_ids: Iterable[int], day: str) -> list[Stand]:
    """Return who stands in some organisations on ISO ``day`` or later, in name order."""
    rows = reading.all(
        "SELECT s.person_id, p.birth_name, s.unit_id, s.since, s.until, s.grade, s.activity"
        " FROM json_each(?) w JOIN standing s ON s.unit_id = w.value"
        " JOIN person p ON p.id = s.person_id"
        " WHERE s.until > ? AND s.leaving = '' AND p.void_reason = ''"
        " ORDER BY p.name_key, p.id, s.since",
        (json.dumps(sorted(unit_ids)), day),
    )
    return [
        Stand(person, name, unit, since, until, Grade(grade), Activity(activity))
        for person, name, unit, since, until, grade, activity in rows
    ]


def candidates(reading: Reading, unit_ids: Iterable[int], day: str) -> list[Candidate]:
    """Return who stands in some organisations on ISO ``day``, in name order."""
    rows = reading.all(
        "SELECT p.id, p.birth_name, p.name_key, coalesce(p.birth_date, ''), s.unit_id, s.grade,"
        " s.activity, p.residence_cell FROM json_each(?) w JOIN standing s ON s.unit_id = w.value"
        " JOIN person p ON p.id = s.person_id WHERE s.since <= ?2 AND ?2 < s.until"
        " AND s.leaving = '' AND p.void_reason = '' ORDER BY p.name_key, p.id",
        (json.dumps(sorted(unit_ids)), day),
    )
    return [Candidate(*row) for row in rows]


def listed_on(reading: Reading, person_ids: Iterable[int], day: str) -> dict[int, str]:
    """Return who is in the list on ISO ``day`` or later, with the name of the chi bộ."""
    rows = reading.all(
        "SELECT s.person_id, coalesce(u.name, '') FROM json_each(?) w"
        " JOIN standing s ON s.person_id = w.value"
        " LEFT JOIN unit_step u ON u.unit_id = s.unit_id AND u.until ="
        " (SELECT max(until) FROM unit_step WHERE unit_id = s.unit_id)"
        " WHERE s.until > ? AND s.leaving = ''",
        (json.dumps(list(person_ids)), day),
    )
    return dict(rows)


def open_cases(reading: Reading) -> list[tuple[int, str, str, str]]:
    """Return (person, kind, direction, state) of every transfer case that is not void."""
    rows = reading.all(
        "SELECT person_id, kind, direction, state FROM transfer"
        " WHERE person_id IS NOT NULL AND void_reason = '' ORDER BY id"
    )
    return [(int(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows]


def arrivals(reading: Reading, unit_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return who is on the way to some organisations, by the cases that are not finished."""
    rows = reading.all(
        "SELECT t.unit_id, t.name FROM json_each(?) w JOIN transfer t ON t.unit_id = w.value"
        " WHERE t.direction = ? AND t.void_reason = ''"
        " AND t.state NOT IN (SELECT value FROM json_each(?)) ORDER BY t.id",
        (
            json.dumps(sorted(unit_ids)),
            Direction.IN.value,
            json.dumps(sorted(state.value for state in TERMINAL)),
        ),
    )
    found: dict[int, list[str]] = {}
    for unit_id, name in rows:
        found.setdefault(unit_id, []).append(name)
    return {unit_id: tuple(names) for unit_id, names in found.items()}


def unit_days(reading: Reading) -> tuple[dict[int, str], dict[int, str]]:
    """Return of each organisation the first day of its latest state, and the day it ends."""
    since = dict(reading.all("SELECT unit_id, max(since) FROM unit_step GROUP BY unit_id"))
    ends = dict(reading.all("SELECT id, closed FROM unit WHERE closed <> ''"))
    return since, ends


def posts(reading: Reading, unit_ids: Iterable[int], day: str) -> dict[int, tuple[str, ...]]:
    """Return who, by the dossier, holds a post in some organisations on ISO ``day`` or later."""
    rows = reading.all(
        "SELECT t.unit_id, p.birth_name || CASE t.post WHEN '' THEN '' ELSE"
        " ' (' || t.post || ')' END FROM json_each(?) w"
        " JOIN person_party_posts t ON t.unit_id = w.value JOIN person p ON p.id = t.person_id"
        " WHERE p.void_reason = '' AND (t.until IS NULL OR t.until = '' OR t.until > ?)"
        " ORDER BY p.name_key",
        (json.dumps(sorted(unit_ids)), day),
    )
    found: dict[int, list[str]] = {}
    for unit_id, name in rows:
        found.setdefault(unit_id, []).append(name)
    return {unit_id: tuple(names) for unit_id, names in found.items()}


def planned_meetings(reading: Reading, unit_ids: Iterable[int], day: str) -> dict[int, int]:
    """Return how many meetings some organisations planned for ISO ``day`` or later."""
    rows = reading.all(
        "SELECT m.unit_id, count(*) FROM json_each(?) w JOIN meeting m ON m.unit_id = w.value"
        " WHERE m.void_reason = '' AND m.held_on = '' AND m.planned_on >= ? GROUP BY m.unit_id",
        (json.dumps(sorted(unit_ids)), day),
    )
    return dict(rows)


def known_numbers(reading: Reading, numbers: Iterable[str]) -> dict[str, int]:
    """Return whose each card or citizen number is, of those that are somebody's."""
    rows = reading.all(
        "SELECT w.value, p.id FROM json_each(?1) w JOIN person p"
        " ON p.void_reason = '' AND w.value IN (p.card_no, p.citizen_id)",
        (json.dumps(sorted(set(numbers))),),
    )
    return dict(rows)


# --- what rests on a plan that was carried out ----------------------------------------------------


def rolls(reading: Reading, plan_id: int, day: str) -> list[tuple[int, str, str]]:
    """Return (unit, ISO day, name) of rolls called where members went, with one of them on it."""
    rows = reading.all(
        "SELECT t.unit_id, t.held_on, m.name FROM collective_member m"
        " JOIN meeting_attendance a ON a.person_id = m.person_id"
        " JOIN meeting t ON t.id = a.meeting_id AND t.unit_id = m.to_id"
        " WHERE m.collective_id = ? AND t.void_reason = '' AND t.held_on >= ?"
        " ORDER BY t.held_on, t.unit_id, m.name",
        (plan_id, day),
    )
    return [(int(row[0]), str(row[1]), str(row[2])) for row in rows]


def cases_since(reading: Reading, plan_id: int, day: str) -> list[tuple[str, str, str]]:
    """Return (name, kind, state) of cases out of the chi bộ members went to, opened since."""
    rows = reading.all(
        "SELECT m.name, t.kind, t.state FROM collective_member m JOIN transfer t"
        " ON t.person_id = m.person_id AND t.unit_id = m.to_id AND m.to_id <> m.from_id"
        " WHERE m.collective_id = ? AND t.void_reason = '' AND t.state <> ? AND t.opened >= ?"
        " ORDER BY t.id",
        (plan_id, State.CANCELLED.value, day),
    )
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def uses(reading: Reading, unit_id: int, besides: Iterable[int]) -> dict[str, int]:
    """Return how many people, meetings and cases there are of a unit, besides some people."""
    people = json.dumps(list(besides))
    elsewhere = "NOT IN (SELECT value FROM json_each(?2))"
    queries = {
        "people": (
            f"SELECT count(DISTINCT person_id) FROM (SELECT person_id FROM person_events"
            f" WHERE unit_id = ?1 AND person_id {elsewhere}"
            " UNION SELECT person_id FROM person_party_posts WHERE unit_id = ?1"
            " UNION SELECT person_id FROM number_issued WHERE unit_id = ?1)"
        ),
        "meetings": (
            "SELECT count(*) FROM meeting WHERE unit_id = ?1 AND void_reason = '' AND ?2 <> ''"
        ),
        "cases": (
            "SELECT count(*) FROM transfer WHERE unit_id = ?1 AND void_reason = '' AND ?2 <> ''"
        ),
        "letters": "SELECT count(*) FROM letter_move WHERE unit_id = ?1 AND ?2 <> ''",
    }
    found: dict[str, int] = {}
    for what, sql in queries.items():
        row = reading.one(sql, (unit_id, people))
        if row and row[0]:
            found[what] = int(row[0])
    return found
