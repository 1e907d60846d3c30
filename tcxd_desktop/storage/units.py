"""The organisation tree and its history."""

from collections.abc import Collection
from typing import Any

from tcxd_desktop.domain.units import (
    DISSOLVED,
    Decision,
    PostHolder,
    Unit,
    UnitEnd,
    UnitLink,
    UnitStep,
)
from tcxd_desktop.storage import scope
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

OPEN = "9999-12-31"
NO_PAPER = Decision()
_STEP = (
    "SELECT unit_id, name, type, parent_id, code, has_committee, has_seal, since, until,"
    " paper_number, paper_on, paper_issuer FROM unit_step"
)


def _unit(row: tuple[Any, ...]) -> Unit:
    return Unit(
        id=row[0],
        name=row[1],
        type=row[2],
        parent_id=row[3],
        code=row[4],
        has_committee=bool(row[5]),
        has_seal=bool(row[6]),
        since=row[7],
    )


def on_day(reading: Reading, day: str) -> list[Unit]:
    """Return the units that exist on ISO ``day``, in the order of the office."""
    rows = reading.all(f"{_STEP} WHERE since <= ? AND ? < until ORDER BY position, unit_id",
                       (day, day))  # fmt: skip
    return [_unit(row) for row in rows]


def steps(reading: Reading, unit_id: int) -> list[UnitStep]:
    """Return every state a unit has had, oldest first."""
    rows = reading.all(f"{_STEP} WHERE unit_id = ? ORDER BY since", (unit_id,))
    return [
        UnitStep(_unit(row), "" if row[8] == OPEN else row[8], Decision(*row[9:12])) for row in rows
    ]


def links(reading: Reading, unit_id: int) -> list[UnitLink]:
    """Return the links of a unit to those before and after it."""
    rows = reading.all(
        'SELECT before_id, after_id, "on", kind, paper_number, paper_on, paper_issuer'
        " FROM unit_link WHERE ? IN (before_id, after_id) ORDER BY id",
        (unit_id,),
    )
    return [UnitLink(row[0], row[1], row[2], row[3], Decision(*row[4:])) for row in rows]


def name_of(reading: Reading, unit_id: int | None) -> str:
    """Return the latest name of a unit, or ``""``."""
    row = reading.one(
        "SELECT name FROM unit_step WHERE unit_id = ? ORDER BY since DESC", (unit_id,)
    )
    return str(row[0]) if row else ""


def names(reading: Reading) -> dict[int, str]:
    """Return the latest name of every unit."""
    rows = reading.all("SELECT unit_id, name FROM unit_step ORDER BY since")
    return {int(unit): str(name) for unit, name in rows}


def head_counts(
    reading: Reading, day: str, within: tuple[Collection[int], str] | None = None
) -> dict[int, int]:
    """Return *đảng số* by unit as at ISO ``day``: in the list and not temporary here.

    Args:
        within: ids of the units people must stand in on a day, whatever day is counted.
    """
    part, values = scope.condition("s.person_id", *within) if within else ("1", ())
    rows = reading.all(
        # The few voided records are named apart: joining would read every wide row.
        "SELECT s.unit_id, count(*) FROM standing s WHERE s.since <= ?1 AND ?1 < s.until"
        " AND s.leaving = '' AND s.activity <> 'tam_thoi_tai_day' AND s.unit_id IS NOT NULL"
        " AND s.person_id NOT IN (SELECT id FROM person WHERE void_reason <> '')"
        f" AND {part} GROUP BY s.unit_id",
        (day, *values),
    )
    return {int(unit): int(people) for unit, people in rows}


def listed_after(reading: Reading, unit_id: int, day: str) -> int:
    """Return how many people stand in a unit on ISO ``day`` or later."""
    row = reading.one(
        "SELECT count(DISTINCT s.person_id) FROM standing s JOIN person p ON p.id = s.person_id"
        " WHERE s.unit_id = ? AND s.until > ? AND s.leaving = '' AND p.void_reason = ''",
        (unit_id, day),
    )
    return int(row[0]) if row else 0


def days_after(reading: Reading, day: str) -> list[str]:
    """Return the days after ISO ``day`` on which something in the tree changes, in order."""
    rows = reading.all(
        "SELECT since FROM unit_step WHERE since > ?1"
        " UNION SELECT until FROM unit_step WHERE until > ?1 AND until <> ?2 ORDER BY 1",
        (day, OPEN),
    )
    return [str(row[0]) for row in rows]


def below_after(reading: Reading, unit_id: int, day: str) -> int:
    """Return how many units stand right below one on ISO ``day`` or later."""
    row = reading.one(
        "SELECT count(DISTINCT unit_id) FROM unit_step WHERE parent_id = ? AND until > ?",
        (unit_id, day),
    )
    return int(row[0]) if row else 0


def mentions(reading: Reading, unit_id: int) -> int:
    """Return how many people ever had to do with a unit: events, or posts held there."""
    row = reading.one(
        "SELECT count(*) FROM (SELECT person_id FROM person_events WHERE unit_id = ?1"
        " UNION SELECT person_id FROM person_party_posts WHERE unit_id = ?1"
        " UNION SELECT person_id FROM number_issued WHERE unit_id = ?1)",
        (unit_id,),
    )
    return int(row[0]) if row else 0


def post_holders(reading: Reading, unit_id: int, day: str) -> list[PostHolder]:
    """Return every post ever held in a unit by those in the list on ISO ``day``."""
    rows = reading.all(
        "SELECT p.id, p.birth_name, t.post, coalesce(t.since, ''), coalesce(t.until, '')"
        " FROM person_party_posts t JOIN person p ON p.id = t.person_id"
        " JOIN standing s ON s.person_id = p.id AND s.since <= ?2 AND ?2 < s.until"
        " WHERE t.unit_id = ?1 AND s.leaving = '' AND p.void_reason = ''"
        " ORDER BY p.name_key, t.position",
        (unit_id, day),
    )
    return [PostHolder(*row) for row in rows]


def end(reading: Reading, unit_id: int) -> UnitEnd | None:
    """Return how a unit came to its end, or ``None`` while it exists."""
    row = reading.one(
        "SELECT closed, closed_kind, paper_number, paper_on, paper_issuer FROM unit"
        " WHERE id = ? AND closed <> ''",
        (unit_id,),
    )
    return UnitEnd(str(row[0]), str(row[1]), Decision(*row[2:])) if row else None


def _paper(decision: Decision) -> dict[str, Cell]:
    return {
        "paper_number": decision.number,
        "paper_on": decision.on,
        "paper_issuer": decision.issuer,
    }


def _state(unit: Unit) -> dict[str, Cell]:
    return {
        "name": unit.name,
        "type": unit.type,
        "parent_id": unit.parent_id,
        "code": unit.code,
        "has_committee": int(unit.has_committee),
        "has_seal": int(unit.has_seal),
    }


def add(work: Work, unit: Unit, since: str, decision: Decision) -> int:
    """Write a new unit whose first state begins on ISO ``since`` (``""``: always been)."""
    unit_id = work.add("unit", {"opened": since, "closed": ""})
    last = work.one("SELECT coalesce(max(position), 0) FROM unit_step")
    position = (last[0] if last else 0) + 1
    _add_step(work, unit_id, unit, (since, OPEN), decision, position)
    return unit_id


def _add_step(
    work: Work, unit_id: int, unit: Unit, span: tuple[str, str], decision: Decision, position: int
) -> None:
    work.add(
        "unit_step",
        {
            "unit_id": unit_id,
            "since": span[0],
            "until": span[1],
            "position": position,
            **_state(unit),
            **_paper(decision),
        },
    )
    work.touch("unit")


def change(work: Work, unit: Unit, on: str, decision: Decision) -> None:
    """End the state in force and begin ``unit`` on ISO ``on``."""
    row = work.one(
        "SELECT since, position FROM unit_step WHERE unit_id = ? AND until = ?", (unit.id, OPEN)
    )
    since, position = row if row else ("", 0)
    key: dict[str, Cell] = {"unit_id": unit.id, "since": since}
    if since == on:
        work.change("unit_step", key, {**_state(unit), **_paper(decision)})
        work.touch("unit")
        return
    work.change("unit_step", key, {"until": on})
    _add_step(work, unit.id, unit, (on, OPEN), decision, position)


def close(
    work: Work,
    unit_id: int,
    on: str,
    decision: Decision = NO_PAPER,
    kind: str = DISSOLVED,
) -> None:
    """End a unit: it exists until the day before ISO ``on``."""
    work.change("unit_step", {"unit_id": unit_id, "until": OPEN}, {"until": on})
    work.change("unit", {"id": unit_id}, {"closed": on, "closed_kind": kind, **_paper(decision)})
    work.touch("unit")


def reopen(work: Work, unit_id: int, closed: str) -> None:
    """Take back the end of a unit on ISO ``closed``, and the links made with it."""
    work.change("unit_step", {"unit_id": unit_id, "until": closed}, {"until": OPEN})
    work.change("unit", {"id": unit_id}, {"closed": "", "closed_kind": "", **_paper(NO_PAPER)})
    work.remove("unit_link", {"before_id": unit_id, "on": closed})
    work.touch("unit")


def drop_step(work: Work, unit_id: int, since: str) -> None:
    """Take back the state that began on ISO ``since``; the one before it holds again."""
    work.remove("unit_step", {"unit_id": unit_id, "since": since})
    work.change("unit_step", {"unit_id": unit_id, "until": since}, {"until": OPEN})
    work.touch("unit")


def withdraw(work: Work, unit_id: int, since: str) -> None:
    """Take back a unit made by mistake: it has never been, on any day."""
    drop_step(work, unit_id, since)
    work.remove("unit_link", {"after_id": unit_id})


def link(work: Work, made: UnitLink) -> None:
    """Write a link between a unit and its successor, unless it is there."""
    pair = (made.before_id, made.after_id)
    if work.one("SELECT 1 FROM unit_link WHERE before_id = ? AND after_id = ?", pair):
        return
    work.add(
        "unit_link",
        {
            "before_id": made.before_id,
            "after_id": made.after_id,
            "on": made.on,
            "kind": made.kind,
            **_paper(made.decision),
        },
    )
